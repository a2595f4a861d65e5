"""A question that is answered by y or n."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from briefing.display import plain
from briefing.reader.screens.card import Card
from briefing.reader.text import Flow, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.reader.inks import Inks


class Question(Card[bool]):
    """Asks; gives True for y alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,escape,q,enter", "answer(False)", show=False),
    ]
    WIDTH = 64

    def __init__(self, question: str, inks: Inks) -> None:
        super().__init__(inks)
        self._question = plain(question)

    def content(self, width: int) -> Sequence[Line]:
        """Give the question and the keys."""
        keys = Flow().add("y", "key").add(" yes   ", "quiet").add("n", "key").add(" no", "quiet")
        return [*Flow().add(self._question).lines(width), Line(""), *keys.lines(width)]

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001 - what a binding gives
        """Give the answer back."""
        self.leave(yes)
