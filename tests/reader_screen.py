"""The running reader for tests: its keys and what its screen shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from briefing.model import Briefing
from briefing.reader.app import BriefingApp
from briefing.reader.desk import Desk
from briefing.reader.screens.card import Card
from reader_event import event

WIDE, NARROW = (120, 40), (80, 24)


@asynccontextmanager
async def reading(
    briefing: Briefing | None = None, size: tuple[int, int] = WIDE, **options: object
) -> AsyncIterator[tuple[Pilot[int], Desk]]:
    app = BriefingApp(briefing or event(), **options)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app.desk


def screen(desk: Desk) -> str:
    """The screen as text."""
    width, height = desk.app.size
    strips = desk.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)[: (width + 1) * height]


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        asked = isinstance(pilot.app.screen, Card)
        # Quicker than Pilot.press, which waits for an idle process after each key.
        pilot.app.simulate_key(key)
        await pilot._wait_for_screen()
        await pilot._wait_for_screen()
        if asked or key in {"enter", "y", "n"}:
            # What a modal screen gives back arrives after it has gone.
            await pilot.pause()


def footer(desk: Desk) -> str:
    return desk.foot.line(desk.app.size.width).text


def shows(text: str, *words: str) -> None:
    """All of these stand on a screen."""
    assert [w for w in words if w not in text] == [], text
