"""A topic's summary, or the event's overview: the sources' own sentences, each with its citations."""

from __future__ import annotations

from rich.cells import cell_len

from briefing.display import plain
from briefing.model import Range, SummarySentence
from briefing.reader.text import Flow, cut
from briefing.reader.views.item import Item, Scene, note, parts

LABEL = 36
"""Cells for the label of the one source that tells something."""
NAME = 48
"""Cells of a topic's name that stays on one line."""
DETAIL = 40
"""Cells for words that one of several sources alone has."""
WORDS = 120
"""The overview's length, as the exports have it."""
MOST = 300
"""At most so many sentences of a topic without a summary are listed."""


def summary(scene: Scene) -> list[Item]:
    """Give the statements of a topic; without a summary, the sentences that belong to it."""
    lookup = scene.lookup
    if scene.topic is None:
        items = [statement(scene, s) for s in lookup.overview(WORDS)]
        return items or [note(_nothing(scene), scene.measure)]
    items = [statement(scene, s) for s in lookup.summary(scene.topic.id)]
    if items:
        return items
    sentences = [SummarySentence(m.range, None, (m.range,)) for m in scene.topic.members[:MOST]]
    return [statement(scene, s) for s in sentences] or [note("Nothing belongs to this topic.", scene.measure)]


def _nothing(scene: Scene) -> str:
    briefing = scene.lookup.briefing
    if not briefing.articles:
        return "This briefing has no articles."
    if briefing.topics:
        return "This briefing has no overview. The topics are in the sidebar."
    return "This briefing has no topics. Its sources can be read: press 1, or Enter."


def statement(scene: Scene, sentence: SummarySentence) -> Item:
    """Give one statement: its words, then quieter who tells it."""
    lookup = scene.lookup
    told = _told(scene, sentence)
    flow = Flow().add(lookup.readable(sentence))
    _citations(scene, sentence, flow)
    leads = lookup.topic_of([sentence.range]) if scene.topic is None else None
    topic = lookup.topic(leads) if leads else None
    if topic:
        name = plain(topic.name)
        flow.add("  ").add(_firm(f"> {name}") if cell_len(name) <= NAME else f"> {name}", "quiet")
    claim = lookup.claim(sentence.claim)
    return Item(tuple(flow.lines(scene.measure)), told, parts(claim, told), leads, sentence)


def _told(scene: Scene, sentence: SummarySentence) -> tuple[Range, ...]:
    """Give where it is told: the citations, then the claim's further mentions in those and other sources."""
    claim = scene.lookup.claim(sentence.claim)
    ranges = [sentence.range, *sentence.cites, *(claim.support if claim else ())]
    kept: list[Range] = []
    for r in ranges:
        if not any(r.overlap(k) for k in kept):
            kept.append(r)
    return tuple(kept)


def _citations(scene: Scene, sentence: SummarySentence, flow: Flow) -> None:
    """Write who tells it: `[2] ≈[1][3]  4 sources, 3 origins`, or `[2]  only in UkraineWitness`.

    Words that its own source alone has follow: `only [2]: three-year`.
    """
    lookup = scene.lookup
    sources = lookup.support(sentence)
    own = lookup.number(sentence.range.article)
    others = [n for n in lookup.numbers(sources) if n != own]
    flow.add("  ")
    if others:
        # No space within the citations: they stay on one line.
        flow.add(f"[{own}]", "mark")
        flow.add(" ").add(scene.signs.also + "".join(f"[{n}]" for n in others), "mark")
        origins = lookup.origins(sentence)
        said = f"{len(sources)} sources"
        if origins < len(sources):
            said += f", {origins} origin{'' if origins == 1 else 's'}"
        flow.add("  ").add(_firm(said), "quiet")
        if sentence.only:
            words = "; ".join(cut(lookup.text(r), DETAIL, scene.signs.ellipsis) for r in sentence.only)
            flow.add("  ").add(_firm(f"only [{own}]:") + f" {words}", "quiet")
    elif len(scene.columns) == 1:
        flow.add(f"[{own}]", "mark")
    elif outlet := lookup.outlet(sentence.range.article):
        flow.add(f"[{own}]", "mark")
        flow.add("  ").add(_firm(f"only in {cut(outlet, LABEL, scene.signs.ellipsis)}"), "quiet")
    else:
        # Its number stands for a source that has no short name.
        flow.add(_firm("only in "), "quiet").add(f"[{own}]", "mark")
    if any(d.verdict == "differs" for d in lookup.differences_at(sentence.range)):
        flow.add("  ").add(_firm(f"{scene.signs.differs} sources differ"), "differs")


def _firm(text: str) -> str:
    """Keep a few words on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
