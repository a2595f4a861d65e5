"""How likely it is that a sentence stays with the topic of the one before it.

A logistic model over cheap features of the pair; its weights lie in `data/topic_links.toml` and are refitted by
`benchmarks/fit_topics.py`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.topics.sentences import Place

Matrix = NDArray[np.float64]

NAMES = (
    "same_paragraph",
    "cosine",
    "window_2",
    "window_3",
    "opens_quote",
    "quoted",
    "both_quoted",
    "pronoun_first",
    "connective_first",
    "gap",
    "length",
    "before_length",
    "place",
)
"""The features, in the order of the columns of `features`."""
LOST_PARAGRAPHS = 5.0
"""With more sentences per paragraph than this an article has lost its paragraph breaks."""
MEAN_SAME = 0.415
"""The mean of `same_paragraph` over annotated events, used where the breaks are lost."""


class Weights(NamedTuple):
    """A fitted logistic model."""

    intercept: float
    weights: tuple[float, ...]


@cache
def openers(kind: str) -> frozenset[str]:
    """Give the words that, heading a sentence, lean on the one before: "pronouns", "anaphors" or "connectives"."""
    text = (files("briefing.prepare") / "data" / "openers.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind])


@cache
def fitted() -> Weights:
    """Read the shipped weights."""
    text = (files("briefing.prepare") / "data" / "topic_links.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Weights(float(data["intercept"]), tuple(float(data["weights"][n]) for n in NAMES))


def vectors(places: Sequence[Place]) -> Matrix:
    """Give each sentence's lexical vector: its stems, each by rarity within the event, of length 1.

    Stems in more than half of the sentences tell nothing and are left out; so are those that stand in one alone,
    which add length but no likeness.
    """
    count: dict[str, int] = {}
    for p in places:
        for t in p.terms:
            count[t] = count.get(t, 0) + 1
    n = len(places)
    kept = sorted(t for t, c in count.items() if c > 1 and (c <= n / 2 or n < 8))
    column = {t: i for i, t in enumerate(kept)}
    result = np.zeros((n, max(1, len(kept))))
    for row, p in enumerate(places):
        for t in p.terms:
            if t in column:
                result[row, column[t]] = math.log((n + 1) / count[t])
    return unit(result)


def unit(matrix: Matrix) -> Matrix:
    """Scale rows to length 1; rows of zeros stay."""
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    result: Matrix = matrix / np.where(norms > 0, norms, 1.0)
    return result


def features(places: Sequence[Place], lexical: Matrix) -> tuple[NDArray[np.int64], Matrix]:
    """Give (rows, features): for each sentence with one before it in its article, its features."""
    lost = _lost_paragraphs(places)
    last_of = {p.article: i for i, p in enumerate(places)}
    first_of: dict[int, int] = {}
    for i, p in enumerate(places):
        first_of.setdefault(p.article, i)
    rows, table = [], []
    for i, p in enumerate(places):
        if i == first_of[p.article]:
            continue
        q = places[i - 1]
        low, high = first_of[p.article], last_of[p.article] + 1

        def window(k: int, i: int = i, low: int = low, high: int = high) -> float:
            before = lexical[max(low, i - k) : i].sum(axis=0)
            after = lexical[i : min(high, i + k)].sum(axis=0)
            norm = float(np.linalg.norm(before) * np.linalg.norm(after))
            return float(before @ after) / norm if norm > 0 else 0.0

        rows.append(i)
        table.append(
            (
                MEAN_SAME if p.article in lost else float(p.paragraph == q.paragraph),
                float(lexical[i - 1] @ lexical[i]),
                window(2),
                window(3),
                float(p.opens_quote),
                p.quoted,
                p.quoted * q.quoted,
                float(p.first in openers("pronouns") or p.first_tag in ("PRP", "PRP$")),
                float(p.first in openers("connectives")),
                float(p.gap),
                math.log(1 + p.length),
                math.log(1 + q.length),
                math.log(1 + i - low),
            )
        )
    return np.array(rows, dtype=np.int64), np.array(table).reshape(len(rows), len(NAMES))


def _lost_paragraphs(places: Sequence[Place]) -> set[int]:
    sentences: dict[int, int] = {}
    paragraphs: dict[int, set[int]] = {}
    for p in places:
        sentences[p.article] = sentences.get(p.article, 0) + 1
        paragraphs.setdefault(p.article, set()).add(p.paragraph)
    return {a for a, n in sentences.items() if n / len(paragraphs[a]) > LOST_PARAGRAPHS}


def stays(places: Sequence[Place], lexical: Matrix, weights: Weights | None = None) -> Matrix:
    """Give the probability that a sentence shares the topic of the one before it (0 for an article's first)."""
    model = weights or fitted()
    rows, table = features(places, lexical)
    result = np.zeros(len(places))
    if len(rows):
        result[rows] = 1 / (1 + np.exp(-(model.intercept + table @ np.array(model.weights))))
    return result


def reach(places: Sequence[Place], stay: Matrix, power: float, least: float = 1e-3) -> Matrix:
    """Give how far each sentence's topic carries to its neighbours: the product of `stay` along the path.

    Rows are normalised to 1. Paths end at an article's ends and where the product falls under `least`.
    """
    n = len(places)
    result = np.eye(n)
    for i in range(n):
        product = 1.0
        for j in range(i + 1, n):
            if places[j].article != places[i].article:
                break
            product *= float(stay[j]) ** power
            if product < least:
                break
            result[i, j] = result[j, i] = product
    normalised: Matrix = result / result.sum(axis=1, keepdims=True)
    return normalised
