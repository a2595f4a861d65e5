"""Other programs that the reader starts: an editor, a browser, the clipboard's, a shell. No Textual here."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PAGES = frozenset({".html", ".htm", ".xhtml"})
"""Suffixes of files that a browser shows."""
# Editors by how they are told the line: `+12 file` (the others of this kind too), `file:12`, `-g file:12`.
_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "jed", "mg"}
    | {"ne", "ed", "editor", "sensible-editor", "less", "gedit"}
)
_COLON = frozenset({"hx", "helix", "subl", "zed", "lapce"})
_GO = frozenset({"code", "codium", "code-insiders", "cursor"})
_USUAL = ("sensible-editor", "editor", "nano", "vim", "vi")
PATIENCE = 0.5
"""Seconds for a command to end by itself when it is ended."""
OUTPUT = 1 << 20
"""Bytes of a command's output that are kept."""


def editor(path: Path, line: int, environment: Mapping[str, str]) -> list[str] | None:
    """Give the words that open a file at a line (from 1) in the editor of the environment; None without one.

    VISUAL is preferred to EDITOR; they may have options of their own.
    """
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = [chosen]
    if not words:
        found = next((e for e in _USUAL if shutil.which(e)), None)
        if found is None:
            return None
        words = [found]
    # Absolute: a name that begins with a dash would be an option.
    file = str(path.absolute())
    name = os.path.basename(words[0]).removesuffix(".exe")  # noqa: PTH119 - a word, not a file of ours
    if name in _PLUS:
        return [*words, f"+{line}", file]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    if name in _GO:
        return [*words, "-g", f"{file}:{line}"]
    return [*words, file]


def run_editor(words: list[str]) -> str | None:
    """Run an editor on the terminal until it ends; gives what is wrong, None where it is good."""
    # Ctrl-C is the editor's meanwhile. A handler of ours is not passed on to it, as ignoring would be.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run(words, check=False).returncode  # noqa: S603 - the editor that the reader has chosen
    except (OSError, ValueError) as error:
        return f"{words[0]}: cannot be started: {getattr(error, 'strerror', None) or error}"
    finally:
        signal.signal(signal.SIGINT, before)
    return f"{words[0]} ended with code {code}" if code else None


def run_browser(path: Path) -> str | None:
    """Show a page in the browser; gives what is wrong, None where it is good."""
    import webbrowser

    try:
        good = webbrowser.open(path.absolute().as_uri())
    except (OSError, webbrowser.Error) as error:
        return f"the browser cannot be started: {error}"
    return None if good else "no browser was found; BROWSER names one"


_CLIPBOARDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)


def clipboard(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Give the words of the clipboard's program; None where there is none."""
    if sys.platform == "darwin" and shutil.which("pbcopy"):
        return ("pbcopy",)
    for needed, words in _CLIPBOARDS:
        if environment.get(needed) and shutil.which(words[0]):
            return words
    return None


def to_clipboard(words: tuple[str, ...], text: str) -> bool:
    """Hand a text to the clipboard's program; tell whether it took it."""
    try:
        subprocess.run(  # noqa: S603 - one of the programs above
            words,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=1,
            check=True,
            start_new_session=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


class Piped:
    """A shell command that is given a text; its output, both streams, comes back as it is written."""

    def __init__(self, command: str, text: str, tell: Callable[[bytes], None]) -> None:
        self._command = command
        self._text = text.encode("utf-8", "replace")
        self._tell = tell
        self._process: asyncio.subprocess.Process | None = None
        self._left = OUTPUT
        self.ended = False

    async def run(self) -> str:
        """Run it to its end; gives in a few words how it ended."""
        shell = os.environ.get("SHELL") or "/bin/sh"
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                shell,
                "-c",
                self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                # Of its own: it can be ended with all that it has started, and the terminal is not its.
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            self.ended = True
            return f"{shell}: cannot be started: {getattr(error, 'strerror', None) or error}"
        try:
            await asyncio.gather(self._write(process), self._read(process))
            code = await process.wait()
        finally:
            self.ended = True
            await self._ended(process)
        return f"exit code {code}" if code >= 0 else f"ended by signal {-code}"

    async def _write(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None:
            return
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(self._text)
            await process.stdin.drain()
        process.stdin.close()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        while process.stdout is not None and (data := await process.stdout.read(1 << 16)):
            if self._left > 0:
                self._tell(data[: self._left])
            self._left -= len(data)

    def end(self, *, kill: bool = False) -> None:
        """End it, with all that it has started."""
        process = self._process
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL if kill else signal.SIGTERM)

    async def _ended(self, process: asyncio.subprocess.Process) -> None:
        """End what still runs, and wait for it: what reads it must be closed before the loop is."""
        for kill in (False, True):
            self.end(kill=kill)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), PATIENCE)
                return
