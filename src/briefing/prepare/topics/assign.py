"""Declared topics: which sentences a topics file's phrases speak of.

Specific phrases first: a phrase counts by the rarity of what it names, and a name counts by its entity, however it is
spelled. Then the evidence spreads: to the other mentions of a claim, to sentences that look alike, and along the
paragraph to the neighbours.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from briefing.model import Entity
from briefing.prepare.topics.declared import DeclaredTopic
from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.links import reach, space, stays
from briefing.prepare.topics.sentences import Place, stem, stopwords

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
LEAST_COVER = 0.6
"""A phrase whose words a sentence holds to less than this (by rarity) says nothing of it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a topics file, broken into what a sentence may hold of it."""

    text: str
    words: tuple[str, ...]
    """Stems, stop words left out unless nothing else is there."""
    entities: tuple[frozenset[str], ...]
    """Ids of the entities that each word may name (none for most words)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the phrases say of each sentence."""

    scores: Matrix
    """Sentences × topics."""
    phrases: Mapping[tuple[int, int], str]
    """The best phrase for (sentence, topic)."""


def phrase(text: str, names: Mapping[str, frozenset[str]]) -> Phrase:
    """Break up a phrase; `names` gives the entities that a stem may name."""
    every = [stem(w) for w in _WORD.findall(text)]
    words = tuple(dict.fromkeys(w for w in every if w not in stopwords())) or tuple(dict.fromkeys(every))
    return Phrase(text, words, tuple(names.get(w, frozenset()) for w in words))


def named(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """Give for each stem of a name's last word (any word of other names) the entities it may stand for."""
    result: dict[str, set[str]] = {}
    for e in entities:
        for alias in e.aliases:
            words = _WORD.findall(alias)
            for w in words[-1:] if e.type == "PERSON" else words:
                if w[:1].isupper() and stem(w) not in stopwords():
                    result.setdefault(stem(w), set()).add(e.id)
    return {k: frozenset(v) for k, v in result.items()}


def mentioned(places: Sequence[Place], entities: Sequence[Entity]) -> list[frozenset[str]]:
    """Give the ids of the entities that each sentence names or refers to."""
    at: dict[str, list[tuple[int, int, str]]] = {}
    for e in entities:
        for r in (*e.mentions, *e.references):
            at.setdefault(r.article, []).append((r.start, r.end, e.id))
    result = []
    for rows in at.values():
        rows.sort()
    for p in places:
        rows = at.get(p.range.article, [])
        result.append(frozenset(i for s, e, i in rows if p.range.start <= s and e <= p.range.end))
    return result


def evidence(places: Sequence[Place], entities: Sequence[Entity], topics: Sequence[DeclaredTopic]) -> Evidence:
    """Score each sentence by the topics' phrases."""
    names = named(entities)
    present = mentioned(places, entities)
    n = len(places)
    scores = np.zeros((n, len(topics)))
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for t, topic in enumerate(topics):
        texts = dict.fromkeys((*topic.about, topic.name))
        for text in texts:
            own = text in topic.about
            row = _phrase_scores(phrase(text, names), places, present)
            for i, raw in row.items():
                value = raw if own else 0.5 * raw
                scores[i, t] += value
                if value > best.get((i, t), (0.0, ""))[0]:
                    best[i, t] = (value, text)
    return Evidence(scores, {k: v for k, (_, v) in best.items()})


def _phrase_scores(wanted: Phrase, places: Sequence[Place], present: Sequence[frozenset[str]]) -> dict[int, float]:
    n = len(places)
    holds: list[set[int]] = []
    for w, ids in zip(wanted.words, wanted.entities, strict=True):
        holds.append({i for i, p in enumerate(places) if w in p.words or ids & present[i]})
    rarity = [math.log((n + 1) / (len(h) + 0.5)) for h in holds]
    total = sum(rarity)
    if total <= 0:
        return {}
    cover: dict[int, float] = {}
    for h, r in zip(holds, rarity, strict=True):
        if len(h) < n:
            for i in h:
                cover[i] = cover.get(i, 0.0) + r / total
    full = {i: c for i, c in cover.items() if c >= LEAST_COVER}
    weight = math.log((n + 1) / (len(full) + 0.5)) if full else 0.0
    return {i: c * c * weight for i, c in full.items()}


@dataclass(frozen=True, slots=True)
class Assigned:
    """A sentence's declared topic (its place in the file), and why; None where it fits none."""

    topic: int | None
    reason: str


def assign(
    places: Sequence[Place],
    entities: Sequence[Entity],
    topics: Sequence[DeclaredTopic],
    told: Matrix,
) -> list[Assigned]:
    """Assign sentences to declared topics; `told` is 1 for pairs of sentences that state one claim."""
    if not places:
        return []
    found = evidence(places, entities, topics)
    words = space(places)
    spread = reach(places, stays(places, words), 1.5)
    likeness = words.rows @ words.rows.T
    np.fill_diagonal(likeness, 0.0)
    likeness += 0.5 * told
    direct = found.scores
    near = spread @ direct
    alike = likeness @ direct / (1.0 + likeness.sum(axis=1, keepdims=True))
    total = np.round(direct + near + 0.5 * (spread @ alike), 9)
    result = []
    for i in range(len(places)):
        t = int(np.argmax(total[i]))
        if total[i, t] <= 0:
            result.append(Assigned(None, ""))
        elif direct[i, t] > 0:
            result.append(Assigned(t, f"tells of “{found.phrases[i, t]}”"))
        else:
            result.append(Assigned(t, "follows from its neighbours"))
    return result
