"""What a page shows when a name is pointed at, where it was saved within the sentence.

"Ann Smith Ann Marie SmithMinister wins vote Ministers meet in Paris MORE (Labour) said": the name again, in full,
glued to headlines of other stories, up to "MORE". Such a stretch belongs to nobody's sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"\sMORE(?![\w-])")
_REACH = 1200
"""A pop-up is no longer, in characters."""
_AGAIN = re.compile(
    r"(?<![\w'’-])([A-Z][\w'’-]{2,30})(?=\s(?:[A-Z(\"“][\w.()\"“”'’-]{0,30}\s){1,6}\1(?=[A-Z0-9'\"‘“][\w'’]))"
)
"""A surname that stands again a few names later, glued to what follows."""


def popups(text: str) -> Iterator[tuple[int, int]]:
    """Give the ranges of the pop-ups of a text, in order."""
    done = 0
    for end in _END.finditer(text):
        line = max(done, end.start() - _REACH, text.rfind("\n", done, end.start()) + 1)
        found = _AGAIN.search(text, line, end.start())
        if found is not None:
            yield found.end(), end.end()
        done = end.end()


def without_popups(text: str) -> str:
    """Give a text with spaces for its pop-ups: all else stands where it stood."""
    parts: list[str] = []
    at = 0
    for start, end in popups(text):
        parts.extend((text[at:start], " " * (end - start)))
        at = end
    return "".join([*parts, text[at:]])
