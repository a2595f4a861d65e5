"""From linked pairs to claims: claims overlap, since a sentence may tell several things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

Pair = tuple[int, int]
Parts = Callable[[int, int], frozenset[int]]
"""Gives the clauses of one statement that another tells too; at least one for a linked pair."""

_MOST = 200
"""Members of one claim at most; more of the same add nothing."""


class Group(NamedTuple):
    """Statements that tell one thing."""

    members: tuple[int, ...]
    """Ascending."""
    parts: tuple[frozenset[int], ...]
    """For each member the clauses that all others tell too."""


def cliques(links: Mapping[Pair, float], parts: Parts) -> list[Group]:
    """Cover linked pairs by groups in which every two statements are linked, and all tell some clause of each.

    From the strongest pair that no group holds yet, a group grows by the statement that is linked to all of its
    members most strongly. Each pair stands in at least one group; groups may share statements. Sorted.
    """
    near: dict[int, dict[int, float]] = {}
    for (i, j), p in links.items():
        near.setdefault(i, {})[j] = p
        near.setdefault(j, {})[i] = p
    covered: set[Pair] = set()
    groups: dict[tuple[int, ...], Group] = {}
    for pair in sorted(links, key=lambda x: (-links[x], x)):
        if pair in covered:
            continue
        group = _grow(pair, near, parts)
        groups.setdefault(group.members, group)
        for n, i in enumerate(group.members):
            covered.update((i, j) for j in group.members[n + 1 :])
    return [groups[m] for m in sorted(groups)]


def _grow(pair: Pair, near: Mapping[int, Mapping[int, float]], parts: Parts) -> Group:
    i, j = pair
    members = {i: parts(i, j), j: parts(j, i)}
    open_to = {n: near[i][n] + near[j][n] for n in near[i].keys() & near[j].keys()}
    while open_to and len(members) < _MOST:
        best = min(open_to, key=lambda n: (-open_to[n], n))
        del open_to[best]
        told = {m: own & parts(m, best) for m, own in members.items()}
        mine = frozenset.intersection(*(parts(best, m) for m in members))
        if mine and all(told.values()):
            members = {**told, best: mine}
            open_to = {n: p + near[best][n] for n, p in open_to.items() if n in near[best]}
    return Group(tuple(sorted(members)), tuple(members[m] for m in sorted(members)))
