"""Quotations of one utterance across sources share groups."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from briefing.prepare.ids import content_id

_WORD = re.compile(r"[^\W_]{1,40}")
_COMMON = frozenset(
    """a an and are as at be been but by for from had has have he her his i if in is it its me my no not of on or our
    she so that the their them there they this to us was we were what when which who will with would you your do does
    did can could just very more about up out all one""".split()
)


def groups(texts: Sequence[str], speakers: Sequence[str | None]) -> list[tuple[str, ...]]:
    """Give each quotation the ids of its groups; `speakers` are those known."""
    words = [[w.lower() for w in _WORD.findall(t)] for t in texts]
    content = [frozenset(w for w in ws if w not in _COMMON) for ws in words]
    counts = Counter(w for c in content for w in c)
    total = len(texts)
    weight = {w: log(1 + total / n) for w, n in counts.items()}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for n, c in enumerate(content):
        for w in c:
            index[w].append(n)
    linked: list[set[int]] = [set() for _ in texts]
    for n, c in enumerate(content):
        near = Counter(m for w in c if counts[w] <= 40 for m in index[w] if m < n)
        for m in sorted(near):
            if speakers[n] and speakers[m] and speakers[n] != speakers[m]:
                continue
            shared = sum(weight[w] for w in sorted(c & content[m]))
            least = min(sum(weight[w] for w in sorted(x)) for x in (c, content[m]))
            if least and shared / least >= 0.5 and _run(words[n], words[m]) >= min(3, len(words[n]), len(words[m])):
                linked[n].add(m)
                linked[m].add(n)
    return [
        tuple(sorted(content_id("u", *sorted((texts[n], texts[m]))) for m in linked[n])) or (content_id("u", texts[n]),)
        for n in range(len(texts))
    ]


def _run(a: list[str], b: list[str]) -> int:
    """Give the length in words of the longest run that both hold."""
    best = 0
    before = [0] * (len(b) + 1)
    for x in a:
        now = [0] * (len(b) + 1)
        for j, y in enumerate(b, 1):
            if x == y:
                now[j] = before[j - 1] + 1
                best = max(best, now[j])
        before = now
    return best
