"""Making what lasts as long as the program, without the garbage collector looking through it again and again."""

from __future__ import annotations

import gc

TYPE_CHECKING = False  # as typing's, whose import takes time
if TYPE_CHECKING:
    from types import TracebackType


class lasting:  # noqa: N801 - it is used like a function: with lasting():
    """Make lasting values: modules, a loaded briefing.

    The collector waits, and leaves them aside afterwards. (Their memory is freed like any other when nothing
    refers to them; only cycles among them are not sought.)
    """

    def __enter__(self) -> None:
        """Have the collector wait."""
        self._was = gc.isenabled()
        gc.disable()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go on, behind what was made."""
        gc.freeze()
        if self._was:
            gc.enable()
