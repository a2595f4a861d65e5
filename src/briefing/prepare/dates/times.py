"""When what a range tells happened, as far as its own dates say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.model import Range, When

RECENT = timedelta(days=31)
"""What happened no longer before the event's day belongs to its news; what happened earlier is background."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d/])")
_DATED = frozenset({"year", "month", "day", "hour", "minute"})


class Times:
    """The dates of an event, and the day that it is about."""

    def __init__(self, dates: Sequence[When]) -> None:
        rows: dict[str, list[tuple[int, int, date]]] = {}
        exact: Counter[date] = Counter()
        for w in dates:
            day = _day(w) if w.precision in _DATED else None
            if day is not None:
                rows.setdefault(w.range.article, []).append((w.range.start, w.range.end, day))
                exact[day] += w.precision not in {"year", "month"}
        self._rows = {a: sorted(r) for a, r in rows.items()}
        self.news = max(exact, key=lambda d: (exact[d], d), default=None)
        """The day that is named most; the later of equals."""

    def days(self, span: Range) -> tuple[date, ...]:
        """Give the days that stand in a range, in its order; for a year or a month its last day."""
        rows = self._rows.get(span.article, [])
        found = []
        for _, end, day in rows[bisect_left(rows, span.start, key=lambda r: r[0]) :]:
            if end > span.end:
                break
            found.append(day)
        return tuple(found)

    def background(self, span: Range) -> date | None:
        """Give the first of a range's days where all of them lie well before the news; else None."""
        days = self.days(span)
        if self.news is None or not days or self.news - max(days) <= RECENT:
            return None
        return min(days)

    def day(self, span: Range) -> date | None:
        """Give the first of a range's days that belongs to the news."""
        news = self.news
        return next((d for d in self.days(span) if news is not None and abs(d - news) <= RECENT), None)


def _day(when: When) -> date | None:
    found = _DAY.match(when.value)
    if found is None:
        return None
    year, month, day = (int(g) if g else 0 for g in found.groups())
    try:
        if day:
            return date(year, month, day)
        return date(year + (month in {0, 12}), month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
