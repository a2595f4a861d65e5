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
    may_say: frozenset[str]
    """Lemmas of verbs that tell speech only where a quotation leans on them."""
    clause: frozenset[str]
    """Lemmas of verbs that take reported speech."""
    deny: frozenset[str]
    """Lemmas of verbs that set their subject against what is claimed."""
    words: frozenset[str]
    """Nouns for someone's words."""
    spoken: frozenset[str]
    """Nouns that "his … was" introduces a quotation with."""
    makes: frozenset[str]
    """Lemmas of verbs by which somebody's words come about or become known."""
    sees: frozenset[str]
    """Lemmas of verbs whose object are another's words."""
    documents: frozenset[str]
    """Nouns for documents, which speak for themselves."""
    organisation: frozenset[str]
    """Nouns that stand for an organisation named before."""
    terms: frozenset[str]
    """Words before a term in quote marks."""
    works: frozenset[str]
    """Nouns before the title of a work."""
    institution: frozenset[str]
    """Nouns for bodies of state."""
    alike: tuple[frozenset[str], ...]
    """Nouns that name the same body."""
    describes: frozenset[str]
    """Lemmas of verbs that put words on something: call, describe."""
    thinks: frozenset[str]
    """Lemmas of verbs of thought and will."""
    according: tuple[tuple[str, ...], ...]
    """Prepositions of attribution, in words."""
    roles: frozenset[str]
    """Nouns for people."""
    proxies: frozenset[str]
    """Nouns for those who speak for others or unnamed, which no one named before is called besides."""
    roles_alike: tuple[frozenset[str], ...]
    """Roles that news uses for each other, and their short forms."""
    male: frozenset[str]
    """First names and forms of address."""
    female: frozenset[str]
    platforms: tuple[str, ...]
    """As written, the longest first."""
    venue_nouns: frozenset[str]
    venue_prepositions: frozenset[str]
    audiences: frozenset[str]
    function: frozenset[str]
    """Words that tell nothing of what a quotation is about."""
    hedges: tuple[tuple[str, ...], ...]
    """Hedges in words, the longest first."""


def _read(name: str) -> str:
    return files("briefing.prepare").joinpath("data", name).read_text(encoding="utf-8")


def _lines(name: str) -> list[str]:
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")]


@cache
def lexicon() -> Lexicon:
    """Read the lists once."""
    cues = tomllib.loads(_read("cues.toml"))
    people = tomllib.loads(_read("people.toml"))
    venues = tomllib.loads(_read("venues.toml"))
    hedges = [line.split() for line in _lines("hedges.txt")]

    def words(table: dict[str, str], *keys: str) -> frozenset[str]:
        return frozenset(w for key in keys for w in table[key].split())

    male, female = words(people, "male", "male_words"), words(people, "female", "female_words")
    return Lexicon(
        say=words(cues, "say"),
        may_say=words(cues, "may_say"),
        clause=words(cues, "clause"),
        deny=words(cues, "deny"),
        words=words(cues, "words"),
        spoken=words(cues, "spoken"),
        makes=words(cues, "makes") | words(cues, "say"),
        sees=words(cues, "sees"),
        documents=words(cues, "documents"),
        organisation=words(cues, "organisation"),
        terms=words(cues, "terms"),
        works=words(cues, "works"),
        institution=words(cues, "institution"),
        alike=tuple(frozenset(x.split()) for x in cues["alike"]),
        describes=words(cues, "describes"),
        thinks=words(cues, "thinks"),
        according=tuple(tuple(x.split()) for x in cues["according"]),
        roles=words(people, "roles"),
        proxies=words(people, "proxies"),
        roles_alike=tuple(frozenset(x.split()) for x in people["alike"]),
        male=male - female,
        female=female - male,
        platforms=tuple(sorted(venues["platforms"], key=lambda x: (-len(x), x))),
        venue_nouns=words(venues, "nouns"),
        venue_prepositions=words(venues, "prepositions"),
        audiences=words(venues, "audiences"),
        function=frozenset(w for line in _lines("function_words.txt") for w in line.split()),
        hedges=tuple(sorted((tuple(h) for h in hedges), key=lambda h: (-len(h), h))),
    )
