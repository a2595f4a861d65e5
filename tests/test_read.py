"""Files and folders to articles."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.export.as_markdown import as_markdown
from briefing.inputs import fingerprint
from briefing.prepare import read as reading
from briefing.prepare.read import folders as module
from briefing.prepare.read import read
from made import made


def reasons(folder: Path) -> dict[str, str]:
    return {Path(s.path).name: s.reason for s in read([folder]).skipped}


def test_text_is_untouched_but_for_the_mark(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfOne line\r\nanother\rand a third\n\n"
    (tmp_path / "a.txt").write_bytes(data)
    (article,) = read([tmp_path]).articles
    assert article.text == "One line\r\nanother\rand a third\n\n"
    assert article.sha256 == sha256(data).hexdigest()
    assert article.encoding == "utf-8, by its mark"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("café “quoted”".encode(), "utf-8"),
        ("café “quoted”".encode("cp1252"), "cp1252, detected"),
        ("café “quoted”\ufffd".encode()[:-1], "utf-8, with broken bytes"),
        (b"\xff\xfe" + "café “quoted”".encode("utf-16-le"), "utf-16-le, by its mark"),
        (b"\xfe\xff" + "café “quoted”".encode("utf-16-be"), "utf-16-be, by its mark"),
        (b"\xff\xfe\0\0" + "café “quoted”".encode("utf-32-le"), "utf-32-le, by its mark"),
    ],
)
def test_encodings_are_found_and_recorded(tmp_path: Path, data: bytes, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (article,) = read([tmp_path]).articles
    assert (article.text.rstrip("\ufffd"), article.encoding) == ("café “quoted”", encoding)


def test_utf_16_without_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The council met on Monday.".encode("utf-16-le"))
    assert read([tmp_path]).articles[0].text == "The council met on Monday."


def test_the_same_text_twice_is_one_article_with_two_places(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("The same words.")
    (tmp_path / "sub" / "a.txt").write_text("The same words.")
    (article,) = read([tmp_path, tmp_path / "b.txt"]).articles
    assert article.paths == (str(tmp_path / "b.txt"), str(tmp_path / "sub" / "a.txt"))


def test_names_and_order_of_files_do_not_matter(tmp_path: Path) -> None:
    for folder, names in (("x", "ab"), ("y", "ba")):
        (tmp_path / folder).mkdir()
        for name, text in zip(names, ("First text.", "Second text."), strict=True):
            (tmp_path / folder / f"{name}.txt").write_text(text)
    assert [a.id for a in read([tmp_path / "x"]).articles] == [a.id for a in read([tmp_path / "y"]).articles]


def test_bad_files_are_named_and_the_good_ones_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council met on Monday.")
    (tmp_path / "empty.txt").write_text(" \n\n")
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(32)) * 20)
    (tmp_path / "controls.txt").write_bytes(bytes(range(1, 32)) * 50)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "topics.toml").write_text("")
    (tmp_path / ".hidden.txt").write_text("Not seen.")
    assert len(read([tmp_path]).articles) == 1
    found = reasons(tmp_path)
    assert set(found) == {"empty.txt", "binary.txt", "controls.txt", "photo.jpg"}
    assert "empty" in found["empty.txt"]
    assert "NUL" in found["binary.txt"]


def test_a_large_file_is_skipped_unread(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council met on Monday.")
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(1 << 30)
    assert "limit of 8 MB" in reasons(tmp_path)["large.txt"]


def test_a_long_text_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council met on Monday.")
    (tmp_path / "long.txt").write_text("word\n" * 1_000_000)
    assert "limit of 500,000 characters" in reasons(tmp_path)["long.txt"]


def test_special_files_and_loops_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council met on Monday.")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    reading = read([tmp_path])
    assert len(reading.articles) == 1
    assert len(reading.articles[0].paths) == 1
    assert {Path(s.path).name for s in reading.skipped} == {"pipe.txt", "self.txt"}


def test_hostile_names_become_inert_in_messages(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council met on Monday.")
    (tmp_path / "a\nb\x1b[31m.txt").write_text("")
    (skipped,) = read([tmp_path]).skipped
    assert "\n" not in skipped.path
    assert "\x1b" not in skipped.path


def test_no_such_path_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="no such file") as error:
        read([tmp_path / "mi\nssing"])
    assert "\n" not in str(error.value)


def test_a_folder_without_articles_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="no article found") as error:
        read([tmp_path])
    assert "\n" not in str(error.value)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(
        BriefingError, match=r"2 files skipped \(first: \S+/empty\.txt: the file is empty; remove"
    ) as error:
        read([tmp_path])
    assert str(error.value).startswith(f"no article found in {tmp_path}; name a folder or files that end in ")
    with pytest.raises(BriefingError, match=r"^\S+/empty\.txt: the file is empty; remove it"):
        read([tmp_path / "empty.txt"])


def test_what_is_skipped_tells_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The council met on Monday.")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (skipped,) = read([tmp_path]).skipped
    assert skipped.reason.endswith("; save an article as text or HTML")


def test_a_folder_of_other_things_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FILES", 50)
    for n in range(80):
        (tmp_path / f"{n}.bin").touch()
    start = time.monotonic()
    with pytest.raises(BriefingError):
        read([tmp_path])
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("bound", ["MAX_BYTES_IN_ALL", "MAX_CHARACTERS_IN_ALL"])
def test_a_folder_of_too_much_is_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    monkeypatch.setattr(reading, bound, 250)
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text(f"{n} " + "word " * 20)
    found = read([tmp_path])
    assert [a.paths for a in sorted(found.articles, key=lambda a: a.paths)] == [
        (str(tmp_path / f"{n}.txt"),) for n in range(3)
    ]
    (skipped,) = found.skipped
    assert skipped.path == str(tmp_path)
    assert "in all; name a smaller folder" in skipped.reason


def test_an_export_among_the_articles_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("A title\n\nThe harbour opened on Monday.\n", encoding="utf-8")
    (tmp_path / "out.md").write_text(as_markdown(made(["Title\nThe harbour opened."])), encoding="utf-8")
    reading = read([tmp_path])
    assert [a.paths for a in reading.articles] == [(str(tmp_path / "one.md"),)]
    assert [s.reason for s in reading.skipped] == [
        "an export of briefing itself, no article; keep exports in another folder"
    ]


def test_an_article_behind_a_link_changes_the_key_of_the_cache(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.txt").write_text("Ann Lee went to Rome.")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "link").symlink_to(tmp_path / "there")
    (tmp_path / "there" / "round").symlink_to(tmp_path / "here")
    before = fingerprint([tmp_path / "here"], None, None)
    assert fingerprint([tmp_path / "here"], None, None) == before
    (tmp_path / "there" / "a.txt").write_text("Ann Lee went to Bonn.")
    assert fingerprint([tmp_path / "here"], None, None) != before
