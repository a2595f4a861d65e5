"""Names the speakers of quotations and statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.anchors import Finder
from briefing.model import Correction, Entity, Quote, Range, Statement
from briefing.prepare.corrections.replaying import WORDS_GONE, Gone, known_as, places, replayed
from briefing.prepare.quotes import Speech

S = TypeVar("S", Quote, Statement)


def corrected_speech(
    found: Speech, entities: Sequence[Entity], corrections: Sequence[Correction], find: Finder
) -> tuple[Speech, Gone]:
    """Replay who speaks; gives the speech and, by number, why a correction fits none of it."""
    quotes, statements = list(found.quotes), list(found.statements)
    where = _by_article(quotes), _by_article(statements)

    def say(c: Correction) -> str:
        at = places(find, c.at)
        said = _say(quotes, where[0], at, c.name, entities)
        said = _say(statements, where[1], at, c.name, entities) or said
        return "" if said else "no quotation stands there any more" if at else WORDS_GONE

    gone = replayed(corrections, {"speaker": say})
    return (Speech(tuple(quotes), tuple(statements)) if gone else found), gone


def _by_article(rows: Sequence[S]) -> dict[str, list[int]]:
    where: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        where.setdefault(row.range.article, []).append(n)
    return where


def _say(
    rows: list[S], where: dict[str, list[int]], at: Sequence[Range], name: str, entities: Sequence[Entity]
) -> bool:
    """Let a speaker say what stands at the places; tells whether something does."""
    said = False
    for place in at:
        n = max(where.get(place.article, ()), key=lambda i: rows[i].range.overlap(place), default=-1)
        length = rows[n].range.end - rows[n].range.start if n >= 0 else 0
        if n < 0 or rows[n].range.overlap(place) * 2 <= max(length, place.end - place.start):
            continue
        entity = speaker(name, entities)
        told = replace(
            rows[n].attribution,
            speaker=entity.name if entity else name or None,
            speaker_entity=entity.id if entity else None,
            candidates=(),
        )
        rows[n] = replace(rows[n], attribution=told)
        said = True
    return said


def speaker(name: str, entities: Iterable[Entity]) -> Entity | None:
    """Give the entity that goes by a name: by its own before another form, a person before others."""
    wanted = known_as(name)
    ranked = [
        (known_as(e.name) != wanted, e.type != "PERSON", n, e)
        for n, e in enumerate(entities)
        if wanted and wanted in set(map(known_as, (e.name, *e.aliases)))
    ]
    return min(ranked, key=lambda r: r[:3])[3] if ranked else None
