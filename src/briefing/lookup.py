"""Questions about a briefing that the reader and the exports both ask; nothing here draws or computes anew.

Everything is answered from indexes made at the first question of their kind, so that opening a briefing
costs nothing and a key press next to nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing.index import Index
from briefing.placed import ByArticle, Named, most
from briefing.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import (
        Briefing,
        Claim,
        Copy,
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
    def _topics_at(self) -> ByArticle[str]:
        return ByArticle(self.answers.topics)

    def topics_at(self, r: Range) -> tuple[Topic, ...]:
        """Give the topics whose members share a character with a range, in the briefing's order."""
        ids = set(self._topics_at.at(r))
        return tuple(t for t in self.briefing.topics if t.id in ids)

    @cached_property
    def _members(self) -> Index[tuple[str, Member]]:
        return Index((m.range, (t.id, m)) for t in self.briefing.topics for m in t.members)

    def members_at(self, r: Range) -> tuple[tuple[str, Member], ...]:
        """Give the members of topics that share a character with a range, each with its topic's id."""
        return tuple(self._members.at(r))

    def topic_of(self, ranges: Sequence[Range]) -> str | None:
        """Give the id of the topic that holds most of these ranges; the first of equals."""
        return most(ranges, self._topics_at, self.briefing.topics)

    def sources_of(self, topic: Topic) -> tuple[str, ...]:
        """Give the ids of the articles with a sentence of the topic, in the briefing's order."""
        return tuple(self.answers.told(topic.id))

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
    def _claims_at(self) -> ByArticle[Claim]:
        return ByArticle(self.answers.claims)

    def claim(self, claim: str | None) -> Claim | None:
        """Give the claim of an id."""
        return self.answers.claim(claim) if claim else None

    def claims_at(self, r: Range) -> tuple[Claim, ...]:
        """Give the claims told (in whatever strength) at a range, each once, in order of place."""
        found = self._claims_at.at(r)
        return tuple({c.id: c for c in found}.values())

    def claims_of(self, topic: str) -> tuple[Claim, ...]:
        """Give the claims that belong to a topic: the one that holds most of their support."""
        return tuple(self.answers.claims_of(topic))

    def support(self, sentence: SummarySentence) -> tuple[str, ...]:
        """Give the ids of the articles that a summary's sentence cites, its own among them, in the briefing's order."""
        told = {sentence.range.article, *(c.article for c in sentence.cites)}
        return tuple(a.id for a in self.briefing.articles if a.id in told)

    def partly(self, sentence: SummarySentence) -> tuple[str, ...]:
        """Give the ids of the articles that tell a summary's sentence in part and are not cited, in order."""
        claim, cited = self.claim(sentence.claim), self.support(sentence)
        told = {m.range.article for m in claim.mentions if m.strength != "related"} if claim else set()
        return tuple(a.id for a in self.briefing.articles if a.id in told and a.id not in cited)

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
    def _quotes(self) -> ByArticle[Quote]:
        return ByArticle(lambda article: ((q.range, q) for q in self.answers.quotes(article)))

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
    def _named_at(self) -> ByArticle[Named]:
        return ByArticle(lambda article: ((n.range, n) for n in self.names_in(article)))

    def entity(self, entity: str | None) -> Entity | None:
        """Give the entity of an id."""
        return self._entities.get(entity) if entity else None

    def names_in(self, article: str) -> tuple[Named, ...]:
        """Give the entities of an article, in order of place."""
        return tuple(self.answers.named(article))

    def names_at(self, r: Range) -> tuple[Named, ...]:
        """Give the entities that stand at a range, in order of place."""
        return tuple(self._named_at.at(r))

    @cached_property
    def _dates(self) -> ByArticle[When]:
        return ByArticle(lambda article: ((w.range, w) for w in self.answers.dates(article)))

    def dates_at(self, r: Range) -> tuple[When, ...]:
        """Give the dates that share a character with a range, in order of place."""
        return tuple(self._dates.at(r))

    def dates_in(self, article: str) -> tuple[When, ...]:
        """Give the dates of an article."""
        return tuple(self.answers.dates(article))

    def copies_in(self, article: str) -> tuple[Copy, ...]:
        """Give what an article shares word for word with others."""
        return tuple(self.answers.copies(article))

    def differences_of(self, topic: str) -> tuple[Difference, ...]:
        """Give the differences that belong to a topic."""
        return tuple(self.answers.differences_of(topic))

    def differs(self, topic: str) -> bool:
        """Tell whether sources differ on something in a topic."""
        return topic in self._differing

    @cached_property
    def _differing(self) -> frozenset[str]:
        return self.answers.differing()

    def difference_count(self, topic: str | None = None) -> int:
        """Count the differences of a topic, or of all."""
        return self.answers.difference_count() if topic is None else len(self.differences_of(topic))

    @cached_property
    def _variants(self) -> ByArticle[Difference]:
        return ByArticle(self.answers.variants)

    def differences_at(self, r: Range) -> tuple[Difference, ...]:
        """Give the differences with a variant at a range, each once, in order of place."""
        return tuple({d.id: d for d in self._variants.at(r)}.values())
