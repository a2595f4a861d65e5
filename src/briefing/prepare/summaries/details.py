"""What of a unit stands in its own source alone, though other sources are cited for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Range
from briefing.prepare.claims.statements import Statement
from briefing.prepare.summaries.support import Support

NEAR = 2
"""A source may tell a detail so many sentences before or after the one that is cited."""
CLAUSE = 4
"""A clause with fewer keys is no detail of its own."""
SHARED = 0.2
"""What is known of a clause, by the weight of its keys, where it counts as told by one source."""
ROUND = 0.06
"""Amounts that differ by no more than this share are one amount, rounded."""
MOST = 3
"""So many details of a unit are marked."""
_AMOUNTS = frozenset({"money", "percent", "duration", "age", "count", "score", "time", "year"})
_STOPS = frozenset({"", ",", ";", ":", "—", "–", "-", "(", ")", ".", "!", "”", '"', "’", "'"})
_WORD = re.compile(r"[^\W_]{3,40}")
_FEWEST = 3
"""Smaller counts are words of the language more often than facts."""


def only(unit: Range, cites: Sequence[Range], support: Support) -> tuple[Range, ...]:
    """Give the words of a unit for which others are cited that no other source has: a clause, a name or an amount.

    A name or an amount is marked where no other article holds it anywhere, in no part; a clause where none tells it
    beside the sentence that is cited, and no article in a sentence of its own. In doubt nothing is marked.
    """
    others = [c for c in cites if c.article != unit.article]
    if not others:
        return ()
    own = support.at(unit)
    near = frozenset(k for c in others for s in _beside(c, support) for k in s.keys)
    found = _clauses(unit, own, near, support)
    for r in (*_names(unit, own, support), *_amounts(unit, own, support)):
        if not any(f.overlap(r) for f in found):
            found.append(r)
    return tuple(sorted(found)[:MOST])


def _beside(cited: Range, support: Support) -> Sequence[Statement]:
    """Give the statements at a citation and around it."""
    rows = support.rows(cited.article)
    at = [n for n, s in enumerate(rows) if s.range.overlap(cited)]
    return rows[max(0, at[0] - NEAR) : at[-1] + NEAR + 1] if at else ()


def _clauses(unit: Range, own: Sequence[Statement], near: frozenset[str], support: Support) -> list[Range]:
    """Find clauses set off by punctuation on both sides."""
    text = support.text(unit.article)
    found: list[Range] = []
    for s in own:
        for c in s.clauses:
            r = Range(unit.article, c.start, c.end)
            if not (unit.start < r.start and r.end <= unit.end) or len(c.keys) < CLAUSE:
                continue
            if (
                text[unit.start : r.start].rstrip()[-1:] not in _STOPS
                or text[r.end : unit.end].lstrip()[:1] not in _STOPS
            ):
                continue
            total = support.weight(c.keys)
            known = support.weight(c.keys & near)
            told = support.elsewhere(unit.article)
            if known <= SHARED * total and all(support.weight(c.keys & s.keys) <= total / 2 for s in told):
                found.append(r)
    return [r for r in found if not any(f != r and f.holds(r) for f in found)]


def _names(unit: Range, own: Sequence[Statement], support: Support) -> list[Range]:
    """Find names of which no word stands in the other articles; who reports, and short forms in brackets, aside."""
    text = support.text(unit.article)
    found = []
    for s in own:
        for k in s.keyed:
            r = Range(unit.article, k.start, k.end)
            if not (k.named and k.text.startswith("@") and unit.holds(r)) or k.text in s.framed:
                continue
            name = _WORD.findall(text[r.start : r.end].lower())
            if not name or text[r.start - 1 : r.start] == "(" or support.tells_elsewhere(k.text, r.article):
                continue
            if not any(support.says_elsewhere(word, r.article) for word in name):
                found.append(r)
    return found


def _amounts(unit: Range, own: Sequence[Statement], support: Support) -> list[Range]:
    text = support.text(unit.article)
    found = []
    for s in own:
        for v in s.values:
            r = Range(unit.article, v.start, v.end)
            if v.kind not in _AMOUNTS or not unit.holds(r) or (v.kind == "count" and v.amount < _FEWEST):
                continue
            near = ROUND * abs(v.amount) if v.kind != "year" else 0.0
            if support.counts_elsewhere(v, unit.article, near):
                continue
            if v.kind == "count":
                # A bare number says nothing: it is shown with what it counts.
                counted = next((k for k in s.keyed if k.start >= r.end), None)
                if counted is None or text[r.end : counted.start].strip() or not unit.end >= counted.end:
                    continue
                if text[counted.end : counted.end + 1] == "-":
                    continue
                r = r._replace(end=counted.end)
            found.append(r)
    return found
