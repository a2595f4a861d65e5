"""Positions are kept for each briefing, and what cannot be read or written is no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import settings, state
from briefing.state import Position

HERE = Position("topic-1", "abc", 3, 9, "words ”")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_position_is_kept_for_each_briefing() -> None:
    assert state.recall(Path("news")) is None
    state.remember(Path("news"), HERE)
    state.remember(Path("other"), Position())
    assert state.recall(Path("news")) == HERE
    assert state.recall(Path("news").absolute()) == HERE
    assert state.recall(Path("other")) == Position()
    state.remember(Path("news"), Position("topic-2"))
    assert state.recall(Path("news")) == Position("topic-2")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 9999, '{"topic": 3}', '{"start": true}', '{"more": 1}', "\x00", "null"]
)
def test_what_cannot_be_read_is_not_there(text: str) -> None:
    state.remember(Path("news"), HERE)
    (file,) = (settings.state_home() / "positions").iterdir()
    file.write_text(text)
    assert state.recall(Path("news")) is None
    state.remember(Path("news"), HERE)
    assert state.recall(Path("news")) == HERE


def test_a_place_that_cannot_be_written_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    state.remember(Path("news"), HERE)
    assert state.recall(Path("news")) is None
    assert (tmp_path / "file").read_text() == "x"
