"""All keys and signs, searched by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from briefing.reader.commands import table
from briefing.reader.screens.card import Card
from briefing.reader.signs import GROUP, signs
from briefing.reader.text import Flow, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from briefing.reader.inks import Inks, Marks

KEYS = 18
"""Cells for the keys."""


class Help(Card[None]):
    """The key table, then what the signs mean; what is typed narrows it down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", show=False, priority=True),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown,ctrl+d", "page(1)", show=False, priority=True),
        Binding("pageup,ctrl+u", "page(-1)", show=False, priority=True),
    ]
    WIDTH = 92
    MORE = "PgDn more"

    def __init__(self, inks: Inks, marks: Marks) -> None:
        super().__init__(inks)
        self.rows = [(e.keys, e.name, e.help, e.group) for e in table()]
        self.rows += [(sign, "", means, GROUP) for sign, means in signs(marks)]
        self.input = Input(placeholder="Type to search keys and signs; Esc closes", compact=True)

    def compose(self) -> ComposeResult:
        """Put the field above the lines."""
        self.box = Container(self.input, self.lines, id="box")
        yield self.box

    def on_mount(self) -> None:
        """Type into the field."""
        self.input.focus()

    def above(self) -> int:
        """Give the lines of the field."""
        return 1

    def content(self, width: int) -> Sequence[Line]:
        """Give the rows that hold every word typed."""
        words = self.input.value.casefold().split()
        lines: list[Line] = []
        group = ""
        for row in self.rows:
            if all(w in " ".join(row).casefold() for w in words):
                keys, _, means, its_group = row
                if its_group != group:
                    group = its_group
                    lines += [Line(""), *Flow().add(group, "strong").lines(width)]
                padded = f"{keys:<{KEYS - 2}}  "
                first = padded if len(padded) <= KEYS else f"{keys}  "
                lines += Flow().add(means).lines(width, first=first, indent=" " * KEYS, first_ink="key")
        return lines or [Line(""), *Flow().add("No key does that, and no sign means it.", "quiet").lines(width)]

    def on_input_changed(self) -> None:
        """Show the rows for what is typed."""
        self.lines.set_lines(self.content(self.lines.room.width))
        self.lines.go(0)
        self.tell_more()
