"""What an export for people is made of, before it is written as Markdown or HTML."""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefing.model import Range


class Strong(NamedTuple):
    """Words that stand out."""

    text: str


class Code(NamedTuple):
    """A hash: hexadecimal digits, nothing else."""

    text: str


class Aside(NamedTuple):
    """Words about a statement, not of it: how many sources tell it."""

    text: str


class Mark(NamedTuple):
    """The mark of a note."""

    note: int
    range: Range
    """The sentence that the note quotes."""


class Ref(NamedTuple):
    """Words that lead to a place in a source, where an export can do that; without words it is the place alone."""

    text: str
    range: Range


Piece = str | Strong | Code | Aside | Mark | Ref
Kind = Literal["title", "heading", "subheading", "part", "paragraph", "item", "subitem"]


class Block(NamedTuple):
    """A paragraph, a heading or an item of a list; its texts are plain and on one line."""

    kind: Kind
    pieces: tuple[Piece, ...]
    folded: bool = False
    """Of a heading: what stands beneath it is long and seldom read; it may be folded."""


class Row(NamedTuple):
    """A row of a table; rows that follow one another are one table."""

    kind: Literal["head", "row"]
    cells: tuple[tuple[Piece, ...], ...]
    """None of them without words."""


class Note(NamedTuple):
    """A citation: a source, and its sentence."""

    number: int
    source: str
    sentence: str


class Outline(NamedTuple):
    """An export: its blocks, then its notes."""

    blocks: tuple[Block | Row, ...]
    notes: tuple[Note, ...]
    sources: tuple[str, ...]
    """Ids of the articles that it has something of, in the briefing's order."""
