"""The topics file: topics that a person declares beside the articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing import files
from briefing.display import plain
from briefing.errors import BriefingError, nearest
from briefing.files import shown
from briefing.prepare.topics.declared import Declared, DeclaredTopic

LARGEST = 1_000_000
"""Bytes of a topics file at most."""
MOST_TOPICS = 200
MOST_PHRASES = 200
LONGEST = 300
"""Characters of a title, name or phrase at most."""
LONGEST_ID = 60
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TOP = ("title", "topic")
_KEYS = ("id", "name", "about")
_HEAD = re.compile(r"\s{0,99}\[\[\s{0,9}topic\s{0,9}\]\]")


def read_topics(path: Path) -> Declared:
    """Read a topics file.

    Raises BriefingError, one line with the file, the line and the key, where the file cannot be read or holds a
    mistake. `about` may be left out: the topic's name then stands for its phrases.
    """
    text = files.text(path, LARGEST)
    data, mistake = files.toml(text)
    if mistake:
        raise BriefingError(f"{files.place(path, mistake[0])}: {mistake[1]}")
    return _Reader(path, text).declared(data)


class _Reader:
    """Checks what a file holds; keeps its text to tell where a mistake stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.split("\n")
        self._heads = [n for n, line in enumerate(self._lines, 1) if _HEAD.match(line)]

    def declared(self, data: Mapping[str, Any]) -> Declared:
        self._known(data, _TOP, None, "")
        title = self._string(data["title"], "title", None) if "title" in data else None
        rows = data.get("topic", [])
        if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
            raise self._error("topic", None, "topics are declared by [[topic]], in double brackets")
        if not rows:
            raise BriefingError(f"{plain(str(self._path))}: declares no topic; add one: [[topic]] with id and name")
        if len(rows) > MOST_TOPICS:
            raise BriefingError(f"{plain(str(self._path))}: declares {len(rows)} topics; {MOST_TOPICS} is the most")
        topics: list[DeclaredTopic] = []
        for n, row in enumerate(rows):
            topics.append(self._topic(row, n, topics))
        return Declared(title, tuple(topics))

    def _topic(self, row: Mapping[str, Any], n: int, before: list[DeclaredTopic]) -> DeclaredTopic:
        self._known(row, _KEYS, n, " in [[topic]]")
        for key in ("id", "name"):
            if key not in row:
                raise self._error(None, n, f'this [[topic]] has no {key}; add {key} = "…"')
        ident, name = self._string(row["id"], "id", n), self._string(row["name"], "name", n)
        if not _ID.fullmatch(ident) or len(ident) > LONGEST_ID:
            raise self._error("id", n, f'the id "{shown(ident, 60)}" may hold letters, digits, "-", "_" and "." alone')
        if ident == "other":
            raise self._error("id", n, 'the id "other" is kept for what fits no topic; take another')
        if any(t.id == ident for t in before):
            raise self._error("id", n, f'the id "{ident}" is taken by an earlier topic; ids must differ')
        about = self._about(row["about"], n) if "about" in row else (name,)
        return DeclaredTopic(ident, name, about)

    def _about(self, value: object, n: int) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self._error("about", n, 'about must be a list of phrases: about = ["…", "…"]')
        if not value:
            raise self._error("about", n, "about is empty; name a phrase, or leave it out to use the name")
        if len(value) > MOST_PHRASES:
            raise self._error("about", n, f"about holds {len(value)} phrases; {MOST_PHRASES} is the most")
        return tuple(dict.fromkeys(self._string(v, "about", n) for v in value))

    def _string(self, value: object, key: str, n: int | None) -> str:
        if not isinstance(value, str):
            raise self._error(key, n, f'{key} must be text in quotes: {key} = "…"')
        shown = plain(value)
        if not any(c.isalnum() for c in shown):
            raise self._error(key, n, f"{key} holds no letter or digit")
        if len(shown) > LONGEST:
            raise self._error(key, n, f"{key} is longer than {LONGEST} characters")
        return shown

    def _known(self, table: Mapping[str, Any], keys: tuple[str, ...], n: int | None, where: str) -> None:
        for key in table:
            if key not in keys:
                hint = nearest(key.lower()[:60], keys)
                raise self._error(key, n, f'unknown key "{shown(key, 60)}"{where}; {hint}')

    def _error(self, key: str | None, n: int | None, message: str) -> BriefingError:
        return BriefingError(f"{files.place(self._path, self._line(key, n))}: {message}")

    def _line(self, key: str | None, n: int | None) -> int:
        """Give the line of a key (within the n-th topic), as well as the text tells it."""
        if n is None:
            low, high = 1, len(self._lines)
        else:
            low = self._heads[n] if n < len(self._heads) else 1
            high = self._heads[n + 1] - 1 if n + 1 < len(self._heads) else len(self._lines)
        if key is not None:
            pattern = re.compile(rf"\s{{0,99}}[\[\"']{{0,3}}\s{{0,9}}{re.escape(key[:200])}")
            for line in range(low, high + 1):
                if pattern.match(self._lines[line - 1]):
                    return line
        return low
