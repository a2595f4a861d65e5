"""What can be gone to on the screen, and where it stands: read from the parts as they are drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.model import Range
from briefing.reader.labels import Target
from briefing.reader.views.item import GUTTER
from briefing.reader.widgets.source import GUTTER as MARGIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.lookup import Lookup
    from briefing.reader.text import Line
    from briefing.reader.views.item import Item
    from briefing.reader.widgets.bars import Rule, Tabs
    from briefing.reader.widgets.items import Items, Sidebar
    from briefing.reader.widgets.lines import Lines
    from briefing.reader.widgets.source import Source

_CITATION = re.compile(r"\[([0-9]{1,4})\]")


def in_sidebar(pane: int, sidebar: Sidebar) -> Iterator[Target]:
    """Give the topics."""
    for n, (first, last) in enumerate(sidebar.entries):
        for row in range(first, last + 1):
            y = row - sidebar.top
            if 0 <= y < sidebar.room.height and row == first:
                yield Target(pane, y, 0, sidebar.room.width, (0, 1), "topic", n)


def in_legend(pane: int, legend: Lines, sources: int) -> Iterator[Target]:
    """Give the sources beneath the topics."""
    for y in range(legend.room.height):
        for x, _, number in _citations(legend.line_at(legend.top + y), sources):
            yield Target(pane, y, 0, legend.room.width, (x - 1, x), "cite", number)


def in_items(pane: int, shown: Items, items: Sequence[Item], sources: int) -> Iterator[Target]:
    """Give the items of a view and their citations."""
    for y in range(shown.room.height):
        row = shown.top + y
        entry = shown.owner[row] if row < len(shown.owner) else -1
        if not 0 <= entry < len(items):
            continue
        cites = [(x + GUTTER, end + GUTTER, number) for x, end, number in _citations(shown.line_at(row), sources)]
        # Where an item begins with its source, the two would be one label beside the other.
        if row == shown.entries[entry][0] and items[entry].stops and not (cites and cites[0][0] == GUTTER):
            yield Target(pane, y, 0, GUTTER, (GUTTER - 2, GUTTER - 1), "item", entry)
        for x, end, number in cites:
            # Before the number: of [1][2] each keeps its own.
            yield Target(pane, y, x, end, (x - 1, x), "cite", number, entry)


def _citations(line: Line, sources: int) -> Iterator[tuple[int, int, int]]:
    """Give the citations of a line: cells, and the number of the source."""
    marked = [(s.start, s.end) for s in line.spans if s.ink == "mark"]
    for m in _CITATION.finditer(line.text) if marked else ():
        if 0 < int(m[1]) <= sources and any(a <= m.start() and m.end() <= b for a, b in marked):
            x = cell_len(line.text[: m.start()])
            yield x, x + len(m[0]), int(m[1])


def in_tabs(pane: int, tabs: Tabs) -> Iterator[Target]:
    """Give the views."""
    at = 1
    for tab, words in tabs.fitting(tabs.size.width):
        yield Target(pane, 0, at, at + len(words) + 2, (at - 1, at), "view", name=f"show_{tab.view}")
        at += len(words) + 3


def in_rule(pane: int, rule: Rule, number: int) -> Target:
    """Give the title of a source's pane."""
    return Target(pane, 0, 0, rule.size.width, (0, 1), "pane", number)


def in_source(pane: int, source: Source, lookup: Lookup, number: int) -> Iterator[Target]:
    """Give the folds of a source, the numbers of statements beside it, and its names, each where it stands first."""
    layout, top, height = source.laid_out, source.top, source.room.height
    if source.article is None:
        return
    for y in range(min(height, len(layout.rows) - top)):
        block, a, _ = layout.rows[top + y]
        if block is not None and block.kind == "fold" and a == 0:
            yield Target(pane, y, 0, source.room.width, (MARGIN, MARGIN + 1), "fold", block.start, number)
    rows = set[int]()
    for offset, statement in source.shown.numbers:
        y = layout.row_of(offset) - top
        if 0 <= y < height and y not in rows:
            rows.add(y)
            yield Target(pane, y, 0, MARGIN, (0, 1), "item", int(statement) - 1, number)
    first, last = layout.offset_of(top), layout.offset_of(top + height)
    here = Range(source.article.id, first, max(first, last) + 1)
    named = {n.range.start: n for n in lookup.names_at(here) if not n.reference}
    seen = set[str]()
    for start, end, _ in source.entities:
        name = named.get(start)
        if name is None or name.entity.id in seen:
            continue
        row = layout.row_of(start)
        span = layout.span(row, start, end) if 0 <= row - top < height else None
        block = layout.rows[row].block if span else None
        if span is None or block is None or block.kind == "fold":
            continue
        seen.add(name.entity.id)
        text = layout.rows[row].text
        x, stop = MARGIN + cell_len(text[: span[0]]), MARGIN + cell_len(text[: span[1]])
        yield Target(pane, row - top, x, stop, (x, x + 1), "entity", start, number, name.entity.id)
