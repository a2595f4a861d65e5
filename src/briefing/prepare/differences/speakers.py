"""Statements that sources put into different mouths, and places that they name differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from briefing.model import Range, Variant
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.keys import NameKeys, countries, fold
from briefing.prepare.quotes.lexicon import lexicon

_SAME = 0.5
"""Share of the weight of what is said that two speakers must share."""
_UNNAMED = frozenset({"representative", "person", "people"})
_AT = frozenset({"in", "at"})


class Voice(NamedTuple):
    """Who says what a statement tells."""

    name: str
    key: str
    said: Range


class Place(NamedTuple):
    """A place where a statement says that something is."""

    name: str
    range: Range


def attributions(scene: Scene, names: NameKeys) -> Iterator[Finding]:
    """Find claims that two sources give to different speakers, one of each pair of them.

    Who is not named is none, but for "an official" beside a person who is named. A country, a party or an
    organisation beside a person is no other speaker: it speaks through somebody.
    """
    said = (
        *((q.range, q.attribution) for q in scene.speech.quotes),
        *((x.range, x.attribution) for x in scene.speech.statements),
    )
    heard = scene.spread(
        (r, (a.speaker, names.key_of.get(a.speaker_entity or "", fold(a.speaker))))
        for r, a in said
        if a.speaker and (a.speaker_entity or not a.speaker.islower() or _is_vague(a.speaker))
    )
    found: dict[tuple[str, str, int, int], Finding] = {}
    people = {names.key_of[e.id] for e in scene.entities if e.type == "PERSON"}
    groups = {names.key_of[e.id] for e in scene.entities if e.type in {"GPE", "NORP", "ORG"}}
    voices = {n: voice for n, rows in heard.items() if (voice := _voice(scene.statements[n], rows))}
    for (i, j), account in scene.accounts.items():
        if account.closeness == "full" and i in voices and j in voices:
            x, y = voices[i], voices[j]
            pair = (x.key, y.key, account.a.article, account.b.article)
            if (
                pair not in found
                and not _part(x.name, y.name)
                and _are_two(x, y, people, groups)
                and _alike(scene, account, x.said, y.said)
            ):
                variants = (Variant(x.said, x.name), Variant(y.said, y.name))
                about = partial(scene.about, account.a, account.b)
                found[pair] = Finding("attribution", "compatible", about, variants, account.claim)
    yield from found.values()


def _is_vague(name: str) -> bool:
    """Tell whether somebody is called by what he does for others only: "a company representative"."""
    return name.islower() and name.rsplit(maxsplit=1)[-1].removesuffix("s") in lexicon().proxies | _UNNAMED


def _are_two(x: Voice, y: Voice, people: AbstractSet[str], groups: AbstractSet[str]) -> bool:
    """Tell whether two voices differ: two of one sort, or somebody and a source without a name."""
    vague = [_is_vague(v.name) for v in (x, y)]
    if any(vague):
        return not all(vague) and (y if vague[0] else x).key in people
    return x.key != y.key and (x.key in groups) == (y.key in groups)


def _voice(s: Statement, rows: Sequence[tuple[Range, tuple[str, str]]]) -> Voice | None:
    """Give the one speaker of a statement; None where there is more than one."""
    if len({key for _, (_, key) in rows}) != 1:
        return None
    start = max(s.range.start, min(r.start for r, _ in rows))
    end = min(s.range.end, max(r.end for r, _ in rows))
    return Voice(*rows[0][1], Range(s.range.article, start, end))


def _alike(scene: Scene, account: Account, mine: Range, theirs: Range) -> bool:
    """Tell whether what both say is mostly the same."""
    said = [
        frozenset(k.text for k in s.keyed if r.start <= k.start < r.end)
        for s, r in ((account.a, mine), (account.b, theirs))
    ]
    return scene.heavy(said[0] & said[1]) >= _SAME * min(scene.heavy(said[0]), scene.heavy(said[1]))


def _part(a: str, b: str) -> bool:
    """Tell whether one name holds a word of the other."""
    return bool(set(fold(a).split()) & set(fold(b).split()))


def places(scene: Scene) -> Iterator[Finding]:
    """Find claims whose place one source gives by the country and another by its capital."""
    named = scene.spread((r, None) for e in scene.entities if e.type == "GPE" for r in e.mentions)
    found = {n: _at(scene, scene.statements[n], [r for r, _ in rows]) for n, rows in named.items()}
    for (i, j), account in scene.accounts.items():
        if account.closeness == "near" or not (found.get(i) and found.get(j)):
            continue
        for country in sorted(found[i].keys() & found[j].keys()):
            x, y = found[i][country], found[j][country]
            if x.name != y.name and country in {x.name, y.name}:
                variants = (scene.variant(account.a, *x.range[1:]), scene.variant(account.b, *y.range[1:]))
                about = partial(scene.around, account.a, *x.range[1:])
                yield Finding("place", "compatible", about, variants, account.claim)


def _at(scene: Scene, s: Statement, mentions: Sequence[Range]) -> dict[str, Place]:
    """Give the places that a statement names behind "in" or "at", by their country."""
    text = scene.analyses[s.article].article.text
    result: dict[str, Place] = {}
    for r in mentions:
        before = text[max(s.range.start, r.start - 4) : r.start].split()
        if s.range.holds(r) and before and before[-1].lower() in _AT:
            name = fold(" ".join(text[r.start : r.end].split()))
            if name in countries():
                result.setdefault(countries()[name], Place(name, r))
    return result
