"""A saved briefing of which a part turns out to be damaged while it is read: one line, no traceback."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from briefing import store
from briefing.cli import main
from briefing.reader.app import BriefingApp

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.model import Briefing


def damaged(briefing: Briefing, path: Path, kind: str) -> Path:
    """Save a briefing and change the rows of a kind."""
    store.save(briefing, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE noun SET row = row || ' ' WHERE kind = ?", (kind,))
    return path


@pytest.mark.parametrize(
    ("kind", "keys"),
    [("overview", ()), ("articles text", ()), ("summaries", ("]",)), ("claims", ("c",)), ("articles text", ("/", "x"))],
)
def test_the_reader_ends_with_what_is_wrong(
    seed_briefing: Briefing, tmp_path: Path, kind: str, keys: tuple[str, ...]
) -> None:
    path = damaged(seed_briefing, tmp_path / "x.briefing", kind)
    app = BriefingApp(store.opened(path))

    async def read() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            for key in keys:
                await pilot.press(key)

    with pytest.raises(store.DamagedError):
        asyncio.run(read())
    assert isinstance(app.failure, store.DamagedError)
    assert str(app.failure).startswith(f"{path}: ")
    assert app.return_code == 1


def test_a_kept_briefing_that_is_damaged_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("CACHE", "STATE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    kept: list[Path] = []

    def reader(briefing: Briefing, **_: object) -> int:
        assert briefing.title
        kept.extend(sorted(tmp_path.rglob("*.briefing")))
        raise store.DamagedError(kept[-1], "damaged")

    monkeypatch.setattr("briefing.reader.app.run", reader)
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    assert main([str(folder)]) == 1
    err = capfd.readouterr().err
    assert "open it again" in err
    assert "Traceback" not in err
    assert kept
    assert not kept[-1].exists()
