"""Differences: what the sources give differently, variant by variant, with the verdict."""

from __future__ import annotations

from briefing.model import Difference
from briefing.reader.text import Flow
from briefing.reader.views.item import Item, Scene, note

ORDER = {"differs": 0, "compatible": 1, "same": 2}
SAYS = {"differs": "sources differ", "compatible": "compatible", "same": "the same"}


def differences(scene: Scene) -> list[Item]:
    """Give the differences of a topic, those with the verdict "differs" first."""
    lookup = scene.lookup
    found = lookup.briefing.differences if scene.topic is None else lookup.differences_of(scene.topic.id)
    ordered = sorted(found, key=lambda d: ORDER[d.verdict])
    return [_difference(scene, d) for d in ordered] or [note("No differences were found here.", scene.measure)]


def _difference(scene: Scene, d: Difference) -> Item:
    lookup = scene.lookup
    sign = f"{scene.signs.differs} " if d.verdict == "differs" else ""
    head = Flow().add(f"{sign}{SAYS[d.verdict]}", "differs" if d.verdict == "differs" else "strong")
    head.add(f"  {d.kind.replace('-', ' ')}: ", "quiet").add(d.about)
    lines = head.lines(scene.measure)
    for v in d.variants:
        mark = f"[{lookup.number(v.range.article)}] "
        text = lookup.text(v.range)
        flow = Flow()
        if v.value and v.value.casefold() not in text.casefold():
            flow.add(v.value, "strong").add("  ")
        start = len(flow)
        flow.add(text)
        at = text.casefold().find(v.value.casefold()) if v.value else -1
        if at >= 0 and len(text.casefold()) == len(text):
            from briefing.reader.text import Span

            flow.ink([Span(at, at + len(v.value), "strong")], start)
        lines += flow.lines(scene.measure, first=mark, indent=" " * len(mark), first_ink="mark")
    ranges = tuple(v.range for v in d.variants)
    return Item(tuple(lines), ranges, (), d.topic or lookup.topic_of(ranges))
