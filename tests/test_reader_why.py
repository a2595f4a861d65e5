"""The card that answers why: what sentences have in common, reasons of topics, differences, dates, utterances."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from briefing.lookup import Lookup
from briefing.model import Copy, Found, Member, Topic, When
from briefing.reader.app import BriefingApp
from briefing.reader.common import told, words
from briefing.reader.inks import Inks
from briefing.reader.reading import STARRED, Reading, View
from briefing.reader.screens.source import SourceCard
from briefing.reader.screens.why import Why
from briefing.reader.text import Line
from briefing.reader.views.item import Item, Signs
from reader_event import article, bare, event, place
from reader_screen import NARROW, footer, press, reading, screen

INKS = Inks({})


def item(topic: int, view: View, at: int = 0, lookup: Lookup | None = None) -> tuple[Lookup, Item]:
    r = Reading(lookup or Lookup(event()), Signs("≈", "≠", "¦"))
    r.topic, r.view = topic, view
    return r.lookup, r.items[at]


def asked(lookup: Lookup, what: Item | Topic | None, width: int = 80) -> list[Line]:
    return list(Why(lookup, what, INKS).content(width))


def text(lines: list[Line]) -> str:
    return "\n".join(line.text.rstrip() for line in lines)


def strong(lines: list[Line]) -> list[str]:
    return [line.text[s.start : s.end] for line in lines for s in line.spans if s.ink == "strong"]


# What two sentences have in common


def test_words_are_known_by_their_stems_and_numbers_by_their_value() -> None:
    assert [k for _, k in words("The repairs cost 1,200 crowns; two")] == [
        "word repair",
        "word cost",
        "number 1200",
        "word crown",
        "number 2",
    ]
    assert dict(words("opened opens opening"))["opened"] == dict(words("opened opens opening"))["opening"]
    assert words("and of it the is") == []


def test_a_name_is_one_in_whatever_form() -> None:
    b = event()
    lookup = Lookup(b)
    one, _, three = b.articles
    first = told(lookup, place(one, "Mayor Ada Quill said."))
    second = told(lookup, place(three, "Mayor Quill cut a ribbon"))
    assert first.of(first.keys & second.keys, "name") == ("Ada Quill",)
    assert second.of(first.keys & second.keys, "name") == ("Quill",)
    assert second.of(first.keys & second.keys, "word") == ("Mayor",)


def test_pieces_lie_in_the_sentence_as_it_is_shown() -> None:
    a = article("The  bridge\nof Osk\tclosed.", None, None, None)
    lookup = Lookup(replace(bare(), articles=(a,)))
    found = told(lookup, place(a, a.text))
    assert found.text == "The bridge of Osk closed."
    assert [found.text[p.start : p.end] for p in found.pieces] == ["bridge", "Osk", "closed"]


# A statement


def test_a_statement_tells_its_topic_its_sources_and_what_they_share() -> None:
    lines = asked(*item(1, "summary", 1))
    said = text(lines)
    assert said.startswith("[2] The repairs cost 14 million crowns\n")
    assert "In “The bridge reopens”\ngiven" in said
    assert "[1] The repairs cost 12 million crowns.\n    words: repairs, cost, million, crowns" in said
    assert strong(lines)[:4] == ["repairs", "cost", "million", "crowns"]
    assert "Where they vary\nsources differ  what the repairs cost" in said
    assert "Origins\n2 sources, 2 origins" in said


def test_other_numbers_are_said_where_no_difference_is_known() -> None:
    assert "12  where" not in text(asked(*item(1, "summary", 1)))
    lookup = Lookup(replace(event(), differences=()))
    assert "Where they vary\n[1] 12  where [2] has 14" in text(asked(*item(1, "summary", 1, lookup)))


def test_what_one_source_tells_was_put_together_with_nothing() -> None:
    said = text(asked(*item(1, "summary", 2)))
    assert "Told by one source" in said
    assert "Origins" not in said


def test_a_passage_that_sources_share_is_shown() -> None:
    b = event()
    one, two, _ = b.articles
    shared = (place(one, "The repairs cost"), place(two, "The repairs cost"))
    lookup = Lookup(replace(b, copies=(Copy(one.id, two.id, (shared,)),)))
    assert "[1] and [2] share: The repairs cost" in text(asked(*item(1, "summary", 1, lookup)))
    assert "share:" not in text(asked(*item(1, "summary", 0, lookup)))


def test_what_is_told_in_part_is_compared_too() -> None:
    said = text(asked(*item(2, "coverage")))
    assert "    in part   names: Bo Tarn   words: ferry" in said


# Others


def test_a_topic_tells_of_its_name_and_its_sentences() -> None:
    b = event()
    lookup = Lookup(b)
    said = text(asked(lookup, b.topics[0]))
    assert said.startswith("The bridge reopens\n8 sentences of 3 sources, 2 claims\n")
    assert "The topics file names it." in said
    assert "“bridge” in 3 of 8" in said
    assert "What fits no other topic." in text(asked(lookup, b.topics[2]))
    assert "What most sources tell" in text(asked(lookup, None))


def test_what_was_starred_is_no_rest() -> None:
    b = event()
    starred = Topic(STARRED, "Starred", "other", (Member(b.claims[0].support[0], "starred"),))
    told = text(asked(Lookup(b), starred))
    assert "What you starred" in told
    assert "fits no other" not in told


def test_reasons_of_one_form_are_counted_together() -> None:
    b = event()
    members = tuple(
        Member(m.range, f"shares “bridge”, “{w}” with the others")
        for m, w in zip(b.topics[0].members, ["Lune", "toll", "Lune"], strict=False)
    )
    said = text(asked(Lookup(b), Topic("t", "Bridge", "found", members)))
    assert "  3  shares … with the others   “bridge” 3, “Lune” 2, “toll” 1" in said
    assert "Found: the words of its name" in said


def test_a_difference_tells_why_it_has_its_verdict() -> None:
    said = text(asked(*item(1, "differences")))
    assert said.startswith("sources differ\nabout: what the repairs cost")
    assert "Brought to one unit the amounts are not the same" in said
    assert "    [1] 12 million crowns" in said
    assert "words: repairs, cost, million, crowns" in said


def test_a_date_tells_what_it_was_counted_from() -> None:
    b = event()
    later = When(place(b.articles[1], "this morning"), "P1D", "relative", None)
    lookup = Lookup(replace(b, dates=(*b.dates, later)))
    assert "[1] “Monday”  counted from 3 Mar 2031, the article's date, to the day" in text(
        asked(*item(0, "timeline", 0, lookup))
    )
    assert "“3 March 2031”  as it stands" in text(asked(*item(0, "timeline", 1, lookup)))
    assert "“this morning”  counts from a date that this source does not give" in text(
        asked(*item(0, "timeline", 2, lookup))
    )


def test_an_utterance_tells_who_said_it_by_which_words() -> None:
    said = text(asked(*item(1, "wordings")))
    assert "[1] speaker: Ada Quill   by the words: told   at: the toll house" in said
    assert "words: waited, months, morning" in said


@pytest.mark.parametrize("width", [6, 40, 92])
def test_no_card_is_wider_than_its_box(width: int) -> None:
    b = event()
    lookup = Lookup(b)
    for view in ("summary", "coverage", "wordings", "differences", "timeline"):
        r = Reading(lookup, Signs("≈", "≠", "¦"))
        r.topic, r.view = 1, view
        for one in r.items:
            slack = 16 if width < 40 else 0  # indents that are wider than the box
            assert all(cell_len(line.text) <= width + slack for line in asked(lookup, one, width))
    for topic in (None, *b.topics):
        assert all(cell_len(line.text) <= width + 16 for line in asked(lookup, topic, width))


# In the reader


async def test_why_answers_wherever_the_cursor_is() -> None:
    async with reading() as (pilot, desk):
        await press(pilot, "right_square_bracket", "W")
        assert "Put together with what these tell" in screen(desk)
        await press(pilot, "escape", "h", "W")
        assert "The topics file names it." in screen(desk)
        await press(pilot, "escape", "l", "I", "W")
        assert "EntityCard" in repr(desk.app.screen)
        await press(pilot, "escape", "S", "W")
        assert "SourceCard" in repr(desk.app.screen)
        await press(pilot, "escape", "right_square_bracket", "right_square_bracket", "d", "W")
        assert "There is nothing here to explain." in footer(desk)


async def test_why_fits_a_small_screen() -> None:
    async with reading(size=NARROW) as (pilot, desk):
        await press(pilot, "enter", "enter", "W", "j", "space", "b")
        assert "Why" in repr(desk.app.screen)
        await press(pilot, "escape")
        assert desk.app.screen is desk


async def test_an_empty_briefing_has_no_reasons() -> None:
    app = BriefingApp(bare())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "W")
        assert app.screen is app.desk


# A source's card


def test_a_source_s_card_lists_what_it_alone_tells_and_leaves_out() -> None:
    b = event()
    one, two, three = b.articles
    shared = (place(one, "for this morning,"), place(two, "for this morning,"))
    one = replace(one, byline=Found("Cy Rill", None, "line"), paths=("a/x.txt", "b/x.txt"))
    lookup = Lookup(replace(b, articles=(one, two, three), copies=(Copy(one.id, two.id, (shared,)),)))
    said = text(list(SourceCard(lookup, one, None, INKS).content(80)))
    assert "byline     Cy Rill" in said
    assert "found at   a/x.txt\nfound at   b/x.txt" in said
    assert "Shared word for word with [2] Lune bridge open again\n- for this morning," in said
    last = text(list(SourceCard(lookup, three, b.topics[0], INKS).content(80)))
    assert "Tells 1 of 2 claims of “The bridge reopens”" in last
    assert "Left out, though others tell it (1)\n- The repairs cost 12 million crowns.  [1][2]" in last
    assert "Told by it alone (1)\n- Mayor Quill cut a ribbon" in last


def test_a_source_about_another_event_says_that_it_is_apart() -> None:
    b = event()
    lookup = Lookup(replace(b, apart=(b.articles[2].id,)))
    said = text(list(SourceCard(lookup, b.articles[2], None, INKS).content(60)))
    assert "Set apart" in said
    assert "claims" not in said
