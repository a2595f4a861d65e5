"""Writing an export from the reader: the path is shown, its suffix is the format, nothing is overwritten unasked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.display import plain
from briefing.errors import BriefingError
from briefing.words import OVERVIEW_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model import Briefing
    from briefing.reader.app import BriefingApp

FORMATS = {".md": "Markdown", ".html": "HTML", ".json": "JSON"}


def default_path(briefing: Briefing, topic: str | None, folder: Path, suffix: str = ".md") -> Path:
    """Name the file that an export goes to: the briefing's title, the topic, in `folder`."""
    words = re.findall(r"[a-z0-9]+", briefing.title[:200].lower())[:6] or ["briefing"]
    parts = ["-".join(words), *([_safe(topic)] if topic else [])]
    return folder / f"{'-'.join(parts)}{suffix}"


def short(path: Path) -> str:
    """Write a path below the home folder with a tilde, so that more of it is seen."""
    try:
        home = Path.home()
        return f"~/{path.relative_to(home)}" if path.is_relative_to(home) and path != home else str(path)
    except (OSError, RuntimeError):
        return str(path)


def _safe(topic: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", topic[:80].lower()).strip("-") or "topic"


def suffix_of(path: str) -> str:
    """Give the suffix of a path that is being typed, in lower case."""
    return Path(path.strip()).suffix.lower()


def next_format(path: str) -> str:
    """Give the path with the suffix of the next format."""
    known = list(FORMATS)
    suffix = suffix_of(path)
    if suffix not in known:
        return f"{path.strip()}{known[0]}"
    return path.strip()[: -len(suffix)] + known[(known.index(suffix) + 1) % len(known)]


def says(path: str) -> str:
    """Say in which format a path is written, and how to choose another."""
    suffix = suffix_of(path)
    if suffix and suffix not in FORMATS:
        return "Tab: a format"
    following = FORMATS[suffix_of(next_format(path if suffix else f"{path}.md"))]
    return f"{FORMATS.get(suffix, 'Markdown')}  Tab: {following}"


def data_of(briefing: Briefing, topic: str | None, suffix: str) -> bytes:
    """Give the bytes of an export, the same as `briefing export` gives."""
    from briefing.export import exported

    return exported(briefing, FORMATS[suffix].lower(), topic, OVERVIEW_WORDS)


class Export:
    """One export, written once its place is settled."""

    def __init__(
        self,
        app: BriefingApp,
        briefing: Briefing,
        topic: str | None,
        path: str,
        written: Callable[[Path], None],
    ) -> None:
        """`written` is called with the file's place once it is there."""
        self._app = app
        self._briefing = briefing
        self._topic = topic
        self._path = Path(path.strip()).expanduser() if path.strip() != "~" else Path.home()
        self._written = written

    def write(self) -> None:
        """Write it; where the file exists, ask first."""
        path = self._path
        if not str(path).strip(". "):
            self._app.say("Nothing was exported: no file was named.")
            return
        try:
            folder, there = path.is_dir(), path.exists()
        except (OSError, ValueError) as error:
            self._app.say(f"Nothing was exported: {plain(str(path))}: {error}")
            return
        if folder:
            self._app.say(f"Nothing was exported: {plain(str(path))} is a folder.")
        elif path.suffix and path.suffix.lower() not in FORMATS:
            self._app.say(f"Nothing was exported: {plain(path.suffix)} is no format; there are {', '.join(FORMATS)}.")
        elif not path.suffix:
            self._path = path.with_name(f"{path.name}.md")
            self.write()
        elif there:
            from briefing.reader.screens.question import Question

            question = f"{path} exists. Overwrite it?"
            self._app.push_screen(Question(question, self._app.inks), self._answered)
        else:
            self._start(force=False)

    def _answered(self, yes: bool | None) -> None:  # noqa: FBT001 - what a screen gives back
        if yes:
            self._start(force=True)
        else:
            self._app.say("Nothing was exported.")

    def _start(self, *, force: bool) -> None:
        # A long briefing takes its time; the keys do not wait for it.
        self._app.say("Exporting …")
        self._app.run_worker(self._write(force=force), group="export", exit_on_error=False)

    async def _write(self, *, force: bool) -> None:
        import asyncio

        from briefing.store import write_whole

        path = self._path

        def work() -> None:
            data = data_of(self._briefing, self._topic, path.suffix.lower())
            write_whole(path, lambda beside: beside.write_bytes(data), force=force)

        self._app.desk.pass_over(path)
        try:
            await asyncio.to_thread(work)
        except BriefingError as error:
            self._app.say(f"Nothing was exported: {plain(str(error)).replace(' with -o', '')}")
        else:
            self._written(path)
