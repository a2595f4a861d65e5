"""What is made ready while nobody presses a key, so that the next one need not wait for it."""

from __future__ import annotations

import contextlib
import gc
from importlib import import_module
from time import process_time
from typing import TYPE_CHECKING, cast

from briefing.errors import BriefingError
from briefing.reader.reading import VIEWS, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen
    from textual.timer import Timer

    from briefing.lookup import Lookup
    from briefing.reader.landmarks import Landmarks
    from briefing.reader.reading import View
    from briefing.reader.trail import Search

REST = 0.1
"""Seconds after a key, and between two turns of getting ready."""
TURN = 0.008
"""A turn begins nothing more after so many seconds."""
LONG = 0.2
"""After a step of so many seconds' work no more is made ready: a key would wait for the next one."""
MOST = 100
"""With more articles nothing is made ready: what is read would fill the memory."""
LONGEST = 2_000_000
"""So many characters of text are made ready for a search."""
SHORT = 500_000
"""With more characters of text no view is made ready: one alone would keep a key waiting."""
_MODULES = ("labels", "targets", "landmarks", "screens.labels", "screens.search", "places")


class Rests:
    """Makes ready what the next keys are likely to show."""

    lookup: Lookup
    reading: Reading
    _search: Search | None
    _resting: Timer | None = None
    _ready: tuple[object, ...] = ()
    """What was made ready, or is being."""
    _readying: Iterator[Callable[[], object]] | None = None
    _frozen: Lookup | None = None
    """The briefing that the garbage collector looks no more through."""

    @property
    def _landmarks(self) -> Landmarks:
        raise NotImplementedError

    def rest(self) -> None:
        """Make ready what may be asked for next, as soon as no key was pressed for a moment."""
        if self._resting is None or len(self.lookup.briefing.articles) > MOST:
            return
        wanted = (self.lookup, self.reading, self.reading.topic, self.reading.width)
        if wanted != self._ready:
            self._ready, self._readying = wanted, self._likely()
        if self._readying is not None:
            self._resting.reset()
            self._resting.resume()

    def begin_rest(self) -> None:
        """Begin to make ready, once there is something on the screen."""
        self._resting = cast("Screen[None]", self).set_interval(REST, self._make_ready, pause=True)
        self.rest()

    def _make_ready(self) -> None:
        start = process_time()
        while self._readying is not None:
            step, before = None, process_time()
            sound = self._ready[0] is self.lookup
            # What is damaged is said when it is asked for.
            with contextlib.suppress(BriefingError):
                step = next(self._readying, None)
                if step is not None and sound:
                    step()
            now = process_time()
            if step is None or not sound or now - before > LONG:
                self._readying = None
                self._keep_read()
            elif now - start > TURN:
                return
        if self._resting is not None:
            self._resting.pause()

    def _keep_read(self) -> None:
        """Have the garbage collector look no more through what was read of a briefing: it stays.

        Once for each briefing: lines that are drawn refer to themselves, so that all it is told to keep would stay.
        """
        if self._frozen is not self.lookup:
            if self._frozen is not None:
                gc.unfreeze()
            self._frozen = self.lookup
            gc.collect()
            gc.freeze()

    def _likely(self) -> Iterator[Callable[[], object]]:
        """Give what may be asked for next, the likeliest first, in steps that are short."""
        reading, topic, view = self.reading, self.reading.topic, self.reading.view
        for name in _MODULES:
            yield lambda name=name: import_module(f"briefing.reader.{name}")  # type: ignore[misc]
        if len(reading.order) > 1:
            yield lambda: self._landmarks.between(*reading.order[:2])
        if self._short():
            yield from self._views(reading, topic, view)
        yield from self._texts()

    def _short(self) -> bool:
        left = SHORT
        for a in self.lookup.briefing.articles:
            left -= len(a.text)
            if left < 0:
                return False
        return True

    def _views(self, reading: Reading, topic: int, view: View) -> Iterator[Callable[[], object]]:
        near = [n for n in (topic + 1, topic - 1) if 0 <= n < len(reading.topics)]
        for n, v in [*((n, view) for n in near), *((topic, v) for v in VIEWS)]:
            yield lambda n=n, v=v: reading.items_of(n, v)  # type: ignore[misc]

    def _texts(self) -> Iterator[Callable[[], object]]:
        from briefing.reader.trail import Search

        if self._search is None:
            self._search = Search(self.lookup)
        search, left = self._search, LONGEST
        for a in self.lookup.briefing.articles:
            left -= len(a.text)
            if left < 0:
                return
            yield lambda article=a.id: search.prepare(article)  # type: ignore[misc]
