"""Commands that go back and forward through the places visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.reader.bookmark import Bookmark
    from briefing.reader.geometry import Geometry
    from briefing.reader.marking import Lead
    from briefing.reader.places import Trace
    from briefing.reader.reading import Reading
    from briefing.reader.widgets.source import Source

STEPS = frozenset(
    {
        *("next_statement", "previous_statement", "next_cell", "previous_cell"),
        *("next_pane", "previous_pane", "next_part", "previous_part", "step_out"),
        *("page_down", "page_up", "half_down", "half_up", "toggle_fold", "toggle_link", "back", "forward"),
        *("pin", "move_left", "move_right", "toggle_copies", "entity_types"),
    }
)
"""Commands that make no place of their own. Every other one does where it leads somewhere else."""


class Visits:
    """Keeps the places where something was jumped to."""

    reading: Reading
    geometry: Geometry
    sources: list[Source]
    anchors: dict[str, tuple[int, int]]
    said: str
    turned: bool
    _lead: Lead | None
    again: tuple[str, bool] | None
    _trace: Trace | None = None

    @property
    def pane_count(self) -> int:
        """The number of source panes on the screen."""
        raise NotImplementedError

    def draw(self, *, level: bool) -> None:
        """Show what the reading says."""
        raise NotImplementedError

    def standing(self) -> Bookmark:
        """Say where the reader is."""
        from briefing.reader.places import here

        visible = self.sources[: len(self.geometry.panes)]
        stands = {s.article.id: s.stand for s in visible if s.article is not None}
        return here(self.reading, stands, self.pane_count)

    def jumped(self, before: Bookmark) -> None:
        """Remember the place that was left, if it was left."""
        from briefing.reader.places import Trace

        if self.standing() != before:
            self._trace = (self._trace or Trace()).left(before)

    def do_back(self) -> bool:
        """Go back to the place that was jumped away from."""
        place, trace = self._trace.back(self.standing()) if self._trace else (None, None)
        return self._visit(place, trace, "Nowhere further back.")

    def do_forward(self) -> bool:
        """Go forward to the place that was gone back from."""
        place, trace = self._trace.forward(self.standing()) if self._trace else (None, None)
        return self._visit(place, trace, "Nowhere further forward.")

    def _visit(self, place: Bookmark | None, trace: Trace | None, otherwise: str) -> bool:
        if place is None:
            self.said = otherwise
            return False
        from briefing.reader.places import go

        self._trace = trace
        stands = go(place, self.reading)
        self.anchors.update(stands)
        self.draw(level=False)
        for source in self.sources[: len(self.geometry.panes)]:
            if source.article is not None and source.article.id in stands:
                source.place(*stands[source.article.id])
        # All stand where they stood: none follows another.
        self._lead = None
        return False
