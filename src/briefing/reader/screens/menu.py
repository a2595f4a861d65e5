"""A short menu: a letter for each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from briefing.reader.screens.card import Card
from briefing.reader.text import Flow, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from briefing.reader.inks import Inks
    from briefing.reader.mends import Choice


class Menu(Card[str], inherit_bindings=False):
    """Asks; gives the letter that was pressed, None at Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "leave", show=False),
        Binding("down,pagedown,space", "scroll(1)", show=False),
        Binding("up,pageup", "scroll(-1)", show=False),
    ]
    WIDTH = 72

    def __init__(self, question: str, choices: Sequence[Choice], inks: Inks) -> None:
        super().__init__(inks)
        self._question = question
        self._choices = tuple(choices)

    def content(self, width: int) -> Sequence[Line]:
        """Give the question and the choices."""
        lines = [*Flow().add(self._question, "strong").lines(width), Line("")]
        for c in self._choices:
            lines += Flow().add(c.words).lines(width, first=f" {c.key}  ", indent="    ", first_ink="key")
        return [*lines, Line(""), *Flow().add("Esc", "key").add(" close", "quiet").lines(width)]

    def on_key(self, event: events.Key) -> None:
        """Take a letter."""
        if event.character and any(event.character == c.key for c in self._choices):
            # The key is used up: the screen beneath has a command for it.
            event.stop()
            event.prevent_default()
            self.leave(event.character)
