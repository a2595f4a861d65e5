"""Whether a piece of a source can stand on its own, and what it would need."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from briefing.prepare.analysis import Token
from briefing.prepare.quotes.marks import balanced
from briefing.prepare.topics.links import openers

SHORTEST, LONGEST = 6, 55
"""Words of a sentence that reads well alone."""
WITHIN, UNSAID = 0.6, 0.15
"""The factors for a piece of a quotation without its marks, where a bracket names its speaker, and where none does: it
would stand as if the source said it."""
VOICE = 0.3
"""The factor for "I" or "we" as a subject outside quotation marks: a post, a transcript, an author of his own."""
ORDERED = 0.4
"""The factor for a sentence without a subject: what a reader, or someone spoken to, is told to do."""
ALSO = 0.8
"""The factor for what adds to something told before."""
MUSES = 0.6
"""The factor for what only might be, unless someone says so."""
ANNOUNCES = 0.3
"""The factor for what ends with a colon: what it announces is left out."""
ASIDE = 0.5
"""The factor for a sentence in brackets."""
SPOKEN = 0.8
"""The factor for a short form outside quotation marks ("he's", "you'd"): an interview, a column."""
NAMED = 0.8
"""The factor for a pronoun at the head with a name in brackets."""
POSTED = 2000
"""Characters that are searched for signs of a post."""
_POSTED = re.compile(r"(?<!\w)[@#][A-Za-z]\w{2,30}|\b(?:pic\.twitter\.com|t\.co|https?:)")
_HEADED = re.compile(r"\A\s{0,3}\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b)?|(?:\b[A-Z]{2,20}\s){3}[A-Z]{2,20}\b")
"""The hour of an entry in a live report; words in capitals, as a headline has them."""
_LABEL = re.compile(r"\A(?:[A-Z][A-Z.'’-]{1,20}\s){0,3}[A-Z][A-Z.'’-]{1,20}:\s")
"""Who speaks, as a transcript says it."""
_SINCE = re.compile(
    r"(?:[A-Z][a-z]{1,12}|\d{1,3})\s(?:or\s\w{2,8}\s)?(?:minutes|hours|days|weeks|months|years|decades)\s(?:later|earlier|before|after\sthat)\b"
    r"|(?:The|A)\s(?:next|same|previous|following|minute|hour|day|week|month|year)\s(?:day|night|morning|week|month|year|later|earlier|before)\b"
    r"|(?:At|By|Around|Since)\s(?:the|that|this)\s(?:same\s)?(?:time|point|moment|stage)\b|By\sthen\b|At\sone\spoint\b|Later\sthat\b"
)
"""An opening that counts time from what stands before."""
_MARKS = frozenset("\"“”«»„'‘’")
_FURTHER = frozenset({"also", "too", "additionally", "further", "another", "again", "else", "likewise"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "hers", "theirs"})
_PERSONAL = frozenset({"he", "she", "they"})
_NEAR = frozenset({"this", "that", "these", "those", "such"})
_POINTS = frozenset({"det", "nsubj", "nsubjpass", "amod", "predet", "dobj", "pobj"})
_READER = frozenset({"you", "your", "yours", "yourself"})
_MUSING = frozenset({"could", "may", "might", "should"})
_AUTHOR = frozenset({"my", "our", "us", "me"})
_SPEAKER = frozenset({"i", "we"})
_SHORT = frozenset({"'s", "'re", "'ve", "'ll", "'m", "'d"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@cache
def lexicon(kind: str) -> frozenset[str]:
    """Give the words or phrases of a kind: "enumerators", "pointers", "filler" or "analysis"."""
    text = (files("briefing.prepare") / "data" / "readable.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind])


def readability(  # noqa: PLR0913 - two facts that the caller knows come by name
    text: str,
    tokens: Sequence[Token],
    quoted: Sequence[tuple[int, int]],
    before: Sequence[Token] = (),
    *,
    resolved: bool,
    whole: bool = True,
) -> float:
    """Give how well a piece of a source reads alone, from 0 to 1.

    `quoted` are the ranges between quote marks, in the article's characters; `before` are the tokens of the sentence
    before it in its paragraph; `resolved` tells that a bracket will name its speaker, `whole`
    that it is a sentence and no piece of one.
    """
    words = [t for t in tokens if t.text[:1].isalnum()]
    if not words or not any(t.pos in ("VERB", "AUX") for t in tokens):
        return 0.02
    outside = [t for t in tokens if not any(s <= t.start < e for s, e in quoted)] if quoted else tokens
    own = [t for t in outside if t.text[:1].isalnum()]
    score = 1.0 if balanced(text) else 0.15
    score *= _length(len(words))
    score *= _opening(words[0], text, resolved=resolved)
    score *= _ending(text)
    low = text.lower()
    if any(phrase in low for phrase in lexicon("filler")):
        score *= 0.3
    if _points_back(words, before):
        score *= 0.65
    if not own:
        score *= 0.8 if resolved else 0.4
    if _SINCE.match(text) is not None or text[:2] == "..":
        score *= 0.5
    if _from_within(text, tokens, quoted):
        score *= WITHIN if resolved else UNSAID
    if _POSTED.search(text, 0, POSTED) is not None:
        score *= 0.3
    headed = _HEADED.search(text, 0, POSTED) is not None or _LABEL.match(text, 0, POSTED) is not None
    if headed or (text[:1].islower() and whole):
        score *= 0.4
    if whole and _ordered(own):
        score *= ORDERED
    return score * _tone(outside) * _leaning(own, resolved=resolved)


def _from_within(text: str, tokens: Sequence[Token], quoted: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a piece is cut from a longer quotation, so that no mark shows where it begins or ends."""
    start, end = tokens[0].start, tokens[-1].end
    return any(s < start or e > end for s, e in quoted) and not (
        text[:1] in _MARKS and text.rstrip(".,")[-1:] in _MARKS
    )


def _ordered(own: Sequence[Token]) -> bool:
    """Tell whether the words outside quotations begin with a verb that has no subject."""
    return bool(own) and own[0].tag in ("VB", "VBD") and not any(t.dep in _SUBJECTS for t in own)


def _points_back(words: Sequence[Token], before: Sequence[Token]) -> bool:
    """Tell whether the sentence begins with "the" and a noun that the sentence before it has brought up."""
    if words[0].text.lower() != "the":
        return False
    head = next((t for t in words[1:5] if t.pos in ("NOUN", "PROPN")), None)
    return head is not None and head.pos == "NOUN" and any(t.lemma == head.lemma for t in before)


def _length(words: int) -> float:
    if words < SHORTEST:
        return 0.3
    return 1.0 if words <= LONGEST else LONGEST / words


def _opening(first: Token, text: str, *, resolved: bool) -> float:
    """Judge the first word: a pronoun or connective leans on what stands before."""
    word = first.text.lower()
    if word in _PERSONAL:
        return NAMED if resolved else 0.25
    if word in openers("pronouns") or first.tag in ("PRP", "PRP$"):
        return 0.35
    if word in openers("connectives") or word in openers("anaphors"):
        return 0.5
    after = text[text.find(first.text) + len(first.text) :][:1]
    if word in lexicon("enumerators") and after == ",":
        return 0.5
    if word in lexicon("pointers") or any(text.lower().startswith(p) for p in lexicon("pointers") if " " in p):
        return 0.6
    return 1.0


def _ending(text: str) -> float:
    """Judge how a piece ends: a question, what announces something, an aside."""
    end = text.rstrip(" \"'”’)")[-1:]
    if end == "?":
        return 0.3
    if end == ":":
        return ANNOUNCES
    return ASIDE if text.startswith("(") and text.endswith(")") else 1.0


def _tone(outside: Sequence[Token]) -> float:
    """Judge what only speech and columns have, in the tokens outside quotations."""
    score = 0.5 if any(t.text == "!" for t in outside) else 1.0
    if any(t.tag != "POS" and t.text.replace("’", "'").lower() in _SHORT for t in outside):
        score *= SPOKEN
    return score


def _leaning(own: Sequence[Token], *, resolved: bool) -> float:
    """Judge the words outside quotations: pronouns before any name, "this" and "such", the reader, the author."""
    score = 1.0
    named = False
    if any(t.text.lower() in _SPEAKER and t.dep in _SUBJECTS for t in own):
        score *= VOICE
    for t in own:
        word = t.text.lower()
        if t.pos == "PROPN":
            named = True
        elif word in _PRONOUNS and t.tag in ("PRP", "PRP$") and not named and not resolved:
            score *= 0.75
            named = True
        elif word in _NEAR and t.tag in ("DT", "PDT", "JJ") and t.dep in _POINTS:
            score *= 0.75
        elif word in _READER:
            score *= 0.8
        elif word in _AUTHOR:
            score *= 0.7
    if any(t.text.lower() in _FURTHER for t in own[:8]):
        score *= ALSO
    if any(t.tag == "MD" and t.text.lower() in _MUSING for t in own) and not any(t.dep == "ccomp" for t in own):
        score *= MUSES
    return max(score, 0.2)
