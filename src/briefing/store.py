"""Saved briefings: one SQLite file each, written whole or not at all, and refused when it is not one.

The file holds one table. Its rows are JSON: one for each noun of the model, keyed by the names of the
model's fields, with fields left out that have their default; a range is `[number of the article, start,
end]`. The last row seals the others with a hash, so that a changed byte is found before anything is shown.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing import codec
from briefing.errors import BriefingError
from briefing.lasting import lasting
from briefing.model import Briefing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

APPLICATION_ID = 0x42524945  # "BRIE" in ASCII; SQLite keeps it in the file's header
FORMAT = 1
"""The file's format, in SQLite's user_version. A newer one is refused; fields with defaults may be added to the
model without raising it."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_SCHEMA = (
    "CREATE TABLE noun (kind TEXT NOT NULL, place INTEGER NOT NULL, row TEXT NOT NULL,"
    " PRIMARY KEY (kind, place)) WITHOUT ROWID"
)
_MANY = {
    "articles": "article",
    "entities": "entity",
    "dates": "date",
    "quotes": "quote",
    "statements": "statement",
    "claims": "claim",
    "copies": "copy",
    "topics": "topic",
    "differences": "difference",
    "summaries": "summary",
    "overview": "overview",
    "skipped": "skipped",
    "events": "event",
    "corrections": "correction",
}
"""The briefing's fields that have a row for each value, with the kind of the rows."""

BESIDE = ".briefing-*.part"
"""What a file is called while it is written; a killed process leaves it behind."""
Row = tuple[str, int, str]


def is_saved(path: Path) -> bool:
    """Tell by its first bytes whether a file is an SQLite file (a saved briefing, or a damaged or foreign one)."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False


def save(briefing: Briefing, path: Path, *, force: bool = True) -> None:
    """Write a briefing beside `path` and rename it there; with `force` an existing file is replaced whole.

    Raises BriefingError where the place cannot be written, or is taken.
    """

    def write(beside: Path) -> None:
        rows = sorted(_rows(briefing))
        with contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as db:
            # The file is new, private and renamed only when whole: a journal beside it would help nobody.
            db.execute("PRAGMA journal_mode=OFF")
            db.execute("PRAGMA synchronous=OFF")
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            db.execute(f"PRAGMA user_version={FORMAT}")
            db.execute("BEGIN")
            db.execute(_SCHEMA)
            db.executemany("INSERT INTO noun VALUES (?, ?, ?)", rows)
            db.execute("INSERT INTO noun VALUES ('seal', 0, ?)", (_seal(rows),))
            db.execute("COMMIT")

    write_whole(path, write, force=force)


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a place that could not be written, before any work is done for it.

    Raises BriefingError where the file exists and is not to be replaced, or its folder is missing.
    """
    try:
        there = os.path.lexists(path)
        regular = path.is_file()
        home = path.resolve().parent
        writable = home.is_dir() and os.access(home, os.W_OK | os.X_OK)
    except (OSError, ValueError) as error:
        raise BriefingError(f"{path}: cannot be written: {_reason(error)}") from error
    if there and not regular:
        raise BriefingError(f"{path}: not a file that can be replaced; name another place with -o")
    if there and not force:
        raise BriefingError(f"{path}: exists already; --force replaces it")
    if not home.is_dir():
        raise BriefingError(f"{home}: no such folder; make it or name another place with -o")
    if not writable:
        raise BriefingError(f"{path}: cannot be written: no permission in {home}; name another place with -o")


def write_whole(path: Path, write: Callable[[Path], object], *, force: bool) -> None:
    """Let `write` fill a new file beside `path`, then give it that name: a reader finds all of it or nothing.

    Raises BriefingError where the place cannot be written, or is taken and `force` is not given; nothing is
    left behind then.
    """
    import secrets

    beside: Path | None = None
    try:
        check_target(path, force=force)
        place = path.resolve()
        fresh = place.parent / BESIDE.replace("*", secrets.token_hex(8))
        # The system takes the umask off the usual permissions; an existing file is never opened.
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        beside = fresh
        write(beside)
        sync(beside)
        if force or not _linked(beside, place):
            beside.replace(place)
            beside = None
        sync(place.parent)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise BriefingError(f"{path}: cannot be written: {_reason(error)}; name another place with -o") from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()


def _linked(beside: Path, place: Path) -> bool:
    """Give the file its name unless another has taken it meanwhile; False where the file system has no links."""
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def sync(path: Path) -> None:
    """Have the system write a file or a folder to the disk (folders cannot be opened on every system)."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        if not path.is_dir():
            raise
    finally:
        os.close(handle)


def load(path: Path) -> Briefing:
    """Read a saved briefing.

    Raises BriefingError with one line where the file is missing, truncated, damaged, foreign, newer, or
    holds anything of its own (triggers, views, other tables).
    """
    _check_header(path)
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            db.execute("PRAGMA trusted_schema=OFF")
            db.execute("PRAGMA cell_size_check=ON")
            # Looked at before any table is: a hostile schema runs nothing when it is only listed.
            if db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall() != [("table", "noun", _SCHEMA)]:
                raise BriefingError(f"{path}: no saved briefing: it has tables or triggers of its own; {_AGAIN}")
            rows = db.execute("SELECT kind, place, row FROM noun ORDER BY kind, place").fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise BriefingError(f"{path}: the saved briefing is damaged ({error}); {_AGAIN}") from error
    except OSError as error:
        raise BriefingError(f"{path}: cannot be read: {error.strerror}") from error
    seal = [r for r in rows if r[0] == "seal"]
    rest = [r for r in rows if r[0] != "seal"]
    try:
        if [r[2] for r in seal] != [_seal(rest)]:
            raise BriefingError(f"{path}: the saved briefing was changed after it was made; {_AGAIN}")
        with lasting():
            return _briefing(rest)
    except (codec.NotThis, TypeError, AttributeError, RecursionError, ValueError) as error:
        raise BriefingError(f"{path}: the saved briefing is damaged ({error}); {_AGAIN}") from error


_AGAIN = "build it again with: briefing build FOLDER -o FILE"


def _check_header(path: Path) -> None:
    """Refuse by the file's size and its first bytes what cannot be a briefing of this format."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BriefingError(f"{path}: no saved briefing: not a regular file")
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except (OSError, ValueError) as error:
        raise BriefingError(f"{path}: cannot be read: {_reason(error)}") from error
    if header[: len(_MAGIC)] != _MAGIC[: len(header)] or not header:
        raise BriefingError(f"{path}: no saved briefing; {_AGAIN}")
    if len(header) < _HEADER:
        raise BriefingError(f"{path}: the saved briefing is truncated; {_AGAIN}")

    # Offsets of SQLite's header: https://www.sqlite.org/fileformat2.html#the_database_header
    def number(start: int, length: int = 4) -> int:
        return int.from_bytes(header[start : start + length], "big")

    if number(68) != APPLICATION_ID:
        raise BriefingError(f"{path}: an SQLite file, but no saved briefing; {_AGAIN}")
    if number(60) > FORMAT:
        raise BriefingError(
            f"{path}: saved by a newer briefing (format {number(60)}, this one reads {FORMAT}); update briefing"
        )
    if number(60) < 1:
        raise BriefingError(f"{path}: the saved briefing is damaged (format {number(60)}); {_AGAIN}")
    page = number(16, 2)
    if (65536 if page == 1 else page) * number(28) > status.st_size:
        raise BriefingError(f"{path}: the saved briefing is truncated; {_AGAIN}")


def _seal(rows: Iterable[Row]) -> str:
    digest = sha256()
    for kind, place, row in rows:
        digest.update(f"{kind}\x1f{place}\x1f{row}\x1e".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _dump(value: object) -> str:
    # ASCII alone: lone surrogates and NULs of a text survive the way through SQLite.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _rows(briefing: Briefing) -> list[Row]:
    numbers = {a.id: n for n, a in enumerate(briefing.articles)}
    head = {
        "title": briefing.title,
        "made_by": briefing.made_by,
        "apart": briefing.apart,
        "articles": [(a.id, len(a.text)) for a in briefing.articles],
    }
    rows = [("briefing", 0, _dump(head))]
    for field, kind in _MANY.items():
        values = getattr(briefing, field)
        rows += [(kind, place, _dump(codec.pack(value, numbers))) for place, value in enumerate(values)]
    return rows


def _briefing(rows: list[Row]) -> Briefing:
    kinds: dict[str, list[str]] = {}
    for kind, _, row in rows:
        kinds.setdefault(kind, []).append(row)
    head = json.loads(kinds.pop("briefing", ["{}"])[0])
    if not isinstance(head, dict):
        raise codec.NotThis("no head")
    articles = codec.unpack_as(tuple[tuple[str, int], ...], head.get("articles"), ())
    values: dict[str, object] = {
        "title": codec.unpack_as(str, head.get("title"), ()),
        "made_by": codec.unpack_as(tuple[tuple[str, str], ...], head.get("made_by"), ()),
        "apart": codec.unpack_as(tuple[str, ...], head.get("apart"), ()),
    }
    for field, kind in _MANY.items():
        # One parse for all rows of a kind is much faster than one each.
        parsed = json.loads(f"[{','.join(kinds.pop(kind, []))}]")
        values[field] = codec.unpack_field(Briefing, field, parsed, articles)
    if kinds:
        raise codec.NotThis(f"rows of an unknown kind {min(kinds)!r}")
    briefing = Briefing(**values)  # type: ignore[arg-type]  # each value was checked against the field's type
    if tuple((a.id, len(a.text)) for a in briefing.articles) != articles:
        raise codec.NotThis("the articles do not fit their list")
    return briefing
