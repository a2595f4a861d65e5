"""What the sources call an entity, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.display import plain
from briefing.reader.inks import SHAPES
from briefing.reader.screens.card import Card
from briefing.reader.text import Flow, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.lookup import Lookup
    from briefing.model import Entity
    from briefing.reader.inks import Inks

_TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country, city or state",
    "LOC": "place",
    "FAC": "building or site",
    "NORP": "people or group",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK": "work",
    "DATE": "date",
}


class EntityCard(Card[None]):
    """The card of one entity."""

    def __init__(self, lookup: Lookup, entity: Entity, inks: Inks) -> None:
        super().__init__(inks)
        self._lookup = lookup
        self._entity = entity

    def content(self, width: int) -> Sequence[Line]:
        """Give the card: name and type, forms, roles, mentions by source."""
        e, lookup = self._entity, self._lookup
        lines = Flow().add(plain(e.name), e.type if e.type in SHAPES else "strong").lines(width)
        lines += Flow().add(_TYPES.get(e.type, e.type), "quiet").lines(width)
        others = [plain(a) for a in e.aliases if a != e.name]
        linked = [plain(x.name) for i in e.linked if (x := lookup.entity(i))]
        for head, values in (("Also", others), ("Roles", _roles(e)), ("Linked to", linked)):
            if values:
                lines.append(Line(""))
                lines += Flow().add(f"{head}: ", "quiet").add(", ".join(values)).lines(width, indent="  ")
        lines.append(Line(""))
        for a in lookup.briefing.articles:
            names = sum(r.article == a.id for r in e.mentions)
            roles = sum(r.article == a.id for r in e.references)
            if names or roles:
                flow = Flow().add(lookup.label(a.id)).add(f"  {names} mention{'' if names == 1 else 's'}", "quiet")
                if roles:
                    flow.add(f", {roles} by role", "quiet")
                mark = f"[{lookup.number(a.id)}] "
                lines += flow.lines(width, first=mark, indent=" " * len(mark), first_ink="mark")
        lines.append(Line(""))
        lines += (
            Flow()
            .add("n N", "key")
            .add(" next, previous mention   ", "quiet")
            .add("Esc", "key")
            .add(" close", "quiet")
            .lines(width)
        )
        return lines


def _roles(entity: Entity) -> list[str]:
    return [plain(r) for r in dict.fromkeys(role.text for role in entity.roles)]
