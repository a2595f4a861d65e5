"""Which units tell a topic: greedy coverage of what several sources tell."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.model import Claim, Range
from briefing.prepare.summaries.support import Support
from briefing.prepare.summaries.units import Unit

SHARE = 0.245
"""Words of all summaries over words of all sentences, at most."""
CLAIM = 10.0
"""What a claim of two origins weighs against a pair of words that two sources use."""
SINGLE = 0.6
"""What a word alone weighs against a pair of words."""
LONE = 0.2
"""What a concept of one source weighs against one of two."""
GROWTH = 1.0
"""The power by which the weight of concepts and claims grows with the sources beyond the first."""
COST = 0.5
"""The power of a unit's words by which its gain is divided."""
SAME = 0.7
"""The factor for each claim of a unit that has been told."""
AGAIN = 0.5
"""A unit of which one told unit holds this share says little new …"""
REPEATED = 0.2
"""… and its gain has this factor."""
READS = 0.15
"""What reads worse alone is told only where a topic has nothing better."""
FIRST_COST = 0.2
"""The same for a topic's first unit: it is to tell what the topic is about."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What it is worth to tell a concept or a claim."""

    concepts: Mapping[str, float]
    claims: Mapping[int, float]


@dataclass(slots=True)
class Telling:
    """What has been told so far; it grows while units are taken."""

    worth: Weights
    support: Support
    units: list[Unit] = field(default_factory=list)
    concepts: set[str] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    sentences: set[Range] = field(default_factory=set)

    def gain(self, unit: Unit, cost: float | None = None) -> float:
        """Give what a unit would add, by its length and by how well it reads alone."""
        if unit.sentence in self.sentences:
            return 0.0
        new = math.fsum(self.worth.concepts[c] for c in unit.concepts - self.concepts)
        new += math.fsum(self.worth.claims[n] for n in unit.claims if n not in self.claims)
        new *= SAME ** sum(n in self.claims for n in unit.claims)
        if self._told(unit):
            new *= REPEATED
        return float(new * unit.readable / max(8, unit.words) ** (COST if cost is None else cost))

    def _told(self, unit: Unit) -> bool:
        """Tell whether one told unit holds most of what a unit tells."""
        total = self.support.weight(unit.keys) or len(unit.keys)
        return any(self.support.weight(unit.keys & u.keys) >= AGAIN * total for u in self.units)

    def take(self, unit: Unit) -> None:
        """Tell a unit."""
        self.units.append(unit)
        self.concepts |= unit.concepts
        self.claims.update(unit.claims)
        self.sentences.add(unit.sentence)


def weights(units: Sequence[Unit], claims: Sequence[Claim]) -> Weights:
    """Weigh concepts by the sources that use them, claims by their origins."""
    articles: dict[str, set[int]] = {}
    count: dict[str, int] = {}
    whole = [u for u in units if u.whole]
    for u in whole:
        for c in u.concepts:
            articles.setdefault(c, set()).add(u.article)
            count[c] = count.get(c, 0) + 1
    concepts = {
        c: (max(0, len(a) - 1) ** GROWTH * math.sqrt(math.log(1 + len(whole) / count[c])) + LONE)
        * (1.0 if " " in c else SINGLE)
        for c, a in articles.items()
    }
    # A piece may make neighbours of words that the sentence keeps apart.
    concepts |= {c: LONE for u in units for c in u.concepts if c not in concepts}
    return Weights(concepts, {n: CLAIM * max(0, c.origins - 1) ** GROWTH for n, c in enumerate(claims)})


def choose(units: Sequence[Unit], worth: Weights, support: Support) -> list[Unit]:
    """Choose units for all topics, in the order of their gain; each topic gets one at least."""
    telling = Telling(worth, support)
    by_topic: dict[str, list[Unit]] = {}
    for u in units:
        by_topic.setdefault(u.topic, []).append(u)
    for topic in sorted(by_topic, key=lambda t: (-len(by_topic[t]), t)):
        telling.take(max(by_topic[topic], key=lambda u: (telling.gain(u, FIRST_COST), -u.place, -u.article, u.range)))
    budget = SHARE * sum(u.words for u in units if u.whole) - sum(u.words for u in telling.units)
    # Gains only fall as units are taken, so a stale one is a bound (lazy greedy, Minoux 1978).
    heap = [(-telling.gain(u), n) for n, u in enumerate(units) if u.readable >= READS]
    heapq.heapify(heap)
    while heap and budget > 0:
        _, n = heapq.heappop(heap)
        now = telling.gain(units[n])
        if now <= 0 or units[n].words > budget:
            continue
        if heap and now < -heap[0][0]:
            heapq.heappush(heap, (-now, n))
            continue
        telling.take(units[n])
        budget -= units[n].words
    return telling.units
