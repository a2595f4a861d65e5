"""The commands by name, what holds where no option is given, and the usual words of the reader: paths alone.

These are read without argparse, whose import takes longer than opening a briefing.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

TYPE_CHECKING = False  # as typing's, whose import takes time
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "read": "open the reader (without a terminal: print the briefing as Markdown)",
    "build": "make a briefing of articles and save it",
    "export": "write a briefing or one topic as Markdown, HTML or JSON",
    "topics": "list the topics: id, name, claims, sources",
    "verify": "check every citation, quotation, name and range against the sources",
    "paths": "show where cache, state and configuration lie",
}
"""What each command does."""
OVERVIEW_WORDS = 120
"""The length of an event's overview, in the reader and in exports that are told no other."""
READ = {"topics": None, "workers": 1, "refresh": False, "progress": None, "watch": False}
"""The options of `read`, where none is given."""


def paths_alone(words: Sequence[str]) -> SimpleNamespace | None:
    """Give what `read` is called with where its words are paths; None where there may be more to them."""
    if any(not word or word.startswith("-") or "://" in word for word in words):
        return None
    return SimpleNamespace(paths=[Path(word) for word in words], **READ)
