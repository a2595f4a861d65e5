"""A thread that looks at the articles' folder every few seconds. No Textual here."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from briefing.changes import Change, compare, look, news

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from briefing.changes import Signature

PAUSE = 2.0
"""Seconds between two looks."""
SETTLING = 0.5
"""Seconds until the second look at what has just changed: a file may still be being written."""
SHARE = 30
"""A look may take at most this part of the time; a large folder is looked at less often."""


class Watch:
    """Tells of changes, once they have settled; it never keeps the program from ending."""

    def __init__(
        self, paths: Sequence[Path], known: Callable[[], Mapping[str, str]], tell: Callable[[Change], None]
    ) -> None:
        """`known` gives the hashes of the articles' bytes by path; `tell` is called in the watch's own thread."""
        self._paths = tuple(paths)
        self._known = known
        self._tell = tell
        self._ended = threading.Event()
        self._base: Signature | None = None
        self.passed: list[str] = []
        """Files that the reader itself has written."""

    def start(self) -> None:
        """Start looking."""
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def look(self) -> Signature:
        """Give what is there now."""
        return look(self._paths)

    def rest_on(self, base: Signature) -> None:
        """Tell of changes from here on."""
        self._base = base

    def _run(self) -> None:
        if self._base is None:
            self._base = self.look()
        last, told, pause = self._base, Change(), PAUSE
        while not self._ended.wait(pause):
            began = time.monotonic()
            now = self.look()
            took = time.monotonic() - began
            settled, last = now == last, now
            pause = max(PAUSE if settled else SETTLING, SHARE * took)
            if not settled:
                continue
            change = compare(self._base, now)
            if change != told:
                told = change
                self._tell(news(change, self._known(), self.passed))
