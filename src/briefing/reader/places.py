"""The places that were visited, said in words, so that they outlive a resize and another build. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Range
from briefing.reader.bookmark import Bookmark, Top, by_path, find_topic, named_topic, resume, spot_of
from briefing.reader.locators import locator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.reader.reading import Reading

MOST = 200
"""So many places are known in each direction."""


class Trace(NamedTuple):
    """The places to go back to and, after going back, those to go forward to; the nearest one last."""

    behind: tuple[Bookmark, ...] = ()
    ahead: tuple[Bookmark, ...] = ()

    def left(self, place: Bookmark) -> Trace:
        """Give the trace after a jump away from a place; where it led before is forgotten."""
        return Trace((*self.behind, place)[-MOST:])

    def back(self, here: Bookmark) -> tuple[Bookmark | None, Trace]:
        """Give the place before this one, and the trace when it was gone to."""
        if not self.behind:
            return None, self
        return self.behind[-1], Trace(self.behind[:-1], (*self.ahead, here)[-MOST:])

    def forward(self, here: Bookmark) -> tuple[Bookmark | None, Trace]:
        """Give the place after this one, and the trace when it was gone to."""
        if not self.ahead:
            return None, self
        return self.ahead[-1], Trace((*self.behind, here)[-MOST:], self.ahead[:-1])


def here(reading: Reading, stands: Mapping[str, tuple[int, int]], panes: int) -> Bookmark:
    """Say where a reading is: its topic, view and item, the sources in its panes and what stands at their tops.

    `stands` are the tops by article: offset, rows below the top.
    """
    lookup = reading.lookup
    current = spot_of(reading, reading.topic, reading.view, reading.at, reading.item)
    visible = reading.order[: max(1, panes)]
    standing = [(a, *stands[a]) for a in visible if a in stands]
    tops = tuple(Top(locator(lookup, Range(a, offset, offset)), below) for a, offset, below in standing)
    pane = reading.pane if reading.part == "sources" else 0
    topic, order = named_topic(reading, reading.topic), by_path(lookup, visible)
    return Bookmark(topic, reading.view, reading.part, pane, reading.linked, order, (current,), tops)


def go(place: Bookmark, reading: Reading) -> dict[str, tuple[int, int]]:
    """Bring a reading to a place; gives the tops of sources by article. Whether sources are linked stays as it is."""
    from briefing.reader.locators import Finder

    finder, linked = Finder(reading.lookup), reading.linked
    for spot in place.spots:
        topic = find_topic(finder, reading, spot.topic, spot.told)
        if topic is not None:
            # What was current there at another time gives way.
            reading.waiting.pop((topic, spot.view), None)
    stands = resume(place, reading)
    reading.set_visible(reading.order[: len(place.order)])
    reading.linked, reading.cite = linked, None
    return stands
