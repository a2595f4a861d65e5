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


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients on the raw features, and the cuts on the probability."""

    intercept: float
    weights: tuple[float, ...]
    full: float
    """From here on a pair is one claim."""
    partial: float
    """From here on it is likely told in part."""
    related: float
    """From here on it is shown as related."""

    def likely(self, rows: Matrix) -> NDArray[np.float64]:
        """Give the probability of each pair, rounded so that it does not hang on the last digit."""
        logit = rows @ np.array(self.weights) + self.intercept
        found: NDArray[np.float64] = np.round(1.0 / (1.0 + np.exp(-np.clip(logit, -50, 50))), 6)
        return found


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
        data["partial"],
        data["related"],
    )
