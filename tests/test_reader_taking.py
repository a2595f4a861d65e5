"""Taking away: exports in each format, the editor and the browser, the clipboard, a pipe."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing import settings
from briefing.lookup import Lookup
from briefing.model import Briefing
from briefing.reader import exporting, outside
from briefing.reader.app import BriefingApp
from briefing.reader.copying import statement
from briefing.reader.exporting import next_format, says
from briefing.reader.screens.output import Output, inert
from briefing.reader.views.item import Item
from briefing.words import OVERVIEW_WORDS
from reader_event import HARBOUR, bare, event
from reader_screen import footer, press, reading, screen
from test_reader_reload import LONG

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZE = (200, 50)


async def done(pilot: Pilot[int]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def in_a_folder(folder: Path, text: str = HARBOUR) -> Briefing:
    """The event with its sources' files in a folder."""
    base = event(text)
    for a in base.articles:
        (folder / f"{a.id}.txt").write_text(a.text)
    return replace(base, articles=tuple(replace(a, paths=(str(folder / f"{a.id}.txt"),)) for a in base.articles))


# Exports


def test_the_suffix_is_the_format() -> None:
    assert next_format("/a/b.md") == "/a/b.html"
    assert next_format("/a/b.HTML ") == "/a/b.json"
    assert next_format("/a/b.json") == "/a/b.md"
    assert next_format("/a/b") == "/a/b.md"
    assert says("/a/b.md") == "Markdown  Tab: HTML"
    assert says("/a/b") == "Markdown  Tab: HTML"
    assert says("/a/b.pdf") == "Tab: a format"
    assert all(len(says(f"x{s}")) <= 25 for s in exporting.FORMATS)


@pytest.mark.parametrize(("keys", "suffix"), [((), ".md"), (("tab",), ".html"), (("ctrl+t", "tab"), ".json")])
@pytest.mark.parametrize("key", ["e", "E"])
async def test_each_format_from_the_reader_is_what_the_command_writes(
    tmp_path: Path, keys: tuple[str, ...], suffix: str, key: str
) -> None:
    from briefing.export import exported

    async with reading(folder=tmp_path, size=SIZE) as (pilot, desk):
        await press(pilot, "right_square_bracket", key, *keys)
        assert f"{suffix}" in screen(desk)
        await press(pilot, "enter")
        await done(pilot)
        (file,) = tmp_path.glob("*")  # noqa: ASYNC240 - a folder of one file
        assert f"Exported to {file}" in footer(desk)
        assert "o opens it" in footer(desk)
        assert file.suffix == suffix
        form = {".md": "markdown", ".html": "html", ".json": "json"}[suffix]
        assert file.read_bytes() == exported(event(), form, "reopening" if key == "e" else None, OVERVIEW_WORDS)
        # The next one is offered beside it, in the same format.
        await press(pilot, "E")
        assert f"the-lune-bridge-3-march-2031{suffix}" in screen(desk)


async def test_paths_that_are_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    async with reading(folder=tmp_path, size=SIZE) as (pilot, desk):
        for typed, told in (
            ("", "no file was named"),
            ("..", "no file was named"),
            (str(tmp_path / "folder"), "is a folder"),
            (str(tmp_path / "x.pdf"), ".pdf is no format; there are .md, .html, .json"),
            (str(tmp_path / "missing" / "x.md"), "no such folder"),
            ("~", "is a folder"),
            ("x" * 300, "Nothing was exported"),
        ):
            await press(pilot, "e", "ctrl+u", *typed, "enter")
            await done(pilot)
            assert told in footer(desk), typed
        await press(pilot, "e", "ctrl+u", *str(tmp_path / "plain"), "enter")
        await done(pilot)
        assert f"Exported to {tmp_path / 'plain.md'}" in footer(desk)


# Opening


Opened = list[list[str] | Path]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What is opened, instead of opening it."""
    calls: Opened = []

    def editor(words: list[str]) -> str | None:
        calls.append(words)
        return None

    def browser(path: Path) -> str | None:
        calls.append(path)
        return None

    @contextlib.contextmanager
    def suspended(_: BriefingApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(outside, "run_editor", editor)
    monkeypatch.setattr(outside, "run_browser", browser)
    monkeypatch.setattr(BriefingApp, "suspend", suspended)
    monkeypatch.setenv("VISUAL", "vim -R")
    return calls


async def test_o_opens_the_source_at_the_statement(tmp_path: Path, opened: Opened) -> None:
    async with reading(in_a_folder(tmp_path, LONG), folder=tmp_path, size=(120, 24)) as (pilot, desk):
        articles = desk.lookup.briefing.articles
        await press(pilot, "right_square_bracket", "j", "o")
        line = 1 + articles[1].text[: articles[1].text.index("The repairs")].count("\n")
        assert opened == [["vim", "-R", f"+{line}", str(tmp_path / f"{articles[1].id}.txt")]]
        # In a source: where it tells the statement, as long as that is on the screen, else at its top.
        await press(pilot, "1", "o")
        assert opened[-1][-1] == str(tmp_path / f"{articles[0].id}.txt")  # type: ignore[index]
        assert opened[-1][2] == "+5"  # type: ignore[index]
        await press(pilot, "G", "o")
        top = desk.sources[0].first_offset()
        assert opened[-1][2] == f"+{1 + articles[0].text[:top].count(chr(10))}"  # type: ignore[index]
        (tmp_path / f"{articles[0].id}.txt").unlink()
        await press(pilot, "o")
        assert f"[1] {tmp_path / articles[0].id}.txt is not there any more."[:60] in footer(desk)


async def test_o_just_after_an_export_opens_that(tmp_path: Path, opened: Opened) -> None:
    async with reading(in_a_folder(tmp_path), folder=tmp_path, size=SIZE) as (pilot, desk):
        await press(pilot, "e", "tab", "enter")
        await done(pilot)
        await press(pilot, "o")
        assert opened.pop() == tmp_path / "the-lune-bridge-3-march-2031.html"
        await press(pilot, "e", "tab", "tab", "enter")
        await done(pilot)
        await press(pilot, "o")
        assert opened[-1] == ["vim", "-R", "+1", str(tmp_path / "the-lune-bridge-3-march-2031.md")]
        await press(pilot, "o")
        assert str(opened[-1][-1]).endswith(".txt"), "but then the source again"
        assert desk.app.is_running


async def test_what_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(in_a_folder(tmp_path), size=SIZE) as (pilot, desk):
        monkeypatch.setenv("VISUAL", "vim")
        await press(pilot, "o")
        assert "Not opened: this terminal cannot" in footer(desk)
        monkeypatch.delenv("VISUAL")
        monkeypatch.delenv("EDITOR", raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))
        await press(pilot, "o")
        assert "No editor was found: EDITOR names one." in footer(desk)
    async with reading(bare("")) as (pilot, desk):
        await press(pilot, "0", "o", "y")
        assert "no statement here" in footer(desk)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("vim", ["vim", "+7", "/x/-y.txt"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/x/-y.txt"]),
        ("code --wait", ["code", "--wait", "-g", "/x/-y.txt:7"]),
        ("hx", ["hx", "/x/-y.txt:7"]),
        ("strange", ["strange", "/x/-y.txt"]),
        ("'broken", ["'broken", "/x/-y.txt"]),
    ],
)
def test_editors_are_told_the_line(chosen: str, words: list[str]) -> None:
    assert outside.editor(Path("/x/-y.txt"), 7, {"EDITOR": chosen}) == words
    assert outside.editor(Path("/x/-y.txt"), 7, {"EDITOR": "other", "VISUAL": chosen}) == words


def test_an_editor_is_run_and_its_failure_is_told(tmp_path: Path) -> None:
    assert outside.run_editor([sys.executable, "-c", "pass"]) is None
    assert outside.run_editor([sys.executable, "-c", "raise SystemExit(3)"]) == f"{sys.executable} ended with code 3"
    assert "cannot be started" in (outside.run_editor([str(tmp_path / "none"), "x"]) or "")
    assert "cannot be started" in (outside.run_editor(["a\0b"]) or "")


def test_the_browser_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def browse(url: str) -> bool:
        asked.append(url)
        return len(asked) > 1

    monkeypatch.setattr("webbrowser.open", browse)
    assert outside.run_browser(tmp_path / "a b.html") == "no browser was found; BROWSER names one"
    assert outside.run_browser(tmp_path / "a b.html") is None
    assert asked[0] == f"file://{tmp_path}/a%20b.html"


# The clipboard


async def test_y_copies_the_statement_with_its_citations(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with reading(size=SIZE) as (pilot, desk):
        monkeypatch.setattr(pilot.app._driver, "write", written.append)
        await press(pilot, "right_square_bracket", "y")
        (sent,) = [w for w in written if w.startswith("\x1b]52;c;")]
        text = base64.b64decode(sent.removeprefix("\x1b]52;c;").removesuffix("\a")).decode()
        assert text == (
            "> The bridge over the Lune reopened on Monday …\n\n"
            "— The Harbour Post, “Bridge over the Lune reopens after eleven months”, 3 March 2031, "
            "The Harbour Post.txt\n\n"
            "Also told by “Lune bridge open again”, 4 March 2031, x.txt; “Mayor Quill cut a ribbon at the bridge …”, "
            "x.txt\n"
        )
        kept = settings.state_home() / "copied.md"
        assert str(kept) in footer(desk)
        assert kept.read_text("utf-8") == text
        await press(pilot, "w", "y")
        assert kept.read_text("utf-8").startswith('- "We waited')


async def test_the_clipboard_s_program_is_used_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "wl-copy"
    tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/clip\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("WAYLAND_DISPLAY", "x")
    async with reading(size=SIZE) as (pilot, desk):
        await press(pilot, "y")
        assert "Copied with its citations (wl-copy)." in footer(desk)
        assert (tmp_path / "clip").read_text("utf-8").startswith("> ")
        tool.write_text("#!/bin/sh\nexit 1\n")
        await press(pilot, "y")
        assert "copied.md" in footer(desk)
        monkeypatch.setenv("XDG_STATE_HOME", str(tool))
        await press(pilot, "y")
        assert "if the terminal allows it." in footer(desk)


def test_what_is_copied_is_markdown_that_says_nothing_else() -> None:
    base = bare("[Click](http://evil) <b>now</b> *loud*\x1b]52;c;QQ==\x07. More.")
    lookup = Lookup(base)
    r = base.articles[0].segments[0].range
    text = statement(lookup, "summary", Item((), (r,)))
    assert "\x1b" not in text
    assert r"\[Click\](http://evil) \<b\>now" in text


# A pipe


async def piped(pilot: Pilot[int], command: str) -> Output:
    await press(pilot, "vertical_line", "ctrl+u", *command, "enter")
    card = pilot.app.screen
    assert isinstance(card, Output)
    return card


async def test_a_topic_is_piped_and_the_output_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")
    async with reading(size=(120, 30)) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        await piped(pilot, "head -3; printf '\\033[31mred\\033[0m  a   b\\033]0;t\\a\\n'; exit 5")
        await done(pilot)
        text = screen(desk)
        assert "# The bridge reopens" in text or "The bridge reopens" in text
        assert "exit code 5" in text
        assert "red  a   b" in text
        assert "\x1b" not in text
        await press(pilot, "escape", "vertical_line")
        assert "head -3" in screen(desk), "the last command is offered again"


async def test_a_long_output_is_scrolled_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")
    monkeypatch.setattr(outside, "OUTPUT", 5000)
    async with reading(size=(120, 30)) as (pilot, desk):
        card = await piped(pilot, "cat > /dev/null; seq 1 100000")
        await done(pilot)
        assert "exit code 0" in screen(desk)
        assert len(card._data) <= 5000
        await press(pilot, "space")
        assert card.lines.top > 0
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert card.lines.room.height <= 22


async def test_a_command_that_runs_is_ended_with_its_card(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")
    async with reading(size=(120, 30)) as (pilot, desk):
        card = await piped(pilot, f"sleep 60; touch {tmp_path}/late")
        assert card.piped is not None
        for _ in range(100):
            if card.piped._process is not None:
                break
            await pilot.pause(0.02)
        assert "running; Esc ends it" in screen(desk)
        await press(pilot, "escape")
        await done(pilot)
        assert card.piped.ended
        await press(pilot, "j")
        assert not (tmp_path / "late").exists()


async def test_commands_that_fail_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with reading(size=(120, 30)) as (pilot, desk):
        await press(pilot, "vertical_line", "enter")
        assert "no command was named" in footer(desk)
        monkeypatch.setenv("SHELL", str(tmp_path / "none"))
        await piped(pilot, "cat")
        await done(pilot)
        assert "cannot be started" in screen(desk)
        await press(pilot, "escape")
        monkeypatch.setenv("SHELL", "/bin/sh")
        await piped(pilot, "kill -9 $$")
        await done(pilot)
        assert "ended by signal 9" in screen(desk)
        assert "It has written nothing." in screen(desk)


def test_output_is_inert_and_keeps_its_columns() -> None:
    assert inert("a\tb  c") == "a       b  c"
    assert inert("\x1b[1;31mx\x1b[0m\x9b2J\u202ey\x07") == "x\ufffd2J\ufffdy\ufffd"
    assert "\x1b" not in inert("\x1b]52;c;" + "A" * 9000)
    assert len(inert("x" * 100_000)) <= 2000


def test_the_export_of_a_whole_briefing_is_json_that_loads() -> None:
    assert json.loads(exporting.data_of(event(), None, ".json"))["title"] == event().title
