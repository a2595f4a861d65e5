"""Files of JSON rows: an article a line, under the usual names of fields."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.prepare.read.days import day_of
from briefing.prepare.read.decoding import decoded
from briefing.prepare.read.document import MAX_ARTICLES, Document, UnreadableError, Value, flat
from briefing.prepare.read.markup import fragment
from briefing.prepare.read.people import names
from briefing.prepare.read.words import words

MAX_ROWS = 100_000
"""Further rows of a file are not read."""
_MARKUP = re.compile(r"</?(?:p|div|br|span|h\d|ul|li|a|em|strong|b|i)\b[^<>]{0,500}>", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]{0,50}\n")


def documents(data: bytes, file: Path) -> tuple[list[Document], str | None]:  # noqa: ARG001 - as every format
    """Read the rows that hold a text; the others are counted."""
    source, encoding = decoded(data)
    found: list[Document] = []
    bad: list[tuple[int, str]] = []
    lines = source.split("\n")
    cut = len(lines) > MAX_ROWS
    for n, line in enumerate(lines[:MAX_ROWS], 1):
        if not line.strip():
            continue
        if len(found) == MAX_ARTICLES:
            cut = True
            break
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            bad.append((n, "no JSON"))
            continue
        document = _document(row, encoding) if isinstance(row, dict) else None
        if document is None:
            bad.append((n, "no text field" if isinstance(row, dict) else "no JSON object"))
        else:
            found.append(document)
    if not found:
        what = f"line {bad[0][0]}: {bad[0][1]}" if bad else "the file is empty"
        raise UnreadableError(f"no article in its rows ({what}); each line is an object with a title and a text")
    several = "1 line is no article" if len(bad) == 1 else f"{len(bad)} lines are no articles"
    notes = [f"{several} (line {bad[0][0]}: {bad[0][1]})"] if bad else []
    if cut:
        notes.append(f"only the first {len(found):,} articles were read")
    return found, "; ".join(notes) or None


def _document(raw: dict[str, Any], encoding: str) -> Document | None:
    row = {str(key).strip().lower().replace("-", "_"): value for key, value in raw.items()}
    text = _first(row, words("rows", "text"))
    blocks = _blocks(text)
    if not blocks:
        return None
    title = flat(_first(row, words("rows", "title")))[:400]
    outlet = flat(_first(row, words("rows", "outlet")))[:80]
    stamp = flat(_first(row, words("rows", "published")))[:80]
    day = day_of(stamp)
    people = ", ".join(names(_several(row), [outlet]))
    url = _first(row, words("rows", "url")).strip()
    if not outlet.startswith("http"):
        house = Value(outlet, outlet, "field of the row") if outlet else None
    else:
        house, url = None, url or outlet
    return Document(
        tuple(blocks),
        encoding,
        Value(title, title, "field of the row") if title else None,
        Value(people, people, "field of the row") if people else None,
        Value(stamp, day, "field of the row") if day else None,
        house,
        url if re.match(r"https?://[^\s<>\"]{4,2000}\Z", url) else None,
    )


def _blocks(text: str) -> list[str]:
    if _MARKUP.search(text, 0, 100_000):
        try:
            return fragment(text)
        except UnreadableError:
            return []
    return [block for block in _BLANK.split(text.replace("\r\n", "\n")) if block.strip()]


def _first(row: dict[str, Any], keys: Sequence[str]) -> str:
    """Give the first field that holds anything, as text; of an object its name."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            value = "\n\n".join(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _several(row: dict[str, Any]) -> list[str]:
    for key in words("rows", "byline"):
        value = row.get(key)
        several = value if isinstance(value, list) else [value]
        found = [v.get("name") if isinstance(v, dict) else v for v in several[:50]]
        strings = [v for v in found if isinstance(v, str) and v.strip()]
        if strings:
            return strings
    return []
