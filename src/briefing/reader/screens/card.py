"""What the modal screens share: a box of lines in the middle, left by Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Container

from briefing.reader.screens.modal import Modal
from briefing.reader.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from briefing.reader.inks import Inks
    from briefing.reader.text import Line

T = TypeVar("T")


class Card(Modal[T]):
    """Lines in a box, scrolled by the usual keys."""

    DEFAULT_CSS: ClassVar[str] = """
    Card { align: center middle; background: $background 50%; }
    Card #box { width: auto; height: auto; border: solid $foreground 50%; background: $background; padding: 0 1; }
    Card Input { height: 1; border: none; padding: 0; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+d", "page(1)", show=False),
        Binding("b,pageup,ctrl+u", "page(-1)", show=False),
    ]
    WIDTH = 78
    MORE = "Space more"
    """Stands in the box's edge while there are lines below it."""

    def __init__(self, inks: Inks) -> None:
        super().__init__()
        self.inks = inks
        self.lines = Lines(inks)
        self.box = Container(self.lines, id="box")

    def compose(self) -> ComposeResult:
        """Put the box on the screen."""
        yield self.box

    def on_resize(self, event: events.Resize) -> None:
        """Fit the box to the screen."""
        self.fit(event.size)

    def fit(self, size: Size) -> None:
        """Fit the box to a size of the screen and show the content as it is now."""
        width = max(10, min(self.WIDTH, size.width - 2))
        lines = self.content(width - 4)
        height = max(1, min(len(lines), size.height - 2 - self.above()))
        self.box.styles.width = width
        self.box.styles.height = height + 2 + self.above()
        self.lines.give_room(width - 4, height)
        self.lines.set_lines(lines)
        self.tell_more()

    def tell_more(self) -> None:
        """Say in the box's edge whether there are lines below it."""
        self.box.border_subtitle = self.MORE if self.lines.top < self.lines.max_scroll_y else None

    def above(self) -> int:
        """Give the number of lines above the content."""
        return 0

    def content(self, width: int) -> Sequence[Line]:
        """Give the lines for a width."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave."""
        self.leave()

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.lines.go(self.lines.top + rows)
        self.tell_more()

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.lines.page(pages)
        self.tell_more()
