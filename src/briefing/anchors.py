"""Places in sources that outlive a change of the sources: made from a range, found again by the words. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Anchor, Article, Range

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 600
"""Characters that are quoted at most."""
TELLING = 20
"""Fewer characters may stand in any source: they are looked for in their own alone."""
MOST_SEARCHED = 500_000_000
"""Characters that one finder goes through for words that are not at their place: a hostile file cannot make it long."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\S+")


def flat(text: str) -> str:
    """Give a text as anchors quote it: each white space one space, and what no file can hold replaced."""
    return _SURROGATE.sub("\ufffd", " ".join(text.split()))


def anchor(article: Article, r: Range) -> Anchor:
    """Anchor a range of an article."""
    file = article.paths[0].replace("\\", "/").rpartition("/")[2] if article.paths else ""
    return Anchor(article.id, flat(file), r.start, r.end, flat(article.text[r.start : r.end])[:LONGEST].rstrip())


class _Flat(NamedTuple):
    """A text on one line, and where its words stand in it and in the text."""

    text: str
    words: list[int]
    """Where each word begins in the flat text."""
    places: list[int]
    """Where each word begins in the article's text."""

    def offset(self, at: int) -> int:
        """Give the article's offset of a character of a word."""
        word = bisect_right(self.words, at) - 1
        return self.places[word] + at - self.words[word]


class Finder:
    """Finds what was anchored in articles, or in what has become of them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {a.id: a for a in articles}
        self._flat: dict[str, _Flat] = {}
        self._left = MOST_SEARCHED

    def __call__(self, place: Anchor) -> Range | None:
        """Give where an anchored range stands now; None where its words are gone.

        Looked for in the same article (at the same place, then as near to it as the words stand), in the file of the
        same name, and in all others, where the words are enough to tell.
        """
        own = self._articles.get(place.article)
        if own is not None:
            text = flat(own.text[place.start : place.end]) if 0 <= place.start < place.end <= len(own.text) else ""
            if text and text[:LONGEST].rstrip() == place.quoted:
                return Range(own.id, place.start, place.end)
        named = [a for a in self._articles.values() if place.file and place.file in map(_name, a.paths)]
        rest = self._articles.values() if len(place.quoted) >= TELLING else ()
        for article in dict.fromkeys([*([own.id] if own else []), *(a.id for a in named), *(a.id for a in rest)]):
            self._left -= len(self._articles[article].text)
            if self._left < 0:
                return None
            found = self._nearest(self._articles[article], place)
            if found is not None:
                return found
        return None

    def _nearest(self, article: Article, place: Anchor) -> Range | None:
        quoted = flat(place.quoted)
        if not quoted:
            return None
        known = self._flat.get(article.id)
        if known is None:
            known = self._flat[article.id] = _flattened(article.text)
        goal = _goal(known, place.start)
        found: list[int] = []
        for whole in (True, False):
            places = [_first(known.text, quoted, goal, by, whole=whole) for by in (-1, 1)]
            found = found or [p for p in places if p is not None]
        if not found:
            return None
        at = min(found, key=lambda p: (abs(p - goal), p))
        start, end = known.offset(at), known.offset(at + len(quoted) - 1) + 1
        if len(quoted) >= LONGEST - 1:
            # The words were cut: the range is as long as it was.
            end = max(end, min(len(article.text), start + place.end - place.start))
        return Range(article.id, start, end)


def _name(path: str) -> str:
    return flat(path.replace("\\", "/").rpartition("/")[2])


def _flattened(text: str) -> _Flat:
    words: list[int] = []
    places: list[int] = []
    parts: list[str] = []
    at = 0
    for found in _WORD.finditer(text):
        words.append(at)
        places.append(found.start())
        parts.append(found.group())
        at += len(found.group()) + 1
    return _Flat(_SURROGATE.sub("\ufffd", " ".join(parts)), words, places)


def _goal(known: _Flat, start: int) -> int:
    """Give the place in the flat text that is nearest to an offset of the article's text."""
    word = min(bisect_left(known.places, start), len(known.places) - 1)
    return known.words[word] if word >= 0 else 0


def _first(text: str, quoted: str, goal: int, by: int, *, whole: bool) -> int | None:
    """Give the first place of words from a goal on (or the last one before it), not within other words if `whole`."""
    at = goal
    while True:
        at = text.find(quoted, at) if by > 0 else text.rfind(quoted, 0, max(0, at) + len(quoted))
        if at < 0:
            return None
        end = at + len(quoted)
        inside = (at > 0 and text[at - 1].isalnum() and quoted[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and quoted[-1].isalnum()
        )
        if not (whole and inside):
            return at
        at += by
        if at < 0:
            return None
