"""Coverage: which source tells which claim, and what one source tells alone. Asked of a finished briefing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple
from weakref import WeakKeyDictionary

from briefing.model import Range, SummarySentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.lookup import Lookup
    from briefing.model import Claim, Event

Told = Literal["stated", "partly", "differing", "not told"]
SIGNS: dict[Told, str] = {"stated": "S", "partly": "P", "differing": "D", "not told": "–"}
"""A letter for each, so that no colour is needed."""
WIDTH = 110
"""Characters of a row's label at most."""
_SHORTEST = 5
"""Words of a label at least, where some mention has them."""
_HEAD = 60
"""Letters in which labels that can be told apart differ."""
# A label that begins so hangs on a sentence before it.
_HANGING = frozenset(
    ["he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "its", "their", "but", "and", "who"]
)
_OF_WORDS = frozenset(["quote-wording", "framing", "spelling"])


# What was asked for once; it goes with the briefing it was asked of.
_KNOWN: WeakKeyDictionary[Lookup, dict[str | None, Matrix]] = WeakKeyDictionary()


class Row(NamedTuple):
    """A claim with what each source makes of it."""

    claim: Claim
    label: Range
    """The mention whose words head the row."""
    told: tuple[Told, ...]
    """One for each of the matrix's sources."""


class Matrix(NamedTuple):
    """Claims × sources."""

    sources: tuple[str, ...]
    """Ids of the articles, in the briefing's order."""
    rows: tuple[Row, ...]


def coverage(lookup: Lookup, topic: str | None = None) -> Matrix:
    """Give all claims of a topic, or of the briefing, the most told first; the omission matrix in full."""
    known = _KNOWN.setdefault(lookup, {})
    if topic not in known:
        claims = lookup.briefing.claims if topic is None else lookup.claims_of(topic)
        known[topic] = _matrix(lookup, lookup.columns(topic), claims)
    return known[topic]


def told_most(lookup: Lookup, topic: str | None = None, event: Event | None = None, most: int = 12) -> Matrix:
    """Give the claims that a table is readable with, the most told first.

    No two rows tell the same sentences, or are headed by the same words.

    Of a topic: those that two sources or more tell, in whatever way. Of an event, or of the whole briefing: those of
    the overview.
    """
    sources = event.articles if event else lookup.columns(topic)
    if topic is None:
        ids = dict.fromkeys(o.sentence.claim for o in sorted(lookup.briefing.overview, key=lambda o: o.rank))
        chosen = [c for i in ids if (c := lookup.claim(i))]
        whole = _matrix(lookup, sources, [c for c in chosen if set(c.articles) & set(sources)])
    else:
        whole = _matrix(lookup, sources, lookup.claims_of(topic))
    rows: list[Row] = []
    seen: set[Range] = set()
    heads: set[str] = set()
    for row in whole.rows:
        if len(rows) == most:
            break
        places = {_sentence(lookup, r) for r in row.claim.support}
        if sum(t != "not told" for t in row.told) > 1 and not places <= seen:
            # Claims may share a sentence: a row is headed by words that no row above it has.
            fresh = [r for r in row.claim.support if _sentence(lookup, r) not in seen]
            fresh = [r for r in fresh if _head(lookup, r) not in heads]
            if fresh:
                rows.append(row._replace(label=_label(lookup, fresh)))
                heads.add(_head(lookup, rows[-1].label))
            seen |= places
    return Matrix(sources, tuple(rows))


def label(lookup: Lookup, r: Range, width: int = WIDTH) -> str:
    """Give a row's label: the mention's own words as they may be shown, cut at a word."""
    text = lookup.readable(SummarySentence(r, None, (r,)))
    if len(text) <= width:
        return text
    return text[: width - 2].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _matrix(lookup: Lookup, sources: Sequence[str], claims: Sequence[Claim]) -> Matrix:
    told = {c.id: _told(lookup, sources, c) for c in claims if c.support}
    ordered = sorted(
        (c for c in claims if c.support), key=lambda c: (-c.origins, -sum(t == "stated" for t in told[c.id]))
    )
    rows: list[Row] = []
    heads: set[str] = set()
    for c in ordered:
        # Claims may share a sentence: a row is headed by words that no row above it has, where it has some.
        fresh = [r for r in c.support if _head(lookup, r) not in heads]
        rows.append(Row(c, _label(lookup, fresh or c.support), told[c.id]))
        heads.add(_head(lookup, rows[-1].label))
    return Matrix(tuple(sources), tuple(rows))


def _head(lookup: Lookup, r: Range) -> str:
    """Give the beginning of a mention, by which a row is known where there is little room."""
    return "".join(islice(filter(str.isalnum, lookup.text(r).casefold()), _HEAD))


def _told(lookup: Lookup, sources: Sequence[str], claim: Claim) -> tuple[Told, ...]:
    full = set(claim.articles)
    partly = {m.range.article for m in claim.mentions if m.strength == "partial"}
    differing = _differing(lookup, claim)
    return tuple(
        "differing" if s in differing else "stated" if s in full else "partly" if s in partly else "not told"
        for s in sources
    )


def _differing(lookup: Lookup, claim: Claim) -> set[str]:
    """Give the sources with an account of their own of what the claim tells.

    How a thing is worded or spelled is no other account of it.
    """
    found: set[str] = set()
    for d in dict.fromkeys(d for r in claim.support for d in lookup.differences_at(r)):
        accounts = {v.range.article for v in d.variants}
        if d.verdict == "differs" and d.kind not in _OF_WORDS and len(accounts) > 1:
            found |= accounts
    return found


def _sentence(lookup: Lookup, r: Range) -> Range:
    segment = lookup.sentence_at(r)
    return segment.range if segment else r


def _label(lookup: Lookup, mentions: Sequence[Range]) -> Range:
    """Choose the mention that tells a claim most shortly without hanging on a sentence before it."""

    def cost(r: Range) -> tuple[bool, bool, int]:
        words = lookup.text(r).split()
        first = words[0].strip("“\"'‘(").lower() if words else ""
        return len(words) < _SHORTEST, first in _HANGING, len(words)

    return min(mentions, key=cost) if len(mentions) > 1 else mentions[0]
