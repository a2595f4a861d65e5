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


LEAST_CONTRAST = "least-contrast"
"""The variable of a theme that asks for more contrast of text with what is behind it than `TEXT`."""

TEXT, LINES = 4.5, 3.0
"""The least contrast of text and of lines with what is behind them (WCAG 2.1, 1.4.3 and 1.4.11)."""

_OWN: dict[bool, dict[str, str]] = {
    # Of a terminal's own colours these are hard to read in the usual palettes, on a dark and on a light page.
    True: {"blue": "bright_blue", "red": "bright_red"},
    False: {"green": "blue", "cyan": "blue", "yellow": "red", "bright_red": "red"},
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


ASCII = Marks("|", ":", "~", "!=", ">", "-", "=", "|", "#", "...")
"""The same for terminals whose encoding is not UTF-8."""


def contrast(one: Color, other: Color) -> float:
    """Give the contrast of two opaque colours, 1 to 21 (WCAG 2.1)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _readable(colour: Color, behind: Color, least: float) -> Color:
    """Move a colour towards black or white, whichever is further from what is behind it, until it can be read."""
    if contrast(colour, behind) >= least:
        return colour
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    end = max(black, white, key=lambda c: contrast(c, behind))
    moved = (colour.blend(end, step / 20) for step in range(1, 20))
    return next((c for c in moved if contrast(c, behind) >= least), end)


def ascii_alone() -> bool:
    """Tell whether the terminal's encoding has ASCII signs alone."""
    return "utf" not in (getattr(sys.__stdout__, "encoding", "") or "utf-8").lower()


class Inks:
    """The styles of a theme, by the names of inks; entities of the types in `off` look like other text.

    Whatever the theme's colours are, text has at least the contrast `TEXT` with what is behind it, or what the theme
    asks for, and lines have `LINES`. With `ansi` the colours are the terminal's own, for a `dark` page or a light one:
    what they are is not known, so no text is laid on any of them.
    """

    def __init__(
        self, variables: Mapping[str, str], *, ansi: bool = False, dark: bool = True, off: Collection[str] = ()
    ) -> None:
        self._variables = variables
        self._off = frozenset(off) & SHAPES.keys()
        self._ansi = ansi
        self._own = _OWN[dark]
        self._least = max(TEXT, float(variables.get(LEAST_CONTRAST, TEXT)))
        self._made: dict[tuple[str, ...], Style] = {}
        self._base = self._style("", "foreground", "background")

    def __call__(self, *inks: str) -> Style:
        """Give the style of inks laid over one another on the page; an unknown ink changes nothing."""
        made = self._made.get(inks)
        if made is None:
            made = self._base
            for ink in inks:
                made += self._ink(ink)
            made = self._made[inks] = self._clear(made, LINES if inks[-1:] == ("rule",) else self._least)
        return made

    def _clear(self, style: Style, least: float) -> Style:
        if self._ansi or style.color is None or style.bgcolor is None:
            return style
        colour, behind = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
        clear = _readable(colour, behind, least)
        return style if clear is colour else style + Style(color=clear.hex6)

    def _ink(self, ink: str) -> Style:
        if ink in self._off:
            return Style.null()
        if ink in SHAPES:
            shape, colour = SHAPES[ink]
            return self._style(shape, colour, "")
        attributes, colour, background = _INKS.get(ink, ("", "", ""))
        if self._ansi and ink == "selection":
            return self._style("reverse", "", "")
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
            return None if name == "transparent" else self._own.get(name, name)
        colour = Color.parse(value)
        if colour.a < 1:
            colour = Color.parse(self._variables.get("background", "#000000")).blend(colour, colour.a, alpha=1)
        return colour.hex6
