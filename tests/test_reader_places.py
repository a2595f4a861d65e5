"""Back and forward through the places visited."""

from __future__ import annotations

import pytest

from briefing.reader.bookmark import Bookmark, Named
from briefing.reader.desk import Desk
from briefing.reader.places import MOST, Trace
from reader_event import HARBOUR, article, bare, event
from reader_screen import NARROW, WIDE, footer, press, reading, screen

LONG = HARBOUR + "\n" + "\n\n".join(f"Note {n} of the harbour master about the tides of that day." for n in range(60))
FURTHER = article("A word before. " * 30 + "\n\nThe ferry was never mentioned.\n", "Early Bird", None, "2031-03-01")


def spots(desk: Desk) -> tuple[object, ...]:
    r = desk.reading
    stands = tuple(s.stand for s in desk.sources[: len(desk.geometry.panes)])
    return r.topic, r.view, r.at, r.part, r.pane if r.part == "sources" else 0, r.order, stands


def bookmark(n: int) -> Bookmark:
    return Bookmark(Named(f"t{n}", ""))


def test_a_trace_goes_back_and_forward_as_a_browser_does() -> None:
    trace = Trace().left(bookmark(1)).left(bookmark(2))
    place, trace = trace.back(bookmark(3))
    assert place == bookmark(2)
    assert trace == Trace((bookmark(1),), (bookmark(3),))
    assert trace.forward(bookmark(2)) == (bookmark(3), Trace((bookmark(1), bookmark(2))))
    assert trace.left(bookmark(2)).ahead == ()
    assert Trace().back(bookmark(1)) == Trace().forward(bookmark(1)) == (None, Trace())


def test_a_trace_is_bounded() -> None:
    trace = Trace()
    for n in range(2 * MOST):
        trace = trace.left(bookmark(n))
    assert len(trace.behind) == MOST
    assert trace.behind[-1] == bookmark(2 * MOST - 1)
    for _ in range(MOST):
        _, trace = trace.back(bookmark(0))
    assert trace.behind == ()
    assert len(trace.ahead) == MOST


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 20), (200, 50)])
async def test_every_jump_is_gone_back_from_and_to_again(size: tuple[int, int]) -> None:
    jumps = [
        "right_square_bracket",
        "c",
        "s",
        "2",
        "right_curly_bracket",
        "3",
        "G",
        "0",
        "asterisk",
        "n",
        "n",
        "w",
        "1",
    ]
    async with reading(event(LONG), size=size) as (pilot, desk):
        seen = [spots(desk)]
        for key in jumps:
            await press(pilot, key)
            if spots(desk) != seen[-1]:
                seen.append(spots(desk))
        assert len(seen) > len(jumps) - 4
        for place in reversed(seen[:-1]):
            await press(pilot, "backspace")
            assert spots(desk) == place
        await press(pilot, "ctrl+o")
        assert "Nowhere further back." in footer(desk)
        assert spots(desk) == seen[0]
        for place in seen[1:]:
            await press(pilot, "ctrl+f")
            assert spots(desk) == place
        await press(pilot, "ctrl+f")
        assert "Nowhere further forward." in footer(desk)


async def test_steps_make_no_place_but_the_last_one_counts() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "j", "right_square_bracket", "left_square_bracket")
        assert desk.reading.at == 2
        await press(pilot, "k", "k", "d", "backspace")
        assert (desk.reading.view, desk.reading.at) == ("summary", 0)
        await press(pilot, "backspace", "backspace")
        # Where the topic was left, though it was stepped through differently since.
        assert (desk.reading.topic, desk.reading.at) == (1, 2)


async def test_a_search_and_a_click_are_jumps() -> None:
    async with reading(event(LONG)) as (pilot, desk):
        before = spots(desk)
        await press(pilot, "slash", *"Note 40", "enter")
        assert desk.reading.part == "sources"
        await press(pilot, "backspace")
        assert spots(desk) == before
        await pilot.click(desk.sidebar, offset=(6, desk.sidebar.entries[2][0]))
        assert desk.reading.topic == 2
        await press(pilot, "backspace")
        assert desk.reading.topic == 0


async def test_going_somewhere_else_forgets_what_was_ahead() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "backspace", "t", "ctrl+f")
        assert "Nowhere further forward." in footer(desk)
        assert desk.reading.view == "timeline"


async def test_places_outlive_a_resize() -> None:
    async with reading(event(LONG)) as (pilot, desk):
        await press(pilot, "1", "space", "space")
        top = desk.sources[0].stand[0]
        await press(pilot, "right_square_bracket", "j", "t")
        await pilot.resize_terminal(70, 22)
        await pilot.pause()
        await press(pilot, "backspace", "backspace")
        assert desk.reading.part == "sources"
        assert desk.sources[0].stand[0] == top
        shown = desk.sources[0].laid_out
        assert shown.row_of(top) - desk.sources[0].stand[1] == desk.sources[0].top


async def test_places_outlive_another_build() -> None:
    async with reading(event(LONG)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "1", "space", "space", "right_square_bracket", "t")
        note = desk.lookup.briefing.articles[0].text.index("Note 40")
        await press(pilot, "backspace", "backspace")
        lines = screen(desk)
        await press(pilot, "ctrl+f")
        desk.reload(event(f"Stop press.\n\n{LONG}", (FURTHER,)))
        await pilot.pause()
        assert desk.lookup.briefing.articles[1].text.index("Note 40") > note
        await press(pilot, "backspace")
        assert desk.reading.topic == 1
        assert desk.reading.at == 1
        assert desk.reading.part == "sources"
        # One of two rows is an empty one.
        rows = [lines.splitlines()[n].split("│")[1].strip() for n in (24, 25)]
        assert any(rows)
        assert all(row in screen(desk).splitlines()[n] for n, row in zip((24, 25), rows, strict=True))


async def test_a_place_whose_topic_and_source_are_gone_is_no_error() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "3", "G", "right_square_bracket", "t", "1")
        desk.reload(bare("Nothing of that. " * 20))
        await pilot.pause()
        await press(pilot, *["backspace"] * 7, *["ctrl+f"] * 7)
        assert desk.reading.topic == 0
        desk.reload(bare())
        await pilot.pause()
        await press(pilot, *["backspace"] * 7, *["ctrl+f"] * 7)
        assert "Nowhere further forward." in footer(desk)
