"""Lines that scroll: the base of every pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.filter import ANSIToTruecolor
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.reader.inks import Inks
from briefing.reader.text import Line
from briefing.reader.widgets.drawing import draw, labelled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style
    from textual.geometry import Region
    from textual.selection import Selection

    Labels = Mapping[int, Sequence[tuple[int, str]]]

EMPTY = Line("")
KEPT = 2
"""So many times the rows that are on the screen are kept as they were drawn."""


class Lines(ScrollView):
    """Lines drawn with the line API, scrolled without animation.

    The desk gives it its room before the screen is laid out (`give_room`), so that positions are right at the
    first paint.
    """

    DEFAULT_CSS: ClassVar[str] = """
    Lines { overflow: hidden; }
    """
    can_focus = False

    def __init__(self, inks: Inks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.inks = inks
        self.room = Size(0, 0)
        self._strips: dict[int, Strip] = {}
        self._lines: Sequence[Line] = ()
        self._width = 0
        self._selection: Selection | None = None
        self._labels: Labels = {}

    # Room and place

    def give_room(self, width: int, height: int) -> None:
        """Say how large the pane will be."""
        self.room = Size(max(1, width), max(1, height))
        self.styles.height = height

    @property
    def allow_vertical_scroll(self) -> bool:
        """The mouse wheel scrolls, though no scrollbar is shown."""
        return True

    @property
    def max_scroll_y(self) -> int:
        """The last row that can be on top."""
        return max(0, self.virtual_size.height - self.room.height)

    @property
    def top(self) -> int:
        """The row on top."""
        return round(self.scroll_y)

    def go(self, row: int) -> None:
        """Bring a row to the top."""
        row = max(0, min(row, self.max_scroll_y))
        self.scroll_target_y = row
        self.scroll_y = row

    def show_rows(self, first: int, last: int) -> None:
        """Scroll as little as brings the rows [first, last] into view; the first wins."""
        if last >= self.top + self.room.height:
            self.go(last - self.room.height + 1)
        if first < self.top:
            self.go(first)

    def page(self, pages: float) -> None:
        """Scroll by pages; a whole one keeps two lines in view."""
        rows = max(1, self.room.height - 2) if abs(pages) == 1 else max(1, round(self.room.height * abs(pages)))
        self.go(self.top + (rows if pages > 0 else -rows))

    # Lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self._lines = lines
        self.redraw(len(lines))

    def redraw(self, rows: int) -> None:
        """Forget what was drawn; there are so many rows now."""
        self._strips.clear()
        # Set without a new layout of the screen: no scrollbar depends on it.
        self.set_reactive(Lines.virtual_size, Size(self.room.width, rows))
        if self.top > self.max_scroll_y:
            self.go(self.max_scroll_y)
        self.refresh()

    def set_inks(self, inks: Inks) -> None:
        """Draw in another theme."""
        self.inks = inks
        self._strips.clear()
        self.refresh()

    def line_text(self, row: int) -> str:
        """Give the text of a row, for a selection with the mouse."""
        return self.line_at(row).text

    def line_at(self, row: int) -> Line:
        """Give a row's text and inks, without a gutter; an empty line where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else EMPTY

    def set_labels(self, labels: Labels) -> None:
        """Write letters over cells: for each row below the top the cells and their letters, in order."""
        if labels != self._labels:
            self._labels = labels
            self.refresh()

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row."""
        line = self.line_at(row)
        return draw(line.text, line.spans, self.inks, width)

    def text_width(self) -> int:
        """Give the cells that rows are drawn in."""
        return self.size.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a region; what is the same for all of them is looked up once.

        Rows are as wide as the pane, with colours of their own on the page's: nothing of the style sheet is laid over
        them, and of Textual's filters those are left out that give colours to a style that has none.
        """
        self._width = self.text_width()
        self._selection = self.text_selection
        top = self.top
        strips = [self.strip_at(y, top) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            if not isinstance(line_filter, ANSIToTruecolor):
                strips = [strip.apply_filter(line_filter, self.background_colors[1]) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def row_at(self, y: int, top: int) -> int | None:
        """Give the row at a line of the pane that has the row `top` on top; None where the line belongs to none."""
        return top + y

    def fixed_at(self, y: int) -> Strip:  # noqa: ARG002 - for panes that have such lines
        """Draw a line of the pane that belongs to no row."""
        return Strip.blank(self._width, self.inks())

    def strip_at(self, y: int, top: int) -> Strip:
        """Draw what stands at a line of the pane that has the row `top` on top."""
        row = self.row_at(y, top)
        if row is None:
            return self.fixed_at(y)
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != self._width:
            strip = self.draw_row(row, self._width)
            if len(self._strips) > KEPT * max(1, self.room.height):
                self._strips.clear()
            self._strips[row] = strip
        if self._selection is not None and (span := self._selection.get_span(row)) is not None:
            strip = _selected(strip, self._cells(row, span), self.inks("selection"))
        if labels := self._labels.get(row - top):
            strip = labelled(strip, labels, self.inks("label"))
        return strip

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane and say in it where its characters stand: Textual asks for it under the mouse."""
        top = self.top
        strip, row = self.strip_at(y, top), self.row_at(y, top)
        return strip if row is None else strip.apply_offsets(0, row)

    def _cells(self, row: int, span: tuple[int, int]) -> tuple[int, int]:
        """Turn a selection's characters into cells."""
        text = self.line_text(row)
        start, end = span
        return cell_len(text[:start]), -1 if end < 0 else cell_len(text[:end])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Give the text selected with the mouse."""
        text = "\n".join(self.line_text(row) for row in range(self.virtual_size.height))
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """Draw the selection."""
        self.refresh()


def _selected(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    start, end = span
    end = strip.cell_length if end < 0 else min(end, strip.cell_length)
    if start >= end:
        return strip
    parts = strip.divide([start, end, strip.cell_length])
    return Strip.join([parts[0], *(p.apply_style(style) for p in parts[1:2]), *parts[2:]])
