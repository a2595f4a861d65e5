"""The reader through its keys."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from textual import events

from briefing import store
from briefing.model import Briefing, Member, Range, Summary, SummarySentence, Topic
from briefing.reader import commands
from briefing.reader.building import Build, Origin
from briefing.reader.desk import Desk
from briefing.reader.geometry import BOTH
from briefing.reader.inks import ASCII, SHAPES, Inks, Marks
from reader_event import article, bare, event
from reader_screen import NARROW, WIDE, footer, press, reading, screen, shows

# What is on the screen


async def test_the_first_screen_tells_what_the_issue_asks_for() -> None:
    async with reading() as (_, desk):
        text = screen(desk)
    shows(
        text,
        *("The Lune bridge,", "Overview", "3 sources, 2 origins"),
        "The bridge over the Lune reopened on Monday …",
        "    [1] ≈[2][3]  3 sources, 2 origins  > The bridge reopens",
        "Ferry captain Bo Tarn lost most of his passengers overnight.",
        "    [1] ~[2] in part  > What becomes of the ferry",
        *("─ [1] The Harbour Post", "─ [2] Lune bridge open again", "* [3] “Mayor Quill"),
    )


async def test_a_source_that_tells_nothing_makes_room_or_says_so() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "j")
        assert desk.reading.item.told[0].article == desk.lookup.briefing.articles[2].id
        text = screen(desk)
        assert "[3] “Mayor Quill cut a ribbon" in text
        assert "not told here" in text
        await press(pilot, "1")
        assert "[1] does not tell this." in footer(desk)


async def test_what_is_told_over_two_sentences_has_a_bar_at_both() -> None:
    base = event()
    a = base.articles[0]
    both = Range(a.id, a.text.index("Ferry captain"), a.text.index(" instead."))
    told = Summary("ferry", (SummarySentence(both, None, (both,)),))
    async with reading(replace(base, summaries=(told,))) as (pilot, desk):
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert [a.text[s:e].split()[0] for s, e in desk.sources[0].shown.bars] == ["Ferry", "He"]


async def test_a_note_is_no_statement() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, *["right_square_bracket"] * 2, "w")
        row = next(line for line in screen(desk).splitlines() if "Nobody is quoted here." in line)
        assert "1" not in row.split("│", 1)[1]
        assert "▌" not in row.split("│", 1)[1]


async def test_cited_sentences_stand_level() -> None:
    async with reading(size=(120, 30)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j")
        rows = []
        for source in desk.sources[:2]:
            told = source.shown.told[0][0]
            rows.append(source.laid_out.row_of(told) - source.top)
        assert len(desk.sources[0].shown.told) == 1
        assert rows[0] == rows[1]


async def test_at_80_by_24_one_part_is_shown_at_a_time() -> None:
    async with reading(size=NARROW) as (pilot, desk):
        assert desk.side.display
        assert not desk.main.display
        await press(pilot, "j", "enter")
        assert not desk.side.display
        assert desk.items.display
        assert not desk.row.display
        await press(pilot, "enter")
        assert not desk.items.display
        assert desk.row.display
        await pilot.pause()
        assert desk.sources[0].size.width == 80
        assert "statement 1 of 3" in footer(desk)
        await press(pilot, "escape", "escape")
        assert desk.side.display


async def test_a_screen_that_grows_gets_further_sources() -> None:
    async with reading(size=NARROW) as (pilot, desk):
        assert len(desk.sources) == 1
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        await pilot.pause()
        text = screen(desk)
        assert "The bridge over the Lune reopened on Monday, " in text
        assert "Traffic crosses the Lune again since Monday." in text
        assert "Lune on 3 March 2031. The bridge reopened." in text
        await pilot.resize_terminal(*NARROW)
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert [s.display for s in desk.sources] == [True, True, False]


async def test_all_entity_types_have_a_shape_of_their_own() -> None:
    shapes = [shape for shape, _ in SHAPES.values()]
    assert len(set(shapes)) == len(shapes) == 10
    inks = Inks({})
    assert len({inks(kind).without_color for kind in SHAPES}) == 10


async def test_without_colour_shapes_and_signs_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as (_, desk):
        assert desk.app.theme == "ansi-dark"
        segments = [s for strip in desk.app.screen._compositor.render_strips() for s in strip]
        assert {s.style.color.name for s in segments if s.style and s.style.color} <= {"default"}
        assert any(s.text == "Ada Quill" and s.style and s.style.bold for s in segments)
        assert any("▌" in s.text for s in segments)


def test_signs_are_of_old_fonts_or_ascii() -> None:
    # Box drawing and blocks, Latin-1, and three signs that every font has: no icons.
    assert all("\u2500" <= ch <= "\u259f" or ch <= "\xff" or ch in "≈≠…" for ch in "".join(Marks()))
    assert "".join(ASCII).isascii()


async def test_ascii_signs_alone_where_asked() -> None:
    async with reading(ascii_only=True) as (_, desk):
        signs = set("".join(Marks())) - set("".join(ASCII))
        assert set(screen(desk)) & signs <= {"…"}


# Hostile and empty


async def test_hostile_text_is_shown_as_text() -> None:
    text = "[bold red]Not bold[/] \x1b[31mnot red\x1b[0m \u202eleft\u202c [link=http://x]x[/link] [@click=quit]go[/]."
    a = article(text, "[b]Outlet[/b]\x1b]0;x\x07", None, None)
    r = Range(a.id, 0, len(text))
    topic = Topic("t", "[reverse]Topic[/]\x1b[2J", "found", (Member(r, "given"),))
    hostile = replace(
        bare(),
        title="[blink]Title[/]\u202e",
        articles=(a,),
        topics=(topic,),
        summaries=(Summary("t", (SummarySentence(r, None, (r,)),)),),
    )
    async with reading(hostile) as (pilot, desk):
        await press(pilot, "right_square_bracket")
        text = screen(desk)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[bold red]Not bold[/]" in text
        assert "[reverse]Topic[/]" in text
        assert "[b]Outlet[/b]" in text
        assert "[blink]Title[/]" in text
        await press(pilot, "e", "enter", "question_mark", "escape")
        assert desk.app.is_running


@pytest.mark.parametrize("view", ["s", "c", "w", "d", "t", "I"])
async def test_where_no_article_was_analysed_every_view_says_why(view: str) -> None:
    b = bare("Ein Satz. Noch einer.")
    (a,) = b.articles
    segments = tuple(replace(s, reason="not analysed: not in English") for s in a.segments)
    b = replace(b, articles=(replace(a, segments=segments),), apart=(a.id,))
    async with reading(b) as (pilot, desk):
        await press(pilot, view)
        shows(
            screen(desk),
            "Overview   1 source set apart",
            "The article was set apart: not analysed: not in English.",
            "1 shows its text, S lists the sources.",
            "─ not analysed: not in English ─",
            "[1] “Ein Satz.",
        )
        await press(pilot, "1")
        assert desk.reading.part == "sources"


@pytest.mark.parametrize("size", [(12, 3), (19, 40), (200, 4)])
async def test_a_screen_too_small_says_so_and_comes_back(size: tuple[int, int]) -> None:
    async with reading() as (pilot, desk):
        before = screen(desk)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "Too sm" in footer(desk)
        await press(pilot, "j", "k", "d", "s")
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert screen(desk) == before


@pytest.mark.parametrize(
    ("briefing", "says"),
    [
        (bare(), "This briefing has no articles."),
        (bare("One article only. It has two sentences."), "No topics were found in these articles."),
        (bare("", "   "), "No topics were found in these articles."),
    ],
)
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_empty_briefing_says_what_it_has_not(briefing: Briefing, says: str, size: tuple[int, int]) -> None:
    async with reading(briefing, size) as (pilot, desk):
        assert says in screen(desk)
        for c in commands.COMMANDS:
            if c.keys and c.id not in ("quit", "palette", "help", "search", "export_all", "export_topic"):
                await press(pilot, c.keys[0])
        assert desk.app.is_running


# Every command


Check = Callable[[Desk], object]
MOVES: dict[str, tuple[tuple[str, ...], Check]] = {
    "next_statement": (("j",), lambda d: d.reading.at == 1),
    "previous_statement": (("j", "k"), lambda d: d.reading.at == 0),
    "go_in": (("enter", "enter"), lambda d: (d.reading.topic, d.reading.part) == (1, "sources")),
    "step_out": (("escape",), lambda d: d.reading.part == "topics"),
    "next_pane": (("l",), lambda d: (d.reading.part, d.reading.pane) == ("sources", 0)),
    "previous_pane": (("h",), lambda d: d.reading.part == "topics"),
    "next_topic": (("right_square_bracket",), lambda d: d.reading.topic == 1),
    "previous_topic": (("right_square_bracket", "left_square_bracket"), lambda d: d.reading.topic == 0),
    "page_down": (("l", "space"), lambda d: d.sources[0].top > 0),
    "page_up": (("l", "space", "b"), lambda d: d.sources[0].top == 0),
    "half_down": (("l", "ctrl+d"), lambda d: d.sources[0].top > 0),
    "half_up": (("l", "g", "ctrl+d", "ctrl+u"), lambda d: d.sources[0].top == 0),
    "to_top": (("l", "space", "g"), lambda d: d.sources[0].top == 0),
    "to_end": (("G",), lambda d: d.reading.at == 1),
    "to_summary": (("l", "0"), lambda d: d.reading.part == "items"),
    "next_cited": (
        ("right_square_bracket", "1", "right_curly_bracket"),
        lambda d: d.reading.at == 1 and d.reading.cite is not None,
    ),
    "previous_cited": (
        ("right_square_bracket", "1", "right_curly_bracket", "left_curly_bracket"),
        lambda d: d.reading.at == 0,
    ),
    "next_source": (("l", "greater_than_sign"), lambda d: d.reading.order[0] == d.lookup.briefing.articles[2].id),
    "previous_source": (
        ("l", "less_than_sign"),
        lambda d: d.reading.order[0] == d.lookup.briefing.articles[2].id,
    ),
    "labels": (("f", "s"), lambda d: d.reading.at == 0 and d.reading.part == "sources"),
    "back": (("right_square_bracket", "backspace"), lambda d: d.reading.topic == 0),
    "forward": (("right_square_bracket", "backspace", "ctrl+f"), lambda d: d.reading.topic == 1),
    "next_part": (("tab",), lambda d: (d.reading.part, d.reading.pane) == ("sources", 0)),
    "previous_part": (("shift+tab",), lambda d: d.reading.part == "topics"),
    "pin": (("p",), lambda d: d.reading.pinned == {d.reading.order[0]} and "=[1]" in screen(d)),
    "move_left": (("l", "l", "left_parenthesis"), lambda d: d.reading.order[0] == d.lookup.briefing.articles[1].id),
    "move_right": (("l", "right_parenthesis"), lambda d: d.reading.order[1] == d.lookup.briefing.articles[0].id),
    "taller_statements": (("plus",), lambda d: d.geometry.items == d.geometry.source + 2 * 2),
    "taller_sources": (("minus",), lambda d: d.geometry.source == d.geometry.items + 2 * 2),
    "show_summary": (("c", "s"), lambda d: d.reading.view == "summary"),
    "show_coverage": (("right_square_bracket", "c"), lambda d: "* stated" in screen(d)),
    "show_wordings": (("right_square_bracket", "w"), lambda d: "Ada Quill  2 sources, 2 wordings" in screen(d)),
    "show_differences": (
        ("right_square_bracket", "d"),
        lambda d: "≠ differs        what the repairs cost" in screen(d),
    ),
    "show_timeline": (("right_square_bracket", "t"), lambda d: "3 Mar 2031" in screen(d)),
    "show_sources": (("S",), lambda d: "tells 2 of 3 claims" in screen(d)),
    "show_entities": (("I",), lambda d: "mentions  . not named" in screen(d)),
    "why": (("right_square_bracket", "W"), lambda d: "Put together with what these tell" in screen(d)),
    "next_cell": (("right_square_bracket", "c", "right"), lambda d: d.reading.column == d.lookup.told[1]),
    "previous_cell": (
        ("right_square_bracket", "c", "right", "right", "left"),
        lambda d: d.reading.column == d.lookup.told[1],
    ),
    "toggle_fold": (("1", "z"), lambda d: any(r.text == "Share this story" for r in d.sources[0].laid_out.rows)),
    "toggle_copies": (("C",), lambda d: d.reading.copies and "No source shares" in footer(d)),
    "entity_types": (("T",), lambda d: "Types" in repr(d.app.screen) and "organisation" in screen(d)),
    "toggle_link": (("L",), lambda d: not d.reading.linked and "not linked" in screen(d)),
    "search": (("slash", *"crowns", "enter"), lambda d: "/crowns: 1/3" in footer(d)),
    "take_entity": (("asterisk",), lambda d: d.reading.trail is not None and d.reading.trail.label == "Lune"),
    "entity_card": (("i",), lambda d: "EntityCard" in repr(d.app.screen) and "place" in screen(d)),
    "next_hit": (("asterisk", "n"), lambda d: "Lune: 2/" in footer(d) or "Lune: 3/" in footer(d)),
    "previous_hit": (("asterisk", "N"), lambda d: "Lune: 1/" in footer(d)),
    "export_topic": (("right_square_bracket", "e"), lambda d: "bridge-3-march-2031-reopening.md" in screen(d)),
    "export_all": (("E",), lambda d: "bridge-3-march-2031.md" in screen(d)),
    "open": (("o",), lambda d: "is not there any more" in footer(d)),
    "copy": (("y",), lambda d: "Copied with its citations" in footer(d)),
    "pipe": (("vertical_line",), lambda d: "Prompt" in repr(d.app.screen)),
    "star": (("m",), lambda d: "1+" in screen(d)),
    "note": (("M", "o", "enter"), lambda d: "Note: o" in screen(d)),
    "mend": (("x",), lambda d: "cannot be put right" in footer(d)),
    "undo": (("u",), lambda d: "cannot be put right" in footer(d)),
    "rebuild": (("r",), lambda d: "without its articles" in footer(d)),
    "help": (("question_mark", *"boilerplate"), lambda d: "Open or fold" in screen(d) and "Leave" not in screen(d)),
    "palette": (("ctrl+p",), lambda d: "CommandPalette" in repr(d.app.screen)),
    "quit": (("q",), lambda d: d.app._exit),
}


@pytest.mark.parametrize("command", [c for c in commands.COMMANDS if c.id in MOVES], ids=lambda c: c.id)
async def test_every_command_does_what_it_says(command: commands.Command) -> None:
    keys, check = MOVES[command.id]
    # Low enough that the sources scroll.
    async with reading(size=(120, 24)) as (pilot, desk):
        await press(pilot, *keys)
        assert check(desk)


def test_no_command_is_without_a_test() -> None:
    others = {c.id for c in commands.COMMANDS if c.argument is not None} | {"next_theme"}
    assert {c.id for c in commands.COMMANDS} == set(MOVES) | others


async def test_number_keys_go_to_the_statement_then_to_the_top() -> None:
    async with reading(size=(120, 20)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "j", "1")
        told = desk.sources[desk.reading.pane].shown.told[0]
        source = desk.sources[desk.reading.pane]
        assert source.top <= source.laid_out.row_of(told[0]) < source.top + source.room.height
        assert desk.reading.part == "sources"
        await press(pilot, "1")
        assert source.top == 0
        await press(pilot, "9")
        assert "There is no source 9" in footer(desk)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-light"])
async def test_themes_draw(theme: str) -> None:
    async with reading(theme=theme) as (pilot, desk):
        assert "Overview" in screen(desk)
        page = {"textual-light": "#e0e0e0"}.get(theme, "default")
        strips = desk.app.screen._compositor.render_strips()
        assert page in {s.style.bgcolor.name for s in strips[20] if s.style and s.style.bgcolor}
        desk.do("next_theme")
        await pilot.pause()
        assert desk.app.theme != theme
        assert "Overview" in screen(desk)


# Search, export


async def test_the_count_of_hits_is_kept_through_a_resize() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "slash", *"WE", "backspace", "backspace", *"we waited", "enter", "n")
        assert "/we waited: 1/1" in footer(desk)
        await press(pilot, "escape", "slash", *"lune", "enter", "n")
        before = footer(desk).strip().rsplit("  ", 1)[-1]
        assert "/lune: " in before
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        assert before.strip() in footer(desk)
        assert desk.reading.trail is not None
        hit = desk.reading.trail.hit
        assert hit is not None
        await press(pilot, "escape")
        assert desk.reading.trail is None


async def test_a_hit_in_a_fold_opens_it() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "slash", *"Follow us", "enter")
        assert "Follow us" in screen(desk)
        assert "- 3 lines: newsletter" in screen(desk)


async def test_an_export_shows_its_path_and_asks_before_it_overwrites(tmp_path: Path) -> None:
    async with reading(folder=tmp_path, size=(200, 50)) as (pilot, desk):
        await press(pilot, "right_square_bracket", "e", "enter")
        await pilot.app.workers.wait_for_complete()
        path = tmp_path / "the-lune-bridge-3-march-2031-reopening.md"
        assert path.read_text(encoding="utf-8").startswith("# ")
        assert f"Exported to {path}" in footer(desk)
        path.write_bytes(b"mine")
        await press(pilot, "e", "enter", "n")
        assert path.read_text(encoding="utf-8") == "mine"
        assert "Nothing was exported." in footer(desk)
        await press(pilot, "e", "enter", "y")
        await pilot.app.workers.wait_for_complete()
        assert path.read_text(encoding="utf-8") != "mine"
        await press(pilot, "E", "escape")
        assert [p.name for p in tmp_path.glob("*")] == [path.name]  # noqa: ASYNC240 - a folder of one file


async def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    async with reading(folder=tmp_path / "missing", size=(200, 50)) as (pilot, desk):
        await press(pilot, "E", "enter")
        await pilot.app.workers.wait_for_complete()
        assert "Nothing was exported:" in footer(desk)
        desk.app.folder = tmp_path  # type: ignore[attr-defined]
        await press(pilot, "E", *["ctrl+u"], "enter")
        assert "no file was named" in footer(desk)


# The mouse


async def test_clicks_choose() -> None:
    async with reading() as (pilot, desk):
        row = desk.sidebar.entries[2][0]
        await pilot.click(desk.sidebar, offset=(6, row))
        assert desk.reading.topic == 2
        await pilot.click(desk.sidebar, offset=(6, desk.sidebar.entries[1][0]))
        await pilot.click(desk.items, offset=(10, desk.items.entries[1][0]))
        assert (desk.reading.at, desk.reading.part) == (1, "items")
        source = desk.sources[0]
        fold = next(n for n, r in enumerate(source.laid_out.rows) if r.text.startswith("+ 3"))
        await pilot.click(source, offset=(8, fold - source.top))
        assert desk.reading.part == "sources"
        await pilot.pause()
        assert any(r.text == "Follow us" for r in source.laid_out.rows)
        tabs = desk.tabs.line(desk.tabs.size.width).text
        await pilot.click(desk.tabs, offset=(tabs.index("Timeline") + 2, 0))
        assert desk.reading.view == "timeline"


async def test_the_wheel_scrolls_a_source() -> None:
    async with reading(size=(120, 20)) as (pilot, desk):
        before = desk.sources[0].top
        await pilot._post_mouse_events([events.MouseScrollDown], desk.sources[0], offset=(5, 2))
        await pilot.pause()
        assert desk.sources[0].top > before


async def test_text_is_selected_with_the_mouse() -> None:
    async with reading() as (pilot, desk):
        source = desk.sources[1]
        row = next(n for n, r in enumerate(source.laid_out.rows) if r.text.startswith("Traffic crosses")) - source.top
        await pilot.mouse_down(source, offset=(5, row))
        await pilot.hover(source, offset=(12, row))
        await pilot.mouse_up(source, offset=(12, row))
        assert (desk.get_selected_text() or "").startswith("Traffic")
        assert "Overview" in screen(desk)


async def test_a_place_stays_through_resizes() -> None:
    async with reading(size=(120, 22)) as (pilot, desk):
        source = desk.sources[0]
        source.go(6)
        offset = source.first_offset()
        for size in ((200, 50), (90, 24), (101, 21), (120, 22)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert source.first_offset() == offset


async def test_keys_that_come_while_a_screen_goes_do_nothing(tmp_path: Path) -> None:
    async with reading(folder=tmp_path) as (pilot, desk):
        tries = {"slash": ("x", "enter", "enter"), "question_mark": ("escape",) * 3, "i": ("enter", "escape")}
        for opens, keys in tries.items():
            await press(pilot, opens)
            for key in keys:
                pilot.app.simulate_key(key)
            await pilot.pause()
            await pilot.pause()
            assert desk.app.screen is desk, opens
        for key in ("ctrl+p", "escape", "ctrl+p", "ctrl+p"):
            pilot.app.simulate_key(key)
        await pilot.pause()
        assert desk.app.is_running


# A walk


async def test_a_random_walk_breaks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)  # noqa: S311 - a walk, no secret
    keys = [c.keys[0] for c in commands.COMMANDS if c.keys and c.id not in ("quit", "palette")] + ["escape"] * 3
    sizes = [(120, 40), (80, 24), (60, 20), (200, 50), (95, 48), (30, 8), (1, 1), (100, 20)]
    # What is built again was built before: no process is started.
    (tmp_path / "articles").mkdir()
    built = [tmp_path / "event", tmp_path / "bare"]
    for file, briefing in zip(built, (event(), bare()), strict=True):
        store.save(briefing, file)
    started: list[Build] = []
    monkeypatch.setattr(Build, "run", started.append)
    origin = Origin((tmp_path / "articles",), None, 1, cycle(built).__next__)
    async with reading(folder=tmp_path, origin=origin, marks_file=tmp_path / "marks") as (pilot, desk):
        for step in range(150):
            if step % 15 == 14:
                await pilot.resize_terminal(*chance.choice(sizes))
            await press(pilot, chance.choice(keys))
            reading_ = desk.reading
            assert 0 <= reading_.topic < len(reading_.topics)
            assert 0 <= reading_.at < max(1, len(reading_.items))
            assert 0 <= reading_.pane < desk.pane_count
            assert sorted(reading_.order) == sorted(a.id for a in desk.lookup.briefing.articles)
        await press(pilot, "escape", "escape", "escape", "escape")
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "Overview" in screen(desk)
        assert started == []


async def test_the_footer_says_where_enter_leads() -> None:
    async with reading() as (pilot, desk):
        assert "Enter its topic" in footer(desk)
        await press(pilot, "enter")
        assert "Enter sources" in footer(desk)
        await press(pilot, "S")
        assert "Enter show it" in footer(desk)


async def test_people_come_before_what_else_is_named() -> None:
    async with reading() as (pilot, desk):
        # "The bridge over the Lune reopened on Monday, Mayor Ada Quill said."
        await press(pilot, "t", "asterisk")
        assert desk.reading.entity == "e-Ada Quill"
        await press(pilot, "asterisk")
        assert desk.reading.entity == "e-Lune"
    async with reading() as (pilot, desk):
        await press(pilot, "t", "1", "asterisk")
        assert desk.reading.entity == "e-Ada Quill"


async def test_both_parts_keep_some_lines_and_the_sources_their_places() -> None:
    async with reading(size=(120, 30)) as (pilot, desk):
        await press(pilot, "1", "ctrl+d")
        top = desk.sources[0].first_offset()
        await press(pilot, *["minus"] * 9)
        assert desk.geometry.items == BOTH
        assert "The others need the rest." in footer(desk)
        assert desk.sources[0].first_offset() == top
        await press(pilot, *["plus"] * 20)
        assert desk.geometry.source <= BOTH + 1
        assert desk.sources[0].first_offset() == top
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        await press(pilot, "plus")
        assert "do not share this screen" in footer(desk)


# An entity's card


async def test_the_card_tells_what_each_source_calls_somebody() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "1", "asterisk", "asterisk", "i")
        text = screen(desk)
        assert "Ada Quill  person" in text
        assert "Also: Quill" in text
        assert "[1] The Harbour Post  2 mentions" in text
        assert "as Ada Quill, Quill" in text
        assert "role: Mayor" in text
        assert "[3] “Mayor Quill cut a ribbon" in text


async def test_the_card_leads_along_the_mentions_to_the_next_source() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "1", "asterisk", "asterisk", "i", "3")
        trail = desk.reading.trail
        assert trail is not None
        assert trail.hit is not None
        assert desk.app.screen is desk
        assert desk.lookup.number(trail.hit.article) == 3
        await press(pilot, "i", "N")
        trail = desk.reading.trail
        assert trail is not None
        assert trail.hit is not None
        assert desk.lookup.number(trail.hit.article) == 2
        await press(pilot, "i", "9")
        assert "[9] does not name Ada Quill." in footer(desk)
