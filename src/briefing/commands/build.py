"""`briefing build`: run all stages and save the briefing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefing import store
from briefing.commands import export, opening
from briefing.display import plain
from briefing.errors import UsageError
from briefing.progress import Narrator, Step
from briefing.sources import why_apart

if TYPE_CHECKING:
    from argparse import Namespace

    from briefing.model import Briefing


def run(arguments: Namespace) -> int:
    """Build and save; with --explain list on stdout how each file was read, or why it was skipped or set apart."""
    narrator = Narrator(arguments.progress)
    paths = opening.existing(arguments.paths)
    if saved := opening.saved_path(paths):
        raise UsageError(f"{saved}: already a saved briefing; build needs its articles")
    if arguments.output == Path("-"):
        raise UsageError("-: a saved briefing is no text for stdout; name a file, or use: briefing export")
    # Before the long work, not after it.
    store.check_target(arguments.output, force=arguments.force)
    topics = opening.topics_file(paths, arguments.topics)
    briefing = opening.build(paths, topics, arguments.workers, narrator)
    opening.check_no_source(arguments.output, paths, briefing)
    store.save(briefing, arguments.output, force=arguments.force)
    narrator.step(Step("save", 1, 1))
    narrator.clear()
    if arguments.explain:
        export.write("".join(f"{plain(path)}\t{plain(what)}\n" for path, what in _explained(briefing)).encode())
    return 0


def _explained(briefing: Briefing) -> list[tuple[str, str]]:
    """Say of each place how it was read and where title, date, byline and outlet were found, or why it was skipped."""
    rows = [(s.path, s.reason) for s in briefing.skipped]
    for a in briefing.articles:
        found = {"title": a.title, "date": a.published, "byline": a.byline, "outlet": a.outlet}
        told = [f"{name}: {f.rule}" if f else f"no {name}" for name, f in found.items()]
        apart = [f"set apart: {why_apart(a)}"] if a.id in briefing.apart else []
        rows += [(a.paths[0], "; ".join([*apart, a.encoding, *told]))] if a.paths else []
        rows += [(path, f"the same article as {a.paths[0]}") for path in a.paths[1:]]
    return sorted(rows)
