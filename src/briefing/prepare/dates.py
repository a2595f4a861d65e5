"""Dates, times and durations that the text gives."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import When
from briefing.prepare.analysis import Analysis


def dates(analyses: Sequence[Analysis]) -> tuple[When, ...]:
    """Find and resolve the dates of an event's articles."""
    return ()
