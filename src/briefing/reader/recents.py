"""The first screen without a path: the briefings that were read last, with what is new since."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import App
from textual.binding import Binding, BindingType
from textual.containers import Container

from briefing import recent, state
from briefing.display import plain
from briefing.reader.inks import ASCII, Marks, ascii_alone
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.themes import inks_of, take_theme
from briefing.reader.widgets.bars import Foot
from briefing.reader.widgets.drawing import draw
from briefing.reader.widgets.items import CursorLines
from briefing.reader.widgets.lines import EMPTY
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from briefing.recent import Recent

WIDTH = 100
"""Lines are not set wider than this many cells."""
SAMPLE = "The sample"
_HINTS = (("j k", "choose"), ("Enter", "open"), ("x", "forget"), ("q", "quit"))


class Entries(CursorLines):
    """The briefings, a sign at the current one."""

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row."""
        line = self._lines[row] if 0 <= row < len(self._lines) else EMPTY
        text, spans = line.text, list(line.spans)
        if self.is_current(row):
            if row == self.entries[self.entry][0]:
                text = f"  {self.marks.here}{text[3:]}"
                spans.append(Span(0, len(text), "strong"))
            spans.append(Span(2, 3, "cursor"))
        return draw(text, spans, self.inks, width)


class Recents(App[int]):
    """Lists briefings; ends with the number of the one to open (their count for the sample), None for none."""

    CSS: ClassVar[str] = "Screen { layout: vertical; } #page { height: 1fr; }"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "briefing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("g,home", "step(-1000)", show=False),
        Binding("G,end", "step(1000)", show=False),
        Binding("space,pagedown,ctrl+d", "step(5)", show=False),
        Binding("b,pageup,ctrl+u", "step(-5)", show=False),
        Binding("enter,l,right,o", "open", show=False),
        Binding("x", "forget", show=False),
        Binding("q,escape", "leave", show=False),
    ]

    def __init__(self, entries: Sequence[Recent], now: datetime | None = None) -> None:
        super().__init__()
        self.listed = list(enumerate(entries))
        """What is listed, with its number among the entries that were given."""
        self._count = len(entries)
        self._now = now or datetime.now().astimezone()
        self._news: dict[int, str] = {}
        self.animation_level = "none"
        theme = state.choices().get("theme")
        take_theme(self, None if self.no_color else theme)
        inks, marks = inks_of(self), ASCII if ascii_alone() else Marks()
        self.lines = Entries(inks, marks)
        self.foot = Foot(inks, marks)

    def compose(self) -> ComposeResult:
        """Put the list above the footer."""
        yield Container(self.lines, id="page")
        yield self.foot

    def on_mount(self) -> None:
        """Look for what is new, in a thread of its own: folders may be large or far away."""
        self._show()
        threading.Thread(target=self._look, name="news", daemon=True).start()

    def on_resize(self, _: events.Resize) -> None:
        """Fit the list to the screen."""
        self._show()

    def _look(self) -> None:
        for n, entry in list(self.listed):
            found = recent.news(entry)
            if not self.is_running:
                return
            self._loop_call(n, found)

    def _loop_call(self, n: int, found: str) -> None:
        import contextlib

        with contextlib.suppress(RuntimeError):  # it has ended
            self.call_from_thread(self._found, n, found)

    def _found(self, n: int, found: str) -> None:
        self._news[n] = found
        self._show()

    # Drawing

    def _show(self) -> None:
        width, height = self.size
        self.lines.give_room(max(1, width), max(1, height - 1))
        room = max(20, min(width - 1, WIDTH))
        told = {n: self._told(n, r) for n, r in self.listed}
        widest = max(map(cell_len, told.values()), default=0)
        entries = [self._entry(r, told[n], room, widest) for n, r in self.listed]
        entries.append([_row(SAMPLE, "", room, self.lines.marks.ellipsis)])
        before = [*Flow().add("  Recent briefings", "title").lines(room), EMPTY]
        self.lines.entry = min(self.lines.entry, len(entries) - 1)
        self.lines.set_entries(entries, gap=True, before=before if height > 8 else ())
        self.lines.reveal()
        self.foot.show(_HINTS, self.foot.said, "")

    def _told(self, n: int, r: Recent) -> str:
        """Say when it was read, or what is new since."""
        day = recent.when(r.read, self._now)
        found = self._news.get(n, "")
        if not found or found == recent.MISSING:
            return found or f"read {day}"
        return f"{found} since {day.removeprefix('today ')}"

    def _entry(self, r: Recent, told: str, room: int, widest: int) -> list[Line]:
        ellipsis = self.lines.marks.ellipsis
        count = counted(r.articles, "source")
        name = plain(r.title) or plain(r.paths[0].name)
        line = _row(name, f"  {count:>10}   {told}{' ' * (widest - cell_len(told))}", room, ellipsis)
        if not told.startswith("read "):
            at = line.text.rfind(told)
            line = Line(line.text, (*line.spans, Span(at, at + len(told), "differs")))
        where = ", ".join(plain(str(p)) for p in r.paths[:3])
        text = "    " + cut(where, room - 5, ellipsis)
        return [line, Line(text, (Span(0, len(text), "quiet"),))]

    # Keys

    def action_step(self, by: int) -> None:
        """Choose another entry."""
        self.lines.set_entry(max(0, min(self.lines.entry + by, len(self.listed))))
        self.foot.show(_HINTS, "", "")

    def action_open(self) -> None:
        """Open the current entry."""
        n = self.lines.entry
        self.exit(self.listed[n][0] if n < len(self.listed) else self._count)

    def action_forget(self) -> None:
        """List the current entry no more."""
        n = self.lines.entry
        if n >= len(self.listed):
            self.foot.show(_HINTS, "The sample stays.", "")
            return
        _, entry = self.listed.pop(n)
        recent.forget(entry)
        self.foot.show(_HINTS, f"Forgotten: {plain(entry.title)}. Its files are as they were.", "")
        self._show()

    def action_leave(self) -> None:
        """Open nothing."""
        self.exit(None)

    def on_cursor_lines_chosen(self, message: CursorLines.Chosen) -> None:
        """Choose what was clicked on; open it when it was chosen already."""
        if message.entry == self.lines.entry:
            self.action_open()
        else:
            self.lines.set_entry(message.entry)


def _row(name: str, told: str, room: int, ellipsis: str) -> Line:
    """Give a name, and what is told of it at the right as far as there is room."""
    if room < cell_len(told) + 24:
        told = ""
    text = "    " + cut(name, room - 5 - cell_len(told), ellipsis)
    text += " " * max(0, room - cell_len(text) - cell_len(told))
    return Line(text + told, (Span(len(text), len(text) + len(told), "quiet"),))
