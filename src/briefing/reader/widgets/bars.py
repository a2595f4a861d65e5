"""Lines of their own: a pane's title rule, and the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from briefing.reader.inks import Inks, Marks
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.widgets.drawing import draw, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from briefing.reader.widgets.lines import Labels


class Bar(Widget):
    """One line."""

    DEFAULT_CSS: ClassVar[str] = "Bar { height: 1; }"
    can_focus = False

    class Clicked(Message):
        """Somebody clicked on a bar, at a column."""

        def __init__(self, bar: Bar, x: int) -> None:
            super().__init__()
            self.bar = bar
            self.x = x

    def __init__(self, inks: Inks, marks: Marks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.inks = inks
        self.marks = marks
        self._labels: Labels = {}

    def line(self, width: int) -> Line:
        """Give the line for a width."""
        raise NotImplementedError

    def set_inks(self, inks: Inks) -> None:
        """Draw in another theme."""
        self.inks = inks
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.inks())
        line = self.line(width)
        strip = draw(line.text, line.spans, self.inks, width)
        return labelled(strip, self._labels.get(0, ()), self.inks("label")) if self._labels else strip

    def set_labels(self, labels: Labels) -> None:
        """Write letters over cells."""
        if labels != self._labels:
            self._labels = labels
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell the desk."""
        self.post_message(self.Clicked(self, event.x))


class Rule(Bar):
    """The title of a source's pane within a rule: heavy and bold where the pane has the focus."""

    title = ""
    number = ""
    state = ""
    date = ""
    on = False

    def show(self, number: str, title: str, state: str, date: str, *, on: bool) -> None:
        """Set what it says."""
        new = (number, title, state, date, on)
        if new != (self.number, self.title, self.state, self.date, self.on):
            self.number, self.title, self.state, self.date, self.on = new
            self.refresh()

    def line(self, width: int) -> Line:
        """Give the rule: the title keeps its place longest, then the state, then the date."""
        stroke = self.marks.heavy if self.on else self.marks.line
        rule = "rule-on" if self.on else "rule"
        right = [(t, ink) for t, ink in ((self.state, "strong"), (self.date, "quiet")) if t]
        least = cell_len(self.number) + 16
        while right and least + sum(cell_len(t) + 3 for t, _ in right) > width:
            right.pop()
        taken = sum(cell_len(t) + 3 for t, _ in right)
        title = cut(self.title, max(0, width - taken - cell_len(self.number) - 5), self.marks.ellipsis)
        flow = Flow().add(stroke, rule).add(" ").add(self.number, "mark", *(["title"] if self.on else []))
        flow.add(" ").add(title, *(["title"] if self.on else [])).add(" ")
        used = cell_len(self.number) + cell_len(title) + 4
        flow.add(stroke * max(0, width - used - taken), rule)
        for text, ink in right:
            flow.add(" ").add(text, ink).add(" ").add(stroke, rule)
        return (flow.lines(10_000) or [Line("")])[0]


class Heading(Bar):
    """The topic's name, and how many sources it has."""

    name_ = ""
    note = ""

    def show(self, name: str, note: str) -> None:
        """Set what it says."""
        if (name, note) != (self.name_, self.note):
            self.name_, self.note = name, note
            self.refresh()

    def line(self, width: int) -> Line:
        """Give the heading; the note goes where there is no room for it."""
        flow = Flow().add(" ").add(cut(self.name_, max(0, width - 2), self.marks.ellipsis), "title")
        if self.note and cell_len(self.name_) + cell_len(self.note) + 5 <= width:
            flow.add("   ").add(self.note, "quiet")
        return flow.lines(10_000)[0]


class Tab(NamedTuple):
    """A view that can be shown."""

    view: str
    told: str
    """How many items it has, where that is told."""
    key: str
    """Its key as it is written on the screen."""
    shown: bool
    some: bool
    """There is something in it."""

    @property
    def words(self) -> str:
        """Its name; beside it the key, where that is not its first letter."""
        name = self.view.capitalize()
        key = "" if self.key.lower() == name[:1].lower() else f"({self.key})"
        return " ".join(w for w in (name, self.told, key) if w)

    @property
    def short(self) -> str:
        """Its key alone, for a narrow screen."""
        return f"{self.key} {self.told}".rstrip()


class Tabs(Bar):
    """The views that can be shown of a topic, in the rule beneath its name."""

    tabs: Sequence[Tab] = ()
    on = False

    def show(self, tabs: Sequence[Tab], *, on: bool) -> None:
        """Set what it says."""
        if (tabs, on) != (self.tabs, self.on):
            self.tabs, self.on = tabs, on
            self.refresh()

    def line(self, width: int) -> Line:
        """Give the rule with the tabs."""
        stroke, rule = (self.marks.heavy, "rule-on") if self.on else (self.marks.line, "rule")
        flow = Flow().add(stroke, rule)
        for tab, words in self.fitting(width):
            start = len(flow) + 1
            flow.add(" ").add(words, "tab-on" if tab.shown else "" if tab.some else "quiet").add(" ").add(stroke, rule)
            if not tab.shown:
                at = start + (words.index("(") + 1 if "(" in words else 0)
                length = len(tab.key) if words != tab.words or "(" in words else 1
                flow.ink([Span(at, at + length, "key")])
        flow.add(stroke * max(0, width - len(flow)), rule)
        return flow.lines(10_000)[0]

    def fitting(self, width: int) -> list[tuple[Tab, str]]:
        """Give the tabs with their words: from the last one on their keys alone, until there is room for all.

        The view that is shown has its name; on a screen too narrow for all, its neighbours stay longest.
        """
        words = [t.words for t in self.tabs]
        for n in reversed(range(len(words))):
            if _cells(words) > width and not self.tabs[n].shown:
                words[n] = self.tabs[n].short
        tabs = list(zip(self.tabs, words, strict=True))
        while len(tabs) > 1 and _cells([w for _, w in tabs]) > width:
            shown = next((n for n, (t, _) in enumerate(tabs) if t.shown), 0)
            del tabs[-1 if len(tabs) - 1 - shown >= shown else 0]
        return tabs


def _cells(words: Sequence[str]) -> int:
    return sum(len(w) + 3 for w in words) + 1


class Foot(Bar):
    """What can be pressed here, or what just happened; at the right, where one is."""

    hints: Sequence[tuple[str, str]] = ()
    last = 1
    """So many hints at the end stay longest."""
    said = ""
    place = ""

    def show(self, hints: Sequence[tuple[str, str]], said: str, place: str) -> None:
        """Set what it says: pairs of key and word, a message that takes their place, a position."""
        new = (tuple(hints), said, place)
        if new != (self.hints, self.said, self.place):
            self.hints, self.said, self.place = new
            self.refresh()

    def line(self, width: int) -> Line:
        """Give the line: as many hints as there is room for."""
        # A message is read whole before the place is read again.
        crowded = self.said and cell_len(self.said) + cell_len(self.place) + 4 > width
        place = "" if crowded else cut(self.place, max(0, width // 2), self.marks.ellipsis)
        room = width - cell_len(place) - 2
        flow = Flow().add(" ")
        if self.said:
            flow.add(cut(self.said, room - 1, self.marks.ellipsis), "warn")
        else:
            for key, word in self._fitting(room):
                flow.add(key, "key").add(f" {word}  ", "quiet")
        line = flow.lines(10_000)[0]
        text = line.text.rstrip()
        text += " " * max(1, width - cell_len(text) - cell_len(place) - 1)
        return Line(text + place, (*line.spans, Span(len(text), len(text) + len(place), "mark")))

    def _fitting(self, room: int) -> list[tuple[str, str]]:
        """Give the hints there is room for; the last ones (the help) stay longest."""
        kept = list(self.hints)
        while len(kept) > 1 and sum(cell_len(k) + len(w) + 3 for k, w in kept) > room + 1:
            kept.pop(max(0, len(kept) - 1 - self.last))
        return kept
