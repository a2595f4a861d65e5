"""The page's machinery around an article: advertisements, players, links, newsletters, notices, tags."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# A furniture line is short; a longer one that begins so is looked at with care.
MAX_LINE = 400
# Notices are longer.
MAX_NOTICE = 800
_EDGE = " \t\xa0.:;!?…·•|>»<«-–—_*=~#/\\\"'“”‘’()[]"
_STRAIGHT = str.maketrans("‘’“”`´\xa0\u2009\u202f", "''\"\"''   ")
_LETTERS = re.compile(r"[^\W\d_]{1,30}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Lists:
    """The phrases of the data file."""

    whole: dict[str, str]
    """Phrase to reason."""
    begins: dict[str, tuple[tuple[str, str], ...]]
    """First four characters to the phrases that begin so, with their reasons."""
    ends: tuple[tuple[str, str], ...]
    contains: tuple[tuple[str, str], ...]
    sections: frozenset[str]
    bracketed: tuple[str, ...]
    labels: tuple[str, ...]
    """The longest first."""
    credits: frozenset[str]
    """The words in small letters that a credit line holds."""
    english: frozenset[str]
    """Function words, as are the foreign ones."""
    foreign: frozenset[str]
    frequent: frozenset[str]
    """The most frequent words of English."""


@cache
def lists() -> Lists:
    """Read the data file once."""
    data: dict[str, Any] = tomllib.loads(
        files("briefing.prepare").joinpath("data", "pages", "furniture.toml").read_text(encoding="utf-8")
    )
    rules: list[dict[str, Any]] = data["rule"]

    def pairs(key: str) -> tuple[tuple[str, str], ...]:
        return tuple((phrase, rule["reason"]) for rule in rules for phrase in rule.get(key, ()))

    begins: dict[str, list[tuple[str, str]]] = {}
    for phrase, reason in pairs("begins"):
        begins.setdefault(phrase[:3], []).append((phrase, reason))
    return Lists(
        whole=dict(reversed(pairs("whole"))),
        begins={key: tuple(found) for key, found in begins.items()},
        ends=pairs("ends"),
        contains=pairs("contains"),
        sections=frozenset(data["sections"]["names"]),
        bracketed=tuple(sorted(data["inline"]["bracketed"], key=lambda p: (-len(p), p))),
        labels=tuple(sorted(data["media"]["labels"], key=lambda p: (-len(p), p))),
        english=frozenset(data["language"]["english"].split()),
        frequent=frozenset(data["language"]["frequent"].split()),
        foreign=frozenset(data["language"]["foreign"].split()),
        credits=frozenset(data["credits"]["words"].split()),
    )


def folded(line: str) -> str:
    """Lower case, straight quote marks, single spaces: as the data file has its phrases."""
    return _SPACE.sub(" ", line.translate(_STRAIGHT)).strip().lower()


def furniture(line: str) -> str | None:
    """Give the reason why a line is furniture; None where nothing says so."""
    known = lists()
    low = folded(line[: MAX_LINE * 3])
    bare = low.strip(_EDGE)
    if not bare:
        return "no words"
    reason = known.whole.get(bare)
    if reason is None and len(low) <= MAX_LINE:
        reason = next((why for phrase, why in known.begins.get(low[:3], ()) if low.startswith(phrase)), None)
        reason = reason or next((why for phrase, why in known.ends if low.endswith(phrase)), None)
    if reason is None and len(low) <= MAX_NOTICE and low[0] not in "\"'":
        reason = next((why for phrase, why in known.contains if phrase in low), None)
    return reason


def is_section(line: str) -> bool:
    """Tell whether a line is the name of a section."""
    return folded(line[:60]).strip(_EDGE) in lists().sections


def is_foreign(line: str) -> bool:
    """Tell whether a short line is in another language than English, by its function words."""
    words = _LETTERS.findall(folded(line[:MAX_LINE]))
    known = lists()
    return sum(w in known.foreign for w in words) >= max(3, len(words) // 4) and not known.english.intersection(words)
