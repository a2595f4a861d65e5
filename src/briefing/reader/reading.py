"""Where somebody is in a briefing, and what that makes visible. No Textual here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from briefing.display import plain
from briefing.lookup import Lookup
from briefing.model import Article, Range, Topic
from briefing.reader.text import Line
from briefing.reader.trail import Trail
from briefing.reader.views.item import GUTTER, MEASURE, Item, Scene, Signs

if TYPE_CHECKING:
    from briefing.reader.bookmark import Spot
    from briefing.reader.starred import Starred
    from briefing.reader.views.grid import Grid

Part = Literal["topics", "items", "sources"]
View = Literal["summary", "coverage", "wordings", "differences", "timeline", "sources", "entities"]
VIEWS: tuple[View, ...] = ("summary", "coverage", "wordings", "differences", "timeline", "sources", "entities")
TABLES = ("coverage", "entities")
"""Views with a column for each source."""

NOTHING = Item(())
STARRED = "*starred"
"""The id of the topic of what was starred: no other topic's id has an asterisk."""
STRIP = 8
"""With so many lines for the items, the words of the current cell or difference are shown beneath them."""


def _function(view: View) -> Callable[[Scene], list[Item]]:
    """Give a view's function; each view is imported when it is first looked at."""
    function: Callable[[Scene], list[Item]] = getattr(import_module(f"briefing.reader.views.{view}"), view)
    return function


class Reading:
    """The place in a briefing: topic, view, item, part with the focus, order of the sources."""

    def __init__(self, lookup: Lookup, signs: Signs) -> None:
        self.lookup = lookup
        self.signs = signs
        self.topics: tuple[Topic | None, ...] = (None, *lookup.briefing.topics)
        self.topic = 0
        self.view: View = "summary"
        self.part: Part = "items"
        self.pane = 0
        self.told: tuple[str, ...] = lookup.told or tuple(a.id for a in lookup.briefing.articles)
        """The sources that the panes go through: without those set apart."""
        self.order: tuple[str, ...] = self.told
        """The sources as the panes show them: the first ones are visible."""
        self.left = 0
        """So many sources at the end of the order were scrolled out to the left."""
        self.pinned: frozenset[str] = frozenset()
        """Sources that stay in their panes, whatever the item."""
        self.copies = False
        """What sources share word for word is shown."""
        self.linked = True
        self.trail: Trail | None = None
        self.entity: str | None = None
        """The entity whose mentions are the trail."""
        self.cite: Range | None = None
        """The range that { and } stand on, where the current item has several in a source."""
        self.opened: dict[str, frozenset[int]] = {}
        """The folds that are open in each source, by their starts."""
        self.waiting: dict[tuple[int, View], Spot] = {}
        """What was the current item of a view in another build, until the view is shown and it is found."""
        self.starred: Starred | None = None
        """Stars and notes, where there are some."""
        self.column: str | None = None
        """The source of the cell cursor, in views that are tables."""
        self.before: View = "summary"
        """The view that the sources were looked at from."""
        self._grid: tuple[tuple[int, int], Grid] | None = None
        self._places: dict[tuple[int, View], int] = {}
        self._width = 80
        self._items: dict[tuple[int, View, int], list[Item]] = {}
        self._numbers: dict[tuple[int, View, int, str], tuple[tuple[int, str], ...]] = {}
        self._cited: dict[tuple[int, View, int, str], tuple[tuple[int, int, int], ...]] = {}

    def events(self) -> dict[int, str]:
        """Give the titles of several events, by the number of the first topic of each."""
        first = {e.topics[0]: e for e in self.lookup.briefing.events if e.topics}
        return {n: plain(first[t.id].title) for n, t in enumerate(self.topics) if t is not None and t.id in first}

    # Items

    @property
    def width(self) -> int:
        """How wide the items are set."""
        return self._width

    def set_width(self, width: int) -> None:
        """Say how wide the items are set."""
        self._width = width

    def scene(self, topic: int | None = None) -> Scene:
        """Give what the view is asked to show, of the current topic or another."""
        return Scene(self.lookup, self.topics[self.topic if topic is None else topic], self._width, self.signs)

    @property
    def items(self) -> list[Item]:
        """The items of the view."""
        return self.items_of(self.topic, self.view)

    def items_of(self, topic: int, view: View) -> list[Item]:
        """Give the items of a view of a topic; they are made once."""
        key = (topic, view, self._width)
        known = self._items.get(key)
        if known is None:
            known = self._items[key] = self._made(topic, view)
        return known

    def _made(self, topic: int, view: View) -> list[Item]:
        scene, starred = self.scene(topic), self.starred
        if starred is None or view in ("sources", "entities"):
            return _function(view)(scene)
        own = topic == len(self.topics) - 1 and view == "summary"
        return starred.beside(starred.items(scene) if own else _function(view)(scene), scene.measure)

    @property
    def at_starred(self) -> bool:
        """Tell whether the topic is that of what was starred."""
        return self.starred is not None and self.topic == len(self.topics) - 1

    @property
    def shown_topic(self) -> Topic | None:
        """The briefing's topic that is shown; None for the overview, and for what was starred in all topics."""
        return None if self.at_starred else self.topics[self.topic]

    def star(self, starred: Starred | None) -> None:
        """Show these stars and notes: beside the statements, and as the last topic."""
        self.starred = starred or None
        own = (starred.topic,) if starred else ()
        self.topics = (None, *self.lookup.briefing.topics, *own)
        self.topic = min(self.topic, len(self.topics) - 1)
        for known in (self._items, self._numbers, self._cited):
            known.clear()

    # The cells of a table

    @property
    def grid(self) -> Grid | None:
        """The columns beside the items, in views that are tables, with the cell cursor."""
        if self.view not in TABLES or not self.item.stops:
            return None
        from briefing.reader.views.grid import fit

        key = (self.topic, self._width)
        if self._grid is None or self._grid[0] != key:
            grid = fit(self._width, self.scene().columns)
            self._grid = (key, grid.moved(grid.columns.index(self.column) if self.column in grid.columns else 0))
        return self._grid[1]

    def go_to_cell(self, column: int) -> bool:
        """Put the cell cursor on a column; False where there is none further."""
        grid = self.grid
        if grid is None:
            return False
        moved = grid.moved(column)
        self._grid = ((self.topic, self._width), moved)
        self.column = moved.article
        return moved.at != grid.at

    def above(self) -> Line | None:
        """Give the line above a table."""
        grid = self.grid
        if grid is None:
            return None
        if self.view == "coverage":
            from briefing.reader.views.coverage import legend
        else:
            from briefing.reader.views.entities import legend
        return legend(self.scene(), grid)

    def below(self, height: int) -> list[Line]:
        """Give the sentences of the current difference, or of the cell under the cursor, where there is room for it."""
        grid = self.grid
        if height < STRIP or not self.item.stops:
            return []
        width = min(self._width - GUTTER - 2, MEASURE)
        if self.view == "differences":
            from briefing.reader.views.differences import below

            rows = height // 4
            lines = below(self.scene(), self.item, width, rows)
        elif grid is not None and grid.article is not None:
            if self.view == "coverage":
                from briefing.reader.views.coverage import cell
            else:
                from briefing.reader.views.entities import cell
            rows = 3 if height < 2 * STRIP else 4
            lines = cell(self.scene(), self.item, grid.article, width, rows - 1)
        else:
            return []
        return [Line(""), *lines, *[Line("")] * (rows - len(lines))]

    @property
    def own(self) -> str | None:
        """The source that the current item leads to: the one of its cell, its own first one, the source that it is."""
        grid = self.grid
        if grid is not None:
            return grid.article
        if isinstance(self.item.thing, Article):
            return self.item.thing.id
        return next(iter(self.telling()), None)

    @property
    def at(self) -> int:
        """The number of the current item, from 0."""
        spot = self.waiting.pop((self.topic, self.view), None)
        if spot is not None:
            from briefing.reader.bookmark import find_item
            from briefing.reader.locators import Finder

            self._places[self.topic, self.view] = find_item(Finder(self.lookup), spot, self.items)
        return max(0, min(self._places.get((self.topic, self.view), 0), len(self.items) - 1))

    @property
    def places(self) -> Mapping[tuple[int, View], int]:
        """The current items of the topics and views that were looked at."""
        return self._places

    def item_at(self, topic: int, view: View, at: int) -> Item:
        """Give an item of a view that was looked at."""
        for (t, v, _), items in self._items.items():
            if (t, v) == (topic, view) and at < len(items):
                return items[at]
        return NOTHING

    @property
    def item(self) -> Item:
        """The current item."""
        return self.items[self.at] if self.items else NOTHING

    def go_to(self, item: int) -> bool:
        """Make an item the current one; False where there is none further."""
        item = max(0, min(item, len(self.items) - 1))
        moved = item != self.at
        self._places[self.topic, self.view] = item
        self.cite = None
        return moved

    def go_to_topic(self, topic: int) -> bool:
        """Go to a topic; False where there is none further."""
        topic = max(0, min(topic, len(self.topics) - 1))
        moved = topic != self.topic
        self.topic = topic
        self.cite = None
        return moved

    def follow(self) -> bool:
        """Go from a statement of the event to its topic, and there to the same statement."""
        item = self.item
        places = [n for n, t in enumerate(self.topics) if t is not None and t.id == item.topic]
        if (self.topics[self.topic] is not None and not self.at_starred) or not places:
            return False
        self.go_to_topic(places[0])
        for n, other in enumerate(self.items):
            if any(a.overlap(b) for a in item.told[:1] for b in other.told):
                self.go_to(n)
                break
        return True

    # Sources

    def telling(self) -> tuple[str, ...]:
        """Give the sources that tell the current item: in full first, its own before the others."""
        own = (self.item.thing.id,) if isinstance(self.item.thing, Article) else ()
        return tuple(dict.fromkeys((*own, *(r.article for r in (*self.item.told, *self.item.partly)))))

    def arrange(self, panes: int) -> None:
        """Let sources that tell the current item take the places of those that do not; the others stay."""
        if not self.linked or not self.telling():
            return
        visible = list(self.order[:panes])
        telling = self.telling()
        waiting = [a for a in telling if a not in visible]
        for n, a in enumerate(visible):
            if a not in telling and a not in self.pinned and waiting:
                visible[n] = waiting.pop(0)
        columns = self.scene().columns
        further = [a for a in columns if a not in visible]
        for n, a in enumerate(visible):
            # A source of another event gives way to one that could have told something here.
            if a not in columns and a not in telling and a not in self.pinned and further:
                visible[n] = further.pop(0)
        self.set_visible(visible)

    def bring(self, article: str, panes: int) -> int:
        """Show a source and give its pane: where it is, else instead of one that does not tell the current item."""
        visible = list(self.order[:panes])
        if article in visible:
            return visible.index(article)
        telling = self.telling()
        loose = [n for n, a in enumerate(visible) if a not in self.pinned] or [len(visible) - 1]
        idle = [n for n in loose if visible[n] not in telling]
        here = min(self.pane, len(visible) - 1)
        pane = here if self.part == "sources" and here in loose else idle[0] if idle else loose[-1]
        visible[pane] = article
        self.set_visible(visible)
        return pane

    def choose(self, article: str, panes: int) -> None:
        """Show a source in the pane that had the focus last; where it is visible elsewhere they change places."""
        visible = list(self.order[:panes])
        self.pane = min(self.pane, max(0, len(visible) - 1))
        if article in visible:
            visible[visible.index(article)] = visible[self.pane]
        visible[self.pane : self.pane + 1] = [article]
        self.set_visible(visible)

    def turn(self, by: int, panes: int) -> None:
        """Show the next source (or the one before), of those not visible, in the current pane."""
        visible = list(self.order[:panes])
        pane = min(self.pane, len(visible) - 1)
        numbers = [a.id for a in self.lookup.briefing.articles if a.id in self.told or a.id == visible[pane]]
        at = numbers.index(visible[pane])
        for step in range(1, len(numbers)):
            other = numbers[(at + by * step) % len(numbers)]
            if other not in visible:
                visible[pane] = other
                self.set_visible(visible)
                return

    def set_visible(self, visible: Sequence[str]) -> None:
        """Show these sources in the panes."""
        self.left = 0
        # To the right lies what comes after the last one, round the end.
        after = self.told.index(visible[-1]) + 1 if visible and visible[-1] in self.told else 0
        self.order = (*visible, *(a for a in (*self.told[after:], *self.told[:after]) if a not in visible))

    def cited(self, article: str) -> tuple[tuple[int, int, int], ...]:
        """Give what the items cite in a source: (start, end, number of the item), in order."""
        key = (self.topic, self.view, self._width, article)
        known = self._cited.get(key)
        if known is None:
            rows = {(r.start, r.end, n) for n, item in enumerate(self.items) for r in item.told if r.article == article}
            known = self._cited[key] = tuple(sorted(rows))
        return known

    def numbers(self, article: str) -> tuple[tuple[int, str], ...]:
        """Give where sentences of a source begin that items cite, with the items' numbers."""
        key = (self.topic, self.view, self._width, article)
        known = self._numbers.get(key)
        if known is None:
            rows = []
            for start, end, n in self.cited(article):
                sentences = self.lookup.segments_at(Range(article, start, end))
                rows.append((sentences[0].range.start if sentences else start, str(n + 1)))
            known = self._numbers[key] = tuple(sorted(set(rows)))
        return known

    def step_cited(self, article: str, by: int, offset: int) -> Range | None:
        """Go to the next (or the last) sentence of a source that an item cites; the item becomes the current one."""
        rows = self.cited(article)
        here = self.cite if self.cite and self.cite.article == article else None
        if here is None:
            here = next((r for r in self.item.told if r.article == article), None)
        at = (here.start, here.end, self.at) if here else (offset, offset, -1)
        found = [r for r in rows if r > at] if by > 0 else [r for r in reversed(rows) if r < at]
        if not found:
            return None
        start, end, item = found[0]
        self.go_to(item)
        self.cite = Range(article, start, end)
        return self.cite
