"""A short summary for each topic, and the overview of the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Entity, OverviewSentence, Summary, SummarySentence, Topic, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.dates.times import Times
from briefing.prepare.quotes import Speech
from briefing.prepare.summaries.order import ordered, places
from briefing.prepare.summaries.overview import overview
from briefing.prepare.summaries.selection import choose, weights
from briefing.prepare.summaries.speakers import voices
from briefing.prepare.summaries.support import Support
from briefing.prepare.summaries.told import sentence
from briefing.prepare.summaries.units import Unit, sources, units


@dataclass(frozen=True, slots=True)
class Summaries:
    """The summaries of an event."""

    topics: tuple[Summary, ...]
    """One per topic, in the topics' order."""
    overview: tuple[OverviewSentence, ...]


def summaries(  # noqa: PLR0913, PLR0917 - the stage's signature
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    dates: Sequence[When],
    speech: Speech,
    told: Told,
    topics: Sequence[Topic],
) -> Summaries:
    """Choose and order the sentences that tell each topic, and those that tell the event.

    Every topic that holds a body sentence gets one at least.
    """
    where = sources(analyses, told)
    times = Times(dates)
    support = Support(analyses, told.statements)
    candidates = units(analyses, topics, where, support, voices(speech, entities))
    worth = weights(candidates, told.claims)
    chosen = choose(candidates, worth, support)
    by_topic: dict[str, list[Unit]] = {}
    for u in chosen:
        by_topic.setdefault(u.topic, []).append(u)
    lines: dict[str, list[SummarySentence]] = {t.id: [] for t in topics}
    at = places(candidates)
    for topic, row in by_topic.items():
        told_by = ordered(row, at, times, support)
        lines[topic] += [sentence(u, where, support, told.claims) for u in told_by]
    return Summaries(
        tuple(Summary(t.id, tuple(lines[t.id])) for t in topics),
        overview(analyses, candidates, where, support, told.claims, times),
    )
