"""The recent briefings: what is kept of them, what is new since, and the screen that lists them."""

from __future__ import annotations

import argparse
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import changes, recent, settings, state, store
from briefing.commands import read
from briefing.errors import UsageError
from briefing.reader.places_kept import Memory
from briefing.reader.recents import Recents
from briefing.recent import entries, news, record, when
from reader_event import event
from reader_screen import reading, shows

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from briefing.model import Briefing

NOW = datetime(2031, 3, 7, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def folder(tmp_path: Path, name: str, *texts: str) -> Path:
    made = tmp_path / name
    made.mkdir()
    for n, text in enumerate(texts):
        (made / f"{n}.txt").write_text(text)
    return made


def test_what_is_new_since_it_was_read(tmp_path: Path) -> None:
    news_folder = folder(tmp_path, "news", "One.", "Two.")
    record([news_folder], None, "The bridge", 2, NOW)
    (entry,) = entries()
    assert entry[:5] == ((news_folder,), None, "The bridge", 2, NOW)
    assert news(entry) == ""
    (news_folder / "2.txt").write_text("Three.")
    assert news(entry) == "1 new article"
    (news_folder / "0.txt").write_text("One and more.")
    (news_folder / "1.txt").unlink()
    assert news(entry) == "1 new, 1 changed, 1 gone"
    record([news_folder], "none", "The bridge", 2, NOW + timedelta(1))
    (entry,) = entries()
    assert entry.topics == "none"
    assert news(entry) == ""
    for file in news_folder.iterdir():
        file.unlink()
    news_folder.rmdir()
    assert news(entry) == "not there any more"
    recent.forget(entry)
    assert entries() == []


def test_a_folder_named_from_where_one_is_has_nothing_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, "news", "One.")
    monkeypatch.chdir(tmp_path)
    record([Path("news")], None, "The bridge", 1, NOW)
    (entry,) = entries()
    assert news(entry) == ""


def test_the_last_read_comes_first_and_a_large_folder_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        record([tmp_path / str(n)], None, f"Event {n}", n, NOW + timedelta(hours=n % 2, minutes=n))
    assert [e.title for e in entries()] == ["Event 1", "Event 2", "Event 0"]
    monkeypatch.setattr(state, "MOST_BYTES", 2000)
    large = folder(tmp_path, "large", *("x" for _ in range(100)))
    record([large], None, "Large", 100, NOW + timedelta(2))
    assert entries()[0].title == "Large"
    assert news(entries()[0]) == ""


def test_ten_thousand_files_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"/a/long/enough/path/{n}.txt": (n * 1000, 1_700_000_000_000_000_000 + n) for n in range(10_000)}
    monkeypatch.setattr(changes, "look", lambda _: many)
    record([tmp_path], None, "Many", 10_000, NOW)
    (entry,) = entries()
    assert len(entry.files) == 10_000
    many["/one/more.txt"] = (1, 1)
    assert news(entry) == "1 new article"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("read", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_time_that_is_none_elsewhere_is_left_out(read: str) -> None:
    row: dict[str, Any] = {"paths": ["/x"], "topics": None, "title": "T", "articles": 1, "read": read, "files": {}}
    assert recent._recent(row) is None


@given(st.dictionaries(st.sampled_from(["paths", "topics", "title", "articles", "read", "files"]), JSON), JSON)
def test_what_was_not_written_by_us_is_left_out(parts: dict[str, Any], other: object) -> None:
    sound: dict[str, Any] = {
        "paths": ["/x"],
        "topics": None,
        "title": "T",
        "articles": 1,
        "read": NOW.isoformat(),
        "files": {},
    }
    assert recent._recent(sound) is not None
    recent._recent(other)
    found = recent._recent({**sound, **parts})
    if found is not None:
        assert found.paths
        assert isinstance(news(found), str)
        assert when(found.read, NOW)


@pytest.mark.parametrize(
    ("days", "says"),
    [(0, "today 11:00"), (1, "yesterday"), (2, "Wednesday"), (8, "27 Feb"), (80, "17 Dec 2030"), (-1, "today 11:00")],
)
def test_a_time_as_one_says_it(days: int, says: str) -> None:
    assert when(NOW - timedelta(days=days, hours=1), NOW) == says


async def test_what_is_read_is_listed(tmp_path: Path) -> None:
    for listed in (False, True):
        async with reading(memory=Memory([tmp_path], "none", listed=listed)) as (pilot, _):
            for _ in range(100):
                if entries():
                    break
                await pilot.pause(0.01)
        assert [e.title for e in entries()] == ["The Lune bridge, 3 March 2031"] * listed


# The screen


@asynccontextmanager
async def listing(size: tuple[int, int] = (100, 24)) -> AsyncIterator[tuple[Pilot[int], Recents]]:
    app = Recents(entries(), NOW)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app


def shown(app: Recents) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    folders = [folder(tmp_path, f"news{n}", "One.") for n in range(3)]
    for n, title in enumerate(("The bridge", "The \x1b[31mfire\u202e [bold]now[/]", "An election " * 20)):
        record([folders[n]], None, title, n + 1, NOW - timedelta(days=n, hours=1))
    (folders[1] / "new.txt").write_text("New.")
    return folders


async def test_the_list_tells_what_is_new(three: list[Path]) -> None:
    async with listing() as (pilot, app):
        for _ in range(100):
            if "1 new article" in shown(app):
                break
            await pilot.pause(0.02)
        text = shown(app)
        shows(
            text,
            *("> The bridge", "1 source   read today 11:00", "1 new article since yesterday"),
            *("3 sources   read Wednesday", "[bold]now[/]", "The sample", str(three[0])[:60]),
        )
        assert "\x1b" not in text
        assert "\u202e" not in text
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert "> The bridge" in shown(app)
        await pilot.resize_terminal(1, 1)
        await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "number"),
    [("enter", 0), ("j enter", 1), ("G enter", 3), ("j j k l", 1), ("down down down down o", 3), ("q", None)],
)
@pytest.mark.usefixtures("three")
async def test_the_keys_of_the_list(keys: str, number: int | None) -> None:
    async with listing() as (pilot, app):
        await pilot.press(*keys.split())
        await pilot.pause()
    assert app.return_value == number


@pytest.mark.usefixtures("three")
async def test_x_forgets_one(three: list[Path]) -> None:
    async with listing() as (pilot, app):
        await pilot.press("j", "x")
        await pilot.pause()
        assert "Forgotten: The" in shown(app)
        assert [e.title[:10] for e in entries()] == ["The bridge", "An electio"]
        assert three[1].is_dir()
        await pilot.press("j", "x")
        await pilot.pause()
        assert "The sample stays." in shown(app)
        await pilot.press("k", "enter")
        await pilot.pause()
    assert app.return_value == 2, "the number among those that were given"


@pytest.mark.usefixtures("three")
async def test_a_click_chooses_and_another_opens() -> None:
    async with listing() as (pilot, app):
        await pilot.click(app.lines, offset=(10, 5))
        await pilot.pause()
        assert app.lines.entry == 1
        await pilot.click(app.lines, offset=(10, 5))
        await pilot.pause()
    assert app.return_value == 1


# The command


def opened(monkeypatch: pytest.MonkeyPatch, choice: int | None) -> tuple[int, list[Any]]:
    """Run `briefing` on a terminal where this is chosen; gives the code and what was opened."""
    seen: list[Any] = []
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    monkeypatch.setattr(Recents, "run", lambda _: choice)

    def open_it(arguments: argparse.Namespace) -> Briefing:
        seen.append(arguments.paths)
        return event()

    def run_it(_: Briefing, **more: object) -> int:
        seen.append(more)
        return 0

    monkeypatch.setattr(read, "_opened", open_it)
    monkeypatch.setattr("briefing.reader.app.run", run_it)
    arguments = argparse.Namespace(paths=[], topics=None, workers=1, watch=False, progress=None)
    return read.run(arguments), seen


def test_the_command_opens_what_was_chosen(monkeypatch: pytest.MonkeyPatch, three: list[Path]) -> None:
    assert opened(monkeypatch, None) == (0, [])
    code, seen = opened(monkeypatch, 1)
    assert (code, seen[0]) == (0, [three[1]])
    assert seen[1]["memory"]._listed
    code, seen = opened(monkeypatch, 3)
    assert (code, seen[0]) == (0, [])
    assert not seen[1]["memory"]._listed


def test_without_any_the_sample_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not os.path.exists(settings.state_home() / "recent")  # noqa: PTH110 - as plainly as can be
    code, seen = opened(monkeypatch, None)
    assert (code, seen[0]) == (0, [])
    assert not seen[1]["memory"]._listed


def test_a_saved_briefing_is_not_watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store.save(event(), tmp_path / "x.briefing")
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    place = [tmp_path / "x.briefing"]
    arguments = argparse.Namespace(paths=place, topics=None, workers=1, watch=True, progress=None)
    with pytest.raises(UsageError, match="--watch goes with folders"):
        read.run(arguments)
