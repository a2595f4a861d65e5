"""Commands that find and explain: search, entities, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.model import Article, Entity
from briefing.reader.trail import Query, Search, Trail, mentions, nearest
from briefing.reader.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.screen import Screen

    from briefing.lookup import Lookup
    from briefing.placed import Named
    from briefing.reader.app import BriefingApp


ASKED = 50
"""So many searches are remembered."""


class Scope(NamedTuple):
    """Where to search: everywhere, or in a topic or an article, by its id."""

    name: str
    topic: str | None
    source: str | None


class Finds(Visits):
    """Finds words and names, shows cards."""

    lookup: Lookup
    points: dict[str, int]
    """In each source, the place where * goes on."""
    _search: Search | None = None
    _asked: Sequence[Query] = ()
    """What was searched for, the newest last."""
    _regex: bool = False
    """A search begins as a regular expression."""

    @property
    def _app(self) -> BriefingApp:
        return cast("Screen[None]", self).app  # type: ignore[return-value]  # the desk lives in this app alone

    def _draw(self) -> None:
        self.draw(level=False)

    # Search

    def do_search(self) -> bool:
        """Ask for what to find and where; hits are counted while it is typed."""
        from briefing.reader.screens.search import SearchPrompt

        trail = self.reading.trail
        query = (trail.query if trail is not None else None) or Query("", regex=self._regex)
        prompt = SearchPrompt(query, self._scopes(), tuple(self._asked), self.look_for, self._app.inks)
        before = trail, self.reading.entity

        def answered(query: Query | None) -> None:
            if query is None:
                self.reading.trail, self.reading.entity = before
                self._draw()
            else:
                self._asks(query)

        self._app.push_screen(prompt, answered)
        return False

    def _scopes(self) -> tuple[Scope, ...]:
        """Give where one can search here."""
        reading, scopes = self.reading, [Scope("everything", None, None)]
        topic = reading.shown_topic
        if topic is not None:
            scopes.append(Scope("this topic", topic.id, None))
        if len(reading.order) > 1:
            article, _ = self._here()
            scopes.append(Scope(f"source [{self.lookup.number(article)}]", None, article))
        return tuple(scopes)

    def look_for(self, query: Query) -> Trail | None:
        """Light up the hits of a query; None where it is empty."""
        if self._search is None:
            self._search = Search(self.lookup)
        trail = self._search(query) if query.text.strip() else None
        self.reading.trail, self.reading.entity = trail, None
        self._draw()
        return trail

    def _asks(self, query: Query) -> None:
        self._regex = query.regex
        asked = query._replace(topic=None, source=None)
        if query.text.strip():
            self._asked = [*(q for q in self._asked if q != asked), asked][-ASKED:]
        self._found(query)

    def _found(self, query: Query) -> None:
        before = self.standing()
        self.look_for(query)
        if self.reading.trail is not None and self.reading.trail.hits:
            article, offset = self._here()
            self.reading.trail = nearest(self.lookup, self.reading.trail, article, offset - 1)
            self._go_along(1)
        self._draw()
        self.jumped(before)

    def _here(self) -> tuple[str, int]:
        """Give the place in the sources where the reader is: in the pane with the focus, else at the statement."""
        reading = self.reading
        if reading.part != "sources" and reading.item.told:
            return reading.item.told[0].article, reading.item.told[0].start
        article = reading.order[reading.pane]
        return article, self.sources[reading.pane].first_offset()

    def do_next_hit(self) -> bool:
        """Go to the next hit."""
        return self._go_along(1)

    def do_previous_hit(self) -> bool:
        """Go to the hit before."""
        return self._go_along(-1)

    def _go_along(self, by: int) -> bool:
        reading = self.reading
        if reading.trail is None:
            self.said = "Nothing to go along: / searches, * takes an entity."
            return False
        reading.trail = reading.trail.step(by)
        hit = reading.trail.hit
        if hit is None:
            return False
        reading.pane = reading.bring(hit.article, self.pane_count)
        reading.part = "sources"
        self.points[hit.article] = hit.start
        self._draw()
        source = self.sources[reading.pane]
        fold = source.laid_out.fold_at(hit.start)
        if fold and fold.start not in reading.opened.get(hit.article, ()):
            reading.opened[hit.article] = reading.opened.get(hit.article, frozenset()) | {fold.start}
            self._draw()
        source.reveal(hit.start, hit.end)
        return False

    # Entities

    def do_take_entity(self) -> bool:
        """Light up an entity everywhere: at the statement, or in the source from the cursor on."""
        reading = self.reading
        if reading.part == "sources":
            article = reading.order[reading.pane]
            source = self.sources[reading.pane]
            top = source.first_offset()
            bottom = source.laid_out.offset_of(source.top + source.room.height)
            told = [start for start, _ in source.shown.told if top <= start <= bottom]
            point = self.points.get(article, -1)
            if not top <= point <= bottom:
                point = self._salient(article, told[0]) if told else top
            names = [n for n in self.lookup.names_in(article) if n.range.end > point]
        elif isinstance(reading.item.thing, Entity):
            first = reading.item.told[0]
            names = [n for n in self.lookup.names_at(first) if n.entity is reading.item.thing]
        else:
            own = reading.item.told[:1]
            names = _people_first(self.lookup.names_at(own[0])) if own else []
            at = next((i for i, n in reversed(list(enumerate(names))) if n.entity.id == reading.entity), -1)
            names = names[at + 1 :] + names[: at + 1]
        found = next((n for n in names if n.entity.id != reading.entity), None)
        if found is None:
            self.said = "No entity here." if reading.entity is None else "No other entity here."
            return False
        self.take(found)
        return False

    def _salient(self, article: str, start: int) -> int:
        """Give where the first name of a told place stands, a person's before others'."""
        places = [r for r in self.reading.item.at(article)[0] if r.start == start]
        names = _people_first(self.lookup.names_at(places[0])) if places else []
        return names[0].range.start if names else start

    def take(self, named: Named) -> None:
        """Light an entity up, from one of its places on."""
        trail = mentions(self.lookup, named.entity)
        self.reading.entity = named.entity.id
        self.reading.trail = nearest(self.lookup, trail, named.range.article, named.range.start)
        self.points[named.range.article] = named.range.start

    def do_why(self) -> bool:
        """Tell why the current item, or topic, is as it is."""
        reading = self.reading
        item = reading.item
        if reading.part != "topics" and isinstance(item.thing, Article | Entity):
            return self.do_entity_card()
        from briefing.reader.screens.why import Why

        topic = reading.topics[reading.topic]
        if reading.part == "topics":
            self._app.push_screen(Why(self.lookup, topic, self._app.inks))
        elif item.told:
            self._app.push_screen(Why(self.lookup, item, self._app.inks))
        else:
            self.said = "There is nothing here to explain."
        return False

    def do_entity_card(self) -> bool:
        """Show the card of the entity that is lit, else of the next one here; of a source in the list of sources."""
        thing = self.reading.item.thing
        if isinstance(thing, Article) and self.reading.part == "items":
            from briefing.reader.screens.source import SourceCard

            self._app.push_screen(SourceCard(self.lookup, thing, self.reading.shown_topic, self._app.inks))
            return False
        entity = self.lookup.entity(self.reading.entity)
        if isinstance(self.reading.item.thing, Entity) and self.reading.part == "items":
            self.do_take_entity()
            entity = self.reading.item.thing
        if entity is None:
            self.do_take_entity()
            entity = self.lookup.entity(self.reading.entity)
        if entity is not None:
            from briefing.reader.screens.entity import EntityCard

            self._app.push_screen(EntityCard(self.lookup, entity, self._app.inks), self._go_on)
        return False

    def _go_on(self, key: str | None) -> None:
        """Go on from an entity's card: along its mentions, or to its first one in a source."""
        trail = self.reading.trail
        if key is None or trail is None:
            return
        before = self.standing()
        if key.isdigit():
            numbers = [self.lookup.number(r.article) for r in trail.hits]
            if int(key) not in numbers:
                self._app.say(f"[{key}] does not name {trail.label}.")
                return
            self.reading.trail = trail._replace(at=numbers.index(int(key)) - 1)
        self._go_along(-1 if key == "N" else 1)
        self._draw()
        self.jumped(before)

    # The program

    def do_help(self) -> bool:
        """Show all keys."""
        from briefing.reader.screens.help import Help

        self._app.push_screen(Help(self._app.inks, self._app.marks))
        return False

    def do_palette(self) -> bool:
        """Show all commands by name."""
        self._app.action_command_palette()
        return False

    def do_next_theme(self) -> bool:
        """Take the next theme."""
        themes = sorted(self._app.available_themes)
        self._app.theme = themes[(themes.index(self._app.theme) + 1) % len(themes)]
        self.said = f"Theme: {self._app.theme}"
        return False

    def do_quit(self) -> bool:
        """Leave the reader."""
        self._app.exit(0)
        return False


def _people_first(names: Iterable[Named]) -> list[Named]:
    """Put people before what else is named: in "U.S. President Ada Quill" she is meant."""
    return sorted(names, key=lambda n: n.entity.type != "PERSON")
