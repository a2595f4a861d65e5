"""`briefing export`: a briefing or one topic as Markdown, HTML or JSON."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from errno import EAGAIN
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import store
from briefing.commands import opening
from briefing.errors import BriefingError, nearest
from briefing.progress import Narrator

if TYPE_CHECKING:
    from argparse import Namespace

    from briefing.model import Briefing


def run(arguments: Namespace) -> int:
    """Write the export to stdout, or to a file that is not there yet."""
    target: Path | None = None if arguments.output == Path("-") else arguments.output
    if target:
        store.check_target(target, force=arguments.force)
    briefing = opening.briefing_of(arguments, Narrator(arguments.progress))
    briefing = opening.with_marks(briefing, arguments.paths)
    data = exported(briefing, arguments.format, arguments.topic, arguments.overview_words or None)
    if target:
        store.write_whole(target, lambda beside: beside.write_bytes(data), force=arguments.force)
    else:
        write(data)
    return 0


def exported(briefing: Briefing, form: str, topic: str | None = None, words: int | None = None) -> bytes:
    """Give the bytes of an export; `words` cuts the overview, None leaves it whole.

    Raises BriefingError for a topic that the briefing does not have.
    """
    from briefing.lookup import Lookup

    lookup = Lookup(briefing)
    if topic is not None and lookup.topic(topic) is None:
        raise BriefingError(f"{topic}: no such topic; {nearest(topic, [t.id for t in briefing.topics])}")
    if form == "json":
        from briefing.export.as_json import as_json

        kept = {id(s) for s in lookup.overview(words)}
        cut = replace(briefing, overview=tuple(o for o in briefing.overview if id(o.sentence) in kept))
        text = as_json(Lookup(cut).alone(topic) if topic else cut)
        # A lone surrogate becomes its JSON escape, which is what it is in JSON.
        return text.encode("utf-8", "backslashreplace")
    if form == "html":
        from briefing.export.as_html import as_html

        return as_html(briefing, topic, words).encode()
    from briefing.export.as_markdown import as_markdown

    return as_markdown(briefing, topic, words).encode()


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
