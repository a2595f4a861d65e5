"""Another build of the event takes the old one's place under the reader; nothing that is still there moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.lookup import Lookup
from briefing.reader.reading import Reading

if TYPE_CHECKING:
    from asyncio import Future

    from textual.screen import Screen

    from briefing.model import Briefing
    from briefing.reader.app import BriefingApp
    from briefing.reader.bookmark import Bookmark, Named
    from briefing.reader.locators import Locator
    from briefing.reader.trail import Query, Search, Trail
    from briefing.reader.widgets.items import Items, Sidebar
    from briefing.reader.widgets.source import Source


class _Lit(NamedTuple):
    """The trail of n and N: a search, or an entity, and the hit that was gone to last."""

    query: Query | None
    where: Named | None
    """The topic that was searched."""
    source: Locator | None
    """The source that was searched."""
    entity: Named | None
    hit: Locator | None


class Reloads:
    """Takes another build of the event; remembers and finds again where the reader was."""

    lookup: Lookup
    reading: Reading
    sidebar: Sidebar
    items: Items
    sources: list[Source]
    anchors: dict[str, tuple[int, int]]
    points: dict[str, int]
    _search: Search | None
    _drawn: tuple[object, ...]
    _sidebar_drawn: tuple[object, ...]
    _entities: dict[str, tuple[tuple[int, int, str], ...]]
    _next: Briefing | None = None
    """A briefing that waits until the cards above the desk are closed."""
    _kept: tuple[object, ...] | None = None
    """What was kept last, to tell whether anything has changed."""
    _keeping: Future[None] | None = None

    def stands(self) -> dict[str, tuple[int, int]]:
        """Give the tops of all sources that were looked at: the place of the text, and its rows below the top."""
        shown = {s.article.id: s.stand for s in self.sources if s.article is not None}
        return {**self.anchors, **shown}

    def bookmark(self) -> Bookmark:
        """Say where the reader is, for another build or another day."""
        from briefing.reader.bookmark import mark

        return mark(self.reading, self.stands())

    def reload(self, briefing: Briefing) -> None:
        """Show another build of the event; topic, item, panes and hits are found again by their words.

        While a card or a prompt is open it waits: what that is about stays.
        """
        desk = cast("Screen[None]", self)
        if desk.app.screen is not desk:
            self._next = briefing
            return
        self._next = None
        bookmark, lit = self.bookmark(), self._lit()
        rows = (self.sidebar.below, self.items.below)
        width = self.reading.width
        app = cast("BriefingApp", desk.app)
        app.briefing = briefing
        self.lookup = Lookup(briefing)
        before, self.reading = self.reading, Reading(self.lookup, self.reading.signs)
        self.reading.set_width(width)
        self.reading.copies, self.reading.column, self.reading.before = before.copies, before.column, before.before
        # An article of the same id has the same text; a fold that begins elsewhere now stays closed.
        self.reading.opened = dict(before.opened)
        self.place_marks()  # type: ignore[attr-defined]  # the desk places them
        self._search, self.points, self._entities = None, {}, {}
        self._drawn = self._sidebar_drawn = ()
        for source in self.sources:
            source.forget()
        self._resume(bookmark)
        if lit is not None:
            self._light(lit)
        for _ in range(2):  # the sidebar's room depends on how many topics were drawn
            self.draw(level=False)  # type: ignore[attr-defined]  # the desk draws
        self.keep_recent()
        self.sidebar.stand(rows[0])
        self.items.stand(rows[1])

    def reload_waiting(self) -> None:
        """Show the build that waited for a card to close."""
        if self._next is not None:
            self.reload(self._next)

    # From one day to the next

    def take_up(self) -> bool:
        """Go where the reader was when this briefing was last read; False where that is not known."""
        memory = cast("BriefingApp", cast("Screen[None]", self).app).memory
        bookmark = memory.recall() if memory is not None else None
        if bookmark is None:
            return False
        self._resume(bookmark)
        return True

    def keep_place(self) -> None:
        """Keep where the reader is, in a thread, where that has changed since it was kept last."""
        memory = cast("BriefingApp", cast("Screen[None]", self).app).memory
        reading, stands = self.reading, self.stands()
        here = (reading.topic, reading.view, reading.part, reading.pane, reading.linked, reading.order, reading.pinned)
        now = (*here, tuple(reading.places.items()), tuple(stands.items()))
        if memory is None or now == self._kept or (self._keeping is not None and not self._keeping.done()):
            return
        import asyncio

        self._kept = now
        self._keeping = asyncio.get_running_loop().run_in_executor(None, memory.remember, self.bookmark())

    def keep_recent(self) -> None:
        """List this briefing among the recent ones, as its files are now; in a thread, for there may be many."""
        app = cast("BriefingApp", cast("Screen[None]", self).app)
        if app.memory is not None:
            import asyncio

            asyncio.get_running_loop().run_in_executor(None, app.memory.record, app.briefing)

    async def keep_last_place(self) -> None:
        """Keep where the reader is at the end."""
        if self._keeping is not None:
            await self._keeping
        self.keep_place()
        if self._keeping is not None:
            await self._keeping

    def _resume(self, bookmark: Bookmark) -> None:
        from briefing.reader.bookmark import resume

        self.anchors = resume(bookmark, self.reading)

    def _lit(self) -> _Lit | None:
        """Say what n and N go along."""
        from briefing.model import Range
        from briefing.reader.bookmark import Named
        from briefing.reader.locators import locator

        trail = self.reading.trail
        if trail is None:
            return None
        entity = self.lookup.entity(self.reading.entity)
        named = Named(entity.id, entity.name) if entity else None
        query = trail.query
        topic = self.lookup.topic(query.topic) if query and query.topic else None
        where = Named(topic.id, topic.name) if topic else None
        source = locator(self.lookup, Range(query.source, 0, 0)) if query and query.source else None
        return _Lit(query, where, source, named, locator(self.lookup, trail.hit) if trail.hit else None)

    def _light(self, lit: _Lit) -> None:
        """Search again, or light the entity again, and stand at the same hit."""
        from briefing.reader.locators import Finder
        from briefing.reader.trail import mentions

        hit = Finder(self.lookup).range(lit.hit) if lit.hit else None
        if lit.query is not None:
            trail = self._sought(lit.query, lit)
        elif lit.entity is None:
            return
        else:
            same = self.lookup.entity(lit.entity.id)
            named = [e for e in self.lookup.briefing.entities if e.name == lit.entity.name]
            there = [n.entity for n in self.lookup.names_at(hit)] if hit else []
            found = [*([same] if same else []), *named, *there]
            if not found:
                return
            self.reading.entity = found[0].id
            trail = mentions(self.lookup, found[0])
        at = next((n for n, h in enumerate(trail.hits) if hit is not None and h.overlap(hit)), -1)
        self.reading.trail = trail._replace(at=at)

    def _sought(self, query: Query, lit: _Lit) -> Trail:
        """Search again where it was searched; where that is gone, everywhere."""
        from briefing.reader.bookmark import find_topic
        from briefing.reader.locators import Finder
        from briefing.reader.trail import Search

        finder = Finder(self.lookup)
        number = find_topic(finder, self.reading, lit.where) if lit.where else None
        topic = self.reading.topics[number] if number is not None else None
        source = finder.article(lit.source.article, lit.source.path) if lit.source else None
        self._search = Search(self.lookup)
        return self._search(query._replace(topic=topic.id if topic else None, source=source))
