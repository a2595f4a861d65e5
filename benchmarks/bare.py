"""The smallest Textual application: what the reader's start is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("bare and ready")


if __name__ == "__main__":
    Bare().run()
