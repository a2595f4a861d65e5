"""What can be put right at a place of the reader, and the corrections that do it. No Textual here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.anchors import anchor
from briefing.display import plain
from briefing.model import Anchor, Article, Claim, Correction, Entity, Quote, Range, Statement, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.lookup import Lookup
    from briefing.reader.reading import Reading

MOST_ANCHORS = 8
"""Places that a correction is anchored to, where there are many of one kind."""
TOPIC_ANCHORS = 3
MOST_MOVED = 40
CASTS = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")
"""The types of entities that speak, in the order in which they are offered."""


class Choice(NamedTuple):
    """A line of the menu."""

    key: str
    """A letter."""
    words: str


class Mends:
    """The corrections that fit where a reading is."""

    def __init__(self, lookup: Lookup, reading: Reading) -> None:
        self.lookup = lookup
        item = reading.item
        self.told = item.told if reading.part != "topics" and not isinstance(item.thing, Article) else ()
        self.topic = reading.shown_topic
        self.entity = item.thing if isinstance(item.thing, Entity) else lookup.entity(reading.entity)

    def choices(self, corrections: int) -> list[Choice]:
        """Give the menu, with so many corrections to list."""
        menu: list[Choice] = []
        if self.told:
            if len(self.lookup.briefing.topics) > 1:
                menu.append(Choice("t", "belongs to another topic"))
            if self.mentions():
                menu.append(Choice("c", "not the same claim: take a source's sentence out"))
            menu.append(Choice("j", "is the same as another statement"))
            if self.said():
                menu.append(Choice("w", "somebody else says this"))
        if self.topic is not None:
            menu.append(Choice("n", "the topic's name"))
        if self.entity is not None:
            name = plain(self.entity.name)
            menu.append(Choice("e", f"{name}: two names, one entity"))
            if len(self.forms()) > 1:
                menu.append(Choice("p", f"{name}: one name too many, part it"))
        if corrections:
            menu.append(Choice("l", f"list my corrections ({corrections})"))
        return menu

    # Places

    def _anchor(self, r: Range) -> Anchor:
        return anchor(self.lookup.article(r.article), r)

    def _sentence(self, r: Range) -> Range:
        """Give the whole sentence of a range."""
        found = self.lookup.sentence_at(r)
        return found.range if found else r

    def _anchors(self, ranges: Iterable[Range], most: int = MOST_ANCHORS) -> tuple[Anchor, ...]:
        return tuple(map(self._anchor, list(dict.fromkeys(ranges))[:most]))

    def _of_topic(self, topic: Topic) -> tuple[Anchor, ...]:
        """Anchor a topic to the first sentences of its summary, else to its first members."""
        told = [self._sentence(s.range) for s in self.lookup.summary(topic.id)]
        return self._anchors([*told, *(m.range for m in topic.members[:TOPIC_ANCHORS])], TOPIC_ANCHORS)

    # Topics

    def topics(self) -> list[Topic]:
        """Give the topics that the statement may be moved to."""
        own = {t.id for t in self.lookup.topics_at(self.told[0])}
        return [t for t in self.lookup.briefing.topics if t.id not in own]

    def move(self, topic: Topic) -> Correction:
        """Move the statement, in every source that tells it, to a topic."""
        sentences = self._anchors((self._sentence(r) for r in self.told), MOST_MOVED)
        return Correction("move", sentences, self._of_topic(topic), topic=topic.id, name=plain(topic.name))

    def rename(self, topic: Topic, name: str) -> Correction:
        """Give a topic another name."""
        return Correction("rename", self._of_topic(topic), topic=topic.id, name=name, was=plain(topic.name))

    # Claims

    def _claim(self) -> Claim | None:
        """Give the claim that most sources tell at the statement."""
        found = [c for c in self.lookup.claims_at(self.told[0]) if any(r.overlap(self.told[0]) for r in c.support)]
        return max(found, key=lambda c: len(c.support), default=None)

    def mentions(self) -> tuple[Range, ...]:
        """Give the sentences of the statement's claim, where there are several."""
        claim = self._claim() if self.told else None
        return claim.support if claim and len(claim.support) > 1 else ()

    def apart(self, out: Range) -> Correction:
        """Take a sentence out of the claim."""
        others = (r for r in self.mentions() if r != out)
        return Correction("apart", (self._anchor(out),), self._anchors(others))

    def others(self) -> list[Range]:
        """Give the statements that may be the same: those of the topic, then the others, each claim once."""
        claim = self._claim()
        topics = {t.id for t in self.lookup.topics_at(self.told[0])}
        rows = []
        for n, c in enumerate(self.lookup.briefing.claims):
            if c.support and c is not claim and not any(r in self.told for r in c.support):
                here = topics & {t.id for t in self.lookup.topics_at(c.support[0])}
                rows.append((not here, n, c.support[0]))
        return list(dict.fromkeys(r for *_, r in sorted(rows)))

    def join(self, other: Range) -> Correction:
        """Make one claim of the statement and another."""
        own = self.mentions() or self.told[:1]
        return Correction("join", (self._anchor(own[0]),), (self._anchor(other),))

    # Speakers

    def said(self) -> list[Quote | Statement]:
        """Give what is said at the statement: in its own source, else in the others."""
        for r in self.told:
            found: list[Quote | Statement] = [*self.lookup.quotes_at(r)]
            found = found or [s for s in self.lookup.briefing.statements if s.range.overlap(r)]
            if found:
                return found
        return []

    def speakers(self) -> list[Entity]:
        """Give those who may speak: people first, then by how often they are named."""
        known = [e for e in self.lookup.briefing.entities if e.type in CASTS]
        return sorted(known, key=lambda e: (e.type != "PERSON", -len(e.mentions), e.name))

    def speaker(self, said: Quote | Statement, name: str) -> Correction:
        """Say who speaks; an empty name for nobody known."""
        return Correction("speaker", (self._anchor(said.range),), name=name)

    # Entities

    def entities(self) -> list[Entity]:
        """Give the entities that the one that is lit may be, those of its type first."""
        own = self.entity
        others = [e for e in self.lookup.briefing.entities if own is not None and e.id != own.id and e.mentions]
        return sorted(others, key=lambda e: (own is not None and e.type != own.type, plain(e.name).casefold()))

    def same(self, other: Entity) -> Correction:
        """Make one entity of the one that is lit and another, under the other's name."""
        own = self.entity
        at = self._anchors(own.mentions[:1]) if own else ()
        was = plain(own.name) if own else ""
        return Correction("same-entity", at, self._anchors(other.mentions[:1]), name=plain(other.name), was=was)

    def forms(self) -> tuple[str, ...]:
        """Give the forms of the entity that is lit."""
        return self.entity.aliases if self.entity else ()

    def part(self, form: str) -> Correction:
        """Make an entity of its own of one form."""
        own = self.entity
        rest = [r for r in (own.mentions if own else ()) if self.lookup.text(r).casefold() != plain(form).casefold()]
        was = plain(own.name) if own else ""
        return Correction("other-entity", self._anchors(rest[:1]), name=plain(form), was=was)


def listed(lookup: Lookup, corrections: Sequence[Correction]) -> list[str]:
    """Say the corrections of a file, and which of them fit nothing any more."""
    from briefing.mending import described

    gone = {r.correction: r.gone for r in lookup.briefing.corrections}
    rows = []
    for c in corrections:
        state = f"  ({gone[c]})" if gone.get(c) else "" if c in gone else "  (not built in yet)"
        rows.append(described(c) + state)
    return rows
