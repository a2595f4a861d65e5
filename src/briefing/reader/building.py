"""A build in a process of its own, told line by line. No Textual here."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from typing import TYPE_CHECKING, NamedTuple

from briefing.display import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PATIENCE = 2.0
"""Seconds for a build to end by itself when it is cancelled."""
_LONGEST = 1 << 16
"""A line of more bytes is not read: none of ours is as long."""


class Origin(NamedTuple):
    """What a briefing was made of, so that it can be made again."""

    paths: tuple[Path, ...]
    """The folders and articles, absolute."""
    topics: str | None
    """The topics that were chosen: a file, `none`, or None for the file beside the articles."""
    workers: int
    target: Callable[[], Path | None]
    """Gives the place of the briefing of these paths as they are now, None where nothing can be kept.

    Reads files: to be called in a thread. Raises BriefingError.
    """

    watched: bool = False
    """It is made again as soon as the articles change."""

    def words(self, target: Path) -> list[str]:
        """Give the words of the process that builds it."""
        # -P: modules that lie where the reader was started are none of the program.
        words = [sys.executable, "-P", "-m", "briefing", "build", "--force", "--output", str(target)]
        words += ["--progress", "json", "--workers", str(self.workers)]
        if self.topics is not None:
            words += ["--topics", self.topics]
        return [*words, "--", *map(str, self.paths)]


class Build:
    """One run of such a process."""

    def __init__(self, words: Sequence[str], tell: Callable[[str], None]) -> None:
        self._words = words
        self._tell = tell
        self._process: asyncio.subprocess.Process | None = None
        self._error = ""
        self.cancelled = False

    async def run(self) -> str | None:
        """Run it to its end; gives None where it is good, else in one line what is wrong.

        `tell` is called with the stage and its count. When this coroutine is cancelled the process is ended.
        """
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                *self._words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
            )
        except OSError as error:
            return f"{self._words[0]}: cannot be started: {error.strerror}"
        try:
            if self.cancelled:
                self.cancel()
            if process.stderr is not None:
                await self._read(process.stderr)
            code = await process.wait()
        finally:
            await _ended(process)
        if code == 0:
            return None
        return self._error or f"the build ended with code {code}"

    def cancel(self) -> None:
        """End the process: politely, and after a while in any case."""
        self.cancelled = True
        process = self._process
        if process is not None and process.returncode is None:
            _end(process, kill=False)
            asyncio.get_running_loop().call_later(PATIENCE, _end, process)

    async def _read(self, stream: asyncio.StreamReader) -> None:
        rest = b""
        while data := await stream.read(_LONGEST):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                self._line(line)
            if len(rest) > _LONGEST:
                rest = b""

    def _line(self, line: bytes) -> None:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not isinstance(row, dict):
            return
        if isinstance(error := row.get("error"), str):
            self._error = plain(error[:1000])
        elif isinstance(stage := row.get("stage"), str):
            self._tell(f"{plain(stage[:40])} {_count(row.get('done'))}/{_count(row.get('total'))}")


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


async def _ended(process: asyncio.subprocess.Process) -> None:
    """End a process that still runs, and wait for it: what reads it must be closed before the loop is."""
    for kill in (False, True):
        _end(process, kill=kill)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), PATIENCE / 4)
            return


def _end(process: asyncio.subprocess.Process, *, kill: bool = True) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            if kill:
                process.kill()
            else:
                process.terminate()
