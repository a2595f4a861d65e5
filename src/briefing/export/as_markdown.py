"""A briefing or a topic as Markdown: reads well as it is, in any viewer, and on paper.

Whatever stands in the articles is escaped: the text parses, by CommonMark and its usual extensions, to the
outline's structure and to nothing else. Citations are footnotes; where a viewer knows none, they are
numbered lines at the end. Tables are pipe tables; where a viewer knows none, their rows are lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.export.outline import outline
from briefing.export.pieces import Aside, Block, Code, Mark, Note, Piece, Ref, Row, Strong

if TYPE_CHECKING:
    from briefing.model import Briefing

# Characters that mean something within a line, in CommonMark or in a usual extension: emphasis, code, links,
# tags, tables, strikethrough, formulas, superscripts, attributes; `#` also closes a heading.
_INLINE = re.compile(r"[\\`*_\[\]<>|~$^{}#]|&(?=#?[A-Za-z0-9]{1,40};)")
# What begins a list, a heading's underline, a definition or a title block, when it begins a line.
_BEGIN = re.compile(r"[-+=:%]|\d{1,9}[.)]")

_PREFIX = {"title": "# ", "heading": "## ", "subheading": "### ", "part": "#### "}
_PREFIX |= {"paragraph": "", "item": "- ", "subitem": "  - "}


def as_markdown(briefing: Briefing, topic: str | None = None, words: int | None = None) -> str:
    """Write a briefing, or one topic of it; `words` cuts the overview. The same bytes for the same briefing.

    Raises KeyError for a topic that the briefing does not have.
    """
    laid = outline(briefing, topic, words)
    lines: list[str] = []
    before: Block | Row | None = None
    for block in laid.blocks:
        tight = before is not None and ((_in_list(before) and _in_list(block)) or block.kind == "row")
        if before is not None and not tight:
            lines.append("")
        if isinstance(block, Row):
            lines.append(_row(block))
            if block.kind == "head":
                lines.append("|".join(["", " --- ", *(" :-: " for _ in block.cells[1:]), ""]))
        else:
            lines.append(_PREFIX[block.kind] + _line(block.pieces))
        before = block
    for note in laid.notes:
        lines += ["", _note(note)]
    return "\n".join(lines) + "\n"


def _in_list(block: Block | Row) -> bool:
    return block.kind in ("item", "subitem")


def _row(row: Row) -> str:
    return "".join(f"| {_line(cell)} " for cell in row.cells) + "|"


def _note(note: Note) -> str:
    return f"[^{note.number}]: {escaped(note.source, begins=True)}: {escaped(note.sentence)}"


def _line(pieces: tuple[Piece, ...]) -> str:
    out: list[str] = []
    for p in pieces:
        if isinstance(p, Mark):
            out.append(f"[^{p.note}]")
        elif isinstance(p, Strong):
            out.append(f"**{escaped(p.text)}**")
        elif isinstance(p, Code):
            out.append(f"`{p.text}`")
        elif text := p.text if isinstance(p, Aside | Ref) else p:
            out.append(escaped(text, begins=not out))
    return "".join(out)


def escaped(text: str, *, begins: bool = False) -> str:
    """Escape a plain text of one line so that Markdown shows it as it is; `begins` where it begins a block."""
    result = _INLINE.sub(r"\\\g<0>", text)
    if begins and (found := _BEGIN.match(result)):
        place = found.end() - 1
        result = f"{result[:place]}\\{result[place:]}"
    return result
