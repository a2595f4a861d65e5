"""Lines of an article and the blocks they make: paragraphs, with hard wraps undone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.model import SegmentKind

# Every end of a line that str.splitlines knows, "\r\n" as one; a form feed or U+2028 ends one as well.
_LINE = re.compile(r"[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_TERMINAL = frozenset(".!?:;…。！？")
_CLOSERS = "\"'”’»)]}*_"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that is labelled as one: a paragraph, or a part of one."""

    start: int
    end: int
    paragraph: int
    after_gap: bool
    """An empty line stands before it."""
    kind: SegmentKind | None = None
    """None while nothing is known."""
    reason: str | None = None

    def labelled(self, kind: SegmentKind, reason: str | None = None) -> Block:
        """Give the block with a kind."""
        return replace(self, kind=kind, reason=reason)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the white space off both ends of a range."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_terminated(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    bare = text.rstrip().rstrip(_CLOSERS)
    return bare[-1:] in _TERMINAL


def blocks(text: str) -> list[Block]:
    """Give the paragraphs of a text: its lines, those joined that a hard wrap has cut.

    A line goes on in the next one where it does not end as a sentence and the next begins in lower case, or,
    where the whole text is wrapped at a width, where the next line's first word would not have fitted.
    """
    lines: list[tuple[int, int, bool]] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = trimmed(text, *match.span())
        if start == end:
            continue
        gap = bool(lines) and _newlines(text, last, start) > 1
        lines.append((start, end, gap))
        last = end
    width = _wrap_width(text, lines)
    joined: list[Block] = []
    for n, (start, end, gap) in enumerate(lines):
        if joined and not gap and _goes_on(text, lines[n - 1], (start, end), width):
            joined[-1] = replace(joined[-1], end=end)
        else:
            joined.append(Block(start, end, len(joined), gap))
    return joined


def _newlines(text: str, start: int, end: int) -> int:
    between = text[start:end].replace("\r\n", "\n")
    return sum(between.count(c) for c in "\n\r\x85\u2028\u2029")


def _goes_on(text: str, one: tuple[int, int, bool], other: tuple[int, int], width: int | None) -> bool:
    before, after = text[one[0] : one[1]], text[other[0] : other[1]]
    if width is not None:
        first_word = after.split(maxsplit=1)[0]
        return len(before) + 1 + len(first_word) > width
    if is_terminated(before[-8:]):
        return False
    first = after.lstrip("\"'“‘(")[:1]
    # A list in small letters, or a line of one word, is no wrapped sentence.
    return (first.islower() or (before[-1:] == "," and len(before) > 40)) and len(before.split(maxsplit=2)) > 2


def _wrap_width(text: str, lines: list[tuple[int, int, bool]]) -> int | None:
    """Give the width at which the whole text is wrapped; None where it is not.

    Wrapped text has many lines, none much longer than the rest, and most lines that another follows could not
    have taken that one's first word.
    """
    lengths = [end - start for start, end, _ in lines]
    if len(lengths) < 8:
        return None
    width = max(lengths)
    if not 40 <= width <= 140:
        return None
    followed = full = open_ended = 0
    for (start, end, _), (start_next, end_next, gap) in pairwise(lines):
        if gap:
            continue
        followed += 1
        first_word = text[start_next:end_next].split(maxsplit=1)[0]
        full += end - start + 1 + len(first_word) > width - 6
        open_ended += not is_terminated(text[max(start, end - 8) : end])
    if followed >= 6 and full >= 0.6 * followed and open_ended >= 0.5 * followed:
        return width - 6
    return None
