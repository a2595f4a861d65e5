"""Takes sentences out of claims, and joins claims; the origins of what changed are counted anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from briefing.anchors import Finder
from briefing.model import Anchor, Claim, Correction, Mention, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.claims.origins import Passages, agencies, origins
from briefing.prepare.corrections.replaying import WORDS_GONE, Gone, places, replayed
from briefing.prepare.ids import content_id


def corrected_claims(
    found: Told, corrections: Sequence[Correction], find: Finder, analyses: Sequence[Analysis]
) -> tuple[Told, Gone]:
    """Replay what is one claim and what is not; gives the claims and, by number, why a correction fits none."""
    work = _Work(found, find, analyses)
    gone = replayed(corrections, {"apart": work.take_out, "join": work.join})
    return (replace(found, claims=work.result()) if gone else found), gone


class _Work:
    def __init__(self, found: Told, find: Finder, analyses: Sequence[Analysis]) -> None:
        self._told = found
        self._find = find
        self._analyses = analyses
        self._number = {a.article.id: n for n, a in enumerate(analyses)}
        self._claims = list(found.claims)
        self._changed: set[str] = set()
        # Which sentences and clauses are mentions at all stays as it is.
        self._support: dict[str, list[Range]] = {}
        for r in sorted({r for c in found.claims for r in c.support}, key=self._order):
            self._support.setdefault(r.article, []).append(r)

    def _order(self, r: Range) -> tuple[int, int, int]:
        return self._number[r.article], r.start, r.end

    def result(self) -> tuple[Claim, ...]:
        """Give the claims in the order of their first mentions."""
        claims = [self._counted(c) if c.id in self._changed else c for c in self._claims]
        return tuple(sorted(claims, key=lambda c: self._order(c.mentions[0].range)))

    @cached_property
    def _texts(self) -> Mapping[Range, str]:
        texts = {a.article.id: a.article.text for a in self._analyses}
        ranges = [m.range for c in self._told.claims for m in c.mentions]
        plain = {r: texts[r.article][r.start : r.end] for r in ranges}
        return {**plain, **{s.range: " ".join(s.words) for s in self._told.statements}}

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._told.copies)

    @cached_property
    def _credited(self) -> Mapping[str, str]:
        return agencies(self._analyses)

    def _counted(self, c: Claim) -> Claim:
        return replace(c, origins=origins(c.support, self._passages, self._credited, self._texts))

    def _mentions(self, anchors: Sequence[Anchor]) -> list[Range]:
        """Give the full mentions that stand at anchored places."""
        result: list[Range] = []
        for place in places(self._find, anchors):
            # A sentence and a clause of it may both be mentions: the one meant is the one that fits best.
            fits = {r: _fit(r, place) for r in self._support.get(place.article, ()) if r.overlap(place)}
            best = max(fits.values(), default=0.0)
            result += [r for r, fit in fits.items() if fit == best and r not in result]
        return result

    def take_out(self, c: Correction) -> str:
        """Let what stands at one place be told by no claim of the others."""
        own, others = self._mentions(c.at), set(self._mentions(c.other))
        if not own or not others:
            return WORDS_GONE
        for r in own:
            for k, claim in enumerate(list(self._claims)):
                support = set(claim.support)
                if r in support and support & (others - {r}):
                    rest = tuple(m for m in claim.mentions if m.range != r)
                    # The sentence leaves; what is named by it alone gets another id when it was the first mention.
                    self._put(k, replace(claim, mentions=rest))
                    self._alone(r)
            self._claims = [self._without(claim, r, others) for claim in self._claims]
        return ""

    def _put(self, k: int, claim: Claim) -> None:
        self._claims[k] = claim
        self._changed.add(claim.id)

    def _alone(self, r: Range) -> None:
        """Give a sentence a claim of its own, unless a claim tells it still."""
        if any(r in c.support for c in self._claims):
            return
        taken = {c.id for c in self._claims}
        name = content_id("claim", r.article, r.start, self._texts[r])
        if name in taken:
            name = content_id("claim", r.article, r.start, self._texts[r], "alone")
        self._claims.append(Claim(name, (Mention(r, "full"),), 1))

    def _without(self, claim: Claim, r: Range, others: set[Range]) -> Claim:
        """Take the one out of what the other's claims have in part, and the other way round."""
        support = set(claim.support)
        away = ({r} if support & others else set()) | (others if r in support else set())
        kept = tuple(m for m in claim.mentions if m.strength == "full" or m.range not in away)
        return claim if len(kept) == len(claim.mentions) else replace(claim, mentions=kept)

    def join(self, c: Correction) -> str:
        """Make one claim of those that tell two places."""
        one, other = self._mentions(c.at), self._mentions(c.other)
        if not one or not other:
            return WORDS_GONE
        for r in one:
            for s in other:
                self._join(r, s)
        return ""

    def _join(self, r: Range, s: Range) -> None:
        if any({r, s} <= set(c.support) for c in self._claims):
            return
        # Of several claims that tell a sentence, the one that most tell.
        first = max((c for c in self._claims if r in c.support), key=lambda c: len(c.support))
        second = max((c for c in self._claims if s in c.support), key=lambda c: len(c.support))
        full = sorted({*first.support, *second.support}, key=self._order)
        beside = {m.range: m for m in (*second.mentions, *first.mentions) if m.range not in full}
        mentions = [*(Mention(x, "full") for x in full), *(beside[x] for x in sorted(beside, key=self._order))]
        kept = first if full[0] in first.support else second
        self._claims = [c for c in self._claims if c.id not in {first.id, second.id}]
        self._claims.append(replace(kept, mentions=tuple(mentions)))
        self._changed.add(kept.id)


def _fit(a: Range, b: Range) -> float:
    """Give how far two ranges are the same: what they share of what they cover together."""
    shared = a.overlap(b)
    return shared / max(1, (a.end - a.start) + (b.end - b.start) - shared)
