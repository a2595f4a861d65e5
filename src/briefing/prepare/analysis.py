"""What `annotate` gives: an article's tokens and sentences as plain values.

spaCy's objects never leave `annotate`; everything behind it works on these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefing.model import Article, Range, Segment

VECTOR = 384
"""Numbers of a sentence's vector."""
VECTOR_SCALE = 400
"""A vector's numbers are kept times this, rounded, in a signed byte each: the vectors have about length 400."""

NOT_ENGLISH = "not analysed: not in English"
"""Reason of the paragraphs of an article in another language: they are shown, and no stage reads them."""


class Token(NamedTuple):
    """A token; offsets are characters of the article's text."""

    start: int
    end: int
    text: str
    lemma: str
    """Lower case, but for proper nouns."""
    pos: str
    """Universal part of speech: NOUN, PROPN, VERB …"""
    tag: str
    """Penn Treebank tag: NN, NNP, VBD …"""
    dep: str
    """Dependency label: nsubj, dobj, ccomp …"""
    head: int
    """Index of the head in the article's tokens; a root is its own head."""
    entity: str
    """spaCy's entity type, or the empty string."""
    entity_begins: bool


class Sentence(NamedTuple):
    """A sentence (or a title, caption, byline …: each analysed segment) with its tokens."""

    segment: Segment
    first: int
    """Index of its first token in the article's tokens."""
    last: int
    """Index one past its last token."""

    @property
    def range(self) -> Range:
        """The segment's range."""
        return self.segment.range


@dataclass(frozen=True, slots=True)
class Analysis:
    """One annotated article."""

    article: Article
    """With its segments at their final grain: a body segment is one sentence."""
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    """One for each segment, of every kind, in order."""
    model: str
    """Name and version of the pipeline that made it."""
    vectors: bytes = b""
    """What each of `sentences` is about: VECTOR signed bytes for one after the other (zeros where it is neither body,
    deck nor caption); empty where there is no encoder."""
    encoder: str = ""
    """Names and versions of what made the vectors; empty where there is none."""

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """Give a sentence's tokens (their heads are indices into `tokens`)."""
        return self.tokens[sentence.first : sentence.last]

    def text_of(self, span: Range) -> str:
        """Give the text of a range as it stands."""
        return self.article.text[span.start : span.end]
