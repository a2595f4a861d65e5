"""What an event's own writing shows of its words: which stand with a capital amid a sentence, which without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.prepare.analysis import Analysis, Token

Style = Literal["running", "headline", "capitals"]

OPENERS = frozenset("\"“”‘'«»:;-–—•*·|/([{#>.!?…")
"""After these a capital says nothing: a sentence or a quotation may begin."""


_QUOTES = frozenset("\"”’'")
_ENDS = frozenset({".", ".”", '."', ".'", ".’", "”", "’"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of all articles of an event."""

    capital: Counter[str]
    """Word → how often it has a capital amid running text."""
    small: Counter[str]
    """Word in lower case → how often it stands without a capital."""
    loud: dict[str, str]
    """Word in lower case → its usual writing amid running text; for lines in capitals."""
    styles: tuple[tuple[Style, ...], ...]
    """The style of each sentence of each article."""

    def is_name(self, word: str) -> bool:
        """Tell whether a word is written as a name more often than not."""
        return self.capital[word] > self.small[word.lower()]


def style_of(tokens: Sequence[Token]) -> Style:
    """Tell running text from headlines ("Leaders Agree to Meet") and lines in capitals.

    A headline capitalises at least three of four words of four letters and more, and has no full stop.
    """
    words = [t.text for t in tokens if t.text[0].isalpha()]
    long = [w for w in words if len(w) > 3]
    if len(words) > 1 and sum(len(w) > 1 and w.isupper() for w in words) >= 0.7 * len(words):
        return "capitals"
    if not words:
        return "running"
    closed = len(tokens) > 1 and tokens[-1].text in _QUOTES and tokens[-2].text[-1] not in ".,"
    unended = closed or tokens[-1].text not in _ENDS
    if len(long) > 2 and unended and sum(w[0].isupper() for w in long) >= 0.75 * len(long):
        return "headline"
    return "running"


def vocabulary(analyses: Sequence[Analysis]) -> Vocabulary:
    """Count the words of an event."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    styles: list[tuple[Style, ...]] = []
    for analysis in analyses:
        rows: list[Style] = []
        for sentence in analysis.sentences:
            tokens = analysis.tokens[sentence.first : sentence.last]
            style = style_of(tokens)
            rows.append(style)
            if style != "running":
                continue
            before = "."
            for token in tokens:
                word = token.text
                if word[0].isupper():
                    if before[0] not in OPENERS:
                        capital[word] += 1
                elif word[0].islower():
                    small[word] += 1
                before = word
        styles.append(tuple(rows))
    loud: dict[str, str] = {}
    for word in sorted(capital, key=lambda w: (-capital[w], w)):
        if capital[word] > small[word.lower()]:
            loud.setdefault(word.lower(), word)
    return Vocabulary(capital, small, loud, tuple(styles))
