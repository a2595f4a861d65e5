"""What somebody does or means to do, as a name of a topic may put it.

"Closing the border", "threat to close the border", "Judge dismisses the suit": spans of a sentence as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from briefing.prepare.analysis import Token
from briefing.prepare.keys import listed
from briefing.prepare.topics.sentences import stopwords

WIDEST = 6
"""Tokens between a verb and the end of its object at most."""
_GERUNDS = frozenset({"pcomp", "csubj", "csubjpass", "nsubj", "dobj", "pobj"})
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "PART", "VERB"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_OF_NAME = frozenset({"compound", "amod", "poss", "nmod", "nummod", "case", "punct"})
# What a verb leaves unsaid where it is cut off.
_LACKING = frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr", "dative", "prt", "oprd", "agent", "prep", "advmod"})


@cache
def intents() -> frozenset[str]:
    """Give the nouns that lean on what somebody means to do."""
    return listed("intent_nouns.txt")


def acts(tokens: Sequence[Token], first: int) -> Iterator[tuple[int, int]]:
    """Give the spans [start, end) of tokens that tell an act.

    They are a verb in -ing with its object, a noun with "to" and a verb, and a sentence's subject with its verb and
    object where all stand side by side. `first` is the index of the sentence's first token.
    """
    for i, token in enumerate(tokens):
        if token.pos != "VERB" or token.lemma.lower() in stopwords():
            continue
        end = _object(tokens, first, i)
        if token.tag == "VBG" and token.dep in _GERUNDS and end is not None:
            yield i, end
        elif token.tag == "VB" and i > 1 and tokens[i - 1].text == "to" and token.head == first + i - 2:
            if tokens[i - 2].pos == "NOUN" and tokens[i - 2].lemma.lower() in intents() and end is not None:
                yield i - 2, end
        elif token.tag in _FINITE and token.dep == "ROOT":
            start = _subject(tokens, first, i)
            stop = _end(tokens, first, i)
            if start is not None and stop is not None:
                yield start, stop


def _object(tokens: Sequence[Token], first: int, verb: int) -> int | None:
    """Give the end of a verb's object that stands right behind it; None where there is none."""
    for j in range(verb + 1, min(verb + 1 + WIDEST, len(tokens))):
        token = tokens[j]
        if token.pos not in _INSIDE:
            return None
        if token.dep == "dobj" and token.head == first + verb and token.pos in ("NOUN", "PROPN"):
            return _whole(tokens, first, j)
    return None


def _whole(tokens: Sequence[Token], first: int, head: int, joint: int | None = None) -> int | None:
    """Give the end of a word with what it is of, "a slate of directors", or with the object of the preposition `joint`.

    None where that is long.
    """
    if joint is None:
        joint = head + 1
        if joint >= len(tokens) or tokens[joint].text != "of" or tokens[joint].head != first + head:
            return head + 1
    for j in range(joint + 1, min(joint + 1 + WIDEST, len(tokens))):
        if tokens[j].pos not in _INSIDE:
            return None
        if tokens[j].dep == "pobj" and tokens[j].head == first + joint:
            return _whole(tokens, first, j)
    return None


def _subject(tokens: Sequence[Token], first: int, verb: int) -> int | None:
    """Give the start of a verb's subject; None where it is no noun or where the verb is denied or asked."""
    if tokens[-1].text == "?" or any(t.dep in ("neg", "mark") and t.head == first + verb for t in tokens):
        return None
    at = verb - 1
    while at > 0 and tokens[at].dep in _AUXILIARIES and tokens[at].tag != "MD":
        at -= 1
    if (
        at < 0
        or tokens[at].dep not in SUBJECT
        or tokens[at].head != first + verb
        or tokens[at].pos not in ("NOUN", "PROPN")
    ):
        return None
    start = at
    while start > 0 and tokens[start - 1].dep in _OF_NAME and start <= tokens[start - 1].head - first <= at:
        start -= 1
    return None if tokens[start].pos in ("PRON", "PUNCT") else start


def _end(tokens: Sequence[Token], first: int, verb: int) -> int | None:
    """Give where what a finite verb tells may end: its object, what it is about or aims at, or the verb alone."""
    after = [j for j in range(verb + 1, len(tokens)) if tokens[j].head == first + verb and tokens[j].dep in _LACKING]
    if not after:
        return verb + 1
    nearest = after[0]
    kind = tokens[nearest].dep
    if kind == "dobj":
        return _object(tokens, first, verb)
    if kind == "prep" and nearest == verb + 1:
        return _whole(tokens, first, verb, joint=nearest)
    if kind == "xcomp" and nearest == verb + 2 and tokens[verb + 1].text == "to":
        return _object(tokens, first, nearest)
    return nearest + 1 if kind in ("acomp", "oprd") and nearest == verb + 1 else None
