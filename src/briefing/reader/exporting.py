"""Writing an export from the reader: the path is shown, and nothing is overwritten unasked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.model import Briefing
    from briefing.reader.app import BriefingApp


def default_path(briefing: Briefing, topic: str | None, folder: Path) -> Path:
    """Name the file that an export goes to: the briefing's title, the topic, in `folder`."""
    words = re.findall(r"[a-z0-9]+", briefing.title[:200].lower())[:6] or ["briefing"]
    parts = ["-".join(words), *([_safe(topic)] if topic else [])]
    return folder / f"{'-'.join(parts)}.md"


def _safe(topic: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", topic[:80].lower()).strip("-") or "topic"


class Export:
    """One export, written once its place is settled."""

    def __init__(self, app: BriefingApp, briefing: Briefing, topic: str | None, path: str) -> None:
        self._app = app
        self._briefing = briefing
        self._topic = topic
        self._path = Path(path.strip()).expanduser()

    def write(self) -> None:
        """Write it; where the file exists, ask first."""
        if not str(self._path).strip(". "):
            self._app.say("Nothing was exported: no file was named.")
        elif self._path.is_dir():
            self._app.say(f"Nothing was exported: {self._path} is a folder.")
        elif self._path.exists():
            from briefing.reader.screens.question import Question

            question = f"{self._path} exists. Overwrite it?"
            self._app.push_screen(Question(question, self._app.inks), self._answered)
        else:
            self._write(force=False)

    def _answered(self, yes: bool | None) -> None:  # noqa: FBT001 - what a screen gives back
        if yes:
            self._write(force=True)
        else:
            self._app.say("Nothing was exported.")

    def _write(self, *, force: bool) -> None:
        from briefing.export.as_markdown import as_markdown
        from briefing.store import write_whole

        text = as_markdown(self._briefing, self._topic)

        def fill(beside: Path) -> None:
            beside.write_bytes(text.encode("utf-8", "replace"))

        try:
            write_whole(self._path, fill, force=force)
        except BriefingError as error:
            self._app.say(f"Nothing was exported: {error}")
        else:
            self._app.say(f"Exported to {self._path}")
