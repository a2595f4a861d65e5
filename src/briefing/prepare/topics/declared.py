"""What a topics file declares."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeclaredTopic:
    """A topic of a topics file."""

    id: str
    name: str
    about: tuple[str, ...]
    """Phrases that tell of it; never empty (the name stands in where the file gives none)."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A topics file."""

    title: str | None
    topics: tuple[DeclaredTopic, ...]
