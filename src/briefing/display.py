"""Text of a source as it may be shown: reflowed, and inert whatever it holds.

The one place that decides what a hostile character becomes; the reader and the exports both use it.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Marks that may pile up on one character; real scripts use up to four.
MAX_COMBINING = 4
# Invisible but meaningful within words and emoji of real text: dropped silently where they do nothing.
_SILENT = frozenset("\N{SOFT HYPHEN}\N{ZERO WIDTH NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{WORD JOINER}")
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
    out: list[str] = []
    offsets: list[int] = []
    marks = 0
    joined = False
    for i, ch in enumerate(text):
        if " " <= ch <= "~" and ch != " ":
            marks = 0
            joined = False
        elif ch.isspace() and ch not in "\x1c\x1d\x1e\x1f\x85\u2028\u2029":
            if not out or out[-1] == " ":
                continue
            ch = " "
            marks = 0
        elif ch in _SILENT:
            continue
        elif ch in _JOINERS:
            if joined or not out or out[-1] == " ":
                continue
            joined = True
        else:
            category = unicodedata.category(ch)
            if category[0] == "M":
                marks += 1
                if marks > MAX_COMBINING:
                    continue
            else:
                marks = 0
                joined = False
                if category[0] == "C" or category in ("Zl", "Zp"):
                    ch = REPLACEMENT
        out.append(ch)
        offsets.append(i)
    while out and out[-1] == " ":
        out.pop()
        offsets.pop()
    return Shown("".join(out), tuple(offsets))


def plain(text: str) -> str:
    """Give the displayed text alone."""
    return show(text).text
