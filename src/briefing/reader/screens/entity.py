"""What the sources call an entity, and where it stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from briefing.display import plain
from briefing.reader.inks import SHAPES
from briefing.reader.screens.card import Card
from briefing.reader.text import Flow, Line, cut
from briefing.reader.views.entities import TYPES
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.lookup import Lookup
    from briefing.model import Entity
    from briefing.reader.inks import Inks

NO_BREAK = "\N{NO-BREAK SPACE}"


class EntityCard(Card[str]):
    """The card of one entity; gives the key to go on with: n, N, or a source's number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "go('n')", show=False),
        Binding("N", "go('N')", show=False),
        *(Binding(str(n), f"go('{n}')", show=False) for n in range(1, 10)),
    ]

    def __init__(self, lookup: Lookup, entity: Entity, inks: Inks) -> None:
        super().__init__(inks)
        self._lookup = lookup
        self._entity = entity

    def content(self, width: int) -> Sequence[Line]:
        """Give the card: name and type, forms, what it is linked to; then source by source."""
        e, lookup = self._entity, self._lookup
        lines = (
            Flow()
            .add(plain(e.name), e.type if e.type in SHAPES else "strong")
            .add(f"  {TYPES.get(e.type, e.type)}", "quiet")
            .lines(width)
        )
        others = [plain(a) for a in e.aliases if a != e.name]
        linked = [plain(x.name) for i in e.linked if (x := lookup.entity(i))]
        for head, values in (("Also", others), ("Linked to", linked)):
            if values:
                lines += Flow().add(f"{head}: ", "quiet").add(", ".join(values)).lines(width, indent="  ")
        silent: list[int] = []
        for article in lookup.told:
            told = self._source(article, width)
            if not told:
                silent.append(lookup.number(article))
            lines += told
        if silent:
            numbers = "".join(f"[{n}]" for n in silent)
            lines += [Line(""), *Flow().add(f"Not named in {numbers}", "quiet").lines(width)]
        keys = Flow()
        for key, word in (("n N", "next, previous mention"), ("1-9", "that source"), ("Esc", "close")):
            # No hint is broken over two lines.
            keys.add(key.replace(" ", NO_BREAK), "key").add(NO_BREAK + word.replace(" ", NO_BREAK), "quiet").add("  ")
        return [*lines, Line(""), *keys.lines(width)]

    def _source(self, article: str, width: int) -> list[Line]:
        """Give what one source calls it, and the roles it states."""
        e, lookup = self._entity, self._lookup
        names = Counter(lookup.text(r) for r in e.mentions if r.article == article)
        by_role = Counter(lookup.text(r) for r in e.references if r.article == article)
        roles = Counter(plain(r.text) for r in e.roles if r.range.article == article)
        if not names and not by_role and not roles:
            return []
        mark = f"[{lookup.number(article)}] "
        count = counted(names.total(), "mention")
        label = cut(lookup.label(article), max(8, width - len(mark) - len(count) - 2))
        lines = [Line("")]
        lines += Flow().add(label).add(f"  {count}", "quiet").lines(width, first=mark, first_ink="mark")
        for head, forms in (("as ", names), ("role: ", roles), ("by role: ", by_role)):
            if forms:
                flow = Flow().add(head, "quiet").add(_counted(forms))
                lines += flow.lines(width, first=" " * len(mark), indent=" " * (len(mark) + 2))
        return lines

    def action_go(self, key: str) -> None:
        """Leave, and go on."""
        self.leave(key)


def _counted(forms: Counter[str]) -> str:
    """Give forms, the most frequent first, with their number where it is not one."""
    kept = sorted(forms.items(), key=lambda f: (-f[1], f[0]))
    return ", ".join(f"{form} ({n})" if n > 1 else form for form, n in kept)
