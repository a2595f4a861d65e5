"""Tables of claims and entities by source, the sources' list, several events: the views that compare sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from briefing import recent
from briefing.lookup import Lookup
from briefing.model import Briefing, Copy, Event, Skipped, When
from briefing.reader.copying import statement
from briefing.reader.places_kept import Memory
from briefing.reader.reading import Reading, View
from briefing.reader.shares import shares
from briefing.reader.views.grid import fit
from briefing.reader.views.item import Item, Signs
from reader_event import article, bare, event, place
from reader_screen import NARROW, footer, press, reading, screen

OSK = """The Osk Courier

A storm closed the harbour of Osk. Nobody was hurt.
"""


def opened(briefing: Briefing, topic: int = 0, view: View = "summary", width: int = 100) -> Reading:
    r = Reading(Lookup(briefing), Signs("≈", "≠", "¦"))
    r.set_width(width)
    r.topic, r.view = topic, view
    return r


def text(item: Item) -> str:
    return "\n".join(line.text.rstrip() for line in item.lines)


def with_apart() -> Briefing:
    """The event with a source about something else, a copied passage and a file that is no article."""
    b = event()
    osk = article(OSK, "The Osk Courier", None, "2031-03-05")
    one, two, _ = b.articles
    passage = (place(one, "for this morning,"), place(two, "for this morning,"))
    return replace(
        b,
        articles=(*b.articles, osk),
        apart=(osk.id,),
        copies=(Copy(one.id, two.id, (passage,)),),
        skipped=(Skipped("notes.bin", "not of a kind that is read"),),
    )


def two_events() -> Briefing:
    """The event's articles told as two: the first two sources, and the third."""
    b = event()
    one, two, three = (a.id for a in b.articles)
    first = Event("The bridge", (one, two), ("reopening", "ferry"))
    return replace(b, events=(first, Event("The ribbon", (three,), ("other",))))


# The table


def test_columns_that_do_not_fit_scroll_sideways_and_the_words_stand_still() -> None:
    columns = tuple(f"a{n}" for n in range(30))
    grid = fit(60, columns)
    assert 1 < grid.shown < len(columns)
    row = grid.row("words", tuple("*" for _ in columns))
    for at in (*range(30), *reversed(range(30))):
        grid = grid.moved(at)
        assert grid.first <= at < grid.first + grid.shown
        shown = grid.row("words", tuple(str(n) for n in range(30)))
        assert cell_len(shown) == cell_len(row) <= 60
        span = grid.span(shown, at)
        assert span is not None
        assert shown[slice(*span)].strip() == str(at)
        assert shown.startswith("words ")
    assert grid.moved(99).at == 29
    assert grid.moved(-5).at == 0


@pytest.mark.parametrize("width", [1, 8, 20, 55, 80, 163])
@pytest.mark.parametrize("count", [0, 1, 5, 9, 10, 60])
def test_a_table_keeps_to_the_width(width: int, count: int) -> None:
    grid = fit(width, tuple(map(str, range(count))))
    assert cell_len(grid.row("", ("*",) * count)) <= max(width, 8)
    assert grid.words >= 1
    assert grid.cell * count >= len("[1]") * count


def test_a_wide_glyph_does_not_shift_the_columns() -> None:
    grid = fit(60, ("a", "b"))
    for words in ("橋", "words", "e\N{COMBINING ACUTE ACCENT}"):
        assert cell_len(grid.row(words, ("*", "~"))) == grid.words + 2 * grid.cell
        row = grid.row(words, ("*", "~"))
        assert [row[slice(*grid.span(row, n))].strip() for n in (0, 1)] == ["*", "~"]  # type: ignore[misc]  # visible


def test_the_words_of_a_cell_stand_beneath_the_table() -> None:
    r = opened(event(), 1, "coverage")
    r.go_to(1)
    below = [line.text.strip() for line in r.below(14)]
    assert below[1:3] == [
        "[1] The Harbour Post  differing: 12 million crowns",
        "The repairs cost 12 million crowns.",
    ]
    r.go_to_cell(2)
    assert "not told" in r.below(14)[1].text
    assert len(r.below(14)) == len(below)
    assert r.below(5) == []
    r.go_to(0)
    assert "The bridge reopened." in r.below(14)[2].text


def test_what_is_told_in_part_is_said_to_be() -> None:
    r = opened(event(), 2, "coverage")
    r.go_to_cell(1)
    assert r.below(14)[1].text.endswith("  partly")
    marked = [line.text[s.start : s.end] for line in r.below(14)[2:] for s in line.spans if s.ink == "told"]
    assert "".join(marked).startswith("Bo Tarn, who runs the ferry,")


async def test_a_cell_brings_its_source_and_enter_goes_there() -> None:
    async with reading() as (pilot, desk):
        third = desk.lookup.briefing.articles[2].id
        await press(pilot, "right_square_bracket", "c", "right", "right")
        assert str(desk.reading.part) == "items"
        assert third in desk.reading.order[: desk.pane_count]
        await press(pilot, "enter")
        assert desk.reading.part == "sources"
        assert desk.reading.order[desk.reading.pane] == third
        await press(pilot, "0", "right")
        # Beyond the last cell lies the next pane.
        assert str(desk.reading.part) == "sources"
        await press(pilot, "0", "left", "left", "left")
        assert str(desk.reading.part) == "topics"


async def test_the_table_s_head_stays_while_its_rows_scroll() -> None:
    async with reading(size=(120, 20)) as (pilot, desk):
        await press(pilot, "I", "G")
        assert "mentions  . not named" in screen(desk)
        assert desk.items.top > 0
        row = desk.items.entries[desk.items.entry][1]
        assert row < desk.items.top + desk.items.room.height


async def test_a_click_on_a_cell_goes_there() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "c")
        grid = desk.reading.grid
        assert grid is not None
        x = 5 + grid.words + grid.cell + 1
        await pilot.click(desk.items, offset=(x, 2))
        assert desk.reading.grid is not None
        assert desk.reading.grid.at == 1


# Sources


def test_a_source_says_what_it_tells_alone_and_what_it_leaves_out() -> None:
    r = opened(event(), 1, "sources")
    assert text(r.items[0]).splitlines()[0] == (
        "[1] The Harbour Post  Bridge over the Lune reopens after eleven months"
    )
    assert "3 Mar 2031   50 words, 1 min   tells 2 of 2 claims" in text(r.items[0])
    third = text(r.items[2])
    assert "no date" in third
    assert "alone: 1 sentence" in third
    assert "leaves out 1 that others tell" in third
    found = shares(r.lookup, r.topics[1])
    last = r.lookup.briefing.articles[2].id
    assert [row.claim.id for row in found[last].left_out] == ["c-cost"]
    assert next(r.lookup.text(a) for a in found[last].alone).startswith("Mayor Quill cut a ribbon")


def test_the_event_s_sources_list_what_is_apart_copied_and_skipped() -> None:
    items = opened(with_apart(), 0, "sources").items
    assert "shares text with [2]" in text(items[0])
    assert [line.text for line in items[3].head] == ["Set apart"]
    assert any("about another event" in line.text.replace("\xa0", " ") for line in items[3].lines)
    assert text(items[3]).startswith("[4] The Osk Courier")
    assert "claims" not in text(items[3])
    assert [line.text for line in items[4].head] == ["Skipped"]
    assert text(items[4]) == "notes.bin: not of a kind that is read"
    assert not items[4].stops


async def test_a_source_apart_is_neither_counted_nor_drawn_until_it_is_chosen() -> None:
    async with reading(with_apart(), (200, 50)) as (pilot, desk):
        text = screen(desk)
        assert "Overview   3 sources" in text
        assert "The Osk Courier" not in text
        await press(pilot, *["greater_than_sign"] * 4)
        assert "The Osk Courier" not in screen(desk)
        await press(pilot, "S", "G", "enter")
        # The skipped file at the end cannot be opened.
        assert desk.reading.part == "items"
        await press(pilot, "k")
        assert desk.reading.at == 3
        await press(pilot, "enter")
        assert desk.reading.order[desk.reading.pane] == desk.lookup.briefing.apart[0]
        assert "A storm closed the harbour" in screen(desk)
        assert "━ about another event ━" in screen(desk)
        await press(pilot, "greater_than_sign")
        assert desk.reading.order[desk.reading.pane] != desk.lookup.briefing.apart[0]


@pytest.mark.parametrize("size", [(120, 40), NARROW])
async def test_sources_are_a_picker_that_comes_back_to_the_statement(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, desk):
        if size == NARROW:
            await press(pilot, "enter")
        await press(pilot, "right_square_bracket", "j", "l", "S")
        wanted = desk.lookup.briefing.articles[2].id
        await press(pilot, "G", "enter")
        assert (desk.reading.view, desk.reading.at, desk.reading.part) == ("summary", 1, "sources")
        assert desk.reading.order[desk.reading.pane] == wanted
        assert "not told here" in screen(desk)


async def test_sources_open_at_the_one_with_the_focus() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "2", "S")
        assert (desk.reading.at, desk.reading.part) == (1, "items")
        assert "not told here" not in screen(desk)


# Entities


def test_entities_stand_by_type_with_their_mentions() -> None:
    items = opened(event(), 0, "entities").items
    assert [(text(i).split("  ")[0], i.cells) for i in items] == [
        ("Ada Quill", ("2", "1", "1")),
        ("Bo Tarn", ("1", "1", ".")),
        ("Lune", ("2", "2", "1")),
        ("Osk", (".", ".", "1")),
    ]
    assert [[line.text for line in i.head] for i in items] == [["People"], [], ["Places"], []]
    ferry = opened(event(), 2, "entities").items
    assert [text(i).split("  ")[0] for i in ferry] == ["Bo Tarn"]


@pytest.mark.parametrize("name", ["橋" * n for n in range(1, 40, 3)])
def test_a_wide_name_keeps_to_its_room(name: str) -> None:
    b = event()
    r = opened(replace(b, entities=(replace(b.entities[0], name=name),)), view="entities", width=60)
    assert r.grid is not None
    assert cell_len(r.items[0].lines[0].text) <= r.grid.words


async def test_a_name_over_two_lines_stands_on_one_at_the_foot() -> None:
    b = event()
    async with reading(replace(b, entities=(replace(b.entities[0], name="Ada\n\x1b[31mQuill"),))) as (pilot, desk):
        await press(pilot, "I", "asterisk")
        assert "Ada \ufffd[31mQuill: " in footer(desk)


async def test_an_entity_of_the_list_is_lit_and_its_card_opens() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "I", "j", "asterisk")
        assert desk.reading.trail is not None
        assert desk.reading.trail.label == "Bo Tarn"
        await press(pilot, "j", "i")
        assert "Lune" in screen(desk)
        assert "EntityCard" in repr(desk.app.screen)
        await press(pilot, "escape", "escape", "k", "enter")
        assert desk.reading.entity == "e-Bo Tarn"
        assert desk.reading.part == "sources"


async def test_a_source_that_does_not_name_an_entity_says_so() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "I", "G", "1")
        assert "not named here" in screen(desk)
        assert "[1] does not name this." in footer(desk)


# The timeline


def test_what_no_source_dates_stands_apart() -> None:
    b = event()
    later = When(place(b.articles[1], "this morning"), "P1D", "relative", None)
    items = opened(replace(b, dates=(*b.dates, later)), 0, "timeline").items
    assert [[line.text for line in i.head] for i in items] == [[], [], ["No date stated"]]
    assert text(items[0]).startswith("3 Mar 2031  ")
    assert text(items[1]).startswith("       ")
    dates = [x.text[s.start : s.end] for i in items for x in i.lines for s in x.spans if s.ink == "DATE"]
    assert dates == ["Monday", "3 March 2031", "this morning"]


# Several events


async def test_topics_stand_under_their_event() -> None:
    async with reading(two_events()) as (pilot, desk):
        rows = [line.text.strip() for line in desk.sidebar._lines]
        assert rows[0] == "2 events"
        assert rows.index("The bridge") < rows.index("The ribbon")
        assert rows[rows.index("The ribbon") + 1].startswith("Other")
        await press(pilot, *["right_square_bracket"] * 3)
        third = desk.lookup.briefing.articles[2].id
        # A source of another event gives way.
        assert third in desk.reading.order[: desk.pane_count]
        await press(pilot, "c")
        assert desk.reading.scene().columns == (third,)


def test_a_cell_of_another_event_is_empty() -> None:
    r = opened(two_events(), 0, "coverage")
    assert [i.cells for i in r.items][-1][2] == " "
    r.go_to(1)
    r.go_to_cell(2)
    assert "about another event" in r.below(14)[1].text
    sources = opened(two_events(), 0, "sources").items
    assert [i.head[0].text for i in sources if i.head] == ["The bridge", "The ribbon"]


async def test_several_events_are_listed_as_such(tmp_path: Path) -> None:
    Memory((tmp_path,)).record(two_events())
    assert recent.entries()[0].title == "2 events: The bridge; The ribbon"


# What is empty


@pytest.mark.parametrize("view", ["summary", "coverage", "wordings", "differences", "timeline", "sources", "entities"])
async def test_a_briefing_of_nothing_says_so_in_every_view(view: str) -> None:
    letter = {"sources": "S", "entities": "I"}.get(view, view[0])
    async with reading(replace(bare(), title="Nothing"), (80, 24)) as (pilot, desk):
        await press(pilot, letter, "right", "left", "enter", "asterisk", "i")
        assert desk.app.is_running


def test_one_article_alone_has_nothing_to_compare() -> None:
    r = opened(bare("One text. It is short."), 0, "coverage")
    assert text(r.items[0]).startswith("One source alone")
    assert "claims" not in text(opened(bare("One text."), 0, "sources").items[0])


# What is done with them


async def test_a_source_is_copied_as_its_reference_and_not_starred() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "S", "y")
        assert statement(desk.lookup, "sources", desk.reading.item).startswith(
            "The Harbour Post, “Bridge over the Lune"
        )
        assert "Copied" in footer(desk)
        await press(pilot, "m")
        assert "no statement here" in footer(desk)
        await press(pilot, "I", "m")
        assert "no statement here" in footer(desk)


async def test_an_entity_s_card_counts_no_source_apart() -> None:
    async with reading(with_apart()) as (pilot, desk):
        await press(pilot, "I", "j", "i")
        assert "Not named in [3]" in screen(desk)
        assert "[4]" not in screen(desk).split("Not named")[1]
