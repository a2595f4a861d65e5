"""A thread that looks at the articles' folder every few seconds. No Textual here."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from briefing.changes import BESIDE, Change, compare, digest_of, look, news

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from briefing.changes import Signature

PAUSE = 2.0
"""Seconds between two looks."""
SETTLING = 0.5
"""Seconds until the second look at what has just changed: a file may still be being written."""
SHARE = 30
"""A look may take at most this part of the time; a large folder is looked at less often."""


class Known(NamedTuple):
    """The files that a briefing was built of."""

    hashes: Mapping[str, str]
    """The hash of the bytes of each article's file by its path; empty where only another copy's is known."""
    passed: Collection[str]
    """The paths of files that are no articles."""


class Watch:
    """Tells of changes, once they have settled; it never keeps the program from ending."""

    def __init__(self, paths: Sequence[Path], known: Callable[[], Known], tell: Callable[[Change], None]) -> None:
        """`known` says what the briefing was built of; `tell` is called in the watch's own thread."""
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

    def _built(self) -> Signature:
        """Give the signature of the files as they were built: what has changed already since then shows, too."""
        now, known = self.look(), self._known()
        base = {path: stat for path, stat in now.items() if path in known.passed or path.endswith(tuple(BESIDE))}
        within = tuple(str(p) for p in self._paths)
        for path, digest in known.hashes.items():
            if not path.startswith(within):
                continue
            base[path] = now[path] if path in now and (not digest or digest_of(path) == digest) else (-1, -1)
        return base

    def _run(self) -> None:
        if self._base is None:
            self._base = self._built()
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
                self._tell(news(change, self._known().hashes, self.passed))
