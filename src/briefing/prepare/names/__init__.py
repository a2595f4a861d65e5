"""Who is who: entities across the articles of one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Entity, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.ids import content_id
from briefing.prepare.names.lexicon import Lexicon, lexicon
from briefing.prepare.names.roles import Roles
from briefing.prepare.names.settle import Settler, Unit
from briefing.prepare.names.spans import Name, rejoined, spans
from briefing.prepare.names.vocabulary import vocabulary


def names(analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Settle the entities of an event, in the order of their first mention."""
    lists = lexicon()
    words = vocabulary(analyses)
    found = [name for number, analysis in enumerate(analyses) for name in spans(analysis, number, words, lists)]
    found = rejoined(found, analyses)
    units = Settler(found, analyses, words, lists).units()
    unit_of = {n: number for number, unit in enumerate(units) for n in unit.names}
    persons = frozenset(number for number, unit in enumerate(units) if unit.type == "PERSON")
    reader = Roles(found, unit_of, persons, analyses, lists)
    stated = reader.stated()
    roles, references = reader.ranges(stated), reader.references(stated)
    entities = [_entity(unit, found, analyses) for unit in units]
    entities = _apart(entities)
    links = _links(units, entities, lists)
    return tuple(
        replace(entity, roles=roles.get(n, ()), references=references.get(n, ()), linked=links.get(n, ()))
        for n, entity in enumerate(entities)
    )


def _apart(entities: Sequence[Entity]) -> list[Entity]:
    """Give namesakes ids of their own, by their first mention."""
    seen: set[str] = set()
    result = []
    for entity in entities:
        own = entity
        if entity.id in seen:
            own = replace(entity, id=content_id("entity", entity.type, entity.name, *entity.mentions[0]))
        seen.add(own.id)
        result.append(own)
    return result


def _links(units: Sequence[Unit], entities: Sequence[Entity], lists: Lexicon) -> dict[int, tuple[str, ...]]:
    """Link nationalities and capitals with their countries, both ways."""
    places = {unit.known.name: n for n, unit in enumerate(units) if unit.known and unit.type in {"GPE", "LOC"}}
    links: dict[int, set[str]] = {}
    for n, unit in enumerate(units):
        if unit.known is None:
            continue
        country = unit.known.country if unit.type == "NORP" else lists.capitals.get(unit.known.name)
        other = places.get(country) if country else None
        if other is not None and other != n:
            links.setdefault(n, set()).add(entities[other].id)
            links.setdefault(other, set()).add(entities[n].id)
    return {n: tuple(sorted(ids)) for n, ids in sorted(links.items())}


def _entity(unit: Unit, found: Sequence[Name], analyses: Sequence[Analysis]) -> Entity:
    own = [found[n] for n in unit.names]
    forms = Counter(name.form for name in own)
    name = _canonical(unit, own, forms)
    return Entity(
        id=content_id("entity", unit.type, name),
        name=name,
        type=unit.type,
        aliases=tuple(sorted(forms, key=lambda f: (-forms[f], f))),
        mentions=tuple(Range(analyses[n.article].article.id, n.start, n.end) for n in own),
    )


def _canonical(unit: Unit, own: Sequence[Name], forms: Counter[str]) -> str:
    """Choose the fullest form that most sources use."""
    sources = {form: len({n.article for n in own if n.form == form}) for form in forms}
    quiet = [f for f in forms if f[0] != "@" and (not f.isupper() or len(f) < 6)] or list(forms)
    if unit.type == "PERSON":
        full = [f for f in quiet if " " in f] or quiet
        given = lexicon().given
        full = [f for f in full if f.split()[0] in given or not any(o.endswith(f" {f}") for o in full)] or full
        run_on = {f for f in full if any(f.startswith(f"{other} ") for other in full)}
        return min(full, key=lambda f: (f in run_on, -sources[f], -forms[f], -len(f), f))
    if unit.known is not None and unit.known.name in forms:
        return unit.known.name
    lists = lexicon()

    def fullness(form: str) -> int:
        return sum(w.strip(",") not in lists.corporate for w in form.split())

    return min(quiet, key=lambda f: (-fullness(f), -sources[f], -forms[f], len(f), f))
