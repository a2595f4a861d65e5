"""Themes: Textual's, and one of high contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.theme import Theme

from briefing.reader.inks import LEAST_CONTRAST, Inks

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import App

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#66ccff",
    secondary="#99ddff",
    accent="#ffff00",
    warning="#ffb000",
    error="#ff9999",
    success="#66ff99",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#1c1c1c",
    dark=True,
    text_alpha=1.0,
    variables={
        LEAST_CONTRAST: "7",
        "foreground-muted": "#cccccc",
        "text-muted": "#cccccc",
        "text-disabled": "#b0b0b0",
        "text-primary": "#66ccff",
        "text-accent": "#ffff00",
        "text-warning": "#ffb000",
        "text-error": "#ff9999",
        "text-success": "#66ff99",
        "primary-muted": "#003355",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#004477",
        "screen-selection-background": "#004477",
        "border": "#ffffff",
        "footer-key-foreground": "#ffff00",
    },
)
"""White and clear colours on black; each ink has a contrast of at least 7."""


def take_theme(app: App[Any], wanted: str | None) -> None:
    """Draw in the theme wanted, where there is one of the name; with NO_COLOR usually in the terminal's own colours."""
    app.register_theme(HIGH_CONTRAST)
    usual = "ansi-dark" if app.no_color else "textual-dark"
    app.theme = wanted if wanted in app.available_themes else usual


def inks_of(app: App[Any], off: Collection[str] = ()) -> Inks:
    """Give the inks of the theme the app draws in, without the types of entities in `off`."""
    theme = app.current_theme
    return Inks(app.get_css_variables(), ansi=app.native_ansi_color, dark=theme.dark, off=off)
