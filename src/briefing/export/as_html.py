"""A briefing or a topic as one self-contained HTML page: no script, nothing fetched, fit for paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.export.outline import Block, Code, Mark, Piece, Row, Strong, outline

if TYPE_CHECKING:
    from briefing.model import Briefing

_STYLE = """
:root { color-scheme: light dark }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif }
h1, h2, h3, h4 { line-height: 1.2; font-family: system-ui, sans-serif }
li { margin: .3rem 0 }
sup { line-height: 0 }
table { border-collapse: collapse; font-size: .9em }
th { font-weight: normal }
th, td { border-bottom: 1px solid; padding: .2rem .5rem; text-align: center; vertical-align: top }
th:first-child, td:first-child { text-align: left }
code { overflow-wrap: anywhere; font-size: .8em }
.notes { font-size: .85em }
.notes :target { outline: 2px solid }
@media print { body { max-width: none; margin: 0 } a { color: inherit; text-decoration: none } }
"""
# The page runs nothing and fetches nothing, whatever stands in it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_TAGS = {"title": "h1", "heading": "h2", "subheading": "h3", "part": "h4", "paragraph": "p"}
_LISTS = {"item": ("ul",), "subitem": ("ul", "ul")}


def as_html(briefing: Briefing, topic: str | None = None, words: int | None = None) -> str:
    """Write a briefing, or one topic of it; `words` cuts the overview. The same bytes for the same briefing.

    Raises KeyError for a topic that the briefing does not have.
    """
    laid = outline(briefing, topic, words)
    title = next((p for b in laid.blocks if b.kind == "title" for p in b.pieces if isinstance(p, str)), "Briefing")
    notes = "".join(
        f'<li id="n{n.number}">{escape(n.source)}: “{escape(n.sentence)}” '
        f'<a href="#m{n.number}" aria-label="back">↩</a></li>\n'
        for n in laid.notes
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{_body(laid.blocks)}</main>\n"
        + (f'<section class="notes">\n<h2>Notes</h2>\n<ol>\n{notes}</ol>\n</section>\n' if notes else "")
        + "</body>\n</html>\n"
    )


def _body(blocks: tuple[Block | Row, ...]) -> str:
    out: list[str] = []
    in_table = False
    open_lists: tuple[str, ...] = ()
    marked: set[int] = set()
    for block in blocks:
        wanted = _LISTS.get(block.kind, ())
        if wanted == ("ul", "ul") and open_lists[:1] != ("ul",):
            wanted = ("ul",)
        out += _between(open_lists, wanted)
        open_lists = wanted
        if in_table and block.kind != "row":
            out.append("</tbody>\n</table>\n")
        in_table = isinstance(block, Row)
        if isinstance(block, Row):
            out.append(_row(block, marked))
            continue
        text = "".join(_piece(p, marked) for p in block.pieces)
        tag = _TAGS.get(block.kind)
        out.append(f"<{tag}>{text}</{tag}>\n" if tag else f"<li>{text}")
    out += _between(open_lists, ())
    if in_table:
        out.append("</tbody>\n</table>\n")
    return "".join(out)


def _row(row: Row, marked: set[int]) -> str:
    cells = ["".join(_piece(p, marked) for p in cell) for cell in row.cells]
    if row.kind == "row":
        first, *others = cells
        return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in others)}</tr>\n'
    heads = "".join(f'<th scope="col">{c}</th>' for c in cells)
    return f"<table>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n"


def _between(now: tuple[str, ...], then: tuple[str, ...]) -> list[str]:
    """Close and open lists, and the item before the next one."""
    if not now:
        return [f"<{tag}>\n" for tag in then]
    if now == then:
        return ["</li>\n"]
    if len(then) > len(now) and then[: len(now)] == now:
        return [f"\n<{tag}>\n" for tag in then[len(now) :]]
    keep = len(then) if now[: len(then)] == then else 0
    closed = [f"</li>\n</{tag}>\n" for tag in reversed(now[keep:])]
    return [*closed, "</li>\n"] if keep else [*closed, *(f"<{tag}>\n" for tag in then)]


def _piece(p: Piece, marked: set[int]) -> str:
    if isinstance(p, Mark):
        # The way back leads to the first mark of a note.
        anchor = "" if p.note in marked else f' id="m{p.note}"'
        marked.add(p.note)
        return f'<sup><a{anchor} href="#n{p.note}">[{p.note}]</a></sup>'
    if isinstance(p, Strong):
        return f"<strong>{escape(p.text)}</strong>"
    return f"<code>{escape(p.text)}</code>" if isinstance(p, Code) else escape(p)
