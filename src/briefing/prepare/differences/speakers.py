"""Statements that sources put into different mouths, and places that they name differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.model import Entity, Range, Variant
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.words import about, shown
from briefing.prepare.keys import NameKeys, countries, fold
from briefing.prepare.quotes import Speech


def attributions(
    analyses: Sequence[Analysis], accounts: Sequence[Account], speech: Speech, names: NameKeys
) -> Iterator[Finding]:
    """Find claims that two sources give to different speakers."""
    by_article: dict[str, list[tuple[Range, str, str]]] = {}
    for r, a in (
        *((q.range, q.attribution) for q in speech.quotes),
        *((x.range, x.attribution) for x in speech.statements),
    ):
        if a.speaker:
            key = names.key_of.get(a.speaker_entity or "", fold(a.speaker))
            by_article.setdefault(r.article, []).append((r, a.speaker, key))
    for account in accounts:
        if not account.full:
            continue
        mine = _speaker(account.a, by_article)
        theirs = _speaker(account.b, by_article)
        if mine and theirs and mine[1] != theirs[1] and not _part(mine[0], theirs[0]):
            variants = (Variant(account.a.range, mine[0]), Variant(account.b.range, theirs[0]))
            shared = account.a.keys & account.b.keys
            words = about(analyses[account.a.article], account.a, shared, account.a.range.start)
            yield Finding("attribution", "compatible", words, variants, account.claim)


def _speaker(s: Statement, by_article: Mapping[str, Sequence[tuple[Range, str, str]]]) -> tuple[str, str] | None:
    """Give the one speaker of a statement (name, key); None where there is none or more than one."""
    found = {(name, key) for r, name, key in by_article.get(s.range.article, ()) if r.overlap(s.range)}
    return found.pop() if len(found) == 1 else None


def _part(a: str, b: str) -> bool:
    """Tell whether one name holds the other's words."""
    x, y = set(fold(a).split()), set(fold(b).split())
    return bool(x & y)


def places(analyses: Sequence[Analysis], accounts: Sequence[Account], entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find claims whose place one source gives by the country and another by its capital."""
    named: dict[str, list[tuple[Range, str]]] = {}
    for e in entities:
        if e.type == "GPE":
            for r in e.mentions:
                named.setdefault(r.article, []).append((r, e.name))
    for account in accounts:
        mine, theirs = (_at(s, analyses[s.article], named) for s in (account.a, account.b))
        for country in sorted(mine.keys() & theirs.keys()):
            (r, first), (q, second) = mine[country], theirs[country]
            if fold(first) != fold(second) and country in {fold(first), fold(second)}:
                variants = (
                    Variant(r, shown(analyses[account.a.article], r.start, r.end)),
                    Variant(q, shown(analyses[account.b.article], q.start, q.end)),
                )
                shared = account.a.keys & account.b.keys
                words = about(analyses[account.a.article], account.a, shared, r.start)
                yield Finding("place", "compatible", words, variants, account.claim if account.full else None)


def _at(
    s: Statement, analysis: Analysis, named: Mapping[str, Sequence[tuple[Range, str]]]
) -> dict[str, tuple[Range, str]]:
    """Give the places that a statement names behind "in" or "at", by their country."""
    result: dict[str, tuple[Range, str]] = {}
    for r, _ in named.get(s.range.article, ()):
        before = analysis.article.text[max(s.range.start, r.start - 4) : r.start].split()
        if s.range.holds(r) and before and before[-1].lower() in {"in", "at"}:
            text = shown(analysis, r.start, r.end)
            country = countries().get(fold(text))
            if country:
                result.setdefault(country, (r, text))
    return result
