"""Refit the model that links statements across sources, from annotated events.

    python benchmarks/fit_claims.py EVENTS GOLD [EVENTS GOLD ...] [--write]

Annotates each folder EVENTS/NAME with its GOLD/NAME. Prints precision and recall at several cuts, each event measured
with coefficients fitted on the others; `--write` stores the coefficients fitted on all events. Only numbers are stored,
no text. Needs scipy (bench extra).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import events
import score
from briefing.prepare.claims.candidates import candidates
from briefing.prepare.claims.features import AGAINST, EITHER, NAMES, features
from briefing.prepare.claims.likeness import event
from briefing.prepare.claims.model import Model, mutual
from briefing.prepare.claims.statements import Statement, statements
from briefing.prepare.dates import dates
from briefing.prepare.event import in_order
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "briefing" / "prepare" / "data" / "claims.toml"
STRENGTH = 0.1
"""Inverse strength of the penalty on the coefficients (L2, on standardised features)."""


@dataclass(frozen=True)
class Table:
    """The candidate pairs of one event."""

    name: str
    rows: np.ndarray
    labels: np.ndarray
    """1 one claim, 0 not, -1 told in part only, or no body sentence in the gold (left out)."""
    sentences: list[set[tuple[int, int]]]
    """For each pair the pairs of gold sentences that it joins."""
    positive: set[tuple[int, int]]
    neutral: set[tuple[int, int]]
    first: np.ndarray
    """The first statement of each pair."""
    second: np.ndarray
    article: np.ndarray
    """The number of each statement's article."""


class Facts:
    """The gold's sentence pairs, as score.py counts them."""

    def __init__(self, gold: score.Gold) -> None:
        self.body = [(art, s["start"], s["end"]) for art, s in gold.sentences]
        self.by_article: dict[str, list[int]] = {}
        for i, r in enumerate(self.body):
            self.by_article.setdefault(r[0], []).append(i)
        rows = [[(m, (m["article"], m["start"], m["end"])) for m in f["mentions"]] for f in gold.facts + gold.minor]
        self.positive = self.pairs([[r for m, r in row if not m.get("partial")] for row in rows])
        self.neutral = self.pairs([[r for _, r in row] for row in rows]) - self.positive

    def at(self, r: score.Range) -> list[int]:
        """Give the sentences that a range counts for."""
        found = []
        for i in self.by_article.get(r[0], ()):
            o = score.overlap(r, self.body[i])
            if o and (o >= 0.5 * (r[2] - r[1]) or o >= 0.5 * (self.body[i][2] - self.body[i][1])):
                found.append(i)
        return found

    def pairs(self, groups: list[list[score.Range]]) -> set[tuple[int, int]]:
        """Give the pairs of sentences of different articles within the groups."""
        result = set()
        for group in groups:
            for i, j in combinations(sorted({i for r in group for i in self.at(r)}), 2):
                if self.body[i][0] != self.body[j][0]:
                    result.add((i, j))
        return result


def table(name: str, folder: Path, gold_dir: Path, cache: Path | None) -> Table:
    """Prepare one event."""
    gold = score.Gold(gold_dir)
    ordered = in_order(events.analyses(folder, cache))
    entities = names(ordered)
    told = statements(ordered, entities, dates(ordered), quotes(ordered, entities))
    ready = event(told)
    i, j = candidates(ready)
    files = {a.article.id: gold.files[Path(a.article.paths[0]).stem] for a in ordered}
    return labelled(name, told, (i, j), features(ready, i, j), Facts(gold), files)


def labelled(  # noqa: PLR0913, PLR0917 - one call gathers an event
    name: str,
    told: list[Statement],
    pairs: tuple[np.ndarray, np.ndarray],
    rows: np.ndarray,
    facts: Facts,
    files: dict[str, str],
) -> Table:
    """Give each candidate pair its label."""
    where = [facts.at((files[s.range.article], s.range.start, s.range.end)) for s in told]
    joined = [
        {(min(x, y), max(x, y)) for x in where[i] for y in where[j]}
        for i, j in zip(*(n.tolist() for n in pairs), strict=True)
    ]
    labels = [1 if p & facts.positive else -1 if p & facts.neutral or not p else 0 for p in joined]
    article = np.array([s.article for s in told])
    return Table(name, rows, np.array(labels), joined, facts.positive, facts.neutral, *pairs, article)


def fit(tables: list[Table]) -> tuple[np.ndarray, float]:
    """Fit coefficients on raw features; events weigh by the root of their number of positives.

    A feature that can only speak for (or only against) a claim may not get the other sign: with so few events the
    signs are known better than the data tell.
    """
    rows = np.vstack([t.rows[t.labels >= 0] for t in tables])
    labels = np.concatenate([t.labels[t.labels >= 0] for t in tables])
    weights = np.concatenate(
        [np.full((t.labels >= 0).sum(), 10 / np.sqrt(max(30, (t.labels == 1).sum()))) for t in tables]
    )
    middle, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    scaled = (rows - middle) / spread

    def loss(t: np.ndarray) -> tuple[float, np.ndarray]:
        logit = scaled @ t[1:] + t[0]
        wrong = (1 / (1 + np.exp(-np.clip(logit, -50, 50))) - labels) * weights * STRENGTH
        value = STRENGTH * ((np.logaddexp(0, logit) - labels * logit) * weights).sum() + 0.5 * t[1:] @ t[1:]
        return float(value), np.concatenate([[wrong.sum()], scaled.T @ wrong + t[1:]])

    bounds = [(None, None)] + [(None, None) if n in EITHER else (None, 0) if n in AGAINST else (0, None) for n in NAMES]
    found = minimize(
        loss, np.zeros(len(NAMES) + 1), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 500}
    )
    raw = found.x[1:] / spread
    return raw, float(found.x[0] - raw @ middle)


def measure(t: Table, found: np.ndarray, cut: float, rival: float, doubt: float) -> tuple[int, int, int]:
    """Give the sentence pairs rightly linked, all linked, and all of the gold, as score.py counts them."""
    model = Model(0.0, (), cut, rival, doubt, 0.0, 0.0)
    sure = model.surest(found, t.rows, mutual(found, t.first, t.second, t.article))
    predicted: set[tuple[int, int]] = set().union(*(p for p, s in zip(t.sentences, sure, strict=True) if s))
    return len(predicted & t.positive), len(predicted - t.neutral), len(t.positive)


def write(raw: np.ndarray, intercept: float, cuts: dict[str, float]) -> None:
    """Store coefficients and cuts."""
    lines = [
        "# Coefficients of the model that links statements across sources (logistic regression on raw features).",
        "# Fitted by benchmarks/fit_claims.py on annotated events; numbers only.",
        f"intercept = {intercept:.5f}",
        *(f"{name} = {cut}" for name, cut in cuts.items()),
        "",
        "[weights]",
        *(f"{name} = {value:.5f}" for name, value in zip(NAMES, raw, strict=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, measure, and store when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="EVENTS GOLD")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--full", type=float, default=0.65, help="probability from which a pair is one claim")
    parser.add_argument(
        "--rival", type=float, default=0.1, help="how much more where one of the two has a better match"
    )
    parser.add_argument("--doubt", type=float, default=0.15, help="how much more where circumstances speak against it")
    parser.add_argument("--partial", type=float, default=0.45, help="probability from which it is told in part")
    parser.add_argument("--related", type=float, default=0.3, help="probability from which a pair is related")
    parser.add_argument("--write", action="store_true")
    args: Any = parser.parse_args()
    chosen = [e for pair in zip(args.folders[::2], args.folders[1::2], strict=True) for e in events.folders(*pair, ())]
    tables = [table(e.name, e.folder, e.gold, args.cache) for e in chosen]
    held = {}
    for t in tables:
        raw, intercept = fit([o for o in tables if o is not t])
        held[t.name] = Model(intercept, tuple(raw), 0.0, 0.0, 0.0, 0.0, 0.0).likely(t.rows)
    print("cut   pooled p/r   mean p/r")
    for cut in (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8):
        counts = [measure(t, held[t.name], cut, args.rival, args.doubt) for t in tables]
        each = [(hit / n if n else 0.0, hit / of if of else 1.0) for hit, n, of in counts]
        hit, n, of = (sum(c[k] for c in counts) for k in range(3))
        p, r = (float(np.mean([x[k] for x in each])) for k in (0, 1))
        print(
            f"{cut:.2f}  {hit / n:.3f}/{hit / of:.3f}  {p:.3f}/{r:.3f}  "
            + " ".join(f"{a:.2f}/{b:.2f}" for a, b in each)
        )
    if args.write:
        write(*fit(tables), {n: getattr(args, n) for n in ("full", "rival", "doubt", "partial", "related")})


if __name__ == "__main__":
    main()
