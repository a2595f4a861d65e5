"""Places at which two sources tell the same: by them one source follows the other. Pure."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.lookup import Lookup
    from briefing.model import Range

FULL, SHARED, PART = 3, 2, 1
"""How much a landmark is worth: both state it, both have its words, one of them tells it in part."""


class Landmark(NamedTuple):
    """A place of one source, and the place of another that tells the same."""

    here: int
    there: int
    worth: int


class Landmarks:
    """The landmarks of each two sources of a briefing, found when they are first asked for.

    What makes one: the mentions of a claim, the sentences that a summary cites together, the versions of a
    quotation, a passage that both share.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._pairs: dict[tuple[str, str], tuple[Landmark, ...]] = {}

    def between(self, here: str, there: str) -> tuple[Landmark, ...]:
        """Give the landmarks of two articles in the order of the first one's text, one at a place."""
        known = self._pairs.get((here, there))
        if known is None:
            known = self._pairs[here, there] = self._between(here, there)
        return known

    def near(self, here: str, there: str, start: int, end: int) -> tuple[Landmark, ...]:
        """Give the landmarks whose place in the first article lies in [start, end)."""
        found = self.between(here, there)
        return found[bisect_left(found, (start,)) : bisect_left(found, (end,))]

    def _between(self, here: str, there: str) -> tuple[Landmark, ...]:
        mine, others = self._places.get(here, {}), self._places.get(there, {})
        best: dict[int, tuple[int, int]] = {}

        def put(at: int, other: int, worth: int) -> None:
            # The one that is worth most; of equals the one that comes first.
            if (-worth, other) < best.get(at, (0, 0)):
                best[at] = (-worth, other)

        for key in mine.keys() & others.keys():
            worth, other = min((-w, at) for at, w in others[key])
            for at, w in mine[key]:
                put(at, other, min(w, -worth))
        for a, b in self._copied.get((min(here, there), max(here, there)), ()):
            one, two = (a, b) if a.article == here else (b, a)
            put(one.start, two.start, SHARED)
        return tuple(Landmark(at, other, -worth) for at, (worth, other) in sorted(best.items()))

    @cached_property
    def _places(self) -> dict[str, dict[tuple[str, str], list[tuple[int, int]]]]:
        """By article: what is told, by a key, and the places that tell it with what they are worth."""
        places: dict[str, dict[tuple[str, str], list[tuple[int, int]]]] = {}
        for key, r, worth in self._told():
            places.setdefault(r.article, {}).setdefault(key, []).append((r.start, worth))
        return places

    def _told(self) -> Iterator[tuple[tuple[str, str], Range, int]]:
        briefing = self._lookup.briefing
        for claim in briefing.claims:
            for m in claim.mentions:
                if m.strength != "related":
                    yield ("claim", claim.id), m.range, FULL if m.strength == "full" else PART
        for summary in briefing.summaries:
            for n, sentence in enumerate(summary.sentences):
                for r in sentence.cites:
                    yield ("cited", f"{n} {summary.topic}"), r, FULL
        for quote in briefing.quotes:
            for group in quote.groups:
                yield ("quote", group), quote.range, SHARED

    @cached_property
    def _copied(self) -> dict[tuple[str, str], list[tuple[Range, Range]]]:
        copied: dict[tuple[str, str], list[tuple[Range, Range]]] = {}
        for c in self._lookup.briefing.copies:
            copied.setdefault((min(c.a, c.b), max(c.a, c.b)), []).extend(c.passages)
        return copied
