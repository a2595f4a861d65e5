"""The sentences of an event as grouping them by topic needs them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from briefing.model import Range
from briefing.prepare.analysis import VECTOR, Analysis, Sentence, Token
from briefing.prepare.keys import listed

STEM = 5
"""Words are compared by their lemma's first letters: "negotiate" and "negotiation" are one."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+){0,9}")
_OPEN = frozenset('“„«"')
_CLOSE = frozenset('”»"')


@cache
def stopwords() -> frozenset[str]:
    """Give the lemmas and forms that tell nothing of a sentence's matter."""
    return listed("topic_stopwords.txt")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the reporting, with what tells its matter."""

    range: Range
    kind: str
    article: int
    """The article's place in the event's order."""
    paragraph: int
    gap: bool
    """Whether other text (a heading, a caption, furniture) lies between it and the body sentence before it."""
    terms: frozenset[str]
    """Stems of its content words."""
    words: frozenset[str]
    """Stems of all its words, as they stand and of their lemmas."""
    forms: tuple[str, ...]
    """Its words in order as they stand, in lower case."""
    length: int
    """Number of tokens."""
    quoted: float
    """The share of its characters that stands between quote marks."""
    opens_quote: bool
    goes_on: bool
    """Whether the sentence before it leaves a quotation open."""
    first: str
    """Its first word, in lower case."""
    first_tag: str
    """The Penn Treebank tag of its first word."""
    vector: bytes = b""
    """What it is about, as `Analysis.vectors` holds it; empty where there is none."""


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Give the key by which two forms of a word are one."""
    return word.lower().rstrip(".")[:STEM]


def spelled(text: str) -> list[str]:
    """Give the words of a text as they stand, without the marks around them."""
    return _WORD.findall(text)


def forms(text: str) -> list[str]:
    """Give the words of a text as they stand, in lower case, without the marks around them."""
    return spelled(text.lower())


def places(analyses: Sequence[Analysis]) -> tuple[Place, ...]:
    """Give the body sentences, decks and captions of an event in order."""
    return tuple(p for n, a in enumerate(analyses) for p in _article(n, a))


def _article(number: int, analysis: Analysis) -> list[Place]:
    result: list[Place] = []
    gap = False
    inside = False
    for n, sentence in enumerate(analysis.sentences):
        kind = sentence.segment.kind
        if kind not in ("body", "deck", "caption"):
            gap = True
            continue
        goes_on = inside and kind == "body" and not gap
        quoted, inside = _quoted(analysis.text_of(sentence.range), inside=goes_on)
        vector = analysis.vectors[n * VECTOR : (n + 1) * VECTOR]
        result.append(replace(_place(number, analysis, sentence, quoted, gap=gap), goes_on=goes_on, vector=vector))
        gap = kind != "body"
    return result


def _place(number: int, analysis: Analysis, sentence: Sentence, quoted: float, *, gap: bool) -> Place:
    tokens = analysis.tokens_of(sentence)
    text = analysis.text_of(sentence.range)
    word = next((t for t in tokens if t.text[:1].isalnum()), None)
    return Place(
        range=sentence.range,
        kind=sentence.segment.kind,
        article=number,
        paragraph=sentence.segment.paragraph,
        gap=gap,
        terms=frozenset(terms(tokens)),
        words=frozenset(stem(w) for t in tokens if t.text[:1].isalnum() for w in (t.lemma, t.text)),
        forms=tuple(forms(text)),
        length=len(tokens),
        quoted=quoted,
        opens_quote=text[:1] in _OPEN,
        goes_on=False,
        first=word.text.lower() if word else "",
        first_tag=word.tag if word else "",
    )


def terms(tokens: Sequence[Token]) -> list[str]:
    """Give the stems of the content words, in order."""
    stops = stopwords()
    return [
        stem(t.lemma)
        for t in tokens
        if t.pos in CONTENT
        and len(t.text) > 1
        and any(c.isalnum() for c in t.text)
        and t.lemma.lower() not in stops
        and t.text.lower() not in stops
    ]


def log_odds(inside: int, size: int, outside: int, rest: int) -> float:
    """Give how far a word that `inside` of a group's `size` sentences hold tells it from the `rest` of them."""
    return math.log((inside + 0.5) / (size - inside + 0.5)) - math.log((outside + 0.5) / (rest - outside + 0.5))


def _quoted(text: str, *, inside: bool) -> tuple[float, bool]:
    """Give the share of a sentence between quote marks, and whether a quotation is open at its end.

    Only double marks count, so that apostrophes do not matter. A quotation left open ends with the paragraph's
    last sentence at the latest by the next opening mark.
    """
    held = 0
    for ch in text:
        if ch == '"':
            inside = not inside
        elif ch in _OPEN:
            inside = True
        elif ch in _CLOSE:
            inside = False
        elif inside:
            held += 1
    return (held / len(text) if text else 0.0), inside
