"""The event in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Claim, OverviewSentence
from briefing.prepare.summaries.selection import Telling, Weights
from briefing.prepare.summaries.told import sentence
from briefing.prepare.summaries.units import Sources, Unit

WORDS = 400
"""The stored ranking ends here: longer cuts than this are summaries of topics."""
COST = 0.5


def overview(
    units: Sequence[Unit], worth: Weights, where: Sources, claims: Sequence[Claim]
) -> tuple[OverviewSentence, ...]:
    """Rank the units that tell the event; the tuple is in display order."""
    telling = Telling(worth)
    left = [u for u in units if u.range == u.sentence]
    words = 0
    while left and words < WORDS:
        best = max(left, key=lambda u: (telling.gain(u, COST) * (1.5 - u.place) ** 2, -u.place, -u.article))
        left.remove(best)
        telling.take(best)
        words += best.words
    return tuple(OverviewSentence(sentence(u, where, claims), n) for n, u in enumerate(telling.units))
