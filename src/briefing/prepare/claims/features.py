"""What speaks for and against two statements of different sources being one claim.

A base likeness of each pair (words, characters, best clauses) is put on the event's own scale: its null are the
pairs of one article, which hardly ever say the same. Beside it stand features of names, values, grammar, speakers
and places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.claims.statements import Clause, Statement
from briefing.prepare.keys import rarity

Pair = tuple[int, int]
Matrix = NDArray[np.float64]

NAMES = (
    "likeness", "likeness_keys", "likeness_letters", "likeness_clauses", "longer", "shorter", "run", "rarest", "second_rarest",
    "third_rarest", "values", "values_clash", "speakers_differ", "speaker_same", "one_quoted", "quote_group",
    "neighbours", "cover_shorter", "cover_longer", "arcs", "subject_same", "subject_clash", "realis_clash",
    "negation_clash", "names_shared", "names_unshared", "both_leads", "place_gap", "clause_cover", "clause_shared", "bigrams",
)  # fmt: skip
"""The features of a pair, in order."""

_BUCKETS = 4096


@dataclass(frozen=True, slots=True)
class Event:
    """The statements of an event with what their comparison needs."""

    statements: tuple[Statement, ...]
    idf: dict[str, float]
    """How rare each key is in the event, times how rare in the language."""
    norms: tuple[float, ...]
    letters: NDArray[np.float32]
    """Unit vectors of hashed 3- to 5-letter runs, one row a statement."""
    middle: tuple[float, float, float, float]
    """Medians of the base likenesses (all, keys, letters, clauses) over the null pairs."""
    spread: tuple[float, float, float, float]
    """Their robust deviations."""
    at: dict[Pair, int]
    """The statement at (article, place)."""


def event(statements: Sequence[Statement]) -> Event:
    """Weigh the keys and measure the null."""
    count = len(statements)
    frequency = Counter(k for s in statements for k in s.keys)
    idf = {k: log((count + 1) / n) * (0.5 + 0.5 * rarity(k)) for k, n in frequency.items()}
    norms = tuple(sqrt(sum(idf[k] ** 2 for k in sorted(s.keys))) or 1.0 for s in statements)
    ready = Event(
        tuple(statements), idf, norms, _letters(statements), (0.0,) * 4, (1.0,) * 4,
        {(s.article, s.place): n for n, s in enumerate(statements)},
    )  # fmt: skip
    null = [_bases(ready, i, j) for i, j in _null_pairs(statements)]
    if len(null) < 30:
        middle, spread = (0.02,) * 4, (0.077,) * 4
    else:
        table = np.array(null)
        medians = np.median(table, axis=0)
        deviations = 1.2 * 1.4826 * np.median(np.abs(table - medians), axis=0)
        middle = tuple(round(float(m), 6) for m in medians)  # type: ignore[assignment]
        spread = tuple(max(0.07, round(float(d), 6)) for d in deviations)  # type: ignore[assignment]
    return Event(ready.statements, idf, norms, ready.letters, middle, spread, ready.at)


def _null_pairs(statements: Sequence[Statement], most: int = 4000) -> list[Pair]:
    """Pairs of one article at least two sentences apart; evenly thinned where there are many."""
    rows: dict[int, list[int]] = {}
    for n, s in enumerate(statements):
        rows.setdefault(s.article, []).append(n)
    pairs = [(i, j) for row in rows.values() for i, j in combinations(row, 2) if j - i >= 2]
    step = len(pairs) // most + 1
    return pairs[::step]


def _letters(statements: Sequence[Statement]) -> NDArray[np.float32]:
    rows = np.zeros((len(statements), _BUCKETS), dtype=np.float32)
    for n, s in enumerate(statements):
        text = " " + " ".join(s.words)[:2000] + " "
        for size in (3, 4, 5):
            for at in range(len(text) - size + 1):
                rows[n, crc32(text[at : at + size].encode("utf-8", "replace")) % _BUCKETS] += 1
    known = (rows > 0).sum(axis=0)
    weights = np.log((len(statements) + 1) / np.maximum(known, 1)).astype(np.float32)
    rows = np.log1p(rows) * weights
    sizes = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return rows / np.maximum(sizes, 1e-9)


def _bases(e: Event, i: int, j: int) -> tuple[float, float, float, float]:
    a, b = e.statements[i], e.statements[j]
    shared = sum(e.idf[k] ** 2 for k in sorted(a.keys & b.keys))
    words = shared / (e.norms[i] * e.norms[j])
    letters = float(e.letters[i] @ e.letters[j])
    clauses = _best_clauses(e, a, b)[0]
    return ((words + letters + clauses) / 3, words, letters, clauses)


def _best_clauses(e: Event, a: Statement, b: Statement) -> tuple[float, float, Clause | None, Clause | None]:
    """Find the two clauses most alike: (cosine, idf weight they share, the clauses)."""
    best: tuple[float, float, Clause | None, Clause | None] = (0.0, 0.0, None, None)
    for x in a.clauses:
        if len(x.keys) < 2:
            continue
        for y in b.clauses:
            common = x.keys & y.keys
            if len(y.keys) < 2 or not common:
                continue
            shared = sum(e.idf[k] ** 2 for k in sorted(common))
            sizes = sqrt(sum(e.idf[k] ** 2 for k in sorted(x.keys)) * sum(e.idf[k] ** 2 for k in sorted(y.keys)))
            cosine = shared / sizes if sizes else 0.0
            if cosine > best[0]:
                best = (cosine, shared, x, y)
    return best


def likenesses(e: Event, pairs: Sequence[Pair]) -> dict[Pair, tuple[float, ...]]:
    """Give the base likenesses of pairs on the event's own scale."""
    result = {}
    for i, j in pairs:
        bases = _bases(e, i, j)
        result[i, j] = tuple((b - m) / s for b, m, s in zip(bases, e.middle, e.spread, strict=True))
    return result


def features(e: Event, pairs: Sequence[Pair]) -> Matrix:
    """Give the features of candidate pairs, one row a pair, in the order of NAMES."""
    alike = likenesses(e, pairs)
    rows = [_row(e, i, j, alike) for i, j in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))


def _row(e: Event, i: int, j: int, alike: dict[Pair, tuple[float, ...]]) -> list[float]:
    a, b = e.statements[i], e.statements[j]
    common = a.keys & b.keys
    rare = sorted((e.idf[k] for k in common), reverse=True)[:3] + [0.0] * 3
    top = max(1.0, log(len(e.statements) + 1))
    mass = sum(e.idf[k] for k in sorted(common))
    sizes = sorted((sum(e.idf[k] for k in sorted(a.keys)), sum(e.idf[k] for k in sorted(b.keys))))
    z = alike[i, j]
    x, y = _best_clauses(e, a, b)[2:]
    cover = 0.0
    subject_same = subject_clash = realis = negation = shared_keys = 0.0
    if x and y:
        both = sum(e.idf[k] for k in sorted(x.keys & y.keys))
        least = min(sum(e.idf[k] for k in sorted(c.keys)) for c in (x, y))
        cover = both / least if least else 0.0
        shared_keys = log(1 + len(x.keys & y.keys))
        if x.subjects and y.subjects:
            subject_same = float(bool(x.subjects & y.subjects))
            subject_clash = float(not x.subjects & y.keys and not y.subjects & x.keys)
        realis = float(x.realis != y.realis)
        negation = float(x.negated != y.negated)
    return [
        z[0], z[1], z[2], z[3],
        log(1 + max(len(a.keys), len(b.keys))),
        log(1 + min(len(a.keys), len(b.keys))),
        log(1 + _run(a.words, b.words)),
        rare[0] / top, rare[1] / top, rare[2] / top,
        _shared_values(a, b),
        _clashing_values(a, b),
        float(bool(a.speakers and b.speakers) and not a.speakers & b.speakers),
        float(bool(a.speakers & b.speakers)),
        float((a.quoted > 0.3) != (b.quoted > 0.3)),
        float(bool(a.groups & b.groups)),
        _neighbours(e, i, j, alike),
        mass / sizes[0] if sizes[0] else 0.0,
        mass / sizes[1] if sizes[1] else 0.0,
        log(1 + sum(e.idf[r.head] + e.idf[r.child] for r in sorted(a.arcs & b.arcs))),
        subject_same, subject_clash, realis, negation,
        log(1 + len(a.names & b.names)),
        log(1 + len(a.names ^ b.names)),
        float(a.place < 2 and b.place < 2),
        abs(a.place - b.place) / (1 + max(a.place, b.place)),
        cover, shared_keys,
        log(1 + len(_bigrams(a) & _bigrams(b))),
    ]  # fmt: skip


def _bigrams(s: Statement) -> frozenset[tuple[str, str]]:
    return frozenset(zip((k.text for k in s.keyed), (k.text for k in s.keyed[1:]), strict=False))


def _run(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest run of words that both hold."""
    longest, before = 0, [0] * (len(b) + 1)
    for word in a:
        row = [0] * (len(b) + 1)
        for n, other in enumerate(b):
            if word == other:
                row[n + 1] = before[n] + 1
                longest = max(longest, row[n + 1])
        before = row
    return longest


def _shared_values(a: Statement, b: Statement) -> float:
    common = {v.normal for v in a.values if v.normal != "count:1"} & {v.normal for v in b.values}
    return log(1 + sum(0.5 if v.startswith(("year", "count", "ordinal")) else 1.0 for v in sorted(common)))


def _clashing_values(a: Statement, b: Statement) -> float:
    """Count the values of one side for which the other has another of the same kind and unit, and not the same."""
    clashes = 0
    mine, theirs = {v.normal for v in a.values}, {v.normal for v in b.values}
    for v in a.values:
        rivals = [w for w in b.values if (w.kind, w.unit) == (v.kind, v.unit)]
        if rivals and v.normal not in theirs and all(w.normal not in mine for w in rivals):
            clashes += 1
    return log(1 + clashes)


def _neighbours(e: Event, i: int, j: int, alike: dict[Pair, tuple[float, ...]]) -> float:
    """How alike the sentences before or behind the two are: the better of both, at most 5."""
    a, b = e.statements[i], e.statements[j]
    best = 0.0
    for step in (-1, 1):
        m, n = e.at.get((a.article, a.place + step)), e.at.get((b.article, b.place + step))
        if m is not None and n is not None:
            best = max(best, alike.get((min(m, n), max(m, n)), (0.0,))[0])
    return min(best, 5.0)
