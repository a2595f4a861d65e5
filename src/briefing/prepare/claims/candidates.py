"""Pairs of statements worth comparing, by an inverted index of their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from briefing.prepare.claims.likeness import Event, Pair
from briefing.prepare.claims.statements import Statement

_EACH = 30


def candidates(e: Event, articles: int) -> list[Pair]:
    """Give pairs of different articles that share a key of some rarity, sorted; the best 30 of each statement.

    Keys in more statements than three an article (at least 30) bring no pairs: they would make the work square.
    """
    at: dict[str, list[int]] = {}
    for n, s in enumerate(e.statements):
        for k in s.keys:
            at.setdefault(k, []).append(n)
    cap = max(30, 3 * articles)
    weight: defaultdict[Pair, float] = defaultdict(float)
    for key in sorted(at):
        rows = at[key]
        if 2 <= len(rows) <= cap:
            for i, j in combinations(rows, 2):
                if e.statements[i].article != e.statements[j].article:
                    weight[i, j] += e.idf[key]
    for i, j in _of_groups(e.statements):
        if e.statements[i].keys & e.statements[j].keys:
            weight[i, j] += 5.0
    best: dict[int, list[tuple[float, Pair]]] = {}
    for pair, mass in weight.items():
        if mass >= 1.5:
            for n in pair:
                best.setdefault(n, []).append((-mass, pair))
    chosen = {pair for rows in best.values() for _, pair in sorted(rows)[:_EACH]}
    return sorted(chosen)


def _of_groups(statements: Sequence[Statement]) -> list[Pair]:
    rows: dict[str, list[int]] = {}
    for n, s in enumerate(statements):
        for g in sorted(s.groups):
            rows.setdefault(g, []).append(n)
    return [
        (i, j)
        for row in rows.values()
        for i, j in combinations(row[:100], 2)
        if statements[i].article != statements[j].article
    ]
