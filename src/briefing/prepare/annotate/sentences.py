"""Where sentences begin and end, by rules on marks, abbreviations, initials, ellipses, lists and quotations.

Sentences within a quotation are sentences of their own ("We talked. We agreed.”), and what follows a question
in quote marks belongs to it (“Why?” he asked.). White space of any kind is one space, so that a sentence broken
by a hard wrap is one sentence. One scan, linear in the length of the text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MAX_SENTENCE = 2000
"""Longer sentences are cut, at white space where there is any: text without a stop stays bounded."""

_CLOSERS = "\"'”’»)]}"
_OPENERS = "\"'“‘«([{"
# A stop with what closes behind it; the marks and closers are bounded, as a run of them is one end.
_END = re.compile(rf"[.!?…。！？]{{1,20}}[{re.escape(_CLOSERS)}]{{0,6}}")
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]{}]{1,40}\Z")
_WORD_AFTER = re.compile(r"[^\W\d_][\w'’]{0,30}")
_NAME_OR_PRONOUN = re.compile(
    r"(?:he|she|they|I|we|it|one|[A-Z][\w'’.-]{0,30}(?:\s[A-Z][\w'’.-]{0,30}){0,3})\s([a-z]{2,12})\b"
)
_INITIAL = re.compile(r"(?:[A-Z]\.){0,3}[A-Z]\Z")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.){1,5}[A-Za-z]\Z")
_GLUED_WORD = re.compile(r"[A-Z][a-z]{1,30}\b(?!\.[a-z])")
_MAX_SPACE = 200
# Abbreviations that are words as well.
_WORDS_TOO = frozenset({"no", "sun", "sat", "mar", "art"})
_ITEM = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})\Z")


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists, in lower case."""

    never: frozenset[str]
    dated: frozenset[str]
    maybe: frozenset[str]
    starters: frozenset[str]
    cues: frozenset[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(
        files("briefing.prepare").joinpath("data", "pages", "sentences.toml").read_text(encoding="utf-8")
    )
    return _Words(**{name: frozenset(data[name].split()) for name in ("never", "dated", "maybe", "starters", "cues")})


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the sentences of a stretch of the text as ranges without outer white space.

    They are in order, do not overlap, and hold every character that is not white space; none is longer than
    MAX_SENTENCE.
    """
    ranges: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if match.start() < begin or stop >= end:
            continue
        cut = _cut(text, begin, match, end)
        if cut is not None:
            ranges.extend(_bounded(text, begin, cut))
            begin = cut
    ranges.extend(_bounded(text, begin, end))
    return ranges


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trim a sentence, and cut what is too long."""
    ranges = []
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        if end - start <= MAX_SENTENCE:
            stop = end
        else:
            stop = start + MAX_SENTENCE
            space = next((i for i in range(stop, stop - 200, -1) if text[i].isspace()), stop)
            stop = space
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            ranges.append((start, last))
        start = stop
    return ranges


def _cut(text: str, begin: int, match: re.Match[str], end: int) -> int | None:
    """Give where the sentence that a stop may end really ends; None where it goes on."""
    stop = match.end()
    after = stop
    while after < end and after - stop < _MAX_SPACE and text[after].isspace():
        after += 1
    if after >= end:
        return None
    if after == stop:
        return _glued(text, match, end)
    opened = after
    while opened < end and opened - after < 4 and text[opened] in _OPENERS:
        opened += 1
    if opened >= end:
        return stop
    return stop if _begins(text, begin, match, opened, end) and not _is_spoken_on(text, match, after, end) else None


def _begins(text: str, begin: int, match: re.Match[str], at: int, end: int) -> bool:
    """Tell whether what stands behind a stop and its space begins a sentence."""
    first = text[at]
    if first.islower() or first in ",;:.!?…":
        return False
    marks = match.group()
    single = marks[0] == "." and marks[:2] != ".."
    return not single or _ends(text, begin, match, at, end)


def _is_spoken_on(text: str, match: re.Match[str], after: int, end: int) -> bool:
    """Tell whether the sentence goes on with who spoke: “Why?” he asked."""
    marks = match.group()
    if marks[0] not in "!?…" and "…" not in marks and ".." not in marks:
        return False
    cue = _NAME_OR_PRONOUN.match(text, after, min(end, after + 140)) if marks[-1] in "\"'”’»" else None
    return cue is not None and cue.group(1) in _words().cues


def _ends(text: str, begin: int, match: re.Match[str], at: int, end: int) -> bool:
    """Tell whether a single full stop ends a sentence rather than an abbreviation."""
    words = _words()
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
    if before is None:
        return True
    word = before.group().rstrip(".")
    low = word.lower()
    if len(match.group()) > 1:
        # A quote mark or bracket closes behind it: an abbreviation does not end there by chance.
        return not (low in words.never and match.group()[1:] in ("'", "’"))
    following = _WORD_AFTER.match(text, at, end)
    starts = following is not None and following.group()[0].isupper() and following.group().lower() in words.starters
    if low in words.never or (before.start() == begin and _ITEM.match(word)):
        return False
    if low in words.dated:
        # "No." and the weekdays that are words do end sentences.
        return not text[at].isdigit() and (starts or low in _WORDS_TOO)
    doubtful = low in words.maybe or _ACRONYM.match(word) or (word != "I" and _INITIAL.match(word))
    return starts or not doubtful


def _glued(text: str, match: re.Match[str], end: int) -> int | None:
    """Tell two sentences that have lost the space between them: "… the war.The other side"."""
    stop = match.end()
    before = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    if before is None or len(before.group()) < 2 or not before.group().isalpha() or not before.group()[1:].islower():
        return None
    word = _GLUED_WORD.match(text, stop, end)
    starts = word is not None and word.group().lower() in _words().starters
    quoted = text[stop] in "“‘" and text[stop + 1 : stop + 2].isupper()
    return stop if starts or quoted else None
