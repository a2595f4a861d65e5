"""The event in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Claim, OverviewSentence
from briefing.prepare.summaries.choose import Weights
from briefing.prepare.summaries.told import sentence
from briefing.prepare.summaries.units import Sources, Unit

WORDS = 400
"""The stored ranking ends here: longer cuts than this are summaries of topics."""


def overview(
    units: Sequence[Unit], worth: Weights, where: Sources, claims: Sequence[Claim]
) -> tuple[OverviewSentence, ...]:
    """Rank the units that tell the event; the tuple is in display order."""
    ranked: list[Unit] = []
    told: set[str] = set()
    stated: set[int] = set()
    words = 0

    def gain(u: Unit) -> float:
        new: float = sum(worth.concepts[c] for c in sorted(u.concepts - told))
        new += sum(worth.claims[n] for n in u.claims if n not in stated)
        return float(new * u.readable * (1.5 - u.place) ** 2 / max(12, u.words) ** 0.5)

    left = list(units)
    while left and words < WORDS:
        best = max(left, key=lambda u: (gain(u), -u.place, -u.article))
        left.remove(best)
        ranked.append(best)
        told |= best.concepts
        stated.update(best.claims)
        words += best.words
    rank = {u.range: n for n, u in enumerate(ranked)}
    return tuple(OverviewSentence(sentence(u, where, claims), rank[u.range]) for u in ranked)
