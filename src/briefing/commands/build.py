"""`briefing build`: run all stages and save the briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import store
from briefing.commands import export, opening
from briefing.display import plain
from briefing.errors import UsageError
from briefing.progress import Narrator, Step

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Build and save; with --explain list on stdout what was skipped or set apart."""
    narrator = Narrator(arguments.progress)
    paths = opening.existing(arguments.paths)
    if saved := opening.saved_path(paths):
        raise UsageError(f"{saved}: already a saved briefing; build needs its articles")
    # Before the long work, not after it.
    store.check_target(arguments.output, force=arguments.force)
    topics = opening.topics_file(paths, arguments.topics)
    briefing = opening.build(paths, topics, arguments.workers, narrator)
    store.save(briefing, arguments.output, force=arguments.force)
    narrator.step(Step("save", 1, 1))
    narrator.clear()
    if arguments.explain:
        rows = [(s.path, s.reason) for s in briefing.skipped]
        apart = [a for a in briefing.articles if a.id in briefing.apart]
        rows += [(path, "about another event: set apart") for a in apart for path in a.paths]
        export.write("".join(f"{plain(path)}\t{plain(reason)}\n" for path, reason in rows).encode())
    return 0
