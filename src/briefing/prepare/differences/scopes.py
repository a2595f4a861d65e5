"""How far what is told reaches: in what sense something is a first, and who or what belongs to a set."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, partial

from briefing.prepare.differences.accounts import Account
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.phrases import Listing, Phrase, listings, phrases
from briefing.prepare.differences.scene import Scene
from briefing.prepare.keys import listed

_RANKS = frozenset({"first", "last", "only"})
_PLAIN = frozenset(["time", "place", "day", "week", "month", "year", "half", "quarter", "lady", "hour", "minute"])
_LINKED = frozenset({"full", "partial"})
_COMMON = 2
"""Members that two lists must share to be of one set."""


@cache
def qualifies() -> frozenset[str]:
    """Read the words by which a first is one only in a sense: others tell what kind of thing it is."""
    return listed("firsts.txt")


def scopes(scene: Scene) -> Iterator[Finding]:
    """Compare the noun phrases and lists of accounts of one thing."""
    named: dict[int, set[str]] = {}
    for s in scene.statements:
        named.setdefault(s.article, set()).update(s.names)
    nouns: dict[int, list[Phrase]] = {}
    lists: dict[int, list[Listing]] = {}
    for (i, j), account in scene.accounts.items():
        for n in (i, j):
            if n not in nouns:
                nouns[n] = [p for p in phrases(scene, scene.statements[n]) if _RANKS.intersection(p.before)]
                lists[n] = listings(scene, scene.statements[n])
        for x in nouns[i]:
            for y in nouns[j]:
                if _first_differs(x, y, linked=account.closeness in _LINKED):
                    yield _finding(scene, account, (x.start, x.end), (y.start, y.end))
        if account.closeness in _LINKED:
            for a in lists[i]:
                for b in lists[j]:
                    if _set_differs(a, b, named[account.a.article], named[account.b.article]):
                        found = _finding(scene, account, (a.start, a.end), (b.start, b.end))
                        opened = a.open or b.open
                        yield Finding(
                            "scope", "compatible" if opened else "differs", found.about, found.variants, found.claim
                        )


def _first_differs(x: Phrase, y: Phrase, *, linked: bool) -> bool:
    """Tell whether both are a first of one kind, in another sense."""
    ranks = set(x.before) & set(y.before) & _RANKS
    if not ranks or {x.key, y.key} & _PLAIN:
        return False
    mine, theirs = _sense(x, ranks), _sense(y, ranks)
    return bool(mine) and bool(theirs) and bool((mine ^ theirs) & qualifies()) and (linked or x.key == y.key)


def _sense(x: Phrase, ranks: set[str]) -> frozenset[str]:
    """Give the words between the rank and the noun."""
    at = max(n for n, w in enumerate(x.before) if w in ranks)
    return frozenset(x.before[at + 1 :])


def _set_differs(x: Listing, y: Listing, first: AbstractSet[str], second: AbstractSet[str]) -> bool:
    """Tell whether two lists are of one set, and one has a member that the other's article never names."""
    if len(x.keys & y.keys) < _COMMON or x.keys == y.keys:
        return False
    return bool((x.keys - second) | (y.keys - first))


def _finding(scene: Scene, account: Account, x: tuple[int, int], y: tuple[int, int]) -> Finding:
    variants = (scene.variant(account.a, *x), scene.variant(account.b, *y))
    return Finding("scope", "differs", partial(scene.around, account.a, *x), variants, account.claim)
