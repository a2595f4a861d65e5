"""What in a sentence is a date, time or duration: bounded patterns, the longer readings first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefing.prepare.dates.words import words

Kind = Literal[
    "iso", "numeric", "days", "day", "month", "monthname", "years", "year", "decade", "weekday", "named", "today", "part",
    "around", "ago", "past", "duration", "clock", "quarter",
]  # fmt: skip


class Reading(NamedTuple):
    """A stretch of a sentence read as a date; positions count from the sentence's start."""

    start: int
    end: int
    kind: Kind
    parts: dict[str, str]
    """The pattern's named groups that took part."""


_W = words()
_MONTH = "|".join(sorted((m.capitalize() for m in _W.months), key=lambda m: (-len(m), m)))
_LOUD = "|".join(m.upper() for m in sorted(_W.months, key=lambda m: (-len(m), m)))
_M = rf"(?:{_MONTH}|{_LOUD})\b\.?"
_WEEKDAY = "|".join(d.capitalize() for d in _W.weekdays)
_WD = rf"(?:{_WEEKDAY}|{_WEEKDAY.upper()})"
_SHORT = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_Y = r"(?:1[5-9]|20)\d\d"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b))?"
    r"|(?:1[0-2]|0?[1-9])\s?(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b)|\bnoon\b|\bmidnight\b)"
)
_AT = rf"(?:,?\s(?:at\s)?(?P<clock>{_CLOCK}))?"
_PART = r"(?:\s(?P<part>morning|afternoon|evening|night))?"
_NUM = (
    r"(?:\d{1,3}(?:\.\d)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|an?)"
)
_VAGUE = r"(?:several|a few|some|many|a couple of|a number of|hundreds of|thousands of|dozens of|countless)"
_UNIT = r"(?P<unit>second|minute|hour|day|week|month|year|decade|century|centurie)s?"
_EDGE = r"(?<![\w.,$£€/-])"

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("iso", re.compile(rf"{_EDGE}(?P<y>{_Y})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?:[T ](?P<clock>[0-2]\d:[0-5]\d(?::[0-5]\d)?)Z?)?(?![\d-])")),
    ("numeric", re.compile(rf"{_EDGE}(?P<a>\d{{1,2}})(?P<sep>[/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_Y}|\d\d)(?![\w/-]|\.\d){_AT}")),
    ("days", re.compile(
        rf"\b(?P<m>{_M})\s(?P<d>{_D})\s?(?:[-–—]|to|through|until|and)\s?(?:(?P<m2>{_M})\s)?(?P<d2>{_D})(?![\w:])(?:,?\s(?P<y>{_Y}))?"
        rf"|{_EDGE}(?P<e>{_D})\s?(?:[-–—]|to|and)\s?(?P<e2>{_D})\s(?P<n>{_M})(?:,?\s(?P<z>{_Y}))?"
    )),
    ("day", re.compile(
        rf"(?:\b(?:{_WD}|{_SHORT}),?\s)?(?:\b(?P<m>{_M})\s(?:the\s)?(?P<d>{_D})(?![\w%:]|,\d|\.\d)(?:,?\s(?P<y>{_Y})\b)?"
        rf"|{_EDGE}(?:the\s)?(?P<e>{_D})\s(?:of\s)?(?P<n>{_M})(?:,?\s(?P<z>{_Y})\b)?){_AT}"
    )),
    ("month", re.compile(rf"\b(?:(?P<mod>[Ee]arly|[Ll]ate|[Mm]id)[- ])?(?P<m>{_M}),?\s(?:of\s)?(?P<y>{_Y})(?![\w-])")),
    ("monthname", re.compile(
        rf"\b(?P<mod>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id|[Dd]uring|[Ff]rom|[Tt]hrough|[Oo]f|[Bb]efore|[Aa]fter|[Ee]arlier in|[Ll]ater in)"
        rf"(?:\s(?P<mod2>early|late|mid|last|next|this))?[- ](?P<m>{_M})(?![\w-])"
    )),
    ("years", re.compile(rf"{_EDGE}(?P<y>{_Y})\s?(?:[-–—]|to|and|until|through)\s?(?P<y2>{_Y}|\d\d)(?![\w%,.]*\d|\w|[:/])")),
    ("decade", re.compile(rf"{_EDGE}(?:(?:early|late|mid)[- ])?(?:the\s)?(?P<y>{_Y[:-2]}\d)0s\b|(?:the\s)['’‘](?P<short>[2-9])0s\b")),
    ("quarter", re.compile(rf"\b(?:the\s)?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter(?:\sof)?\s(?P<y>{_Y})\b|\bQ(?P<n>[1-4])\s(?P<z>{_Y})\b")),
    ("year", re.compile(rf"(?<![\w.,$£€/-])(?:(?P<mod>[Ee]arly|[Ll]ate|[Mm]id|[Pp]re|[Pp]ost)[- ])?(?P<y>{_Y})(?![\w%-]|[.,:/]\d|\s?(?:%|percent|million|billion|people|miles|km|meters|metres|feet|points|dollars|euros|pounds)\b)")),
    ("named", re.compile("|".join(rf"\b{d.title()}\b".replace("'S", "['’]s") for d in _W.days) + r"|\bNew Year['’]s (?:eve|day)\b|\bFourth of July\b")),
    ("weekday", re.compile(
        rf"(?:\b(?P<mod>last|next|this|this past|this coming|the following|the previous)\s)?\b(?P<w>{_WD})\b{_PART}(?!\s(?:Night|Times|Magazine))"
        rf"(?:\s(?P<week>last week|this week|next week))?{_AT}"
    )),
    ("today", re.compile(rf"\b(?P<t>[Tt]oday|TODAY|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b{_PART}{_AT}")),
    ("part", re.compile(r"\b(?P<mod>[Tt]his|[Ll]ast)\s(?P<part>morning|afternoon|evening|night)\b")),
    ("around", re.compile(
        r"\b(?P<mod>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he (?:last|past|previous|coming|following))\s(?P<unit>week|month|year|decade|century|weekend|summer|winter|spring|fall|autumn|season)\b(?!-)"
    )),
    ("ago", re.compile(rf"\b(?:(?P<num>{_NUM})|(?P<vague>{_VAGUE}))\s(?:and\sa\shalf\s)?{_UNIT}\sago\b|\b(?P<unit2>[Dd]ecade|[Yy]ear|[Mm]onth|[Ww]eek|[Cc]enturie)s\sago\b", re.IGNORECASE)),
    ("past", re.compile(rf"\b(?P<dir>the\spast|the\slast|the\snext|the\sprevious|the\scoming|past|last|next)\s(?:(?P<num>{_NUM})|(?P<vague>few|several|couple of))\s{_UNIT}\b", re.IGNORECASE)),
    ("duration", re.compile(
        rf"\b(?P<num>an?|one)\s(?P<unit>hour|day|week|month|year|decade)\sand\s(?P<half>a\shalf|one\shalf)\b"
        rf"|\b(?P<num2>{_NUM})(?P<half2>\sand\sa\shalf|½)?[\s-](?P<unit2>second|minute|hour|day|week|month|year|decade|centurie)(?P<plural>s)?\b(?P<old>[- ]olds?\b)?(?!\s(?:ago|later|earlier)\b)"
        rf"|\b(?P<half3>half)[\s-](?:an?[\s-])?(?P<unit3>hour|day|year|century|decade)\b", re.IGNORECASE
    )),
    ("clock", re.compile(rf"{_EDGE}(?P<clock>{_CLOCK})(?!\w)")),
)  # fmt: skip

_TRIGGER = re.compile(
    rf"\d|(?i:day\b|today|tonight|night|tomorrow|\bago\b|half|weekend|noon|{_MONTH})|\b(?:second|minute|hour|day|week|month|year|decade|centur|morning|evening|season|summer|winter|spring|fall|autumn)"
)


def readings(text: str) -> list[Reading]:
    """Find the dates, times and durations of a sentence, in order, none overlapping another.

    Patterns are tried in the order above; what one has taken is closed to the next. `text` has its line
    breaks replaced by spaces.
    """
    if not _TRIGGER.search(text):
        return []
    covered = bytearray(len(text))
    found = []
    for kind, start, end, parts in _candidates(text):
        if end > start and not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
            found.append(Reading(start, end, kind, parts))
    return sorted(found)


def _candidates(text: str) -> Iterator[tuple[Kind, int, int, dict[str, str]]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            parts = {name: value for name, value in match.groupdict().items() if value}
            start, end = match.span()
            if kind == "monthname" and parts["mod"].lower() not in {"last", "next", "this", "early", "late", "mid"}:
                # "in March": the preposition is no part of the date.
                start = match.start("mod2") if "mod2" in parts else match.start("m")
            if kind == "year" and parts.get("mod", "").lower() in {"pre", "post"}:
                start = match.start("y")
            yield kind, start, end, parts
