"""Pairs of sentences that state one claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from briefing.model import Range
from briefing.prepare.claims import Told
from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.sentences import Place

WIDEST = 40
"""A claim with more mentions than this bridges its first ones alone, which bounds the number of pairs."""
WEIGHT = {"full": 1.0, "partial": 0.7, "related": 0.4}
"""How far a mention of this strength states what a full one does."""


def bridges(places: Sequence[Place], told: Told) -> Matrix:
    """Give how far pairs of sentences state one claim: 1 for in full, less for in part, 0 for not (symmetric)."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for i, p in enumerate(places):
        starts.setdefault(p.range.article, []).append((p.range.start, i))
    result = np.zeros((len(places), len(places)), dtype=np.float32)
    for claim in told.claims:
        if len(claim.mentions) < 2:
            continue
        held: dict[int, float] = {}
        for m in claim.mentions:
            at = _at(places, starts, m.range)
            if at is not None:
                held[at] = max(held.get(at, 0.0), WEIGHT[m.strength])
        found = sorted(held)[: 2 * WIDEST]
        full = [i for i in found if held[i] == 1.0][:WIDEST]
        if full and len(found) > 1:
            weights = np.array([held[i] for i in found], dtype=np.float32)
            block = np.maximum(result[np.ix_(full, found)], weights)
            result[np.ix_(full, found)] = block
            result[np.ix_(found, full)] = block.T
    np.fill_diagonal(result, 0.0)
    return result


def _at(places: Sequence[Place], starts: dict[str, list[tuple[int, int]]], span: Range) -> int | None:
    rows = starts.get(span.article, [])
    k = bisect_right(rows, (span.start, len(places))) - 1
    if k < 0:
        return None
    i = rows[k][1]
    return i if places[i].range.overlap(span) else None
