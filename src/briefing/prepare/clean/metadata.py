"""Title, publication date, byline and outlet: the value, its place, and the rule that chose it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import PurePath

from briefing.model import Article, Found, Range
from briefing.prepare.clean.blocks import Block
from briefing.prepare.clean.calendar import DATE, stated

_DATE = re.compile(DATE, re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published?|posted|issued|created|publication)\b", re.IGNORECASE)
_BY = re.compile(r"(?:(?:story|words|written|posted|reported)\s)?(?:by|authors?|reporter):?\s+", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:\d{1,4}[_\-. ])?(?:www\d?\.)?(?P<domain>[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9][a-z0-9-]{0,40}){0,3}\.[a-z]{2,6})\Z"
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s©(c):]{0,8}(?:(?:19|20)\d{2}[\s,–-]{0,3}){0,3}(?:by\s)?(?P<owner>[A-Z][\w.&'’-]{0,40}(?:\s[A-Z&][\w.&'’-]{0,40}){0,4})",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:[A-Za-z0-9-]{2,40}\.){1,3}(?:com|org|net|info|news|co\.uk|co|io|tv|eu|us|uk|de|fr|ru|ua|in|ca|au|int|me|online|press|media|today)\b"
)


def _lines(name: str) -> list[str]:
    text = files("briefing.prepare").joinpath("data", "pages", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def outlets() -> dict[str, str]:
    """Give the names of outlets by domain."""
    return {key.strip(): name.strip() for key, _, name in (line.partition("|") for line in _lines("outlets.txt"))}


@cache
def agencies() -> frozenset[str]:
    """Give the names of news agencies, in lower case."""
    return frozenset(_lines("agencies.txt"))


def metadata(article: Article, found: Sequence[Block]) -> Article:
    """Give the article with what its blocks state of title, date, byline and outlet."""
    return replace(
        article,
        title=_title(article, found),
        published=_published(article, found),
        byline=_byline(article, found),
        outlet=_outlet(article),
    )


def _title(article: Article, found: Sequence[Block]) -> Found | None:
    block = next((b for b in found if b.kind == "title"), None)
    if block is None:
        return None
    value = " ".join(article.text[block.start : block.end].split())
    return Found(value, Range(article.id, block.start, block.end), "first line set apart at the top")


def _published(article: Article, found: Sequence[Block]) -> Found | None:
    """Choose among the dates of the page: "published" before a bare one before "updated", the first of each."""
    best: tuple[int, int, Found] | None = None
    for n, block in enumerate(found):
        if block.kind != "date" or block.reason is not None:
            continue
        line = article.text[block.start : block.end]
        match = _DATE.search(line)
        day = stated(match) if match else None
        if day is None:
            continue
        if _PUBLISHED.search(line):
            rank, rule = 0, "the line says when it was published"
        elif _UPDATED.search(line):
            rank, rule = 2, "the line says when it was updated; no other date"
        else:
            rank, rule = 1, "first date line of the page"
        if day.ambiguous:
            rule += ", month first"
        place = Range(article.id, block.start + day.start, block.start + day.end)
        if best is None or (rank, n) < best[:2]:
            best = (rank, n, Found(day.value, place, rule))
    return best[2] if best else None


def _byline(article: Article, found: Sequence[Block]) -> Found | None:
    for block in found:
        line = article.text[block.start : block.end]
        by = _BY.match(line)
        if block.kind != "byline" or by is None:
            continue
        who = re.split(
            r"\s*[|•·–—/(]|\s+-\s+|,\s+(?:[A-Z][a-z]+\s)?(?:Staff|Special|Reporter|Correspondent|Editor)|\s+for\s",
            line[by.end() :],
            maxsplit=1,
        )[0]
        match = _DATE.search(who)
        if match:
            who = who[: match.start()]
        value = " ".join(who.split()).strip(" ,.;:")
        if value:
            start = block.start + line.find(value.split()[0], by.end())
            return Found(
                value, Range(article.id, start, block.start + by.end() + len(who.rstrip())), "line that begins with By"
            )
    return None


def domain_of(article: Article) -> str | None:
    """Give the domain that one of the article's files is named after."""
    matches = (_DOMAIN.match(PurePath(path).stem.lower()) for path in article.paths)
    return next((match["domain"] for match in matches if match), None)


def _outlet(article: Article) -> Found | None:
    domain = domain_of(article)
    if domain:
        return Found(outlet_name(domain), None, "the file's name")
    for match in _COPYRIGHT.finditer(article.text):
        owner = match["owner"].strip(" .")
        if owner.lower() in agencies() or any(owner.lower().startswith(a + " ") for a in agencies()):
            continue
        site = _SITE.search(owner)
        value = site.group() if site else re.split(r"\.\s|,|\b(?:All|Rights|Inc|LLC|Ltd)\b", owner)[0].strip()
        if value:
            start = match.start("owner") + owner.find(value)
            return Found(value, Range(article.id, start, start + len(value)), "the copyright line")
    return None


def outlet_name(domain: str) -> str:
    """Give the name of the outlet at a domain; the domain itself where it is not known."""
    known = outlets()
    parts = domain.split(".")
    for n in range(len(parts) - 1):
        name = known.get(".".join(parts[n:]))
        if name:
            return name
    return domain
