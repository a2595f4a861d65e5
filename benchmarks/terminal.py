"""A program in a pseudo-terminal, with its screen read by pyte."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

# A burst of output has ended when nothing came for this long, in seconds.
QUIET = 0.03


class Terminal:
    """A running program and its screen. Use it as a context manager: leaving it ends the program."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = (120, 40), env: Mapping[str, str] | None = None
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        """All that the program has written."""
        self.code: int | None = None
        """How the program ended, where `ended` has waited for it."""
        self.started = self.came = time.perf_counter()
        """When the program was started, and when its last output came."""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # the child
            # Without COLUMNS and LINES, which readline sets in the tests' process, the terminal's own size holds.
            sizeless = {"COLUMNS": "", "LINES": ""}
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **sizeless, **(env or {})})
            os.execvp(command[0], list(command))  # noqa: S606 - the caller's own program
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        """Give the terminal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program."""
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        """The screen's text, a line each row."""
        return "\n".join(self.screen.display)

    def _read(self, timeout: float) -> bytes:
        """Give what the program writes within a time, as far as it is there at once; nothing where nothing comes."""
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return b""
        # Noted before the screen reads it: a terminal in Python takes longer for that than many a program for a key.
        self.came = time.perf_counter()
        try:
            return os.read(self._fd, 1 << 16)
        except OSError:  # the program has ended
            return b""

    def _follow(self, timeout: float) -> bool:
        """Have the screen show what comes within a time; False where nothing comes."""
        data = self._read(timeout)
        self._show(data)
        return bool(data)

    def _show(self, data: bytes) -> None:
        self.output += data
        self._stream.feed(data)

    def wait(self, seen: Callable[[str], bool], timeout: float = 30) -> float:
        """Read until the screen satisfies `seen`; give the seconds from the program's start to the output that did."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            self._follow(0.05)
            if seen(self.text):
                return self.came - self.started
        raise TimeoutError("the screen never showed what was waited for:\n" + self.text)

    def settle(self, quiet: float = 0.3, timeout: float = 30) -> None:
        """Read until nothing comes for `quiet` seconds; a caret that blinks ends it after `timeout`."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end and self._follow(quiet):
            pass

    def press(self, keys: str, seen: Callable[[str], bool]) -> None:
        """Send keys and read until the screen satisfies `seen`.

        Escape and a key after it, read at once by a program that is late, are another key (Alt and that key), and what
        opens a prompt takes its time: where a key depends on the one before, wait for what that one shows.
        """
        os.write(self._fd, keys.encode())
        self.wait(seen)

    def ended(self, timeout: float = 30) -> int:
        """Wait for the program to end by itself; give its exit code (less than 0 where a signal killed it)."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            self._follow(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                self.settle(0.1)
                return self.code
        raise TimeoutError("the program did not end:\n" + self.text)

    def key(self, keys: str, patience: float = 0.5) -> float:
        """Send keys; give the seconds until the last output that they caused, 0 where within `patience` none came."""
        start = end = time.perf_counter()
        os.write(self._fd, keys.encode())
        waited, found = patience, bytearray()
        while data := self._read(waited):
            found += data
            end, waited = self.came, QUIET
        self._show(bytes(found))
        return end - start
