"""What is made ready while nobody presses a key."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from briefing.errors import BriefingError
from briefing.reader import resting
from briefing.reader.desk import Desk
from briefing.reader.reading import VIEWS
from reader_event import event
from reader_screen import press, reading, screen


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "REST", 0.01)


async def rested(pilot: Pilot[int], desk: Desk) -> None:
    for _ in range(500):
        await pilot.pause(0.01)
        if desk._readying is None:
            return


def made(desk: Desk) -> set[tuple[int, str]]:
    return {(topic, view) for topic, view, _ in desk.reading._items}


async def test_the_views_of_the_topic_are_made_and_nothing_moves() -> None:
    async with reading() as (pilot, desk):
        before = screen(desk), desk.reading.places, desk.standing()
        await rested(pilot, desk)
        assert {(0, view) for view in VIEWS} | {(1, "summary")} <= made(desk)
        assert (screen(desk), desk.reading.places, desk.standing()) == before
        await press(pilot, "right_square_bracket")
        await rested(pilot, desk)
        assert {(1, view) for view in VIEWS} | {(2, "summary")} <= made(desk)


async def test_a_search_finds_texts_that_are_ready() -> None:
    async with reading() as (pilot, desk):
        await rested(pilot, desk)
        assert desk._search is not None
        assert set(desk._search._shown) == {a.id for a in desk.lookup.briefing.articles}


async def test_another_build_is_made_ready_instead() -> None:
    async with reading() as (pilot, desk):
        desk.reload(replace(event(), title="Another"))
        await rested(pilot, desk)
        assert desk._ready[0] is desk.lookup
        assert {(0, view) for view in VIEWS} <= made(desk)


async def test_nothing_is_made_ready_of_many_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "MOST", 1)
    async with reading() as (pilot, desk):
        await pilot.pause(0.1)
        assert made(desk) == {(0, "summary")}


async def test_what_takes_long_is_left_until_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "LONG", -1)
    async with reading() as (pilot, desk):
        await rested(pilot, desk)
        assert made(desk) == {(0, "summary")}


async def test_damage_is_not_said_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading() as (pilot, desk):

        def broken(topic: int, view: str) -> None:
            raise BriefingError(f"{topic} {view}")

        monkeypatch.setattr(desk.reading, "items_of", broken)
        await rested(pilot, desk)
        assert desk._readying is None
        monkeypatch.undo()
        assert desk.app.is_running


async def test_no_view_of_long_articles_is_made_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "SHORT", 100)
    async with reading() as (pilot, desk):
        await rested(pilot, desk)
        assert made(desk) == {(0, "summary")}
        assert desk._search is not None, "texts to search are short steps"


async def test_what_is_drawn_does_not_stay_for_ever() -> None:
    async with reading() as (pilot, desk):
        await rested(pilot, desk)
        kept = gc.get_freeze_count()
        assert kept
        for key in ("right_square_bracket", "right_square_bracket", "left_square_bracket"):
            await press(pilot, key)
            await rested(pilot, desk)
        assert gc.get_freeze_count() <= kept
