"""Coverage: a row for each claim, a column for each source; beneath it the words of the cell under the cursor."""

from __future__ import annotations

from briefing.coverage import Row, Told
from briefing.coverage import coverage as told_by
from briefing.display import plain
from briefing.index import Index
from briefing.model import Claim, Range, SummarySentence
from briefing.reader.reading import STARRED
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.views.grid import Grid, fit
from briefing.reader.views.item import PARTLY, STATED, Item, Scene, by_event, nothing, parts

MISSING, ELSEWHERE = ".", " "
ROWS = 2
"""A claim is shown in so many lines."""


def coverage(scene: Scene) -> list[Item]:
    """Give the claims of a topic (of the event: those that several sources tell), the most told first."""
    lookup = scene.lookup
    if scene.topic is None and len(scene.columns) == 1:
        return [_nothing(scene)]
    starred = scene.topic is not None and scene.topic.id == STARRED
    matrix = told_by(lookup, scene.topic.id if scene.topic and not starred else None)
    grid = fit(scene.width, matrix.sources)
    rows = [r for r in matrix.rows if scene.topic or sum(t != "not told" for t in r.told) > 1]
    if scene.topic and starred:
        within = Index((m.range, None) for m in scene.topic.members)
        rows = [r for r in rows if any(within.at(s) for s in r.claim.support)]
    if not rows:
        return [_nothing(scene)]
    return by_event(scene, [_row(scene, grid, r) for r in rows])


def _nothing(scene: Scene) -> Item:
    if len(scene.columns) == 1:
        said = "One source alone: there is nothing to compare its claims with."
    else:
        said = "No claim was found here." if scene.topic else "No claim is told by several sources."
    return nothing(scene, said, "{show_summary} shows what is told, {show_sources} by whom.")


def legend(scene: Scene, grid: Grid) -> Line:
    """Give the line above the rows: what the signs mean, and the sources' numbers."""
    differs = scene.signs.differs
    signs = f"{STATED} stated  {PARTLY} partly  {differs} differing  {MISSING} not told"
    if len(signs) >= grid.words:
        signs = f"{STATED} told {PARTLY} part {differs} differ {MISSING} not"
    return grid.head(scene.lookup, signs, scene.signs.ellipsis)


def sign(scene: Scene, told: Told) -> str:
    """Give the sign of a cell; the exports have letters."""
    return {"stated": STATED, "partly": PARTLY, "differing": scene.signs.differs, "not told": MISSING}[told]


def _row(scene: Scene, grid: Grid, row: Row) -> Item:
    lookup = scene.lookup
    told = (row.label, *(r for r in row.claim.support if r != row.label))
    flow = Flow().add(lookup.readable(SummarySentence(row.label, None, (row.label,))))
    lines = flow.lines(grid.words - 2)
    if len(lines) > ROWS:
        rest = " ".join(line.text for line in lines[ROWS - 1 :])
        lines[ROWS - 1 :] = [Line(cut(rest, grid.words - 2, scene.signs.ellipsis))]
    event = lookup.event_of(topic) if (topic := lookup.topic_of(row.claim.support)) else None
    # Of several events, a source can tell what belongs to its own.
    cells = tuple(
        ELSEWHERE if event and a not in event.articles else sign(scene, t)
        for a, t in zip(grid.columns, row.told, strict=True)
    )
    return Item(tuple(lines), told, parts(row.claim, told), topic, row.claim, cells)


def cell(scene: Scene, item: Item, article: str, width: int, rows: int) -> list[Line]:
    """Give what the source of a cell tells of the claim: its sentence, the words that tell it marked."""
    ranges, full = item.at(article)
    claim = item.thing if isinstance(item.thing, Claim) else None
    values = _values(scene, claim, article) if claim else []
    if not ranges and item.cells[scene.columns.index(article)] == ELSEWHERE:
        return [head(scene, article, "about another event", width)]
    said = "not told" if not ranges else "partly" if not full else "differing" if values else "stated"
    lines = [head(scene, article, f"{said}: {', '.join(values)}" if values and full else said, width)]
    if ranges:
        lines += sentence(scene, ranges[0], width, rows)
    return lines


def head(scene: Scene, article: str, says: str, width: int) -> Line:
    """Give the line above the words of a cell: the source, and what it makes of the item."""
    lookup = scene.lookup
    mark = f"[{lookup.number(article)}] "
    says = cut(says, max(8, width - 24), scene.signs.ellipsis)
    label = cut(lookup.label(article), max(4, width - len(mark) - len(says) - 2), scene.signs.ellipsis)
    return Flow().add(mark, "mark").add(label).add("  ").add(says, "strong").lines(10_000)[0]


def sentence(scene: Scene, r: Range, width: int, rows: int, first: str = "    ") -> list[Line]:
    """Give the sentence around a range in so many lines, the range marked, beneath or beside what stands `first`."""
    lookup = scene.lookup
    whole, words = lookup.sentence_text(r), lookup.text(r)
    at = whole.find(words)
    room = rows * (width - 5) - 4
    start = 0
    if len(whole) > room:
        # The words themselves are seen, with as much before them as there is room for.
        start = max(0, min(at - 12, len(whole) - room)) if at + len(words) > room else 0
        start = whole.find(" ", start) + 1 if start else 0
    dots = f"{scene.signs.ellipsis} " if start else ""
    flow = Flow().add(dots).add(whole[start:])
    if at >= start and len(words) < len(whole):
        flow.ink([Span(len(dots) + at - start, len(dots) + at - start + len(words), "told")])
    lines = flow.lines(width, first=first, indent=" " * len(first), first_ink="mark")
    if len(lines) > rows:
        last = lines[rows - 1]
        text = cut(f"{last.text} {lines[rows].text.strip()}", width, scene.signs.ellipsis)
        lines[rows - 1 :] = [Line(text, tuple(s for s in last.spans if s.end <= len(text)))]
    return lines


def _values(scene: Scene, claim: Claim, article: str) -> list[str]:
    """Give what a source states of a claim where the sources differ: "12 million crowns"."""
    found: list[str] = []
    for d in dict.fromkeys(d for r in claim.support for d in scene.lookup.differences_at(r)):
        if d.verdict == "differs" and len({v.range.article for v in d.variants}) > 1:
            found += [plain(v.value) or scene.lookup.text(v.range) for v in d.variants if v.range.article == article]
    return list(dict.fromkeys(found))
