"""Whether another source's sentence states what a unit tells, and how much of it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model import Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.grammar import Main
from briefing.prepare.claims.statements import Statement

CONTAINED = 0.3
"""The share of one sentence that the other holds, where neither tells the other's verb."""
ARCS = 2
"""So many pairs of words that hang on one another make up for the verb."""
FEW_NAMES = 3
"""Sentences with so many names each, and none in common, tell of others."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a range tells."""

    keys: frozenset[str]
    names: frozenset[str]
    mains: tuple[Main, ...]
    arcs: frozenset[tuple[str, str]]
    groups: frozenset[str]


class Support:
    """The statements of an event by place, with the weight of each key."""

    def __init__(self, analyses: Sequence[Analysis], statements: Sequence[Statement]) -> None:
        self._texts = {a.article.id: a.article.text for a in analyses}
        self._rows: dict[str, list[Statement]] = {}
        for s in statements:
            self._rows.setdefault(s.range.article, []).append(s)
        for rows in self._rows.values():
            rows.sort(key=lambda s: (s.range.start, s.range.end))
        count = Counter(k for s in statements for k in sorted(s.keys))
        self._weights: Mapping[str, float] = {k: math.log((len(statements) + 1) / n) for k, n in count.items()}

    def weight(self, keys: frozenset[str]) -> float:
        """Sum how rare keys are in the event."""
        return math.fsum(self._weights[k] for k in keys if k in self._weights)

    def text(self, article: str) -> str:
        """Give an article's text."""
        return self._texts[article]

    def rows(self, article: str) -> Sequence[Statement]:
        """Give the statements of an article, in order."""
        return self._rows.get(article, ())

    def at(self, span: Range) -> tuple[Statement, ...]:
        """Give the statements that share a character with a range, in order."""
        rows = self._rows.get(span.article, [])
        first = bisect_left(rows, span.start, key=lambda s: s.range.start)
        while first > 0 and rows[first - 1].range.overlap(span):
            first -= 1
        found = []
        for s in rows[first:]:
            if s.range.start >= span.end:
                break
            if s.range.overlap(span):
                found.append(s)
        return tuple(found)

    def told(self, span: Range) -> Told:
        """Gather what the statements tell within a range."""
        rows = self.at(span)
        keys = frozenset(k.text for s in rows for k in s.keyed if span.start <= k.start and k.end <= span.end)
        return Told(
            keys,
            frozenset(k for s in rows for k in s.names if k in keys),
            tuple(s.main for s in rows),
            frozenset(a for s in rows for a in s.arcs if a.head in keys and a.child in keys),
            frozenset(g for s in rows for g in s.groups),
        )

    def forms(self, span: Range) -> dict[str, int]:
        """Give the people and organisations named in a range, with the words of the longest form of each."""
        text = self._texts.get(span.article, "")
        found: dict[str, int] = {}
        for s in self.at(span):
            for k in s.keyed:
                if k.named and k.text.startswith("@") and span.start <= k.start and k.end <= span.end:
                    found[k.text] = max(found.get(k.text, 0), len(text[k.start : k.end].split()))
        return found

    def contained(self, part: Told, whole: Told) -> float:
        """Give the share of what one range tells that another holds, from 0 to 1."""
        total = self.weight(part.keys)
        return self.weight(part.keys & whole.keys) / total if total else 0.0

    def states(self, a: Told, b: Told) -> bool:
        """Tell whether two ranges of one claim may be cited for one another.

        Not where they name others, where one tells as done what the other tells as planned, or where they have
        neither a verb nor much else in common.
        """
        if not (a.keys and b.keys) or a.groups & b.groups:
            return True
        if min(len(a.names), len(b.names)) >= FEW_NAMES and not a.names & b.names:
            return False
        if any(m.verb and m.verb == n.verb and m.realis != n.realis for m in a.mains for n in b.mains):
            return False
        verb = any(m.verb in b.keys for m in a.mains) or any(m.verb in a.keys for m in b.mains)
        share = max(self.contained(a, b), self.contained(b, a))
        return verb or share >= CONTAINED or len(a.arcs & b.arcs) >= ARCS
