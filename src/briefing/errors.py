"""The errors that end a command with one line."""

from __future__ import annotations


class BriefingError(Exception):
    """The work failed; the message is one line: what is wrong with which file, and what to do."""


class UsageError(BriefingError):
    """The command was called wrongly."""
