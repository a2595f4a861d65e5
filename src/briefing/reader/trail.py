"""What n and N go along: the hits of a search, or the mentions of an entity. Pure."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefing.display import plain, show
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.index import Index
    from briefing.lookup import Lookup
    from briefing.model import Entity, Range

LONGEST = 200
"""A longer query is cut."""
TOO_LONG = "takes too long"
MOST = 5000
"""So many hits are listed."""
PIECE = 2000
"""A longer paragraph is searched for a pattern piece by piece."""
# Signs that are written in several ways, so that a query finds each: one character for one.
_ALIKE = str.maketrans("‘’‚“”„–—‑\N{NO-BREAK SPACE}", "'''\"\"\"--- ")


class Query(NamedTuple):
    """What is searched for, and where."""

    text: str
    regex: bool = False
    """The text is a regular expression."""
    topic: str | None = None
    """The id of the topic to whose sentences it is confined."""
    source: str | None = None
    """The id of the article to which it is confined."""


class Trail(NamedTuple):
    """Places to go along."""

    label: str
    hits: tuple[Range, ...]
    """In the order of the sources and their texts, not overlapping."""
    lit: bool
    """They are mentions of an entity."""
    at: int = -1
    """The hit that was gone to last; -1 at the start."""
    query: Query | None = None
    """The search that found them."""
    wrong: str = ""
    """Why nothing could be searched for."""
    more: bool = False
    """There are further hits, which are not listed."""

    @property
    def hit(self) -> Range | None:
        """The hit that was gone to last."""
        return self.hits[self.at] if 0 <= self.at < len(self.hits) else None

    def step(self, by: int) -> Trail:
        """Give the trail one hit further (or back), round the end."""
        if not self.hits:
            return self
        if self.at < 0:
            return self._replace(at=0 if by > 0 else len(self.hits) - 1)
        return self._replace(at=(self.at + by) % len(self.hits))

    def says(self) -> str:
        """Give the count as it is shown."""
        if not self.hits:
            return f"{self.label}: {self.wrong or 'nothing found'}"
        return f"{self.label}: {self.at + 1 if self.at >= 0 else '-'}/{len(self.hits)}{'+' * self.more}"

    def counts(self) -> str:
        """Give the number of hits in words."""
        if not self.hits:
            return self.wrong or "nothing found"
        sources = len({h.article for h in self.hits})
        count = f"{len(self.hits)}{'+' * self.more} hit{'' if len(self.hits) == 1 else 's'}"
        return f"{count} in {counted(sources, 'source')}"


class Search:
    """Finds words in the sources as they are shown: across wrapped lines, whatever the quote marks."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._shown: dict[str, tuple[array[int], str]] = {}
        self._pieces: dict[str, tuple[tuple[int, int], ...]] = {}

    def __call__(self, query: Query) -> Trail:
        """Give the hits of a query; capitals matter only where the query has some.

        A regular expression is tried on each paragraph by itself. One that is none, or that takes too long, has no
        hits, and the trail says what is wrong.
        """
        query = query._replace(text=query.text[:LONGEST])
        label = f"/{query.text}{self._where(query)}"
        wanted = query.text.translate(_ALIKE)
        articles = [a.id for a in self._lookup.briefing.articles if query.source in (None, a.id)]
        if query.regex:
            hits, wrong = self._matches(wanted, query, articles)
        else:
            hits, wrong = self._words(" ".join(wanted.split()), query, articles), ""
        return Trail(label, tuple(hits[:MOST]), lit=False, query=query, wrong=wrong, more=len(hits) > MOST)

    def prepare(self, article: str) -> None:
        """Read an article's text as it is shown, before it is searched."""
        self._text(article)

    def _where(self, query: Query) -> str:
        if query.source is not None:
            return f" in [{self._lookup.number(query.source)}]"
        return " in this topic" if query.topic is not None else ""

    def _words(self, wanted: str, query: Query, articles: list[str]) -> list[Range]:
        if not wanted:
            return []
        pattern = re.compile(re.escape(wanted), 0 if wanted != wanted.lower() else re.IGNORECASE)
        within = self._within(query)
        hits: list[Range] = []
        for article in articles:
            offsets, text = self._text(article)
            for m in pattern.finditer(text):
                hit = _range(article, offsets, *m.span())
                if within is None or within.at(hit):
                    hits.append(hit)
                    if len(hits) > MOST:
                        return hits
        return hits

    def _matches(self, wanted: str, query: Query, articles: list[str]) -> tuple[list[Range], str]:
        from briefing.reader.patterns import WrongPatternError, compiled, in_time

        try:
            pattern = compiled(wanted)
        except WrongPatternError as error:
            return [], f"no pattern: {error}"
        within = self._within(query)
        pieces = [(a, *self._text(a), self._paragraphs(a)) for a in articles]
        hits: list[Range] = []

        def look() -> None:
            for article, offsets, text, paragraphs in pieces:
                for start, end in paragraphs:
                    for m in pattern.finditer(text[start:end]):
                        if m.end() > m.start():
                            hit = _range(article, offsets, start + m.start(), start + m.end())
                            if within is None or within.at(hit):
                                hits.append(hit)
                    if len(hits) > MOST:
                        return

        return (hits, "") if in_time(look) else ([], TOO_LONG)

    def _within(self, query: Query) -> Index[None] | None:
        """Give the sentences to search in, where these are not all."""
        topic = self._lookup.topic(query.topic) if query.topic is not None else None
        if topic is None:
            return None
        from briefing.index import Index

        return Index((m.range, None) for m in topic.members)

    def _text(self, article: str) -> tuple[array[int], str]:
        """Give an article's text as it is searched, and the place in the source of each character."""
        known = self._shown.get(article)
        if known is None:
            shown = show(self._lookup.article(article).text)
            known = self._shown[article] = (array("I", shown.offsets), shown.text.translate(_ALIKE))
        return known

    def _paragraphs(self, article: str) -> tuple[tuple[int, int], ...]:
        """Give the paragraphs of an article as ranges of its shown text, none longer than PIECE."""
        known = self._pieces.get(article)
        if known is None:
            offsets, text = self._text(article)
            segments = self._lookup.article(article).segments
            cuts = [0]
            for last, s in pairwise(segments):
                begins = bisect_left(offsets, s.range.start)
                if s.paragraph != last.paragraph or begins - cuts[-1] > PIECE:
                    cuts.append(begins)
            cuts.append(len(text))
            known = self._pieces[article] = tuple(
                (at, min(at + PIECE, end)) for start, end in pairwise(cuts) for at in range(start, end, PIECE)
            )
        return known


def _range(article: str, offsets: Sequence[int], start: int, end: int) -> Range:
    from briefing.model import Range

    return Range(article, offsets[start], offsets[end - 1] + 1)


def mentions(lookup: Lookup, entity: Entity) -> Trail:
    """Give the places where an entity is named, or stood for by a role."""
    ranges = sorted({*entity.mentions, *entity.references}, key=lambda r: (lookup.number(r.article), r.start, -r.end))
    kept: list[Range] = []
    for r in ranges:
        if not kept or not kept[-1].overlap(r):
            kept.append(r)
    return Trail(plain(entity.name), tuple(kept), lit=True)


def nearest(lookup: Lookup, trail: Trail, article: str, offset: int) -> Trail:
    """Put the trail at the last hit before or at a place, so that one step leads to the one behind it."""
    order = [(lookup.number(r.article), r.start) for r in trail.hits]
    return trail._replace(at=bisect_right(order, (lookup.number(article), offset)) - 1)
