"""A full disk: nothing half written, one line, and exit code 1; also where Python does not buffer."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import store
from made import made

LIMIT = 4096


def limited(words: list[object], home: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program where no file may grow beyond some kilobytes."""
    homes = {f"XDG_{name}_HOME": str(home) for name in ("CACHE", "STATE", "CONFIG")}
    with (home / "stdout").open("wb") as out:
        return subprocess.run(
            [sys.executable, "-m", "briefing", *map(str, words)],
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
            stdout=out,
            stderr=subprocess.PIPE,
            env={**os.environ, **homes, **more},
            check=False,
        )


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    store.save(made(["Title\n" + "Ann Lee said “we agreed” in Rome. " * 200]), tmp_path / "x.briefing")
    return tmp_path / "x.briefing"


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_does_not_fit_is_a_failure(saved: Path, tmp_path: Path, unbuffered: str) -> None:
    done = limited(["export", saved], tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 1
    assert done.stderr == b"briefing: output: File too large\n"


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_a_file_that_does_not_fit_is_not_begun(saved: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "old").write_text("mine")
    for target in ("old", "new"):
        done = limited(["export", saved, "--format", form, "--force", "-o", tmp_path / target], tmp_path)
        assert done.returncode == 1
        assert b"File too large" in done.stderr
        assert done.stderr.count(b"\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["old", "stdout", "x.briefing"]
    assert (tmp_path / "old").read_text() == "mine"


def test_a_briefing_that_does_not_fit_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    done = limited(["build", tmp_path / "a.txt", "-o", tmp_path / "y.briefing"], tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"briefing: {tmp_path / 'y.briefing'}: cannot be written".encode())
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.glob("*briefing*")) == [tmp_path / "briefing"], "the cache alone"
    assert list(tmp_path.rglob("*.part")) == []


def test_stdout_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    store.save(made(["Título\nAnn Lee said “sí”."]), tmp_path / "y.briefing")
    for words in (["topics"], ["export"], ["verify"]):
        done = limited([*words, tmp_path / "y.briefing"], tmp_path, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, b"")
