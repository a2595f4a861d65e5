"""Sparse rows of weighted keys, compared by the thousand at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Shared(NamedTuple):
    """Entries that two rows have in common, one for each pair and column."""

    pair: Ints
    """Index of the pair of rows that was asked for; ascending."""
    column: Ints
    mine: Floats
    """The weight in the first row."""
    theirs: Floats
    """The weight in the second row."""


class Rows:
    """A sparse matrix by rows: each row holds ascending columns with their weights."""

    def __init__(self, starts: Ints, columns: Ints, weights: Floats, width: int) -> None:
        """Take the rows' starts (one more than there are rows), columns and weights; `width` columns in all."""
        self.starts = starts
        self.columns = columns
        self.weights = weights
        self.width = max(1, width)
        self.sizes: Ints = np.diff(starts)
        of_row = np.repeat(np.arange(len(self.sizes)), self.sizes)
        self._codes = of_row * self.width + columns
        self.totals = summed(of_row, weights, len(self.sizes))
        norms = np.sqrt(summed(of_row, weights**2, len(self.sizes)))
        self.norms: Floats = np.maximum(norms, 1e-9)

    def shared(self, i: Ints, j: Ints, other: Rows | None = None) -> Shared:
        """Give what rows `i` of this matrix share with rows `j` of the other (of this one, by default)."""
        there = other or self
        sizes = self.sizes[i]
        pair = np.repeat(np.arange(len(i)), sizes)
        first = np.cumsum(sizes) - sizes
        at = np.arange(len(pair)) - first[pair] + self.starts[i][pair]
        wanted = j[pair] * self.width + self.columns[at]
        found = np.searchsorted(there._codes, wanted)  # noqa: SLF001 - the same class
        found[found == len(there._codes)] = 0  # noqa: SLF001
        hit = there._codes[found] == wanted if len(there._codes) else np.zeros(len(wanted), bool)  # noqa: SLF001
        at, found = at[hit], found[hit]
        return Shared(pair[hit], self.columns[at], self.weights[at], there.weights[found])


def rows(of: Sequence[Mapping[int, float]], width: int) -> Rows:
    """Make rows from mappings of column to weight."""
    sizes = [len(r) for r in of]
    columns = [c for r in of for c in sorted(r)]
    weights = [r[c] for r in of for c in sorted(r)]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Rows(starts, np.array(columns, dtype=np.int64), np.array(weights, dtype=np.float64), width)


def flags(of: Sequence[Iterable[str]]) -> Rows:
    """Make rows of weight 1 from sets of words."""
    sets = [set(r) for r in of]
    ids = {k: n for n, k in enumerate(sorted(set().union(*sets)))} if sets else {}
    return rows([{ids[k]: 1.0 for k in r} for r in sets], len(ids))


def summed(pair: Ints, weights: Floats | None, count: int) -> Floats:
    """Add weights up by pair."""
    result: Floats = np.bincount(pair, weights, minlength=count).astype(np.float64)
    return result


def greatest(pair: Ints, weights: Floats, count: int) -> Floats:
    """Give the greatest weight of each pair (0 where it has none)."""
    result = np.zeros(count)
    np.maximum.at(result, pair, weights)
    return result


def products(first: Ints, sizes_i: Ints, second: Ints, sizes_j: Ints) -> tuple[Ints, Ints, Ints]:
    """Pair all members of two groups: for each of n pairs of groups the members `first[k] … + sizes_i[k]` and so on.

    Gives the pair's index, the member of the first group, the member of the second.
    """
    sizes = sizes_i * sizes_j
    pair = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(pair)) - (np.cumsum(sizes) - sizes)[pair]
    across = np.maximum(sizes_j, 1)[pair]
    return pair, first[pair] + within // across, second[pair] + within % across
