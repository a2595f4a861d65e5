"""A table of items and sources: the items' words stand still, the columns scroll sideways. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from briefing.reader.text import Line, Span, cut
from briefing.reader.views.item import GUTTER

if TYPE_CHECKING:
    from briefing.lookup import Lookup

WORDS = 72
"""Cells for an item's words at most."""
FEW = 30
"""Cells for an item's words at least, where the screen has them."""
TEN = 10


class Grid(NamedTuple):
    """Where the columns stand, in cells from the left of the items' text."""

    words: int
    """The room for an item's words."""
    cell: int
    """The width of a column."""
    columns: tuple[str, ...]
    """Ids of the articles, one for each column."""
    first: int = 0
    """The first column that is visible."""
    shown: int = 0
    """So many are visible."""
    at: int = 0
    """The column of the cell cursor."""

    def moved(self, at: int) -> Grid:
        """Put the cell cursor on a column; the columns scroll as little as brings it into view."""
        at = max(0, min(at, len(self.columns) - 1))
        first = max(min(self.first, at), at - self.shown + 1, 0)
        return self._replace(at=at, first=min(first, max(0, len(self.columns) - self.shown)))

    @property
    def article(self) -> str | None:
        """The source of the cell cursor."""
        return self.columns[self.at] if self.columns else None

    def row(self, words: str, cells: tuple[str, ...]) -> str:
        """Give a row of the table: words, then the visible cells."""
        # A sign stands beneath the middle of its source's number.
        return self._row(words, tuple(sign.rjust(self.cell - 1).ljust(self.cell) for sign in cells))

    def _row(self, words: str, cells: tuple[str, ...]) -> str:
        seen = cells[self.first : self.first + self.shown]
        return words + " " * max(0, self.words - cell_len(words)) + "".join(seen)

    def span(self, row: str, column: int) -> tuple[int, int] | None:
        """Give the characters of a column in a row; None where the column is not visible."""
        n = column - self.first
        if not 0 <= n < self.shown:
            return None
        end = len(row) - self.cell * (self.shown - 1 - n)
        return end - self.cell, end

    def column_at(self, x: int) -> int | None:
        """Give the column at so many cells from the left of the items' text."""
        n = (x - self.words) // self.cell
        return self.first + n if 0 <= n < self.shown else None

    def head(self, lookup: Lookup, words: str, ellipsis: str) -> Line:
        """Give the line above the rows: what the signs mean, and the sources' numbers."""
        numbers = tuple(f"[{lookup.number(a)}]".rjust(self.cell) for a in self.columns)
        before = "<" if self.first else ""
        after = ">" if self.first + self.shown < len(self.columns) else ""
        words = cut(words, self.words - 1, ellipsis)
        words += " " * max(0, self.words - len(before) - cell_len(words)) + before
        text = self._row(words, numbers)
        spans = [Span(0, len(words), "quiet"), Span(len(words), len(text), "mark")]
        if on := self.span(text, self.at):
            spans.append(Span(*on, "strong"))
        return Line(text + after, tuple(spans))


def fit(width: int, columns: tuple[str, ...]) -> Grid:
    """Part a view's width between an item's words and the columns."""
    room = max(8, width - GUTTER - 2)
    cell = 4 if len(columns) >= TEN or room - 4 * len(columns) >= FEW else 3
    words = max(min(FEW, room - cell), min(WORDS, room - cell * len(columns)), 1)
    return Grid(words, cell, columns, shown=max(1, min(len(columns), (room - words) // cell)))
