"""Reading files that may be anything: regular ones alone, within a bound, and never waiting for one.

What a person wrote (configuration, topics, corrections) is UTF-8 and TOML; what is wrong with it is told by its line.
"""

from __future__ import annotations

import os
import re
import stat
from errno import EFBIG, EINVAL
from typing import TYPE_CHECKING, Any

from briefing.display import plain
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from pathlib import Path

_AT = re.compile(r" \(at (?:line (\d{1,9}), column \d{1,9}|end of document)\)$")


def content(file: Path | str, most: int) -> bytes:
    """Read a regular file of at most so many bytes; a FIFO or device is never waited for.

    Raises OSError where it cannot be read, with EINVAL for what is no regular file and EFBIG for a larger one.
    """
    try:
        # Before it is opened: a device may do something then. O_NONBLOCK: should it have become a FIFO, nothing hangs.
        status = os.stat(file)  # noqa: PTH116 - of a path as text, too
        if not stat.S_ISREG(status.st_mode):
            raise OSError(EINVAL, "no regular file", str(file))
        data = b""
        if status.st_size <= most:
            handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as stream:
                data = stream.read(most + 1)
    except ValueError as error:  # a NUL in the path
        raise OSError(EINVAL, "no possible path", str(file)) from error
    if status.st_size > most or len(data) > most:
        size = f"{most >> 20} MB" if most >= 1 << 20 else f"{most // 1000} kB"
        raise OSError(EFBIG, f"larger than the limit of {size}", str(file))
    return data


def text(file: Path, most: int) -> str:
    """Give the text of a file that a person wrote, its lines ended by LF.

    Raises BriefingError, one line with the file, where it cannot be read or is larger than `most` bytes; with the
    line where it is not UTF-8.
    """
    try:
        data = content(file, most)
    except OSError as error:
        raise BriefingError(f"{plain(str(file))}: cannot be read: {error.strerror or 'unknown error'}") from None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BriefingError(f"{place(file, data.count(10, 0, error.start) + 1)}: is not UTF-8 text") from None


def toml(text: str) -> tuple[dict[str, Any], tuple[int, str] | None]:
    """Read TOML: its values and None, or none and what is wrong, after its line."""
    import tomllib

    try:
        return tomllib.loads(text), None
    except (ValueError, RecursionError) as error:  # of a number too long, too
        found = _AT.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        return {}, (line, f"no valid TOML: {shown(_AT.sub('', str(error)))}")


def place(file: Path, line: int) -> str:
    """Say where something stands in a file."""
    return f"{plain(str(file))}, line {line}"


def shown(text: str, longest: int = 200) -> str:
    """Give text of a file as it may be told: inert, on one line, and short."""
    inert = plain(text[: 4 * longest])
    return inert if len(inert) <= longest else inert[: longest - 1] + "…"
