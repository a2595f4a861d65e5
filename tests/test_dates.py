"""Dates are found, resolved against the article's date, and left relative where that is unknown."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Found, Range, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.dates import dates
from briefing.prepare.dates.calendar import clock, iso_duration, resolve
from briefing.prepare.dates.grammar import readings
from briefing.prepare.dates.times import Times
from conftest import Analyse

GOLD = Path(__file__).parent / "gold"
THURSDAY = date(2025, 2, 13)


def resolved(
    text: str, anchor: date | None = THURSDAY, *, ahead: bool = False, past: bool = False
) -> list[tuple[str, str]]:
    found = [(text[r.start : r.end], resolve(r, anchor, ahead=ahead, past=past)) for r in readings(text)]
    return [(words, value.value) for words, value in found if value]


def whens(analyse: Analyse, text: str, published: str | None = "2025-02-13") -> list[tuple[str, str]]:
    analysis = analyse(text)
    article = replace(analysis.article, published=Found(published, None, "test") if published else None)
    found = dates([replace(analysis, article=article)])
    return [(article.text[w.range.start : w.range.end], w.value) for w in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-02-12", "2025-02-12"),
        ("2025-02-13 02:10:00", "2025-02-13T02:10"),
        ("02/16/2025", "2025-02-16"),
        ("16/02/2025", "2025-02-16"),
        ("16.02.2025", "2025-02-16"),
        ("Feb. 12", "2025-02-12"),
        ("Feb 12, 2024", "2024-02-12"),
        ("the 12th of February", "2025-02-12"),
        ("13 February 2025", "2025-02-13"),
        ("Sunday, Dec. 31, 2017", "2017-12-31"),
        ("Dec. 30", "2024-12-30"),
        ("Feb. 9-25, 2018", "2018-02-09/2018-02-25"),
        ("9 to 25 February 2018", "2018-02-09/2018-02-25"),
        ("March 2014", "2014-03"),
        ("last March", "2024-03"),
        ("2013 to 2017", "2013/2017"),
        ("1950-53", "1950/1953"),
        ("the 1990s", "1990/1999"),
        ("the first quarter of 2018", "2018-01/2018-03"),
        ("yesterday", "2025-02-12"),
        ("tomorrow evening", "2025-02-14"),
        ("last night", "2025-02-12"),
        ("Wednesday morning", "2025-02-12"),
        ("last Thursday", "2025-02-06"),
        ("next Thursday", "2025-02-20"),
        ("Monday last week", "2025-02-03"),
        ("this week", "2025-W07"),
        ("last week", "2025-W06"),
        ("next month", "2025-03"),
        ("last year", "2024"),
        ("three years ago", "2022"),
        ("two weeks ago", "2025-W05"),
        ("ten days ago", "2025-02-03"),
        ("the past three weeks", "2025-01-23/2025-02-13"),
        ("New Year's Eve", "2024-12-31"),
        ("an hour and a half", "PT1H30M"),
        ("90-minute", "PT1H30M"),
        ("half an hour", "PT30M"),
        ("two-and-a-half-hour".replace("-and-a-half-", " and a half "), "PT2H30M"),
        ("twenty-five years", "P25Y"),
        ("16-year-old", "P16Y"),
        ("two decades", "P20Y"),
        ("10:30 p.m.", "T22:30"),
        ("Feb. 12 at 9 a.m.", "2025-02-12T09:00"),
    ],
)
def test_an_expression_is_read_whole(text: str, value: str) -> None:
    assert (text, value) in resolved(f"It was on {text} in the city.") + resolved(f"It was in {text}, they said.")


def test_a_colon_may_follow_a_day() -> None:
    assert resolved("Tariffs put off until June 1: report") == [("June 1", "2025-06-01")]


def test_weekdays_to_come_are_to_come() -> None:
    assert resolved("on Friday", past=True) == [("Friday", "2025-02-07")]
    assert resolved("on Saturday") == [("Saturday", "2025-02-08")]
    assert resolved("on Friday") == [("Friday", "2025-02-14")], "tomorrow, where nothing says that it has been"
    assert resolved("on Friday", ahead=True) == [("Friday", "2025-02-14")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The two leaders will meet on Friday in Oslo.", "2025-02-14"),
        ("The two leaders met on Friday in Oslo.", "2025-02-07"),
        ("She plans to travel to Oslo on Monday.", "2025-02-17"),
        ("He spoke of the upcoming meeting on Friday in Oslo.", "2025-02-14"),
        ("Critics spoke after the vote in the wake of Saturday's election.", "2025-02-08"),
        ("Shares of the firm were trading lower on Saturday.", "2025-02-08"),
        ("Senate to vote Monday on a deal.", "2025-02-17"),
        ("She had, by January, collected many samples.", "2025-01"),
    ],
)
def test_the_verb_tells_whether_a_day_is_to_come(analyse: Analyse, text: str, day: str) -> None:
    assert [value for _, value in whens(analyse, text)] == [day]


def test_without_a_date_of_the_article_the_rest_stays_relative(analyse: Analyse) -> None:
    found = whens(analyse, "They met on Wednesday and on Feb. 12, and again last month and in 2021.", None)
    assert found == [("Wednesday", "relative"), ("Feb. 12", "XXXX-02-12"), ("last month", "relative"), ("2021", "2021")]


def test_another_source_lends_its_year(analyse: Analyse) -> None:
    one = analyse("They met on Feb. 12, 2025 in Oslo.")
    two = analyse("They met on Feb. 12 in Oslo and flew home on Feb. 15.")
    assert [w.value for w in dates([one, two])] == ["2025-02-12", "2025-02-12", "2025-02-15"]


@pytest.mark.parametrize(
    "text",
    [
        "The talks may soon begin, and the second round is near.",
        "Protesters march through the town.",
        "Theresa May said no.",
        "Shops open early for Black Friday.",
        "There may be roughly 2000 planets.",
        "The index lost 2.5 percent, or 1,950 points.",
        "You can read more in USA Today.",
        "She told USA TODAY that it was no surprise.",
    ],
)
def test_what_is_no_date_is_none(analyse: Analyse, text: str) -> None:
    assert whens(analyse, text) == []


def test_days_that_do_not_exist_are_none() -> None:
    assert resolved("on Feb. 30") == []
    assert resolved("at 25:61") == []


@pytest.mark.parametrize(
    ("text", "time"), [("noon", "12:00"), ("12 a.m.", "00:00"), ("9.15 pm", "21:15"), ("7", "07:00")]
)
def test_clocks(text: str, time: str) -> None:
    assert clock(text) == time


def test_lengths_are_written_in_iso() -> None:
    assert iso_duration(1.5, "year") == "P1Y6M"
    assert iso_duration(0.5, "day") == "PT12H"
    assert iso_duration(120, "minute") == "PT2H"


def test_the_seeds_dates_are_the_golds(seed_analyses: Sequence[Analysis]) -> None:
    stems = {a.article.id: Path(a.article.paths[0]).stem for a in seed_analyses}
    files = {Path(a["file"]).stem: a["article"] for a in json.loads((GOLD / "sentences.json").read_text("utf-8"))}
    mine = {(files[stems[w.range.article]], w.range.start): w.value for w in dates(seed_analyses)}
    gold = {
        (m["article"], m["start"]): e["iso"]
        for e in json.loads((GOLD / "entities.json").read_text("utf-8"))
        if e["type"] == "DATE"
        for m in e["mentions"]
    }
    right = [place for place, value in gold.items() if mine.get(place, "").startswith(value)]
    assert len(right) >= len(gold) - 3
    assert all(w.anchor for w in dates(seed_analyses) if w.value == "2025-W07")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("MarchFeb. 0123456789-/:apmondayweekago’'\n,٣é"), max_size=120))
def test_any_text_gives_readings_inside_it(text: str) -> None:
    end = 0
    for reading in readings(text):
        assert end <= reading.start < reading.end <= len(text)
        end = reading.end
        for anchor in (None, THURSDAY, date(1001, 1, 1), date(8999, 12, 31)):
            value = resolve(reading, anchor, ahead=True)
            assert value is None or re.fullmatch(r"relative|[0-9PTX][-0-9A-Z:/]{0,40}", value.value)


def test_long_runs_take_no_longer_than_their_length() -> None:
    for piece in ("1", "Feb ", "2025-", "1/", "the last ", "three years ", "9:"):
        assert isinstance(readings(piece * 20_000), list)


def test_dates_are_in_order(seed_analyses: Sequence[Analysis]) -> None:
    found: list[When] = list(dates(seed_analyses))
    order = [a.article.id for a in seed_analyses]
    places = [(order.index(w.range.article), w.range.start) for w in found]
    assert places == sorted(places)


def test_the_ends_of_the_calendar_are_borne() -> None:
    values = ("0000", "0001-01-05", "9999-12", "9999-12-31")
    whens = [
        When(Range("a", 10 * n, 10 * n + 9), v, "day" if v.count("-") == 2 else "year", None)
        for n, v in enumerate(values)
    ]
    times = Times(whens)
    assert times.days(Range("a", 0, 99)) == (date(1, 1, 5), date(9999, 12, 31))
    assert times.background(Range("a", 0, 99)) is None
    early = Times(whens[:2])
    assert (early.news, early.background(Range("a", 0, 99))) == (date(1, 1, 5), None)
