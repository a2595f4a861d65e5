"""Normal forms of names: what makes two writings the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "de", "la", "du", "des", "&", "to", "und", "y", "et"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_GLUED_INITIAL = re.compile(r"\b([A-Z])\.(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[^\w&+#@]+")


@lru_cache(maxsize=16384)
def key(form: str) -> str:
    """Give a form in lower case, without accents, full stops, hyphens and a leading "the"."""
    form = _GLUED_INITIAL.sub(r"\1. ", form[:400])
    plain = unicodedata.normalize("NFKD", form.replace("’", "'")).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "").replace("'", "")
    words = _NOT_WORD.sub(" ", plain).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


@lru_cache(maxsize=16384)
def spelled(word: str) -> str:
    """Fold the spellings that transliteration leaves open: Zelensky, Zelenskyy, Zelenskiy; Sharif, Shareef.

    The word is one of `key`'s: lower case, without accents.
    """
    if len(word) < 4:
        return word
    for ending in ("iyy", "yyi", "yy", "iy", "ij", "yi", "ii", "ie", "ey", "y", "i"):
        if word.endswith(ending):
            word = word[: -len(ending)] + "y"
            break
    if word.endswith(("ah", "eh")):
        word = word[:-1]
    for one, other in (
        ("oe", "o"),
        ("ue", "u"),
        ("ee", "i"),
        ("ou", "u"),
        ("kh", "h"),
        ("ck", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("j", "y"),
    ):
        word = word.replace(one, other)
    result = word[0]
    for c in word[1:]:
        if c != result[-1]:
            result += c
    return result


def initials(words: list[str]) -> str:
    """Give the first letters of a name's words, in lower case, small words left out."""
    return "".join(w[0] for w in words if w not in _SMALL)


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out "Jr." and the like at a person's name's end."""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words
