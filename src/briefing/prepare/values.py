"""Typed values in text: money, percent, durations, ages, counts, dates, years and times, in a normal form.

Values match only exactly, by their normal form: "90-minute" and "an hour and a half" are both
``minutes:90``; "$5.2 billion" is ``money:USD:5200000000``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefing.model import When
from briefing.prepare.analysis import Analysis, Sentence, Token

ValueKind = Literal["money", "percent", "duration", "age", "count", "ordinal", "date", "year", "time", "score"]


class Value(NamedTuple):
    """A value with its place in the article's text."""

    start: int
    end: int
    kind: ValueKind
    normal: str
    """The normal form; two values are the same when these are equal."""
    amount: float
    """The number, in the unit's base (minutes, days or months for durations; 0 for dates)."""
    unit: str
    """Currency, unit of duration, or the lemma of what is counted; empty where none is known."""
    bound: str
    """"about", "over", "under" or nothing: how exact the text says it is."""


class _Place(NamedTuple):
    text: str
    start: int
    end: int


NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
}  # fmt: skip
_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₿": "BTC"}
_COINS = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB",
    "rupee": "INR", "rupees": "INR", "won": "KRW", "peso": "MXN", "pesos": "MXN", "franc": "CHF", "francs": "CHF",
    "shekel": "ILS", "shekels": "ILS", "cent": "USD/100", "cents": "USD/100", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}  # fmt: skip
_SPANS = {
    "second": ("seconds", 1.0), "minute": ("minutes", 1.0), "hour": ("minutes", 60.0), "day": ("days", 1.0),
    "week": ("days", 7.0), "month": ("months", 1.0), "year": ("months", 12.0), "decade": ("months", 120.0),
    "century": ("months", 1200.0),
}  # fmt: skip
_MONTHS = {
    m: n + 1
    for n, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec")
    )
    for m in names.split()
}  # fmt: skip
_ORDINALS = {
    w: n + 1
    for n, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ]
    )
}

_DIGIT = re.compile(r"\d")
_WORD = "|".join([*NUMBER_WORDS, "hundred"])
_NUMBER = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(?:(?P<sign>(?:US|AU|A|C|CA|NZ|HK|R)?[$£€¥₹₩₽₿](?:US|AU|A|C)?)\s?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|[kKmMbB])\b)?"
)
_WORDS = re.compile(
    rf"\b(?P<words>(?:{_WORD})(?:(?:[ -]|\sand\s)(?:{_WORD})\b){{0,5}})\b"
    r"(?:[ -](?P<scale>thousand|million|billion|trillion|dozen)\b)?",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"\b(?:(?P<an>an?|one) (?P<unit1>hour|day|week|month|year|decade)(?P<and> and (?:an?|one) half)?"
    r"|(?P<halfof>half)[ -](?:an?[ -])?(?P<unit2>hour|day|year|month|decade|century|million|billion|dozen))\b",
    re.IGNORECASE,
)
_AND_HALF = re.compile(r" and (?:an?|one)[ -]half\b| 1/2\b|½", re.IGNORECASE)
_PERCENT = re.compile(r"\s?%|[ -](?:percent|per cent|pct)\b(?:age points?)?|[ -]percentage points?\b", re.IGNORECASE)
_COIN = re.compile(r"[ -](?:US |U\.S\. )?(" + "|".join(_COINS) + r")\b", re.IGNORECASE)
_SPAN = re.compile(
    r"[ -]?(second|minute|hour|day|week|month|year|decade)s?\b(?P<old>[ -]olds?\b|\sof age\b)?", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<![\w.:])(\d{1,2})(?:[:.]([0-5]\d))?(?::[0-5]\d)? ?(am|pm|a\.m\.|p\.m\.)(?!\w)"
    r"|(?<![\w.:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<m1>{_MONTH})\.? (?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d|:)(?:,? (?P<y1>(?:19|20)\d\d))?"
    rf"|\b(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})\b(?:,? (?P<y2>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w.,$£€-])(?:pre-|post-|mid-)?((?:19|20)\d\d)s?(?![\w,]*\d)(?!\.\d)(?! ?%)")
_SCORE = re.compile(r"(?<![\w.,-])(\d{1,3})[-–](\d{1,3})(?![\w-]|[.,]\d)")
_ORDINAL = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?P<over>more than|over|above|at least|exceeding|upwards of|north of)|"
    r"(?P<under>less than|under|below|fewer than|at most|up to|as (?:low|little|few) as)|"
    r"(?P<about>about|around|roughly|approximately|nearly|almost|some|an estimated|close to|just (?:over|under))",
    re.IGNORECASE,
)


def values(analysis: Analysis, sentence: Sentence, whens: Sequence[When] = ()) -> tuple[Value, ...]:
    """Find the values of a sentence, in order, none overlapping another.

    Dates that `whens` resolved (to a day, month or year) replace those read from the words alone.
    """
    start, end = sentence.range.start, sentence.range.end
    resolved = (_resolved(w) for w in whens if start <= w.range.start and w.range.end <= end)
    taken = [v for v in resolved if v is not None]
    covered = bytearray(end - start)
    for v in taken:
        covered[v.start - start : v.end - start] = b"\1" * (v.end - v.start)
    text = analysis.article.text[start:end].replace("\n", " ").replace("\r", " ")
    tokens = analysis.tokens_of(sentence)
    free = (v for v in values_in(text, start) if not any(covered[v.start - start : v.end - start]))
    return tuple(sorted([*taken, *(_counted(v, tokens) if v.kind == "count" else v for v in free)]))


def values_in(text: str, base: int = 0) -> tuple[Value, ...]:
    """Find values by the words alone; positions count from `base`, what is counted stays unknown."""
    found: list[Value] = []
    covered = bytearray(len(text))
    for value in _candidates(text):
        if value.start < value.end and not any(covered[value.start : value.end]):
            covered[value.start : value.end] = b"\1" * (value.end - value.start)
            found.append(value._replace(start=value.start + base, end=value.end + base))
    return tuple(sorted(found))


def _candidates(text: str) -> Iterator[Value]:
    """Give readings of each kind, the more specific kinds first; most sentences hold no digit."""
    digits = _DIGIT.search(text) is not None
    if digits:
        yield from _dates(text)
        for m in _CLOCK.finditer(text):
            yield from _clock(m)
    for m in _HALVES.finditer(text):
        yield from _half(text, m)
    if digits:
        for m in _SCORE.finditer(text):
            yield Value(m.start(), m.end(), "score", f"score:{int(m[1])}-{int(m[2])}", float(m[1]), "", "")
        for m in _ORDINAL.finditer(text):
            yield Value(m.start(), m.end(), "ordinal", f"ordinal:{int(m[1])}", float(m[1]), "", "")
        for m in _NUMBER.finditer(text):
            number = float(m["digits"].replace(",", ""))
            yield from _quantity(
                _Place(text, m.start(), m.end()), number * _scale(m["scale"]), m["sign"] or "", m["digits"]
            )
    for m in _WORDS.finditer(text):
        yield from _quantity(_Place(text, m.start(), m.end()), _spelled(m["words"]) * _scale(m["scale"]), "", "")


def _dates(text: str) -> Iterator[Value]:
    for m in _DATE.finditer(text):
        month, day = _MONTHS[(m["m1"] or m["m2"]).lower()], int(m["d1"] or m["d2"])
        if 1 <= day <= 31:
            yield Value(m.start(), m.end(), "date", f"date:{month:02}-{day:02}", 0.0, "day", "")
    for m in _YEAR.finditer(text):
        yield Value(m.start(), m.end(), "year", f"year:{m[1]}", float(m[1]), "year", "")


def _clock(m: re.Match[str]) -> Iterator[Value]:
    hour, minute, half = int(m[1] or m[4]), int(m[2] or m[5] or 0), (m[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour < 24:
        yield Value(m.start(), m.end(), "time", f"time:{hour:02}:{minute:02}", hour * 60.0 + minute, "time", "")


def _half(text: str, m: re.Match[str]) -> Iterator[Value]:
    if m["halfof"]:
        word, amount = m["unit2"].lower(), 0.5
    else:
        word, amount = m["unit1"].lower(), 1.5 if m["and"] else 1.0
    if word in _SPANS:
        if m["an"] and not m["and"] and (m["an"].lower() != "one" and word != "hour"):
            return  # "a day", "a year" is seldom a length
        yield _duration(_Place(text, m.start(), m.end()), word, amount, old=False)
    else:
        yield from _quantity(_Place(text, m.start(), m.end()), amount * _SCALES[word], "", "")


def _duration(at: _Place, word: str, number: float, *, old: bool) -> Value:
    text, start, end = at
    unit, size = _SPANS[word]
    amount = number * size
    if old and unit == "months":
        return Value(start, end, "age", f"age:{_plain(amount / 12)}", amount / 12, "age", "")
    return Value(start, end, "duration", f"{unit}:{_plain(amount)}", amount, unit, _bound(text, start))


def _quantity(at: _Place, number: float, sign: str, digits: str) -> Iterator[Value]:
    """Read what a number measures from the words around it."""
    text, start, end = at
    half = _AND_HALF.match(text, end)
    if half:
        number, end = number + 0.5, half.end()
    bound = _bound(text, start)
    percent, coin, span = _PERCENT.match(text, end), _COIN.match(text, end), _SPAN.match(text, end)
    if sign:
        unit = next(_SIGNS[c] for c in sign if c in _SIGNS)
        yield Value(start, end, "money", f"money:{unit}:{_plain(number)}", number, unit, bound)
    elif percent:
        yield Value(start, percent.end(), "percent", f"percent:{_plain(number)}", number, "percent", bound)
    elif coin:
        unit = _COINS[coin[1].lower()]
        if unit.endswith("/100"):
            number, unit = number / 100, unit[:3]
        yield Value(start, coin.end(), "money", f"money:{unit}:{_plain(number)}", number, unit, bound)
    elif span:
        yield _duration(_Place(text, start, span.end()), span[1].lower(), number, old=bool(span["old"]))
    elif not (digits and text[end : end + 1].isalpha()):
        yield Value(start, end, "count", f"count:{_plain(number)}", number, "", bound)


def _counted(value: Value, tokens: Sequence[Token]) -> Value:
    """Name what a count counts: the first noun within the three words behind it."""
    first = bisect_left(tokens, value.end, key=lambda t: t.start)
    for t in tokens[first : first + 4]:
        if t.pos in {"NOUN", "PROPN"}:
            unit = t.lemma.lower()
            return value._replace(unit=unit)
        if t.pos not in {"ADJ", "ADP", "DET", "NUM", "PUNCT", "ADV"} or t.text in {",", ".", ";"}:
            break
    return value


def _resolved(when: When) -> Value | None:
    """Turn a resolved date into a value (None for durations, intervals and what stayed relative)."""
    start, end = when.range.start, when.range.end
    if when.precision == "day" and re.fullmatch(r"\d{4}-\d\d-\d\d", when.value):
        return Value(start, end, "date", f"date:{when.value[5:]}", 0.0, "day", "")
    if when.precision == "year" and re.fullmatch(r"\d{4}", when.value):
        return Value(start, end, "year", f"year:{when.value}", float(when.value), "year", "")
    return None


def _bound(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start].rstrip()
    last = None
    for m in _BEFORE.finditer(before):
        last = m
    if last is None or len(before) - last.end() > 2:
        return ""
    return last.lastgroup or ""


def _scale(word: str | None) -> float:
    return _SCALES[word.lower()] if word else 1.0


def _spelled(words: str) -> float:
    total = 0.0
    for w in re.split(r"[ -]|\sand\s", words.lower()):
        if w == "hundred":
            total = (total or 1) * 100
        else:
            total += NUMBER_WORDS.get(w, 0)
    return total


def _plain(number: float) -> str:
    """Write a number without a needless fraction."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
