"""A briefing or a topic as one self-contained HTML page: no script, nothing fetched, fit for paper.

The briefing and its sources stand side by side; a citation leads to the sentence in its source, and the sentence
back to the statements that cite it. All of it works by anchors and the style sheet.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from briefing.export.outline import outline
from briefing.export.page_blocks import Entry, Written
from briefing.export.page_sources import TYPES, Anchors, column, types_of
from briefing.export.phrases import APART, is_foreign
from briefing.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Briefing, EntityType


def as_html(briefing: Briefing, topic: str | None = None, words: int | None = None) -> str:
    """Write a briefing, or one topic of it; `words` cuts the overview. The same bytes for the same briefing.

    Raises KeyError for a topic that the briefing does not have.
    """
    lookup = Lookup(briefing)
    laid = outline(lookup, topic, words, listed=False)
    title = next((p for b in laid.blocks if b.kind == "title" for p in b.pieces if isinstance(p, str)), "Briefing")
    anchors = Anchors(lookup, laid.sources)
    written = Written(anchors, deep=bool(briefing.events) and topic is None)
    body = written.write(laid.blocks)
    groups = _groups(lookup, laid.sources)
    sources = [a for _, articles in groups for a in articles]
    columns = "".join(column(lookup, anchors, a, written.backs) for a in sources)
    return (
        f"{_head(title)}<body>\n"
        '<a class="skip" href="#briefing">Skip to the briefing</a>\n'
        '<a class="skip" href="#sources">Skip to the sources</a>\n'
        f"{_contents(lookup, written.contents, groups)}"
        f'<main id="briefing" tabindex="-1">\n{body}</main>\n'
        f'<aside id="sources" tabindex="-1" aria-label="Sources">\n<h2>Sources</h2>\n'
        f"{_legend(types_of(lookup, laid.sources))}"
        f'<div class="columns of{min(len(sources), 3)}" tabindex="0" role="region" aria-label="Sources side by side">\n'
        f"{columns}</div>\n</aside>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files("briefing.export").joinpath("page.css").read_text("utf-8")


def _head(title: str) -> str:
    style = _style()
    # The page runs nothing and fetches nothing, whatever stands in it; this style sheet alone is let in.
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n"
    )


def _groups(lookup: Lookup, sources: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Put what is set apart behind the other sources."""
    groups: dict[str, list[str]] = {heading: [] for heading in ("Sources", *APART.values())}
    for a in sources:
        groups[APART[is_foreign(lookup.article(a))] if lookup.is_apart(a) else "Sources"].append(a)
    return [(heading, articles) for heading, articles in groups.items() if articles]


def _contents(lookup: Lookup, entries: Sequence[Entry], groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    topics = "".join(f'<li class="{e.level}"><a href="#{e.anchor}">{escape(e.text)}</a></li>\n' for e in entries)
    out = [f'<p class="name">Contents</p>\n<ul>\n{topics}</ul>\n'] if topics else []
    for heading, articles in groups:
        out.append(f'<p class="name">{heading}</p>\n<ul class="numbered">\n')
        for a in articles:
            n, label = lookup.number(a), escape(lookup.label(a))
            link = f'<a href="#s{n}"><span class="of">[{n}]</span> <span class="label">{label}</span></a>'
            out.append(f"<li>{link}</li>\n")
        out.append("</ul>\n")
    return f'<nav aria-label="Contents">\n{"".join(out)}</nav>\n'


def _legend(types: Sequence[EntityType]) -> str:
    """Name the types of entities in their own look; each can be switched off."""
    boxes = "".join(
        f'<label><input type="checkbox" id="e-{t}" checked autocomplete="off"> <b class="{t}">{TYPES[t]}</b></label>\n'
        for t in types
    )
    return f'<fieldset class="legend"><legend>Names</legend>\n{boxes}</fieldset>\n' if types else ""
