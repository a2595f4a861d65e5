"""Who speaks in a piece of a source that does not name him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model import Attribution, Edit, Entity, Range
from briefing.prepare.analysis import Token
from briefing.prepare.quotes import Speech

_PERSONAL = frozenset({"he", "she", "they"})
_SEXES = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss"})


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation or an indirect statement."""

    start: int
    end: int
    direct: bool
    by: Attribution


@dataclass(frozen=True, slots=True)
class Voices:
    """What is said in each article, and where its speakers are named."""

    said: Mapping[str, tuple[Said, ...]]
    """By article, in order."""
    named: Mapping[str, tuple[Range, ...]]
    """By entity id: its names and references."""
    people: Mapping[str, tuple[tuple[Range, str], ...]]
    """By article: where people are named, in order, with their canonical names."""

    def quoted(self, span: Range) -> tuple[tuple[int, int], ...]:
        """Give the quotations that touch a range, in the article's characters."""
        return tuple((s.start, s.end) for s in self._in(span) if s.direct)

    def edits(self, span: Range, tokens: Sequence[Token], before: Sequence[Token] = ()) -> tuple[Edit, ...]:
        """Give the brackets that name the speakers, and the person told of, whom the range leaves open.

        A name goes behind the pronoun that stands for the speaker ("he [Peskov] said"), or behind a quotation whose
        range holds no word on its speaker at all. Who is no speaker is named where the sentences before, whose tokens
        are `before`, name one person only and as their subject.
        """
        result: dict[Range, Edit] = {}
        inside = self._in(span)
        quotations = [(s.start, s.end) for s in inside if s.direct]
        for s in inside:
            name = s.by.speaker
            if name is None or s.by.speaker_entity is None or self._names(s.by.speaker_entity, span):
                continue
            pronoun = _pronoun(tokens, [*quotations, (s.start, s.end)])
            if pronoun is not None:
                at = Range(span.article, pronoun.start, pronoun.end)
            elif s.direct and not any(t.pos == "VERB" and not _within(t, quotations) for t in tokens):
                at = Range(span.article, max(s.start, span.start), min(s.end, span.end))
            else:
                continue
            result.setdefault(at, Edit(at, name))
        meant = self._meant(span, tokens, before)
        if meant is not None:
            if result.get(meant.range, meant) != meant:
                del result[meant.range]  # the text around it names another
            elif not result:
                result[meant.range] = meant
        return tuple(result[r] for r in sorted(result))

    def _meant(self, span: Range, tokens: Sequence[Token], before: Sequence[Token]) -> Edit | None:
        """Name whom the first pronoun of a range stands for, where the sentences before leave no doubt."""
        said = [(s.start, s.end) for s in self._in(span) if s.direct]
        pronoun = _pronoun(tokens, said)
        sex = _SEXES.get(pronoun.text.lower()) if pronoun else None
        if pronoun is None or sex is None or not before:
            return None
        rows = self.people.get(span.article, ())
        if any(span.start <= r.start < pronoun.start for r, _ in rows):
            return None
        named = [(r, name) for r, name in rows if before[0].start <= r.start and r.end <= span.start]
        if len({name for _, name in named}) != 1 or any(_SEXES.get(t.text.lower(), sex) != sex for t in before):
            return None
        held = (t for t in before if any(r.start <= t.start and t.end <= r.end for r, _ in named))
        if not any(t.dep in _SUBJECTS for t in held):
            return None
        return Edit(Range(span.article, pronoun.start, pronoun.end), named[0][1])

    def _in(self, span: Range) -> list[Said]:
        return [s for s in self.said.get(span.article, ()) if s.start < span.end and span.start < s.end]

    def _names(self, entity: str, span: Range) -> bool:
        return any(span.holds(r) for r in self.named.get(entity, ()))


def _within(token: Token, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(s <= token.start and token.end <= e for s, e in ranges)


def _pronoun(tokens: Sequence[Token], said: Sequence[tuple[int, int]]) -> Token | None:
    """Give the first pronoun outside what is said that is a subject."""
    return next(
        (t for t in tokens if t.text.lower() in _PERSONAL and t.dep.startswith("nsubj") and not _within(t, said)), None
    )


def voices(speech: Speech, entities: Sequence[Entity]) -> Voices:
    """Gather what is said, by article."""
    said: dict[str, list[Said]] = {}
    for q in speech.quotes:
        said.setdefault(q.range.article, []).append(Said(q.range.start, q.range.end, direct=True, by=q.attribution))
    for s in speech.statements:
        said.setdefault(s.range.article, []).append(Said(s.range.start, s.range.end, direct=False, by=s.attribution))
    people: dict[str, list[tuple[Range, str]]] = {}
    for e in entities:
        if e.type == "PERSON":
            for r in e.mentions:
                people.setdefault(r.article, []).append((r, e.name))
    return Voices(
        {a: tuple(sorted(rows, key=lambda r: (r.start, r.end, not r.direct))) for a, rows in said.items()},
        {e.id: (*e.mentions, *e.references) for e in entities},
        {a: tuple(sorted(rows)) for a, rows in people.items()},
    )
