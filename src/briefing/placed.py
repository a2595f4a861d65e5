"""What of a briefing stands in an article, and what belongs to what: gathered here, or read from a saved briefing.

A saved briefing answers these questions from rows of its own, so that a place in one article is looked at without
reading the others.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar, runtime_checkable

from briefing.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefing.model import Briefing, Claim, Copy, Difference, Entity, Quote, Range, Segment, Topic, When

V = TypeVar("V")


class Named(NamedTuple):
    """One place where an entity stands in an article."""

    range: Range
    entity: Entity
    reference: bool
    """True for a role that stands for the entity, False for its name."""


class Placed(Protocol):
    """Answers by article; each in the order of the briefing's values."""

    def segments(self, article: str) -> Sequence[Segment]:
        """Give an article's segments."""

    def topics(self, article: str) -> Sequence[tuple[Range, str]]:
        """Give the sentences of an article that belong to topics, with the topics' ids."""

    def claims(self, article: str) -> Sequence[tuple[Range, Claim]]:
        """Give the claims told in an article, with where."""

    def quotes(self, article: str) -> Sequence[Quote]:
        """Give an article's quotations."""

    def named(self, article: str) -> Sequence[Named]:
        """Give the entities that stand in an article, in order of place."""

    def dates(self, article: str) -> Sequence[When]:
        """Give an article's dates."""

    def variants(self, article: str) -> Sequence[tuple[Range, Difference]]:
        """Give the differences with a variant in an article, with where."""

    def copies(self, article: str) -> Sequence[Copy]:
        """Give what an article shares word for word with others."""

    def claim(self, claim: str) -> Claim | None:
        """Give the claim of an id."""

    def told(self, topic: str) -> Sequence[str]:
        """Give the ids of the articles with a sentence of a topic, in the briefing's order."""

    def claims_of(self, topic: str) -> Sequence[Claim]:
        """Give the claims that belong to a topic: the one that holds most of their support."""

    def differences_of(self, topic: str) -> Sequence[Difference]:
        """Give the differences that belong to a topic."""

    def differing(self) -> frozenset[str]:
        """Give the ids of the topics with a difference whose verdict is "differs"."""

    def difference_count(self) -> int:
        """Count the differences of the briefing."""


@runtime_checkable
class Kept(Protocol):
    """A briefing that answers by itself."""

    @property
    def placed(self) -> Placed:
        """The answers."""


def placed_of(briefing: Briefing) -> Placed:
    """Give the answers of a briefing: its own where it has them."""
    return briefing.placed if isinstance(briefing, Kept) else Gathered(briefing)


class ByArticle(Generic[V]):
    """An Index of each article, made when the article is first asked about."""

    def __init__(self, pairs: Callable[[str], Iterable[tuple[Range, V]]]) -> None:
        self._pairs = pairs
        self._known: dict[str, Index[V]] = {}

    def at(self, r: Range) -> list[V]:
        """Give the values whose range shares a character with `r`, in order."""
        known = self._known.get(r.article)
        if known is None:
            known = self._known[r.article] = Index(self._pairs(r.article))
        return known.at(r)


class Gathered:
    """The answers of a briefing in memory."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing

    def segments(self, article: str) -> Sequence[Segment]:
        """Give an article's segments."""
        return self._segments.get(article, ())

    def topics(self, article: str) -> Sequence[tuple[Range, str]]:
        """Give the sentences of an article that belong to topics, with the topics' ids."""
        return self._topics.get(article, ())

    def claims(self, article: str) -> Sequence[tuple[Range, Claim]]:
        """Give the claims told in an article, with where."""
        return self._claims.get(article, ())

    def quotes(self, article: str) -> Sequence[Quote]:
        """Give an article's quotations."""
        return self._quotes.get(article, ())

    def named(self, article: str) -> Sequence[Named]:
        """Give the entities that stand in an article, in order of place."""
        return self._named.get(article, ())

    def dates(self, article: str) -> Sequence[When]:
        """Give an article's dates."""
        return self._dates.get(article, ())

    def variants(self, article: str) -> Sequence[tuple[Range, Difference]]:
        """Give the differences with a variant in an article, with where."""
        return self._variants.get(article, ())

    def copies(self, article: str) -> Sequence[Copy]:
        """Give what an article shares word for word with others."""
        return self._copies.get(article, ())

    def claim(self, claim: str) -> Claim | None:
        """Give the claim of an id."""
        return self._by_id.get(claim)

    def told(self, topic: str) -> Sequence[str]:
        """Give the ids of the articles with a sentence of a topic, in the briefing's order."""
        return self._told.get(topic, ())

    def claims_of(self, topic: str) -> Sequence[Claim]:
        """Give the claims that belong to a topic: the one that holds most of their support."""
        return tuple(c for c in self._briefing.claims if self.claim_topics[c.id] == topic)

    def differences_of(self, topic: str) -> Sequence[Difference]:
        """Give the differences that belong to a topic."""
        return tuple(d for d in self._briefing.differences if self.difference_topics[d.id] == topic)

    def differing(self) -> frozenset[str]:
        """Give the ids of the topics with a difference whose verdict is "differs"."""
        topics = (self.difference_topics[d.id] for d in self._briefing.differences if d.verdict == "differs")
        return frozenset(t for t in topics if t is not None)

    def difference_count(self) -> int:
        """Count the differences of the briefing."""
        return len(self._briefing.differences)

    @cached_property
    def claim_topics(self) -> Mapping[str, str | None]:
        """The id of the topic of each claim, by the claim's id."""
        return {c.id: self._topic_of(c.support) for c in self._briefing.claims}

    @cached_property
    def difference_topics(self) -> Mapping[str, str | None]:
        """The id of the topic of each difference, by the difference's id."""
        found = self._briefing.differences
        return {d.id: d.topic or self._topic_of([v.range for v in d.variants]) for d in found}

    @cached_property
    def _segments(self) -> Mapping[str, Sequence[Segment]]:
        return {a.id: a.segments for a in self._briefing.articles}

    @cached_property
    def _topics(self) -> Mapping[str, Sequence[tuple[Range, str]]]:
        return _by_article((m.range, (m.range, t.id)) for t in self._briefing.topics for m in t.members)

    @cached_property
    def _claims(self) -> Mapping[str, Sequence[tuple[Range, Claim]]]:
        return _by_article((m.range, (m.range, c)) for c in self._briefing.claims for m in c.mentions)

    @cached_property
    def _quotes(self) -> Mapping[str, Sequence[Quote]]:
        return _by_article((q.range, q) for q in self._briefing.quotes)

    @cached_property
    def _named(self) -> Mapping[str, Sequence[Named]]:
        rows = _by_article(
            (r, Named(r, e, reference))
            for e in self._briefing.entities
            for ranges, reference in ((e.mentions, False), (e.references, True))
            for r in ranges
        )
        return {a: sorted(n, key=lambda x: (x.range, x.reference, x.entity.id)) for a, n in rows.items()}

    @cached_property
    def _dates(self) -> Mapping[str, Sequence[When]]:
        return _by_article((w.range, w) for w in self._briefing.dates)

    @cached_property
    def _variants(self) -> Mapping[str, Sequence[tuple[Range, Difference]]]:
        return _by_article((v.range, (v.range, d)) for d in self._briefing.differences for v in d.variants)

    @cached_property
    def _copies(self) -> Mapping[str, Sequence[Copy]]:
        rows: dict[str, list[Copy]] = {}
        for c in self._briefing.copies:
            for article in dict.fromkeys((c.a, c.b)):
                rows.setdefault(article, []).append(c)
        return rows

    @cached_property
    def _by_id(self) -> Mapping[str, Claim]:
        return {c.id: c for c in self._briefing.claims}

    @cached_property
    def _told(self) -> Mapping[str, Sequence[str]]:
        told = {t.id: {m.range.article for m in t.members} for t in self._briefing.topics}
        return {t: [a.id for a in self._briefing.articles if a.id in articles] for t, articles in told.items()}

    @cached_property
    def _topics_at(self) -> ByArticle[str]:
        return ByArticle(self.topics)

    def _topic_of(self, ranges: Iterable[Range]) -> str | None:
        return most(ranges, self._topics_at, self._briefing.topics)


def most(ranges: Iterable[Range], topics_at: ByArticle[str] | Index[str], topics: Sequence[Topic]) -> str | None:
    """Give the id of the topic that holds most of these ranges; the first of equals."""
    counts: dict[str, int] = {}
    for r in ranges:
        for topic in dict.fromkeys(topics_at.at(r)):
            counts[topic] = counts.get(topic, 0) + 1
    if len(counts) < 2:
        return next(iter(counts), None)
    return max((t.id for t in topics if t.id in counts), key=lambda t: counts[t])


def _by_article(values: Iterable[tuple[Range, V]]) -> dict[str, list[V]]:
    rows: dict[str, list[V]] = {}
    for r, value in values:
        rows.setdefault(r.article, []).append(value)
    return rows
