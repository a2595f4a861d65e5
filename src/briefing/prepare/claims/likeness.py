"""The statements of an event as rows of weighted keys, ready for comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.claims.grammar import Clause
from briefing.prepare.claims.rows import Floats, Ints, Rows, rows
from briefing.prepare.claims.statements import Statement
from briefing.prepare.keys import rarity

_BUCKETS = 1024
_SMALL = 80
"""With fewer statements than this the rarity of keys is taken as with this many."""
_RAREST = 4.8
_RUNS = 12
"""Longer runs of words than this count as this long."""


@dataclass(frozen=True, slots=True)
class Event:
    """The statements of an event with what their comparison needs; a row for each statement or clause."""

    statements: tuple[Statement, ...]
    article: Ints
    place: Ints
    weight: Mapping[str, float]
    """What each key weighs, as in `idf`."""
    idf: Floats
    """How rare each key is in the event, scaled by how rare it is in the language."""
    frequency: Ints
    """How many statements hold each key."""
    masses: Rows
    """Keys of statements by what each weighs."""
    order: Rows
    """Keys of statements by the place of the first mention, from 1."""
    clauses: tuple[Clause, ...]
    clause_masses: Rows
    first_clause: Ints
    """For each statement its first clause; one more at the end."""
    letters: NDArray[np.float32]
    """Unit vectors of hashed letter runs, one row a statement."""
    runs: Rows
    """Runs of words that several statements hold, by their length."""
    phrases: Rows
    """Keys of statements by the number of their phrase, from 1."""
    done: Rows
    """Verbs of statements: 1 told as done, 2 as not done yet."""
    once: Rows
    """Keys that a statement's article holds in no other statement."""


def event(statements: Sequence[Statement]) -> Event:
    """Weigh the keys and lay the statements out in rows."""
    count = len(statements)
    frequency = Counter(k for s in statements for k in s.keys)
    ids = {k: n for n, k in enumerate(sorted(frequency))}
    size = max(count, _SMALL) + 1
    idf = {k: min(_RAREST, log(size / n)) * (0.5 + 0.5 * rarity(k)) for k, n in frequency.items()}
    width = len(ids)
    clauses = [[c for c in s.clauses if len(c.keys) > 1] for s in statements]
    own = Counter((s.article, k) for s in statements for k in s.keys)
    return Event(
        tuple(statements),
        np.array([s.article for s in statements], dtype=np.int64),
        np.array([s.place for s in statements], dtype=np.int64),
        idf,
        np.array([idf[k] for k in ids]),
        np.array([frequency[k] for k in ids], dtype=np.int64),
        rows([{ids[k]: idf[k] * w for k, w in s.weights.items()} for s in statements], width),
        rows([{ids[k.text]: float(n) for n, k in reversed(list(enumerate(s.keyed, 1)))} for s in statements], width),
        tuple(c for row in clauses for c in row),
        rows(
            [
                {ids[k]: idf[k] * s.weights[k] for k in c.keys}
                for s, row in zip(statements, clauses, strict=True)
                for c in row
            ],
            width,
        ),
        np.concatenate([[0], np.cumsum([len(row) for row in clauses])]).astype(np.int64),
        _letters(statements),
        _runs(statements),
        rows([{ids[k]: n + 1.0 for k, n in s.phrases.items()} for s in statements], width),
        rows([{ids[k]: 1.0 if m else 2.0 for k, m in s.done.items()} for s in statements], width),
        rows([{ids[k]: s.weights[k] for k in s.keys if own[s.article, k] == 1} for s in statements], width),
    )


def _letters(statements: Sequence[Statement]) -> NDArray[np.float32]:
    grams = [np.concatenate([_grams(w) for w in s.words[:300]] or [np.zeros(0, np.int64)]) for s in statements]
    places = np.repeat(np.arange(len(grams)), [len(g) for g in grams])
    codes = places * _BUCKETS + np.concatenate([*grams, np.zeros(0, np.int64)])
    table = np.bincount(codes, minlength=len(grams) * _BUCKETS).reshape(len(grams), _BUCKETS).astype(np.float32)
    known = (table > 0).sum(axis=0)
    weights = np.log((len(statements) + 1) / np.maximum(known, 1)).astype(np.float32)
    table = np.log1p(table) * weights
    sizes = np.sqrt((table**2).sum(axis=1, keepdims=True))
    return np.asarray(table / np.maximum(sizes, 1e-9), dtype=np.float32)


@lru_cache(maxsize=1 << 15)
def _grams(word: str) -> Ints:
    text = f" {word[:40]} ".encode("utf-8", "replace")
    return np.array(
        [crc32(text[n : n + size]) % _BUCKETS for size in (3, 4, 5) for n in range(len(text) - size + 1)],
        dtype=np.int64,
    )


def _runs(statements: Sequence[Statement]) -> Rows:
    """Find the runs of two to twelve words that stand in several statements."""
    ids: dict[str, int] = {}
    words = np.array([ids.setdefault(w, len(ids)) for s in statements for w in s.told], dtype=np.int64)
    owner = np.repeat(np.arange(len(statements)), [len(s.told) for s in statements])
    at, run = np.arange(len(words)), words
    found: list[dict[int, float]] = [{} for _ in statements]
    column = 0
    for size in range(2, _RUNS + 1):
        ends = at + size - 1
        inside = ends < len(words)
        at, run, ends = at[inside], run[inside], ends[inside]
        inside = owner[at] == owner[ends]
        at, run, ends = at[inside], run[inside], ends[inside]
        _, run, times = np.unique(run * (len(ids) + 1) + words[ends], return_inverse=True, return_counts=True)
        kept = times[run] > 1
        at, run = at[kept], run[kept]
        for statement, name in zip(owner[at].tolist(), run.tolist(), strict=True):
            found[statement][column + name] = float(size)
        column += len(times)
    return rows(found, column)
