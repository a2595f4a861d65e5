"""What speaks for and against two statements of different sources being one claim."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.claims.likeness import Event
from briefing.prepare.claims.rows import Floats, Ints, Shared, flags, greatest, products, summed
from briefing.prepare.claims.statements import Statement

Matrix = NDArray[np.float64]

FOR = (
    "likeness", "likeness_letters", "run", "second_rarest", "third_rarest", "values", "speaker_same", "quote_group",
    "neighbours", "names_shared", "both_leads", "clause_cover_longer", "clause_shared", "clause_gain", "anchors",
    "in_order", "mass", "main_told_too",
)  # fmt: skip
"""The features that can only speak for one claim."""
AGAINST = (
    "speakers_differ", "one_quoted", "utterances_differ", "realis_clash", "negation_clash", "main_negation_clash",
    "names_unshared", "place_gap", "rival", "done_clash", "one_phrase", "object_clash",
)  # fmt: skip
"""Those that can only speak against it."""
EITHER = ("longer", "shorter", "specific")
"""Those that may do either."""
NAMES = (*FOR, *AGAINST, *EITHER)
"""All features of a pair, in order."""

Columns = dict[str, Floats]


def features(e: Event, i: Ints, j: Ints) -> Matrix:
    """Give the features of pairs of statements, one row a pair, in the order of NAMES."""
    if not len(i):
        return np.zeros((0, len(NAMES)))
    shared = e.masses.shared(i, j)
    found = _words(e, i, j, shared) | _clauses(e, i, j) | _circumstance(e, i, j)
    found["likeness"] = (found["likeness_keys"] + found["likeness_letters"] + found["likeness_clauses"]) / 3
    found |= _beside(e, i, j, found["likeness"])
    return np.column_stack([found[n] for n in NAMES])


_AT_ONCE = 256
_UNMATCHED = 0.25
"""What a key that only one of two clauses holds takes from what they have in common."""


def _words(e: Event, i: Ints, j: Ints, shared: Shared) -> Columns:
    """Compare the keys, letters and runs of words of whole statements."""
    count = len(i)
    pair, column = shared.pair, shared.column
    masses = np.minimum(shared.mine, shared.theirs)
    rare = _rarest(pair, masses, count) / 5.0
    runs, once = e.runs.shared(i, j), e.once.shared(i, j)
    phrases = e.phrases.shared(i, j)
    top = np.maximum(_most_of_one(pair, phrases.mine, masses, count), _most_of_one(pair, phrases.theirs, masses, count))
    whole = summed(pair, masses, count)
    often = e.frequency[column].astype(float)
    belongs = masses / e.idf[column]
    sizes_i, sizes_j = e.masses.sizes[i], e.masses.sizes[j]
    return {
        "likeness_keys": summed(pair, shared.mine * shared.theirs, count) / (e.masses.norms[i] * e.masses.norms[j]),
        "likeness_letters": _letters(e, i, j),
        "longer": np.log1p(np.maximum(sizes_i, sizes_j)),
        "shorter": np.log1p(np.minimum(sizes_i, sizes_j)),
        "run": np.log1p(greatest(runs.pair, runs.mine, count)),
        "second_rarest": rare[:, 1],
        "third_rarest": rare[:, 2],
        "mass": np.log1p(summed(pair, masses, count)),
        "anchors": np.log1p(summed(once.pair, np.minimum(once.mine, once.theirs), count)),
        "specific": summed(pair, belongs * 2 / np.maximum(often * (often - 1), 1.0), count),
        "one_phrase": top / np.maximum(whole, 1e-9),
        "in_order": _in_order(e, i, j),
    }


def _letters(e: Event, i: Ints, j: Ints) -> Floats:
    """Give the cosine of the letter runs of each pair, some pairs at a time: their rows would fill the memory."""
    parts = [
        np.einsum("ij,ij->i", e.letters[i[at : at + _AT_ONCE]], e.letters[j[at : at + _AT_ONCE]])
        for at in range(0, len(i), _AT_ONCE)
    ]
    return np.round(np.concatenate(parts).astype(float), 5)


def _rarest(pair: Ints, masses: Floats, count: int) -> Matrix:
    """Give the three greatest masses of each pair."""
    order = np.lexsort((-masses, pair))
    sorted_pair = pair[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_pair, sorted_pair)
    result = np.zeros((count, 3))
    top = rank < 3
    result[sorted_pair[top], rank[top]] = masses[order][top]
    return result


def _most_of_one(pair: Ints, phrase: Floats, masses: Floats, count: int) -> Floats:
    """Give the greatest mass that one phrase holds of what each pair shares."""
    codes, at = np.unique(pair * 1024 + phrase.astype(np.int64), return_inverse=True)
    return greatest(codes // 1024, np.round(summed(at, masses, len(codes)), 9), count)


def _in_order(e: Event, i: Ints, j: Ints) -> Floats:
    """How many of the shared keys both tell in the same order as the one before, as a logarithm."""
    shared = e.order.shared(i, j)
    order = np.lexsort((shared.mine, shared.pair))
    pair, theirs = shared.pair[order], shared.theirs[order]
    rising = np.zeros(len(pair))
    rising[1:] = (pair[1:] == pair[:-1]) & (theirs[1:] > theirs[:-1])
    some = summed(pair, None, len(i)) > 0
    return np.log1p(summed(pair, rising, len(i)) + some)


def _clauses(e: Event, i: Ints, j: Ints) -> Columns:
    """Compare the two clauses of each pair that match best: most in common, least that only one of them tells."""
    count = len(i)
    sizes = np.diff(e.first_clause)
    pair, x, y = products(e.first_clause[i], sizes[i], e.first_clause[j], sizes[j])
    shared = e.clause_masses.shared(x, y)
    met = np.unique(shared.pair)
    mass = summed(shared.pair, np.minimum(shared.mine, shared.theirs), len(pair))[met]
    product = summed(shared.pair, shared.mine * shared.theirs, len(pair))[met]
    number = summed(shared.pair, None, len(pair))[met]
    pair, x, y = pair[met], x[met], y[met]
    totals_x, totals_y = e.clause_masses.totals[x], e.clause_masses.totals[y]
    cosine = product / (e.clause_masses.norms[x] * e.clause_masses.norms[y])
    gain = np.round(mass - _UNMATCHED * (totals_x + totals_y - 2 * mass), 9)
    order = np.lexsort((np.arange(len(pair)), -gain, pair))
    best = order[np.unique(pair[order], return_index=True)[1]]
    done = e.done.shared(i, j)
    aligned = [(e.clauses[a], e.clauses[b]) for a, b in zip(x[best].tolist(), y[best].tolist(), strict=True)]

    def spread(values: NDArray[np.generic]) -> Floats:
        result = np.zeros(count)
        result[pair[best]] = values
        return result

    return {
        "likeness_clauses": greatest(pair, cosine, count),
        "clause_cover_longer": spread((mass / np.maximum(np.maximum(totals_x, totals_y), 1e-9))[best]),
        "clause_shared": spread(np.log1p(number[best])),
        "clause_gain": spread(np.log1p(np.maximum(0.0, gain[best]))),
        "object_clash": spread(
            np.array(
                [
                    float(bool(a.objects and b.objects) and not a.objects & b.keys and not b.objects & a.keys)
                    for a, b in aligned
                ]
            )
        ),
        "done_clash": np.maximum(
            spread(np.array([float(_clash(a.done, b.done)) for a, b in aligned])),
            greatest(done.pair, (done.mine != done.theirs).astype(float), count),
        ),
        "realis_clash": spread(np.array([a.realis != b.realis for a, b in aligned], dtype=float)),
        "negation_clash": spread(np.array([a.negated != b.negated for a, b in aligned], dtype=float)),
    }


def _clash(a: bool | None, b: bool | None) -> bool:  # noqa: FBT001 - what two verbs say
    return a is not None and b is not None and a != b


def _beside(e: Event, i: Ints, j: Ints, likeness: Floats) -> Columns:
    """Look at the other pairs: those of the sentences beside, and the better ones that each of the two has."""
    count, size = len(i), len(e.statements)
    codes = i * size + j
    neighbours = np.zeros(count)
    new = e.article[1:] != e.article[:-1]
    for step, edge in ((-1, np.concatenate([[True], new])), (1, np.concatenate([new, [True]]))):
        inside = ~(edge[i] | edge[j])
        wanted = np.where(inside, codes + step * (size + 1), -1)
        found = np.minimum(np.searchsorted(codes, wanted), count - 1)
        neighbours = np.maximum(neighbours, np.where(codes[found] == wanted, likeness[found], 0.0))
    rounded = np.round(likeness, 9)
    articles = int(e.article.max()) + 1
    mine, theirs = i * articles + e.article[j], j * articles + e.article[i]
    best = greatest(np.concatenate([mine, theirs]), np.concatenate([rounded, rounded]), size * articles)
    lost_i, lost_j = best[mine] - rounded, best[theirs] - rounded
    return {"neighbours": neighbours, "rival": np.maximum(lost_i, lost_j)}


def _circumstance(e: Event, i: Ints, j: Ints) -> Columns:
    """Compare speakers, utterances, names, amounts, places and the verbs that carry what is told."""
    count = len(i)

    def common(of: Sequence[frozenset[str]]) -> tuple[Floats, NDArray[np.bool_], Floats]:
        table = flags(of)
        same = summed(table.shared(i, j).pair, None, count)
        sizes = table.sizes[i], table.sizes[j]
        return same, (sizes[0] > 0) & (sizes[1] > 0), (sizes[0] + sizes[1]).astype(float)

    told = e.statements
    speakers, both_speak, _ = common([s.speakers for s in told])
    groups, _, _ = common([s.groups for s in told])
    names, _, all_names = common([s.names - s.framed for s in told])
    quoted = np.array([s.quoted for s in told])
    place_i, place_j = e.place[i].astype(float), e.place[j].astype(float)
    rows = [(told[a], told[b]) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    return {
        "speakers_differ": (both_speak & (speakers == 0)).astype(float),
        "speaker_same": (speakers > 0).astype(float),
        "one_quoted": ((quoted[i] > _SOME) != (quoted[j] > _SOME)).astype(float),
        "quote_group": (groups > 0).astype(float),
        "utterances_differ": ((quoted[i] > _MOST) & (quoted[j] > _MOST) & (groups == 0)).astype(float),
        "names_shared": np.log1p(names),
        "names_unshared": np.log1p(all_names - 2 * names),
        "both_leads": ((place_i < _LEADS) & (place_j < _LEADS)).astype(float),
        "place_gap": np.abs(place_i - place_j) / (1 + np.maximum(place_i, place_j)),
        "values": np.array([_shared_values(a, b) for a, b in rows]),
        "main_told_too": np.array([float(a.main.verb in b.keys or b.main.verb in a.keys) for a, b in rows]),
        "main_negation_clash": np.array([float(a.main.negated != b.main.negated) for a, b in rows]),
    }


_SOME, _MOST = 0.3, 0.5
"""Shares of a sentence within quotation marks from which it is quoted in part, and for the most part."""
_LEADS = 2
"""The first sentences of an article, which tell its news."""


def _shared_values(a: Statement, b: Statement) -> float:
    """Weigh the amounts and dates that both give; years, counts and ordinals half."""
    if not a.values or not b.values:
        return 0.0
    common = {v.normal for v in a.values if v.normal != "count:1"} & {v.normal for v in b.values}
    return log(1 + sum(0.5 if v.startswith(("year", "count", "ordinal")) else 1.0 for v in sorted(common)))
