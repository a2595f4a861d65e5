"""Quotations that no group holds together: short ones of one speaker on one thing, and one in other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import NamedTuple

from briefing.model import Quote
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.differences.words import title
from briefing.prepare.keys import Key

_SHORT = 6
"""Words of a quotation that only describes."""
_WHOLE, _LONG = 3, 8
"""Keys of a quotation that may be told again in other words."""
_WIDE = 12
"""Words that its keys may be spread over where it is told again."""
_CROWD = 30
"""A key in more quotations than this draws no comparisons."""
_ENOUGH = 3.0


class Echo(NamedTuple):
    """A quotation, or its part within one sentence, with its keys."""

    statement: Statement
    quote: Quote
    start: int
    end: int
    keyed: tuple[Key, ...]
    noun: str
    """The key of the noun that it ends with and that governs the rest; empty where it is no noun phrase."""
    words: int

    @property
    def keys(self) -> frozenset[str]:
        """The keys alone."""
        return frozenset(k.text for k in self.keyed)


def echoes(scene: Scene) -> Iterator[Finding]:
    """Compare quotations of different articles that share no group.

    Words that tell something, told in the same order, are one quotation with other small words: no contradiction.
    """
    found = list(_echoes(scene))
    by_noun: dict[tuple[str, str], list[Echo]] = {}
    for e in found:
        speaker = e.quote.attribution.speaker_entity or e.quote.attribution.speaker
        if speaker and e.noun and 1 < e.words <= _SHORT:
            by_noun.setdefault((speaker, e.noun), []).append(e)
    for _, rows in sorted(by_noun.items()):
        for x, y in combinations(rows[:_CROWD], 2):
            if _apart(x, y) and x.keys - y.keys and y.keys - x.keys:
                yield _finding(scene, x, y, (x.start, x.end), (y.start, y.end))
    index: dict[str, list[Echo]] = {}
    for e in found:
        for k in sorted(e.keys):
            index.setdefault(k, []).append(e)
    for x in found:
        if _WHOLE <= len(x.keys) <= _LONG and scene.heavy(x.keys) >= _ENOUGH:
            rarest = min(sorted(x.keys), key=lambda k: len(index[k]))
            for y in index[rarest][:_CROWD]:
                held = [k for k in y.keyed if k.text in x.keys]
                if _apart(x, y) and x.keys < y.keys and len(held) == len(x.keys) and _compact(scene, y, held):
                    one = _finding(scene, x, y, (x.start, x.end), (held[0].start, held[-1].end))
                    ordered = [k.text for k in x.keyed] == [k.text for k in held]
                    yield replace(one, verdict="compatible") if ordered else one


def _echoes(scene: Scene) -> Iterator[Echo]:
    """Give the quotations, each part that lies in one body sentence."""
    quotes: dict[str, list[Quote]] = {}
    for q in scene.speech.quotes:
        quotes.setdefault(q.range.article, []).append(q)
    at = dict.fromkeys(quotes, 0)
    for s in scene.statements:
        rows: Sequence[Quote] = quotes.get(s.range.article, ())
        n = at.get(s.range.article, 0)
        while n < len(rows) and rows[n].range.end <= s.range.start:
            n += 1
        at[s.range.article] = n
        while n < len(rows) and rows[n].range.start < s.range.end:
            echo = _echo(scene, s, rows[n])
            if echo:
                yield echo
            n += 1


def _echo(scene: Scene, s: Statement, q: Quote) -> Echo | None:
    words = [
        t
        for t in scene.words(s)
        if q.range.start <= t.start and t.end <= q.range.end and any(c.isalnum() for c in t.text)
    ]
    keyed = tuple(k for k in s.keyed if words and words[0].start <= k.start < words[-1].end)
    if not keyed:
        return None
    last = keyed[-1]
    head = scene.analyses[s.article].tokens[words[-1].head]
    whole = not words[0].start <= head.start < words[-1].end
    noun = last.text if whole and words[-1].pos == "NOUN" and last.end == words[-1].end else ""
    return Echo(s, q, words[0].start, words[-1].end, keyed, noun, len(words))


def _apart(x: Echo, y: Echo) -> bool:
    """Tell whether two quotations are of different articles, in other words, and in no group together."""
    if x.statement.article == y.statement.article or set(x.quote.groups) & set(y.quote.groups):
        return False
    return x.statement.words != y.statement.words


def _compact(scene: Scene, y: Echo, held: Sequence[Key]) -> bool:
    return len(scene.text(y.statement, held[0].start, held[-1].end).split()) <= _WIDE


def _finding(scene: Scene, x: Echo, y: Echo, mine: tuple[int, int], theirs: tuple[int, int]) -> Finding:
    variants = (scene.variant(x.statement, *mine), scene.variant(y.statement, *theirs))
    about = partial(
        title,
        partial(scene.around, x.statement, x.quote.range.start, x.quote.range.end),
        partial(scene.around, y.statement, y.quote.range.start, y.quote.range.end),
        partial(scene.around, y.statement, *theirs),
        otherwise=partial(scene.about, x.statement, y.statement),
    )
    return Finding("quote-wording", "differs", about, variants)
