"""What speaks for and against two statements of different sources being one claim."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.claims.grammar import Predicate
from briefing.prepare.claims.likeness import Aligned, Event, Pair, Scale, align, bases, scaled
from briefing.prepare.claims.statements import Statement

Matrix = NDArray[np.float64]

NAMES = (
    "likeness", "likeness_keys", "likeness_letters", "likeness_clauses", "longer", "shorter", "run", "rarest",
    "second_rarest", "third_rarest", "values", "values_clash", "speakers_differ", "speaker_same", "one_quoted",
    "quote_group", "neighbours", "cover_shorter", "cover_longer", "arcs", "subject_same", "subject_clash",
    "realis_clash", "negation_clash", "names_shared", "names_unshared", "both_leads", "place_gap", "clause_cover",
    "clause_cover_longer", "clause_shared", "clause_gain", "bigrams", "anchors", "specific", "in_order",
    "mass", "mass_plain", "predicates", "predicates_agree", "predicate_subjects_clash", "predicate_objects_clash",
    "predicate_realis_clash", "rival", "rivals", "best_of_both",
)  # fmt: skip
"""The features of a pair, in order."""


def features(e: Event, pairs: Sequence[Pair]) -> Matrix:
    """Give the features of candidate pairs, one row a pair, in the order of NAMES."""
    aligned = {(i, j): align(e, i, j) for i, j in pairs}
    alike = {(i, j): scaled(e, bases(e, i, j, aligned[i, j])) for i, j in pairs}
    bigrams = [frozenset(itertools.pairwise(k)) for k in ([x.text for x in s.keyed] for s in e.statements)]
    rivals = _rivals(e, alike)
    places = [_places(s.words) for s in e.statements]
    rows = []
    for i, j in pairs:
        row = (
            rivals[i, j]
            | _likeness(e, i, j, alike)
            | _words(e, i, j, places[j])
            | _clause(aligned[i, j])
            | _predicates(e, i, j)
            | _circumstance(e, i, j)
        )
        row["bigrams"] = log(1 + len(bigrams[i] & bigrams[j]))
        rows.append([row[n] for n in NAMES])
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))


def _likeness(e: Event, i: int, j: int, alike: Mapping[Pair, Scale]) -> dict[str, float]:
    z = alike[i, j]
    return {
        "likeness": z[0],
        "likeness_keys": z[1],
        "likeness_letters": z[2],
        "likeness_clauses": z[3],
        "neighbours": _neighbours(e, i, j, alike),
    }


def _rivals(e: Event, alike: Mapping[Pair, Scale]) -> dict[Pair, dict[str, float]]:
    """Tell how much better each of the two finds another statement of the other's article."""
    best: dict[Pair, float] = {}
    for (i, j), z in alike.items():
        for n, m in ((i, j), (j, i)):
            key = (n, e.statements[m].article)
            best[key] = max(best.get(key, 0.0), z[0])
    result = {}
    for (i, j), z in alike.items():
        mine = best[i, e.statements[j].article] - z[0]
        theirs = best[j, e.statements[i].article] - z[0]
        result[i, j] = {
            "rival": min(max(mine, theirs), 6.0),
            "rivals": min(mine, theirs, 6.0),
            "best_of_both": float(mine <= 0.0 and theirs <= 0.0),
        }
    return result


def _words(e: Event, i: int, j: int, places: Mapping[str, Sequence[int]]) -> dict[str, float]:
    a, b, mine, theirs = e.statements[i], e.statements[j], e.masses[i], e.masses[j]
    common = sorted(mine.of.keys() & theirs.of.keys())
    masses = [min(mine.of[k], theirs.of[k]) for k in common]
    rare = sorted(masses, reverse=True)[:3] + [0.0] * 3
    top = max(1.0, log(len(e.statements) + 1))
    less, more = sorted((mine.total, theirs.total))
    return {
        "longer": log(1 + max(len(a.keys), len(b.keys))),
        "shorter": log(1 + min(len(a.keys), len(b.keys))),
        "run": log(1 + _run(a.words, places)),
        "rarest": rare[0] / top,
        "second_rarest": rare[1] / top,
        "third_rarest": rare[2] / top,
        "cover_shorter": sum(masses) / less if less else 0.0,
        "cover_longer": sum(masses) / more if more else 0.0,
        "arcs": log(1 + sum(e.idf[r.head] + e.idf[r.child] for r in sorted(a.arcs & b.arcs))),
        "anchors": log(1 + sum(min(a.weights[k], b.weights[k]) for k in sorted(e.once[i] & e.once[j]))),
        "specific": sum(min(a.weights[k], b.weights[k]) * 2 / (e.frequency[k] * (e.frequency[k] - 1)) for k in common),
        "mass": log(1 + sum(masses)),
        "mass_plain": log(1 + sum(m for k, m in zip(common, masses, strict=True) if k not in a.names)),
        "in_order": _in_order([k.text for k in a.keyed], [k.text for k in b.keyed]),
    }


def _clause(c: Aligned) -> dict[str, float]:
    row = dict.fromkeys(
        ("clause_cover", "clause_cover_longer", "clause_shared", "clause_gain", "subject_same", "subject_clash",
         "realis_clash", "negation_clash"), 0.0,
    )  # fmt: skip
    if c.x is None or c.y is None:
        return row
    less, more = sorted((c.x_total, c.y_total))
    row["clause_cover"] = c.shared / less if less else 0.0
    row["clause_cover_longer"] = c.shared / more if more else 0.0
    row["clause_shared"] = log(1 + len(c.x.keys & c.y.keys))
    row["clause_gain"] = log(1 + max(0.0, c.gain))
    row["realis_clash"] = float(c.x.realis != c.y.realis)
    row["negation_clash"] = float(c.x.negated != c.y.negated)
    if c.x.subjects and c.y.subjects:
        row["subject_same"] = float(bool(c.x.subjects & c.y.subjects))
        row["subject_clash"] = float(not c.x.subjects & c.y.keys and not c.y.subjects & c.x.keys)
    return row


def _predicates(e: Event, i: int, j: int) -> dict[str, float]:
    """Compare who does what to whom, for each verb that both tell."""
    theirs: dict[str, list[Predicate]] = {}
    for q in e.statements[j].predicates:
        theirs.setdefault(q.verb, []).append(q)
    shared = agree = subjects = objects = realis = 0.0
    for verb, rows in _by_verb(e.statements[i].predicates).items():
        pairs = [(p, q) for p in rows for q in theirs.get(verb, ())]
        if not pairs:
            continue
        mass = e.idf[verb]
        shared += mass
        agree += mass * any((p.subjects & q.subjects or p.objects & q.objects) and _same_mood(p, q) for p, q in pairs)
        subjects += all(p.subjects and q.subjects and not p.subjects & q.subjects for p, q in pairs)
        objects += all(p.objects and q.objects and not p.objects & q.objects for p, q in pairs)
        realis += all(not _same_mood(p, q) for p, q in pairs)
    return {
        "predicates": log(1 + shared),
        "predicates_agree": log(1 + agree),
        "predicate_subjects_clash": log(1 + subjects),
        "predicate_objects_clash": log(1 + objects),
        "predicate_realis_clash": log(1 + realis),
    }


def _by_verb(predicates: Sequence[Predicate]) -> dict[str, list[Predicate]]:
    rows: dict[str, list[Predicate]] = {}
    for p in predicates:
        rows.setdefault(p.verb, []).append(p)
    return rows


def _same_mood(p: Predicate, q: Predicate) -> bool:
    return p.realis == q.realis and p.negated == q.negated


def _circumstance(e: Event, i: int, j: int) -> dict[str, float]:
    a, b = e.statements[i], e.statements[j]
    return {
        "values": _shared_values(a, b),
        "values_clash": _clashing_values(a, b),
        "speakers_differ": float(bool(a.speakers and b.speakers) and not a.speakers & b.speakers),
        "speaker_same": float(bool(a.speakers & b.speakers)),
        "one_quoted": float((a.quoted > 0.3) != (b.quoted > 0.3)),
        "quote_group": float(bool(a.groups & b.groups)),
        "names_shared": log(1 + len(a.names & b.names)),
        "names_unshared": log(1 + len(a.names ^ b.names)),
        "both_leads": float(a.place < 2 and b.place < 2),
        "place_gap": abs(a.place - b.place) / (1 + max(a.place, b.place)),
    }


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    """Give the places of each word."""
    places: dict[str, list[int]] = {}
    for n, word in enumerate(words):
        places.setdefault(word, []).append(n)
    return places


def _run(a: Sequence[str], places: Mapping[str, Sequence[int]]) -> int:
    """Length of the longest run of words that one statement shares with another, given the other's places."""
    longest = 0
    before: dict[int, int] = {}
    for word in a:
        row = {n: before.get(n - 1, 0) + 1 for n in places.get(word, ())}
        longest = max(longest, max(row.values(), default=0))
        before = row
    return longest


def _in_order(a: Sequence[str], b: Sequence[str]) -> float:
    """How many of the shared keys both tell in the same order (longest common subsequence), as a logarithm."""
    common = set(a) & set(b)
    a, b = [w for w in a if w in common], [w for w in b if w in common]
    before = [0] * (len(b) + 1)
    for word in a:
        row = [0]
        for n, other in enumerate(b):
            row.append(before[n] + 1 if word == other else max(row[n], before[n + 1]))
        before = row
    return log(1 + before[-1])


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


def _neighbours(e: Event, i: int, j: int, alike: Mapping[Pair, Scale]) -> float:
    """How alike the sentences before or behind the two are: the better of both, at most 5."""
    a, b = e.statements[i], e.statements[j]
    best = 0.0
    for step in (-1, 1):
        m, n = e.at.get((a.article, a.place + step)), e.at.get((b.article, b.place + step))
        if m is not None and n is not None and (min(m, n), max(m, n)) in alike:
            best = max(best, alike[min(m, n), max(m, n)][0])
    return min(best, 5.0)
