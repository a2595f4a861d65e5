"""Building again beneath the reader: in a process of its own, told in the footer, cancelled by Esc."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing import store
from briefing.errors import BriefingError
from briefing.model import Briefing, Skipped
from briefing.reader import building, watching
from briefing.reader.building import Build, Origin
from reader_event import event
from reader_screen import footer, press, reading, screen
from test_reader_reload import grown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from briefing.reader.desk import Desk


class Made(Origin):
    """An origin whose build is a few lines of Python."""

    code = ""

    def words(self, target: Path) -> list[str]:
        return [sys.executable, "-c", self.code, str(target)]


def origin(tmp_path: Path, code: str, target: Path | None = None) -> Origin:
    made = Made((tmp_path,), None, 1, lambda: target or tmp_path / "out.briefing")
    made.__class__ = type("Coded", (Made,), {"code": code})
    return made


def copies(source: Path) -> str:
    """A build that tells two steps and then gives a copy of a saved briefing."""
    step = json.dumps({"stage": "annotate", "done": 3, "total": 5})
    return f"""
import shutil, sys
print('not json'); print({step!r}, file=sys.stderr, flush=True); print('[1', file=sys.stderr)
print('x' * 200000, file=sys.stderr); print('[]', file=sys.stderr, flush=True)
shutil.copy({str(source)!r}, sys.argv[1])
"""


def names(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir()]


def watched(made: Origin) -> Origin:
    again = made._replace(watched=True)
    again.__class__ = made.__class__
    return again


async def until(pilot: Pilot[int], desk: Desk, words: str) -> None:
    for _ in range(400):
        if words in footer(desk):
            return
        await pilot.pause(0.02)
    raise AssertionError(footer(desk))


async def test_a_new_build_takes_the_old_one_s_place(tmp_path: Path) -> None:
    store.save(grown(), tmp_path / "new.briefing")
    async with reading(origin=origin(tmp_path, copies(tmp_path / "new.briefing"))) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j")
        told = desk.reading.item.lines
        await press(pilot, "r")
        assert "Esc cancels" in footer(desk)
        await press(pilot, "r")
        assert "being built already" in footer(desk)
        await until(pilot, desk, "Built again: 4 articles, 1 new.")
        assert len(desk.lookup.briefing.articles) == 4
        assert desk.reading.at == 1
        assert told[0].text.split("  ")[0] in screen(desk)
        # Again: what was built is kept, and is what is shown.
        await press(pilot, "r")
        await until(pilot, desk, "Nothing has changed")
        desk.rebuild(force=True, done="Mended.")
        await until(pilot, desk, "Mended.")


async def test_progress_is_in_the_footer_and_esc_cancels(tmp_path: Path) -> None:
    step = json.dumps({"stage": "annotate\x1b[2J", "done": 3, "total": 5})
    code = f"import sys, time; print({step!r}, file=sys.stderr, flush=True); time.sleep(60)"
    async with reading(origin=origin(tmp_path, code)) as (pilot, desk):
        await press(pilot, "1", "r")
        await until(pilot, desk, "3/5  Esc cancels")
        assert "\x1b" not in footer(desk)
        await press(pilot, "j")
        assert "3/5  Esc cancels" in footer(desk)
        await press(pilot, "escape")
        await until(pilot, desk, "Cancelled: the briefing is as it was.")
        assert len(desk.lookup.briefing.articles) == 3
        assert names(tmp_path) == []
        part: str = desk.reading.part
        assert part == "sources"
        await press(pilot, "escape")
        part = desk.reading.part
        assert part == "items"


async def test_a_build_that_does_not_want_to_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "PATIENCE", 0.1)
    code = (
        "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        ' print(\'{"stage": "deaf", "done": 0}\', file=sys.stderr, flush=True); time.sleep(60)'
    )
    async with reading(origin=origin(tmp_path, code)) as (pilot, desk):
        await press(pilot, "r")
        await until(pilot, desk, "deaf 0/0")
        await press(pilot, "escape")
        await until(pilot, desk, "Cancelled")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('import sys; print(\'{"error": "x.txt: broken\\\\u001b"}\', file=sys.stderr); sys.exit(1)', "x.txt: broken"),
        ("raise SystemExit(3)", "code 3"),
        ("pass", "cannot be read"),
        ("import sys; open(sys.argv[1], 'w').write('x')", "no saved briefing"),
    ],
)
async def test_a_failure_is_one_line_and_the_old_briefing_stays(tmp_path: Path, code: str, said: str) -> None:
    async with reading(origin=origin(tmp_path, code)) as (pilot, desk):
        await press(pilot, "r")
        await until(pilot, desk, "Not built again: ")
        assert said in desk.said
        assert "\x1b" not in desk.said
        assert "\n" not in desk.said
        assert len(desk.lookup.briefing.articles) == 3
        await press(pilot, "j")
        assert "Not built" not in footer(desk)


async def test_a_program_that_cannot_be_started_and_places_that_fail(tmp_path: Path) -> None:
    class Missing(Origin):
        def words(self, target: Path) -> list[str]:
            return [str(tmp_path / "missing"), str(target)]

    async with reading(origin=Missing((tmp_path,), None, 1, lambda: tmp_path / "x")) as (pilot, desk):
        await press(pilot, "r")
        await until(pilot, desk, "cannot be started")

    def fails() -> Path | None:
        raise BriefingError("news: no such file or folder")

    async with reading(origin=Origin((tmp_path,), None, 1, fails)) as (pilot, desk):
        await press(pilot, "r")
        await until(pilot, desk, "Not built again: news: no such file or folder")


async def test_without_a_cache_it_is_built_all_the_same(tmp_path: Path) -> None:
    store.save(grown(), tmp_path / "new.briefing")
    made = origin(tmp_path, copies(tmp_path / "new.briefing"))._replace(target=lambda: None)
    made.__class__ = type("Coded", (Made,), {"code": copies(tmp_path / "new.briefing")})
    async with reading(origin=made) as (pilot, desk):
        await press(pilot, "r")
        await until(pilot, desk, "Built again")
    assert names(tmp_path) == ["new.briefing"]


async def test_what_changed_during_the_build_is_not_kept_under_a_wrong_name(tmp_path: Path) -> None:
    store.save(grown(), tmp_path / "new")
    places = [tmp_path / "one.briefing", tmp_path / "two.briefing"]
    made = Made((tmp_path,), None, 1, lambda: places.pop(0))
    made.__class__ = type("Coded", (Made,), {"code": copies(tmp_path / "new")})
    async with reading(origin=made) as (pilot, desk):
        await press(pilot, "r")
        await until(pilot, desk, "Built again")
    assert names(tmp_path) == ["new"]


async def test_a_saved_briefing_says_that_it_has_no_articles() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "r")
        assert "without its articles" in footer(desk)


async def test_leaving_ends_the_build(tmp_path: Path) -> None:
    code = 'import sys, time; print(\'{"stage": "slow"}\', file=sys.stderr, flush=True); time.sleep(60)'
    async with reading(origin=origin(tmp_path, code)) as (pilot, desk):
        await press(pilot, "r")
        await until(pilot, desk, "slow")
        build = desk._build
        assert build is not None
        process = build._process
    assert process is not None
    assert await asyncio.wait_for(process.wait(), 10) != 0


def test_the_words_of_a_build() -> None:
    made = Origin((Path("/a"), Path("-b")), "none", 2, lambda: None)
    words = made.words(Path("/out"))
    assert words[:4] == [sys.executable, "-P", "-m", "briefing"]
    assert words[-3:] == ["--", "/a", "-b"]
    assert words[words.index("--topics") + 1] == "none"
    assert "--topics" not in made._replace(topics=None).words(Path("/out"))


async def test_a_build_cancelled_before_it_started_ends() -> None:
    build = Build([sys.executable, "-c", "import time; time.sleep(60)"], lambda _: None)
    build.cancel()
    assert await asyncio.wait_for(build.run(), 10) is not None
    assert event().articles


# Changes on the disk


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PAUSE", 0.05)
    monkeypatch.setattr(watching, "SETTLING", 0.02)


@pytest.mark.usefixtures("quick")
async def test_a_changed_folder_is_told_and_read_at_a_key(tmp_path: Path) -> None:
    news = folder_of(tmp_path)
    store.save(grown(), tmp_path / "new.briefing")
    made = origin(news, copies(tmp_path / "new.briefing"), tmp_path / "out.briefing")
    async with reading(of_folder(news), origin=made) as (pilot, desk):
        await pilot.pause(0.1)
        (news / "two.txt").write_text("A second text.")
        await until(pilot, desk, "1 new article: r reads it")
        (news / "three.txt").write_text("A third text.")
        await until(pilot, desk, "2 new articles: r reads them")
        await press(pilot, "j")
        assert "2 new articles: r reads them" in footer(desk)
        assert "2 of 2" in footer(desk)
        await press(pilot, "r")
        await until(pilot, desk, "Built again")
        await press(pilot, "k")
        assert "new article" not in footer(desk)
        # What the reader itself writes is no news; what comes back to what it was is none either.
        desk.pass_over(news / "export.md")
        (news / "export.md").write_text("An export.")
        (news / "four.txt").write_text("A fourth text.")
        await until(pilot, desk, "1 new article: r reads it")
        (news / "four.txt").unlink()
        await until(pilot, desk, "1 of 2")
        for _ in range(100):
            if not desk.news:
                break
            await pilot.pause(0.02)
        assert not desk.news


@pytest.mark.usefixtures("quick")
async def test_a_watched_folder_is_read_by_itself(tmp_path: Path) -> None:
    news = folder_of(tmp_path)
    store.save(grown(), tmp_path / "new.briefing")
    made = origin(news, copies(tmp_path / "new.briefing"), tmp_path / "out.briefing")
    async with reading(of_folder(news), origin=watched(made)) as (pilot, desk):
        await pilot.pause(0.1)
        (news / "two.txt").write_text("A second text.")
        await until(pilot, desk, "Built again: 4 articles, 1 new.")
        assert not desk.news


@pytest.mark.usefixtures("quick")
async def test_a_watched_folder_whose_build_fails_is_tried_once(tmp_path: Path) -> None:
    news = folder_of(tmp_path)
    tried = tmp_path / "tried"
    made = origin(news, f"open({str(tried)!r}, 'a').write('x'); raise SystemExit(1)")
    async with reading(of_folder(news), origin=watched(made)) as (pilot, desk):
        await pilot.pause(0.1)
        (news / "two.txt").write_text("A second text.")
        await until(pilot, desk, "Not built again")
        await pilot.pause(0.5)
        assert tried.read_text() == "x"
        (news / "three.txt").write_text("A third text.")
        for _ in range(200):
            if tried.read_text() == "xx":
                break
            await pilot.pause(0.02)
        assert tried.read_text() == "xx"


@pytest.mark.usefixtures("quick")
async def test_a_build_that_fails_leaves_the_offer(tmp_path: Path) -> None:
    news = folder_of(tmp_path)
    async with reading(of_folder(news), origin=origin(news, "raise SystemExit(1)")) as (pilot, desk):
        await pilot.pause(0.1)
        (news / "two.txt").write_text("A second text.")
        await until(pilot, desk, "1 new article: r reads it")
        await press(pilot, "r")
        await until(pilot, desk, "Not built again")
        await pilot.pause(0.3)
        assert "1 new article: r reads it" in footer(desk)


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for n, a in enumerate(event().articles):
        (folder / f"{n}.txt").write_text(a.text)
    return folder


def of_folder(folder: Path) -> Briefing:
    """The event as it was built of that folder."""
    base = event()
    return replace(
        base, articles=tuple(replace(a, paths=(str(folder / f"{n}.txt"),)) for n, a in enumerate(base.articles))
    )


@pytest.mark.usefixtures("quick")
async def test_what_changed_before_the_first_look_is_told_too(tmp_path: Path) -> None:
    news = folder_of(tmp_path)
    (news / "0.txt").write_text("Another text.")
    (news / "1.txt").unlink()
    (news / "late.txt").write_text("A late text.")
    (news / "export.md").write_text("Passed over.")
    skipped = (Skipped(str(news / "export.md"), "an export"),)
    async with reading(replace(of_folder(news), skipped=skipped), origin=origin(news, "pass")) as (pilot, desk):
        await until(pilot, desk, "1 new, 1 changed, 1 gone: r reads them")
