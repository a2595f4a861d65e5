"""Which files are looked at below the paths given, and their bytes, within bounds."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from errno import EFBIG, EINVAL
from pathlib import Path

from briefing import changes
from briefing.display import plain
from briefing.errors import BriefingError
from briefing.files import content as regular
from briefing.model import Skipped
from briefing.prepare.read.document import UnreadableError
from briefing.prepare.read.words import words

MAX_FILES = changes.MOST_ENTRIES
# What stands beside articles and is none of them: passed over in silence.
_NOT_ARTICLE_SUFFIXES = frozenset({".briefing"})
_PAGES = (".html", ".htm", ".xhtml")


def files(path: Path, suffixes: Collection[str], skipped: dict[str, Skipped]) -> Iterator[Path]:
    """Give the files to read at a path, sorted within each folder; what is passed over is added to `skipped`.

    Raises BriefingError where there is nothing at the path.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if path.is_symlink():
            raise BriefingError(
                f"{plain(str(path))}: the link leads nowhere; mend it or name the file itself"
            ) from error
        raise BriefingError(f"{plain(str(path))}: no such file or folder; check the path") from error
    except ValueError as error:
        raise BriefingError(f"{plain(str(path))}: no possible path; check the name") from error
    if stat.S_ISDIR(mode):
        yield from _below(path, suffixes, skipped)
    else:
        yield path


def _below(root: Path, suffixes: Collection[str], skipped: dict[str, Skipped]) -> Iterator[Path]:
    """Walk a folder without following a link into a folder that was seen already."""
    seen: set[tuple[int, int]] = set()
    left = MAX_FILES
    stack = [(root, 0)]
    while stack:
        folder, depth = stack.pop()
        try:
            at = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            skipped[str(folder)] = Skipped(
                plain(str(folder)), f"cannot be opened ({why(error)}); check its permissions"
            )
            continue
        if (at.st_dev, at.st_ino) in seen:
            continue
        seen.add((at.st_dev, at.st_ino))
        folders = []
        names = {entry.name for entry in entries}
        for entry in entries:
            left -= 1
            if left < 0:
                reason = f"holds more than {MAX_FILES} files; name a smaller folder"
                skipped[str(root)] = Skipped(plain(str(root)), reason)
                return
            place = folder / entry.name
            if entry.name.startswith(".") or entry.name in changes.BESIDE or place.suffix in _NOT_ARTICLE_SUFFIXES:
                continue
            if _is_folder(entry):
                page = _page_of(entry.name, names)
                if page:
                    skipped[str(place)] = Skipped(plain(str(place)), f"parts of the saved page {plain(page)}")
                elif depth < changes.DEPTH:
                    folders.append((place, depth + 1))
                else:
                    skipped[str(place)] = Skipped(
                        plain(str(place)), f"more than {changes.DEPTH} folders deep; name it itself"
                    )
            elif place.suffix.lower() in suffixes:
                yield place
            else:
                reason = "not of a kind that is read; save an article as text or HTML"
                skipped[str(place)] = Skipped(plain(str(place)), reason)
        stack.extend(reversed(folders))


def _page_of(folder: str, names: Collection[str]) -> str | None:
    """Give the saved page that a folder beside it belongs to."""
    low = folder.lower()
    for end in words("page", "parts"):
        if low.endswith(end):
            stem = folder[: -len(end)]
            return next((stem + suffix for suffix in _PAGES if stem + suffix in names), None)
    return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def why(error: OSError) -> str:
    """Give what the system says of a failure."""
    return plain(error.strerror or type(error).__name__)


def content(file: Path) -> bytes:
    """Read a regular file of a bearable size; a FIFO or device is never opened."""
    try:
        return regular(file, changes.MOST_BYTES)
    except OSError as error:
        if error.errno == EINVAL:
            raise UnreadableError("no regular file; name a file or a folder") from error
        if error.errno == EFBIG:
            raise UnreadableError(f"{error.strerror}; cut the article out of it") from error
        raise UnreadableError(f"cannot be read ({why(error)}); check its permissions") from error
