"""Prices of one thing that sources take at different times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations

from briefing.model import Variant, Verdict
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.numbers import Told, verdict_of
from briefing.prepare.differences.scene import Scene
from briefing.prepare.differences.words import GAP, longest
from briefing.prepare.values import Value

_LEVEL = re.compile(
    r".{0,60}\b(?:(?P<stands>trad(?:ed|es|ing)|priced|valued|selling|changing hands|quoted|stood|stands|standing"
    r"|hover(?:ed|s|ing)|worth|settled|closed|opened)"
    r"|(?P<fell>fell|falls?|falling|dropp?(?:ed|s|ing)?|plung(?:ed|es|ing)|slid|slides|sliding|tumbl(?:ed|es|ing)"
    r"|slipp(?:ed|ing)|sank|dipped|low)"
    r"|(?P<rose>back|rose|rises?|rising|climb(?:ed|s|ing)|jump(?:ed|s|ing)|edged|surg(?:ed|es|ing)|gained|soared"
    r"|rebound(?:ed|s|ing)))\b"
    r"[^;:]{0,40}?\b(?:at|for|to|around|near|above|below|just|about|under|over|worth|than|as|of|in)(?: a)? $",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:had|would|could|might|may|will)\b", re.IGNORECASE)
_MOMENT = re.compile(
    r"\b(?:at |on |by |as of )?(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?|UTC|GMT|E[DS]?T)?(?: (?:UTC|GMT|E[DS]?T))?"
    r"|(?:early |late |mid-?)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)(?: (?:morning|afternoon"
    r"|evening|night))?|(?:mid-?|late |early )?(?:morning|afternoon|evening|midday|noon|midnight)"
    r"|(?:this|last|the next) (?:morning|afternoon|evening|night|week|month)|overnight|tonight|now|currently"
    r"|writing|a short time ago|at the time|(?:at |in )?(?:the )?(?:close|opening|open)(?: of trading)?)(?![\w-])",
    re.IGNORECASE,
)
_NEAR, _JOINED = 90, 8
"""Characters between a price and its time; so near they are told in one breath."""
_BEHIND = 60
_RATIO = 2.0
"""Prices further apart are hardly of one thing."""
_MOST = 12
"""Prices of one thing that are compared, an article's first of each amount."""


def prices(scene: Scene) -> Iterator[Finding]:
    """Find the prices of one thing that differ between articles: where it stands, what it fell or rose to."""
    found: dict[tuple[str, str, str], dict[tuple[int, float], Told]] = {}
    for n, s in enumerate(scene.statements):
        for v in s.values:
            if v.kind == "money" and (place := _slot(scene, s, v)):
                row = found.setdefault((*place, v.unit), {})
                row.setdefault((s.article, v.amount), Told(n, s, v, frozenset(), frozenset()))
    for slot, row in sorted(found.items()):
        for p, q in combinations(list(row.values())[:_MOST], 2):
            less, more = sorted((p.value.amount, q.value.amount))
            verdict = verdict_of(scene, p, q) if p.statement.article != q.statement.article else None
            if verdict and less < more <= _RATIO * less:
                yield replace(_finding(scene, p, q, verdict), slot=" ".join(slot))


def _slot(scene: Scene, s: Statement, v: Value) -> tuple[str, str] | None:
    """Give the key of what a value is the price of, and whether it stands there, fell or rose to it.

    None where it is no price, or one of a time before.
    """
    text = scene.analyses[s.article].article.text
    begin = max(s.range.start, v.start - _BEHIND)
    before = re.sub(r"\s", " ", text[begin : v.start])
    found = _LEVEL.match(before)
    if not found or not found.lastgroup or _PAST.search(before[max(0, found.start(found.lastgroup) - 20) :]):
        return None
    at = begin + found.start(found.lastgroup)
    named = [k for k in s.keyed if k.named and k.end <= at]
    return (named[-1].text, found.lastgroup) if named else None


def _timed(scene: Scene, s: Statement, v: Value) -> Variant:
    """Give a price with the words beside it that tell its time, as the sentence has them."""
    price, text = scene.variant(s, v.start, v.end), scene.analyses[s.article].article.text
    begin, end = max(s.range.start, v.start - _NEAR), min(s.range.end, v.end + _NEAR)
    found = [(m.start() + begin, m.end() + begin) for m in _MOMENT.finditer(re.sub(r"\s", " ", text[begin:end]))]
    apart = [(max(v.start - b, a - v.end), a, b) for a, b in found if b <= v.start or a >= v.end]
    if not apart:
        return price
    distance, a, b = min(apart)
    if distance <= _JOINED:
        return replace(price, value=scene.text(s, min(a, v.start), max(b, v.end)))
    words = sorted([(a, scene.text(s, a, b)), (v.start, price.value)])
    return replace(price, value=f" {GAP} ".join(w for _, w in words))


def _finding(scene: Scene, p: Told, q: Told, verdict: Verdict) -> Finding:
    mine, theirs = (_timed(scene, t.statement, t.value) for t in (p, q))
    about = partial(longest, *(partial(scene.around, t.statement, t.value.start, t.value.end) for t in (p, q)))
    return Finding("number", verdict, about, (mine, theirs))
