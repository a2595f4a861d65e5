"""Keys as a person writes them in the configuration, checked against the registry of commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import nearest
from briefing.reader.commands import BY_ID, COMMANDS, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.settings import KeySetting

_NAMED = {
    "esc": "escape",
    "escape": "escape",
    "enter": "enter",
    "return": "enter",
    "space": "space",
    "tab": "tab",
    "backspace": "backspace",
    "delete": "delete",
    "del": "delete",
    "insert": "insert",
    "pgdn": "pagedown",
    "pagedown": "pagedown",
    "pgup": "pageup",
    "pageup": "pageup",
    "home": "home",
    "end": "end",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    **{f"f{n}": f"f{n}" for n in range(1, 13)},
}
_CHANGED = re.compile(r"((?:(?:ctrl|alt|shift|super)\+){1,3})(.+)", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile(r"\^([A-Za-z])")
_MOST = 8
"""Keys of one command."""


class Bound(NamedTuple):
    """What the configuration's keys come to."""

    keys: dict[str, tuple[str, ...]]
    """By the ids of commands that have other keys than the usual ones."""
    mistakes: tuple[str, ...]
    """What is wrong, a line each, with the line of the file and what may have been meant."""


def named(written: str) -> str | None:
    """Give a key in Textual's name as it is written: `J`, `[`, `^d`, `ctrl+d`, `Esc`, `F5`; None where it is none."""
    if written == " ":
        return "space"
    if len(written) == 1 and written.isprintable():
        return _character(written)
    if found := _CONTROL.fullmatch(written):
        return f"ctrl+{found[1].lower()}"
    if found := _CHANGED.fullmatch(written):
        inner = named(found[2])
        # Textual names them in the order of the alphabet.
        changed = sorted({m for m in found[1].lower().split("+") if m})
        return None if inner is None or "+" in inner else "+".join((*changed, inner))
    return written if written in {k for c in COMMANDS for k in c.usual} else _NAMED.get(written.lower())


def _character(character: str) -> str:
    from textual.keys import _character_to_key

    return _character_to_key(character)


def bound(settings: Iterable[KeySetting], file: str) -> Bound:
    """Put the configuration's keys in force where they are sound; what is wrong keeps its usual keys."""
    mistakes: list[str] = []
    wanted: dict[str, tuple[tuple[str, ...], int]] = {}
    taken: dict[str, str] = {}
    for s in settings:
        where = f"{file}, line {s.line}"
        if s.command not in BY_ID:
            mistakes.append(f"{where}: unknown command {s.command!r}; {_near(s.command)}")
            continue
        keys = [named(k) for k in s.keys]
        wrong = next((k for k, name in zip(s.keys, keys, strict=True) if name is None), None)
        if wrong is not None:
            mistakes.append(f"{where}: {wrong!r} is no key; {nearest(wrong, _examples())}")
            continue
        sound = tuple(dict.fromkeys(k for k in keys if k is not None))[:_MOST]
        double = next((k for k in sound if k in taken), None)
        if double is not None:
            mistakes.append(f"{where}: {shown(double)} is given to {taken[double]} already; {_free(taken)}")
            continue
        taken |= dict.fromkeys(sound, s.command)
        wanted[s.command] = (sound, s.line)
    return Bound(*_settled(wanted, file, mistakes))


def _settled(
    wanted: dict[str, tuple[tuple[str, ...], int]], file: str, mistakes: list[str]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Take keys away from commands that have them usually; a command never loses its last one unasked."""
    while True:
        owners = {k: command for command, (keys, _) in wanted.items() for k in keys}
        rest = {c.id: tuple(k for k in c.usual if k not in owners) for c in COMMANDS if c.id not in wanted}
        robbed = next((c for c in COMMANDS if c.usual and c.id in rest and not rest[c.id]), None)
        if robbed is None:
            changed = {c.id: rest[c.id] for c in COMMANDS if c.id in rest and rest[c.id] != c.usual}
            return {**{command: keys for command, (keys, _) in wanted.items()}, **changed}, tuple(mistakes)
        key = robbed.usual[0]
        command = owners[key]
        line = wanted.pop(command)[1]
        mistakes.append(
            f"{file}, line {line}: {shown(key)} is the only key of {robbed.id};"
            f" give {robbed.id} another, or {_free(owners)}"
        )


def _near(command: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(command[:60], list(BY_ID), n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else "the keys' help lists them"


def _examples() -> list[str]:
    return [
        "Enter",
        "Esc",
        "Space",
        "Tab",
        "Backspace",
        "PgDn",
        "PgUp",
        "Home",
        "End",
        "Up",
        "Down",
        "Left",
        "Right",
    ] + [f"ctrl+{chr(n)}" for n in range(ord("a"), ord("z") + 1)]


def _free(taken: dict[str, str]) -> str:
    """Name a key that nothing has."""
    used = {k for c in COMMANDS for k in c.usual} | set(taken)
    free = next((k for k in "JKHABDOPQRUVXYZaqxuvFBG" if k not in used), None)
    return f"take {free}, which is free" if free else "take a key with ctrl"
