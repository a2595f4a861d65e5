from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Range, When
from briefing.prepare.values import values, values_in
from conftest import Analyse


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("lasting an hour and a half", "minutes:90"),
        ("the 90-minute call", "minutes:90"),
        ("one and a half hours", "minutes:90"),
        ("a bid of $5.2 billion", "money:USD:5200000000"),
        ("2.8 billion euros", "money:EUR:2800000000"),
        ("fell to $US6,500", "money:USD:6500"),
        ("worth £400m", "money:GBP:400000000"),
        ("down 14%", "percent:14"),
        ("nearly 2 percent", "percent:2"),
        ("a 38-year-old teacher", "age:38"),
        ("a three-year ceasefire", "months:36"),
        ("two weeks", "days:14"),
        ("on Feb. 12, 2025", "date:02-12"),
        ("on 14 February", "date:02-14"),
        ("its pre-2014 borders", "year:2014"),
        ("at 6.44am", "time:06:44"),
        ("at 18:05", "time:18:05"),
        ("seven European countries", "count:7"),
        ("twenty-five people", "count:25"),
        ("two dozen people", "count:24"),
        ("won 17-10", "score:17-10"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert [v.normal for v in values_in(text)] == [normal]


@pytest.mark.parametrize(
    "text", ["may soon meet", "the second man", "Boeing 747s", "a day to remember", "G7", "COVID-19b"]
)
def test_no_value(text: str) -> None:
    assert values_in(text) == ()


def test_bounds_are_kept() -> None:
    assert [v.bound for v in values_in("more than 40 ships, about $3 million, up to 10 years, 9 men")] == [
        "over", "about", "under", "",
    ]  # fmt: skip


def test_a_count_knows_what_it_counts(analyse: Analyse) -> None:
    analysis = analyse("Police arrested twelve protesters in the capital on Monday.")
    found = values(analysis, analysis.sentences[0])
    assert [(v.normal, v.unit) for v in found] == [("count:12", "protester")]


def test_a_resolved_date_replaces_the_words(analyse: Analyse) -> None:
    analysis = analyse("The ministers met on Wednesday in the capital.")
    sentence = analysis.sentences[0]
    start = analysis.article.text.index("Wednesday")
    when = When(Range(analysis.article.id, start, start + 9), "2025-02-12", "day", "2025-02-13")
    assert [v.normal for v in values(analysis, sentence, [when])] == ["date:02-12"]


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=120)
    | st.text("0123456789,.$%:- andhlfoyers½", max_size=120)
)
def test_any_text_gives_values_inside_it(text: str) -> None:
    found = values_in(text)
    assert all(0 <= v.start < v.end <= len(text) for v in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_long_runs_take_bounded_time() -> None:
    for text in ("1" * 200_000, "1," * 100_000, "one " * 50_000, "$" * 200_000, "12-" * 20_000):
        assert len(values_in(text)) <= len(text)
