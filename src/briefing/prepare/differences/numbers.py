"""Numbers, dates and times that accounts of one thing give differently, or the same in other words.

Two values are compared when they are of one kind and unit and stand in one role: the words around them, and those
that they are bound to, are shared. Evidence is the weight of the role, the link between the statements, and how near
the amounts are. Who tells both values tells of two things: no article may tell both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from briefing.model import DifferenceKind, Verdict
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account, Closeness
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.differences.spans import PEOPLE, as_people, as_span, months
from briefing.prepare.differences.words import title
from briefing.prepare.keys import fold, word_key
from briefing.prepare.values import Value

_KINDS: dict[str, DifferenceKind] = {"date": "date", "time": "date", "year": "date"}
_SPAN = 3
"""Keys on each side of a value, other values left out, that tell what it measures."""
_TERMS = 4
"""Words between a value and the same in other terms."""
_WINDOW = 8
"""Of the values with one key in their role, each is compared with so many that are next in amount."""
_LINK: dict[Closeness, float] = {"full": 3.0, "partial": 1.5, "related": 0.8, "near": 0.5}
_BOUND = 1.5
_SAME_BOUND = 0.5
_NEEDED, _NEEDED_DATE, _SURE = 4.0, 5.0, 8.0
_NEEDED_MONTH = 4.8
"""For months, which are read only where one is told from the article's date."""
_STAY = 2
"""Names that two stays share: who stayed, and where or with whom."""
_OLD, _NEAR = 1200.0, 1.5
"""Months that few things of an event have lasted: such spans, so near each other, are of one thing."""
_OLD_SPANS = "old spans"
"""The slot of all of them."""
_LEAST = 1.0
"""What the shared role must weigh where no claim holds both statements."""
_ALIKE = ((1.03, 2.0), (1.1, 1.2))
"""Amounts that are within such a ratio are likelier of one thing, by so much."""
_LARGE, _EXACT = 100, 3
"""Amounts of so many, or one of so many digits that count, are seldom near each other by chance."""
_RATIO = 2.0
"""Amounts further apart are hardly of one thing."""
_ROUND = 1.06
"""A rounded amount is at most so far from the exact one."""
_OPEN = 1.25
"""More than so much: hardly as much as this times it."""
_VERBAL = 0.5
"""For values that hang on one verb, which somebody named does."""
_SINCE = re.compile(r"(?:ago|later|earlier|before|after|since)\b", re.IGNORECASE)


class Told(NamedTuple):
    """A value where it stands, with the keys of its role."""

    number: int
    statement: Statement
    value: Value
    role: frozenset[str]
    bound: frozenset[str]
    """Those of the role that govern the value or hang on it."""


class Match(NamedTuple):
    """Two values in one role."""

    score: float
    p: Told
    q: Told
    account: Account | None


def numbers(scene: Scene) -> Iterator[Finding]:
    """Compare the values of different articles."""
    groups: dict[tuple[str, str], list[Told]] = {}
    told: dict[str, set[int]] = {}
    for n, s in enumerate(scene.statements):
        for found in (*s.values, *months(scene, s)):
            v = as_people(scene, s, as_span(scene, s, found))
            told.setdefault(v.normal, set()).add(s.article)
            if v.kind not in {"ordinal", "score"} and not (v.kind == "count" and (v.amount == 1 or not v.unit)):
                groups.setdefault((v.kind, v.unit), []).append(Told(n, s, v, *_role(scene, s, v)))
    for _, rows in sorted(groups.items()):
        matches = [m for p, q in _pairs(scene, rows) if (m := _match(scene, p, q)) is not None]
        best = _best(matches)
        for m in matches:
            if min(best[_place(m.p, m.q)], best[_place(m.q, m.p)]) > m.score:
                continue
            same = m.p.value.normal == m.q.value.normal
            if same or m.p.value.unit == "month" or not told[m.p.value.normal] & told[m.q.value.normal]:
                verdict = verdict_of(scene, m.p, m.q)
                if verdict:
                    yield _finding(scene, m, verdict)


def _pairs(scene: Scene, rows: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Give the pairs worth comparing: those that share a key of their role, are linked, or are near in amount."""
    order = sorted(range(len(rows)), key=lambda n: (rows[n].value.amount, rows[n].value.normal, n))
    by_key: dict[str, list[int]] = {}
    for n in order:
        for k in rows[n].role:
            by_key.setdefault(k, []).append(n)
    found = {(min(i, j), max(i, j)) for i, j in pairwise(order)}
    for _, ns in sorted(by_key.items()):
        for place, i in enumerate(ns):
            found.update((min(i, j), max(i, j)) for j in ns[place + 1 : place + 1 + _WINDOW])
    at: dict[int, list[int]] = {}
    for n, t in enumerate(rows):
        at.setdefault(t.number, []).append(n)
    for i, j in scene.accounts:
        if i in at and j in at:
            found.update((n, m) if n < m else (m, n) for n in at[i] for m in at[j])
    return [(rows[i], rows[j]) for i, j in sorted(found) if rows[i].statement.article != rows[j].statement.article]


def _match(scene: Scene, p: Told, q: Told) -> Match | None:
    """Weigh the evidence that two values are of one thing; None where it is too little."""
    low, high = sorted((p.number, q.number))
    account = scene.accounts.get((low, high))
    same = p.value.normal == q.value.normal
    if same and (p.value.kind != "duration" or account is None):
        return None
    dated = p.value.kind in _KINDS
    bound = p.bound & q.bound
    score = scene.heavy(p.role & q.role) + (_BOUND if bound else 0.0) + (_LINK[account.closeness] if account else 0.0)
    if same:
        return Match(score, p, q, account) if account and account.closeness != "near" and score >= _NEEDED else None
    if dated:
        month = p.value.unit == "month" and score >= _NEEDED_MONTH and len(p.role & q.role) > 1
        others = _named(p) and _named(q) and not _named(p) & _named(q)
        enough = month or (score >= _NEEDED_DATE and (bound or score >= _SURE) and not others)
        return Match(score, p, q, account) if enough else None
    less, more = sorted((p.value.amount, q.value.amount))
    if _old(p.value) and _old(q.value) and more <= _NEAR * less:
        return Match(score, p, q, account)
    if not 0 < more <= _RATIO * less:
        return None
    telling = less >= _LARGE or max(_digits(p.value), _digits(q.value)) >= _EXACT
    alike = next((gain for ratio, gain in _ALIKE if more <= ratio * less), 0.0) if telling else 0.0
    if bound - _named(p) and _named(p) & _named(q):
        score += _VERBAL
    score += alike - (more / less - 1) + (_SAME_BOUND if p.value.bound and p.value.bound == q.value.bound else 0.0)
    linked = account is not None and account.closeness == "full"
    shared = linked or scene.heavy(p.role & q.role) >= _LEAST
    stays = (
        p.value.unit == "months" and len(_named(p) & _named(q)) >= _STAY and not (_gone(scene, p) or _gone(scene, q))
    )
    return Match(score, p, q, account) if shared and score >= _NEEDED and (bound or alike or linked or stays) else None


def _old(v: Value) -> bool:
    """Tell whether a value is a span of centuries."""
    return v.unit == "months" and v.amount >= _OLD


def _gone(scene: Scene, t: Told) -> bool:
    """Tell whether a duration only leads back or forth to a time: "two years ago", "a month later"."""
    return bool(_SINCE.match(scene.text(t.statement, t.value.end, min(t.value.end + 12, t.statement.range.end))))


def _named(t: Told) -> frozenset[str]:
    """Give the keys of a role that stand for names."""
    return t.role & t.statement.names


def _finding(scene: Scene, m: Match, verdict: Verdict) -> Finding:
    p, q = m.p, m.q
    variants = tuple(scene.variant(t.statement, t.value.start, t.value.end) for t in (p, q))
    words = partial(
        title,
        partial(scene.around, p.statement, p.value.start, p.value.end),
        partial(scene.around, q.statement, q.value.start, q.value.end),
        otherwise=partial(scene.about, p.statement, q.statement),
    )
    claim = m.account.claim if m.account else None
    slot = _OLD_SPANS if _old(p.value) and _old(q.value) else ""
    return Finding(_KINDS.get(p.value.kind, "number"), verdict, words, variants, claim, m.score, slot)


def _place(p: Told, q: Told) -> tuple[int, int, int]:
    return (p.number, p.value.start, q.statement.article)


def _best(matches: Sequence[Match]) -> Mapping[tuple[int, int, int], float]:
    """Give, for each value and each other article, the score of its best counterpart."""
    best: dict[tuple[int, int, int], float] = {}
    for m in matches:
        for place in (_place(m.p, m.q), _place(m.q, m.p)):
            best[place] = max(best.get(place, 0.0), m.score)
    return best


def verdict_of(scene: Scene, p: Told, q: Told) -> Verdict | None:
    """Tell how two values of one thing differ; None where a reader would see none."""
    v, w = p.value, q.value
    first, second = (fold(scene.text(t.statement, t.value.start, t.value.end)) for t in (p, q))
    if v.normal == w.normal:
        digits = any(c.isdigit() for c in first) and any(c.isdigit() for c in second)
        other = first.replace("-", " ").rstrip("s") != second.replace("-", " ").rstrip("s")
        return "same" if v.kind == "duration" and other and not digits else None
    if v.unit == "month":
        return "differs"
    if v.kind in _KINDS:
        relative = (
            not any(c.isdigit() for c in first) or not any(c.isdigit() for c in second) or "ago" in first + second
        )
        return "compatible" if relative else "differs"
    larger, smaller = (v, w) if v.amount >= w.amount else (w, v)
    opened = v.bound != w.bound and (smaller.bound == "over" or larger.bound == "under")
    near = larger.amount <= _OPEN * smaller.amount
    grown = v.unit == w.unit == PEOPLE and _grew(scene, p, q)
    return "compatible" if (opened and near) or _rounded(v, w) or grown else "differs"


def _grew(scene: Scene, p: Told, q: Told) -> bool:
    """Tell whether the later of two articles counts more."""
    less, more = sorted((p, q), key=lambda t: t.value.amount)
    first, then = (scene.analyses[t.statement.article].article.published for t in (less, more))
    return first is not None and then is not None and first.value < then.value


def _digits(v: Value) -> int:
    """Count the digits of an amount that count."""
    return len(f"{v.amount:.6f}".rstrip("0").replace(".", "").strip("0"))


def _rounded(v: Value, w: Value) -> bool:
    """Tell whether one amount is the other in fewer digits."""
    rough, fine = sorted((v, w), key=_digits)
    if v.kind == "count" and rough.amount < _LARGE and not (v.bound or w.bound):
        return False
    if not rough.amount / _ROUND <= fine.amount <= rough.amount * _ROUND:
        return False
    return float(f"{fine.amount:.{max(_digits(rough) - 1, 0)}e}") == rough.amount


def _role(scene: Scene, s: Statement, v: Value) -> tuple[frozenset[str], frozenset[str]]:
    """Give the keys around a value, with who does what with it; and those that it is bound to.

    What a count counts is no evidence: values are compared with those of one unit anyway. A value in other terms is
    bound to what the first is.
    """
    at = next((n for n, k in enumerate(s.keyed) if v.start <= k.start < v.end), None)
    if at is None:
        return frozenset(), frozenset()
    own = {k.text for k in s.keyed if v.start <= k.start < v.end}
    key = s.keyed[at].text
    left = [k.text for k in s.keyed[max(0, at - 2 * _SPAN) : at] if k.text[0] != "="][-_SPAN:]
    right = [k.text for k in s.keyed[at + 1 : at + 1 + 2 * _SPAN] if k.text[0] != "="][:_SPAN]
    near = {*left, *right}
    heads = {r.head for r in s.arcs if r.child == key}
    values = {h for h in heads if h[0] == "=" and _other_terms(scene, s, v, h)}
    bound = heads | {r.head for r in s.arcs if r.child in values} | {r.child for r in s.arcs if r.head == key}
    near |= bound
    clause = next((c for c in s.clauses if c.start <= v.start < c.end and key in c.keys), None)
    if clause:
        near |= clause.subjects | ({clause.verb} if clause.verb else set())
    unit = own | ({word_key(v.unit)} if v.kind == "count" else set())
    return (
        frozenset(k for k in near if k[0] != "=") - unit,
        frozenset(k for k in bound if k[0] != "=") - unit,
    )


def _other_terms(scene: Scene, s: Statement, v: Value, key: str) -> bool:
    """Tell whether a value is the one with a key in other terms: "$70 a share, or $105 billion", "£5 ($6)"."""
    other = next((k for k in s.keyed if k.text == key and k.end <= v.start), None)
    between = scene.text(s, other.end, v.start).split() if other else []
    return len(between) <= _TERMS and ("or" in between or "(" in between)
