"""One source's text: entities by shape and colour, what the current statement cites, a map at the edge."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message
from textual.strip import Strip

from briefing.reader.layout import Block, Layout, Layouts
from briefing.reader.text import Span
from briefing.reader.widgets.drawing import draw
from briefing.reader.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Region
    from textual.selection import Selection

    from briefing.model import Article
    from briefing.reader.copies import Passage
    from briefing.reader.inks import Inks, Marks

GUTTER = 5
"""Cells before the text: the bar, the number of a statement, two spaces (the last is a margin)."""
NUMBER = 3
"""Cells of the gutter for the number of a statement, or for the sign of a copied passage."""
EDGE = 2
"""Cells after the text: a margin and the map."""
LEVEL = 4
"""A cited sentence stands this part of the pane's height below its top."""

Place = tuple[int, int]
"""A half-open range of the article's text."""


class Shown(NamedTuple):
    """What is marked in a source at one moment; all places are sorted."""

    told: tuple[Place, ...] = ()
    """What the current statement cites here."""
    bars: tuple[Place, ...] = ()
    """The sentences around it."""
    full: bool = True
    """False where it is told in part."""
    numbers: tuple[tuple[int, str], ...] = ()
    """Where sentences begin that statements cite, with the statements' numbers."""
    cited: tuple[Place, ...] = ()
    """The sentences that the statements cite."""
    hits: tuple[Place, ...] = ()
    hit: Place | None = None
    """The hit that n and N stand on."""
    lit: bool = False
    """The hits are mentions of an entity."""
    current: str = ""
    """The number of the current statement."""
    copied: tuple[Passage, ...] = ()
    """What other sources have word for word."""
    level: tuple[int, ...] = ()
    """Places that stand level with another pane, since both tell the same."""
    quiet: bool = False
    """The source does not tell the statement."""


class Source(Lines):
    """A source in lines."""

    class Pointed(Message):
        """Somebody clicked into a source, at a place of its text (None: beside it), or on a fold (its start)."""

        def __init__(self, source: Source, offset: int | None, fold: int | None) -> None:
            super().__init__()
            self.source = source
            self.offset = offset
            self.fold = fold

    class Scrolled(Message):
        """The mouse wheel scrolled a source."""

        def __init__(self, source: Source) -> None:
            super().__init__()
            self.source = source

    def __init__(
        self,
        inks: Inks,
        marks: Marks,
        *,
        layouts: Layouts | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(inks, id=id)
        self._layouts = layouts or Layouts()
        self.marks = marks
        self.common_width = 0
        """The width of the narrowest pane, so that all have the same lines; 0 where there is one alone."""
        self.article: Article | None = None
        self.entities: Sequence[tuple[int, int, str]] = ()
        self.laid_out = Layout((), (), ())
        self.shown = Shown()
        self._laid: tuple[str, int, frozenset[int], int] | None = None
        self._anchor = (0, 0)
        self._going = False
        self._numbers: dict[int, str] = {}
        self._signs: dict[int, str] = {}
        self._level: frozenset[int] = frozenset()
        self._edge: dict[int, tuple[str, str]] = {}
        self._edge_rows: dict[str, tuple[Layout, int, Sequence[Place], frozenset[int]]] = {}
        self._edges: dict[tuple[str, str], Strip] = {}

    # What is shown, and where

    def lay(
        self,
        article: Article,
        entities: Sequence[tuple[int, int, str]],
        opened: frozenset[int],
        anchor: tuple[int, int],
        shown: Shown,
    ) -> None:
        """Show an article in the room that was given.

        `entities` are (start, end, type), not overlapping; `anchor` is where an article begins that is not yet
        shown here. The place that was anchored stays where it is, whatever the width does to the lines.
        """
        width = max(8, (self.common_width or self.room.width) - GUTTER - EDGE)
        key = (article.id, width, opened, self.room.height)
        if key == self._laid:
            if shown != self.shown:
                self.mark(shown)
            return
        if self._laid is None or self._laid[0] != article.id:
            self._anchor = anchor
        if self._laid is None or self._laid[:3] != key[:3]:
            if self.is_attached and self.text_selection is not None:
                # Its rows are others now.
                self.screen.clear_selection()
            self.laid_out = self._layouts(article, width, opened)
        self._laid = key
        self.article = article
        self.entities = entities
        self.mark(shown)
        spare = self.room.height - self.room.height // LEVEL - 1
        # Where the new lines are fewer, redrawing scrolls; the place that was anchored counts.
        offset, below = anchored = self._anchor
        self.redraw(len(self.laid_out.rows) + max(0, spare))
        self._anchor = anchored
        self._go(self.laid_out.row_of(offset) - min(below, self.room.height // 2))

    def forget(self) -> None:
        """Lay the article out anew when it is next shown: another build may part it otherwise."""
        self._laid = None
        self.article = None

    def mark(self, shown: Shown) -> None:
        """Set what is marked."""
        self.shown = shown
        self._strips.clear()
        self._level = frozenset(map(self.laid_out.row_of, shown.level))
        self._numbers = {}
        for offset, number in shown.numbers:
            row = self.laid_out.row_of(offset)
            kept = self._numbers.get(row)
            if kept is None or number == shown.current:
                self._numbers[row] = number
            elif kept != shown.current:
                self._numbers[row] = f"{kept.rstrip('+')}+"[-3:]
        self._signs = {}
        for start, end, others in shown.copied:
            first, last = self.laid_out.row_of(start), self.laid_out.row_of(end - 1)
            # Where the number of a statement stands, the sign stands on the next row.
            row = first + 1 if first in self._numbers and first < last else first
            sign = f"={others[0]}" + ("+" if len(others) > 1 else "")
            self._signs.setdefault(row, sign if len(sign) <= NUMBER else "=+")
        self._map()
        self.refresh()

    @property
    def stand(self) -> tuple[int, int]:
        """The place that stays through a resize: a place of the text, and how many rows below the top it stands."""
        return self._anchor

    def _go(self, row: int) -> None:
        self._going = True
        super().go(row)
        self._going = False

    def go(self, row: int) -> None:
        """Bring a row to the top and anchor it."""
        self._go(row)
        self._anchor = self._at(self.top)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Anchor what the mouse wheel brings to the top."""
        super().watch_scroll_y(old_value, new_value)
        if not self._going and round(new_value) != round(old_value) and self.size == self.room:
            self._anchor = self._at(round(new_value))
            self.post_message(self.Scrolled(self))

    def _at(self, row: int) -> tuple[int, int]:
        """Give what keeps a row at the top: its text, or the text beneath an empty line."""
        rows = self.laid_out.rows
        below = int(row + 1 < len(rows) and rows[row].block is None)
        return self.laid_out.offset_of(row + below), below

    def place(self, offset: int, below: int) -> None:
        """Bring a place of the text so many rows below the top, or as near as the text allows."""
        self._anchor = (offset, below)
        self._go(self.laid_out.row_of(offset) - below)

    def reveal(self, start: int, end: int) -> None:
        """Bring a place into view if it is not, a part of the height below the top."""
        first, last = self.laid_out.row_of(start), self.laid_out.row_of(max(start, end - 1))
        if first < self.top or last >= self.top + self.room.height:
            self.place(start, self.room.height // LEVEL)

    def to_end(self) -> None:
        """Show the text's end at the pane's bottom."""
        self.go(max(0, len(self.laid_out.rows) - self.room.height))

    def page(self, pages: float) -> None:
        """Scroll by pages, not past the end of the text."""
        before = self.top
        super().page(pages)
        end = max(0, len(self.laid_out.rows) - self.room.height)
        if pages > 0 and self.top > end:
            self.go(max(before, end))

    def first_offset(self) -> int:
        """Give the place of the text on the top row."""
        return self.laid_out.offset_of(self.top)

    def line_text(self, row: int) -> str:
        """Give a row's text beneath its gutter."""
        rows = self.laid_out.rows
        return " " * GUTTER + rows[row].text if 0 <= row < len(rows) else ""

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Give the text selected with the mouse: the source's, lines joined as it has them, without the gutter."""
        pieces: list[tuple[Block, int, int]] = []
        rows = self.laid_out.rows
        first = max(0, selection.start.y) if selection.start else 0
        last = min(selection.end.y, len(rows) - 1) if selection.end else len(rows) - 1
        for row in range(first, last + 1):
            span, (block, a, b) = selection.get_span(row), rows[row]
            if span is None or block is None or block.kind == "fold":
                continue
            start = a + max(0, span[0] - GUTTER)
            end = b if span[1] < 0 else min(b, a + max(0, span[1] - GUTTER))
            if pieces and pieces[-1][0] is block:
                pieces[-1] = (block, pieces[-1][1], max(pieces[-1][2], end))
            elif start < end:
                pieces.append((block, start, end))
        return "\n\n".join(block.text[a:b] for block, a, b in pieces), "\n"

    def _cells(self, row: int, span: tuple[int, int]) -> tuple[int, int]:
        """Turn a selection's characters into cells, without the gutter."""
        length = len(self.line_text(row))
        start, end = max(GUTTER, span[0]), length if span[1] < 0 else min(span[1], length)
        return super()._cells(row, (start, end)) if start < end else (0, 0)

    # Drawing

    def draw_row(self, row: int, width: int) -> Strip:
        """Draw a row: gutter, text, edge."""
        under = ("quiet",) if self.shown.quiet else ()
        layout = self.laid_out
        text, spans, bar, copied = "", list[Span](), " ", False
        if row < len(layout.rows) and layout.rows[row].block is not None:
            block, a, b = layout.rows[row]
            text = layout.rows[row].text
            kind = block.kind if block else ""
            if kind != "body":
                spans.append(Span(0, len(text), "quiet" if kind in ("date", "byline", "caption") else kind))
            offsets = block.offsets if block else ()
            start, end = offsets[a] if a < b else 0, offsets[b - 1] + 1 if a < b else 0
            if kind != "fold":
                copied = self._ink(spans, row, start, end)
            if any(s < end and start < e for s, e in self.shown.bars):
                bar = self.marks.bar if self.shown.full else self.marks.part
        if bar == " " and row in self._level:
            bar = self.marks.here
        number = self._numbers.get(row, "")
        sign = number or self._signs.get(row, "=" if copied else "")
        gutter = f"{bar}{sign:>{NUMBER}} "
        all_spans = [Span(0, 1, "cursor"), Span(1, GUTTER, "cursor" if number == self.shown.current else "quiet")]
        all_spans += [Span(s.start + GUTTER, s.end + GUTTER, s.ink) for s in spans]
        return draw(gutter + text, all_spans, self.inks, width, *under)

    def strip_at(self, y: int, top: int) -> Strip:
        """Draw the row at a line of the pane, and beside it the edge, which moves with the view."""
        return Strip.join([super().strip_at(y, top), self._edge_at(y, top)])

    def _ink(self, spans: list[Span], row: int, start: int, end: int) -> bool:
        """Put the spans of a row that shows the source's [start, end); tells whether something in it is copied."""
        layout = self.laid_out
        shown = self.shown

        def put(places: Sequence[Place], ink: str) -> None:
            for s, e in places[max(0, bisect_left(places, (start, 0)) - 1) :]:
                if s >= end:
                    break
                if span := layout.span(row, s, e):
                    spans.append(Span(*span, ink))

        n, copied = max(0, bisect_left(shown.copied, (start,)) - 1), False
        for s, e, _ in shown.copied[n : bisect_left(shown.copied, (end,))]:
            if s < end and start < e and (span := layout.span(row, s, e)):
                spans.append(Span(*span, "copied"))
                copied = True
        for s, e in shown.told:
            if span := layout.span(row, s, e):
                spans.append(Span(*span, "told"))
        n = max(0, bisect_left(self.entities, (start, 0, "")) - 1)
        while n < len(self.entities) and self.entities[n][0] < end:
            s, e, kind = self.entities[n]
            if span := layout.span(row, s, e):
                spans.append(Span(*span, kind))
            n += 1
        put(shown.hits, "lit" if shown.lit else "hit")
        if shown.hit and (span := layout.span(row, *shown.hit)):
            spans.append(Span(*span, "hit-on"))
        return copied

    # The map at the edge

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a region; the last column is the map's."""
        self._edges = {}
        return super().render_lines(crop)

    def text_width(self) -> int:
        """Give the cells for gutter and text."""
        return max(1, self.size.width - 1)

    def _map(self) -> None:
        """Find what stands where along the edge: the whole article on the pane's height."""
        rows, height = max(1, len(self.laid_out.rows)), max(1, self.room.height)
        self._edge = {}
        if rows <= height:
            return
        for places, sign, ink in (
            (self.shown.cited, "-", "quiet"),
            (self.shown.hits, "@" if self.shown.lit else "o", "mark"),
            (self.shown.told, "=", "cursor"),
        ):
            self._edge.update(dict.fromkeys(self._rows_on_edge(sign, places, height), (sign, ink)))

    def _rows_on_edge(self, sign: str, places: Sequence[Place], height: int) -> frozenset[int]:
        """Give the rows of the map for some places; found anew only where they are others."""
        layout = self.laid_out
        known = self._edge_rows.get(sign)
        if known is None or known[0] is not layout or known[1] != height or known[2] != places:
            found = frozenset(layout.row_of(start) * height // len(layout.rows) for start, _ in places)
            known = self._edge_rows[sign] = (layout, height, places, found)
        return known[3]

    def _edge_at(self, y: int, top: int) -> Strip:
        rows, height = len(self.laid_out.rows), max(1, self.room.height)
        if rows <= height:
            return self._edge_strip(self.marks.upright, "rule")
        first, last = top * height // rows, min(height - 1, (top + height) * height // rows)
        inside = first <= y <= last
        sign, ink = self._edge.get(y, (self.marks.thumb if inside else self.marks.upright, "rule"))
        if inside and ink != "cursor":
            ink = "mark"
        return self._edge_strip(sign, ink)

    def _edge_strip(self, sign: str, ink: str) -> Strip:
        made = self._edges.get((sign, ink))
        if made is None:
            made = self._edges[sign, ink] = draw(sign, (Span(0, len(sign), ink),), self.inks, 1)
        return made

    def on_click(self, event: events.Click) -> None:
        """Tell the desk where it was clicked."""
        offset = self.laid_out.offset_at(self.top + event.y, event.x - GUTTER) if event.x >= GUTTER else None
        row = self.top + event.y
        block = self.laid_out.rows[row].block if 0 <= row < len(self.laid_out.rows) else None
        self.post_message(self.Pointed(self, offset, block.start if block and block.kind == "fold" else None))
