"""Text of a source as it may be shown: reflowed, and inert whatever it holds.

The one place that decides what a hostile character becomes; the reader and the exports both use it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Marks that may pile up on one character; real scripts use up to four.
MAX_COMBINING = 4
# Invisible but meaningful within words and emoji of real text: dropped silently where they do nothing.
_SILENT = frozenset("\N{SOFT HYPHEN}\N{ZERO WIDTH NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{WORD JOINER}")
# White space to Python, but control characters or line breaks of their own to a terminal.
_ODD_SPACES = frozenset("\x1c\x1d\x1e\x1f\x85\u2028\u2029")
# Letters of Western languages, the signs of print and line feeds, none of which does anything.
_USUAL = re.compile("[ -~\n\u00a1-\u00ac\u00ae-\u024f‘’“”–—…•€]*")
_WORD = re.compile("[^ \n]+")
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")


class Shown(NamedTuple):
    """Displayed text with the source offset of each of its characters."""

    text: str
    offsets: tuple[int, ...]
    """`offsets[i]` is the place in the source of `text[i]`, relative to the text given."""


def show(text: str) -> Shown:
    """Reflow white space to single spaces and make every character inert.

    Control characters (C0, C1), bidirectional controls, private-use, unassigned and surrogate code points
    become U+FFFD; invisible ones are dropped; more than four combining marks in a row are dropped.
    """
    if _USUAL.fullmatch(text):
        return _words(text)
    out: list[str] = []
    offsets: list[int] = []
    marks = 0
    joined = False
    for i, ch in enumerate(text):
        if "!" <= ch <= "~":
            marks, joined, shown = 0, False, ch
        elif ch in _JOINERS:
            if joined or not out or out[-1] == " ":
                continue
            joined, shown = True, ch
        else:
            shown = _inert(ch)
            if not shown or (shown == " " and (not out or out[-1] == " ")):
                continue
            if unicodedata.category(shown)[0] == "M":
                marks += 1
                if marks > MAX_COMBINING:
                    continue
            else:
                marks, joined = 0, False
        out.append(shown)
        offsets.append(i)
    while out and out[-1] == " ":
        out.pop()
        offsets.pop()
    return Shown("".join(out), tuple(offsets))


def _words(text: str) -> Shown:
    """Show a text that has nothing to make inert: its words, single-spaced."""
    offsets: list[int] = []
    for word in _WORD.finditer(text):
        if offsets:
            offsets.append(offsets[-1] + 1)
        offsets.extend(range(*word.span()))
    return Shown(" ".join(_WORD.findall(text)), tuple(offsets))


def _inert(ch: str) -> str:
    """Give what stands for a character: itself, a space, U+FFFD, or nothing."""
    if ch in _SILENT:
        return ""
    if ch.isspace() and ch not in _ODD_SPACES:
        return " "
    category = unicodedata.category(ch)
    return REPLACEMENT if category[0] == "C" or category in ("Zl", "Zp") else ch


def plain(text: str) -> str:
    """Give the displayed text alone."""
    flat = text.replace("\n", " ")
    if (flat.isascii() and flat.isprintable()) or _USUAL.fullmatch(flat):
        # The usual case, where there is nothing to make inert.
        return " ".join(flat.split())
    return show(text).text
