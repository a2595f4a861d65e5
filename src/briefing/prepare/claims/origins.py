"""Who copied from whom: passages that articles share word for word, and the independent origins of a claim.

Runs of words are found by seeds of eight words that two articles share, extended to both sides. Words inside
quotation marks do not count: quoting the same words is not copying.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from briefing.model import Copy, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.rows import products
from briefing.prepare.quotes import Speech

SEED = 8
"""Words of a seed, a power of two."""
_LONG = 14
"""A run with this many unquoted words is a copied passage by itself."""
_SEVERAL = 2
_TOTAL = 20
"""Or several runs of at least a seed's length with this many unquoted words together."""
_FREQUENT = 40
"""Seeds at more places than articles allow are furniture."""


class Word(NamedTuple):
    """A word of an article's body or captions."""

    text: str
    start: int
    end: int
    quoted: bool


def copies(analyses: Sequence[Analysis], speech: Speech) -> tuple[Copy, ...]:
    """Find the passages that each two articles share."""
    words = [_words(a, speech) for a in analyses]
    texts = [[w.text for w in row] for row in words]
    unquoted = [[0, *accumulate(not w.quoted for w in row)] for row in words]
    places = meetings(texts)
    result = []
    for a, b in sorted(places):
        runs = _runs(texts[a], texts[b], unquoted[a], places[a, b])
        sizes = [unquoted[a][x + n] - unquoted[a][x] for x, _, n in runs]
        if max(sizes) >= _LONG or (len(runs) >= _SEVERAL and sum(sizes) >= _TOTAL):
            ids = analyses[a].article.id, analyses[b].article.id
            passages = tuple(
                (
                    Range(ids[0], words[a][x].start, words[a][x + n - 1].end),
                    Range(ids[1], words[b][y].start, words[b][y + n - 1].end),
                )
                for x, y, n in runs
            )
            result.append(Copy(*ids, passages))
    return tuple(result)


def meetings(texts: Sequence[Sequence[str]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Give for each two articles, by their numbers, the places in both where one seed begins, in order."""
    if sum(map(len, texts)) < SEED:
        return {}
    ids: dict[str, int] = {}
    run = np.array([ids.setdefault(w, len(ids)) for row in texts for w in row], dtype=np.int64)
    sizes = [len(row) for row in texts]
    owner = np.repeat(np.arange(len(texts)), sizes)
    place = np.arange(len(run)) - np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
    size = 1
    while size < SEED:
        _, run = np.unique(run[:-size] * (int(run.max()) + 1) + run[size:], return_inverse=True)
        size *= 2
    whole = owner[: len(run)] == owner[SEED - 1 : SEED - 1 + len(run)]
    run, owner, place = run[whole], owner[: len(whole)][whole], place[: len(whole)][whole]
    order = np.argsort(run, kind="stable")
    starts, times = np.unique(run[order], return_index=True, return_counts=True)[1:]
    kept = (times > 1) & (times <= max(_FREQUENT, 2 * len(texts)))
    starts, times = starts[kept], times[kept]
    _, x, y = products(starts, times, starts, times)
    x, y = order[x], order[y]
    apart = owner[x] < owner[y]
    x, y = x[apart], y[apart]
    pair = owner[x] * len(texts) + owner[y]
    by_pair = np.lexsort((place[y], place[x], pair))
    pair, x, y = pair[by_pair], place[x][by_pair].tolist(), place[y][by_pair].tolist()
    names, first = np.unique(pair, return_index=True)
    ends = [*first.tolist(), len(x)][1:]
    return {
        (name // len(texts), name % len(texts)): list(zip(x[start:end], y[start:end], strict=True))
        for name, start, end in zip(names.tolist(), first.tolist(), ends, strict=True)
    }


def _words(analysis: Analysis, speech: Speech) -> list[Word]:
    quotes = sorted(q.range for q in speech.quotes if q.range.article == analysis.article.id)
    result: list[Word] = []
    at = 0
    for sentence in analysis.sentences:
        if sentence.segment.kind not in {"body", "caption"}:
            continue
        for t in analysis.tokens_of(sentence):
            text = _plain(t.text)
            if text:
                while at < len(quotes) and quotes[at].end <= t.start:
                    at += 1
                result.append(Word(text, t.start, t.end, at < len(quotes) and quotes[at].start <= t.start))
    return result


@lru_cache(maxsize=1 << 15)
def _plain(word: str) -> str:
    """Give a word's letters and digits alone, lower case."""
    return re.sub(r"\W+", "", word).lower()


def _runs(
    a: Sequence[str], b: Sequence[str], unquoted: Sequence[int], places: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Extend seeds to runs (place in a, place in b, words); none within another, those of quotations alone left out.

    `unquoted` counts the words of `a` outside quotations up to each place.
    """
    runs: list[tuple[int, int, int]] = []
    reached: dict[int, int] = {}
    for x, y in places:
        if reached.get(x - y, -1) > x:
            continue
        first, n = x, SEED
        while first > 0 and y - (x - first) > 0 and a[first - 1] == b[y - (x - first) - 1]:
            first -= 1
        while x + n < len(a) and y + n < len(b) and a[x + n] == b[y + n]:
            n += 1
        reached[x - y] = x + n
        if unquoted[x + n] - unquoted[first] >= SEED // 2:
            runs.append((first, y - (x - first), n + x - first))
    runs.sort(key=lambda r: (-r[2], r))
    kept: list[tuple[int, int, int]] = []
    covered = bytearray(len(a))
    for x, y, n in runs:
        if sum(covered[x : x + n]) <= n // 2:
            covered[x : x + n] = b"\1" * n
            kept.append((x, y, n))
    return sorted(kept) or [(0, 0, 0)]


def agencies(analyses: Sequence[Analysis]) -> dict[str, str]:
    """Give the agency that an article credits: in a dateline, a byline, or a line of its own."""
    result: dict[str, str] = {}
    for analysis in analyses:
        dateline = analysis.article.dateline
        if dateline and dateline.agency and dateline.agency.lower() in _AGENCIES:
            result[analysis.article.id] = _AGENCIES[dateline.agency.lower()]
        for segment in analysis.article.segments:
            text = analysis.text_of(segment.range)[:200]
            known = _CREDIT.search(text) if segment.kind in {"body", "byline", "caption"} else None
            if known:
                result.setdefault(analysis.article.id, _AGENCIES[known["name"].lower()])
            if segment.kind == "body":
                break
        byline = analysis.article.byline
        if byline and analysis.article.id not in result:
            for name, agency in sorted(_AGENCIES.items()):
                if re.search(rf"\b{re.escape(name)}\b", byline.value.lower()):
                    result[analysis.article.id] = agency
                    break
    return result


_AGENCIES = {
    "ap": "AP", "associated press": "AP", "the associated press": "AP", "reuters": "Reuters", "afp": "AFP",
    "agence france-presse": "AFP", "bloomberg": "Bloomberg", "upi": "UPI", "xinhua": "Xinhua", "tass": "TASS",
    "interfax": "Interfax", "dpa": "dpa", "ians": "IANS", "pti": "PTI", "ani": "ANI", "kyodo": "Kyodo",
    "yonhap": "Yonhap", "efe": "EFE", "ansa": "ANSA", "pa": "PA", "press association": "PA", "aap": "AAP",
}  # fmt: skip
_CREDIT = re.compile(
    r"\((?P<name>"
    + "|".join(sorted((re.escape(n) for n in _AGENCIES), key=lambda n: (-len(n), n)))
    + r")\)\s{0,3}[-–—]",
    re.IGNORECASE,
)


class Passages:
    """Tells which articles share the words of a range."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self._rows: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for c in copies:
            for x, y in c.passages:
                self._rows.setdefault((c.a, c.b), []).append((x.start, x.end))
                self._rows.setdefault((c.b, c.a), []).append((y.start, y.end))
        for row in self._rows.values():
            row.sort()

    def share(self, span: Range, other: str) -> float:
        """Give the share of a range that lies in passages shared with another article."""
        rows = self._rows.get((span.article, other), [])
        first = bisect_left(rows, (span.start - 20000, 0))
        last = bisect_right(rows, (span.end, 0))
        inside = sum(max(0, min(e, span.end) - max(s, span.start)) for s, e in rows[first:last])
        return inside / max(1, span.end - span.start)


def origins(
    support: Sequence[Range], passages: Passages, credited: Mapping[str, str], texts: Mapping[Range, str]
) -> int:
    """Count the independent origins of a claim's full mentions.

    Two articles are one origin where a mention of each lies for the most part in passages they share, where their
    mentions are the same words, or where both credit the same agency.
    """
    articles = sorted({r.article for r in support})
    parent = {a: a for a in articles}

    def root(a: str) -> str:
        while parent[a] != a:
            a = parent[a]
        return a

    by_text: dict[str, str] = {}
    by_credit: dict[str, str] = {}
    for r in support:
        other = by_text.setdefault(texts[r], r.article)
        parent[root(other)] = root(r.article)
        if r.article in credited:
            other = by_credit.setdefault(credited[r.article], r.article)
            parent[root(other)] = root(r.article)
        for a in articles:
            if root(a) != root(r.article) and passages.share(r, a) >= 0.5:
                parent[root(a)] = root(r.article)
    return len({root(a) for a in articles})
