"""Annotated articles kept between builds, by their content.

An entry is one file: a JSON document, compressed. Its name derives from everything that the analysis depends
on (the text, the names of the files, the versions of the model, of spaCy and of the encoder, the source of these
stages), so that an entry is never out of date; one that does not read is ignored and written anew. Nothing in it is
executed.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any, get_args

from briefing.model import Article, Dateline, Found, Range, Segment, SegmentKind
from briefing.prepare.analysis import VECTOR, Analysis, Sentence, Token
from briefing.prepare.annotate import SPACES, annotate, model_version
from briefing.prepare.annotate.vectors import encoder_version
from briefing.prepare.clean import clean
from briefing.prepare.workers import shared

MAX_ENTRIES = 5000
"""More entries are pruned, the longest unused first; an entry of a usual article has some 25 kB."""
MAX_PLAIN = 512 * 1024 * 1024
# Less than this many articles are not worth starting processes for.
_WORTH_WORKERS = 8
_SUFFIX = ".analysis"
_BESIDE = ".part"  # while it is written
_KINDS = frozenset(get_args(SegmentKind))
_FOUND = ("title", "published", "byline", "outlet")

Told = Callable[[str, str], None]
"""Called with an article's file name and "cached" or "annotated" when it is done."""


def analyse(
    articles: Sequence[Article],
    model: str,
    kept: AnalysisCache | None = None,
    on_done: Told = lambda _name, _stage: None,
    workers: int = 1,
) -> list[Analysis]:
    """Clean and annotate articles, in their order; what the cache holds is taken from it.

    `workers` processes share the work where there are enough articles; the result does not depend on it.
    spaCy is imported only where something is left to annotate. Raises BriefingError for a missing model.
    """
    done: dict[int, Analysis] = {}
    stamp = model_version(model)
    for n, article in enumerate(articles):
        known = kept.get(article, stamp) if kept else None
        if known is not None:
            done[n] = known
            on_done(_name(article), "cached")
    left = [n for n in range(len(articles)) if n not in done]
    for n, analysis in zip(left, _annotated([articles[n] for n in left], model, workers), strict=True):
        done[n] = analysis
        if kept:
            kept.put(analysis)
        on_done(_name(analysis.article), "annotated")
    if kept and left:
        kept.prune()
    return [done[n] for n in range(len(articles))]


def _name(article: Article) -> str:
    return PurePath(article.paths[0]).name


def _annotated(articles: Sequence[Article], model: str, workers: int) -> Iterator[Analysis]:
    if not articles:
        return
    # More processes than processors would take memory alone.
    workers = min(workers, os.cpu_count() or 1)
    if workers <= 1 or len(articles) < _WORTH_WORKERS:
        yield from annotate([clean(article) for article in articles], model)
        return
    yield from shared(partial(_one, model), articles, workers)


def _one(model: str, article: Article) -> Analysis:
    return next(annotate([clean(article)], model))


@cache
def stages_version() -> str:
    """Give the hash of the source and the word lists of reading, cleaning and annotating."""
    digest = sha256()
    home = files("briefing")
    prepare = home.joinpath("prepare")
    single = [home.joinpath("model.py"), prepare.joinpath("analysis.py"), prepare.joinpath("cache.py")]
    rooms = [prepare.joinpath("clean"), prepare.joinpath("annotate"), prepare.joinpath("data", "pages")]
    rooms += [prepare.joinpath("read"), prepare.joinpath("data", "vectors")]
    for file in [*single, *(f for room in rooms for f in _sorted(room.iterdir()))]:
        if file.is_file() and not file.name.endswith(".pyc"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _sorted(entries: Iterable[Traversable]) -> list[Traversable]:
    return sorted(entries, key=lambda entry: entry.name)


class AnalysisCache:
    """Analyses in a folder, which is made when the first is put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, article: Article, model: str) -> Analysis | None:
        """Give the analysis of an article (as read, or cleaned) by the model of this name and version."""
        key = _key(article, model)
        path = self.folder / f"{key}{_SUFFIX}"
        try:
            packed = path.read_bytes()
        except OSError:
            return None
        try:
            engine = zlib.decompressobj()
            row = json.loads(engine.decompress(packed, MAX_PLAIN))
            if not engine.eof or row["key"] != key:
                return None
            analysis = _unpacked(row, article, model)
        except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            return None
        _touch(path)
        return analysis

    def put(self, analysis: Analysis) -> None:
        """Keep an analysis; a folder that cannot be written leaves things as they are."""
        key = _key(analysis.article, analysis.model)
        plain = json.dumps(_packed(analysis, key), ensure_ascii=True, separators=(",", ":"))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self.folder, prefix=key, suffix=_BESIDE)
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(zlib.compress(plain.encode("ascii"), 6))
            Path(beside).replace(self.folder / f"{key}{_SUFFIX}")
        except BaseException as error:
            Path(beside).unlink(missing_ok=True)
            if not isinstance(error, OSError):
                raise

    def prune(self, most: int = MAX_ENTRIES) -> None:
        """Remove the longest unused entries where there are more than `most`, and what a killed build has left."""
        try:
            every = [(e.stat().st_mtime_ns, e.name) for e in os.scandir(self.folder)]
            entries = sorted((e for e in every if e[1].endswith(_SUFFIX)), reverse=True)
            # No entry is written for an hour.
            left = [e for e in every if e[1].endswith(_BESIDE) and entries and e[0] < entries[0][0] - 3600 * 10**9]
            for _, name in [*entries[most:], *left]:
                (self.folder / name).unlink(missing_ok=True)
        except OSError:
            return


def _touch(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:
        return


def _key(article: Article, model: str) -> str:
    try:
        spacy = version("spacy")
    except PackageNotFoundError:
        spacy = ""
    names = sorted({PurePath(path).name for path in article.paths})
    parts = [article.id, article.text, article.url or "", *names, model, spacy, encoder_version(), stages_version()]
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _packed(analysis: Analysis, key: str) -> dict[str, Any]:
    """Lay an analysis out in columns; words are numbers into a table."""
    table: dict[str, int] = {}

    def numbers(words: Iterable[str]) -> list[int]:
        return [table.setdefault(word, len(table)) for word in words]

    tokens, article = analysis.tokens, analysis.article
    segments = [s.segment for s in analysis.sentences]
    row: dict[str, Any] = {
        "key": key,
        "found": {name: _packed_found(getattr(article, name)) for name in _FOUND},
        "dateline": _packed_dateline(article.dateline),
        "segments": [[s.range.start, s.range.end, s.kind, s.reason, s.paragraph] for s in segments],
        "firsts": [s.first for s in analysis.sentences],
        "start": [t.start for t in tokens],
        "length": [t.end - t.start for t in tokens],
        "head": [t.head - n for n, t in enumerate(tokens)],
        "begins": "".join("1" if t.entity_begins else "0" for t in tokens),
    }
    for column in ("lemma", "pos", "tag", "dep", "entity"):
        row[column] = numbers(getattr(t, column) for t in tokens)
    row["table"] = list(table)
    row["vectors"] = b64encode(analysis.vectors).decode("ascii")
    row["encoder"] = analysis.encoder
    return row


def _packed_found(found: Found | None) -> list[Any] | None:
    if found is None:
        return None
    place = [found.range.start, found.range.end] if found.range else None
    return [found.value, place, found.rule]


def _packed_dateline(dateline: Dateline | None) -> list[Any] | None:
    return [dateline.range.start, dateline.range.end, dateline.place, dateline.agency] if dateline else None


def _unpacked(row: dict[str, Any], article: Article, model: str) -> Analysis:
    """Read an entry; raises ValueError, TypeError, KeyError or IndexError where it is not sound."""
    text = article.text
    table: list[str] = row["table"]
    _check(all(type(word) is str for word in table))
    starts, lengths, heads, begins = row["start"], row["length"], row["head"], row["begins"]
    columns = [row[name] for name in ("lemma", "pos", "tag", "dep", "entity")]
    count = len(starts)
    _check(all(len(column) == count for column in (lengths, heads, begins, *columns)))
    _check(all(type(n) is int and n >= 0 for column in columns for n in column))
    _check(all(0 <= s < s + n <= len(text) for s, n in zip(starts, lengths, strict=True)))
    _check(all(0 <= n + head < count for n, head in enumerate(heads)))
    spaced = text.translate(SPACES)
    tokens = tuple(
        Token(s, s + n, spaced[s : s + n], table[a], table[b], table[c], table[d], at + h, table[e], x == "1")
        for at, (s, n, h, x, a, b, c, d, e) in enumerate(zip(starts, lengths, heads, begins, *columns, strict=True))
    )
    segments = tuple(_segment(entry, article) for entry in row["segments"])
    firsts = row["firsts"]
    lasts = [*firsts[1:], count]
    _check(len(firsts) == len(segments) and (not firsts or firsts[0] == 0))
    _check(all(type(a) is int and 0 <= a <= b <= count for a, b in zip(firsts, lasts, strict=False)))
    _check(all(a.range.end <= b.range.start for a, b in pairwise(segments)))
    found: dict[str, Any] = {name: _found(row["found"][name], article) for name in _FOUND}
    found["dateline"] = _dateline(row["dateline"], article)
    sentences = tuple(Sentence(*parts) for parts in zip(segments, firsts, lasts, strict=False))
    vectors, encoder = b64decode(row["vectors"], validate=True), row["encoder"]
    _check(type(encoder) is str and len(vectors) in {0, VECTOR * len(sentences)} and bool(vectors) <= bool(encoder))
    return Analysis(replace(article, segments=segments, **found), tokens, sentences, model, vectors, encoder)


def _segment(entry: list[Any], article: Article) -> Segment:
    start, end, kind, reason, paragraph = entry
    _check(type(start) is int and type(end) is int and 0 <= start < end <= len(article.text))
    _check(kind in _KINDS and type(reason) in (str, type(None)) and type(paragraph) is int)
    return Segment(Range(article.id, start, end), kind, reason, paragraph)


def _found(entry: list[Any] | None, article: Article) -> Found | None:
    if entry is None:
        return None
    value, place, rule = entry
    _check(type(value) is str and type(rule) is str)
    if place is None:
        return Found(value, None, rule)
    start, end = place
    _check(type(start) is int and type(end) is int and 0 <= start < end <= len(article.text))
    return Found(value, Range(article.id, start, end), rule)


def _dateline(entry: list[Any] | None, article: Article) -> Dateline | None:
    if entry is None:
        return None
    start, end, place, agency = entry
    _check(type(start) is int and type(end) is int and 0 <= start < end <= len(article.text))
    _check(type(place) in (str, type(None)) and type(agency) in (str, type(None)))
    return Dateline(Range(article.id, start, end), place, agency)


def _check(sound: bool) -> None:  # noqa: FBT001 - the one thing it asks
    if not sound:
        raise ValueError("not a sound entry")
