"""The errors that end a command with one line."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing's, whose import takes time
if TYPE_CHECKING:
    from collections.abc import Sequence


class BriefingError(Exception):
    """The work failed; the message is one line: what is wrong with which file, and what to do."""


class UsageError(BriefingError):
    """The command was called wrongly."""


def nearest(word: str, known: Sequence[str]) -> str:
    """Say which of the known words was meant, or name them all."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"known are: {', '.join(known)}"
