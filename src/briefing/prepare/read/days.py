"""The day that a date or time states, in the forms that pages, feeds and mails use."""

from __future__ import annotations

import re
from datetime import date

from briefing.prepare.clean.calendar import DATE, stated

_ISO = re.compile(r"\s{0,4}((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s{0,4}((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}(?:\.\d{1,6})?Z?)?\s{0,4}\Z")
_EPOCH = re.compile(r"\s{0,4}(\d{10})(?:\d{3})?\s{0,4}\Z")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2,9},?\s{1,3})?(\d{1,2})[\s-]([A-Z][a-z]{2,8})[\s-](\d{4})\b")
_WORDS = re.compile(DATE, re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_SECONDS = 86400


def day_of(text: str) -> str | None:
    """Give the day as YYYY-MM-DD, in the time zone of the text; None where no day is stated.

    The year alone, or a month, is no day.
    """
    text = text[:200]
    match = _ISO.match(text) or _COMPACT.match(text)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    named = re.match(r"\s{0,4}((?:19|20)\d{2})-([a-z]{3})-(\d{1,2})\b", text, re.IGNORECASE)
    if named and named[2].lower() in _MONTHS:
        return _day(int(named[1]), _MONTHS.index(named[2].lower()) + 1, int(named[3]))
    epoch = _EPOCH.match(text)
    if epoch:
        return date.fromordinal(date(1970, 1, 1).toordinal() + int(epoch[1]) // _DAY_SECONDS).isoformat()
    mail = _MAIL.search(text)
    if mail and mail[2][:3].lower() in _MONTHS:
        return _day(int(mail[3]), _MONTHS.index(mail[2][:3].lower()) + 1, int(mail[1]))
    words = _WORDS.search(text)
    found = stated(words) if words else None
    return found.value if found else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
