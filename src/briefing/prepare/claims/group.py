"""From linked pairs to claims: claims overlap, since a sentence may tell several things."""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[int, int]

_MOST = 200
"""Members of one claim at most; more of the same add nothing."""


def cliques(links: Mapping[Pair, float]) -> list[tuple[int, ...]]:
    """Cover linked pairs by groups in which every two statements are linked.

    From the strongest pair that no group holds yet, a group grows by the statement that is linked to all of its
    members most strongly. Each pair stands in at least one group; groups may share statements. Sorted.
    """
    near: dict[int, dict[int, float]] = {}
    for (i, j), p in links.items():
        near.setdefault(i, {})[j] = p
        near.setdefault(j, {})[i] = p
    covered: set[Pair] = set()
    groups: set[tuple[int, ...]] = set()
    for pair in sorted(links, key=lambda x: (-links[x], x)):
        if pair in covered:
            continue
        group = _grow(pair, near)
        groups.add(group)
        for n, i in enumerate(group):
            covered.update((i, j) for j in group[n + 1 :])
    return sorted(groups)


def _grow(pair: Pair, near: Mapping[int, Mapping[int, float]]) -> tuple[int, ...]:
    members = list(pair)
    open_to = {n: near[pair[0]][n] + near[pair[1]][n] for n in near[pair[0]].keys() & near[pair[1]].keys()}
    while open_to and len(members) < _MOST:
        best = min(open_to, key=lambda n: (-open_to[n], n))
        members.append(best)
        open_to = {n: p + near[best][n] for n, p in open_to.items() if n in near[best]}
    return tuple(sorted(members))
