"""Where things lie, and what a person has set.

The configuration is one TOML file; a mistake in it is told with file, line and the nearest valid key.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing import files
from briefing.errors import BriefingError, nearest

if TYPE_CHECKING:
    from pathlib import Path

NAME = "briefing"

LARGEST = 64_000
"""Bytes of a configuration file: the parser of TOML is not linear."""


@dataclass(frozen=True, slots=True)
class KeySetting:
    """Keys that a person gives to a command of the reader; the reader checks them."""

    command: str
    keys: tuple[str, ...]
    line: int
    """Where it stands in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration file may set."""

    model: str | None = None
    """An installed spaCy pipeline for English, by its package's name; None for the one that comes along."""
    exports: str | None = None
    """The folder where the reader offers to put exports; None for the one where it was started."""
    keys: tuple[KeySetting, ...] = ()
    mistakes: tuple[str, ...] = ()
    """What is wrong with the file, a line each: told, and what they are about has its default."""


_KEYS = ("model", "exports", "keys")
FORGIVING = "BRIEFING_FORGIVING"
"""Where this is set in the environment, mistakes keep nobody from working: the reader has told of them."""
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

    Raises BriefingError that names the file, and the line and the nearest valid key where there is one. Mistakes
    in the keys are the reader's matter and only listed.
    """
    found, wrong = _read(path or config_file())
    if wrong and not os.environ.get(FORGIVING):
        raise BriefingError(wrong[0])
    return found


def forgiving(path: Path | None = None) -> Settings:
    """Read the configuration; all that is wrong is listed, and has its default."""
    found, wrong = _read(path or config_file())
    return replace(found, mistakes=(*wrong, *found.mistakes))


def _read(path: Path) -> tuple[Settings, list[str]]:
    """Give what the file sets, and what is wrong with it."""
    if not os.path.lexists(path):
        return Settings(), []
    try:
        text = files.text(path, LARGEST)
    except BriefingError as error:
        return Settings(), [str(error)]
    data, mistake = files.toml(text)
    if mistake:
        return Settings(), [f"{files.place(path, mistake[0])}: {mistake[1]}"]
    wrong: list[str] = []
    values: dict[str, Any] = {}
    for key, value in data.items():
        if problem := _problem(key, value):
            wrong.append(f"{files.place(path, _line(text, key))}: {problem}")
        else:
            values[key] = value
    keys, mistakes = _keys(path, text, values.get("keys", {}))
    return Settings(values.get("model"), values.get("exports"), keys, mistakes), wrong


def _problem(key: str, value: Any) -> str | None:
    if key not in _KEYS:
        return f"unknown key {key!r}; {nearest(key, _KEYS)}"
    if key == "model" and not (isinstance(value, str) and _MODEL.fullmatch(value)):
        return f"{key} must be the name of an installed package, in quotes"
    if key == "exports" and not (isinstance(value, str) and value.strip() and "\0" not in value):
        return f"{key} must be a folder, in quotes"
    if key == "keys" and not isinstance(value, dict):
        return 'keys must be a table: [keys], then lines as next_statement = "j"'
    return None


def _keys(path: Path, text: str, table: dict[str, Any]) -> tuple[tuple[KeySetting, ...], tuple[str, ...]]:
    found: list[KeySetting] = []
    mistakes: list[str] = []
    for command, value in table.items():
        line = _line(text, command, "keys")
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(k, str) for k in keys):
            mistakes.append(f'{files.place(path, line)}: {command} must be a key in quotes, or several: ["j", "down"]')
        else:
            found.append(KeySetting(command, tuple(keys), line))
    return tuple(found), tuple(mistakes)


def _line(text: str, key: str, table: str = "") -> int:
    """Give the line where a key stands, within a table or before any."""
    within = ""
    for n, row in enumerate(text.splitlines(), 1):
        bare = row.strip()
        if bare.startswith("["):
            within = bare.strip("[] \t\"'")
            if not table and within.split(".")[0] == key:
                return n
        elif (within == table and bare.lstrip("\"'").startswith(key)) or (
            table and bare.startswith(table) and key in bare
        ):
            return n
    return 1
