"""Pairs of statements worth comparing, by an inverted index of their keys."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from briefing.prepare.claims.likeness import Event
from briefing.prepare.claims.rows import Ints, products, summed

_EACH = 14
"""Pairs kept for each statement, the most alike first."""
_EFFORT = 150
"""Looks into the index for each statement: what keeps the work linear."""
_LEAST = 1.5


def candidates(e: Event) -> tuple[Ints, Ints]:
    """Give pairs of different articles that share keys of some weight, sorted: the best of each statement.

    The rarest keys come first, until the effort is spent.
    """
    count = len(e.statements)
    none = np.zeros(0, dtype=np.int64)
    if count < 2:
        return none, none
    i, j = _meeting(e)
    first, second = np.array(_of_groups(e), dtype=np.int64).reshape(-1, 2).T
    codes = np.unique(np.concatenate([i * count + j, first * count + second]))
    i, j = codes // count, codes % count
    shared = e.masses.shared(i, j)
    mass = summed(shared.pair, np.minimum(shared.mine, shared.theirs), len(i))
    product = summed(shared.pair, shared.mine * shared.theirs, len(i))
    likeness = product / (e.masses.norms[i] * e.masses.norms[j])
    least = np.minimum(e.masses.totals[i], e.masses.totals[j])
    worth = np.round(likeness + 0.5 * mass / np.maximum(least, 1e-9) + 0.05 * mass, 9)
    kept = mass >= _LEAST
    i, j, worth = i[kept], j[kept], worth[kept]
    either = np.concatenate([i, j])
    row = np.concatenate([np.arange(len(i))] * 2)
    order = np.lexsort((row, -worth[row], either))
    rank = np.arange(len(order)) - np.searchsorted(either[order], either[order])
    chosen = np.unique(row[order[rank < _EACH]])
    return i[chosen], j[chosen]


def _meeting(e: Event) -> tuple[Ints, Ints]:
    """Give the pairs of statements of different articles that the index brings together, some of them often."""
    owner = np.repeat(np.arange(len(e.statements)), e.masses.sizes)
    order = np.argsort(e.masses.columns, kind="stable")
    owner, column = owner[order], e.masses.columns[order]
    sizes = np.bincount(column, minlength=e.masses.width)
    starts = np.cumsum(sizes) - sizes
    by_rarity = np.lexsort((np.arange(len(sizes)), sizes))
    by_rarity = by_rarity[sizes[by_rarity] > 1]
    effort = np.cumsum(sizes[by_rarity] ** 2)
    by_rarity = by_rarity[effort <= max(60_000, _EFFORT * len(e.statements))]
    _, x, y = products(starts[by_rarity], sizes[by_rarity], starts[by_rarity], sizes[by_rarity])
    i, j = owner[x], owner[y]
    kept = (i < j) & (e.article[i] != e.article[j])
    return i[kept], j[kept]


def _of_groups(e: Event) -> list[tuple[int, int]]:
    """Give the pairs that quote one utterance."""
    found: dict[str, list[int]] = {}
    for n, s in enumerate(e.statements):
        for g in sorted(s.groups):
            found.setdefault(g, []).append(n)
    return [
        (i, j)
        for row in found.values()
        for i, j in combinations(row[:60], 2)
        if e.statements[i].article != e.statements[j].article
    ]
