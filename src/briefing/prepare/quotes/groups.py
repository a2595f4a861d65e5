"""Quotations of one utterance across sources share groups, though cut, translated or worded differently.

Evidence is what two quotations share, weighted by how rare it is in the event; shared function words are none.
Quotations are compared only where they share a word that is rare enough, so cost grows with what they share.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from briefing.prepare.ids import content_id
from briefing.prepare.quotes.lexicon import lexicon

_WORD = re.compile(r"[^\W_]{1,40}(?:['’][^\W_]{1,3})?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STEM = 5
# A word in more quotations than this draws no comparisons.
_CROWD = 60
_RUN = 120
# A quotation of so many content words, or more words with one, is the same as one that holds it whole.
_WHOLE = 2
# The weight of the words that two quotations without a common run must share.
_EVIDENCE = 5.0
_NAMED = 0.7


@dataclass(frozen=True)
class Said:
    """A quotation as grouping sees it."""

    id: str
    article: str
    text: str
    speaker: str | None
    """The speaker's entity, else the words that name one; None where unknown."""
    name: frozenset[str]
    """The words of the speaker's name."""
    person: bool
    """Whether the speaker is a known person."""
    around: str
    """What stands close around it in its sentences."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, in lower case."""
        return tuple(_words(self.text)[:_RUN])

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its content words, cut."""
        return _cut(self.words)

    @cached_property
    def course(self) -> tuple[str, ...]:
        """Its content words, cut, in order."""
        common = lexicon().function
        return tuple(w[:_STEM] for w in self.words if w not in common)

    @cached_property
    def context(self) -> frozenset[str]:
        """The content words around it but for the speaker's name, cut."""
        return _cut(_words(self.around)) - self.stems - _cut(sorted(self.name))

    @cached_property
    def years(self) -> frozenset[str]:
        """Years that stand around it."""
        return frozenset(_YEAR.findall(self.around))


def _words(text: str) -> list[str]:
    return [m.group().lower().replace("’", "'") for m in _WORD.finditer(text)]


def _cut(words: Sequence[str]) -> frozenset[str]:
    """Give the content words, cut to their first letters."""
    common = lexicon().function
    return frozenset(w[:_STEM] for w in words if w not in common)


def groups(said: Sequence[Said], sentences: Iterable[str], names: Iterable[str]) -> list[tuple[str, ...]]:
    """Give each quotation the ids of its groups.

    `sentences` of the event tell how rare a word is; words of `names` weigh less, since all that is said on a matter
    names those concerned.
    """
    counts: Counter[str] = Counter()
    total = 0
    for sentence in sentences:
        counts.update(_cut(_words(sentence)))
        total += 1
    weight = {s: log((total + 2) / (counts[s] or 1)) for q in said for s in q.stems | q.context}
    for stem in sorted(_cut([w for name in names for w in _words(name)])):
        if stem in weight:
            weight[stem] *= _NAMED
    index: defaultdict[str, list[int]] = defaultdict(list)
    for n, q in enumerate(said):
        for s in q.stems:
            index[s].append(n)
    near: list[set[int]] = [set() for _ in said]
    for n, q in enumerate(said):
        rare = {m for s in q.stems if len(index[s]) <= _CROWD for m in index[s] if m < n}
        for m in sorted(rare):
            if said[m].article != q.article and _same(q, said[m], weight):
                near[n].add(m)
                near[m].add(n)
    result: list[list[str]] = [[] for _ in said]
    taken: set[str] = set()
    for clique in _cliques(near):
        name = content_id("u", *sorted(said[n].id for n in clique[:2]))
        if name in taken:
            name = content_id("u", *sorted(said[n].id for n in clique))
        taken.add(name)
        for n in clique:
            result[n].append(name)
    return [tuple(g) for g in result]


def _same(a: Said, b: Said, weight: dict[str, float]) -> bool:
    """Tell whether two quotations are of one utterance."""
    alike = _is_alike(a, b)
    if (a.person and b.person and not alike) or (a.years and b.years and not a.years & b.years):
        return False
    run = _run(a.words, b.words)
    if _is_whole(a, b, run, alike):
        return True
    shared = a.stems & b.stems
    if len(shared) == 1:
        return _is_word(a, b, weight) and _alike_around(a, b, weight)
    # What is told in the same order: statements on one matter share words, those of one utterance their course.
    evidence = _sum(_common(a.course, b.course), weight)
    least = min(_sum(a.stems, weight), _sum(b.stems, weight))
    share = evidence / least
    if _is_verbatim(run, alike, share) and _sum(_cut(run), weight) >= _EVIDENCE:
        return True
    if alike:
        return share >= 0.5 and evidence >= _EVIDENCE
    return share >= 0.8 and evidence >= 1.5 * _EVIDENCE


def _is_whole(a: Said, b: Said, run: Sequence[str], alike: bool) -> bool:  # noqa: FBT001 - a plain condition
    """Tell whether one quotation stands in the other as it is, so that the two are one."""
    matter = _matter(run)
    if not matter or len(run) < min(len(a.words), len(b.words)):
        return False
    if alike:
        return matter >= _WHOLE or len(run) > _WHOLE
    # Without one known speaker, a phrase that stands in a long quotation may be the matter rather than the words.
    short = matter >= _WHOLE and max(len(a.course), len(b.course)) <= 2 * matter
    return short or matter >= 2 * _WHOLE


def _is_word(a: Said, b: Said, weight: dict[str, float]) -> bool:
    """Tell whether one of two quotations is but the word that they share, or little more."""
    least = min(_sum(a.stems, weight), _sum(b.stems, weight))
    return _sum(a.stems & b.stems, weight) >= 0.9 * least


def _is_alike(a: Said, b: Said) -> bool:
    """Tell whether both have one speaker: the same entity, or words of which one names the other more fully."""
    if a.speaker is None or b.speaker is None:
        return False
    words = bool(a.name and b.name) and not (a.person or b.person)
    return a.speaker == b.speaker or (words and (a.name <= b.name or b.name <= a.name))


def _is_verbatim(run: Sequence[str], alike: bool, share: float) -> bool:  # noqa: FBT001 - a plain condition
    """Tell whether the words that two quotations share in a row make them one."""
    matter = _matter(run)
    if matter < 2:
        return False
    return (alike and share >= 0.4) or (len(run) >= 5 and (alike or matter >= 4 or share >= 0.5))


def _matter(run: Sequence[str]) -> int:
    """Count the content words of a run."""
    return sum(w not in lexicon().function for w in run)


def _alike_around(a: Said, b: Said, weight: dict[str, float]) -> bool:
    """Tell whether what stands around a quotation of a word is about the same as the other and what is around it."""
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    shared = short.context & (long.context | long.stems)
    return len(shared) >= 2 and _sum(shared, weight) >= 0.25 * _sum(short.context, weight)


def _sum(words: frozenset[str], weight: dict[str, float]) -> float:
    return sum(weight[w] for w in sorted(words))


def _run(a: Sequence[str], b: Sequence[str]) -> Sequence[str]:
    """Give the longest run of words that both hold."""
    best = end = 0
    before = [0] * (len(b) + 1)
    for i, x in enumerate(a, 1):
        now = [0] * (len(b) + 1)
        for j, y in enumerate(b, 1):
            if x == y:
                now[j] = before[j - 1] + 1
                if now[j] > best:
                    best, end = now[j], i
        before = now
    return a[end - best : end]


def _common(a: Sequence[str], b: Sequence[str]) -> frozenset[str]:
    """Give the words of a longest sequence that both hold in order."""
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            same = a[i] == b[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    found = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append(a[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return frozenset(found)


def _cliques(near: Sequence[set[int]]) -> list[list[int]]:
    """Cover the links with groups in which all are linked with all, the earliest first."""
    found: list[list[int]] = []
    covered: set[tuple[int, int]] = set()
    for n, others in enumerate(near):
        for m in sorted(x for x in others if x > n):
            if (n, m) in covered:
                continue
            clique = [n, m]
            both = others & near[m]
            for k in sorted(both):
                if all(k in near[c] for c in clique):
                    clique.append(k)
            clique.sort()
            found.append(clique)
            covered.update((x, y) for x in clique for y in clique if x < y)
    return found
