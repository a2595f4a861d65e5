"""Files to articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.model import Article, Skipped


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from the paths given."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read(paths: Sequence[Path]) -> Reading:
    """Read the articles of files and folders."""
    files = [f for p in paths for f in (sorted(p.glob("*.txt")) if p.is_dir() else [p])]
    articles = []
    for f in files:
        data = f.read_bytes()
        text = data.decode("utf-8-sig")
        articles.append(Article(sha256(text.encode()).hexdigest()[:12], sha256(data).hexdigest(), text, (str(f),), "utf-8"))
    return Reading(tuple(articles), ())
