"""How likely it is that a sentence stays with the topic of the one before it.

A logistic model over cheap features of the pair; its weights lie in `data/topic_models.toml` and are refitted by
`benchmarks/fit_topics.py`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.sentences import Place
from briefing.prepare.topics.space import NOTHING, Space, squares

Indices = NDArray[np.int64]

NAMES = (
    "same_paragraph",
    "cosine",
    "window_2",
    "window_3",
    "second_1",
    "second_2",
    "second_3",
    "opens_quote",
    "quoted",
    "both_quoted",
    "goes_on",
    "pronoun_first",
    "connective_first",
    "gap",
    "length",
    "before_length",
    "place",
)
"""The features, in the order of the columns of `features`."""
MATTER_NAMES = ("matter", "matter_2", "matter_3", "matter_second_1", "matter_second_2", "matter_second_3")
"""Those that follow where the sentences have vectors."""
LOST_PARAGRAPHS = 5.0
"""With more sentences per paragraph than this an article has lost its paragraph breaks."""
MEAN_SAME = 0.415
"""The mean of `same_paragraph` over annotated events, used where the breaks are lost."""


class Logistic(NamedTuple):
    """A fitted logistic model."""

    intercept: float
    weights: tuple[float, ...]

    def of(self, table: Matrix) -> Matrix:
        """Give the probability of each row of features."""
        result: Matrix = 1 / (1 + np.exp(-(self.intercept + table @ np.array(self.weights))))
        return result

    def over(self, matrices: Sequence[Matrix]) -> Matrix:
        """Give the probability of each pair from one matrix per feature."""
        total = np.full(matrices[0].shape, -self.intercept, dtype=np.float32)
        for weight, matrix in zip(self.weights, matrices, strict=True):
            total -= np.float32(weight) * matrix
        np.exp(total, out=total)
        total += 1.0
        result: Matrix = np.reciprocal(total, out=total)
        return result


@cache
def openers(kind: str) -> frozenset[str]:
    """Give the words that, heading a sentence, lean on the one before: "pronouns", "anaphors" or "connectives"."""
    text = (files("briefing.prepare") / "data" / "openers.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind])


@cache
def fitted(model: str) -> Logistic:
    """Read the shipped weights of a model: "links" or "pairs", or either with "_matter" for sentences with vectors."""
    text = (files("briefing.prepare") / "data" / "topic_models.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)[model]
    return Logistic(float(data["intercept"]), tuple(float(w) for w in data["weights"].values()))


def features(places: Sequence[Place], words: Space) -> tuple[Indices, Matrix]:
    """Give (rows, features): for each sentence with one before it in its article, its features.

    They are those of NAMES, and those of MATTER_NAMES where there are vectors.
    """
    lost = _lost_paragraphs(places)
    bounds = _bounds(places)
    rows = np.array([i for i, p in enumerate(places) if i > bounds[p.article][0]], dtype=np.int64)
    if not len(rows):
        return rows, np.zeros((0, len(NAMES) + (len(MATTER_NAMES) if words.matters is not None else 0)))
    low, high = (np.array([bounds[places[i].article][side] for i in rows], dtype=np.int64) for side in (0, 1))
    pairs = [(places[i - 1], places[i]) for i in rows]
    columns: list[Matrix] = [
        np.array([MEAN_SAME if p.article in lost else float(p.paragraph == q.paragraph) for q, p in pairs]),
        *_alike(words.rows, words.second, rows, low, high),
        *np.array([_marks(q, p) for q, p in pairs]).T,
        np.log1p(rows - low),
    ]
    if words.matters is not None:
        columns += _alike(words.matters, words.matter_second, rows, low, high)
    table = np.column_stack(columns).astype(np.float64)
    return rows, table


def _marks(before: Place, place: Place) -> tuple[float, ...]:
    """Give the features of quotation, opening and length of a sentence and the one before it."""
    return (
        float(place.opens_quote),
        place.quoted,
        place.quoted * before.quoted,
        float(place.goes_on),
        float(place.first in openers("pronouns") or place.first_tag in ("PRP", "PRP$")),
        float(place.first in openers("connectives")),
        float(place.gap),
        math.log(1 + place.length),
        math.log(1 + before.length),
    )


def _alike(vectors: Matrix, second: Matrix, rows: Indices, low: Indices, high: Indices) -> list[Matrix]:
    """Give for each row of its article's [low, high) how alike what stands before it and what stands from it on are.

    That is the product of both sentences, the cosines of windows of two and of three, and the means of the second-order
    likenesses of one, two, three sentences on each side.
    """
    sums = np.vstack([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0, dtype=np.float64)])
    windows, means = [np.einsum("ij,ij->i", vectors[rows - 1], vectors[rows])], []
    for k in (1, 2, 3):
        first, end = np.maximum(low, rows - k), np.minimum(high, rows + k)
        if k > 1:
            before, after = sums[rows] - sums[first], sums[end] - sums[rows]
            length = np.sqrt(squares(before) * squares(after))
            length[length < NOTHING] = 1.0
            windows.append(np.einsum("ij,ij->i", before, after) / length)
        total = np.zeros(len(rows))
        for x, y in product(range(1, k + 1), range(k)):
            held = (rows - x >= first) & (rows + y < end)
            total += np.where(held, second[np.maximum(rows - x, 0), np.minimum(rows + y, len(second) - 1)], 0.0)
        means.append(total / ((rows - first) * (end - rows)))
    return windows + means


def _bounds(places: Sequence[Place]) -> dict[int, tuple[int, int]]:
    """Give for each article the places [first, end) of its sentences."""
    result: dict[int, tuple[int, int]] = {}
    for i, p in enumerate(places):
        result[p.article] = (result.get(p.article, (i, 0))[0], i + 1)
    return result


def _lost_paragraphs(places: Sequence[Place]) -> set[int]:
    sentences: dict[int, int] = {}
    paragraphs: dict[int, set[int]] = {}
    for p in places:
        sentences[p.article] = sentences.get(p.article, 0) + 1
        paragraphs.setdefault(p.article, set()).add(p.paragraph)
    return {a for a, n in sentences.items() if n / len(paragraphs[a]) > LOST_PARAGRAPHS}


def shipped(model: str, words: Space) -> Logistic:
    """Give the shipped model that fits the space."""
    return fitted(model if words.matters is None else f"{model}_matter")


def stays(places: Sequence[Place], words: Space, model: Logistic | None = None) -> Matrix:
    """Give the probability that a sentence shares the topic of the one before it (0 for an article's first)."""
    rows, table = features(places, words)
    result = np.zeros(len(places))
    if len(rows):
        result[rows] = (model or shipped("links", words)).of(table)
    return result


def carried(places: Sequence[Place], stay: Matrix, least: float = 1e-3) -> list[Matrix]:
    """Give, by article, the probability that a topic carries from one sentence to another.

    It is the product of `stay` along the path: 1 for a sentence itself, 0 where the product falls under `least`.
    """
    result: list[Matrix] = []
    for low, high in _bounds(places).values():
        block = np.eye(high - low, dtype=np.float32)
        for i in range(high - low):
            product = 1.0
            for j in range(i + 1, high - low):
                product *= float(stay[low + j])
                if product < least:
                    break
                block[i, j] = block[j, i] = product
        result.append(block)
    return result


def reach(blocks: Sequence[Matrix], power: float) -> list[Matrix]:
    """Give how much of a sentence's surroundings speaks for its topic: `carried` to a power, rows summing to 1."""
    sharp = [b**power for b in blocks]
    return [b / b.sum(axis=1, keepdims=True) for b in sharp]


def smoothed(blocks: Sequence[Matrix], matrix: Matrix) -> Matrix:
    """Give each row's mean over the rows of its article, weighted by the article's block."""
    result = np.zeros(matrix.shape, dtype=np.float32)
    low = 0
    for b in blocks:
        result[low : low + len(b)] = b @ matrix[low : low + len(b)]
        low += len(b)
    return result


def spread_out(blocks: Sequence[Matrix]) -> Matrix:
    """Give the blocks in one matrix over all sentences, 0 between articles."""
    size = sum(map(len, blocks))
    result = np.zeros((size, size), dtype=np.float32)
    low = 0
    for b in blocks:
        result[low : low + len(b), low : low + len(b)] = b
        low += len(b)
    return result
