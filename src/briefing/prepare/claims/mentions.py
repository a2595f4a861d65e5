"""Where in its sentence a claim is stated: the clauses that the other sources tell too, as a range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from briefing.model import Range
from briefing.prepare.analysis import Analysis, Token
from briefing.prepare.claims.grammar import Clause
from briefing.prepare.claims.statements import Statement
from briefing.prepare.quotes.marks import PAIRS, balanced

_TOLD = 0.4
"""Share of a clause's weight that another statement must hold to tell it too."""
_WHOLE = 0.8
"""A range with so much of its sentence is the whole sentence."""
_SHORT = 4
"""A range with fewer words is the whole sentence: it would say too little."""
_SINGLE = frozenset({"'", "‘", "’", "`"})
_JOINTS = frozenset({"PUNCT", "CCONJ"})
_BOUND = "-–'’&/@#$£€%"
"""Signs that bind the word beside them."""


class Weighed(NamedTuple):
    """A clause by the weight of its keys."""

    mass: float
    keys: tuple[tuple[str, float], ...]
    """Each key with what it weighs, sorted."""


def weighed(s: Statement, idf: Mapping[str, float]) -> tuple[Weighed, ...]:
    """Weigh a statement's clauses."""
    rows = (tuple((k, idf[k] * s.weights[k]) for k in sorted(c.keys)) for c in s.clauses)
    return tuple(Weighed(sum(w for _, w in row), row) for row in rows)


def told_by(clauses: Sequence[Weighed], keys: AbstractSet[str]) -> frozenset[int]:
    """Give the numbers of clauses that a statement with these keys tells too: at least the one it shares most with."""
    found: set[int] = set()
    best, most = 0, -1.0
    for n, clause in enumerate(clauses):
        shared = sum([w for k, w in clause.keys if k in keys])
        if shared > most:
            best, most = n, shared
        if shared and shared >= _TOLD * clause.mass:
            found.add(n)
    found.add(best)
    return frozenset(found)


def mention(analysis: Analysis, statement: Statement, chosen: Iterable[int]) -> Range:
    """Give the range of chosen clauses, with whoever says them; the whole sentence where that is nearly all of it.

    It begins and ends with a word, and holds no half of a quotation or bracket.
    """
    whole = statement.range
    numbers = {n for n in chosen if n < len(statement.clauses)}
    if not numbers:
        return whole
    clauses = _whole(statement.clauses, numbers)
    first, last = _trimmed(analysis.tokens, min(c.first for c in clauses), max(c.last for c in clauses))
    single = sum(t.text in _SINGLE for t in analysis.tokens[first:last])
    text = analysis.article.text
    start, end = _to_words(text, whole, analysis.tokens[first].start, analysis.tokens[last - 1].end)
    start, end = _closed(text, whole, start, end)
    inside = text[start:end]
    if end - start >= _WHOLE * (whole.end - whole.start) or len(inside.split()) < _SHORT:
        return whole
    if single % 2 or not balanced(inside):
        return whole
    return Range(whole.article, start, end)


def _whole(all_of: Sequence[Clause], chosen: AbstractSet[int]) -> list[Clause]:
    """Give chosen clauses with those that they cannot be read without."""
    numbers = set(chosen)
    for _ in range(4):
        more = {all_of[n].under for n in numbers}
        more |= {n for n, c in enumerate(all_of) if c.bond == "tight" and c.under in numbers}
        if more <= numbers:
            break
        numbers |= more
    return [all_of[n] for n in sorted(numbers)]


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out what only joins a clause to the others at its edges: "and", "that", punctuation, a last "after"."""
    while first + 1 < last and (tokens[first].pos in _JOINTS or _that(tokens[first])):
        first += 1
    while first + 1 < last and (tokens[last - 1].pos in _JOINTS or _hangs(tokens[last - 1])):
        last -= 1
    return first, last


def _that(token: Token) -> bool:
    return token.dep == "mark" and token.text.lower() == "that"


def _hangs(token: Token) -> bool:
    """Tell whether a word leads to something behind it: a preposition, a conjunction, an article."""
    return (token.pos in {"ADP", "SCONJ", "DET"} and token.tag in {"IN", "DT"}) or token.tag in {"TO", "POS"}


def _to_words(text: str, whole: Range, start: int, end: int) -> tuple[int, int]:
    """Widen a range to whole words."""
    while start > whole.start and _bound(text[start - 1], text[start]):
        start -= 1
    while end < whole.end and _bound(text[end - 1], text[end]):
        end += 1
    return start, end


def _bound(before: str, after: str) -> bool:
    """Tell whether two characters belong to one word."""
    word = before.isalnum() or before in _BOUND, after.isalnum() or after in _BOUND
    return all(word) and (before.isalnum() or after.isalnum())


def _closed(text: str, whole: Range, start: int, end: int) -> tuple[int, int]:
    """Take in the mark that opens or closes a quotation or bracket right beside a range."""
    for opening, closing in (*PAIRS, ('"', '"')):
        inside = text[start:end]
        if opening == closing:
            before = after = inside.count(opening) % 2
        else:
            before = inside.count(closing) - inside.count(opening)
            after = -before
        if after > 0:
            at = end
            while at < whole.end and at < end + 2 and text[at] in ".,!?;":
                at += 1
            if at < whole.end and text[at] == closing:
                end = at + 1
                continue
        if before > 0 and start > whole.start and text[start - 1] == opening:
            start -= 1
    return start, end
