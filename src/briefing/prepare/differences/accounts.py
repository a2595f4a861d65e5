"""Accounts of one thing: statements of different articles that claims link, or that share rare words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Literal

from briefing.model import Claim, Range
from briefing.prepare.claims.statements import Statement
from briefing.prepare.keys import rarity

Starts = Mapping[str, tuple[list[int], list[int]]]
Closeness = Literal["full", "partial", "related", "near"]

_ORDER: tuple[Closeness, ...] = ("full", "partial", "related", "near")
_CROWD = 12
"""A key in more statements than this draws no pairs of its own."""
_NEAR = 7.0
"""What the keys must weigh that two statements share which no claim links."""
_LEAST = 3
_FULL = 6
"""A statement with so many links of one closeness is compared with no further one that has as many."""
_MOST = 8
"""Each statement of a claim is compared with so many of those behind it, so that many sources cost no square."""


@dataclass(frozen=True, slots=True)
class Account:
    """Two statements of different articles that tell of one thing."""

    a: Statement
    b: Statement
    claim: str | None
    """The claim that both state in full; None where there is none."""
    closeness: Closeness


def weights(statements: Sequence[Statement]) -> dict[str, float]:
    """Give what each key weighs: how rare it is in the event and in the language."""
    frequency = Counter(k for s in statements for k in s.keys)
    return {k: log((len(statements) + 1) / n) * rarity(k) for k, n in frequency.items()}


def accounts(
    claims: Sequence[Claim], statements: Sequence[Statement], weight: Mapping[str, float]
) -> dict[tuple[int, int], Account]:
    """Give the pairs of statements that tell of one thing, by their numbers, the closest link of each."""
    at = starts(statements)
    found: dict[tuple[int, int], Account] = {}
    for closeness in _ORDER[:3]:
        met = [0] * len(statements)
        for claim in claims:
            support = _numbers(at, [m.range for m in claim.mentions if m.strength == "full"])
            if closeness == "full":
                pairs = [(i, j) for n, i in enumerate(support) for j in support[n + 1 : n + 1 + _MOST]]
            else:
                other = _numbers(at, [m.range for m in claim.mentions if m.strength == closeness])
                pairs = [(i, j) for n, j in enumerate(other) for i in _around(support, n) if i != j]
            for i, j in pairs:
                low, high = (i, j) if i < j else (j, i)
                if statements[i].article == statements[j].article or (low, high) in found:
                    continue
                if met[i] < _FULL or met[j] < _FULL:
                    met[i] += 1
                    met[j] += 1
                    name = claim.id if closeness == "full" else None
                    found[low, high] = Account(statements[low], statements[high], name, closeness)
    for low, high in _near(statements, weight):
        found.setdefault((low, high), Account(statements[low], statements[high], None, "near"))
    return dict(sorted(found.items()))


def _around(support: Sequence[int], n: int) -> Sequence[int]:
    """Give the statements of a claim that the one beside it with a number is compared with."""
    first = n % len(support) if len(support) > _MOST else 0
    return (*support[first : first + _MOST], *support[: max(0, first + _MOST - len(support))])[:_MOST]


def starts(statements: Sequence[Statement]) -> Starts:
    """Give the starts of each article's statements with their numbers."""
    rows: dict[str, tuple[list[int], list[int]]] = {}
    for n, s in enumerate(statements):
        begins, numbers = rows.setdefault(s.range.article, ([], []))
        begins.append(s.range.start)
        numbers.append(n)
    return rows


def _numbers(at: Starts, ranges: Sequence[Range]) -> list[int]:
    """Give the numbers of the statements that ranges begin in."""
    result: dict[int, None] = {}
    for r in ranges:
        begins, numbers = at.get(r.article, ([], []))
        n = bisect_right(begins, r.start) - 1
        if n >= 0:
            result[numbers[n]] = None
    return list(result)


def _near(statements: Sequence[Statement], weight: Mapping[str, float]) -> list[tuple[int, int]]:
    """Give the pairs of statements that share several keys, rare ones among them."""
    index: dict[str, list[int]] = {}
    for n, s in enumerate(statements):
        for k in s.keys:
            index.setdefault(k, []).append(n)
    pairs: set[tuple[int, int]] = set()
    for _, rows in sorted(index.items()):
        if 1 < len(rows) <= _CROWD:
            pairs.update(combinations(rows, 2))
    result = []
    for i, j in sorted(pairs):
        if statements[i].article == statements[j].article:
            continue
        shared = statements[i].keys & statements[j].keys
        if len(shared) >= _LEAST and sum(weight[k] for k in sorted(shared)) >= _NEAR:
            result.append((i, j))
    return result
