"""Noun phrases and lists of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.prepare.analysis import Token
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.scene import Scene

_LEFT = frozenset({"det", "amod", "nummod", "compound", "poss", "advmod", "nmod", "quantmod", "predet"})
_OPEN = frozenset({"such", "including", "include", "includes", "included", "among", "like", "example"})

_LIST = 3
_BEFORE = 60
"""Characters before a list that may tell that it is open."""


class Phrase(NamedTuple):
    """A common noun with what stands before it."""

    key: str
    """The noun's key."""
    start: int
    end: int
    before: tuple[str, ...]
    """The lower-case words before the noun, articles and possessives left out."""


class Listing(NamedTuple):
    """Three or more names in a row: "Austria, Hungary and Poland"."""

    keys: frozenset[str]
    """The keys of what is listed."""
    start: int
    end: int
    open: bool
    """Whether the list is said to leave others out: "such as"."""


def phrases(scene: Scene, s: Statement) -> list[Phrase]:
    """Give the noun phrases of a statement, in order."""
    words, first, key_at = _ready(scene, s)
    left: dict[int, list[int]] = {}
    for n, t in enumerate(words):
        head = t.head - first
        if n < head and t.dep in _LEFT:
            left.setdefault(head, []).append(n)
    result = []
    for n, t in enumerate(words):
        if t.tag in {"NN", "NNS"} and n in key_at and t.dep != "compound":
            begin = min([n, *left.get(n, ())])
            before = tuple(t.text.lower() for t in words[begin:n] if t.pos in {"ADJ", "NOUN", "VERB", "ADV", "NUM"})
            result.append(Phrase(key_at[n], words[begin].start, t.end, before))
    return result


def listings(scene: Scene, s: Statement) -> list[Listing]:
    """Give the lists of names of a statement, in order."""
    words, first, _ = _ready(scene, s)
    name_at = {k.token - first: k for k in s.keyed if k.named}
    following: dict[int, int] = {}
    for n, t in enumerate(words):
        head = t.head - first
        if t.dep == "conj" and 0 <= head < n:
            following.setdefault(head, n)
    inner = set(following.values())
    result = []
    for n in sorted(following):
        chain = [n]
        while chain[-1] in following and len(chain) < len(words):
            chain.append(following[chain[-1]])
        members = [name_at[m] for m in chain if m in name_at]
        if n in inner or len(members) < _LIST:
            continue
        start, end = members[0].start, members[-1].end
        low = {t.text.lower() for t in words if t.start < start and t.end > start - _BEFORE}
        result.append(Listing(frozenset(k.text for k in members), start, end, bool(low & _OPEN)))
    return result


def _ready(scene: Scene, s: Statement) -> tuple[Sequence[Token], int, Mapping[int, str]]:
    """Give a statement's tokens, the number of the first, and the keys by place among them."""
    first = scene.sentences[s.range].first
    return scene.words(s), first, {k.token - first: k.text for k in s.keyed}
