"""Things that one source tells as done and another as planned, or one affirms and another denies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from briefing.model import Range, Variant, Verdict
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.grammar import Clause
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.words import about, shown
from briefing.prepare.keys import rarity

_ENOUGH = 6.0
"""What the keys must weigh that the two clauses share."""


def moods(
    analyses: Sequence[Analysis], statements: Sequence[Statement], accounts: Sequence[Account]
) -> Iterator[Finding]:
    """Compare clauses with one predicate and subject in accounts of one thing."""
    frequency = Counter(k for s in statements for k in s.keys)
    idf = {k: log((len(statements) + 1) / n) * rarity(k) for k, n in frequency.items()}
    for account in accounts:
        for x in account.a.clauses:
            for y in account.b.clauses:
                shared = x.keys & y.keys
                if not x.verb or x.verb != y.verb or (x.realis == y.realis and x.negated == y.negated):
                    continue
                if not x.subjects & y.subjects or sum(idf[k] for k in sorted(shared)) < _ENOUGH:
                    continue
                variants = (_variant(analyses, account.a, x), _variant(analyses, account.b, y))
                words = about(analyses[account.a.article], account.a, shared, x.start)
                verdict: Verdict = "differs" if x.negated != y.negated else "compatible"
                yield Finding("framing", verdict, words, variants, account.claim if account.full else None)


def _variant(analyses: Sequence[Analysis], s: Statement, c: Clause) -> Variant:
    return Variant(Range(s.range.article, c.start, c.end), shown(analyses[s.article], c.start, c.end))
