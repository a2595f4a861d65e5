"""Pairs of sentences that state one claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from briefing.model import Range
from briefing.prepare.claims import Told
from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.sentences import Place

WIDEST = 40
"""A claim with more mentions than this bridges its first ones alone, which bounds the number of pairs."""


def bridges(places: Sequence[Place], told: Told) -> Matrix:
    """Give 1 for pairs of sentences that state one claim, else 0 (symmetric, 0 on the diagonal)."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for i, p in enumerate(places):
        starts.setdefault(p.range.article, []).append((p.range.start, i))
    result = np.zeros((len(places), len(places)))
    for claim in told.claims:
        at = {_at(places, starts, r) for r in claim.support}
        for i, j in combinations(sorted(i for i in at if i is not None)[:WIDEST], 2):
            result[i, j] = result[j, i] = 1.0
    return result


def _at(places: Sequence[Place], starts: dict[str, list[tuple[int, int]]], span: Range) -> int | None:
    rows = starts.get(span.article, [])
    k = bisect_right(rows, (span.start, len(places))) - 1
    if k < 0:
        return None
    i = rows[k][1]
    return i if places[i].range.overlap(span) else None
