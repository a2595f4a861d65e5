"""Quotations of one utterance whose words differ between sources.

Quotations of a group are compared sentence by sentence; each variant is the passage from the first to the last word
that differs. Words left out at an edge are a shorter quotation, no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from functools import partial
from itertools import combinations
from typing import NamedTuple

from briefing.model import Range, Variant, Verdict
from briefing.prepare.analysis import Analysis, Token
from briefing.prepare.differences.finding import GRAVITY, Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.differences.words import GAP, around
from briefing.prepare.keys import countries, stem
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.values import NUMBER_WORDS

_ALIKE = 0.5
_FORM = 0.75
_MOST_WORDS = 150
_MOST_PARTS = 60
_MOST_WORDINGS = 8
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_ANYBODY = re.compile(r"(?<=any|ery|ome)body\b")
"""In words for which "anyone", "everyone" and "someone" are said as well."""
_WORD = re.compile(r"[^\W_](?:\.[^\W_])+\.?|[^\W_]{1,60}(?:['’][^\W_]{1,3})?")


Said = tuple[str, ...]


class Word(NamedTuple):
    """A word of a quotation."""

    text: str
    """Lower case, initials without points; "somebody" as "someone"."""
    start: int
    end: int


class Part(NamedTuple):
    """What one quotation says within one sentence."""

    article: str
    words: tuple[Word, ...]

    @property
    def said(self) -> Said:
        """The words alone."""
        return tuple(w.text for w in self.words)


class Change(NamedTuple):
    """Words of one part that stand for words of another."""

    verdict: Verdict
    mine: tuple[int, int]
    theirs: tuple[int, int]


def wordings(scene: Scene) -> Iterator[Finding]:
    """Compare the quotations of each utterance, sentence by sentence."""
    by_id = {a.article.id: a for a in scene.analyses}
    groups: dict[str, set[Part]] = {}
    quoted: dict[Said, set[str]] = {}
    for q in scene.speech.quotes:
        parts = tuple(_parts(by_id[q.range.article], q.range))
        for g in q.groups:
            groups.setdefault(g, set()).update(parts)
        for p in parts:
            quoted.setdefault(p.said, set()).add(p.article)
    for g in sorted(groups):
        for cluster in _clusters(_outer(sorted(groups[g]))[:_MOST_PARTS]):
            finding = _finding(by_id, cluster, quoted)
            if finding:
                yield finding


def _parts(analysis: Analysis, quote: Range) -> Iterator[Part]:
    text = analysis.article.text
    first = bisect_right(analysis.sentences, quote.start, key=lambda s: s.range.end)
    for sentence in analysis.sentences[first:]:
        start, end = max(quote.start, sentence.range.start), min(quote.end, sentence.range.end)
        if start >= end:
            break
        found = (m for m in _WORD.finditer(text, start, end))
        words = tuple(Word(_plain(m.group()), m.start(), m.end()) for m in found)[:_MOST_WORDS]
        if len(words) > 1:
            yield Part(quote.article, words)


def _plain(word: str) -> str:
    return _ANYBODY.sub("one", word.lower().replace("’", "'").replace(".", ""))


def _outer(parts: Sequence[Part]) -> list[Part]:
    """Leave out what lies within another part: a quotation within a quotation."""
    kept: list[Part] = []
    for p in sorted(parts, key=lambda p: (p.article, p.words[0].start, -p.words[-1].end)):
        if not (kept and kept[-1].article == p.article and p.words[-1].end <= kept[-1].words[-1].end):
            kept.append(p)
    return kept


def _clusters(parts: Sequence[Part]) -> list[list[Part]]:
    """Gather parts that say the same: each joins the first cluster with a member enough like it."""
    clusters: list[list[Part]] = []
    for p in parts:
        home = next((c for c in clusters if any(_likeness(p, o) >= _ALIKE for o in c)), None)
        if home is None:
            clusters.append([p])
        else:
            home.append(p)
    return [c for c in clusters if len({p.article for p in c}) > 1]


def _likeness(a: Part, b: Part) -> float:
    """Share of the shorter part's words that the longer has in the same order; nothing below two of content."""
    x, y = a.said, b.said
    blocks = SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
    content = sum(w not in lexicon().function for m in blocks for w in x[m.a : m.a + m.size])
    return sum(m.size for m in blocks) / min(len(x), len(y)) if content > 1 else 0.0


def _finding(
    by_id: Mapping[str, Analysis], cluster: Sequence[Part], quoted: Mapping[Said, AbstractSet[str]]
) -> Finding | None:
    """Compare the wordings of one sentence; None where none differs. Who quotes both does not differ by them.

    `quoted` gives the articles that have a wording anywhere.
    """
    wordings: dict[Said, list[Part]] = {}
    for p in cluster:
        wordings.setdefault(p.said, []).append(p)
    texts = list(wordings)[:_MOST_WORDINGS]
    changes: list[tuple[Said, Said, Change]] = []
    for a, b in combinations(texts, 2):
        if quoted[a] - quoted[b] and quoted[b] - quoted[a] and _nearest(a, b, wordings):
            changes.extend((a, b, change) for change in _changes(a, b))
    if not changes:
        return None
    verdict = min((change.verdict for _, _, change in changes), key=GRAVITY.__getitem__)
    spots: dict[Said, list[tuple[int, int]]] = {}
    for a, b, change in changes:
        if change.verdict == verdict or "same" not in {verdict, change.verdict}:
            spots.setdefault(a, []).append(change.mine)
            spots.setdefault(b, []).append(change.theirs)
    found = [(p, _spans(spots[t])) for t in spots for p in wordings[t]]
    found.sort(key=lambda f: (f[0].article, f[0].words[0].start))
    if len({p.article for p, _ in found}) < 2:
        return None
    variants = tuple(_variant(by_id[p.article], p, spans) for p, spans in found)
    first = next(f for f in found if f[0].article == min((p.article for p, _ in found), key=list(by_id).index))
    return Finding("quote-wording", verdict, partial(_about, by_id[first[0].article], *first), variants)


def _nearest(a: Said, b: Said, wordings: Mapping[Said, Sequence[Part]]) -> bool:
    """Tell whether there are two articles with these wordings of which neither has one more like the other's."""
    mine, theirs = ({p.article for p in wordings[t]} for t in (a, b))
    like = _likeness(wordings[a][0], wordings[b][0])
    for t, parts in wordings.items():
        if t not in {a, b}:
            articles = {p.article for p in parts}
            if articles & theirs and _likeness(wordings[a][0], parts[0]) > like:
                theirs = theirs - articles
            if articles & mine and _likeness(parts[0], wordings[b][0]) > like:
                mine = mine - articles
    return any(x != y for x in mine for y in theirs)


def _changes(a: Sequence[str], b: Sequence[str]) -> Iterator[Change]:
    """Give the words of content in which two wordings differ; each side holds one word at least."""
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for at, (kind, i, j, k, m) in enumerate(steps):
        if kind == "equal":
            continue
        edge = at in {0, len(steps) - 1}
        mine, theirs = _content(a[i:j]), _content(b[k:m])
        if edge and not (mine and theirs and j - i <= 3 and m - k <= 3):
            continue
        solid = "".join(a[i:j]) == "".join(b[k:m])
        if mine == theirs and not solid:
            continue
        if solid or _forms(mine, theirs):
            verdict: Verdict = "same"
        elif mine and theirs:
            verdict = "differs"
        else:
            verdict = "compatible"
        yield Change(verdict, _widened(i, j, len(a)), _widened(k, m, len(b)))


def _widened(start: int, end: int, size: int) -> tuple[int, int]:
    """Take a neighbour where a wording has nothing in a place."""
    return (start, end) if end > start else (max(0, start - 1), min(size, end + 1))


def _forms(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether each word of the fewer is another's in another form or spelling."""
    fewer, more = sorted((mine, theirs), key=lambda k: (len(k), sorted(k)))
    return bool(fewer) and all(
        any(SequenceMatcher(None, x, y, autojunk=False).ratio() >= _FORM for y in more) for x in sorted(fewer)
    )


def _content(words: Sequence[str]) -> frozenset[str]:
    """Give the stems of what tells something; a country's names are one."""
    if len(words) == 1 and (words[0] in NUMBER_WORDS or words[0] in _ROMAN):
        return frozenset({_ROMAN.get(words[0]) or str(NUMBER_WORDS[words[0]])})
    whole = countries().get(" ".join(words).removeprefix("the "))
    if whole:
        return frozenset({whole})
    return frozenset(countries().get(w, stem(w.removesuffix("'s"))) for w in words if w not in lexicon().function)


def _spans(spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the places where a wording differs from any other."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spots):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _variant(analysis: Analysis, p: Part, spans: Sequence[tuple[int, int]]) -> Variant:
    text = analysis.article.text
    value = f" {GAP} ".join(" ".join(text[p.words[i].start : p.words[j - 1].end].split()) for i, j in spans)
    return Variant(Range(p.article, p.words[spans[0][0]].start, p.words[spans[-1][1] - 1].end), value)


def _about(analysis: Analysis, p: Part, spans: Sequence[tuple[int, int]]) -> str:
    """Give the words around a place that differs, the place with the most."""
    middle = p.words[spans[0][0]].start
    sentence = next(s for s in analysis.sentences if s.range.start <= middle < s.range.end)
    inside: list[Token] = [
        t for t in analysis.tokens_of(sentence) if p.words[0].start <= t.start and t.end <= p.words[-1].end
    ]
    found = [around(inside, analysis.article.text, p.words[i].start, p.words[j - 1].end) for i, j in spans]
    return max(found, key=lambda words: len(words.split()))
