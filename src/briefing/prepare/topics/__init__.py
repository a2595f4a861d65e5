"""The matters within an event."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Entity, Member, Topic
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.quotes import Speech
from briefing.prepare.topics.assign import assign, settle
from briefing.prepare.topics.bridges import bridges
from briefing.prepare.topics.declared import Declared, DeclaredTopic
from briefing.prepare.topics.find import group
from briefing.prepare.topics.long import filled, thinned
from briefing.prepare.topics.naming import Namesakes, names, slug
from briefing.prepare.topics.order import arranged
from briefing.prepare.topics.reasons import reasons
from briefing.prepare.topics.sentences import Place, places

__all__ = ["Declared", "DeclaredTopic", "arranged", "topics"]

FEWEST_FOUND = 10
"""What a topics file leaves over is searched for topics of its own when it is at least so many sentences."""


def topics(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    speech: Speech,
    told: Told,
    declared: Declared | None,
) -> tuple[Topic, ...]:
    """Assign every sentence of the reporting, decks and captions to a topic.

    Declared topics come first, in their order, also those that nothing fits; then the topics found in what fits none,
    as their matters come up; then "Other" for the rest, where there is a rest. `arranged` puts them as a reader wants.
    """
    whole = places(analyses)
    weighed = thinned(whole)
    return filled(_weighed(analyses, weighed, entities, speech, told, declared), whole, weighed)


def _weighed(  # noqa: PLR0913, PLR0917 - what `topics` is given, and the sentences
    analyses: Sequence[Analysis],
    every: Sequence[Place],
    entities: Sequence[Entity],
    speech: Speech,
    told: Told,
    declared: Declared | None,
) -> tuple[Topic, ...]:
    bridged = bridges(every, told)
    chosen: list[Topic] = []
    rest = list(range(len(every)))
    if declared and declared.topics:
        assigned = settle(assign(every, entities, declared.topics, bridged))
        for n, topic in enumerate(declared.topics):
            members = tuple(Member(p.range, a.reason) for p, a in zip(every, assigned, strict=True) if a.topic == n)
            chosen.append(Topic(topic.id, topic.name, "declared", members))
        rest = [i for i, a in enumerate(assigned) if a.topic is None]
    left = [every[i] for i in rest]
    if chosen and len(left) < FEWEST_FOUND:
        if left:
            chosen.append(Topic("other", "Other", "other", tuple(Member(p.range, "fits no topic") for p in left)))
        return tuple(chosen)
    groups = group(left, bridged[rest][:, rest], among_others=bool(chosen))
    called = names(analyses, left, groups, Namesakes.of(left, entities, speech))
    text = {a.article.id: a.article.text for a in analyses}
    why = reasons(left, [text[p.range.article][p.range.start : p.range.end] for p in left], groups)
    grouped = [Member(p.range, reason) for p, reason in zip(left, why, strict=True)]
    return (*chosen, *_found(groups, grouped, called, [t.id for t in chosen]))


def _found(groups: Sequence[int], why: Sequence[Member], called: Sequence[str], taken: Sequence[str]) -> list[Topic]:
    """Make topics of the groups, in their order."""
    members: dict[int, list[Member]] = {}
    for member, g in zip(why, groups, strict=True):
        members.setdefault(g, []).append(member)
    used = [*taken, "other"]
    result = []
    for g in sorted(members):
        used.append(slug(called[g], used))
        result.append(Topic(used[-1], called[g], "found", tuple(members[g])))
    return result
