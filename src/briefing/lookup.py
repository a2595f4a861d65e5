"""Questions about a briefing that the reader and the exports both ask; nothing here draws or computes anew.

Everything is answered from indexes made at the first question of their kind, so that opening a briefing
costs nothing and a key press next to nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from briefing.index import Index
from briefing.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import (
        Briefing,
        Claim,
        Difference,
        Entity,
        Event,
        Mark,
        Member,
        Quote,
        Range,
        Statement,
        Summary,
        SummarySentence,
        Topic,
        When,
    )


class _Ranged(Protocol):
    @property
    def range(self) -> Range: ...


R = TypeVar("R", bound=_Ranged)


class Named(NamedTuple):
    """One place where an entity stands in an article."""

    range: Range
    entity: Entity
    reference: bool
    """True for a role that stands for the entity, False for its name."""


class Lookup(Sources):
    """Answers over one briefing."""

    # Topics

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return {t.id: t for t in self.briefing.topics}

    def topic(self, topic: str) -> Topic | None:
        """Give the topic of an id."""
        return self._topics.get(topic)

    @cached_property
    def _members(self) -> Index[tuple[str, Member]]:
        return Index((m.range, (t.id, m)) for t in self.briefing.topics for m in t.members)

    def topics_at(self, r: Range) -> tuple[Topic, ...]:
        """Give the topics whose members share a character with a range, in the briefing's order."""
        ids = {topic for topic, _ in self._members.at(r)}
        return tuple(t for t in self.briefing.topics if t.id in ids)

    def members_at(self, r: Range) -> tuple[tuple[str, Member], ...]:
        """Give the members of topics that share a character with a range, each with its topic's id."""
        return tuple(self._members.at(r))

    def topic_of(self, ranges: Sequence[Range]) -> str | None:
        """Give the id of the topic that holds most of these ranges; the first of equals."""
        counts: dict[str, int] = {}
        for r in ranges:
            for t in self.topics_at(r):
                counts[t.id] = counts.get(t.id, 0) + 1
        order = list(self._topics)
        return min(counts, key=lambda t: (-counts[t], order.index(t)), default=None)

    def sources_of(self, topic: Topic) -> tuple[str, ...]:
        """Give the ids of the articles with a sentence of the topic, in the briefing's order."""
        told = {m.range.article for m in topic.members}
        return tuple(a.id for a in self.briefing.articles if a.id in told)

    def event_of(self, topic: str) -> Event | None:
        """Give the event that a topic belongs to; None where the briefing tells of one event."""
        return next((e for e in self.briefing.events if topic in e.topics), None)

    def columns(self, topic: str | None = None) -> tuple[str, ...]:
        """Give the ids of the articles that could have told something of a topic (of anything): those of its event."""
        event = self.event_of(topic) if topic else None
        return event.articles if event else self.told

    @cached_property
    def _summaries(self) -> dict[str, Summary]:
        return {s.topic: s for s in self.briefing.summaries}

    def summary(self, topic: str) -> tuple[SummarySentence, ...]:
        """Give the sentences of a topic's summary."""
        found = self._summaries.get(topic)
        return found.sentences if found else ()

    def overview(self, words: int | None = None) -> tuple[SummarySentence, ...]:
        """Give the overview in its display order, cut to a number of words by its ranking (one sentence at least)."""
        ranked = sorted(self.briefing.overview, key=lambda o: o.rank)
        taken: set[int] = set()
        count = 0
        for o in ranked:
            count += len(self.text(o.sentence.range).split())
            if words is not None and taken and count > words:
                break
            taken.add(o.rank)
        return tuple(o.sentence for o in self.briefing.overview if o.rank in taken)

    def alone(self, topic: str) -> Briefing:
        """Give a briefing of one topic: what belongs to other topics is left out, the sources stay whole."""
        told = self._topics[topic]
        return replace(
            self.briefing,
            topics=(told,),
            summaries=tuple(s for s in self.briefing.summaries if s.topic == topic),
            claims=self.claims_of(topic),
            quotes=self.quotes_of(told),
            statements=self.statements_of(told),
            differences=self.differences_of(topic),
            overview=(),
            events=tuple(replace(e, topics=tuple(t for t in e.topics if t == topic)) for e in self.briefing.events),
        )

    # What a person made of it

    @cached_property
    def placed(self) -> tuple[tuple[Mark, Range | None], ...]:
        """The stars and notes, with where each stands now: None where its words are in no source any more."""
        if not self.briefing.marks:
            return ()
        from briefing.anchors import Finder

        find = Finder(self.briefing.articles)
        return tuple((m, find(m.place)) for m in self.briefing.marks)

    # Claims

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {c.id: c for c in self.briefing.claims}

    @cached_property
    def _mentions(self) -> Index[Claim]:
        return Index((m.range, c) for c in self.briefing.claims for m in c.mentions)

    def claim(self, claim: str | None) -> Claim | None:
        """Give the claim of an id."""
        return self._claims.get(claim) if claim else None

    def claims_at(self, r: Range) -> tuple[Claim, ...]:
        """Give the claims told (in whatever strength) at a range, each once, in order of place."""
        found = self._mentions.at(r)
        return tuple({c.id: c for c in found}.values())

    @cached_property
    def _claim_topics(self) -> dict[str, str | None]:
        return {c.id: self.topic_of(c.support) for c in self.briefing.claims}

    def claims_of(self, topic: str) -> tuple[Claim, ...]:
        """Give the claims that belong to a topic: the one that holds most of their support."""
        return tuple(c for c in self.briefing.claims if self._claim_topics[c.id] == topic)

    def support(self, sentence: SummarySentence) -> tuple[str, ...]:
        """Give the ids of the articles that state a summary's sentence in full, in the briefing's order."""
        told = {sentence.range.article, *(c.article for c in sentence.cites)}
        return tuple(a.id for a in self.briefing.articles if a.id in told)

    def origins(self, sentence: SummarySentence) -> int:
        """Count the independent origins of a summary's sentence."""
        claim = self.claim(sentence.claim)
        sources = len(self.support(sentence))
        return min(sources, claim.origins) if claim else sources

    def shared(self, r: Range) -> bool:
        """Tell whether another source tells something of what stands at a range, in full or in part."""
        return any(
            m.strength != "related" and m.range.article != r.article for c in self.claims_at(r) for m in c.mentions
        )

    def told_once(self, topic: Topic) -> tuple[tuple[str, tuple[Range, ...]], ...]:
        """Give the topic's sentences that one source alone tells, by source in the briefing's order."""
        alone: dict[str, list[Range]] = {a.id: [] for a in self.briefing.articles}
        for m in topic.members:
            segment = self.sentence_at(m.range)
            if segment and segment.kind == "body" and not self.shared(m.range):
                alone[m.range.article].append(m.range)
        return tuple((a, tuple(sorted(rs))) for a, rs in alone.items() if rs)

    # Who said what

    @cached_property
    def _quotes(self) -> Index[Quote]:
        return Index((q.range, q) for q in self.briefing.quotes)

    def quotes_at(self, r: Range) -> tuple[Quote, ...]:
        """Give the quotations that share a character with a range, in order."""
        return tuple(self._quotes.at(r))

    def quotes_of(self, topic: Topic) -> tuple[Quote, ...]:
        """Give the quotations within a topic's sentences, in the order of the sources and the text."""
        members = Index((m.range, None) for m in topic.members)
        return self._in_order(q for q in self.briefing.quotes if members.at(q.range))

    def statements_of(self, topic: Topic) -> tuple[Statement, ...]:
        """Give the indirect statements within a topic's sentences, in the order of the sources and the text."""
        members = Index((m.range, None) for m in topic.members)
        return self._in_order(s for s in self.briefing.statements if members.at(s.range))

    def _in_order(self, values: Iterable[R]) -> tuple[R, ...]:
        return tuple(sorted(values, key=lambda v: (self._numbers[v.range.article], v.range.start, v.range.end)))

    # Names, dates, differences

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.id: e for e in self.briefing.entities}

    @cached_property
    def _named(self) -> dict[str, tuple[Named, ...]]:
        rows: dict[str, list[Named]] = {}
        for e in self.briefing.entities:
            for ranges, reference in ((e.mentions, False), (e.references, True)):
                for r in ranges:
                    rows.setdefault(r.article, []).append(Named(r, e, reference))
        return {a: tuple(sorted(n, key=lambda x: (x.range, x.reference, x.entity.id))) for a, n in rows.items()}

    @cached_property
    def _named_at(self) -> Index[Named]:
        return Index((n.range, n) for named in self._named.values() for n in named)

    def entity(self, entity: str | None) -> Entity | None:
        """Give the entity of an id."""
        return self._entities.get(entity) if entity else None

    def names_in(self, article: str) -> tuple[Named, ...]:
        """Give the entities of an article, in order of place."""
        return self._named.get(article, ())

    def names_at(self, r: Range) -> tuple[Named, ...]:
        """Give the entities that stand at a range, in order of place."""
        return tuple(self._named_at.at(r))

    @cached_property
    def _dates(self) -> Index[When]:
        return Index((w.range, w) for w in self.briefing.dates)

    def dates_at(self, r: Range) -> tuple[When, ...]:
        """Give the dates that share a character with a range, in order of place."""
        return tuple(self._dates.at(r))

    @cached_property
    def _difference_topics(self) -> dict[str, str | None]:
        return {d.id: d.topic or self.topic_of([v.range for v in d.variants]) for d in self.briefing.differences}

    def differences_of(self, topic: str) -> tuple[Difference, ...]:
        """Give the differences that belong to a topic."""
        return tuple(d for d in self.briefing.differences if self._difference_topics[d.id] == topic)

    @cached_property
    def _variants(self) -> Index[Difference]:
        return Index((v.range, d) for d in self.briefing.differences for v in d.variants)

    def differences_at(self, r: Range) -> tuple[Difference, ...]:
        """Give the differences with a variant at a range, each once, in order of place."""
        return tuple({d.id: d for d in self._variants.at(r)}.values())
