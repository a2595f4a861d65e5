"""Where accounts vary."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from briefing.index import Index
from briefing.model import Claim, Difference, Entity, Range, Topic
from briefing.placed import most
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.differences.ages import ages
from briefing.prepare.differences.counts import counts
from briefing.prepare.differences.disputes import disputes
from briefing.prepare.differences.echoes import echoes
from briefing.prepare.differences.finding import Finding, joined
from briefing.prepare.differences.framing import framings
from briefing.prepare.differences.moods import moods
from briefing.prepare.differences.numbers import numbers
from briefing.prepare.differences.offices import offices
from briefing.prepare.differences.prices import prices
from briefing.prepare.differences.scene import scene
from briefing.prepare.differences.scopes import scopes
from briefing.prepare.differences.speakers import attributions, places
from briefing.prepare.differences.spelling import spellings
from briefing.prepare.differences.wording import wordings
from briefing.prepare.differences.words import GAP, shown, trimmed
from briefing.prepare.ids import content_id
from briefing.prepare.keys import name_keys
from briefing.prepare.quotes import Speech
from briefing.prepare.quotes.lexicon import lexicon

_TELLING = 2
"""Words that tell something, which what a difference is about has at least."""
_BEFORE, _WIDER = 2, 6
"""Words before a variant that its title may begin with; more where these tell too little."""
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_EDGES = ",;:()\"“”‘’«»[]—–.'"


def differences(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    speech: Speech,
    told: Told,
    topics: Sequence[Topic],
) -> tuple[Difference, ...]:
    """Find where the accounts of one thing vary.

    Those that differ come first, of these numbers, dates and places, and of one kind what most sources tell; else they
    stand in the order of their first variants.
    """
    event = scene(analyses, entities, speech, told)
    found = joined(
        [
            *numbers(event),
            *prices(event),
            *wordings(event),
            *echoes(event),
            *scopes(event),
            *moods(event),
            *framings(event),
            *attributions(event, name_keys(entities)),
            *places(event),
            *counts(event),
            *disputes(event),
            *ages(analyses, entities),
            *offices(analyses, entities),
            *spellings(analyses, entities),
        ]
    )
    order = {a.article.id: n for n, a in enumerate(analyses)}
    found.sort(key=lambda f: (*f.rank, order[f.variants[0].range.article], f.variants[0].range))
    by_id = {a.article.id: a for a in analyses}
    topics_at = Index((m.range, t.id) for t in topics for m in t.members)
    support = Index((r, (r, n)) for n, c in enumerate(told.claims) for r in c.support)

    def difference(f: Finding) -> Difference:
        places = [v.range for v in f.variants]
        return Difference(
            content_id("difference", f.kind, *places[0], *places[-1]),
            f.kind,
            f.verdict,
            _about(f, by_id[places[0].article]),
            f.variants,
            most(places, topics_at, topics),
            f.claim or _claim(places, support, told.claims),
        )

    return tuple(map(difference, found))


def _about(f: Finding, first: Analysis) -> str:
    """Give what a finding is about; where that says too little, the words of the first variant and around it."""
    about = f.about()
    if _tells(about):
        return about
    place = f.variants[0].range
    n = max(bisect_right(first.sentences, place.start, key=lambda s: s.range.start) - 1, 0)
    words = first.tokens_of(first.sentences[n]) if first.sentences else ()
    at = sum(t.end <= place.start for t in words)
    quote = max((n + 1 for n, t in enumerate(words[:at]) if t.text in _QUOTES), default=0)
    text = first.article.text
    wider = [shown(trimmed(words[max(at - n, quote) :], text), text) for n in (_BEFORE, _WIDER)]
    return next(
        (w for w in wider if _tells(w)), max([about, f.variants[0].value, *wider], key=lambda w: len(w.split()))
    )


def _tells(words: str) -> bool:
    """Tell whether words say what something is about."""
    return sum(w.strip(_EDGES).lower() not in lexicon().function for w in words.split() if w != GAP) >= _TELLING


def _claim(places: Sequence[Range], support: Index[tuple[Range, int]], claims: Sequence[Claim]) -> str | None:
    """Give the claim whose full mentions hold most of the variants (two at least), the first of equals."""
    counts: Counter[int] = Counter()
    for p in places:
        counts.update({n for r, n in support.at(p) if r.holds(p)})
    best = max(sorted(counts), key=counts.__getitem__, default=None)
    return claims[best].id if best is not None and counts[best] > 1 else None
