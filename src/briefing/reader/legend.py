"""The sources by number, beneath the topics. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.views.item import PARTLY, STATED

if TYPE_CHECKING:
    from briefing.lookup import Lookup
    from briefing.reader.views.item import Item


def legend(lookup: Lookup, item: Item | None, width: int, height: int, ellipsis: str) -> list[Line]:
    """List the sources in `height` lines, at their bottom, with a sign at those that tell an item, if one is seen.

    Long labels have a second line as long as there is room.
    """
    articles = [lookup.article(a) for a in lookup.told] or list(lookup.briefing.articles)
    told = {r.article for r in item.told} if item else set()
    partly = {r.article for r in item.partly} if item else set()
    further = height - 2 - len(articles)
    lines: list[Line] = []
    for a in articles:
        sign = STATED if a.id in told else PARTLY if a.id in partly else " "
        room = (width, 2 if further > 0 else 1)
        source = _source(
            f" {sign} [{lookup.number(a.id)}] ",
            lookup.label(a.id),
            "quiet" if item and sign == " " else "",
            room,
            ellipsis,
        )
        further -= len(source) - 1
        lines += source
    blank = [Line("")] * max(1, height - 1 - len(lines))
    apart = len(lookup.briefing.articles) - len(lookup.told)
    title = cut(f" Sources{f', {apart} set apart' * bool(apart)}", width, ellipsis)
    return [*blank, Line(title, (Span(1, len(title), "quiet"),)), *lines]


def _source(head: str, label: str, ink: str, room: tuple[int, int], ellipsis: str) -> list[Line]:
    width, rows = room
    indent = " " * len(head)
    lines = Flow().add(label, ink).lines(width, first=head, indent=indent)
    if len(lines) > rows:
        # The last line takes what is left of the label, cut.
        left = " ".join(x.text[len(head) :] for x in lines[rows - 1 :])
        text = (indent if rows > 1 else head) + cut(left, width - len(head), ellipsis)
        lines[rows - 1 :] = [Line(text, (Span(len(head), len(text), ink),))]
    first = lines[0]
    lines[0] = Line(first.text, (Span(1, 2, "cursor"), Span(3, len(head) - 1, "mark"), *first.spans))
    return lines
