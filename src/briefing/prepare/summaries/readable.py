"""Whether a sentence can stand on its own."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.prepare.analysis import Token
from briefing.prepare.topics.links import openers

SHORTEST, LONGEST = 5, 60
"""Words of a sentence that reads well alone."""
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def balanced(text: str) -> bool:
    """Tell whether every quote mark and bracket that opens in a text closes in it."""
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in _PAIRS)


def readability(text: str, tokens: Sequence[Token]) -> float:
    """Give how well a sentence reads alone, from 0 to 1."""
    words = [t for t in tokens if t.text[:1].isalnum()]
    if not words or not any(t.pos in ("VERB", "AUX") for t in tokens):
        return 0.05
    score = 1.0
    if not balanced(text):
        score *= 0.2
    if len(words) < SHORTEST:
        score *= 0.3
    if len(words) > LONGEST:
        score *= 0.6
    first = words[0]
    if first.text.lower() in openers("pronouns") | openers("anaphors") | openers("connectives"):
        score *= 0.5
    if text.rstrip(" \"'”’)").endswith("?"):
        score *= 0.3
    if first.tag in ("PRP", "PRP$"):
        score *= 0.7
    return score
