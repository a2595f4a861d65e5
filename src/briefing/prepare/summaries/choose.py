"""Which units tell a topic: greedy coverage of what several sources tell."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model import Claim
from briefing.prepare.summaries.units import Unit

SHARE = 0.22
"""Words of all summaries over words of all units, at most."""
CLAIM = 3.0
"""What a claim weighs against a concept, for each origin beyond the first."""
COST = 0.7
"""The power of a unit's words by which its gain is divided."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What it is worth to tell a concept or a claim."""

    concepts: Mapping[str, float]
    claims: Mapping[int, float]


def weights(units: Sequence[Unit], claims: Sequence[Claim]) -> Weights:
    """Weigh concepts by the sources that use them, claims by their origins."""
    articles: dict[str, set[int]] = {}
    count: dict[str, int] = {}
    for u in units:
        for c in u.concepts:
            articles.setdefault(c, set()).add(u.article)
            count[c] = count.get(c, 0) + 1
    concepts = {
        c: (len(a) - 1 + 0.1) * (1.0 if " " in c else 0.4) * math.log(1 + len(units) / count[c])
        for c, a in articles.items()
    }
    return Weights(concepts, {n: CLAIM * max(0, c.origins - 1) for n, c in enumerate(claims)})


def choose(units: Sequence[Unit], worth: Weights) -> list[Unit]:
    """Choose units for all topics, in the order of their gain; each topic gets one at least."""
    budget = SHARE * sum(u.words for u in units)
    chosen: list[Unit] = []
    told: set[str] = set()
    stated: set[int] = set()

    def gain(u: Unit) -> float:
        new: float = sum(worth.concepts[c] for c in sorted(u.concepts - told))
        new += sum(worth.claims[n] for n in u.claims if n not in stated)
        return float(new * u.readable / max(8, u.words) ** COST)

    def take(u: Unit) -> None:
        nonlocal budget
        chosen.append(u)
        told.update(u.concepts)
        stated.update(u.claims)
        budget -= u.words

    by_topic: dict[str, list[Unit]] = {}
    for u in units:
        by_topic.setdefault(u.topic, []).append(u)
    for topic in sorted(by_topic, key=lambda t: -len(by_topic[t])):
        take(max(by_topic[topic], key=lambda u: (gain(u), -u.place)))
    # Gains only fall as units are taken, so a stale one is a bound (lazy greedy, Minoux 1978).
    heap = [(-gain(u), n) for n, u in enumerate(units) if u not in chosen]
    heapq.heapify(heap)
    while heap and budget > 0:
        stale, n = heapq.heappop(heap)
        now = gain(units[n])
        if now <= 0:
            continue
        if heap and now < -heap[0][0] and now < -stale:
            heapq.heappush(heap, (-now, n))
            continue
        if units[n].words <= budget:
            take(units[n])
    return chosen
