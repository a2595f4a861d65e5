"""A chosen unit with everyone who states it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Claim, Range, SummarySentence
from briefing.prepare.summaries.units import Sources, Unit


def sentence(unit: Unit, where: Sources, claims: Sequence[Claim]) -> SummarySentence:
    """Cite, beside the unit itself, one sentence of every other article that states a claim of it in full."""
    best: dict[str, tuple[int, Range]] = {}
    shared: dict[Range, int] = {}
    for n in unit.claims:
        for r in where.sentences_of[n]:
            if r.article != unit.range.article:
                shared[r] = shared.get(r, 0) + 1
    for r, count in shared.items():
        if r.article not in best or (-count, r) < (-best[r.article][0], best[r.article][1]):
            best[r.article] = (count, r)
    main = max(unit.claims, key=lambda n: (claims[n].origins, len(where.sentences_of[n]), -n), default=None)
    cites = (unit.range, *(best[a][1] for a in sorted(best)))
    return SummarySentence(unit.range, claims[main].id if main is not None else None, cites, unit.edits)
