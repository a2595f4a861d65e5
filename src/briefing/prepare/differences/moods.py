"""Acts that one source tells as done and another as possible or planned, or one affirms and another denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product

from briefing.model import Verdict
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.acts import Act, denies
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.differences.words import longest, title

_ENOUGH = 3.4
"""What the keys must weigh that two acts share, the verb among them."""
_DENIED = 4.5
"""The same for acts that nothing else links."""
_PATIENT, _PATIENT_DENIED = 2.0, 2.9
"""What verb and arguments must weigh of acts done to one thing, linked by a claim; of one act told and denied."""
_SHARED = 2
"""Keys that an act of a title must share with another's, besides the verb."""
_CROWD = 40
_CLOSE = frozenset({"full", "partial"})


def moods(scene: Scene) -> Iterator[Finding]:
    """Compare acts with one verb and subject or object in accounts of one thing, and in titles."""
    by_verb: dict[int, dict[str, list[Act]]] = {}
    for (i, j), account in scene.accounts.items():
        if account.closeness in _CLOSE:
            for n in (i, j):
                if n not in by_verb:
                    by_verb[n] = _by_verb(scene.acts(n))
            for verb in sorted(by_verb[i].keys() & by_verb[j].keys()):
                for x, y in product(by_verb[i][verb], by_verb[j][verb]):
                    verdict = _verdict(x, y) if _one_act(scene, x, y) else None
                    if verdict:
                        variants = (
                            scene.variant(account.a, x.start, x.end),
                            scene.variant(account.b, y.start, y.end),
                        )
                        about = partial(
                            title,
                            partial(scene.around, account.a, x.start, x.end),
                            partial(scene.around, account.b, y.start, y.end),
                            otherwise=partial(scene.about, account.a, account.b),
                        )
                        yield Finding("framing", verdict, about, variants, account.claim)
    yield from _titles(scene)
    yield from _denials(scene)


def _denials(scene: Scene) -> Iterator[Finding]:
    """Compare what is told of somebody with the same act denied, wherever either stands."""
    negated = (n for n, s in enumerate(scene.statements) if any(denies(w) for w in scene.words(s)))
    denied = [(n, act) for n in negated for act in scene.acts(n) if act.mood == "told" and act.denied]
    verbs = {act.verb for _, act in denied}
    told: dict[str, list[tuple[int, Act]]] = {}
    for n, s in enumerate(scene.statements):
        for act in scene.acts(n) if not verbs.isdisjoint(s.keys) else ():
            if act.mood == "told" and not act.denied:
                told.setdefault(act.verb, []).append((n, act))
    for n, x in denied:
        a = scene.statements[n]
        best: dict[int, tuple[float, int, Act]] = {}
        for m, y in told.get(x.verb, ())[:_CROWD]:
            b = scene.statements[m]
            if n != m and not a.speakers & b.speakers and _denies(scene, x, y, a):
                score = scene.heavy(a.keys & b.keys)
                if b.article not in best or score > best[b.article][0]:
                    best[b.article] = (score, m, y)
        if len(best) > 1:
            best.pop(a.article, None)
        for _, m, y in best.values():
            b = scene.statements[m]
            variants = (scene.variant(a, x.start, x.last), scene.variant(b, y.start, y.last))
            if variants[0].value in variants[1].value or variants[1].value in variants[0].value:
                continue
            about = partial(
                longest, partial(scene.phrase, b, y.start, y.last), partial(scene.phrase, a, x.start, x.last)
            )
            yield Finding("framing", "differs", about, variants)


def _denies(scene: Scene, x: Act, y: Act, a: Statement) -> bool:
    """Tell whether two acts with one verb are one: of one named subject with an object, or all that takes part."""
    weight = scene.heavy((x.args & y.args) | {x.verb})
    if x.patient and x.patient == y.patient and x.args <= y.args:
        return weight >= _PATIENT_DENIED
    objects = (x.objects & y.objects) - a.names
    return bool(x.subjects & y.subjects & a.names) and bool(objects) and weight >= _DENIED


def _by_verb(acts: Sequence[Act]) -> dict[str, list[Act]]:
    """Give the acts of a statement whose form tells how they are meant, by their verbs."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        if act.mood != "open":
            found.setdefault(act.verb, []).append(act)
    return found


def _one_act(scene: Scene, x: Act, y: Act) -> bool:
    """Tell whether two acts with one verb share enough of who or what takes part."""
    shared = x.args & y.args
    one = x.patient and x.patient == y.patient and x.denied == y.denied
    enough = _PATIENT if one else _ENOUGH
    return bool(shared) and scene.heavy(shared | {x.verb}) >= enough


def _titles(scene: Scene) -> Iterator[Finding]:
    """Compare the titles with each other and with the first sentences of other articles: done, or only possible."""
    titles = scene.headlines
    for at, a in enumerate(titles):
        for x in a.acts:
            mine = scene.variant_in(a, x.start, x.end)
            about = partial(scene.around_title, a, x.start, x.end)
            for b in titles[at + 1 :]:
                for y in b.acts:
                    if a.article != b.article and _only_possible(x, y):
                        yield Finding("framing", "differs", about, (mine, scene.variant_in(b, y.start, y.end)))
            for n, s in scene.leads:
                acts = scene.acts(n) if s.article != a.article else ()
                other = next((y for y in acts if _only_possible(x, y)), None)
                if other and not any(o.verb == other.verb and o.mood == x.mood for o in acts):
                    yield Finding("framing", "differs", about, (mine, scene.variant(s, other.start, other.end)))


def _only_possible(x: Act, y: Act) -> bool:
    """Tell whether one of two acts that share who or what takes part is done, and the other only possible."""
    return (
        {x.mood, y.mood} == {"told", "possible"}
        and not x.denied
        and not y.denied
        and x.verb == y.verb
        and (len(x.args & y.args) >= _SHARED)
    )


def _verdict(x: Act, y: Act) -> Verdict | None:
    """Tell how one act is told differently, the form of both telling how they are meant; None where it is not."""
    if x.denied != y.denied:
        return "differs" if x.mood == y.mood else None
    if x.mood == y.mood:
        return None
    return "differs" if "possible" in {x.mood, y.mood} else "compatible"
