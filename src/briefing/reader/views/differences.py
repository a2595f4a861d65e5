"""Differences: what the sources give differently, variant by variant, with the verdict."""

from __future__ import annotations

from briefing.display import plain
from briefing.model import Difference, Variant
from briefing.reader.text import Flow, Line, Span
from briefing.reader.views.item import Item, Scene, note
from briefing.reader.views.wordings import write
from briefing.wordings import Version, versions

ORDER = {"differs": 0, "compatible": 1, "same": 2}
SAYS = {"compatible": "compatible", "same": "the same"}
NAMES = {
    "quote-wording": "wording",
    "number": "number or duration",
    "framing": "choice of words",
    "attribution": "speaker or office",
    "scope": "how far it goes",
}
ALONE = 5
"""From so many words on a piece of a quotation is understood without its sentence."""
ROWS = 2
"""A variant is shown in about so many lines of its sentence."""


def differences(scene: Scene) -> list[Item]:
    """Give the differences of a topic, those with the verdict "differs" first."""
    lookup = scene.lookup
    found = lookup.briefing.differences if scene.topic is None else lookup.differences_of(scene.topic.id)
    ordered = sorted(found, key=lambda d: ORDER[d.verdict])
    return [_difference(scene, d) for d in ordered] or [note("No differences were found here.", scene.measure)]


def _difference(scene: Scene, d: Difference) -> Item:
    lookup = scene.lookup
    kind = NAMES.get(d.kind, d.kind)
    # Where sources differ the kind comes first: that they do is what the view is about.
    head = Flow().add(f"{scene.signs.differs} {kind}: ", "differs") if d.verdict == "differs" else None
    head = head or Flow().add(SAYS[d.verdict], "strong").add(f"  {kind}: ", "quiet")
    head.add(_about(scene, d))
    lines = head.lines(scene.measure)
    if d.kind == "quote-wording" and all(len(lookup.text(v.range).split()) >= ALONE for v in d.variants):
        for version in versions(lookup, [v.range for v in d.variants], scene.signs.ellipsis):
            lines += write(scene, _open(scene, version))
    else:
        for v in d.variants:
            lines += _variant(scene, v)
    ranges = tuple(v.range for v in d.variants)
    return Item(tuple(lines), ranges, (), d.topic or lookup.topic_of(ranges), d)


def _open(scene: Scene, version: Version) -> Version:
    """Give a version with dots where its quotation, or without one its sentence, goes on."""
    lookup, r = scene.lookup, version.places[0]
    around = [q.range for q in lookup.quotes_at(r)] or [s.range for s in lookup.segments_at(r)]
    text, dots = version.text, scene.signs.ellipsis
    # A quotation's marks are not its words.
    before = "" if text.startswith(dots) or any(r.start <= a.start + 1 for a in around) else f"{dots} "
    after = "" if text.endswith(dots) or any(a.end - 1 <= r.end for a in around) else f" {dots}"
    spans = tuple((a + len(before), b + len(before)) for a, b in version.differing)
    return version._replace(text=f"{before}{text}{after}", differing=spans)


def _about(scene: Scene, d: Difference) -> str:
    """Tell what a difference is about: for a quotation, who is quoted."""
    if d.kind == "quote-wording":
        quotes = [q for v in d.variants for q in scene.lookup.quotes_at(v.range)]
        speaker = next((q.attribution.speaker for q in quotes if q.attribution.speaker), None)
        if speaker:
            return plain(speaker)
    return plain(d.about)


def _variant(scene: Scene, variant: Variant) -> list[Line]:
    """Give a variant within its sentence: the value strong, the sentence around it as far as there is room."""
    lookup = scene.lookup
    mark = f"[{lookup.number(variant.range.article)}] "
    value = plain(variant.value)
    stated = lookup.text(variant.range)
    sentence = lookup.sentence_text(variant.range)
    at = _find(sentence, stated) if len(stated) < len(sentence) else _find(sentence, value)
    length = len(stated) if len(stated) < len(sentence) else len(value)
    flow = Flow()
    if value.casefold() not in sentence.casefold():
        flow.add(value, "strong").add("  ")
    text, moved = _around(sentence, at, length, ROWS * (scene.measure - len(mark)) - 4, scene.signs.ellipsis)
    start = len(flow)
    flow.add(text)
    if at >= 0 and length < len(sentence):
        flow.ink([Span(at + moved, at + moved + length, "strong")], start)
    return flow.lines(scene.measure, first=mark, indent=" " * len(mark), first_ink="mark")


def _find(sentence: str, words: str) -> int:
    return sentence.find(words) if words else -1


def _around(sentence: str, at: int, length: int, room: int, ellipsis: str) -> tuple[str, int]:
    """Cut a sentence to about `room` characters around [at, at + length); give it, and by how much it moved."""
    if len(sentence) <= room:
        return sentence, 0
    middle = max(0, at) + length // 2
    start = max(0, min(middle - room // 2, len(sentence) - room))
    end = start + room
    # Whole words alone, but for a word that is longer than the room.
    start = sentence.find(" ", start, middle) + 1 if start else 0
    cut = sentence.rfind(" ", middle, end)
    end = len(sentence) if end >= len(sentence) else cut if cut > start else end
    before = f"{ellipsis} " if start else ""
    after = f" {ellipsis}" if end < len(sentence) else ""
    return f"{before}{sentence[start:end]}{after}", len(before) - start
