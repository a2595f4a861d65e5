"""Numbers, dates and times that accounts of one thing give differently, or the same in other words.

Two values are compared when they are of one kind and unit and stand in one role: the words around them, and those
that they are bound to, are shared. Neither article may tell the other's value anywhere: who tells both prices tells
of two prices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import log
from typing import NamedTuple

from briefing.model import DifferenceKind, Range, Variant, Verdict
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.words import about, shown
from briefing.prepare.keys import fold, rarity
from briefing.prepare.values import Value

_KINDS: dict[str, DifferenceKind] = {"date": "date", "time": "date", "year": "date"}
_NEAR = 3
"""Keys on each side of a value that tell what it measures."""
_MOST = 400
"""Values of one kind and unit that are compared with each other, at most."""
_LINKED, _RELATED, _FREE = 1.0, 2.4, 4.5
"""What the shared role must weigh in statements of one claim, in related ones, and in any two."""


_UNBOUND = 2.0
"""What the role must weigh more where nothing shared governs both values."""


class Told(NamedTuple):
    """A value where it stands, with the keys of its role."""

    statement: Statement
    value: Value
    role: frozenset[str]
    bound: frozenset[str]
    """Those of the role that govern the value or hang on it."""


def numbers(
    analyses: Sequence[Analysis], statements: Sequence[Statement], accounts: Sequence[Account]
) -> Iterator[Finding]:
    """Compare the values of different articles."""
    frequency = Counter(k for s in statements for k in s.keys)
    idf = {k: log((len(statements) + 1) / n) * rarity(k) for k, n in frequency.items()}
    linked = {(x.a.range, x.b.range): x for x in accounts}
    said = {(s.article, v.normal) for s in statements for v in s.values}
    groups: dict[tuple[str, str], list[Told]] = {}
    for s in statements:
        for v in s.values:
            if v.kind not in {"ordinal", "score"} and not (v.kind == "count" and (v.amount == 1 or not v.unit)):
                groups.setdefault((v.kind, v.unit), []).append(Told(s, v, *_role(s, v)))
    for _, rows in sorted(groups.items()):
        weighed = [
            (_weight(p, q, idf), p, q, linked.get((p.statement.range, q.statement.range)))
            for p, q in combinations(rows[:_MOST], 2)
            if p.statement.article != q.statement.article and p.role & q.role
        ]
        best = _best(weighed)
        for weight, p, q, account in weighed:
            need = _FREE if account is None else _LINKED if account.full else _RELATED
            verdict = _verdict(p, q, analyses)
            told = verdict != "same" and (
                (q.statement.article, p.value.normal) in said or (p.statement.article, q.value.normal) in said
            )
            if account is None and (verdict == "same" or not _close(p.value, q.value)):
                continue
            if (
                verdict
                and not told
                and (p.bound & q.bound or verdict == "same" or p.value.kind in _KINDS or weight >= need + _UNBOUND)
                and weight >= need
                and min(best[_place(p, q)], best[_place(q, p)]) <= weight
            ):
                yield _finding(p, q, verdict, analyses, account)


def _close(v: Value, w: Value) -> bool:
    """Tell whether two values could be of one thing where nothing else links them: neither twice the other."""
    if v.kind in {"date", "year", "time"}:
        return True
    low, high = sorted((v.amount, w.amount))
    return low > 0 and high <= 2 * low


def _finding(p: Told, q: Told, verdict: Verdict, analyses: Sequence[Analysis], account: Account | None) -> Finding:
    variants = tuple(
        Variant(
            Range(t.statement.range.article, t.value.start, t.value.end),
            shown(analyses[t.statement.article], t.value.start, t.value.end),
        )
        for t in (p, q)
    )
    words = about(analyses[p.statement.article], p.statement, p.role & q.role, p.value.start)
    claim = account.claim if account and account.full else None
    return Finding(_KINDS.get(p.value.kind, "number"), verdict, words, variants, claim)


def _place(p: Told, q: Told) -> tuple[Range, int, int]:
    return (p.statement.range, p.value.start, q.statement.article)


def _best(weighed: Sequence[tuple[float, Told, Told, Account | None]]) -> Mapping[tuple[Range, int, int], float]:
    """Give, for each value and each other article, the weight of its best counterpart."""
    best: dict[tuple[Range, int, int], float] = {}
    for weight, p, q, _ in weighed:
        for place in (_place(p, q), _place(q, p)):
            best[place] = max(best.get(place, 0.0), weight)
    return best


def _weight(p: Told, q: Told, idf: Mapping[str, float]) -> float:
    return sum(idf[k] for k in sorted(p.role & q.role))


def _verdict(p: Told, q: Told, analyses: Sequence[Analysis]) -> Verdict | None:
    v, w = p.value, q.value
    first, second = (fold(analyses[t.statement.article].article.text[t.value.start : t.value.end]) for t in (p, q))
    if v.normal == w.normal:
        digits = any(c.isdigit() for c in first) and any(c.isdigit() for c in second)
        return "same" if v.kind == "duration" and first != second and not digits else None
    if v.kind in {"date", "year", "time"}:
        relative = (
            not any(c.isdigit() for c in first) or not any(c.isdigit() for c in second) or "ago" in first + second
        )
        return "compatible" if relative else "differs"
    low, high = sorted((v.amount, w.amount))
    if v.bound or w.bound:
        larger, smaller = (v, w) if v.amount >= w.amount else (w, v)
        if smaller.bound == "over" or (larger.bound == "under" and low) or (low and high / low < 1.1):
            return "compatible"
    return "compatible" if low and high / low < 1.01 else "differs"


def _role(s: Statement, v: Value) -> tuple[frozenset[str], frozenset[str]]:
    """Give the keys around a value, with who does what with it; and those that it is bound to."""
    at = next((n for n, k in enumerate(s.keyed) if v.start <= k.start < v.end), None)
    if at is None:
        return frozenset(), frozenset()
    key = s.keyed[at].text
    near = {k.text for k in (*s.keyed[max(0, at - _NEAR) : at], *s.keyed[at + 1 : at + 1 + _NEAR])}
    bound = {r.head for r in s.arcs if r.child == key} | {r.child for r in s.arcs if r.head == key}
    near |= bound
    clause = next((c for c in s.clauses if c.start <= v.start < c.end and key in c.keys), None)
    if clause:
        near |= clause.subjects | ({clause.verb} if clause.verb else set())
    return frozenset(k for k in near if k[0] != "="), frozenset(k for k in bound if k[0] != "=")
