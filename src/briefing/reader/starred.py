"""Stars and notes as the reader shows them: beside the statements they were made on, and in a topic of their own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefing.anchors import anchor
from briefing.display import plain
from briefing.model import Mark, Member, Range, SummarySentence, Topic
from briefing.reader.reading import STARRED
from briefing.reader.text import Flow
from briefing.reader.views.item import Item, Scene, note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.lookup import Lookup


class Starred:
    """The marks that were made on a briefing, and where they stand in it now."""

    def __init__(self, lookup: Lookup, marks: Sequence[Mark]) -> None:
        from briefing.anchors import Finder

        find = Finder(lookup.briefing.articles)
        self._lookup = lookup
        self.marks = tuple(marks)
        self.placed = tuple((m, find(m.place)) for m in marks)

    def __len__(self) -> int:
        return len(self.marks)

    @cached_property
    def _told(self) -> dict[Range, SummarySentence]:
        briefing = self._lookup.briefing
        told = [*(s for t in briefing.summaries for s in t.sentences), *(o.sentence for o in briefing.overview)]
        return {s.range: s for s in reversed(told)}

    @property
    def topic(self) -> Topic:
        """The topic of what was starred."""
        there = [r for _, r in self.placed if r is not None]
        return Topic(STARRED, "Starred", "other", tuple(Member(r, "starred") for r in there))

    def at(self, item: Item) -> tuple[Mark, ...]:
        """Give the marks on an item."""
        return tuple(
            m
            for m, r in self.placed
            if r is not None
            and any(
                r.overlap(t) * 2 > min(r.end - r.start, t.end - t.start) for t in item.told if t.article == r.article
            )
        )

    def on(self, item: Item) -> Mark:
        """Give the mark on an item, else an empty one for it."""
        found = self.at(item)
        if found:
            return found[0]
        r = item.told[0]
        return Mark(anchor(self._lookup.article(r.article), r), starred=False)

    def beside(self, items: Sequence[Item], width: int) -> list[Item]:
        """Give the items with their stars, and their notes beneath."""
        return [self._beside(item, self.at(item), width) for item in items] if self.marks else list(items)

    def _beside(self, item: Item, marks: Sequence[Mark], width: int) -> Item:
        lines = list(item.lines)
        for m in marks:
            if words := plain(m.note):
                lines += Flow().add("Note: ", "key").add(words, "deck").lines(width, indent="      ")
        starred = any(m.starred for m in marks)
        return item._replace(lines=tuple(lines), starred=starred) if marks else item

    def items(self, scene: Scene) -> list[Item]:
        """Give what was starred as the statements of a topic; what is in no source any more comes last."""
        from briefing.reader.views.summary import statement

        # As in the overview: each says its topic, and leads to it.
        over = scene._replace(topic=None)
        here = [(m, r) for m, r in self.placed if r is not None]
        order = {a.id: n for n, a in enumerate(self._lookup.briefing.articles)}
        here.sort(key=lambda p: (order[p[1].article], p[1].start))
        rows = list(dict.fromkeys(r for _, r in here))
        gone = [f"“{plain(m.place.quoted)}” is in no source any more." for m, r in self.placed if r is None]
        notes = [f" Note: {plain(m.note)}" if m.note else "" for m, r in self.placed if r is None]
        return [
            *(statement(over, self._sentence(r)) for r in rows),
            *(note(text + more, scene.measure) for text, more in zip(gone, notes, strict=True)),
        ]

    def _sentence(self, r: Range) -> SummarySentence:
        """Give a range as the summaries have it, else with the claim that most sources tell there, and its sources."""
        if r in self._told:
            return self._told[r]
        claims = [c for c in self._lookup.claims_at(r) if any(s.overlap(r) for s in c.support)]
        claim = max(claims, key=lambda c: len(c.articles), default=None)
        first = {s.article: s for s in reversed(claim.support)} if claim else {}
        cites = (r, *(s for a, s in first.items() if a != r.article))
        return SummarySentence(r, claim.id if claim else None, cites)
