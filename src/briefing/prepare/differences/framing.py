"""Words by which sources put one thing in another light, and opposites told of one thing; one and many."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from itertools import product

from briefing.model import Verdict
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.acts import Act, Thing
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.differences.words import longest
from briefing.prepare.keys import Key

_ENOUGH = 2.5
"""What the keys must weigh that stand around both words."""
_SPAN = 4
_CLOSE = frozenset({"full", "partial"})


@dataclass(frozen=True, slots=True)
class Lights:
    """The word lists."""

    lights: Mapping[str, tuple[int, ...]]
    """The groups of each lemma: words for one thing that colour it."""
    sides: Mapping[str, tuple[tuple[int, int], ...]]
    """The pairs of opposites of each lemma, with the side it is on."""
    counted: frozenset[str]
    """The lemmas of what it matters to count."""


@cache
def lights() -> Lights:
    """Read the lists once."""
    data = tomllib.loads((files("briefing.prepare") / "data" / "framing.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[int, ...]] = {}
    for n, group in enumerate(data["lights"]):
        for word in group.split():
            found[word] = (*found.get(word, ()), n)
    sides: dict[str, tuple[tuple[int, int], ...]] = {}
    for n, pair in enumerate(data["opposites"]):
        for side, words in enumerate(pair):
            for word in words.split():
                sides[word] = (*sides.get(word, ()), (n, side))
    return Lights(found, sides, frozenset(data["counted"].split()))


def framings(scene: Scene) -> Iterator[Finding]:
    """Compare the words of accounts of one thing."""
    coloured: dict[int, list[tuple[Key, str]]] = {}
    for (i, j), account in scene.accounts.items():
        for n in (i, j):
            if n not in coloured:
                coloured[n] = _coloured(scene, scene.statements[n])
        close = account.closeness in _CLOSE
        for x, mine in coloured[i] if close else ():
            for y, theirs in coloured[j]:
                if mine != theirs and set(lights().lights[mine]) & set(lights().lights[theirs]):
                    shared = _near(account.a, x) & _near(account.b, y)
                    own = x.text not in account.b.keys and y.text not in account.a.keys
                    if own and scene.heavy(shared) >= _ENOUGH:
                        yield _finding(scene, account, (x.start, x.end), (y.start, y.end), "compatible")
        if close:
            yield from _acts(scene, account, scene.acts(i), scene.acts(j))


def _acts(scene: Scene, account: Account, mine: Sequence[Act], theirs: Sequence[Act]) -> Iterator[Finding]:
    """Compare acts: opposites, and one act done to one or to many."""
    for p, q in product(mine, theirs):
        if _opposed(p, q) and scene.heavy(p.args & q.args) >= _ENOUGH:
            yield _finding(scene, account, (p.start, p.end), (q.start, q.end), "differs")
        for v, w in product(_things(p), _things(q)) if _alike(p, q) else ():
            if v.key == w.key and v.many != w.many:
                found = _finding(scene, account, (v.start, v.end), (w.start, w.end), "differs")
                yield replace(found, kind="number")


def _things(act: Act) -> list[Thing]:
    """Give what an act is done to, where it matters to count it."""
    return [t for t in act.things if t.direct and not t.kept and t.lemma in lights().counted]


def _coloured(scene: Scene, s: Statement) -> list[tuple[Key, str]]:
    """Give the words of a statement that stand in a group, with their lemmas."""
    tokens = scene.analyses[s.article].tokens
    rows = (
        (k, tokens[k.token].lemma.lower())
        for k in s.keyed
        if tokens[k.token].pos in {"NOUN", "VERB"} and not k.named and k.text[0] != "="
    )
    return [(k, lemma) for k, lemma in rows if lemma in lights().lights]


def _near(s: Statement, key: Key) -> frozenset[str]:
    """Give the keys around a word and those it is bound to."""
    at = s.keyed.index(key)
    near = {k.text for k in (*s.keyed[max(0, at - _SPAN) : at], *s.keyed[at + 1 : at + 1 + _SPAN])}
    near |= {r.head for r in s.arcs if r.child == key.text} | {r.child for r in s.arcs if r.head == key.text}
    return frozenset(k for k in near if k != key.text)


def _alike(p: Act, q: Act) -> bool:
    """Tell whether two acts are told with one verb, or with words for one thing."""
    mine, theirs = lights().lights.get(p.lemma, ()), lights().lights.get(q.lemma, ())
    return p.denied == q.denied and (p.verb == q.verb or bool(set(mine) & set(theirs)))


def _opposed(p: Act, q: Act) -> bool:
    """Tell whether two acts are opposites, told of one subject and, where both have an object, of one object."""
    if p.denied or q.denied or p.mood != q.mood or not p.subjects & q.subjects:
        return False
    if p.objects and q.objects and not p.objects & q.objects:
        return False
    theirs = lights().sides.get(q.lemma, ())
    return any((n, 1 - side) in theirs for n, side in lights().sides.get(p.lemma, ()))


def _finding(scene: Scene, account: Account, x: tuple[int, int], y: tuple[int, int], verdict: Verdict) -> Finding:
    variants = (scene.variant(account.a, *x), scene.variant(account.b, *y))
    about = partial(longest, partial(scene.around, account.a, *x), partial(scene.around, account.b, *y))
    return Finding("framing", verdict, about, variants, account.claim)
