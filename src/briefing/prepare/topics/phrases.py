"""The noun phrases of sentences, as names of topics may use them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from briefing.prepare.analysis import Token
from briefing.prepare.keys import listed
from briefing.prepare.topics.deeds import SUBJECT, acts
from briefing.prepare.topics.sentences import stem, stopwords

LONGEST = 4
"""Words of a phrase at most."""
LONGEST_WITH = 5
"""Content words of a phrase with what it is of, on, for …"""
LONGEST_ACT = 7
"""Words of an act at most."""
# A name of a topic holds no marks of quotation, no address and no tag.
_PLAIN = re.compile(r"[\w \-‑–.,&$€£%+'’´]{0,200}[\w.%+'’´]")
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_DULL = frozenset({"CD", "JJR", "JJS", "PDT", "RBR"})
JOINING = frozenset(["of", "on", "for", "with", "to", "in", "from", "against", "over", "between", "into", "at"])
# A longer text in capitals is a heading.
_INITIALS = 6
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence."""

    start: int
    end: int
    type: str
    short: str
    """As topics call it: a person by the surname."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of nouns with what modifies them, or a name."""

    stems: tuple[str, ...]
    """Stems of its content words: two phrases with the same stems are one."""
    text: str
    """Its words as they stand, with single spaces."""
    name: str
    """The type of the entity where it is a name and nothing more, else empty."""
    someone: bool = False
    """Whether it says who somebody is: "flight attendant"."""
    parties: tuple[str, ...] = ()
    """Where it says that somebody did something, "Vogt closed the border": the stems of who and what."""
    act: bool = False
    """Whether it tells what somebody does: "closing the border"."""


def phrases(tokens: Sequence[Token], first: int, text: str, named: Sequence[Named]) -> list[Phrase]:
    """Give the noun phrases of a sentence, their ends, and its names.

    `first` is the index of the sentence's first token, `text` the article's text. A phrase takes in a name whole or
    not at all; what stands in apposition, and so only says who somebody is, is left out.
    """
    result = [_name(n, tokens) for n in named]
    runs: list[tuple[int, int]] = []
    begin: int | None = None
    for i in range(len(tokens) + 1):
        held = i < len(tokens) and _carries(tokens[i]) and (tokens[i].text[:1].isalnum() or begin is not None)
        if begin is not None and (not held or tokens[i].start - tokens[i - 1].end > 1 or _begins(tokens, i)):
            runs.append((begin, i))
            begin = None
        if held and begin is None and tokens[i].text[:1].isalnum():
            begin = i
    for low, high in runs:
        ends = _ends(tokens, low, high)
        if not ends:
            continue
        last = ends[0][1]
        # "President Ann Lee", "Oslo-based Acme" say no more than the name.
        if any(n.start <= tokens[last - 1].start < n.end for n in named):
            continue
        after = _after(tokens, first, last, runs)
        before = _before(tokens, low, named)
        spans = [(a, b, False) for a, b in ends]
        # "in favour of", "on behalf of" are prepositions.
        spans += [
            (a, after, True)
            for a, b in ends
            if after is not None
            and not (a == b - 1 and a > 0 and tokens[a - 1].pos == "ADP" and tokens[last].text == "of")
        ]
        if before is not None:
            spans.append((before, last, True))
        result += [p for a, b, both in spans if (p := _phrase(tokens[a:b], text, named, joined=both)) is not None]
    result += [
        replace(p, act=True) for a, b in acts(tokens, first) if (p := _act(tokens[a:b], text, named)) is not None
    ]
    return [p for p in result if p.stems]


def _name(name: Named, tokens: Sequence[Token]) -> Phrase:
    words = name.short.split()
    held = [t for t in tokens if name.start <= t.start < name.end and t.text in words]
    lemmas = [t.lemma for t in held] or words
    return Phrase(tuple(stem(w) for w in lemmas if w[:1].isalnum()), name.short, name.type)


def _phrase(
    part: Sequence[Token], text: str, named: Sequence[Named], *, joined: bool, verbs: bool = False
) -> Phrase | None:
    """Make a phrase of tokens; None where it cuts a name, is one, or is too long."""
    low, high = part[0].start, part[-1].end
    for n in named:
        if n.start < high and low < n.end and not (low <= n.start and n.end <= high):
            return None
        if (n.start, n.end) == (low, high):
            return None
    words = [
        w
        for w in part
        if (_carries(w) or (verbs and w.pos == "VERB")) and w.text[:1].isalnum() and w.lemma.lower() not in stopwords()
    ]
    stems = tuple(stem(w.lemma) for w in words)
    if not words or len(words) > (LONGEST_WITH if joined else LONGEST) or len(set(stems)) < len(stems):
        return None
    shown = " ".join(text[low:high].split())
    if not _PLAIN.fullmatch(shown) or text[high : high + 1] in ("-", "‑"):
        return None
    if shown.isupper() and len(shown) > _INITIALS:
        return None
    someone = next((w for w in part if w.dep == "prep"), None) is None and part[-1].lemma.lower() in roles()
    return Phrase(stems, shown, "", someone)


def _act(part: Sequence[Token], text: str, named: Sequence[Named]) -> Phrase | None:
    """Make a phrase of what somebody does; a person is told as topics call them."""
    whole = _phrase(part, text, named, joined=True, verbs=True)
    if (
        whole is None
        or len(whole.stems) < 2
        or part[-1].lemma.lower() in dull()
        or (part[0].pos == "ADJ" and part[0].text.lower() in vague())
    ):
        return None
    subject = next((t for t in part if t.dep in SUBJECT), None)
    if subject is not None:
        whole = _deed(whole, part, subject, text, named)
    return whole if whole is not None and len(whole.text.split()) <= LONGEST_ACT else None


def _deed(whole: Phrase, part: Sequence[Token], subject: Token, text: str, named: Sequence[Named]) -> Phrase | None:
    """Tell who did what; None where that is nobody in particular or nothing."""
    if subject.lemma.lower() in dull():
        return None
    stems, shown = whole.stems, whole.text
    name = next((n for n in named if n.end == subject.end and n.start >= part[0].start and n.type == "PERSON"), None)
    if name is not None:
        shown = " ".join([name.short, *text[subject.end : part[-1].end].split()])
        gone = {stem(t.lemma) for t in part if t.end <= subject.end} - {stem(w) for w in name.short.split()}
        stems = tuple(s for s in stems if s not in gone)
    verbs = {stem(t.lemma) for t in part if t.pos == "VERB"}
    parties = tuple(s for s in stems if s not in verbs)
    return replace(whole, stems=stems, text=shown, parties=parties) if len(parties) > 1 else None


def _after(tokens: Sequence[Token], first: int, end: int, runs: Sequence[tuple[int, int]]) -> int | None:
    """Give the end of "of the hostages" after a run that ends at `end`; None where nothing of the kind follows."""
    if end + 1 >= len(tokens):
        return None
    joint = tokens[end]
    if joint.dep != "prep" or joint.text not in JOINING or joint.head != first + end - 1:
        return None
    start = end + 2 if tokens[end + 1].text in _ARTICLES else end + 1
    run = next((r for r in runs if r[0] == start), None)
    ends = _ends(tokens, *run) if run else []
    if not ends:
        return None
    last = ends[0][1]
    object_of = tokens[last - 1].dep == "pobj" and tokens[last - 1].head == first + end
    if not object_of or ends[-1][0] != start:
        return None
    return _pair(tokens, last, runs) if joint.text == "between" else last


def _pair(tokens: Sequence[Token], end: int, runs: Sequence[tuple[int, int]]) -> int | None:
    """Give the end of "the mayor and the council" where a first party ends at `end`; None where no second follows."""
    if end + 1 >= len(tokens) or tokens[end].text != "and":
        return None
    start = end + 2 if tokens[end + 1].text in _ARTICLES else end + 1
    run = next((r for r in runs if r[0] == start), None)
    return run[1] if run and tokens[run[1] - 1].dep == "conj" else None


def _before(tokens: Sequence[Token], low: int, named: Sequence[Named]) -> int | None:
    """Give the first token of a name in the possessive right before a run."""
    if low < 2 or tokens[low - 1].tag != "POS":
        return None
    name = next((n for n in named if n.end == tokens[low - 2].end), None)
    if name is None:
        return None
    return next((i for i, t in enumerate(tokens) if t.start == name.start), None)


@cache
def dull() -> frozenset[str]:
    """Give the nouns that name no matter by themselves."""
    return listed("dull_nouns.txt")


@cache
def vague() -> frozenset[str]:
    """Give the adjectives with which no name begins."""
    return listed("vague_adjectives.txt")


@cache
def roles() -> frozenset[str]:
    """Give the nouns for people by office, trade or place in a story."""
    text = (files("briefing.prepare") / "data" / "people.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["roles"].split())


def _carries(token: Token) -> bool:
    if token.text in ("-", "‑"):
        return True
    modifies = token.pos in _MODIFIERS or (token.pos == "VERB" and token.dep in ("amod", "compound"))
    return modifies and token.tag not in _DULL and token.text[:1].isalnum()


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a modifier follows a noun, and so begins a phrase of its own."""
    return tokens[i].pos in ("ADJ", "VERB") and tokens[i - 1].pos in ("NOUN", "PROPN")


def _ends(tokens: Sequence[Token], low: int, high: int) -> list[tuple[int, int]]:
    """Give the ends of a run that may stand for a phrase, the shortest first: "minerals", "rare earth minerals"."""
    while high > low and (tokens[high - 1].pos not in ("NOUN", "PROPN") or not tokens[high - 1].text[-1].isalnum()):
        high -= 1
    # Without its head "White House officials" is somewhere else.
    if high > low and tokens[high - 1].lemma.lower() in stopwords():
        return []
    if high == low or tokens[high - 1].dep == "appos":
        return []
    found = []
    for start in range(high - 1, max(low, high - LONGEST) - 1, -1):
        head = tokens[start]
        lemma = head.lemma.lower()
        said = head.text.lower()
        if lemma in stopwords() or said in stopwords() or head.text in vague() or not said[:1].isalnum():
            continue
        hangs = start > low and tokens[start - 1].text in ("-", "‑") and tokens[start - 1].end == head.start
        if not hangs and not (start == high - 1 and lemma in dull()):
            found.append((start, high))
    return found
