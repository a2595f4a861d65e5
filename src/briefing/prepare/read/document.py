"""What a format gives of one article, and the article's text made of it.

A page, a feed or a mail knows its title, byline, date and outlet. Those stand at the head of the text, a paragraph
each, so that they are ranges of the text as in any other article; their kinds are certain and are not guessed again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from briefing.model import Article, Found, Range, Segment, SegmentKind
from briefing.prepare.clean.outlets import OUTLET_LINE

_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 127], " ")
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2028\u2029\x85]{1,10000}")


MAX_ARTICLES = 2000
"""Articles taken from one file (a feed, a file of rows)."""


class UnreadableError(Exception):
    """The file is no article; the message is the reason and what to do."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A decoded text that says nothing of itself."""

    text: str
    encoding: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A piece of metadata as the format has it."""

    shown: str
    """As it stands in the source."""
    value: str
    """In its normal form."""
    rule: str
    """Where it stood, in a few words."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as its format gives it."""

    blocks: tuple[str, ...]
    """The paragraphs of the main text; lines within one may be a hard wrap's."""
    encoding: str
    """The encoding, and how it was told."""
    title: Value | None = None
    byline: Value | None = None
    published: Value | None = None
    outlet: Value | None = None
    url: str | None = None


def flat(text: str) -> str:
    """Give a text on one line: runs of white space as one space, no control characters."""
    return _SPACES.sub(" ", text.translate(_CONTROLS)).strip()


def letters(text: str) -> str:
    """Give the letters and digits of a text alone, to compare by."""
    return "".join(c for c in text.casefold() if c.isalnum())


def article_of(content: Document | Plain, digest: str, place: str) -> Article:
    """Make the article; `digest` is the hash of the file's bytes, `place` where it lies.

    The segments of a document are its head, whose kinds are certain, and its paragraphs as body; those of a plain text
    are for `clean` to tell.
    """
    if isinstance(content, Plain):
        return Article(_id(content.text), digest, content.text, (place,), content.encoding, url=content.url)
    head: list[tuple[SegmentKind, str | None, Value]] = []
    for kind, reason, value in (
        ("title", None, content.title),
        ("byline", None, content.byline),
        ("date", None, content.published),
        ("boilerplate", OUTLET_LINE, content.outlet),
    ):
        if value is not None and value.shown:
            head.append((kind, reason, value))  # type: ignore[arg-type] # the literals of this tuple
    body = _body(content)
    text = "\n\n".join([*(value.shown for _, _, value in head), *body]) + "\n"
    key = _id(text)
    segments: list[Segment] = []
    found: dict[str, Found] = {}
    at = 0
    for n, (kind, reason, value) in enumerate(head):
        span = Range(key, at, at + len(value.shown))
        segments.append(Segment(span, kind, reason, n))
        found[_FIELDS[kind]] = Found(value.value, span, value.rule)
        at += len(value.shown) + 2
    for n, block in enumerate(body, len(head)):
        segments.append(Segment(Range(key, at, at + len(block)), "body", None, n))
        at += len(block) + 2
    article = Article(key, digest, text, (place,), content.encoding, segments=tuple(segments), url=content.url)
    return replace(article, **found)  # type: ignore[arg-type] # the fields of found metadata


_FIELDS: dict[SegmentKind, str] = {
    "title": "title",
    "byline": "byline",
    "date": "published",
    "boilerplate": "outlet",
}


def _body(content: Document) -> list[str]:
    """Give the paragraphs without the title said once more at their top."""
    blocks = ["\n".join(line for raw in block.split("\n") if (line := flat(raw))) for block in content.blocks]
    title = letters(content.title.shown) if content.title else ""
    drop = next((n for n, block in enumerate(blocks[:3]) if title and letters(block) == title), None)
    return [block for n, block in enumerate(blocks) if block and n != drop]


def _id(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
