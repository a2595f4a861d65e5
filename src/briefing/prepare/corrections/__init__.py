"""Replays what a person has put right, each correction behind the stage that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.anchors import Finder
from briefing.model import Correction, Entity, Replayed, Topic
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.corrections.claims import corrected_claims
from briefing.prepare.corrections.entities import corrected_entities
from briefing.prepare.corrections.speech import corrected_speech
from briefing.prepare.corrections.topics import corrected_topics
from briefing.prepare.quotes import Speech


class Replay:
    """The corrections of one event while it is made; notes for each what became of it.

    The work is done by pure functions, one for each kind of result; without corrections each gives back what it got.
    """

    def __init__(self, corrections: Sequence[Correction], analyses: Sequence[Analysis]) -> None:
        self._corrections = tuple(corrections)
        self._analyses = analyses
        self._find = Finder(a.article for a in analyses)
        self._gone: dict[int, str] = {}

    def entities(self, found: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Join and part entities."""
        result, gone = corrected_entities(found, self._corrections, self._find, self._analyses)
        self._gone.update(gone)
        return result

    def speech(self, found: Speech, entities: Sequence[Entity]) -> Speech:
        """Name speakers."""
        result, gone = corrected_speech(found, entities, self._corrections, self._find)
        self._gone.update(gone)
        return result

    def told(self, found: Told) -> Told:
        """Take sentences out of claims, and join claims."""
        result, gone = corrected_claims(found, self._corrections, self._find, self._analyses)
        self._gone.update(gone)
        return result

    def topics(self, found: tuple[Topic, ...]) -> tuple[Topic, ...]:
        """Move sentences, and rename topics."""
        order = [a.article.id for a in self._analyses]
        result, gone = corrected_topics(found, self._corrections, self._find, order)
        self._gone.update(gone)
        return result

    def report(self) -> tuple[Replayed, ...]:
        """Give each correction with what became of it."""
        return tuple(Replayed(c, self._gone.get(n, "")) for n, c in enumerate(self._corrections))


def reported(parts: Sequence[Sequence[Replayed]]) -> tuple[Replayed, ...]:
    """Join what became of the same corrections in several events: one that fits in one of them is not gone."""
    return tuple(next((r for r in rows if not r.gone), rows[0]) for rows in zip(*parts, strict=True))
