"""One registry feeds bindings, help, palette and README."""

from __future__ import annotations

from pathlib import Path

from briefing.reader import commands
from briefing.reader.app import BriefingApp
from briefing.reader.desk import Desk
from briefing.reader.palette import Commands
from reader_screen import footer, press, reading, screen

ROOT = Path(__file__).resolve().parent.parent


def test_ids_and_keys_are_each_given_once() -> None:
    keys = [k for c in commands.COMMANDS for k in c.keys]
    assert len(keys) == len(set(keys))
    assert len(commands.BY_ID) == len(commands.COMMANDS)


def test_each_command_is_a_method_of_the_desk_and_each_method_a_command() -> None:
    methods = {c.method for c in commands.COMMANDS}
    assert {name for name in dir(Desk) if name.startswith("do_")} == methods
    assert all(callable(getattr(Desk, m)) for m in methods)


def test_bindings_are_the_registry() -> None:
    bound = {key: b.action for key, bs in Desk._merged_bindings.key_to_bindings.items() for b in bs}  # type: ignore[union-attr]
    for c in commands.COMMANDS:
        for key in c.keys:
            assert bound[key] == f"command('{c.id}')"


def test_the_design_s_keys_are_there() -> None:
    keys = {commands.shown(k) for c in commands.COMMANDS for k in c.keys}
    assert set("jkhlgG[]{}0123456789scwdtiLnN*/zeE?q") | {"Space", "b", "^d", "^u", "^p", "Tab", "Esc"} <= keys


def test_the_readme_has_the_table() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands.markdown() in readme


def test_help_has_every_command() -> None:
    rows = commands.table()
    for c in commands.COMMANDS:
        if c.argument is None:
            assert any(r.help == c.help and all(commands.shown(k) in r.keys for k in c.keys) for r in rows)
    assert sum(r.keys == "1-9" for r in rows) == 1


async def test_help_tells_what_the_signs_mean() -> None:
    async with reading(size=(100, 40)) as (pilot, desk):
        await press(pilot, "question_mark", *"copied a passage")
        assert "origins" in screen(desk)
        assert "Signs" in screen(desk)
        assert "Move" not in screen(desk)


async def test_a_long_message_takes_the_footer() -> None:
    words = "What this says is longer than what there is room for beside the place where one is in the list."
    async with reading(size=(100, 30)) as (_, desk):
        desk.say(words)
        assert footer(desk).strip() == words
        desk.say("Short.")
        assert footer(desk).endswith(f"of {len(desk.reading.items)}")


async def test_the_palette_finds_every_command() -> None:
    from reader_event import event

    app = BriefingApp(event())
    async with app.run_test() as pilot:
        await pilot.pause()
        provider = Commands(app.desk)
        found = [hit async for hit in provider.discover()]
        assert len(found) == len(commands.COMMANDS) - 1
        best = max([h async for h in provider.search("boilerplate")], key=lambda h: h.score)
        best.command()
        assert app.desk.reading.opened
