"""Build annotated events, score them, and list the errors behind a figure.

    python benchmarks/quality.py                            the seeds with their declared topics
    python benchmarks/quality.py EVENTS GOLD [NAME ...]     each folder EVENTS/NAME against GOLD/NAME, topics found
    python benchmarks/quality.py --baseline                 beside what stock libraries give (needs the bench extra)
    python benchmarks/quality.py --errors claim             the pairs missed and wrongly linked, with their text

Figures are those of score.py; its docstring defines each.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import errors
import events

Figures = dict[str, dict[str, float]]


def table(rows: Figures, prefix: str) -> str:
    """Lay figures out, a line each, a column per event, the mean last."""
    columns = list(rows)
    names = list(dict.fromkeys(k for r in rows.values() for k in r if k.startswith(prefix)))
    lines = [" " * 28 + " ".join(f"{c[:8]:>8}" for c in columns) + "     mean"]
    for name in names:
        values = [rows[c].get(name) for c in columns]
        known = [v for v in values if v is not None]
        cells = " ".join(f"{v:8.3f}" if v is not None else "       -" for v in values)
        lines.append(f"{name:28}{cells} {sum(known) / len(known):8.3f}")
    return "\n".join(lines)


def beside(mine: Figures, stock: Figures, prefix: str) -> str:
    """Lay the means of both out beside each other."""
    names = list(dict.fromkeys(k for r in mine.values() for k in r if k.startswith(prefix)))
    lines = [f"{'mean':28}{'briefing':>10}{'stock':>10}"]
    for name in names:
        cells = ""
        for rows in (mine, stock):
            known = [r[name] for r in rows.values() if name in r]
            cells += f"{sum(known) / len(known):10.3f}" if known else f"{'-':>10}"
        lines.append(f"{name:28}{cells}")
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="?", type=Path)
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--cache", type=Path, help="keep the annotated articles here between runs")
    parser.add_argument("--only", default="", metavar="PREFIX", help="show the figures that start with this")
    parser.add_argument("--found", action="store_true", help="the seeds without their topics file")
    parser.add_argument("--errors", choices=sorted(errors.LISTS), help="list the errors behind these figures")
    parser.add_argument("--baseline", action="store_true", help="run stock libraries on the same events too")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    if args.events and not args.gold:
        parser.error("EVENTS needs GOLD")
    chosen = (
        events.folders(args.events, args.gold, args.names) if args.events else [events.seeds(declared=not args.found)]
    )
    mine: Figures = {}
    stock: Figures = {}
    for event in chosen:
        data = events.export(event, args.cache)
        mine[event.name] = events.figures(event, data)
        if args.errors:
            print(f"\n== {event.name}: {args.errors} ==")
            for line in errors.listing(args.errors, event, data):
                print(line)
        if args.baseline:
            import baseline

            stock[event.name] = events.figures(event, baseline.export(event))
    if args.json:
        print(json.dumps(mine, indent=1))
        return
    print(table(mine, args.only or (args.errors or "")))
    if stock:
        print()
        print(beside(mine, stock, args.only))


if __name__ == "__main__":
    sys.exit(main())
