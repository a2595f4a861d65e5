"""What is remembered is kept for each briefing, and what cannot be read or written is no error."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import settings, state
from briefing.lookup import Lookup
from briefing.model import Briefing
from briefing.reader.bookmark import Bookmark, mark, resume
from briefing.reader.places_kept import Memory, from_row, to_row
from briefing.reader.reading import Reading
from briefing.reader.views.item import Signs
from reader_event import bare, event
from reader_screen import NARROW, press, reading, screen
from test_reader_reload import LONG, grown

NEWS = (Path("news"),)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_row_is_kept_for_each_briefing_and_kind() -> None:
    assert state.recall("positions", NEWS) is None
    assert state.remember("positions", NEWS, {"a": 1})
    assert state.remember("positions", (Path("other"),), [])
    assert state.remember("recent", NEWS, "x")
    assert state.recall("positions", NEWS) == {"a": 1}
    assert state.recall("positions", (Path("news").absolute(),)) == {"a": 1}
    assert state.recall("positions", (Path("other"),)) == []
    both = (Path("a"), Path("b"))
    assert state.remember("positions", both, 7)
    assert state.recall("positions", both[::-1]) == 7
    assert list(state.everything("recent")) == ["x"]
    state.forget("recent", NEWS)
    state.forget("recent", NEWS)
    assert list(state.everything("recent")) == []
    assert state.choices() == {}
    assert state.remember_choice("theme", "nord")
    assert state.remember_choice("other", "x")
    assert state.choices() == {"theme": "nord", "other": "x"}


@pytest.mark.parametrize("text", ["", "{", "[" * 9999, "\x00", '"' + "x" * (1 << 20) + '"', "\udcff"])
def test_what_cannot_be_read_is_not_there(text: str) -> None:
    state.remember("positions", NEWS, [1])
    (file,) = (settings.state_home() / "positions").iterdir()
    file.write_text(text, errors="surrogateescape")
    assert state.recall("positions", NEWS) is None
    assert state.remember("positions", NEWS, [1])
    assert state.recall("positions", NEWS) == [1]
    assert not state.remember("positions", NEWS, "x" * (1 << 20)), "too large"
    assert state.recall("positions", NEWS) == [1]


def test_what_is_no_file_is_not_waited_for() -> None:
    file = state.file_of("places", [Path("a")])
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    assert state.recall("places", [Path("a")]) is None


def test_a_place_that_cannot_be_written_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert not state.remember("positions", NEWS, [1])
    assert not state.remember_choice("theme", "x")
    assert state.recall("positions", NEWS) is None
    assert (tmp_path / "file").read_text() == "x"


def test_the_oldest_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "KEPT", 3)
    for n in range(6):
        state.remember("positions", (Path(f"{n}"),), n)
    assert len(list(state.everything("positions"))) == 3
    assert state.recall("positions", (Path("5"),)) == 5


# Bookmarks


SIGNS = Signs("~", "!=", ":")


def read_on(briefing: Briefing) -> tuple[Reading, Bookmark]:
    at = Reading(Lookup(briefing), SIGNS)
    at.go_to_topic(1)
    at.go_to(1)
    at.view = "coverage"
    at.go_to(1)
    at.part, at.pane = "sources", 1
    return at, mark(at, {briefing.articles[0].id: (30, 2)})


def test_a_bookmark_goes_to_the_disk_and_back() -> None:
    _, kept = read_on(event())
    again = from_row(json.loads(json.dumps(to_row(kept))))
    assert again is not None
    assert set(again.spots) == set(kept.spots)
    assert again._replace(spots=()) == kept._replace(spots=())
    resumed = Reading(Lookup(grown()), SIGNS)
    tops = resume(again, resumed)
    assert (resumed.topic, resumed.view, resumed.at, resumed.part, resumed.pane) == (2, "coverage", 1, "sources", 1)
    assert tops == {event().articles[0].id: (30, 2)}
    # What was not looked at again goes along.
    assert len(mark(resumed, tops).spots) == len(kept.spots)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*to_row(Bookmark())]), JSON), JSON)
def test_whatever_stands_on_the_disk_there_is_a_place_to_stand(parts: dict[str, Any], other: object) -> None:
    assert from_row(other) is None or isinstance(other, dict)
    _, kept = read_on(event())
    sound = json.loads(json.dumps(to_row(kept)))
    version = {"version": sound["version"]}
    for row in ({**parts, **version}, {**sound, **parts, **version}):
        bookmark = from_row(row)
        assert bookmark is not None
        for briefing in (event(), bare(), bare("One text.")):
            resumed = Reading(Lookup(briefing), SIGNS)
            resume(bookmark, resumed)
            assert 0 <= resumed.topic < len(resumed.topics)
            assert 0 <= resumed.at <= len(resumed.items)
            assert sorted(resumed.order) == sorted(a.id for a in briefing.articles)


@given(st.data())
def test_changed_values_of_a_sound_row_do_no_harm(data: st.DataObject) -> None:
    _, kept = read_on(event())
    row = json.loads(json.dumps(to_row(kept)))
    at: Any = row
    key: Any = data.draw(st.sampled_from(sorted(row)))
    while isinstance(at[key], list) and at[key] and data.draw(st.booleans()):
        at = at[key]
        key = data.draw(st.integers(0, len(at) - 1))
    at[key] = data.draw(JSON)
    bookmark = from_row(row)
    if bookmark is not None:
        resumed = Reading(Lookup(event()), SIGNS)
        stands = resume(bookmark, resumed)
        assert resumed.item.told is not None
        assert all(offset >= 0 for offset, _ in stands.values())


# In the reader


async def test_the_reader_goes_on_where_it_was() -> None:
    memory = Memory(NEWS)
    async with reading(event(LONG), size=(120, 30), memory=memory) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "c", "1", "space", "space", "2")
        before = screen(desk).splitlines()
    async with reading(event(LONG), size=(120, 30), memory=memory) as (_, desk):
        assert screen(desk).splitlines()[:-1] == before[:-1]
    async with reading(grown(LONG), size=(120, 30), memory=memory) as (pilot, desk):
        assert desk.reading.topic == 2
        assert desk.reading.view == "coverage"
        await press(pilot, "s")
        assert desk.reading.at == 1
    async with reading(event(LONG), size=NARROW, memory=memory) as (pilot, desk):
        assert desk.reading.topic == 1
        await press(pilot, "j", "escape", "escape", "escape")
        assert pilot.app.is_running
    async with reading(bare("Something else."), memory=memory) as (pilot, desk):
        assert desk.reading.topic == 0
        assert "Something else." in screen(desk)


async def test_the_place_is_kept_while_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.reader import app

    monkeypatch.setattr(app, "EVERY", 0.05)
    memory = Memory(NEWS)
    async with reading(memory=memory) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        for _ in range(200):
            kept = memory.recall()
            if kept is not None and kept.topic.id == "reopening":
                break
            await pilot.pause(0.02)
        assert kept is not None
        assert kept.topic.name == "The bridge reopens"
        # Nothing is written where nothing has changed.
        (file,) = (settings.state_home() / "positions").iterdir()
        file.unlink()
        await pilot.pause(0.2)
        assert memory.recall() is None
        await press(pilot, "j")
        assert desk.reading.at == 1
    assert memory.recall() is not None


async def test_the_theme_is_kept() -> None:
    memory = Memory(NEWS)
    assert memory.theme() is None
    async with reading(memory=memory) as (pilot, _):
        pilot.app.theme = "nord"
        await pilot.pause()
    assert memory.theme() == "nord"
    async with reading(theme=memory.theme()) as (pilot, _):
        assert pilot.app.theme == "nord"
    async with reading(theme="no such theme") as (pilot, _):
        assert pilot.app.theme == "textual-dark"


def test_topics_that_changed_their_names_are_known_by_what_was_read() -> None:
    base = event()
    at, kept = read_on(base)
    assert at.topic == 1
    topics = tuple(replace(t, id=f"{t.id}-x", name=f"{t.name} now") for t in reversed(base.topics))
    resumed = Reading(Lookup(replace(base, topics=topics)), SIGNS)
    resume(kept._replace(view="summary"), resumed)
    topic = resumed.topics[resumed.topic]
    assert topic is not None
    assert topic.id == "reopening-x"
