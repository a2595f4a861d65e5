"""Where accounts vary."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Difference, Entity, Topic, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.quotes import Speech


def differences(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    dates: Sequence[When],
    speech: Speech,
    told: Told,
    topics: Sequence[Topic],
) -> tuple[Difference, ...]:
    """Find where the accounts of one thing vary."""
    return ()
