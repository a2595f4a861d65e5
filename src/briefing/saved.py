"""A briefing as the rows of a file, and a briefing over such rows that reads each when it is asked for.

A row is JSON: some values of one kind (keyed by the names of the model's fields, without those that have their
default; a range is `[number of the article, start, end]`), or what is large of one value (an article's text, its
segments, a topic's members, an entity's mentions), or what stands in one article: numbers of values with their places.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast, get_type_hints

from briefing import codec
from briefing.later import PARTED, PARTS, Later
from briefing.model import Briefing, Range
from briefing.placed import Gathered, Named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from briefing.model import Article, Claim, Copy, Difference, Quote, Segment, When

Row = tuple[str, int, str]
"""Kind, place among the rows of that kind, JSON."""
HEAD = "briefing"
_MANY = {
    "articles": 64,
    "entities": 64,
    "dates": 64,
    "quotes": 16,
    "statements": 64,
    "claims": 1,
    "copies": 16,
    "topics": 64,
    "differences": 16,
    "summaries": 1,
    "overview": 64,
    "skipped": 64,
    "events": 64,
    "corrections": 64,
}
"""The briefing's fields that are many values, with how many of them are a row."""
_AT = ("topics", "claims", "quotes", "named", "dates", "variants", "copies")
"""What is kept of each article: numbers of values, with their places in it."""


class Rows(Protocol):
    """The rows of a file, each checked when it is given."""

    @property
    def root(self) -> str:
        """The hash of all rows."""

    def row(self, kind: str, place: int) -> str:
        """Give a row."""

    def kind(self, kind: str) -> list[str]:
        """Give all rows of a kind, in order."""

    def sound(self) -> AbstractContextManager[None]:
        """Name the file where what is read within does not fit the model."""


class SavedBriefing(Later, Briefing):
    """A briefing whose values are read when they are asked for. Equal to the one in memory."""

    __slots__ = ("_saved",)
    NOUN = Briefing
    WITHOUT = frozenset(_MANY)
    _saved: Saved

    def _more(self, name: str) -> dict[str, Any]:
        return {name: self._saved.many(name)}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SavedBriefing) and hasattr(self, "placed") and hasattr(other, "placed"):
            return self._saved.root == other._saved.root or super().__eq__(other)
        return super().__eq__(other)

    __hash__ = Later.__hash__

    @property
    def placed(self) -> Saved:
        """What stands in each article. Raises AttributeError for a briefing made from this one."""
        return self._saved


class _Head(NamedTuple):
    """The head's values as the model has them."""

    title: str
    made_by: tuple[tuple[str, str], ...]
    apart: tuple[str, ...]
    articles: tuple[tuple[str, int], ...]
    counts: tuple[tuple[str, int], ...]


class Saved:
    """Values by their number, and the answers of `Placed`, each from as few rows as it takes."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        with rows.sound():
            row = json.loads(rows.row(HEAD, 0))
            if not isinstance(row, dict):
                raise codec.NotThis("no head")
            self.head = _Head(**{f: codec.unpack_as(kind, row.get(f), ()) for f, kind in get_type_hints(_Head).items()})
            self._counts = dict(self.head.counts)
            if self._counts.keys() != _MANY.keys() or min(self._counts.values()) < 0:
                raise codec.NotThis("no counts")
            if self._counts["articles"] != len(self.head.articles):
                raise codec.NotThis("the articles do not fit their list")
        self._numbers = {a: n for n, (a, _) in enumerate(self.head.articles)}
        self._chunks: dict[tuple[str, int], Sequence[Any]] = {}

    @property
    def root(self) -> str:
        """The hash of all rows: briefings with the same one are equal."""
        return self._rows.root

    def briefing(self) -> SavedBriefing:
        """Give the briefing over these rows."""
        head = self.head
        given = {"title": head.title, "made_by": head.made_by, "apart": head.apart, "_saved": self}
        # What is not saved has its default.
        given |= {f.name: f.default for f in fields(Briefing) if f.name not in given and f.name not in _MANY}
        result = object.__new__(SavedBriefing)
        for name, value in given.items():
            object.__setattr__(result, name, value)
        return result

    def whole(self) -> Briefing:
        """Give the briefing with everything read."""
        values = {name: tuple(map(_plain, self.many(name))) for name in _MANY}
        head = self.head
        return Briefing(title=head.title, made_by=head.made_by, apart=head.apart, **cast("Any", values))

    def kinds(self) -> dict[str, int]:
        """Give the kinds of rows, with how many there are of each."""
        articles = self._counts["articles"]
        return {
            HEAD: 1,
            "belongs": 1,
            "claim index": 1,
            **{name: -(-self._counts[name] // size) for name, size in _MANY.items()},
            **{f"{name} {part}": self._counts[name] for name, parts in PARTS.items() for part in parts},
            **{f"at {name}": articles for name in _AT},
        }

    # Values

    def many(self, name: str) -> tuple[Any, ...]:
        """Give all values of a field."""
        count = -(-self._counts[name] // _MANY[name])
        if any((name, n) not in self._chunks for n in range(count)):
            rows = self._rows.kind(name)
            with self._rows.sound():
                if len(rows) != count:
                    raise codec.NotThis(f"not as many {name} as there should be")
            for n, row in enumerate(rows):
                if (name, n) not in self._chunks:
                    self._chunks[name, n] = self._chunk(name, n, row)
        return tuple([v for n in range(count) for v in self._chunks[name, n]])

    def one(self, name: str, number: int) -> Any:
        """Give a value of a field by its number."""
        size = _MANY[name]
        n = number // size
        if (name, n) not in self._chunks:
            self._chunks[name, n] = self._chunk(name, n, self._rows.row(name, n))
        return self._chunks[name, n][number % size]

    def _chunk(self, name: str, n: int, row: str) -> Sequence[Any]:
        size = _MANY[name]
        with self._rows.sound():
            parsed = json.loads(row)
            if type(parsed) is not list or len(parsed) != min(size, self._counts[name] - n * size):
                raise codec.NotThis(f"not as many {name} as there should be")
            if name not in PARTED:
                return cast("Sequence[Any]", codec.unpack_field(Briefing, name, parsed, self.head.articles))
            return [self._parted(name, n * size + at, value) for at, value in enumerate(parsed)]

    def _parted(self, name: str, number: int, value: Any) -> Any:
        made = PARTED[name]
        result = codec.unpack_parted(made, made.NOUN, value, self.head.articles, made.WITHOUT)
        if name == "articles" and result.id != self.head.articles[number][0]:
            raise codec.NotThis("the articles do not fit their list")
        object.__setattr__(result, "_source", lambda field: self._part(name, number, field))
        return result

    def _part(self, name: str, number: int, field: str) -> dict[str, Any]:
        part, names = next((p, names) for p, names in PARTS[name].items() if field in names)
        with self._rows.sound():
            parsed = json.loads(self._rows.row(f"{name} {part}", number))
            if type(parsed) is not list or len(parsed) != len(names):
                raise codec.NotThis(f"no {part}")
            noun, places = PARTED[name].NOUN, self.head.articles
            values = {f: codec.unpack_field(noun, f, v, places) for f, v in zip(names, parsed, strict=True)}
            if "text" in values and len(values["text"]) != places[number][1]:
                raise codec.NotThis("the articles do not fit their list")
            return values

    # Answers

    def _at(self, name: str, article: str, kind: Any) -> Any:
        number = self._numbers.get(article)
        if number is None:
            return ()
        with self._rows.sound():
            return codec.unpack_as(kind, json.loads(self._rows.row(f"at {name}", number)), ())

    def _placed(self, name: str, article: str) -> Iterator[tuple[Range, int]]:
        for start, end, number in self._at(name, article, tuple[tuple[int, int, int], ...]):
            yield self._range(article, start, end), number

    def _range(self, article: str, start: int, end: int) -> Range:
        if not 0 <= start <= end <= self.head.articles[self._numbers[article]][1]:
            self._refuse(f"no range: {start}, {end}")
        return Range(article, start, end)

    def _pick(self, name: str, number: int) -> Any:
        if not 0 <= number < self._counts[name]:
            self._refuse(f"none of the {name}: {number}")
        return self.one(name, number)

    def _refuse(self, what: str) -> None:
        with self._rows.sound():
            raise codec.NotThis(what)

    def segments(self, article: str) -> Sequence[Segment]:
        """Give an article's segments."""
        number = self._numbers.get(article)
        return () if number is None else cast("Article", self.one("articles", number)).segments

    def topics(self, article: str) -> Sequence[tuple[Range, str]]:
        """Give the sentences of an article that belong to topics, with the topics' ids."""
        return [(r, self._pick("topics", n).id) for r, n in self._placed("topics", article)]

    def claims(self, article: str) -> Sequence[tuple[Range, Claim]]:
        """Give the claims told in an article, with where."""
        return [(r, self._pick("claims", n)) for r, n in self._placed("claims", article)]

    def quotes(self, article: str) -> Sequence[Quote]:
        """Give an article's quotations."""
        return [self._pick("quotes", n) for n in self._at("quotes", article, tuple[int, ...])]

    def named(self, article: str) -> Sequence[Named]:
        """Give the entities that stand in an article, in order of place."""
        rows = self._at("named", article, tuple[tuple[int, int, int, bool], ...])
        return [Named(self._range(article, s, e), self._pick("entities", n), other) for s, e, n, other in rows]

    def dates(self, article: str) -> Sequence[When]:
        """Give an article's dates."""
        return [self._pick("dates", n) for n in self._at("dates", article, tuple[int, ...])]

    def variants(self, article: str) -> Sequence[tuple[Range, Difference]]:
        """Give the differences with a variant in an article, with where."""
        return [(r, self._pick("differences", n)) for r, n in self._placed("variants", article)]

    def copies(self, article: str) -> Sequence[Copy]:
        """Give what an article shares word for word with others."""
        return [self._pick("copies", n) for n in self._at("copies", article, tuple[int, ...])]

    @cached_property
    def _claim_index(self) -> tuple[dict[str, int], tuple[int, ...]]:
        """The number of each claim by its id, and the number of each claim's topic (-1 for none)."""
        with self._rows.sound():
            row = json.loads(self._rows.row("claim index", 0))
            ids, topics = codec.unpack_as(tuple[tuple[str, ...], tuple[int, ...]], row, ())
            if len(ids) != self._counts["claims"] or len(topics) != len(ids):
                raise codec.NotThis("not as many claims as there should be")
        return {claim: n for n, claim in enumerate(ids)}, topics

    @cached_property
    def _belongs(self) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str | None, bool], ...]]:
        """The articles that tell of each topic; each difference's topic, and whether its verdict is "differs"."""
        with self._rows.sound():
            row = json.loads(self._rows.row("belongs", 0))
            kind = tuple[tuple[tuple[int, ...], ...], tuple[tuple[str | None, bool], ...]]
            told, differences = codec.unpack_as(cast("Any", kind), row, ())
            if len(told) != self._counts["topics"] or len(differences) != self._counts["differences"]:
                raise codec.NotThis("not as many topics as there should be")
            ids = [a for a, _ in self.head.articles]
            if any(not 0 <= n < len(ids) for numbers in told for n in numbers):
                raise codec.NotThis("a topic of no article")
        return {self.one("topics", t).id: tuple(ids[n] for n in numbers) for t, numbers in enumerate(told)}, differences

    def claim(self, claim: str) -> Claim | None:
        """Give the claim of an id."""
        number = self._claim_index[0].get(claim)
        return None if number is None else cast("Claim", self.one("claims", number))

    def told(self, topic: str) -> Sequence[str]:
        """Give the ids of the articles with a sentence of a topic, in the briefing's order."""
        return self._belongs[0].get(topic, ())

    def claims_of(self, topic: str) -> Sequence[Claim]:
        """Give the claims that belong to a topic: the one that holds most of their support."""
        ids = [self.one("topics", n).id for n in range(self._counts["topics"])]
        numbers = {n for n, name in enumerate(ids) if name == topic}
        return tuple(self.one("claims", n) for n, t in enumerate(self._claim_index[1]) if t in numbers)

    def differences_of(self, topic: str) -> Sequence[Difference]:
        """Give the differences that belong to a topic."""
        return tuple(self.one("differences", n) for n, (t, _) in enumerate(self._belongs[1]) if t == topic)

    def differing(self) -> frozenset[str]:
        """Give the ids of the topics with a difference whose verdict is "differs"."""
        return frozenset(topic for topic, differs in self._belongs[1] if differs and topic is not None)

    def difference_count(self) -> int:
        """Count the differences of the briefing."""
        return self._counts["differences"]


def _plain(value: Any) -> Any:
    """Give a value with everything read."""
    noun = value.NOUN if isinstance(value, Later) else None
    return value if noun is None else noun(*(getattr(value, f.name) for f in fields(noun)))


def rows(briefing: Briefing) -> list[Row]:
    """Give a briefing's rows, but for the head's seal of the others."""
    numbers = {a.id: n for n, a in enumerate(briefing.articles)}
    head = {
        "title": briefing.title,
        "made_by": briefing.made_by,
        "apart": briefing.apart,
        "articles": [(a.id, len(a.text)) for a in briefing.articles],
        "counts": [(name, len(getattr(briefing, name))) for name in _MANY],
    }
    found = [(HEAD, 0, dump(head))]
    for name, size in _MANY.items():
        packed = [codec.pack(value, numbers) for value in getattr(briefing, name)]
        for part, names in PARTS.get(name, {}).items():
            found += [(f"{name} {part}", n, dump([p.pop(f, []) for f in names])) for n, p in enumerate(packed)]
        found += [(name, n, dump(packed[n * size : (n + 1) * size])) for n in range(-(-len(packed) // size))]
    return [*found, *_answers(briefing, numbers)]


def _answers(briefing: Briefing, numbers: dict[str, int]) -> Iterator[Row]:
    """Give the rows of what stands in each article, and of what belongs to what."""
    gathered = Gathered(briefing)
    topics = {t.id: n for n, t in enumerate(briefing.topics)}
    number = {id(v): n for name in _MANY for n, v in enumerate(getattr(briefing, name))}
    told = [[numbers[a] for a in gathered.told(t.id)] for t in briefing.topics]
    differences = [(gathered.difference_topics[d.id], d.verdict == "differs") for d in briefing.differences]
    yield ("belongs", 0, dump((told, differences)))
    claim_topics = (gathered.claim_topics[c.id] for c in briefing.claims)
    places = [-1 if t is None else topics[t] for t in claim_topics]
    yield ("claim index", 0, dump(([c.id for c in briefing.claims], places)))
    for n, a in enumerate(briefing.articles):
        yield ("at topics", n, dump([(r.start, r.end, topics[t]) for r, t in gathered.topics(a.id)]))
        yield ("at claims", n, dump([(r.start, r.end, number[id(c)]) for r, c in gathered.claims(a.id)]))
        yield ("at quotes", n, dump([number[id(q)] for q in gathered.quotes(a.id)]))
        named = [(r.start, r.end, number[id(e)], reference) for r, e, reference in gathered.named(a.id)]
        yield ("at named", n, dump(named))
        yield ("at dates", n, dump([number[id(w)] for w in gathered.dates(a.id)]))
        yield ("at variants", n, dump([(r.start, r.end, number[id(d)]) for r, d in gathered.variants(a.id)]))
        yield ("at copies", n, dump([number[id(c)] for c in gathered.copies(a.id)]))


def dump(value: object) -> str:
    """Write JSON in ASCII alone: lone surrogates and NULs of a text survive the way through SQLite."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
