"""The one screen: topics, statements and sources, drawn from where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from briefing.display import plain
from briefing.reader.commands import BY_ID, COMMANDS, key_of, rebound, shown
from briefing.reader.finds import Finds
from briefing.reader.geometry import LEAST, Geometry, fit
from briefing.reader.hand import Hand
from briefing.reader.layout import Layouts
from briefing.reader.legend import legend
from briefing.reader.moves import Moves
from briefing.reader.panes import Panes
from briefing.reader.pointing import Points
from briefing.reader.reading import STARRED, VIEWS, Reading
from briefing.reader.rebuilding import Rebuilds
from briefing.reader.reloading import Reloads
from briefing.reader.resting import Rests
from briefing.reader.taking import Takes
from briefing.reader.views.item import Signs
from briefing.reader.visits import STEPS
from briefing.reader.widgets.bars import Foot, Heading, Rule, Tab, Tabs
from briefing.reader.widgets.items import Items, Legend, Sidebar
from briefing.reader.widgets.source import Source
from briefing.terms import counted

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from briefing.lookup import Lookup
    from briefing.model import Topic
    from briefing.reader.app import BriefingApp
    from briefing.reader.inks import Inks, Marks

_HINTS = {
    "topics": (("next_statement", "topic"), ("go_in", "open"), ("source_1", "source"), ("search", "search")),
    "items": (
        ("next_statement", "statement"),
        ("go_in", "sources"),
        ("source_1", "source"),
        ("next_topic", "topic"),
        ("search", "search"),
        ("take_entity", "entity"),
        ("why", "why"),
        ("export_topic", "export"),
    ),
    "sources": (
        ("next_statement", "statement"),
        ("page_down", "page"),
        ("next_cited", "cited"),
        ("next_source", "source"),
        ("take_entity", "entity"),
        ("toggle_fold", "fold"),
        ("step_out", "back"),
    ),
}
_NOUNS = {
    "summary": "statement",
    "coverage": "claim",
    "wordings": "utterance",
    "differences": "difference",
    "timeline": "date",
    "sources": "source",
    "entities": "entity",
}
CLOSE = ("coverage", "timeline", "entities")
"""Views whose items have no empty line between them."""
_PAIRS = {
    "next_statement": ("next_statement", "previous_statement"),
    "next_topic": ("previous_topic", "next_topic"),
    "next_cited": ("previous_cited", "next_cited"),
    "next_source": ("previous_source", "next_source"),
    "next_cell": ("previous_cell", "next_cell"),
}


def _keys(command: str) -> str:
    """Give the keys of a hint: those of a pair of commands together, nothing where there are none."""
    if command == "source_1" and not rebound():
        return "1-9"
    return " ".join(shown(BY_ID[c].keys[0]) for c in _PAIRS.get(command, (command,)) if BY_ID[c].keys)


class Room(Container):
    """Holds parts that cover it: nothing of its own is drawn."""

    BLANK = True


class Desk(Hand, Rebuilds, Reloads, Panes, Moves, Finds, Points, Takes, Rests, Screen[None]):
    """Draws a Reading; each command of the registry is a method `do_<id>` of one of the mixins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"command('{c.id}')", c.name, show=False) for c in COMMANDS for key in c.keys
    ]
    AUTO_FOCUS = None
    BLANK = True

    def __init__(self, lookup: Lookup, inks: Inks, marks: Marks) -> None:
        super().__init__()
        if rebound():
            self._rebind()
        self.lookup = lookup
        self.inks = inks
        self.marks = marks
        self.reading = Reading(lookup, Signs(marks.also, marks.differs, marks.part, marks.ellipsis))
        self.geometry = Geometry(0, 0, 0, (), 0, 0)
        self.said = self.said_before = ""
        self.points = {}
        self.layouts = Layouts()
        self.anchors: dict[str, tuple[int, int]] = {}
        self._drawn: tuple[object, ...] = ()
        self._sidebar_drawn: tuple[object, ...] = ()
        self._entities: dict[str, tuple[tuple[int, int, str], ...]] = {}

    def _rebind(self) -> None:
        """Bind the keys in force instead of the usual ones."""
        for c in COMMANDS:
            for key in c.usual:
                self._bindings.key_to_bindings.pop(key, None)
        for c in COMMANDS:
            for key in c.keys:
                self._bindings.key_to_bindings[key] = [Binding(key, f"command('{c.id}')", c.name, show=False)]

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        self.sidebar = Sidebar(self.inks, self.marks, id="topics")
        self.legend = Legend(self.inks, id="legend")
        self.heading = Heading(self.inks, self.marks)
        self.tabs = Tabs(self.inks, self.marks)
        self.items = Items(self.inks, self.marks, id="items")
        self.rules: list[Rule] = []
        self.sources: list[Source] = []
        articles = len(self.reading.told)
        self.add_panes(len(fit(*self.app.size, "sources", articles).panes) or 1)
        self.foot = Foot(self.inks, self.marks)
        self.side = Room(self.sidebar, self.legend, id="side")
        self.titles = Room(*self.rules, id="titles")
        self.row = Room(*self.sources, id="sources")
        self.main = Container(self.heading, self.tabs, self.items, self.titles, self.row, id="main")
        yield self.side
        yield self.main
        yield self.foot

    def set_inks(self, inks: Inks) -> None:
        """Draw in another theme."""
        self.inks = inks
        for lines in (self.sidebar, self.legend, self.items, *self.sources):
            lines.set_inks(inks)
        for bar in (self.heading, self.tabs, self.foot, *self.rules):
            bar.set_inks(inks)

    def on_mount(self) -> None:
        """Draw before the first paint."""
        self.take_marks()
        if self.take_up():
            self.draw(level=False)
            return
        first = fit(*self.app.size, "items", len(self.reading.told))
        if not first.sidebar and len(self.reading.topics) > 1:
            self.reading.part = "topics"
        self.draw(level=True)

    def on_resize(self, _: events.Resize) -> None:
        """Fit the parts to the screen; every position stays."""
        self.draw(level=False)

    def on_screen_resume(self) -> None:
        """Show a new build that waited until the cards above were closed."""
        self.reload_waiting()

    # Commands

    def action_command(self, command: str) -> None:
        """Do a command of the registry."""
        self.do(command)

    def do(self, command: str) -> None:
        """Do a command by its id, then draw what it changed."""
        c = BY_ID[command]
        self.said_before, self.said = self.said, ""
        before = None if command in STEPS else self.standing()
        method = getattr(self, c.method)
        level = method() if c.argument is None else method(c.argument)
        if self.again is not None and self.again[0] != command:
            self.again = None
        self.draw(level=bool(level))
        if before is not None:
            self.jumped(before)

    def say(self, text: str) -> None:
        """Say something in the footer, until the next key."""
        self.said = text
        self._foot()

    # Drawing

    @property
    def pane_count(self) -> int:
        """The number of source panes on the screen."""
        return max(1, len(self.geometry.panes))

    def draw(self, *, level: bool) -> None:
        """Show what the reading says; `level` brings what the current item cites level in all panes."""
        reading = self.reading
        self._fit()
        turned, self.turned = self.turned, False
        if level and not turned:
            reading.arrange(self.pane_count)
        if reading.pane >= self.pane_count:
            self.keep_pane()
        self._topics()
        self._items()
        self.draw_sources(level=level and reading.linked)
        self._foot()
        self.rest()

    def _fit(self) -> None:
        reading = self.reading
        width, height = self.app.size
        topic_rows = self.sidebar.virtual_size.height + 1
        articles = len(self.reading.told)
        if not articles and reading.part == "sources":
            reading.part = "items"
        share = cast("BriefingApp", self.app).share
        geometry = fit(width, height, reading.part, articles, topic_rows, share)
        if not articles:
            geometry = geometry._replace(panes=())
        if geometry == self.geometry:
            return
        self.geometry = geometry
        reading.set_width(geometry.main or width)
        self.side.display = bool(geometry.sidebar)
        self.main.display = bool(geometry.main)
        self.main.set_class(not geometry.sidebar, "alone")
        self.side.styles.width = geometry.sidebar
        self.main.styles.width = geometry.main + (1 if geometry.sidebar else 0)
        self.side.styles.height = self.main.styles.height = max(1, height - 1)
        self.sidebar.give_room(geometry.sidebar, max(1, height - 1 - geometry.keys))
        self.legend.give_room(geometry.sidebar, geometry.keys)
        self.legend.display = bool(geometry.keys)
        for shown_part in (self.heading, self.tabs, self.items):
            shown_part.display = bool(geometry.items)
        self.items.give_room(geometry.main, geometry.items)
        self.titles.display = self.row.display = bool(geometry.panes)
        self.add_panes(len(geometry.panes))
        for n, (rule, source) in enumerate(zip(self.rules, self.sources, strict=True)):
            rule.display = source.display = n < len(geometry.panes)
            if n < len(geometry.panes):
                rule.styles.width = source.styles.width = geometry.panes[n]
                source.common_width = min(geometry.panes)
                source.give_room(geometry.panes[n], geometry.source)

    def _topics(self) -> None:
        reading = self.reading
        if not self.geometry.sidebar:
            return
        key = (self.geometry.sidebar, self.sidebar.room)
        if key != self._sidebar_drawn:
            self._sidebar_drawn = key
            briefing = self.lookup.briefing
            # Several events have no title in common: each stands above its topics.
            several = f"{len(briefing.events)} events"
            title = several if briefing.events else plain(briefing.title)
            self.sidebar.set_topics(title, self._topic_rows(), self.reading.events())
        if self.sidebar.entry != reading.topic:
            self.sidebar.set_entry(reading.topic)
        self.sidebar.reveal()
        self.sidebar.set_on(on=reading.part == "topics")
        if self.geometry.keys:
            width = self.geometry.sidebar - 1
            seen = reading.item if self.geometry.main else None
            self.legend.set_lines(legend(self.lookup, seen, width, self.geometry.keys, self.marks.ellipsis))

    def _topic_rows(self) -> list[tuple[str, str, bool]]:
        rows = []
        for topic in self.reading.topics:
            if topic is None:
                rows.append(("Overview", str(len(self.lookup.told)), False))
            elif topic.id == STARRED:
                rows.append((plain(topic.name), str(len(self.reading.starred or ())), False))
            else:
                differs = self.lookup.differs(topic.id)
                rows.append((plain(topic.name), str(len(self.lookup.sources_of(topic))), differs))
        return rows

    def _items(self) -> None:
        reading = self.reading
        if not self.geometry.items:
            return
        topic = reading.topics[reading.topic]
        key = (reading.topic, reading.view, self.geometry.main, self.geometry.items)
        if key != self._drawn:
            self._drawn = key
            self.items.entry = reading.at
            self.items.set_items(reading.items, gap=reading.view not in CLOSE)
            self._table()
            self.items.go(0)
            self.items.reveal()
        else:
            self._table()
            if self.items.entry != reading.at:
                self.items.set_entry(reading.at)
        self.tabs.show(self._tabs(), on=reading.part == "items")
        name = "Overview" if topic is None else plain(topic.name)
        self.heading.show(name, self._heading_note(topic) + ("" if reading.linked else ", not linked"))

    def _heading_note(self, topic: Topic | None) -> str:
        """Tell how many sources tell of a topic; where it is one alone, which."""
        lookup = self.lookup
        if topic is not None and topic.id == STARRED:
            return counted(len(self.reading.starred or ()), "statement")
        if not lookup.told and lookup.briefing.articles:
            return f"{counted(len(lookup.briefing.articles), 'source')} set apart"
        sources = lookup.told if topic is None else tuple(lookup.sources_of(topic))
        if topic is not None and len(sources) == 1 < len(lookup.told):
            outlet = lookup.outlet(sources[0])
            return f"only in [{lookup.number(sources[0])}]{f' {outlet}' * bool(outlet)}"
        note = counted(len(sources), "source")
        if self.reading.view == "differences":
            from briefing.reader.views.differences import tally

            note += tally(self.reading.items)
        return note

    def _table(self) -> None:
        """Show the table that the view is: its columns, and the words of the cell under the cursor."""
        self.items.set_grid(self.reading.grid, self.reading.above())
        self.items.set_below(self.reading.below(self.geometry.items))

    def _tabs(self) -> list[Tab]:
        reading = self.reading
        topic = reading.topics[reading.topic]
        found = self.lookup.difference_count(topic.id if topic else None)
        tabs = []
        for view in VIEWS:
            some = view != "differences" or bool(found)
            told = str(found) if view == "differences" and found else ""
            tabs.append(Tab(view, told, key_of(f"show_{view}"), view == reading.view, some))
        return tabs

    def _leads_to(self) -> str:
        """Say where Enter leads from the current item."""
        reading = self.reading
        if reading.view == "sources":
            return "show it"
        over = reading.topics[reading.topic] is None or reading.at_starred
        return "its topic" if over and reading.item.topic is not None else "sources"

    def _foot(self) -> None:
        reading = self.reading
        commands = (*_HINTS[reading.part], ("quit", "quit"), ("help", "help"))
        if reading.part == "items" and reading.grid is not None:
            commands = (commands[0], ("next_cell", "cell"), *commands[1:])
        noun = _NOUNS[reading.view] if reading.part == "items" else "statement"
        says = {"statement": noun, "sources": self._leads_to()}
        hints = [(keys, says.get(word, word)) for i, word in commands if (keys := _keys(i))]
        if self.at_work:
            place = self.at_work
        elif reading.trail is not None:
            place = reading.trail.says()
        elif reading.part == "topics":
            place = ""
        else:
            alone = reading.part == "sources" and not self.geometry.items
            place = f"{'statement ' * alone}{reading.at + 1} of {len(reading.items)}" if reading.item.stops else ""
        if self.news and not self.at_work:
            place = f"{self.offer}  {place}".rstrip()
        shown = self.geometry.sidebar or self.geometry.main
        too_small = "" if shown else "Too small: {} x {} at least".format(*LEAST)
        self.foot.show(hints, too_small or self.said, place if shown else "")
