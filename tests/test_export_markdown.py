"""The Markdown export parses to the outline, to the letter, whatever stands in the articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from briefing.export.as_markdown import as_markdown, escaped
from briefing.export.outline import day, outline
from briefing.export.phrases import unquoted
from briefing.export.pieces import Block, Mark, Outline, Piece, Strong
from briefing.model import Event
from made import NASTY, made, parts, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from briefing.model import Briefing

Row = tuple[str, str]
"""A block's kind and its text, strong text between « and »."""

HEADINGS = {"h1": "title", "h2": "heading", "h3": "subheading", "h4": "part"}
PLAIN = MarkdownIt("commonmark").enable("table")
WIDE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def words(token: Token) -> str:
    """The text of a line; anything but text, code and strong text has no business in it."""
    out = []
    for t in token.children or []:
        if t.type in ("strong_open", "strong_close"):
            out.append("«" if t.type == "strong_open" else "»")
        elif t.type == "footnote_ref":
            out.append(f"[^{t.meta['label']}]")
        else:
            assert t.type in ("text", "code_inline"), t
            out.append(t.content)
    return "".join(out)


def parsed(parser: MarkdownIt, text: str) -> list[Row]:
    """The blocks that a parser finds."""
    rows: list[Row] = []
    lists: list[str] = []
    kind = "paragraph"
    note = ""
    for t in parser.parse(text):
        if t.type == "heading_open":
            kind = HEADINGS[t.tag]
        elif t.type in ("th_open", "td_open"):
            kind = "head" if t.type == "th_open" else "row"
        elif t.type == "bullet_list_open":
            lists.append("subitem" if lists else "item")
        elif t.type == "bullet_list_close":
            lists.pop()
        elif t.type == "footnote_open":
            note = f"[^{t.meta['label']}]: "
        elif t.type == "inline":
            in_list = lists and kind == "paragraph"
            rows.append((lists[-1] if in_list else kind, note + words(t)))
            note = ""
        elif t.type in ("heading_close", "th_close", "td_close"):
            kind = "paragraph"
        else:
            assert t.type.removesuffix("_open").removesuffix("_close") in {
                *("paragraph", "list_item", "footnote_block", "footnote_anchor", "footnote"),
                *("table", "thead", "tbody", "tr"),
            }, t
    return rows


def laid(o: Outline) -> list[Row]:
    """The blocks that the outline has."""

    def line(pieces: Sequence[Piece]) -> str:
        out = []
        for p in pieces:
            if isinstance(p, Strong):
                out.append(f"«{p.text}»")
            elif isinstance(p, Mark):
                out.append(f"[^{p.note}]")
            else:
                out.append(p if isinstance(p, str) else p.text)
        return "".join(out)

    notes = [("paragraph", f"[^{n.number}]: {n.source}: {n.sentence}") for n in o.notes]
    rows: list[Row] = []
    for b in o.blocks:
        rows += [(b.kind, line(b.pieces))] if isinstance(b, Block) else [(b.kind, line(c)) for c in b.cells]
    return rows + notes


def holds(briefing: Briefing, topic: str | None = None) -> None:
    text = as_markdown(briefing, topic)
    wanted = laid(outline(briefing, topic))
    assert parsed(PLAIN, text) == wanted
    assert parsed(WIDE, text) == wanted


@given(texts)
@example([f"Title\n{n}\n{n} and\nmore {n} words\nat the end {n}" for n in NASTY])
def test_any_text_parses_to_the_outline(some: list[str]) -> None:
    briefing = made(some, title=some[0][:30])
    for topic in parts(briefing):
        holds(briefing, topic)


@pytest.mark.parametrize("nasty", NASTY)
def test_each_nasty_piece_at_each_place(nasty: str) -> None:
    for shape in ("{0}", "{0}\n{0}", "a\n{0} b", "a\nb {0}", "a\n{0}{0}", "a\n{0}\n{0}\n{0}"):
        holds(made([shape.format(nasty), f"{nasty}\nother {nasty}"], title=nasty))


def test_the_seeds(seed_briefing: Briefing) -> None:
    for topic in parts(seed_briefing):
        holds(seed_briefing, topic)


@given(st.one_of(st.sampled_from(NASTY), st.text(st.characters(categories=["P", "S", "N", "L"]), max_size=30)))
def test_escaped_text_is_one_paragraph_of_itself(text: str) -> None:
    from briefing.display import plain

    text = plain(text)
    if text:
        assert parsed(PLAIN, escaped(text, begins=True)) == [("paragraph", text)]
        assert parsed(PLAIN, f"- {escaped(text, begins=True)}") == [("item", text)]
        assert parsed(PLAIN, f"# {escaped(text)}") == [("title", text)]


def rows_of(briefing: Briefing, topic: str | None = None, words: int | None = None) -> list[Row]:
    return laid(outline(briefing, topic, words))


SHARED = "The pact was signed on Monday by both sides"
TOLD: Sequence[str] = (
    f"Pact signed\n{SHARED}.\nAnn Lee said “it holds” to reporters.\nOnly here stands this.",
    f"Sides agree\n{SHARED} in Rome.\nBo Ray called it “a start” on Tuesday.",
)


def test_what_an_export_tells() -> None:
    text = as_markdown(made(TOLD, title="The pact"))
    assert text.startswith("# The pact\n\n2 sources")
    for heading in ("## Overview", "### Summary", "### Who said what", "### Where sources differ", "## Sources"):
        assert heading in text
    assert "### Told by one source" not in text, "the summary tells it all"
    assert "(2 sources, 1 origin, sources differ)" in text
    assert "(only in " in text
    assert "sources differ" in text
    for article in made(TOLD).articles:
        assert f"`{article.sha256}`" in text


def test_each_citation_quotes_its_sentence() -> None:
    rows = rows_of(made(TOLD))
    summary = [text for kind, text in rows if kind == "item" and SHARED in text and "[^" in text]
    assert summary
    notes = [text for _, text in rows if text.startswith("[^")]
    for n in range(1, len(notes) + 1):
        assert sum(f"[^{n}]: " in note for note in notes) == 1
        assert any(f"[^{n}]" in text for _, text in rows if not text.startswith("[^"))
    assert sum(SHARED in note for note in notes) == 2


def test_what_one_source_alone_tells_is_listed() -> None:
    many = "Title of it\n" + "\n".join(f"Sentence {n} stands here." for n in range(20))
    rows = [text for kind, text in rows_of(made([many])) if kind == "item"]
    for n in range(20):
        assert sum(f"Sentence {n} stands here." in text for text in rows) == 1


def test_one_topic_has_its_own_title_and_its_own_sources(seed_briefing: Briefing) -> None:
    topic = seed_briefing.topics[-2]
    rows = rows_of(seed_briefing, topic.id)
    assert rows[0] == ("title", topic.name)
    sources = [text for kind, text in rows[rows.index(("heading", "Sources")) + 1 :] if kind == "item"]
    assert 0 < len(sources) < len(seed_briefing.articles)


def test_the_overview_is_cut(seed_briefing: Briefing) -> None:
    def length(words: int | None) -> int:
        rows = rows_of(seed_briefing, words=words)
        return len(rows[[text for _, text in rows].index("Overview") + 1][1].split())

    assert length(60) < length(None)


def test_the_same_briefing_gives_the_same_bytes(seed_briefing: Briefing) -> None:
    assert as_markdown(seed_briefing) == as_markdown(seed_briefing)


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2025-02-12", "12 February 2025"), ("2025-02", "February 2025"), ("2025", "2025"), ("2025-13-01", "2025-13-01")],
)
def test_days(iso: str, words: str) -> None:
    assert day(iso) == words


def test_an_utterance_is_told_once_and_one_source_alone_tells_nothing_again(seed_briefing: Briefing) -> None:
    rows = rows_of(seed_briefing)
    said: list[str] = []
    once: list[str] = []
    part = ""
    for kind, text in rows:
        if kind in {"heading", "subheading"}:
            part = text
        elif kind == "item" and part == "Who said what":
            words = text.split(" (source")[0]
            said += [words] if len(words.split()) > 3 else []
        elif kind == "item" and part == "Told by one source":
            once.append(text)
    assert len(said) > 10
    assert len(said) == len(set(said))
    assert len(once) > 10
    for text in once:
        assert not text.endswith(":")
        assert not any(text.strip('“”",') == words.strip('“”",') for words in said)


def test_the_sources_numbers_are_told_first() -> None:
    text = as_markdown(made(TOLD, title="The pact"))
    assert text.index("- **1** ") < text.index("- **2** ") < text.index("## Overview")
    many = as_markdown(made([f"Title {n}\nSentence {n}." for n in range(20)]))
    assert "- **1** " not in many


def test_many_events_have_a_short_title() -> None:
    briefing = made(TOLD, title=" · ".join(["A long title of an event that goes on"] * 9))
    ids = [a.id for a in briefing.articles]
    events = tuple(Event(f"Event {n}", tuple(ids[:1]), ("topic-0",)) for n in range(9))
    assert rows_of(replace(briefing, events=events))[0] == ("title", "Event 0, and 8 other events")
    assert rows_of(briefing)[0][1].startswith("A long title")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“We agreed.", "We agreed."),
        ("We agreed.”", "We agreed."),
        ("“We agreed,” he said.", "“We agreed,” he said."),
        ('"We agreed …', "We agreed …"),
        ('He said "so"', 'He said "so"'),
        ("“", ""),
        ("", ""),
    ],
)
def test_a_lone_quote_mark_heads_no_row(text: str, shown: str) -> None:
    assert unquoted(text) == shown
