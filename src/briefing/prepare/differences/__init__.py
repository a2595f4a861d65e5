"""Where accounts vary."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.model import Claim, Difference, Entity, Range, Topic
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
from briefing.prepare.differences.words import GAP, trimmed
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
    support = _support(told.claims)
    by_id = {a.article.id: a for a in analyses}
    return tuple(_difference(f, by_id[f.variants[0].range.article], topics, support) for f in found)


def _difference(
    f: Finding, first: Analysis, topics: Sequence[Topic], support: Mapping[str, Sequence[tuple[Range, str]]]
) -> Difference:
    places = [v.range for v in f.variants]
    return Difference(
        content_id("difference", f.kind, *places[0], *places[-1]),
        f.kind,
        f.verdict,
        _about(f, first),
        f.variants,
        _topic(places, topics),
        f.claim or _claim(places, support),
    )


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
    runs = (trimmed(words[max(at - n, quote) :], first.article.text) for n in (_BEFORE, _WIDER))
    wider = [" ".join(first.article.text[run[0].start : run[-1].end].split()) for run in runs if run]
    return next(
        (w for w in wider if _tells(w)), max([about, f.variants[0].value, *wider], key=lambda w: len(w.split()))
    )


def _tells(words: str) -> bool:
    """Tell whether words say what something is about."""
    return sum(w.strip(_EDGES).lower() not in lexicon().function for w in words.split() if w != GAP) >= _TELLING


def _topic(places: Sequence[Range], topics: Sequence[Topic]) -> str | None:
    """Give the topic that holds most of the variants, the first of equals."""
    best, most = None, 0
    for t in topics:
        count = sum(any(m.range.overlap(p) for m in t.members if m.range.article == p.article) for p in places)
        if count > most:
            best, most = t.id, count
    return best


def _claim(places: Sequence[Range], support: Mapping[str, Sequence[tuple[Range, str]]]) -> str | None:
    """Give the claim whose full mentions hold most of the variants (two at least), the first of equals."""
    counts: Counter[str] = Counter()
    for p in places:
        counts.update(list(dict.fromkeys(name for r, name in support.get(p.article, ()) if r.holds(p))))
    found = counts.most_common(1)
    return found[0][0] if found and found[0][1] > 1 else None


def _support(claims: Sequence[Claim]) -> dict[str, list[tuple[Range, str]]]:
    """Give the full mentions of each article with their claims."""
    rows: dict[str, list[tuple[Range, str]]] = {}
    for c in claims:
        for r in c.support:
            rows.setdefault(r.article, []).append((r, c.id))
    return rows
