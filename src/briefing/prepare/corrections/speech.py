"""Names the speakers of quotations and statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.anchors import Finder, flat
from briefing.model import Correction, Entity, Quote, Range, Statement
from briefing.prepare.quotes import Speech

Gone = dict[int, str]
S = TypeVar("S", Quote, Statement)


def corrected_speech(
    found: Speech, entities: Sequence[Entity], corrections: Sequence[Correction], find: Finder
) -> tuple[Speech, Gone]:
    """Replay who speaks; gives the speech and, by number, why a correction fits none of it."""
    gone: Gone = {}
    quotes, statements = list(found.quotes), list(found.statements)
    where = _by_article(quotes), _by_article(statements)
    for n, c in enumerate(corrections):
        if c.kind != "speaker":
            continue
        places = [r for r in map(find, c.at) if r is not None]
        said = _say(quotes, where[0], places, c.name, entities)
        said = _say(statements, where[1], places, c.name, entities) or said
        gone[n] = "" if said else "its words are gone" if not places else "no quotation stands there any more"
    return (Speech(tuple(quotes), tuple(statements)) if gone else found), gone


def _by_article(rows: Sequence[S]) -> dict[str, list[int]]:
    where: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        where.setdefault(row.range.article, []).append(n)
    return where


def _say(
    rows: list[S], where: dict[str, list[int]], places: Sequence[Range], name: str, entities: Sequence[Entity]
) -> bool:
    """Let a speaker say what stands at the places; tells whether something does."""
    said = False
    for place in places:
        at = max(where.get(place.article, ()), key=lambda i: rows[i].range.overlap(place), default=-1)
        length = rows[at].range.end - rows[at].range.start if at >= 0 else 0
        if at < 0 or rows[at].range.overlap(place) * 2 <= max(length, place.end - place.start):
            continue
        entity = speaker(name, entities)
        told = replace(
            rows[at].attribution,
            speaker=entity.name if entity else name or None,
            speaker_entity=entity.id if entity else None,
            candidates=(),
        )
        rows[at] = replace(rows[at], attribution=told)
        said = True
    return said


def speaker(name: str, entities: Iterable[Entity]) -> Entity | None:
    """Give the entity that goes by a name: by its own before another form, a person before others."""
    wanted = flat(name).casefold()
    ranked = [
        (flat(e.name).casefold() != wanted, e.type != "PERSON", n, e)
        for n, e in enumerate(entities)
        if wanted and wanted in {flat(f).casefold() for f in (e.name, *e.aliases)}
    ]
    return min(ranked, key=lambda r: r[:3])[3] if ranked else None
