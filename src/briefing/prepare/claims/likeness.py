"""How alike statements are, on the event's own scale.

The base likeness of a pair is the mean of three cosines: of weighted keys, of letter runs, and of the two clauses most
alike. Its null are the pairs of one article, which hardly ever say the same: their median and deviation transfer
between events where those of all pairs do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.claims.grammar import Clause
from briefing.prepare.claims.statements import Statement
from briefing.prepare.keys import rarity

Pair = tuple[int, int]
Scale = tuple[float, float, float, float]

_BUCKETS = 4096
_FEW = 30
"""Fewer null pairs than this tell nothing: the usual scale is taken."""
_UNMATCHED = 0.25
"""What a key that only one of two clauses holds takes from their gain."""


class Masses(NamedTuple):
    """The keys of a clause or a sentence with what each weighs."""

    of: Mapping[str, float]
    total: float
    norm: float


class Aligned(NamedTuple):
    """Two clauses of two statements, the ones that match best."""

    cosine: float
    gain: float
    """What they share, less what only one of them tells."""
    shared: float
    x: Clause | None
    y: Clause | None
    x_total: float
    y_total: float


@dataclass(frozen=True, slots=True)
class Event:
    """The statements of an event with what their comparison needs."""

    statements: tuple[Statement, ...]
    idf: Mapping[str, float]
    """How rare each key is in the event, scaled by how rare it is in the language."""
    frequency: Mapping[str, int]
    """How many statements hold each key."""
    masses: tuple[Masses, ...]
    clauses: tuple[tuple[tuple[Clause, Masses], ...], ...]
    letters: NDArray[np.float32]
    """Unit vectors of hashed 3- to 5-letter runs, one row a statement."""
    once: tuple[frozenset[str], ...]
    """For each statement the keys that its article holds in no other statement."""
    middle: Scale
    """Medians of the base likenesses (all, keys, letters, clauses) over the null pairs."""
    spread: Scale
    """Their robust deviations."""
    at: Mapping[Pair, int]
    """The statement at (article, place)."""


def event(statements: Sequence[Statement]) -> Event:
    """Weigh the keys and measure the null."""
    count = len(statements)
    frequency = Counter(k for s in statements for k in sorted(s.keys))
    idf = {k: log((count + 1) / n) * (0.5 + 0.5 * rarity(k)) for k, n in frequency.items()}
    masses = tuple(_masses(s.keys, s.weights, idf) for s in statements)
    clauses = tuple(
        tuple((c, _masses(c.keys, s.weights, idf)) for c in s.clauses if len(c.keys) > 1) for s in statements
    )
    own = Counter((s.article, k) for s in statements for k in s.keys)
    once = tuple(frozenset(k for k in s.keys if own[s.article, k] == 1) for s in statements)
    at = {(s.article, s.place): n for n, s in enumerate(statements)}
    raw = Event(
        tuple(statements), idf, frequency, masses, clauses, _letters(statements), once, (0.0,) * 4, (1.0,) * 4, at
    )
    middle, spread = _scale([bases(raw, i, j, align(raw, i, j)) for i, j in _null_pairs(statements)])
    return Event(raw.statements, idf, frequency, masses, clauses, raw.letters, once, middle, spread, at)


def align(e: Event, i: int, j: int) -> Aligned:
    """Find the two clauses of two statements that match best."""
    best = Aligned(0.0, 0.0, 0.0, None, None, 0.0, 0.0)
    cosine = 0.0
    for x, mine in e.clauses[i]:
        for y, theirs in e.clauses[j]:
            common = x.keys & y.keys
            if not common:
                continue
            rows = [(mine.of[k], theirs.of[k]) for k in sorted(common)]
            product = sum(a * b for a, b in rows)
            cosine = max(cosine, product / (mine.norm * theirs.norm))
            shared = sum(min(a, b) for a, b in rows)
            gain = shared - _UNMATCHED * (mine.total + theirs.total - 2 * shared)
            if best.x is None or gain > best.gain:
                best = Aligned(0.0, gain, shared, x, y, mine.total, theirs.total)
    return best._replace(cosine=cosine)


def bases(e: Event, i: int, j: int, aligned: Aligned) -> Scale:
    """Give the base likenesses of a pair, each from 0 to 1."""
    a, b = e.masses[i], e.masses[j]
    words = sum(a.of[k] * b.of[k] for k in sorted(a.of.keys() & b.of.keys())) / (a.norm * b.norm)
    letters = float(e.letters[i] @ e.letters[j])
    return ((words + letters + aligned.cosine) / 3, words, letters, aligned.cosine)


def scaled(e: Event, likeness: Scale) -> Scale:
    """Put base likenesses on the event's own scale: deviations above the null."""
    w, x, y, z = ((b - m) / s for b, m, s in zip(likeness, e.middle, e.spread, strict=True))
    return (w, x, y, z)


def _masses(keys: frozenset[str], weights: Mapping[str, float], idf: Mapping[str, float]) -> Masses:
    of = {k: idf[k] * weights[k] for k in sorted(keys)}
    return Masses(of, sum(of.values()), sqrt(sum(m * m for m in of.values())) or 1.0)


def _scale(null: Sequence[Scale]) -> tuple[Scale, Scale]:
    if len(null) < _FEW:
        return (0.02,) * 4, (0.077,) * 4
    table = np.array(null)
    medians = np.median(table, axis=0)
    deviations = 1.2 * 1.4826 * np.median(np.abs(table - medians), axis=0)
    a, b, c, d = (round(float(m), 6) for m in medians)
    s, t, u, v = (max(0.07, round(float(x), 6)) for x in deviations)
    return (a, b, c, d), (s, t, u, v)


def _null_pairs(statements: Sequence[Statement], most: int = 4000) -> list[Pair]:
    """Pairs of one article at least two sentences apart; evenly thinned where there are many."""
    rows: dict[int, list[int]] = {}
    for n, s in enumerate(statements):
        rows.setdefault(s.article, []).append(n)
    pairs = [(i, j) for row in rows.values() for i, j in combinations(row[:400], 2) if j - i > 1]
    return pairs[:: len(pairs) // most + 1]


def _letters(statements: Sequence[Statement]) -> NDArray[np.float32]:
    rows = np.zeros((len(statements), _BUCKETS), dtype=np.float32)
    for n, s in enumerate(statements):
        text = f" {' '.join(s.words)[:2000]} "
        for size in (3, 4, 5):
            for at in range(len(text) - size + 1):
                rows[n, crc32(text[at : at + size].encode("utf-8", "replace")) % _BUCKETS] += 1
    known = (rows > 0).sum(axis=0)
    weights = np.log((len(statements) + 1) / np.maximum(known, 1)).astype(np.float32)
    rows = np.log1p(rows) * weights
    sizes = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(sizes, 1e-9), dtype=np.float32)
