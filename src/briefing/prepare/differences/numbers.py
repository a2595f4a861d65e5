"""Numbers, dates and times that accounts of one thing give differently, or the same in other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model import DifferenceKind, Range, Variant, Verdict
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.words import about, shown
from briefing.prepare.keys import Key, fold
from briefing.prepare.values import Value

_KINDS: dict[str, DifferenceKind] = {"date": "date", "time": "date", "year": "date"}
_NEAR = 3
"""Keys on each side of a value that tell what it measures."""


def numbers(analyses: Sequence[Analysis], accounts: Sequence[Account]) -> Iterator[Finding]:
    """Compare the values of accounts that stand in the same role."""
    for account in accounts:
        a, b = account.a, account.b
        mine, theirs = {v.normal for v in a.values}, {v.normal for v in b.values}
        for v in a.values:
            rivals = [w for w in b.values if w.kind == v.kind and w.unit == v.unit]
            for w in rivals:
                verdict = _verdict(v, w, analyses, a, b)
                if verdict is None or (verdict != "same" and (v.normal in theirs or w.normal in mine)):
                    continue
                role = _role(a, v) & _role(b, w)
                if not _same_role(role, v, account, len(rivals)):
                    continue
                variants = tuple(
                    Variant(Range(s.range.article, x.start, x.end), shown(analyses[s.article], x.start, x.end))
                    for s, x in ((a, v), (b, w))
                )
                words = about(analyses[a.article], a, role or a.keys & b.keys, v.start)
                yield Finding(_KINDS.get(v.kind, "number"), verdict, words, variants, account.claim)


def _verdict(v: Value, w: Value, analyses: Sequence[Analysis], a: Statement, b: Statement) -> Verdict | None:
    if v.normal == w.normal:
        first = fold(analyses[a.article].article.text[v.start : v.end])
        second = fold(analyses[b.article].article.text[w.start : w.end])
        digits = any(c.isdigit() for c in first) and any(c.isdigit() for c in second)
        return "same" if v.kind == "duration" and first != second and not digits else None
    if v.kind in {"ordinal", "score"}:
        return None
    if v.kind in {"date", "year", "time"}:
        return "differs"
    low, high = sorted((v.amount, w.amount))
    if v.bound or w.bound:
        larger, smaller = (v, w) if v.amount >= w.amount else (w, v)
        if smaller.bound == "over" or larger.bound == "under" or (low and high / low < 1.1):  # noqa: PLR2004 - about
            return "compatible"
    return "compatible" if low and high / low < 1.02 else "differs"  # noqa: PLR2004 - rounded


def _role(s: Statement, v: Value) -> frozenset[str]:
    """Give the keys around a value: those of the words beside it and of those that it is bound to."""
    places = [n for n, k in enumerate(s.keyed) if v.start <= k.start < v.end]
    if not places:
        return frozenset()
    at = places[0]
    near: list[Key] = [*s.keyed[max(0, at - _NEAR) : at], *s.keyed[at + 1 : at + 1 + _NEAR]]
    key = s.keyed[at].text
    bound = {r.head for r in s.arcs if r.child == key} | {r.child for r in s.arcs if r.head == key}
    return frozenset({k.text for k in near} | bound) - {k.text for k in s.keyed if k.text.startswith("=")}


def _same_role(role: frozenset[str], v: Value, account: Account, rivals: int) -> bool:
    plain = {k for k in role if not k.startswith(("@", "#"))}
    if account.full:
        return len(role) >= 1 and (rivals == 1 or len(plain) >= 1)
    return len(plain) >= (1 if v.kind in {"money", "percent"} else 2) and len(role) >= 2  # noqa: PLR2004
