"""Pairs of quote marks: where quotations begin and end, one paragraph at a time.

Each mark is read by its glyph and by what stands beside it; marks are paired with a stack. A paragraph is
paired on its own, so an odd mark spoils no more than its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

DOUBLE = '"“”„‟«»〝〞＂'
SINGLE = "'‘’‚‛‹›`´"
_OPENING = "“„‟«‘‚‛‹〝`"
_CLOSING = "”»’›〞´"
_OPEN_BEFORE = " \t\r\n\f\v\u00a0\u2009\u200a\u202f([{—–-/:,;*_~|>…" + DOUBLE + SINGLE
_CLOSE_AFTER = " \t\r\n\f\v\u00a0\u2009\u200a\u202f)]}—–-/.,;:!?…*_~|<" + DOUBLE + SINGLE
_ENDS = ".,!?…;:—–-)]" + DOUBLE + SINGLE
# Words that begin with an apostrophe; 's and 't come apart in broken texts ("the mayor 's").
_ELISION = re.compile(
    r"(?:em|til|till|tis|twas|twere|cause|cuz|n|round|bout|s|t|re|ve|ll|d|m|o|er|fraid|nuff|nother|\d0s|\d\d)\b",
    re.IGNORECASE,
)
_MARK = re.compile(f"''|``|[{DOUBLE}{SINGLE}]")
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
"""Brackets and marks that show whether they open or close."""
# Words that a paragraph holds which begins within someone's speech.
_SPEAKS = re.compile(r"\b(?:I|we|our|my|us|you|your|me)\b", re.IGNORECASE)
# Which marks a closing one is made for.
_PARTNERS = {"”": ("“", "„", "‟"), "»": ("«",), "''": ("``",)}
# Deeper marks than these are noise.
_DEPTH = 4


class Passage(NamedTuple):
    """The text between two marks, the marks included."""

    start: int
    end: int
    depth: int
    """0 for a quotation, 1 for one within it."""
    closed: bool
    """False where the closing mark is missing."""
    single: bool


class _Mark(NamedTuple):
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool


def passages(text: str, start: int, end: int) -> list[Passage]:
    """Pair the quote marks of ``text[start:end]``, one paragraph; in order of start."""
    found: list[Passage] = []
    stack: list[_Mark] = []
    marks = list(_marks(text, start, end))
    closers = _closers_after(marks)
    for n, mark in enumerate(marks):
        held = _held(text, stack, mark)
        if mark.opens and (held is None or not mark.closes):
            how = None if held is None else _again(text, mark, stack[held], closers[n])
            if held is not None and how == "closes":
                found.append(Passage(stack[held].start, mark.end, held, closed=True, single=mark.single))
                del stack[held:]
                continue
            if held is not None and how == "anew":
                found.extend(_broken(text, stack[held:], mark.start, held))
                del stack[held:]
            if len(stack) < _DEPTH:
                stack.append(mark)
        elif mark.closes and held is not None:
            if mark.single and _is_possessive(text, mark, marks[n + 1 : n + 9]):
                continue
            opened = stack[held]
            del stack[held:]
            found.append(Passage(opened.start, mark.end, held, closed=True, single=mark.single))
    if (lone := _unopened(text, start, marks)) is not None:
        found = [lone, *(p for p in found if p.start >= lone.end)]
        stack = [m for m in stack if m.start >= lone.end]
    found.extend(_broken(text, stack, end, 0))
    return nested(p for p in found if any(c.isalnum() for c in text[p.start : p.end]))


def balanced(text: str) -> bool:
    """Tell whether every quote mark and bracket that opens in a text closes in it."""
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in PAIRS)


def nested(found: Iterable[Passage]) -> list[Passage]:
    """Sort passages, and leave out what crosses the end of one around it (an unclosed one may have been cut short)."""
    result: list[Passage] = []
    ends: list[int] = []
    for p in sorted(found):
        while ends and ends[-1] <= p.start:
            ends.pop()
        if not ends or p.end <= ends[-1]:
            ends.append(p.end)
            result.append(p)
    return result


def _held(text: str, stack: list[_Mark], mark: _Mark) -> int | None:
    """Give the place of the open mark that a mark is about: the last of its kind, before that of its very shape."""
    alike = [k for k, m in enumerate(stack) if m.single == mark.single]
    partners = _PARTNERS.get(text[mark.start : mark.end], ())
    shaped = [k for k in alike if text[stack[k].start : stack[k].end] in partners]
    found = shaped or alike
    return found[-1] if found else None


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """Give the marks of a paragraph with what each may do; apostrophes are left out."""
    for m in _MARK.finditer(text, start, end):
        glyph = m.group()
        single = glyph in SINGLE
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        free = before in _OPEN_BEFORE and not after.isspace()
        tied = not before.isspace() and after in _CLOSE_AFTER
        if single and before.isalnum() and after.isalnum():
            continue
        if single and not tied and _ELISION.match(text, m.end(), min(end, m.end() + 9)) and glyph != "‘":
            continue
        if free and not tied:
            opens, closes = True, False
        elif tied and not free:
            opens, closes = False, True
        elif glyph[0] in _OPENING:
            opens, closes = True, False
        elif glyph[0] in _CLOSING:
            opens, closes = False, True
        else:
            opens = not before.isdigit() and not (after.isspace() or before.isalnum())
            closes = True
        yield _Mark(m.start(), m.end(), single, opens, closes)


def _closers_after(marks: list[_Mark]) -> list[int]:
    """Count for each mark the marks of its kind behind it that only close."""
    counts = {True: 0, False: 0}
    result = [0] * len(marks)
    for n in range(len(marks) - 1, -1, -1):
        mark = marks[n]
        result[n] = counts[mark.single]
        counts[mark.single] += mark.closes and not mark.opens
    return result


def _again(text: str, mark: _Mark, opened: _Mark, closers: int) -> Literal["anew", "nests", "closes"]:
    """Tell what an opening mark does within an open quotation of its kind.

    After a sentence's end or a colon it begins a new quotation, and the open one lacks its closing mark; after a
    comma, with no closing mark to come, it is a closing mark with its space on the wrong side; else it nests.
    """
    last = mark.start - 1
    while last > opened.end and text[last].isspace():
        last -= 1
    if last <= opened.end or text[last] in ".!?…:":
        return "anew"
    if text[last] == "," and not closers and text[mark.start - 1].isspace():
        return "closes"
    return "nests"


def _unopened(text: str, start: int, marks: list[_Mark]) -> Passage | None:
    """Give the quotation that lacks its opening mark: the paragraph's first double mark can but close it."""
    double = [m for m in marks if not m.single]
    if not double:
        return None
    mark = double[0]
    shut = mark.closes and not mark.opens and text[mark.start - 1] in ",.!?…"
    misplaced = (
        len(double) == 1
        and mark.opens
        and text[mark.start - 2 : mark.start] == ", "
        and text[mark.end : mark.end + 1].isupper()
    )
    if not (shut or misplaced) or not _SPEAKS.search(text, start, min(mark.start, start + 2000)):
        return None
    return Passage(start, mark.end, 0, closed=False, single=False)


def _is_possessive(text: str, mark: _Mark, rest: list[_Mark]) -> bool:
    """Tell whether a single mark after an s is an apostrophe: a better closing mark follows it."""
    if (
        text[mark.start - 1] not in "sS"
        or text[mark.end : mark.end + 1] != " "
        or not text[mark.end + 1 : mark.end + 2].isalnum()
    ):
        return False
    for later in rest:
        if later.single and later.opens and not later.closes:
            return False
        if later.single and later.closes:
            return True
    return False


def _broken(text: str, stack: list[_Mark], end: int, depth: int) -> list[Passage]:
    """Give the quotation that runs on unclosed to `end`: the outermost; inner odd marks are dropped."""
    if not stack or (depth and stack[0].single):
        return []
    mark = stack[0]
    stop = end
    while stop > mark.end and text[stop - 1].isspace():
        stop -= 1
    if text[stop - 1] == ":":
        # What leads in to the next quotation is no part of this one.
        stop = max(text.rfind(c, mark.end, stop) + 1 for c in ".!?…")
    if stop <= mark.end:
        return []
    if mark.single and any(c in DOUBLE for c in text[mark.end : stop]):
        # What is quoted stands between the double marks; this one is a slip of the keyboard.
        return []
    if (
        mark.single
        and text[mark.start] != "‘"
        and text[max(0, mark.start - 40) : mark.start].rstrip(" \t")[-1:] not in ("\n", "\r", ":", "")
    ):
        return []
    return [Passage(mark.start, stop, depth, closed=False, single=mark.single)]
