"""RSS and Atom feeds: each entry with its full text is an article."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from briefing.prepare.read.days import day_of
from briefing.prepare.read.decoding import decoded
from briefing.prepare.read.document import Document, UnreadableError, Value, flat
from briefing.prepare.read.markup import check_attributes, declared, fragment
from briefing.prepare.read.people import names

MAX_TAGS = 200_000
"""A feed with more tags is refused."""
LEAST_WORDS = 25
"""What a feed states to be an entry's content is an article from so many words."""
LEAST_WORDS_OF_SUMMARY = 80
"""A summary with fewer words is a teaser, not an article."""
_ENTITY = re.compile(r"<!ENTITY|<!ELEMENT|<!ATTLIST|\bSYSTEM\s{1,20}[\"']", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}>", re.IGNORECASE)
_PROLOG = re.compile(r"\A\s{0,100}<\?xml[^>]{0,300}\?>")


def documents(data: bytes, file: Path) -> tuple[list[Document], str | None]:  # noqa: ARG001 - as every format
    """Read the entries of a feed that hold their text.

    Raises UnreadableError for what is no feed, and for one that declares entities: they are never expanded.
    """
    source, encoding = decoded(data, declared(data))
    if "<!DOCTYPE" in source[:100_000].upper() or "<!ENTITY" in source.upper():
        if _ENTITY.search(source):
            raise UnreadableError("declares XML entities, which are refused; save the feed without them")
        source = _DOCTYPE.sub("", source, count=1)
    if not re.search(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]", source[:20_000]):
        raise UnreadableError("XML, but no RSS or Atom feed; save the article as HTML or text")
    if source.count("<") > MAX_TAGS:
        raise UnreadableError(f"more than {MAX_TAGS:,} tags; save the articles themselves")
    check_attributes(source)
    import feedparser

    parsed = feedparser.parse(
        _PROLOG.sub("", source).encode("utf-8", "replace"),
        sanitize_html=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    if not parsed.entries:
        raise UnreadableError("a feed without entries; save it again")
    outlet = flat(str(parsed.feed.get("title", "")))[:80]
    found = []
    teasers = 0
    for entry in parsed.entries:
        document = _entry(entry, outlet, encoding)
        if document is None:
            teasers += 1
        else:
            found.append(document)
    if not found:
        raise UnreadableError("a feed of teasers without the articles' text; save the articles themselves")
    note = f"{teasers} of {len(parsed.entries)} entries hold no full text" if teasers else None
    return found, note


def _entry(entry: Any, outlet: str, encoding: str) -> Document | None:
    blocks = _full_text(entry)
    if not blocks:
        return None
    source_title = entry.get("source", {}).get("title") if isinstance(entry.get("source"), dict) else None
    house = flat(str(source_title or outlet))[:80]
    title = " ".join(_text(entry.get("title", "")))[:400]
    stamp = flat(str(entry.get("published") or entry.get("created") or entry.get("updated") or ""))[:80]
    day = day_of(stamp)
    authors = [str(a.get("name", "")) for a in entry.get("authors", ()) if isinstance(a, dict)] or [
        str(entry.get("author", ""))
    ]
    people = ", ".join(names(authors, [house]))
    link = str(entry.get("link", ""))
    return Document(
        tuple(blocks),
        encoding,
        Value(title, title, "title of the entry") if title else None,
        Value(people, people, "author of the entry") if people else None,
        Value(stamp, day, "date of the entry") if day else None,
        Value(house, house, "title of the feed") if house else None,
        link if re.match(r"https?://[^\s<>\"]{4,2000}\Z", link) else None,
    )


def _full_text(entry: Any) -> list[str]:
    """Give the paragraphs of an entry's text; none where it holds no more than a teaser."""
    # feedparser takes a second description for plain content.
    contents = [(str(c.get("value", "")), c.get("type") != "text/plain") for c in entry.get("content", ())]
    source, stated = max([*contents, (str(entry.get("summary", "")), False)], key=lambda c: (len(c[0]), c[1]))
    blocks = _text(source)
    least = LEAST_WORDS if stated else LEAST_WORDS_OF_SUMMARY
    return blocks if sum(len(block.split()) for block in blocks) >= least else []


def _text(source: str) -> list[str]:
    try:
        return fragment(source)
    except UnreadableError:
        return []
