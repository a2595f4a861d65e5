"""Joins two entities, or parts a form from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.anchors import Finder, flat
from briefing.model import Anchor, Correction, Entity, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.ids import content_id

Gone = dict[int, str]


def corrected_entities(
    found: tuple[Entity, ...], corrections: Sequence[Correction], find: Finder, analyses: Sequence[Analysis]
) -> tuple[tuple[Entity, ...], Gone]:
    """Replay the corrections of entities; gives the entities and, by number, why a correction fits none."""
    gone: Gone = {}
    if not any(c.kind in {"same-entity", "other-entity"} for c in corrections):
        return found, gone
    work = _Work(found, find, analyses)
    for n, c in enumerate(corrections):
        if c.kind == "same-entity":
            gone[n] = work.join(c)
        elif c.kind == "other-entity":
            gone[n] = work.part(c)
    return work.result(), gone


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
        return tuple(
            sorted(
                self._entities.values(), key=lambda e: min(map(self._place, (*e.mentions, *e.references)), default=())
            )
        )

    def _meant(self, anchors: Sequence[Anchor], name: str) -> Entity | None:
        """Give the entity that is named at a place, else the one that goes by a name."""
        for a in anchors:
            r = self._find(a)
            held = [e for e in self._entities.values() if r is not None and any(m.overlap(r) for m in e.mentions)]
            if held:
                return held[0]
        wanted = flat(name).casefold()
        for forms in (lambda e: (e.name,), lambda e: e.aliases):
            named = [e for e in self._entities.values() if wanted in {flat(f).casefold() for f in forms(e)}]
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
        self._entities[other.id] = replace(
            other,
            aliases=tuple(dict.fromkeys([*other.aliases, *one.aliases])),
            mentions=tuple(sorted({*other.mentions, *one.mentions}, key=self._place)),
            references=tuple(sorted({*other.references, *one.references}, key=self._place)),
            roles=tuple(sorted({*other.roles, *one.roles}, key=lambda r: self._place(r.range))),
            linked=tuple(sorted({*other.linked, *one.linked})),
        )
        for e in list(self._entities.values()):
            if one.id in e.linked or e.id in e.linked:
                linked = {other.id if i == one.id else i for i in e.linked} - {e.id}
                self._entities[e.id] = replace(e, linked=tuple(sorted(linked)))
        return ""

    def part(self, c: Correction) -> str:
        """Make an entity of its own of the mentions in one form."""
        entity = self._meant(c.at, c.was)
        if entity is None:
            return f"nobody and nothing is called “{c.was or c.name}” any more"
        form = flat(c.name).casefold()
        own = tuple(m for m in entity.mentions if flat(self._texts[m.article][m.start : m.end]).casefold() == form)
        rest = tuple(m for m in entity.mentions if m not in set(own))
        if not own:
            # It may have been parted before: then the form is all that its entity has.
            alone = any(e.name != entity.name and {flat(f).casefold() for f in e.aliases} == {form} for e in self)
            return "" if alone else f"“{entity.name}” is nowhere called “{c.name}” any more"
        if not rest:
            return ""
        aliases = tuple(f for f in entity.aliases if flat(f).casefold() != form)
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
