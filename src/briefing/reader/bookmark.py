"""Where somebody is in a briefing, said so that it can be found again in another build of the event. Pure.

Topics and entities are known by id and name, items and the tops of panes by the words that stand there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Article, Entity, Range
from briefing.reader.locators import Finder, Locator, locator
from briefing.reader.reading import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefing.lookup import Lookup
    from briefing.reader.reading import Part, Reading, View
    from briefing.reader.views.item import Item

LOCATORS = 4
"""Ranges that an item is known by: where one is gone, the next may be there."""


class Named(NamedTuple):
    """A topic, an entity or, by its path, a source."""

    id: str
    """Empty for the overview, and for an item that stands for neither an entity nor a source."""
    name: str


class Spot(NamedTuple):
    """The item that was current in a view of a topic."""

    topic: Named
    view: View
    at: int
    """Its number, for when its words are gone."""
    told: tuple[Locator, ...]
    thing: Named = Named("", "")
    """The source or the entity that it stood for."""


class Top(NamedTuple):
    """What stood at the top of a source's pane, or so many rows below it."""

    place: Locator
    below: int


class Bookmark(NamedTuple):
    """A place in a briefing."""

    topic: Named = Named("", "")
    view: View = "summary"
    part: Part = "items"
    pane: int = 0
    linked: bool = True
    order: tuple[tuple[str, str], ...] = ()
    """The sources as the panes show them: id and path."""
    spots: tuple[Spot, ...] = ()
    tops: tuple[Top, ...] = ()
    pinned: tuple[tuple[str, str], ...] = ()
    """The pinned sources: id and path."""


def mark(reading: Reading, stands: Mapping[str, tuple[int, int]]) -> Bookmark:
    """Say where a reading is; `stands` are the tops of sources by article: offset, rows below the top."""
    lookup = reading.lookup
    here = named_topic(reading, reading.topic)
    known = [
        spot_of(reading, t, view, at, reading.item_at(t, view, at))
        for (t, view), at in reading.places.items()
        if t < len(reading.topics)
    ]
    spots = [*known, *reading.waiting.values()]
    tops = [Top(locator(lookup, Range(a, offset, offset)), below) for a, (offset, below) in stands.items()]
    order = by_path(lookup, reading.order)
    pinned = tuple(o for o in order if o[0] in reading.pinned)
    return Bookmark(
        here, reading.view, reading.part, reading.pane, reading.linked, order, tuple(spots), tuple(tops), pinned
    )


def spot_of(reading: Reading, topic: int, view: View, at: int, item: Item) -> Spot:
    """Say which item of a view was current."""
    lookup, thing = reading.lookup, item.thing
    named = Named("", "")
    if isinstance(thing, Article):
        named = Named(thing.id, _path(lookup, thing.id))
    elif isinstance(thing, Entity):
        named = Named(thing.id, thing.name)
    return Spot(named_topic(reading, topic), view, at, told_by(lookup, item.told), named)


def told_by(lookup: Lookup, told: Iterable[Range]) -> tuple[Locator, ...]:
    """Say where the first ranges stand that tell an item."""
    return tuple(locator(lookup, r) for r in tuple(told)[:LOCATORS])


def resume(bookmark: Bookmark, reading: Reading) -> dict[str, tuple[int, int]]:
    """Bring a fresh reading to a bookmark; gives the tops of sources by article.

    Items are looked for when their view is first shown.
    """
    finder = Finder(reading.lookup)
    reading.view = bookmark.view if bookmark.view in VIEWS else "summary"
    reading.part, reading.linked = bookmark.part, bookmark.linked
    for spot in bookmark.spots:
        t = find_topic(finder, reading, spot.topic, spot.told)
        if t is not None:
            reading.waiting.setdefault((t, spot.view), spot)
    here = next((s.told for s in bookmark.spots if (s.topic, s.view) == (bookmark.topic, bookmark.view)), ())
    reading.topic = find_topic(finder, reading, bookmark.topic, here) or 0
    found = (finder.article(*a) for a in bookmark.order)
    order = tuple(dict.fromkeys(a for a in found if a is not None))
    reading.order = (*order, *(a for a in reading.order if a not in order))
    reading.pinned = frozenset(a for p in bookmark.pinned if (a := finder.article(*p)) is not None)
    reading.pane = max(0, min(bookmark.pane, len(reading.order) - 1))
    stands: dict[str, tuple[int, int]] = {}
    for top in bookmark.tops:
        place = finder.offset(top.place)
        if place is not None:
            stands.setdefault(place[0], (place[1], top.below))
    return stands


def named_topic(reading: Reading, number: int) -> Named:
    """Give a topic by its number, nothing for the overview."""
    topic = reading.topics[number]
    return Named("", "") if topic is None else Named(topic.id, topic.name)


def by_path(lookup: Lookup, articles: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give articles by id and path."""
    return tuple((a, _path(lookup, a)) for a in articles)


def _path(lookup: Lookup, article: str) -> str:
    paths = lookup.article(article).paths
    return paths[0] if paths else ""


def find_topic(finder: Finder, reading: Reading, wanted: Named, told: Iterable[Locator] = ()) -> int | None:
    """Give the number of a topic: by its id, by its name, or as the one that holds what was current in it."""
    if not wanted.id:
        return 0
    for n, topic in enumerate(reading.topics):
        if topic is not None and topic.id == wanted.id:
            return n
    for n, topic in enumerate(reading.topics):
        if topic is not None and topic.name == wanted.name:
            return n
    ranges = [r for a in told if (r := finder.range(a)) is not None]
    holds = finder.lookup.topic_of(ranges[:1])
    return next((n for n, t in enumerate(reading.topics) if t is not None and t.id == holds), None)


def find_item(finder: Finder, spot: Spot, items: Sequence[Item]) -> int:
    """Give the number of the item that a spot meant; where it is gone, its old one.

    The same source or entity comes first, then the item of the same words, then one that the same place tells; of
    equals the nearest by number.
    """
    same = _same(finder, spot.thing, items)
    if same is not None:
        return same
    wanted = [r for a in spot.told if (r := finder.range(a)) is not None]
    best: tuple[int, int] | None = None
    at = spot.at
    for n, item in enumerate(items):
        worth = _worth(wanted, item.told)
        if worth and (best is None or (-worth, abs(n - spot.at)) < best):
            best, at = (-worth, abs(n - spot.at)), n
    return at


def _same(finder: Finder, wanted: Named, items: Sequence[Item]) -> int | None:
    """Give the number of the item of a source (by its text, else its path) or an entity (by its id, else its name)."""
    if not wanted.id:
        return None
    source = finder.article(*wanted)
    named: int | None = None
    for n, item in enumerate(items):
        thing = item.thing
        if isinstance(thing, Article | Entity) and thing.id in (wanted.id, source):
            return n
        if named is None and isinstance(thing, Entity) and thing.name == wanted.name:
            named = n
    return named


def _worth(wanted: list[Range], told: tuple[Range, ...]) -> int:
    """Tell how well an item fits: 3 the same first range, 2 one of the same, 1 one that overlaps, 0 not."""
    if not wanted or not told:
        return 0
    if told[0] == wanted[0]:
        # As many of the same ranges as are known makes the difference between two items of one sentence.
        return 3 + (told[:LOCATORS] == tuple(wanted))
    if any(r in wanted for r in told):
        return 2
    return int(any(r.overlap(w) for w in wanted[:1] for r in told))
