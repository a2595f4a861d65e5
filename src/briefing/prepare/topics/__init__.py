"""The matters within an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Entity, Topic
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.quotes import Speech


@dataclass(frozen=True, slots=True)
class DeclaredTopic:
    """A topic of a topics file."""

    id: str
    name: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """A topics file."""

    title: str | None
    topics: tuple[DeclaredTopic, ...]


def topics(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    speech: Speech,
    told: Told,
    declared: Declared | None,
) -> tuple[Topic, ...]:
    """Assign every sentence of the reporting to a topic."""
    members = ()
    return ()
