"""What all screens above the desk share: they are left once, however fast the keys come."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

T = TypeVar("T")


class Modal(ModalScreen[T]):
    """A screen above the desk."""

    _left = False

    def leave(self, result: T | None = None) -> None:
        """Leave with a result; a second key that asks for it, before the screen has gone, is nothing."""
        if not self._left:
            self._left = True
            self.dismiss(result)
