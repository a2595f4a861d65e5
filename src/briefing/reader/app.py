"""The Textual application: the desk, the prompt, the theme."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from briefing.errors import BriefingError
from briefing.lookup import Lookup
from briefing.reader.desk import Desk
from briefing.reader.inks import ASCII, Inks, Marks, ascii_alone
from briefing.reader.themes import inks_of, take_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.command import Provider
    from textual.screen import Screen

    from briefing.model import Briefing
    from briefing.reader.building import Origin
    from briefing.reader.places_kept import Memory

EVERY = 1.0
"""Seconds after which the place is kept where it has changed."""


def _commands() -> type[Provider]:
    from briefing.reader.palette import Commands

    return Commands


class BriefingApp(App[int]):
    """Reads one briefing.

    `folder` is where exports go by default; `origin` what it was made of, None for a saved briefing;
    `memory` keeps where the reader was from one day to the next, `marks_file` stars and notes; `theme` is one of
    Textual's or `high-contrast` (with NO_COLOR the terminal's own colours, of which then none is written);
    `ascii_only` draws with ASCII signs, by default where the terminal's encoding is not UTF-8.
    """

    CSS_PATH = "reader.tcss"
    TITLE = "briefing"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    ENABLE_COMMAND_PALETTE = True
    first_words = ""
    """What the footer says until the first key."""

    def __init__(  # noqa: PLR0913 - named, and each has its default
        self,
        briefing: Briefing,
        *,
        folder: Path | None = None,
        origin: Origin | None = None,
        memory: Memory | None = None,
        marks_file: Path | None = None,
        theme: str | None = None,
        ascii_only: bool | None = None,
    ) -> None:
        # With NO_COLOR the terminal's own colours are taken, so that none needs to be written.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.briefing = briefing
        self.folder = folder or Path.cwd()
        self.origin = origin
        self.memory = memory
        self.failure: BriefingError | None = None
        """Why the reader was left, where it could not go on."""
        self.marks_file = marks_file
        self.animation_level = "none"
        take_theme(self, theme)
        if ascii_only is None:
            ascii_only = ascii_alone()
        self.marks = ASCII if ascii_only else Marks()
        self.set_class(ascii_only, "-ascii")
        self.types_off = memory.types_off() if memory is not None else frozenset()
        """The types of entities that look like other text."""
        self.inks = self.make_inks(self.types_off)
        self.share = memory.share() if memory is not None else 0
        """The statements have so many lines more than half."""

    def make_inks(self, off: frozenset[str] = frozenset()) -> Inks:
        """Give the styles of the theme, without the types of entities that are off."""
        return inks_of(self, off)

    def get_default_screen(self) -> Screen[None]:
        """Give the desk."""
        self.desk = Desk(Lookup(self.briefing), self.inks, self.marks)
        return self.desk

    def on_mount(self) -> None:
        """Draw in the theme's colours whenever it changes."""
        self.theme_changed_signal.subscribe(self, self._theme_changed)
        # run() switched it off.
        self.call_after_refresh(gc.enable)
        self.call_after_refresh(self.desk.keep_watch)
        self.call_after_refresh(self.desk.begin_rest)
        if self.first_words:
            self.call_after_refresh(self.say, self.first_words)
        if self.memory is not None:
            self.set_interval(EVERY, self.desk.keep_place)
            self.call_after_refresh(self.desk.keep_recent)

    async def on_unmount(self) -> None:
        """Leave nothing behind but where the reader was."""
        self.desk.end_watch()
        await self.desk.keep_last_place()

    def _fatal_error(self) -> None:
        # A part of a saved briefing that turns out to be damaged when it is read: said in one line, after leaving.
        if isinstance(self._exception, BriefingError):
            self.failure = self._exception
            self._close_messages_no_wait()
        else:
            super()._fatal_error()

    def _theme_changed(self, _: object) -> None:
        self.inks = self.make_inks(self.types_off)
        self.desk.set_inks(self.inks)
        if self.memory is not None:
            self.memory.choose_theme(self.theme)

    def switch_types(self, off: frozenset[str]) -> None:
        """Let entities of these types look like other text, now and in the next run."""
        self.types_off = off
        self.inks = self.make_inks(off)
        self.desk.set_inks(self.inks)
        if self.memory is not None:
            self.memory.choose_types_off(off)

    def choose_share(self, share: int) -> None:
        """Give the statements so many lines more than half, now and in the next run."""
        self.share = share
        if self.memory is not None:
            self.memory.choose_share(share)

    def action_command_palette(self) -> None:
        """Open the palette, unless one that is just being left is still there."""
        if not any(child.id == "--command-palette" for child in self._nodes):
            super().action_command_palette()

    def run_command(self, command: str) -> None:
        """Do a command of the registry."""
        self.desk.do(command)

    def say(self, text: str) -> None:
        """Say something in the footer."""
        self.desk.say(text)

    def ask(
        self,
        what: str,
        text: str,
        typed: Callable[[str], str] | None,
        *,
        done: Callable[[str], None],
        given_up: Callable[[], None],
    ) -> None:
        """Ask for a line of text at the bottom of the screen.

        `typed` is called at each change and gives what to show beside it; `done` with the text at Enter,
        `given_up` at Esc.
        """
        from briefing.reader.screens.prompt import Prompt

        def answered(answer: str | None) -> None:
            if answer is None:
                given_up()
            else:
                done(answer)

        self.push_screen(Prompt(what, text, typed, self.inks), answered)


def run(
    briefing: Briefing,
    *,
    folder: Path | None = None,
    origin: Origin | None = None,
    memory: Memory | None = None,
    said: str = "",
) -> int:
    """Open the reader on a briefing, `said` in the footer until the first key; gives the exit code."""
    # What is loaded stays until the end: collecting it again and again while the first screen is drawn is idle.
    gc.freeze()
    gc.disable()
    theme = memory.theme() if memory is not None and "NO_COLOR" not in os.environ else None
    kept = memory.marks_file() if memory is not None else None
    app = BriefingApp(briefing, folder=folder, origin=origin, memory=memory, marks_file=kept, theme=theme)
    app.first_words = said
    code = app.run() or app.return_code or 0
    if app.failure is not None:
        raise app.failure
    return code
