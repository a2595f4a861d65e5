"""A correction in words, as lists, footers and exports say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.display import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Anchor, Correction, CorrectionKind

_FIRST = 60


def described(c: Correction) -> str:
    """Say a correction in words, on one line."""
    first, other = _first(c.at), _first(c.other)
    name, was = plain(c.name), plain(c.was)
    words: dict[CorrectionKind, str] = {
        "move": f"moved to “{name or plain(c.topic)}”: {first}",
        "apart": f"not the same claim: {first} and {other}",
        "join": f"the same claim: {first} and {other}",
        "same-entity": f"one name: “{was or _bare(c.at)}” is “{name}”",
        "other-entity": f"two names: “{name}” is not “{was or _bare(c.at)}”",
        "speaker": f"said by {name}: {first}" if name else f"speaker not known: {first}",
        "rename": f"topic “{was or plain(c.topic)}” is called “{name}”",
    }
    return words[c.kind]


def _bare(anchors: Sequence[Anchor]) -> str:
    return plain(anchors[0].quoted) if anchors else ""


def _first(anchors: Sequence[Anchor]) -> str:
    words = _bare(anchors)
    if len(words) > _FIRST:
        words = words[:_FIRST].rsplit(" ", 1)[0] + " …"
    more = f" and {len(anchors) - 1} more" if len(anchors) > 1 else ""
    return f"“{words}”{more}"
