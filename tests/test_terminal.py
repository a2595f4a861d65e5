"""The program on a real terminal: what it writes, byte by byte, and how it is stopped."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import store
from conftest import SEEDS
from made import NASTY, made
from terminal import Terminal

# CSI, OSC 8 (links), OSC 52 (the clipboard), DCS, APC, PM, titles, C1, bells, overrides, isolates, towers, markup.
ATTACK = "\n".join(
    (
        "Leaders \x1b[31mmeet\x1b[0m in \x1b]8;;http://evil\x07Rome\x1b]8;;\x07 \x1b[2J\x1b[?1049l",
        "Ann Lee said “it \x1b]52;c;QQ==\x07holds” and \x1bP1$r0m\x1b\\ \x1b_x\x1b\\ \x1b^y\x1b\\ \x1bc",
        "The [bold red]pact[/] took \u202e90 minutes\u202c \u2066x\u2069 and [@click=app.quit]more[/] \x9b2J \x90q.",
        "It \x1b]0;title\x07 \x0e\x07\x08\x7f\x85\u2028 " + "\u200b" * 999 + "e" + "\u0301" * 99 + " there.",
    )
)


def desk(screen: str) -> bool:
    """Tell whether no card, prompt or palette is open."""
    footer = screen.splitlines()[-1]
    return "? help" in footer and "└" not in footer and "▔▔▔▔" not in screen


def card(screen: str) -> bool:
    return "└" in screen.splitlines()[-1]


def shows(words: str) -> Callable[[str], bool]:
    return lambda screen: words in screen


# Each key, and what is waited for before the next one.
KEYS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    *((key, desk) for key in ("]", "c", "w", "d", "t", "s", "\r", "\r")),
    *(("i", card), ("\x1b", desk), ("*", shows("Ann: ")), ("n", desk)),
    *(("/", shows("/ everything")), ("lee\r", shows("/lee: ")), ("N", desk), ("?", card), ("\x1b", desk)),
    *(("\x10", shows("Search for commands")), ("theme", shows("Next theme")), ("\x1b", desk), ("\x1b", desk)),
    *((key, desk) for key in ("1", "2", "z", "G", "g", "0", "}")),
)
# What Textual writes of its own: cursor, colours, modes, the keyboard's protocol; and the pointer's shape.
OURS = re.compile(rb"\x1b(?:\[[0-9;]*[mH]|\[\?[0-9]+[hl]|\[\?[0-9]+\$p|\[[<>][0-9]*u|\]22;[a-z-]*\x07)")


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str]:
    return {f"XDG_{name}_HOME": str(tmp_path / "home") for name in ("CACHE", "STATE", "CONFIG")}


def briefing(*words: object) -> list[str]:
    return [sys.executable, "-m", "briefing", *map(str, words)]


def inert(output: bytes) -> None:
    text = OURS.sub(b"", output).decode()
    assert {c for c in text if unicodedata.category(c)[0] == "C" and c not in "\t\r\n"} == set()
    assert "\u0301" * 5 not in text


def test_the_reader_writes_no_byte_of_an_attack(
    tmp_path: Path, homes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made_of = made([ATTACK, "\n".join(NASTY), ATTACK + " More."], title=ATTACK)
    hostile = tuple(replace(a, paths=("/place/\x1b[31m\u202ea\nb.txt",)) for a in made_of.articles)
    store.save(replace(made_of, articles=hostile), tmp_path / "x.briefing")
    with Terminal(briefing(tmp_path / "x.briefing"), (120, 40), homes) as terminal:
        terminal.wait(lambda screen: "Overview" in screen)
        for key, seen in KEYS:
            terminal.press(key, seen)
        terminal.press("e", shows("Export topic to"))
        terminal.press("\r", shows("Exported"))
        terminal.key("q")
        assert terminal.ended() == 0
        output = bytes(terminal.output)
    inert(output)
    for words in (b"holds", b"[bold red]pact[/]", b"[@click=app.quit]more[/]"):
        assert words in output
    (exported,) = tmp_path.glob("*.md")
    assert {c for c in exported.read_text("utf-8") if unicodedata.category(c)[0] == "C" and c != "\n"} == set()


def test_progress_and_notices_on_a_terminal_are_inert(tmp_path: Path, homes: dict[str, str]) -> None:
    folder = tmp_path / "news \x1b]0;x\x07\u202e"
    folder.mkdir()
    (folder / "\x1b[2Ja\nb\x07.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    (folder / "\x1b]8;;x\x07bad.txt").write_bytes(b"\x00\x01\xff" * 200)
    (folder / "\x1b]8;;x\x07bad.pdf").write_bytes(b"%PDF")
    with Terminal(briefing("build", folder, "-o", folder / "x.briefing", "--explain"), (200, 40), homes) as terminal:
        assert terminal.ended() == 0
        output = bytes(terminal.output)
        assert terminal.text.count("bad.txt") == 2, "as a notice, and in the list"
    assert b"annotate" in output
    inert(output.replace(b"\r\x1b[K", b""))
    assert (folder / "x.briefing").exists()


def test_nothing_is_drawn_on_a_terminal_that_cannot(tmp_path: Path, homes: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    with Terminal(briefing(tmp_path), (100, 30), {**homes, "TERM": "dumb"}) as terminal:
        assert terminal.ended() == 0
    assert terminal.output.startswith(b"# A title here\r\n")
    assert b"\x1b" not in terminal.output


@pytest.mark.parametrize(
    ("words", "before"),
    [
        (["build", SEEDS, "-o", "x.briefing"], []),
        (["read", SEEDS], ["briefing: preparing the articles; Ctrl-C stops, and what is done is kept"]),
    ],
)
def test_ctrl_c_stops_a_build_with_one_line(
    tmp_path: Path, homes: dict[str, str], words: list[str], before: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Terminal(briefing(*words), (100, 30), homes) as terminal:
        terminal.wait(lambda screen: "annotate" in screen)
        terminal.key("\x03")
        # Python itself may hand the signal on, where it interrupted an import.
        assert terminal.ended() in (130, -2)
        shown = [line.rstrip() for line in terminal.screen.display if line.strip()]
    assert shown == [*before, "briefing: stopped"]
    assert not (tmp_path / "x.briefing").exists()
    assert list(tmp_path.rglob("*.part")) == []
