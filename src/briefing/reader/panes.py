"""The source panes side by side: which source stands in each, what is marked in it, what its title says."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.reader.views.timeline import spoken
from briefing.reader.widgets.bars import Rule
from briefing.reader.widgets.source import LEVEL, Shown, Source

if TYPE_CHECKING:
    from textual.containers import Container
    from textual.screen import Screen

    from briefing.lookup import Lookup
    from briefing.reader.geometry import Geometry
    from briefing.reader.inks import Inks, Marks
    from briefing.reader.reading import Reading


class Panes:
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
    _entities: dict[str, tuple[tuple[int, int, str], ...]]

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
            rule, source = Rule(self.inks, self.marks), Source(self.inks, self.marks)
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
        """Draw the panes; `level` brings what the current item cites level in all of them."""
        reading = self.reading
        panes = list(zip(range(len(self.geometry.panes)), reading.order, self.sources, self.rules, strict=False))
        goals: list[tuple[Source, int]] = []
        for n, article, source, rule in panes:
            marked, state = self._shown(article, focused=reading.part == "sources" and reading.pane == n)
            if source.article is not None and source.article.id != article:
                self.anchors[source.article.id] = source.stand
            source.lay(
                self.lookup.article(article),
                self.entities(article),
                reading.opened.get(article, frozenset()),
                self.anchors.get(article, (0, 0)),
                marked,
            )
            self._rule(rule, n, article, state)
            if level and marked.told:
                goals.append((source, self._goal(article, marked)))
        if goals:
            # Level: the same distance from the top in each pane, as far as every text allows.
            height = self.geometry.source
            below = min(height // LEVEL, *(s.laid_out.row_of(offset) for s, offset in goals))
            for source, offset in goals:
                source.place(offset, below)

    def _goal(self, article: str, marked: Shown) -> int:
        cite = self.reading.cite
        if cite is not None and cite.article == article:
            return cite.start
        ranges, _ = self.reading.item.at(article)
        return ranges[0].start if ranges else marked.told[0][0]

    def _rule(self, rule: Rule, n: int, article: str, state: str) -> None:
        reading = self.reading
        rule.show(
            f"[{self.lookup.number(article)}]",
            self.lookup.label(article),
            state,
            self._day(article),
            on=reading.part == "sources" and reading.pane == n,
        )

    def _day(self, article: str) -> str:
        """Give a source's date, without the year where all sources have the same."""
        day = spoken(self.lookup.published(article) or "")
        days = self.lookup.days
        same = days is not None and days[0][:4] == days[1][:4]
        return day.rsplit(" ", 1)[0] if same and len(day) > len("2025") else day

    def _shown(self, article: str, *, focused: bool) -> tuple[Shown, str]:
        """Give what is marked in a source, and what its title says of the current item."""
        reading = self.reading
        ranges, full = reading.item.at(article)
        sentences = [s.range for r in ranges for s in self.lookup.segments_at(r)]
        cited = reading.cited(article)
        trail = reading.trail
        hits = tuple((r.start, r.end) for r in trail.hits if r.article == article) if trail else ()
        hit = trail.hit if trail else None
        elsewhere = bool(reading.item.told) and not ranges and bool(reading.item.missing)
        state = reading.item.missing if elsewhere else "told in part" if ranges and not full else ""
        marked = Shown(
            told=tuple(sorted((r.start, r.end) for r in ranges)),
            bars=tuple(sorted({(s.start, s.end) for s in sentences})),
            full=full,
            numbers=reading.numbers(article),
            cited=tuple((s, e) for s, e, _ in cited),
            hits=hits,
            hit=(hit.start, hit.end) if hit and hit.article == article else None,
            current=str(reading.at + 1),
            lit=bool(trail and trail.lit),
            quiet=elsewhere and not focused and reading.linked,
        )
        return marked, state

    def entities(self, article: str) -> tuple[tuple[int, int, str], ...]:
        """Give the names in a source as (start, end, type), in order, the longest of those that overlap."""
        known = self._entities.get(article)
        if known is None:
            rows: list[tuple[int, int, str]] = []
            named = [(n.range, n.entity.type) for n in self.lookup.names_in(article) if not n.reference]
            dates = [w.range for w in self.lookup.briefing.dates if w.precision != "duration"]
            named += [(r, "DATE") for r in dates if r.article == article]
            # A name comes before a date that begins where it does.
            for r, kind in sorted(named, key=lambda n: (n[0].start, n[1] == "DATE", -n[0].end)):
                if not rows or rows[-1][1] <= r.start:
                    rows.append((r.start, r.end, kind))
            known = self._entities[article] = tuple(rows)
        return known

    # The mouse

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
