"""Accounts of one thing: the statements that claims link, in pairs of different articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefing.model import Claim, Range
from briefing.prepare.claims.statements import Statement


@dataclass(frozen=True, slots=True)
class Account:
    """Two statements of different articles that tell of one thing."""

    a: Statement
    b: Statement
    claim: str
    full: bool
    """Whether both state the claim; False where one is only related."""


def accounts(claims: Sequence[Claim], statements: Sequence[Statement]) -> list[Account]:
    """Give the pairs of statements that claims link, each once, full links first."""
    at: Mapping[Range, Statement] = {s.range: s for s in statements}
    found: dict[tuple[Range, Range], Account] = {}
    for full in (True, False):
        for claim in claims:
            support = [at[m.range] for m in claim.mentions if m.strength == "full" and m.range in at]
            other = [at[m.range] for m in claim.mentions if m.strength != "full" and m.range in at]
            pairs = combinations(support, 2) if full else ((s, o) for s in support for o in other)
            for a, b in pairs:
                if a.article != b.article:
                    first, second = sorted((a, b), key=lambda s: (s.article, s.range))
                    found.setdefault((first.range, second.range), Account(first, second, claim.id, full))
    return list(found.values())
