"""Saved results that tests compare with, line by line.

With BRIEFING_SNAPSHOTS=write (`make snapshots`) a differing result is saved in place of the old one.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "snapshots"
MOST_LINES = 60
"""So many lines of a difference are shown."""
_DRAWING = ("textual", "rich")


def check(path: Path, text: str) -> None:
    """Compare a result with the saved one; fails with the lines that differ."""
    saved = path.read_text(encoding="utf-8") if path.exists() else ""
    if text == saved:
        return
    if os.environ.get("BRIEFING_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    name = path.relative_to(ROOT)
    lines = unified_diff(saved.splitlines(), text.splitlines(), f"{name}, saved", f"{name}, now", lineterm="", n=1)
    shown = "\n".join(islice(lines, MOST_LINES))
    pytest.fail(f"the screen has changed (make snapshots and make screenshots save it):\n{shown}", pytrace=False)


def drawn_by_the_constraints() -> bool:
    """Tell whether the libraries that draw are those of constraints.txt: others may draw a cell differently."""
    exact = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return all(f"{name}=={version(name)}" in exact for name in _DRAWING)


needs_constraints = pytest.mark.skipif(
    not drawn_by_the_constraints(), reason="textual and rich are not those of constraints.txt"
)
