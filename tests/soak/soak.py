"""The long ones: `make soak`. SOAK=3 makes them three times as long."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.command import CommandPalette

from briefing import store
from briefing.errors import BriefingError
from briefing.export.as_json import as_dict
from briefing.prepare.annotate import annotate
from briefing.prepare.clean import clean
from briefing.prepare.event import tell
from briefing.reader import commands
from briefing.reader.app import BriefingApp
from briefing.verify import verify
from conftest import SEEDS, article_of
from made import NASTY, made
from reader_event import bare, event
from test_any_event import DECLARED, SNIPPETS, holds
from test_reader_rebuild import origin

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from briefing.model import Briefing

TIMES = int(os.environ.get("SOAK", "1"))
TEXTS = (
    "Talks begin\nAnn Lee said “we agreed” in Rome.\nThe call took 90 minutes.",
    'Leaders talk\nThe call took an hour.\nLee called it "a start".',
)


# The reader


PAGES = {"space", "pagedown", "pageup", "b"}


async def press(pilot: Pilot[int], key: str) -> None:
    pilot.app.simulate_key(key)
    await pilot._wait_for_screen()


@pytest.mark.parametrize("seed", range(4))
async def test_thousands_of_keys(
    seed: int, seed_briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The palette has a command for leaving, too.
    monkeypatch.setattr(BriefingApp, "exit", lambda *_, **__: None)
    chance = random.Random(seed)  # noqa: S311 - a walk, no secret
    usual = [key for c in commands.COMMANDS if c.id not in {"quit", "palette"} for key in c.keys]
    usual += [*"aeiou 9", "escape", "escape", "enter", "tab", "backspace", "ctrl+p", "ctrl+z", "f5", "delete"]
    sizes = [(120, 40), (80, 24), (60, 20), (200, 50), (95, 48), (30, 8), (1, 1), (3, 60), (300, 3), (100, 20)]
    # Builds give one or another briefing, or fail.
    (tmp_path / "articles").mkdir()
    builds = (seed_briefing, event(), bare(), made(TEXTS))
    for n, build in enumerate(builds):
        store.save(build, tmp_path / f"{n}.briefing")
    code = (
        "import random, shutil, sys; n = random.randrange(5); n > 3 and sys.exit('no');"
        f"shutil.copy({str(tmp_path)!r} + f'/{n}.briefing', sys.argv[1])"
    )
    app = BriefingApp(
        seed_briefing,
        folder=tmp_path,
        origin=origin(tmp_path / "articles", code, tmp_path / "out.briefing"),
        marks_file=tmp_path / "marks",
    )
    async with app.run_test(size=(120, 40)) as pilot:
        for step in range(1000 * TIMES):
            if step % 20 == 19:
                await pilot.resize_terminal(*chance.choice(sizes))
            if step % 50 == 49:
                app.desk.reload(chance.choice(builds))
            if step % 10 == 9 and app.size.area:
                await pilot.click(offset=(chance.randrange(app.size.width), chance.randrange(app.size.height)))
            key = chance.choice(usual)
            if isinstance(app.screen, CommandPalette) and key in PAGES:
                continue  # Textual 8.2 fails on them while its list of commands is being filled
            await press(pilot, key)
            assert app.is_running, f"it ended at step {step}"
        for _ in range(9):
            await press(pilot, "escape")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert app.is_running


# Kills


def test_kills_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, no secret
    homes = {f"XDG_{name}_HOME": str(tmp_path / "home") for name in ("CACHE", "STATE", "CONFIG")}
    out = tmp_path / "out"
    out.mkdir()
    target, page = out / "x.briefing", out / "x.json"
    base = [sys.executable, "-m", "briefing"]
    build = [*base, "build", str(SEEDS), "-o", str(target), "--force"]
    export = [*base, "export", str(SEEDS), "--format", "json", "-o", str(page), "--force"]
    whole = time.monotonic()
    subprocess.run(build, env={**os.environ, **homes}, check=True)
    subprocess.run(export, env={**os.environ, **homes}, check=True)
    whole = (time.monotonic() - whole) / 2
    for _ in range(30 * TIMES):
        if chance.random() < 0.5:
            for entry in (tmp_path / "home").rglob("*.*"):
                if entry.is_file() and chance.random() < 0.5:
                    data = bytearray(entry.read_bytes())
                    data[chance.randrange(len(data))] ^= 1 + chance.randrange(255)
                    entry.write_bytes(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        with subprocess.Popen(chance.choice((build, export)), env={**os.environ, **homes}) as p:
            time.sleep(chance.random() * whole * 1.2)
            p.kill()
        assert verify(target).failures == ()
        assert verify(page).failures == ()
    before = json.loads(page.read_text("utf-8"))
    subprocess.run(export, env={**os.environ, **homes}, check=True)
    assert json.loads(page.read_text("utf-8")) == before


# Tampering


def test_flipped_bytes_of_a_saved_briefing(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - places, no secret
    sound = made(TEXTS)
    store.save(sound, tmp_path / "x")
    whole = (tmp_path / "x").read_bytes()
    for _ in range(3000 * TIMES):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 1, 2, 9))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.1:
            del data[chance.randrange(len(data)) :]
        (tmp_path / "y").write_bytes(data)
        try:
            loaded = store.load(tmp_path / "y")
        except BriefingError:
            continue
        assert loaded == sound


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [found for k, v in value.items() for found in leaves(v, (*path, k))]
    if isinstance(value, list):
        return [found for k, v in enumerate(value) for found in leaves(v, (*path, k))]
    return [path]


def changed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, int) and chance.random() < 0.8:
        return value + chance.choice((-99, -2, -1, 1, 2, 99))
    if isinstance(value, str) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return value[:at] + chance.choice("xq7“ ") + value[at + 1 :]
    return chance.choice((None, [], {}, "", "x", 7, -1, 1e300, True, [None]))


# What verify answers for: a source's text, a summary's text, and where they stand.
ANSWERED = {"text", "article"}


def test_tampered_exports(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - places, no secret
    data = as_dict(made(TEXTS))
    places = leaves(data)
    for _ in range(3000 * TIMES):
        other = deepcopy(data)
        place = chance.choice(places)
        row: Any = other
        for key in place[:-1]:
            row = row[key]
        before = row[place[-1]]
        row[place[-1]] = changed(before, chance)
        (tmp_path / "x.json").write_text(json.dumps(other), encoding="utf-8")
        try:
            failures = verify(tmp_path / "x.json").failures
        except BriefingError:
            continue
        assert all("\n" not in f for f in failures)
        if place[-1] in ANSWERED and " ".join(str(row[place[-1]]).split()) != " ".join(str(before).split()):
            assert failures, f"{place}: {before!r} became {row[place[-1]]!r}"


# Any text

CLASSES = (
    *("a", "A", "7", " ", "\n", "\t", ".", "...", "!", "?", "“", "”", '"', "'", "’", "‘", "(", ")", "[", "-", "—", ","),
    *(";", ":", "$", "%", "€", "/", "\\", "@", "#", "*", "_", "`", "|", "<", ">", "&", "\u200b", "\u0301", "\u00ad"),
    *("你", "é", "İ", "\U0001f600", "\x1b[", "\u2028", "\r\n", "\x0c", "\ufffd", "א", "क्", "ﬁ", "©", "• "),
    *("A. ", "a. ", "Mr. A. ", "a b ", "A B ", "John Smith ", "the ", "said ", "he said, ", "“a ", "“A” ", "‘a "),
    *('"A" said. ', "1 2 ", "1,", "1.", "1-", "12/", "2025-", "Feb. 12, 2025 ", "Monday ", "$1 ", "5 million ", "one "),
    *(
        "twenty-",
        "A, ",
        "A and ",
        "of the ",
        "Ann Lee said. ",
        "a\n",
        "A\n\n",
        "- a\n",
        "# A\n",
        "http://a.b/",
        "By A ",
    ),
    *(
        "By A ",
        "A's ",
        "A-",
        "(AP) ",
        "Read more: ",
        "12:30 ",
        "p.m. ",
        "U.S. ",
        "A (",
        "90 minutes ",
        "according to A, ",
    ),
)


@pytest.mark.parametrize("piece", CLASSES)
def test_long_runs_take_bounded_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    start = time.process_time()
    briefing = tell(list(annotate([clean(article_of(text))])))
    assert time.process_time() - start < 90, "some 10 s here; what is quadratic takes many minutes"
    for a in briefing.articles:
        assert all(0 <= s.range.start < s.range.end <= len(a.text) for s in a.segments)


@pytest.mark.parametrize("seed", range(4))
def test_any_articles(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - words, no secret
    for _ in range(200 * TIMES):
        texts = []
        for _ in range(chance.randint(1, 4)):
            pools = (SNIPPETS, SNIPPETS, SNIPPETS, NASTY)
            words = [chance.choice(chance.choice(pools)) for _ in range(chance.randint(1, 90))]
            words += [chr(chance.randrange(0x110000)) for _ in range(chance.choice((0, 0, 3)))]
            chance.shuffle(words)
            texts.append(" ".join(words))
        texts = [t for t in texts if t.strip()] or ["x"]
        holds(
            [*texts, *([texts[0] + " x"] if chance.random() < 0.3 else [])], tmp_path, chance.choice((None, DECLARED))
        )
