"""The names of fields and other marks of the formats, from the data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(part: str, key: str) -> tuple[str, ...]:
    """Give a list of the data file, in its order."""
    data = tomllib.loads(_text())
    return tuple(str(data[part][key]).split())


@cache
def _text() -> str:
    return files("briefing.prepare").joinpath("data", "pages", "formats.toml").read_text(encoding="utf-8")
