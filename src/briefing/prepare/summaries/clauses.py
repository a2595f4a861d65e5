"""Shorter pieces of a sentence that stand alone: without what only leads in, trails or comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Range
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.quotes.marks import balanced
from briefing.prepare.summaries.readable import lexicon
from briefing.prepare.topics.links import openers
from briefing.prepare.topics.sentences import stopwords

FEWEST = 6
"""Words that a piece keeps at least."""
DATED = 140
"""A dateline ends within so many characters."""
DEEPEST = 40
"""Steps up the grammar's tree at most."""
_AFTER_PLACE = (
    r"(?:,\s[A-Z][A-Za-z.]{1,15}(?:\s[A-Z][A-Za-z.]{1,15}){0,2})?"  # a region
    r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?)?"  # a day
)
_DASH = r"\s{0,3}[-–—]{1,3}\s{1,3}"
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'’-]{{2,20}}(?:[ /][A-Z][A-Z.'’-]{{1,20}}){{0,3}}{_AFTER_PLACE}"
    rf"\s{{0,3}}(?:\([A-Z][A-Za-z/ .]{{1,30}}\))?{_DASH}"
    rf"|(?:[A-Z][A-Za-zÀ-ÿ.'’-]{{1,20}}(?:[ /][A-Z][A-Za-zÀ-ÿ.'’-]{{1,20}}){{0,3}}{_AFTER_PLACE}\s{{0,3}})?"
    rf"\((?:[A-Z][A-Za-z/ .]{{1,30}}\){_DASH}|[A-Z]{{2,5}}(?:\s[A-Z][a-z]{{2,10}})?\)\s{{1,3}})"
)
"""Place, region, day, agency: "RAMALLAH, West Bank (AP) —", "Washington (CNN)", "(Reuters) -"."""
_DASHES = frozenset({"—", "–"})
_QUOTES = frozenset('“”"«»„')
_JOINS = frozenset({"but", "and", "or", "so", "yet"})
_LEADS = frozenset({"meanwhile", "later", "earlier", "separately", "elsewhere", "notably"})


def pieces(analysis: Analysis, sentence: Sentence) -> list[Range]:
    """Give ranges within a sentence that may stand for it, first the sentence itself (without its dateline).

    A piece keeps the main verb and its subject, opens and closes its quotations, and ends or begins at a comma.
    """
    tokens = analysis.tokens_of(sentence)
    whole = _undated(analysis, sentence)
    result = [whole]
    root = next((n for n, t in enumerate(tokens) if t.head == sentence.first + n and t.pos in ("VERB", "AUX")), None)
    if root is None:
        return result
    subject = min(
        (
            n
            for n, t in enumerate(tokens)
            if t.dep in ("nsubj", "nsubjpass", "expl") and t.head == sentence.first + root
        ),
        default=None,
    )
    if subject is None:
        return result
    start = _lead(tokens, _left(tokens, subject, sentence.first))
    end = _trail(tokens, root, sentence.first)
    for first, last in dict.fromkeys(((0, end), (start, len(tokens)), (start, end))):
        if (
            (first, last) == (0, len(tokens))
            or tokens[first].start < whole.start
            or sum(t.text[:1].isalnum() for t in tokens[first:last]) < FEWEST
        ):
            continue
        piece = Range(whole.article, tokens[first].start, tokens[last - 1].end)
        if piece not in result and balanced(analysis.text_of(piece)):
            result.append(piece)
    return result


def _undated(analysis: Analysis, sentence: Sentence) -> Range:
    """Leave the dateline at a sentence's head out: it tells where the report is from."""
    whole = sentence.range
    text = analysis.article.text
    found = _DATELINE.match(text, whole.start, min(whole.end, whole.start + DATED))
    if found is None or not text[found.end() : whole.end].lstrip("“\"‘'«(")[:1].isupper():
        return whole
    return whole._replace(start=found.end())


def unjoined(span: Range, tokens: Sequence[Token]) -> Range:
    """Leave a conjunction at a piece's head out; `tokens` are the piece's own."""
    if len(tokens) > FEWEST and tokens[0].tag == "CC" and tokens[0].text.lower() in _JOINS:
        return span._replace(start=tokens[1].start)
    return span


def _left(tokens: Sequence[Token], n: int, base: int) -> int:
    """Give the first token of the phrase that the n-th heads."""
    first = n
    while first > 0 and _under(tokens, first - 1, n, base):
        first -= 1
    return first


def _under(tokens: Sequence[Token], i: int, n: int, base: int) -> bool:
    """Tell whether the i-th token hangs, over whatever others, on the n-th."""
    for _ in range(DEEPEST):
        up = tokens[i].head - base
        if up == n:
            return True
        if up == i or not 0 <= up < len(tokens):
            return False
        i = up
    return False


def _lead(tokens: Sequence[Token], subject: int) -> int:
    """Give where the sentence begins without a connective, count or pointing word before its subject."""
    if subject == 0 or not 1 <= subject <= 4 or tokens[subject - 1].text != ",":
        return 0
    word = tokens[0].text.lower()
    leads = openers("connectives") | lexicon("enumerators") | lexicon("pointers") | _LEADS
    return subject if word in leads else 0


def _trail(tokens: Sequence[Token], root: int, base: int) -> int:
    """Give where the sentence ends without a last clause that only comments: ", underlining …", ", which …"."""
    count = len(tokens)
    for n in range(count - 2, root + 3, -1):
        mark, opener = tokens[n].text, tokens[n + 1]
        if opener.lemma.lower() in stopwords() and opener.tag == "VBG":
            return count
        comments = opener.tag in ("WDT", "WP") or (opener.tag == "VBG" and opener.dep in ("advcl", "acl", "dep"))
        if mark in _DASHES or mark == ";" or (mark == "," and comments):
            if mark in _DASHES and sum(t.text in _DASHES for t in tokens[:n]) % 2:
                return count  # it closes what another dash has opened
            within = all(t.head - base < count for t in tokens[n + 1 :])
            kept = all(t.head - base <= n for t in tokens[:n])
            speaks = any(t.text in _QUOTES for t in tokens[n + 1 :])
            return n if within and kept and not speaks else count
    return count
