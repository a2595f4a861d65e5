"""What each source has of a topic, or of the event: told, told alone, left out, shared word for word. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.coverage import coverage
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.coverage import Row
    from briefing.lookup import Lookup
    from briefing.model import Range, Topic

PER_MINUTE = 230
"""Words that are read in a minute."""
SEVERAL = 2
"""What so many others tell is left out by a source that does not tell it."""


class Share(NamedTuple):
    """What one source has."""

    stated: int
    """Claims that it tells in full."""
    claims: int
    """Claims that it could have told."""
    alone: tuple[Range, ...]
    """Its sentences that no other source tells anything of."""
    left_out: tuple[Row, ...]
    """Claims that at least two others tell, and it does not."""
    copied: tuple[tuple[str, int], ...]
    """The sources that it shares passages with (of the event, whatever the topic), and how many words."""


def shares(lookup: Lookup, topic: Topic | None) -> dict[str, Share]:
    """Give each source's share of a topic, or of the event."""
    matrix = coverage(lookup, topic.id if topic else None)
    several = topic is None and bool(lookup.briefing.events)
    stated = dict.fromkeys(matrix.sources, 0)
    claims = dict.fromkeys(matrix.sources, 0)
    left: dict[str, list[Row]] = {a: [] for a in matrix.sources}
    for row in matrix.rows:
        others = len(row.claim.articles)
        home = lookup.topic_of(row.claim.support) if several else None
        event = lookup.event_of(home) if home else None
        for a, told in zip(matrix.sources, row.told, strict=True):
            if event and a not in event.articles:
                continue
            claims[a] += 1
            if told in ("stated", "differing"):
                stated[a] += 1
            elif told == "not told" and others >= SEVERAL:
                left[a].append(row)
    alone = _alone(lookup, [topic] if topic else lookup.briefing.topics)
    copied = _copied(lookup)
    return {
        a: Share(stated[a], claims[a], tuple(alone.get(a, ())), tuple(left[a]), copied.get(a, ()))
        for a in matrix.sources
    }


def _alone(lookup: Lookup, topics: Iterable[Topic]) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {}
    for topic in topics:
        for article, ranges in lookup.told_once(topic):
            found.setdefault(article, []).extend(ranges)
    return {a: sorted(ranges) for a, ranges in found.items()}


def _copied(lookup: Lookup) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for c in lookup.briefing.copies:
        text = lookup.article(c.a).text
        words = sum(len(text[a.start : a.end].split()) for a, _ in c.passages)
        found.setdefault(c.a, []).append((c.b, words))
        found.setdefault(c.b, []).append((c.a, words))
    return {a: tuple(sorted(rows, key=lambda r: lookup.number(r[0]))) for a, rows in found.items()}


def words(lookup: Lookup, article: str) -> int:
    """Count the words of a source's text, without what is folded."""
    a = lookup.article(article)
    told = [s.range for s in a.segments if s.kind in ("body", "deck", "caption")]
    return sum(len(a.text[r.start : r.end].split()) for r in told)


def length(lookup: Lookup, article: str) -> str:
    """Give a source's length: 812 words, 4 min."""
    count = words(lookup, article)
    return f"{counted(count, 'word')}, {max(1, round(count / PER_MINUTE))} min" if count else "no text"
