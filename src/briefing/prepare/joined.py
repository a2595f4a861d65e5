"""Several events in one briefing: each as it would be told alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from briefing.model import (
    Article,
    Briefing,
    Difference,
    Entity,
    Event,
    OverviewSentence,
    Range,
    Summary,
    Topic,
)
from briefing.prepare.ids import unused
from briefing.prepare.names.union import by_first_mention, united

V = TypeVar("V")
Place = tuple[int, int, int]


def joined(parts: Sequence[Briefing], articles: Sequence[Article]) -> Briefing:
    """Join the briefings of events (one at least), the most told first; `articles` are all, also those of no part.

    An entity that several events name is one. Topics of one id get ids of their own. A cut of the overview takes
    from the events in turn, and shows one after the other.
    """
    if len(parts) == 1:
        return replace(parts[0], articles=tuple(articles))
    number = {a.id: n for n, a in enumerate(articles)}

    def place(r: Range) -> Place:
        return number[r.article], r.start, r.end

    renamed = _own_topics(parts)
    return replace(
        parts[0],
        title=" · ".join(p.title for p in parts),
        articles=tuple(articles),
        entities=_entities(parts, place),
        dates=_sorted((w for p in parts for w in p.dates), lambda w: place(w.range)),
        quotes=_sorted((q for p in parts for q in p.quotes), lambda q: place(q.range)),
        statements=_sorted((s for p in parts for s in p.statements), lambda s: place(s.range)),
        claims=_sorted((c for p in parts for c in p.claims), lambda c: place(c.mentions[0].range)),
        copies=tuple(sorted((c for p in parts for c in p.copies), key=lambda c: (number[c.a], number[c.b]))),
        topics=tuple(chain.from_iterable(p.topics for p in renamed)),
        differences=tuple(chain.from_iterable(p.differences for p in renamed)),
        summaries=tuple(chain.from_iterable(p.summaries for p in renamed)),
        overview=_overview(parts),
        events=tuple(Event(p.title, tuple(a.id for a in p.articles), tuple(t.id for t in p.topics)) for p in renamed),
    )


def _sorted(values: Iterable[V], key: Callable[[V], Place]) -> tuple[V, ...]:
    return tuple(sorted(values, key=key))


def _own_topics(parts: Sequence[Briefing]) -> list[Briefing]:
    """Give topics of a later event other ids than those of the events before it."""
    used: set[str] = set()
    result = []
    for part in parts:
        ids: dict[str, str] = {}
        for t in part.topics:
            ids[t.id] = unused(t.id, used)
            used.add(ids[t.id])
        result.append(_renamed(part, ids))
    return result


def _renamed(part: Briefing, ids: dict[str, str]) -> Briefing:
    def topic(t: Topic) -> Topic:
        return replace(t, id=ids[t.id])

    def summary(s: Summary) -> Summary:
        return replace(s, topic=ids[s.topic])

    def difference(d: Difference) -> Difference:
        return replace(d, topic=ids[d.topic]) if d.topic in ids else d

    return replace(
        part,
        topics=tuple(map(topic, part.topics)),
        summaries=tuple(map(summary, part.summaries)),
        differences=tuple(map(difference, part.differences)),
    )


def _entities(parts: Sequence[Briefing], place: Callable[[Range], Place]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for e in (e for p in parts for e in p.entities):
        before = found.get(e.id)
        found[e.id] = e if before is None else united(before, e, place)
    return by_first_mention(found.values(), place)


def _overview(parts: Sequence[Briefing]) -> tuple[OverviewSentence, ...]:
    turns = sorted((o.rank, n) for n, p in enumerate(parts) for o in p.overview)
    rank = {turn: k for k, turn in enumerate(turns)}
    return tuple(replace(o, rank=rank[o.rank, n]) for n, p in enumerate(parts) for o in p.overview)
