"""Differences: a table of what the sources give, value by value, each with its verdict; beneath it their sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from briefing.display import plain
from briefing.model import Difference, Range, Verdict
from briefing.reader.text import Flow, Line, Span, side_by_side
from briefing.reader.views.coverage import sentence
from briefing.reader.views.item import Item, Scene, by_event, nothing
from briefing.terms import DIFFERENCES, counted
from briefing.wordings import versions

if TYPE_CHECKING:
    from collections.abc import Sequence

VERDICTS: tuple[Verdict, ...] = ("differs", "compatible", "same")
ALONE = 5
"""From so many words on a piece of a quotation is aligned word by word with the others."""
VERDICT = 17
"""Cells for the verdict and the kind, before the title and the values."""
NARROW = 60
"""With less room they stand above the title."""


class Value(NamedTuple):
    """What sources give in the same words."""

    text: str
    differing: tuple[tuple[int, int], ...]
    """The words of it that the other values do not have, where values are long."""
    places: tuple[Range, ...]


def differences(scene: Scene) -> list[Item]:
    """Give the differences of a topic in their order: the gravest verdict first."""
    lookup = scene.lookup
    found = lookup.briefing.differences if scene.topic is None else lookup.differences_of(scene.topic.id)
    return by_event(scene, [_difference(scene, d) for d in found]) or [_nothing(scene)]


def tally(items: Sequence[Item]) -> str:
    """Tell how many differences have which verdict: ", 9 differences, 2 compatible, 3 same"."""
    found = Counter(i.thing.verdict for i in items if isinstance(i.thing, Difference))
    said = [counted(found["differs"], "difference")] if found["differs"] else []
    said += [f"{found[v]} {v}" for v in VERDICTS if v != "differs" and found[v]]
    return "".join(f", {words}" for words in said)


def _nothing(scene: Scene) -> Item:
    if len(scene.columns) == 1 or (scene.topic and len(scene.lookup.sources_of(scene.topic)) == 1):
        return nothing(
            scene, "One source alone tells of this: it has none to differ from.", "{show_summary} shows what it tells."
        )
    advice = "{show_coverage} shows which source tells what, {show_wordings} how each quotes it."
    return nothing(scene, "The sources were not found to differ here.", advice)


def below(scene: Scene, item: Item, width: int, rows: int) -> list[Line]:
    """Give the sentences in which the values of a difference stand, as far as `rows` lines have room for them."""
    if not isinstance(item.thing, Difference):
        return []
    places = [v.places[0] for v in _values(scene, item.thing)]
    each = max(1, rows // max(1, len(places)))
    seen = places[: rows - 1] if len(places) > rows else places
    lines: list[Line] = []
    for r in seen:
        lines += sentence(scene, r, width, each, f"[{scene.lookup.number(r.article)}] ")
    if len(seen) < len(places):
        lines += Flow().add(f"and {len(places) - len(seen)} more", "quiet").lines(width)
    return lines


def _difference(scene: Scene, d: Difference) -> Item:
    sign, ink = _verdict(scene, d.verdict)
    narrow = scene.measure < NARROW
    width = scene.measure - (0 if narrow else VERDICT)
    lines = [*Flow().add(_title(scene, d)).lines(width), *_table(scene, _values(scene, d), width)]
    verdict, kind = Flow().add(sign, ink), Flow().add(DIFFERENCES[d.kind], "quiet")
    if narrow:
        lines[:0] = verdict.add("  ").add(DIFFERENCES[d.kind], "quiet").lines(width)
    else:
        lines = side_by_side([*verdict.lines(VERDICT), *kind.lines(VERDICT)], lines, VERDICT)
    ranges = tuple(v.range for v in d.variants)
    return Item(tuple(lines), ranges, (), d.topic or scene.lookup.topic_of(ranges), d)


def _verdict(scene: Scene, verdict: Verdict) -> tuple[str, str]:
    """Give a verdict's sign and word, and their ink."""
    if verdict == "differs":
        return f"{scene.signs.differs} differs", "differs"
    return ("~ compatible", "strong") if verdict == "compatible" else ("= same", "quiet")


def _title(scene: Scene, d: Difference) -> str:
    """Tell what a difference is about, dots where the values stand: for a quotation, who is quoted too."""
    about = plain(d.about)
    if d.kind == "quote-wording":
        quotes = [q for v in d.variants for q in scene.lookup.quotes_at(v.range)]
        speaker = plain(next((q.attribution.speaker for q in quotes if q.attribution.speaker), ""))
        if speaker and speaker not in about:
            return f"{speaker}: {about}"
    return about


def _values(scene: Scene, d: Difference) -> list[Value]:
    """Give the values, those that most sources give first; the same words in several sources are one."""
    lookup = scene.lookup
    ranges = [v.range for v in d.variants]
    if d.kind == "quote-wording" and all(len(lookup.text(r).split()) >= ALONE for r in ranges):
        found = [Value(v.text, v.differing, v.places) for v in versions(lookup, ranges, scene.signs.ellipsis)]
    else:
        told: dict[str, list[tuple[str, Range]]] = {}
        for v in d.variants:
            value = plain(v.value) or lookup.text(v.range)
            told.setdefault(value.casefold(), []).append((value, v.range))
        found = [Value(same[0][0], (), tuple(r for _, r in same)) for same in told.values()]
    return sorted(found, key=lambda v: -len({r.article for r in v.places}))


def _table(scene: Scene, values: list[Value], width: int) -> list[Line]:
    """Write the values in a column, beside each the sources that give it."""
    sources = ["".join(f"[{n}]" for n in scene.lookup.numbers(r.article for r in v.places)) for v in values]
    room = min(max(map(len, sources), default=0), width // 2)
    column = max(1, min(max((cell_len(v.text) for v in values), default=0), width - room - 2))
    lines: list[Line] = []
    for value, numbers in zip(values, sources, strict=True):
        flow = Flow().add(value.text, *([] if value.differing else ["strong"]))
        left = flow.ink(Span(a, b, "differing") for a, b in value.differing).lines(column)
        lines += side_by_side(left, Flow().add(numbers, "mark").lines(max(1, room)), column + 2)
    return lines
