"""Words of the sources, for showing: what a difference is about, as a source has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from briefing.prepare.analysis import Token
from briefing.prepare.differences.acts import SUBJECTS

GAP = "…"
"""Stands for the words that differ."""
_MOST = 8
_SIDE = 5
_LONG = 120
_LOOSE = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "PART", "AUX", "PRON", "SPACE"})
"""Words that neither begin nor end what a difference is about."""
_HALF = frozenset({"compound", "amod", "nmod", "nummod"})
"""What stands before its noun: no end of a phrase."""
_TAIL = frozenset({"pobj", "conj"})
"""What ends a phrase that begins before: no beginning of one."""
_WITHIN = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "case"})
"""What stands in a phrase before its noun."""
_LEFT, _RIGHT = 6, 3
"""Words from a subject on that lead to the gap, and behind it then."""
_HANGING = frozenset({"POS", "HYPH"})
_SHORT = 2
_NEARLY = frozenset({"well", "more", "less", "least", "most", "about", "nearly", "almost", "just", "only", "over"})
"""Words that end no phrase: they tell how exact the amount behind them is."""
_JOINS = frozenset({"-", "/", "–"})
_STOPS = frozenset(',;:()"“”‘’«»[]—–') | {"--", "-", "``", "''"}


def longest(*options: Callable[[], str]) -> str:
    """Give the option of the most words, the first of equals."""
    return max((option() for option in options), key=lambda words: len(words.split()))


def title(*options: Callable[[], str], otherwise: Callable[[], str]) -> str:
    """Give the longest option; where it has two words or fewer, another that is longer."""
    best = longest(*options)
    return best if len(best.split()) > _SHORT else longest(lambda: best, otherwise)


def around(words: Sequence[Token], text: str, start: int, end: int) -> str:
    """Give the words of a sentence around a range, the range itself as a gap: "Qualcomm's … bid"."""
    before = [t for t in words if t.end <= start]
    right = _tail(_run([t for t in words if t.start >= end]), text)
    left = _clause(before, text)
    if not left:
        left = _begun(_run(before[::-1])[::-1], text)
        left = _begun(left[-max(_MOST - len(right), _MOST // 2) :], text)
    right = _tail(right[: max(_MOST - len(left), _RIGHT)], text)
    if not right:
        left = _tail(left, text)
    if not left:
        right = _begun(right, text)
    parts = [shown(side, text).strip("/-–") for side in (left, right) if side]
    return f" {GAP} ".join(parts)


def _clause(before: Sequence[Token], text: str) -> list[Token]:
    """Give the words from the nearest subject's first on; none where a break or too many lie between."""
    kept: list[Token] = []
    for t in before[::-1]:
        found = bool(kept) and any(k.dep in SUBJECTS for k in kept)
        if t.text in _STOPS or len(kept) == _LEFT or (found and t.dep not in _WITHIN):
            break
        kept.append(t)
    named = any(k.dep in SUBJECTS and k.pos in {"NOUN", "PROPN"} for k in kept)
    clause = kept[::-1] if named else []
    while clause and (clause[0].tag in _HANGING or _is_joined(clause[0], text)):
        clause = clause[1:]
    return clause


def common(mine: Sequence[Token], theirs: Sequence[Token], worth: Sequence[float], text: str) -> str:
    """Give the run of words shared by two sentences that is worth most, as the first has it; two words at least."""
    blocks = SequenceMatcher(
        None, [t.text.lower() for t in mine[:_LONG]], [t.text.lower() for t in theirs[:_LONG]], autojunk=False
    ).get_matching_blocks()
    place = {t.start: n for n, t in enumerate(mine)}
    best, most = "", 0.0
    for m in blocks:
        run = trimmed(mine[m.a : m.a + m.size], text)
        value = sum(worth[place[t.start]] for t in run)
        words = shown(run, text)
        if value > most and len(words.split()) > 1:
            best, most = words, value
    return best


def telling(words: Sequence[Token], worth: Sequence[float], text: str) -> str:
    """Give the run of at most eight words of a sentence that is worth most; each word has its worth."""
    if not any(worth):
        return ""
    best = max(range(len(words)), key=lambda n: (sum(worth[n : n + _MOST]), -n))
    held = [n for n in range(best, min(best + _MOST, len(words))) if worth[n]]
    return shown(trimmed(words[held[0] : held[-1] + 1], text), text)


def shown(run: Sequence[Token], text: str) -> str:
    """Give the words of a run as they stand, runs of white space as one space."""
    return " ".join(text[run[0].start : run[-1].end].split()) if run else ""


def trimmed(run: Sequence[Token], text: str) -> list[Token]:
    """Cut what neither begins nor ends a phrase, then to eight words."""
    return _tail(_begun(list(run), text)[:_MOST], text)


def _begun(run: list[Token], text: str) -> list[Token]:
    while run and not _bounds(run) and (_is_loose(run[0]) or run[0].dep in _TAIL or _is_joined(run[0], text)):
        run = run[1:]
    return run


def _tail(run: list[Token], text: str) -> list[Token]:
    while run and (_is_loose(run[-1]) or run[-1].dep in _HALF or text[run[-1].end : run[-1].end + 1] in _JOINS):
        run = run[:-1]
        while run and run[-1].text in _NEARLY:
            run = run[:-1]
    return run


def _bounds(run: Sequence[Token]) -> bool:
    """Tell whether words begin with "at least"."""
    return len(run) > 1 and run[0].text.lower() == "at" and run[1].text in {"least", "most"}


def _is_joined(t: Token, text: str) -> bool:
    return text[max(0, t.start - 1)] in _JOINS


def _is_loose(t: Token) -> bool:
    return t.pos in _LOOSE or t.text in _STOPS or t.lemma.lower() == "be"


def _run(side: list[Token]) -> list[Token]:
    """Take the words from the gap on, up to the next break."""
    kept: list[Token] = []
    for t in side[:_SIDE]:
        if t.text in _STOPS:
            break
        kept.append(t)
    return kept
