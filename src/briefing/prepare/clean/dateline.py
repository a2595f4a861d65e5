"""Datelines: the place and the agency before the first sentence of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Article, Dateline, Range
from briefing.prepare.clean.blocks import Block
from briefing.prepare.clean.furniture import folded, is_section
from briefing.prepare.clean.outlets import agencies, is_outlet_name

# A dateline stands at the head of one of the first paragraphs, and ends within so many characters.
_PARAGRAPHS, _LONGEST = 4, 140
_DAY = re.compile(
    r"(?:\A|,)\s{0,2}(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s?)?"
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?\Z"
)
_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]{2,}")
_INITIALS = re.compile(r"[A-Z]{2,6}\Z")
_HOUSE = re.compile(
    r"[A-Z][\w.]{0,20}(?:\s[A-Z][\w.]{0,20}){0,3}\s?(?:News|Press|Radio|Post|Times|Service|Network|\.com)\Z"
)
# Announcements in capitals that stand before a dash as places do.
_LABELS = frozenset(
    ("new", "watch", "developing", "correction", "review", "breaking", "updated", "opinion", "photos", "must read")
)

DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Za-zÀ-ÿ.'’\-]{1,25}(?:(?:[ /]|,\s{0,2})[A-Z][A-Za-zÀ-ÿ.'’\-]{0,25}){0,5}?"
    r"(?:,\s{1,2}(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?)?)?"
    r"[\s,]{0,3}(?:\((?P<agency>[A-Z][A-Za-z/ .-]{1,30})\)\s{0,3}(?:[-–—]{1,3}|:)?|[–—]|--|\s-\s)\s{0,3}(?=\S)"
)


def is_dateline(text: str) -> bool:
    """Tell whether a paragraph begins with a dateline: place, agency, dash."""
    return _parts(text, 0, len(text)) is not None


def dateline(article: Article, found: Sequence[Block]) -> Dateline | None:
    """Find the dateline of an article whose paragraphs are labelled."""
    bodies = [b for b in found if b.kind in ("body", None)][:_PARAGRAPHS]
    return next((line for b in bodies if (line := _read(article, b)) is not None), None)


def _read(article: Article, block: Block) -> Dateline | None:
    parts = _parts(article.text, block.start, block.end)
    if parts is None:
        return None
    end, place, agency = parts
    return Dateline(Range(article.id, block.start, end), place, agency)


def _parts(text: str, start: int, stop: int) -> tuple[int, str | None, str | None] | None:
    """Read the dateline at the start of a stretch of text: its end, its place, its agency."""
    match = DATELINE.match(text, start, min(stop, start + _LONGEST))
    if match is None:
        return None
    place = " ".join(_DAY.sub("", match["place"] or "").strip(" ,").split()) or None
    agency = match["agency"]
    behind = text[match.end() : match.end() + 3].lstrip("“\"‘'«([")[:1]
    shown = match.group().rstrip()
    begins = behind.isupper() or behind.isdigit()
    told = begins and _is_told(place, agency, dashed=shown[-1:] in "-–—:")
    return (start + len(shown), place, agency) if told else None


def _is_told(place: str | None, agency: str | None, *, dashed: bool) -> bool:
    """Tell a dateline from a name with its initials in brackets, and from an announcement before a dash."""
    if agency is None:
        return bool(
            place and dashed and _CAPITALS.match(place) and not is_section(place) and folded(place) not in _LABELS
        )
    known = folded(agency) in agencies() or is_outlet_name(agency) or _HOUSE.match(agency) is not None
    if place is None:
        return known or _INITIALS.match(agency) is not None
    if agency.upper() == "".join(word[0] for word in re.findall(r"[A-Z][\w'’.-]*", place)).upper():
        return False
    return known or (dashed and (_INITIALS.match(agency) is not None or place.isupper()))
