"""Cues of speech in a sentence: the verb or words that attribute, and their subject."""

from __future__ import annotations

from typing import NamedTuple

from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_BORROWS = frozenset({"conj", "advcl", "xcomp", "ccomp", "acl", "relcl", "dep", "parataxis", "pcomp", "prep"})
# How far up a chain of verbs a subject is borrowed.
_CLIMB = 4


class Cue(NamedTuple):
    """Words that attribute what stands beside them."""

    token: int
    """Index of the cue's (first) token."""
    start: int
    end: int
    subject: int | None
    """Index of the head of the speaker's noun phrase."""
    verb: bool
    """False for "according to"."""


def cues(scene: Scene, sentence: int) -> list[Cue]:
    """Give the cues of a sentence that stand outside quotations, in order."""
    words = lexicon()
    found: list[Cue] = []
    part = scene.sentences[sentence]
    tokens = scene.tokens
    for i in range(part.first, part.last):
        if scene.quoted[i]:
            continue
        token = tokens[i]
        if token.lemma.lower() in words.say and (token.pos in ("VERB", "AUX") or token.tag.startswith("VB")):
            found.append(Cue(i, token.start, token.end, subject_of(scene, i), verb=True))
        else:
            length = _according(scene, i, part.last)
            if length:
                last = i + length - 1
                found.append(Cue(i, token.start, tokens[last].end, _object(scene, last, part.last), verb=False))
    return found


def subject_of(scene: Scene, verb: int) -> int | None:
    """Give the head of the subject of a verb: its own, or that of the verb it leans on."""
    at = verb
    for _ in range(_CLIMB):
        own = [c for c in scene.children[at] if scene.tokens[c].dep in _SUBJECT and not scene.quoted[c]]
        if own:
            best = own[0]
            if scene.tokens[best].dep == "agent":
                inner = [c for c in scene.children[best] if scene.tokens[c].dep == "pobj"]
                return inner[0] if inner else None
            return best
        token = scene.tokens[at]
        if token.head == at or token.dep not in _BORROWS:
            return None
        at = token.head
        if scene.tokens[at].pos in ("NOUN", "PROPN", "PRON"):
            return None if scene.quoted[at] else at
    return None


def _according(scene: Scene, at: int, end: int) -> int:
    for phrase in lexicon().according:
        if at + len(phrase) < end and all(scene.tokens[at + k].text.lower() == word for k, word in enumerate(phrase)):
            return len(phrase)
    return 0


def _object(scene: Scene, at: int, end: int) -> int | None:
    """Give the head of the noun phrase behind a preposition: its object, else the next noun's topmost noun."""
    for c in scene.children[at]:
        if scene.tokens[c].dep == "pobj":
            return c
    for i in range(at + 1, min(end, at + 12)):
        if scene.tokens[i].pos in ("NOUN", "PROPN", "PRON"):
            top = i
            while scene.tokens[top].dep in ("compound", "nmod", "poss", "amod") and at < scene.tokens[top].head < end:
                up = scene.tokens[top].head
                if up == top:
                    break
                top = up
            return top
    return None
