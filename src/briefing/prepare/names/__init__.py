"""Who is who: entities across the articles of one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.model import Entity, EntityType, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.ids import content_id

_TYPES: dict[str, EntityType] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP",
    "EVENT": "EVENT", "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK",
}  # fmt: skip


def names(analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Settle the entities of an event."""
    found: list[tuple[Range, str, EntityType]] = []
    for analysis in analyses:
        text, tokens = analysis.article.text, analysis.tokens
        for sentence in analysis.sentences:
            n = sentence.first
            while n < sentence.last:
                kind = _TYPES.get(tokens[n].entity)
                end = n + 1
                while end < sentence.last and tokens[end].entity == tokens[n].entity and not tokens[end].entity_begins:
                    end += 1
                if kind:
                    first, last = n, end
                    while first < last and tokens[first].text.lower() == "the":
                        first += 1
                    while first < last and tokens[last - 1].text in {"'s", "’s", "'", "’"}:
                        last -= 1
                    if first < last:
                        span = Range(analysis.article.id, tokens[first].start, tokens[last - 1].end)
                        found.append((span, " ".join(text[span.start : span.end].split()), kind))
                n = end
    votes: dict[str, Counter[EntityType]] = {}
    for _, form, kind in found:
        votes.setdefault(form, Counter())[kind] += 1
    full = {}
    for form in sorted(votes):
        if " " in form and max(votes[form], key=lambda k: (votes[form][k], k)) == "PERSON":
            full.setdefault(form.split()[-1], form)
    groups: dict[str, list[tuple[Range, str]]] = {}
    for span, form, _ in found:
        groups.setdefault(full.get(form.split()[-1], form), []).append((span, form))
    result = []
    for key, group in groups.items():
        forms = Counter(form for _, form in group)
        kinds = sum((votes[form] for form in sorted(forms)), Counter[EntityType]())
        kind = "PERSON" if key in full.values() else max(kinds, key=lambda k: (kinds[k], k))
        result.append(
            Entity(
                content_id("entity", kind, key), key, kind,
                tuple(sorted(forms, key=lambda f: (-forms[f], f))), tuple(span for span, _ in group),
            )
        )
    return tuple(result)
