"""Files and folders to articles: what is opened, how it is decoded, and what is left out with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import cast

from briefing.display import plain
from briefing.errors import BriefingError
from briefing.model import Article, Skipped
from briefing.prepare.read.document import MAX_ARTICLES, Document, Plain, UnreadableError, article_of
from briefing.prepare.read.folders import content, files
from briefing.prepare.read.same import united

__all__ = ["MAX_ARTICLES", "MAX_CHARACTERS", "READERS", "Reading", "read"]

MAX_CHARACTERS = 500_000
"""Longer texts are skipped: a whole novel has as many."""
MAX_BYTES_IN_ALL = 256 << 20
MAX_CHARACTERS_IN_ALL = 20_000_000
"""What is read in all, in files and in texts; what comes behind is left out."""

READERS: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".jsonl": "rows",
    ".ndjson": "rows",
}
"""The module that reads a file, by its suffix in lower case; a folder's other files are passed over."""

Several = tuple[Sequence[Document | Plain], str | None]
"""The articles of one file, and what was left out of it (None: nothing)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from the paths given."""

    articles: tuple[Article, ...]
    """Each text once, in order of the text's hash."""
    skipped: tuple[Skipped, ...]
    """Files that were not read, or not whole, in order of their path."""


def read(paths: Sequence[Path]) -> Reading:
    """Read the articles of files and folders.

    Folders are read recursively; hidden entries, topics files and saved briefings are passed over in silence,
    files of other kinds are listed as skipped. A file that is named itself is read as text where its suffix tells
    of no other kind. The same article at several places is one. Raises BriefingError for a path that does not
    exist, and where no article was found at all.
    """
    found: list[Article] = []
    skipped: dict[str, Skipped] = {}
    size = length = 0
    every = ((root, file) for root in dict.fromkeys(paths) for file in files(root, READERS, skipped))
    for path, file in every:
        if size > MAX_BYTES_IN_ALL or length > MAX_CHARACTERS_IN_ALL:
            most = f"{MAX_BYTES_IN_ALL >> 20} MB or {MAX_CHARACTERS_IN_ALL:,} characters of articles"
            skipped[str(path)] = Skipped(plain(str(path)), f"in part: more than {most} in all; name a smaller folder")
            break
        try:
            data = content(file)
            size += len(data)
            articles, left = _articles(file, data)
        except UnreadableError as error:
            skipped[str(file)] = Skipped(plain(str(file)), str(error))
            continue
        length += sum(len(a.text) for a in articles)
        found.extend(articles)
        if left:
            skipped[str(file)] = Skipped(plain(str(file)), left)
    if not found:
        raise BriefingError(_nothing(paths, skipped))
    return Reading(tuple(united(found)), tuple(skipped[key] for key in sorted(skipped)))


def _nothing(paths: Sequence[Path], skipped: dict[str, Skipped]) -> str:
    if len(paths) == 1 and (only := skipped.get(str(paths[0]))):
        return f"{only.path}: {only.reason}"
    places = plain(", ".join(map(str, paths)))
    what = f"no article found in {places}; name a folder or files that end in {', '.join(sorted(READERS))}"
    if not skipped:
        return what
    first = skipped[min(skipped)]
    files = "1 file" if len(skipped) == 1 else f"{len(skipped):,} files"
    return f"{what}; {files} skipped (first: {first.path}: {first.reason})"


def _articles(file: Path, data: bytes) -> tuple[list[Article], str | None]:
    """Read one file's bytes: its articles, and what was left out of it."""
    # A format's libraries are loaded when the first file of it is read.
    module = import_module(f"briefing.prepare.read.{READERS.get(file.suffix.lower(), 'text')}")
    several, left = cast("Callable[[bytes, Path], Several]", module.documents)(data, file)
    digest = sha256(data).hexdigest()
    articles = [article_of(one, digest, str(file)) for one in several[:MAX_ARTICLES]]
    short = [a for a in articles if len(a.text) <= MAX_CHARACTERS]
    if not short:
        raise UnreadableError(f"longer than the limit of {MAX_CHARACTERS:,} characters; cut the article out of it")
    notes = [left] if left else []
    if len(short) < len(articles):
        notes.append(f"{len(articles) - len(short)} articles are longer than {MAX_CHARACTERS:,} characters")
    if len(several) > MAX_ARTICLES:
        notes.append(f"only the first {MAX_ARTICLES:,} of {len(several):,} articles were read")
    return short, f"in part: {'; '.join(notes)}" if notes else None
