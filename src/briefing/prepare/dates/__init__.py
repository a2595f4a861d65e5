"""Dates, times and durations that the text gives, resolved against the article's date.

A grammar of its own finds them (`grammar`), arithmetic on the calendar resolves them (`calendar`); what
counts from a date that is not known stays relative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from briefing.model import Range, When
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.dates.calendar import nearest, resolve
from briefing.prepare.dates.grammar import Reading, readings
from briefing.prepare.dates.words import words

_AMBIGUOUS = frozenset({"may", "march"})
Tense = Literal["ahead", "past", "unsure"]
_HIGHEST = 12
"""So many heads over a date are asked for their tense."""


def dates(analyses: Sequence[Analysis]) -> tuple[When, ...]:
    """Find and resolve the dates of an event's articles, in order of article and position."""
    found = [when for analysis in analyses for when in _of_article(analysis)]
    return _with_years(found)


def _with_years(found: Sequence[When]) -> tuple[When, ...]:
    """Lend "Feb. 12" of an article without a date the year that another source gives the same day.

    The article's other days then take the year that brings them nearest to that one.
    """
    years: dict[str, str] = {}
    for when in found:
        if when.precision == "day" and len(when.value) == len("2025-02-12") and when.value[0] != "X":
            years.setdefault(when.value[5:], when.value)
    lent: dict[str, str] = {}
    for when in found:
        if when.value.startswith("XXXX-") and when.value[5:] in years:
            lent.setdefault(when.range.article, years[when.value[5:]])
    result = []
    for when in found:
        near = _date(lent.get(when.range.article, ""))
        if near is not None and when.value.startswith("XXXX-") and when.precision == "day" and "/" not in when.value:
            day = nearest(int(when.value[5:7]), int(when.value[8:10]), near)
            if day is not None:
                result.append(replace(when, value=day.isoformat(), anchor=near.isoformat()))
                continue
        result.append(when)
    return tuple(result)


def _of_article(analysis: Analysis) -> list[When]:
    published = _date(analysis.article.published.value) if analysis.article.published else None
    anchor = published or _dateline(analysis)
    result = []
    for sentence in analysis.sentences:
        start = sentence.range.start
        text = (
            analysis.article.text[start : sentence.range.end].replace("\n", " ").replace("\r", " ").replace("\xa0", " ")
        )
        for reading in readings(text):
            if not _is_date(reading, text, analysis.tokens_of(sentence), start):
                continue
            tense = _tense(reading, analysis, sentence)
            found = resolve(reading, anchor, ahead=tense == "ahead", past=tense == "past")
            if found is not None:
                span = Range(analysis.article.id, start + reading.start, start + reading.end)
                result.append(
                    When(span, found.value, found.precision, anchor.isoformat() if anchor and found.anchored else None)
                )
    return result


def _date(text: str) -> date | None:
    """Read a day that the calendar can count from, some centuries either way."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 1000 < day.year < 9000 else None


def _dateline(analysis: Analysis) -> date | None:
    """Read a full date at the head of an article that has no date of its own: "PARIS, 12 February 2025 (AFP)".

    In the body it opens a sentence, or a place in capitals stands before it, or a dash or an agency after it.
    """
    for sentence in analysis.sentences[:6]:
        kind = sentence.segment.kind
        if kind not in {"body", "date", "byline"}:
            continue
        text = analysis.article.text[sentence.range.start : min(sentence.range.end, sentence.range.start + 120)]
        for reading in readings(text.replace("\n", " ")):
            before, after = text[: reading.start], text[reading.end :].lstrip(" ,.")
            opens = not before.strip() or before.isupper() or after[:1] in {"(", "-", "–", "—"}
            if reading.kind in {"iso", "day"} and reading.start < 60 and (kind != "body" or opens):
                found = resolve(reading, None, ahead=False)
                day = _date(found.value) if found else None
                if day is not None:
                    return day
    return None


def _is_date(reading: Reading, text: str, tokens: Sequence[Token], base: int) -> bool:
    """Leave out the verbs "may" and "march", people called May or April, and days like Black Friday."""
    lists, parts = words(), reading.parts
    before = text[max(0, reading.start - 20) : reading.start].split()
    last = before[-1].lower() if before else ""
    if reading.kind == "today":
        # "Today" or "TODAY" amid a sentence is a programme or a newspaper.
        named = parts["t"] == "Today" or (parts["t"] == "TODAY" and not text.isupper())
        return not named or not last or not last[-1].isalnum()
    if reading.kind == "year":
        return last not in lists.rough
    if reading.kind == "weekday":
        return last.lstrip("'\"‘“(") not in lists.named
    if reading.kind == "duration":
        bare = parts.get("num2", "").lower() in {"a", "an"} and not {"old", "plural"} & set(parts)
        return not bare or parts["unit2"].lower() in lists.lengths
    return reading.kind not in {"monthname", "month"} or _is_month(reading, text, tokens, base)


def _is_month(reading: Reading, text: str, tokens: Sequence[Token], base: int) -> bool:
    """Tell the month from the verb ("in May" from "may") and from a person of that name."""
    month = reading.parts["m"].rstrip(".")
    at = base + text.find(month, reading.start)
    token = next((t for t in tokens if t.start == at), None)
    if token is None:
        return True
    if reading.kind == "month":
        return token.entity != "PERSON" or month.lower() not in _AMBIGUOUS
    return token.tag not in {"MD", "VB", "VBP"} and token.entity != "PERSON"


def _tense(reading: Reading, analysis: Analysis, sentence: Sentence) -> Tense:
    """Tell by the words before a date and the verb over it whether it is to come: "will meet on Friday".

    It has been where a verb of the past has it for itself ("met on Friday"), and not where a noun has it ("spoke of
    the vote on Friday").
    """
    tokens = analysis.tokens
    start = sentence.range.start + reading.start
    at = next((n for n in range(sentence.first, sentence.last) if tokens[n].end > start), None)
    if at is None or reading.kind not in {"weekday", "day", "days", "monthname", "named"}:
        return "unsure"
    before = [tokens[n].text.lower() for n in range(max(sentence.first, at - 8), at)]
    if not words().coming.isdisjoint(before):
        return "ahead"
    return "past" if not words().gone.isdisjoint(before[-4:]) else _tense_over(at, analysis, sentence)


def _tense_over(at: int, analysis: Analysis, sentence: Sentence) -> Tense:
    """Climb from a date's token to the verb that tells its tense."""
    tokens, first = analysis.tokens, at
    near = True
    for _ in range(_HIGHEST):
        token = tokens[at]
        helpers = [tokens[n] for n in range(max(sentence.first, at - 8), at) if tokens[n].head == at]
        if token.pos in {"VERB", "AUX"}:
            if _looks_ahead(token, helpers):
                return "ahead"
            past = token.tag == "VBD" or (token.tag in {"VBN", "VBG"} and any(h.tag == "VBD" for h in helpers))
            if past or token.tag in {"VBZ", "VBP"}:
                if token.lemma in words().ahead_verbs and token.dep != "relcl":
                    return "ahead"
                return "past" if past and near else "unsure"
        near = near and (at == first or token.pos == "ADP")
        if token.head == at:
            break
        at = token.head
    return "unsure"


def _looks_ahead(verb: Token, helpers: Sequence[Token]) -> bool:
    lists = words()
    if any(h.text.lower() in lists.ahead_words for h in helpers) and not any(h.text.lower() == "had" for h in helpers):
        return True
    if verb.tag == "VB" and verb.dep == "ROOT" and any(h.tag == "TO" for h in helpers):
        # A headline: "Senate to vote Thursday".
        return True
    if verb.lemma in lists.ahead_verbs and verb.tag != "VBD":
        return True
    return verb.tag == "VBG" and any(h.tag in {"VBZ", "VBP"} and h.lemma == "be" for h in helpers)
