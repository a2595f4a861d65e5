"""From annotated articles to a briefing: the articles grouped by event, and the stages of each event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.lasting import lasting
from briefing.model import Briefing, Correction, Skipped
from briefing.prepare.analysis import NOT_ENGLISH
from briefing.prepare.apart import events
from briefing.prepare.claims import claims
from briefing.prepare.corrections import Replay, reported
from briefing.prepare.dates import dates
from briefing.prepare.differences import differences
from briefing.prepare.joined import joined
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from briefing.prepare.summaries import summaries
from briefing.prepare.topics import Declared, arranged, topics
from briefing.progress import Step, Tell, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.prepare.analysis import Analysis

STAGES = "4"
"""The version of the stages: raised by whoever changes what they make of the same articles."""

_ORDER = ("names", "dates", "quotes", "claims", "topics", "differences", "summaries")


def in_order(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Order articles by (publication date, text hash); those without a date come last."""
    return sorted(analyses, key=lambda a: (a.article.published.value if a.article.published else "9999", a.article.id))


def tell(
    analyses: Sequence[Analysis],
    declared: Declared | None = None,
    skipped: Sequence[Skipped] = (),
    progress: Tell = silent,
    corrections: Sequence[Correction] = (),
) -> Briefing:
    """Make a briefing from annotated articles.

    Several events are told each on its own and joined. An article that tells of something else than the others is
    set apart, and so is one in another language. Declared topics belong to the event with most articles, and say
    that its articles are one event. Corrections are replayed in each event, each behind the stage that it is about.
    """
    ordered = in_order(analyses)
    english = [i for i, a in enumerate(ordered) if not _is_foreign(a)]
    grouped = events([ordered[i] for i in english], similar=not (declared and declared.topics))
    groups = [tuple(english[i] for i in group) for group in grouped]
    several = [g for g in groups if len(g) > 1] or list(groups)
    total = len(several) * len(_ORDER)
    parts: list[Briefing] = []
    for n, group in enumerate(several or [()]):

        def step(stage: str, done: int = n * len(_ORDER)) -> None:
            progress(Step(stage, done + _ORDER.index(stage), total))

        # What a stage makes is kept to the end: looking for garbage in it takes a quarter of the time, and finds none.
        with lasting():
            parts.append(_one([ordered[i] for i in group], None if n else declared, step, corrections))
    progress(Step(_ORDER[-1], total, total))
    told = {i for g in several for i in g}
    apart = tuple(a.article.id for i, a in enumerate(ordered) if i not in told)
    whole = joined(parts, [a.article for a in ordered])
    done = reported([p.corrections for p in parts])
    return replace(whole, apart=apart, skipped=tuple(skipped), corrections=done)


def _is_foreign(analysis: Analysis) -> bool:
    return any(s.segment.reason == NOT_ENGLISH for s in analysis.sentences)


def _one(
    ordered: Sequence[Analysis],
    declared: Declared | None,
    begin: Callable[[str], None],
    corrections: Sequence[Correction],
) -> Briefing:
    """Make the briefing of one event, its articles in order."""
    replay = Replay(corrections, ordered)
    begin("names")
    entities = replay.entities(names(ordered))
    begin("dates")
    times = dates(ordered)
    begin("quotes")
    speech = replay.speech(quotes(ordered, entities), entities)
    begin("claims")
    told = replay.told(claims(ordered, entities, times, speech))
    begin("topics")
    found = replay.topics(arranged(topics(ordered, entities, speech, told, declared), ordered, times))
    begin("differences")
    differing = differences(ordered, entities, speech, told, found)
    begin("summaries")
    short = summaries(ordered, entities, times, speech, told, found)
    return Briefing(
        title=_title(ordered, declared),
        made_by=_made_by(ordered),
        articles=tuple(a.article for a in ordered),
        entities=entities,
        dates=times,
        quotes=speech.quotes,
        statements=speech.statements,
        claims=told.claims,
        copies=told.copies,
        topics=found,
        differences=differing,
        summaries=short.topics,
        overview=short.overview,
        corrections=replay.report(),
    )


def _made_by(ordered: Sequence[Analysis]) -> tuple[tuple[str, str], ...]:
    """Name what made the briefing; there are vectors where every article has them."""
    encoders = {a.encoder for a in ordered} - {""} if all(a.encoder for a in ordered) else set()
    vectors = ", ".join(sorted(encoders)) or "none"
    return (("model", ordered[0].model if ordered else ""), ("stages", STAGES), ("vectors", vectors))


def _title(ordered: Sequence[Analysis], declared: Declared | None) -> str:
    """Name the event: as declared, else by the title of the first source that has one."""
    if declared and declared.title:
        return declared.title
    return next((a.article.title.value for a in ordered if a.article.title), "Briefing")
