"""The reader: opens a finished briefing in the terminal. It knows no stage and no spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.model import Briefing


def run(briefing: Briefing, *, folder: Path | None = None) -> int:
    """Open the reader on a briefing (exports go to `folder` by default); gives the exit code."""
    from briefing.reader.app import run as run_app

    return run_app(briefing, folder=folder)
