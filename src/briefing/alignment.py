"""Versions of one utterance, aligned word by word. Pure.

Case, punctuation and quote marks do not count. Each version is compared with the one that has most in common with
all of them; a word is marked where it stands within what two versions both give, and not all of those give it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from difflib import Match

MOST_WORDS = 400
"""Of longer versions the beginning is compared."""
MOST_VERSIONS = 8
"""The version to compare with is sought among so many."""
SLACK = 8
"""So many words may stand around what others have too; where there are more they are cut off."""
SENTENCE = 20
"""A cut is made at the beginning or end of a sentence that is this near, in words."""
NEAR = 4
"""Up to so many words before the first (behind the last) common word are worded differently, not left out."""
REACH = 8
"""A single common word or two belong to the passage if they stand this near to the rest of it."""
FAR = 30
"""The same for three common words or more."""

_WORD = re.compile(r"(?:\w\.){2,}|\w+(?:['’]\w+)*")
_STOP = re.compile(r"[.!?]")

Span = tuple[int, int]


class Passage(NamedTuple):
    """What is shown of a version: the characters [start, end) of its text."""

    start: int
    end: int
    differing: tuple[Span, ...] = ()
    """The words that differ, as characters of the text; neighbours are one span."""


class _Match(NamedTuple):
    """What a version has in common with the base."""

    pairs: dict[int, int]
    """Word of the base: word of the version."""
    base: Span
    """The words of the base that the version gives, in its own way."""
    own: Span
    """The words of the version that answer to them."""


def align(texts: Sequence[str]) -> list[Passage]:
    """Give for each version the passage that others give too, with the words that differ."""
    places = [[m.span() for m in _WORD.finditer(t)][:MOST_WORDS] for t in texts]
    keys = [[t[a:b].casefold().replace("’", "'") for a, b in ps] for t, ps in zip(texts, places, strict=True)]
    if len(texts) < 2:
        return [Passage(0, len(t)) for t in texts]
    base = _base(keys)
    matches = [None if n == base else _match(keys[base], k) for n, k in enumerate(keys)]
    given = [m for m in matches if m and m.pairs]
    # How many versions give a word of the base in some way, and how many in the same way.
    ways = list(accumulate(_edges([m.base for m in given], len(keys[base]))))
    same = [0] * len(keys[base])
    for m in given:
        for w in m.pairs:
            same[w] += 1
    agreed = [a == b for a, b in zip(same, ways, strict=False)]
    passages = []
    for text, spans, match in zip(texts, places, matches, strict=True):
        if match is None:
            differing = [w for w in range(len(spans)) if not agreed[w]]
            own = (min((m.base[0] for m in given), default=0), max((m.base[1] for m in given), default=len(spans)))
        else:
            kept = {b for a, b in match.pairs.items() if agreed[a]}
            differing = [w for w in range(*match.own) if w not in kept]
            own = match.own if match.pairs else (0, len(spans))
        passages.append(Passage(*_cut(text, spans, own), _spans(spans, differing)))
    return passages


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text by which it is told from others."""
    return tuple(w.casefold() for w in _WORD.findall(text))


def _edges(spans: Sequence[Span], length: int) -> list[int]:
    steps = [0] * (length + 1)
    for start, end in spans:
        steps[start] += 1
        steps[end] -= 1
    return steps


def _base(keys: Sequence[Sequence[str]]) -> int:
    """Choose the version that has most words in common with the others; of equals the shortest, then the first."""
    few = keys[:MOST_VERSIONS]
    common = [sum(len(_match(k, other).pairs) for m, other in enumerate(few) if m != n) for n, k in enumerate(few)]
    return min(range(len(few)), key=lambda n: (-common[n], len(few[n]), n))


def _match(base: Sequence[str], own: Sequence[str]) -> _Match:
    from difflib import SequenceMatcher

    blocks = [b for b in SequenceMatcher(None, base, own, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return _Match({}, (0, 0), (0, 0))
    main = max(range(len(blocks)), key=lambda n: (blocks[n].size, -n))
    first = last = main
    while first and _near(blocks[first - 1], blocks[first], blocks[first - 1].size):
        first -= 1
    while last + 1 < len(blocks) and _near(blocks[last], blocks[last + 1], blocks[last + 1].size):
        last += 1
    kept = blocks[first : last + 1]
    a, b = kept[0].a, kept[0].b
    if 0 < a <= NEAR and 0 < b <= NEAR:
        a = b = 0
    end_a, end_b = kept[-1].a + kept[-1].size, kept[-1].b + kept[-1].size
    if 0 < len(base) - end_a <= NEAR and 0 < len(own) - end_b <= NEAR:
        end_a, end_b = len(base), len(own)
    pairs = {k.a + n: k.b + n for k in kept for n in range(k.size)}
    return _Match(pairs, (a, end_a), (b, end_b))


def _near(left: Match, right: Match, size: int) -> bool:
    gap = max(right.a - left.a - left.size, right.b - left.b - left.size)
    return gap <= (FAR if size > 2 else REACH)


def _cut(text: str, spans: Sequence[Span], own: Span) -> Span:
    """Give the characters to show: the words `own` with what little stands around them, else with their sentence."""
    first, last = own
    stops = {n for n in range(1, len(spans)) if _STOP.search(text, spans[n - 1][1], spans[n][0])}
    start, end = 0, len(text)
    if first > SLACK:
        near = range(first, max(0, first - SENTENCE), -1)
        start = spans[next((n for n in near if n in stops), first - SLACK // 2)][0]
    if len(spans) - last > SLACK or len(spans) == MOST_WORDS:
        near = range(last, min(len(spans), last + SENTENCE))
        stop = next((n for n in near if n in stops), 0)
        end = _before(text, spans[stop][0]) if stop else spans[min(len(spans), last + SLACK // 2) - 1][1]
    return start, end


def _before(text: str, place: int) -> int:
    while place and text[place - 1] in " \"'“‘(":
        place -= 1
    return place


def _spans(places: Sequence[Span], words: Sequence[int]) -> tuple[Span, ...]:
    """Give the characters of words; those that follow one another are one span."""
    spans: list[Span] = []
    last = -2
    for w in words:
        if w == last + 1:
            spans[-1] = (spans[-1][0], places[w][1])
        else:
            spans.append(places[w])
        last = w
    return tuple(spans)
