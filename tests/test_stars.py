"""Stars and notes: kept whatever happens, found again, exported."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import marks
from briefing.anchors import anchor
from briefing.errors import BriefingError
from briefing.export.as_html import as_html
from briefing.export.as_json import as_dict, as_json
from briefing.export.as_markdown import as_markdown
from briefing.lookup import Lookup
from briefing.model import Anchor, Briefing, Correction, Mark, Replayed
from briefing.verify import verify
from made import NASTY
from reader_event import event

PLACE = Anchor("0123456789ab", "a.txt", 3, 12, "Ann said so.")
GONE = Mark(replace(PLACE, quoted="Nobody ever wrote such a thing."), starred=True, note="why?")


def marked(note: str = "ask the council") -> Briefing:
    b = event()
    cost = b.summaries[0].sentences[1].range
    return replace(b, marks=(Mark(anchor(Lookup(b).article(cost.article), cost), starred=True, note=note), GONE))


def test_the_last_word_about_a_place_holds(tmp_path: Path) -> None:
    file = tmp_path / "new" / "x.jsonl"
    assert marks.read(file) == ()
    other = Mark(replace(PLACE, start=4), starred=False, note="second")
    for m in (Mark(PLACE), other, Mark(PLACE, starred=True, note="first\nline"), replace(other, note="")):
        marks.keep(file, m)
    assert marks.read(file) == (Mark(PLACE, starred=True, note="first\nline"),)
    assert file.read_bytes().count(b"\n") == 4
    assert file.stat().st_mode & 0o077 == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.text(max_size=20) | st.sampled_from(NASTY)), max_size=8))
def test_what_is_kept_is_read_again(rows: list[tuple[int, bool, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.jsonl"
        known: dict[int, Mark] = {}
        for start, starred, note in rows:
            known[start] = Mark(replace(PLACE, start=start), starred, note)
            marks.keep(file, known[start])
        assert set(marks.read(file)) == {m for m in known.values() if m.starred or m.note}


def test_lines_that_are_none_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    marks.keep(file, Mark(PLACE))
    good = file.read_bytes()
    odd = [b"{", b"[]", b"7", b"\xff\xfe", b'{"starred": 1}', good[:-1].replace(b"true", b'"yes"'), b"[" * 70_000]
    odd += [good[:-1].replace(b":3,", b":true,"), good[:-1].replace(b'"a.txt"', b"null")]
    file.write_bytes(b"\n".join([*odd, good, b'{"article": "cut sho']))
    assert marks.read(file) == (Mark(PLACE),)
    # What is kept after a line that was cut short stands on a line of its own.
    marks.keep(file, GONE)
    assert marks.read(file) == (Mark(PLACE), GONE)
    file.unlink()
    os.mkfifo(file)
    assert marks.read(file) == ()
    with pytest.raises(BriefingError):
        marks.keep(file, GONE)
    with pytest.raises(BriefingError, match="cannot be made"):
        marks.keep(tmp_path / "x.jsonl" / "y", GONE)
    assert marks.read(None) == ()


def test_a_large_file_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "ROOMY", 2000)
    file = tmp_path / "x.jsonl"
    for n in range(60):
        marks.keep(file, Mark(PLACE, starred=True, note=str(n)))
    assert file.stat().st_size < 3000
    assert marks.read(file) == (Mark(PLACE, starred=True, note="59"),)


WRITER = """
import sys
from pathlib import Path
from briefing import marks
from briefing.model import Anchor, Mark
file = Path(sys.argv[1])
for n in range(int(sys.argv[2]), 10**6):
    marks.keep(file, Mark(Anchor("a" * 12, "a.txt", n, n + 5, "words " * 50), True, "note"))
    print(n, flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    chance, kept = random.Random(7), -1  # noqa: S311 - a walk, no secret
    for _ in range(6):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(kept + 1)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        told = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        kept = max([kept, *(int(n) for n in told if n.isdigit())])
        there = {m.place.start for m in marks.read(file)}
        assert there >= set(range(kept + 1))
        kept = max(there)


def test_exports_tell_what_was_starred() -> None:
    b = marked()
    text = as_markdown(b)
    assert "## Starred" in text
    assert "- The repairs cost 14 million crowns[^" in text
    assert "**Note**: ask the council" in text
    assert "Nobody ever wrote such a thing. (these words are in no source any more)" in text
    assert "## Starred" not in as_markdown(replace(b, marks=()))
    assert "ask the council" in as_markdown(b, "reopening")
    assert "Nobody ever wrote" not in as_markdown(b, "reopening")
    assert "Starred" not in as_markdown(b, "ferry")
    assert "<strong>Note</strong>: ask the council" in as_html(b)
    row, gone = as_dict(b)["marks"]
    assert (row["starred"], row["note"]) == (True, "ask the council")
    told = Lookup(b).article(row["article"]).text[row["start"] : row["end"]]
    assert told == "The repairs cost 14 million crowns"
    assert (gone["article"], gone["quoted"]) == (None, "Nobody ever wrote such a thing.")


@pytest.mark.parametrize("note", NASTY)
def test_notes_are_inert(note: str) -> None:
    b = marked(note)
    assert "<script" not in as_html(b)
    assert "\x1b" not in as_markdown(b) + as_json(b)


def test_exports_tell_what_was_put_right(tmp_path: Path) -> None:
    rename = Correction("rename", topic="ferry", name="The ferry <b>", was="What becomes of the ferry")
    b = replace(marked(), corrections=(Replayed(rename), Replayed(rename, "there is no topic “ferry” any more")))
    text = as_markdown(b)
    assert "## Put right by hand" in text
    assert "called “The ferry \\<b\\>”" in text
    assert "(not applied: there is no topic “ferry” any more)" in text
    rows = as_dict(b)["corrections"]
    assert [r["applied"] for r in rows] == [True, False]
    (tmp_path / "x.json").write_text(as_json(b))
    failures = verify(tmp_path / "x.json").failures
    assert not any("marks" in f for f in failures)
    moved = as_json(b).replace('"quoted": "The repairs', '"quoted": "Other words')
    (tmp_path / "x.json").write_text(moved)
    assert any("marks[0]" in f for f in verify(tmp_path / "x.json").failures)
