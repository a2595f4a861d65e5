"""What every view is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from briefing.display import plain
from briefing.lookup import Lookup
from briefing.model import Article, Claim, Difference, Entity, Quote, Range, SummarySentence, Topic
from briefing.reader.commands import key_of
from briefing.reader.text import Flow, Line, cut
from briefing.sources import why_apart

MEASURE = 100
"""Statements are not set wider than this many cells: longer lines are hard to read."""
GUTTER = 5
"""Cells before an item's text: the cursor's bar, the number, two spaces."""

STATED, PARTLY = "*", "~"
"""Whether a source tells it: in the list of the sources, in Coverage, behind a statement."""
_COMMAND = re.compile(r"\{(\w+)\}")


class Signs(NamedTuple):
    """The signs that views write."""

    also: str
    differs: str
    part: str
    ellipsis: str = "…"


class Scene(NamedTuple):
    """What a view is asked to show."""

    lookup: Lookup
    topic: Topic | None
    """None for the whole event."""
    width: int
    signs: Signs

    @property
    def measure(self) -> int:
        """The room for text, in cells."""
        return max(8, min(self.width - GUTTER - 1, MEASURE))

    @property
    def columns(self) -> tuple[str, ...]:
        """Ids of the articles that could have told something here: the columns of a table."""
        return self.lookup.columns(self.topic.id if self.topic else None)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that sources give: the words that give it, one range for each sentence."""

    value: str
    dates: tuple[Range, ...]


Thing = SummarySentence | Claim | Difference | Dated | Article | Entity | tuple[Quote, ...]
"""What an item may stand for: a statement, a claim, a difference, a date, a source, an entity, an utterance."""


class Item(NamedTuple):
    """Something that the cursor stops at, or (`thing` is None and nothing is told) a note that only says something."""

    lines: tuple[Line, ...]
    told: tuple[Range, ...] = ()
    """The ranges that tell it, its own first; a source may have several."""
    partly: tuple[Range, ...] = ()
    """Ranges of further sources that tell a part of it."""
    topic: str | None = None
    """Where it leads to, in views of the whole event."""
    thing: Thing | None = None
    cells: tuple[str, ...] = ()
    """Beside its first line a sign for each column of the view's table."""
    head: tuple[Line, ...] = ()
    """Lines before it that belong to a group of items."""
    missing: str = "not told here"
    """What is said of a source that has nothing of it; empty where nothing is."""
    starred: bool = False

    def at(self, article: str) -> tuple[tuple[Range, ...], bool]:
        """Give the ranges of a source that tell it, and whether they tell it in full."""
        full = tuple(r for r in self.told if r.article == article)
        return (full, True) if full else (tuple(r for r in self.partly if r.article == article), False)

    @property
    def states(self) -> bool:
        """Tell whether it is something that sources state, and not one of them, or one of those they name."""
        return bool(self.told) and not isinstance(self.thing, Article | Entity)

    @property
    def stops(self) -> bool:
        """Tell whether the cursor stops at it: a note has neither number nor bar."""
        return bool(self.told) or self.thing is not None


def parts(claim: Claim | None, told: tuple[Range, ...]) -> tuple[Range, ...]:
    """Give the ranges that tell a claim in part, in sources that do not tell it in full."""
    if claim is None:
        return ()
    full = {r.article for r in told}
    return tuple(m.range for m in claim.mentions if m.strength == "partial" and m.range.article not in full)


def note(text: str, width: int) -> Item:
    """Give an item that only says something."""
    return Item(tuple(Flow().add(text, "quiet").lines(width)))


def nothing(scene: Scene, said: str, advice: str) -> Item:
    """Give the item of a view that has nothing to show: what is empty and why, and what helps.

    Commands stand in `advice` by their ids, as "{next_topic} goes on", and are written as keys. Where no article was
    analysed, that is the reason whatever the view.
    """
    articles = scene.lookup.briefing.articles
    if not articles:
        said, advice = (
            "This briefing has no articles.",
            "{quit} leaves; briefing FOLDER reads the articles of a folder.",
        )
    elif not scene.lookup.told:
        reasons = ", ".join(dict.fromkeys(plain(why_apart(a)) for a in articles))
        which = "The article was" if len(articles) == 1 else f"All {len(articles)} articles were"
        said, advice = f"{which} set apart: {reasons}.", "{source_1} shows its text, {show_sources} lists the sources."
    flow = Flow()
    for n, piece in enumerate(_COMMAND.split(advice)):
        flow.add(key_of(piece), "key") if n % 2 else flow.add(piece, "quiet")
    lines = (*Flow().add(said).lines(scene.measure), *flow.lines(scene.measure))
    return Item(lines, head=(Line(""),))


def titled(scene: Scene, title: str) -> tuple[Line, ...]:
    """Give the line above a group of items: its title."""
    title = cut(plain(title), scene.measure, scene.signs.ellipsis)
    return tuple(Flow().add(title, "strong").lines(scene.measure))


def events_of(scene: Scene) -> dict[str, int]:
    """Give the number of each article's event in views of several; nothing in those of one."""
    events = scene.lookup.briefing.events if scene.topic is None else ()
    return {article: n for n, e in enumerate(events) for article in e.articles}


def by_event(scene: Scene, items: list[Item]) -> list[Item]:
    """Give items one event after the other, each beneath its title; those of one event as they are."""
    event_of = events_of(scene)
    if not event_of:
        return items
    events = scene.lookup.briefing.events
    numbered = [(event_of.get(i.told[0].article, len(events)) if i.told else len(events), i) for i in items]
    numbered.sort(key=lambda n: n[0])
    last = -1
    for at, (n, item) in enumerate(numbered):
        if last < n < len(events):
            numbered[at] = (n, item._replace(head=(*titled(scene, events[n].title), *item.head)))
        last = n
    return [item for _, item in numbered]
