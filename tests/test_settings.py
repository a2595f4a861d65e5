"""The configuration: what it sets, and what is wrong with it, told with file, line and the nearest valid value."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import settings
from briefing.commands import read
from briefing.errors import BriefingError
from briefing.reader import commands
from briefing.reader.keys import bound, named
from briefing.reader.palette import Commands
from briefing.settings import KeySetting
from reader_event import event
from reader_screen import footer, press, reading, screen


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    """Each test leaves the usual keys in force."""
    yield
    commands.rebind({})


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv(settings.FORGIVING, raising=False)
    (tmp_path / "briefing").mkdir()
    return tmp_path / "briefing" / "config.toml"


SOUND = """exports = "~/briefings"
model = "some_model"

[keys]
next_statement = "J"
rebuild = ["^r", "F5"]
"quit" = []
"""


def test_what_may_be_set(config: Path) -> None:
    assert settings.forgiving() == settings.load() == settings.Settings()
    config.write_text(SOUND)
    found = settings.load()
    assert (found.model, found.exports, found.mistakes) == ("some_model", "~/briefings", ())
    assert found.keys == (
        KeySetting("next_statement", ("J",), 5),
        KeySetting("rebuild", ("^r", "F5"), 6),
        KeySetting("quit", (), 7),
    )


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("model = \n", ("line 1",)),
        ('\nmodle = "x"\n', ("line 2", "modle", "did you mean model")),
        ("model = 3\n", ("line 1", "model")),
        ("\n\nexports = 3\n", ("line 3", "a folder")),
        ('exports = " "\n', ("line 1", "a folder")),
        ('model = "x"\nkeys = "j"\n', ("line 2", "[keys]")),
        ('[key]\nnext = "j"\n', ("line 1", "did you mean keys")),
        ("\udcff", ("not UTF-8",)),
        ("[" * 5000, ("config.toml",)),
    ],
)
def test_a_mistake_is_told_and_forgiven(
    config: Path, text: str, hints: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BriefingError) as error:
        settings.load()
    (mistake,) = settings.forgiving().mistakes
    assert str(error.value) == mistake
    for hint in ("config.toml", *hints):
        assert hint in mistake
    monkeypatch.setenv(settings.FORGIVING, "1")
    assert settings.load().model in (None, "x")


@pytest.mark.parametrize(
    "text", ["a = " + "9" * 9_000, "\n".join(f"a{n}.b=1" for n in range(50_000)), "x = " + "[" * 9_000]
)
def test_a_hostile_file_is_one_line_at_once(config: Path, text: str) -> None:
    config.write_text(text, encoding="utf-8")
    (mistake,) = settings.forgiving().mistakes
    assert str(config) in mistake
    assert "\n" not in mistake


def test_what_is_no_file_is_not_waited_for(config: Path) -> None:
    os.mkfifo(config)
    assert settings.forgiving().mistakes == (f"{config}: cannot be read: no regular file",)


def test_mistakes_in_keys_keep_nobody_from_building(config: Path) -> None:
    config.write_text('model = "x"\n[keys]\nrebuild = 3\nopen = ["a", 4]\n')
    assert settings.load().model == "x"
    assert [m.rpartition("line ")[2][:1] for m in settings.load().mistakes] == ["3", "4"]


# Keys


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("j", "j"),
        ("J", "J"),
        ("[", "left_square_bracket"),
        ("/", "slash"),
        ("é", "é"),
        ("^d", "ctrl+d"),
        ("Ctrl+D", "ctrl+D"),
        ("ctrl+d", "ctrl+d"),
        ("Esc", "escape"),
        ("Shift+Tab", "shift+tab"),
        ("shift+ctrl+up", "ctrl+shift+up"),
        ("PgDn", "pagedown"),
        ("f12", "f12"),
        (" ", "space"),
        ("question_mark", "question_mark"),
        ("", None),
        ("jk", None),
        ("ctrl+", None),
        ("ctrl+nothing", None),
        ("f13", None),
        ("\x1b", None),
    ],
)
def test_keys_as_one_writes_them(written: str, key: str | None) -> None:
    found = named(written)
    assert found is not None or key is None
    if key is not None and written not in {"é", "Ctrl+D"}:
        assert found == key


def test_the_shown_names_of_all_keys_are_understood() -> None:
    for c in commands.COMMANDS:
        for key in c.keys:
            assert named(commands.shown(key)) == key


def mistakes(*given_: tuple[str, list[str]]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    found = bound([KeySetting(c, tuple(k), n) for n, (c, k) in enumerate(given_, 1)], "config.toml")
    return found.keys, list(found.mistakes)


def test_sound_keys_are_put_in_force() -> None:
    assert mistakes(("next_statement", ["J"]), ("quit", [])) == ({"next_statement": ("J",), "quit": ()}, [])
    # Two that change their keys.
    swapped = mistakes(("next_statement", ["k"]), ("previous_statement", ["j"]))
    assert swapped == ({"next_statement": ("k",), "previous_statement": ("j",)}, [])
    # Another command gives one of its keys away, as long as it has a further one.
    assert mistakes(("rebuild", ["down"])) == ({"rebuild": ("down",), "next_statement": ("j",)}, [])


def test_what_is_wrong_is_named_and_keeps_its_usual_keys() -> None:
    keys, told = mistakes(
        ("rebiuld", ["x"]),
        ("rebuild", ["PgDwn"]),
        ("quit", ["Q", "X"]),
        ("open", ["X"]),
        ("pipe", ["o"]),
    )
    assert keys == {"quit": ("Q", "X")}
    assert told[0] == "config.toml, line 1: unknown command 'rebiuld'; did you mean rebuild?"
    assert told[1] == "config.toml, line 2: 'PgDwn' is no key; did you mean PgDn?"
    assert told[2].startswith("config.toml, line 4: X is given to quit already; take ")
    assert told[3].startswith("config.toml, line 5: o is the only key of open; give open another, or take ")


@given(
    st.dictionaries(
        st.sampled_from(sorted(commands.BY_ID)) | st.text(max_size=9),
        st.lists(st.sampled_from([k for c in commands.COMMANDS for k in c.usual]) | st.text(max_size=3), max_size=3),
        max_size=12,
    )
)
def test_whatever_is_written_no_key_has_two_commands(table: dict[str, list[str]]) -> None:
    keys, _ = mistakes(*table.items())
    commands.rebind(keys)
    try:
        in_force = [k for c in commands.COMMANDS for k in c.keys]
        assert len(in_force) == len(set(in_force))
        for c in commands.COMMANDS:
            assert c.keys or not c.usual or table.get(c.id) == []
    finally:
        commands.rebind({})


async def test_the_keys_in_force_are_those_of_the_reader() -> None:
    keys, told = mistakes(("next_statement", ["J", "f5"]), ("rebuild", ["^r"]), ("source_3", ["f6"]), ("quit", []))
    assert told == []
    commands.rebind(keys)
    async with reading(size=(200, 50)) as (pilot, desk):
        assert "J k statement" in footer(desk)
        assert "q quit" not in footer(desk)
        await press(pilot, "j")
        assert desk.reading.at == 0
        await press(pilot, "J")
        assert desk.reading.at == 1
        await press(pilot, "k", "f5", "ctrl+r")
        assert desk.reading.at == 1
        assert "without its articles" in footer(desk)
        await press(pilot, "q", "f6")
        assert desk.reading.pane == desk.reading.order.index(desk.lookup.briefing.articles[2].id)
        await press(pilot, "question_mark")
        assert "J f5" in screen(desk)
        await press(pilot, "escape")
        titles = [str(hit.text) async for hit in Commands(desk).discover()]
        assert "Build again (^r)" in titles
    commands.rebind({})
    async with reading() as (pilot, desk):
        await press(pilot, "j")
        assert desk.reading.at == 1


def test_the_reader_starts_whatever_the_configuration_holds(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: dict[str, Any] = {}

    def run_it(_: object, **more: object) -> int:
        seen.update(more)
        return 0

    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    monkeypatch.setattr(read, "_opened", lambda _: event())
    monkeypatch.setattr("briefing.reader.app.run", run_it)
    monkeypatch.setenv(settings.FORGIVING, "")
    arguments = argparse.Namespace(paths=[], topics="none", workers=1, watch=False, progress=None)
    config.write_text('modell = "x\x1b"\nexports = "/tmp/x"\n[keys]\nopenn = "a"\ncopy = "Y"\n'.replace("\x1b", ""))
    assert read.run(arguments) == 0
    assert seen["said"].endswith("did you mean model? (and 1 more)")
    assert seen["folder"] == Path("/tmp/x")  # noqa: S108 - a name
    err = capsys.readouterr().err
    assert "line 1: unknown key 'modell'; did you mean model?" in err
    assert "line 4: unknown command 'openn'; did you mean open?" in err
    assert commands.BY_ID["copy"].keys == ("Y",)


async def test_a_mistake_is_in_the_footer_until_the_first_key() -> None:
    from briefing.reader.app import BriefingApp

    app = BriefingApp(event())
    app.first_words = "config.toml, line 3: unknown command"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "config.toml, line 3" in footer(app.desk)
        await press(pilot, "j")
        assert "config.toml" not in footer(app.desk)
