"""Text in lines: wrapping by cells, and lines with inked spans. No Textual here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

# Characters known to take one cell each: most news text needs no measuring.
_MEASURED = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac\u2248\u2260\u2500-\u25ff]"
)


_JOINER, _WIDE = "\u200d", "\ufe0f"
"""Joins the next character to this one; makes the character before it a picture, of two cells."""


class Span(NamedTuple):
    """A part of a line's text, in characters, and the ink it is written in."""

    start: int
    end: int
    ink: str


class Line(NamedTuple):
    """One line of the screen."""

    text: str
    spans: tuple[Span, ...] = ()


def one_cell_each(text: str) -> bool:
    """Tell whether every character of a text takes one cell."""
    return _MEASURED.search(text) is None


@lru_cache(maxsize=4096)
def _width(ch: str) -> int:
    return get_character_cell_size(ch)


def wrap(text: str, width: int, first: int | None = None) -> list[tuple[int, int]]:
    """Cut a single-spaced text into lines of at most `width` cells, as half-open ranges of characters.

    `first` is the room on the first line, where that differs. A word longer than a line is cut; combining marks
    stay with their character; a glyph wider than the line stands alone on it. Linear in the text's length.
    """
    width = max(1, width)
    room = width if first is None else max(1, first)
    if one_cell_each(text):
        return _wrap_narrow(text, width, room)
    lines: list[tuple[int, int]] = []
    glyphs = list(_glyphs(text))
    first_of, n, used = 0, 0, 0
    space = -1
    while n < len(glyphs):
        at, end, cells = glyphs[n]
        blank = text[at:end] == " "
        if used + cells > room and n > first_of and cells:
            stop = n if blank or space <= first_of else space
            lines.append((glyphs[first_of][0], glyphs[stop][0]))
            # What is carried over is measured again; a line is carried at most once, so this stays linear.
            first_of = n = stop + (blank or stop == space)
            used, space, room = 0, -1, width
            continue
        if blank:
            space = n
        used += cells
        n += 1
    lines.append((glyphs[first_of][0] if first_of < len(glyphs) else len(text), len(text)))
    return lines


def _glyphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Give what stands together as one glyph: a range of characters, and its cells."""
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size:
            if text[end] == _JOINER:
                end += 2
            elif text[end] == _WIDE or not _width(text[end]):
                end += 1
            else:
                break
        end = min(end, size)
        yield start, end, _width(text[start]) if end == start + 1 else cell_len(text[start:end])
        start = end


def _wrap_narrow(text: str, width: int, room: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    end = len(text)
    while end - start > room:
        cut = text.rfind(" ", start + 1, start + room + 1)
        if cut < 0:
            lines.append((start, start + room))
            start += room
        else:
            lines.append((start, cut))
            start = cut + 1
        room = width
    lines.append((start, end))
    return lines


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Shorten a text to at most `width` cells, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    if width <= len(ellipsis):
        return ellipsis[: max(0, width)]
    a, b = wrap(text.replace(" ", "\N{NO-BREAK SPACE}"), width - len(ellipsis))[0]
    kept = text[a:b]
    space = kept.rfind(" ")
    if text[b : b + 1] != " " and 3 * space > 2 * len(kept):
        # A word is cut in two only where little else would be left.
        kept = kept[:space]
    kept = kept.rstrip()
    # A first glyph wider than the room is left out too.
    return kept + ellipsis if cell_len(kept) + len(ellipsis) <= width else ellipsis


class Flow:
    """A paragraph put together from pieces in several inks, then cut into lines."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._spans: list[Span] = []
        self._length = 0

    def add(self, text: str, *inks: str) -> Flow:
        """Put a piece at the end, in inks that lie over one another."""
        start, self._length = self._length, self._length + len(text)
        self._pieces.append(text)
        self._spans.extend(Span(start, self._length, ink) for ink in inks if text)
        return self

    def ink(self, spans: Iterable[Span], at: int = 0) -> Flow:
        """Lay spans over what is there, moved by `at` characters."""
        self._spans.extend(Span(s.start + at, s.end + at, s.ink) for s in spans)
        return self

    def __len__(self) -> int:
        return self._length

    def lines(self, width: int, *, indent: str = "", first: str = "", first_ink: str = "") -> list[Line]:
        """Cut it into lines: `first` stands before the first one, `indent` before the others."""
        text = "".join(self._pieces)
        out: list[Line] = []
        for n, (a, b) in enumerate(wrap(text, width - cell_len(indent), width - cell_len(first))):
            if n and text[a:b].strip(" "):
                # Of two spaces between pieces the second does not begin a line.
                a += len(text[a:b]) - len(text[a:b].lstrip(" "))  # noqa: PLW2901
            before = indent if n else first
            by = len(before) - a
            spans = [
                Span(max(s.start, a) + by, min(s.end, b) + by, s.ink) for s in self._spans if s.start < b and a < s.end
            ]
            if first_ink and not n and before:
                spans.insert(0, Span(0, len(before), first_ink))
            out.append(Line(before + text[a:b].replace("\N{NO-BREAK SPACE}", " "), tuple(spans)))
        return out


def side_by_side(left: Sequence[Line], right: Sequence[Line], column: int) -> list[Line]:
    """Set lines beside others, which begin at a column of so many cells."""
    lines: list[Line] = []
    for one, other in zip_longest(left, right, fillvalue=Line("")):
        if not other.text:
            lines.append(one)
            continue
        before = one.text + " " * (column - cell_len(one.text))
        spans = (Span(s.start + len(before), s.end + len(before), s.ink) for s in other.spans)
        lines.append(Line(before + other.text, (*one.spans, *spans)))
    return lines
