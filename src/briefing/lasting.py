"""Making what lasts, without the garbage collector looking through it again and again."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class lasting:  # noqa: N801 - it reads as what it says: with lasting():
    """Have the collector wait while much is made and nothing thrown away: modules, a loaded briefing."""

    def __enter__(self) -> None:
        """Have it wait."""
        self._was = gc.isenabled()
        gc.disable()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go on."""
        if self._was:
            gc.enable()
