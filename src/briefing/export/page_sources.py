"""The sources of an HTML export, side by side: their whole text, with what is told of it."""

from __future__ import annotations

from bisect import bisect_left
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from briefing.display import plain, show
from briefing.export.outline import day
from briefing.export.phrases import APART, is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefing.lookup import Lookup
    from briefing.model import Article, EntityType, Range, Segment
    from briefing.placed import Named

TYPES: dict[EntityType, str] = {
    "PERSON": "people",
    "ORG": "organisations",
    "NORP": "nationalities",
    "GPE": "countries, cities",
    "LOC": "regions",
    "FAC": "buildings",
    "EVENT": "events",
    "PRODUCT": "products",
    "WORK": "works",
    "DATE": "dates",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Back(NamedTuple):
    """A statement that cites a sentence."""

    anchor: str
    about: str
    """The part of the export that it stands in."""


class Anchors:
    """The ids of the places that an export can lead to: sentences of its sources."""

    def __init__(self, lookup: Lookup, sources: Iterable[str]) -> None:
        self._lookup = lookup
        self._ids = {
            segment.range: (lookup.number(article), n)
            for article in sources
            for n, segment in enumerate(lookup.article(article).segments, 1)
        }

    def of(self, r: Range) -> str | None:
        """Name the sentence at a range; None where the export does not have it."""
        place = self.place(r)
        return f"s{place[0]}-{place[1]}" if place else None

    def place(self, r: Range) -> tuple[int, int] | None:
        """Give the source's number and the sentence's number in it."""
        if r in self._ids:
            return self._ids[r]
        segment = self._lookup.sentence_at(r)
        return self._ids.get(segment.range) if segment else None


def types_of(lookup: Lookup, sources: Iterable[str]) -> tuple[EntityType, ...]:
    """Give the types of the entities that stand in some sources, in the legend's order."""
    found = {n.entity.type for article in sources for n in lookup.names_in(article)}
    return tuple(t for t in TYPES if t in found)


def column(lookup: Lookup, anchors: Anchors, article: str, backs: Mapping[str, Sequence[Back]]) -> str:
    """Write a source; `backs` holds for the ids of sentences what cites them."""
    a = lookup.article(article)
    number = lookup.number(article)
    names = list(lookup.names_in(article))
    out = [_head(lookup, a, number)]
    place = 0
    for folded, segments in groupby(a.segments, key=lambda s: s.kind == "boilerplate"):
        group = list(segments)
        if folded:
            lines = "1 line" if len(group) == 1 else f"{len(group)} lines"
            out.append(f'<details class="fold"><summary>Boilerplate, {lines}</summary>\n')
        for (kind, _), paragraph in groupby(group, key=lambda s: (s.kind, s.paragraph)):
            out.append(f'<p class="{kind}">' if kind != "body" else "<p>")
            for n, s in enumerate(paragraph):
                inner: list[Named] = []
                while place < len(names) and names[place].range.start < s.range.end:
                    if names[place].range.start >= s.range.start:
                        inner.append(names[place])
                    place += 1
                anchor = anchors.of(s.range)
                out.append((" " if n else "") + _sentence(a, s, inner, anchor, backs.get(anchor or "", ())))
            out.append("</p>\n")
        if folded:
            out.append("</details>\n")
    lang = ' lang=""' if lookup.is_apart(article) and is_foreign(a) else ""
    title = escape(lookup.label(article), quote=True)
    return (
        f'<article id="s{number}" class="source" tabindex="0" aria-label="Source {number}: {title}"{lang}>\n'
        f"{''.join(out)}{_foot(a)}</article>\n"
    )


def _head(lookup: Lookup, a: Article, number: int) -> str:
    published = lookup.published(a.id)
    parts = [f'<span class="day">{escape(day(published) if published else "no date stated")}</span>']
    if a.byline and (byline := plain(a.byline.value)):
        parts.append(f'<span class="by">{escape(byline)}</span>')
    title = lookup.title(a.id)
    if title and not (a.title and a.title.range) and title != lookup.label(a.id):
        parts.insert(0, f"<cite>{escape(title)}</cite>")
    if lookup.is_apart(a.id):
        parts.insert(0, f"<strong>{APART[is_foreign(a)]}: set apart</strong>")
    return (
        f'<header><h3><a href="#s{number}">[{number}]</a> {escape(lookup.label(a.id))}</h3></header>\n'
        f'<p class="about">{" · ".join(parts)}</p>\n'
    )


def _foot(a: Article) -> str:
    name = plain(a.paths[0].replace("\\", "/").rpartition("/")[2]) if a.paths else ""
    link = ""
    if (address := _address(a.url)) is not None:
        href = escape(address, quote=True)
        link = f' · <a class="web" href="{href}" rel="noopener noreferrer external">the page on the web</a>'
    return f"<footer>File {escape(name)}{link}<br>SHA-256 <code>{escape(a.sha256)}</code></footer>\n"


def _address(url: str | None) -> str | None:
    """Give an address of the web that is safe to lead to; None for anything else."""
    if not url or len(url) > 2000 or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None


def _sentence(a: Article, s: Segment, names: Sequence[Named], anchor: str | None, backs: Sequence[Back]) -> str:
    links = ""
    if backs:
        signs = [
            f'<a href="#{b.anchor}" title="{escape(b.about, quote=True)}">{_sign(n)}</a>' for n, b in enumerate(backs)
        ]
        links = f'<span class="back">↩{" ".join(signs)}</span>'
    number = anchor.rpartition("-")[2] if anchor else ""
    cited = ' class="cited"' if backs else ""
    count = f'<span class="n">{number}</span>' if backs else ""
    return f'<span id="{anchor}"{cited}>{count}{"".join(_named(a, s.range, names))}{links}</span>'


def _sign(n: int) -> str:
    return _LETTERS[n] if n < len(_LETTERS) else str(n + 1)


def _named(a: Article, r: Range, names: Sequence[Named]) -> Iterator[str]:
    """Write a range with its names marked; of two that overlap the longer, of equals the first."""
    shown = show(a.text[r.start : r.end])
    done = 0
    for n in _apart(names):
        start = bisect_left(shown.offsets, n.range.start - r.start)
        end = bisect_left(shown.offsets, n.range.end - r.start)
        if not done <= start < end:
            continue
        yield escape(shown.text[done:start])
        text = shown.text[start:end]
        name = plain(n.entity.name)
        title = f' title="{escape(name, quote=True)}"' if name and name != text else ""
        yield f'<b class="{n.entity.type}"{title}>{escape(text)}</b>'
        done = end
    yield escape(shown.text[done:])


def _apart(names: Sequence[Named]) -> Iterator[Named]:
    kept: Named | None = None
    for n in names:
        if kept is not None and n.range.start < kept.range.end:
            if n.range.end - n.range.start > kept.range.end - kept.range.start:
                kept = n
            continue
        if kept is not None:
            yield kept
        kept = n
    if kept is not None:
        yield kept
