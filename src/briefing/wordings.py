"""One utterance in the wordings that its sources give: for the reader's view and the exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.alignment import align, words
from briefing.display import show
from briefing.model import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.lookup import Lookup
    from briefing.model import Quote


class Version(NamedTuple):
    """What sources give of an utterance in the same words."""

    text: str
    """As it is shown, with dots where it is cut."""
    differing: tuple[tuple[int, int], ...]
    """The words of `text` that differ from other versions."""
    places: tuple[Range, ...]
    """Where it stands, in each source that has it so."""
    given: tuple[int, ...]
    """Which of the ranges that were aligned give it, by their numbers."""


def versions(lookup: Lookup, ranges: Sequence[Range], ellipsis: str) -> list[Version]:
    """Align what stands at some ranges; the same words in several sources are one version."""
    texts = [show(lookup.article(r.article).text[r.start : r.end]) for r in ranges]
    told: dict[tuple[str, ...], list[Version]] = {}
    for n, (r, shown, p) in enumerate(zip(ranges, texts, align([t.text for t in texts]), strict=True)):
        before = f"{ellipsis} " if p.start else ""
        after = f" {ellipsis}" if p.end < len(shown.text) else ""
        text = f"{before}{shown.text[p.start : p.end]}{after}"
        by = len(before) - p.start
        # Words may differ beyond what is shown, where only few have them.
        spans = tuple((max(a, p.start) + by, min(b, p.end) + by) for a, b in p.differing if a < p.end and p.start < b)
        place = r
        if p.start < p.end:
            place = Range(r.article, r.start + shown.offsets[p.start], r.start + shown.offsets[p.end - 1] + 1)
        told.setdefault(words(text), []).append(Version(text, spans, (place,), (n,)))
    return [
        vs[0]._replace(places=tuple(p for v in vs for p in v.places), given=tuple(n for v in vs for n in v.given))
        for vs in told.values()
    ]


def utterances(lookup: Lookup, quotes: Iterable[Quote]) -> list[tuple[Quote, ...]]:
    """Give the utterances that some quotations are versions of, with all their versions; quoted once ones too.

    A quotation within another one is no utterance of its own.
    """
    quotes = [q for q in quotes if _outer(lookup, q)]
    told: dict[str, list[Quote]] = {}
    for q in lookup.briefing.quotes:
        for group in q.groups:
            if _outer(lookup, q):
                told.setdefault(group, []).append(q)
    found: dict[str, list[Quote]] = {}
    for q in quotes:
        groups = [g for g in dict.fromkeys(q.groups) if len(told[g]) > 1]
        for group in groups:
            if group not in found:
                # One source gave it whole, another in two pieces: the same sources stand behind both.
                home = next(
                    (f for f in found.values() if len({o.range.article for o in told[group] if o in f}) > 1), None
                )
                found[group] = told[group] if home is None else []
                if home is not None:
                    home += [o for o in told[group] if o not in home]
        if not groups:
            found[q.id] = [q]
    order = {a.id: n for n, a in enumerate(lookup.briefing.articles)}
    return [tuple(sorted(qs, key=lambda q: (order[q.range.article], q.range.start))) for qs in found.values() if qs]


def _outer(lookup: Lookup, quote: Quote) -> bool:
    r = quote.range
    return not any(o.range.holds(r) and o.range != r for o in lookup.quotes_at(r))
