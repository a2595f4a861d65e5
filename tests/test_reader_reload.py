"""Another build takes the old one's place, and what is still there stays where it was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from briefing.lookup import Lookup
from briefing.model import Article, Briefing, Entity, Range
from briefing.reader import commands
from briefing.reader.desk import Desk
from briefing.reader.locators import Finder, Locator, locator
from briefing.reader.screens.entity import EntityCard
from reader_event import HARBOUR, article, bare, event
from reader_screen import NARROW, footer, press, reading, screen

FURTHER = article("A word before. " * 30 + "\n\nThe ferry was never mentioned.\n", "Early Bird", None, "2031-03-01")
LONG = HARBOUR + "\n" + "\n\n".join(f"Note {n} of the harbour master about the tides of that day." for n in range(60))


def grown(text: str = HARBOUR) -> Briefing:
    """A build with a source before the others, another topic before the others, and other ids of topics."""
    base = event(text, (FURTHER,))
    topics = tuple(replace(t, id=f"{t.id}-2") for t in base.topics)
    summaries = tuple(replace(s, topic=f"{s.topic}-2") for s in base.summaries)
    differences = tuple(replace(d, topic=f"{d.topic}-2") for d in base.differences)
    weather = replace(topics[2], id="new", name="Weather")
    return replace(base, topics=(weather, *topics), summaries=summaries, differences=differences)


def lines(desk: Desk) -> list[str]:
    return screen(desk).splitlines()


async def test_the_same_build_again_moves_nothing() -> None:
    async with reading(event(LONG), size=(100, 24)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "2", "space", "1", "space", "space")
        before = lines(desk)
        desk.reload(event(LONG))
        await pilot.pause()
        assert lines(desk) == before


async def test_opened_folds_and_copied_passages_stay_shown() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "1", "z", "C")
        assert "Follow us" in screen(desk)
        before = lines(desk)[:-1]
        desk.reload(event())
        await pilot.pause()
        assert lines(desk)[:-1] == before
        assert desk.reading.copies


@pytest.mark.parametrize("view", ["s", "c", "w", "d", "t"])
async def test_topic_view_and_item_are_found_again(view: str) -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", view, "j")
        told = desk.lookup.text(desk.reading.item.told[0])
        name = desk.reading.topics[1].name  # type: ignore[union-attr]
        desk.reload(grown())
        await pilot.pause()
        assert desk.reading.topics[desk.reading.topic].name == name  # type: ignore[union-attr]
        assert desk.reading.topic == 2
        assert desk.lookup.text(desk.reading.item.told[0]) == told
        assert desk.sidebar.entry == 2
        # What was current in the other views is kept, too.
        await press(pilot, "s")
        assert desk.reading.at == (2 if view == "s" else 1)


@pytest.mark.parametrize("view", ["S", "I"])
async def test_a_source_and_an_entity_are_found_again(view: str) -> None:
    async with reading() as (pilot, desk):
        await press(pilot, view, "j")
        thing = desk.reading.item.thing
        assert isinstance(thing, Article | Entity)
        base = event(HARBOUR, (FURTHER,))
        first = replace(base.entities[0], id="new", name="Aaron Alder")
        renamed = tuple(replace(e, id=f"{e.id}-2") for e in base.entities)
        desk.reload(replace(base, entities=(first, *renamed)))
        await pilot.pause()
        again = desk.reading.item.thing
        if isinstance(thing, Article):
            assert isinstance(again, Article)
            assert again.id == thing.id
        else:
            assert isinstance(again, Entity)
            assert again.name == thing.name


async def test_a_build_without_sources_gives_the_focus_to_the_statements() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "1")
        desk.reload(bare())
        await pilot.pause()
        part: str = desk.reading.part
        assert part == "items"
        await press(pilot, "tab", "tab", "enter", "enter", "tab", "shift+tab", "h", "l", "1")
        assert pilot.app.is_running
        desk.reload(event())
        await pilot.pause()
        await press(pilot, "1")
        part = desk.reading.part
        assert part == "sources"


async def test_panes_keep_their_sources_and_tops() -> None:
    async with reading(event(LONG), size=(120, 30)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "1", "space", "space")
        top = desk.sources[0].first_offset()
        assert top > LONG.index("Note 2 "), "it was scrolled"
        shown = [a[: a.index(" ")] for a in (desk.lookup.label(x) for x in desk.reading.order[:2])]
        desk.reload(grown(LONG))
        await pilot.pause()
        assert desk.sources[0].first_offset() == top
        assert [desk.lookup.label(x)[: len(w)] for x, w in zip(desk.reading.order, shown, strict=False)] == shown
        assert desk.reading.part == "sources"
        assert len(desk.reading.order) == 4


async def test_a_source_whose_text_changed_stays_by_its_words() -> None:
    changed = LONG.replace("Note 3 ", "A remark of two lines is now here, and more of them, much more. Note 3 ")
    async with reading(event(LONG), size=(120, 30)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "1", *["space"] * 4)
        # The text, without the map beside it.
        rows = [row[:72] for row in lines(desk)[18:22]]
        assert any("Note" in row for row in rows)
        desk.reload(event(changed))
        await pilot.pause()
        assert [row[:72] for row in lines(desk)[18:22]] == rows


async def test_a_search_and_an_entity_go_on() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "slash", *"bridge", "enter", "n", "n")
        trail = desk.reading.trail
        assert trail is not None
        assert trail.hit is not None
        hit = desk.lookup.text(trail.hit), trail.hit
        desk.reload(grown())
        await pilot.pause()
        assert desk.reading.trail is not None
        assert desk.reading.trail.hit == hit[1]
        assert "bridge" in footer(desk)
        await press(pilot, "escape", "asterisk", "n")
        entity, at = desk.reading.entity, desk.reading.trail
        desk.reload(event())
        await pilot.pause()
        assert desk.reading.entity == entity
        assert desk.reading.trail == at
        entities = tuple(e for e in event().entities if e.id != entity)
        desk.reload(replace(event(), entities=entities))
        await pilot.pause()
        assert desk.reading.trail is None


async def test_what_is_gone_gives_way() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "right_square_bracket", "1")
        desk.reload(bare("Something else entirely."))
        await pilot.pause()
        assert desk.reading.topic == 0
        assert len(desk.reading.order) == 1
        assert "Something else entirely." in screen(desk)
        desk.reload(bare())
        await pilot.pause()
        desk.reload(event())
        await pilot.pause()
        await press(pilot, "j", "1", "space", "right_square_bracket")
        assert "The bridge over the Lune reopened" in screen(desk)


async def test_an_open_card_keeps_what_it_is_about() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "i")
        assert isinstance(pilot.app.screen, EntityCard)
        old = desk.lookup
        desk.reload(grown())
        await pilot.pause()
        assert desk.lookup is old
        await press(pilot, "escape")
        assert desk.lookup is not old
        assert len(desk.lookup.briefing.articles) == 4


async def test_a_narrow_screen_and_one_that_grows() -> None:
    async with reading(size=NARROW) as (pilot, desk):
        await press(pilot, "j", "enter", "j")
        desk.reload(grown())
        await pilot.pause()
        assert desk.reading.part == "items"
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        assert desk.reading.at == 1
        assert desk.reading.topic == 2


def test_anchors_find_moved_and_changed_text() -> None:
    base = event()
    a = base.articles[0]
    r = Range(a.id, a.text.index("Ferry captain"), a.text.index(" lost"))
    kept = locator(Lookup(base), r)
    same = Finder(Lookup(event(before=(FURTHER,))))
    assert same.range(kept) == r
    assert same.offset(kept) == (a.id, r.start)
    moved = Finder(Lookup(event("New first line.\n\n" + HARBOUR)))
    found = moved.range(kept)
    assert found is not None
    assert moved.lookup.article(found.article).text[found.start : found.end] == "Ferry captain Bo Tarn"
    other = article(HARBOUR.replace("Ferry captain Bo", "The good Bo"), "The Harbour Post", None, None)
    gone = Finder(Lookup(replace(bare(""), articles=(other,))))
    assert gone.range(kept) is None
    assert gone.offset(kept) == (gone.lookup.briefing.articles[0].id, r.start)
    assert Finder(Lookup(bare("x"))).offset(kept) is None
    for odd in (Locator(a.id, "", -5, -1, "x"), Locator(a.id, "", 10**9, 10**9, ""), Locator(a.id, "", 9, 3, "")):
        place = same.range(odd)
        assert place is None or 0 <= place.start <= place.end <= len(a.text)
        offset = same.offset(odd)
        assert offset is not None
        assert 0 <= offset[1] <= len(a.text)


def test_a_place_whose_words_changed_in_part_is_found_by_the_others() -> None:
    text = "One two three four five six seven. " * 3 + "Alpha beta gamma delta epsilon zeta eta theta iota. " * 2
    old = article(text, None, None, None)
    new = article("More. " * 50 + text.replace("One two", "Eleven two", 1), None, None, None)
    bases = [replace(bare(""), articles=(a,)) for a in (old, new)]
    place = Finder(Lookup(bases[1])).offset(locator(Lookup(bases[0]), Range(old.id, 0, 0)))
    assert place is not None
    assert abs(place[1] - 300) < 45


@pytest.mark.parametrize("seed", range(3))
async def test_a_random_walk_through_builds_loses_no_place(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a walk, no secret
    modal = {"palette", "help", "search", "export_all", "export_topic", "pipe", "entity_card"}
    keys = [c.keys[0] for c in commands.COMMANDS if c.keys and c.id not in modal | {"quit", "open", "copy"}]
    builds = [event(LONG), grown(LONG), event(LONG.replace("Note 7 ", "A remark. Note 7 "))]
    sizes = [(120, 40), (80, 24), (60, 20), (200, 50), (100, 20), (5, 3)]
    async with reading(event(LONG), size=(120, 30)) as (pilot, desk):
        for step in range(60):
            await press(pilot, chance.choice(keys))
            if step % 12 == 11:
                await pilot.resize_terminal(*chance.choice(sizes))
            if len(pilot.app.screen_stack) > 1:
                await press(pilot, "escape")
            if step % 5 == 4 and len(pilot.app.screen_stack) == 1:
                topic = desk.reading.topics[desk.reading.topic]
                told = [desk.lookup.text(r) for r in desk.reading.item.told[:1]]
                desk.reload(chance.choice(builds))
                await pilot.pause()
                same = desk.reading.topics[desk.reading.topic]
                # One topic is there in some of the builds alone: what it held belongs to another then.
                if topic is None or topic.name != "Weather":
                    assert (same and same.name) == (topic and topic.name)
                    assert told == [desk.lookup.text(r) for r in desk.reading.item.told[:1]]
        assert pilot.app.is_running
