"""The fitted model: how likely two statements of different sources are one claim.

A logistic regression on `features`, each with the sign that its meaning gives it; the coefficients are fitted by
benchmarks/fit_claims.py.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.claims.features import NAMES, Matrix
from briefing.prepare.claims.rows import Ints, greatest

_SURE = 0.97
"""From here on nothing more is asked for."""
_ONE = 0.95
"""Share of what two statements have in common in one phrase from which they may do no more than name one thing."""


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients on the raw features, and the cuts on the probability."""

    intercept: float
    weights: tuple[float, ...]
    full: float
    """From here on a pair is one claim."""
    rival: float
    """How much more it takes where one of the two has a better match."""
    doubt: float
    """How much more where speakers, objects or moods differ, or all that they share is one phrase."""
    partial: float
    """From here on it is likely told in part."""
    related: float
    """From here on it is shown as related."""

    def likely(self, rows: Matrix) -> NDArray[np.float64]:
        """Give the probability of each pair, rounded so that it does not hang on the last digit."""
        logit = rows @ np.array(self.weights) + self.intercept
        found: NDArray[np.float64] = np.round(1.0 / (1.0 + np.exp(-np.clip(logit, -50, 50))), 6)
        return found

    def surest(self, found: NDArray[np.float64], rows: Matrix, best: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell which pairs are one claim; `best` marks those in which neither has a better match.

        What one tells as done and the other as to come is never one claim, unless both quote one utterance.
        """
        column = {n: rows[:, k] for k, n in enumerate(NAMES)}
        doubt = (
            (column["realis_clash"] > 0)
            | (column["speakers_differ"] > 0)
            | (column["object_clash"] > 0)
            | (column["one_phrase"] > _ONE)
        )
        need = np.minimum(self.full + np.maximum(self.rival * ~best, self.doubt * doubt), _SURE)
        clash = (column["done_clash"] > 0) & (column["quote_group"] == 0)
        return np.asarray((found >= need) & ~clash)


def mutual(found: NDArray[np.float64], i: Ints, j: Ints, article: Ints) -> NDArray[np.bool_]:
    """Tell for which pairs no other statement of the one's article is a likelier match of the other."""
    if not len(i):
        return np.zeros(0, dtype=bool)
    articles = int(article.max()) + 1
    mine, theirs = i * articles + article[j], j * articles + article[i]
    best = greatest(
        np.concatenate([mine, theirs]), np.concatenate([found, found]), int(max(mine.max(), theirs.max())) + 1
    )
    return np.asarray((found >= best[mine]) & (found >= best[theirs]))


@cache
def shipped() -> Model:
    """Load the coefficients that ship with the program."""
    text = (files("briefing.prepare") / "data" / "claims.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    weights = data["weights"]
    return Model(
        data["intercept"],
        tuple(float(weights.get(n, 0.0)) for n in NAMES),
        data["full"],
        data["rival"],
        data["doubt"],
        data["partial"],
        data["related"],
    )
