"""Whether the articles at some places have changed, told from the files' sizes and times without reading them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from briefing.files import content
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

KINDS = frozenset(
    {
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom"),
        *(".eml", ".mht", ".mhtml", ".jsonl", ".ndjson"),
    }
)
"""The suffixes of files that are read as articles within a folder."""
BESIDE = frozenset({"topics.toml", "corrections.toml"})
"""Files beside the articles that a briefing depends on."""
MOST_BYTES = 8 << 20
"""Larger files are not read."""
MOST_ENTRIES = 20_000
"""Files and folders that are looked at below one folder."""
DEPTH = 32
"""Folders within one another."""

Signature = dict[str, tuple[int, int]]
"""For each file its size in bytes and its time of change in nanoseconds."""


class Change(NamedTuple):
    """What is different from one signature to another, in files."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.new or self.changed or self.gone)


def look(paths: Iterable[Path]) -> Signature:
    """Give the signature of the articles in files and folders; what cannot be looked at is not there."""
    found: Signature = {}
    left = MOST_ENTRIES
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[str, int]] = []
    for path in paths:
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        if stat.S_ISDIR(status.st_mode):
            stack.append((str(path), 0))
        else:
            found[str(path)] = (status.st_size, status.st_mtime_ns)
    while stack:
        folder, depth = stack.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116 - thousands of Path objects take their time
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                for entry in entries:
                    left -= 1
                    if left < 0:
                        return found
                    _add(entry, depth, found, stack)
        except OSError:
            continue
    return found


def _add(entry: os.DirEntry[str], depth: int, found: Signature, stack: list[tuple[str, int]]) -> None:
    name = entry.name
    if name.startswith("."):
        return
    try:
        if name in BESIDE or os.path.splitext(name)[1].lower() in KINDS:  # noqa: PTH122 - as above
            status = entry.stat()
            if stat.S_ISREG(status.st_mode):
                found[entry.path] = (status.st_size, status.st_mtime_ns)
                return
        if depth < DEPTH and entry.is_dir():
            stack.append((entry.path, depth + 1))
    except OSError:
        return


def compare(before: Signature, after: Signature) -> Change:
    """Tell what is different, each in the order of the paths."""
    return Change(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(p for p in after.keys() & before.keys() if after[p] != before[p])),
        tuple(sorted(before.keys() - after.keys())),
    )


def news(change: Change, known: Mapping[str, str], passed: Sequence[str] = ()) -> Change:
    """Leave out what is no news: files whose bytes are known by their hash, and the paths `passed` over.

    `known` has the hash of the bytes of each article by its path. Reads the files that are new or changed.
    """
    hashes = frozenset(known.values()) - {""}

    def is_news(path: str) -> bool:
        return path not in passed and digest_of(path) not in hashes

    new = tuple(p for p in change.new if is_news(p))
    # A file may come back to what it was, or to what another one is: only its own bytes make it the same.
    changed = tuple(p for p in change.changed if p not in passed and (p not in known or digest_of(p) != known[p]))
    return Change(new, changed, tuple(p for p in change.gone if p not in passed))


def digest_of(path: str) -> str:
    """Give the hash of a file's bytes, empty where it cannot be read."""
    from hashlib import sha256

    try:
        return sha256(content(path, MOST_BYTES)).hexdigest()
    except OSError:
        return ""


def told(change: Change) -> str:
    """Say a change in a few words: `2 new articles`, `1 article changed`, `1 new, 2 changed, 1 gone`."""
    beside = {os.path.basename(p) for p in (*change.new, *change.changed, *change.gone)} & BESIDE  # noqa: PTH119
    counts = [
        (sum(os.path.basename(p) not in BESIDE for p in paths), word)  # noqa: PTH119 - as above
        for paths, word in ((change.new, "new"), (change.changed, "changed"), (change.gone, "gone"))
    ]
    some = [(n, word) for n, word in counts if n]
    if not some:
        return f"{min(beside)} changed" if beside else ""
    if len(some) > 1:
        return ", ".join(f"{n} {word}" for n, word in some)
    n, word = some[0]
    return counted(n, "new article") if word == "new" else f"{counted(n, 'article')} {word}"
