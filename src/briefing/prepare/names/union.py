"""Two entities made one, and entities in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefing.model import Entity, Range

Place = Callable[[Range], tuple[int, int, int]]
"""Gives what ranges are ordered by: the article's number in the event, start, end."""


def united(kept: Entity, other: Entity, place: Place) -> Entity:
    """Give an entity with what another is called, where it is named and what it is linked to, each once."""
    return replace(
        kept,
        aliases=tuple(dict.fromkeys([*kept.aliases, *other.aliases])),
        mentions=tuple(sorted({*kept.mentions, *other.mentions}, key=place)),
        references=tuple(sorted({*kept.references, *other.references}, key=place)),
        roles=tuple(sorted(dict.fromkeys([*kept.roles, *other.roles]), key=lambda r: place(r.range))),
        linked=tuple(sorted({*kept.linked, *other.linked})),
    )


def by_first_mention(entities: Iterable[Entity], place: Place) -> tuple[Entity, ...]:
    """Order entities by where they are first named or referred to."""
    return tuple(sorted(entities, key=lambda e: min(map(place, (*e.mentions, *e.references)), default=())))
