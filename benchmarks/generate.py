"""Articles about one invented event, as many as are asked for, from a seeded generator.

Names, numbers and wording vary; several articles tell the same facts in other words, some tell facts of their own.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from briefing.model import Briefing, Range

T = TypeVar("T")

FIRST = (
    "Anna",
    "Boris",
    "Clara",
    "David",
    "Elena",
    "Felix",
    "Greta",
    "Hugo",
    "Irene",
    "Jonas",
    "Karin",
    "Leo",
    "Maria",
)
LAST = ("Aldermann", "Brook", "Castellan", "Dorne", "Eastley", "Farrow", "Gallen", "Hartwig", "Ibsen", "Jurgens")
PLACES = ["Port Almary", "Vellbruck", "Saint Orrin", "Kessandria", "Nordhaven", "East Tamber", "Lake Irra", "Grenholm"]
ORGS = ["the Harbour Authority", "the Transport Ministry", "Coastline Rail", "the Dockers Union", "the Flood Agency"]
THINGS = ["bridge", "ferry", "tunnel", "pipeline", "railway", "seawall", "reservoir", "terminal"]
VERBS = ("said", "told reporters", "announced", "added", "confirmed")
FACTS = (
    "{person} of {org} {verb} that the {thing} in {place} would reopen on {month} {day}.",
    "The {thing} in {place} will open again on {month} {day}, {person} {verb}.",
    "{org} spent ${number} million on repairs to the {thing} in {place}.",
    "Repairs to the {place} {thing} cost {org} about {number} million dollars.",
    "At least {number} people were moved from homes near the {thing} in {place}.",
    "About {number} residents of {place} had to leave their homes close to the {thing}.",
    "“We will not rest until the {thing} is safe for every family in {place},” {person} {verb}.",
    "{person} blamed {org} for the delay at the {thing}, which has been closed since {month}.",
    "Engineers found {number} cracks in the {thing}, according to a report by {org}.",
    "{person} met officials of {org} in {place} to discuss the future of the {thing}.",
)
MONTHS = ["January", "February", "March", "April", "May", "June", "July"]


def articles(count: int, sentences: int = 30, seed: int = 7) -> list[str]:
    """Give the texts of `count` articles of about `sentences` sentences each."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark wants repeatable numbers
    facts = [_fact(chance) for _ in range(sentences * 3)]
    texts = []
    for n in range(count):
        told = chance.sample(range(len(facts)), sentences)
        head = [f"Storm damage in {PLACES[n % len(PLACES)]}: report {n + 1}", f"2024-03-{n % 28 + 1:02d}", ""]
        body = [" ".join(_tell(facts[i], chance) for i in told[k : k + 3]) for k in range(0, sentences, 3)]
        texts.append("\n".join(head + body) + "\n")
    return texts


def _fact(chance: random.Random) -> dict[str, str]:
    return {
        "person": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "org": chance.choice(ORGS),
        "place": chance.choice(PLACES),
        "thing": chance.choice(THINGS),
        "month": chance.choice(MONTHS),
        "day": str(chance.randint(1, 28)),
        "number": str(chance.randint(11, 990)),
        "kind": str(chance.randrange(0, len(FACTS), 2)),
    }


def _tell(fact: dict[str, str], chance: random.Random) -> str:
    # A fact is told in one of the two wordings of its kind.
    wording = FACTS[int(fact["kind"]) + chance.randrange(2)]
    text = wording.format(**fact, verb=chance.choice(VERBS))
    return text[0].upper() + text[1:]


def write(folder: Path, count: int, sentences: int = 30, seed: int = 7) -> None:
    """Write the articles as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, text in enumerate(articles(count, sentences, seed)):
        (folder / f"{n:03d}_outlet{n}.example.txt").write_text(text, encoding="utf-8")


def repeated(briefing: Briefing, times: int) -> Briefing:
    """Give a briefing of so many times the articles: all that stands in them again, under the same topics.

    It is as large as one that was built, without the time that building takes.
    """
    ids = [{a.id: f"{a.id}{n or ''}" for a in briefing.articles} for n in range(times)]

    def again(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(
            _named(_moved(v, lambda r, to=to: r._replace(article=to[r.article])), str(n or ""))  # type: ignore[misc]
            for n, to in enumerate(ids)
            for v in values
        )

    copies = [replace(c, a=f"{c.a}{n or ''}", b=f"{c.b}{n or ''}") for n in range(times) for c in briefing.copies]
    whole: dict[str, Any] = {name: again(getattr(briefing, name)) for name in (*_MANY, "copies")}
    whole["copies"] = tuple(replace(c, a=to.a, b=to.b) for c, to in zip(whole["copies"], copies, strict=True))
    topics = tuple(replace(t, members=again(t.members)) for t in briefing.topics)
    return replace(briefing, topics=topics, **whole)


def joined(briefing: Briefing) -> Briefing:
    """Give a briefing with the text of all its articles in one."""
    first, starts, text = briefing.articles[0], {}, ""
    for a in briefing.articles:
        starts[a.id] = len(text)
        text += a.text

    def to(r: Range) -> Range:
        return Range(first.id, r.start + starts[r.article], r.end + starts[r.article])

    segments = tuple(s for a in briefing.articles for s in _moved(a.segments, to))
    names = (*_MANY[1:], "topics", "summaries", "overview")
    whole: dict[str, Any] = {name: _moved(getattr(briefing, name), to) for name in names}
    return replace(briefing, articles=(replace(first, text=text, segments=segments),), copies=(), **whole)


_MANY = ("articles", "entities", "dates", "quotes", "statements", "claims", "differences")


def _moved(value: Any, to: Callable[[Range], Range]) -> Any:
    """Give a value of the model with its ranges elsewhere."""
    if isinstance(value, Range):
        return to(value)
    if isinstance(value, tuple):
        return tuple([_moved(v, to) for v in value])
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(*[_moved(getattr(value, f.name), to) for f in fields(value)])
    return value


def _named(value: Any, suffix: str) -> Any:
    return replace(value, id=f"{value.id}{suffix}") if hasattr(value, "id") else value
