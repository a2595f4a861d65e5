"""Events too long to weigh each pair of sentences: some are weighed, the others go with the one before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.model import Member, Topic
from briefing.prepare.topics.sentences import Place

MOST = 2500
"""Sentences weighed pair by pair at most: their matrices grow with the square (2,500 sentences take some 600 MB)."""


def thinned(places: Sequence[Place]) -> list[Place]:
    """Give the sentences to weigh: all, or so many of each article, evenly spread, that they are MOST at most.

    Each article's first sentence is among them; short articles keep all of theirs.
    """
    if len(places) <= MOST:
        return list(places)
    articles: dict[int, list[Place]] = {}
    for p in places:
        articles.setdefault(p.article, []).append(p)
    share = _share(map(len, articles.values()))
    result: list[Place] = []
    for held in articles.values():
        kept = min(share, len(held))
        result += [held[n * len(held) // kept] for n in range(kept)]
    return result


def _share(lengths: Iterable[int]) -> int:
    """Give the most sentences an article may keep so that all together keep MOST at most (1 at least)."""
    left, share = MOST, 0
    ordered = sorted(lengths)
    for n, length in enumerate(ordered):
        share = max(1, left // (len(ordered) - n))
        if length > share:
            break
        left -= length
    return share


def filled(topics: Sequence[Topic], places: Sequence[Place], weighed: Sequence[Place]) -> tuple[Topic, ...]:
    """Give the topics with the sentences that were not weighed, each in the topic of the one before it."""
    if len(weighed) == len(places):
        return tuple(topics)
    at = {m.range: (n, m) for n, t in enumerate(topics) for m in t.members}
    members: list[list[Member]] = [[] for _ in topics]
    topic = 0
    for p in places:
        topic, member = at.get(p.range, (topic, Member(p.range, "follows its neighbours")))
        members[topic].append(member)
    return tuple(replace(t, members=tuple(m)) for t, m in zip(topics, members, strict=True))
