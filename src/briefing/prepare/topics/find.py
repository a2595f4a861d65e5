"""Topics found in the sentences themselves, where nothing is declared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.prepare.topics.linkage import Matrix, average_linkage
from briefing.prepare.topics.links import reach, stays, unit, vectors
from briefing.prepare.topics.sentences import Place

POWER = 4.5
"""How sharply a doubtful link ends a topic's reach."""
SENTENCES_PER_TOPIC = 9
FEWEST, MOST = 5, 10


def affinity(places: Sequence[Place], bridges: Sequence[tuple[int, int, float]] = ()) -> Matrix:
    """Give how much two sentences seem to tell of one matter (symmetric, about 0 to 4).

    Lexical likeness, likeness of the likenesses (second order), both as they are and smoothed over the neighbours
    that a sentence's topic reaches; `bridges` are pairs that state one claim, with a weight.
    """
    lexical = vectors(places)
    spread = reach(places, stays(places, lexical), POWER)
    lexical = unit(lexical - lexical.mean(axis=0))
    first = _with_second(lexical, bridges)
    smooth = _with_second(unit(spread @ lexical), bridges)
    result: Matrix = np.round(first + smooth, 9)
    return (result + result.T) / 2


def _with_second(rows: Matrix, bridges: Sequence[tuple[int, int, float]]) -> Matrix:
    """Give the rows' cosines plus the cosines of their likenesses to all others, about their mean."""
    likeness: Matrix = rows @ rows.T
    for i, j, w in bridges:
        likeness[i, j] += w
        likeness[j, i] += w
    second = unit(likeness - likeness.mean(axis=0))
    result: Matrix = likeness + second @ second.T
    return result


def how_many(sentences: int) -> int:
    """Give the number of topics to look for in so many sentences."""
    if sentences < FEWEST * 3:
        return max(1, round(sentences / 4))
    return min(MOST, max(FEWEST, round(sentences / SENTENCES_PER_TOPIC)))


def find(places: Sequence[Place], bridges: Sequence[tuple[int, int, float]] = ()) -> list[int]:
    """Group sentences by matter; give each one's group, numbered in order of first sentence."""
    if not places:
        return []
    return average_linkage(affinity(places, bridges), how_many(len(places)))
