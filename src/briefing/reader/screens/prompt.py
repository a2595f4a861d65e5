"""A line of text asked for at the bottom of the screen; everything above stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from briefing.reader.screens.modal import Modal
from briefing.reader.text import Flow, Line
from briefing.reader.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from briefing.reader.inks import Inks

SAYS = 26
"""Cells for what is said beside the field."""


class Prompt(Modal[str | None]):
    """A field; gives its text at Enter, None at Esc. See BriefingApp.ask."""

    DEFAULT_CSS: ClassVar[str] = """
    Prompt { background: transparent; align: left bottom; }
    Prompt Container { layout: horizontal; height: 1; background: $background; }
    Prompt Input { height: 1; border: none; padding: 0; background: $background; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    def __init__(
        self,
        what: str,
        text: str,
        typed: Callable[[str], str] | None,
        inks: Inks,
    ) -> None:
        super().__init__()
        self._what = what
        self._typed = typed
        self.label = Lines(inks)
        self.input = Input(text, compact=True, select_on_focus=typed is not None)
        self.said = Lines(inks)

    def compose(self) -> ComposeResult:
        """Put the field between what is asked and what is said."""
        yield Container(self.label, self.input, self.said)

    def on_mount(self) -> None:
        """Type into the field."""
        self.input.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the label and what is said."""
        width = min(len(self._what) + 2, max(3, event.size.width // 3))
        self.label.styles.width = width
        self.label.give_room(width, 1)
        self.label.set_lines(Flow().add(f" {self._what} ", "key").lines(10_000))
        room = SAYS if self._typed and event.size.width > 2 * SAYS else 0
        self.said.styles.width = room
        self.said.display = bool(room)
        self.said.give_room(room, 1)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what belongs to the text."""
        if self._typed is not None:
            says = self._typed(event.value)
            self.said.set_lines([Line(says.rjust(SAYS - 1))])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on with the text."""
        self.leave(event.value)

    def action_give_up(self) -> None:
        """Leave everything as it was."""
        self.leave(None)
