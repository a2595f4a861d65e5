"""The items of a view, and the topics: lists with a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from briefing.reader.text import Flow, Line, Span, cut, wrap
from briefing.reader.views.item import GUTTER, Item
from briefing.reader.widgets.drawing import draw
from briefing.reader.widgets.lines import EMPTY, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from briefing.reader.inks import Inks, Marks

STAR = "+"
"""Stands beside the number of a starred item."""


class CursorLines(Lines):
    """Lines that belong to entries, one of which is current."""

    class Chosen(Message):
        """Somebody clicked on an entry."""

        def __init__(self, pane: CursorLines, entry: int) -> None:
            super().__init__()
            self.pane = pane
            self.entry = entry

    def __init__(self, inks: Inks, marks: Marks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(inks, id=id)
        self.marks = marks
        self.entry = 0
        self.entries: list[tuple[int, int]] = []
        """First and last row of each entry."""
        self.owner: list[int] = []
        """The entry of each row; -1 between entries."""

    def set_entries(self, entries: Sequence[Sequence[Line]], *, gap: bool, before: Sequence[Line] = ()) -> None:
        """Show entries, with an empty line between them where `gap`, beneath the lines `before`."""
        lines: list[Line] = list(before)
        self.owner = [-1] * len(lines)
        self.entries = []
        for n, entry in enumerate(entries):
            if n and gap:
                lines.append(EMPTY)
                self.owner.append(-1)
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

    def is_current(self, row: int) -> bool:
        """Tell whether a row belongs to the current entry."""
        return 0 <= row < len(self.owner) and self.owner[row] == self.entry

    def on_click(self, event: events.Click) -> None:
        """Tell the desk which entry was meant."""
        row = self.top + event.y
        if 0 <= row < len(self.owner) and self.owner[row] >= 0:
            self.post_message(self.Chosen(self, self.owner[row]))


class Items(CursorLines):
    """The items of a view: number, text, and a bar beside the current one."""

    _notes: frozenset[int] | set[int] = frozenset()
    """Items that only say something have neither number nor bar."""

    _stars: frozenset[int] | set[int] = frozenset()

    def set_items(self, items: Sequence[Item], *, gap: bool, before: Sequence[Line] = ()) -> None:
        """Show these items."""
        self._notes = {n for n, item in enumerate(items) if not item.told}
        self._stars = {n for n, item in enumerate(items) if item.starred}
        self.set_entries([item.lines for item in items], gap=gap, before=before)

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row with its gutter."""
        line = self._lines[row] if 0 <= row < len(self._lines) else EMPTY
        if not line.text:
            return Strip.blank(width, self.inks())
        entry = self.owner[row]
        stops = entry >= 0 and entry not in self._notes
        number = str(entry + 1) if stops and row == self.entries[entry][0] else ""
        current = stops and self.is_current(row)
        gutter = (self.marks.bar if current else " ") + number.rjust(GUTTER - 3)
        gutter += f"{STAR} " if number and entry in self._stars else "  "
        spans = [Span(0, 1, "cursor"), Span(1, GUTTER, "cursor" if current else "quiet")]
        spans += [Span(s.start + GUTTER, s.end + GUTTER, s.ink) for s in line.spans]
        return draw(gutter + line.text, spans, self.inks, width)

    def line_text(self, row: int) -> str:
        """Give a row's text beneath its gutter."""
        text = super().line_text(row)
        return " " * GUTTER + text if text else ""


class Sidebar(CursorLines):
    """The topics with their numbers of sources, beneath the briefing's title."""

    on = False

    def set_topics(self, title: str, topics: Sequence[tuple[str, str, bool]]) -> None:
        """Show topics: name, number of sources, whether sources differ in it."""
        width = max(12, self.room.width - 1)
        before = [
            Line(f" {ln.text}", tuple(Span(s.start + 1, s.end + 1, s.ink) for s in ln.spans))
            for ln in Flow().add(title, "title").lines(width - 2)[:3]
        ]
        entries: list[list[Line]] = []
        for name, count, differs in topics:
            tail = (f"{self.marks.differs} " if differs else "") + count.rjust(2)
            cuts = wrap(name, width - 6, width - 4 - max(5, len(tail) + 1))
            text = _padded(f"   {name[cuts[0][0] : cuts[0][1]]}", width - len(tail)) + tail
            start, end = len(text) - len(tail), len(text)
            lines = [Line(text, (Span(start, end - 2, "differs"), Span(end - 2, end, "quiet")))]
            if len(cuts) > 1:
                lines.append(Line(f"     {cut(name[cuts[1][0] :], width - 6, self.marks.ellipsis)}"))
            entries.append(lines)
        self.set_entries(entries, gap=False, before=[*before, EMPTY])

    def set_on(self, *, on: bool) -> None:
        """Say whether the topics have the focus."""
        if on != self.on:
            self.on = on
            self._strips.clear()
            self.refresh()

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row; the current topic is bold, with a sign, a bar where the topics have the focus."""
        line = self._lines[row] if 0 <= row < len(self._lines) else EMPTY
        if not self.is_current(row):
            return draw(line.text, line.spans, self.inks, width)
        first = row == self.entries[self.entry][0]
        sign = self.marks.bar if self.on else self.marks.here if first else " "
        spans = [Span(0, len(line.text), "strong"), Span(0, 2, "cursor"), *line.spans]
        return draw(f" {sign}{line.text[2:]}" if not self.on else f"{sign} {line.text[2:]}", spans, self.inks, width)


def _padded(text: str, cells: int) -> str:
    from rich.cells import cell_len

    return text + " " * max(1, cells - cell_len(text))
