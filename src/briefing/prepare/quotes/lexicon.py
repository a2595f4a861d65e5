"""The word lists that the quotations need."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words as the data files give them, in lower case."""

    say: frozenset[str]
    """Lemmas of verbs whose subject speaks a quotation beside them."""
    clause: frozenset[str]
    """Lemmas of verbs that take reported speech."""
    deny: frozenset[str]
    nouns: frozenset[str]
    """Nouns for someone's words."""
    according: tuple[tuple[str, ...], ...]
    """Prepositions of attribution, in words."""
    platforms: tuple[str, ...]
    """As written, the longest first."""
    venue_nouns: frozenset[str]
    venue_prepositions: frozenset[str]
    audiences: frozenset[str]
    hedges: tuple[tuple[str, ...], ...]
    """Hedges in words, the longest first."""


def _read(name: str) -> str:
    return files("briefing.prepare").joinpath("data", name).read_text(encoding="utf-8")


@cache
def lexicon() -> Lexicon:
    """Read the lists once."""
    cues = tomllib.loads(_read("cues.toml"))
    venues = tomllib.loads(_read("venues.toml"))
    hedges = [line.split() for line in _read("hedges.txt").splitlines() if line and not line.startswith("#")]
    return Lexicon(
        say=frozenset(cues["say"].split()),
        clause=frozenset(cues["clause"].split()),
        deny=frozenset(cues["deny"].split()),
        nouns=frozenset(cues["nouns"].split()),
        according=tuple(tuple(x.split()) for x in cues["according"]),
        platforms=tuple(sorted(venues["platforms"], key=lambda x: (-len(x), x))),
        venue_nouns=frozenset(venues["nouns"].split()),
        venue_prepositions=frozenset(venues["prepositions"].split()),
        audiences=frozenset(venues["audiences"].split()),
        hedges=tuple(sorted((tuple(h) for h in hedges), key=lambda h: (-len(h), h))),
    )
