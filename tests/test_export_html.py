"""The HTML export is one sound page: it runs and fetches nothing, and leads from statements to sources and back."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given

from briefing.export.as_html import as_html
from briefing.export.outline import outline
from briefing.export.pieces import Block, Mark, Piece, Ref
from briefing.lookup import Lookup
from briefing.model import Entity, Event, Found, Range
from made import NASTY, made, parts, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Briefing

VOID = frozenset({"meta", "input", "br"})
TAGS = VOID | {
    *("html", "head", "title", "style", "body", "main", "section", "nav", "aside", "article", "header", "footer"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "details", "summary", "fieldset", "legend", "label"),
    *("h1", "h2", "h3", "h4", "p", "ul", "li", "a", "strong", "b", "code", "span", "cite"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "title", "tabindex", "role", "scope"),
    *("aria-label", "aria-labelledby", "type", "checked", "autocomplete", "rel"),
}
PHRASING = frozenset({"p", "h1", "h2", "h3", "h4", "a", "b", "strong", "span", "code", "label"})
FLOW = frozenset({"p", "div", "ul", "li", "table", "section", "article", "details", "h1", "h2", "h3", "h4"})
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Page(HTMLParser):
    """Reads a page strictly: every tag closed in order, and none where it may not stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.style = ""
        self.inside: dict[str, list[str]] = {}
        """For each id the text within."""
        self.leads: dict[str, list[str]] = {}
        """For each id the ids that it leads to."""
        self._ids: list[str | None] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        assert set(names) <= ATTRIBUTES, names
        if tag in FLOW and not (tag[0] == "h" and self.open[-1] == "summary"):
            assert not PHRASING & set(self.open) - {"li"}, (tag, self.open)
        self.seen.append((tag, dict(attrs)))
        if tag == "a":
            for i in filter(None, self._ids):
                self.leads[i].append(str(dict(attrs)["href"])[1:])
        if tag not in VOID:
            self.open.append(tag)
            self._ids.append(dict(attrs).get("id"))
            if self._ids[-1]:
                self.inside[self._ids[-1]] = []
                self.leads[self._ids[-1]] = []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._ids.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
            return
        self.text.append(data)
        for i in filter(None, self._ids):
            self.inside[i].append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    @property
    def links(self) -> list[str]:
        return [str(a["href"]) for tag, a in self.seen if tag == "a"]


def sound(page: str) -> Page:
    """Check what holds of every page."""
    read = Page(page)
    assert {tag for tag, _ in read.seen} <= TAGS
    assert Counter(tag for tag, _ in read.seen)["h1"] <= 1
    ids = [str(a["id"]) for _, a in read.seen if "id" in a]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for link in read.links:
        assert link[1:] in known if link[:1] == "#" else link.startswith(("http://", "https://")), link
    assert all(str(a["aria-labelledby"]) in known for _, a in read.seen if "aria-labelledby" in a)
    assert not BIDI.search(page.replace("\n", ""))
    page.encode()
    policies = [str(a["content"]) for tag, a in read.seen if tag == "meta" and "http-equiv" in a]
    digest = b64encode(sha256(read.style.encode()).digest()).decode()
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert "url(" not in read.style
    assert "@import" not in read.style
    return read


def bare(text: str) -> str:
    return "".join(text.split())


def line(pieces: Sequence[Piece]) -> str | None:
    """The text of a line; None where there are citations in it."""
    if any(isinstance(p, Mark) or (isinstance(p, Ref) and not p.text) for p in pieces):
        return None
    return "".join(p if isinstance(p, str) else p.text for p in pieces if not isinstance(p, Mark))


def tells(briefing: Briefing, topic: str | None = None) -> Page:
    """Check a page, and that it has all of the outline's text and all of the sources'."""
    page = sound(as_html(briefing, topic))
    got = bare("".join(page.text))
    laid = outline(briefing, topic, listed=False)
    for b in laid.blocks:
        for pieces in (b.pieces,) if isinstance(b, Block) else b.cells:
            words = line(pieces)
            assert words is None or bare(words) in got
    lookup = Lookup(briefing)
    for article in laid.sources:
        n = lookup.number(article)
        for k, s in enumerate(lookup.article(article).segments, 1):
            shown = bare("".join(page.inside[f"s{n}-{k}"]))
            assert bare(lookup.text(s.range)) in shown
    return page


@given(texts)
@example([f"Title\n{n}\n{n} and\nmore {n}" for n in NASTY])
def test_any_text_makes_a_sound_page_with_all_of_it(some: list[str]) -> None:
    briefing = made(some, title=some[0][:30])
    for topic in parts(briefing):
        tells(briefing, topic)


@pytest.mark.parametrize("nasty", NASTY)
def test_nasty_metadata(nasty: str) -> None:
    briefing = made([f"a\n{nasty} b {nasty}\nAnn Lee {nasty}", f"b\n{nasty}"], title=nasty)
    found = Found(nasty, None, "made")
    articles = tuple(
        replace(a, title=found, outlet=found, byline=found, published=found, url=nasty, paths=(nasty,))
        for a in briefing.articles
    )
    a = articles[0]
    place = a.segments[-1].range
    named = Entity("e", nasty, "ORG", (nasty,), (place, Range(a.id, place.start, place.start + 1)))
    tells(replace(briefing, articles=articles, entities=(*briefing.entities, named)))


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ('https://example.com/a?b=1&c="2"', True),
        ("http://example.com/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://example.com/%0aalert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("https://who@example.com/", False),
        ("https://exämple.com/", False),
        ("https://[example.com/", False),
        ("//example.com/", False),
    ],
)
def test_an_address_is_led_to_where_it_is_safe(url: str, *, leads: bool) -> None:
    briefing = made(["Title\nA sentence."])
    page = sound(as_html(replace(briefing, articles=tuple(replace(a, url=url) for a in briefing.articles))))
    assert [link for link in page.links if link[:1] != "#"] == ([url] if leads else [])


def test_the_seeds(seed_briefing: Briefing) -> None:
    for topic in parts(seed_briefing):
        tells(seed_briefing, topic)


def test_citations_lead_to_the_sentence_and_back(seed_briefing: Briefing) -> None:
    page = tells(seed_briefing)
    lookup = Lookup(seed_briefing)
    statements = {i: bare("".join(text)) for i, text in page.inside.items() if i[0] == "b"}
    summaries = [s for t in seed_briefing.topics for s in lookup.summary(t.id)]
    assert summaries
    for s in summaries:
        cited = dict.fromkeys(lookup.sentence_at(r) for r in s.cites)
        wanted = [lookup.text(segment.range) for segment in cited if segment]
        # The same words may stand elsewhere with a citation of their own: among what was said, say.
        items = [i for i, text in statements.items() if text.startswith(bare(lookup.readable(s)) + "[")]
        item = next(i for i in items if len(page.leads[i]) == len(wanted))
        for place, sentence in zip(page.leads[item], wanted, strict=True):
            assert bare(sentence) in bare("".join(page.inside[place]))
            assert item in page.leads[place]


def test_names_are_marked_by_type_with_a_legend(seed_briefing: Briefing) -> None:
    page = as_html(seed_briefing)
    assert '<b class="PERSON" title=' in page
    types = {n.entity.type for a in seed_briefing.articles for n in Lookup(seed_briefing).names_in(a.id)}
    assert set(re.findall(r'id="e-([A-Z]+)"', page)) == types
    style = Page(page).style
    for t in types:
        assert f"\n.{t} {{" in style
        assert f"body:has(#e-{t}:not(:checked)) .source .{t}" in style


def test_boilerplate_is_folded_and_whole() -> None:
    briefing = made(["Title\nA sentence.\nSubscribe now.\nShare this.\nThe end."])
    a = briefing.articles[0]
    segments = tuple(replace(s, kind="boilerplate") if n in {2, 3} else s for n, s in enumerate(a.segments))
    page = as_html(replace(briefing, articles=(replace(a, segments=segments),)))
    sound(page)
    folded = re.findall(r'<details class="fold">(.*?)</details>', page, re.DOTALL)
    assert len(folded) == 1
    words = re.sub(r"<[^>]*>", "", folded[0])
    assert "2 lines" in words
    assert "Subscribe now." in words
    assert "Share this." in words


def test_what_is_set_apart_stands_with_the_sources_and_says_so() -> None:
    briefing = made(["One\nA sentence.", "Two\nAnother thing."])
    page = as_html(replace(briefing, apart=(briefing.articles[1].id,)))
    sound(page)
    assert page.count("About another event") == 2, "in the contents and at the source"
    assert page.index("About another event: set apart") > page.index('id="s2"')


def test_several_events_are_in_the_contents() -> None:
    briefing = made(["One\nA sentence.\nAnd more.", "Two\nAnother thing.\nMore of it."])
    ids = [a.id for a in briefing.articles]
    events = (Event("First <event>", (ids[0],), ("topic-0",)), Event("Second", (ids[1],), ("topic-1",)))
    page = as_html(replace(briefing, events=events))
    contents = re.findall(r"<nav.*?</nav>", page, re.DOTALL)[0]
    assert "First &lt;event&gt;" in contents
    assert contents.count('class="h3"') >= 2
    sound(page)


def test_the_same_briefing_gives_the_same_bytes(seed_briefing: Briefing) -> None:
    assert as_html(seed_briefing) == as_html(seed_briefing)


def test_a_name_within_a_name_and_a_name_across_sentences() -> None:
    briefing = made(["Title\nThe Bank of Rome stands.\nRome too."])
    a = briefing.articles[0]
    start = a.text.index("Bank")
    whole = Entity("w", "Bank of Rome", "ORG", ("Bank of Rome",), (Range(a.id, start, start + 12),))
    across = Entity("x", "across", "WORK", ("x",), (Range(a.id, start, len(a.text)),))
    page = as_html(replace(briefing, entities=(*briefing.entities, whole)))
    assert '<b class="ORG">Bank of Rome</b>' in page
    sound(as_html(replace(briefing, entities=(*briefing.entities, whole, across))))


def test_fifty_sources_are_written_in_proportion() -> None:
    def seconds(count: int) -> float:
        body = "\n".join(f"Sentence {n} of Ann Lee stands in Rome for “some {n} days” here." for n in range(40))
        briefing = made([f"Title {n}\n{body} {n}" for n in range(count)])
        start = perf_counter()
        sound_size = len(as_html(briefing))
        assert sound_size < count * 60_000
        return perf_counter() - start

    seconds(2)
    few, many = min(seconds(5) for _ in range(3)), min(seconds(50) for _ in range(2))
    # Ten times the text; what is beyond that is for a busy machine.
    assert many < 40 * few
