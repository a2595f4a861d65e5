"""The blocks of an outline as HTML, with the ways to the sources and what leads back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from briefing.coverage import SIGNS
from briefing.export.page_sources import Anchors, Back
from briefing.export.pieces import Aside, Block, Code, Mark, Piece, Ref, Row, Strong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Range

_HEADINGS = {"title": "h1", "heading": "h2", "subheading": "h3", "part": "h4"}
_LISTS = {"item": ("ul",), "subitem": ("ul", "ul")}
_TOLD = {sign: told for told, sign in SIGNS.items()}


class Entry(NamedTuple):
    """A line of the table of contents."""

    anchor: str
    text: str
    level: str


class Written:
    """Blocks as HTML, written one after the other."""

    def __init__(self, anchors: Anchors, *, deep: bool) -> None:
        """`deep`: topics stand a level deeper, under their event, and are in the contents too."""
        self._anchors = anchors
        self._listed = ("h2", "h3") if deep else ("h2",)
        self._out: list[str] = []
        self._lists: tuple[str, ...] = ()
        self._in_table = self._in_section = self._folded = False
        self._about: dict[str, str] = {}
        self._count = 0
        self._leads = False
        self.contents: list[Entry] = []
        self.backs: dict[str, list[Back]] = {}
        """For the ids of sentences the statements that cite them."""

    def write(self, blocks: Iterable[Block | Row]) -> str:
        """Write all blocks."""
        for block in blocks:
            self._block(block)
        self._close(())
        self._unfold()
        if self._in_section:
            self._out.append("</section>\n")
        return "".join(self._out)

    def _block(self, block: Block | Row) -> None:
        self._count += 1
        if isinstance(block, Row):
            if block.kind == "head":
                self._close(())
            self._row(block)
            return
        wanted = _LISTS.get(block.kind, ())
        if wanted == ("ul", "ul") and not self._lists:
            wanted = ("ul",)
        self._close(wanted)
        if tag := _HEADINGS.get(block.kind):
            self._heading(block, tag)
            return
        text, anchor = self._line(block.pieces)
        tag = "li" if wanted else "p"
        self._out.append(f"<{tag}{anchor}>{text}" + ("" if wanted else f"</{tag}>\n"))

    def _heading(self, block: Block, tag: str) -> None:
        self._unfold()
        text, _ = self._line(block.pieces)
        words = "".join(p for p in block.pieces if isinstance(p, str))
        self._about = {k: v for k, v in self._about.items() if k < tag} | {tag: words}
        anchor = f"h{self._count}"
        if tag in self._listed:
            self.contents.append(Entry(anchor, words, tag))
        if tag == "h2":
            if self._in_section:
                self._out.append("</section>\n")
            self._in_section = True
            self._out.append(f'<section aria-labelledby="{anchor}">\n')
        heading = f'<{tag} id="{anchor}">{text}</{tag}>'
        self._folded = block.folded
        self._out.append(f'<details class="more"><summary>{heading}</summary>\n' if block.folded else f"{heading}\n")

    def _unfold(self) -> None:
        if self._folded:
            self._out.append("</details>\n")
        self._folded = False

    def _close(self, wanted: tuple[str, ...]) -> None:
        """Close what the next block does not stand in, and open the lists that it does."""
        if self._in_table:
            self._out.append("</tbody>\n</table></div>\n")
        self._in_table = False
        now, self._lists = self._lists, wanted
        if len(now) < len(wanted):
            self._out += ["\n<ul>\n" if now else "<ul>\n"] * (len(wanted) - len(now))
        elif now:
            self._out += ["</li>\n</ul>\n"] * (len(now) - len(wanted))
            self._out.append("</li>\n" if wanted else "")

    def _row(self, row: Row) -> None:
        written = [self._line(cell) for cell in row.cells]
        if row.kind == "head":
            heads = "".join(f'<th scope="col">{text}</th>' for text, _ in written)
            self._out.append(f'<div class="table" tabindex="0"><table>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n')
            self._in_table = True
            return
        (first, anchor), *others = written
        cells = "".join(map(_cell, (text for text, _ in others)))
        self._out.append(f'<tr{anchor}><th scope="row">{first}</th>{cells}</tr>\n')

    def _line(self, pieces: Iterable[Piece]) -> tuple[str, str]:
        """Give the text of a line, and its id as an attribute where it cites something."""
        self._leads = False
        text = "".join(map(self._piece, pieces))
        return text, f' id="b{self._count}"' if self._leads else ""

    def _piece(self, p: Piece) -> str:
        if isinstance(p, Mark):
            return self._cite(p.range, "")
        if isinstance(p, Ref):
            return self._cite(p.range, p.text)
        if isinstance(p, Strong):
            return f"<strong>{escape(p.text)}</strong>"
        if isinstance(p, Aside):
            return f'<span class="aside">{escape(p.text)}</span>'
        return f"<code>{escape(p.text)}</code>" if isinstance(p, Code) else escape(p)

    def _cite(self, r: Range, text: str) -> str:
        place, anchor = self._anchors.place(r), self._anchors.of(r)
        if place is None or anchor is None:
            return escape(text)
        self._leads = True
        back = Back(f"b{self._count}", ": ".join(self._about[k] for k in sorted(self._about) if k != "h1"))
        held = self.backs.setdefault(anchor, [])
        if not held or held[-1] != back:
            held.append(back)
        number, sentence = place
        if text:
            return f'<a class="ref" href="#{anchor}">{escape(text)}</a>'
        # On paper the number of the sentence tells what a link tells on a screen.
        return f'<a class="cite" href="#{anchor}">[{number}<span class="n">:{sentence}</span>]</a>'


def _cell(sign: str) -> str:
    """Write what a source makes of a claim: a sign that says what it means."""
    told = _TOLD.get(sign, "")
    return f'<td class="{told.replace(" ", "-")}" title="{told}">{sign}</td>'
