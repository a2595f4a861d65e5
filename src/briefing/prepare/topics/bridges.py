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
    result = np.zeros((len(places), len(places)))
    for claim in told.claims:
        at = [(_at(places, starts, m.range), WEIGHT[m.strength]) for m in claim.mentions]
        found = sorted((i, w) for i, w in at if i is not None)
        full = [i for i, w in found if w == 1.0][:WIDEST]
        for i in full:
            for j, weight in found[: 2 * WIDEST]:
                if i != j:
                    result[i, j] = result[j, i] = max(result[i, j], weight)
    return result


def _at(places: Sequence[Place], starts: dict[str, list[tuple[int, int]]], span: Range) -> int | None:
    rows = starts.get(span.article, [])
    k = bisect_right(rows, (span.start, len(places))) - 1
    if k < 0:
        return None
    i = rows[k][1]
    return i if places[i].range.overlap(span) else None
