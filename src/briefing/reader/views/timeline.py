"""Timeline: what the sources date, in order of time; what no source dates stands apart."""

from __future__ import annotations

from briefing.display import plain
from briefing.index import Index
from briefing.model import Range
from briefing.reader.reading import STARRED
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.views.item import Dated, Item, Scene, by_event, events_of, nothing
from briefing.timeline import MONTHS, Happening, shortest
from briefing.timeline import spoken as in_full
from briefing.timeline import timeline as dated

DAY = 15
"""Cells for the date."""
NARROW = 40
"""With less room for the sentence the date stands above it."""
ROWS = 3
"""A sentence is shown in so many lines."""
UNDATED = "No date stated"


def timeline(scene: Scene) -> list[Item]:
    """Give the dated happenings in order of time, the date beside the first of each day."""
    if scene.topic and scene.topic.id == STARRED:
        within = Index((m.range, None) for m in scene.topic.members)
        found = tuple(h for h in dated(scene.lookup) if any(within.at(r) for r in h.told))
    else:
        found = dated(scene.lookup, scene.topic.id if scene.topic else None)
    items: list[Item] = []
    last: str | None = None
    event_of, event = events_of(scene), 0
    for h in sorted(found, key=lambda h: event_of.get(h.told[0].article, 0)):
        if (own := event_of.get(h.told[0].article, 0)) != event:
            event, last = own, None
        head: list[Line] = []
        if not h.value and last != "":
            head = Flow().add(UNDATED, "quiet").lines(scene.measure)
        day = _in_short(h.day)
        items.append(_happening(scene, h, "" if day == last else day, head))
        last = day
    return by_event(scene, items) or [
        nothing(scene, "The sources give no date here.", "{show_summary} shows what is told.")
    ]


def _happening(scene: Scene, h: Happening, day: str, head: list[Line]) -> Item:
    lookup = scene.lookup
    own = shortest(lookup, h.told)
    flow = _sentence(scene, own, h.dates[h.told.index(own)])
    sources = {r.article for r in h.told}
    others = lookup.numbers(sources - {own.article})
    flow.add("  ").add(f"[{lookup.number(own.article)}]", "mark")
    if others:
        flow.add(" ").add(scene.signs.also + "".join(f"[{n}]" for n in others), "mark")
        flow.add("  ").add(f"{len(sources)} sources".replace(" ", "\N{NO-BREAK SPACE}"), "quiet")
    if scene.measure - DAY - 2 < NARROW:
        lines = [*(Flow().add(day, "strong").lines(scene.measure) if day else []), *flow.lines(scene.measure)]
    else:
        indent = " " * (DAY + 2)
        first, *more = Flow().add(day).lines(DAY)
        lines = flow.lines(scene.measure, first=first.text.ljust(DAY + 2), indent=indent, first_ink="strong")
        # A long date ("week of …") goes on beneath itself.
        for n, line in enumerate(more, 1):
            if n < len(lines):
                text = line.text.ljust(DAY + 2) + lines[n].text[DAY + 2 :]
                lines[n] = Line(text, (Span(0, DAY, "strong"), *lines[n].spans))
            else:
                lines.append(Line(line.text, (Span(0, DAY, "strong"),)))
    told = (own, *(r for r in h.told if r != own))
    thing = Dated(h.value, h.dates)
    return Item(tuple(lines), told, (), lookup.topic_of(told), thing, head=tuple(head))


def _sentence(scene: Scene, own: Range, date: Range) -> Flow:
    """Give a sentence, cut, with the words that give its date marked."""
    lookup = scene.lookup
    text = cut(lookup.text(own), ROWS * (scene.measure - DAY - 2) - 12, scene.signs.ellipsis)
    flow = Flow().add(text)
    words = lookup.text(date)
    # Where the words stand more than once, the place in the source tells which is meant.
    before = lookup.text(own._replace(end=max(own.start, date.start)))
    at = text.find(words, max(0, len(before) - 1))
    if words and at >= 0:
        flow.ink([Span(at, at + len(words), "DATE")])
    return flow


def spoken(value: str) -> str:
    """Give a date as it is read, its month short: 2025-02-12 is 12 Feb 2025; what is none stays as it is."""
    return _in_short(in_full(value))


def _in_short(day: str) -> str:
    return " ".join(word[:3] if word in MONTHS else word for word in plain(day).split(" "))
