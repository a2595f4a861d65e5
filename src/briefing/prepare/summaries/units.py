"""What a summary may choose from: sentences, with what each tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Range, Topic
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.summaries.readable import readability
from briefing.prepare.topics.sentences import terms


@dataclass(frozen=True, slots=True)
class Sources:
    """Which sentences state each claim in full."""

    claims_of: Mapping[Range, tuple[int, ...]]
    """For a sentence, the places of its claims in `Told.claims`."""
    sentences_of: Mapping[int, tuple[Range, ...]]
    """For a claim, the sentences that state it, in order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A candidate: a sentence of the reporting."""

    range: Range
    topic: str
    article: int
    place: float
    """Where it stands in its article: 0 first, 1 last."""
    words: int
    concepts: frozenset[str]
    """Content stems, and pairs of successive ones."""
    claims: tuple[int, ...]
    readable: float
    """From 0, cannot stand alone, to 1."""


def sources(analyses: Sequence[Analysis], told: Told) -> Sources:
    """Find for every claim the sentences that hold its mentions."""
    held: dict[str, list[Range]] = {a.article.id: [s.range for s in a.sentences] for a in analyses}
    claims_of: dict[Range, list[int]] = {}
    sentences_of: dict[int, tuple[Range, ...]] = {}
    for n, claim in enumerate(told.claims):
        found: list[Range] = []
        for mention in claim.support:
            best = max(held.get(mention.article, ()), key=lambda r, m=mention: r.overlap(m), default=None)
            if best is not None and best.overlap(mention) and best not in found:
                found.append(best)
                claims_of.setdefault(best, []).append(n)
        sentences_of[n] = tuple(found)
    return Sources({k: tuple(v) for k, v in claims_of.items()}, sentences_of)


def units(analyses: Sequence[Analysis], topics: Sequence[Topic], where: Sources) -> tuple[Unit, ...]:
    """Give the body sentences that belong to a topic, in order."""
    topic_of = {m.range: t.id for t in topics for m in t.members}
    result = []
    for number, analysis in enumerate(analyses):
        body = [s for s in analysis.sentences if s.segment.kind == "body"]
        for n, sentence in enumerate(body):
            topic = topic_of.get(sentence.range)
            if topic is None:
                continue
            text = analysis.text_of(sentence.range)
            stems = terms(analysis.tokens_of(sentence))
            result.append(
                Unit(
                    range=sentence.range,
                    topic=topic,
                    article=number,
                    place=n / max(1, len(body) - 1),
                    words=len(text.split()),
                    concepts=frozenset(stems) | {f"{a} {b}" for a, b in pairwise(stems)},
                    claims=where.claims_of.get(sentence.range, ()),
                    readable=readability(text, analysis.tokens_of(sentence)),
                )
            )
    return tuple(result)
