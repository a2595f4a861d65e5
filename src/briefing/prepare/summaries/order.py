"""In which order a topic's units are told."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.prepare.summaries.units import Unit

NEAR = 2
"""Sentences of one article at most this far apart stay together."""


def ordered(chosen: Sequence[Unit], units: Sequence[Unit]) -> list[Unit]:
    """Order units by where the sources tell them, keeping neighbours of one article together.

    A unit's place is the mean place of all sentences that state its claims (majority ordering, Barzilay et al. 2002).
    """
    places: dict[int, dict[int, float]] = {}
    for u in units:
        for n in u.claims:
            places.setdefault(n, {}).setdefault(u.article, u.place)

    def place(u: Unit) -> float:
        told = {u.article: u.place}
        for n in u.claims:
            for article, where in sorted(places[n].items()):
                told.setdefault(article, where)
        return sum(told.values()) / len(told)

    rest = sorted(chosen, key=lambda u: (place(u), u.article, u.range))
    result: list[Unit] = []
    while rest:
        unit = rest.pop(0)
        result.append(unit)
        while True:
            last = result[-1]
            follows = [
                u
                for u in rest
                if u.article == last.article and u.topic == last.topic and 0 < u.order - last.order <= NEAR
            ]
            if not follows:
                break
            nearest = min(follows, key=lambda u: u.order)
            rest.remove(nearest)
            result.append(nearest)
    return result
