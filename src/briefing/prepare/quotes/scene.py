"""An article laid out for attribution: its passages, its grammar as a tree, and who is named where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.model import Entity, Range
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.clean.popups import without_popups
from briefing.prepare.quotes.marks import DOUBLE, SINGLE, Passage, nested, passages

# Types of entities that speak or are spoken for.
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Kinds of text that a pronoun or an inherited speaker of the body does not look into.
ASIDE = frozenset({"caption", "boilerplate", "date", "byline"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive sentences of one paragraph and one kind."""

    first: int
    """Index of its first sentence."""
    last: int
    """Index one past its last sentence."""
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What attribution asks of an article."""

    analysis: Analysis
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]
    """Of the whole article, in order; an inner one follows the one that holds it."""
    parents: tuple[int, ...]
    """Of each passage, the index of the passage that holds it, or -1."""
    children: tuple[tuple[int, ...], ...]
    """Of each token, the indices of those that depend on it."""
    sentence_of: tuple[int, ...]
    """Of each token, the index of its sentence."""
    paragraph_of: tuple[int, ...]
    """Of each sentence, the index of its paragraph."""
    layer: tuple[int, ...]
    """Of each token, the index of the innermost passage that holds it, or -1."""
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

    @property
    def text(self) -> str:
        """The article's text."""
        return self.analysis.article.text

    def token_at(self, place: int) -> int:
        """Give the index of the first token that starts at `place` or behind it."""
        return bisect_left(self.starts, place)

    def sentence_at(self, place: int) -> int:
        """Give the index of the sentence that holds `place` (the one before it where none does)."""
        token = bisect_right(self.starts, place) - 1
        return self.sentence_of[max(token, 0)] if self.sentence_of else 0

    def kind_at(self, sentence: int) -> str:
        """Give the kind of a sentence's segment."""
        return self.sentences[sentence].segment.kind


@dataclass(frozen=True, slots=True)
class Places:
    """Where one article names an entity, or stands a role for it."""

    entity: Entity
    mentions: tuple[Range, ...]
    references: tuple[Range, ...]


def by_article(entities: Sequence[Entity]) -> dict[str, list[Places]]:
    """Sort the entities' places by article."""
    result: dict[str, list[Places]] = {}
    for entity in entities:
        if entity.type not in NAMED:
            continue
        at: dict[str, tuple[list[Range], list[Range]]] = {}
        for r in entity.mentions:
            at.setdefault(r.article, ([], []))[0].append(r)
        for r in entity.references:
            at.setdefault(r.article, ([], []))[1].append(r)
        for article, (mentions, references) in at.items():
            result.setdefault(article, []).append(Places(entity, tuple(mentions), tuple(references)))
    return result


def lay_out(analysis: Analysis, places: Iterable[Places]) -> Scene:
    """Lay an article out; `places` are those of its entities."""
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
    text, ends = without_popups(analysis.article.text), [s.range.end for s in analysis.sentences]
    found = [
        p
        for paragraph in paragraphs
        if paragraph.kind != "boilerplate"
        for p in nested(_whole(p, text, ends) for p in passages(text, paragraph.start, paragraph.end))
    ]
    named: list[Entity | None] = [None] * len(tokens)
    stands_for: list[Entity | None] = [None] * len(tokens)
    for place in places:
        for ranges, slots in ((place.mentions, named), (place.references, stands_for)):
            for r in ranges:
                for i in range(bisect_left(starts, r.start), bisect_left(starts, r.end)):
                    slots[i] = _narrower(slots[i], place.entity)
    return Scene(
        analysis,
        paragraphs,
        tuple(found),
        _parents(found),
        tuple(map(tuple, children)),
        tuple(sentence_of),
        tuple(n for n, p in enumerate(paragraphs) for _ in range(p.first, p.last)),
        _layers(found, starts),
        tuple(named),
        tuple(stands_for),
        starts,
    )


def _whole(p: Passage, text: str, ends: Sequence[int]) -> Passage:
    """Have a quotation that lacks its closing mark end with a sentence, the last one that ends in it."""
    if p.closed or text[p.end - 1] in DOUBLE + SINGLE:
        return p
    n = bisect_right(ends, p.end) - 1
    # Where none ends in it, the one it stands in is quoted to its end.
    return p._replace(end=ends[n] if n >= 0 and ends[n] > p.start + 1 else ends[n + 1])


def _narrower(old: Entity | None, new: Entity) -> Entity:
    """Choose for a token between names that hold each other: people before what is named after them."""
    if old is None or (new.type == "PERSON" and old.type != "PERSON"):
        return new
    return old


def _paragraphs(analysis: Analysis) -> tuple[Paragraph, ...]:
    result = []
    first = 0
    sentences = analysis.sentences
    for n in range(1, len(sentences) + 1):
        begun = sentences[first].segment
        if n < len(sentences) and (
            sentences[n].segment.paragraph == begun.paragraph and sentences[n].segment.kind == begun.kind
        ):
            continue
        result.append(Paragraph(first, n, begun.range.start, sentences[n - 1].range.end, begun.kind))
        first = n
    return tuple(result)


def _parents(found: Sequence[Passage]) -> tuple[int, ...]:
    result: list[int] = []
    stack: list[int] = []
    for n, p in enumerate(found):
        while stack and found[stack[-1]].end <= p.start:
            stack.pop()
        result.append(stack[-1] if stack else -1)
        stack.append(n)
    return tuple(result)


def _layers(found: Sequence[Passage], starts: Sequence[int]) -> tuple[int, ...]:
    layer = [-1] * len(starts)
    for n, p in enumerate(found):
        for i in range(bisect_left(starts, p.start), bisect_left(starts, p.end)):
            layer[i] = n
    return tuple(layer)


def office_of(scene: Scene, at: int) -> int:
    """Climb from the body that an office is of to the office: "Paris" in "the envoy to Paris, Ann Lee"."""
    entity, over = scene.named[at], scene.tokens[at].head
    if entity is None or entity.type not in ("GPE", "ORG", "LOC", "FAC") or scene.tokens[at].dep != "pobj":
        return at
    office = scene.tokens[over].head
    return office if scene.tokens[over].dep == "prep" and scene.tokens[office].pos in ("NOUN", "PROPN") else at
