"""Labels to jump by: one or two letters for each place on the screen that can be gone to. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HOME = "asdfghjkl"
"""The letters that labels begin with; as long as they suffice, the only ones."""
FURTHER = "qwertyuiopzxcvbnm"
"""Further second letters, on screens with very many places."""

Kind = Literal["topic", "item", "cite", "view", "pane", "entity", "fold"]


class Target(NamedTuple):
    """A place on the screen that can be gone to."""

    pane: int
    """The number of the part of the screen that it stands in."""
    y: int
    """Its line within that part."""
    x: int
    """Its first cell."""
    end: int
    """The cell behind its last one."""
    cells: tuple[int, int]
    """Where the first and the second letter of its label stand."""
    kind: Kind
    number: int = 0
    """The number of a topic, item, or pane from 0; of a source from 1; where a fold or a name begins."""
    item: int = -1
    """The item that a citation belongs to, -1 for the current one; what stands in a source: its pane."""
    name: str = ""
    """A view's command, an entity's id."""


def names(count: int) -> tuple[str, ...]:
    """Give labels for so many places, the shortest first; none is the beginning of another.

    Where there are too many places, the last ones get no label.
    """
    second = HOME if count <= len(HOME) ** 2 else HOME + FURTHER
    singles = len(HOME)
    while singles and singles + (len(HOME) - singles) * len(second) < count:
        singles -= 1
    pairs = (a + b for a in HOME[singles:] for b in second)
    return (*HOME[:singles], *pairs)[:count]


def labelled(targets: Iterable[Target], focus: int) -> dict[str, Target]:
    """Give each target its label: short ones for the part with the focus, in reading order."""
    order = sorted(targets, key=lambda t: (t.pane != focus, t.pane, t.y, t.x))
    return dict(zip(names(len(order)), order, strict=False))


def letters(labels: Mapping[str, Target], typed: str) -> dict[int, dict[int, list[tuple[int, str]]]]:
    """Give what is to be written: for each part and line the cells with their letters.

    Only labels that begin with what was typed are written, without that; a letter that another one covers is left out.
    """
    written: dict[int, dict[int, list[tuple[int, str]]]] = {}
    taken: set[tuple[int, int, int]] = set()
    for label, t in labels.items():
        if not label.startswith(typed):
            continue
        cells = list(zip(t.cells, label, strict=False))[len(typed) :]
        if any((t.pane, t.y, x) in taken for x, _ in cells):
            continue
        taken.update((t.pane, t.y, x) for x, _ in cells)
        written.setdefault(t.pane, {}).setdefault(t.y, []).extend(cells)
    return {p: {y: sorted(cells) for y, cells in rows.items()} for p, rows in written.items()}


def target_at(targets: Sequence[Target], x: int, y: int) -> Target | None:
    """Give the target at a cell of a part."""
    return next((t for t in targets if t.y == y and t.x <= x < t.end), None)
