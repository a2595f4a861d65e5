"""Who is who: entities across the articles of one event."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Entity
from briefing.prepare.analysis import Analysis


def names(analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Settle the entities of an event."""
    return ()
