"""Shorter pieces of a sentence that stand alone: without what only leads in, trails or comments."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Range
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.summaries.readable import balanced, lexicon
from briefing.prepare.topics.links import openers
from briefing.prepare.topics.sentences import stopwords

FEWEST = 6
"""Words that a piece keeps at least."""
DEEPEST = 40
"""Steps up the grammar's tree at most."""
_QUOTES = frozenset('“”"«»„')
_LEADS = frozenset({"meanwhile", "later", "earlier", "separately", "elsewhere", "notably"})


def pieces(analysis: Analysis, sentence: Sentence) -> list[Range]:
    """Give ranges within a sentence that may stand for it, the sentence itself first.

    A piece keeps the main verb and its subject, opens and closes its quotations, and ends or begins at a comma.
    """
    tokens = analysis.tokens_of(sentence)
    whole = sentence.range
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
    for first, last in ((0, end), (start, len(tokens)), (start, end)):
        if (first, last) == (0, len(tokens)) or sum(t.text[:1].isalnum() for t in tokens[first:last]) < FEWEST:
            continue
        piece = Range(whole.article, tokens[first].start, tokens[last - 1].end)
        if piece not in result and balanced(analysis.text_of(piece)):
            result.append(piece)
    return result


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
        if mark in ("—", "–", ";") or (mark == "," and comments):
            within = all(t.head - base < count for t in tokens[n + 1 :])
            kept = all(t.head - base <= n for t in tokens[:n])
            speaks = any(t.text in _QUOTES for t in tokens[n + 1 :])
            return n if within and kept and not speaks else count
    return count
