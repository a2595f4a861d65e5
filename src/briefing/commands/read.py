"""`briefing read`: the reader on a terminal, the Markdown briefing elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing import settings, store
from briefing.commands import opening
from briefing.display import plain
from briefing.errors import BriefingError, UsageError
from briefing.lasting import lasting
from briefing.progress import Narrator, on_terminal
from briefing.words import OVERVIEW_WORDS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from briefing.model import Briefing
    from briefing.reader.building import Origin


# Seconds for a build to end by itself after Ctrl-C.
_PATIENCE = 1


def run(arguments: Namespace) -> int:
    """Open the reader, or print the briefing where stdout or stdin is no terminal that can be drawn on."""
    if not on_terminal(sys.stdin, sys.stdout):
        from briefing.commands import export
        from briefing.export import exported

        briefing = opening.briefing_of(arguments, Narrator(arguments.progress))
        briefing = opening.with_marks(briefing, arguments.paths)
        export.write(exported(briefing, "markdown", words=OVERVIEW_WORDS))
        return 0
    folder, mistakes = _configured(arguments)
    sample = not arguments.paths
    if sample and arguments.topics is None:
        chosen = _chosen()
        if chosen is None:
            return 0
        sample = not chosen.paths
        arguments.paths, arguments.topics = list(chosen.paths), chosen.topics
    with lasting():
        opened = _opened(arguments)
        if isinstance(opened, int):
            return opened
        from briefing.reader.app import run as read
        from briefing.reader.places_kept import Memory

        memory = Memory(opening.existing(arguments.paths), arguments.topics, listed=not sample)
        said = mistakes[0] + (f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else "") if mistakes else ""
        try:
            return int(read(opened, folder=folder, origin=_origin(arguments), memory=memory, said=said))
        except store.DamagedError as error:
            if opening.saved_path(opening.existing(arguments.paths)):
                raise
            # One of the cache is made again, since what it was made of is there.
            error.path.unlink(missing_ok=True)
            raise BriefingError(
                f"{error.path}: the kept briefing was damaged, and is dropped; open it again"
            ) from error


def _configured(arguments: Namespace) -> tuple[Path | None, Sequence[str]]:
    """Put the configuration's keys in force; gives the folder for exports, and what is wrong with the file.

    What is wrong is told here, and in the reader; it keeps nobody from reading.
    """
    found = settings.forgiving()
    mistakes = list(found.mistakes)
    if mistakes:
        os.environ[settings.FORGIVING] = "1"
    if found.keys:
        from briefing.reader import commands, keys

        bound = keys.bound(found.keys, str(settings.config_file()))
        commands.rebind(bound.keys)
        mistakes += bound.mistakes
    narrator = Narrator(arguments.progress)
    for m in mistakes:
        narrator.notice(m)
    return Path(found.exports).expanduser() if found.exports else None, [plain(m) for m in mistakes]


class _Choice(NamedTuple):
    """What was chosen of the recent briefings."""

    paths: tuple[Path, ...] = ()
    """None for the sample."""
    topics: str | None = None


def _chosen() -> _Choice | None:
    """Ask which of the recent briefings is to be opened; the sample where there are none, None where none is."""
    from briefing import recent

    entries = recent.entries()
    if not entries:
        return _Choice()
    from briefing.reader.recents import Recents

    number = Recents(entries).run()
    if number is None:
        return None
    return _Choice(entries[number].paths, entries[number].topics) if number < len(entries) else _Choice()


def _origin(arguments: Namespace) -> Origin | None:
    """Say what the briefing was made of, so that the reader can have it made again; None for a saved briefing."""
    paths = [p.absolute() for p in opening.existing(arguments.paths)]
    if saved := opening.saved_path(paths):
        if arguments.watch:
            raise UsageError(f"{saved}: a saved briefing is not watched; --watch goes with folders and articles")
        return None
    from briefing.reader.building import Origin

    def target() -> Path | None:
        kept = opening.kept_path(opening.existing(paths), opening.topics_file(paths, arguments.topics))
        if kept is None or not opening.ready(kept.parent):
            return None
        opening.drop_oldest(kept.parent)
        return kept

    topics = arguments.topics
    chosen = topics if topics in (None, "none") else str(Path(topics).absolute())
    return Origin(tuple(paths), chosen, arguments.workers, target, arguments.watch)


def _opened(arguments: Namespace) -> Briefing | int:
    """Open the briefing without loading spaCy here: what is not built yet is built in a process of its own.

    Gives the exit code of that process where it failed; it has said why.
    """
    paths = opening.existing(arguments.paths)
    saved = opening.saved_path(paths)
    if saved:
        return opening.load(saved, arguments, store.opened)
    topics = opening.topics_file(paths, arguments.topics)
    kept = opening.kept_path(paths, topics)
    if kept is None or not opening.ready(kept.parent):
        return opening.briefing_of(arguments, Narrator(arguments.progress))
    if (briefing := opening.reopened(kept, store.opened)) is None:
        if code := _build(paths, topics, kept, arguments):
            return code
        opening.drop_oldest(kept.parent)
        briefing = store.opened(kept)
    return briefing


def _build(paths: list[Path], topics: Path | None, kept: Path, arguments: Namespace) -> int:
    # -P: modules that lie where the reader was started are none of the program.
    words = [sys.executable, "-P", "-m", "briefing", "build", "--force", "--output", str(kept)]
    words += ["--topics", str(topics) if topics else "none", "--workers", str(arguments.workers)]
    if arguments.progress is not None:
        words += ["--progress", arguments.progress]
    words += ["--", *(str(p) for p in paths)]
    narrator = Narrator(arguments.progress)
    if narrator.show == "bar":
        narrator.notice("preparing the articles; Ctrl-C stops, and what is done is kept")
    try:
        process = subprocess.Popen(words)  # noqa: S603 - this program itself
    except OSError as error:
        raise BriefingError(f"{sys.executable}: cannot be started: {error.strerror}") from error
    with process:
        try:
            return _code(process.wait())
        except KeyboardInterrupt:
            # Ctrl-C reaches both, and the build tells of it; a kill may be meant for us alone and is passed on.
            try:
                return _code(process.wait(timeout=_PATIENCE))
            except subprocess.TimeoutExpired:
                process.terminate()
                return _code(process.wait())


def _code(ended: int) -> int:
    """Give the exit code for how a process ended; 128 and the signal's number where one killed it."""
    return ended if ended >= 0 else 128 - ended
