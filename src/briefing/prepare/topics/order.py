"""In which order the topics stand: as a morning reader wants them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import mean, median_low
from typing import NamedTuple

from briefing.model import Topic, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.dates.times import Times

ALIKE = 2.0
"""Topics of which one is less than so many times as important as the other are alike."""
DATED = 2
"""So many sentences of a topic name days at least for the days to tell when it happened."""
PAST = 0.25
"""Background is what tells of the past in this share of its sentences at least."""


class Weighed(NamedTuple):
    """What tells a topic's place among the others."""

    leads: int
    """Of how many sources the first sentence is its own."""
    importance: float
    """Its shares of the sources' sentences together, times the number of its sources."""
    background: bool
    """Whether most of what is dated in it happened long before the news."""
    day: date
    """When it happened; the day of the news where it names none."""
    place: float
    """Where the sources tell it, from 0 (first) to 1, in the mean."""


def arranged(topics: Sequence[Topic], analyses: Sequence[Analysis], dates: Sequence[When]) -> tuple[Topic, ...]:
    """Order found topics behind the declared ones, which stand as declared, and before "Other".

    The matter with which most sources begin comes first; then the news by importance, what is alike in it by the day
    when it happened and by where the sources tell it; then the background.
    """
    found = [t for t in topics if t.origin == "found"]
    weighed = _weighed(found, topics, analyses, Times(dates))
    main = max(found, key=lambda t: (weighed[t.id].leads, weighed[t.id].importance, -weighed[t.id].place), default=None)
    most = max((w.importance for w in weighed.values()), default=1.0)

    def key(topic: Topic) -> tuple[bool, bool, int, date, float, str]:
        w = weighed[topic.id]
        rank = math.floor(round(math.log(most / w.importance, ALIKE), 9))
        return (topic is not main, w.background, rank, w.day, w.place, topic.id)

    before, behind = ([t for t in topics if t.origin == origin] for origin in ("declared", "other"))
    return (*before, *sorted(found, key=key), *behind)


def _weighed(
    found: Sequence[Topic], topics: Sequence[Topic], analyses: Sequence[Analysis], times: Times
) -> dict[str, Weighed]:
    """Weigh found topics, by their ids."""
    length = {a.article.id: len(a.article.text) for a in analyses}
    sentences = Counter(m.range.article for t in topics for m in t.members)
    first = {next((s.range for s in a.sentences if s.segment.kind == "body"), None) for a in analyses}
    result = {}
    for t in found:
        ranges = [m.range for m in t.members]
        at: dict[str, list[float]] = {}
        for r in ranges:
            at.setdefault(r.article, []).append(r.start / length[r.article])
        dated = [r for r in ranges if times.days(r)]
        past = [r for r in dated if times.background(r) is not None]
        background = len(dated) >= DATED and 2 * len(past) > len(dated) and len(past) >= PAST * len(ranges)
        days = [d for r in dated if (d := times.background(r) if background else times.day(r)) is not None]
        result[t.id] = Weighed(
            leads=sum(r in first for r in ranges),
            importance=len(at) * sum(len(at[a]) / sentences[a] for a in sorted(at)),
            background=background,
            day=median_low(days) if len(days) >= DATED else times.news or date.max,
            place=round(mean(mean(at[a]) for a in sorted(at)), 9),
        )
    return result
