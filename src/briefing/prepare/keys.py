"""Keys for comparing words across sources.

A key stands for a word or a name: words go lemma → synonym lexicon → stem, people and organisations by their
entity, nationality and capital by the country. Two words say the same where their keys are equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from briefing.model import Entity, Range
from briefing.prepare.analysis import Analysis

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
"""Parts of speech that carry what is told."""

_LIGHT = frozenset(
    [
        "be",
        "have",
        "do",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "also",
        "just",
        "then",
        "so",
        "very",
        "too",
        "more",
        "most",
        "much",
        "many",
        "such",
        "there",
        "here",
        "when",
        "where",
        "why",
        "how",
        "while",
        "now",
        "even",
        "still",
        "only",
        "yet",
        "ever",
        "never",
        "not",
        "no",
        "as",
        "than",
        "however",
        "meanwhile",
        "'s",
        "n't",
        "re",
        "ve",
        "ll",
        "mr",
        "mrs",
        "ms",
        "dr",
    ]
)
_SUFFIXES = (
    "ational", "ization", "isation", "fulness", "iveness", "ation", "ition", "ement", "ingly", "ously", "ment",
    "ness", "able", "ible", "ance", "ence", "ings", "tion", "sion", "ical", "ally", "edly", "ing", "ion", "ity",
    "ive", "ous", "ful", "ist", "ism", "ors", "ers", "ant", "ent", "ate", "ize", "ise", "ies", "ied", "est", "ed",
    "er", "or", "ly", "al", "ic", "es", "s", "y",
)  # fmt: skip


class Key(NamedTuple):
    """A key with the words that it stands for."""

    text: str
    """A stem; ``@id`` for an entity; ``#country`` for a country, its people and its capital."""
    start: int
    end: int
    token: int
    """Index of the token in the article that governs it (a name's last word)."""
    named: bool
    """Whether it stands for a name."""


@cache
def synonyms() -> Mapping[str, str]:
    """Give each word of the synonym lexicon its group's first word."""
    groups = (line.split() for line in lines("synonyms.txt"))
    return {word: group[0] for group in groups for word in group}


@cache
def countries() -> Mapping[str, str]:
    """Give each name of a country, its people and its capital (folded) the country's name."""
    result: dict[str, str] = {}
    for line in (*lines("names/countries.txt"), *lines("names/regions.txt")):
        country, *others = line.split("|")
        for name in filter(None, map(fold, (country, *",".join(others).replace("=", ",").split(",")))):
            result.setdefault(name, fold(country))
    return result


@cache
def commonness() -> Mapping[str, float]:
    """Give the words of the common-word list how little they say (0 commonest; absent: 1), by key."""
    result: dict[str, float] = {}
    for line in lines("common_words.txt"):
        tier, *words = line.split()
        for word in words:
            result.setdefault(word_key(word), 0.2 if tier == "1" else 0.5)
    return result


def rarity(key: str) -> float:
    """Tell how rare a key is in the language: 0.2 (everyday), 0.5 (common in news), 1."""
    return commonness().get(key, 1.0)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Fold a name: ASCII letters where there are any, lower case, no points, single spaces."""
    flat = unicodedata.normalize("NFKD", text)
    flat = "".join(c for c in flat if not unicodedata.combining(c)).lower().replace("’", "'")
    flat = re.sub(r"'s?$", "", flat.strip()) if len(flat) > 2 else flat
    return " ".join(re.sub(r"[^\w' -]+", "", flat).split())


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Cut a word's endings, so that "negotiation" and "negotiate" agree; at least four letters stay."""
    for _ in range(2):
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 4:
                word = word[: -len(suffix)]
                break
        else:
            break
    if len(word) > 4 and word[-1] in "ei":
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def word_key(lemma: str) -> str:
    """Give the key of a common word's lemma."""
    word = fold(lemma)
    word = synonyms().get(word, word)
    return stem(word)


@dataclass(frozen=True, slots=True)
class NameKeys:
    """Where the entities are named, with the key of each."""

    by_article: Mapping[str, tuple[tuple[int, int, str], ...]]
    """Sorted (start, end, key) of names, none overlapping another."""
    references: Mapping[str, tuple[tuple[int, int, str], ...]]
    """The same for roles that stand for an entity."""
    key_of: Mapping[str, str]
    """The key of each entity id."""


def name_keys(entities: Sequence[Entity]) -> NameKeys:
    """Prepare the entities' keys; a nationality, its country and its capital get one key."""
    key_of = {e.id: _entity_key(e) for e in entities}
    for e in entities:
        for other in e.linked:
            if key_of.get(other, "").startswith("#") and not key_of[e.id].startswith("#"):
                key_of[e.id] = key_of[other]
    return NameKeys(
        _places((r, key_of[e.id]) for e in entities for r in e.mentions),
        _places((r, key_of[e.id]) for e in entities for r in e.references),
        key_of,
    )


def keys(analysis: Analysis, names: NameKeys, first: int = 0, last: int | None = None) -> tuple[Key | None, ...]:
    """Give a key for each token of an article, None where it carries nothing (or is part of a longer name).

    Tokens before the number `first` and from `last` on get none.
    """
    result: list[Key | None] = [None] * len(analysis.tokens)
    spans = names.by_article.get(analysis.article.id, ())
    at = 0
    for n, token in enumerate(analysis.tokens[first:last], first):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and spans[at][0] < token.end:
            start, end, key = spans[at]
            following = analysis.tokens[n + 1] if n + 1 < len(analysis.tokens) else None
            if following is None or following.start >= end:
                result[n] = Key(key, start, end, n, named=True)
            continue
        text = _token_key(token.text, token.lemma, token.pos)
        if text:
            result[n] = Key(text, token.start, token.end, n, named=token.pos == "PROPN" or text.startswith("#"))
    return tuple(result)


@lru_cache(maxsize=1 << 16)
def _token_key(text: str, lemma: str, pos: str) -> str:
    if pos not in CONTENT or not any(c.isalpha() for c in text):
        return ""
    low = lemma.lower()
    if low in _LIGHT or len(low) < 2:
        return ""
    if pos in {"PROPN", "ADJ", "NOUN"} and text[:1].isupper():
        folded = fold(text)
        if folded in countries():
            return "#" + countries()[folded]
        if pos == "PROPN":
            return word_key(low) if folded in synonyms() else folded
    return word_key(low)


def _entity_key(entity: Entity) -> str:
    if entity.type in {"GPE", "NORP", "LOC", "ORG"}:
        for name in (entity.name, *entity.aliases):
            country = countries().get(fold(name))
            if country:
                return "#" + country
    return "@" + entity.id


def _places(pairs: Iterator[tuple[Range, str]]) -> dict[str, tuple[tuple[int, int, str], ...]]:
    rows: dict[str, list[tuple[int, int, str]]] = {}
    for r, key in pairs:
        rows.setdefault(r.article, []).append((r.start, r.end, key))
    result = {}
    for article, spans in rows.items():
        kept: list[tuple[int, int, str]] = []
        for start, end, key in sorted(spans, key=lambda s: (s[0], -s[1], s[2])):
            if not kept or kept[-1][1] <= start:
                kept.append((start, end, key))
        result[article] = tuple(kept)
    return result


def lines(name: str) -> list[str]:
    """Give the lines of a word list, its comments left out."""
    text = (files("briefing.prepare") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def listed(name: str) -> frozenset[str]:
    """Give the words of a word list."""
    return frozenset(w for line in lines(name) for w in line.split())
