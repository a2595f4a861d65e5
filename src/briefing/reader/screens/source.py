"""The card of a source: what it is, what it alone tells, what it leaves out, what it shares word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.coverage import label
from briefing.display import plain
from briefing.reader.screens.card import Card
from briefing.reader.shares import length, shares
from briefing.reader.text import Flow, Line
from briefing.reader.views.timeline import spoken
from briefing.sources import why_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.lookup import Lookup
    from briefing.model import Article, Topic
    from briefing.reader.inks import Inks

MOST = 200
"""So many sentences, claims and passages of a kind are listed."""


class SourceCard(Card[None]):
    """The card."""

    WIDTH = 96

    def __init__(self, lookup: Lookup, article: Article, topic: Topic | None, inks: Inks) -> None:
        super().__init__(inks)
        self._lookup = lookup
        self._article = article
        self._topic = topic

    def content(self, width: int) -> Sequence[Line]:
        """Give the card; what it tells and leaves out is of the topic, or of the event."""
        lookup, a = self._lookup, self._article
        mark = f"[{lookup.number(a.id)}] "
        name = lookup.title(a.id) or lookup.label(a.id)
        lines = Flow().add(name, "title").lines(width, first=mark, indent=" " * len(mark), first_ink="mark")
        published = a.published
        facts = [
            ("outlet", lookup.outlet(a.id) or ""),
            ("byline", plain(a.byline.value) if a.byline else ""),
            ("published", f"{spoken(plain(published.value))} ({plain(published.rule)})" if published else "no date"),
            ("length", length(lookup, a.id)),
            *(("found at", plain(path)) for path in a.paths),
        ]
        for head, value in facts:
            if value:
                lines += Flow().add(value).lines(width, first=f"{head:<11}", indent=" " * 11, first_ink="quiet")
        if lookup.is_apart(a.id):
            lines += [Line(""), *Flow().add(f"Set apart: {plain(why_apart(a))}.").lines(width)]
        else:
            lines += self._share(width)
        return [*lines, Line(""), *Flow().add("Esc", "key").add(" close", "quiet").lines(width)]

    def _share(self, width: int) -> list[Line]:
        lookup, own = self._lookup, self._article.id
        share = shares(lookup, self._topic).get(own)
        if share is None or len(lookup.columns(self._topic.id if self._topic else None)) < 2:
            return []
        of = f"“{plain(self._topic.name)}”" if self._topic else "the event"
        lines = [Line(""), *Flow().add(f"Tells {share.stated} of {share.claims} claims of {of}").lines(width)]
        if share.alone:
            lines += _head(f"Told by it alone ({len(share.alone)})", width)
            for r in share.alone[:MOST]:
                lines += Flow().add(lookup.text(r)).lines(width, first="- ", indent="  ")
        if share.left_out:
            lines += _head(f"Left out, though others tell it ({len(share.left_out)})", width)
            for row in share.left_out[:MOST]:
                numbers = "".join(f"[{n}]" for n in lookup.numbers(row.claim.articles))
                flow = Flow().add(label(lookup, row.label)).add("  ").add(numbers, "mark")
                lines += flow.lines(width, first="- ", indent="  ")
        for c in lookup.briefing.copies:
            if own in (c.a, c.b):
                other = c.b if own == c.a else c.a
                lines += _head(f"Shared word for word with [{lookup.number(other)}] {lookup.label(other)}", width)
                for a, b in c.passages[:MOST]:
                    lines += Flow().add(lookup.text(a if own == c.a else b)).lines(width, first="- ", indent="  ")
        return lines


def _head(words: str, width: int) -> list[Line]:
    return [Line(""), *Flow().add(words, "title").lines(width)]
