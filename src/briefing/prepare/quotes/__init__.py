"""Who said what: quotations and indirect statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Entity, Quote, Statement
from briefing.prepare.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Speech:
    """What was said, directly and indirectly."""

    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]


def quotes(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> Speech:
    """Find quotations and statements, attribute them, and group those of one utterance."""
    return Speech((), ())
