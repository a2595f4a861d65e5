"""What a build is doing: told by the stages, shown on stderr by the commands."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from typing import Literal, NamedTuple, TextIO

from briefing.display import plain

Show = Literal["bar", "json", "none"]


class Step(NamedTuple):
    """A moment of a build."""

    stage: str
    done: int
    """How much of the stage is done, out of `total`."""
    total: int
    article: str | None = None
    """The name of the article at work, where the stage goes article by article."""


Tell = Callable[[Step], None]


def silent(_: Step) -> None:
    """Tell nobody."""


def on_terminal(*streams: TextIO | None) -> bool:
    """Tell whether all of these streams are on a terminal that can be drawn on; None is one that was closed."""
    return os.environ.get("TERM") != "dumb" and all(s is not None and s.isatty() for s in streams)


class Narrator:
    """Narration on stderr: steps and notices, as a bar, as JSON lines, or notices alone."""

    def __init__(self, show: Show | None, stream: TextIO | None = None) -> None:
        """Without a choice there is a bar on a terminal and none elsewhere; a bar is drawn on terminals only."""
        self._stream = stream if stream is not None else sys.stderr
        self.show: Show = show or "bar"
        if self.show == "bar" and not on_terminal(self._stream):
            self.show = "none"
        self._drawn = False

    def step(self, step: Step) -> None:
        """Show a step."""
        if self.show == "json":
            self._line(json.dumps({k: v for k, v in step._asdict().items() if v is not None}))
        elif self.show == "bar":
            self._bar(step)

    def notice(self, text: str, key: str = "notice") -> None:
        """Show one line, inert whatever it holds."""
        self.clear()
        text = plain(text)
        self._line(json.dumps({key: text}) if self.show == "json" else f"briefing: {text}")

    def clear(self, *, anyway: bool = False) -> None:
        """Take the bar away; with `anyway` whatever stands on the terminal's line."""
        if self._drawn or (anyway and self.show == "bar"):
            self._write("\r\x1b[K")
            self._drawn = False

    def _bar(self, step: Step) -> None:
        cells = 20
        full = cells * step.done // max(step.total, 1)
        bar = "#" * full + "." * (cells - full)
        text = f"{step.stage:<12} [{bar}] {step.done}/{step.total} {plain(step.article or '')}"
        # One column is left free: a full line wraps on some terminals and could not be taken away. What is
        # drawn is cut to ASCII so that the count of characters is the count of cells.
        width = max(shutil.get_terminal_size().columns - 1, 10)
        self._write("\r\x1b[K" + text.encode("ascii", "replace").decode()[:width])
        self._drawn = True

    def _line(self, text: str) -> None:
        self._write(text.encode("ascii", "backslashreplace").decode() + "\n" if self.show == "json" else text + "\n")

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except UnicodeEncodeError:
            self._stream.write(text.encode("ascii", "backslashreplace").decode())
            self._stream.flush()
        except (OSError, ValueError):
            # Nobody reads the narration any more; the work goes on.
            self.show = "none"
