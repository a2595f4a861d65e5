"""The whole way from files to a briefing, on one page.

read → clean → annotate     per article, kept by content; the only place where spaCy runs
→ event.tell                articles grouped by event; for each names, dates, quotes, claims, topics, differences,
                            summaries
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from briefing.prepare import event
from briefing.prepare.annotate import DEFAULT_MODEL
from briefing.prepare.cache import AnalysisCache, analyse
from briefing.prepare.read import read
from briefing.prepare.topics_file import read_topics
from briefing.progress import Step, Tell, silent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.model import Article, Briefing, Correction
    from briefing.prepare.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen for a build; none of it changes what the sources say."""

    topics: Path | None = None
    """The topics file; None where the topics are to be found."""
    model: str | None = None
    """An installed spaCy pipeline; None for the one that comes along."""
    workers: int = 1
    """Processes that annotate."""
    cache: Path | None = None
    """The folder where annotated articles are kept; None to keep none."""
    corrections: tuple[Correction, ...] = ()
    """What a person has put right, in the order in which it was written down."""


def prepare(paths: Sequence[Path], options: Options, tell: Tell = silent) -> Briefing:
    """Make the briefing of the articles in files and folders.

    Raises BriefingError where nothing can be read, where there is no article, or where the topics file or
    the model is at fault.
    """
    declared = read_topics(options.topics) if options.topics else None
    tell(Step("read", 0, 1))
    reading = read([p.absolute() for p in paths])
    tell(Step("read", 1, 1))
    analyses = _analysed(reading.articles, options, tell)
    briefing = event.tell(analyses, declared, reading.skipped, tell, options.corrections)
    made_by = {**dict(briefing.made_by), "topics": "declared" if declared else "found"}
    return replace(briefing, made_by=tuple(sorted(made_by.items())))


def _analysed(articles: Sequence[Article], options: Options, tell: Tell) -> list[Analysis]:
    """Clean and annotate, telling of each article."""
    total = len(articles)
    done = count(1)
    tell(Step("annotate", 0, total))
    kept = AnalysisCache(options.cache) if options.cache else None
    return analyse(
        articles,
        options.model or DEFAULT_MODEL,
        kept,
        lambda name, _: tell(Step("annotate", next(done), total, name)),
        options.workers,
    )
