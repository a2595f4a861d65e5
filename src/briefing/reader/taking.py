"""Commands that take something away: exports, the editor, the clipboard, a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.display import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from briefing.lookup import Lookup
    from briefing.model import Briefing, Range
    from briefing.reader.app import BriefingApp
    from briefing.reader.reading import Reading
    from briefing.reader.widgets.source import Source


class Takes:
    """Takes topics, statements and sources out of the reader."""

    lookup: Lookup
    reading: Reading
    sources: list[Source]
    said: str
    said_before: str
    """What the footer said when the key was pressed."""
    _exported: tuple[str, Path] | None = None
    """The export that was written last, and what was said of it."""
    _export_to: tuple[Path, str] | None = None
    """Folder and suffix of that export: the next one is offered beside it."""
    _command: str = ""
    """The command that was piped to last."""

    def with_marks(self) -> Briefing:
        """Give the briefing with stars and notes."""
        raise NotImplementedError

    @property
    def _takes(self) -> BriefingApp:
        return cast("Screen[None]", self).app  # type: ignore[return-value]  # the desk lives in this app alone

    # Exports

    def do_export_topic(self) -> bool:
        """Export the topic, or the whole briefing where the overview is shown."""
        return self._export(self._topic_id())

    def _topic_id(self) -> str | None:
        topic = self.reading.shown_topic
        return topic.id if topic else None

    def do_export_all(self) -> bool:
        """Export the whole briefing."""
        return self._export(None)

    def _export(self, topic: str | None) -> bool:
        from briefing.reader.exporting import default_path, says, short
        from briefing.reader.screens.path_prompt import PathPrompt

        briefing, app = self.with_marks(), self._takes
        folder, suffix = self._export_to or (app.folder, ".md")
        path = default_path(briefing, topic, folder, suffix)

        def answered(text: str | None) -> None:
            from briefing.reader.exporting import Export

            if text is not None:
                Export(app, briefing, topic, text, self._written).write()

        what = "Export all to:" if topic is None else "Export topic to:"
        app.push_screen(PathPrompt(what, short(path), says, app.inks), answered)
        return False

    def _written(self, path: Path) -> None:
        from briefing.reader.commands import key_of

        said = f"Exported to {plain(str(path))}  ({key_of('open')} opens it)"
        self._exported = (said, path)
        self._export_to = (path.parent, path.suffix)
        self._takes.say(said)

    # Opening

    def do_open(self) -> bool:
        """Open the export that was just written, else the source: at the statement, or at the top of its pane."""
        if self._exported is not None and self.said_before == self._exported[0]:
            self._open(self._exported[1], 1)
            return False
        reading = self.reading
        place = reading.item.told[0] if reading.item.told else None
        if reading.part == "sources" and reading.order:
            article = reading.order[reading.pane]
            told, _ = reading.item.at(article)
            top = self.sources[reading.pane].first_offset()
            place = told[0] if told else place
            if not told or not self._visible(told[0]):
                self._open_source(article, top)
                return False
        if place is None:
            self.said = "There is no source here to open."
        else:
            self._open_source(place.article, place.start)
        return False

    def _visible(self, r: Range) -> bool:
        source = self.sources[self.reading.pane]
        row = source.laid_out.row_of(r.start)
        return source.top <= row < source.top + source.room.height

    def _open_source(self, article: str, offset: int) -> None:
        from pathlib import Path

        a = self.lookup.article(article)
        found = next((p for p in map(Path, a.paths) if _is_file(p)), None)
        if found is None:
            where = plain(a.paths[0]) if a.paths else "its file"
            self.said = f"[{self.lookup.number(article)}] {where} is not there any more."
            return
        self._open(found, a.text.count("\n", 0, offset) + 1)

    def _open(self, path: Path, line: int) -> None:
        """Open a page in the browser, any other file in the editor; the reader waits."""
        import os

        from briefing.reader import outside

        if path.suffix.lower() in outside.PAGES:
            self._aside(lambda: outside.run_browser(path))
            return
        words = outside.editor(path, line, os.environ)
        if words is None:
            self.said = "No editor was found: EDITOR names one."
        else:
            self._aside(lambda: outside.run_editor(words))

    def _aside(self, work: Callable[[], str | None]) -> None:
        """Leave the terminal to another program, and come back."""
        from textual.app import SuspendNotSupported

        try:
            with self._takes.suspend():
                wrong = work()
        except SuspendNotSupported:
            wrong = "this terminal cannot be left to another program"
        if wrong:
            self.said = f"Not opened: {plain(wrong)}"

    # The clipboard

    def do_copy(self) -> bool:
        """Copy the statement with its citations as Markdown, or the text that was selected with the mouse."""
        screen = cast("Screen[None]", self)
        if selected := screen.get_selected_text():
            screen.clear_selection()
            return self._copy(selected, "The selected text is copied")
        if not self.reading.item.stops:
            self.said = "There is no statement here to copy."
            return False
        from briefing.reader.copying import statement

        text = statement(self.lookup, self.reading.view, self.reading.item)
        return self._copy(text, "Copied with its citations")

    def _copy(self, text: str, what: str) -> bool:
        import os

        from briefing.reader import outside
        from briefing.reader.copying import keep

        # The terminal takes it or not: it does not tell.
        self._takes.copy_to_clipboard(text)
        words = outside.clipboard(os.environ)
        if words is not None and outside.to_clipboard(words, text):
            self.said = f"{what} ({words[0]})."
            return False
        kept = keep(text)
        self.said = f"{what}, if the terminal allows it"
        self.said += f"; also in {plain(str(kept))}" if kept else "."
        return False

    def action_copy_text(self) -> None:
        """Copy the text that was selected with the mouse, as Textual's own key for it does."""
        from textual.actions import SkipAction

        if not cast("Screen[None]", self).get_selected_text():
            raise SkipAction
        self.do("copy")  # type: ignore[attr-defined]  # the desk does

    # A pipe

    def do_pipe(self) -> bool:
        """Ask for a command, and give it the topic (the whole briefing, where the overview is shown) as Markdown."""
        self._takes.ask("|", self._command, None, done=self._pipe, given_up=lambda: None)
        return False

    def _pipe(self, command: str) -> None:
        if not command.strip():
            self._takes.say("Nothing was piped: no command was named.")
            return
        from briefing.export.as_markdown import as_markdown
        from briefing.reader.outside import Piped
        from briefing.reader.screens.output import Output
        from briefing.words import OVERVIEW_WORDS

        self._command = command
        card = Output(command, self._takes.inks)
        piped = card.piped = Piped(command, as_markdown(self.with_marks(), self._topic_id(), OVERVIEW_WORDS), card.add)

        async def run() -> None:
            try:
                card.told(await piped.run())
            finally:
                piped.end()

        self._takes.push_screen(card)
        self._takes.run_worker(run(), group="pipe", exit_on_error=False)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
