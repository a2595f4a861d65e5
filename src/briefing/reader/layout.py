"""A source laid out in lines of a width, each knowing where its characters stand in the source's text.

Made once per width and set of opened folds. No Textual here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.display import plain, show
from briefing.model import Article, Range, Segment
from briefing.reader.text import wrap
from briefing.terms import counted


class Block(NamedTuple):
    """Text that is wrapped as one: a paragraph, a title, or the one line that stands for a fold."""

    kind: str
    """A segment's kind, or "fold"."""
    text: str
    """As it is shown, white space reflowed."""
    offsets: Sequence[int]
    """The place in the source of each character of `text`."""
    start: int
    end: int


class Row(NamedTuple):
    """A line on the screen: the characters [a, b) of a block's text; an empty line has no block."""

    block: Block | None
    a: int
    b: int

    @property
    def text(self) -> str:
        """The row's text."""
        return self.block.text[self.a : self.b] if self.block else ""


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of boilerplate that stands on one line until it is opened."""

    start: int
    end: int
    lines: int
    reasons: tuple[str, ...]

    def says(self, *, opened: bool) -> str:
        """Give the fold's line."""
        lines = counted(self.lines, "line")
        what = f": {', '.join(self.reasons)}" if self.reasons else ""
        return f"- {lines}{what}" if opened else f"+ {lines} folded{what}"


@dataclass(frozen=True, slots=True)
class Layout:
    """A source in lines of one width."""

    rows: tuple[Row, ...]
    folds: tuple[Fold, ...]
    starts: tuple[int, ...] = field(repr=False)
    """The place in the source where each row begins (an empty line: where the text before it ends)."""

    def row_of(self, offset: int) -> int:
        """Give the row that shows a place of the source, or the last one before it."""
        n = bisect_right(self.starts, offset) - 1
        while n > 0 and self.rows[n].block is None:
            n -= 1
        return max(0, n)

    def offset_of(self, row: int) -> int:
        """Give the place in the source at which a row begins."""
        return self.starts[min(max(0, row), len(self.starts) - 1)] if self.starts else 0

    def end_of(self, row: int) -> int:
        """Give the place in the source after a row's text."""
        if not self.rows:
            return 0
        block, a, b = self.rows[min(max(0, row), len(self.rows) - 1)]
        if block is None or block.kind == "fold":
            return block.end if block else self.offset_of(row)
        return block.offsets[b - 1] + 1 if a < b else block.start

    def offset_at(self, row: int, character: int) -> int | None:
        """Give the place in the source of a character of a row; None on empty lines and past the text."""
        if not 0 <= row < len(self.rows):
            return None
        block, a, b = self.rows[row]
        if block is None or block.kind == "fold" or not a <= a + character < b:
            return None
        return block.offsets[a + character]

    def span(self, row: int, start: int, end: int) -> tuple[int, int] | None:
        """Give the characters of a row that show the source's [start, end), or None."""
        block, a, b = self.rows[row]
        if block is None or b <= a or end <= block.offsets[a] or block.offsets[b - 1] < start:
            return None
        if block.kind == "fold":
            return (a, b)
        x = bisect_left(block.offsets, start, a, b) - a
        y = bisect_left(block.offsets, end, a, b) - a
        return (x, y) if x < y else None

    def fold_at(self, offset: int) -> Fold | None:
        """Give the fold that holds a place of the source."""
        return next((f for f in self.folds if f.start <= offset < f.end), None)


def lay_out(article: Article, width: int, opened: frozenset[int] = frozenset()) -> Layout:
    """Lay a source out in lines of `width` cells; folds whose start is in `opened` show their text.

    Text that no segment covers (an article that was never segmented) is shown as paragraphs of body text.
    """
    rows: list[Row] = []
    starts: list[int] = []
    folds: list[Fold] = []

    def put(block: Block) -> None:
        if rows:
            rows.append(Row(None, 0, 0))
            starts.append(rows[-2].block.end if rows[-2].block else block.start)
        cuts, offsets = wrap(block.text, width), block.offsets
        rows.extend([Row(block, a, b) for a, b in cuts])
        starts.extend([offsets[a] if a < len(offsets) else block.start for a, _ in cuts])

    for kind, stretch in _stretches(article):
        start, end = stretch[0].start, stretch[-1].end
        if kind == "boilerplate":
            fold = _fold(article, stretch)
            folds.append(fold)
            says = fold.says(opened=start in opened)
            put(Block("fold", says, (start,) * len(says), start, end))
            if start not in opened:
                continue
        for block in _blocks(article, kind, stretch):
            put(block)
    return Layout(tuple(rows), tuple(folds), tuple(starts))


class Layouts:
    """Layouts that were made last, kept for when a source comes back or changes its pane."""

    MOST = 8

    def __init__(self) -> None:
        self._made: dict[tuple[str, int, frozenset[int]], tuple[Article, Layout]] = {}

    def __call__(self, article: Article, width: int, opened: frozenset[int]) -> Layout:
        """Give the layout of an article, as `lay_out` does."""
        key = (article.id, width, opened)
        known = self._made.pop(key, None)
        # Another build may part the same text otherwise.
        made = known[1] if known is not None and known[0] is article else lay_out(article, width, opened)
        self._made[key] = (article, made)
        if len(self._made) > self.MOST:
            del self._made[next(iter(self._made))]
        return made


class _Piece(NamedTuple):
    start: int
    end: int
    paragraph: int
    reason: str | None


def _stretches(article: Article) -> Iterator[tuple[str, list[_Piece]]]:
    """Give the runs of one kind; body text paragraph by paragraph."""
    kind, stretch = "", list[_Piece]()
    for s in article.segments or _unsegmented(article):
        piece = _Piece(s.range.start, s.range.end, s.paragraph, s.reason)
        goes_on = s.kind == kind and (kind == "boilerplate" or piece.paragraph == stretch[-1].paragraph)
        if not goes_on:
            if stretch:
                yield kind, stretch
            kind, stretch = s.kind, []
        stretch.append(piece)
    if stretch:
        yield kind, stretch


def _unsegmented(article: Article) -> Iterator[Segment]:
    at = 0
    for n, part in enumerate(article.text.split("\n\n")):
        if part.strip():
            yield Segment(Range(article.id, at, at + len(part)), "body", None, n)
        at += len(part) + 2


def _fold(article: Article, stretch: Sequence[_Piece]) -> Fold:
    start, end = stretch[0].start, stretch[-1].end
    lines = sum(1 for line in article.text[start:end].split("\n") if line.strip())
    reasons = tuple(dict.fromkeys(show(p.reason).text for p in stretch if p.reason))
    return Fold(start, end, max(1, lines), reasons[:3])


def _blocks(article: Article, kind: str, stretch: Sequence[_Piece]) -> Iterator[Block]:
    """Give a stretch as blocks: boilerplate line by line, since its lines are no sentences; else as one."""
    if kind != "boilerplate":
        yield from _block(article, kind, stretch[0].start, stretch[-1].end)
        return
    for piece in stretch:
        at = piece.start
        for line in article.text[piece.start : piece.end].split("\n"):
            yield from _block(article, kind, at, at + len(line))
            at += len(line) + 1


def _block(article: Article, kind: str, start: int, end: int) -> Iterator[Block]:
    raw = article.text[start:end]
    if plain(raw) == raw:
        # Nothing to reflow: the text stands for itself, and its offsets are counted, not stored.
        yield Block(kind, raw, range(start, end), start, end)
        return
    shown = show(raw)
    if shown.text:
        yield Block(kind, shown.text, tuple(start + o for o in shown.offsets), start, end)
