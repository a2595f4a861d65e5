"""What the reader shows, against saved screens: on an invented event, at four sizes and in four ways to colour."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reader.app import BriefingApp
from briefing.reader.desk import Desk
from pictures import picture
from reader_event import event
from reader_screen import press, reading, screen
from snapshots import FOLDER, check, needs_constraints

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # What is shown, and the keys that lead there from the screen before.
    ("opened", ()),
    ("topic", ("right_square_bracket", "0", "j")),
    ("coverage", ("c",)),
    ("another cell", ("right",)),
    ("wordings", ("w",)),
    ("differences", ("d",)),
    ("timeline", ("t",)),
    ("sources", ("S",)),
    ("entities", ("I", "j")),
    ("source", ("s", "k", "enter")),
    ("another source", ("3",)),
    ("boilerplate", ("1", "1", "z")),
    ("not told", ("z", "0", "j", "j", "1")),
    ("entity", ("0", "k", "k", "i")),
    ("mention in the next source", ("n", "n")),
    ("why", ("escape", "0", "k", "j", "W")),
    ("why this topic", ("escape", "h", "W")),
    ("why they differ", ("escape", "l", "d", "W")),
    ("a source's card", ("escape", "S", "i")),
    ("search", ("escape", "s", "escape", "slash", *"crowns")),
    ("hit", ("enter", "n")),
    ("export", ("escape", "0", "e")),
    ("help", ("escape", "question_mark")),
    ("help searched", (*"cited",)),
    ("last topic, unlinked", ("escape", "right_square_bracket", "right_square_bracket", "L")),
    ("labels", ("left_square_bracket", "left_square_bracket", "f")),
    ("a pattern that is none", ("escape", "slash", "ctrl+t", "ctrl+r", *"(to")),
)


def rows(desk: Desk) -> str:
    """The screen's rows, spaces at their ends cut off."""
    return "".join(f"{row.rstrip()}\n" for row in screen(desk).split("\n"))


@needs_constraints
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)], ids=str)
async def test_screens_are_as_saved(size: tuple[int, int]) -> None:
    parts: list[str] = []
    async with reading(size=size, folder=Path("/exports"), theme="textual-dark", ascii_only=False) as (pilot, desk):
        for name, keys in STEPS:
            await press(pilot, *keys)
            await pilot.pause()
            parts.append(f"== {name} ==\n{rows(desk)}")
    check(FOLDER / f"screens-{size[0]}x{size[1]}.txt", "\n".join(parts))


@needs_constraints
async def test_ascii_screens_are_as_saved() -> None:
    async with reading(size=(120, 40), theme="textual-dark", ascii_only=True) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        check(FOLDER / "screen-ascii.txt", rows(desk))


WAYS = {
    "dark": ("textual-dark", False),
    "light": ("textual-light", False),
    "ansi": ("ansi-dark", False),
    "no-color": (None, True),
}


@needs_constraints
@pytest.mark.parametrize("view", ["summary", "wordings"])
@pytest.mark.parametrize("way", WAYS)
async def test_pictures_are_as_saved(way: str, view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, plain = WAYS[way]
    monkeypatch.delenv("NO_COLOR", raising=False)
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    app = BriefingApp(event(), folder=Path("/exports"), theme=theme, ascii_only=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "right_square_bracket", view[0], "asterisk")
        await pilot.pause()
        check(FOLDER / f"{view}-{way}.svg", picture(app))
