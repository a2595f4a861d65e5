"""Declared topics: which sentences a topics file's phrases speak of.

Specific phrases first: a phrase counts by the rarity of what it names, and a name counts by its entity, however it is
spelled. Then the evidence spreads: to the other mentions of a claim, to sentences that look alike, and along the
paragraph to the neighbours.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.model import Entity
from briefing.prepare.topics.declared import DeclaredTopic
from briefing.prepare.topics.find import affinity
from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.links import carried, spread_out, stays
from briefing.prepare.topics.sentences import Place, forms, stem, stopwords
from briefing.prepare.topics.space import space

LEAST_COVER = 0.6
"""A phrase whose words a sentence holds to less than this (by rarity) says nothing of it."""
LEAST = 0.26
"""A share of the evidence of a phrase that one sentence alone holds: under it a sentence fits no declared topic, unless
it holds a phrase in full."""
MATTER = 3
"""Sentences that fit no declared topic are kept apart from so many on."""
NEAR = 3.0
"""How sharply a doubtful link ends the inheritance along the article."""
ALIKE = 2.5
"""How sharply resemblance counts: the power of the probability that two sentences tell of one matter."""

OTHERS = 3.0
"""What the phrases of the sentences that it resembles weigh against a sentence's own."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a topics file, broken into what a sentence may hold of it."""

    text: str
    forms: tuple[str, ...]
    """Its words as they stand, in lower case."""
    words: tuple[str, ...]
    """Stems, stop words left out unless nothing else is there."""
    entities: tuple[frozenset[str], ...]
    """Ids of the entities that each word may name (none for most words)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the phrases say of each sentence."""

    scores: Matrix
    """Sentences × topics."""
    full: NDArray[np.bool_]
    """Sentences × topics: whether the sentence holds a phrase of the file in full."""
    phrases: Mapping[tuple[int, int], str]
    """The best phrase for (sentence, topic)."""


def phrase(text: str, names: Mapping[str, frozenset[str]]) -> Phrase:
    """Break up a phrase; `names` gives the entities that a stem may name."""
    every = forms(text)
    telling = [w for w in every if not _stops(w)] or every
    words = tuple(dict.fromkeys(stem(w) for w in telling))
    return Phrase(text, tuple(every), words, tuple(names.get(w, frozenset()) for w in words))


def _stops(word: str) -> bool:
    """Tell whether a word, or what its ending leaves of it, is a stop word."""
    endings = ("", "s", "es", "d", "ed", "ing")
    return any(word.endswith(e) and word[: len(word) - len(e)] in stopwords() for e in endings)


def named(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """Give for each stem of a name's last word (any word of other names) the entities it may stand for."""
    result: dict[str, set[str]] = {}
    for e in entities:
        for alias in e.aliases:
            words = forms(alias)
            for w in words[-1:] if e.type == "PERSON" else words:
                if not _stops(w):
                    result.setdefault(stem(w), set()).add(e.id)
    return {k: frozenset(v) for k, v in result.items()}


@dataclass(frozen=True, slots=True)
class Index:
    """Which sentences hold a word or name an entity."""

    places: Sequence[Place]
    words: Mapping[str, frozenset[int]]
    """By stem."""
    forms: Mapping[str, frozenset[int]]
    """By the word as it stands."""
    entities: Mapping[str, frozenset[int]]
    """By entity id: its names and references."""

    @classmethod
    def of(cls, places: Sequence[Place], entities: Sequence[Entity]) -> Index:
        """Index the sentences."""
        words: dict[str, set[int]] = {}
        shown: dict[str, set[int]] = {}
        starts: dict[str, list[tuple[int, int]]] = {}
        for i, p in enumerate(places):
            starts.setdefault(p.range.article, []).append((p.range.start, i))
            for w in p.words:
                words.setdefault(w, set()).add(i)
            for w in p.forms:
                shown.setdefault(w, set()).add(i)
        named: dict[str, set[int]] = {}
        for e in entities:
            for r in (*e.mentions, *e.references):
                rows = starts.get(r.article, [])
                k = bisect_right(rows, (r.start, len(places))) - 1
                if k >= 0 and places[rows[k][1]].range.holds(r):
                    named.setdefault(e.id, set()).add(rows[k][1])
        return cls(places, _frozen(words), _frozen(shown), _frozen(named))

    def telling(self, word: str, ids: Iterable[str]) -> frozenset[int]:
        """Give the sentences that hold a stem or name one of the entities."""
        none: frozenset[int] = frozenset()
        return self.words.get(word, none).union(*(self.entities.get(i, none) for i in ids))

    def holding(self, run: Sequence[str]) -> list[int]:
        """Give the sentences that hold a run of words as it stands."""
        none: frozenset[int] = frozenset()
        candidates = frozenset.intersection(*(self.forms.get(w, none) for w in run)) if run else none
        return sorted(i for i in candidates if _holds(self.places[i].forms, run))


def _frozen(sets: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {k: frozenset(v) for k, v in sets.items()}


def evidence(places: Sequence[Place], entities: Sequence[Entity], topics: Sequence[DeclaredTopic]) -> Evidence:
    """Score each sentence by the topics' phrases."""
    names = named(entities)
    index = Index.of(places, entities)
    n = len(places)
    scores = np.zeros((n, len(topics)))
    full = np.zeros(scores.shape, dtype=bool)
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for t, topic in enumerate(topics):
        texts = dict.fromkeys((*topic.about, topic.name))
        for text in texts:
            own = text in topic.about
            row = _phrase_scores(phrase(text, names), index)
            for i, (raw, cover) in row.items():
                value = raw if own else 0.5 * raw
                full[i, t] |= own and cover > 0.99
                scores[i, t] += value
                if value > best.get((i, t), (0.0, ""))[0]:
                    best[i, t] = (value, text)
    return Evidence(scores, full, {k: v for k, (_, v) in best.items()})


def _phrase_scores(wanted: Phrase, index: Index) -> dict[int, tuple[float, float]]:
    """Give (evidence, share of the phrase) for the sentences that hold enough of it."""
    n = len(index.places)
    holds = [index.telling(w, ids) for w, ids in zip(wanted.words, wanted.entities, strict=True)]
    rarity = [math.log((n + 1) / (len(h) + 0.5)) for h in holds]
    total = sum(r for r in rarity if r > 0) or 1.0
    cover: dict[int, float] = {}
    for h, r in zip(holds, rarity, strict=True):
        if len(h) < n:
            for i in h:
                cover[i] = cover.get(i, 0.0) + r / total
    full = {i: c for i, c in cover.items() if c >= LEAST_COVER}
    weight = math.log((n + 1) / (len(full) + 0.5)) if full else 0.0
    result = {i: (c * c * weight, c) for i, c in full.items()}
    exact = index.holding(wanted.forms) if len(wanted.forms) > 1 else []
    for i in exact:
        result[i] = (max(result.get(i, (0.0, 0.0))[0], math.log((n + 1) / (len(exact) + 0.5))), 1.0)
    return result


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    """Tell whether the words hold the run as it stands."""
    k = len(run)
    return any(words[i] == run[0] and tuple(words[i : i + k]) == tuple(run) for i in range(len(words) - k + 1))


@dataclass(frozen=True, slots=True)
class Assigned:
    """A sentence's declared topic (its place in the file), and why; None where it fits none."""

    topic: int | None
    reason: str
    nearest: int | None = None
    """The topic that is nearest, where it fits none but something speaks for one."""


def assign(
    places: Sequence[Place], entities: Sequence[Entity], topics: Sequence[DeclaredTopic], told: Matrix
) -> list[Assigned]:
    """Assign sentences to declared topics; `told` tells how far pairs of sentences state one claim."""
    if not places:
        return []
    found = evidence(places, entities, topics)
    words = space(places)
    stay = stays(places, words)
    near = _mean(_others(spread_out(carried(places, stay)) ** NEAR), found.scores)
    claim = _mean(np.floor(told), found.scores)
    pairs = _others(affinity(places, words, stay, told) ** ALIKE)
    alike = pairs / (pairs.sum(axis=1, keepdims=True) + 1e-9) @ found.scores
    total = np.round(found.scores + near + claim + OTHERS * alike, 9)
    least = LEAST * math.log((len(places) + 1) / 1.5)
    result = []
    for i in range(len(places)):
        t = int(np.argmax(total[i]))
        if total[i, t] < least and not found.full[i, t]:
            result.append(Assigned(None, "", t if total[i, t] > 0 else None))
        elif found.scores[i, t] > 0:
            result.append(Assigned(t, f"tells of “{found.phrases[i, t]}”"))
        else:
            why = max((claim[i, t], 2, "states a claim of the topic"), (near[i, t], 1, "follows its neighbours"))
            result.append(Assigned(t, why[2] if why[0] > 0 else "resembles its sentences"))
    return result


def settle(assigned: Sequence[Assigned]) -> list[Assigned]:
    """Give one or two sentences that fit no topic to the nearest: they are no matter of their own."""
    if sum(a.topic is None for a in assigned) >= MATTER:
        return list(assigned)
    return [a if a.topic is not None else Assigned(a.nearest, "nearest of the topics", a.nearest) for a in assigned]


def _others(matrix: Matrix) -> Matrix:
    """Give a matrix with nothing on its diagonal: a sentence is no evidence for itself."""
    result = matrix.copy()
    np.fill_diagonal(result, 0.0)
    return result


def _mean(weights: Matrix, scores: Matrix) -> Matrix:
    """Give the weighted mean of the scores, less where the weights sum to less than 1."""
    result: Matrix = weights @ scores / np.maximum(1.0, weights.sum(axis=1, keepdims=True))
    return result
