"""Differences: what the sources give differently, variant by variant, with the verdict."""

from __future__ import annotations

from briefing.display import plain
from briefing.model import Difference
from briefing.reader.text import Flow, Span
from briefing.reader.views.item import Item, Scene, note
from briefing.reader.views.wordings import differing

ORDER = {"differs": 0, "compatible": 1, "same": 2}
WHOLE = 0.6
"""A value longer than this part of its sentence is not set off from it."""
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
    head.add(f"  {d.kind.replace('-', ' ')}: ", "quiet").add(plain(d.about))
    lines = head.lines(scene.measure)
    texts = [lookup.text(v.range) for v in d.variants]
    base = max(texts, key=len, default="")
    for v, text in zip(d.variants, texts, strict=True):
        mark = f"[{lookup.number(v.range.article)}] "
        flow = Flow()
        value = plain(v.value)
        at = text.find(value) if value else -1
        if at < 0 and value.casefold() not in text.casefold():
            flow.add(value, "strong").add("  ")
        start = len(flow)
        flow.add(text)
        if len(value) > len(text) * WHOLE:
            # The whole sentence varies: what stands out is what the longest version does not have.
            flow.ink(differing(base, text) if text != base else (), start)
        elif at >= 0:
            flow.ink([Span(at, at + len(value), "strong")], start)
        lines += flow.lines(scene.measure, first=mark, indent=" " * len(mark), first_ink="mark")
    ranges = tuple(v.range for v in d.variants)
    return Item(tuple(lines), ranges, (), d.topic or lookup.topic_of(ranges))
