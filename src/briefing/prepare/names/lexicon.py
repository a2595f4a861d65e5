"""The word lists that names are read with.

The lists lie in `data/names`; the first line of each tells where its words came from. The words of English text are
those of the encoder's vocabulary.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from briefing.model import EntityType
from briefing.prepare.annotate.wordpieces import vocabulary

_HOME = Path(__file__).parent.parent / "data" / "names"


@dataclass(frozen=True, slots=True)
class Known:
    """A name that a list knows."""

    name: str
    """The name the list files it under."""
    type: EntityType
    country: str | None = None
    """The country or region that a nationality, a capital or a country's other name belongs to."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists; keys of `known` are names without their spaces."""

    known: dict[str, Known]
    starts: dict[str, int]
    """The first three letters of known names → the length of the longest that starts so."""
    states: frozenset[str]
    """States, provinces and the like."""
    towns: frozenset[str]
    """Cities that are no capitals, some of them given names too."""
    capitals: dict[str, str]
    """Capital → country."""
    given: frozenset[str]
    nicknames: dict[str, frozenset[int]]
    """Given name, folded to lower case → the groups it stands in."""
    surnames: frozenset[str]
    """Frequent surnames that are no everyday words."""
    surnames_first: frozenset[str]
    honorifics: frozenset[str]
    roles: frozenset[str]
    many_roles: frozenset[str]
    """Roles in the plural, but for those that are teams' names."""
    modifiers: frozenset[str]
    offices: frozenset[str]
    common: frozenset[str]
    """Words that are no part of a name, in lower case and without a full stop."""
    postal: dict[str, Known]
    """Two capital letters of a postal address → the state they mean."""
    english: frozenset[str]
    """Frequent words of English text, names among them, in lower case."""
    soft: frozenset[str]
    """Words that are part of a name only amid other names."""
    kinds: dict[str, EntityType]
    """A word that ends (or begins) a name → what kind of thing the name stands for."""
    corporate: frozenset[str]
    nouns: dict[str, EntityType]
    """A small noun beside a name → what kind of thing the name stands for."""
    rules: dict[str, frozenset[str]]
    """Small lists that single rules ask for, by name."""
    teams: dict[str, frozenset[str]]
    """A team's place → its nicknames."""
    team_names: dict[str, frozenset[str]]
    """A team's nickname → its places."""


def squeezed(name: str) -> str:
    """Give a name without its spaces, apostrophes straight: the form that `Lexicon.known` is asked for."""
    return "".join(name.split()).replace("’", "'")


def _lines(file: str) -> Iterator[str]:
    for line in (_HOME / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _fields(line: str) -> list[list[str]]:
    return [[part.strip() for part in field.split(",") if part.strip()] for field in line.split("|")]


def _spellings(field: str) -> list[str]:
    return [spelling.strip() for spelling in field.split("=")]


def _places(known: dict[str, Known], capitals: dict[str, str]) -> None:
    for line in _lines("cities.txt"):
        for city in line.split(","):
            spellings = _spellings(city)
            for spelling in spellings:
                known.setdefault(squeezed(spelling), Known(spellings[0], "GPE"))
    for file, kind in (("regions.txt", "LOC"), ("states.txt", "GPE"), ("countries.txt", "GPE")):
        for line in _lines(file):
            fields = _fields(line)
            (name,) = fields[0]
            for form in (name, *fields[1]):
                known[squeezed(form)] = Known(name, cast("EntityType", kind))
            people = fields[2] if len(fields) > 2 else []
            for form in people:
                known[squeezed(form)] = Known(people[0], "NORP", name)
            for capital in fields[3] if len(fields) > 3 else ():
                spellings = _spellings(capital)
                capitals[spellings[0]] = name
                for spelling in spellings:
                    known[squeezed(spelling)] = Known(spellings[0], "GPE")
    for form in ("Washington,D.C.", "WashingtonD.C.", "WashingtonDC", "Washington,DC", "Washington"):
        known[form] = Known("Washington", "GPE")


def _others(known: dict[str, Known]) -> None:
    for line in _lines("groups.txt"):
        fields = _fields(line)
        (name,) = fields[0]
        for form in (name, *fields[1]):
            known.setdefault(squeezed(form), Known(name, "NORP"))
    for line in _lines("organisations.txt"):
        kind, name, forms = (field.strip() for field in line.split("|"))
        for form in (name, *forms.split(", ")):
            if form:
                known[squeezed(form)] = Known(name, cast("EntityType", kind))


def _postal() -> Iterator[tuple[str, str]]:
    for line in _lines("postal.txt"):
        for entry in line.split(","):
            short, _, state = entry.strip().partition(" ")
            yield short, state


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def lexicon() -> Lexicon:
    """Read the lists (once)."""
    known: dict[str, Known] = {}
    capitals: dict[str, str] = {}
    _places(known, capitals)
    _others(known)
    nicknames: dict[str, set[int]] = {}
    for n, line in enumerate(_lines("nicknames.txt")):
        for word in line.split():
            nicknames.setdefault(word.lower(), set()).add(n)
    teams: dict[str, frozenset[str]] = {}
    team_names: dict[str, set[str]] = {}
    for line in _lines("teams.txt"):
        place, nicks = line.split(":")
        teams[place] = frozenset(nick.strip() for nick in nicks.split(","))
        for nick in sorted(teams[place]):
            team_names.setdefault(nick, set()).add(place)
            known[squeezed(place + nick)] = Known(f"{place} {nick}", "ORG")
    starts: dict[str, int] = {}
    for form in known:
        starts[form[:3]] = max(starts.get(form[:3], 0), len(form))
    titles = tomllib.loads((_HOME / "titles.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((_HOME / "words.toml").read_text(encoding="utf-8"))
    kinds: dict[str, EntityType] = {}
    for key, kind in (
        ("product", "PRODUCT"), ("work", "WORK"), ("event", "EVENT"), ("place", "LOC"), ("territory", "GPE"),
        ("facility", "FAC"), ("organisation", "ORG"), ("corporate", "ORG"),
    ):  # fmt: skip
        for word in words[key].split():
            kinds[word] = cast("EntityType", kind)
    return Lexicon(
        known=known,
        starts=starts,
        capitals=capitals,
        states=frozenset(_fields(line)[0][0] for line in _lines("states.txt")),
        towns=frozenset(
            spelling for line in _lines("cities.txt") for city in line.split(",") for spelling in _spellings(city)
        ),
        given=frozenset(
            word
            for file in ("given_names.txt", "given_names_census.txt")
            for line in _lines(file)
            for word in line.split()
        ),
        nicknames={word: frozenset(groups) for word, groups in nicknames.items()},
        surnames=frozenset(word for line in _lines("surnames_census.txt") for word in line.split()),
        surnames_first=frozenset(word for line in _lines("east_asian_surnames.txt") for word in line.split()),
        honorifics=_words(titles["honorifics"]),
        roles=_words(titles["roles"]),
        many_roles=frozenset(
            f"{role}s" for role in titles["roles"].split() if f"{role}s".capitalize() not in team_names
        ),
        modifiers=_words(titles["modifiers"]),
        offices=_words(titles["offices"]),
        common=frozenset(word for line in _lines("common_words.txt") for word in line.split()),
        postal={short: known[squeezed(state)] for short, state in _postal()},
        english=frozenset(piece for piece in vocabulary() if piece.isalpha()),
        soft=frozenset(word for line in _lines("soft_words.txt") for word in line.split()),
        kinds=kinds,
        corporate=_words(words["corporate"]),
        nouns={word: cast("EntityType", kind) for kind, text in words["nouns"].items() for word in text.split()},
        rules={name: _words(text) for name, text in words["rules"].items()},
        teams=teams,
        team_names={nick: frozenset(places) for nick, places in team_names.items()},
    )
