"""Wordings: one utterance's versions under each other, the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.display import plain, show
from briefing.lookup import Lookup
from briefing.model import Quote, Range
from briefing.reader.alignment import align, same_words
from briefing.reader.text import Flow, Line, Span
from briefing.reader.views.item import Item, Scene, note


class Version(NamedTuple):
    """What sources give of an utterance in the same words."""

    text: str
    """As it is shown, with dots where it is cut."""
    differing: tuple[tuple[int, int], ...]
    """The words of `text` that differ from other versions."""
    places: tuple[Range, ...]
    """Where it stands, in each source that has it so."""


def wordings(scene: Scene) -> list[Item]:
    """Give the utterances of a topic: those that most sources quote first."""
    lookup = scene.lookup
    quotes = lookup.briefing.quotes if scene.topic is None else lookup.quotes_of(scene.topic)
    utterances = sorted(_utterances(lookup, quotes), key=lambda u: -len({q.range.article for q in u}))
    return [_utterance(scene, u) for u in utterances] or [note("Nobody is quoted here.", scene.measure)]


def versions(lookup: Lookup, ranges: Sequence[Range], ellipsis: str) -> list[Version]:
    """Align what stands at some ranges; the same words in several sources are one version."""
    texts = [show(lookup.article(r.article).text[r.start : r.end]) for r in ranges]
    found: list[Version] = []
    for r, shown, p in zip(ranges, texts, align([t.text for t in texts]), strict=True):
        before = f"{ellipsis} " if p.start else ""
        after = f" {ellipsis}" if p.end < len(shown.text) else ""
        text = f"{before}{shown.text[p.start : p.end]}{after}"
        by = len(before) - p.start
        # Words may differ beyond what is shown, where only few have them.
        spans = tuple((max(a, p.start) + by, min(b, p.end) + by) for a, b in p.differing if a < p.end and p.start < b)
        place = r
        if p.start < p.end:
            place = Range(r.article, r.start + shown.offsets[p.start], r.start + shown.offsets[p.end - 1] + 1)
        same = next((n for n, v in enumerate(found) if same_words(v.text, text)), None)
        if same is None:
            found.append(Version(text, spans, (place,)))
        else:
            found[same] = found[same]._replace(places=(*found[same].places, place))
    return found


def write(scene: Scene, version: Version, notes: str = "") -> list[Line]:
    """Give a version's lines: the sources' numbers, its words, quieter what is known of it."""
    numbers = scene.lookup.numbers(p.article for p in version.places)
    mark = "".join(f"[{n}]" for n in numbers) + " "
    flow = Flow().add(version.text).ink(Span(a, b, "differing") for a, b in version.differing)
    if notes:
        flow.add("  ").add(notes, "quiet")
    if len(mark) > scene.measure // 3:
        return [
            *Flow().add(mark.strip(), "mark").lines(scene.measure),
            *flow.lines(scene.measure, first="    ", indent="    "),
        ]
    return flow.lines(scene.measure, first=mark, indent=" " * len(mark), first_ink="mark")


def _utterances(lookup: Lookup, quotes: Iterable[Quote]) -> list[tuple[Quote, ...]]:
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


def _utterance(scene: Scene, quotes: Sequence[Quote]) -> Item:
    lookup = scene.lookup
    speakers = [q.attribution.speaker for q in quotes if q.attribution.speaker]
    speaker = max(speakers, key=speakers.count, default=None)
    head = Flow().add(plain(speaker or "Speaker not sure"), "strong")
    found = versions(lookup, [q.range for q in quotes], scene.signs.ellipsis)
    sources = len({q.range.article for q in quotes})
    if sources > 1:
        count = f"{len(found)} wordings" if len(found) > 1 else "the same words"
        head.add(f"  {sources} sources, {count}", "quiet")
    lines = head.lines(scene.measure)
    for version in found:
        own = [q for q in quotes if any(q.range.holds(p) for p in version.places)]
        lines += write(scene, version, _notes(own, speaker))
    ranges = tuple(p for v in found for p in v.places)
    return Item(tuple(lines), ranges, (), lookup.topic_of(ranges))


def _notes(quotes: Sequence[Quote], speaker: str | None) -> str:
    """Tell what sources say of a version: another speaker, where it was said, through whom they have it."""
    notes: list[str] = []
    for q in quotes:
        a = q.attribution
        if a.speaker and a.speaker != speaker:
            notes.append(plain(a.speaker))
        notes += [plain(v) for v in (a.venue, a.hedge) if v]
        if a.chain:
            notes.append(f"via {plain(a.chain)}")
    return ", ".join(n for n in dict.fromkeys(notes) if n)
