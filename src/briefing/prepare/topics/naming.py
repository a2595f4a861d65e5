"""Names and ids of found topics, from the sources' words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.prepare.analysis import Analysis, Token
from briefing.prepare.topics.sentences import Place, stem, stopwords

LONGEST = 5
"""Words of a name at most."""


def slug(name: str, taken: Iterable[str] = ()) -> str:
    """Give an id for a name: lower-case words joined by hyphens, made unique by a number."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded.replace("'", "").replace("’", ""))
    base = "-".join(words)[:40].strip("-") or "topic"
    used = set(taken)
    number, result = 2, base
    while result in used:
        result = f"{base}-{number}"
        number += 1
    return result


def names(analyses: Sequence[Analysis], places: Sequence[Place], groups: Sequence[int]) -> list[str]:
    """Name each group by the phrase that sets it apart best."""
    phrases = _phrases(analyses, places)
    size = Counter(groups)
    everywhere: Counter[str] = Counter()
    inside: dict[int, Counter[str]] = {g: Counter() for g in size}
    forms: dict[str, Counter[str]] = {}
    for row, g in zip(phrases, groups, strict=True):
        for key in sorted({k for k, _ in row}):
            everywhere[key] += 1
            inside[g][key] += 1
        for key, form in row:
            forms.setdefault(key, Counter())[form] += 1
    result: list[str] = []
    for g in range(len(size)):

        def score(key: str, g: int = g) -> tuple[float, str]:
            here, out = inside[g][key], everywhere[key] - inside[g][key]
            odds = math.log((here + 0.5) / (size[g] + 1)) - math.log((out + 0.5) / (len(places) - size[g] + 1))
            return odds * math.sqrt(here) * math.sqrt(1 + key.count(" ")), key

        ranked = sorted(inside[g], key=score, reverse=True)
        shown = [forms[k].most_common(1)[0][0] for k in ranked]
        name = next((s for s in shown if s not in result), f"Matter {g + 1}")
        result.append(name[:1].upper() + name[1:])
    return result


def _phrases(analyses: Sequence[Analysis], places: Sequence[Place]) -> list[list[tuple[str, str]]]:
    """Give the noun phrases of each sentence as (key, words as they stand)."""
    wanted = {p.range for p in places}
    found: dict[object, list[tuple[str, str]]] = {}
    for analysis in analyses:
        for s in analysis.sentences:
            if s.range in wanted:
                found[s.range] = _noun_phrases(analysis.tokens_of(s))
    return [found.get(p.range, []) for p in places]


def _noun_phrases(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    result: list[tuple[str, str]] = []
    run: list[Token] = []
    for t in (*tokens, None):
        if t is not None and t.pos in ("NOUN", "PROPN", "ADJ") and t.text[:1].isalnum():
            run.append(t)
            continue
        while run and (run[-1].pos == "ADJ" or run[-1].lemma.lower() in stopwords()):
            run.pop()
        for k in range(1, min(len(run), LONGEST) + 1):
            part = run[-k:]
            if part[0].lemma.lower() not in stopwords():
                result.append((" ".join(stem(x.lemma) for x in part), " ".join(x.text for x in part)))
        run = []
    return result
