"""The event in a few sentences."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence

from briefing.model import Claim, OverviewSentence, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.dates.times import Times
from briefing.prepare.summaries.order import ordered, places
from briefing.prepare.summaries.support import Support
from briefing.prepare.summaries.told import sentence
from briefing.prepare.summaries.units import Sources, Unit
from briefing.prepare.topics.sentences import terms

WORDS = 400
"""The stored ranking ends here: longer cuts than this are summaries of topics."""
# The numbers below were chosen on half of 125 events with an editor's summary and hold on the other half (SHORT and
# FULL were chosen on both); none of them matters much alone.
LEAD = 0.7
"""How fast a sentence's weight falls with its place in the article, and what is left of it far down."""
TAIL = 0.03
OFTEN = 0.9
"""The power of the number of sentences that hold a concept."""
GROWTH = 0.85
"""The power of the number of further sources that hold it."""
LONE = 0.1
"""What a concept of one source weighs against one of two."""
TITLE = 1.0
"""What a word of a title adds for each title that holds it."""
ALONE = 0.6
"""The factor for a sentence whose claims have one origin only: an overview tells first what is corroborated."""
SAME = 0.2
"""The factor for each claim of a unit that has been told."""
AGAIN = 0.5
"""A sentence of which one told sentence holds this share says little new …"""
REPEATED = 0.4
"""… and its gain has this factor."""
ECHO = 0.5
"""The factor for each told sentence that likely tells a part of the same."""
COST = 0.5
"""The power of a unit's words by which its gain is divided; shorter units than SHORT count as so long."""
SHORT = 20
FULL = 1.1
"""The factor for each who is named in full, two at most: an overview says who."""
READS = 1.5
"""The power of how well a unit reads alone: what stands around it in its article is not told."""


def overview(  # noqa: PLR0913, PLR0917 - what a stage's part is made of
    analyses: Sequence[Analysis],
    units: Sequence[Unit],
    where: Sources,
    support: Support,
    claims: Sequence[Claim],
    times: Times,
) -> tuple[OverviewSentence, ...]:
    """Rank the sentences that tell the event; the tuple is in display order.

    A sentence gains by the concepts that several sources use and that their titles hold, by standing early, by reading
    well alone, and by naming somebody in full.
    """
    left = [u for u in units if u.whole]
    worth = _worth(left, _titles(analyses))
    stated = {n: float(max(0, c.origins - 1) ** GROWTH) for n, c in enumerate(claims)}
    standing = {u.range: _standing(u, support) for u in left}
    ranked: list[Unit] = []
    told: set[str] = set()
    known: set[int] = set()
    echoed: Counter[Range] = Counter()

    def gain(u: Unit) -> float:
        new = math.fsum(worth[c] for c in u.concepts if c not in told)
        new += math.fsum(stated[n] for n in u.claims if n not in known)
        new *= SAME ** sum(n in known for n in u.claims)
        new *= ECHO ** echoed[u.sentence]
        least = AGAIN * support.weight(u.keys)
        if any(support.weight(u.keys & r.keys) >= least for r in ranked):
            new *= REPEATED
        if not any(stated[n] for n in u.claims):
            new *= ALONE
        return float(new * standing[u.range] / max(SHORT, u.words) ** COST)

    words = 0
    # Gains only fall as units are taken, so a stale one is a bound (lazy greedy, Minoux 1978).
    heap = [(-round(gain(u), 9), u.place, u.article, n) for n, u in enumerate(left)]
    heapq.heapify(heap)
    while heap and words < WORDS:
        n = heap[0][-1]
        best = left[n]
        now = (-round(gain(best), 9), best.place, best.article, n)
        if now > heap[0]:
            heapq.heapreplace(heap, now)
            continue
        heapq.heappop(heap)
        ranked.append(best)
        told |= best.concepts
        known.update(best.claims)
        echoed.update(sorted({r for n in best.claims for r in where.parts_of[n]} - {best.sentence}))
        words += best.words
    rank = {u.range: n for n, u in enumerate(ranked)}
    # The first choice opens, and is in every cut; the others follow as the sources tell them.
    shown = [*ranked[:1], *(u for u in ordered(ranked, places(units), times, support) if rank[u.range])]
    return tuple(OverviewSentence(sentence(u, where, support, claims), rank[u.range]) for u in shown)


def _standing(unit: Unit, support: Support) -> float:
    """Weigh what a unit has whatever is told beside it: its place, how it reads, whom it names."""
    full = sum(words > 1 for words in support.forms(unit.range).values())
    early = math.exp(-LEAD * unit.order) + TAIL
    return float(early * unit.readable**READS * FULL ** min(2, full))


def _titles(analyses: Sequence[Analysis]) -> Counter[str]:
    """Count the titles that hold a stem."""
    result: Counter[str] = Counter()
    for a in analyses:
        held = {t for s in a.sentences if s.segment.kind == "title" for t in terms(a.tokens_of(s))}
        result.update(sorted(held))
    return result


def _worth(units: Sequence[Unit], titles: Counter[str]) -> dict[str, float]:
    """Give what each concept is worth."""
    articles: dict[str, set[int]] = {}
    count: Counter[str] = Counter()
    for u in units:
        for c in u.concepts:
            articles.setdefault(c, set()).add(u.article)
            count[c] += 1
    return {
        c: (max(0, len(a) - 1) ** GROWTH + LONE) * count[c] ** OFTEN + TITLE * titles.get(c, 0)
        for c, a in articles.items()
    }
