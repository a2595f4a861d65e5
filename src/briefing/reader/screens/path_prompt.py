"""A prompt for the path of an export: Tab goes through the formats."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from briefing.reader.exporting import next_format
from briefing.reader.screens.prompt import Prompt


class PathPrompt(Prompt):
    """A field for a path whose suffix is the format."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab,ctrl+t", "next_format", show=False, priority=True)]

    def on_mount(self) -> None:
        """Type into the field, at its end."""
        super().on_mount()
        self.input.select_on_focus = False
        self.input.cursor_position = len(self.input.value)

    def action_next_format(self) -> None:
        """Take the next format."""
        self.input.value = next_format(self.input.value)
        self.input.cursor_position = len(self.input.value)
