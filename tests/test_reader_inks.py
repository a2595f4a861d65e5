"""Each ink can be read in every theme, and means the same without colour."""

from __future__ import annotations

from itertools import product

import pytest
from rich.style import Style
from textual.app import App
from textual.color import Color

from briefing.reader import inks as module
from briefing.reader.inks import LINES, SHAPES, TEXT, Inks, contrast
from briefing.reader.themes import HIGH_CONTRAST, inks_of, take_theme
from reader_event import HARBOUR, event
from reader_screen import press, reading

TINTS = ("told", "selected", "selection")
ALL = (*SHAPES, *module._INKS)
ANSI = {"ansi-dark", "ansi-light"}


def app_in(theme: str) -> App[None]:
    app: App[None] = App()
    take_theme(app, theme)
    assert app.theme == theme
    return app


def colours(style: Style) -> tuple[Color, Color]:
    assert style.color is not None
    assert style.bgcolor is not None
    return Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)


def themes() -> list[str]:
    app: App[None] = App()
    take_theme(app, None)
    return sorted(app.available_themes)


def test_contrast_is_that_of_the_guidelines() -> None:
    black, white, grey = Color(0, 0, 0), Color(255, 255, 255), Color(0x76, 0x76, 0x76)
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)
    assert contrast(grey, grey) == 1


@pytest.mark.parametrize("theme", [t for t in themes() if t not in ANSI])
def test_every_ink_can_be_read_in_every_theme(theme: str) -> None:
    inks = inks_of(app_in(theme))
    least = 7 if theme == HIGH_CONTRAST.name else TEXT
    laid = [(ink,) for ink in ALL if ink != "rule"] + list(product(TINTS, (*ALL, "")))
    found = {names: contrast(*colours(inks(*names))) for names in laid if names[-1] != "rule"}
    assert {names: c for names, c in found.items() if c < least} == {}
    assert contrast(*colours(inks("rule"))) >= LINES


def test_colours_that_can_be_read_are_the_themes_own() -> None:
    app = app_in("textual-dark")
    style = inks_of(app)("warn")
    assert style.color is not None
    assert style.bgcolor is not None
    unchanged = Inks(app.get_css_variables())._ink("warn")
    assert style.color == unchanged.color


@pytest.mark.parametrize("theme", sorted(ANSI))
def test_no_text_is_laid_on_a_colour_of_the_terminals_own(theme: str) -> None:
    inks = inks_of(app_in(theme))
    for names in [(ink,) for ink in ALL] + list(product(TINTS, ALL)):
        background = inks(*names).bgcolor
        assert background is None or background.is_default, names
    hard = {"blue", "red"} if theme == "ansi-dark" else {"green", "cyan", "yellow", "bright_red"}
    used = {c.name for ink in ALL if (c := inks(ink).color)}
    assert len(used) > 2
    assert not used & hard


@pytest.mark.parametrize("theme", sorted(ANSI))
def test_without_colour_what_is_chosen_looks_different(theme: str) -> None:
    inks = inks_of(app_in(theme))
    plain = inks().without_color
    for ink in ("selected", "selection", "hit", "hit-on", "lit", "label", "cursor", "warn", "differing", "quiet"):
        assert inks(ink).without_color != plain, ink
    assert inks("hit").without_color != inks("hit-on").without_color


async def test_high_contrast_is_among_the_themes_and_draws() -> None:
    async with reading(theme=HIGH_CONTRAST.name) as (pilot, desk):
        await pilot.pause()
        assert desk.app.theme == HIGH_CONTRAST.name
        segments = [s for strip in desk.app.screen._compositor.render_strips() for s in strip if s.style]
        pages = [s.style for s in segments if s.style and s.style.color and s.style.bgcolor and s.text.strip(" │─━┃▌|")]
        assert pages
        assert min(contrast(*colours(style)) for style in pages) >= 7
        desk.do("next_theme")
        await pilot.pause()
        assert desk.app.theme == "monokai"


async def test_hits_and_mentions_have_signs_of_their_own_at_the_edge() -> None:
    async with reading(event(HARBOUR + "\nThe Lune rose again.\n" * 60)) as (pilot, desk):
        seen = []
        for keys in (("slash", *"lune", "enter"), ("escape", "asterisk")):
            await press(pilot, *keys)
            await pilot.pause()
            seen.append({sign for sign, _ in desk.sources[0]._edge.values()} & {"o", "@"})
        assert seen == [{"o"}, {"@"}]
