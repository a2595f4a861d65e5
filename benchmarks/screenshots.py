"""Render screenshots/ from the running reader on the sample, at fixed sizes and in one theme.

python benchmarks/screenshots.py [FOLDER]
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from briefing.model import Briefing
from briefing.reader.app import BriefingApp
from briefing.store import load

ROOT = Path(__file__).resolve().parent.parent
# Fonts from elsewhere: a picture in a README loads nothing, and the viewer has a monospaced font.
FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}\s*")


class Shot(NamedTuple):
    """A picture: its name, the screen's size, the keys that lead there."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]


NEXT_TOPIC = "right_square_bracket"
SHOTS = (
    Shot("overview", (120, 36), ()),
    Shot("topic", (120, 36), (NEXT_TOPIC, "j")),
    Shot("side-by-side", (180, 48), (*[NEXT_TOPIC] * 7, "j")),
    Shot("coverage", (120, 36), (*[NEXT_TOPIC] * 7, "c", "j")),
    Shot("wordings", (120, 36), (NEXT_TOPIC, "w")),
    Shot("differences", (120, 36), (NEXT_TOPIC, "d")),
    Shot("timeline", (120, 36), (NEXT_TOPIC, "t")),
    Shot("search", (120, 36), (NEXT_TOPIC, "slash", *"saudi", "enter")),
    Shot("entity", (120, 36), (*[NEXT_TOPIC] * 4, "i")),
    Shot("help", (120, 36), ("question_mark",)),
    Shot("statements-80x24", (80, 24), ("j", "j", "enter")),
    Shot("source-80x24", (80, 24), ("j", "j", "enter", "enter")),
)


async def render(briefing: Briefing, shot: Shot) -> str:
    """Give a picture as SVG."""
    app = BriefingApp(briefing, theme="textual-dark", ascii_only=False)
    async with app.run_test(size=shot.size) as pilot:
        await pilot.pause()
        for key in shot.keys:
            await pilot.press(key)
        await pilot.pause()
        return FONT_FACES.sub("", app.export_screenshot(title=briefing.title))


def main() -> None:
    """Run from the command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        saved = Path(name) / "sample.briefing"
        command = [
            sys.executable,
            "-m",
            "briefing",
            "build",
            str(ROOT / "seeds"),
            "--progress",
            "none",
            "-o",
            str(saved),
        ]
        subprocess.run(command, check=True)
        briefing = load(saved)
    for shot in SHOTS:
        (folder / f"{shot.name}.svg").write_text(asyncio.run(render(briefing, shot)), encoding="utf-8")
        print(folder / f"{shot.name}.svg")


if __name__ == "__main__":
    main()
