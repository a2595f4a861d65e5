"""Inks: the names that views write in, and the styles they have in a theme. Shape first, colour second."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

SHAPES: dict[str, tuple[str, str]] = {
    # Each type has a shape of its own, so that it is known without its colour. Frequent types have light shapes.
    "PERSON": ("bold", "text-primary"),
    "NORP": ("bold italic", "text-success"),
    "ORG": ("underline", "text-accent"),
    "GPE": ("italic", "text-success"),
    "LOC": ("italic underline2", "text-success"),
    "FAC": ("underline2", "text-success"),
    "EVENT": ("bold underline", "text-error"),
    "PRODUCT": ("bold italic underline", "text-error"),
    "WORK": ("bold underline2", "text-error"),
    "DATE": ("italic underline", ""),
}
"""For each entity type the attributes and the theme's variable for its colour."""

_INKS: dict[str, tuple[str, str, str]] = {
    # ink: attributes, variable of the colour, variable of the background
    "quiet": ("dim", "", ""),
    "strong": ("bold", "", ""),
    "mark": ("", "text-primary", ""),
    "cursor": ("bold", "text-accent", ""),
    "warn": ("bold", "text-warning", ""),
    "differs": ("", "text-warning", ""),
    "differing": ("bold underline", "text-warning", ""),
    "title": ("bold", "", ""),
    "key": ("bold", "text-accent", ""),
    "rule": ("dim", "", ""),
    "rule-on": ("bold", "text-accent", ""),
    "tab-on": ("bold underline", "text-accent", ""),
    "selected": ("bold", "", "boost"),
    "told": ("", "", "primary-muted"),
    "hit": ("reverse", "", ""),
    "hit-on": ("bold reverse", "text-warning", ""),
    "lit": ("reverse", "", ""),
    "label": ("bold reverse", "text-warning", ""),
    "copied": ("dim", "", ""),
    "fold": ("italic dim", "", ""),
    "deck": ("italic", "", ""),
    "boilerplate": ("dim", "", ""),
    "selection": ("", "", "screen-selection-background"),
}


class Marks(NamedTuple):
    """The signs of the screen."""

    bar: str = "▌"
    part: str = "¦"
    also: str = "≈"
    differs: str = "≠"
    here: str = ">"
    line: str = "─"
    heavy: str = "━"
    upright: str = "│"
    thumb: str = "┃"
    ellipsis: str = "…"
    dot: str = "·"


ASCII = Marks("|", ":", "~", "!=", ">", "-", "=", "|", "#", "...", "-")
"""The same for terminals whose encoding is not UTF-8."""


def ascii_alone() -> bool:
    """Tell whether the terminal's encoding has ASCII signs alone."""
    return "utf" not in (getattr(sys.__stdout__, "encoding", "") or "utf-8").lower()


class Inks:
    """The styles of a theme, by the names of inks; entities of the types in `off` look like other text."""

    def __init__(self, variables: Mapping[str, str], *, ansi: bool = False, off: Collection[str] = ()) -> None:
        self._variables = variables
        self._off = frozenset(off) & SHAPES.keys()
        self._ansi = ansi
        self._made: dict[tuple[str, ...], Style] = {}
        self._base = self._style("", "foreground", "background")

    def __call__(self, *inks: str) -> Style:
        """Give the style of inks laid over one another on the page; an unknown ink changes nothing."""
        made = self._made.get(inks)
        if made is None:
            made = self._base
            for ink in inks:
                made += self._ink(ink)
            self._made[inks] = made
        return made

    def _ink(self, ink: str) -> Style:
        if ink in self._off:
            return Style.null()
        if ink in SHAPES:
            shape, colour = SHAPES[ink]
            return self._style(shape, colour, "")
        attributes, colour, background = _INKS.get(ink, ("", "", ""))
        if "dim" in attributes and not self._ansi:
            # A colour of the theme reads better than what each terminal makes of "dim".
            return self._style(attributes.replace("dim", "").strip(), "foreground-muted", background)
        return self._style(attributes, colour, background)

    def _style(self, attributes: str, colour: str, background: str) -> Style:
        style = Style.parse(attributes) if attributes else Style.null()
        return style + Style(color=self._colour(colour), bgcolor=self._colour(background, background=True))

    def _colour(self, variable: str, *, background: bool = False) -> str | None:
        value = self._variables.get(variable, "") if variable else ""
        if not value or value.startswith("auto"):
            return None
        if self._ansi:
            # A terminal's own colours cannot be blended: what is meant as a tint would hide the text on it.
            if value.endswith("%") and background:
                return None
            name = value.split()[0].removeprefix("ansi_")
            return None if name == "transparent" else name
        colour = Color.parse(value)
        if colour.a < 1:
            colour = Color.parse(self._variables.get("background", "#000000")).blend(colour, colour.a, alpha=1)
        return colour.hex6
