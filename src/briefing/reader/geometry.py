"""Where the parts stand on a screen of a size. Pure."""

from __future__ import annotations

from typing import NamedTuple

WIDE = 100
"""From so many cells on, all parts are shown at once, with two sources."""
WIDER = 160
"""From so many cells on, three sources."""
LOW = 20
"""With fewer lines, one part at a time whatever the width."""
TALL = 36
"""From so many lines on, a narrow screen shows the statements above one source."""
BOTH = 5
"""Statements and sources have so many lines each at least, where both are shown."""
LEAST = (20, 5)
"""On a screen of fewer cells or lines nothing can be read."""


class Geometry(NamedTuple):
    """The sizes of the parts, in cells; 0 for a part that is not shown."""

    sidebar: int
    """Width."""
    main: int
    """Width of statements and sources."""
    items: int
    """Height of the statements, without their two lines of heading."""
    panes: tuple[int, ...]
    """Widths of the sources; the last column of each is its map, and parts it from the next."""
    source: int
    """Height of a source's text, without its title."""
    keys: int
    """Height of the list of sources in the sidebar; 0 where there is no room."""

    @property
    def together(self) -> bool:
        """Tell whether topics and statements are shown at once."""
        return self.sidebar > 0 and self.main > 0


def fit(width: int, height: int, part: str, sources: int, topic_rows: int = 0, share: int = 0) -> Geometry:  # noqa: PLR0913, PLR0917 - one for each thing that it depends on
    """Give the sizes for a screen; `part` ("topics", "items" or "sources") has the focus.

    Statements and sources have half of the height each, the statements `share` lines more. On a screen smaller than
    `LEAST` no part is shown.
    """
    if width < LEAST[0] or height < LEAST[1]:
        return Geometry(0, 0, 0, (), 0, 0)
    body = height - 1
    if width >= WIDE and height >= LOW:
        sidebar = 36 if width >= WIDER else 28
        main = width - sidebar - 1
        wanted = min(3 if width >= WIDER else 2, max(1, sources))
        items = _items(body - 3, share)
        keys = _keys(body - topic_rows - 2, sources)
        return Geometry(sidebar, main, items, _panes(main, wanted), body - items - 3, keys)
    if part == "topics":
        return Geometry(width, 0, 0, (), 0, _keys(body - topic_rows - 2, sources))
    if height >= TALL:
        items = _items(body - 3, share)
        return Geometry(0, width, items, _panes(width, 1), body - items - 3, 0)
    if part == "items":
        return Geometry(0, width, max(1, body - 2), (), 0, 0)
    return Geometry(0, width, 0, _panes(width, 1), max(1, body - 1), 0)


def _items(lines: int, share: int) -> int:
    """Give the statements their part of the lines."""
    return max(BOTH, min(lines // 2 + share, lines - BOTH))


def _keys(spare: int, sources: int) -> int:
    """Give two lines for the label of each source as far as there is room, one at least, else no list."""
    return 2 + min(spare, 2 * sources) if sources and spare >= sources else 0


def _panes(width: int, count: int) -> tuple[int, ...]:
    """Part a width into panes; the first ones get what is left over."""
    each, rest = divmod(max(count, width), count)
    return tuple(each + (1 if n < rest else 0) for n in range(count))
