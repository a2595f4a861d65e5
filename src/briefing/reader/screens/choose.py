"""A choice from a list that is narrowed down by typing; where that is allowed, what was typed is a choice too."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from briefing.reader.screens.modal import Modal
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.widgets.drawing import draw
from briefing.reader.widgets.items import CursorLines
from briefing.reader.widgets.lines import EMPTY, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from briefing.reader.inks import Inks, Marks

MOST = 500
"""Rows shown at most; typing finds the others."""
WIDTH = 92


class Chosen(NamedTuple):
    """What was chosen: the number of a row, or words that were typed."""

    row: int | None
    typed: str = ""


class Options(CursorLines):
    """The rows that fit what was typed."""

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row; the current one has a sign and is bold."""
        line = self._lines[row] if 0 <= row < len(self._lines) else EMPTY
        if not self.is_current(row):
            return draw(f"  {line.text}", (), self.inks, width)
        text = f"{self.marks.here} {line.text}"
        return draw(text, (Span(0, len(text), "strong"), Span(0, 1, "cursor")), self.inks, width)


class Choose(Modal[Chosen]):
    """Gives the row that was chosen, None at Esc."""

    DEFAULT_CSS: ClassVar[str] = """
    Choose { align: center middle; background: $background 50%; }
    Choose #box { width: auto; height: auto; border: solid $foreground 50%; background: $background; padding: 0 1; }
    Choose Input { height: 1; border: none; padding: 0; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("down,ctrl+n", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(10)", show=False, priority=True),
        Binding("pageup", "step(-10)", show=False, priority=True),
    ]

    def __init__(self, question: str, rows: Sequence[str], inks: Inks, marks: Marks, *, free: str = "") -> None:
        """`free` says what the typed words would be, where they may be chosen."""
        super().__init__()
        self._rows = tuple(rows)
        self._folded = [r.casefold() for r in rows]
        self._free = free
        self._fitting: list[int | None] = []
        self.inks = inks
        self.ellipsis = marks.ellipsis
        self.head = Lines(inks)
        self._question = question
        self.input = Input(placeholder="Type to search; Enter takes it, Esc gives up", compact=True)
        self.options = Options(inks, marks)

    def compose(self) -> ComposeResult:
        """Put the question and the field above the rows."""
        yield Container(self.head, self.input, self.options, id="box")

    def on_mount(self) -> None:
        """Type into the field."""
        self.input.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the box to the screen."""
        width = max(10, min(WIDTH, event.size.width - 2)) - 4
        height = max(1, min(len(self._rows) + bool(self._free), event.size.height - 6))
        box = self.query_one("#box")
        box.styles.width = width + 4
        box.styles.height = height + 4
        head = Flow().add(cut(self._question, width, self.ellipsis), "strong").lines(width)
        self.head.give_room(width, 1)
        self.head.set_lines(head)
        self.options.give_room(width, height)
        self._show()

    def on_input_changed(self) -> None:
        """Show the rows for what is typed."""
        self.options.entry = 0
        self._show()

    def _show(self) -> None:
        typed = " ".join(self.input.value.split())
        words = typed.casefold().split()
        fitting: list[int | None] = []
        for n, row in enumerate(self._folded):
            if all(w in row for w in words):
                fitting.append(n)
                if len(fitting) == MOST:
                    break
        if self._free and typed and not any(typed.casefold() == r for r in self._folded):
            fitting.append(None)
        self._fitting = fitting
        width = max(1, self.options.room.width - 2)
        shown = [self._rows[n] if n is not None else f"{self._free} “{typed}”" for n in fitting]
        lines = [Line(t if cell_len(t) <= width else cut(t, width, self.ellipsis)) for t in shown]
        self.options.entry = max(0, min(self.options.entry, len(lines) - 1))
        self.options.set_entries([[line] for line in lines] or [[Line("Nothing fits.")]], gap=False)
        self.options.reveal()

    def action_step(self, by: int) -> None:
        """Go along the rows."""
        self.options.set_entry(max(0, min(self.options.entry + by, len(self._fitting) - 1)))

    def action_take(self) -> None:
        """Choose the current row."""
        if self.options.entry < len(self._fitting):
            row = self._fitting[self.options.entry]
            self.leave(Chosen(row, "" if row is not None else " ".join(self.input.value.split())))

    def action_give_up(self) -> None:
        """Choose nothing."""
        self.leave(None)

    def on_cursor_lines_chosen(self, message: CursorLines.Chosen) -> None:
        """Choose what was clicked on."""
        self.options.set_entry(message.entry)
        self.action_take()
