"""A topic's summary, or the event's overview: the sources' own sentences, each with its citations."""

from __future__ import annotations

from briefing.display import plain
from briefing.model import Range, SummarySentence
from briefing.reader.text import Flow, cut
from briefing.reader.views.item import PARTLY, Item, Scene, by_event, nothing, parts
from briefing.terms import counted
from briefing.words import OVERVIEW_WORDS

LABEL = 36
"""Cells for the label of the one source that tells something."""
NAME = 16
"""Cells for a topic's name at least: with less room for it on the line it stands on the next one."""
DETAIL = 40
"""Cells for words that one of several sources alone has."""
MOST = 300
"""At most so many sentences of a topic without a summary are listed."""


def summary(scene: Scene) -> list[Item]:
    """Give the statements of a topic; without a summary, the sentences that belong to it."""
    lookup = scene.lookup
    if scene.topic is None:
        sentences = lookup.overview(OVERVIEW_WORDS * max(1, len(lookup.briefing.events)))
        return by_event(scene, [statement(scene, s) for s in sentences]) or [_nothing(scene)]
    sentences = lookup.summary(scene.topic.id)
    sentences = sentences or tuple(SummarySentence(m.range, None, (m.range,)) for m in scene.topic.members[:MOST])
    sources = lookup.sources_of(scene.topic)
    alone = next(iter(sources)) if len(sources) == 1 else None
    items: list[Item] = []
    for s in sentences:
        items.append(statement(scene, s, alone))
        if len(sources) > 1:
            telling = lookup.support(s)
            alone = telling[0] if len(telling) == 1 and not lookup.partly(s) else None
    return items or [
        nothing(scene, "Nothing belongs to this topic.", "{next_topic} and {previous_topic} go on to others.")
    ]


def _nothing(scene: Scene) -> Item:
    if scene.lookup.briefing.topics:
        return nothing(scene, "This briefing has no overview.", "{next_topic} goes to the first topic.")
    return nothing(scene, "No topics were found in these articles.", "{go_in} goes to the text of the sources.")


def statement(scene: Scene, sentence: SummarySentence, alone: str | None = None) -> Item:
    """Give one statement: its words, then, quieter and in a line of their own, who tells it.

    `alone` is the source that alone tells what stands before it: where it alone tells this too, it is not named again.
    """
    lookup = scene.lookup
    told = _told(scene, sentence)
    leads = lookup.topic_of([sentence.range]) if scene.topic is None else None
    topic = lookup.topic(leads) if leads else None
    words, signs = Flow().add(lookup.readable(sentence)), _citations(scene, sentence, alone)
    if topic:
        room = scene.measure - len(signs) - 4
        name = cut(plain(topic.name), room if room >= NAME else scene.measure - 2, scene.signs.ellipsis)
        signs.add("  ").add(_firm(f"> {name}"), "quiet")
    bare = f"[{lookup.number(sentence.range.article)}]"
    if len(signs) == len(bare):
        # A number alone has no line of its own.
        lines = words.add("  ").add(bare, "mark").lines(scene.measure)
    else:
        lines = words.lines(scene.measure) + signs.lines(scene.measure)
    return Item(tuple(lines), told, parts(lookup.claim(sentence.claim), told), leads, sentence)


def _told(scene: Scene, sentence: SummarySentence) -> tuple[Range, ...]:
    """Give where it is told: the citations, then the claim's further mentions in those and other sources."""
    claim = scene.lookup.claim(sentence.claim)
    ranges = [sentence.range, *sentence.cites, *(claim.support if claim else ())]
    kept: list[Range] = []
    for r in ranges:
        if not any(r.overlap(k) for k in kept):
            kept.append(r)
    return tuple(kept)


def _citations(scene: Scene, sentence: SummarySentence, alone: str | None) -> Flow:
    """Write who tells it: `[2] ≈[1][3]  4 sources, 3 origins`, `[2] ~[3] in part`, or `[2]  only in UkraineWitness`.

    Words that its own source alone has follow: `only [2]: three-year`.
    """
    lookup = scene.lookup
    flow = Flow()
    sources = lookup.support(sentence)
    own = lookup.number(sentence.range.article)
    others = [n for n in lookup.numbers(sources) if n != own]
    differing = any(d.verdict == "differs" for d in lookup.differences_at(sentence.range))
    outlet = lookup.outlet(sentence.range.article)
    if others:
        # No space within the citations: they stay on one line.
        flow.add(f"[{own}]", "mark")
        flow.add(" ").add(scene.signs.also + "".join(f"[{n}]" for n in others), "mark")
        origins = lookup.origins(sentence)
        said = f"{len(sources)} sources"
        if origins < len(sources):
            said += f", {counted(origins, 'origin')}"
        flow.add("  ").add(_firm(said), "quiet")
    elif partly := lookup.numbers(lookup.partly(sentence)):
        flow.add(f"[{own}]", "mark")
        flow.add(" ").add(PARTLY + "".join(f"[{n}]" for n in partly), "mark").add(" in part", "quiet")
    elif len(scene.columns) == 1 or alone == sentence.range.article:
        flow.add(f"[{own}]", "mark")
    elif outlet:
        flow.add(f"[{own}]", "mark")
        flow.add("  ").add(_firm(f"only in {cut(outlet, LABEL, scene.signs.ellipsis)}"), "quiet")
    else:
        # Its number stands for a source that has no short name.
        flow.add(_firm("only in "), "quiet").add(f"[{own}]", "mark")
    if differing:
        flow.add("  ").add(_firm(f"{scene.signs.differs} sources differ"), "differs")
    if others and sentence.only:
        words = "; ".join(cut(lookup.text(r), DETAIL, scene.signs.ellipsis) for r in sentence.only)
        flow.add("  ").add(_firm(f"only [{own}]:") + f" {words}", "quiet")
    return flow


def _firm(text: str) -> str:
    """Keep a few words on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
