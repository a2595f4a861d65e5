"""The sources side by side: which are on the screen, in which order, and which stay there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Slid(NamedTuple):
    """Sources after they were scrolled sideways."""

    order: tuple[str, ...]
    """Those on the screen, then those to their right, then those to their left."""
    left: int
    """So many at the end of the order are to the left of the screen."""


def slide(order: Sequence[str], pinned: Collection[str], panes: int, left: int, by: int) -> Slid | None:
    """Scroll by one source to the right (`by` 1) or the left (-1); None where there is none further.

    A pinned source that is on the screen keeps its pane, the others move past it; their order is kept.
    """
    visible, rest = list(order[:panes]), list(order[panes:])
    left = min(left, len(rest))
    loose = [a for a in visible if a not in pinned]
    if not loose or (left == 0 if by < 0 else left == len(rest)):
        return None
    if by > 0:
        loose, rest = [*loose[1:], rest[0]], [*rest[1:], loose[0]]
    else:
        loose, rest = [rest[-1], *loose[:-1]], [loose[-1], *rest[:-1]]
    moving = iter(loose)
    return Slid((*(a if a in pinned else next(moving) for a in visible), *rest), left + by)


def moved(order: Sequence[str], panes: int, pane: int, by: int) -> tuple[str, ...] | None:
    """Let a source on the screen and the one beside it change places; None at the edge of the screen."""
    other = pane + by
    if not (0 <= pane < min(panes, len(order)) and 0 <= other < min(panes, len(order))):
        return None
    changed = list(order)
    changed[pane], changed[other] = changed[other], changed[pane]
    return tuple(changed)
