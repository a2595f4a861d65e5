"""Files and folders to articles: what is opened, how it is decoded, and what is left out with its reason."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.display import plain
from briefing.errors import BriefingError
from briefing.model import Article, Skipped

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are skipped unread."""
MAX_CHARACTERS = 500_000
"""Longer texts are skipped: a whole novel has as many."""
MAX_FILES = 20_000
"""Files and folders looked at below one folder."""
MAX_DEPTH = 32
# What stands beside articles and is none of them: passed over in silence.
_NOT_ARTICLES = frozenset({"topics.toml", "corrections.toml"})
_NOT_ARTICLE_SUFFIXES = frozenset({".briefing"})
# The longest marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from the paths given."""

    articles: tuple[Article, ...]
    """Each text once, in order of the text's hash."""
    skipped: tuple[Skipped, ...]
    """Files that were not read, in order of their path."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A decoded text of one file."""

    text: str
    encoding: str


class _UnreadableError(Exception):
    """The file is no article; the message is the reason and what to do."""


def read(paths: Sequence[Path]) -> Reading:
    """Read the articles of files and folders.

    Folders are read recursively; hidden entries, topics files and saved briefings are passed over in silence,
    files of other kinds are listed as skipped. A file that is named itself is read as text whatever its suffix.
    The same text at several places is one article. Raises BriefingError for a path that does not exist, and where
    no article was found at all.
    """
    found: dict[str, Article] = {}
    skipped: dict[str, Skipped] = {}
    for path in dict.fromkeys(paths):
        for file in _files(path, skipped):
            try:
                article = _article(file)
            except _UnreadableError as error:
                skipped[str(file)] = Skipped(plain(str(file)), str(error))
                continue
            known = found.get(article.id)
            found[article.id] = article if known is None else _joined(known, article)
    if not found:
        raise BriefingError(_nothing(paths, skipped))
    return Reading(tuple(found[key] for key in sorted(found)), tuple(skipped[key] for key in sorted(skipped)))


def _joined(one: Article, other: Article) -> Article:
    """Give the article with the places of both; the first place by name gives the hash and the encoding."""
    first = min(one, other, key=lambda article: article.paths[0])
    paths = tuple(sorted({*one.paths, *other.paths}))
    return Article(first.id, first.sha256, first.text, paths, first.encoding)


def _nothing(paths: Sequence[Path], skipped: dict[str, Skipped]) -> str:
    places = plain(", ".join(map(str, paths)))
    if not skipped:
        return f"{places}: no article found; give a folder or files ending in {_kinds()}"
    first = skipped[min(skipped)]
    more = f" (and {len(skipped) - 1} more files skipped)" if len(skipped) > 1 else ""
    return f"{first.path}: {first.reason}{more}"


def _kinds() -> str:
    return ", ".join(sorted(READERS))


def _files(path: Path, skipped: dict[str, Skipped]) -> Iterator[Path]:
    """Give the files to read at a path, sorted within each folder."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if path.is_symlink():
            raise BriefingError(
                f"{plain(str(path))}: the link leads nowhere; mend it or name the file itself"
            ) from error
        raise BriefingError(f"{plain(str(path))}: no such file or folder; check the path") from error
    except ValueError as error:
        raise BriefingError(f"{plain(str(path))}: no possible path; check the name") from error
    if stat.S_ISDIR(mode):
        yield from _below(path, skipped)
    else:
        yield path


def _below(root: Path, skipped: dict[str, Skipped]) -> Iterator[Path]:
    """Walk a folder without following a link into a folder that was seen already."""
    seen: set[tuple[int, int]] = set()
    left = MAX_FILES
    stack = [(root, 0)]
    while stack:
        folder, depth = stack.pop()
        try:
            at = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            skipped[str(folder)] = Skipped(
                plain(str(folder)), f"cannot be opened ({_why(error)}); check its permissions"
            )
            continue
        if (at.st_dev, at.st_ino) in seen:
            continue
        seen.add((at.st_dev, at.st_ino))
        folders = []
        for entry in entries:
            left -= 1
            if left < 0:
                reason = f"holds more than {MAX_FILES} files; name a smaller folder"
                skipped[str(root)] = Skipped(plain(str(root)), reason)
                return
            place = folder / entry.name
            if entry.name.startswith(".") or entry.name in _NOT_ARTICLES or place.suffix in _NOT_ARTICLE_SUFFIXES:
                continue
            if _is_folder(entry):
                if depth < MAX_DEPTH:
                    folders.append((place, depth + 1))
            elif place.suffix.lower() in READERS:
                yield place
            else:
                skipped[str(place)] = Skipped(plain(str(place)), f"not of a kind that is read ({_kinds()})")
        stack.extend(reversed(folders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _why(error: OSError) -> str:
    return plain(error.strerror or type(error).__name__)


def _article(file: Path) -> Article:
    reader = READERS.get(file.suffix.lower(), _read_text)
    data = _bytes(file)
    content = reader(data)
    if not content.text.strip():
        raise _UnreadableError("the file is empty; remove it or save the article again")
    if len(content.text) > MAX_CHARACTERS:
        raise _UnreadableError(f"longer than the limit of {MAX_CHARACTERS:,} characters; cut the article out of it")
    digest = sha256(content.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(digest[:12], sha256(data).hexdigest(), content.text, (str(file),), content.encoding)


def _bytes(file: Path) -> bytes:
    """Read a regular file of a bearable size; a FIFO or device is never opened."""
    try:
        info = file.stat()
        if not stat.S_ISREG(info.st_mode):
            raise _UnreadableError("no regular file; name a file or a folder")
        if info.st_size > MAX_BYTES:
            limit = MAX_BYTES // (1024 * 1024)
            raise _UnreadableError(f"larger than the limit of {limit} MB; cut the article out of it")
        # O_NONBLOCK: should the file have become a FIFO meanwhile, opening it does not hang.
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _UnreadableError(f"cannot be read ({_why(error)}); check its permissions") from error
    if len(data) > MAX_BYTES:
        raise _UnreadableError("grew while it was read; try again")
    return data


def _read_text(data: bytes) -> _Text:
    """Decode plain text (and Markdown, which is read as it stands)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise _UnreadableError(f"marked as {encoding} but does not decode; save it as UTF-8") from error
    if b"\0" in data:
        guess = _without_mark(data)
        if guess is None:
            raise _UnreadableError("not text (it holds NUL bytes); save the article as UTF-8 text")
        return _checked(data.decode(guess), guess)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return _checked(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return _checked(data.decode("latin-1"), "latin-1")


# The list of sources that ends a Markdown export: its heading and first line.
_EXPORTED = re.compile(r"^## Sources\s{1,4}- \*\*\d{1,5}\*\*\..{1,2000}SHA-256 `[0-9a-f]{64}`$", re.MULTILINE)


def _read_markdown(data: bytes) -> _Text:
    """Decode Markdown; an export of briefing's own, left among the articles, is no further source."""
    content = _read_text(data)
    if _EXPORTED.search(content.text, max(0, content.text.rfind("\n## Sources\n"))):
        raise _UnreadableError("an export of briefing itself, no article; keep exports in another folder")
    return content


def _without_mark(data: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by where its zeros stand: Latin text has them at every other place."""
    if len(data) % 2 or len(data) < 4:
        return None
    half = len(data) // 2
    for encoding, zeros, others in (("utf-16-le", data[1::2], data[0::2]), ("utf-16-be", data[0::2], data[1::2])):
        if zeros.count(0) > 0.7 * half and not others.count(0):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


# Control characters that text files do not hold; white space and escape are left to the display.
_CONTROLS = dict.fromkeys([*range(9), *range(14, 27), 28, 29, 30, 31, 127])


def _checked(text: str, encoding: str) -> _Text:
    """Refuse what decodes by accident: an image or an archive is full of control characters."""
    sample = text[:65536]
    if "\0" in text or len(sample) - len(sample.translate(_CONTROLS)) > 0.02 * len(sample) + 2:
        raise _UnreadableError("not text (it holds control characters); save the article as UTF-8 text")
    return _Text(text, encoding)


READERS: dict[str, Callable[[bytes], _Text]] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
}
"""How a file is read, by its suffix in lower case; a folder's other files are passed over."""
