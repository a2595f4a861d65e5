"""Average linkage of a similarity matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32] | NDArray[np.float64]


def average_linkage(similarity: Matrix, k: int) -> list[int]:
    """Group the rows of a symmetric similarity matrix into at most `k` groups by average linkage.

    Nearest-neighbour chains (Benzécri 1982; Murtagh 1983): n² time and space. Groups are numbered in the order of
    their first rows. Ties go to the lower row, so the result depends on the values alone.
    """
    n = len(similarity)
    if n == 0:
        return []
    merges = _merges(similarity.astype(np.float64))
    merges.sort(key=lambda m: -m[0])
    parent = list(range(n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for _, a, b in merges[: max(0, n - max(1, k))]:
        x, y = root(a), root(b)
        parent[max(x, y)] = min(x, y)
    number: dict[int, int] = {}
    return [number.setdefault(root(i), len(number)) for i in range(n)]


def _merges(s: NDArray[np.float64]) -> list[tuple[float, int, int]]:
    """Give the merges as (similarity, a row of one side, a row of the other)."""
    n = len(s)
    np.fill_diagonal(s, -np.inf)
    size = np.ones(n)
    alive = np.ones(n, dtype=bool)
    chain: list[int] = []
    merges: list[tuple[float, int, int]] = []
    while len(merges) < n - 1:
        if not chain:
            chain.append(int(np.argmax(alive)))
        top = chain[-1]
        near = int(np.argmax(s[top]))
        if len(chain) > 1 and s[top, chain[-2]] >= s[top, near]:
            near = chain[-2]
        if len(chain) > 1 and near == chain[-2]:
            chain.pop()
            chain.pop()
            a, b = min(top, near), max(top, near)
            merges.append((float(s[a, b]), a, b))
            row = (size[a] * s[a] + size[b] * s[b]) / (size[a] + size[b])
            row[~alive] = -np.inf
            row[[a, b]] = -np.inf
            s[a], s[:, a] = row, row
            s[b], s[:, b] = -np.inf, -np.inf
            alive[b] = False
            size[a] += size[b]
        else:
            chain.append(near)
    return merges
