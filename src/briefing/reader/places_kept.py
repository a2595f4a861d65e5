"""Where somebody was, kept from one day to the next: a bookmark as JSON values, and back, whatever stands there.

No Textual here.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, cast, get_args

from briefing import state
from briefing.reader.bookmark import Bookmark, Named, Spot, Top
from briefing.reader.locators import Locator
from briefing.reader.reading import VIEWS, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import TypeVar

    from briefing.model import Briefing
    from briefing.reader.reading import View

    T = TypeVar("T")

KIND = "positions"
MOST_SPOTS = 200
"""Items that are kept: one for each topic and view that was looked at, what was looked at last first."""
MOST_TOPS = 100
MOST_ORDER = 1000
MOST_TYPES = 100
_LONGEST = 1000
"""Characters of a text that is believed."""
_VERSION = 2
_SHARE = re.compile(r"-?[0-9]{1,3}", re.ASCII)


class Memory:
    """What is remembered of the briefing of some paths."""

    def __init__(self, paths: Sequence[Path], topics: str | None = None, *, listed: bool = True) -> None:
        """`topics` as they were chosen on the command line; with `listed` it is one of the recent briefings."""
        self._paths = tuple(paths)
        self._topics = topics
        self._listed = listed

    def record(self, briefing: Briefing) -> None:
        """List it among the recent briefings, with what its files are like now."""
        if self._listed:
            from datetime import datetime

            from briefing import recent

            now = datetime.now(UTC)
            titles = "; ".join(e.title for e in briefing.events)
            title = f"{len(briefing.events)} events: {titles}" if titles else briefing.title
            recent.record(self._paths, self._topics, title, len(briefing.articles), now)

    def recall(self) -> Bookmark | None:
        """Give where the reader was; None where that is not known."""
        return from_row(state.recall(KIND, self._paths))

    def marks_file(self) -> Path | None:
        """Give the file of the stars and notes; None without a home folder."""
        from briefing import marks

        return marks.file_of(self._paths)

    def theme(self) -> str | None:
        """Give the theme that was chosen last; it holds for all briefings."""
        return state.choices().get("theme")

    def choose_theme(self, theme: str) -> None:
        """Keep the theme that was chosen."""
        if theme != self.theme():
            state.remember_choice("theme", theme)

    def types_off(self) -> frozenset[str]:
        """Give the types of entities that were switched off; it holds for all briefings."""
        return frozenset(state.choices().get("types_off", "").split()[:MOST_TYPES])

    def choose_types_off(self, types: frozenset[str]) -> None:
        """Keep the types of entities that are switched off."""
        state.remember_choice("types_off", " ".join(sorted(types)))

    def share(self) -> int:
        """Give how many lines more than half the statements have; it holds for all briefings."""
        kept = state.choices().get("share", "")
        return int(kept) if _SHARE.fullmatch(kept) else 0

    def choose_share(self, share: int) -> None:
        """Keep how many lines more than half the statements have."""
        state.remember_choice("share", str(share))

    def remember(self, bookmark: Bookmark) -> None:
        """Keep where the reader is."""
        state.remember(KIND, self._paths, to_row(bookmark))


def to_row(b: Bookmark) -> dict[str, object]:
    """Give a bookmark as JSON values."""
    here = [s for s in b.spots if (s.topic, s.view) == (b.topic, b.view)]
    others = [s for s in reversed(b.spots) if s not in here]
    return {
        "version": _VERSION,
        "topic": b.topic,
        "view": b.view,
        "part": b.part,
        "pane": b.pane,
        "linked": b.linked,
        "order": b.order[:MOST_ORDER],
        "spots": [*here, *others][:MOST_SPOTS],
        "tops": b.tops[:MOST_TOPS],
        "pinned": b.pinned[:MOST_ORDER],
    }


def from_row(row: object) -> Bookmark | None:
    """Give the bookmark of JSON values; what is none of one is left out."""
    if not isinstance(row, dict) or row.get("version") != _VERSION:
        return None
    pane = row.get("pane")
    return Bookmark(
        _named(row.get("topic")) or Named("", ""),
        _view(row.get("view")) or "summary",
        cast("Part", row["part"]) if row.get("part") in get_args(Part) else "items",
        pane if type(pane) is int and 0 <= pane < MOST_ORDER else 0,
        row.get("linked") is not False,
        _all(row.get("order"), _pair, MOST_ORDER),
        _all(row.get("spots"), _spot, MOST_SPOTS),
        _all(row.get("tops"), _top, MOST_TOPS),
        _all(row.get("pinned"), _pair, MOST_ORDER),
    )


def _all(values: object, one: Callable[[object], T | None], most: int) -> tuple[T, ...]:
    if not isinstance(values, list):
        return ()
    return tuple(v for value in values[:most] if (v := one(value)) is not None)


def _parts(value: object, *kinds: type) -> list[object] | None:
    """Give a list of values of these types; None where it is none."""
    if not isinstance(value, list) or len(value) != len(kinds):
        return None
    sound = all(type(v) is kind for v, kind in zip(value, kinds, strict=True))
    sound = sound and all(len(v) <= _LONGEST for v in value if isinstance(v, str))
    sound = sound and all(abs(v) < 1 << 31 for v in value if isinstance(v, int))
    return value if sound else None


def _pair(value: object) -> tuple[str, str] | None:
    parts = _parts(value, str, str)
    return (str(parts[0]), str(parts[1])) if parts else None


def _named(value: object) -> Named | None:
    pair = _pair(value)
    return Named(*pair) if pair else None


def _view(value: object) -> View | None:
    return value if value in VIEWS else None


def _locator(value: object) -> Locator | None:
    parts = _parts(value, str, str, int, int, str)
    return Locator(*parts) if parts else None  # type: ignore[arg-type]  # the types were looked at


def _spot(value: object) -> Spot | None:
    parts = _parts(value, list, str, int, list, list)
    if not parts:
        return None
    topic, view, at = _named(parts[0]), _view(parts[1]), cast("int", parts[2])
    thing = _named(parts[4]) or Named("", "")
    return Spot(topic, view, at, _all(parts[3], _locator, 8), thing) if topic and view and at >= 0 else None


def _top(value: object) -> Top | None:
    parts = _parts(value, list, int)
    place = _locator(parts[0]) if parts else None
    return Top(place, cast("int", parts[1])) if parts and place else None
