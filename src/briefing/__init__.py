"""A terminal reader that merges several news articles about one event into one checkable briefing."""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """Give `__version__` when it is asked for (PEP 562): the package itself imports nothing."""
    if name == "__version__":
        from briefing.version import __version__

        return __version__
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
