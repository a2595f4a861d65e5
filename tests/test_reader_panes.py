"""Sources side by side: which are seen, how they follow one another, what is marked in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.events import MouseScrollDown
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from briefing import state
from briefing.display import plain
from briefing.lookup import Lookup
from briefing.model import Article, Briefing, Claim, Copy, Mention, Range
from briefing.reader.app import BriefingApp
from briefing.reader.copies import copied
from briefing.reader.desk import Desk
from briefing.reader.inks import SHAPES, Inks
from briefing.reader.landmarks import FULL, PART, Landmarks
from briefing.reader.layout import lay_out
from briefing.reader.order import moved, slide
from briefing.reader.places_kept import Memory
from briefing.reader.widgets.drawing import draw
from briefing.reader.widgets.source import GUTTER, Source
from reader_event import article, bare, event, place
from reader_screen import footer, press, reading, screen

WIDER = (170, 48)
LONG = "".join(f"Number {n} of the long report tells of day {n} at the harbour.\n\n" for n in range(60))
OTHER = "".join(f"Remark {n} of the other paper is about {n} ships.\n\n" for n in range(60))


def long_event(*pairs: tuple[int, int]) -> Briefing:
    """Two long sources, a third short one; sentence n of the first and m of the second tell the same."""
    a, b, c = (
        article(t, name, None, f"2031-03-0{n}")
        for n, (t, name) in enumerate(
            ((LONG, "The Long Post"), (OTHER, "The Other Paper"), ("Nothing is told here at all.\n", "The Short One")),
            1,
        )
    )
    claims = tuple(
        Claim(f"c{n}", (Mention(place(a, f"Number {n} of"), "full"), Mention(place(b, f"Remark {m} of"), "full")), 2)
        for n, m in pairs
    )
    return replace(bare(), title="Long", articles=(a, b, c), claims=claims)


# Landmarks


def test_landmarks_are_what_both_sources_tell() -> None:
    b = event()
    marks = Landmarks(Lookup(b))
    harbour, ledger, valley = b.articles
    told = {
        (harbour.text[m.here :][:12], ledger.text[m.there :][:12], m.worth)
        for m in marks.between(harbour.id, ledger.id)
    }
    assert told == {
        ("The bridge o", "Traffic cros", FULL),
        ("The repairs ", "The repairs ", FULL),
        ('"We waited e', '"We have wai', 2),
        ("Ferry captai", "Bo Tarn, who", PART),
    }
    back = {(m.there, m.here) for m in marks.between(ledger.id, harbour.id)}
    assert back == {(m.here, m.there) for m in marks.between(harbour.id, ledger.id)}
    assert [ledger.text[m.there :][:7] for m in marks.between(valley.id, ledger.id)] == ["Traffic"]


def test_a_landmark_is_the_place_that_tells_most() -> None:
    a, b = (article(t, None, None, None) for t in ("One here. Two here.", "First. Second. Third."))
    claims = (
        Claim(
            "c1",
            (
                Mention(place(a, "One"), "full"),
                Mention(place(b, "First"), "partial"),
                Mention(place(b, "Third"), "full"),
            ),
            2,
        ),
        Claim("c2", (Mention(place(a, "Two"), "full"), Mention(place(b, "Second"), "related")), 1),
    )
    copies = (
        (Copy(b.id, a.id, ((place(b, "Second"), place(a, "Two")),)),)
        if b.id < a.id
        else (Copy(a.id, b.id, ((place(a, "Two"), place(b, "Second")),)),)
    )
    found = Landmarks(Lookup(replace(bare(), articles=(a, b), claims=claims, copies=copies))).between(a.id, b.id)
    assert [(m.here, b.text[m.there :].split(".")[0], m.worth) for m in found] == [
        (0, "Third", FULL),
        (10, "Second", 2),
    ]


# Which sources are seen

ids = st.lists(st.integers(0, 20).map(str), min_size=1, max_size=12, unique=True)


@given(ids, st.sets(st.integers(0, 20).map(str)), st.integers(1, 4))
def test_scrolled_sideways_and_back_all_is_as_it_was(order: list[str], pinned: set[str], panes: int) -> None:
    start, at, left, seen = tuple(order), tuple(order), 0, set(order[:panes])
    steps = 0
    while (slid := slide(at, pinned, panes, left, 1)) is not None:
        assert [(n, a) for n, a in enumerate(at[:panes]) if a in pinned] == [
            (n, a) for n, a in enumerate(slid.order[:panes]) if a in pinned and a in at[:panes]
        ] or any(a in pinned for a in order[panes:])
        at, left = slid
        assert sorted(at) == sorted(start)
        seen |= set(at[:panes])
        steps += 1
        assert steps <= len(order)
    if any(a not in pinned for a in order[:panes]) and not pinned & set(order[panes:]):
        assert seen == set(order)
    if not pinned & set(order):
        for _ in range(steps):
            slid = slide(at, pinned, panes, left, -1)
            assert slid is not None
            at, left = slid
        assert at == start
        assert slide(at, pinned, panes, left, -1) is None


def test_panes_change_places() -> None:
    assert moved("abcd", 3, 0, 1) == ("b", "a", "c", "d")
    assert moved("abcd", 3, 2, 1) is None
    assert moved("abcd", 3, 0, -1) is None
    assert moved("", 3, 0, 1) is None


def seen(desk: Desk) -> list[int]:
    return [desk.lookup.number(a) for a in desk.reading.order[: desk.pane_count]]


async def test_beyond_the_last_pane_the_next_source_comes_into_view() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "2", "1")
        assert (seen(desk), desk.reading.pane) == ([1, 2], 0)
        await press(pilot, "l", "l")
        assert (seen(desk), desk.reading.pane) == ([2, 3], 1)
        await press(pilot, "h", "h")
        assert (seen(desk), desk.reading.pane) == ([1, 2], 0)
        await press(pilot, "h")
        assert desk.reading.part == "items"
        # Tab goes round what is on the screen.
        await press(pilot, "tab", "tab", "tab")
        assert (desk.reading.part, seen(desk)) == ("topics", [1, 2])


async def test_on_a_narrow_screen_too() -> None:
    async with reading(size=(80, 24)) as (pilot, desk):
        await press(pilot, "1", "l")
        assert (seen(desk), desk.reading.part) == ([2], "sources")
        await press(pilot, "l", "l")
        assert seen(desk) == [3]
        await press(pilot, "2", "l")
        assert (seen(desk), desk.reading.part) == ([3], "sources")
        await press(pilot, "h", "h")
        assert desk.reading.part == "items"


async def test_a_pinned_source_stays_whatever_the_statement() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "]", "3")
        pane = desk.reading.pane
        await press(pilot, "p")
        assert "=[3]" in screen(desk)
        await press(pilot, "j", "]", "j", "1", "2")
        assert desk.reading.order[pane] == desk.lookup.briefing.articles[2].id
        desk.reading.pane = pane
        await press(pilot, "greater_than_sign")
        assert "pinned" in footer(desk)
        await press(pilot, "p")
        assert "=[3]" not in screen(desk)


async def test_a_source_moves_and_keeps_its_place() -> None:
    async with reading(long_event((30, 10))) as (pilot, desk):
        await press(pilot, "1", "space", "space")
        top = desk.sources[0].first_offset()
        await press(pilot, "right_parenthesis")
        assert (seen(desk), desk.reading.pane) == ([2, 1], 1)
        assert desk.sources[1].first_offset() == top
        await press(pilot, "right_parenthesis")
        assert "no pane further" in footer(desk)
        await press(pilot, "left_parenthesis")
        assert (seen(desk), desk.sources[0].first_offset()) == ([1, 2], top)


# Following


async def test_the_others_follow_by_landmarks() -> None:
    async with reading(long_event((12, 40)), WIDER) as (pilot, desk):
        first, second, third = desk.sources
        a, b, _ = desk.lookup.briefing.articles
        await press(pilot, "1")
        assert second.top == third.top == 0
        await press(pilot, "space")
        here = first.laid_out.row_of(place(a, "Number 12 of").start) - first.top
        there = second.laid_out.row_of(place(b, "Remark 40 of").start) - second.top
        assert 0 <= here < desk.geometry.source
        assert here == there
        assert third.top == 0
        assert screen(desk).count("nothing alike here") == 1
        stood = second.top
        # Where nothing both tell is in view, the others stand.
        await press(pilot, "space", "space", "space")
        assert second.top == stood
        assert screen(desk).count("nothing alike here") == 2
        await press(pilot, "0")
        assert "nothing alike here" not in screen(desk)


async def test_sources_that_are_not_linked_stand() -> None:
    async with reading(long_event((12, 40)), WIDER) as (pilot, desk):
        await press(pilot, "1", "L", "space")
        assert "not linked" in screen(desk)
        assert desk.sources[1].top == 0
        await press(pilot, "L", "space", "b")
        assert desk.sources[1].top > 0


async def test_they_follow_the_mouse_wheel_and_not_a_change_of_size() -> None:
    async with reading(long_event((12, 40)), WIDER) as (pilot, desk):
        await press(pilot, "1")
        for _ in range(9):
            await pilot._post_mouse_events([MouseScrollDown], desk.sources[0])
        assert desk.sources[0].top > 0
        tops = desk.sources[1].first_offset()
        assert tops > 0
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        assert desk.sources[1].stand[0] == desk.lookup.briefing.articles[1].text.index("Remark 40 of")


# What is marked


def sharing() -> Briefing:
    """The bridge, where the first and the second source share two passages."""
    b = event()
    harbour, ledger, _ = b.articles
    pairs = (
        (place(harbour, "for this morning,"), place(ledger, "for this morning,")),
        (place(harbour, "He plans to sail to the islands instead."), place(ledger, "The old toll of two crowns")),
    )
    return replace(b, copies=(Copy(harbour.id, ledger.id, pairs),))


def gutters(source: Source) -> list[str]:
    return [source.draw_row(n, 60).text[:5] for n in range(len(source.laid_out.rows))]


async def test_copied_passages_are_shown_where_asked_for() -> None:
    async with reading(sharing(), WIDER) as (pilot, desk):
        assert not any("=" in g for g in gutters(desk.sources[0]))
        rows = [r.text for r in desk.sources[0].laid_out.rows]
        await press(pilot, "C")
        for source, other in zip(desk.sources[:2], (2, 1), strict=True):
            assert sum(f" ={other} " in g for g in gutters(source)) == 2
        assert not any("=" in g for g in gutters(desk.sources[2]))
        assert "shares text with [2]" in screen(desk)
        assert "shares no text" in screen(desk)
        # The text does not move for it.
        assert [r.text for r in desk.sources[0].laid_out.rows] == rows
        await press(pilot, "C")
        assert not any("=" in g for g in gutters(desk.sources[0]))


def test_passages_that_overlap_are_one() -> None:
    a, b, c = (article(f"{n} " + "word " * 20, None, None, None) for n in "abc")

    def passage(x: Article, start: int, end: int) -> Range:
        return Range(x.id, start, end)

    copies = (
        Copy(a.id, b.id, ((passage(a, 5, 20), passage(b, 5, 20)), (passage(a, 40, 50), passage(b, 40, 50)))),
        Copy(c.id, a.id, ((passage(c, 2, 18), passage(a, 15, 31)),)),
    )
    found = copied(Lookup(replace(bare(), articles=(a, b, c), copies=copies)))
    assert found[a.id].passages == ((5, 31, (2, 3)), (40, 50, (2,)))
    assert found[a.id].others == (2, 3)
    assert found[c.id].passages == ((2, 18, (1,)),)


def off(desk: Desk) -> frozenset[str]:
    assert isinstance(desk.app, BriefingApp)
    return desk.app.types_off


async def test_types_are_switched_everywhere_and_stay_so(tmp_path: Path) -> None:
    async with reading(memory=Memory((tmp_path,))) as (pilot, desk):
        await press(pilot, "T")
        assert " p  on   person" in screen(desk)
        await press(pilot, "p", "d")
        assert " p  off  person" in screen(desk)
        assert off(desk) == {"PERSON", "DATE"}
        await press(pilot, "escape")
        assert desk.inks("PERSON") == desk.inks()
        assert desk.inks("GPE") != desk.inks()
        await press(pilot, "T", "x", "a", "a")
        assert off(desk) == set(SHAPES)
        await press(pilot, "a", "p", "T")
        assert desk.app.screen is desk
    async with reading(memory=Memory((tmp_path,))) as (_, desk):
        assert off(desk) == {"PERSON"}
        assert desk.sources[0].inks("PERSON") == desk.inks()


def test_what_is_kept_of_types_may_be_anything() -> None:
    state.remember_choice("types_off", "PERSON told selection \x1b[2J")
    inks = Inks({"primary-muted": "#333333"}, off=Memory(()).types_off())
    assert inks("PERSON") == inks()
    assert inks("told") != inks()


async def test_the_height_of_statements_and_sources_is_kept(tmp_path: Path) -> None:
    async with reading(memory=Memory((tmp_path,))) as (pilot, desk):
        half = desk.geometry.items
        await press(pilot, "plus", "plus", "minus")
        assert desk.geometry.items == half + 2
    async with reading(memory=Memory((tmp_path / "another",))) as (_, desk):
        assert desk.geometry.items == half + 2


@pytest.mark.parametrize("kept", ["", "much", "1e9", "99999", "-3", "\x1b[2J", "٣"])
async def test_whatever_height_is_kept_the_screen_is_drawn(tmp_path: Path, kept: str) -> None:
    state.remember_choice("share", kept)
    async with reading(memory=Memory((tmp_path,))) as (_, desk):
        assert desk.geometry.items + desk.geometry.source == 36
        assert (desk.geometry.items == 15) is (kept == "-3")


FOLDS = "".join(f"Subscribe to letter {n}\nFollow\n\nSentence {n} is told here.\n\n" for n in range(30))


async def test_the_fold_on_the_screen_opens_and_closes() -> None:
    folds = article(FOLDS, "The Folder", None, None)
    async with reading(replace(bare(), articles=(folds,))) as (pilot, desk):
        source = desk.sources[0]
        await press(pilot, "l", "space")
        top, here = source.stand
        await press(pilot, "z")
        opened = desk.reading.opened[folds.id]
        assert len(opened) == 1
        row = source.laid_out.row_of(min(opened))
        assert source.top <= row < source.top + desk.geometry.source
        assert source.stand == (top, here)
        await press(pilot, "z")
        assert not desk.reading.opened[folds.id]
        assert source.stand == (top, here)
        # A click opens the fold that it is on.
        row = next(n for n in range(source.top, source.top + 9) if source.laid_out.rows[n].block)
        block = source.laid_out.rows[row].block
        if block and block.kind != "fold":
            row, block = row + 2, source.laid_out.rows[row + 2].block
        await pilot.click(source, offset=(10, row - source.top))
        await pilot.pause()
        assert block is not None
        assert desk.reading.opened[folds.id] == {block.start}


# Selecting


async def drag(pilot: Pilot[int], source: Source, start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(source, offset=start)
    await pilot.hover(source, offset=end)
    await pilot.mouse_up(source, offset=end)
    await pilot.pause()


async def test_text_selected_with_the_mouse_is_the_sources_own() -> None:
    async with reading(size=(100, 40)) as (pilot, desk):
        source = desk.sources[0]
        row = next(n for n, r in enumerate(source.laid_out.rows) if r.text.startswith("The bridge over"))
        await drag(pilot, source, (GUTTER + 4, row - source.top), (GUTTER + 6, row + 1 - source.top))
        selected = desk.get_selected_text()
        assert selected is not None
        assert selected.startswith("bridge over the Lune reopen")
        assert "\n" not in selected
        assert selected in " ".join(desk.lookup.briefing.articles[0].text.split())
        await press(pilot, "y")
        assert desk.app.clipboard == selected
        assert "selected text is copied" in footer(desk)
        assert desk.get_selected_text() is None
        await press(pilot, "y")
        assert "Copied with its citations" in footer(desk)


async def test_a_selection_over_paragraphs_and_folds() -> None:
    async with reading(size=(100, 40)) as (_, desk):
        source = desk.sources[0]
        everything = source.get_selection(Selection(None, None))
        assert everything is not None
        parts = everything[0].split("\n\n")
        assert parts[0] == "Bridge over the Lune reopens after eleven months"
        assert "folded" not in everything[0]
        flat = " ".join(desk.lookup.briefing.articles[0].text.split())
        assert all(p in flat for p in parts)
        assert source.get_selection(Selection(Offset(0, 0), Offset(3, 0))) == ("", "\n")


# Any script

LETTERS = "aé 中文한\t\n\u0301\u200d\ufe0f\u05e9\u05dc\u0645\u0631👩👧🇺🇦❤ÀßـÅ-\u00ad\u202e"
SCRIPTS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=120)


@given(SCRIPTS, st.integers(8, 40))
def test_no_row_is_wider_than_its_room_and_every_place_is_reached(text: str, width: int) -> None:
    a = article(text, None, None, None)
    layout = lay_out(a, width)
    reached: set[int] = set()
    for n, row in enumerate(layout.rows):
        assert cell_len(row.text) <= width
        strip = draw(row.text, (), Inks({}), width)
        assert strip.cell_length == width
        reached |= {o for c in range(len(row.text)) if (o := layout.offset_at(n, c)) is not None}
    shown = {o for s in a.segments for o in range(s.range.start, s.range.end) if plain(text[o]) and text[o].isalnum()}
    assert shown <= reached
    for offset in reached:
        assert layout.rows[layout.row_of(offset)].block is not None
