"""Whether another source's sentence states what a unit tells, and how much of it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from briefing.model import Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.grammar import Main
from briefing.prepare.claims.statements import Statement
from briefing.prepare.values import Value

CONTAINED = 0.3
"""The share of one sentence that the other holds, where neither tells the other's verb."""
_WHOLE = 1 << 20
"""Weights are whole numbers of so small a part, so that their sum does not depend on the order of a set."""
ARCS = 2
"""So many pairs of words that hang on one another make up for the verb."""
HOLDER = 2
"""So many names make up one person and what they are the head of ("New York Attorney General")."""
FEW_NAMES = 3
"""Sentences with so many names each, and none in common, tell of others."""


class _Weights(dict[str, int]):
    """How rare keys are; what the event does not have weighs nothing."""

    def __missing__(self, key: str) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Told:
    """What a range tells."""

    keys: frozenset[str]
    names: frozenset[str]
    mains: tuple[Main, ...]
    arcs: frozenset[tuple[str, str]]
    groups: frozenset[str]
    phrases: Mapping[str, tuple[int, int]]
    """By key, its sentence and the phrase of it in which the key first stands."""


class Support:
    """The statements of an event by place, with the weight of each key."""

    def __init__(self, analyses: Sequence[Analysis], statements: Sequence[Statement]) -> None:
        self._texts = {a.article.id: a.article.text for a in analyses}
        self._statements = statements
        self._told: dict[Range, Told] = {}
        self._rows: dict[str, list[Statement]] = {}
        for s in statements:
            self._rows.setdefault(s.range.article, []).append(s)
        for rows in self._rows.values():
            rows.sort(key=lambda s: (s.range.start, s.range.end))
        count = Counter(k for s in statements for k in sorted(s.keys))
        self._weights = _Weights({k: round(_WHOLE * math.log((len(statements) + 1) / n)) for k, n in count.items()})

    def weight(self, keys: frozenset[str]) -> float:
        """Sum how rare keys are in the event."""
        return sum(map(self._weights.__getitem__, keys)) / _WHOLE

    def text(self, article: str) -> str:
        """Give an article's text."""
        return self._texts[article]

    def elsewhere(self, article: str) -> Iterator[Statement]:
        """Give the statements of all other articles."""
        return (s for a, rows in self._rows.items() if a != article for s in rows)

    def tells_elsewhere(self, key: str, article: str) -> bool:
        """Tell whether another article has a key."""
        return not self._keys_in.get(key, set()) <= {article}

    def says_elsewhere(self, word: str, article: str) -> bool:
        """Tell whether another article has a word, given in lower case."""
        return not self._words_in.get(word, set()) <= {article}

    def counts_elsewhere(self, value: Value, article: str, near: float) -> bool:
        """Tell whether another article has an amount of the same kind, no further away than `near`."""
        rows = self._amounts_in.get(value.kind, [])
        first = bisect_left(rows, value.amount - near, key=lambda r: r[0])
        within = takewhile(lambda r: r[0] <= value.amount + near, islice(rows, first, None))
        return any(held != article for _, held in within)

    @cached_property
    def _keys_in(self) -> Mapping[str, set[str]]:
        return _holders((k, s) for s in self._statements for k in s.keys)

    @cached_property
    def _words_in(self) -> Mapping[str, set[str]]:
        return _holders((w, s) for s in self._statements for w in s.words)

    @cached_property
    def _amounts_in(self) -> Mapping[str, list[tuple[float, str]]]:
        found: dict[str, list[tuple[float, str]]] = {}
        for s in self._statements:
            for v in s.values:
                found.setdefault(v.kind, []).append((v.amount, s.range.article))
        return {kind: sorted(rows) for kind, rows in found.items()}

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

    def keys(self, span: Range) -> frozenset[str]:
        """Give the keys that stand within a range."""
        return _within(span, self.at(span))

    def told(self, span: Range) -> Told:
        """Gather what the statements tell within a range."""
        known = self._told.get(span)
        if known is None:
            known = self._told[span] = self._gathered(span)
        return known

    def _gathered(self, span: Range) -> Told:
        rows = self.at(span)
        keys = _within(span, rows)
        return Told(
            keys,
            frozenset(k for s in rows for k in s.names if k in keys),
            tuple(s.main for s in rows),
            frozenset(a for s in rows for a in s.arcs if a.head in keys and a.child in keys),
            frozenset(g for s in rows for g in s.groups),
            {k: (s.place, n) for s in reversed(rows) for k, n in s.phrases.items() if k in keys},
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

        Not where they name others, where they have no more in common than what somebody is called, where one tells as
        done what the other tells as planned, or where they have neither a verb nor much else in common.
        """
        if not (a.keys and b.keys) or a.groups & b.groups:
            return True
        if min(len(a.names), len(b.names)) >= FEW_NAMES and not a.names & b.names:
            return False
        if self._names_alone(a, b):
            return False
        if any(m.verb and m.verb == n.verb and m.realis != n.realis for m in a.mains for n in b.mains):
            return False
        verb = any(m.verb in b.keys for m in a.mains) or any(m.verb in a.keys for m in b.mains)
        share = max(self.contained(a, b), self.contained(b, a))
        return verb or share >= CONTAINED or len(a.arcs & b.arcs) >= ARCS

    def _names_alone(self, a: Told, b: Told) -> bool:
        """Tell whether all that two ranges have in common is one name with what stands beside it: a title, a place."""
        common, names = a.keys & b.keys, a.names & b.names
        called = sum(k.startswith("@") for k in names)
        if called != 1 and not (called == HOLDER and common <= names):
            return False
        return all(len({x.phrases.get(k) for k in common}) == 1 for x in (a, b))


def _within(span: Range, rows: Sequence[Statement]) -> frozenset[str]:
    return frozenset(k.text for s in rows for k in s.keyed if span.start <= k.start and k.end <= span.end)


def _holders(rows: Iterable[tuple[str, Statement]]) -> Mapping[str, set[str]]:
    """Give the articles that hold each key or word."""
    found: dict[str, set[str]] = {}
    for text, statement in rows:
        found.setdefault(text, set()).add(statement.range.article)
    return found
