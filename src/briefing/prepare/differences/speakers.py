"""Statements that sources put into different mouths, and places that they name differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.model import Range, Variant
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.keys import NameKeys, countries, fold

_SAME = 0.5
"""Share of the weight of what is said that two speakers must share."""


def attributions(scene: Scene, names: NameKeys) -> Iterator[Finding]:
    """Find claims that two sources give to different speakers."""
    speech = scene.speech
    by_article: dict[str, list[tuple[Range, str, str]]] = {}
    for r, a in (
        *((q.range, q.attribution) for q in speech.quotes),
        *((x.range, x.attribution) for x in speech.statements),
    ):
        if a.speaker and (a.speaker_entity or not a.speaker.islower()):
            key = names.key_of.get(a.speaker_entity or "", fold(a.speaker))
            by_article.setdefault(r.article, []).append((r, a.speaker, key))
    for account in scene.accounts.values():
        if account.closeness != "full":
            continue
        mine = _speaker(account.a, by_article)
        theirs = _speaker(account.b, by_article)
        if (
            mine
            and theirs
            and mine[1] != theirs[1]
            and not _part(mine[0], theirs[0])
            and _alike(scene, account, mine[2], theirs[2])
        ):
            variants = (Variant(mine[2], mine[0]), Variant(theirs[2], theirs[0]))
            yield Finding("attribution", "compatible", scene.about(account.a, account.b), variants, account.claim)


def _speaker(s: Statement, by_article: Mapping[str, Sequence[tuple[Range, str, str]]]) -> tuple[str, str, Range] | None:
    """Give the one speaker of a statement (name, key, what is said); None where there is none or more than one."""
    found = [(name, key, r) for r, name, key in by_article.get(s.range.article, ()) if r.overlap(s.range)]
    if len({key for _, key, _ in found}) != 1:
        return None
    name, key, _ = found[0]
    start = max(s.range.start, min(r.start for _, _, r in found))
    end = min(s.range.end, max(r.end for _, _, r in found))
    return name, key, Range(s.range.article, start, end)


def _alike(scene: Scene, account: Account, mine: Range, theirs: Range) -> bool:
    """Tell whether what both say is mostly the same."""
    said = [
        frozenset(k.text for k in s.keyed if r.start <= k.start < r.end)
        for s, r in ((account.a, mine), (account.b, theirs))
    ]
    return scene.heavy(said[0] & said[1]) >= _SAME * min(scene.heavy(said[0]), scene.heavy(said[1]))


def _part(a: str, b: str) -> bool:
    """Tell whether one name holds the other's words."""
    x, y = set(fold(a).split()), set(fold(b).split())
    return bool(x & y)


def places(scene: Scene) -> Iterator[Finding]:
    """Find claims whose place one source gives by the country and another by its capital."""
    named: dict[str, list[tuple[Range, str]]] = {}
    for e in scene.entities:
        if e.type == "GPE":
            for r in e.mentions:
                named.setdefault(r.article, []).append((r, e.name))
    for account in scene.accounts.values():
        if account.closeness == "near":
            continue
        mine, theirs = (_at(s, scene.analyses[s.article], named) for s in (account.a, account.b))
        for country in sorted(mine.keys() & theirs.keys()):
            (r, first), (q, second) = mine[country], theirs[country]
            if fold(first) != fold(second) and country in {fold(first), fold(second)}:
                variants = (
                    scene.variant(account.a, r.start, r.end),
                    scene.variant(account.b, q.start, q.end),
                )
                yield Finding("place", "compatible", scene.around(account.a, r.start, r.end), variants, account.claim)


def _at(
    s: Statement, analysis: Analysis, named: Mapping[str, Sequence[tuple[Range, str]]]
) -> dict[str, tuple[Range, str]]:
    """Give the places that a statement names behind "in" or "at", by their country."""
    result: dict[str, tuple[Range, str]] = {}
    for r, _ in named.get(s.range.article, ()):
        before = analysis.article.text[max(s.range.start, r.start - 4) : r.start].split()
        if s.range.holds(r) and before and before[-1].lower() in {"in", "at"}:
            text = " ".join(analysis.article.text[r.start : r.end].split())
            country = countries().get(fold(text))
            if country:
                result.setdefault(country, (r, text))
    return result
