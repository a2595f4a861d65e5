"""Pairs of sentences that state one claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import combinations

from briefing.model import Range
from briefing.prepare.claims import Told
from briefing.prepare.topics.sentences import Place

WIDEST = 40
"""A claim with more mentions than this bridges its first ones alone, which bounds the number of pairs."""


def bridges(places: Sequence[Place], told: Told, weight: float = 0.5) -> tuple[tuple[int, int, float], ...]:
    """Give (sentence, sentence, weight) for the sentences that state one claim."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for i, p in enumerate(places):
        starts.setdefault(p.range.article, []).append((p.range.start, i))
    pairs: set[tuple[int, int]] = set()
    for claim in told.claims:
        at = {_at(places, starts, r) for r in claim.support}
        held = sorted(i for i in at if i is not None)[:WIDEST]
        pairs.update(combinations(held, 2))
    return tuple((i, j, weight) for i, j in sorted(pairs))


def _at(places: Sequence[Place], starts: dict[str, list[tuple[int, int]]], span: Range) -> int | None:
    rows = starts.get(span.article, [])
    k = bisect_right(rows, (span.start, len(places))) - 1
    if k < 0:
        return None
    i = rows[k][1]
    return i if places[i].range.overlap(span) else None
