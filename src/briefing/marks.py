"""Stars and notes: a file for each briefing in the state place, where each is one line at the end.

A line is written by one call and brought to the disk before the reader goes on, so that a kill at any moment loses
nothing that was said to be kept; a line that was cut short by one is passed over. What stands last about a place
holds.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from briefing import state, store
from briefing.errors import BriefingError
from briefing.model import Anchor, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LARGEST = 8 << 20
"""Bytes of a file that are read at most."""
ROOMY = 1 << 20
"""A larger file is written anew, with what holds alone."""
LONGEST_LINE = 1 << 16
LONGEST_NOTE = 4000
"""Characters of a note at most."""
MOST = 5000
_TEXTS = ("article", "file", "quoted", "note")
_NUMBERS = ("start", "end")


def file_of(paths: Sequence[Path]) -> Path | None:
    """Give the file of the stars and notes on the briefing of some paths; None without a home folder."""
    try:
        return state.file_of("marks", paths).with_suffix(".jsonl")
    except (OSError, RuntimeError):
        return None


def read(file: Path | None) -> tuple[Mark, ...]:
    """Read the marks, in the order in which they were made; what cannot be read is passed over."""
    if file is None:
        return ()
    try:
        if not file.is_file():
            return ()
        with file.open("rb") as stream:
            data = stream.read(LARGEST)
    except (OSError, ValueError):
        return ()
    kept: dict[Anchor, Mark] = {}
    for line in data.split(b"\n"):
        mark = _mark(line) if 0 < len(line) <= LONGEST_LINE else None
        if mark is not None:
            if mark.starred or mark.note:
                kept[mark.place] = mark
            else:
                kept.pop(mark.place, None)
    return tuple(kept.values())[:MOST]


def _mark(line: bytes) -> Mark | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or type(row.get("starred")) is not bool:
        return None
    if not all(type(row.get(k)) is str for k in _TEXTS) or not all(type(row.get(k)) is int for k in _NUMBERS):
        return None
    place = Anchor(row["article"], row["file"], row["start"], row["end"], row["quoted"])
    return Mark(place, row["starred"], row["note"][:LONGEST_NOTE])


def keep(file: Path, mark: Mark) -> None:
    """Keep a mark, before anything else is done; one without star and note takes back what was at its place.

    Raises BriefingError where it cannot be kept.
    """
    with store.alone(file.parent):
        if _append(file, mark) > ROOMY:
            _shorten(file)


def _append(file: Path, mark: Mark) -> int:
    """Write a mark at the end of the file; gives the bytes that were there before."""
    try:
        fresh = not file.exists()
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0), 0o600)
        try:
            size = os.fstat(handle).st_size
            # A line that was cut short is ended first.
            ended = not size or (os.lseek(handle, size - 1, os.SEEK_SET), os.read(handle, 1))[1] == b"\n"
            data = (b"" if ended else b"\n") + _line(mark)
            if os.write(handle, data) != len(data):
                raise BriefingError(f"{file}: the disk is full")
            os.fsync(handle)
        finally:
            os.close(handle)
        if fresh:
            store.sync(file.parent)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BriefingError(f"{file}: cannot be written: {reason}") from error
    return size


def _line(mark: Mark) -> bytes:
    place = mark.place
    row: dict[str, Any] = {
        "article": place.article,
        "file": place.file,
        "start": place.start,
        "end": place.end,
        "quoted": place.quoted,
        "starred": mark.starred,
        "note": mark.note[:LONGEST_NOTE],
    }
    # ASCII alone: whatever a note holds, a line of the file is a line.
    return json.dumps(row, separators=(",", ":")).encode("ascii") + b"\n"


def _shorten(file: Path) -> None:
    """Write what holds alone, whole or not at all."""
    data = b"".join(map(_line, read(file)))
    if len(data) <= ROOMY // 2:
        store.write_whole(file, lambda beside: beside.write_bytes(data), force=True)
