"""From inked lines to strips."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefing.reader.inks import Inks
from briefing.reader.text import Span


def draw(text: str, spans: Iterable[Span], inks: Inks, width: int, *under: str) -> Strip:
    """Draw a line: spans lie over one another in their order, over the inks `under` the whole line.

    The strip is `width` cells wide whatever the text holds; segments never hold markup.
    """
    size = len(text)
    kept = [(start, min(end, size), ink) for start, end, ink in spans if start < end and start < size]
    segments: list[Segment] = []
    if kept:
        edges = sorted({0, size, *[start for start, _, _ in kept], *[end for _, end, _ in kept]})
        for a, b in pairwise(edges):
            over = [ink for start, end, ink in kept if start <= a and b <= end]
            segments.append(Segment(text[a:b], inks(*under, *over)))
    elif text:
        segments.append(Segment(text, inks(*under)))
    cells = cell_len(text)
    if cells < width:
        segments.append(Segment(" " * (width - cells), inks(*under)))
        return Strip(segments, width)
    return Strip(segments, cells).adjust_cell_length(width, inks(*under))


def labelled(strip: Strip, labels: Iterable[tuple[int, str]], style: Style) -> Strip:
    """Write letters over cells of a strip, given in order; its width stays."""
    parts: list[Strip] = []
    at = 0
    for x, letter in labels:
        if at <= x < strip.cell_length:
            parts += [strip.crop(at, x), Strip([Segment(letter, style)], 1)]
            at = x + 1
    return Strip.join([*parts, strip.crop(at, strip.cell_length)])
