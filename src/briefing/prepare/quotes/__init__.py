"""Who said what: quotations and indirect statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Entity, Quote, Range, Statement
from briefing.prepare.analysis import Analysis
from briefing.prepare.ids import content_id
from briefing.prepare.quotes.attribution import Attributor
from briefing.prepare.quotes.groups import groups
from briefing.prepare.quotes.roles import described
from briefing.prepare.quotes.scene import by_article, lay_out
from briefing.prepare.quotes.speakers import Cast
from briefing.prepare.quotes.speech import is_speech
from briefing.prepare.quotes.statements import statements


@dataclass(frozen=True, slots=True)
class Speech:
    """What was said, directly and indirectly."""

    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]


def quotes(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> Speech:
    """Find quotations and statements, attribute them, and group those of one utterance."""
    found: list[Quote] = []
    indirect: list[Statement] = []
    texts: list[str] = []
    places = by_article(entities)
    scenes = [lay_out(a, places.get(a.article.id, ())) for a in analyses]
    people = described(scenes)
    for scene in scenes:
        article = scene.analysis.article.id
        cast = Cast(scene, people)
        attributor = Attributor(scene, cast)
        for item in attributor.all():
            if not is_speech(scene, item):
                continue
            passage = scene.passages[item.passage]
            span = Range(article, passage.start, passage.end)
            texts.append(scene.analysis.text_of(span))
            found.append(Quote(content_id("q", article, span.start, texts[-1]), span, item.attribution))
        for start, end, attribution in statements(scene, cast, attributor):
            indirect.append(Statement(content_id("s", article, start, end), Range(article, start, end), attribution))
    shared = groups(texts, [q.attribution.speaker for q in found])
    return Speech(
        tuple(Quote(q.id, q.range, q.attribution, g) for q, g in zip(found, shared, strict=True)), tuple(indirect)
    )
