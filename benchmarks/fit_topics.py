"""Fit the models that find topics, on events with a gold annotation.

    python benchmarks/fit_topics.py EVENTS GOLD [EVENTS GOLD ...] [--cache DIR] [--write]

The folders EVENTS/NAME are annotated as `build` does; sentences take the topic of the gold sentence that they overlap
most. Prints the figures of each event with models fitted on the others; with --write, models fitted on all events go
to src/briefing/prepare/data/topic_models.toml.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import events
import score
from briefing.prepare.claims import claims
from briefing.prepare.dates import dates
from briefing.prepare.event import in_order
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from briefing.prepare.topics import find, links, space
from briefing.prepare.topics.bridges import bridges
from briefing.prepare.topics.linkage import average_linkage
from briefing.prepare.topics.links import Logistic
from briefing.prepare.topics.sentences import Place, places

Matrix = NDArray[np.float64]


class Labelled(NamedTuple):
    """An event's body sentences with their gold topics."""

    places: tuple[Place, ...]
    topics: list[str | None]
    told: Matrix
    """How far pairs state one claim."""


RIDGE = 30.0
TARGET = Path(__file__).resolve().parent.parent / "src" / "briefing" / "prepare" / "data" / "topic_models.toml"


def labelled(folder: Path, gold: score.Gold, cache: Path | None) -> Labelled:
    """Give an event's body sentences with their gold topics."""
    analyses = in_order(events.analyses(folder, cache))
    rows: dict[str, list[tuple[int, int, str | None]]] = {}
    for article, s in gold.sentences:
        rows.setdefault(article, []).append((s["start"], s["end"], s["topic"]))
    stems = {a.article.id: gold.files.get(Path(a.article.paths[0]).stem, "") for a in analyses}
    every = tuple(p for p in places(analyses) if p.kind == "body")
    topics = []
    for p in every:
        best = max(
            rows.get(stems[p.range.article], []),
            key=partial(_overlap, p),
            default=None,
        )
        topics.append(best[2] if best is not None and _overlap(p, best) > 0 else None)
    entities, times = names(analyses), dates(analyses)
    told = claims(analyses, entities, times, quotes(analyses, entities))
    return Labelled(every, topics, bridges(every, told))


def plain(event: Labelled) -> Labelled:
    """Give an event without its sentences' vectors."""
    return event._replace(places=tuple(replace(p, vector=b"") for p in event.places))


def _overlap(place: Place, row: tuple[int, int, str | None]) -> int:
    return min(row[1], place.range.end) - max(row[0], place.range.start)


def logistic(table: Matrix, wanted: Matrix, weight: Matrix) -> Logistic:
    """Fit a logistic model with a ridge on standardised features, by Newton's method."""
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    x = np.column_stack([np.ones(len(table)), (table - mean) / spread])
    w = np.zeros(x.shape[1])
    ridge = np.diag([0.0] + [RIDGE] * table.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        step = np.linalg.solve(
            (x * (weight * p * (1 - p))[:, None]).T @ x + ridge, x.T @ (weight * (wanted - p)) - ridge @ w
        )
        w += step
        if np.abs(step).max() < 1e-8:
            break
    weights = w[1:] / spread
    return Logistic(float(w[0] - weights @ mean), tuple(float(v) for v in weights))


def link_model(data: list[Labelled]) -> Logistic:
    """Fit whether a sentence shares the topic of the one before it."""
    tables, wanted = [], []
    for every, topics, _ in data:
        rows, table = links.features(every, space.space(every))
        known = [k for k, i in enumerate(rows) if topics[i] and topics[i - 1]]
        tables.append(table[known])
        wanted.append(np.array([topics[rows[k]] == topics[rows[k] - 1] for k in known], dtype=float))
    y = np.concatenate(wanted)
    return logistic(np.vstack(tables), y, np.ones(len(y)))


def pair_model(data: list[Labelled], link: Logistic) -> Logistic:
    """Fit whether two sentences share a topic; each event weighs the same."""
    tables, wanted, weights = [], [], []
    for every, topics, told in data:
        words = space.space(every)
        table = find.pair_features(every, words, links.stays(every, words, link), told)
        known = np.array([t is not None for t in topics])
        i, j = np.triu_indices(len(every), 1)
        kept = known[i] & known[j]
        i, j = i[kept], j[kept]
        name = np.array([str(t) for t in topics])
        tables.append(np.column_stack([m[i, j] for m in table]))
        wanted.append((name[i] == name[j]).astype(float))
        weights.append(np.full(len(i), 5000.0 / len(i)))
    return logistic(np.vstack(tables), np.concatenate(wanted), np.concatenate(weights))


def figures(event: Labelled, link: Logistic, pair: Logistic) -> tuple[float, float, float]:
    """Give B3 F1, ARI and cross of an event's groups."""
    every, topics, told = event
    words = space.space(every)
    p = pair.over(find.pair_features(every, words, links.stays(every, words, link), told))
    groups = average_linkage(np.round((p + p.T) / 2, find.DIGITS), find.how_many(len(every)))
    known = [i for i, t in enumerate(topics) if t is not None]
    mine, gold = [groups[i] for i in known], [topics[i] for i in known]
    together = [
        groups[i] == groups[j]
        for n, i in enumerate(known)
        for j in known[n + 1 :]
        if topics[i] == topics[j] and every[i].article != every[j].article
    ]
    b3 = score.b_cubed(dict(enumerate(mine)), dict(enumerate(gold)))[2]
    return b3, score.adjusted_rand(mine, gold), sum(together) / max(1, len(together))


def written(name: str, model: Logistic, names: tuple[str, ...]) -> str:
    """Write a model as a TOML table."""
    rows = "".join(f"{n} = {w:.4f}\n" for n, w in zip(names, model.weights, strict=True))
    return f"[{name}]\nintercept = {model.intercept:.4f}\n\n[{name}.weights]\n{rows}"


def main() -> None:
    """Measure leaving one event out, and write the models on demand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="EVENTS GOLD")
    parser.add_argument("--cache", type=Path, help="keep the annotated articles here between runs")
    parser.add_argument("--write", action="store_true", help="write the models fitted on all events")
    args = parser.parse_args()
    chosen = [e for pair in zip(args.folders[::2], args.folders[1::2], strict=True) for e in events.folders(*pair, ())]
    data = {e.name: labelled(e.folder, score.Gold(e.gold), args.cache) for e in chosen}
    bare = {n: plain(event) for n, event in data.items()}
    for title, held in (("without vectors", bare), ("with vectors", data)):
        print(title)
        table = []
        for n in held:
            others = [held[m] for m in held if m != n]
            link = link_model(others)
            table.append(figures(held[n], link, pair_model(others, link)))
            print("{:24} b3 {:.3f}  ari {:.3f}  cross {:.3f}".format(n, *table[-1]))
        print("{:24} b3 {:.3f}  ari {:.3f}  cross {:.3f}".format("mean, left out", *np.mean(table, axis=0)))
    text = (
        "# Weights of the models in prepare/topics (links.py and find.py), fitted on annotated events by\n"
        "# benchmarks/fit_topics.py; those that end in _matter are for sentences with vectors.\n"
    )
    for ending, held in (("", bare), ("_matter", data)):
        link = link_model(list(held.values()))
        pair = pair_model(list(held.values()), link)
        more = bool(ending)
        text += written(f"links{ending}", link, links.NAMES + links.MATTER_NAMES * more) + "\n"
        text += written(f"pairs{ending}", pair, find.NAMES + find.MATTER_NAMES * more) + "\n"
    text = text.rstrip("\n") + "\n"
    print(text)
    if args.write:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
