"""Saved briefings: one SQLite file each, written whole or not at all, and refused when it is not one.

The file holds one table of rows (what they say: `saved`). Each has a seal, a hash, and the head names the hash of all
the others, which goes into each seal: so a changed byte is found when its row is read, also a row of another briefing.
The reader reads what it shows; `verify` and the exports read everything.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from briefing import codec, saved
from briefing.errors import BriefingError
from briefing.lasting import lasting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from briefing.model import Briefing

APPLICATION_ID = 0x42524945  # "BRIE" in ASCII; SQLite keeps it in the file's header
FORMAT = 2
"""The file's format, in SQLite's user_version. Another one is refused; fields with defaults may be added to the
model without raising it."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_SCHEMA = (
    "CREATE TABLE noun (kind TEXT NOT NULL, place INTEGER NOT NULL, seal TEXT NOT NULL, row TEXT NOT NULL,"
    " PRIMARY KEY (kind, place)) WITHOUT ROWID"
)

BESIDE = ".briefing-*.part"
"""What a file is called while it is written; a killed process leaves it behind."""


class DamagedError(BriefingError):
    """A saved briefing is damaged, which may be found only when a part of it is read."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}; {_AGAIN}")
        self.path = path


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
        found = sorted(saved.rows(briefing))
        root = _root(found)
        with contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as db:
            # The file is new, private and renamed only when whole: a journal beside it would help nobody.
            db.execute("PRAGMA journal_mode=OFF")
            db.execute("PRAGMA synchronous=OFF")
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            db.execute(f"PRAGMA user_version={FORMAT}")
            db.execute("BEGIN")
            db.execute(_SCHEMA)
            sealed = ((kind, place, _seal(root, kind, place, row), row) for kind, place, row in found)
            db.executemany("INSERT INTO noun VALUES (?, ?, ?, ?)", sealed)
            db.execute("INSERT INTO noun VALUES (?, 0, ?, ?)", (_SEAL, _seal("", _SEAL, 0, root), root))
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


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes that ask for the same from changing files of a folder meanwhile.

    It is made where it is missing. Nobody waits for longer than a second, nor where the system locks no folders.
    Raises BriefingError where it cannot be made.
    """
    import time

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise BriefingError(f"{folder}: cannot be made: {_reason(error)}") from error
    with contextlib.ExitStack() as undo:
        with contextlib.suppress(OSError, ImportError):
            from fcntl import LOCK_EX, LOCK_NB, flock

            handle = os.open(folder, os.O_RDONLY)
            undo.callback(os.close, handle)
            end = time.monotonic() + 1
            while True:
                try:
                    flock(handle, LOCK_EX | LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > end:
                        break
                    time.sleep(0.005)
        yield


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
    """Read a saved briefing whole, with all that is derived in it checked against the rest.

    Raises BriefingError with one line where the file is missing, truncated, damaged, foreign, of another format, or
    holds anything of its own (triggers, views, other tables).
    """
    rows = _Rows(path)
    try:
        with rows.sound(), lasting():
            found = rows.all()
            kept = saved.Saved(rows)
            if {k: n for k, n in kept.kinds().items() if n} != _count(found):
                raise codec.NotThis("rows are missing, or there are too many")
            briefing = kept.whole()
            if sorted(saved.rows(briefing)) != found:
                raise codec.NotThis("its parts do not fit each other")
            return briefing
    finally:
        rows.close()


def opened(path: Path) -> Briefing:
    """Open a saved briefing, of which each part is read and checked when it is first asked for.

    Raises BriefingError as `load` does, for what is found now; a part that turns out to be damaged raises DamagedError
    when it is read. The file may be replaced meanwhile: what was opened stays.
    """
    import weakref

    rows = _Rows(path)
    briefing = saved.Saved(rows).briefing()
    weakref.finalize(rows, rows.close_of())
    return briefing


class _Rows:
    """The rows of a file, each checked when it is given."""

    def __init__(self, path: Path) -> None:
        _check_header(path)
        self._path = path
        self._lock = Lock()
        self.root = ""
        with self.sound(), contextlib.ExitStack() as undo:
            place = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(place, uri=True, check_same_thread=False)
            undo.callback(self._db.close)
            self._check_schema()
            self.root = self.row(_SEAL, 0)
            undo.pop_all()

    def _check_schema(self) -> None:
        self._db.execute("PRAGMA trusted_schema=OFF")
        self._db.execute("PRAGMA cell_size_check=ON")
        # Looked at before any table is: a hostile schema runs nothing when it is only listed.
        if self._db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall() != [("table", "noun", _SCHEMA)]:
            raise BriefingError(f"{self._path}: no saved briefing: it has tables or triggers of its own; {_AGAIN}")

    def close_of(self) -> Callable[[], None]:
        """Give what closes the file, without holding these rows."""
        return self._db.close

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextlib.contextmanager
    def sound(self) -> Iterator[None]:
        """Name the file where what is read within does not fit the model."""
        try:
            yield
        except _UNSOUND as error:
            raise DamagedError(self._path, f"the saved briefing is damaged ({error})") from error

    def row(self, kind: str, place: int) -> str:
        """Give a row. Raises DamagedError where it is missing or its seal does not hold."""
        found = self._select("WHERE kind = ? AND place = ?", kind, place)
        if len(found) != 1:
            raise DamagedError(self._path, f"the saved briefing is damaged (no {kind} {place})")
        return self._checked(*found[0])

    def kind(self, kind: str) -> list[str]:
        """Give all rows of a kind, in order. Raises DamagedError where a seal does not hold."""
        return [self._checked(*row) for row in self._select("WHERE kind = ? ORDER BY place", kind)]

    def all(self) -> list[saved.Row]:
        """Give all rows but the seal, in order. Raises DamagedError where one was changed, added or taken away."""
        rows = self._select("WHERE kind <> ? OR place <> 0 ORDER BY kind, place", _SEAL)
        found = [(kind, place, self._checked(kind, place, seal, row)) for kind, place, seal, row in rows]
        if _root(found) != self.root:
            raise DamagedError(self._path, _CHANGED)
        return found

    def _select(self, where: str, *values: str | int) -> list[tuple[str, int, str, str]]:
        with self.sound(), self._lock:
            found = self._db.execute(f"SELECT kind, place, seal, row FROM noun {where}", values)  # noqa: S608 - ours
            return found.fetchall()

    def _checked(self, kind: str, place: int, seal: str, row: str) -> str:
        with self.sound():
            if seal != _seal(self.root, kind, place, row):
                raise DamagedError(self._path, _CHANGED)
        return row


_SEAL = "seal"
_CHANGED = "the saved briefing was changed after it was made"
_UNSOUND = (sqlite3.Error, codec.NotThis, TypeError, AttributeError, RecursionError, ValueError, OSError)
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
    if 0 < number(60) < FORMAT:
        raise BriefingError(
            f"{path}: saved by an older briefing (format {number(60)}, this one reads {FORMAT}); {_AGAIN}"
        )
    if number(60) < 1:
        raise BriefingError(f"{path}: the saved briefing is damaged (format {number(60)}); {_AGAIN}")
    page = number(16, 2)
    if (65536 if page == 1 else page) * number(28) > status.st_size:
        raise BriefingError(f"{path}: the saved briefing is truncated; {_AGAIN}")


def _root(rows: Iterable[saved.Row]) -> str:
    digest = sha256()
    for kind, place, row in rows:
        digest.update(f"{kind}\x1f{place}\x1f{row}\x1e".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _seal(root: str, kind: str, place: int, row: str) -> str:
    """Seal a row: with the hash of all, so that no row of another briefing can take its place."""
    return sha256(f"{root}\x1f{kind}\x1f{place}\x1f{row}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _count(rows: Iterable[saved.Row]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind, _, _ in rows:
        counts[kind] = counts.get(kind, 0) + 1
    return counts
