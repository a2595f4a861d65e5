"""The source panes side by side: which source stands in each, what is marked in it, what its title says."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.reader.geometry import BOTH
from briefing.reader.marking import Lead, Marking
from briefing.reader.order import moved, slide
from briefing.reader.views.timeline import spoken
from briefing.reader.widgets.bars import Rule
from briefing.reader.widgets.source import LEVEL, Shown, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.containers import Container
    from textual.screen import Screen

    from briefing.lookup import Lookup
    from briefing.reader.app import BriefingApp
    from briefing.reader.geometry import Geometry
    from briefing.reader.inks import Inks, Marks
    from briefing.reader.landmarks import Landmarks
    from briefing.reader.layout import Layouts
    from briefing.reader.reading import Reading


STEP = 2
"""So many lines more or fewer at once."""


class Panes(Marking):
    """Draws the sources."""

    lookup: Lookup
    reading: Reading
    geometry: Geometry
    inks: Inks
    marks: Marks
    rules: list[Rule]
    sources: list[Source]
    titles: Container
    row: Container
    said: str
    points: dict[str, int]
    anchors: dict[str, tuple[int, int]]
    """The tops of sources that were looked at: the place of the text, and its rows below the top."""
    turned: bool
    """The sources were chosen by hand: they are not rearranged by this command."""
    layouts: Layouts
    _marks: tuple[Lookup, Landmarks] | None = None

    @property
    def pane_count(self) -> int:
        """The number of source panes on the screen."""
        raise NotImplementedError

    def draw(self, *, level: bool) -> None:
        """Show what the reading says."""
        raise NotImplementedError

    def add_panes(self, count: int) -> None:
        """Make source panes until there are `count`: a narrow screen needs no more than it shows."""
        for _ in range(count - len(self.sources)):
            rule, source = Rule(self.inks, self.marks), Source(self.inks, self.marks, layouts=self.layouts)
            self.rules.append(rule)
            self.sources.append(source)
            screen = cast("Screen[None]", self)
            if screen.is_mounted:
                self.titles.mount(rule)
                self.row.mount(source)
                screen.call_after_refresh(self.draw, level=False)

    def keep_pane(self) -> None:
        """Keep the source with the focus where fewer panes are left."""
        reading = self.reading
        article = reading.order[reading.pane] if reading.pane < len(reading.order) else None
        reading.pane = self.pane_count - 1
        if reading.part == "sources" and article is not None:
            reading.pane = reading.bring(article, self.pane_count)

    def draw_sources(self, *, level: bool) -> None:
        """Draw the panes; `level` brings what the current item cites level in all of them.

        Without it, the source with the focus leads where it was scrolled, and the others follow.
        """
        panes = list(zip(self.reading.order, self.sources[: len(self.geometry.panes)], strict=False))
        # All tops are noted before any source gives its pane to another.
        for article, source in panes:
            if source.article is not None and source.article.id != article:
                self.anchors[source.article.id] = source.stand
        self._beside = None if level else self._beside
        shown = [self._lay(n, article, source) for n, (article, source) in enumerate(panes)]
        if level:
            self._level([(source, self._goal(a, m)) for (a, source), m in zip(panes, shown, strict=True) if m.told])
        elif self._follow(panes):
            for n, (article, source) in enumerate(panes):
                self._lay(n, article, source)
        lead = self._leader(panes)
        self._lead = Lead(self.lookup, lead[0], lead[1].stand) if lead else None
        for n, (article, _) in enumerate(panes):
            self._rule(self.rules[n], n, article)

    def _lay(self, n: int, article: str, source: Source) -> Shown:
        reading = self.reading
        marked = self.shown_in(article, focused=reading.part == "sources" and reading.pane == n)
        source.lay(
            self.lookup.article(article),
            self.entities(article),
            reading.opened.get(article, frozenset()),
            self.anchors.get(article, (0, 0)),
            marked,
        )
        return marked

    def _level(self, goals: Sequence[tuple[Source, int]]) -> None:
        """Bring places level: the same distance from the top in each pane, as far as every text allows."""
        if goals:
            below = min(self.geometry.source // LEVEL, *(s.laid_out.row_of(offset) for s, offset in goals))
            for source, offset in goals:
                source.place(offset, below)

    # Following

    def _leader(self, panes: Sequence[tuple[str, Source]]) -> tuple[str, Source] | None:
        reading = self.reading
        return panes[reading.pane] if reading.part == "sources" and reading.pane < len(panes) else None

    def _follow(self, panes: Sequence[tuple[str, Source]]) -> bool:
        """Let the other sources follow the one with the focus where it was scrolled; False where nothing changed."""
        lead = self._leader(panes)
        last = self._lead
        if lead is None or last is None or last.article != lead[0] or not self.reading.linked:
            before, self._beside = self._beside, None
            return before is not None
        # After another build nothing moves; what is level is told anew.
        rebuilt = last.lookup is not self.lookup
        if self._beside is None if rebuilt else last.stand == lead[1].stand:
            return False
        article, source = lead
        rows, top = source.laid_out, source.top
        start, end = rows.offset_of(top), rows.end_of(top + self.geometry.source - 1)
        wanted = top + self.geometry.source // LEVEL
        beside: dict[str, tuple[int, ...]] = {}
        for other, follower in panes:
            if other == article:
                continue
            near = self._landmarks.near(article, other, start, end)
            if not near:
                beside[other] = ()
                continue
            mark = min(near, key=lambda m: (abs(rows.row_of(m.here) - wanted), -m.worth, m.here))
            if not rebuilt:
                follower.place(mark.there, rows.row_of(mark.here) - top)
            beside[other] = (mark.there,)
            beside[article] = tuple(sorted({*beside.get(article, ()), mark.here}))
        self._beside = {article: (), **beside}
        return True

    @property
    def _landmarks(self) -> Landmarks:
        if self._marks is None or self._marks[0] is not self.lookup:
            from briefing.reader.landmarks import Landmarks

            self._marks = (self.lookup, Landmarks(self.lookup))
        return self._marks[1]

    def _goal(self, article: str, marked: Shown) -> int:
        cite = self.reading.cite
        if cite is not None and cite.article == article:
            return cite.start
        ranges, _ = self.reading.item.at(article)
        return ranges[0].start if ranges else marked.told[0][0]

    def _rule(self, rule: Rule, n: int, article: str) -> None:
        reading = self.reading
        pin = "=" if article in reading.pinned else ""
        rule.show(
            f"{pin}[{self.lookup.number(article)}]",
            self.lookup.label(article),
            self.state_of(article),
            self.shares_of(article) if reading.copies else self._day(article),
            on=reading.part == "sources" and reading.pane == n,
        )

    def _day(self, article: str) -> str:
        """Give a source's date, without the year where all sources have the same."""
        day = spoken(self.lookup.published(article) or "")
        days = self.lookup.days
        same = days is not None and days[0][:4] == days[1][:4]
        return day.rsplit(" ", 1)[0] if same and len(day) > len("2025") else day

    # Which sources, and where

    def slide(self, by: int) -> bool:
        """Scroll the sources sideways where the focus is at their edge; False where there is none further."""
        reading, last = self.reading, self.pane_count - 1
        if reading.part != "sources" or reading.pane != (last if by > 0 else 0):
            return False
        slid = slide(reading.order, reading.pinned, self.pane_count, reading.left, by)
        if slid is None:
            return False
        reading.order, reading.left = slid
        self.turned = True
        return True

    def do_pin(self) -> bool:
        """Pin the source with the focus (else the first one): it stays whatever the statement; again: let it go."""
        reading = self.reading
        if not reading.order:
            return False
        article = reading.order[reading.pane]
        reading.pinned ^= {article}
        number = self.lookup.number(article)
        self.said = f"[{number}] stays here." if article in reading.pinned else f"[{number}] is no longer pinned."
        return False

    def do_move_left(self) -> bool:
        """Move the source with the focus a pane to the left."""
        return self._carry(-1)

    def do_move_right(self) -> bool:
        """Move the source with the focus a pane to the right."""
        return self._carry(1)

    def _carry(self, by: int) -> bool:
        reading = self.reading
        changed = moved(reading.order, self.pane_count, reading.pane, by)
        if changed is None:
            self.said = "There is no pane further to the " + ("right." if by > 0 else "left.")
        else:
            reading.order = changed
            reading.pane += by
        return False

    def do_taller_statements(self) -> bool:
        """Give the statements more lines, the sources fewer."""
        return self._share(STEP)

    def do_taller_sources(self) -> bool:
        """Give the sources more lines, the statements fewer."""
        return self._share(-STEP)

    def _share(self, by: int) -> bool:
        items, source = self.geometry.items, self.geometry.source
        if not items or not source:
            self.said = "Statements and sources do not share this screen."
        elif (source if by > 0 else items) <= BOTH:
            self.said = "The others need the rest."
        else:
            app = cast("BriefingApp", cast("Screen[None]", self).app)
            app.choose_share(items + by - (items + source) // 2)
        return False

    # The mouse

    def on_source_scrolled(self, message: Source.Scrolled) -> None:
        """Let the others follow the source with the focus where the mouse wheel scrolled it."""
        reading = self.reading
        if reading.part == "sources" and message.source is self.sources[reading.pane]:
            self.draw(level=False)

    def on_source_pointed(self, message: Source.Pointed) -> None:
        """Give a source the focus; the place clicked on is where * begins, a fold is opened."""
        reading = self.reading
        self.said = ""
        reading.part = "sources"
        reading.pane = self.sources.index(message.source)
        article = reading.order[reading.pane]
        if message.fold is not None:
            opened = reading.opened.get(article, frozenset())
            reading.opened[article] = opened ^ {message.fold}
        elif message.offset is not None:
            self.points[article] = message.offset
        self.draw(level=False)
