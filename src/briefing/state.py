"""What the program remembers between runs: where a person stood in a briefing.

A file for each briefing, so that two readers never overwrite each other's, written whole or not at all. What
cannot be read is as if it were not there: a place to stand is never worth an error.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing import settings, store
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a briefing that outlives a rebuild: a range of a source, and the words that stood there."""

    topic: str | None = None
    article: str | None = None
    """The article's id."""
    start: int = 0
    end: int = 0
    quoted: str = ""
    """The text of the range: where it stands elsewhere after a rebuild, it is found by this."""


def _file(place: Path) -> Path:
    name = sha256(str(place.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return settings.state_home() / "positions" / f"{name}.json"


def remember(place: Path, position: Position) -> None:
    """Keep where a person stood in the briefing of a folder or file; a state place that cannot be written is let be."""
    with contextlib.suppress(OSError, RuntimeError, BriefingError):
        file = _file(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        data = json.dumps(asdict(position)).encode("ascii")
        store.write_whole(file, lambda beside: beside.write_bytes(data), force=True)


def recall(place: Path) -> Position | None:
    """Give where a person last stood in the briefing of a folder or file; None where that is not known."""
    try:
        with _file(place).open("rb") as file:
            row = json.loads(file.read(_MOST_BYTES))
        position = Position(**row)
    except (OSError, RuntimeError, ValueError, TypeError, RecursionError):
        return None
    kinds = {"topic": (str, type(None)), "article": (str, type(None)), "start": (int,), "end": (int,), "quoted": (str,)}
    sound = all(type(getattr(position, f.name)) in kinds[f.name] for f in fields(position))
    return position if sound else None
