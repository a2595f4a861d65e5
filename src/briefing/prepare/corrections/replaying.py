"""What the replays of all kinds of corrections share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from briefing.anchors import Finder, flat
from briefing.model import Anchor, Correction, Range

Gone = dict[int, str]
"""By a correction's number: why it fits nothing; empty where it fits."""
WORDS_GONE = "its words are gone"


def replayed(corrections: Sequence[Correction], by_kind: Mapping[str, Callable[[Correction], str]]) -> Gone:
    """Let each correction be done, in order, by what does its kind; other kinds are passed over."""
    return {n: by_kind[c.kind](c) for n, c in enumerate(corrections) if c.kind in by_kind}


def places(find: Finder, anchors: Iterable[Anchor]) -> list[Range]:
    """Give where anchored words stand; those that are gone are left out."""
    return [r for r in map(find, anchors) if r is not None]


def known_as(name: str) -> str:
    """Give a name as names are compared: on one line, in any case."""
    return flat(name).casefold()
