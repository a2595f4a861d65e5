"""Where things lie, and what a person has set.

The configuration is one TOML file; a mistake in it is told with file, line and the nearest valid key.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError, nearest

if TYPE_CHECKING:
    from pathlib import Path

NAME = "briefing"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration file may set."""

    model: str | None = None
    """An installed spaCy pipeline for English, by its package's name; None for the one that comes along."""


_KEYS = ("model",)
_MODEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


def cache_home() -> Path:
    """Give the folder of what can be made again."""
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def state_home() -> Path:
    """Give the folder of what the program remembers: positions, marks, notes."""
    from platformdirs import user_state_path

    return user_state_path(NAME, appauthor=False)


def config_file() -> Path:
    """Give the configuration file's place, whether or not it is there."""
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "config.toml"


def load(path: Path | None = None) -> Settings:
    """Read the configuration; without a file everything has its default.

    Raises BriefingError that names the file, and the line and the nearest valid key where there is one.
    """
    path = path or config_file()
    try:
        if not os.path.lexists(path):
            return Settings()
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise BriefingError(f"{path}: cannot be read: {reason}") from error
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BriefingError(f"{path}: {error}") from error
    for key, value in data.items():
        _check(path, text, key, value)
    return Settings(model=data.get("model"))


def _check(path: Path, text: str, key: str, value: Any) -> None:
    line = next((n for n, row in enumerate(text.splitlines(), 1) if row.lstrip(" \t\"'[").startswith(key)), 1)
    if key not in _KEYS:
        raise BriefingError(f"{path}, line {line}: unknown key {key!r}; {nearest(key, _KEYS)}")
    if not isinstance(value, str) or not _MODEL.fullmatch(value):
        raise BriefingError(f"{path}, line {line}: {key} must be the name of an installed package, in quotes")
