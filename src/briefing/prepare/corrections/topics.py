"""Moves sentences between topics, and renames topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.anchors import Finder
from briefing.model import Anchor, Correction, Member, Range, Topic
from briefing.prepare.corrections.replaying import WORDS_GONE, Gone, known_as, places

REASON = "moved here by hand"


def corrected_topics(
    found: tuple[Topic, ...], corrections: Sequence[Correction], find: Finder, order: Sequence[str]
) -> tuple[tuple[Topic, ...], Gone]:
    """Replay moves, then new names; gives the topics and, by number, why a correction fits none.

    `order` has the articles' ids in their order. A found topic that is left without a sentence goes.
    """
    gone: Gone = {}
    if not any(c.kind in {"move", "rename"} for c in corrections):
        return found, gone
    # The names count by which the topics are known before and after they are renamed.
    goals = {n: _topic(found, c, find) for n, c in enumerate(corrections) if c.kind == "rename"}
    called = {goal: c.name for n, c in enumerate(corrections) if (goal := goals.get(n)) is not None}
    number = {a: n for n, a in enumerate(order)}
    topics = {t.id: t for t in found}
    for n, c in enumerate(corrections):
        if c.kind == "rename":
            gone[n] = "" if goals[n] else f"there is no topic “{c.was or c.topic}” any more"
        elif c.kind == "move":
            goal = _topic(found, c, find) or next((t for t, name in called.items() if name == c.name), None)
            at = places(find, c.at)
            members = [m for t in topics.values() for m in t.members if _within(m.range, at)]
            gone[n] = _why(goal, at, members, c)
            if goal is not None and members:
                topics = _moved(topics, members, goal, number)
    kept = (t for t in topics.values() if t.members or t.origin == "declared")
    return tuple(replace(t, name=called.get(t.id, t.name)) for t in kept), gone


def _why(goal: str | None, at: Sequence[Range], members: Sequence[Member], c: Correction) -> str:
    if goal is None:
        return f"there is no topic “{c.name or c.topic}” any more"
    if not at:
        return WORDS_GONE
    return "" if members else "its words belong to no topic any more"


def _within(r: Range, at: Sequence[Range]) -> bool:
    return any(r.overlap(p) * 2 > min(r.end - r.start, p.end - p.start) for p in at if p.article == r.article)


def _moved(topics: dict[str, Topic], members: Sequence[Member], goal: str, number: dict[str, int]) -> dict[str, Topic]:
    ranges = {m.range for m in members}
    # What stands there already, found or moved, keeps its reason.
    there = {m.range for m in topics[goal].members}
    own = [*topics[goal].members, *(Member(m.range, REASON) for m in members if m.range not in there)]
    own.sort(key=lambda m: (number[m.range.article], m.range.start, m.range.end))
    result = {}
    for ident, t in topics.items():
        rest = own if ident == goal else [m for m in t.members if m.range not in ranges]
        result[ident] = t if len(rest) == len(t.members) else replace(t, members=tuple(rest))
    return result


def _topic(topics: Sequence[Topic], c: Correction, find: Finder) -> str | None:
    """Give the id of the topic that is meant: by its id, its name, or most of the sentences that stood in it."""
    anchors: tuple[Anchor, ...]
    name, anchors = (c.name, c.other) if c.kind == "move" else (c.was, c.at)
    if any(t.id == c.topic for t in topics):
        return c.topic
    wanted = known_as(name)
    named = [t.id for t in topics if wanted and known_as(t.name) == wanted]
    if named:
        return named[0]
    counts = Counter(
        t.id for p in places(find, anchors) for t in topics if any(_within(m.range, [p]) for m in t.members)
    )
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > len(anchors) else None
