"""Passages that sources share word for word, as the panes show them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.lookup import Lookup


class Passage(NamedTuple):
    """A place of a source that other sources have word for word."""

    start: int
    end: int
    others: tuple[int, ...]
    """The other sources' numbers."""


class Copied(NamedTuple):
    """What one source shares."""

    passages: tuple[Passage, ...] = ()
    """In the order of the text; they do not overlap."""
    others: tuple[int, ...] = ()
    """The numbers of the sources that it shares text with."""


def copied(lookup: Lookup) -> dict[str, Copied]:
    """Give what each article shares with others; those that share nothing are left out."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for c in lookup.briefing.copies:
        for passage in c.passages:
            for r, other in zip(passage, (c.b, c.a), strict=True):
                found.setdefault(r.article, []).append((r.start, r.end, lookup.number(other)))
    return {a: Copied(_joined(rows), tuple(sorted({n for _, _, n in rows}))) for a, rows in found.items()}


def _joined(rows: list[tuple[int, int, int]]) -> tuple[Passage, ...]:
    """Join passages that overlap."""
    joined: list[Passage] = []
    for start, end, number in sorted(rows):
        last = joined[-1] if joined else None
        if last is not None and start < last.end:
            joined[-1] = Passage(last.start, max(last.end, end), tuple(sorted({*last.others, number})))
        else:
            joined.append(Passage(start, end, (number,)))
    return tuple(joined)
