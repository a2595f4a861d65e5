"""The briefings that were read last, and what is new in each since: kept in the state place.

What is kept of a folder are its files' sizes and times under hashes of their paths, so that a large one stays small.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from briefing import changes, state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.changes import Signature

KIND = "recent"
MOST = 50
"""Briefings that are listed."""
MISSING = "not there any more"
_MOST_PATHS = 200
_LONGEST = 4096


class Recent(NamedTuple):
    """A briefing that was read."""

    paths: tuple[Path, ...]
    topics: str | None
    """The topics that were chosen for it, as on the command line."""
    title: str
    articles: int
    read: datetime
    """When it was last read."""
    files: Mapping[str, str]
    """What its files were like then, by hashes of their paths."""


def record(paths: Sequence[Path], topics: str | None, title: str, articles: int, now: datetime) -> None:
    """Keep that a briefing is being read, and what its files are like."""
    # Named from the working directory, the same files would look new from elsewhere.
    whole = [p.absolute() for p in paths]
    row = {
        "paths": [str(p) for p in whole],
        "topics": topics,
        "title": title[:500],
        "articles": articles,
        "read": now.astimezone(UTC).isoformat(timespec="seconds"),
        "files": _small(changes.look(whole)),
    }
    if not state.remember(KIND, paths, row):
        # A folder too large to be kept is listed all the same.
        state.remember(KIND, paths, {**row, "files": {}})


def forget(recent: Recent) -> None:
    """List it no more."""
    state.forget(KIND, recent.paths)


def entries() -> list[Recent]:
    """Give the briefings that were read, the last one first."""
    found = [r for row in _some() if (r := _recent(row)) is not None]
    return sorted(found, key=lambda r: (r.read, r.title), reverse=True)[:MOST]


def _some() -> Iterator[object]:
    from itertools import islice

    return islice(state.everything(KIND), 2 * MOST)


def news(recent: Recent) -> str:
    """Say what is new in its files since it was read: `2 new articles`; nothing where nothing is."""
    if not any(_there(p) for p in recent.paths):
        return MISSING
    if not recent.files:
        return ""
    found = changes.look(recent.paths)
    now = {_name(path): (path, _stat(stat)) for path, stat in found.items()}
    before = recent.files
    new = tuple(path for key, (path, _) in now.items() if key not in before)
    changed = tuple(path for key, (path, stat) in now.items() if before.get(key, stat) != stat)
    gone = tuple(key for key in before if key not in now)
    return changes.told(changes.Change(new, changed, gone))


def when(then: datetime, now: datetime) -> str:
    """Say a time as one says it today: `today 09:12`, `yesterday`, `Friday`, `3 Mar`, `3 Mar 2024`."""
    then = then.astimezone(now.tzinfo)
    days = (now.date() - then.date()).days
    if days <= 0:
        return f"today {then:%H:%M}"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{then:%A}"
    return f"{then.day} {then:%b}" if then.year == now.year else f"{then.day} {then:%b %Y}"


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _small(signature: Signature) -> dict[str, str]:
    return {_name(path): _stat(stat) for path, stat in signature.items()}


def _name(path: str) -> str:
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _stat(stat: tuple[int, int]) -> str:
    return f"{stat[0]:x}.{stat[1]:x}"


def _recent(row: object) -> Recent | None:
    """Give what was kept, None where it is none."""
    row = row if isinstance(row, dict) else {}
    paths, topics, title = row.get("paths"), row.get("topics"), row.get("title")
    articles, read, files = row.get("articles"), row.get("read"), row.get("files")
    time = _time(read)
    if not isinstance(paths, list) or not isinstance(articles, int) or not isinstance(files, dict):
        return None
    sound = 0 < len(paths) <= _MOST_PATHS and all(map(_is_text, paths)) and 0 <= articles < 1 << 31
    sound = sound and all(isinstance(v, str) for v in files.values())
    if not sound or not _is_text(title) or time is None:
        return None
    chosen = topics if _is_text(topics) else None
    return Recent(tuple(map(Path, paths)), chosen, title, articles, time, files)


def _time(value: object) -> datetime | None:
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    # Within these years it is a time in every zone.
    return time if time is not None and time.tzinfo is not None and 1970 <= time.year < 9999 else None


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST and "\0" not in value
