"""What a command wrote that a topic was piped to, in a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.display import plain
from briefing.reader.screens.card import Card
from briefing.reader.text import Flow, Line, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.reader.inks import Inks
    from briefing.reader.outside import Piped

MOST_LINES = 5000
_LONGEST = 2000
"""Characters of a line that are shown."""
# Colours and the like, which many programs write also into a pipe.
_SEQUENCES = re.compile(r"\x1b(?:\[[0-9;:?]{0,40}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,500}(?:\x07|\x1b\\))")


class Output(Card[None]):
    """The output of a command, while it comes; leaving the card ends the command."""

    WIDTH = 118

    def __init__(self, command: str, inks: Inks) -> None:
        super().__init__(inks)
        self._command = command
        self._data = b""
        self._end = "running; Esc ends it"
        self._made: tuple[tuple[int, int], list[Line]] = ((-1, 0), [])
        self.piped: Piped | None = None

    def content(self, width: int) -> Sequence[Line]:
        """Give the command, how it ended, and its output."""
        head = Flow().add(f"| {plain(self._command)}", "strong").add(f"   {plain(self._end)}", "quiet").lines(width)
        if self._made[0] != (len(self._data), width):
            text = self._data.decode("utf-8", "replace")
            rows = [inert(row) for row in text.splitlines()[:MOST_LINES]]
            lines = [Line(row[a:b]) for row in rows for a, b in wrap(row, width)]
            self._made = ((len(self._data), width), lines)
        nothing = [] if self._made[1] else Flow().add("It has written nothing.", "quiet").lines(width)
        return [*head, Line(""), *self._made[1], *nothing]

    def add(self, data: bytes) -> None:
        """Show more output."""
        self._data += data
        self._again()

    def told(self, end: str) -> None:
        """Say how the command ended."""
        self._end = end
        self._again()

    def _again(self) -> None:
        if self.is_mounted and not self._left:
            self.fit(self.app.size)

    def action_leave(self) -> None:
        """Leave, and end the command."""
        if self.piped is not None:
            self.piped.end()
        self.leave()


def inert(row: str) -> str:
    """Give a line of output as it may be shown: harmless, its spaces as they were."""
    clean = _SEQUENCES.sub("", row[: 2 * _LONGEST]).expandtabs()[:_LONGEST]
    return "".join(part if part.isspace() and set(part) == {" "} else plain(part) for part in re.split("( +)", clean))
