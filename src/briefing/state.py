"""What the program remembers between runs: where a person stood in a briefing, what was read last.

A file for each briefing and kind, so that two readers never overwrite each other's, written whole or not at all.
What cannot be read is as if it were not there: a place to stand is never worth an error.
"""

from __future__ import annotations

import contextlib
import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing import files, settings, store
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_BYTES = 1 << 20
"""A larger file is not read, and none is written."""
KEPT = 300
"""Files of a kind; the ones written longest ago go first."""


def file_of(kind: str, places: Sequence[Path]) -> Path:
    """Give the file that keeps something of a kind about the briefing of some paths, whatever their order.

    Raises OSError or RuntimeError where there is no home folder.
    """
    names = sorted({os.path.abspath(p) for p in places})  # noqa: PTH100 - links are not followed
    name = sha256("\n".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return settings.state_home() / kind / f"{name}.json"


def remember(kind: str, places: Sequence[Path], row: object) -> bool:
    """Keep JSON values about the briefing of some paths; False where they cannot be kept."""
    try:
        file = file_of(kind, places)
        return _write(file, row)
    except (OSError, RuntimeError):
        return False


def recall(kind: str, places: Sequence[Path]) -> object:
    """Give the JSON values that were kept; None where there are none that can be read."""
    try:
        return _read(file_of(kind, places))
    except (OSError, RuntimeError):
        return None


def forget(kind: str, places: Sequence[Path]) -> None:
    """Keep them no more."""
    with contextlib.suppress(OSError, RuntimeError):
        file_of(kind, places).unlink()


def everything(kind: str) -> Iterator[object]:
    """Give all values that were kept of a kind, what was written last first."""
    with contextlib.suppress(OSError, RuntimeError):
        for file in _newest(settings.state_home() / kind):
            yield _read(file)


def remember_choice(name: str, value: str) -> bool:
    """Keep a choice that holds for all briefings, as the theme."""
    chosen = choices()
    try:
        return _write(settings.state_home() / "choices.json", {**chosen, name: value})
    except (OSError, RuntimeError):
        return False


def choices() -> dict[str, str]:
    """Give the choices that were kept."""
    try:
        row = _read(settings.state_home() / "choices.json")
    except (OSError, RuntimeError):
        return {}
    return {k: v for k, v in row.items() if isinstance(v, str)} if isinstance(row, dict) else {}


def _write(file: Path, row: object) -> bool:
    data = json.dumps(row, separators=(",", ":")).encode("ascii")
    if len(data) > MOST_BYTES:
        return False
    try:
        fresh = not file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        store.write_whole(file, lambda beside: beside.write_bytes(data), force=True)
    except (OSError, BriefingError):
        return False
    if fresh:
        with contextlib.suppress(OSError):
            for old in _newest(file.parent)[KEPT:]:
                old.unlink(missing_ok=True)
    return True


def _read(file: Path) -> object:
    try:
        return json.loads(files.content(file, MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None


def _newest(folder: Path) -> list[Path]:
    """Give the files of a folder, the one written last first; those that come or go meanwhile do not count."""
    rows: list[tuple[int, Path]] = []
    for file in folder.glob("*.json"):
        with contextlib.suppress(OSError):
            rows.append((file.stat().st_mtime_ns, file))
    return [file for _, file in sorted(rows, reverse=True)]
