"""Quotations of one utterance whose words differ between sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefing.model import Range, Variant, Verdict
from briefing.prepare.analysis import Analysis
from briefing.prepare.differences.finding import Finding
from briefing.prepare.keys import stem
from briefing.prepare.quotes import Speech

_ALIKE = 0.5
_FORM = 0.75
_MOST_WORDS = 150
_MOST_PARTS = 60
_MARKS = "\"'“”‘’«» \n\r\t"
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b|\W|$)")
"""Points within initials: "E.U." is "EU"."""
_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "and",
        "or",
        "but",
        "that",
        "this",
        "these",
        "those",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "as",
        "by",
        "from",
        "we",
        "i",
        "he",
        "she",
        "they",
        "you",
        "our",
        "my",
        "his",
        "her",
        "their",
        "your",
        "will",
        "would",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "not",
    ]
)


class Part(NamedTuple):
    """What one quotation says within one sentence."""

    range: Range
    words: tuple[str, ...]


def wordings(analyses: Sequence[Analysis], speech: Speech) -> Iterator[Finding]:
    """Compare the quotations of each utterance, sentence by sentence."""
    by_id = {a.article.id: a for a in analyses}
    groups: dict[str, list[Part]] = {}
    for q in speech.quotes:
        for g in q.groups:
            groups.setdefault(g, []).extend(_parts(by_id[q.range.article], q.range))
    done: set[tuple[Range, ...]] = set()
    for g in sorted(groups):
        for cluster in _clusters(sorted(set(groups[g]))[:_MOST_PARTS]):
            place = tuple(p.range for p in cluster)
            verdict = _verdict(cluster)
            if verdict and place not in done:
                done.add(place)
                texts = [" ".join(by_id[p.range.article].text_of(p.range).split()) for p in cluster]
                variants = tuple(Variant(p.range, t) for p, t in zip(cluster, texts, strict=True))
                yield Finding("quote-wording", verdict, _common(cluster), variants)


def _parts(analysis: Analysis, quote: Range) -> Iterator[Part]:
    text = analysis.article.text
    for sentence in analysis.sentences:
        start, end = max(quote.start, sentence.range.start), min(quote.end, sentence.range.end)
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        spoken = _INITIALS.sub("", text[start:end].lower().replace("’", "'"))
        words = tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)?", spoken))[:_MOST_WORDS]
        if len(words) > 1:
            yield Part(Range(quote.article, start, end), words)


def _clusters(parts: Sequence[Part]) -> list[list[Part]]:
    """Gather parts that say the same: each joins the first cluster with a member enough like it."""
    clusters: list[list[Part]] = []
    for p in parts:
        home = next((c for c in clusters if any(_likeness(p, o) >= _ALIKE for o in c)), None)
        if home is None:
            clusters.append([p])
        else:
            home.append(p)
    return [c for c in clusters if len({p.range.article for p in c}) > 1]


def _likeness(a: Part, b: Part) -> float:
    """Share of the shorter part's words that the longer has in the same order; nothing below two of content."""
    blocks = SequenceMatcher(None, a.words, b.words, autojunk=False).get_matching_blocks()
    content = sum(w not in _FUNCTION for m in blocks for w in a.words[m.a : m.a + m.size])
    return sum(m.size for m in blocks) / min(len(a.words), len(b.words)) if content > 1 else 0.0


def _verdict(cluster: Sequence[Part]) -> Verdict | None:
    """Differs where a word of content stands for another; compatible where words are only left out or in other form."""
    texts = sorted({p.words for p in cluster})
    compatible = False
    for n, a in enumerate(texts):
        for b in texts[n + 1 :]:
            steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
            for at, (kind, i, j, k, m) in enumerate(steps):
                if kind == "equal":
                    continue
                edge = at in {0, len(steps) - 1}
                mine, theirs = _content(a[i:j]), _content(b[k:m])
                if kind == "replace" and mine and theirs and not edge and not _forms(mine, theirs):
                    return "differs"
                compatible = compatible or not edge or bool(mine and theirs)
    return "compatible" if compatible else None


def _forms(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether each word of the fewer is another's in another form or spelling."""
    fewer, more = sorted((mine, theirs), key=lambda k: (len(k), sorted(k)))
    return all(any(SequenceMatcher(None, x, y, autojunk=False).ratio() >= _FORM for y in more) for x in sorted(fewer))


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(w) for w in words if w not in _FUNCTION)


def _common(cluster: Sequence[Part]) -> str:
    """Give the longest run of words that the first two different wordings share, as the first has it."""
    a = cluster[0].words
    b = next((p.words for p in cluster if p.words != a), a)
    m = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return " ".join(a[m.a : m.a + min(m.size, 8)])
