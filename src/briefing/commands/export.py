"""`briefing export`: a briefing or one topic as Markdown, HTML or JSON."""

from __future__ import annotations

import os
import sys
from errno import EAGAIN
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import store
from briefing.commands import opening
from briefing.export import exported
from briefing.progress import Narrator

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Write the export to stdout, or to a file that is not there yet."""
    target: Path | None = None if arguments.output == Path("-") else arguments.output
    if target:
        store.check_target(target, force=arguments.force)
    briefing = opening.briefing_of(arguments, Narrator(arguments.progress))
    briefing = opening.with_marks(briefing, arguments.paths)
    data = exported(briefing, arguments.format, arguments.topic, arguments.overview_words or None)
    if target:
        opening.check_no_source(target, opening.existing(arguments.paths), briefing)
        store.write_whole(target, lambda beside: beside.write_bytes(data), force=arguments.force)
    else:
        write(data)
    return 0


def write(data: bytes) -> None:
    """Write data to stdout as it is, whatever the terminal's encoding."""
    sys.stdout.flush()
    left = memoryview(data)
    while left:
        # Unbuffered (PYTHONUNBUFFERED), the system takes what fits and says how much that was.
        taken = sys.stdout.buffer.write(left)
        if not taken:
            raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
        left = left[taken:]
    sys.stdout.buffer.flush()
