"""Offices of one person that sources state in another standing: acting, incoming, deputy."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import combinations
from typing import NamedTuple

from briefing.model import Entity, Range, Variant, Verdict
from briefing.prepare.analysis import Analysis
from briefing.prepare.differences.finding import Finding
from briefing.prepare.keys import fold, listed

_BEFORE = re.compile(r"((?:[\w.-]{1,30} ){0,7}[\w.-]{1,30}),? $")
_BEHIND = re.compile(r", (?:[\w.’'-]{1,30} ){0,4}?((?:[\w.-]{1,30} ){1,7}[\w.-]{1,30})(?=[,.;] )")
_WORD = re.compile(r"[\w-]+")
_REACH = 160
_MOST = 200
"""Mentions of one person that are looked at."""


class Office(NamedTuple):
    """A role as one source states it."""

    range: Range
    text: str
    standing: frozenset[str]
    """Words such as "acting" and "incoming"."""
    head: tuple[str, ...]
    """Its other words."""


@cache
def standings() -> frozenset[str]:
    """Read the words that tell in what standing somebody holds an office."""
    return listed("standings.txt")


def offices(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find the people whose office has another standing in another source; who tells both tells of a change."""
    by_id = {a.article.id: a for a in analyses}
    for e in entities:
        if e.type != "PERSON":
            continue
        places = {r.range for r in e.roles}
        for m in e.mentions[:_MOST]:
            places.update(r for r in _beside(by_id[m.article], m) if _whole(by_id[m.article], r, m))
        found = list({(o.range.article, o.standing, o.head): o for o in _offices(by_id, sorted(places)[::-1])}.values())
        if not any(x.standing for x in found):
            continue
        for x, y in combinations(found, 2):
            if x.range.article == y.range.article or x.standing == y.standing or not _one(x, y):
                continue
            if any(z.range.article == x.range.article and z.standing == y.standing and _one(z, y) for z in found):
                continue
            if any(z.range.article == y.range.article and z.standing == x.standing and _one(z, x) for z in found):
                continue
            verdict: Verdict = "differs" if x.standing and y.standing else "compatible"
            variants = (Variant(x.range, x.text), Variant(y.range, y.text))
            yield Finding("attribution", verdict, partial(str, e.name), variants)


def _beside(analysis: Analysis, name: Range) -> Iterator[Range]:
    """Give the words beside a name, from one of standing on."""
    text = analysis.article.text
    before, behind = text[max(0, name.start - _REACH) : name.start], text[name.end : name.end + _REACH]
    if standings().isdisjoint(_WORD.findall(f"{before} {behind}".lower())):
        return
    for found, start in (
        (_BEFORE.search(_flat(before)), name.start - len(before)),
        (_BEHIND.match(_flat(behind)), name.end),
    ):
        words = _WORD.finditer(found[1]) if found else ()
        first = next((w.start() for w in words if w[0].lower() in standings()), None)
        if found and first is not None:
            yield Range(name.article, start + found.start(1) + first, start + found.end(1))


def _whole(analysis: Analysis, role: Range, name: Range) -> bool:
    """Tell whether a role and a name lie in one sentence."""
    n = bisect_right(analysis.sentences, name.start, key=lambda s: s.range.start) - 1
    return n >= 0 and analysis.sentences[n].range.holds(role)


def _flat(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _offices(by_id: Mapping[str, Analysis], places: Sequence[Range]) -> Iterator[Office]:
    """Give the offices stated at ranges."""
    for place in places[:_MOST]:
        yield _office(by_id[place.article], place)


def _office(analysis: Analysis, place: Range) -> Office:
    text = " ".join(analysis.text_of(place).split())
    words = fold(text.replace("-", " ")).split()
    standing = frozenset(w for w in words if w in standings())
    return Office(place, text, standing, tuple(w for w in words if w not in standings()))


def _one(x: Office, y: Office) -> bool:
    """Tell whether two roles are one office: the words of the shorter end the longer, two at least."""
    shorter, longer = sorted((x.head, y.head), key=len)
    return len(shorter) > 1 and longer[-len(shorter) :] == shorter
