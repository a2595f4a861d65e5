"""What two sentences have in common: names, numbers and dates, words. Told of a finished briefing. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.display import show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.lookup import Lookup
    from briefing.model import Range

Kind = Literal["name", "number", "word"]
KINDS: tuple[Kind, ...] = ("name", "number", "word")
LONGEST = 2000
"""Of a longer sentence the beginning is compared."""
_WORD = re.compile(r"\w+(?:['’.,]\w+){0,20}")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s")
_STEM = 4
"""A word keeps so many letters when an ending is cut off."""
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: str(n) for n, word in enumerate(_COUNTED, 1)}
# Words that tell nothing of what a sentence is about.
_EMPTY = frozenset(
    """
    a about above across after again against ago all almost along already also although always am among an and
    another any are around as asked at away back be became because become been before began behind being below
    between both but by called came can cannot could day did do does doing done down during each either else even
    ever every few first for from further gave get give given go goes going got had has have having he her here
    hers herself him himself his how however i if in including indeed instead into is it its itself just last
    later least less let like made make many may me might more most much must my nearly neither never new next no
    nor not nothing now of off often on once only onto or other others our out over own part per perhaps put
    rather said same saw say saying says see seen several shall she should since so some something soon still such
    take taken tell than that the their them themselves then there these they thing things this those though
    through thus to today together told too took toward under until up upon us very was way we well went were what
    when where whether which while who whom whose why will with within without would yet you your
    """.split()  # noqa: SIM905 - a list of words is read most easily as words
)


class Piece(NamedTuple):
    """A name, a number or a word of a sentence."""

    start: int
    end: int
    """Its characters of the sentence as it is shown."""
    kind: Kind
    key: str
    """Pieces of one key say the same."""


class Told(NamedTuple):
    """A sentence as it is shown, and what it is made of."""

    text: str
    pieces: tuple[Piece, ...]

    def of(self, keys: Iterable[str], kind: Kind) -> tuple[str, ...]:
        """Give the pieces of a kind that have one of these keys, as they stand, each once."""
        wanted = set(keys)
        shared = [p for p in self.pieces if p.key in wanted]
        # The words of a date that is itself given are not given again.
        whole = [p for p in shared if not any(o is not p and o.start <= p.start and p.end <= o.end for o in shared)]
        found = {p.key: self.text[p.start : p.end] for p in reversed(whole) if p.kind == kind}
        order = {p.key: n for n, p in reversed(list(enumerate(self.pieces)))}
        return tuple(found[k] for k in sorted(found, key=order.__getitem__))

    @property
    def keys(self) -> frozenset[str]:
        """What it is made of."""
        return frozenset(p.key for p in self.pieces)


def told(lookup: Lookup, r: Range) -> Told:
    """Take what stands at a range apart: the names, the dates and numbers, the words that say something."""
    start, end = r.start, min(r.end, r.start + LONGEST)
    shown = show(lookup.article(r.article).text[start:end])
    pieces: list[Piece] = []
    taken = [False] * (len(shown.text) + 1)

    def put(a: int, b: int, kind: Kind, key: str) -> None:
        if a < b and not any(taken[a:b]):
            taken[a:b] = [True] * (b - a)
            pieces.append(Piece(a, b, kind, key))

    def place(a: int, b: int) -> tuple[int, int]:
        return bisect_left(shown.offsets, a - start), bisect_left(shown.offsets, b - start)

    for n in lookup.names_at(r):
        put(*place(n.range.start, n.range.end), "name", f"entity {n.entity.id}")
    for w in lookup.dates_at(r):
        if start <= w.range.start and w.range.end <= end:
            a, b = place(w.range.start, w.range.end)
            if a < b:
                # Its words may be shared where the date is not: it takes no place.
                pieces.append(Piece(a, b, "number", f"date {w.value}"))
    for m in _WORD.finditer(shown.text):
        key = _key(m[0])
        if key:
            put(m.start(), m.end(), "number" if key.startswith("number") else "word", key)
    return Told(shown.text, tuple(sorted(pieces)))


def words(text: str) -> list[tuple[str, str]]:
    """Give the words of a text that tell something, each with what it is known by."""
    return [(m[0], key) for m in _WORD.finditer(text[:LONGEST]) if (key := _key(m[0]))]


def _key(word: str) -> str:
    """Give what a word is known by; nothing where it tells nothing."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if plain in _NUMBERS:
        return f"number {_NUMBERS[plain]}"
    if any(c.isdigit() for c in plain):
        return f"number {plain.replace(',', '').rstrip('.')}"
    if plain in _EMPTY or len(plain) <= 2:
        return ""
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _STEM:
            return f"word {plain[: -len(ending)]}"
    return f"word {plain.rstrip('e') or plain}"
