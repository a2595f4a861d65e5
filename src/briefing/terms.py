"""What the reader and the exports call things: counts with their nouns, the kinds of differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import DifferenceKind

DIFFERENCES: dict[DifferenceKind, str] = {
    "number": "number",
    "date": "date",
    "place": "place",
    "attribution": "speaker, office",
    "scope": "how far it goes",
    "framing": "choice of words",
    "quote-wording": "wording",
    "spelling": "spelling",
}
"""What accounts can differ in."""


def counted(number: int, one: str) -> str:
    """Write how many there are: "1 source", "3 sources"."""
    return f"{number} {one}{'' if number == 1 else 's'}"
