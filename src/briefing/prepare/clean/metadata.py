"""Title, publication date, byline and outlet: the value, its place, and the rule that chose it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from briefing.model import Article, Found, Range
from briefing.prepare.clean.blocks import Block
from briefing.prepare.clean.calendar import DATE, stated
from briefing.prepare.clean.outlets import OUTLET_LINE, agencies, outlet_name

_DATE = re.compile(DATE, re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published?|posted|issued|created|publication)\b", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:story|words|written|posted|reported|analysis)\s)?(?:by|analysis:|authors?|reporter):?\s+", re.IGNORECASE
)
_REPORTING = re.compile(r"[\s(\[*•_—–-]{0,6}(?:reporting|written|reported)\s(?:and\s\w{5,12}\s)?by\s+", re.IGNORECASE)
_CONTRIBUTING = re.compile(r"\b(?:contribut|report|edit|assist|inputs|writ|compil)", re.IGNORECASE)
_WHO_ENDS = re.compile(
    r"\s*[|•·–—/(;]|\s-\s|,\s(?:\w+\s){0,3}(?:staff|special|reporter|correspondent|editor|columnist|writer|contributor|bureau|associated\spress"
    r"|reuters|afp|bbc|news)\b|\s(?:for|in|at|from)\s|\s(?:staff|associated\spress|AP)\b|\.\s",
    re.IGNORECASE,
)
_PERSON = r"(?P<who>[A-Z][\w.'’-]{0,25}(?:\s[A-Z][\w.'’-]{0,25}){1,3})"
_NOTE = re.compile(rf"{_PERSON},?\s(?:is|was|has|covers|writes|reports|joined|works)\b")
_FOLLOW = re.compile(
    rf"\b(?:reporter|correspondent|editor|writer|columnist|author|journalist)\s{_PERSON}\s(?:on|at|via)\s"
)
_DOMAIN = re.compile(
    r"(?:\d{1,4}[_\-. ])?(?:www\d?\.)?"
    r"(?P<domain>[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9][a-z0-9-]{0,40}){0,3}\.[a-z]{2,6})\Z"
)
_HOST = re.compile(r"https?://(?:www\.)?([\w.-]{3,100})(?:[:/?#]|\Z)")
_COPYRIGHT = re.compile(
    r"(?:(?:[Cc]opyright|COPYRIGHT)\s{0,2}(?:©|\([Cc]\))?|©|\([Cc]\))[\s:]{0,3}(?:(?:19|20)\d{2}(?:\s?[-–,]\s?(?:19|20)\d{2})?[\s,.–-]{0,4})?"
    r"(?:by\s)?(?P<owner>(?:[A-Z0-9][\w&'’-]*(?:\.[a-z]{2,6}\b)?)(?:\s(?:[A-Z&][\w&'’-]*|of|the|and)){0,5})"
)
_OWNER_END = re.compile(r"\s(?:All|Rights|Inc|LLC|Ltd|Corp|Limited|Company|Co|GmbH|Media|Group|Reserved)\b")
_SITE = re.compile(
    r"\b(?:[A-Za-z0-9-]{2,40}\.){1,3}(?:com|org|net|info|news|co\.uk|co|io|tv|eu|us|uk|de|fr|ru|ua|in|ca|au|int|me|online|press|media|today)\b"
)


def metadata(article: Article, found: Sequence[Block]) -> Article:
    """Give the article with what its blocks state of title, date, byline and outlet.

    What the file's format has told stays.
    """
    return replace(
        article,
        title=article.title or _title(article, found),
        published=article.published or _published(article, found),
        byline=article.byline or _byline(article, found),
        outlet=article.outlet or _outlet(article, found),
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
    """Take the first line by someone at the top, else the credit at the end, else the author's note."""
    lines = [(b, article.text[b.start : b.end]) for b in found]
    prose = next((n for n, (block, _) in enumerate(lines) if block.kind in ("body", None)), len(lines))
    for block, line in lines[: prose + 1]:
        if block.kind == "byline":
            by = _BY.match(line)
            if by or not _CONTRIBUTING.search(line):
                return _who(
                    article,
                    block,
                    line,
                    by.end() if by else 0,
                    "line that begins with By" if by else "name alone at the top",
                )
    for block, line in reversed(lines):
        reporting = _REPORTING.match(line) if block.kind == "byline" else None
        if reporting:
            return _who(article, block, line, reporting.end(), "credit at the end")
    for n, (block, line) in enumerate(lines):
        if block.kind != "boilerplate":
            continue
        note = block.reason == "about the author" and n > 0 and lines[n - 1][0].reason == block.reason
        match = (_NOTE.match(line) if note else None) or _FOLLOW.search(line)
        if match:
            start = block.start + match.start("who")
            return Found(match["who"], Range(article.id, start, start + len(match["who"])), "the author's note")
    return None


def _who(article: Article, block: Block, line: str, offset: int, rule: str) -> Found | None:
    """Cut a byline down to its names."""
    who = _WHO_ENDS.split(line[offset:], maxsplit=1)[0]
    match = _DATE.search(who)
    who = who[: match.start()] if match else who
    bare = who.strip(" \t\xa0\n,.;:|·•–—-")
    if not bare:
        return None
    start = block.start + line.index(bare, offset)
    return Found(" ".join(bare.split()), Range(article.id, start, start + len(bare)), rule)


def domain_of(article: Article) -> str | None:
    """Give the domain that one of the article's files is named after, else that of its address."""
    matches = (_DOMAIN.match(PurePath(path).stem.lower()) for path in article.paths)
    named = next((match["domain"] for match in matches if match), None)
    host = _HOST.match(article.url) if article.url and named is None else None
    return host[1].lower() if host else named


def _outlet(article: Article, found: Sequence[Block]) -> Found | None:
    domain = domain_of(article)
    if domain:
        return Found(outlet_name(domain), None, "the address" if article.url else "the file's name")
    for block in found:
        line = article.text[block.start : block.end]
        if block.kind == "boilerplate" and block.reason == OUTLET_LINE:
            return Found(line.strip(), Range(article.id, block.start, block.end), "its name as a line at the top")
        match = _COPYRIGHT.match(line) if block.kind == "boilerplate" else None
        if match is None:
            continue
        owner = match["owner"]
        if owner.lower() in agencies() or owner.lower().removeprefix("the ") in agencies():
            continue
        site = _SITE.match(owner)
        value = site.group() if site else _OWNER_END.split(owner)[0].strip()
        if value:
            start = block.start + match.start("owner")
            return Found(value, Range(article.id, start, start + len(value)), "the copyright line")
    return None
