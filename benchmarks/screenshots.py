"""Render screenshots/ from the running reader on the sample, at fixed sizes and in one theme.

python benchmarks/screenshots.py [FOLDER]
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefing.model import Briefing
from briefing.reader.app import BriefingApp
from briefing.store import load, save
from pictures import picture

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "screenshots"
SAMPLE = "sample.briefing"


class Shot(NamedTuple):
    """A picture: its name, the screen's size, the keys that lead there."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]


NEXT_TOPIC = "right_square_bracket"
SHOTS = (
    Shot("overview", (120, 36), ()),
    Shot("topic", (120, 36), (NEXT_TOPIC, "j")),
    Shot("side-by-side", (180, 48), (NEXT_TOPIC, "j")),
    Shot("coverage", (120, 36), (*[NEXT_TOPIC] * 7, "c", "j")),
    Shot("wordings", (120, 36), (NEXT_TOPIC, "w")),
    Shot("differences", (120, 36), (NEXT_TOPIC, "d")),
    Shot("timeline", (120, 36), ("t", "j", "j")),
    Shot("sources", (120, 36), ("S",)),
    Shot("entities", (120, 36), (NEXT_TOPIC, "I")),
    Shot("why", (120, 36), (NEXT_TOPIC, "W")),
    Shot("labels", (120, 36), (NEXT_TOPIC, "f")),
    Shot("search", (120, 36), (NEXT_TOPIC, "slash", *"saudi", "enter")),
    Shot("entity", (120, 36), (*[NEXT_TOPIC] * 4, "i")),
    Shot("help", (120, 36), ("question_mark",)),
    Shot("statements-80x24", (80, 24), ("j", "j", "enter")),
    Shot("source-80x24", (80, 24), ("j", "j", "enter", "enter")),
)


async def render(briefing: Briefing, shot: Shot) -> str:
    """Give a picture as SVG."""
    app = BriefingApp(briefing, folder=Path("/exports"), theme="textual-dark", ascii_only=False)
    async with app.run_test(size=shot.size) as pilot:
        await pilot.pause()
        for key in shot.keys:
            await pilot.press(key)
        await pilot.pause()
        return picture(app)


def sample(folder: Path) -> Briefing:
    """Build the sample, and keep it beside the pictures: a test draws them again from it."""
    saved = folder / SAMPLE
    command = [sys.executable, "-m", "briefing", "build", str(ROOT / "seeds"), "--progress", "none", "--force"]
    subprocess.run([*command, "-o", str(saved)], check=True)
    briefing = load(saved)
    # Where the articles lie on this machine is nobody's business.
    articles = tuple(replace(a, paths=tuple(Path(p).name for p in a.paths)) for a in briefing.articles)
    briefing = replace(briefing, articles=articles)
    save(briefing, saved)
    return briefing


def main() -> None:
    """Run from the command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(exist_ok=True)
    briefing = sample(folder)
    for shot in SHOTS:
        target = folder / f"{shot.name}.svg"
        target.write_text(asyncio.run(render(briefing, shot)), encoding="utf-8")
        print(target)


if __name__ == "__main__":
    main()
