"""Annotated events: a folder of articles, its gold annotation, and the briefing built from it."""

from __future__ import annotations

import hashlib
import inspect
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import score
from briefing.export.as_json import as_dict
from briefing.prepare.analysis import Analysis
from briefing.prepare.event import tell
from briefing.prepare.topics import Declared
from briefing.prepare.topics_file import read_topics

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SEEDS_GOLD = ROOT / "tests" / "gold"


@dataclass(frozen=True)
class Event:
    """An event to measure."""

    name: str
    folder: Path
    gold: Path
    declared: Declared | None


def seeds(*, declared: bool = True) -> Event:
    """Give the seeds, with their declared topics or with found ones."""
    topics = read_topics(SEEDS / "topics.toml") if declared else None
    return Event("seeds", SEEDS, SEEDS_GOLD, topics)


def folders(events: Path, gold: Path, names: Sequence[str]) -> list[Event]:
    """Give the events of a folder that have a gold annotation; topics are found."""
    chosen = names or sorted(p.name for p in events.iterdir() if (gold / p.name / "sentences.json").exists())
    return [Event(name, events / name, gold / name, None) for name in chosen]


def analyses(folder: Path, cache: Path | None = None) -> list[Analysis]:
    """Annotate a folder's articles; kept in `cache` until an article or the source of these stages changes."""
    from briefing.prepare import annotate, clean, read

    kept = cache / f"{folder.name}-{_key(folder, (read, clean, annotate))}.pickle" if cache else None
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))  # noqa: S301 - written by this very script
    result = list(annotate.annotate([clean.clean(a) for a in read.read([folder]).articles]))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(result))
    return result


def _key(folder: Path, stages: Sequence[Any]) -> str:
    digest = hashlib.sha256()
    for stage in stages:
        home = Path(inspect.getfile(stage))
        for file in sorted(home.parent.rglob("*.py")) if home.name == "__init__.py" else [home]:
            digest.update(file.read_bytes())
    for file in sorted((ROOT / "src" / "briefing" / "prepare" / "data" / "pages").glob("*")):
        digest.update(file.read_bytes())
    for file in sorted(folder.glob("*")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def export(event: Event, cache: Path | None = None) -> dict[str, Any]:
    """Build an event and give its JSON export as a dictionary."""
    return as_dict(tell(analyses(event.folder, cache), event.declared))


def figures(event: Event, data: dict[str, Any]) -> dict[str, float]:
    """Score an export against the event's gold annotation."""
    gold = score.Gold(event.gold)
    return score.score(score.Briefing(data, gold), gold, event.declared is not None)
