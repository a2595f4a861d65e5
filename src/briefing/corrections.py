"""The corrections file: what a person has put right, in plain TOML, replayed at each build.

It lies beside the sources, or in the state place where that cannot be written. A correction is written at the end
and the last one taken back as text: what somebody wrote or changed by hand stays as it is.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args

from briefing import state, store
from briefing.display import plain
from briefing.errors import BriefingError, nearest
from briefing.files import place, shown, toml
from briefing.files import text as text_of
from briefing.model import Anchor, Correction, CorrectionKind

NAME = "corrections.toml"
LARGEST = 1_000_000
"""Bytes of a corrections file at most."""
MOST = 1000
"""Corrections of a file at most."""
MOST_ANCHORS = 40
LONGEST = 300
"""Characters of a name at most."""
LONGEST_QUOTED = 2000
_FARTHEST = 1 << 31
HEADER = """\
# What was put right by hand (x in the reader), replayed whenever the briefing is built. May be edited: each
# correction is found by the words it quotes. One that fits nothing any more is told of, and stays here.
"""
KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
_FIELDS = {"topic": "topic", "name": "name", "was": "was", "at": "at", "with": "other"}
_HEAD = re.compile(r"^[ \t]{0,99}\[\[[ \t]{0,9}[\"']?correction[\"']?[ \t]{0,9}\]\][^\n]{0,999}$", re.MULTILINE)


class _NotThisError(Exception):
    """A correction is not written as it should be."""


class Corrections(NamedTuple):
    """What the corrections files of some paths hold."""

    corrections: tuple[Correction, ...] = ()
    problems: tuple[str, ...] = ()
    """What cannot be read, a line each, with file and line."""


# Where they lie


def _folder(paths: Sequence[Path]) -> Path | None:
    """Give the folder that the corrections may lie in: the first one given, unless it is the program's own sample."""
    package = Path(__file__).resolve().parent
    shipped = (package / "sample", package.parent.parent / "seeds")
    for path in paths:
        if path.is_dir():
            return None if path.resolve() in shipped else path.absolute()
    return None


def _kept(paths: Sequence[Path]) -> Path | None:
    """Give the file in the state place; None without a home folder."""
    try:
        return state.file_of("corrections", paths).with_suffix(".toml")
    except (OSError, RuntimeError):
        return None


def files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Give the corrections files of a briefing's folders and articles that are there, the one beside them first."""
    folder = _folder(paths)
    found = [folder / NAME if folder else None, _kept(paths)]
    return tuple(f for f in found if f is not None and os.path.lexists(f))


def target(paths: Sequence[Path]) -> Path:
    """Give the file that a new correction goes to. Raises BriefingError where there is no place for it."""
    folder = _folder(paths)
    if folder is not None and os.access(folder, os.W_OK | os.X_OK):
        file = folder / NAME
        if not os.path.lexists(file) or (file.is_file() and os.access(file, os.W_OK)):
            return file
    kept = _kept(paths)
    if kept is None:
        raise BriefingError(f"{NAME}: no place for corrections: the folder cannot be written and there is no home")
    return kept


# Reading


def load(paths: Sequence[Path]) -> Corrections:
    """Read the corrections of a briefing's folders and articles."""
    return read(files(paths))


def read(found: Sequence[Path]) -> Corrections:
    """Read corrections files; what is wrong in one is told, and the rest of it goes on."""
    corrections: list[Correction] = []
    problems: list[str] = []
    for file in found:
        try:
            text = text_of(file, LARGEST)
        except BriefingError as error:
            problems.append(str(error))
            continue
        rows, wrong = parsed(text)
        corrections += [c for _, c in rows]
        problems += [f"{place(file, line)}: {what}" for line, what in wrong]
    return Corrections(tuple(corrections), tuple(problems))


Rows = list[tuple[int, Correction]]
Wrong = list[tuple[int, str]]


def parsed(text: str) -> tuple[Rows, Wrong]:
    """Give the corrections of a file's text with their lines, and what is wrong with others.

    Each [[correction]] is read by itself where the whole is no valid TOML.
    """
    heads = [m.start() for m in _HEAD.finditer(text)]
    lines = list(accumulate((text.count("\n", a, b) for a, b in pairwise([0, *heads])), initial=1))[1:]
    rows: Rows = []
    wrong: Wrong = []
    data, error = toml(text)
    if error is None:
        found = data.pop("correction", [])
        wrong += [(1, f'unknown key "{shown(key, 60)}"; corrections are written as [[correction]]') for key in data]
        if not isinstance(found, list):
            return rows, [*wrong, (1, "corrections are written as [[correction]], in double brackets")]
        places = lines if len(lines) == len(found) else [1] * len(found)
        for line, row in zip(places[:MOST], found[:MOST], strict=True):
            _take(row, line, rows, wrong)
    else:
        if not heads or text[: heads[0]].strip():
            first = toml(text[: heads[0]] if heads else text)[1]
            wrong += [first] if first else []
        for at, end, line in list(zip(heads, [*heads[1:], len(text)][: len(heads)], lines, strict=True))[:MOST]:
            data, error = toml(text[at:end])
            if error is not None:
                wrong.append((line + error[0] - 1, error[1]))
                continue
            found = data.get("correction")
            _take(found[0] if isinstance(found, list) and found else None, line, rows, wrong)
    if len(heads) > MOST:
        wrong.append((lines[MOST], f"more than {MOST} corrections: the rest is not read"))
    return rows, wrong


def _take(row: object, line: int, rows: Rows, wrong: Wrong) -> None:
    try:
        rows.append((line, _correction(row)))
    except _NotThisError as error:
        wrong.append((line, str(error)))


def _correction(row: object) -> Correction:
    """Check a correction. Raises _NotThisError with what is wrong."""
    if not isinstance(row, Mapping):
        raise _NotThisError("no correction: it has no keys")
    for key in row:
        if key != "kind" and key not in _FIELDS:
            raise _NotThisError(f'unknown key "{shown(key, 60)}"; {nearest(key[:60], ("kind", *_FIELDS))}')
    kind = row.get("kind")
    if kind not in KINDS:
        words = shown(str(kind), 60) if isinstance(kind, str) else ""
        raise _NotThisError(f'unknown kind "{words}"; {nearest(words, KINDS)}')
    at, other = (_anchors(row.get(key, []), key) for key in ("at", "with"))
    topic, name, was = (_name(row.get(key, ""), key) for key in ("topic", "name", "was"))
    result = Correction(kind, at, other, topic, name, was)
    if missing := _missing(result, row):
        raise _NotThisError(f"a correction of kind {kind} needs {missing}")
    return result


def _missing(c: Correction, row: Mapping[str, Any]) -> str:
    """Say what a correction lacks."""
    if c.kind in {"same-entity", "other-entity"}:
        # The names say which entities are meant, where the mentions are left out.
        return "" if c.name and (c.was or c.at) else 'name = "…" and was = "…"'
    if not c.at and not (c.kind == "rename" and c.topic):
        return "at = [ … ]"
    if c.kind in {"apart", "join"}:
        return "" if c.other else "with = [ … ]"
    if c.kind == "move":
        return "" if c.topic or c.name or c.other else 'topic = "…"'
    return "" if c.name or (c.kind == "speaker" and "name" in row) else 'name = "…"'


def _name(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise _NotThisError(f'{key} must be text in quotes: {key} = "…"')
    if len(value) > 4 * LONGEST or len(shown := plain(value)) > LONGEST:
        raise _NotThisError(f"{key} is longer than {LONGEST} characters")
    return shown


def _anchors(value: object, key: str) -> tuple[Anchor, ...]:
    rows = [value] if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise _NotThisError(f'{key} must be a list of places: {key} = [ {{ file = "…", quoted = "…" }} ]')
    if len(rows) > MOST_ANCHORS:
        raise _NotThisError(f"{key} holds {len(rows)} places; {MOST_ANCHORS} is the most")
    return tuple(_anchor(r, key) for r in rows)


def _anchor(row: Mapping[str, Any], key: str) -> Anchor:
    texts = {"article": "", "file": "", "quoted": "", **{k: v for k, v in row.items() if k not in {"start", "end"}}}
    for name, value in texts.items():
        if name not in {"article", "file", "quoted"}:
            raise _NotThisError(f'unknown key "{shown(name, 60)}" in {key}; known: article, file, start, end, quoted')
        if not isinstance(value, str) or len(value) > LONGEST_QUOTED:
            raise _NotThisError(f"{name} in {key} must be text of at most {LONGEST_QUOTED} characters")
    start, end = row.get("start", 0), row.get("end", 0)
    if type(start) is not int or type(end) is not int or not 0 <= start <= _FARTHEST or not 0 <= end <= _FARTHEST:
        raise _NotThisError(f"start and end in {key} must be offsets of characters")
    quoted = " ".join(texts["quoted"].split())
    if not quoted:
        raise _NotThisError(f"a place in {key} quotes no words")
    return Anchor(texts["article"], texts["file"], start, end, quoted)


# Writing


def add(paths: Sequence[Path], correction: Correction) -> Path:
    """Write a correction at the end of its file, and give the file. Raises BriefingError where that fails."""
    file = target(paths)
    with store.alone(file.parent):
        text = text_of(file, LARGEST) if os.path.lexists(file) else HEADER
        _write(file, f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}\n{written(correction)}")
    return file


def take_back(paths: Sequence[Path], nth: int = -1) -> Correction | None:
    """Take a correction (the last one) out of its file and give it; None where there is none.

    A file that the program began is removed with its last correction. Raises BriefingError where that fails.
    """
    if (chosen := _nth(paths, nth)) is None:
        return None
    file = chosen[0]
    with store.alone(file.parent):
        # Another reader may have written or taken back one just now.
        chosen = _nth(paths, nth)
        if chosen is None or chosen[0] != file:
            return None
        n = chosen[1]
        text = text_of(file, LARGEST)
        rows = parsed(text)[0]
        rest = _without(text, n)
        try:
            if rest.strip() == HEADER.strip():
                file.unlink()
            else:
                _write(file, rest)
        except OSError as error:
            raise BriefingError(f"{file}: cannot be changed: {error.strerror}") from error
    return rows[n][1]


def _nth(paths: Sequence[Path], nth: int) -> tuple[Path, int] | None:
    """Give the file of a correction and its number there; None where there is none."""
    known = [(file, n) for file in files(paths) for n in range(len(parsed(text_of(file, LARGEST))[0]))]
    # What is written last goes to the target, wherever older ones are.
    if nth < 0:
        known.sort(key=lambda k: k[0] == target(paths))
    return known[nth] if -len(known) <= nth < len(known) else None


def _without(text: str, n: int) -> str:
    """Give a file's text without its n-th correction (of those that can be read)."""
    rows = parsed(text)[0]
    line = rows[n][0]
    heads = [m.start() for m in _HEAD.finditer(text)]
    at = [h for h in heads if text.count("\n", 0, h) + 1 == line]
    if len(at) == 1:
        end = next((h for h in heads if h > at[0]), len(text))
        rest = text[: at[0]] + text[end:]
        if end == len(text):
            rest = rest[:-1] if rest.endswith("\n\n") else rest
        if [c for _, c in parsed(rest)[0]] == [c for k, (_, c) in enumerate(rows) if k != n]:
            return rest
    # Written in another way of TOML's: all of them anew.
    return "".join([HEADER, *("\n" + written(c) for k, (_, c) in enumerate(rows) if k != n)])


def _write(file: Path, text: str) -> None:
    if len(data := text.encode("utf-8")) > LARGEST:
        raise BriefingError(f"{file}: would be larger than {LARGEST // 1_000_000} MB; take old corrections out")
    store.write_whole(file, lambda beside: beside.write_bytes(data), force=True)


def written(c: Correction) -> str:
    """Write a correction as TOML."""
    lines = ["[[correction]]", f"kind = {_quoted(c.kind)}"]
    for key, field in _FIELDS.items():
        value = getattr(c, field)
        if isinstance(value, tuple):
            if value:
                lines += [f"{key} = [", *(f"  {_place(a)}," for a in value), "]"]
        elif value or (field == "name" and c.kind == "speaker"):
            lines.append(f"{key} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _place(a: Anchor) -> str:
    return (
        f"{{ file = {_quoted(a.file)}, quoted = {_quoted(a.quoted)},"
        f" article = {_quoted(a.article)}, start = {a.start}, end = {a.end} }}"
    )


def _quoted(text: str) -> str:
    """Write a TOML string: JSON's escapes are TOML's too, but for pairs of surrogates and DEL."""
    inert = re.sub("[\ud800-\udfff]", "\ufffd", text)
    escaped = json.dumps(inert, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", _escape, escaped)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
