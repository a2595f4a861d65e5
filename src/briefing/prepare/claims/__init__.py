"""What the sources tell together: claims and their origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Claim, Copy, Entity, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.quotes import Speech


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of an event, and the text its articles share."""

    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]


def claims(
    analyses: Sequence[Analysis], entities: Sequence[Entity], dates: Sequence[When], speech: Speech
) -> Told:
    """Link what several sources state, and count the independent origins."""
    return Told((), ())
