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
        self._told: dict[str, dict[tuple[str, str], list[tuple[int, int]]]] = {}

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
        mine, others = self._places(here), self._places(there)
        best: dict[int, tuple[int, int]] = {}

        def put(at: int, other: int, worth: int) -> None:
            # The one that is worth most; of equals the one that comes first.
            if (-worth, other) < best.get(at, (0, 0)):
                best[at] = (-worth, other)

        for key in mine.keys() & others.keys():
            worth, other = min((-w, at) for at, w in others[key])
            for at, w in mine[key]:
                put(at, other, min(w, -worth))
        for a, b in self._copied(here, there):
            one, two = (a, b) if a.article == here else (b, a)
            put(one.start, two.start, SHARED)
        return tuple(Landmark(at, other, -worth) for at, (worth, other) in sorted(best.items()))

    def _places(self, article: str) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Give what is told in an article, by a key, with the places that tell it and what they are worth."""
        known = self._told.get(article)
        if known is None:
            known = self._told[article] = {}
            for key, start, worth in self._told_in(article):
                known.setdefault(key, []).append((start, worth))
        return known

    def _told_in(self, article: str) -> Iterator[tuple[tuple[str, str], int, int]]:
        answers = self._lookup.answers
        for claim in {c.id: c for _, c in answers.claims(article)}.values():
            for m in claim.mentions:
                if m.strength != "related" and m.range.article == article:
                    yield ("claim", claim.id), m.range.start, FULL if m.strength == "full" else PART
        for key, r in self._cited.get(article, ()):
            yield key, r.start, FULL
        for quote in answers.quotes(article):
            for group in quote.groups:
                yield ("quote", group), quote.range.start, SHARED

    @cached_property
    def _cited(self) -> dict[str, list[tuple[tuple[str, str], Range]]]:
        """By article: the ranges that a summary's sentence cites, with a key for the sentence."""
        cited: dict[str, list[tuple[tuple[str, str], Range]]] = {}
        for summary in self._lookup.briefing.summaries:
            for n, sentence in enumerate(summary.sentences):
                for r in sentence.cites:
                    cited.setdefault(r.article, []).append((("cited", f"{n} {summary.topic}"), r))
        return cited

    def _copied(self, here: str, there: str) -> Iterator[tuple[Range, Range]]:
        for c in self._lookup.copies_in(here):
            if {c.a, c.b} == {here, there}:
                yield from c.passages
