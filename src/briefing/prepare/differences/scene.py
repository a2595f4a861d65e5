"""What every kind of difference is looked for in: the statements, their links, and their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from briefing.model import Entity, Range, Variant
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.claims import Told
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account, Starts, accounts, starts, weights
from briefing.prepare.differences.acts import Act, acts
from briefing.prepare.differences.meaning import meanings
from briefing.prepare.differences.words import around, common, shown, telling, trimmed
from briefing.prepare.keys import keys, name_keys
from briefing.prepare.quotes import Speech
from briefing.prepare.topics.linkage import Matrix

_T = TypeVar("_T")
_LEAD = 3
"""Sentences of an article that tell its main thing, as its title does."""


@dataclass(frozen=True, slots=True)
class Headline:
    """An article's title as differences see it."""

    article: int
    """Number of the article."""
    sentence: Sentence
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Scene:
    """An event as differences see it."""

    analyses: Sequence[Analysis]
    entities: Sequence[Entity]
    speech: Speech
    statements: Sequence[Statement]
    weight: Mapping[str, float]
    accounts: Mapping[tuple[int, int], Account]
    """By the numbers of the two statements, the lower first."""

    @cached_property
    def sentences(self) -> Mapping[Range, Sentence]:
        """The sentences by their ranges."""
        return {s.range: s for a in self.analyses for s in a.sentences}

    @cached_property
    def _starts(self) -> Starts:
        return starts(self.statements)

    def spread(self, rows: Iterable[tuple[Range, _T]]) -> dict[int, list[tuple[Range, _T]]]:
        """Give, by the numbers of statements, what lies in each of them wholly or in part."""
        result: dict[int, list[tuple[Range, _T]]] = {}
        for r, item in rows:
            begins, numbers = self._starts.get(r.article, ([], []))
            n = max(bisect_right(begins, r.start) - 1, 0)
            while n < len(begins) and begins[n] < r.end:
                if r.overlap(self.statements[numbers[n]].range):
                    result.setdefault(numbers[n], []).append((r, item))
                n += 1
        return result

    @cached_property
    def headlines(self) -> Sequence[Headline]:
        """The titles, in the order of the articles."""
        names = name_keys(self.entities)
        found = []
        for n, a in enumerate(self.analyses):
            for s in a.sentences:
                if s.segment.kind != "title":
                    continue
                keyed = keys(a, names, s.first, s.last)
                at = {t - s.first: k.text for t in range(s.first, s.last) if (k := keyed[t]) is not None}
                found.append(Headline(n, s, tuple(acts(a.tokens_of(s), s.first, at))))
        return found

    @cached_property
    def leads(self) -> Sequence[tuple[int, Statement]]:
        """The first statements of each article, with their numbers."""
        return [(n, s) for n, s in enumerate(self.statements) if s.place < _LEAD]

    @cached_property
    def meanings(self) -> Matrix | None:
        """What the statements are about; None without vectors."""
        return meanings(self.analyses, self.statements)

    @cached_property
    def _acts(self) -> dict[int, tuple[Act, ...]]:
        return {}

    def acts(self, n: int) -> tuple[Act, ...]:
        """Give the acts of the statement with a number."""
        if n not in self._acts:
            s = self.statements[n]
            first = self.sentences[s.range].first
            self._acts[n] = tuple(acts(self.words(s), first, {k.token - first: k.text for k in s.keyed}))
        return self._acts[n]

    def words(self, s: Statement) -> tuple[Token, ...]:
        """Give a statement's tokens."""
        return self.analyses[s.article].tokens_of(self.sentences[s.range])

    def text(self, s: Statement, start: int, end: int) -> str:
        """Give the words at a range of a statement's article, runs of white space as one space."""
        return " ".join(self.analyses[s.article].article.text[start:end].split())

    def variant(self, s: Statement, start: int, end: int) -> Variant:
        """Give the words at a range as a variant."""
        return Variant(Range(s.range.article, start, end), self.text(s, start, end))

    def around(self, s: Statement, start: int, end: int) -> str:
        """Give the words around a range of a statement, the range itself as a gap."""
        return around(self.words(s), self.analyses[s.article].article.text, start, end)

    def phrase(self, s: Statement, start: int, end: int) -> str:
        """Give the words at a range of a statement, cut to a phrase of eight at most."""
        text = self.analyses[s.article].article.text
        return shown(trimmed([t for t in self.words(s) if start <= t.start and t.end <= end], text), text)

    def variant_in(self, title: Headline, start: int, end: int) -> Variant:
        """Give the words at a range of a title as a variant."""
        analysis = self.analyses[title.article]
        place = Range(analysis.article.id, start, end)
        return Variant(place, " ".join(analysis.text_of(place).split()))

    def around_title(self, title: Headline, start: int, end: int) -> str:
        """Give the words around a range of a title."""
        analysis = self.analyses[title.article]
        return around(analysis.tokens_of(title.sentence), analysis.article.text, start, end)

    def about(self, a: Statement, b: Statement) -> str:
        """Give what two statements share, in the first one's words: their longest run, else the most telling one."""
        text = self.analyses[a.article].article.text
        words = self.words(a)
        shared = a.keys & b.keys
        first = self.sentences[a.range].first
        value = {k.token - first: self.weight[k.text] for k in a.keyed if k.text in shared}
        worth = [value.get(n, 0.0) for n in range(len(words))]
        return common(words, self.words(b), worth, text) or telling(words, worth, text)

    def heavy(self, shared: frozenset[str]) -> float:
        """Tell what shared keys weigh."""
        return sum(self.weight[k] for k in sorted(shared))


def scene(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    speech: Speech,
    told: Told,
) -> Scene:
    """Prepare an event."""
    weight = weights(told.statements)
    return Scene(analyses, entities, speech, told.statements, weight, accounts(told.claims, told.statements, weight))
