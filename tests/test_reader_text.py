"""Lines, layouts and geometry of the reader."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.display import plain, show
from briefing.model import Article, Range, Segment
from briefing.reader.geometry import LEAST, fit
from briefing.reader.layout import lay_out
from briefing.reader.text import Flow, Span, cut, wrap
from reader_event import article, bare, event, place

ANY = st.text(st.one_of(st.characters(), st.sampled_from(" \n\tab日本語é\u0301\u200d\u202e\x1b[👩‍👧…“”")), max_size=300)


@given(ANY, st.integers(1, 60))
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    shown = plain(text)
    places = wrap(shown, width)
    assert "".join(shown[a:b] for a, b in places).replace(" ", "") == shown.replace(" ", "")
    for a, b in places:
        # A glyph of two cells on a line of one is the one thing that cannot fit.
        assert cell_len(shown[a:b]) <= max(width, 2)
        # A mark stays with its character, unless that is the space that the line was cut at.
        assert a == b or unicodedata.combining(shown[a]) == 0 or a == 0 or shown[a - 1] == " "


def test_a_long_text_is_wrapped_in_linear_time() -> None:
    assert len(wrap("日本 " * 100_000, 40)) > 1000
    assert len(wrap("x" * 1_000_000, 40)) == 25_000


def test_words_stay_whole_where_they_fit() -> None:
    text = "one three five seven"
    assert [text[a:b] for a, b in wrap(text, 9)] == ["one three", "five", "seven"]
    assert [text[a:b] for a, b in wrap(text, 9, 4)] == ["one", "three", "five", "seven"]


@given(ANY, st.integers(1, 30))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cell_len(cut(plain(text), width)) <= width


def test_a_flow_keeps_its_inks_through_wrapping() -> None:
    lines = Flow().add("plain ").add("inked words", "x").lines(8, first="* ", indent="  ")
    assert [ln.text for ln in lines] == ["* plain", "  inked", "  words"]
    assert [ln.spans for ln in lines] == [(), (Span(2, 7, "x"),), (Span(2, 7, "x"),)]


# Layouts


def whole(a: Article) -> frozenset[int]:
    return frozenset(f.start for f in lay_out(a, 40).folds)


def test_no_line_begins_with_a_space_between_pieces() -> None:
    for width in range(8, 30):
        lines = Flow().add("some words of it.").add("  ").add("[2]", "mark").lines(width)
        assert not any(line.text.startswith(" ") for line in lines)
        assert [line.text[s.start : s.end] for line in lines for s in line.spans] == ["[2]"]


def test_paragraphs_are_reflowed_and_boilerplate_is_folded() -> None:
    harbour = event().articles[0]
    rows = [r.text for r in lay_out(harbour, 200).rows]
    assert rows[0] == "+ 1 line folded: newsletter"
    assert '"We waited eleven months for this morning," Quill told reporters at the toll house.' in rows[4]
    assert rows[-1] == "+ 3 lines folded: newsletter"
    opened = [r.text for r in lay_out(harbour, 200, whole(harbour)).rows]
    assert opened[-7:] == [
        "- 3 lines: newsletter",
        "",
        "Subscribe to our newsletter",
        "",
        "Follow us",
        "",
        "Share this story",
    ]


@given(ANY, st.integers(8, 50))
def test_every_shown_character_knows_its_place(text: str, width: int) -> None:
    a = article(text, None, None, None)
    laid = lay_out(a, width)
    for n, (block, start, end) in enumerate(laid.rows):
        if block is None or block.kind == "fold":
            continue
        for i in range(end - start):
            offset = laid.offset_at(n, i)
            assert offset is not None
            assert laid.row_of(offset) == n
            span = laid.span(n, offset, offset + 1)
            assert span == (i, i + 1)
    shown = "".join(r.text for r in laid.rows if r.block and r.block.kind != "fold")
    segments = "".join(plain(text[s.range.start : s.range.end]) for s in a.segments)
    assert _letters(shown) == _letters(segments)


def _letters(text: str) -> str:
    """What is neither white space nor stands for a separator between two sentences."""
    return text.replace(" ", "").replace("\N{REPLACEMENT CHARACTER}", "")


def test_an_article_without_segments_is_shown_whole() -> None:
    a = Article("a", "", "First part.\n\n\n\nSecond\npart.", ("x",), "utf-8")
    assert [r.text for r in lay_out(a, 30).rows] == ["First part.", "", "Second part."]


def test_a_place_in_a_fold_leads_to_its_line() -> None:
    harbour = event().articles[0]
    laid = lay_out(harbour, 60)
    offset = place(harbour, "Follow us").start
    assert laid.rows[laid.row_of(offset)].text == "+ 3 lines folded: newsletter"
    fold = laid.fold_at(offset)
    assert fold is not None
    opened = lay_out(harbour, 60, frozenset({fold.start}))
    assert opened.rows[opened.row_of(offset)].text == "Follow us"


def test_a_reason_is_inert() -> None:
    a = Article("a", "", "x", ("x",), "utf-8", segments=(Segment(Range("a", 0, 1), "boilerplate", "\x1b[2J", 0),))
    assert lay_out(a, 60).rows[0].text == "+ 1 line folded: \ufffd[2J"


# Geometry


@pytest.mark.parametrize(
    ("size", "panes", "together"),
    [((80, 24), 0, False), ((100, 24), 2, True), ((120, 40), 2, True), ((160, 40), 3, True), ((200, 50), 3, True)],
)
def test_the_width_decides_how_many_sources_are_seen(size: tuple[int, int], panes: int, together: bool) -> None:  # noqa: FBT001
    g = fit(*size, "items", 5)
    assert (len(g.panes), g.together) == (panes, together)
    assert len(fit(*size, "sources", 5).panes) == max(1, panes)


def test_the_topics_alone_leave_room_for_the_sources() -> None:
    assert fit(80, 24, "topics", 5, 14).keys == 2 + 7
    assert fit(80, 24, "topics", 5, 18).keys == 0


@given(st.integers(1, 300), st.integers(1, 120), st.sampled_from(["topics", "items", "sources"]), st.integers(0, 60))
def test_parts_fit_the_screen(width: int, height: int, part: str, sources: int) -> None:
    g = fit(width, height, part, sources, 12)
    if width < LEAST[0] or height < LEAST[1]:
        assert g == (0, 0, 0, (), 0, 0)
        return
    assert g.sidebar + g.main + (1 if g.together else 0) <= width
    assert sum(g.panes) <= max(g.main, len(g.panes))
    assert min(g.panes, default=1) >= 1
    assert g.sidebar or g.main
    if g.panes and height > 6:
        assert g.source >= 1
        assert g.items + g.source + (2 if g.items else 0) + 2 <= height


def test_nothing_is_needed_but_text() -> None:
    assert [r.text for r in lay_out(bare("Only text.").articles[0], 30).rows] == ["Only text."]


@given(st.one_of(ANY, st.text(st.characters(max_codepoint=127))))
def test_the_short_way_shows_the_same_text(text: str) -> None:
    assert plain(text) == show(text).text
