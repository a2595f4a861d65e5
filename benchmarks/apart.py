"""How well articles about another event are set apart, and two events told as two.

    python benchmarks/apart.py EVENTS [EVENTS ...]      folders with a folder of articles for each event

Each event alone must stay whole. Then each is mixed with one article of every other, three times over, and with the
whole of every other.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import events
from briefing.prepare.analysis import Analysis
from briefing.prepare.apart import events as grouped

MIXED = 3


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, help="keep the annotated articles here between runs")
    args = parser.parse_args()
    folders = sorted(p for home in args.events for p in home.iterdir() if p.is_dir())
    every = {p.name: events.analyses(p, args.cache) for p in folders}
    split = [name for name, own in every.items() if len(grouped(own)) > 1]
    print(f"events told apart wrongly: {len(split)} of {len(every)} {' '.join(split)}")
    set_apart = lost = mixed = 0
    for name, own in every.items():
        for other, theirs in every.items():
            for article in theirs[:MIXED] if other != name else ():
                groups = grouped([*own, article])
                mixed += 1
                set_apart += (len(own),) in groups
                lost += _lost(groups, own)
    print(f"articles of another event set apart: {set_apart} of {mixed}; with them an article of the event: {lost}")
    pairs = list(combinations(every.values(), 2))
    two = sum(
        sorted(grouped([*a, *b])) == [tuple(range(len(a))), tuple(range(len(a), len(a) + len(b)))] for a, b in pairs
    )
    print(f"two events told as these two: {two} of {len(pairs)}")


def _lost(groups: Sequence[Sequence[int]], own: Sequence[Analysis]) -> bool:
    """Tell whether an article of the event stands outside the event's group."""
    return any(n < len(own) for g in groups[1:] for n in g)


if __name__ == "__main__":
    main()
