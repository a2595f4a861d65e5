"""Where somebody is in a briefing, and what that makes visible. No Textual here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from briefing.lookup import Lookup
from briefing.model import Range, Topic
from briefing.reader.text import Line
from briefing.reader.trail import Trail
from briefing.reader.views.item import Item, Scene, Signs

if TYPE_CHECKING:
    from briefing.reader.bookmark import Spot
    from briefing.reader.starred import Starred

Part = Literal["topics", "items", "sources"]
View = Literal["summary", "coverage", "wordings", "differences", "timeline"]
VIEWS: tuple[View, ...] = ("summary", "coverage", "wordings", "differences", "timeline")

NOTHING = Item(())
STARRED = "*starred"
"""The id of the topic of what was starred: no other topic's id has an asterisk."""


def _function(view: View) -> Callable[[Scene], list[Item]]:
    """Give a view's function; each view is imported when it is first looked at."""
    if view == "coverage":
        from briefing.reader.views.coverage import coverage

        return coverage
    if view == "wordings":
        from briefing.reader.views.wordings import wordings

        return wordings
    if view == "differences":
        from briefing.reader.views.differences import differences

        return differences
    if view == "timeline":
        from briefing.reader.views.timeline import timeline

        return timeline
    from briefing.reader.views.summary import summary

    return summary


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
        self.order: tuple[str, ...] = tuple(a.id for a in lookup.briefing.articles)
        """The sources as the panes show them: the first ones are visible."""
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
        self._places: dict[tuple[int, View], int] = {}
        self._width = 80
        self._items: dict[tuple[int, View, int], list[Item]] = {}
        self._numbers: dict[tuple[int, View, int, str], tuple[tuple[int, str], ...]] = {}
        self._cited: dict[tuple[int, View, int, str], tuple[tuple[int, int, int], ...]] = {}

    # Items

    @property
    def width(self) -> int:
        """How wide the items are set."""
        return self._width

    def set_width(self, width: int) -> None:
        """Say how wide the items are set."""
        self._width = width

    def scene(self) -> Scene:
        """Give what the view is asked to show."""
        return Scene(self.lookup, self.topics[self.topic], self._width, self.signs)

    @property
    def items(self) -> list[Item]:
        """The items of the view."""
        key = (self.topic, self.view, self._width)
        known = self._items.get(key)
        if known is None:
            known = self._items[key] = self._made()
        return known

    def _made(self) -> list[Item]:
        scene, starred = self.scene(), self.starred
        if starred is None:
            return _function(self.view)(scene)
        own = self.at_starred and self.view == "summary"
        return starred.beside(starred.items(scene) if own else _function(self.view)(scene), scene.measure)

    @property
    def at_starred(self) -> bool:
        """Tell whether the topic is that of what was starred."""
        return self.starred is not None and self.topic == len(self.topics) - 1

    def star(self, starred: Starred | None) -> None:
        """Show these stars and notes: beside the statements, and as the last topic."""
        self.starred = starred or None
        own = (starred.topic,) if starred else ()
        self.topics = (None, *self.lookup.briefing.topics, *own)
        self.topic = min(self.topic, len(self.topics) - 1)
        for known in (self._items, self._numbers, self._cited):
            known.clear()

    def before(self) -> tuple[Line, ...]:
        """Give the lines above the items."""
        if self.view != "coverage":
            return ()
        from briefing.reader.views.coverage import legend

        return (legend(self.scene()),)

    @property
    def at(self) -> int:
        """The number of the current item, from 0."""
        spot = self.waiting.pop((self.topic, self.view), None)
        if spot is not None:
            from briefing.reader.anchoring import Finder
            from briefing.reader.bookmark import find_item

            self._places[self.topic, self.view] = find_item(Finder(self.lookup), spot, [i.told for i in self.items])
        return max(0, min(self._places.get((self.topic, self.view), 0), len(self.items) - 1))

    @property
    def places(self) -> Mapping[tuple[int, View], int]:
        """The current items of the topics and views that were looked at."""
        return self._places

    def told_at(self, topic: int, view: View, at: int) -> tuple[Range, ...]:
        """Give what tells an item of a view that was looked at."""
        for (t, v, _), items in self._items.items():
            if (t, v) == (topic, view) and at < len(items):
                return items[at].told
        return ()

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
        return tuple(dict.fromkeys(r.article for r in (*self.item.told, *self.item.partly)))

    def arrange(self, panes: int) -> None:
        """Let sources that tell the current item take the places of those that do not; the others stay."""
        if not self.linked or not self.item.told:
            return
        visible = list(self.order[:panes])
        telling = self.telling()
        waiting = [a for a in telling if a not in visible]
        for n, a in enumerate(visible):
            if a not in telling and waiting:
                visible[n] = waiting.pop(0)
        self._set_visible(visible)

    def bring(self, article: str, panes: int) -> int:
        """Show a source and give its pane: where it is, else instead of one that does not tell the current item."""
        visible = list(self.order[:panes])
        if article in visible:
            return visible.index(article)
        telling = self.telling()
        idle = [n for n, a in enumerate(visible) if a not in telling]
        pane = min(self.pane, panes - 1) if self.part == "sources" else idle[0] if idle else len(visible) - 1
        visible[pane] = article
        self._set_visible(visible)
        return pane

    def turn(self, by: int, panes: int) -> None:
        """Show the next source (or the one before), of those not visible, in the current pane."""
        numbers = [a.id for a in self.lookup.briefing.articles]
        visible = list(self.order[:panes])
        pane = min(self.pane, len(visible) - 1)
        at = numbers.index(visible[pane])
        for step in range(1, len(numbers)):
            other = numbers[(at + by * step) % len(numbers)]
            if other not in visible:
                visible[pane] = other
                self._set_visible(visible)
                return

    def _set_visible(self, visible: Sequence[str]) -> None:
        self.order = (*visible, *(a.id for a in self.lookup.briefing.articles if a.id not in visible))

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
