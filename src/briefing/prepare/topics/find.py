"""Topics found in the sentences themselves, where nothing is declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from briefing.prepare.topics.linkage import Matrix, average_linkage
from briefing.prepare.topics.links import carried, reach, shipped, smoothed, spread_out, stays
from briefing.prepare.topics.sentences import Place
from briefing.prepare.topics.space import NOTHING, Space, second_order, space, squares, unit

POWER = 3.0
"""How sharply a doubtful link ends a topic's reach."""
DIGITS = 5
"""Of a probability: what lies behind them is rounding, and makes nothing more likely than another."""
SENTENCES_PER_TOPIC = 9
FEWEST, MOST = 5, 10
SMALLEST = 3
"""Sentences of a topic at least (where there are so many)."""
NAMES = ("likeness", "smooth", "smooth_second", "claim_smooth", "reach")
"""The features of a pair of sentences, in their order."""
MATTER_NAMES = ("matter", "matter_second", "matter_smooth", "matter_smooth_second")
"""Those that follow where the sentences have vectors."""


def pair_features(places: Sequence[Place], words: Space, stay: Matrix, told: Matrix) -> list[Matrix]:
    """Give what speaks for each pair of sentences to tell of one matter: an n × n matrix for each feature.

    Likeness of the words as they are, smoothed over the neighbours that a sentence's topic reaches, and of those
    likenesses; how far both state one claim (`told`), smoothed alike; the probability that the topic carries from one
    to the other; then the same likenesses of the vectors, where there are any.
    """
    paths = carried(places, stay)
    near = reach(paths, POWER)
    smooth = smoothed(near, words.centred)
    length = squares(smooth) + smoothed([b * b for b in near], words.lone[:, None])[:, 0]
    length[length < NOTHING] = 1.0
    smooth /= np.sqrt(length)[:, None]
    result = [
        words.likeness,
        smooth @ smooth.T,
        second_order(smooth),
        smoothed(near, smoothed(near, told).T),
        spread_out(paths),
    ]
    if words.matters is not None:
        matters = unit(smoothed(near, words.matters))
        result += [words.matter_likeness, words.matter_second, matters @ matters.T, second_order(matters)]
    return result


def affinity(places: Sequence[Place], words: Space, stay: Matrix, told: Matrix) -> Matrix:
    """Give the probability that two sentences tell of one matter (symmetric)."""
    result = shipped("pairs", words).over(pair_features(places, words, stay, told))
    return np.round((result + result.T) / 2, DIGITS)


def how_many(sentences: int, *, among_others: bool = False) -> int:
    """Give the number of topics to look for in so many sentences (fewer where other topics are declared)."""
    if among_others:
        return max(1, min(MOST, round(sentences / SENTENCES_PER_TOPIC)))
    if sentences < FEWEST * 3:
        return max(1, round(sentences / 4))
    return min(MOST, max(FEWEST, round(sentences / SENTENCES_PER_TOPIC)))


def group(places: Sequence[Place], told: Matrix, *, among_others: bool = False) -> list[int]:
    """Group sentences by matter; give each one's group, numbered in order of first body sentence.

    `told` tells how far pairs of sentences state one claim, from 0 to 1. Decks and captions, which repeat the body, and
    groups of one or two sentences join the group that they resemble most.
    """
    if not places:
        return []
    words = space(places)
    likely = affinity(places, words, stays(places, words), told)
    body = [i for i, p in enumerate(places) if p.kind == "body"] or list(range(len(places)))
    groups = average_linkage(likely[np.ix_(body, body)], how_many(len(body), among_others=among_others))
    kept = _large(groups)
    member = np.zeros((len(places), max(groups) + 1))
    member[body, groups] = 1.0
    nearest = np.argmax(np.round(likely @ (member / member.sum(axis=0))[:, kept], DIGITS), axis=1)
    settled = {i: kept.index(g) for i, g in zip(body, groups, strict=True) if g in kept}
    return [settled.get(i, int(nearest[i])) for i in range(len(places))]


def _large(groups: Sequence[int]) -> list[int]:
    """Give the groups of enough sentences to be a topic; all where none is."""
    size = Counter(groups)
    return sorted(g for g in size if size[g] >= SMALLEST) or sorted(size)
