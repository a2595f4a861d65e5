"""Who said what: quotations and indirect statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model import Entity, Quote, Range, Statement
from briefing.prepare.analysis import Analysis
from briefing.prepare.ids import content_id
from briefing.prepare.quotes.attribution import Told, attribute
from briefing.prepare.quotes.finder import Finder
from briefing.prepare.quotes.groups import Said, groups
from briefing.prepare.quotes.roles import described
from briefing.prepare.quotes.scene import Scene, by_article, lay_out
from briefing.prepare.quotes.speakers import Cast
from briefing.prepare.quotes.speech import is_speech
from briefing.prepare.quotes.statements import statements

# How many characters of its sentences around a quotation tell what a quotation of one word is about.
_AROUND = 70


@dataclass(frozen=True, slots=True)
class Speech:
    """What was said, directly and indirectly."""

    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]


def quotes(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> Speech:
    """Find quotations and statements, attribute them, and group those of one utterance."""
    found: list[Quote] = []
    indirect: list[Statement] = []
    said: list[Said] = []
    people = {e.id for e in entities if e.type == "PERSON"}
    places = by_article(entities)
    scenes = [lay_out(a, places.get(a.article.id, ())) for a in analyses]
    roles = described(scenes)
    for scene in scenes:
        cast = Cast(scene, roles)
        finder = Finder(scene, cast)
        for item in attribute(scene, cast, finder):
            if is_speech(scene, item):
                quote = _quote(scene, item)
                found.append(quote)
                said.append(_said(scene, quote, people))
        indirect.extend(statements(scene, cast, finder))
    shared = groups(said, (a.text_of(s.range) for a in analyses for s in a.sentences), (e.name for e in entities))
    return Speech(tuple(replace(q, groups=g) for q, g in zip(found, shared, strict=True)), tuple(indirect))


def _quote(scene: Scene, item: Told) -> Quote:
    passage = scene.passages[item.passage]
    span = Range(scene.analysis.article.id, passage.start, passage.end)
    return Quote(content_id("q", span.article, span.start, scene.analysis.text_of(span)), span, item.attribution)


def _said(scene: Scene, quote: Quote, people: set[str]) -> Said:
    r, by = quote.range, quote.attribution
    first, last = scene.sentence_at(r.start), scene.sentence_at(r.end - 1)
    start, end = scene.sentences[first].range.start, scene.sentences[last].range.end
    return Said(
        quote.id,
        r.article,
        scene.analysis.text_of(r),
        by.speaker_entity or by.speaker,
        frozenset((by.speaker or "").lower().split()),
        by.speaker_entity in people,
        scene.text[max(start, r.start - _AROUND) : min(end, r.end + _AROUND)],
    )
