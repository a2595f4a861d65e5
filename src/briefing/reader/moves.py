"""Commands that move and that choose what is shown.

Each returns True where the sources are to follow: what the current item cites is brought level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Article, Entity
from briefing.reader.reading import Part, Reading, View

if TYPE_CHECKING:
    from briefing.lookup import Lookup
    from briefing.reader.geometry import Geometry
    from briefing.reader.widgets.items import Items, Sidebar
    from briefing.reader.widgets.lines import Lines
    from briefing.reader.widgets.source import Source


class Moves:
    """Moves through topics, statements and sources."""

    lookup: Lookup
    reading: Reading
    geometry: Geometry
    sidebar: Sidebar
    items: Items
    sources: list[Source]
    said: str
    again: tuple[str, bool] | None = None
    """The source command that was pressed last, and whether it went to the statement (else to the top)."""

    @property
    def pane_count(self) -> int:
        """The number of source panes on the screen."""
        raise NotImplementedError

    def cancel_build(self) -> bool:
        """End the build that is under way; False where there is none."""
        raise NotImplementedError

    @property
    def leading(self) -> Lines:
        """The pane with the focus."""
        if self.reading.part == "topics":
            return self.sidebar
        return self.items if self.reading.part == "items" else self.sources[self.reading.pane]

    # Statements and topics

    def do_next_statement(self) -> bool:
        """Go one further."""
        return self._step(1)

    def do_previous_statement(self) -> bool:
        """Go one back."""
        return self._step(-1)

    def _step(self, by: int) -> bool:
        reading = self.reading
        if reading.part == "topics":
            return self._topic(by)
        if not reading.go_to(reading.at + by):
            self.said = "This is the last one." if by > 0 else "This is the first one."
        return True

    def _topic(self, by: int) -> bool:
        if not self.reading.go_to_topic(self.reading.topic + by):
            self.said = "This is the last topic." if by > 0 else "This is the first topic."
        return True

    def do_next_topic(self) -> bool:
        """Go to the next topic."""
        return self._topic(1)

    def do_previous_topic(self) -> bool:
        """Go to the topic before."""
        return self._topic(-1)

    # In, out, across

    def do_go_in(self) -> bool:
        """Go one step in."""
        reading = self.reading
        if reading.part == "topics":
            reading.part = "items"
        elif reading.part == "items":
            if reading.view == "sources":
                return self._pick()
            if isinstance(reading.item.thing, Entity) and reading.item.thing.id != reading.entity:
                self.do_take_entity()  # type: ignore[attr-defined]  # the desk finds
            if reading.follow():
                return True
            if self.sources and reading.order:
                own = reading.own
                reading.pane = reading.bring(own, self.pane_count) if own else 0
                reading.part = "sources"
        return True

    def do_step_out(self) -> bool:
        """Go one step out."""
        reading = self.reading
        if self.cancel_build():
            pass
        elif reading.trail is not None:
            reading.trail = reading.entity = None
        elif reading.part == "sources":
            reading.part = "items"
        elif reading.part == "items":
            reading.part = "topics"
        else:
            self.said = "q quits."
        return False

    def _stops(self) -> list[tuple[Part, int]]:
        panes = [("sources", n) for n in range(min(self.pane_count, len(self.reading.order)))]
        return [("topics", 0), ("items", 0), *panes]  # type: ignore[list-item]  # mypy widens the literals

    def slide(self, by: int) -> bool:
        """Scroll the sources sideways; False where there is none further."""
        raise NotImplementedError

    def _sideways(self, by: int) -> bool:
        """Go to the pane to the right or left; at the edge of the sources to the next one that is not in view."""
        return self.slide(by) or self._across(by)

    def _across(self, by: int) -> bool:
        reading = self.reading
        stops = self._stops()
        here = (reading.part, reading.pane if reading.part == "sources" else 0)
        reading.part, pane = stops[(stops.index(here) + by) % len(stops)]
        if reading.part == "sources":
            reading.pane = pane
        return not self.geometry.together

    def do_next_pane(self) -> bool:
        """Give the focus to the pane to the right."""
        return self._sideways(1)

    def do_previous_pane(self) -> bool:
        """Give the focus to the pane to the left."""
        return self._sideways(-1)

    def do_next_part(self) -> bool:
        """Give the focus to the next part of the screen, round the end."""
        return self._across(1)

    def do_previous_part(self) -> bool:
        """Give the focus to the part of the screen before."""
        return self._across(-1)

    def do_to_summary(self) -> bool:
        """Go back to the statements."""
        self.reading.part = "items"
        return False

    # Within a pane

    def _page(self, pages: float) -> bool:
        self.leading.page(pages)
        return False

    def do_page_down(self) -> bool:
        """Go a page down."""
        return self._page(1)

    def do_page_up(self) -> bool:
        """Go a page up."""
        return self._page(-1)

    def do_half_down(self) -> bool:
        """Go half a page down."""
        return self._page(0.5)

    def do_half_up(self) -> bool:
        """Go half a page up."""
        return self._page(-0.5)

    def do_to_top(self) -> bool:
        """Go to the top: the first topic, the first item, a source's beginning."""
        reading = self.reading
        if reading.part == "sources":
            self.leading.go(0)
            return False
        if reading.part == "topics":
            reading.go_to_topic(0)
        else:
            reading.go_to(0)
        return True

    def do_to_end(self) -> bool:
        """Go to the end: the last topic, the last item, a source's end."""
        reading = self.reading
        if reading.part == "sources":
            self.sources[reading.pane].to_end()
            return False
        if reading.part == "topics":
            reading.go_to_topic(len(reading.topics))
        else:
            reading.go_to(len(reading.items))
        return True

    # Sources

    def do_source(self, number: int) -> bool:
        """Show a source at the current item; again: at its top; once more: at the item again."""
        reading = self.reading
        articles = self.lookup.briefing.articles
        if number > len(articles):
            self.said = f"There is no source {number}: this briefing has {len(articles)}."
            return False
        article = articles[number - 1].id
        command = f"source_{number}"
        told = bool(reading.item.at(article)[0])
        at_top = self.again == (command, True)
        self.again = (command, not at_top)
        if at_top:
            reading.pane = reading.bring(article, self.pane_count)
            self.sources[reading.pane].go(0)
            return False
        reading.pane = reading.bring(article, self.pane_count)
        reading.part = "sources"
        reading.cite = None
        if not told and reading.item.told and reading.item.missing:
            self.said = f"[{number}] does not {'name' if isinstance(reading.item.thing, Entity) else 'tell'} this."
        return True

    def do_next_source(self) -> bool:
        """Show the next source in this pane."""
        return self._turn(1)

    def do_previous_source(self) -> bool:
        """Show the source before in this pane."""
        return self._turn(-1)

    def _turn(self, by: int) -> bool:
        if self.sources and self.reading.order:
            article = self.reading.order[self.reading.pane]
            if article in self.reading.pinned:
                self.said = f"[{self.lookup.number(article)}] is pinned to this pane."
                return False
            self.reading.turn(by, self.pane_count)
            self.reading.part = "sources"
        self.turned = True
        return True

    turned: bool = False
    """The sources were chosen by hand: they are not rearranged by this command."""

    def do_next_cited(self) -> bool:
        """Go to the next sentence of this source that an item cites."""
        return self._cited(1)

    def do_previous_cited(self) -> bool:
        """Go to the cited sentence before."""
        return self._cited(-1)

    def _cited(self, by: int) -> bool:
        reading = self.reading
        if not reading.order:
            return False
        source = self.sources[reading.pane]
        article = reading.order[reading.pane]
        if reading.step_cited(article, by, source.first_offset()) is None:
            number = self.lookup.number(article)
            self.said = f"No {'further' if by > 0 else 'earlier'} sentence of [{number}] is cited here."
        return True

    # What is shown

    def _view(self, view: View) -> bool:
        if view == "sources" != self.reading.view:
            self.reading.before = self.reading.view
        self.reading.view = view
        self.reading.cite = None
        if self.reading.part != "items" and not self.geometry.together:
            self.reading.part = "items"
        return True

    def do_show_summary(self) -> bool:
        """Show the summary."""
        return self._view("summary")

    def do_show_coverage(self) -> bool:
        """Show which source tells what."""
        return self._view("coverage")

    def do_show_wordings(self) -> bool:
        """Show the versions of each utterance."""
        return self._view("wordings")

    def do_show_differences(self) -> bool:
        """Show where sources differ."""
        return self._view("differences")

    def do_show_timeline(self) -> bool:
        """Show what is dated."""
        return self._view("timeline")

    def do_show_sources(self) -> bool:
        """Show what each source has, at the source with the focus."""
        reading = self.reading
        wanted = reading.order[reading.pane] if reading.part == "sources" and reading.order else None
        self._view("sources")
        reading.part = "items"
        for n, item in enumerate(reading.items if wanted else ()):
            if isinstance(item.thing, Article) and item.thing.id == wanted:
                reading.go_to(n)
        return True

    def _pick(self) -> bool:
        """Bring the source of the current item into the pane with the focus, at the item of the view before."""
        reading = self.reading
        own = reading.own
        if own is not None and self.sources:
            reading.choose(own, self.pane_count)
            reading.view, reading.part = reading.before, "sources"
            self.turned = True
        return True

    def do_show_entities(self) -> bool:
        """Show who and what is named."""
        self._view("entities")
        self.reading.part = "items"
        return True

    def do_next_cell(self) -> bool:
        """Go to the next cell of a table; elsewhere to the pane to the right."""
        return self._cell(1)

    def do_previous_cell(self) -> bool:
        """Go to the cell before; elsewhere to the pane to the left."""
        return self._cell(-1)

    def _cell(self, by: int) -> bool:
        reading = self.reading
        grid = reading.grid if reading.part == "items" else None
        if grid is None or not reading.go_to_cell(grid.at + by):
            return self._sideways(by)
        if grid.article is not None and self.sources:
            reading.pane = reading.bring(reading.own or grid.article, self.pane_count)
            self.turned = True
        return True

    def do_toggle_link(self) -> bool:
        """Link the sources to the current item, or let each stand."""
        self.reading.linked = not self.reading.linked
        self.said = "Sources follow the statement." if self.reading.linked else "Each source stands where it is."
        return self.reading.linked
