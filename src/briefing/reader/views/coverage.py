"""Coverage: a row for each claim, a column for each source."""

from __future__ import annotations

from rich.cells import cell_len

from briefing.lookup import Lookup
from briefing.model import Claim, Difference, Range, SummarySentence
from briefing.reader.reading import STARRED
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.views.item import Item, Scene, note, parts

CELL = 4
STATED, PARTLY, MISSING = "*", "~", "."


def coverage(scene: Scene) -> list[Item]:
    """Give the claims of a topic (of the event: those that several sources tell), the most told first."""
    lookup = scene.lookup
    if scene.topic is None:
        claims = [c for c in lookup.briefing.claims if len(c.articles) > 1]
    else:
        claims = list(lookup.claims_of(scene.topic.id))
        if scene.topic.id == STARRED:
            starred = [m.range for m in scene.topic.members]
            found = {c.id: c for r in starred for c in lookup.claims_at(r)}
            claims = [c for c in found.values() if any(s.overlap(r) for s in c.support for r in starred)]
    claims = sorted((c for c in claims if c.support), key=lambda c: -len(c.articles))
    if not claims:
        return [note("No claims were found here.", scene.measure)]
    rows: list[Item] = []
    said: set[str] = set()
    for c in claims:
        # Claims may share a sentence: each row is headed by words that no row above it has, where there are some.
        own = next((r for r in c.support if lookup.text(r) not in said), c.support[0])
        said.add(lookup.text(own))
        rows.append(_row(scene, c, own))
    return rows


def legend(scene: Scene) -> Line:
    """Give the line above the rows: what the signs mean, and the sources' numbers."""
    room = _room(scene)
    signs = f"{STATED} stated  {PARTLY} partly  {scene.signs.differs} differs  {MISSING} not told"
    text = cut(signs, room).ljust(room) + "".join(f"[{n}]".rjust(CELL) for n in _columns(scene.lookup))
    return Line(text, (Span(0, room, "quiet"), Span(room, len(text), "mark")))


def _columns(lookup: Lookup) -> range:
    return range(1, min(9, len(lookup.briefing.articles)) + 1)


def _room(scene: Scene) -> int:
    return max(8, scene.measure - CELL * len(_columns(scene.lookup)))


def _row(scene: Scene, claim: Claim, own: Range) -> Item:
    lookup = scene.lookup
    told = (own, *(r for r in claim.support if r != own))
    partly = parts(claim, told)
    room = _room(scene)
    flow = Flow().add(lookup.readable(SummarySentence(own, claim.id, (own,))))
    lines = [_padded(line, room) for line in flow.lines(room - 2)]
    shown = lines[:2]
    if len(lines) > len(shown):
        text = cut(shown[-1].text.rstrip() + " " * room, room - 1, scene.signs.ellipsis)
        shown[-1] = Line(text, shown[-1].spans)
    signs = [_sign(scene, told, partly, n) for n in _columns(lookup)]
    first = shown[0]
    spans = list(first.spans)
    text = first.text
    for sign in signs:
        text += sign.rjust(CELL)
        ink = {STATED: "strong", MISSING: "quiet", scene.signs.differs: "differs"}.get(sign, "")
        if ink:
            spans.append(Span(len(text) - len(sign), len(text), ink))
    return Item((Line(text, tuple(spans)), *shown[1:]), told, partly, lookup.topic_of(told))


def _padded(line: Line, room: int) -> Line:
    return Line(line.text + " " * max(0, room - cell_len(line.text)), line.spans)


def _sign(scene: Scene, told: tuple[Range, ...], partly: tuple[Range, ...], number: int) -> str:
    article = scene.lookup.briefing.articles[number - 1].id
    here = [r for r in told if r.article == article]
    differing = any(_differs(d, told, article) for r in here for d in scene.lookup.differences_at(r))
    if here:
        return scene.signs.differs if differing else STATED
    return PARTLY if any(r.article == article for r in partly) else MISSING


def _differs(difference: Difference, told: tuple[Range, ...], article: str) -> bool:
    """Tell whether sources that tell a claim differ in it, this one among them."""
    sources = {v.range.article for v in difference.variants if any(v.range.overlap(r) for r in told)}
    return difference.verdict == "differs" and len(sources) > 1 and article in sources
