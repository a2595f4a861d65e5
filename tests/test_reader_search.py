"""Search: words and patterns, where, how long, and what of it is kept."""

from __future__ import annotations

import threading
import time
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.lookup import Lookup
from briefing.reader import patterns
from briefing.reader.screens.search import SearchPrompt
from briefing.reader.trail import LONGEST, MOST, PIECE, Query, Search, Trail
from reader_event import HARBOUR, article, bare, event
from reader_screen import NARROW, footer, press, reading, screen

FURTHER = article("The bridge is far. " * 30, "Early Bird", None, "2031-03-01")


def found(query: Query) -> list[str]:
    """The texts of the hits in the invented event."""
    lookup = Lookup(event())
    return [lookup.article(h.article).text[h.start : h.end] for h in Search(lookup)(query).hits]


# Pure


def test_a_pattern_finds_what_it_says() -> None:
    assert found(Query(r"\d+ million", regex=True)) == ["12 million", "14 million"]
    assert found(Query(r"bo \w+\b", regex=True)) == ["Bo Tarn", "Bo Tarn"]
    assert found(Query(r"BO \w+", regex=True)) == []
    assert found(Query(r"^traffic", regex=True)) == ["Traffic"]
    assert found(Query(r"waited.*morning", regex=True)) == [
        "waited eleven months\nfor this morning",
        "waited eleven months for this morning",
    ]
    # Nothing is found that has no length, and capitals of escapes are none of the words'.
    assert found(Query(r"\d{0}", regex=True)) == []
    assert found(Query(r"MAYOR\S", regex=True)) == []
    assert found(Query(r"mayor\S*", regex=True)) == ["Mayor", "mayor.", "Mayor"]


def test_a_search_is_confined_to_a_topic_or_a_source() -> None:
    base = event()
    one, two = base.articles[0].id, base.articles[1].id
    search = Search(Lookup(base))
    assert {h.article for h in search(Query("ferry", source=two)).hits} == {two}
    assert len(search(Query("ferry")).hits) > len(search(Query("ferry", topic="ferry")).hits) == 1
    assert search(Query("ferry", topic="ferry")).hits[0].article == one
    assert search(Query("fer+y", regex=True, topic="ferry")).hits == search(Query("ferry", topic="ferry")).hits
    assert search(Query("ferry", source=two)).step(1).says() == "/ferry in [2]: 1/1"
    assert search(Query("ferry", topic="ferry")).says() == "/ferry in this topic: -/1"


@pytest.mark.parametrize("wrong", ["(", "[a", "*", "a{2,1}", "(?P<n>a)(?P<n>b)", "(?<=a+)b", "\\", "(" * LONGEST])
def test_what_is_no_pattern_says_so(wrong: str) -> None:
    trail = Search(Lookup(event()))(Query(wrong, regex=True))
    assert trail.hits == ()
    assert trail.wrong.startswith("no pattern: ")
    assert trail.counts() == trail.wrong
    assert trail.wrong in trail.says()


@pytest.mark.parametrize(
    "slow", ["(a+)+c", "(a|a)*b", "(a|aa)+c", "a*a*a*a*a*a*b", "(?:a?){30}a{30}b", "(.*)*x", "[^b]*b"]
)
def test_a_pattern_that_would_run_for_ever_is_ended(slow: str) -> None:
    search = Search(Lookup(bare("a" * 300_000)))
    search(Query("a"))
    begun = time.monotonic()
    trail = search(Query(slow, regex=True))
    assert time.monotonic() - begun < patterns.SECONDS + 1.5
    assert trail.hits == ()
    assert trail.wrong in ("", "takes too long")
    if slow.startswith("(a"):
        assert trail.wrong == "takes too long"


def test_an_end_leaves_no_alarm_behind() -> None:
    import signal

    before = signal.getsignal(signal.SIGALRM)
    assert patterns.in_time(lambda: None)
    assert not patterns.in_time(lambda: time.sleep(5), 0.01)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    with pytest.raises(ZeroDivisionError):
        patterns.in_time(lambda: cast("None", 1 / 0))
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_where_there_is_no_alarm_such_patterns_are_refused() -> None:
    search = Search(Lookup(bare("a" * 300)))
    trails: dict[str, Trail] = {}

    def look() -> None:
        for text in ("(a+)+$", "a*a*a*b", "aa+"):
            trails[text] = search(Query(text, regex=True))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join(20)
    assert trails["(a+)+$"].wrong == trails["a*a*a*b"].wrong == "no pattern: too many repetitions"
    assert len(trails["aa+"].hits) == 1


def test_hits_are_bounded() -> None:
    search = Search(Lookup(bare("ab " * (2 * MOST))))
    for query in (Query("b"), Query("b", regex=True)):
        trail = search(query)
        assert len(trail.hits) == MOST
        assert trail.counts() == f"{MOST}+ hits in 1 source"
        assert trail.step(1).says() == f"/b: 1/{MOST}+"


def test_a_long_paragraph_is_searched_to_its_end() -> None:
    lookup = Lookup(bare("word " * PIECE + "needle"))
    assert len(Search(lookup)(Query("n.edle", regex=True)).hits) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab(|)*+?[]^$\\{}1,.wW ", max_size=12), st.booleans())
def test_any_query_gives_ranges_of_the_text(text: str, regex: bool) -> None:  # noqa: FBT001 - hypothesis hands it over
    lookup = Lookup(event())
    trail = Search(lookup)(Query(text, regex=regex))
    for h in trail.hits:
        assert 0 <= h.start < h.end <= len(lookup.article(h.article).text)
    assert list(trail.hits) == sorted(trail.hits, key=lambda h: (lookup.number(h.article), h.start))


# The prompt


def prompt_line(text: str) -> str:
    return text.splitlines()[-1]


async def test_the_prompt_tells_where_how_and_how_much() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "slash")
        line = prompt_line(screen(desk))
        assert "/ everything" in line
        assert "^t where  ^r regex" in line
        await press(pilot, *"ferry")
        assert "3 hits in 3 sources" in prompt_line(screen(desk))
        await press(pilot, "ctrl+t")
        assert "/ this topic" in prompt_line(screen(desk))
        assert "nothing found" in prompt_line(screen(desk))
        await press(pilot, "ctrl+t")
        assert "/ source [1]" in prompt_line(screen(desk))
        assert "1 hit in 1 source" in prompt_line(screen(desk))
        await press(pilot, "ctrl+t")
        assert "/ everything" in prompt_line(screen(desk))
        await press(pilot, *["backspace"] * 5, *"f.rr", "ctrl+r")
        assert "/ everything regex" in prompt_line(screen(desk))
        assert "3 hits in 3 sources" in prompt_line(screen(desk))
        await press(pilot, "(")
        assert "no pattern: missing )" in prompt_line(screen(desk))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SearchPrompt)
        await press(pilot, "backspace", "y", "enter")
        assert "/f.rry: " in footer(desk)


async def test_typing_does_not_wait_for_a_search_that_takes_long() -> None:
    async with reading(bare("a" * 30_000)) as (pilot, _):
        await press(pilot, "slash", "ctrl+r", *"(a+)+b")
        assert "takes too long" in prompt_line(screen(pilot.app.desk))  # type: ignore[attr-defined]  # this app's
        begun = time.monotonic()
        await press(pilot, *"cdefgh")
        assert time.monotonic() - begun < 6 * patterns.SECONDS
        prompt = pilot.app.screen
        assert isinstance(prompt, SearchPrompt)
        assert prompt.asks.text == "(a+)+bcdefgh"
        await press(pilot, *["backspace"] * 12, *"a+", "enter")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, SearchPrompt)


async def test_a_search_given_up_leaves_what_was_lit() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "asterisk", "slash", *"ferry", "escape")
        assert desk.reading.trail is not None
        assert desk.reading.trail.label == "Lune"
        assert desk.reading.entity == "e-Lune"


async def test_what_was_asked_comes_back_with_up() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "slash", *"crowns", "enter", "escape")
        await press(pilot, "slash", "ctrl+r", *"f.rry", "enter", "escape")
        await press(pilot, "slash", "ctrl+r", *"toll")
        prompt = pilot.app.screen
        assert isinstance(prompt, SearchPrompt)
        await press(pilot, "up")
        assert prompt.asks == Query("f.rry", regex=True)
        await press(pilot, "up", "up")
        assert prompt.asks == Query("crowns")
        await press(pilot, "down", "down", "down")
        assert prompt.asks == Query("toll")
        await press(pilot, "up", "up", "enter")
        assert "/crowns: 1/3" in footer(desk)


async def test_n_goes_round_and_the_count_outlives_a_resize_and_a_build() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "slash", *"crowns", "enter", "n", "n")
        assert "/crowns: 3/3" in footer(desk)
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert "/crowns: 3/3" in footer(desk)
        await press(pilot, "n")
        assert "/crowns: 1/3" in footer(desk)
        await press(pilot, "N")
        assert "/crowns: 3/3" in footer(desk)
        desk.reload(event(before=(FURTHER,)))
        await pilot.pause()
        assert "/crowns: 3/3" in footer(desk)


async def test_a_search_in_a_source_is_kept_there_by_another_build() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "slash", *"br.dge", "ctrl+r", "ctrl+t", "enter", "n")
        assert "/br.dge in [1]: " in footer(desk)
        before = footer(desk).split("/br.dge")[1].split(":")[1]
        desk.reload(event(before=(FURTHER,)))
        await pilot.pause()
        assert "/br.dge in [2]:" in footer(desk)
        assert footer(desk).split("/br.dge")[1].split(":")[1] == before
        # A topic that is gone: everywhere.
        await press(pilot, "escape", "right_square_bracket", "slash", *"bridge", "ctrl+t", "enter")
        assert "/bridge in this topic:" in footer(desk)
        desk.reload(bare("A bridge."))
        await pilot.pause()
        assert "/bridge: " in footer(desk)


@pytest.mark.parametrize("size", [(60, 20), (40, 10), (20, 5), (200, 50)])
async def test_the_prompt_fits_any_screen(size: tuple[int, int]) -> None:
    async with reading(event(HARBOUR), size=size) as (pilot, desk):
        await press(pilot, "slash", *"the", "ctrl+t", "ctrl+r")
        prompt = pilot.app.screen
        assert isinstance(prompt, SearchPrompt)
        assert prompt.input.size.width >= 5
        assert "the" in prompt_line(screen(desk))
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "hits in" in prompt_line(screen(desk))
