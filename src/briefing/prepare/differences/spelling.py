"""Names that sources spell differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial

from briefing.model import Entity, Range, Variant
from briefing.prepare.analysis import Analysis
from briefing.prepare.differences.finding import Finding
from briefing.prepare.keys import fold

_ALIKE = 0.7


def spellings(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find the entities whose name is spelt in more than one way, each way by different articles."""
    by_id = {a.article.id: a for a in analyses}
    for e in entities:
        first: dict[tuple[str, str], Range] = {}
        for r in e.mentions:
            form = " ".join(by_id[r.article].text_of(r).split())
            first.setdefault((form, r.article), r)
        forms = sorted({form for form, _ in first})
        for n, a in enumerate(forms):
            for b in forms[n + 1 :]:
                if _other_spelling(a, b) and {x for f, x in first if f == a} != {x for f, x in first if f == b}:
                    variants = tuple(Variant(r, form) for (form, _), r in sorted(first.items()) if form in {a, b})
                    yield Finding("spelling", "same", partial(str, e.name), variants)


def _other_spelling(a: str, b: str) -> bool:
    """Tell whether two forms are one name spelt differently: all words alike, and some not the same."""
    x, y = fold(a).replace("-", " ").split(), fold(b).replace("-", " ").split()
    if len(x) != len(y) or x == y or max(len(x), len(y)) > 6:
        return False
    unlike = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    return all(min(len(p), len(q)) > 3 and p[0] == q[0] and _near(p, q) for p, q in unlike)


def _near(p: str, q: str) -> bool:
    if p.rstrip("s") == q.rstrip("s"):
        return False  # a plural or a possessive
    return SequenceMatcher(None, p, q, autojunk=False).ratio() >= _ALIKE
