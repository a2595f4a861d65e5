"""Whether a text is in English: only then do the stages know what its words mean."""

from __future__ import annotations

import re

from briefing.prepare.clean.furniture import lists

_SAMPLE = 20_000
_LETTERS = re.compile(r"[^\W\d_]{1,40}")
_LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")
# In English text about every fifth word is one of the list's; in Dutch or Danish text not one of twenty.
_LEAST = 0.07
_ENOUGH_WORDS = 30


def is_english(text: str) -> bool:
    """Tell English by the share of its function words; a text of too few different words counts as English.

    A text whose letters are mostly not Latin is not English, however short.
    """
    found = _LETTERS.findall(text, 0, _SAMPLE)
    letters = "".join(found)
    if len(letters) >= 20 and len(_LATIN.findall(letters)) < len(letters) / 2:
        return False
    # A list of names is in no language: words in small letters tell, where there are enough.
    small = [word for word in found if word.islower()]
    words = small if len(set(small)) >= _ENOUGH_WORDS else [word.lower() for word in found]
    if len(set(words)) < _ENOUGH_WORDS:
        return True
    frequent = lists().frequent
    return sum(word in frequent for word in words) >= _LEAST * len(words)
