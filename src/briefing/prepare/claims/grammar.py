"""Grammar of a sentence as claims use it: clauses, governing words, and the frame around what is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.keys import Key, lines

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "pobj", "dative", "agent"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "can", "shall", "'ll", "’ll"})
_IRREALIS = frozenset({"want", "plan", "hope", "seek", "intend", "expect", "try", "threaten", "consider", "offer"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "without", "neither", "nor", "nobody", "none"})
_SAYING = frozenset(
    {"say", "tell", "add", "note", "state", "comment", "write", "explain", "remark", "accord", "report"}
)
_PAST = frozenset({"has", "have", "had", "was", "were", "been", "'ve", "’ve", "'d", "’d"})
_IN_NAME = frozenset({"compound", "appos", "amod", "nmod", "poss"})
_SIGNED = 14
"""Tokens of a post's signature at most."""
_DASHES = frozenset({"-", "–", "—", "--"})


class Arc(NamedTuple):
    """Two keys of which one governs the other, prepositions and auxiliaries skipped."""

    head: str
    child: str


class Clause(NamedTuple):
    """A finite or participial clause within a sentence."""

    start: int
    end: int
    keys: frozenset[str]
    verb: str
    """Key of its predicate; empty where it has none."""
    subjects: frozenset[str]
    objects: frozenset[str]
    realis: bool
    """False for what would, will, could or is hoped to happen."""
    negated: bool
    done: bool | None
    """Whether its verb's act is told as done (True), or as to come or possible (False)."""
    first: int
    """Index of its first token in the article."""
    last: int
    """Index one past its last token, punctuation left out; clauses within it lie between the two."""
    under: int
    """Index of the clause that it cannot be read without; its own where it can stand alone."""
    bond: str
    """Why: "said" (the other tells who says it) or "tight" (an infinitive or a gerund, which the other needs too)."""


class Main(NamedTuple):
    """The verb that carries what a sentence tells: its root, or what its verb of saying introduces."""

    verb: str
    """Its key; empty where it has none."""
    realis: bool
    negated: bool


def main(analysis: Analysis, sentence: Sentence, by_token: Mapping[int, str]) -> Main:
    """Find the verb that carries what a sentence tells."""
    tokens = analysis.tokens
    span = range(sentence.first, sentence.last)
    at = next((n for n in span if tokens[n].dep == "ROOT"), sentence.first)
    for _ in range(3):
        if tokens[at].lemma.lower() not in _SAYING:
            break
        told = next((n for n in span if tokens[n].head == at and tokens[n].dep == "ccomp"), None)
        if told is None:
            break
        at = told
    own = {tokens[n].text.lower() for n in span if tokens[n].head == at and tokens[n].dep in {"aux", "neg", "advmod"}}
    ahead = {tokens[n].lemma.lower() for n in span if tokens[n].head == at and tokens[n].dep == "xcomp"}
    irrealis = own & _MODALS or (ahead and tokens[at].lemma.lower() in _IRREALIS)
    return Main(by_token.get(at, ""), not irrealis, bool(own & _NEGATIONS))


def arcs(analysis: Analysis, sentence: Sentence, by_token: Mapping[int, str]) -> Iterator[Arc]:
    """Give the governing and governed keys of a sentence; words without a key are skipped."""
    for n in by_token:
        head = _governor(analysis, sentence, n, by_token)
        if head is not None and by_token[head] != by_token[n]:
            yield Arc(by_token[head], by_token[n])


def _governor(analysis: Analysis, sentence: Sentence, n: int, by_token: Mapping[int, str]) -> int | None:
    """Find the nearest token above that has a key, over at most four steps."""
    for _ in range(4):
        head = analysis.tokens[n].head
        if head == n or not sentence.first <= head < sentence.last:
            return None
        if head in by_token:
            return head
        n = head
    return None


def clauses(
    analysis: Analysis, sentence: Sentence, chosen: Sequence[Key], by_token: Mapping[int, str]
) -> Iterator[Clause]:
    """Part a sentence at its predicates; each token belongs to the nearest predicate above it."""
    tokens = analysis.tokens
    owner: dict[int, int] = {}
    for n in range(sentence.first, sentence.last):
        owner[n] = _predicate(tokens, sentence, n)
    members: dict[int, list[int]] = {}
    for n, root in owner.items():
        members.setdefault(root, []).append(n)
    keyed: dict[int, list[Key]] = {}
    for k in chosen:
        keyed.setdefault(owner[k.token], []).append(k)
    filled = {r: [n for n in members[r] if tokens[n].pos != "PUNCT"] for r in sorted(members)}
    number = {r: n for n, r in enumerate(r for r, inside in filled.items() if inside)}
    for root, own_number in number.items():
        inside = filled[root]
        above = tokens[root].head
        bond = _bond(tokens, root, inside)
        under = number.get(_predicate(tokens, sentence, above), own_number) if bond else own_number
        own = keyed.get(root, ())
        low = {tokens[n].text.lower() for n in inside}
        governor = tokens[tokens[root].head].lemma.lower() if tokens[root].head != root else ""
        yield Clause(
            tokens[inside[0]].start,
            tokens[inside[-1]].end,
            frozenset(k.text for k in own),
            by_token.get(root, ""),
            frozenset(k.text for k in own if tokens[k.token].dep in SUBJECTS),
            frozenset(k.text for k in own if tokens[k.token].dep in _OBJECTS),
            not (low & _MODALS or (tokens[root].tag == "VB" and "to" in low) or governor in _IRREALIS),
            bool(low & _NEGATIONS),
            done(tokens, sentence, root),
            inside[0],
            inside[-1] + 1,
            under,
            bond if under != own_number else "",
        )


def _bond(tokens: Sequence[Token], root: int, inside: Sequence[int]) -> str:
    """Tell what ties a clause to the one above it."""
    token = tokens[root]
    if token.head == root:
        return ""
    if token.dep == "ccomp" and tokens[token.head].lemma.lower() in _SAYING:
        return "said"
    to = any(tokens[n].head == root and tokens[n].tag == "TO" for n in inside)
    return "tight" if token.dep in {"pcomp", "csubj", "csubjpass"} or (token.tag == "VB" and to) else ""


def done(tokens: Sequence[Token], sentence: Sentence, n: int) -> bool | None:
    """Tell whether a finite verb's act is told as done (True) or as to come or possible (False); None: neither."""
    for _ in range(4):
        token = tokens[n]
        near = range(max(sentence.first, n - 8), min(sentence.last, n + 3))
        own = {tokens[m].text.lower() for m in near if tokens[m].head == n and tokens[m].dep in {"aux", "auxpass"}}
        if own & _MODALS:
            return False
        if token.tag == "VBD" or (token.tag == "VBN" and own & _PAST):
            return True
        if token.dep != "conj" or own or tokens[token.head].pos not in {"VERB", "AUX"}:
            return None
        n = token.head
    return None


def phrase(tokens: Sequence[Token], sentence: Sentence, n: int) -> int:
    """Give the head of the widest phrase around a token: a name with titles, a list, a noun with what hangs on it."""
    for _ in range(12):
        head = tokens[n].head
        if head == n or not sentence.first <= head < sentence.last or _acts(tokens[n]) or _acts(tokens[head]):
            return n
        n = head
    return n


def _acts(token: Token) -> bool:
    """Tell whether a token is a verb that is no mere attribute of a noun."""
    return token.pos in {"VERB", "AUX"} and token.dep not in {"pcomp", "acl", "amod"}


def _predicate(tokens: Sequence[Token], sentence: Sentence, n: int) -> int:
    for _ in range(30):
        token = tokens[n]
        verbal = token.pos in {"VERB", "AUX"}
        if token.dep in _CLAUSES and (verbal or token.dep == "ROOT"):
            return n
        if token.dep == "conj" and verbal:
            return n
        if token.head == n or not sentence.first <= token.head < sentence.last:
            return n
        n = token.head
    return n


def sayers(analysis: Analysis, sentence: Sentence, by_token: Mapping[int, str]) -> frozenset[str]:
    """Give the keys of the subjects of verbs of saying."""
    tokens = analysis.tokens
    return frozenset(
        by_token[n]
        for n in range(sentence.first, sentence.last)
        if n in by_token and tokens[n].dep == "nsubj" and tokens[tokens[n].head].lemma.lower() in _SAYING
    )


def frame(
    analysis: Analysis, sentence: Sentence, by_token: Mapping[int, str], people: frozenset[str]
) -> frozenset[int]:
    """Give the tokens that tell who speaks, from where, in what office, rather than what is told.

    A dateline, a verb of saying with its subject, and titles beside a person's name.
    """
    tokens = analysis.tokens
    found: set[int] = set(range(sentence.first, _after_dateline(tokens, sentence)))
    cues = {
        n
        for n in range(sentence.first, sentence.last)
        if tokens[n].lemma.lower() in _SAYING and tokens[n].pos == "VERB"
    }
    for n in range(sentence.first, sentence.last):
        at = n
        for _ in range(8):
            head = tokens[at].head
            if head in cues and (tokens[at].dep in SUBJECTS or at in cues):
                found.add(n)
                break
            if at == head or not sentence.first <= head < sentence.last or tokens[at].dep in {"relcl", "acl", "ccomp"}:
                break
            at = head
        near = tokens[n].head
        if tokens[n].pos == "NOUN" and tokens[n].dep in _IN_NAME and by_token.get(near, "") in people:
            found.add(n)
    return frozenset(found | cues)


def unsigned(analysis: Analysis, sentence: Sentence) -> int:
    """Find where the words end before the signature of a post ("— Jane Roe (@janeroe) May 3, 2021")."""
    tokens = analysis.tokens
    handle = next((n for n in range(sentence.first, sentence.last) if "@" in tokens[n].text[:2]), None)
    if handle is None or sentence.last - handle > _SIGNED:
        return sentence.last
    for n in range(handle, max(sentence.first, handle - _SIGNED) - 1, -1):
        if tokens[n].text in _DASHES:
            return n
    return sentence.last


def stock(tokens: Sequence[Token], sentence: Sentence) -> Iterator[int]:
    """Give the tokens of turns that any report may hold ("on condition of anonymity")."""
    words = [tokens[n].lemma.lower() for n in range(sentence.first, sentence.last)]
    for n, word in enumerate(words):
        for turn in _stock_turns().get(word, ()):
            if tuple(words[n : n + len(turn)]) == turn:
                yield from range(sentence.first + n, sentence.first + n + len(turn))


@cache
def _stock_turns() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Load the stock turns by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in lines("stock_turns.txt"):
        turn = tuple(line.lower().split())
        found[turn[0]] = (*found.get(turn[0], ()), turn)
    return found


def _after_dateline(tokens: Sequence[Token], sentence: Sentence) -> int:
    """Find where a dateline ("RAMALLAH, West Bank (AP) -") ends; the sentence's first token where there is none."""
    for n in range(sentence.first + 1, min(sentence.last, sentence.first + 14)):
        if tokens[n].text in _DASHES:
            before = [t for t in tokens[sentence.first : n] if t.text[:1].isalpha()]
            credit = any(t.text == ")" for t in tokens[max(sentence.first, n - 2) : n])
            if before and before[0].text[:1].isupper() and (credit or before[0].text.isupper()):
                return n + 1
    return sentence.first
