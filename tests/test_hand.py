"""A reader's own hand: stars, notes, and what is put right, by keys."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing import corrections, marks, store
from briefing.anchors import anchor
from briefing.export.as_json import as_json
from briefing.lookup import Lookup
from briefing.model import Mark, Range, Replayed
from briefing.reader.building import Origin
from briefing.reader.reading import STARRED
from briefing.reader.screens.choose import Choose
from briefing.reader.screens.menu import Menu
from briefing.reader.screens.prompt import Prompt
from invented import FERRIES
from reader_event import HARBOUR, article, bare, event
from reader_screen import NARROW, footer, press, reading, screen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from briefing.model import Briefing, Correction
    from briefing.reader.desk import Desk


def file_in(tmp_path: Path) -> Path:
    return tmp_path / "marks" / "x.jsonl"


def sidebar(desk: Desk) -> str:
    return "\n".join(line[:34] for line in screen(desk).splitlines())


# Stars and notes


async def test_a_star_is_kept_shown_and_taken_away(tmp_path: Path) -> None:
    async with reading(marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j")
        assert "Starred" not in sidebar(desk)
        await press(pilot, "m")
        assert "2+ The repairs cost 14 million crowns" in screen(desk)
        assert "Starred" in sidebar(desk)
        assert "Starred" in footer(desk)
        assert [m.place.quoted for m in marks.read(file_in(tmp_path))] == ["The repairs cost 14 million crowns"]
        # Elsewhere it is the same statement.
        await press(pilot, "c")
        assert any("+ " in line and "The repairs cost" in line for line in screen(desk).splitlines())
        await press(pilot, "s", "m")
        assert "2+" not in screen(desk)
        assert "Starred" not in sidebar(desk)
        assert marks.read(file_in(tmp_path)) == ()


async def test_a_note_stands_under_its_statement(tmp_path: Path) -> None:
    async with reading(marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "M")
        assert isinstance(pilot.app.screen, Prompt)
        await press(pilot, *"who paid?", "enter")
        assert "Note: who paid?" in screen(desk)
        assert "Noted." in footer(desk)
        assert [(m.starred, m.note) for m in marks.read(file_in(tmp_path))] == [(False, "who paid?")]
        await press(pilot, "m", "M")
        await press(pilot, *["backspace"] * 9, "enter")
        assert [(m.starred, m.note) for m in marks.read(file_in(tmp_path))] == [(True, "")]
        assert "Note:" not in screen(desk)
        await press(pilot, "M", "x", "escape")
        assert "Note:" not in screen(desk)


async def test_the_starred_of_all_topics_have_a_topic(tmp_path: Path) -> None:
    async with reading(marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "m", "right_square_bracket", "m")
        await press(pilot, *["right_square_bracket"] * 3)
        topic = desk.reading.topics[desk.reading.topic]
        assert topic is not None
        assert topic.id == STARRED
        shown = screen(desk)
        assert "1+ Ferry captain Bo Tarn" in shown
        assert "2+ The repairs cost 14 million crowns" in shown
        assert "Starred   2 statements" in shown
        statement = desk.reading.items[1]
        assert set(statement.told) == {r for s in desk.lookup.summary("reopening")[1:2] for r in s.cites}
        assert "The bridge reopens" in shown
        for view in "cwdts":
            await press(pilot, view, "j", "k")
            if view == "c":
                assert "The repairs cost 14 million" in screen(desk)
                assert "Ferry captain" in screen(desk)
        # It leads to the statement in its topic.
        await press(pilot, "j", "enter")
        assert desk.reading.topic == 1
        assert desk.reading.at == 1
        # Without stars there is no such topic, and one that is shown gives way.
        await press(pilot, "m", *["right_square_bracket"] * 3, "m")
        assert len(desk.reading.topics) == 4
        assert desk.reading.topic == 3


async def test_stars_are_there_the_next_day_also_where_the_text_has_moved(tmp_path: Path) -> None:
    async with reading(marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "m")
    a = article("Words that are in no source.", None, None, None)
    marks.keep(file_in(tmp_path), Mark(anchor(a, a.segments[0].range), starred=True, note="sad"))
    async with reading(event("A new first line.\n\n" + HARBOUR), marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        assert "1+ The bridge over the Lune reopened on Monday" in screen(desk)
        await press(pilot, *["right_square_bracket"] * 3)
        assert "“Words that are in no source.” is in no source any more. Note: sad" in screen(desk)
        further = (article("Before. Words that are in no source.", None, None, "2031-03-01"),)
        desk.reload(event(before=further))
        await pilot.pause()
        assert desk.reading.at_starred
        assert "no source any more" not in screen(desk)
        assert "1+ Words that are in no source." in screen(desk)
        assert "Note: sad" in screen(desk)


async def test_where_nothing_can_be_starred_or_kept(tmp_path: Path) -> None:
    async with reading(bare(), marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "m")
        assert "no statement here" in footer(desk)
        await press(pilot, "M")
        assert "no statement here" in footer(desk)
    async with reading() as (pilot, desk):
        await press(pilot, "m")
        assert "there is no place to keep it" in footer(desk)
        assert "1+" in screen(desk)
    file_in(tmp_path).parent.write_text("no folder")
    async with reading(marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "m")
        assert "Not kept" in footer(desk)
        assert "1+" not in screen(desk)
        assert len(desk.reading.topics) == 1 + len(desk.lookup.briefing.topics)


async def test_what_is_read_stays_where_it_is(tmp_path: Path) -> None:
    async with reading(size=(100, 24), marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "j")
        row = next(n for n, line in enumerate(screen(desk).splitlines()) if "Cyclists came first." in line)
        await press(pilot, "m")
        assert "3+ Cyclists came first." in screen(desk).splitlines()[row]


async def test_exports_have_the_stars(tmp_path: Path) -> None:
    async with reading(folder=tmp_path, marks_file=file_in(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "m", *["right_square_bracket"] * 3)
        assert desk.reading.at_starred
        await press(pilot, "e", "enter")
        await until(pilot, desk, "Exported to ")
        assert "## Starred" in exported(tmp_path)


def exported(folder: Path) -> str:
    return next(folder.glob("*.md")).read_text()


# Putting right


class Copying(Origin):
    """An origin whose build gives a copy of a saved briefing."""

    def words(self, target: Path) -> list[str]:
        source = self.paths[0] / "next.briefing"
        return [sys.executable, "-c", f"import shutil; shutil.copy({str(source)!r}, {str(target)!r})"]


def origin(tmp_path: Path, following: Briefing | None = None) -> Origin:
    store.save(following or replace(event(), title="Another"), tmp_path / "next.briefing")
    return Copying((tmp_path,), None, 1, lambda: None)


async def until(pilot: Pilot[int], desk: Desk, words: str) -> None:
    for _ in range(400):
        if words in desk.said:
            return
        await pilot.pause(0.02)
    raise AssertionError(desk.said)


def written(tmp_path: Path) -> list[Correction]:
    return list(corrections.load([tmp_path]).corrections)


async def choose(pilot: Pilot[int], *keys: str) -> None:
    await press(pilot, "x")
    assert isinstance(pilot.app.screen, Menu)
    for key in keys:
        await press(pilot, key)
        await pilot.pause()


async def test_a_statement_is_moved_and_taken_back(tmp_path: Path) -> None:
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        await choose(pilot, "t")
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, *"ferry", "enter")
        await until(pilot, desk, "Moved to What becomes of the ferry.  u takes it back.")
        assert desk.lookup.briefing.title == "Another"
        (c,) = written(tmp_path)
        assert (c.kind, c.topic) == ("move", "ferry")
        assert [a.quoted for a in c.at][:2] == [
            "The bridge over the Lune reopened on Monday, Mayor Ada Quill said.",
            "Traffic crosses the Lune again since Monday.",
        ]
        assert c.other[0].quoted.startswith("Ferry captain")
        await press(pilot, "u")
        await until(pilot, desk, "Taken back: moved to")
        assert not (tmp_path / "corrections.toml").exists()
        await press(pilot, "u")
        assert "no correction to take back" in footer(desk)


async def test_claims_are_parted_and_joined(tmp_path: Path) -> None:
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        await choose(pilot, "c", "down", "enter")
        await until(pilot, desk, "[2] is taken out.")
        await press(pilot, "j")
        await choose(pilot, "c")
        await until(pilot, desk, "[2] is taken out.")
        await choose(pilot, "j")
        await press(pilot, *"ferry captain", "enter")
        await until(pilot, desk, "Joined: one claim.")
        first, second, third = written(tmp_path)
        assert [c.kind for c in (first, second, third)] == ["apart", "apart", "join"]
        assert first.at[0].quoted == "Traffic crosses the Lune again since Monday."
        assert len(first.other) == 2
        assert third.other[0].quoted.startswith("Ferry captain")


async def test_a_speaker_is_chosen_typed_or_not_known(tmp_path: Path) -> None:
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "w")
        await choose(pilot, "w")
        await press(pilot, *"bo t", "enter")
        await until(pilot, desk, "Said by Bo Tarn.")
        await choose(pilot, "w")
        await press(pilot, *"a toll keeper", "enter")
        await until(pilot, desk, "Said by a toll keeper.")
        await choose(pilot, "w")
        await press(pilot, *"not known", "enter")
        await until(pilot, desk, "Speaker not known.")
        assert [c.name for c in written(tmp_path)] == ["Bo Tarn", "a toll keeper", ""]


async def test_a_topic_gets_another_name(tmp_path: Path) -> None:
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "right_square_bracket", "h")
        await choose(pilot, "n")
        await press(pilot, *" now", "enter")
        await until(pilot, desk, "Called What becomes of the ferry now.")
        (c,) = written(tmp_path)
        assert (c.kind, c.topic, c.name) == ("rename", "ferry", "What becomes of the ferry now")
        await choose(pilot, "n")
        await press(pilot, "enter")
        assert len(written(tmp_path)) == 1


async def test_entities_are_joined_and_parted(tmp_path: Path) -> None:
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "1", "g", "asterisk", "asterisk")
        assert desk.reading.entity == "e-Ada Quill"
        await choose(pilot, "e")
        await press(pilot, *"tarn", "enter")
        await until(pilot, desk, "One entity: Bo Tarn.")
        await choose(pilot, "p")
        await press(pilot, "down", "enter")
        await until(pilot, desk, "Quill is another.")
        same, other = written(tmp_path)
        assert (same.kind, same.was, same.name) == ("same-entity", "Ada Quill", "Bo Tarn")
        assert (other.kind, other.was, other.name) == ("other-entity", "Ada Quill", "Quill")
        assert same.at[0].quoted == other.at[0].quoted == "Ada Quill"


async def test_corrections_are_listed_and_one_of_them_taken_back(tmp_path: Path) -> None:
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        for name in ("One", "Two"):
            await press(pilot, *["right_square_bracket"] * 2)
            await choose(pilot, "n")
            pilot.app.screen.input.value = name  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await until(pilot, desk, f"Called {name}.")
        with (tmp_path / "corrections.toml").open("a") as file:
            file.write('\n[[correction]]\nkind = "nonsense"\n')
        known = written(tmp_path)
        desk.reload(replace(event(), corrections=(Replayed(known[0]), Replayed(known[1], "its words are gone"))))
        await choose(pilot, "l")
        shown = screen(desk)
        assert "is called “One”" in shown
        assert "is called “Two”  (its words are gone)" in shown
        assert "unknown kind" in shown
        await press(pilot, "enter")
        await until(pilot, desk, "Taken back: ")
        assert [c.name for c in written(tmp_path)] == ["Two"]


async def test_the_menu_offers_what_fits(tmp_path: Path) -> None:
    async with reading(size=NARROW) as (pilot, desk):
        await press(pilot, "x")
        assert "A saved briefing cannot be put right" in footer(desk)
        await press(pilot, "u")
        assert "A saved briefing cannot be put right" in footer(desk)
    async with reading(bare(), origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "x")
        assert "nothing here to put right" in footer(desk)
    async with reading(size=NARROW, origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "x")
        assert "the topic's name" in screen(desk)
        assert "another topic" not in screen(desk)
        await press(pilot, "t", "down", "q")
        assert pilot.app.screen is desk
        await press(pilot, "l", "x", "t", "Z", "Z", "Z")
        assert "Nothing fits." in screen(desk)
        await press(pilot, "enter", "escape")
        assert pilot.app.screen is desk
        assert written(tmp_path) == []


async def test_a_second_correction_follows_the_build_of_the_first(tmp_path: Path) -> None:
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "right_square_bracket")
        desk._again("first")
        desk._again("second")
        await until(pilot, desk, "second")


async def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state").write_text("no folder")
    monkeypatch.setattr("briefing.settings.state_home", lambda: tmp_path / "state")
    (tmp_path / "corrections.toml").mkdir()
    async with reading(origin=origin(tmp_path)) as (pilot, desk):
        await press(pilot, *["right_square_bracket"] * 2)
        await choose(pilot, "n")
        await press(pilot, *" now", "enter")
        assert "Not kept" in footer(desk)
        await press(pilot, "u")
        assert "Not taken back" in footer(desk)


async def test_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real build: a correction is in the next briefing, and taking it back gives the very bytes of before."""
    from briefing.commands import opening
    from briefing.progress import Narrator

    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    folder = tmp_path / "articles"
    folder.mkdir()
    for n, text in enumerate(FERRIES):
        (folder / f"{n}.txt").write_text(text)
    before = opening.build([folder], None, 1, Narrator("none"))

    def target() -> Path | None:
        kept = opening.kept_path([folder], None)
        return kept if kept and opening.ready(kept.parent) else None

    made = Origin((folder,), None, 1, target)
    kept = target()
    assert kept is not None
    store.save(before, kept)
    async with reading(before, origin=made) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        told = Lookup(before).text(desk.reading.item.told[0])
        await choose(pilot, "t", "enter")
        for _ in range(40):
            if "Moved to" in desk.said:
                break
            await pilot.pause(0.5)
        assert "Moved to" in desk.said
        after = desk.lookup
        assert [r.gone for r in after.briefing.corrections] == [""]
        topic = after.topic(after.briefing.corrections[0].correction.topic)
        assert topic is not None
        assert any(told in after.text(m.range) for m in topic.members if m.reason == "moved here by hand")
        await press(pilot, "u")
        await until(pilot, desk, "Taken back")
        assert as_json(desk.lookup.briefing) == as_json(before)


def test_a_mark_is_anchored_to_its_words() -> None:
    a = article(HARBOUR, "The Harbour Post", None, None)
    place = anchor(a, Range(a.id, 0, 16))
    assert Mark(place) == Mark(place, starred=True, note="")
    assert (place.file, place.quoted) == ("The Harbour Post.txt", "The Harbour Post")
