"""The timeline: what the sources date, in order of time. Asked of a finished briefing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.lookup import Lookup
    from briefing.model import Precision, Range, When

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLACED = re.compile(r"(\d{4})(?:-W(\d\d)|-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d))?)?)?)?")
_KINDS = frozenset({"body", "deck", "caption"})


class Happening(NamedTuple):
    """What sources tell of one date."""

    value: str
    """The date in ISO 8601 as resolved; empty where the words stay relative."""
    precision: Precision
    told: tuple[Range, ...]
    """The sentences that give the date, in the sources' order; those of one happening state a claim together."""
    dates: tuple[Range, ...]
    """The words that give it, one for each sentence."""
    counted: str = ""
    """Of a span that is only counted from a source's date ("the past five years"), that date: its one known end."""

    @property
    def day(self) -> str:
        """The date as it is read; of a span that is counted from a date, this."""
        if not self.counted:
            return spoken(self.value)
        return f"{'from' if self.value.startswith(self.counted) else 'to'} {spoken(self.counted)}"


def timeline(lookup: Lookup, topic: str | None = None) -> tuple[Happening, ...]:
    """Give the dated happenings of a topic, or of the briefing, in order of time; of one date, the most told first.

    Sentences that give the same date and state a claim together are one happening. Durations, times of day without a
    day and marks of an age ("pre-2014") are no dates. A span that is counted from a source's date stands at that date.
    What counts from a date that no source gives comes last, in the sources' order.
    """
    dated: dict[tuple[str, str], dict[Range, When]] = {}
    for when in sorted(lookup.briefing.dates, key=lambda w: (lookup.number(w.range.article), w.range)):
        segment = lookup.sentence_at(when.range)
        if when.precision == "duration" or when.value.startswith("T") or segment is None or _before(lookup, when.range):
            continue
        if segment.kind in _KINDS and (topic is None or _within(lookup, segment.range, topic)):
            value = when.value if _PLACED.match(when.value) else ""
            dated.setdefault((value, _counted(when)), {}).setdefault(segment.range, when)
    order = sorted(dated, key=lambda d: (_order(d[1] or d[0]), d))
    return tuple(h for value, counted in order for h in _of_date(lookup, value, counted, dated[value, counted]))


def _counted(when: When) -> str:
    """Give the end of a span from which the other one was counted."""
    return when.anchor if when.anchor and when.anchor in when.value.split("/")[:2] and "/" in when.value else ""


def _before(lookup: Lookup, r: Range) -> bool:
    """Tell whether a date only tells what something else came before or after: "pre-2014"."""
    return lookup.article(r.article).text[max(0, r.start - 5) : r.start].lower().endswith(("pre-", "post-"))


def _within(lookup: Lookup, sentence: Range, topic: str) -> bool:
    return any(t.id == topic for t in lookup.topics_at(sentence))


def _order(value: str) -> tuple[bool, str, str]:
    """Order by the first day, the wider before the narrower (2025 before January 2025)."""
    found = _PLACED.match(value)
    if not found:
        return True, value, value
    year, week, month, day, hour, minute = found.groups()
    if week:
        try:
            first = date.fromisocalendar(int(year), int(week), 1).isoformat()
        except ValueError:
            first = year
        return False, first, value
    return False, "-".join(p for p in (year, month, day) if p) + (f"T{hour}:{minute or '00'}" if hour else ""), value


def _of_date(lookup: Lookup, value: str, counted: str, places: dict[Range, When]) -> list[Happening]:
    """Join the sentences of one date that state a claim together."""
    groups: list[list[Range]] = []
    claims: list[set[str]] = []
    for r in places:
        held = {c.id for c in lookup.claims_at(r) if any(r.overlap(s) for s in c.support)} if value else set()
        joined = [n for n, c in enumerate(claims) if c & held]
        if not joined:
            groups.append([r])
            claims.append(held)
            continue
        first, *others = joined
        groups[first].append(r)
        claims[first] |= held
        for n in reversed(others):
            groups[first] += groups.pop(n)
            claims[first] |= claims.pop(n)
    result = []
    for group in groups:
        told = sorted(group, key=lambda r: (lookup.number(r.article), r))
        dates = tuple(places[r].range for r in told)
        result.append(Happening(value, places[told[0]].precision, tuple(told), dates, counted))
    return sorted(result, key=lambda h: -len({r.article for r in h.told})) if value else result


def shortest(lookup: Lookup, told: Sequence[Range]) -> Range:
    """Choose the sentence that stands for a happening: the shortest; of equals the first."""
    return min(told, key=lambda r: len(lookup.text(r)))


def spoken(value: str) -> str:
    """Write a date as it is read: 12 February 2025; week of 10 February 2025; 2014 to 2016; what is none as it is."""
    if "/" in value:
        first, last = value.split("/", 1)
        return f"{spoken(first)} to {spoken(last)}"
    found = _PLACED.fullmatch(value)
    if not found:
        return value
    year, week, month, day, hour, minute = found.groups()
    if week:
        try:
            return f"week of {spoken(date.fromisocalendar(int(year), int(week), 1).isoformat())}"
        except ValueError:
            return value
    if month and not 1 <= int(month) <= len(MONTHS):
        return value
    parts = [str(int(day))] if day else []
    parts += [MONTHS[int(month) - 1]] if month else []
    time = f", {hour}:{minute or '00'}" if hour else ""
    return " ".join([*parts, year]) + time
