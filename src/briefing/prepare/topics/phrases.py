"""The noun phrases of sentences, as names of topics may use them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefing.prepare.analysis import Token
from briefing.prepare.topics.sentences import stem, stopwords

LONGEST = 4
"""Words of a phrase at most."""
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_DULL = frozenset({"CD", "JJR", "JJS", "PDT", "RBR"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of nouns with what modifies them."""

    stems: tuple[str, ...]
    """Stems of its content words: two phrases with the same stems are one."""
    text: str
    """Its words as they stand, with single spaces."""
    proper: bool
    """Whether a name is its last word."""


def phrases(tokens: Sequence[Token], text: str, start: int) -> list[Phrase]:
    """Give the noun phrases of a sentence and their ends; `text` is the sentence, beginning at `start`."""
    result: list[Phrase] = []
    run: list[Token] = []
    for t in (*tokens, None):
        if t is not None and _carries(t) and (t.text[:1].isalnum() or run) and (not run or t.start - run[-1].end <= 1):
            run.append(t)
            continue
        result += _ends(run, text, start)
        run = [t] if t is not None and _carries(t) else []
    return result


@cache
def dull() -> frozenset[str]:
    """Give the nouns that name no matter by themselves."""
    text = (files("briefing.prepare") / "data" / "dull_nouns.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


def _carries(token: Token) -> bool:
    if token.text in ("-", "‑"):
        return True
    modifies = token.pos in _MODIFIERS or (token.pos == "VERB" and token.dep in ("amod", "compound"))
    return modifies and token.tag not in _DULL and token.text[:1].isalnum()


def _ends(run: Sequence[Token], text: str, start: int) -> list[Phrase]:
    """Give the ends of a run that may stand for a phrase: "rare earth minerals", "earth minerals", "minerals"."""
    words = list(run)
    while words and (words[-1].pos not in ("NOUN", "PROPN") or words[-1].lemma.lower() in stopwords()):
        words.pop()
    found = []
    for k in range(1, min(len(words), LONGEST) + 1):
        part = words[-k:]
        head = part[0].lemma.lower()
        if head in stopwords() or part[0].text.lower() in stopwords() or not part[0].text[:1].isalnum():
            continue
        if _joined(words, len(words) - k) or (k == 1 and head in dull()):
            continue
        stems = tuple(stem(w.lemma) for w in part if w.text[:1].isalnum())
        shown = " ".join(text[part[0].start - start : part[-1].end - start].split())
        found.append(Phrase(stems, shown, part[-1].pos == "PROPN"))
    return found


def _joined(words: Sequence[Token], n: int) -> bool:
    """Tell whether the n-th word hangs by a hyphen on the one before it."""
    return n > 0 and words[n - 1].text in ("-", "‑") and words[n - 1].end == words[n].start
