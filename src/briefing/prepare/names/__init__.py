"""Who is who: entities across the articles of one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.model import Entity, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.ids import content_id
from briefing.prepare.names.lexicon import lexicon
from briefing.prepare.names.settle import Settler, Unit
from briefing.prepare.names.spans import Name, rejoined, spans
from briefing.prepare.names.vocabulary import vocabulary


def names(analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Settle the entities of an event, in the order of their first mention."""
    lists = lexicon()
    words = vocabulary(analyses)
    found = [name for number, analysis in enumerate(analyses) for name in spans(analysis, number, words, lists)]
    found = rejoined(found, analyses)
    units = Settler(found, analyses, lists).units()
    return tuple(_entity(unit, found, analyses) for unit in units)


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
    quiet = [f for f in forms if not f.isupper() or len(f) < 6] or list(forms)
    if unit.type == "PERSON":
        full = [f for f in quiet if " " in f] or quiet
        return min(full, key=lambda f: (-sources[f], -forms[f], -len(f), f))
    if unit.known is not None and unit.known.name in forms:
        return unit.known.name
    lists = lexicon()

    def fullness(form: str) -> int:
        return sum(w.strip(",") not in lists.corporate for w in form.split())

    return min(quiet, key=lambda f: (-fullness(f), -sources[f], -forms[f], len(f), f))
