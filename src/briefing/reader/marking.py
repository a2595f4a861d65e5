"""What is marked in a source: the statement, entities, hits, copied passages, folds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.display import plain
from briefing.reader.widgets.source import LEVEL, Shown, Source
from briefing.sources import why_apart
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

    from briefing.lookup import Lookup
    from briefing.model import Range
    from briefing.reader.app import BriefingApp
    from briefing.reader.copies import Copied
    from briefing.reader.geometry import Geometry
    from briefing.reader.layout import Fold
    from briefing.reader.reading import Reading

NOTHING_LEVEL = "nothing alike here"
"""Said of a source that has nothing near what the leading one shows: of the statement it may tell."""


class Lead(NamedTuple):
    """The source that the others follow."""

    lookup: Lookup
    article: str
    stand: tuple[int, int]
    """What stands at its top: the place of the text, and its rows below the top."""


class Marking:
    """Says what the panes mark, and chooses what is marked."""

    lookup: Lookup
    reading: Reading
    geometry: Geometry
    sources: list[Source]
    said: str
    points: dict[str, int]
    _lead: Lead | None = None
    """The source with the focus, as it was drawn last; None where nobody is to follow it."""
    _beside: Mapping[str, tuple[int, ...]] | None = None
    """By source the places that are level with the leading one's, none where it has nothing near what that shows;
    None where the statement decides."""
    _entities: dict[str, tuple[tuple[int, int, str], ...]]
    _copied: tuple[Lookup, dict[str, Copied]] | None = None
    _hits: tuple[tuple[Range, ...], dict[str, tuple[tuple[int, int], ...]]] = ((), {})
    """The hits of the trail by source."""

    def shown_in(self, article: str, *, focused: bool) -> Shown:
        """Give what is marked in a source."""
        reading = self.reading
        ranges, full = reading.item.at(article)
        sentences = [s.range for r in ranges for s in self.lookup.segments_at(r)]
        cited = reading.cited(article)
        trail = reading.trail
        hit = trail.hit if trail else None
        state = self.state_of(article)
        elsewhere = bool(state) and state in (NOTHING_LEVEL, reading.item.missing)
        return Shown(
            told=tuple(sorted((r.start, r.end) for r in ranges)),
            bars=tuple(sorted({(s.start, s.end) for s in sentences})),
            full=full,
            numbers=reading.numbers(article),
            cited=tuple((s, e) for s, e, _ in cited),
            hits=self._hits_in(article),
            hit=(hit.start, hit.end) if hit and hit.article == article else None,
            current=str(reading.at + 1),
            lit=bool(trail and trail.lit),
            copied=self._copies(article).passages if reading.copies else (),
            level=self._beside.get(article, ()) if self._beside is not None else (),
            quiet=elsewhere and not focused and reading.linked,
        )

    def state_of(self, article: str) -> str:
        """Say what a source has of the current item, or of what the leading source shows; why it is set apart."""
        if self.lookup.is_apart(article):
            return plain(why_apart(self.lookup.article(article)))
        if self._beside is not None:
            lead = self._lead is not None and self._lead.article == article
            return "" if lead or self._beside.get(article) else NOTHING_LEVEL
        ranges, full = self.reading.item.at(article)
        if ranges:
            return "" if full else "told in part"
        return self.reading.item.missing if self.reading.item.told else ""

    def entities(self, article: str) -> tuple[tuple[int, int, str], ...]:
        """Give the names in a source as (start, end, type), in order, the longest of those that overlap."""
        known = self._entities.get(article)
        if known is None:
            rows: list[tuple[int, int, str]] = []
            named = [(n.range, n.entity.type) for n in self.lookup.names_in(article) if not n.reference]
            dates = self.lookup.dates_in(article)
            named += [(w.range, "DATE") for w in dates if w.precision != "duration"]
            # A name comes before a date that begins where it does.
            for r, kind in sorted(named, key=lambda n: (n[0].start, n[1] == "DATE", -n[0].end)):
                if not rows or rows[-1][1] <= r.start:
                    rows.append((r.start, r.end, kind))
            known = self._entities[article] = tuple(rows)
        return known

    def _hits_in(self, article: str) -> tuple[tuple[int, int], ...]:
        trail = self.reading.trail
        hits = trail.hits if trail is not None else ()
        if hits is not self._hits[0]:
            found: dict[str, list[tuple[int, int]]] = {}
            for r in hits:
                found.setdefault(r.article, []).append((r.start, r.end))
            self._hits = (hits, {a: tuple(places) for a, places in found.items()})
        return self._hits[1].get(article, ())

    # Passages that sources share

    def _copies(self, article: str) -> Copied:
        from briefing.reader.copies import Copied, copied

        if self._copied is None or self._copied[0] is not self.lookup:
            self._copied = (self.lookup, copied(self.lookup))
        return self._copied[1].get(article) or Copied()

    def shares_of(self, article: str) -> str:
        """Say with whom a source shares text."""
        others = self._copies(article).others
        return f"shares text with {''.join(f'[{n}]' for n in others)}" if others else "shares no text"

    def do_toggle_copies(self) -> bool:
        """Show what the sources share word for word, or show it no more."""
        reading = self.reading
        reading.copies = not reading.copies
        if reading.copies and not self.lookup.briefing.copies:
            self.said = "No source shares a passage with another."
        return False

    # Folds

    def do_toggle_fold(self) -> bool:
        """Open or fold the boilerplate on the screen, at the cursor where there is some; else all of the source."""
        reading = self.reading
        if not reading.order:
            return False
        article = reading.order[reading.pane]
        source = self.sources[reading.pane]
        opened = reading.opened.get(article, frozenset())
        folds = frozenset(f.start for f in source.laid_out.folds)
        here = self._fold_here(source, article)
        if here is not None:
            reading.opened[article] = opened ^ {here.start}
            return False
        reading.opened[article] = frozenset() if opened else folds
        name = f"[{self.lookup.number(article)}]"
        count = counted(len(folds), "fold")
        self.said = f"{name}: {count} {'closed' if opened else 'opened'}." if folds else f"{name} has nothing folded."
        return False

    def _fold_here(self, source: Source, article: str) -> Fold | None:
        """Give the fold on the screen that the cursor is in, else the one nearest to where cited sentences stand."""
        rows, top, height = source.laid_out, source.top, self.geometry.source
        wanted = rows.row_of(self.points[article]) if article in self.points else -1
        if not top <= wanted < top + height:
            wanted = top + height // LEVEL
        near: list[tuple[int, int, Fold]] = []
        for f in rows.folds:
            first, last = rows.row_of(f.start), rows.row_of(max(f.start, f.end - 1))
            if first < top + height and last >= top:
                near.append((max(first - wanted, wanted - last, 0), f.start, f))
        return min(near)[2] if near else None

    # Types of entities

    def do_entity_types(self) -> bool:
        """Show what the types of entities look like, and switch them."""
        from briefing.reader.screens.types import Types, switched

        app = cast("BriefingApp", cast("Screen[None]", self).app)

        def switch(kind: str) -> frozenset[str]:
            app.switch_types(switched(app.types_off, kind))
            return app.types_off

        app.push_screen(Types(self.lookup, app.make_inks(), app.types_off, switch))
        return False
