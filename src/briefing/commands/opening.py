"""From the paths of a command to a briefing: saved, kept in the cache, or built now."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import settings, store
from briefing.errors import BriefingError, UsageError
from briefing.sources import why_apart

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from briefing.model import Briefing, Skipped
    from briefing.progress import Narrator

KEPT = 40
"""Briefings kept in the cache; the ones opened longest ago go first."""


def sample() -> Path:
    """Give the folder of the sample articles: within the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "sample", package.parent.parent / "seeds"):
        if place.is_dir():
            return place
    raise BriefingError(f"{package / 'sample'}: the sample is missing; install briefing again")


def saved_path(paths: Sequence[Path]) -> Path | None:
    """Give the saved briefing that the paths name, None where they name articles.

    Raises UsageError where a saved briefing stands among other paths.
    """
    saved = [p for p in paths if store.is_saved(p) or (p.suffix == ".briefing" and p.is_file())]
    if saved and len(paths) > 1:
        raise UsageError(f"{saved[0]}: a saved briefing is opened alone, without other paths")
    return saved[0] if saved else None


def topics_file(paths: Sequence[Path], chosen: str | None) -> Path | None:
    """Give the topics file: the chosen one, none, or the one beside the articles."""
    if chosen == "none":
        return None
    if chosen is not None:
        if not Path(chosen).is_file():
            raise BriefingError(f"{chosen}: no such topics file; --topics none finds the topics")
        return Path(chosen)
    from briefing.inputs import topics_beside

    return topics_beside(paths)


def existing(paths: Sequence[Path]) -> list[Path]:
    """Check that every path is there; without any it is the sample."""
    for p in paths:
        try:
            there = p.exists()
        except (OSError, ValueError):
            there = False
        if not there:
            raise BriefingError(f"{p}: no such file or folder")
    return list(paths) or [sample()]


def briefing_of(arguments: Namespace, narrator: Narrator) -> Briefing:
    """Open a saved briefing, or the one of these articles: from the cache, where it was built before."""
    paths = existing(arguments.paths)
    saved = saved_path(paths)
    if saved:
        return load(saved, arguments)
    topics = topics_file(paths, arguments.topics)
    kept = kept_path(paths, topics)
    if kept and (known := reopened(kept)):
        return known
    briefing = build(paths, topics, arguments.workers, narrator)
    if kept:
        keep(briefing, kept, narrator)
    return briefing


def with_marks(briefing: Briefing, paths: Sequence[Path]) -> Briefing:
    """Give a briefing with the stars and notes that were made on the one of these paths."""
    from dataclasses import replace

    from briefing import marks

    made = marks.read(marks.file_of(existing(paths)))
    return replace(briefing, marks=made) if made else briefing


def load(saved: Path, arguments: Namespace, how: Callable[[Path], Briefing] | None = None) -> Briefing:
    """Open a saved briefing: whole, or with `store.opened` part by part.

    Raises UsageError where topics were chosen for it: they are chosen when a briefing is built.
    """
    if arguments.topics is not None:
        raise UsageError(f"{saved}: its topics were chosen when it was built; --topics goes with articles")
    return (how or store.load)(saved)


def build(paths: Sequence[Path], topics: Path | None, workers: int, narrator: Narrator) -> Briefing:
    """Run all stages, and name what was skipped."""
    model = settings.load().model
    from briefing.progress import Step

    # Importing the stages (and spaCy) is the longest wait of a small build.
    narrator.step(Step("load", 0, 1))
    from briefing.corrections import load
    from briefing.mending import described
    from briefing.prepare import pipeline

    mended = load(paths)
    options = pipeline.Options(topics, model, workers, analyses_home(), mended.corrections)
    briefing = pipeline.prepare(paths, options, narrator.step)
    narrator.clear()
    _name_skipped(briefing.skipped, narrator)
    _name_events(briefing, narrator)
    _name(mended.problems, narrator)
    _name(
        [f"correction not applied: {r.gone}: {described(r.correction)}" for r in briefing.corrections if r.gone],
        narrator,
    )
    if briefing.topics and dict(briefing.made_by).get("vectors") == "none":
        narrator.notice(
            "topics are found without sentence vectors, which makes them coarser; run: pip install briefing"
        )
    return briefing


def _name(problems: Sequence[str], narrator: Narrator, most: int = 5) -> None:
    for problem in problems[:most]:
        narrator.notice(problem)
    if len(problems) > most:
        narrator.notice(f"{len(problems) - most} more corrections are not applied")


def _name_skipped(skipped: Sequence[Skipped], narrator: Narrator, most: int = 5) -> None:
    for s in skipped[:most]:
        narrator.notice(f"skipped {s.path}: {s.reason}")
    if len(skipped) > most:
        narrator.notice(f"skipped {len(skipped) - most} more files; briefing build --explain lists them")


def _name_events(briefing: Briefing, narrator: Narrator, most: int = 5) -> None:
    """Say which articles tell of something else, and that there are several events."""
    if briefing.events:
        told = "; ".join(f"“{e.title}” ({len(e.articles)})" for e in briefing.events)
        narrator.notice(f"{len(briefing.events)} events, told one after the other: {told}")
    apart = [a for a in briefing.articles if a.id in briefing.apart]
    for a in apart[:most]:
        narrator.notice(f"set apart {a.paths[0] if a.paths else a.id}: {why_apart(a)}")
    if len(apart) > most:
        narrator.notice(f"set apart {len(apart) - most} more articles; briefing build --explain lists them")


def check_no_source(target: Path, paths: Sequence[Path], briefing: Briefing) -> None:
    """Raise UsageError where the place to write to is what was read: `--force` replaces no source."""
    for place in (*paths, *(Path(p) for a in briefing.articles for p in a.paths)):
        with contextlib.suppress(OSError, ValueError):
            if target.samefile(place):
                raise UsageError(f"{target}: is one of the sources; name another place with -o")


def analyses_home() -> Path | None:
    """Give the folder of the cache for annotated articles; None without a home folder."""
    try:
        return settings.cache_home() / "analyses"
    except (OSError, RuntimeError):
        return None


def kept_path(paths: Sequence[Path], topics: Path | None) -> Path | None:
    """Give the place in the cache of the briefing of these inputs; None where there is no cache."""
    from briefing.corrections import files
    from briefing.inputs import fingerprint

    try:
        key = fingerprint(paths, topics, settings.load().model, beside=files(paths))
        return settings.cache_home() / "briefings" / f"{key}.briefing"
    except (OSError, RuntimeError):  # no home folder
        return None


def reopened(kept: Path, how: Callable[[Path], Briefing] | None = None) -> Briefing | None:
    """Open a briefing of the cache; None where there is none, or where it is damaged and is to be built again."""
    try:
        briefing = (how or store.load)(kept)
    except BriefingError:
        return None
    with contextlib.suppress(OSError):
        os.utime(kept)  # the cache drops what was opened longest ago
    return briefing


def ready(folder: Path) -> bool:
    """Make the cache's folder; tell whether it can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def keep(briefing: Briefing, kept: Path, narrator: Narrator) -> None:
    """Keep a briefing in the cache; a cache that fails is only told."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        store.save(briefing, kept, force=True)
    except BriefingError as error:
        narrator.notice(f"not kept for the next time: {error}")
    except OSError as error:
        narrator.notice(f"not kept for the next time: {kept.parent}: {error.strerror}")
    else:
        drop_oldest(kept.parent)


def drop_oldest(folder: Path) -> None:
    """Drop the briefings of the cache that were opened longest ago, and what a killed build has left."""
    with contextlib.suppress(OSError):
        rows = sorted(((p.stat().st_mtime_ns, p) for p in folder.glob("*.briefing")), reverse=True)
        for _, old in rows[KEPT:]:
            old.unlink(missing_ok=True)
        # No build writes for an hour.
        left = [p for p in folder.glob(store.BESIDE) if rows and p.stat().st_mtime_ns < rows[0][0] - 3600 * 10**9]
        for old in left:
            old.unlink(missing_ok=True)
