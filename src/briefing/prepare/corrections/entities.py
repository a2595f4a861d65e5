"""Joins two entities, or parts a form from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.anchors import Finder
from briefing.model import Anchor, Correction, Entity, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.corrections.replaying import Gone, known_as, places, replayed
from briefing.prepare.ids import content_id
from briefing.prepare.names.union import by_first_mention, united


def corrected_entities(
    found: tuple[Entity, ...], corrections: Sequence[Correction], find: Finder, analyses: Sequence[Analysis]
) -> tuple[tuple[Entity, ...], Gone]:
    """Replay the corrections of entities; gives the entities and, by number, why a correction fits none."""
    work = _Work(found, find, analyses)
    gone = replayed(corrections, {"same-entity": work.join, "other-entity": work.part})
    return (work.result() if gone else found), gone


class _Work:
    def __init__(self, found: Iterable[Entity], find: Finder, analyses: Sequence[Analysis]) -> None:
        self._entities = {e.id: e for e in found}
        self._find = find
        self._number = {a.article.id: n for n, a in enumerate(analyses)}
        self._texts = {a.article.id: a.article.text for a in analyses}

    def _place(self, r: Range) -> tuple[int, int, int]:
        return self._number[r.article], r.start, r.end

    def result(self) -> tuple[Entity, ...]:
        """Give the entities in the order of their first mentions."""
        return by_first_mention(self, self._place)

    def _meant(self, anchors: Sequence[Anchor], name: str) -> Entity | None:
        """Give the entity that is named at a place, else the one that goes by a name."""
        for r in places(self._find, anchors):
            held = next((e for e in self if any(m.overlap(r) for m in e.mentions)), None)
            if held is not None:
                return held
        wanted = known_as(name)
        for forms in (lambda e: (e.name,), lambda e: e.aliases):
            named = [e for e in self if wanted in set(map(known_as, forms(e)))]
            if len(named) == 1:
                return named[0]
        return None

    def join(self, c: Correction) -> str:
        """Make one entity of two, under the name of the second."""
        one, other = self._meant(c.at, c.was), self._meant(c.other, c.name)
        if one is None or other is None:
            missing = (c.was or (c.at[0].quoted if c.at else "")) if one is None else c.name
            return f"nobody and nothing is called “{missing}” any more"
        if one.id == other.id:
            return ""
        self._entities.pop(one.id)
        self._entities[other.id] = united(other, one, self._place)
        for e in list(self):
            if one.id in e.linked or e.id in e.linked:
                linked = {other.id if i == one.id else i for i in e.linked} - {e.id}
                self._entities[e.id] = replace(e, linked=tuple(sorted(linked)))
        return ""

    def part(self, c: Correction) -> str:
        """Make an entity of its own of the mentions in one form."""
        entity = self._meant(c.at, c.was)
        if entity is None:
            return f"nobody and nothing is called “{c.was or c.name}” any more"
        form = known_as(c.name)
        own = tuple(m for m in entity.mentions if known_as(self._texts[m.article][m.start : m.end]) == form)
        rest = tuple(m for m in entity.mentions if m not in set(own))
        if not own:
            # It may have been parted before: then the form is all that its entity has.
            alone = any(e.name != entity.name and set(map(known_as, e.aliases)) == {form} for e in self)
            return "" if alone else f"“{entity.name}” is nowhere called “{c.name}” any more"
        if not rest:
            return ""
        aliases = tuple(f for f in entity.aliases if known_as(f) != form)
        name = entity.name if entity.name in aliases else max(aliases, key=lambda f: len(f.split()))
        forms = tuple(f for f in entity.aliases if f not in aliases)
        ident = content_id("entity", entity.type, forms[0])
        if ident in self._entities:
            ident = content_id("entity", entity.type, forms[0], *own[0])
        self._entities[entity.id] = replace(entity, name=name, aliases=aliases, mentions=rest)
        self._entities[ident] = Entity(ident, forms[0], entity.type, forms, own)
        return ""

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities.values())
