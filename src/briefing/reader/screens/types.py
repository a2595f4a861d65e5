"""The types of entities: what each looks like, and whether it is shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from briefing.reader.inks import SHAPES
from briefing.reader.screens.card import Card
from briefing.reader.text import Flow, Line
from briefing.reader.views.entities import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual import events

    from briefing.lookup import Lookup
    from briefing.reader.inks import Inks

LETTERS = {
    "p": "PERSON",
    "n": "NORP",
    "o": "ORG",
    "c": "GPE",
    "l": "LOC",
    "s": "FAC",
    "e": "EVENT",
    "r": "PRODUCT",
    "w": "WORK",
    "d": "DATE",
}


class Types(Card[None], inherit_bindings=False):
    """The legend of the entities; a letter switches a type off or on in all that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,T", "leave", show=False),
        Binding("j,down,pagedown,space", "scroll(1)", show=False),
        Binding("k,up,pageup", "scroll(-1)", show=False),
    ]
    WIDTH = 52

    def __init__(
        self, lookup: Lookup, inks: Inks, off: Collection[str], switch: Callable[[str], Collection[str]]
    ) -> None:
        """`inks` show all types; `switch` switches one ("" for all) and gives those that are off now."""
        super().__init__(inks)
        self._counts: Counter[str] = Counter(e.type for e in lookup.briefing.entities)
        self._counts["DATE"] = sum(1 for w in lookup.briefing.dates if w.precision != "duration")
        self._off = off
        self._switch = switch

    def content(self, width: int) -> Sequence[Line]:
        """Give a line for each type: its letter, whether it is shown, its name as it looks, how many there are."""
        lines = [*Flow().add("Entities by type", "strong").lines(width), Line("")]
        for letter, kind in LETTERS.items():
            on = kind not in self._off
            flow = Flow().add(f" {letter}", "key").add("  on   " if on else "  off  ", "" if on else "quiet")
            flow.add(TYPES[kind], kind if on else "quiet")
            flow.add(" " * (width - len(flow) - 5)).add(f"{self._counts[kind]:>4}", "quiet")
            lines += flow.lines(width)
        keys = Flow().add(" a", "key").add("  all", "quiet").add("    Esc", "key").add("  close", "quiet")
        return [*lines, Line(""), *keys.lines(width)]

    def on_key(self, event: events.Key) -> None:
        """Take a letter."""
        letter = event.character or ""
        if letter == "a" or letter in LETTERS:
            # The key is used up: the screen beneath has a command for it.
            event.stop()
            event.prevent_default()
            self._off = self._switch(LETTERS.get(letter, ""))
            self.fit(self.app.size)


def switched(off: Collection[str], kind: str) -> frozenset[str]:
    """Give the types that are off after one ("" for all) was switched: all go on unless all are."""
    if kind:
        return frozenset(off) ^ {kind}
    return frozenset() if off else frozenset(SHAPES)
