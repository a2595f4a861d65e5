"""Names of outlets and news agencies, from the data files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

OUTLET_LINE = "the outlet's name"
"""Reason of a line that is an outlet's name and nothing else."""


def _lines(name: str) -> list[str]:
    text = files("briefing.prepare").joinpath("data", "pages", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def outlets() -> dict[str, str]:
    """Give the names of outlets by domain."""
    return {key.strip(): name.strip() for key, _, name in (line.partition("|") for line in _lines("outlets.txt"))}


@cache
def agencies() -> frozenset[str]:
    """Give the names of news agencies, in lower case."""
    return frozenset(_lines("agencies.txt"))


@cache
def _outlet_names() -> frozenset[str]:
    return frozenset(name.lower() for name in outlets().values())


def is_outlet_name(line: str) -> bool:
    """Tell whether a line is the name of a known outlet and nothing else."""
    return len(line) <= 40 and line.strip(" .|•–—-").lower() in _outlet_names()


def outlet_name(domain: str) -> str:
    """Give the name of the outlet at a domain; the domain itself where it is not known."""
    known = outlets()
    parts = domain.split(".")
    for n in range(len(parts) - 1):
        name = known.get(".".join(parts[n:]))
        if name:
            return name
    return domain
