"""What n and N go along: the hits of a search, or the mentions of an entity. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from briefing.display import Shown, show

if TYPE_CHECKING:
    from briefing.lookup import Lookup
    from briefing.model import Entity, Range

LONGEST = 200
"""A longer query is cut."""
# Signs that are written in several ways, so that a query finds each: one character for one.
_ALIKE = str.maketrans("‘’‚“”„–—‑\N{NO-BREAK SPACE}", "'''\"\"\"--- ")


class Trail(NamedTuple):
    """Places to go along."""

    label: str
    hits: tuple[Range, ...]
    """In the order of the sources and their texts, not overlapping."""
    lit: bool
    """They are mentions of an entity."""
    at: int = -1
    """The hit that was gone to last; -1 at the start."""

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
            return f"{self.label}: nothing found"
        return f"{self.label}: {self.at + 1 if self.at >= 0 else '-'}/{len(self.hits)}"


class Search:
    """Finds words in the sources as they are shown: across wrapped lines, whatever the quote marks."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._shown: dict[str, tuple[Shown, str]] = {}

    def __call__(self, query: str) -> Trail:
        """Give the hits of a query; capitals matter only where the query has some."""
        from briefing.model import Range

        query = query[:LONGEST]
        wanted = " ".join(query.translate(_ALIKE).split())
        if not wanted:
            return Trail(f"/{query}", (), lit=False)
        pattern = re.compile(re.escape(wanted), 0 if wanted != wanted.lower() else re.IGNORECASE)
        hits: list[Range] = []
        for a in self._lookup.briefing.articles:
            shown, text = self._text(a.id)
            places = (m.span() for m in pattern.finditer(text))
            hits += [Range(a.id, shown.offsets[s], shown.offsets[e - 1] + 1) for s, e in places]
        return Trail(f"/{query}", tuple(hits), lit=False)

    def _text(self, article: str) -> tuple[Shown, str]:
        known = self._shown.get(article)
        if known is None:
            shown = show(self._lookup.article(article).text)
            known = self._shown[article] = (shown, shown.text.translate(_ALIKE))
        return known


def mentions(lookup: Lookup, entity: Entity) -> Trail:
    """Give the places where an entity is named, or stood for by a role."""
    ranges = sorted({*entity.mentions, *entity.references}, key=lambda r: (lookup.number(r.article), r.start, -r.end))
    kept: list[Range] = []
    for r in ranges:
        if not kept or not kept[-1].overlap(r):
            kept.append(r)
    return Trail(entity.name, tuple(kept), lit=True)


def nearest(lookup: Lookup, trail: Trail, article: str, offset: int) -> Trail:
    """Put the trail at the last hit before or at a place, so that one step leads to the one behind it."""
    order = [(lookup.number(r.article), r.start) for r in trail.hits]
    return trail._replace(at=bisect_right(order, (lookup.number(article), offset)) - 1)
