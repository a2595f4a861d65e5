"""Whether a piece of a source can stand on its own, and what it would need."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from briefing.prepare.analysis import Token
from briefing.prepare.topics.links import openers

SHORTEST, LONGEST = 6, 55
"""Words of a sentence that reads well alone."""
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "hers", "theirs"})
_PERSONAL = frozenset({"he", "she", "they"})
_NEAR = frozenset({"this", "that", "these", "those", "such"})
_READER = frozenset({"you", "your", "yours", "yourself"})
_MUSING = frozenset({"could", "may", "might", "should"})
_AUTHOR = frozenset({"i", "we", "my", "our", "us", "me"})


@cache
def lexicon(kind: str) -> frozenset[str]:
    """Give the words or phrases of a kind: "enumerators", "pointers", "filler" or "analysis"."""
    text = (files("briefing.prepare") / "data" / "readable.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind])


def balanced(text: str) -> bool:
    """Tell whether every quote mark and bracket that opens in a text closes in it."""
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in _PAIRS)


def readability(
    text: str,
    tokens: Sequence[Token],
    quoted: Sequence[tuple[int, int]],
    before: Sequence[Token] = (),
    *,
    resolved: bool,
) -> float:
    """Give how well a piece of a source reads alone, from 0 to 1.

    `quoted` are the ranges between quote marks, in the article's characters; `before` are the tokens of the sentence
    before it in its paragraph; `resolved` tells that a bracket will name its speaker.
    """
    words = [t for t in tokens if t.text[:1].isalnum()]
    if not words or not any(t.pos in ("VERB", "AUX") for t in tokens):
        return 0.02
    own = [t for t in words if not any(s <= t.start < e for s, e in quoted)]
    score = 1.0 if balanced(text) else 0.15
    score *= _length(len(words))
    score *= _opening(words[0], text, resolved=resolved)
    low = text.lower()
    if low.rstrip(" \"'”’)").endswith("?"):
        score *= 0.3
    if any(phrase in low for phrase in lexicon("filler")):
        score *= 0.3
    if _points_back(words, before):
        score *= 0.65
    if not own:
        score *= 0.8 if resolved else 0.4
    return score * _leaning(own, resolved=resolved)


def _points_back(words: Sequence[Token], before: Sequence[Token]) -> bool:
    """Tell whether the sentence begins with "the" and a noun that the sentence before it has brought up."""
    if words[0].text.lower() != "the":
        return False
    head = next((t for t in words[1:5] if t.pos in ("NOUN", "PROPN")), None)
    return head is not None and head.pos == "NOUN" and any(t.lemma == head.lemma for t in before)


def _length(words: int) -> float:
    if words < SHORTEST:
        return 0.3
    return 1.0 if words <= LONGEST else LONGEST / words


def _opening(first: Token, text: str, *, resolved: bool) -> float:
    """Judge the first word: a pronoun or connective leans on what stands before."""
    word = first.text.lower()
    if word in _PERSONAL:
        return 0.8 if resolved else 0.25
    if word in openers("pronouns") or first.tag in ("PRP", "PRP$"):
        return 0.35
    if word in openers("connectives") or word in openers("anaphors"):
        return 0.5
    after = text[text.find(first.text) + len(first.text) :][:1]
    if word in lexicon("enumerators") and after == ",":
        return 0.5
    if word in lexicon("pointers") or any(text.lower().startswith(p) for p in lexicon("pointers") if " " in p):
        return 0.6
    return 1.0


def _leaning(own: Sequence[Token], *, resolved: bool) -> float:
    """Judge the words outside quotations: pronouns before any name, "this" and "such", the reader, the author."""
    score = 1.0
    named = False
    for t in own:
        word = t.text.lower()
        if t.pos == "PROPN":
            named = True
        elif word in _PRONOUNS and t.tag in ("PRP", "PRP$") and not named and not resolved:
            score *= 0.75
            named = True
        elif (
            word in _NEAR and t.tag in ("DT", "PDT", "JJ") and t.dep in ("det", "nsubj", "nsubjpass", "amod", "predet")
        ):
            score *= 0.75
        elif word in _READER:
            score *= 0.8
        elif word in _AUTHOR:
            score *= 0.7
    if any(t.text.lower() == "also" for t in own[:6]):
        score *= 0.85
    if any(t.tag == "MD" and t.text.lower() in _MUSING for t in own) and not any(t.dep == "ccomp" for t in own):
        score *= 0.8
    return max(score, 0.2)
