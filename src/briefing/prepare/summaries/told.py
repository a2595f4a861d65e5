"""A chosen unit with everyone who states it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Claim, Range, SummarySentence
from briefing.prepare.summaries.details import only
from briefing.prepare.summaries.support import Support, Told
from briefing.prepare.summaries.units import Sources, Unit

HELD = 0.45
"""What is likely told in part only is cited where it holds this share of the unit …"""
HELD_VERB = 0.2
"""… or this one, its verb among it."""


def sentence(unit: Unit, where: Sources, support: Support, claims: Sequence[Claim]) -> SummarySentence:
    """Cite, beside the unit itself, one sentence of every other article that states it; mark what none of them has."""
    shared: dict[Range, int] = {}
    for n in unit.claims:
        for r in where.sentences_of[n]:
            if r.article != unit.range.article:
                shared[r] = shared.get(r, 0) + 1
    own = support.told(unit.range)
    best: dict[str, tuple[int, bool, float, Range]] = {}
    for r, count in shared.items():
        other = support.told(r)
        if support.states(own, other):
            row = (-count, own.groups.isdisjoint(other.groups), -round(support.contained(own, other), 6), r)
            best[r.article] = min(best.get(r.article, row), row)
    for r in sorted({r for n in unit.claims for r in where.parts_of[n]} - shared.keys()):
        other = support.told(r)
        if r.article != unit.range.article and _holds(own, other, support):
            row = (0, True, -round(support.contained(own, other), 6), r)
            best[r.article] = min(best.get(r.article, row), row)
    main = max(unit.claims, key=lambda n: (claims[n].origins, len(where.sentences_of[n]), -n), default=None)
    cites = (unit.range, *(best[a][-1] for a in sorted(best)))
    claim = claims[main].id if main is not None else None
    return SummarySentence(unit.range, claim, cites, unit.edits, only(unit.range, cites, support))


def _holds(own: Told, other: Told, support: Support) -> bool:
    """Tell whether a sentence that no claim of the unit holds in full states enough of the unit."""
    if not (own.keys and other.keys and support.states(own, other)):
        return False
    verb = any(m.verb and m.verb in other.keys for m in own.mains)
    return support.contained(own, other) >= (HELD_VERB if verb else HELD)
