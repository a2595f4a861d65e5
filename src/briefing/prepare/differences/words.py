"""Words of the sources, for showing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.statements import Statement
from briefing.prepare.keys import Key

_MOST = 6


def shown(analysis: Analysis, start: int, end: int) -> str:
    """Give the words at a range, runs of white space as one space."""
    return " ".join(analysis.article.text[start:end].split())


def about(analysis: Analysis, s: Statement, shared: AbstractSet[str], near: int) -> str:
    """Give a statement's own words for the keys that accounts share, the ones nearest to a place, in their order."""
    keyed = [k for k in s.keyed if k.text in shared and not k.text.startswith("=")]
    seen: set[str] = set()
    chosen: list[Key] = []
    for k in sorted(keyed, key=lambda k: (abs(k.start - near), k.start)):
        if k.text not in seen and len(chosen) < _MOST:
            seen.add(k.text)
            chosen.append(k)
    return " ".join(shown(analysis, k.start, k.end) for k in sorted(chosen, key=lambda k: k.start))
