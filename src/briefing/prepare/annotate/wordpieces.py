"""Word pieces: how BERT's uncased vocabulary spells a text.

The basic and the WordPiece tokeniser of Devlin et al. (2019, "BERT", arXiv:1810.04805), as their published vocabulary
expects them: lower case, no accents, marks apart, then the longest pieces from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

LONGEST_WORD = 100
"""A word of more characters is unknown as a whole."""
LONGEST_TEXT = 2000
"""Characters of a text that are read at most: more hold more pieces than are taken."""
MOST = 128
"""Pieces of a text at most, with those that begin and end it."""
# The blocks of Chinese characters, each of which is a word of its own.
_CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@cache
def vocabulary() -> Mapping[str, int]:
    """Give the number of each piece."""
    text = (files("briefing.prepare") / "data" / "vectors" / "vocab.txt").read_text(encoding="utf-8")
    return {piece: n for n, piece in enumerate(text.split("\n")) if piece}


def numbers(text: str) -> tuple[int, ...]:
    """Give the numbers of a text's pieces, between those of [CLS] and [SEP]."""
    known = vocabulary()
    result = [known["[CLS]"]]
    for word in words(text[:LONGEST_TEXT]):
        result += pieces(word, known)
        if len(result) >= MOST:
            break
    return (*result[: MOST - 1], known["[SEP]"])


def words(text: str) -> list[str]:
    """Split a text at spaces and around marks and Chinese characters; lower case, without accents."""
    spaced = "".join(_spaced(c) for c in text)
    result = []
    for word in spaced.split():
        plain = "".join(c.lower() for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
        result += "".join(f" {c} " if _is_mark(c) else c for c in plain).split()
    return result


def pieces(word: str, known: Mapping[str, int]) -> Sequence[int]:
    """Give the numbers of the longest known pieces of a word from the left; [UNK] where they do not make it up."""
    if len(word) > LONGEST_WORD:
        return (known["[UNK]"],)
    result: list[int] = []
    start = 0
    while start < len(word):
        head = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if head + word[start:e] in known), None)
        if end is None:
            return (known["[UNK]"],)
        result.append(known[head + word[start:end]])
        start = end
    return result


def _spaced(char: str) -> str:
    if char in "\t\n\r" or unicodedata.category(char) == "Zs":
        return " "
    if char in "\0\ufffd" or unicodedata.category(char) in ("Cc", "Cf"):
        return ""
    return f" {char} " if any(low <= ord(char) <= high for low, high in _CHINESE) else char


def _is_mark(char: str) -> bool:
    return (char.isascii() and char.isprintable() and not char.isalnum() and char != " ") or unicodedata.category(
        char
    ).startswith("P")
