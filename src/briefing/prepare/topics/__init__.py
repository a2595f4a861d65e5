"""The matters within an event."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Entity, Member, Topic
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.quotes import Speech
from briefing.prepare.topics.assign import assign
from briefing.prepare.topics.bridges import bridges
from briefing.prepare.topics.declared import Declared, DeclaredTopic
from briefing.prepare.topics.find import group
from briefing.prepare.topics.naming import names, slug
from briefing.prepare.topics.sentences import Place, places

__all__ = ["Declared", "DeclaredTopic", "topics"]

FEWEST_FOUND = 6
"""What a topics file leaves over is searched for topics of its own when it is at least so many sentences."""


def topics(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    speech: Speech,  # noqa: ARG001 - the stage's signature
    told: Told,
    declared: Declared | None,
) -> tuple[Topic, ...]:
    """Assign every sentence of the reporting to a topic.

    Declared topics come first, in their order, also those that nothing fits; then the topics found in what fits none,
    by importance; then "Other" for the rest, where there is a rest.
    """
    every = places(analyses)
    result: list[Topic] = []
    rest = every
    if declared and declared.topics:
        assigned = assign(every, entities, declared.topics, bridges(every, told))
        for n, topic in enumerate(declared.topics):
            members = tuple(Member(p.range, a.reason) for p, a in zip(every, assigned, strict=True) if a.topic == n)
            result.append(Topic(topic.id, topic.name, "declared", members))
        rest = tuple(p for p, a in zip(every, assigned, strict=True) if a.topic is None)
    if not declared or not declared.topics or len(rest) >= FEWEST_FOUND:
        found = _found(analyses, rest, told, [t.id for t in result])
        result += found
        rest = ()
    if rest:
        result.append(Topic("other", "Other", "other", tuple(Member(p.range, "fits no topic") for p in rest)))
    return tuple(result)


def _found(analyses: Sequence[Analysis], every: Sequence[Place], told: Told, taken: Sequence[str]) -> list[Topic]:
    """Group the sentences, name the groups, and order them by importance."""
    groups = group(every, bridges(every, told))
    called = names(analyses, every, groups)
    members: dict[int, list[Member]] = {}
    sources: dict[int, set[int]] = {}
    for p, g in zip(every, groups, strict=True):
        members.setdefault(g, []).append(Member(p.range, f"grouped with “{called[g]}”"))
        sources.setdefault(g, set()).add(p.article)
    order = sorted(members, key=lambda g: (-len(sources[g]), -len(members[g]), g))
    used = [*taken, "other"]
    result = []
    for g in order:
        used.append(slug(called[g], used))
        result.append(Topic(used[-1], called[g], "found", tuple(members[g])))
    return result
