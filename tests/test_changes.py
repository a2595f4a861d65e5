"""Changes on the disk are told from sizes and times; what is no news is not told."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from briefing import changes
from briefing.changes import Change, compare, look, news, told
from briefing.prepare.read import READERS, read
from conftest import SEEDS


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_the_kinds_are_those_that_are_read() -> None:
    assert set(READERS) == changes.KINDS


def test_the_files_are_those_that_a_build_reads(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", "deep/b.MD", "deep/deeper/c.markdown", ".git/d.txt", ".e.txt", "f.pdf", "g.briefing"):
        (tmp_path / name).write_text(f"Words of {name} here.")
    (tmp_path / "topics.toml").write_text("")
    (tmp_path / "deep" / "again").symlink_to(tmp_path)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = look([tmp_path, tmp_path / "f.pdf", tmp_path / "missing"])
    articles = {p for a in read([tmp_path]).articles for p in a.paths}
    assert set(found) == articles | {str(tmp_path / "topics.toml"), str(tmp_path / "f.pdf")}
    assert look([Path("\0")]) == {}


def test_a_large_folder_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(20):
        (tmp_path / f"{n}.txt").write_text("x")
    monkeypatch.setattr(changes, "MOST_ENTRIES", 7)
    assert len(look([tmp_path])) == 7


def test_what_came_changed_and_went(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.")
    before = look([tmp_path])
    assert not compare(before, look([tmp_path]))
    (tmp_path / "d.txt").write_text("Text d.")
    (tmp_path / "copy.txt").write_text("Text b.")
    (tmp_path / "mine.md").write_text("Exported.")
    (tmp_path / "a.txt").write_text("Text a, longer.")
    (tmp_path / "b.txt").touch()
    os.utime(tmp_path / "b.txt", ns=(1, 1))
    (tmp_path / "c.txt").unlink()
    change = compare(before, look([tmp_path]))
    assert [Path(p).name for p in change.new] == ["copy.txt", "d.txt", "mine.md"]
    assert [Path(p).name for p in change.changed] == ["a.txt", "b.txt"]
    known = {str(tmp_path / f"{name}.txt"): hashed(f"Text {name}.") for name in "abc"}
    rest = news(change, known, [str(tmp_path / "mine.md")])
    assert [[Path(p).name for p in paths] for paths in rest] == [["d.txt"], ["a.txt"], ["c.txt"]]
    (tmp_path / "d.txt").unlink()
    assert news(change, known).new[0].endswith("d.txt"), "what cannot be read is news"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(), ""),
        (Change(new=("a", "b")), "2 new articles"),
        (Change(new=("a",)), "1 new article"),
        (Change(changed=("a",)), "1 article changed"),
        (Change(gone=("a", "b")), "2 articles gone"),
        (Change(("a",), ("b", "x/topics.toml"), ("c", "d")), "1 new, 1 changed, 2 gone"),
        (Change(changed=("x/topics.toml",)), "topics.toml changed"),
    ],
)
def test_a_change_in_words(change: Change, words: str) -> None:
    assert told(change) == words


def test_the_seeds() -> None:
    assert set(look([SEEDS])) == {str(p) for p in SEEDS.iterdir() if p.suffix == ".txt"} | {str(SEEDS / "topics.toml")}
