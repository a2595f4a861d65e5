"""Acts that one source tells as done and another as possible or planned, or one affirms and another denies."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import Range, Variant, Verdict
from briefing.prepare.differences.acts import Act
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Headline, Scene

_ENOUGH = 3.0
"""What the keys must weigh that two acts share, besides the verb itself."""
_SHARED = 2
"""Keys that an act of a title must share with another's, besides the verb."""
_CLOSE = frozenset({"full", "partial"})


def moods(scene: Scene) -> Iterator[Finding]:
    """Compare acts with one verb and subject or object in accounts of one thing, and in titles."""
    for (i, j), account in scene.accounts.items():
        if account.closeness in _CLOSE:
            for x in scene.acts(i):
                for y in scene.acts(j):
                    verdict = _verdict(x, y) if scene.heavy(x.args & y.args) >= _ENOUGH else None
                    if verdict:
                        variants = (
                            scene.variant(account.a, x.start, x.end),
                            scene.variant(account.b, y.start, y.end),
                        )
                        about = scene.about(account.a, account.b)
                        yield Finding("framing", verdict, about, variants, account.claim)
    yield from _titles(scene)


def _titles(scene: Scene) -> Iterator[Finding]:
    """Compare the titles: what one tells as done and another as possible."""
    titles = scene.headlines
    for n, a in enumerate(titles):
        for b in titles[n + 1 :]:
            for x in a.acts:
                for y in b.acts:
                    close = a.article != b.article and len(x.args & y.args) >= _SHARED
                    if close and _verdict(x, y) == "differs" and x.denied == y.denied:
                        variants = (_of_title(scene, a, x), _of_title(scene, b, y))
                        yield Finding("framing", "differs", scene.around_title(a, x.start, x.end), variants)


def _of_title(scene: Scene, title: Headline, act: Act) -> Variant:
    analysis = scene.analyses[title.article]
    place = Range(analysis.article.id, act.start, act.end)
    return Variant(place, " ".join(analysis.text_of(place).split()))


def _verdict(x: Act, y: Act) -> Verdict | None:
    if x.verb != y.verb or "open" in {x.mood, y.mood}:
        return None
    if x.denied != y.denied:
        return "differs" if x.mood == y.mood else None
    if x.mood == y.mood:
        return None
    return "differs" if "possible" in {x.mood, y.mood} else "compatible"
