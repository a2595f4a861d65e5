"""Plain text and Markdown, read as they stand."""

from __future__ import annotations

import re
from pathlib import Path

from briefing.prepare.read.decoding import decoded
from briefing.prepare.read.document import Plain, UnreadableError

# The list of sources that ends a Markdown export: its heading and first line.
_EXPORTED = re.compile(r"^## Sources\s{1,4}- \*\*\d{1,5}\*\*\..{1,2000}SHA-256 `[0-9a-f]{64}`$", re.MULTILINE)


def documents(data: bytes, file: Path) -> tuple[list[Plain], None]:
    """Decode a text; an export of briefing's own, left among the articles, is no further source."""
    text, encoding = decoded(data)
    markdown = file.suffix.lower() in (".md", ".markdown")
    if markdown and _EXPORTED.search(text, max(0, text.rfind("\n## Sources\n"))):
        raise UnreadableError("an export of briefing itself, no article; keep exports in another folder")
    if not text.strip():
        raise UnreadableError("the file is empty; remove it or save the article again")
    return [Plain(text, encoding)], None
