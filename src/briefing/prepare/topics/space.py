"""The sentences of an event as vectors: of their words, and of what they are about."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefing.prepare.topics.linkage import Matrix
from briefing.prepare.topics.sentences import Place

RARITY = 0.7
"""The power of a stem's rarity (log of inverse frequency) in a sentence's vector."""
NOTHING = 1e-9
"""A squared length under this is rounding: there is no direction in it."""
FEW = 8
"""In fewer sentences than this common words are kept: little else may be there."""


@dataclass(frozen=True, slots=True)
class Space:
    """The sentences of an event as vectors, and how alike they are."""

    rows: Matrix
    """Each sentence's stems by rarity within the event, of length 1."""
    centred: Matrix
    """The same about the event's mean, of length 1: what the sentences share says nothing."""
    lone: Matrix
    """What stems of one sentence alone, which have no column, add to the squared length of `centred`."""
    likeness: Matrix
    """Cosines of `centred`."""
    second: Matrix
    """Cosines of the likenesses to all sentences, about their mean: alike is what resembles the same sentences."""
    matters: Matrix | None
    """The sentences' vectors about the event's mean, of length 1; None where a sentence has none."""
    matter_likeness: Matrix
    """Cosines of `matters`; empty without them."""
    matter_second: Matrix
    """As `second`, of `matters`."""


def space(places: Sequence[Place]) -> Space:
    """Place the sentences; stems in more than half of the sentences tell nothing and are left out."""
    at: dict[str, list[int]] = {}
    for i, p in enumerate(places):
        for t in p.terms:
            at.setdefault(t, []).append(i)
    n = len(places)
    known = sorted(t for t, held in at.items() if len(held) <= n / 2 or n < FEW)
    # A stem of one sentence alone is like nothing: it adds to its vector's length, and needs no column.
    kept = [t for t in known if len(at[t]) > 1]
    rows = np.zeros((n, max(1, len(kept))), dtype=np.float32)
    lengths = np.full(n, 1e-12)
    for t in known:
        lengths[at[t]] += math.log((n + 1) / len(at[t])) ** (2 * RARITY)
    for column, t in enumerate(kept):
        rows[at[t], column] = math.log((n + 1) / len(at[t])) ** RARITY
    rows /= np.sqrt(lengths)[:, None]
    lone = np.maximum(0.0, 1.0 - squares(rows))
    centred = rows - rows.mean(axis=0) if n > 1 else rows
    length = squares(centred) + lone
    length[length < NOTHING] = 1.0
    centred /= np.sqrt(length)[:, None]
    matters = _matters(places)
    none = np.zeros((n, 0), dtype=np.float32)
    return Space(
        rows,
        centred,
        lone / length,
        centred @ centred.T,
        second_order(centred),
        matters,
        none if matters is None else matters @ matters.T,
        none if matters is None else second_order(matters),
    )


def _matters(places: Sequence[Place]) -> Matrix | None:
    if not places or not all(p.vector for p in places):
        return None
    return centre(
        np.frombuffer(b"".join(p.vector for p in places), dtype=np.int8).reshape(len(places), -1).astype(np.float32)
    )


def squares(matrix: Matrix) -> Matrix:
    """Give the squared length of each row."""
    result: Matrix = np.einsum("ij,ij->i", matrix, matrix)
    return result


def unit(matrix: Matrix) -> Matrix:
    """Scale rows to length 1; rows of zeros stay."""
    lengths = squares(matrix)
    lengths[lengths < NOTHING] = 1.0
    result: Matrix = matrix / np.sqrt(lengths)[:, None]
    return result


def centre(matrix: Matrix) -> Matrix:
    """Subtract the rows' mean, then scale them to length 1."""
    return unit(matrix - matrix.mean(axis=0)) if len(matrix) > 1 else unit(matrix)


def second_order(rows: Matrix) -> Matrix:
    """Give the cosines of the rows' likenesses (their products) to all rows, about their mean.

    (HR Rᵀ)(HR Rᵀ)ᵀ, H taking the mean away, is HR (RᵀR) (HR)ᵀ: cheaper where rows are shorter than they are many.
    """
    apart = rows - rows.mean(axis=0) if len(rows) > 1 else rows
    if rows.shape[1] < len(rows):
        product: Matrix = apart @ (rows.T @ rows) @ apart.T
    else:
        wide = apart @ rows.T
        product = wide @ wide.T
    lengths: Matrix = product.diagonal().copy()
    lengths = np.sqrt(np.where(lengths < NOTHING, 1.0, lengths))
    product /= lengths[:, None]
    product /= lengths
    return product
