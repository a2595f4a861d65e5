"""Which day, week, month or year a reading means, counted from the article's date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from briefing.model import Precision
from briefing.prepare.dates.grammar import Reading
from briefing.prepare.dates.words import number, words

_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SEASONS = frozenset({"summer", "winter", "spring", "fall", "autumn", "season"})
_RELATIVE = "relative"
_WEEK = 7


class Resolved(NamedTuple):
    """A value in ISO 8601 (or "relative"; XXXX for a year that nothing tells)."""

    value: str
    precision: Precision
    anchored: bool
    """It was resolved against the article's date."""


class Now(NamedTuple):
    """What relative dates count from."""

    anchor: date | None
    """The article's date."""
    ahead: bool
    """The sentence speaks of what is to come."""
    past: bool
    """It speaks of what has been."""


UNRESOLVED = Resolved(_RELATIVE, "relative", anchored=False)


def resolve(reading: Reading, anchor: date | None, *, ahead: bool, past: bool = False) -> Resolved | None:
    """Resolve a reading against the article's date.

    `ahead` where the sentence speaks of what is to come, `past` where it speaks of what has been.

    None for what turns out to be no date (the 31st of February).
    """
    result = _RULES[reading.kind](reading.parts, Now(anchor, ahead, past))
    if result is not None and "clock" in reading.parts and reading.kind != "clock" and result.precision == "day":
        time = clock(reading.parts["clock"])
        if time is not None and len(result.value) == len("2025-02-12"):
            return Resolved(f"{result.value}T{time}", "minute", result.anchored)
    return result


def clock(text: str) -> str | None:
    """Read "10 p.m." as 22:00; None for no time of day."""
    low = text.lower()
    if low in {"noon", "midnight"}:
        return "12:00" if low == "noon" else "00:00"
    low = low.replace("a.m.", "am").replace("p.m.", "pm")
    half = low[-2:] if low.endswith("m") else ""
    digits = low.removesuffix(half).strip().replace(".", ":").split(":")
    if not all(d.isascii() and d.isdigit() for d in digits):
        return None
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _month(text: str) -> int:
    return words().months[text.lower().rstrip(".")]


def _day_number(text: str) -> int:
    return int("".join(c for c in text if c.isdigit()))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, anchor: date, *, ahead: bool = False) -> date | None:
    """Give the day of that name that is nearest to the article's date; one to come where the text looks ahead."""
    days = [d for y in (anchor.year - 1, anchor.year, anchor.year + 1) if (d := _real(y, month, day))]
    if ahead:
        coming = [d for d in days if d >= anchor - timedelta(days=1)]
        if coming:
            return min(coming)
    return min(days, key=lambda d: (abs((d - anchor).days), d), default=None)


def _of_day(month: int, day: int, year: str | None, anchor: date | None, *, ahead: bool) -> Resolved | None:
    if year:
        found = _real(int(year), month, day)
        return Resolved(found.isoformat(), "day", anchored=False) if found else None
    if anchor:
        found = nearest(month, day, anchor, ahead=ahead)
        return Resolved(found.isoformat(), "day", anchored=True) if found else None
    return Resolved(f"XXXX-{month:02}-{day:02}", "day", anchored=False) if _real(2000, month, day) else None


def _iso(p: dict[str, str], _now: Now) -> Resolved | None:
    return _of_day(int(p["m"]), int(p["d"]), p["y"], None, ahead=False)


def _numeric(p: dict[str, str], now: Now) -> Resolved | None:
    """Read 02/16/2025 and 16.02.2025; where both orders are days, the one nearer to the article's date."""
    anchor = now.anchor
    year = int(p["y"]) if len(p["y"]) == 4 else 2000 + int(p["y"])
    one, two = int(p["a"]), int(p["b"])
    orders = [(one, two), (two, one)] if p["sep"] == "/" else [(two, one), (one, two)]
    days = [d for month, day in orders if (d := _real(year, month, day))]
    if not days:
        return None
    found = min(days, key=lambda d: abs((d - anchor).days)) if anchor and len(days) > 1 else days[0]
    return Resolved(found.isoformat(), "day", anchored=False)


def _days(p: dict[str, str], now: Now) -> Resolved | None:
    anchor = now.anchor
    month, first, second = p.get("m") or p["n"], p.get("d") or p["e"], p.get("d2") or p["e2"]
    year = p.get("y") or p.get("z")
    one = _of_day(_month(month), _day_number(first), year, anchor, ahead=now.ahead)
    two = _of_day(_month(p.get("m2") or month), _day_number(second), year, anchor, ahead=now.ahead)
    if one is None or two is None or two.value <= one.value:
        return one
    return Resolved(f"{one.value}/{two.value}", "day", one.anchored)


def _day(p: dict[str, str], now: Now) -> Resolved | None:
    month, day = p.get("m") or p["n"], p.get("d") or p["e"]
    return _of_day(_month(month), _day_number(day), p.get("y") or p.get("z"), now.anchor, ahead=now.ahead)


def _month_year(p: dict[str, str], _now: Now) -> Resolved | None:
    return Resolved(f"{p['y']}-{_month(p['m']):02}", "month", anchored=False)


def _month_name(p: dict[str, str], now: Now) -> Resolved | None:
    anchor, ahead = now.anchor, now.ahead
    month = _month(p["m"])
    if anchor is None:
        return Resolved(f"XXXX-{month:02}", "month", anchored=False)
    mods = {p["mod"].lower(), p.get("mod2", "")}
    year = anchor.year
    if "next" in mods or (ahead and "last" not in mods and not mods & {"since", "from", "after"}):
        year += month < anchor.month or ("next" in mods and month == anchor.month)
    elif "this" not in mods:
        year -= month > anchor.month or ("last" in mods and month == anchor.month)
    return Resolved(f"{year}-{month:02}", "month", anchored=True)


def _years(p: dict[str, str], _now: Now) -> Resolved | None:
    second = p["y2"] if len(p["y2"]) == 4 else p["y"][:2] + p["y2"]
    return Resolved(f"{p['y']}/{second}", "year", anchored=False) if second > p["y"] else None


def _year(p: dict[str, str], _now: Now) -> Resolved | None:
    return Resolved(p["y"], "year", anchored=False)


def _decade(p: dict[str, str], _now: Now) -> Resolved | None:
    start = int(p["y"] + "0") if "y" in p else 1900 + 10 * int(p["short"])
    return Resolved(f"{start}/{start + 9}", "year", anchored=False)


def _quarter(p: dict[str, str], _now: Now) -> Resolved | None:
    quarter = int(p["n"]) if "n" in p else _QUARTERS[p["q"]]
    year = p.get("y") or p["z"]
    return Resolved(f"{year}-{3 * quarter - 2:02}/{year}-{3 * quarter:02}", "month", anchored=False)


def _named(p: dict[str, str], now: Now) -> Resolved | None:
    month, day = words().days[p["name"].lower().replace("’", "'")].split("-")
    return _of_day(int(month), int(day), None, now.anchor, ahead=now.ahead)


def _weekday(p: dict[str, str], now: Now) -> Resolved | None:
    anchor, ahead = now.anchor, now.ahead
    if anchor is None or p.get("mod", "") in {"the following", "the previous"}:
        return UNRESOLVED
    day, mod, week = words().weekdays[p["w"].lower()], p.get("mod", ""), p.get("week", "")
    back = (anchor.isoweekday() - day) % 7
    if week:
        monday = anchor - timedelta(days=anchor.isoweekday() - 1)
        found = monday + timedelta(days=day - 1 + {"last week": -7, "this week": 0, "next week": 7}[week])
    elif mod in {"next", "this coming"} or (ahead and mod in {"", "this"}):
        found = anchor + timedelta(days=(day - anchor.isoweekday()) % 7 or (7 if mod == "next" else 0))
    elif mod in {"last", "this past"}:
        found = anchor - timedelta(days=back or 7)
    else:
        # Where nothing says that it has been, the day after the article's date is nearer than the week before.
        found = anchor + timedelta(days=1) if back == _WEEK - 1 and not now.past else anchor - timedelta(days=back)
    return Resolved(found.isoformat(), "day", anchored=True)


def _today(p: dict[str, str], now: Now) -> Resolved | None:
    anchor = now.anchor
    if anchor is None:
        return UNRESOLVED
    step = {"yesterday": -1, "tomorrow": 1}.get(p["t"].lower(), 0)
    return Resolved((anchor + timedelta(days=step)).isoformat(), "day", anchored=True)


def _part(p: dict[str, str], now: Now) -> Resolved | None:
    anchor = now.anchor
    if anchor is None:
        return UNRESOLVED
    step = -1 if p["mod"].lower() == "last" else 0
    return Resolved((anchor + timedelta(days=step)).isoformat(), "day", anchored=True)


def _around(p: dict[str, str], now: Now) -> Resolved | None:
    anchor = now.anchor
    unit, mod = p["unit"].lower(), p["mod"].lower()
    if anchor is None or unit in _SEASONS or unit in {"decade", "century"} or mod in {"the following", "the previous"}:
        return UNRESOLVED
    step = 0 if mod == "this" else (1 if mod in {"next", "the coming"} else -1)
    if mod.startswith("the ") and unit != "weekend":
        span = _shift(anchor, step, unit)
        first, last = sorted((span, anchor))
        return Resolved(f"{first.isoformat()}/{last.isoformat()}", "day", anchored=True)
    if unit == "weekend":
        saturday = _days_on(anchor, 6 - anchor.isoweekday() + 7 * step)
        return Resolved(f"{saturday.isoformat()}/{_days_on(saturday, 1).isoformat()}", "day", anchored=True)
    return _as(_shift(anchor, step, unit), unit)


def _shift(day: date, steps: int, unit: str) -> date:
    """Go so many days, weeks, months or years on (or back)."""
    if unit in {"day", "week"}:
        return _days_on(day, steps * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + steps * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    year = min(max(year, 1), 9999)
    for last in (day.day, 30, 29, 28):
        found = _real(year, month + 1, last)
        if found and last <= day.day:
            return found
    return day


def _days_on(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _as(day: date, unit: str) -> Resolved:
    """Write a day with the precision of a unit."""
    if unit == "year":
        return Resolved(f"{day.year:04}", "year", anchored=True)
    if unit == "month":
        return Resolved(f"{day.year:04}-{day.month:02}", "month", anchored=True)
    if unit == "week":
        iso = day.isocalendar()
        return Resolved(f"{iso.year:04}-W{iso.week:02}", "week", anchored=True)
    return Resolved(day.isoformat(), "day", anchored=True)


def _ago(p: dict[str, str], now: Now) -> Resolved | None:
    anchor = now.anchor
    count = number(p["num"]) if "num" in p else None
    unit = p.get("unit", "").lower()
    if anchor is None or count is None or unit not in {"hour", "day", "week", "month", "year", "decade"}:
        return UNRESOLVED
    if unit == "hour":
        return _as(_days_on(anchor, -round(count / 24)), "day")
    if unit == "decade":
        return _as(_shift(anchor, -round(10 * count), "year"), "year")
    return _as(_shift(anchor, -round(count), unit), unit)


def _past(p: dict[str, str], now: Now) -> Resolved | None:
    anchor = now.anchor
    count = number(p["num"]) if "num" in p else None
    unit = p["unit"].lower()
    if anchor is None or count is None or unit not in {"day", "week", "month", "year", "decade"}:
        return UNRESOLVED
    steps, unit = (round(10 * count), "year") if unit == "decade" else (round(count), unit)
    ahead = p["dir"].lower().split()[-1] in {"next", "coming"}
    first, last = sorted((anchor, _shift(anchor, steps if ahead else -steps, unit)))
    return Resolved(f"{first.isoformat()}/{last.isoformat()}", "day", anchored=True)


def _duration(p: dict[str, str], _now: Now) -> Resolved | None:
    unit = (p.get("unit") or p.get("unit2") or p.get("unit3") or "").lower()
    text = p.get("num") or p.get("num2")
    count = number(text) if text else 0.0
    if count is None:
        return None
    if "half" in p or "half2" in p or "half3" in p:
        count += 0.5
    value = iso_duration(count, unit)
    return Resolved(value, "duration", anchored=False) if value else None


def iso_duration(count: float, unit: str) -> str | None:
    """Write a length of time in ISO 8601, halves in the next smaller unit: 1.5 hours are PT1H30M."""
    if unit in {"decade", "century", "centurie"}:
        count, unit = count * (10 if unit == "decade" else 100), "year"
    smaller = {"hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24), "year": ("month", 12)}
    whole, rest = int(count), count - int(count)
    time = unit in {"hour", "minute", "second"}
    if unit == "minute" and rest == 0 and whole > 59:
        hours, minutes = divmod(whole, 60)
        return f"PT{hours}H" + (f"{minutes}M" if minutes else "")
    body = f"{whole}{_UNITS[unit]}" if whole or not rest else ""
    if rest and unit in smaller:
        low, size = smaller[unit]
        part = f"{round(rest * size)}{_UNITS[low]}"
        body += ("T" if unit == "day" else "") + part
    elif rest:
        return None
    return ("PT" if time else "P") + body


def _clock(p: dict[str, str], _now: Now) -> Resolved | None:
    time = clock(p["clock"])
    return Resolved(f"T{time}", "minute" if ":" in p["clock"] else "hour", anchored=False) if time else None


_RULES: dict[str, Callable[[dict[str, str], Now], Resolved | None]] = {
    "iso": _iso, "numeric": _numeric, "days": _days, "day": _day, "month": _month_year, "monthname": _month_name,
    "years": _years, "year": _year,
    "decade": _decade, "quarter": _quarter, "named": _named, "weekday": _weekday,
    "today": _today, "part": _part, "around": _around, "ago": _ago, "past": _past, "duration": _duration,
    "clock": _clock,
}  # fmt: skip
