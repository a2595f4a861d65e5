"""The stages of one event: pure functions from annotated articles to a briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Briefing, Skipped
from briefing.prepare.claims import claims
from briefing.prepare.dates import dates
from briefing.prepare.differences import differences
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from briefing.prepare.summaries import summaries
from briefing.prepare.topics import Declared, topics
from briefing.progress import Step, Tell, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.prepare.analysis import Analysis

STAGES = "1"
"""The version of the stages: raised by whoever changes what they make of the same articles."""

_ORDER = ("names", "dates", "quotes", "claims", "topics", "differences", "summaries")


def in_order(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Order articles by (publication date, text hash); those without a date come last."""
    return sorted(analyses, key=lambda a: (a.article.published.value if a.article.published else "9999", a.article.id))


def tell(
    analyses: Sequence[Analysis],
    declared: Declared | None = None,
    skipped: Sequence[Skipped] = (),
    progress: Tell = silent,
) -> Briefing:
    """Make the briefing of an event from its annotated articles."""

    def begin(stage: str) -> None:
        progress(Step(stage, _ORDER.index(stage), len(_ORDER)))

    ordered = in_order(analyses)
    begin("names")
    entities = names(ordered)
    begin("dates")
    times = dates(ordered)
    begin("quotes")
    speech = quotes(ordered, entities)
    begin("claims")
    told = claims(ordered, entities, times, speech)
    begin("topics")
    found = topics(ordered, entities, speech, told, declared)
    begin("differences")
    differing = differences(ordered, entities, speech, told, found)
    begin("summaries")
    short = summaries(ordered, entities, times, speech, told, found)
    progress(Step("summaries", len(_ORDER), len(_ORDER)))
    return Briefing(
        title=_title(ordered, declared),
        made_by=(("model", ordered[0].model if ordered else ""), ("stages", STAGES)),
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


def _title(ordered: Sequence[Analysis], declared: Declared | None) -> str:
    """Name the event: as declared, else by the title of the first source that has one."""
    if declared and declared.title:
        return declared.title
    return next((a.article.title.value for a in ordered if a.article.title), "Briefing")
