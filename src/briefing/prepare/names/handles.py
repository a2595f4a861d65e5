"""Handles ("@AnnSmith"): names on a social network, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefing.prepare.analysis import Analysis
from briefing.prepare.names.forms import key
from briefing.prepare.names.people import Person
from briefing.prepare.names.spans import Name

_TITLE = re.compile(r"^(?:real|the|official|sen|senator|rep|gov|governor|mayor|president|pres|vp|dr|judge|justice|sec)")
_SHORTEST = 4
"""A surname of fewer letters says little within a handle."""


def is_handle(name: Name) -> bool:
    """Tell whether a name is a handle."""
    return name.form.startswith("@")


def owners(names: Sequence[Name], analyses: Sequence[Analysis], people: Sequence[Person]) -> dict[str, int | str]:
    """Give handles, in small letters, with the number of a name that stands for the same, or the key of a person.

    "Ann Smith (@asmith42)" says it; else a handle must spell out one person's given name or title, and surname.
    """
    result: dict[str, int | str] = {}
    said: dict[str, int] = {}
    seen: list[str] = []
    for n, name in enumerate(names):
        if not is_handle(name):
            continue
        handle = name.form.lower()
        seen.append(handle)
        before = names[n - 1] if n else None
        tokens = analyses[name.article].tokens
        beside = before is not None and before.article == name.article and before.last == name.first - 1
        if before is not None and beside and tokens[before.last].text == "(" and not is_handle(before):
            said.setdefault(handle, n - 1)
    for handle in dict.fromkeys(seen):
        if handle in said:
            result[handle] = said[handle]
            continue
        found = [n for n, person in enumerate(people) if _spells(handle, person)]
        if len(found) == 1:
            result[handle] = str(found[0])
    return result


def _spells(handle: str, person: Person) -> bool:
    """Tell whether a handle holds a person's surname and given name, or a title and the surname alone."""
    letters = "".join(c for c in key(handle) if c.isalpha())
    for form in person.forms:
        first, last = form.words[0], form.words[-1]
        whole = "".join(form.words[1:])
        if len(last) < _SHORTEST or last not in letters:
            continue
        rest = letters.replace(whole if whole in letters else last, "", 1)
        if not _TITLE.sub("", rest) or (len(first) > 1 and first in rest):
            return True
    return False


def unit_of_owner(owner: int | str, places: Mapping[int, tuple[str, str]]) -> tuple[str, str] | None:
    """Give the label of the unit that a handle's owner is."""
    return ("person", owner) if isinstance(owner, str) else places.get(owner)
