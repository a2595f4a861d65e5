"""Wordings: one utterance's versions under each other, the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.display import plain
from briefing.model import Quote
from briefing.reader.text import Flow, Line, Span
from briefing.reader.views.item import Item, Scene, nothing
from briefing.wordings import Version, utterances, versions


def wordings(scene: Scene) -> list[Item]:
    """Give the utterances of a topic: those that most sources quote first."""
    lookup = scene.lookup
    quotes = lookup.briefing.quotes if scene.topic is None else lookup.quotes_of(scene.topic)
    told = sorted(utterances(lookup, quotes), key=lambda u: -len({q.range.article for q in u}))
    return [_utterance(scene, u) for u in told] or [_nothing(scene)]


def _nothing(scene: Scene) -> Item:
    return nothing(
        scene, "Nobody is quoted here.", "{show_summary} shows what is told, {next_topic} goes to the next topic."
    )


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
        lines += write(scene, version, _notes([quotes[n] for n in version.given], speaker))
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
