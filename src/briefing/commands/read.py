"""`briefing read`: the reader on a terminal, the Markdown briefing elsewhere."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from briefing import store
from briefing.arguments import OVERVIEW_WORDS
from briefing.commands import export, opening
from briefing.errors import BriefingError
from briefing.progress import Narrator

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from briefing.model import Briefing


def run(arguments: Namespace) -> int:
    """Open the reader, or print the briefing where stdout or stdin is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        briefing = opening.briefing_of(arguments, Narrator(arguments.progress))
        export.write(export.exported(briefing, "markdown", words=OVERVIEW_WORDS))
        return 0
    opened = _opened(arguments)
    if opened is None:
        return 1
    from briefing.reader.app import run as read

    return int(read(opened))


def _opened(arguments: Namespace) -> Briefing | None:
    """Open the briefing without loading spaCy here: what is not built yet is built in a process of its own.

    None where that process failed; it has said why.
    """
    paths = opening.existing(arguments.paths)
    saved = opening.saved_path(paths)
    if saved:
        return opening.load(saved, arguments)
    topics = opening.topics_file(paths, arguments.topics)
    kept = opening.kept_path(paths, topics)
    if kept is None or not opening.ready(kept.parent):
        return opening.briefing_of(arguments, Narrator(arguments.progress))
    if (briefing := opening.reopened(kept)) is None:
        if not _build(paths, topics, kept, arguments):
            return None
        opening.drop_oldest(kept.parent)
        briefing = store.load(kept)
    return briefing


def _build(paths: list[Path], topics: Path | None, kept: Path, arguments: Namespace) -> bool:
    words = [sys.executable, "-m", "briefing", "build", "--force", "--output", str(kept)]
    words += ["--topics", str(topics) if topics else "none", "--workers", str(arguments.workers)]
    if arguments.progress is not None:
        words += ["--progress", arguments.progress]
    words += ["--", *(str(p) for p in paths)]
    try:
        return subprocess.run(words, check=False).returncode == 0  # noqa: S603 - this program itself
    except OSError as error:
        raise BriefingError(f"{sys.executable}: cannot be started: {error.strerror}") from error
