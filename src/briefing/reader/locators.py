"""Places that outlive a rebuild: found again by the words that stood there, never by rows or numbers. Pure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Range

if TYPE_CHECKING:
    from briefing.lookup import Lookup

QUOTED = 160
"""Characters of the text that are kept with a place."""
PIECE = 40
"""Where the whole quotation is gone, a piece of this length that is still there tells the place."""


class Locator(NamedTuple):
    """A place in a source, and the words that stand there."""

    article: str
    """The article's id, which is its text's."""
    path: str
    """Where the article was found, for when its text has changed."""
    start: int
    end: int
    quoted: str
    """The beginning of the text from `start` on; it may reach beyond `end`, which may be `start`."""


def locator(lookup: Lookup, r: Range) -> Locator:
    """Say where a range of a briefing stands; an empty one stands for a place."""
    a = lookup.article(r.article)
    end = r.end if r.end > r.start else r.start + QUOTED
    return Locator(a.id, a.paths[0] if a.paths else "", r.start, r.end, a.text[r.start : min(end, r.start + QUOTED)])


class Finder:
    """Finds in a briefing what stood in another one of the same event."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {path: a.id for a in reversed(self.lookup.briefing.articles) for path in a.paths}

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(a.id for a in self.lookup.briefing.articles)

    def article(self, article: str, path: str) -> str | None:
        """Give the id of an article: the same text, else what is now found at its path."""
        return article if article in self._ids else self._paths.get(path)

    def range(self, place: Locator) -> Range | None:
        """Give where a range stands now, as long; None where its words are gone from the article."""
        article = self.article(place.article, place.path)
        if article is None or place.start < 0:
            return None
        text = self.lookup.article(article).text
        length = max(0, place.end - place.start)
        at = _found(text, place.quoted, place.start)
        return None if at is None else Range(article, at, min(len(text), at + length))

    def offset(self, place: Locator) -> tuple[str, int] | None:
        """Give the article and the offset that come nearest to a place; None where the article is gone."""
        article = self.article(place.article, place.path)
        if article is None:
            return None
        text = self.lookup.article(article).text
        start = max(0, place.start)
        at = _found(text, place.quoted, start)
        # Its words are gone, but not all of those around them.
        for piece in range(0, len(place.quoted) - PIECE + 1, PIECE) if at is None else ():
            found = _found(text, place.quoted[piece : piece + PIECE], start + piece)
            if found is not None:
                at = max(0, found - piece)
                break
        return article, min(start, len(text)) if at is None else at


def _found(text: str, quoted: str, start: int) -> int | None:
    """Give where a quotation stands, as near to `start` as it does."""
    if not quoted:
        return start if start <= len(text) else None
    if text.startswith(quoted, start):
        return start
    after = text.find(quoted, start)
    before = text.rfind(quoted, 0, start + len(quoted))
    places = [p for p in (before, after) if p >= 0]
    return min(places, key=lambda p: (abs(p - start), p), default=None)
