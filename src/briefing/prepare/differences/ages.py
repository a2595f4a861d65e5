"""Ages of one person that sources tell differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from briefing.model import Entity, Range, Variant
from briefing.prepare.analysis import Analysis
from briefing.prepare.differences.finding import Finding

_BEHIND = re.compile(r",\s(\d{1,3})(?=,\s|[.;)]|\sand\s)|\s\((\d{1,3})\)")
_BEFORE = re.compile(r"\b(\d{1,3})-year-old\s(?:[\w.’'-]{1,30}\s){0,3}$", re.IGNORECASE)
_REACH = 100
_APART = 5
"""Ages further apart are hardly of one person."""
_MOST = 200
"""Mentions of one person that are looked at."""


def ages(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find the people whose age is another in another article: the first that each article tells."""
    by_id = {a.article.id: a for a in analyses}
    for e in entities:
        if e.type == "PERSON":
            found: dict[str, Variant] = {}
            for m in e.mentions[:_MOST]:
                age = _age(by_id[m.article], m)
                if age:
                    found.setdefault(m.article, age)
            for x, y in combinations(found.values(), 2):
                if 0 < abs(int(x.value) - int(y.value)) <= _APART:
                    yield Finding("number", "differs", partial(str, e.name), (x, y))


def _age(analysis: Analysis, name: Range) -> Variant | None:
    """Give the age that stands beside a name."""
    text = analysis.article.text
    begin = max(0, name.start - _REACH)
    behind = _BEHIND.match(text, name.end, name.end + _REACH)
    before = _BEFORE.search(text[begin : name.start])
    if behind:
        start, end = behind.span(behind.lastindex or 1)
    elif before:
        start, end = begin + before.start(1), begin + before.end(1)
    else:
        return None
    return Variant(Range(name.article, start, end), text[start:end])
