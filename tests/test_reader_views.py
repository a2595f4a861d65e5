"""The reader's views, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from briefing.lookup import Lookup
from briefing.model import Article, Attribution, Briefing, Difference, Event, Quote, Variant, When
from briefing.reader.reading import VIEWS, Reading, View
from briefing.reader.trail import Query, Search, mentions, nearest
from briefing.reader.views.item import Item, Signs
from briefing.reader.views.timeline import spoken
from reader_event import article, bare, event, place


def reading(topic: int = 0, view: View = "summary", width: int = 100, briefing: Briefing | None = None) -> Reading:
    r = Reading(Lookup(briefing or event()), Signs("≈", "≠", "¦"))
    r.set_width(width)
    r.topic, r.view = topic, view
    return r


def text(item: Item) -> str:
    return "\n".join(line.text.rstrip() for line in item.lines)


def test_a_statement_tells_who_tells_it() -> None:
    items = reading(1).items
    assert text(items[0]) == "The bridge over the Lune reopened on Monday …\n[1] ≈[2][3]  3 sources, 2 origins"
    assert text(items[1]) == "The repairs cost 14 million crowns …\n[2] ≈[1]  2 sources  ≠ sources differ"
    assert text(items[2]) == "Cyclists came first.\nonly in [3]"
    lost = "Ferry captain Bo Tarn lost most of his passengers overnight."
    assert text(reading(2).items[0]) == f"{lost}\n[1] ~[2] in part"
    full = [replace(c, mentions=tuple(m for m in c.mentions if m.strength == "full")) for c in event().claims]
    alone = replace(event(), claims=tuple(full))
    assert (
        text(reading(briefing=alone).items[1]) == f"{lost}\n[1]  only in The Harbour Post  > What becomes of the ferry"
    )
    # Of what one source alone tells its number is enough: the heading names it.
    assert text(reading(2, briefing=alone).items[0]) == f"{lost}  [1]"


def test_a_topic_without_a_summary_lists_its_sentences() -> None:
    assert [text(i).split("\n")[0] for i in reading(3).items] == [
        "The old toll of two crowns is not coming back.",
        "Cyclists came first.",
    ]


def test_coverage_has_a_sign_for_each_source() -> None:
    r = reading(1, "coverage")
    assert [i.cells for i in r.items] == [("*", "*", "*"), ("≠", "≠", ".")]
    assert reading(2, "coverage").items[0].cells == ("*", "~", ".")
    above = r.above()
    assert above is not None
    assert above.text.endswith(" [1] [2] [3]")


def test_wordings_mark_the_words_that_differ() -> None:
    item = reading(1, "wordings").items[0]
    assert text(item).splitlines() == [
        "Ada Quill  2 sources, 2 wordings",
        '[1] "We waited eleven months for this morning,"  the toll house',
        '[2] "We have waited eleven months for this morning,"  the toll house',
    ]
    second = item.lines[2]
    assert [second.text[s.start : s.end] for s in second.spans if s.ink == "differing"] == ["have"]


def test_one_quotation_given_in_two_pieces_is_one_utterance() -> None:
    whole = "He said: “The roof held. We slept in the boats that night.” Then he left."
    parts = "“The roof held,” he said. “We slept in the boats,” he said."
    a, b, c = (article(t, None, None, None) for t in (whole, parts, f"{whole} Again."))
    said = Attribution("Bo Tarn")
    found = (
        *(
            Quote(f"w{n}", place(x, "“The roof held. We slept in the boats that night.”"), said, ("one", "two"))
            for n, x in enumerate((a, c))
        ),
        Quote("p1", place(b, "“The roof held,”"), said, ("one",)),
        Quote("p2", place(b, "“We slept in the boats,”"), said, ("two",)),
    )
    r = Reading(Lookup(replace(bare(), articles=(a, b, c), quotes=found)), Signs("≈", "≠", "¦"))
    r.view = "wordings"
    assert [text(i).splitlines()[0] for i in r.items] == ["Bo Tarn  3 sources, 3 wordings"]
    assert text(r.items[0]).splitlines()[1:] == [
        "[1][3] “The roof held. We slept in the boats that night.”",
        "[2]    “The roof held,”",
        "[2]    “We slept in the boats,”",
    ]


def test_differences_are_a_table_of_values() -> None:
    assert text(reading(1, "differences").items[0]).splitlines() == [
        "≠ differs        what the repairs cost",
        "number           12 million crowns  [1]",
        "                 14 million crowns  [2]",
    ]


def differing(*found: Difference, articles: tuple[Article, ...]) -> Reading:
    r = Reading(Lookup(replace(bare(), articles=articles, differences=found)), Signs("≈", "≠", "¦"))
    r.view = "differences"
    return r


def test_the_same_value_of_several_sources_is_one_and_comes_first() -> None:
    texts = "It took an hour.", "It took 90 minutes.", "They waited 90 Minutes."
    sources = tuple(article(t, None, None, None) for t in texts)
    values = "an hour", "90 minutes", "90 Minutes"
    given = tuple(Variant(place(a, v), v) for a, v in zip(sources, values, strict=True))
    r = differing(Difference("d", "number", "compatible", "the wait", given), articles=sources)
    assert text(r.items[0]).splitlines() == [
        "~ compatible     the wait",
        "number           90 minutes  [2][3]",
        "                 an hour     [1]",
    ]
    r.set_width(50)
    assert text(r.items[0]).splitlines() == [
        "~ compatible  number",
        "the wait",
        "90 minutes  [2][3]",
        "an hour     [1]",
    ]


def test_the_sentences_of_a_difference_stand_beneath_the_table() -> None:
    long = "Again and again " * 20 + "the guests counted 90 minutes of it " + "and more of the same " * 20 + "."
    sources = article(long, None, None, None), article("It took an hour.", None, None, None)
    given = Variant(place(sources[0], "90 minutes"), "90 minutes"), Variant(place(sources[1], "an hour"), "an hour")
    r = differing(Difference("d", "number", "differs", "it", given), articles=sources)
    lines = r.below(18)
    assert len(lines) == 5
    assert lines[1].text.startswith("[1] … ")
    assert lines[3].text == "[2] It took an hour."
    told = [x.text[s.start : s.end] for x in lines for s in x.spans if s.ink == "told"]
    assert told == ["90 minutes", "an hour"]
    # With little room they are left out; some of many are counted.
    assert r.below(7) == []
    assert [x.text.strip() for x in r.below(8)[1:]][1:] == ["[2] It took an hour."]
    many = tuple(article(f"It took {n} hours.", None, None, None) for n in range(2, 8))
    hours = tuple(Variant(place(a, f"{n} hours"), f"{n} hours") for n, a in enumerate(many, 2))
    lines = differing(Difference("d", "number", "differs", "it", hours), articles=many).below(18)
    assert [x.text for x in lines][3:] == ["[3] It took 4 hours.", "and 3 more"]


def test_long_wordings_are_aligned_with_the_words_that_differ() -> None:
    a = article("She said they would work closely together on every harbour.", None, None, None)
    b = article("They said they will work very closely together on all of it.", None, None, None)
    pieces = place(a, "would work closely together on"), place(b, "will work very closely together on")
    r = differing(
        Difference("d", "quote-wording", "differs", "work", tuple(Variant(p, "") for p in pieces)), articles=(a, b)
    )
    assert text(r.items[0]).splitlines() == [
        "≠ differs        work",
        "wording          would work closely together on      [1]",
        "                 will work very closely together on  [2]",
    ]
    marked = [x.text[s.start : s.end] for x in r.items[0].lines for s in x.spans if s.ink == "differing"]
    assert marked == ["would", "will", "very"]


def test_the_timeline_orders_dates() -> None:
    items = reading(0, "timeline").items
    assert [text(i).splitlines()[0] for i in items] == [
        "3 Mar 2031       The bridge over the Lune reopened on Monday, Mayor Ada Quill said.  [1]",
        "                 Mayor Quill cut a ribbon at the bridge over the Lune on 3 March 2031.  [3]",
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-02-12", "12 Feb 2025"),
        ("2025-02", "Feb 2025"),
        ("2025", "2025"),
        ("2025-02-12T09:00", "12 Feb 2025, 09:00"),
        ("2025-W07", "week of 10 Feb 2025"),
        ("2025-01-01/2025-02-03", "1 Jan 2025 to 3 Feb 2025"),
        ("2025-13-01", "2025-13-01"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them(value: str, words: str) -> None:
    assert spoken(value) == words


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("topic", range(4))
@pytest.mark.parametrize("width", [10, 40, 163])
def test_views_keep_to_their_measure(view: View, topic: int, width: int) -> None:
    r = reading(topic, view, width)
    measure = max(r.scene().measure, 8)
    assert r.items
    slack = 4  # a mark
    assert all(cell_len(line.text) <= measure + slack for item in r.items for line in item.lines)


def test_empty_views_say_so() -> None:
    for view in VIEWS:
        r = Reading(Lookup(bare("A text.")), Signs("≈", "≠", "¦"))
        r.view = view
        assert len(r.items) == 1
        assert not r.item.told
        assert r.item.stops == (view == "sources")


def test_an_overview_leads_to_its_topic() -> None:
    r = reading()
    r.go_to(1)
    assert r.follow()
    assert (r.topic, r.at) == (2, 0)
    assert not r.follow()


def test_sources_that_tell_it_take_the_places_of_others() -> None:
    r = reading(1)
    one, two, three = (a.id for a in r.lookup.briefing.articles)
    r.go_to(2)
    r.arrange(2)
    assert r.order == (three, two, one)
    r.go_to(1)
    r.arrange(2)
    assert r.order == (one, two, three)
    r.linked = False
    r.go_to(2)
    r.arrange(2)
    assert r.order == (one, two, three)


def test_a_search_reads_across_lines_and_quote_marks() -> None:
    search = Search(Lookup(event()))
    assert [h.start for h in search(Query("months for this")).hits] == [
        a.text.index("months\nfor" if n == 0 else "months for") for n, a in enumerate(event().articles[:2])
    ]
    assert len(search(Query("“we HAVE")).hits) == 0
    assert len(search(Query("“we have")).hits) == 1
    assert len(search(Query("(")).hits) == 0
    assert search(Query("  ")).says() == "/  : nothing found"


def test_a_trail_goes_round() -> None:
    lookup = Lookup(event())
    trail = mentions(lookup, lookup.briefing.entities[1])
    count = len(trail.hits)
    assert trail.says() == f"Bo Tarn: -/{count}"
    assert trail.step(-1).at == count - 1
    assert trail.step(-1).step(1).at == 0
    second = lookup.briefing.articles[1].id
    assert nearest(lookup, trail, second, 0).step(1).hit == next(h for h in trail.hits if h.article == second)


def test_a_span_counted_from_a_date_stands_at_that_date() -> None:
    b = event()
    ledger = b.articles[1]
    spans = (
        When(place(ledger, "the council said"), "2001-03-04/2031-03-04", "day", "2031-03-04"),
        When(place(ledger, "Lune again"), "2031-03-04/2032-03-04", "day", "2031-03-04"),
        When(place(ledger, "eleven months"), "1990/1999", "year", None),
    )
    r = Reading(Lookup(replace(b, dates=(*b.dates, *spans))), Signs("≈", "≠", "¦"))
    r.set_width(100)
    r.view = "timeline"
    days = [text(i).splitlines()[0][:15].strip() for i in r.items]
    assert days == ["1990 to 1999", "3 Mar 2031", "", "to 4 Mar 2031", "from 4 Mar 2031"]


@pytest.mark.parametrize("view", ["summary", "coverage", "wordings", "differences", "timeline"])
def test_each_of_several_events_has_its_title_above_what_is_told_of_it(view: View) -> None:
    b = event()
    one, two, three = (a.id for a in b.articles)
    events = Event("The ribbon", (three, two), ("other",)), Event("The bridge", (one,), ("reopening", "ferry"))
    r = Reading(Lookup(replace(b, events=events)), Signs("≈", "≠", "¦"))
    r.view = view
    heads = [line.text for i in r.items for line in i.head]
    assert sorted(heads) == sorted(set(heads))
    number = {one: 1, two: 0, three: 0}
    order = [number[i.told[0].article] for i in r.items]
    assert order == sorted(order)
    assert heads == [events[n].title for n in dict.fromkeys(order)]
    r.topic = 1
    assert [i.head for i in r.items if i.head] == []
