"""Things told as one by one account and as several by another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations, product

from briefing.model import Variant
from briefing.prepare.differences.acts import Act, Thing
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.framing import lights
from briefing.prepare.differences.scene import Headline, Scene

_CROWD = 20
_ENOUGH = 3.0
"""What verb, thing and the words before it must weigh."""
_SHARED = 2
"""Names or nouns that a title and a lead must share beside the thing."""


def counts(scene: Scene) -> Iterator[Finding]:
    """Find one act done to "his purchased seat" and to "his purchased seats", and titles that tell one for several."""
    by_thing: dict[tuple[str, str, frozenset[str]], list[tuple[int, Thing]]] = {}
    for n, s in enumerate(scene.statements):
        for act in scene.acts(n) if any(w.dep == "poss" for w in scene.words(s)) else ():
            for t in act.things:
                if t.kept and scene.heavy(t.kept | {act.verb, t.key}) >= _ENOUGH:
                    by_thing.setdefault((act.verb, t.key, t.kept), []).append((n, t))
    for _, rows in sorted(by_thing.items(), key=lambda r: (r[0][0], r[0][1], sorted(r[0][2]))):
        for (i, v), (j, w) in combinations(rows[:_CROWD], 2):
            if v.many != w.many:
                a, b = scene.statements[i], scene.statements[j]
                variants = (scene.variant(a, v.start, v.end), scene.variant(b, w.start, w.end))
                yield Finding("number", "differs", partial(scene.around, a, v.start, v.end), variants)
    yield from _titles(scene)


def _titles(scene: Scene) -> Iterator[Finding]:
    for a in scene.headlines:
        for x in a.acts:
            for b in scene.headlines:
                for y in b.acts if a.article < b.article else ():
                    for v, w in _pairs(x, y):
                        yield _finding(scene, a, v, scene.variant_in(b, w.start, w.end))
            for n, s in scene.leads:
                for y in scene.acts(n) if s.article != a.article else ():
                    for v, w in _pairs(x, y):
                        yield _finding(scene, a, v, scene.variant(s, w.start, w.end))


def _pairs(x: Act, y: Act) -> Iterator[tuple[Thing, Thing]]:
    if x.denied or y.denied:
        return
    for v, w in product(x.things, y.things):
        one = v.key == w.key and v.lemma in lights().counted and v.many != w.many and not (v.kept or w.kept)
        if one and len((x.args & y.args) - {v.key}) >= _SHARED:
            yield v, w


def _finding(scene: Scene, title: Headline, v: Thing, other: Variant) -> Finding:
    about = partial(scene.around_title, title, v.start, v.end)
    return Finding("number", "differs", about, (scene.variant_in(title, v.start, v.end), other))
