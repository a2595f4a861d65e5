"""The items of a view, and the topics: lists with a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from briefing.reader.text import Flow, Line, Span, cut, wrap
from briefing.reader.views.item import GUTTER, Item
from briefing.reader.widgets.drawing import draw
from briefing.reader.widgets.lines import EMPTY, Lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from briefing.reader.inks import Inks, Marks
    from briefing.reader.views.grid import Grid

COUNTED = "sources"
STAR = "+"
"""Stands beside the number of a starred item."""


class CursorLines(Lines):
    """Lines that belong to entries, one of which is current."""

    class Chosen(Message):
        """Somebody clicked on an entry (-1: on none), at a cell of the rows below the top, and there on a column."""

        def __init__(self, pane: Lines, entry: int, x: int, y: int, column: int | None = None) -> None:
            super().__init__()
            self.column = column
            self.pane = pane
            self.entry = entry
            self.x = x
            self.y = y

    def __init__(self, inks: Inks, marks: Marks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(inks, id=id)
        self.marks = marks
        self.entry = 0
        self.entries: list[tuple[int, int]] = []
        """First and last row of each entry."""
        self.owner: list[int] = []
        """The entry of each row; -1 between entries."""

    def set_entries(
        self,
        entries: Sequence[Sequence[Line]],
        *,
        gap: bool,
        before: Sequence[Line] = (),
        heads: Mapping[int, Sequence[Line]] | None = None,
    ) -> None:
        """Show entries, with an empty line between them where `gap`, beneath the lines `before`.

        `heads` are lines above an entry, by its number, that belong to a group of entries.
        """
        heads = heads or {}
        lines: list[Line] = list(before)
        self.owner = [-1] * len(lines)
        self.entries = []
        for n, entry in enumerate(entries):
            above = [EMPTY] if n and (gap or heads.get(n)) else []
            above += heads.get(n, ())
            lines += above
            self.owner += [-1] * len(above)
            self.entries.append((len(lines), len(lines) + len(entry) - 1))
            lines += entry
            self.owner += [n] * len(entry)
        self.set_lines(lines)

    def set_entry(self, entry: int) -> None:
        """Make an entry the current one and bring it into view."""
        for n in (self.entry, entry):
            if n < len(self.entries):
                for row in range(self.entries[n][0], self.entries[n][1] + 1):
                    self._strips.pop(row, None)
        self.entry = entry
        self.reveal()
        self.refresh()

    def reveal(self) -> None:
        """Bring the current entry into view, the first one with what stands before it."""
        if self.entry < len(self.entries):
            first, last = self.entries[self.entry]
            self.show_rows(0 if self.entry == 0 and last < self.room.height else first, last)

    @property
    def below(self) -> int | None:
        """How many rows below the top the current entry stands; None where there is none."""
        return self.entries[self.entry][0] - self.top if self.entry < len(self.entries) else None

    def stand(self, below: int | None) -> None:
        """Bring the current entry so many rows below the top."""
        if below is not None and self.entry < len(self.entries):
            self.go(self.entries[self.entry][0] - below)

    def is_current(self, row: int) -> bool:
        """Tell whether a row belongs to the current entry."""
        return 0 <= row < len(self.owner) and self.owner[row] == self.entry

    def on_click(self, event: events.Click) -> None:
        """Tell the desk which entry was meant."""
        row = self.row_at(event.y, self.top)
        if row is not None and 0 <= row < len(self.owner) and self.owner[row] >= 0:
            self.post_message(self.Chosen(self, self.owner[row], event.x, row - self.top, self.column_at(event.x)))

    def column_at(self, x: int) -> int | None:  # noqa: ARG002 - for tables
        """Give the column at a cell of the pane; None where there is none."""
        return None


class Legend(Lines):
    """The sources beneath the topics."""

    def on_click(self, event: events.Click) -> None:
        """Tell the desk where it was clicked."""
        self.post_message(CursorLines.Chosen(self, -1, event.x, event.y))


class Items(CursorLines):
    """The items of a view: number, text, and a bar beside the current one."""

    _notes: frozenset[int] | set[int] = frozenset()
    """Items that only say something have neither number nor bar."""
    _signs: Sequence[tuple[str, ...]] = ()
    _grid: Grid | None = None
    _head: Line | None = None
    _below: Sequence[Line] = ()
    _whole = Size(0, 0)
    _stars: frozenset[int] | set[int] = frozenset()

    def set_items(self, items: Sequence[Item], *, gap: bool, before: Sequence[Line] = ()) -> None:
        """Show these items."""
        self._stars = {n for n, item in enumerate(items) if item.starred}
        self._notes = {n for n, item in enumerate(items) if not item.stops}
        self._signs = [item.cells for item in items]
        heads = {n: item.head for n, item in enumerate(items) if item.head}
        self.set_entries([item.lines for item in items], gap=gap, before=before, heads=heads)

    def set_grid(self, grid: Grid | None, head: Line | None) -> None:
        """Say where the columns of a table stand beside the items, and what stands above them."""
        if (grid, head) != (self._grid, self._head):
            self._grid, self._head = grid, head
            self.fit_room()
            self._strips.clear()
            self.refresh()

    def set_below(self, lines: Sequence[Line]) -> None:
        """Show lines at the bottom of the pane, whatever is scrolled; the rest of them is taken from the items."""
        if lines != self._below:
            self._below = lines
            self.fit_room()
            self.refresh()

    def give_room(self, width: int, height: int) -> None:
        """Say how large the pane will be."""
        super().give_room(width, height)
        self._whole = self.room
        self.fit_room()

    def fit_room(self) -> None:
        """Leave the items what the lines above and below them do not take."""
        taken = len(self._below) + (self._head is not None)
        self.room = Size(self._whole.width, max(1, self._whole.height - taken))
        if self.top > self.max_scroll_y:
            self.go(self.max_scroll_y)

    def row_at(self, y: int, top: int) -> int | None:
        """Give the item's row at a line of the pane; the table's head and the lines at the bottom belong to none."""
        y -= self._head is not None
        return top + y if y >= 0 and not (self._below and y >= self.room.height) else None

    def fixed_at(self, y: int) -> Strip:
        """Draw the table's head, or one of the lines at the bottom."""
        head = self._head is not None
        n = y - head - self.room.height
        line = self._head if y == 0 and head else self._below[n] if n < len(self._below) else None
        return self._fixed(line) if line is not None else super().fixed_at(y)

    def _fixed(self, line: Line) -> Strip:
        spans = [Span(s.start + GUTTER, s.end + GUTTER, s.ink) for s in line.spans]
        return draw(" " * GUTTER + line.text, spans, self.inks, self.size.width)

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row with its gutter."""
        line = self.line_at(row)
        if not line.text:
            return Strip.blank(width, self.inks())
        entry = self.owner[row]
        stops = entry >= 0 and entry not in self._notes
        number = str(entry + 1) if stops and row == self.entries[entry][0] else ""
        # A note that stands alone is what the view says of itself; among items one can be upon it.
        current = self.is_current(row) and (stops or len(self.entries) > 1)
        star = STAR if number and entry in self._stars else ""
        gutter = f"{self.marks.bar if current else ' '}{number:>{GUTTER - 3}}{star}".ljust(GUTTER)
        spans = [Span(0, 1, "cursor"), Span(1, GUTTER, "cursor" if current else "quiet")]
        spans += [Span(s.start + GUTTER, s.end + GUTTER, s.ink) for s in line.spans]
        text = gutter + line.text
        if self._grid is not None and number and self._signs[entry]:
            text = gutter + self._grid.row(line.text, self._signs[entry])
            spans += self._cell_spans(self._grid, text, self._signs[entry], current=current)
        return draw(text, spans, self.inks, width)

    def _cell_spans(self, grid: Grid, text: str, cells: tuple[str, ...], *, current: bool) -> list[Span]:
        """Ink the cells of a row, and the one under the cell cursor."""
        spans = []
        for n in range(grid.first, grid.first + grid.shown):
            place = grid.span(text, n)
            if place is not None and n < len(cells):
                sign = cells[n]
                ink = "quiet" if sign == "." else "differs" if sign == self.marks.differs else "strong"
                spans.append(Span(*place, "hit" if current and n == grid.at else ink))
        return spans

    def column_at(self, x: int) -> int | None:
        """Give the table's column at a cell of the pane; None where there is none."""
        return self._grid.column_at(x - GUTTER) if self._grid else None

    def line_text(self, row: int) -> str:
        """Give a row's text beneath its gutter."""
        text = super().line_text(row)
        entry = self.owner[row] if 0 <= row < len(self.owner) else -1
        if self._grid is not None and entry >= 0 and row == self.entries[entry][0] and self._signs[entry]:
            text = self._grid.row(text, self._signs[entry])
        return " " * GUTTER + text if text else ""


class Sidebar(CursorLines):
    """The topics with their numbers of sources, beneath the briefing's title."""

    on = False

    def set_topics(
        self, title: str, topics: Sequence[tuple[str, str, bool]], events: Mapping[int, str] | None = None
    ) -> None:
        """Show topics: name, number of sources, whether sources differ in it.

        `events` are the titles that stand above the first topic of each of several events, by its number.
        """
        width = max(12, self.room.width - 1)
        before = [
            Line(f" {ln.text}", tuple(Span(s.start + 1, s.end + 1, s.ink) for s in ln.spans))
            for ln in Flow().add(title, "title").lines(width - 2)[:3]
        ]
        entries: list[list[Line]] = []
        for name, count, differs in topics:
            tail = (f"{self.marks.differs} " if differs else "") + count.rjust(2)
            cuts = wrap(name, width - 6, width - 4 - len(tail))
            text = _padded(f"   {name[cuts[0][0] : cuts[0][1]]}", width - len(tail)) + tail
            start, end = len(text) - len(tail), len(text)
            lines = [Line(text, (Span(start, end - 2, "differs"), Span(end - 2, end, "quiet")))]
            if len(cuts) > 1:
                lines.append(Line(f"     {cut(name[cuts[1][0] :], width - 6, self.marks.ellipsis)}"))
            entries.append(lines)
        heads = {n: _event(words, width, self.marks.ellipsis) for n, words in (events or {}).items()}
        # What the numbers count stands above them.
        counted = f"{COUNTED:>{width}}"
        before.append(Line(counted, (Span(0, len(counted), "quiet"),)))
        self.set_entries(entries, gap=False, before=before, heads=heads)

    def set_on(self, *, on: bool) -> None:
        """Say whether the topics have the focus."""
        if on != self.on:
            self.on = on
            self._strips.clear()
            self.refresh()

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row; the current topic is bold, with a sign, a bar where the topics have the focus."""
        line = self.line_at(row)
        if not self.is_current(row):
            return draw(line.text, line.spans, self.inks, width)
        first = row == self.entries[self.entry][0]
        sign = self.marks.bar if self.on else self.marks.here if first else " "
        spans = [Span(0, len(line.text), "strong"), Span(0, 2, "cursor"), *line.spans]
        return draw(f" {sign}{line.text[2:]}" if not self.on else f"{sign} {line.text[2:]}", spans, self.inks, width)


def _event(title: str, width: int, ellipsis: str) -> list[Line]:
    """Give an event's title above its topics, in two lines at most."""
    lines = Flow().add(title, "quiet").lines(width, first=" ", indent=" ")
    if len(lines) > 2:
        text = cut(f"{lines[1].text} {lines[2].text.strip()}", width, ellipsis)
        lines = [lines[0], Line(text, (Span(0, len(text), "quiet"),))]
    return lines


def _padded(text: str, cells: int) -> str:
    return text + " " * max(1, cells - cell_len(text))
