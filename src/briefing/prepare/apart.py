"""Which articles tell of one event: groups of articles that share rare words, names and leads.

Two articles are alike by the words they share, weighted by their rarity in the language, all over and in their
titles and leads. Groups grow by the mean likeness of their articles (average linkage); what then stands beside the
largest group still belongs to it where it holds the core of it: the words that most of its articles share. A group
that holds two similar events (two strikes, two calls) falls into two where the words that tell its articles apart
do so along one line.

No word list of events, no model: what is measured is the same for any event. The thresholds were chosen on events of
three to eight articles, each mixed with articles of other events, for the fewest articles set apart wrongly.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import combinations

from briefing.prepare.analysis import Analysis
from briefing.prepare.keys import CONTENT, countries, fold, rarity, word_key

FEWEST_WORDS = 25
"""An article with fewer different words gives no evidence, and stays with the event."""
_KINDS = frozenset({"title", "deck", "body", "caption"})
_LEAD = 3
"""So many body sentences are an article's lead."""
_LEADS = 0.4
"""What leads weigh in a likeness, against the whole."""
ALIKE = 0.23
"""Groups join from this mean likeness on."""
UNLIKE = 0.09
"""Articles that stand alone, all of them, are of events of their own below this likeness."""
BELONGS = 0.45
"""A group belongs to the event where its likeness and the share of the core that it holds reach this together."""
# Two similar events within one group: what a split must show.
FEWEST_SPLIT = 2
"""Independent articles on each side at least."""
COPY = 0.3
"""Articles with this share of their runs of words in common are one, as evidence for a split: wire copies would make
any event fall into its wires."""
_RUN = 6
"""Words of a run."""
CONTRAST = 0.42
"""The likeness across against that within, by the words that tell articles apart, at most."""
MARGIN = 0.2
"""How much nearer each article is to its own side, at least (0: as near to the other, 1: nothing shared with it)."""
ACROSS = 0.45
"""The likeness across by all words at most: accounts this alike are of one event …"""
DAYS = 7
"""… unless so many days at least lie between the dates of both sides."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Words:
    """What an article is compared by: its words, and those of its title and lead, each with its weight."""

    every: Vector
    lead: Vector
    forms: tuple[str, ...]
    """The words of the body as they stand, in lower case."""
    day: date | None
    """The publication date."""


def events(analyses: Sequence[Analysis], *, similar: bool = True) -> tuple[tuple[int, ...], ...]:
    """Group articles by the event they tell of: indices in order, the largest group first (of equals: the earlier).

    All in one group where nothing says otherwise. A group of one beside a larger one is an article about something
    else. Without `similar` no two events are told apart that use the same words.
    """
    words = [_words(a) for a in analyses]
    told = [n for n, w in enumerate(words) if len(w.every) >= FEWEST_WORDS]
    if len(told) < 2:
        return (tuple(range(len(words))),) if words else ()
    groups = _ranked(_grown(told, words))
    groups = _rejoined(groups, words)
    if similar:
        groups = [part for g in groups for part in _split(g, words)]
    first, *others = _ranked(groups)
    thin = [n for n, w in enumerate(words) if len(w.every) < FEWEST_WORDS]
    return tuple(map(tuple, [sorted([*first, *thin]), *others]))


def _ranked(groups: Iterable[Iterable[int]]) -> list[list[int]]:
    return sorted((sorted(g) for g in groups), key=lambda g: (-len(g), g))


def _words(analysis: Analysis) -> _Words:
    every: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    forms: list[str] = []
    body = 0
    for sentence in analysis.sentences:
        kind = sentence.segment.kind
        if kind not in _KINDS:
            continue
        body += kind == "body"
        found = [k for t in analysis.tokens_of(sentence) if t.pos in CONTENT and (k := _key(t.text, t.lemma))]
        every.update(found)
        forms += [t.text.lower() for t in analysis.tokens_of(sentence) if kind == "body" and t.text.isalnum()]
        if kind == "title" or body <= _LEAD:
            lead.update(found)
    return _Words(_weighted(every), _weighted(lead), tuple(forms), _day(analysis))


def _day(analysis: Analysis) -> date | None:
    try:
        return date.fromisoformat(analysis.article.published.value) if analysis.article.published else None
    except ValueError:
        return None


def _key(text: str, lemma: str) -> str:
    if not any(c.isalpha() for c in text) or len(text) < 2:
        return ""
    country = countries().get(fold(text)) if text[:1].isupper() else None
    return f"#{country}" if country else word_key(lemma.lower())


def _weighted(counts: Mapping[str, int]) -> Vector:
    return {k: (1 + math.log(n)) * rarity(k) for k, n in counts.items()}


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    norms = math.fsum(v * v for v in a.values()) * math.fsum(v * v for v in b.values())
    return math.fsum(v * b[k] for k, v in a.items() if k in b) / math.sqrt(norms) if norms else 0.0


def _likeness(a: _Words, b: _Words) -> float:
    return (1 - _LEADS) * _cosine(a.every, b.every) + _LEADS * _cosine(a.lead, b.lead)


def _linked(items: Sequence[int], near: Mapping[tuple[int, int], float], least: float, fewest: int) -> list[list[int]]:
    """Join by average linkage while groups are near enough and more than the fewest are left; `items` in order."""
    groups = {n: [n] for n in items}
    mean = dict(near)
    heap = [(-value, i, j) for (i, j), value in near.items()]
    heapify(heap)
    while heap and len(groups) > fewest:
        value, i, j = heappop(heap)
        if -value < least:
            break
        if mean.get((i, j)) != -value:
            continue  # one of both has grown meanwhile
        sizes = len(groups[i]), len(groups[j])
        del mean[i, j]
        groups[i] += groups.pop(j)
        for k in groups:
            if k != i:
                # The mean over all pairs of both (Lance and Williams 1967).
                one, two = mean.pop(_pair(i, k)), mean.pop(_pair(j, k))
                joined = mean[_pair(i, k)] = (one * sizes[0] + two * sizes[1]) / sum(sizes)
                heappush(heap, (-joined, *_pair(i, k)))
    return list(groups.values())


def _pair(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _grown(items: Sequence[int], words: Sequence[_Words]) -> list[list[int]]:
    near = {(i, j): _likeness(words[i], words[j]) for i, j in combinations(items, 2)}
    return _linked(items, near, ALIKE, 1)


def _rejoined(groups: Sequence[Sequence[int]], words: Sequence[_Words]) -> list[list[int]]:
    """Give larger groups back what belongs to them after all; `groups` have the largest first."""
    kept = [list(groups[0])]
    cores = [_core([words[n].every for n in groups[0]])]
    for group in groups[1:]:
        best, home = -1.0, -1
        for n, larger in enumerate(kept):
            near = _mean(_likeness(words[i], words[j]) for i in larger for j in group)
            if cores[n]:
                belongs = near + _mean(_held(cores[n], words[i].every) for i in group) - BELONGS
            else:
                belongs = near - UNLIKE
            if belongs > best:
                best, home = belongs, n
        if best >= 0:
            kept[home] = sorted([*kept[home], *group])
        else:
            kept.append(list(group))
            cores.append(_core([words[n].every for n in group]))
    return kept


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return math.fsum(found) / len(found) if found else 0.0


def _core(vectors: Sequence[Vector]) -> Vector:
    """Give the words that at least half of some articles hold (two at least), weighted by how many do.

    None for an article alone.
    """
    count = Counter(k for v in vectors for k in v)
    most = max(2, math.ceil(len(vectors) / 2))
    total: Counter[str] = Counter()
    for v in vectors:
        for k, weight in v.items():
            if count[k] >= most:
                total[k] += weight  # type: ignore[assignment]  # a Counter of weights
    return {k: weight * count[k] / len(vectors) ** 2 for k, weight in total.items()}


def _held(core: Vector, v: Vector) -> float:
    """Tell how much of a core an article holds, and how much of the article is in it (their geometric mean)."""
    whole = math.fsum(w * w for w in core.values())
    share = math.fsum(w * w for k, w in core.items() if k in v) / whole if whole else 0.0
    return math.sqrt(share * _cosine(core, v))


def _split(group: Sequence[int], words: Sequence[_Words]) -> list[list[int]]:
    """Divide a group that tells of two similar events; its parts again."""
    if len(group) < 2 * FEWEST_SPLIT:
        return [list(group)]
    held = Counter(k for n in group for k in words[n].every)
    telling = {
        n: {k: w * math.log(len(group) / held[k]) for k, w in words[n].every.items() if 1 < held[k] < len(group)}
        for n in group
    }
    near = {(i, j): _cosine(telling[i], telling[j]) for i, j in combinations(group, 2)}
    a, b = _linked(group, near, -1.0, 2)
    if not _two(a, b, near, words):
        return [list(group)]
    return [*_split(sorted(a), words), *_split(sorted(b), words)]


def _two(a: Sequence[int], b: Sequence[int], near: Mapping[tuple[int, int], float], words: Sequence[_Words]) -> bool:
    """Tell whether the two sides of a group are two events."""
    if min(len(a), len(b)) < FEWEST_SPLIT:
        return False
    across = _mean(near[_pair(i, j)] for i in a for j in b)
    within = _mean(near[_pair(i, j)] for side in (a, b) for i, j in combinations(side, 2))
    if across > CONTRAST * within:
        return False
    for own, other in ((a, b), (b, a)):
        for n in own:
            mine = _mean(near[_pair(n, i)] for i in own if i != n)
            theirs = _mean(near[_pair(n, i)] for i in other)
            if mine - theirs < MARGIN * (mine + theirs) or not mine:
                return False
    if any(len(_independent(side, words)) < FEWEST_SPLIT for side in (a, b)):
        return False
    if _mean(_cosine(words[i].every, words[j].every) for i in a for j in b) <= ACROSS:
        return True
    days = [sorted(d for n in side if (d := words[n].day)) for side in (a, b)]
    dated = len(days[0]) == len(a) and len(days[1]) == len(b)
    return dated and max(days[0][0] - days[1][-1], days[1][0] - days[0][-1]).days >= DAYS


def _independent(side: Sequence[int], words: Sequence[_Words]) -> list[int]:
    """Leave out what is a copy of an article before it."""
    runs = {n: set(zip(*(words[n].forms[k:] for k in range(_RUN)), strict=False)) for n in side}
    kept: list[int] = []
    for n in side:
        if all(len(runs[n] & runs[k]) < COPY * min(len(runs[n]), len(runs[k])) for k in kept):
            kept.append(n)
    return kept
