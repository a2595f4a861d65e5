"""What the sources tell together: claims and their origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import compress

from briefing.model import Claim, Copy, Entity, Mention, Range, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.candidates import candidates
from briefing.prepare.claims.features import features
from briefing.prepare.claims.group import Group, Pair, cliques
from briefing.prepare.claims.likeness import event
from briefing.prepare.claims.mentions import Weighed, mention, told_by, weighed
from briefing.prepare.claims.model import mutual, shipped
from briefing.prepare.claims.origins import Passages, agencies, copies, origins
from briefing.prepare.claims.statements import Statement, statements
from briefing.prepare.ids import content_id
from briefing.prepare.quotes import Speech

_MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of an event, and the text its articles share."""

    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]
    statements: tuple[Statement, ...] = ()
    """What was compared: every body sentence, in order."""


def claims(analyses: Sequence[Analysis], entities: Sequence[Entity], dates: Sequence[When], speech: Speech) -> Told:
    """Link what several sources state, and count the independent origins.

    Every body sentence stands in a claim, be it alone. Claims come in the order of their first mentions.
    """
    told = statements(analyses, entities, dates, speech)
    model = shipped()
    likely, sure, idf = _likely(told, len(analyses))

    @cache
    def clauses(i: int) -> tuple[Weighed, ...]:
        return weighed(told[i], idf)

    @cache
    def parts(i: int, j: int) -> frozenset[int]:
        return told_by(clauses(i), told[j].keys)

    groups = cliques({pair: likely[pair] for pair in sure}, parts)
    linked = {n for g in groups for n in g.members}
    groups = sorted([*groups, *(Group((n,), (frozenset(),)) for n in range(len(told)) if n not in linked)])
    near: dict[int, list[tuple[float, int]]] = {}
    for (i, j), p in likely.items():
        if p >= model.related:
            near.setdefault(i, []).append((-p, j))
            near.setdefault(j, []).append((-p, i))
    shared = copies(analyses, speech)
    passages, credited = Passages(shared), agencies(analyses)
    texts = {s.range: " ".join(s.words) for s in told}
    ids = _ids([g.members for g in groups], told, texts)
    result = []
    for (group, own), name in zip(groups, ids, strict=True):
        support = [told[n].range for n in group]
        places = [mention(analyses[told[n].article], told[n], p) for n, p in zip(group, own, strict=True)]
        mentions = [Mention(r, "full") for r in places]
        beside: dict[int, float] = {}
        for m in group:
            for p, n in near.get(m, ()):
                if p < beside.get(n, 0.0):
                    beside[n] = p
        for m in group:
            beside.pop(m, None)
        best = {n: -p for p, n in nsmallest(_MOST_RELATED, ((p, n) for n, p in beside.items()))}
        mentions += [Mention(told[n].range, "partial" if best[n] >= model.partial else "related") for n in sorted(best)]
        result.append(Claim(name, tuple(mentions), origins(support, passages, credited, texts)))
    return Told(tuple(result), shared, tuple(told))


def _likely(told: Sequence[Statement], articles: int) -> tuple[dict[Pair, float], list[Pair], Mapping[str, float]]:
    """Give each candidate pair its probability of being one claim, those taken for one, and what keys weigh."""
    if articles < 2:
        return {}, [], {}
    model, ready = shipped(), event(told)
    i, j = candidates(ready)
    rows = features(ready, i, j)
    found = model.likely(rows)
    pairs = list(zip(i.tolist(), j.tolist(), strict=True))
    sure = model.surest(found, rows, mutual(found, i, j, ready.article))
    return dict(zip(pairs, found.tolist(), strict=True)), list(compress(pairs, sure.tolist())), ready.weight


def _ids(groups: Sequence[tuple[int, ...]], told: Sequence[Statement], texts: Mapping[Range, str]) -> list[str]:
    """Name each claim by its first mention; claims that share one are told apart by their other mentions."""
    seen: set[str] = set()
    result = []
    for group in groups:
        parts: list[object] = []
        name = ""
        for n in group:
            parts += [told[n].range.article, told[n].range.start, texts[told[n].range]]
            name = content_id("claim", *parts)
            if name not in seen:
                break
        seen.add(name)
        result.append(name)
    return result
