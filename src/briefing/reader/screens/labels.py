"""Waits for the letters of a label; what is beneath stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from briefing.reader.screens.modal import Modal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.geometry import Size


class Labels(Modal[str | None]):
    """Gives the label that was typed; None at Esc, at any other key, at a click and when the screen's size changes.

    `write` is called with what was typed so far.
    """

    DEFAULT_CSS: ClassVar[str] = "Labels { background: transparent; }"
    AUTO_FOCUS = None

    def __init__(self, labels: Sequence[str], write: Callable[[str], None]) -> None:
        super().__init__()
        self._labels = labels
        self._write = write
        self._typed = ""
        self._fits: Size | None = None
        self._covered = False

    def on_resize(self, event: events.Resize) -> None:
        """Give up where the labels stand no longer where they were written."""
        if self._fits not in (None, event.size):
            self.leave(None)
        self._fits = event.size

    def on_key(self, event: events.Key) -> None:
        """Take a letter."""
        event.stop()
        event.prevent_default()
        typed = self._typed + (event.character or "\0")
        if event.key == "backspace" and self._typed:
            typed = ""
        if typed in self._labels:
            self.leave(typed)
        elif any(label.startswith(typed) for label in self._labels):
            self._typed = typed
            self._write(typed)
        else:
            self.leave(None)

    def on_screen_resume(self) -> None:
        """Give up when the palette, which opens over everything, was left."""
        if self._covered:
            self.leave(None)

    def on_screen_suspend(self) -> None:
        """Know that something was opened over it."""
        self._covered = True

    def on_click(self) -> None:
        """Give up."""
        self.leave(None)
