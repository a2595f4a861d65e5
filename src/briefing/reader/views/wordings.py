"""Wordings: one utterance's versions under each other, the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.display import plain
from briefing.model import Quote
from briefing.reader.text import Flow, Span, side_by_side
from briefing.reader.views.item import Item, Scene, by_event, nothing
from briefing.wordings import utterances, versions


def wordings(scene: Scene) -> list[Item]:
    """Give the utterances of a topic: those that most sources quote first."""
    lookup = scene.lookup
    quotes = lookup.briefing.quotes if scene.topic is None else lookup.quotes_of(scene.topic)
    told = sorted(utterances(lookup, quotes), key=lambda u: -len({q.range.article for q in u}))
    return by_event(scene, [_utterance(scene, u) for u in told]) or [_nothing(scene)]


def _nothing(scene: Scene) -> Item:
    return nothing(
        scene, "Nobody is quoted here.", "{show_summary} shows what is told, {next_topic} goes to the next topic."
    )


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
    marks = ["".join(f"[{n}]" for n in lookup.numbers(p.article for p in v.places)) for v in found]
    # The versions stand under each other; where very many sources give one, beneath their numbers.
    column = max(map(len, marks)) + 1
    for version, mark in zip(found, marks, strict=True):
        flow = Flow().add(version.text).ink(Span(a, b, "differing") for a, b in version.differing)
        if notes := _notes([quotes[n] for n in version.given], speaker):
            flow.add("  ").add(notes, "quiet")
        numbers = Flow().add(mark, "mark").lines(scene.measure)
        if column > scene.measure // 3:
            lines += [*numbers, *flow.lines(scene.measure, first="    ", indent="    ")]
        else:
            lines += side_by_side(numbers, flow.lines(scene.measure - column), column)
    ranges = tuple(p for v in found for p in v.places)
    return Item(tuple(lines), ranges, (), lookup.topic_of(ranges), tuple(quotes))


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
