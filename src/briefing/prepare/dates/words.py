"""The word list of dates."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "dates.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """What `data/dates.toml` holds; all keys in lower case."""

    months: dict[str, int]
    weekdays: dict[str, int]
    """From Monday, 1, to Sunday, 7."""
    numbers: dict[str, int]
    days: dict[str, str]
    """A named day → month and day, "12-25"."""
    ahead_verbs: frozenset[str]
    ahead_words: frozenset[str]
    named: frozenset[str]
    """Words before a weekday that make it another day: "Black Friday"."""
    coming: frozenset[str]
    """Words before a date that say that it is to come."""
    gone: frozenset[str]
    """Words before a date that say that it has been."""
    rough: frozenset[str]
    """Words before a number that say that it is a count."""
    lengths: frozenset[str]
    """Units that a bare "a" makes a length of."""


@cache
def words() -> Words:
    """Read the list (once)."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Words(
        data["months"],
        data["weekdays"],
        data["numbers"],
        data["days"],
        frozenset(data["ahead"]["verbs"]),
        frozenset(data["ahead"]["words"]),
        frozenset(data["ahead"]["named"]),
        frozenset(data["signs"]["coming"]),
        frozenset(data["signs"]["gone"]),
        frozenset(data["signs"]["rough"]),
        frozenset(data["signs"]["lengths"]),
    )


def number(text: str) -> float | None:
    """Read "3", "three", "twenty-five", "1.5" or "a"; None for what is no number."""
    low = text.lower().strip()
    if low.replace(".", "", 1).isascii() and low.replace(".", "", 1).isdigit():
        return float(low)
    total = 0
    for part in low.replace("-", " ").split()[:3]:
        value = words().numbers.get(part)
        if value is None:
            return None
        total = total * value if value == 100 and total else total + value
    return float(total) if total else None
