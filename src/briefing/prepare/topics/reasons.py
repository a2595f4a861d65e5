"""Why a sentence belongs to a found topic, in words that a reader can check."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from briefing.prepare.topics.sentences import Place, log_odds, spelled, stem

WORDS = 3
"""Words named at most."""
TELLING = 1.0
"""A word tells of a topic from this log-odds on, against the sentences of the others."""


def reasons(places: Sequence[Place], texts: Sequence[str], groups: Sequence[int]) -> list[str]:
    """Say for each sentence which words it shares with others of its group; without any, what it goes with.

    `texts` are the sentences' own.
    """
    size = Counter(groups)
    every = Counter(t for p in places for t in sorted(p.terms))
    held: dict[int, Counter[str]] = {g: Counter() for g in size}
    for p, g in zip(places, groups, strict=True):
        held[g].update(sorted(p.terms))

    def odds(term: str, group: int) -> float:
        inside = held[group][term]
        return log_odds(inside, size[group], every[term] - inside, len(places) - size[group])

    result = []
    for i, (p, g) in enumerate(zip(places, groups, strict=True)):
        scored = [(odds(t, g) * math.sqrt(held[g][t]), t) for t in sorted(p.terms) if held[g][t] > 1]
        best = [t for score, t in sorted(scored, key=lambda s: (-round(s[0], 9), s[1])) if score >= TELLING]
        shown = _shown(texts[i], best)
        if shown:
            words = ", ".join(f"“{w}”" for w in shown)
            result.append(f"shares {words} with the topic’s other sentences")
        elif i and places[i - 1].article == p.article and groups[i - 1] == g:
            result.append("goes on from the sentence before it")
        else:
            result.append("resembles the topic’s other sentences")
    return result


def _shown(text: str, stems: Sequence[str]) -> list[str]:
    """Give the first word of each of the best stems as the sentence spells it."""
    forms: dict[str, str] = {}
    for word in spelled(text):
        forms.setdefault(stem(word), word)
    return list(dict.fromkeys(forms[t] for t in stems if t in forms))[:WORDS]
