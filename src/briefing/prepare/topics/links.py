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
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.sentences import Place
from briefing.prepare.topics.space import Space

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
        total = np.full(matrices[0].shape, self.intercept)
        for weight, matrix in zip(self.weights, matrices, strict=True):
            total += weight * matrix
        result: Matrix = 1 / (1 + np.exp(-total))
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


def features(places: Sequence[Place], words: Space) -> tuple[NDArray[np.int64], Matrix]:
    """Give (rows, features): for each sentence with one before it in its article, its features.

    They are those of NAMES, and those of MATTER_NAMES where there are vectors.
    """
    lost = _lost_paragraphs(places)
    bounds = _bounds(places)
    rows, table = [], []
    for i, p in enumerate(places):
        low, high = bounds[p.article]
        if i == low:
            continue
        q = places[i - 1]
        rows.append(i)
        table.append(
            (
                MEAN_SAME if p.article in lost else float(p.paragraph == q.paragraph),
                float(words.rows[i - 1] @ words.rows[i]),
                _window(words.rows, i, 2, low, high),
                _window(words.rows, i, 3, low, high),
                *_second(words.second, i, low, high),
                float(p.opens_quote),
                p.quoted,
                p.quoted * q.quoted,
                float(p.goes_on),
                float(p.first in openers("pronouns") or p.first_tag in ("PRP", "PRP$")),
                float(p.first in openers("connectives")),
                float(p.gap),
                math.log(1 + p.length),
                math.log(1 + q.length),
                math.log(1 + i - low),
            )
        )
    found = np.array(table).reshape(len(rows), len(NAMES))
    if words.matters is not None:
        found = np.hstack([found, _matter_features(rows, places, words.matters, words.matter_second)])
    return np.array(rows, dtype=np.int64), found


def _matter_features(rows: Sequence[int], places: Sequence[Place], matters: Matrix, second: Matrix) -> Matrix:
    bounds = _bounds(places)
    table = []
    for i in rows:
        low, high = bounds[places[i].article]
        table.append(
            (
                float(matters[i - 1] @ matters[i]),
                _window(matters, i, 2, low, high),
                _window(matters, i, 3, low, high),
                *_second(second, i, low, high),
            )
        )
    return np.array(table).reshape(len(rows), len(MATTER_NAMES))


def _second(second: Matrix, i: int, low: int, high: int) -> list[float]:
    """Give the mean second-order likeness of the one, two, three sentences before place i and those from it on."""
    return [float(second[max(low, i - k) : i, i : min(high, i + k)].mean()) for k in (1, 2, 3)]


def _bounds(places: Sequence[Place]) -> dict[int, tuple[int, int]]:
    """Give for each article the places [first, end) of its sentences."""
    result: dict[int, tuple[int, int]] = {}
    for i, p in enumerate(places):
        result[p.article] = (result.get(p.article, (i, 0))[0], i + 1)
    return result


def _window(rows: Matrix, i: int, k: int, low: int, high: int) -> float:
    """Give the cosine of the k sentences before place i and the k from it on."""
    before, after = rows[max(low, i - k) : i].sum(axis=0), rows[i : min(high, i + k)].sum(axis=0)
    norm = float(np.linalg.norm(before) * np.linalg.norm(after))
    return float(before @ after) / norm if norm > 0 else 0.0


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
    result = []
    for low, high in _bounds(places).values():
        block = np.eye(high - low)
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
    result = np.zeros(matrix.shape)
    low = 0
    for b in blocks:
        result[low : low + len(b)] = b @ matrix[low : low + len(b)]
        low += len(b)
    return result


def spread_out(blocks: Sequence[Matrix]) -> Matrix:
    """Give the blocks in one matrix over all sentences, 0 between articles."""
    size = sum(map(len, blocks))
    result = np.zeros((size, size))
    low = 0
    for b in blocks:
        result[low : low + len(b), low : low + len(b)] = b
        low += len(b)
    return result
