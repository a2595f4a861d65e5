"""Sources: what each of them has of the topic, which are set apart, what was skipped; at once the picker of sources."""

from __future__ import annotations

from briefing.display import plain
from briefing.model import Article
from briefing.reader.reading import STARRED
from briefing.reader.shares import Share, length, shares
from briefing.reader.text import Flow, Line, cut
from briefing.reader.views.item import Item, Scene, note, nothing, titled
from briefing.reader.views.timeline import spoken
from briefing.sources import why_apart
from briefing.terms import counted

MOST = 50
"""So many skipped files are listed."""


def sources(scene: Scene) -> list[Item]:
    """Give the sources that could have told something here; of the event, those set apart and skipped files too."""
    lookup = scene.lookup
    briefing = lookup.briefing
    # Of what was starred, the sources are those of the event.
    found = shares(lookup, None if scene.topic and scene.topic.id == STARRED else scene.topic)
    events = briefing.events if scene.topic is None else ()
    grouped = [a for e in events for a in e.articles] or scene.columns
    items = [_source(scene, lookup.article(a), found[a], _head(scene, a)) for a in grouped]
    if scene.topic is None:
        for n, a in enumerate(briefing.apart):
            head = () if n else titled(scene, "Set apart")
            items.append(_source(scene, lookup.article(a), None, head))
        for n, s in enumerate(briefing.skipped[:MOST]):
            head = () if n else titled(scene, "Skipped")
            items.append(note(f"{plain(s.path)}: {plain(s.reason)}", scene.measure)._replace(head=head))
        if len(briefing.skipped) > MOST:
            items.append(note(f"and {len(briefing.skipped) - MOST} more", scene.measure))
    return items or [nothing(scene, "", "")]


def _head(scene: Scene, article: str) -> tuple[Line, ...]:
    """Give the title of an event above the first of its sources."""
    for event in scene.lookup.briefing.events if scene.topic is None else ():
        if event.articles[:1] == (article,):
            return titled(scene, event.title)
    return ()


def _source(scene: Scene, a: Article, share: Share | None, head: tuple[Line, ...]) -> Item:
    lookup = scene.lookup
    mark = f"[{lookup.number(a.id)}] "
    indent = " " * len(mark)
    outlet, title = lookup.outlet(a.id), lookup.title(a.id)
    name = outlet or title or lookup.label(a.id)
    flow = Flow().add(cut(name, scene.measure - len(mark), scene.signs.ellipsis), "strong")
    if outlet and title:
        flow.add("  ").add(cut(title, 2 * scene.measure - len(mark) - len(outlet) - 8, scene.signs.ellipsis))
    lines = flow.lines(scene.measure, first=mark, indent=indent, first_ink="mark")
    day = spoken(lookup.published(a.id) or "") or "no date"
    facts = [day, length(lookup, a.id)]
    if scene.lookup.is_apart(a.id):
        facts.append(plain(why_apart(a)))
    if share and len(scene.columns) > 1:
        facts += _share(scene, share)
    flow = Flow()
    for n, fact in enumerate(facts):
        # No fact is broken over two lines, and none begins with the spaces between them.
        flow.add(" " if n else "").add(f"{fact}  ".replace(" ", "\N{NO-BREAK SPACE}"), "quiet")
    lines += flow.lines(scene.measure, first=indent, indent=indent)
    told = share.alone if share else ()
    return Item(tuple(lines), told, (), None, a, head=head, missing="")


def _share(scene: Scene, share: Share) -> list[str]:
    """Write what a source has of the topic; what it has not is not written."""
    said = [f"tells {share.stated or 'none'} of {share.claims} claims" if share.claims else "no claims"]
    if share.alone:
        said.append(f"alone: {counted(len(share.alone), 'sentence')}")
    if share.left_out:
        said.append(f"leaves out {len(share.left_out)} that others tell")
    if share.copied:
        numbers = "".join(f"[{scene.lookup.number(a)}]" for a, _ in share.copied)
        said.append(f"shares text with {numbers}")
    return said
