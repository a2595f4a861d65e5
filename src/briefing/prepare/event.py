"""The stages of one event: pure functions from annotated articles to a briefing."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Briefing, Skipped
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import claims
from briefing.prepare.dates import dates
from briefing.prepare.differences import differences
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from briefing.prepare.summaries import summaries
from briefing.prepare.topics import Declared, topics


def in_order(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Order articles by (publication date, text hash); those without a date come last."""
    return sorted(
        analyses, key=lambda a: (a.article.published.value if a.article.published else "9999", a.article.id)
    )


def tell(
    analyses: Sequence[Analysis], declared: Declared | None = None, skipped: Sequence[Skipped] = ()
) -> Briefing:
    """Make the briefing of an event from its annotated articles."""
    ordered = in_order(analyses)
    entities = names(ordered)
    times = dates(ordered)
    speech = quotes(ordered, entities)
    told = claims(ordered, entities, times, speech)
    found = topics(ordered, entities, speech, told, declared)
    differing = differences(ordered, entities, times, speech, told, found)
    short = summaries(ordered, entities, times, speech, told, found)
    title = (declared and declared.title) or next((a.article.title.value for a in ordered if a.article.title), "Briefing")
    return Briefing(
        title=title,
        made_by=(("model", ordered[0].model if ordered else ""),),
        articles=tuple(a.article for a in ordered),
        entities=entities,
        dates=times,
        quotes=speech.quotes,
        statements=speech.statements,
        claims=told.claims,
        copies=told.copies,
        topics=found,
        differences=differing,
        summaries=short.topics,
        overview=short.overview,
        skipped=tuple(skipped),
    )
