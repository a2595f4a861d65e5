"""Timeline: what the sources date, in order of time."""

from __future__ import annotations

from briefing.model import Range, When
from briefing.reader.text import Flow, cut
from briefing.reader.views.item import Item, Scene, note

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SENTENCES = 4
"""So many sentences are shown of one date."""


def timeline(scene: Scene) -> list[Item]:
    """Give the dates of a topic in order, each with the sentences that give it."""
    lookup = scene.lookup
    dates: dict[str, list[When]] = {}
    for when in lookup.briefing.dates:
        if when.precision != "duration" and when.value[:4].isdigit() and _belongs(scene, when.range):
            dates.setdefault(when.value, []).append(when)
    items = [_date(scene, value, dates[value]) for value in sorted(dates)]
    return items or [note("The sources give no date here.", scene.measure)]


def _belongs(scene: Scene, r: Range) -> bool:
    if scene.topic is None:
        sentence = scene.lookup.sentence_at(r)
        return sentence is None or sentence.kind != "boilerplate"
    return any(t.id == scene.topic.id for t in scene.lookup.topics_at(r))


def _date(scene: Scene, value: str, whens: list[When]) -> Item:
    lookup = scene.lookup
    lines = Flow().add(spoken(value), "strong").lines(scene.measure)
    ranges: list[Range] = []
    for w in whens:
        sentence = lookup.sentence_at(w.range)
        r = sentence.range if sentence else w.range
        if r not in ranges:
            ranges.append(r)
    for r in ranges[:SENTENCES]:
        mark = f"[{lookup.number(r.article)}] "
        flow = Flow().add(cut(lookup.text(r), 2 * (scene.measure - len(mark)) - 4))
        lines += flow.lines(scene.measure, first=mark, indent=" " * len(mark), first_ink="mark")
    if len(ranges) > SENTENCES:
        lines += Flow().add(f"and {len(ranges) - SENTENCES} more", "quiet").lines(scene.measure, first="    ")
    return Item(tuple(lines), tuple(ranges), (), lookup.topic_of(ranges))


def spoken(value: str) -> str:
    """Give a date as it is read: 2025-02-12 is 12 Feb 2025; what is no plain date stays as it is."""
    if "/" in value:
        return " to ".join(spoken(v) for v in value.split("/", 1))
    day, _, time = value.partition("T")
    parts = day.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3:
        return value
    if len(parts) > 1 and not 1 <= int(parts[1]) <= len(_MONTHS):
        return value
    words = [parts[2].lstrip("0")] if len(parts) > 2 else []
    words += [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*words, parts[0], *([time] if time else [])])
