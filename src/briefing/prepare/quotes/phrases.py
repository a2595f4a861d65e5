"""Noun phrases: their words, as they name a speaker who has no name."""

from __future__ import annotations

from briefing.model import Entity
from briefing.prepare.quotes.scene import Scene

_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "poss"})
_DESCRIBES = frozenset({"compound", "amod", "nmod", "poss"})
_HYPHENS = frozenset({"-", "–", "‑"})
# Over how many tokens hyphens and a name are followed.
_JOINED = 10
_DEFINITE = frozenset({"the", "its", "their", "this", "that", "his", "her", "'s", "’s"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "one", "many", "several", "other", "both", "two", "no"})


def phrase(scene: Scene, head: int) -> str | None:
    """Give the words that name a speaker without a name: what stands before the noun but for its article.

    An organisation that the speaker is of or for goes before: "Nordwind spokesman" for "a spokesman for Nordwind".
    """
    if scene.tokens[head].pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    first = head
    for c in scene.children[head]:
        if c < first and scene.tokens[c].dep in _PREMODIFIERS and scene.layer[c] == scene.layer[head]:
            inner = [g for g in scene.children[c] if g < c and scene.tokens[g].dep in _PREMODIFIERS]
            first = min([c, *inner])
    first = _word_start(scene, first)
    while first < head and (scene.tokens[first].pos in ("DET", "PRON", "PART") or scene.tokens[first].text == "own"):
        first += 1
    if head - first > 8:
        return None
    if first == head and scene.tokens[head].pos == "NUM":
        return None
    words = " ".join(scene.text[scene.tokens[first].start : scene.tokens[_word_end(scene, head)].end].split())
    body = served(scene, head)
    return f"{body.name} {words}" if body is not None and body.name.lower() not in words.lower() else words or None


def _word_start(scene: Scene, at: int) -> int:
    """Go back to the start of what hyphens join, and of the name that it begins with: "New Zealand-born cook"."""
    tokens, least = scene.tokens, at - _JOINED
    while at > max(1, least) and tokens[at - 1].text in _HYPHENS and tokens[at - 1].end == tokens[at].start:
        at -= 2
    while at > max(0, least) and scene.named[at] is not None and scene.named[at - 1] is scene.named[at]:
        at -= 1
    return at


def _word_end(scene: Scene, at: int) -> int:
    """Go on to the end of what hyphens join: "ex-staffer"."""
    tokens, most = scene.tokens, at + _JOINED
    while (
        at + 2 < min(len(tokens), most)
        and tokens[at + 1].text in _HYPHENS
        and tokens[at].end == tokens[at + 1].start
        and tokens[at + 1].end == tokens[at + 2].start
    ):
        at += 2
    return at


def served(scene: Scene, head: int) -> Entity | None:
    """Give the body that a role is of: "the head of Acme", "a spokesman for Acme"."""
    for c in scene.children[head]:
        if c > head and scene.tokens[c].text.lower() in ("of", "for", "at", "from", "with"):
            for g in scene.children[c]:
                entity = scene.named[g]
                if scene.tokens[g].dep == "pobj" and entity is not None and entity.type in ("ORG", "GPE", "FAC"):
                    return entity
    return None


def words_around(scene: Scene, head: int) -> list[str]:
    """Give the words before a noun that describe it, in lower case."""
    found = []
    stack = [c for c in scene.children[head] if c < head and scene.tokens[c].dep in _DESCRIBES]
    for _ in range(12):
        if not stack:
            break
        at = stack.pop()
        if scene.tokens[at].pos in ("ADJ", "PROPN", "NOUN"):
            found.append(scene.tokens[at].text.lower())
        stack.extend(c for c in scene.children[at] if scene.tokens[c].dep in _DESCRIBES)
    return sorted(found)


def is_definite(scene: Scene, head: int) -> bool:
    """Tell whether a noun phrase stands for someone known: "the company", "its lawyer"."""
    before = [scene.tokens[c].text.lower() for c in scene.children[head] if c < head]
    return not any(w in _INDEFINITE for w in before) and any(w in _DEFINITE for w in before)
