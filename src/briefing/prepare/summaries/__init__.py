"""A short summary for each topic, and the overview of the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Entity, OverviewSentence, Summary, Topic, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.quotes import Speech


@dataclass(frozen=True, slots=True)
class Summaries:
    """The summaries of an event."""

    topics: tuple[Summary, ...]
    """One per topic, in the topics' order."""
    overview: tuple[OverviewSentence, ...]


def summaries(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    dates: Sequence[When],
    speech: Speech,
    told: Told,
    topics: Sequence[Topic],
) -> Summaries:
    """Choose and order the sentences that tell each topic, and those that tell the event."""
    return Summaries(tuple(Summary(t.id, ()) for t in topics), ())
