"""Entities: people, organisations, places and the rest, with their mentions in each source."""

from __future__ import annotations

from collections import Counter

from rich.cells import cell_len

from briefing.display import plain
from briefing.index import Index
from briefing.model import Entity, Range
from briefing.reader.inks import SHAPES
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.views.coverage import head, sentence
from briefing.reader.views.grid import Grid, fit
from briefing.reader.views.item import Item, Scene, nothing

GROUPS = (
    ("People", ("PERSON",)),
    ("Organisations", ("ORG",)),
    ("Places", ("GPE", "LOC", "FAC")),
    ("Others", ("NORP", "EVENT", "PRODUCT", "WORK", "DATE")),
)
TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country, city or state",
    "LOC": "place",
    "FAC": "building or site",
    "NORP": "people or group",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK": "work",
    "DATE": "date",
}
NONE, ALL = ".", "all"
"""Of a source that does not name an entity; above the number of all its mentions."""
MOST = 99
"""More mentions in a source are written as 99+."""


def entities(scene: Scene) -> list[Item]:
    """Give the entities of a topic (of the event), by type, those with most mentions first."""
    grid = fit(scene.width, scene.columns)
    within = Index((m.range, None) for m in scene.topic.members) if scene.topic else None
    places: dict[str, list[Range]] = {}
    for e in scene.lookup.briefing.entities:
        found = [r for r in e.mentions if within is None or within.at(r)]
        if found:
            places[e.id] = sorted(found, key=lambda r: (scene.lookup.number(r.article), r.start))
    items: list[Item] = []
    for title, types in GROUPS:
        group = [e for e in scene.lookup.briefing.entities if e.type in types and e.id in places]
        group.sort(key=lambda e: (-len({r.article for r in places[e.id]}), -len(places[e.id]), plain(e.name)))
        for n, e in enumerate(group):
            above = () if n else (Line(title, (Span(0, len(title), "quiet"),)),)
            items.append(_entity(scene, grid, e, places[e.id], above))
    return items or [nothing(scene, "Nobody and nothing is named here.", "{show_summary} shows what is told.")]


def legend(scene: Scene, grid: Grid) -> Line:
    """Give the line above the rows: what the numbers are, and the sources' numbers."""
    words = cut(f"mentions  {NONE} not named", max(0, grid.words - len(ALL) - 2), scene.signs.ellipsis)
    return grid.head(scene.lookup, words.ljust(grid.words - len(ALL) - 1) + ALL, scene.signs.ellipsis)


def cell(scene: Scene, item: Item, article: str, width: int, rows: int) -> list[Line]:
    """Give the forms that the source of a cell has of an entity, and its first mention there."""
    lookup = scene.lookup
    ranges, _ = item.at(article)
    if not ranges or not isinstance(item.thing, Entity):
        return [head(scene, article, "not named", width)]
    forms = Counter(lookup.text(r) for r in item.thing.mentions if r.article == article)
    says = "as " + ", ".join(form for form, _ in sorted(forms.items(), key=lambda f: (-f[1], f[0])))
    return [head(scene, article, says, width), *sentence(scene, ranges[0], width, rows)]


def _entity(scene: Scene, grid: Grid, e: Entity, places: list[Range], above: tuple[Line, ...]) -> Item:
    count = str(len(places))
    kind = TYPES.get(e.type, e.type)
    name = cut(plain(e.name), max(4, grid.words - len(count) - 2), scene.signs.ellipsis)
    flow = Flow().add(name, e.type if e.type in SHAPES else "strong")
    room = grid.words - len(count) - 1
    line = flow.lines(10_000)[0]
    if cell_len(line.text) + len(kind) + 4 <= room:
        text = f"{line.text}  {kind}"
        line = Line(text, (*line.spans, Span(len(text) - len(kind), len(text), "quiet")))
    text = f"{line.text}{' ' * max(1, room - cell_len(line.text))}{count}"
    mentions = Counter(r.article for r in places)
    cells = tuple(_count(mentions[a]) for a in grid.columns)
    first = {r.article: r for r in reversed(places)}
    told = tuple(first[a] for a in sorted(first, key=lambda a: (-mentions[a], scene.lookup.number(a))))
    spans = (*line.spans, Span(len(text) - len(count), len(text), "mark"))
    return Item((Line(text, spans),), told, (), None, e, cells, above, "not named here")


def _count(number: int) -> str:
    return NONE if not number else str(number) if number <= MOST else f"{MOST}+"
