"""Values found by the place in the text that they belong to."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Range

V = TypeVar("V")


class Index(Generic[V]):
    """Values with a range; asking for a place costs the logarithm of their number, and what is found there."""

    def __init__(self, pairs: Iterable[tuple[Range, V]]) -> None:
        by_article: dict[str, list[tuple[int, int, int, V]]] = {}
        for n, (r, value) in enumerate(pairs):
            by_article.setdefault(r.article, []).append((r.start, r.end, n, value))
        self._starts: dict[str, list[int]] = {}
        self._reach: dict[str, list[int]] = {}
        self._values: dict[str, list[tuple[int, int, int, V]]] = by_article
        for article, values in by_article.items():
            values.sort(key=lambda v: v[:3])
            self._starts[article] = [v[0] for v in values]
            # The furthest end so far: where it lies before a place, nothing earlier can reach that place.
            reach, furthest = [], 0
            for v in values:
                furthest = max(furthest, v[1])
                reach.append(furthest)
            self._reach[article] = reach

    def at(self, r: Range) -> list[V]:
        """Give the values whose range shares a character with `r` (holds its place, where `r` is empty), in order."""
        values = self._values.get(r.article)
        if values is None:
            return []
        end = max(r.end, r.start + 1)
        starts, reach = self._starts[r.article], self._reach[r.article]
        n = bisect_right(starts, end - 1) - 1
        result = []
        while n >= 0 and reach[n] > r.start:
            start, stop, _, value = values[n]
            if stop > max(start, r.start):
                result.append(value)
            n -= 1
        result.reverse()
        return result
