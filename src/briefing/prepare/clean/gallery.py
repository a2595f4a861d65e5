"""Picture galleries that a page has run into one paragraph: "TITLE caption Hide Caption 1 of 22 TITLE caption …"."""

from __future__ import annotations

import os.path
import re

from briefing.model import SegmentKind

Part = tuple[int, int, SegmentKind | None, str | None]

_REASON = "page machinery"
_COUNTER = re.compile(
    r"(?:Hide\s{1,3}[Cc]aption\s{1,3})?(?<![\w.,])\d{1,3}\s{0,2}(?:of|/)\s{0,2}\d{1,3}(?![\w.,]\w)"
    r"(?:\s{1,3}Hide\s{1,3}[Cc]aption)?"
)
# The gallery's own title, where it is repeated, has a few words at least and this many characters at most.
_MIN_TITLE, _MAX_TITLE = 8, 120


def gallery(line: str) -> list[Part]:
    """Take a gallery apart: its captions, and the machinery between them; nothing where the line is none."""
    counters = [m for m in _COUNTER.finditer(line) if "aption" in m.group()]
    if not counters:
        return []
    pieces: list[tuple[int, int]] = []
    at = 0
    for counter in counters:
        pieces.append((at, counter.start()))
        at = counter.end()
    title = len(_title([line[start:end].lstrip() for start, end in pieces if line[start:end].strip()]))
    parts: list[Part] = []
    for (start, end), counter in zip(pieces, counters, strict=True):
        begin = start + len(line[start:end]) - len(line[start:end].lstrip())
        if title:
            parts.append((begin, begin + title, "boilerplate", _REASON))
        if line[begin + title : end].strip():
            parts.append((begin + title, end, "caption", None))
        parts.append((*counter.span(), "boilerplate", _REASON))
    return parts


def _title(pieces: list[str]) -> str:
    """Give what all pieces of a gallery begin with, up to a whole word: its title."""
    if len(pieces) < 2:
        return ""
    # The characters are compared, not path parts: the function stands beside those for paths by history alone.
    common = os.path.commonprefix(pieces)[:_MAX_TITLE]  # noqa: RUF071
    whole = common if all(p[len(common) : len(common) + 1].isspace() for p in pieces) else common.rpartition(" ")[0]
    return whole if len(whole) >= _MIN_TITLE else ""
