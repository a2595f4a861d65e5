"""The topics file: topics that a person declares beside the articles."""

from __future__ import annotations

import tomllib
from pathlib import Path

from briefing.prepare.topics import Declared, DeclaredTopic


def read_topics(path: Path) -> Declared:
    """Read a topics file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = tuple(DeclaredTopic(t["id"], t["name"], tuple(t["about"])) for t in data["topic"])
    return Declared(data.get("title"), rows)
