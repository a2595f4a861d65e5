"""Labels to jump by, and the mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefing.reader.desk import Desk
from briefing.reader.labels import FURTHER, HOME, Target, labelled, letters, names
from briefing.reader.screens.labels import Labels
from briefing.reader.widgets import drawing
from reader_event import HARBOUR, bare, event
from reader_screen import NARROW, WIDE, footer, press, reading, screen

LONG = HARBOUR + "\n" + "\n\n".join(f"Note {n} of the harbour master about the tides of that day." for n in range(60))


# Pure


@given(st.integers(0, 400))
def test_labels_are_short_and_none_begins_another(count: int) -> None:
    given_names = names(count)
    assert len(given_names) == min(count, len(HOME) * len(HOME + FURTHER))
    assert len(set(given_names)) == len(given_names)
    assert all(1 <= len(n) <= 2 and n[0] in HOME for n in given_names)
    if count <= 81:
        assert set("".join(given_names)) <= set(HOME)
    singles = {n for n in given_names if len(n) == 1}
    assert not any(n[0] in singles for n in given_names if len(n) == 2)
    assert [len(n) for n in given_names] == sorted(len(n) for n in given_names)


def target(pane: int, y: int, x: int) -> Target:
    return Target(pane, y, x, x + 3, (x, x + 1), "item")


def test_the_part_with_the_focus_has_the_short_ones() -> None:
    targets = [target(p, y, 0) for p in range(3) for y in range(6)]
    labels = labelled(targets, 1)
    assert [(t.pane, t.y) for label, t in labels.items() if len(label) == 1][:6] == [(1, y) for y in range(6)]
    assert set(labels.values()) == set(targets)


def test_only_what_can_still_be_typed_is_written_and_nothing_twice() -> None:
    labels = {"a": target(0, 0, 0), "sa": target(0, 1, 4), "sd": target(1, 2, 6), "df": target(0, 0, 1)}
    assert letters(labels, "") == {
        0: {0: [(0, "a"), (1, "d"), (2, "f")], 1: [(4, "s"), (5, "a")]},
        1: {2: [(6, "s"), (7, "d")]},
    }
    assert letters(labels, "s") == {0: {1: [(5, "a")]}, 1: {2: [(7, "d")]}}
    same = {"a": target(0, 0, 0), "s": target(0, 0, 0)}
    assert letters(same, "") == {0: {0: [(0, "a")]}}


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["a", "bc", "漢字", "é", " "]), max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from("asd")), max_size=6).map(lambda v: sorted(dict(v).items())),
)
def test_letters_over_a_strip_move_nothing(pieces: list[str], cells: list[tuple[int, str]]) -> None:
    strip = Strip([Segment(p, Style.null()) for p in pieces])
    written = drawing.labelled(strip, cells, Style(bold=True))
    assert written.cell_length == strip.cell_length == Strip(list(written)).cell_length
    for x, letter in cells:
        if x < strip.cell_length:
            assert written.crop(x, x + 1).text == letter


# On the screen


def label_of(desk: Desk, **wanted: object) -> str:
    """The label of the first place of a kind, as it would be given."""
    parts = desk._parts()
    focus = {"topics": desk.sidebar, "items": desk.items}.get(desk.reading.part) or desk.sources[desk.reading.pane]
    labels = labelled(desk._targets(parts), parts.index(focus))
    return next(label for label, t in labels.items() if all(getattr(t, k) == v for k, v in wanted.items()))


async def test_labels_cover_and_give_way() -> None:
    async with reading() as (pilot, desk):
        before = screen(desk)
        await press(pilot, "f")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Labels)
        shown = screen(desk)
        assert "▌ 1a The bridge" in shown
        assert "   s[1] d[2f[3]  3 sources" in shown
        assert "Type a label; Esc gives up." in footer(desk)
        # Text stands where it stood: what differs are single cells.
        lines = zip(before.splitlines()[:-1], shown.splitlines()[:-1], strict=True)
        assert all(len(a) == len(b) for a, b in lines)
        assert sum(a != b for a, b in zip(before, shown, strict=False)) < 160
        await press(pilot, "escape")
        await pilot.pause()
        assert screen(desk).splitlines()[:-1] == before.splitlines()[:-1]


@pytest.mark.parametrize(
    ("keys", "wanted", "check"),
    [
        ((), {"kind": "topic", "number": 2}, lambda d: (d.reading.topic, d.reading.part) == (2, "topics")),
        ((), {"kind": "item", "number": 1, "item": -1}, lambda d: (d.reading.at, d.reading.part) == (1, "items")),
        (
            (),
            {"kind": "cite", "number": 3, "item": 0},
            lambda d: d.reading.part == "sources" and d.sources[d.reading.pane].shown.told,
        ),
        (("j",), {"kind": "cite", "number": 3, "item": -1}, lambda d: "[3] does not tell this" in footer(d)),
        (("right_square_bracket",), {"kind": "view", "name": "show_wordings"}, lambda d: d.reading.view == "wordings"),
        ((), {"kind": "pane", "number": 1}, lambda d: (d.reading.part, d.reading.pane) == ("sources", 1)),
        ((), {"kind": "entity", "name": "e-Bo Tarn"}, lambda d: "Bo Tarn: 1/" in footer(d) and d.reading.pane == 0),
        ((), {"kind": "fold"}, lambda d: any(r.text == "Share this story" for r in d.sources[0].laid_out.rows)),
        ((), {"kind": "item", "number": 1, "item": 0}, lambda d: (d.reading.at, d.reading.part) == (1, "sources")),
    ],
    ids=lambda v: f"{v['kind']}" if isinstance(v, dict) else "",
)
async def test_a_label_goes_there_and_back(keys: tuple[str, ...], wanted: dict[str, object], check: object) -> None:
    async with reading() as (pilot, desk):
        await press(pilot, *keys)
        before = (desk.reading.topic, desk.reading.view, desk.reading.at, desk.reading.part)
        label = label_of(desk, **wanted)
        await press(pilot, "f", *label)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Labels)
        assert check(desk)  # type: ignore[operator]
        if wanted["kind"] != "fold":
            await press(pilot, "backspace")
            assert (desk.reading.topic, desk.reading.view, desk.reading.at, desk.reading.part) == before


@pytest.mark.parametrize("key", ["escape", "z", "f5", "enter", "1", "tab"])
async def test_any_other_key_gives_up_and_does_nothing(key: str) -> None:
    async with reading() as (pilot, desk):
        place = desk.standing()
        await press(pilot, "f", key)
        await pilot.pause()
        assert pilot.app.screen is desk
        assert desk.standing() == place
        assert not any(part._labels for part in desk._parts())


async def test_the_palette_over_labels_ends_them() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "f", "ctrl+p", "escape")
        await pilot.pause()
        assert pilot.app.screen is desk
        assert not any(part._labels for part in desk._parts())


async def test_the_first_letter_leaves_those_that_go_on() -> None:
    async with reading() as (pilot, desk):
        label = label_of(desk, kind="topic", number=1)
        assert len(label) == 2
        await press(pilot, "f", label[0])
        written = [cells for part in desk._parts() for row in part._labels.values() for cells in row]
        assert 0 < len(written) <= 9
        await press(pilot, "backspace")
        assert len([1 for part in desk._parts() for row in part._labels.values() for _ in row]) > 9
        await press(pilot, *label)
        await pilot.pause()
        assert desk.reading.topic == 1


async def test_a_resize_and_a_click_give_up() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "f")
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert pilot.app.screen is desk
        assert not any(part._labels for part in desk._parts())
        await press(pilot, "f")
        await pilot.click(offset=(5, 5))
        await pilot.pause()
        assert pilot.app.screen is desk


@pytest.mark.parametrize("size", [(60, 20), (30, 8), (1, 1), (200, 50)])
async def test_labels_at_any_size_in_every_part(size: tuple[int, int]) -> None:
    async with reading(event(LONG), size=size) as (pilot, desk):
        for part in ("topics", "items", "sources"):
            desk.reading.part = part
            desk.draw(level=True)
            await press(pilot, "f", "a", "escape", "escape")
            assert pilot.app.is_running


async def test_an_empty_briefing_has_no_place_to_go_to_but_its_topic() -> None:
    async with reading(bare(), size=NARROW) as (pilot, desk):
        await press(pilot, "f", "a", "escape")
        assert pilot.app.screen is desk
    async with reading(bare("One."), size=(120, 40)) as (pilot, desk):
        await press(pilot, "f", "a")
        await pilot.pause()
        assert pilot.app.screen is desk


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light", "textual-dark"])
async def test_labels_are_told_without_colour(theme: str) -> None:
    async with reading(theme=theme, ascii_only=True) as (_, desk):
        style = desk.inks("label")
        assert style.reverse
        assert style.bold


# The mouse


async def test_a_click_on_a_citation_goes_to_that_source() -> None:
    async with reading() as (pilot, desk):
        line = desk.items.line_at(desk.items.top + 1).text
        await pilot.click(desk.items, offset=(5 + line.index("[3]") + 1, 1))
        assert desk.reading.part == "sources"
        assert desk.reading.order[desk.reading.pane] == desk.lookup.briefing.articles[2].id
        await pilot.click(desk.items, offset=(12, desk.items.entries[1][0] - desk.items.top))
        assert (desk.reading.part, desk.reading.at) == ("items", 1)


async def test_clicks_on_tabs_titles_topics_and_sources() -> None:
    async with reading() as (pilot, desk):
        await pilot.click(desk.sidebar, offset=(6, desk.sidebar.entries[1][0]))
        assert desk.reading.topic == 1
        tabs = desk.tabs.line(desk.tabs.size.width).text
        await pilot.click(desk.tabs, offset=(tabs.index("Timeline") + 3, 0))
        assert desk.reading.view == "timeline"
        await pilot.click(desk.rules[1], offset=(20, 0))
        assert (desk.reading.part, desk.reading.pane) == ("sources", 1)
        row = next(y for y in range(desk.legend.room.height) if "[3]" in desk.legend.line_at(y).text)
        await pilot.click(desk.legend, offset=(12, row))
        assert desk.reading.order[desk.reading.pane] == desk.lookup.briefing.articles[2].id
        await press(pilot, *["backspace"] * 4)
        assert (desk.reading.topic, desk.reading.view) == (0, "summary")


async def test_a_source_in_its_view_has_one_label() -> None:
    async with reading() as (_, desk):
        desk.do("show_sources")
        own = [t for t in desk._targets(desk._parts()) if t.item == 0 and t.kind == "cite"]
        assert [t.number for t in own] == [1]
        assert not any(t.kind == "item" and t.item < 0 for t in desk._targets(desk._parts()))


async def test_a_citation_of_a_source_that_is_not_there_is_no_place() -> None:
    base = event()
    strange = replace(base, summaries=(), overview=base.overview)
    async with reading(strange, size=WIDE) as (_, desk):
        numbers = {t.number for t in desk._targets(desk._parts()) if t.kind == "cite"}
        assert numbers <= {1, 2, 3}
