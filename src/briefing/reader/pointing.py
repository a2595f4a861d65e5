"""Commands and clicks that go to what stands on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.reader.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from briefing.lookup import Lookup
    from briefing.placed import Named
    from briefing.reader.labels import Target
    from briefing.reader.widgets.bars import Bar, Rule, Tabs
    from briefing.reader.widgets.items import CursorLines, Items, Sidebar
    from briefing.reader.widgets.lines import Lines


class Points(Visits):
    """Goes to what a label or the mouse points at."""

    lookup: Lookup
    sidebar: Sidebar
    legend: Lines
    tabs: Tabs
    items: Items
    rules: list[Rule]
    points: dict[str, int]

    def do(self, command: str) -> None:
        """Do a command by its id."""
        raise NotImplementedError

    def do_source(self, number: int) -> bool:
        """Go to a source at the current statement."""
        raise NotImplementedError

    def take(self, named: Named) -> None:
        """Light an entity up."""
        raise NotImplementedError

    # Labels

    def do_labels(self) -> bool:
        """Write a label at all that can be gone to; its letters go there."""
        from briefing.reader.labels import labelled
        from briefing.reader.screens.labels import Labels

        parts = self._parts()
        reading = self.reading
        leading = {"topics": self.sidebar, "items": self.items}.get(reading.part)
        focus = leading or self.sources[min(reading.pane, len(self.sources) - 1)]
        labels = labelled(self._targets(parts), parts.index(focus) if focus in parts else -1)
        if not labels:
            self.said = "Nothing to go to here."
            return False

        def write(typed: str | None) -> None:
            from briefing.reader.labels import letters

            written = letters(labels, typed) if typed is not None else {}
            for n, part in enumerate(parts):
                part.set_labels(written.get(n, {}))

        def chosen(label: str | None) -> None:
            write(None)
            if label is not None:
                self.go_to_target(labels[label])

        self.said = "Type a label; Esc gives up."
        write("")
        cast("Screen[None]", self).app.push_screen(Labels(tuple(labels), write), chosen)
        return False

    def _parts(self) -> list[Lines | Bar]:
        """Give the parts of the screen that are shown."""
        shown, panes = self.geometry, len(self.geometry.panes)
        parts: list[Lines | Bar] = []
        if shown.sidebar:
            parts += [self.sidebar, *([self.legend] if shown.keys else [])]
        if shown.items:
            parts += [self.tabs, self.items]
        for rule, source in zip(self.rules[:panes], self.sources[:panes], strict=True):
            parts += [rule, source]
        return parts

    def _targets(self, parts: list[Lines | Bar]) -> Iterator[Target]:
        from briefing.reader import targets

        total = len(self.lookup.briefing.articles)
        for n, part in enumerate(parts):
            if part is self.sidebar:
                yield from targets.in_sidebar(n, self.sidebar)
            elif part is self.legend:
                yield from targets.in_legend(n, self.legend, total)
            elif part is self.tabs:
                yield from targets.in_tabs(n, self.tabs)
            elif part is self.items:
                yield from targets.in_items(n, self.items, self.reading.items, total)
            else:
                for pane, (rule, source) in enumerate(zip(self.rules, self.sources, strict=True)):
                    if part is rule:
                        yield targets.in_rule(n, rule, pane)
                    elif part is source:
                        yield from targets.in_source(n, source, self.lookup, pane)

    # Going there

    def go_to_target(self, target: Target, column: int | None = None) -> None:
        """Go to something on the screen, and there to a column of a table."""
        self.said = ""
        if target.kind == "view":
            self.do(target.name)
            return
        before = self.standing()
        level = self._go_to(target)
        if column is not None:
            self.reading.go_to_cell(column)
        self.draw(level=level)
        self.jumped(before)

    def _go_to(self, target: Target) -> bool:
        reading = self.reading
        if target.kind == "topic":
            reading.go_to_topic(target.number)
            reading.part = "topics" if self.geometry.together else "items"
            return True
        if target.kind == "item":
            reading.go_to(target.number)
            # From beside a source, the source keeps the focus.
            reading.part = "items" if target.item < 0 else "sources"
            reading.pane = max(0, target.item)
            return True
        if target.kind == "cite":
            if target.item >= 0:
                reading.go_to(target.item)
            self.again = None
            return self.do_source(target.number)
        reading.part = "sources"
        reading.pane = target.number if target.kind == "pane" else target.item
        article = reading.order[reading.pane]
        if target.kind == "fold":
            reading.opened[article] = reading.opened.get(article, frozenset()) ^ {target.number}
        elif target.kind == "entity":
            found = (n for n in self.lookup.names_in(article) if n.range.start == target.number)
            named = next((n for n in found if n.entity.id == target.name), None)
            if named is not None:
                self.take(named)
        return False

    # The mouse

    def on_cursor_lines_chosen(self, message: CursorLines.Chosen) -> None:
        """Go to what was clicked on: a citation, an item, a topic, a source."""
        from briefing.reader.labels import Target, target_at

        parts = self._parts()
        if message.pane not in parts:
            return
        pane = parts.index(message.pane)
        here = [t for t in self._targets(parts) if t.pane == pane]
        target = next((t for t in here if t.kind == "cite" and t == target_at([t], message.x, message.y)), None)
        if target is None and message.entry >= 0:
            kind = "topic" if message.pane is self.sidebar else "item"
            target = Target(pane, message.y, 0, 0, (0, 0), kind, message.entry)  # type: ignore[arg-type]  # one of the two
        if target is not None:
            self.go_to_target(target, message.column)

    def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """Show the view whose tab was clicked on; give the focus to the source whose title was."""
        from briefing.reader.labels import target_at

        parts = self._parts()
        pane = parts.index(message.bar) if message.bar in parts else -1
        target = target_at([t for t in self._targets(parts) if t.pane == pane], message.x, 0)
        if target is not None:
            self.go_to_target(target)
