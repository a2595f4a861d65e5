"""Dates that stand as lines of their own or at the ends of lines, in the forms that pages print them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = {name[:n]: i + 1 for i, name in enumerate(_MONTHS) for n in (3, 4, len(name))}
_NAMES = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAYS = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s{1,3})?"
_CLOCK = (
    r"(?:[,\sT|@–—-]{0,4}(?:at\s)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d{1,6})?\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:Z\b|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,4}\)?)?)?"
)
DATE = (
    rf"(?:{_DAYS}(?:"
    rf"(?P<m1>{_NAMES})\s{{0,2}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,2}}(?P<y1>(?:19|20)\d{{2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{0,2}}(?:of\s)?(?P<m2>{_NAMES})[,\s-]{{0,2}}(?P<y2>(?:19|20)\d{{2}})"
    r"|(?P<y3>(?:19|20)\d{2})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})"
    r"|(?P<a4>\d{1,2})[/.](?P<b4>\d{1,2})[/.](?P<y4>(?:19|20)\d{2})"
    rf"))"
)
"""A full date, as pages print it (groups m/d/y 1-3, and a/b/y 4 where the order must be chosen)."""
_CLOCK_BEFORE = (
    r"(?:\d{1,2}[:.]?\d{2}\s?(?:[ap]\.?m\.?\s?)?(?:[A-Z]{2,4}\s?)?"
    r"(?:\(\d{4}\s[A-Z]{2,4}\)\s?)?[,|•·–—-]?\s{1,3}(?:on\s)?)?"
)
DATE_CLOCK = _CLOCK_BEFORE + DATE + _CLOCK
"""The same with a clock behind it or, as "5:45 PM ET, Sun March 14, 2021" has it, before it."""
SHORT = rf"{_DAYS}(?:{_NAMES}\s\d{{1,2}}|\d{{1,2}}\s{_NAMES})"
"""A day and month without a year."""


class Stated(NamedTuple):
    """A date as a line states it."""

    value: str
    """YYYY-MM-DD."""
    start: int
    end: int
    ambiguous: bool
    """Day and month could be the other way round; the month was taken first unless told otherwise."""


def stated(match: re.Match[str], *, day_first: bool = False) -> Stated | None:
    """Read a match of DATE; None for no day of the calendar."""
    for form in "123":
        if match[f"y{form}"]:
            month = match[f"m{form}"].rstrip(".").lower()
            number = int(month) if month.isdigit() else _MONTH[month[:3]]
            return _real(match, int(match[f"y{form}"]), number, int(match[f"d{form}"]), ambiguous=False)
    one, two, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
    clear = one > 12 or two > 12 or one == two
    month, day = (two, one) if one > 12 or (day_first and two <= 12) else (one, two)
    return _real(match, year, month, day, ambiguous=not clear)


def _real(match: re.Match[str], year: int, month: int, day: int, *, ambiguous: bool) -> Stated | None:
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None
    return Stated(value, match.start(), match.end(), ambiguous)
