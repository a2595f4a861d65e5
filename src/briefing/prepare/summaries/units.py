"""What a summary may choose from: pieces of sentences, with what each tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Edit, Range, Topic
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.claims import Told
from briefing.prepare.summaries.clauses import pieces, unjoined
from briefing.prepare.summaries.readable import readability
from briefing.prepare.summaries.speakers import Voices
from briefing.prepare.summaries.support import Support
from briefing.prepare.topics.sentences import terms

SCENE = 2
"""So many sentences before a sentence are asked for whom its pronoun stands for."""
HELD = 0.75
"""A piece tells a claim when it holds this share of the claim's mention."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Which sentences state each claim in full."""

    claims_of: Mapping[Range, tuple[tuple[int, Range], ...]]
    """For a sentence, (place in `Told.claims`, the mention's range)."""
    sentences_of: Mapping[int, tuple[Range, ...]]
    """For a claim, the sentences that state it, in order."""
    parts_of: Mapping[int, tuple[Range, ...]]
    """For a claim, the sentences that are likely to state a part of it, in order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A candidate: a sentence of the reporting, or a piece of one."""

    range: Range
    sentence: Range
    """The sentence that holds it: one piece of a sentence is told at most."""
    topic: str
    article: int
    place: float
    """Where it stands in its article: 0 first, 1 last."""
    order: int
    """The number of its sentence among the article's body sentences."""
    whole: bool
    """Whether it is its sentence, a dateline aside, and no piece of it."""
    words: int
    concepts: frozenset[str]
    """Content stems, and pairs of successive ones."""
    keys: frozenset[str]
    """What it tells, as claims compare it: names by their entity, words without their endings."""
    claims: tuple[int, ...]
    readable: float
    """From 0, cannot stand alone, to 1."""
    edits: tuple[Edit, ...]


def sources(analyses: Sequence[Analysis], told: Told) -> Sources:
    """Find for every claim the sentences that hold its mentions."""
    held = {a.article.id: [s.range for s in a.sentences] for a in analyses}
    ends = {a: [r.end for r in rows] for a, rows in held.items()}

    def holder(mention: Range) -> Range | None:
        rows = held.get(mention.article, [])
        k = bisect_left(ends.get(mention.article, []), mention.start + 1)
        return rows[k] if k < len(rows) and rows[k].overlap(mention) else None

    claims_of: dict[Range, list[tuple[int, Range]]] = {}
    sentences_of: dict[int, tuple[Range, ...]] = {}
    parts_of: dict[int, tuple[Range, ...]] = {}
    for n, claim in enumerate(told.claims):
        found: dict[Range, None] = {}
        for mention in claim.support:
            home = holder(mention)
            if home is not None:
                claims_of.setdefault(home, []).append((n, mention))
                found[home] = None
        sentences_of[n] = tuple(found)
        beside = (holder(m.range) for m in claim.mentions if m.strength == "partial")
        parts_of[n] = tuple(r for r in beside if r is not None)
    return Sources({k: tuple(v) for k, v in claims_of.items()}, sentences_of, parts_of)


def units(
    analyses: Sequence[Analysis], topics: Sequence[Topic], where: Sources, support: Support, voices: Voices
) -> tuple[Unit, ...]:
    """Give the body sentences that belong to a topic, and their pieces, in order."""
    topic_of = {m.range: t.id for t in topics for m in t.members}
    result: list[Unit] = []
    for number, analysis in enumerate(analyses):
        body = [s for s in analysis.sentences if s.segment.kind == "body"]
        for n, sentence in enumerate(body):
            topic = topic_of.get(sentence.range)
            if topic is not None:
                at = (topic, number, n, n / max(1, len(body) - 1))
                near = n > 0 and body[n - 1].segment.paragraph == sentence.segment.paragraph
                before = analysis.tokens_of(body[n - 1]) if near else ()
                scene = [t for s in body[max(0, n - SCENE) : n] for t in analysis.tokens_of(s)]
                spans = pieces(analysis, sentence)
                result += [
                    _unit(analysis, sentence, r, at, where, support, voices, before, scene, whole=r == spans[0])
                    for r in spans
                ]
    return tuple(result)


def _unit(  # noqa: PLR0913, PLR0917 - one call, its arguments are what a unit is made of
    analysis: Analysis,
    sentence: Sentence,
    span: Range,
    at: tuple[str, int, int, float],
    where: Sources,
    support: Support,
    voices: Voices,
    before: Sequence[Token],
    scene: Sequence[Token],
    *,
    whole: bool,
) -> Unit:
    topic, number, order, place = at
    tokens = [t for t in analysis.tokens_of(sentence) if span.start <= t.start and t.end <= span.end]
    text = analysis.text_of(span)
    stems = terms(tokens)
    told = unjoined(span, tokens)
    edits = voices.edits(told, tokens, scene)
    return Unit(
        range=told,
        sentence=sentence.range,
        topic=topic,
        article=number,
        place=place,
        order=order,
        whole=whole,
        words=len(text.split()),
        concepts=frozenset(stems) | {f"{a} {b}" for a, b in pairwise(stems)},
        keys=support.keys(span) or frozenset(stems),
        claims=tuple(
            dict.fromkeys(
                n for n, m in where.claims_of.get(sentence.range, ()) if span.overlap(m) >= HELD * (m.end - m.start)
            )
        ),
        readable=readability(text, tokens, voices.quoted(span), before, resolved=bool(edits), whole=whole),
        edits=edits,
    )
