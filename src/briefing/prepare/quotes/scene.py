"""An article laid out for attribution: its passages, its grammar as a tree, and who is named where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Entity
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.quotes.marks import Passage, passages

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its outer and inner passages."""

    first: int
    """Index of its first sentence."""
    last: int
    """Index one past its last sentence."""
    start: int
    end: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What attribution asks of an article."""

    analysis: Analysis
    paragraphs: tuple[Paragraph, ...]
    children: tuple[tuple[int, ...], ...]
    """Of each token, the indices of those that depend on it."""
    sentence_of: tuple[int, ...]
    """Of each token, the index of its sentence."""
    quoted: tuple[bool, ...]
    """Of each token, whether it lies within a passage."""
    named: tuple[Entity | None, ...]
    """Of each token, the entity whose name it is a part of."""
    stands_for: tuple[Entity | None, ...]
    """Of each token, the entity that the role it is a part of stands for."""
    starts: tuple[int, ...]
    """Start of each token."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The article's tokens."""
        return self.analysis.tokens

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The article's sentences."""
        return self.analysis.sentences

    def token_at(self, place: int) -> int:
        """Give the index of the first token that starts at `place` or behind it."""
        return bisect_left(self.starts, place)

    def sentence_at(self, place: int) -> int:
        """Give the index of the sentence that holds `place` (the one before it where none does)."""
        token = bisect_right(self.starts, place) - 1
        return self.sentence_of[max(token, 0)] if self.sentence_of else 0


def lay_out(analysis: Analysis, entities: Sequence[Entity]) -> Scene:
    """Lay an article out; `entities` are those of the whole event."""
    tokens = analysis.tokens
    children: list[list[int]] = [[] for _ in tokens]
    for n, token in enumerate(tokens):
        if token.head != n and 0 <= token.head < len(tokens):
            children[token.head].append(n)
    sentence_of = [0] * len(tokens)
    for n, sentence in enumerate(analysis.sentences):
        sentence_of[sentence.first : sentence.last] = [n] * (sentence.last - sentence.first)
    starts = tuple(t.start for t in tokens)
    paragraphs = _paragraphs(analysis)
    quoted = [False] * len(tokens)
    for paragraph in paragraphs:
        for p in paragraph.passages:
            for i in range(bisect_left(starts, p.start), bisect_left(starts, p.end)):
                quoted[i] = True
    named: list[Entity | None] = [None] * len(tokens)
    stands_for: list[Entity | None] = [None] * len(tokens)
    for entity in entities:
        for places, slots in ((entity.mentions, named), (entity.references, stands_for)):
            if entity.type not in NAMED:
                continue
            for r in places:
                if r.article == analysis.article.id:
                    for i in range(bisect_left(starts, r.start), bisect_left(starts, r.end)):
                        slots[i] = slots[i] or entity
    return Scene(
        analysis,
        paragraphs,
        tuple(map(tuple, children)),
        tuple(sentence_of),
        tuple(quoted),
        tuple(named),
        tuple(stands_for),
        starts,
    )


def _paragraphs(analysis: Analysis) -> tuple[Paragraph, ...]:
    result = []
    first = 0
    sentences = analysis.sentences
    for n in range(1, len(sentences) + 1):
        if n < len(sentences) and (
            sentences[n].segment.paragraph == sentences[first].segment.paragraph
            and sentences[n].segment.kind == sentences[first].segment.kind
        ):
            continue
        start, end = sentences[first].range.start, sentences[n - 1].range.end
        found: list[Passage] = []
        if sentences[first].segment.kind != "boilerplate":
            found = passages(analysis.article.text, start, end)
        result.append(Paragraph(first, n, start, end, tuple(found)))
        first = n
    return tuple(result)
