"""The same article at several places: the same words, or a page and the text that was copied from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from briefing.model import Article
from briefing.prepare.read.document import letters

_HEAD_LINES = 14
_SHINGLE = 6
# A copy of a page may have kept its menus or have lost a caption.
_HELD, _LONGER = 0.9, 1.6
_LEAST_WORDS = 60


def united(articles: Sequence[Article]) -> list[Article]:
    """Make one article of those that are the same, with all their places; in order of the text's hash.

    The same are texts that differ in white space alone; and an article whose format tells its title, with another
    that has this title at its head and nearly all of its words, unless the two name different outlets.
    """
    ordered = sorted(articles, key=lambda a: (a.paths[0], a.id))
    by_words: dict[bytes, Article] = {}
    for article in ordered:
        key = sha256(" ".join(article.text.split()).encode("utf-8", "surrogatepass")).digest()
        known = by_words.get(key)
        by_words[key] = _joined(known, article) if known else article
    left = list(by_words.values())
    # The fullest head first: the text of a page whose title is known stands for the others.
    left.sort(key=lambda a: (-sum(s.kind != "body" for s in a.segments), -len(a.text), a.id))
    titled: dict[str, list[int]] = {}
    kept: list[Article] = []
    for article in left:
        same = next(
            (n for title in _titles(article) for n in titled.get(title, ()) if _is_same(kept[n], article)), None
        )
        if same is not None:
            kept[same] = _joined(kept[same], article)
            continue
        if article.title is not None:
            titled.setdefault(letters(article.title.value), []).append(len(kept))
        kept.append(article)
    return sorted(kept, key=lambda a: a.id)


def _joined(one: Article, other: Article) -> Article:
    """Give the first article with the places of both; its own file stays the first."""
    return replace(one, paths=(one.paths[0], *sorted({*one.paths[1:], *other.paths} - {one.paths[0]})))


def _titles(article: Article) -> list[str]:
    """Give what may be the title: the known one, else each line at the top."""
    if article.title is not None:
        return [letters(article.title.value)]
    lines = [line for line in article.text[:4000].split("\n") if line.strip()]
    return [key for line in lines[:_HEAD_LINES] if (key := letters(line[:400]))]


def _is_same(known: Article, other: Article) -> bool:
    if known.outlet and other.outlet and letters(known.outlet.value) != letters(other.outlet.value):
        return False
    one, two = _words(known), _words(other)
    if len(one) < _LEAST_WORDS or len(two) > _LONGER * len(one) + 60 or len(one) > _LONGER * len(two) + 60:
        return False
    a, b = _shingles(one), _shingles(two)
    return sum((a & b).values()) >= _HELD * min(sum(a.values()), sum(b.values()))


def _words(article: Article) -> list[str]:
    """Give the words behind the known head."""
    start = max((s.range.end for s in article.segments if s.kind != "body"), default=0)
    return [word for raw in article.text[start:].split() if (word := letters(raw))]


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1))
