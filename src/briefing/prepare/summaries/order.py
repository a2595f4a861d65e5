"""In which order a topic's units are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from briefing.prepare.dates.times import Times
from briefing.prepare.summaries.support import Support
from briefing.prepare.summaries.units import Unit

NEAR = 2
"""Sentences of one article at most this far apart stay together."""

Block = tuple[Unit, ...]
"""Neighbours of one article, in its order."""
Places = Mapping[int, Mapping[int, float]]
"""By a claim's place in the event: by article, where it is told first."""


def places(units: Sequence[Unit]) -> Places:
    """Give for each claim where each article tells it, from 0 (first) to 1."""
    result: dict[int, dict[int, float]] = {}
    for u in units:
        for n in u.claims:
            result.setdefault(n, {}).setdefault(u.article, u.place)
    return result


def ordered(chosen: Sequence[Unit], where: Places, times: Times, support: Support) -> list[Unit]:
    """Order the units of one text by event time and place, keeping neighbours of one article together.

    The news comes first: where two of its units name days, the earlier day; else by place. A unit's place is the mean
    place of all sentences that state its claims (majority ordering, Barzilay et al. 2002). What happened long before
    the news follows as background, from the earliest to the latest. Who is named in full is so named first.
    """

    def place(u: Unit) -> float:
        told = {u.article: u.place}
        for n in u.claims:
            for article, at in sorted(where[n].items()):
                told.setdefault(article, at)
        return sum(told.values()) / len(told)

    blocks = _blocks(sorted(chosen, key=lambda u: (place(u), u.article, u.range)))
    past = [(day, n) for n, b in enumerate(blocks) if (day := times.background(b[0].range)) is not None]
    behind = {n for _, n in past}
    news = _by_day([b for n, b in enumerate(blocks) if n not in behind], times)
    return [u for b in (*_introduced(news, times, support), *(blocks[n] for _, n in sorted(past))) for u in b]


def _blocks(units: Sequence[Unit]) -> list[Block]:
    """Join each unit with those that follow it closely in its article."""
    rows: dict[int, list[Unit]] = {}
    for u in units:
        rows.setdefault(u.article, []).append(u)
    follower: dict[int, Unit] = {}
    for row in rows.values():
        row.sort(key=lambda u: (u.order, u.range))
        for a, b in pairwise(row):
            if 0 < b.order - a.order <= NEAR:
                follower[id(a)] = b
    behind = {id(u) for u in follower.values()}
    result: list[Block] = []
    for u in units:
        if id(u) in behind:
            continue
        block = [u]
        while (following := follower.get(id(block[-1]))) is not None:
            block.append(following)
        result.append(tuple(block))
    return result


def _by_day(blocks: Sequence[Block], times: Times) -> list[Block]:
    """Let the blocks that name a day of the news follow each other in time; those that name none keep their place."""
    dated: list[tuple[date, int]] = []
    for n, b in enumerate(blocks):
        day = times.day(b[0].range)
        if day is not None:
            dated.append((day, n))
    result = list(blocks)
    for (_, slot), (_, n) in zip(dated, sorted(dated), strict=True):
        result[slot] = blocks[n]
    return result


def _introduced(blocks: Sequence[Block], times: Times, support: Support) -> list[Block]:
    """Move a block that names someone in full before one that has the surname alone, unless it tells of a later day."""
    forms = {n: [support.forms(u.range) for u in b] for n, b in enumerate(blocks)}
    order = list(range(len(blocks)))
    known: set[str] = set()
    at = 0
    moves = len(blocks)
    while at < len(order):
        short = {k for row in forms[order[at]] for k, words in row.items() if words == 1 and k not in known}
        for i in range(at + 1, len(order) if short and moves else 0):
            full = {k for k, words in forms[order[i]][0].items() if words > 1}
            if short & full and not _later(blocks[order[i]], blocks[order[at]], times):
                order.insert(at, order.pop(i))
                moves -= 1
                break
        else:
            known.update(k for row in forms[order[at]] for k in row)
            at += 1
    return [blocks[n] for n in order]


def _later(a: Block, b: Block, times: Times) -> bool:
    """Tell whether a block names a later day of the news than another."""
    first, second = times.day(a[0].range), times.day(b[0].range)
    return first is not None and second is not None and first > second
