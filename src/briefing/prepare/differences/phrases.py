"""Noun phrases and lists of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.prepare.analysis import Token
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.scene import Scene

_LEFT = frozenset({"det", "amod", "nummod", "compound", "poss", "advmod", "nmod", "quantmod", "predet"})
_OPEN = frozenset({"such", "including", "include", "includes", "included", "among", "like", "example"})


class Phrase(NamedTuple):
    """A common noun with what stands before it."""

    key: str
    """The noun's key."""
    start: int
    end: int
    before: tuple[str, ...]
    """The lower-case words before the noun, articles and possessives left out."""


class Listing(NamedTuple):
    """Three or more things in a row: "steel, aluminum and washing machines"."""

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
    """Give the lists of a statement, in order."""
    words, first, key_at = _ready(scene, s)
    following: dict[int, int] = {}
    for n, t in enumerate(words):
        head = t.head - first
        if t.dep in {"conj", "appos"} and 0 <= head < n and t.pos in {"NOUN", "PROPN"}:
            following.setdefault(head, n)
    result = []
    inner = set(following.values())
    for n in sorted(following):
        chain = [n]
        while chain[-1] in following and len(chain) < len(words):
            chain.append(following[chain[-1]])
        if n in inner or len(chain) < 3:
            continue
        members = frozenset(key_at[m] for m in chain if m in key_at)
        if len(members) >= 3:
            low = {t.text.lower() for t in words[max(0, n - 8) : n]}
            result.append(Listing(members, words[n].start, words[chain[-1]].end, bool(low & _OPEN)))
    return result


def _ready(scene: Scene, s: Statement) -> tuple[Sequence[Token], int, Mapping[int, str]]:
    """Give a statement's tokens, the number of the first, and the keys by place among them."""
    first = scene.sentences[s.range].first
    return scene.words(s), first, {k.token - first: k.text for k in s.keyed}
