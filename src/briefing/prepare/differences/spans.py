"""Values as differences compare them: months told from the article's date, seasons as years, the harmed as people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.scene import Scene
from briefing.prepare.values import Value

_MONTH = re.compile(r"\b(?:(?:earlier|later) )?(?P<rel>this|last|next) month\b", re.IGNORECASE)
_SEASON = re.compile(r"[\s-]seasons?\b")
PEOPLE = "people"
"""The unit of counts of people, whatever they are called."""
_HARMED = re.compile(r"\s(?:others )?(?:dead|killed|injured|wounded|hurt|missing|arrested|infected)\b")
_PEOPLE = frozenset({"people", "person", "victim", "individual", "fatality", "death", "casualty", "life"})
_STEP = {"last": -1, "this": 0, "next": 1}
_YEAR = 12.0
_CENTURY = 100


def months(scene: Scene, s: Statement) -> Iterator[Value]:
    """Give the months that a statement tells from the article's date, resolved where that is known."""
    published = scene.analyses[s.article].article.published
    if published is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", published.value):
        return
    text = scene.analyses[s.article].article.text[s.range.start : s.range.end]
    for m in _MONTH.finditer(re.sub(r"\s", " ", text)):
        number = int(published.value[:4]) * 12 + int(published.value[5:7]) - 1 + _STEP[m["rel"].lower()]
        normal = f"month:{number // 12:04}-{number % 12 + 1:02}"
        yield Value(s.range.start + m.start(), s.range.start + m.end(), "date", normal, 0.0, "month", "")


def as_people(scene: Scene, s: Statement, v: Value) -> Value:
    """Take victims and those who are harmed for people: "59 dead", "58 victims"."""
    if v.kind != "count":
        return v
    if v.unit in _PEOPLE:
        return v._replace(unit=PEOPLE)
    harmed = _HARMED.match(scene.analyses[s.article].article.text, v.end)
    return v._replace(unit=PEOPLE, end=harmed.end()) if harmed else v


def as_span(scene: Scene, s: Statement, v: Value) -> Value:
    """Take seasons for years, since eight seasons of a player are told as seven years; a building's age for a span."""
    if v.kind == "count" and v.unit == "season":
        noun = _SEASON.match(scene.analyses[s.article].article.text, v.end)
        months = v.amount * _YEAR
        end = noun.end() if noun else v.end
        return v._replace(end=end, kind="duration", unit="months", amount=months, normal=f"months:{months:g}")
    if v.kind == "age" and v.amount >= _CENTURY:
        months = v.amount * _YEAR
        return v._replace(kind="duration", unit="months", amount=months, normal=f"months:{months:g}")
    return v
