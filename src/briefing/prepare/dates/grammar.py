"""What in a sentence is a date, time or duration: bounded patterns, the longer readings first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefing.prepare.dates.words import words

Kind = Literal[
    "iso", "numeric", "days", "day", "month", "monthname", "years", "decade", "quarter", "year", "named", "weekday",
    "today", "part", "around", "ago", "past", "duration", "clock",
]  # fmt: skip


class Reading(NamedTuple):
    """A stretch of a sentence read as a date; positions count from the sentence's start."""

    start: int
    end: int
    kind: Kind
    parts: dict[str, str]
    """The pattern's named groups that took part."""


def _any(items: list[str]) -> str:
    """Join alternatives, the longer first."""
    return "|".join(sorted(items, key=lambda item: (-len(item), item)))


_W = words()
_MONTHS = _any([m.capitalize() for m in _W.months])
_NUMBERS = _any([re.escape(n) for n in _W.numbers])
_TENS = _any([n for n, value in _W.numbers.items() if 20 <= value < 100])
_PIECES = {
    "M": rf"(?:{_MONTHS}|{_MONTHS.upper()})\b\.?",
    "Y": r"(?:1[5-9]|20)\d\d",
    "D": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?",
    "WEEKDAY": "(?:" + _any([f(d) for d in _W.weekdays for f in (str.capitalize, str.upper)]) + ")",
    "SHORTDAY": r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?",
    "HALF": r"(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b)",
    "EDGE": r"(?<![\w.,$£€/-])",
    "NUM": rf"(?:\d{{1,3}}(?:\.\d)?|(?:{_TENS})[-\ ](?:{_NUMBERS})|{_NUMBERS})",
    "VAGUE": r"(?:several|a\ few|some|many|a\ couple\ of|a\ number\ of|hundreds\ of|thousands\ of|dozens\ of)",
    "PART": r"(?:\s(?P<part>morning|afternoon|evening|night))?",
    "TO": r"\s?(?:[-–—]|to|through|until|and)\s?",
    "NAMED": _any([re.escape(d.title()).replace("'S", "['’][Ss]") for d in _W.days]),
}
_PIECES["CLOCK"] = (
    r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?HALF)?|(?:1[0-2]|0?[1-9])\s?HALF|\bnoon\b|\bmidnight\b)"
).replace("HALF", _PIECES["HALF"])
_PIECES["AT"] = rf"(?:,?\s(?:at\s)?(?P<clock>{_PIECES['CLOCK']}))?"


def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a verbose pattern; <<NAME>> stands for a piece."""
    return re.compile(re.sub(r"<<([A-Z]+)>>", lambda m: _PIECES[m[1]], text), re.VERBOSE | flags)


_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("iso", _pattern(r"""
        <<EDGE>>(?P<y><<Y>>)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])
        (?:[T\ ](?P<clock>[0-2]\d:[0-5]\d(?::[0-5]\d)?)Z?)?(?![\d-])
    """)),
    ("numeric", _pattern(r"""
        <<EDGE>>(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y><<Y>>|\d\d)(?![\w/-]|\.\d)<<AT>>
    """)),
    ("days", _pattern(r"""
        \b(?P<m><<M>>)\s(?P<d><<D>>)<<TO>>(?:(?P<m2><<M>>)\s)?(?P<d2><<D>>)(?!\w|:\d)(?:,?\s(?P<y><<Y>>))?
        |<<EDGE>>(?P<e><<D>>)<<TO>>(?P<e2><<D>>)\s(?P<n><<M>>)(?:,?\s(?P<z><<Y>>))?
    """)),
    ("day", _pattern(r"""
        (?:\b(?:<<WEEKDAY>>|<<SHORTDAY>>),?\s)?
        (?:\b(?P<m><<M>>)\s(?:the\s)?(?P<d><<D>>)(?![\w%]|[:,.]\d)(?:,?\s(?P<y><<Y>>)\b)?
        |<<EDGE>>(?:the\s)?(?P<e><<D>>)\s(?:of\s)?(?P<n><<M>>)(?:,?\s(?P<z><<Y>>)\b)?)<<AT>>
    """)),
    ("month", _pattern(r"""
        \b(?:(?P<mod>[Ee]arly|[Ll]ate|[Mm]id)[-\ ])?(?P<m><<M>>),?\s(?:of\s)?(?P<y><<Y>>)(?![\w-])
    """)),
    ("monthname", _pattern(r"""
        \b(?P<mod>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id|[Dd]uring|[Ff]rom
        |[Tt]hrough|[Oo]f|[Bb]efore|[Aa]fter|[Ee]arlier\ in|[Ll]ater\ in)
        (?:\s(?P<mod2>early|late|mid|last|next|this))?[-\ ](?P<m><<M>>)(?![\w-])
    """)),
    ("years", _pattern(r"<<EDGE>>(?P<y><<Y>>)<<TO>>(?P<y2><<Y>>|\d\d)(?![\w%,.]*\d|\w|[:/])")),
    ("decade", _pattern(r"""
        <<EDGE>>(?:(?:early|late|mid)[-\ ])?(?:the\s)?(?P<y>(?:1[5-9]|20)\d)0s\b|the\s['’‘](?P<short>[2-9])0s\b
    """)),
    ("quarter", _pattern(r"""
        \b(?:the\s)?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[\ -]quarter(?:\sof)?\s(?P<y><<Y>>)\b
        |\bQ(?P<n>[1-4])\s(?P<z><<Y>>)\b
    """)),
    ("year", _pattern(r"""
        (?<![\w.,$£€/-])(?:(?P<mod>[Ee]arly|[Ll]ate|[Mm]id|[Pp]re|[Pp]ost)[-\ ])?(?P<y><<Y>>)
        (?![\w%-]|[.,:/]\d|\s?(?:%|percent|million|billion|people|miles|km|meters|metres|feet|points|dollars|euros)\b)
    """)),
    ("named", _pattern(r"\b(?P<name><<NAMED>>|New\ Year['’]s\ (?:eve|day)|Fourth\ of\ July)\b")),
    ("weekday", _pattern(r"""
        (?:\b(?P<mod>last|next|this|this\ past|this\ coming|the\ following|the\ previous)\s)?
        \b(?P<w><<WEEKDAY>>)\b<<PART>>
        (?!\s(?:Night|Times|Magazine))(?:\s(?P<week>last\ week|this\ week|next\ week))?<<AT>>
    """)),
    ("today", _pattern(r"\b(?P<t>[Tt]oday|TODAY|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b<<PART>><<AT>>")),
    ("part", _pattern(r"\b(?P<mod>[Tt]his|[Ll]ast)\s(?P<part>morning|afternoon|evening|night)\b")),
    ("around", _pattern(r"""
        \b(?P<mod>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he\ (?:last|past|previous|coming|following))
        \s(?P<unit>week|month|year|decade|century|weekend|summer|winter|spring|fall|autumn|season)\b(?!-)
    """)),
    ("ago", _pattern(r"""
        \b(?:(?P<num><<NUM>>)|(?P<vague><<VAGUE>>))\s(?:and\sa\shalf\s)?
        (?P<unit>second|minute|hour|day|week|month|year|decade|century|centurie)s?\sago\b
        |\b(?P<unit2>decade|year|month|week|centurie)s\sago\b
    """, re.IGNORECASE)),
    ("past", _pattern(r"""
        \b(?P<dir>the\spast|the\slast|the\snext|the\sprevious|the\scoming|past|last|next)
        \s(?:(?P<num><<NUM>>)|few|several|couple\ of)\s(?P<unit>second|minute|hour|day|week|month|year|decade)s?\b
    """, re.IGNORECASE)),
    ("duration", _pattern(r"""
        \b(?P<num>an?|one)\s(?P<unit>hour|day|week|month|year|decade)\sand\s(?P<half>a\shalf|one\shalf)\b
        |\b(?P<num2><<NUM>>)(?P<half2>\sand\sa\shalf|½)?[\s-]
         (?P<unit2>second|minute|hour|day|week|month|year|decade|centurie)(?P<plural>s)?\b(?P<old>[-\ ]olds?\b)?
         (?!\s(?:ago|later|earlier)\b)
        |\b(?P<half3>half)[\s-](?:an?[\s-])?(?P<unit3>hour|day|year|century|decade)\b
    """, re.IGNORECASE)),
    ("clock", _pattern(r"<<EDGE>>(?P<clock><<CLOCK>>)(?!\w)")),
)  # fmt: skip

_TRIGGER = re.compile(
    r"\d|days?\b|tonight|night|tomorrow|\bago\b|half|weekend|noon|month|year|century|centuries|decade|week|hour|minute"
    rf"|second|morning|evening|season|summer|winter|spring|fall|autumn|hallow|july|{_any(list(_W.months))}",
    re.IGNORECASE,
)
_STANDING_ALONE = frozenset({"last", "next", "this", "early", "late", "mid"})


def readings(text: str) -> list[Reading]:
    """Find the dates, times and durations of a sentence, in order, none overlapping another.

    Patterns are tried in the order above; what one has taken is closed to the next. `text` has its line
    breaks replaced by spaces.
    """
    if not _TRIGGER.search(text):
        return []
    covered = bytearray(len(text))
    found = []
    for reading in _candidates(text):
        if any(c.isdigit() and not c.isascii() for c in text[reading.start : reading.end]):
            continue
        if reading.start < reading.end and not any(covered[reading.start : reading.end]):
            covered[reading.start : reading.end] = b"\1" * (reading.end - reading.start)
            found.append(reading)
    return sorted(found, key=lambda r: r.start)


def _candidates(text: str) -> Iterator[Reading]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            parts = {name: value for name, value in match.groupdict().items() if value}
            start, end = match.span()
            mod = parts.get("mod", "").lower()
            if kind == "monthname" and mod not in _STANDING_ALONE:
                # "in March": the preposition is no part of the date.
                start = match.start("mod2") if "mod2" in parts else match.start("m")
            elif kind == "year" and mod in {"pre", "post"}:
                start = match.start("y")
            month = parts.get("n") or parts.get("m") or ""
            if month.endswith(".") and text.endswith(month, start, end) and _is_whole(month):
                end -= 1
            yield Reading(start, end, kind, parts)


def _is_whole(month: str) -> bool:
    """Tell "May." at a sentence's end from "Feb."."""
    word = month.rstrip(".").lower()
    return len(word) > 4 or word in {"may", "june", "july"}
