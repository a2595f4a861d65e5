"""The reader: opens a finished briefing in the terminal. It knows no stage and no spaCy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.model import Briefing

# Textual draws at the next beat after a key, 60 in a second unless this says otherwise: keys would wait 8 ms for it.
os.environ.setdefault("TEXTUAL_FPS", "240")


def run(briefing: Briefing, *, folder: Path | None = None) -> int:
    """Open the reader on a briefing (exports go to `folder` by default); gives the exit code."""
    from briefing.reader.app import run as run_app

    return run_app(briefing, folder=folder)
