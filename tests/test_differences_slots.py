"""What is told of one slot: offices, ages, prices, spans, months, counts; and what is denied."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from conftest import Analyse
from test_differences import find


def shown(
    analyse: Analyse, first: str, second: str, *, dates: Sequence[str] = ("2024-03-05", "2024-03-05")
) -> list[tuple[str, str, set[str]]]:
    """Give kind, verdict and values of what two articles tell differently."""
    texts = (first, second)
    made = [analyse(f"A report\n\n{d}\n\n{t}\n") for t, d in zip(texts, dates, strict=True)]
    return [(d.kind, d.verdict, {v.value for v in d.variants}) for d in find(made)]


_FILLER = (
    " The harbour was quiet in the evening. Boats lay at the pier. Gulls circled over the roofs."
    " Snow fell on the hills. Children skated behind the mill. A choir sang."
    " Bakers sold warm bread. Trains ran late."
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Ann Lee, acting head of the port, spoke to reporters on Monday.",
            "Ann Lee, deputy head of the port, was not at the meeting.",
            [
                (
                    "attribution",
                    "differs",
                    {"acting head of the port", "deputy head of the port"},
                )
            ],
        ),
        (
            "Ann Lee, acting head of the port, spoke to reporters on Monday.",
            "Ann Lee, acting head of the port, was not at the meeting.",
            [],
        ),
        (
            "Ann Lee, acting head of the port, spoke to reporters on Monday.",
            "Ann Lee, deputy head of the chess club, was not at the meeting.",
            [],
        ),
    ],
)
def test_offices(analyse: Analyse, first: str, second: str, expected: list[tuple[str, str, set[str]]]) -> None:
    assert [f for f in shown(analyse, first, second) if f[0] == "attribution"] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Ann Lee, 34, won the race.", "The race was won by 35-year-old Ann Lee.", [{"34", "35"}]),
        ("Ann Lee, 34, won the race.", "The race was won by 34-year-old Ann Lee.", []),
        ("Ann Lee, 34, won the race.", "Ann Lee Smith, 70, saw her daughter win.", []),
    ],
)
def test_ages(analyse: Analyse, first: str, second: str, expected: list[set[str]]) -> None:
    found = [f for f in shown(analyse, first, second) if f[0] == "number"]
    assert [f[2] for f in found] == expected
    assert all(f[1] == "differs" for f in found)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Milkwell was trading at $61.20 at noon.",
            "Milkwell is priced at $58.75 this evening.",
            [{"$61.20 at noon", "$58.75 this evening"}],
        ),
        (
            "On Monday Milkwell fell 1.5 percent to $61.20 in New York.",
            "Milkwell fell 4.3 percent to $58.75 at 2:15 p.m.",
            [{"On Monday … $61.20", "$58.75 at 2:15 p.m."}],
        ),
        ("Milkwell was trading at $61.20 at noon.", "Before May, Milkwell would have stood at $58.75.", []),
        ("Milkwell was trading at $61.20 at noon.", "Milkwell was trading at $61.20 again.", []),
        ("Milkwell was trading at $61.20 at noon.", "Oatwell is priced at $58.75 this evening.", []),
    ],
)
def test_prices(analyse: Analyse, first: str, second: str, expected: list[set[str]]) -> None:
    assert [f[2] for f in shown(analyse, first, second) if f[:2] == ("number", "differs")] == expected


def test_seasons_are_years(analyse: Analyse) -> None:
    first = "Bo Sun spent seven years with the Harbour Lions and left after a dispute." + _FILLER
    second = "The Harbour Lions drafted Bo Sun in May; he played eight seasons for the Harbour Lions." + _FILLER
    found = [f for f in shown(analyse, first, second) if f[0] == "number"]
    assert [(f[1], f[2]) for f in found] == [("differs", {"seven years", "eight seasons"})]
    assert not [f for f in shown(analyse, first, second.replace("eight seasons", "seven seasons")) if f[1] == "differs"]


def test_ages_of_old_buildings(analyse: Analyse) -> None:
    first = "Smoke rose from the 850-year-old minster at noon."
    assert ("number", "differs", {"850-year-old", "800 years"}) in shown(
        analyse, first, "For 800 years the minster has stood above the town."
    )
    assert not [f for f in shown(analyse, first, "The pier stood for 80 years.") if f[0] == "number"]


def test_months_told_from_the_date(analyse: Analyse) -> None:
    first = "The merger of Milkwell was approved by European dairy regulators last month." + _FILLER
    second = "European dairy regulators this month said they approved the merger of Milkwell." + _FILLER
    found = [f for f in shown(analyse, first, second) if f[0] == "date"]
    assert [(f[1], f[2]) for f in found] == [("differs", {"last month", "this month"})]
    later = shown(analyse, first, second, dates=("2024-03-05", "2024-02-25"))
    assert not [f for f in later if f[0] == "date"]


def test_more_than_an_amount_is_not_much_more(analyse: Analyse) -> None:
    first = "The county promised more than $3 billion in loans to Milkwell."
    second = "The county promised ${} billion in loans to Milkwell."
    assert ("number", "differs", {"$3 billion", "$4.5 billion"}) in shown(analyse, first, second.format("4.5"))
    assert ("number", "compatible", {"$3 billion", "$3.4 billion"}) in shown(analyse, first, second.format("3.4"))


def test_one_thing_of_somebody_or_several(analyse: Analyse) -> None:
    first = "The guard forced him to relinquish his numbered locker." + _FILLER
    second = "Bo Sun was told to relinquish his numbered lockers because he argued." + _FILLER
    assert ("number", "differs", {"his numbered locker", "his numbered lockers"}) in shown(analyse, first, second)
    other = second.replace("relinquish his numbered", "clean his painted")
    assert not [f for f in shown(analyse, first, other) if f[0] == "number"]


def test_a_title_that_tells_one_for_several(analyse: Analyse) -> None:
    a = analyse("Divers find wrecks in caves beneath Milk Island\n\n2024-03-05\n\nThe town was told on Monday.\n")
    b = analyse("Harbour news\n\n2024-03-05\n\nDivers have found wrecks in a cave beneath Milk Island.\n")
    values = [{v.value for v in d.variants} for d in find([a, b]) if d.kind == "number"]
    assert values == [{"caves", "a cave"}]


@pytest.mark.parametrize(
    ("first", "second", "met"),
    [
        (
            "Ann Lee said the tank was leaking when she opened the hatch.",
            "The shipping company denied that the tank was leaking.",
            1,
        ),
        ("The port accused Bo Sun of stealing three boats.", "Bo Sun denied the accusations.", 1),
        ("Ann Lee said the tank was leaking.", "The shipping company denied Bo Sun entry to the yard.", 0),
        ("Ann Lee said the tank was leaking.", "The shipping company rejected the offer of Ann Lee.", 0),
        ("Ann Lee said the tank was not leaking.", "The shipping company denied that the tank was leaking.", 0),
    ],
)
def test_disputes(analyse: Analyse, first: str, second: str, met: int) -> None:
    found = [f for f in shown(analyse, first + _FILLER, second + _FILLER) if f[:2] == ("framing", "differs")]
    assert len(found) == met


def test_one_act_told_and_denied_by_two_voices(analyse: Analyse) -> None:
    first = "The report concluded that Bo Sun misled the investigators about the harbour fund." + _FILLER
    second = "Bo Sun said that he never misled the investigators. The town waited." + _FILLER
    assert [f for f in shown(analyse, first, second) if f[:2] == ("framing", "differs")]
    asked = "The court asked whether Bo Sun misled the investigators." + _FILLER
    assert not [f for f in shown(analyse, asked, second) if f[:2] == ("framing", "differs")]


@pytest.mark.parametrize(("word", "digits"), [("eight", "8"), ("twenty", "20")])
def test_numbers_in_words_quoted_do_not_differ(analyse: Analyse, word: str, digits: str) -> None:
    first = f"“It has been {word} years of intense work on the pier,” Ann Lee said."
    second = f"“It has been {digits} years of intense work on the pier,” Ann Lee said."
    found = [f for f in shown(analyse, first, second) if f[0] == "quote-wording"]
    assert not found


def test_about_always_tells_something(analyse: Analyse) -> None:
    first = "“The pier is closed, period,” Ann Lee said. The port denied that the tank was leaking." + _FILLER
    second = "“The pier is shut, period,” Ann Lee said. Bo Sun said the tank was leaking." + _FILLER
    found = find([analyse(first), analyse(second)])
    assert found
    assert all(len(d.about.split()) > 1 for d in found)
    assert "tank was leaking" in [d.about for d in found]


@pytest.mark.parametrize(("other", "met"), [("Bo Sun", 1), ("Ann Lee", 0), ("Norway", 0)])
def test_one_statement_of_two_speakers(analyse: Analyse, other: str, met: int) -> None:
    said = "the ferry between Bergen and the outer islands will stop for the whole winter because of its broken engine"
    first = f"Ann Lee said on Monday that {said}." + _FILLER
    second = f"{other} said on Monday that {said}." + _FILLER
    assert len([f for f in shown(analyse, first, second) if f[0] == "attribution"]) == met


def test_what_both_sources_quote_is_no_other_wording(analyse: Analyse) -> None:
    first = (
        "“The council must pay for the bridge by Friday,” Ann Lee said."
        " “The council must pay for the tunnel by Friday,” Ann Lee said." + _FILLER
    )
    second = "Ann Lee said: “The council must pay for the tunnel by Friday.”" + _FILLER
    assert not [f for f in shown(analyse, first, second) if f[0] == "quote-wording"]
    other = second.replace("by Friday", "by Monday")
    values = [f[2] for f in shown(analyse, first, other) if f[0] == "quote-wording"]
    assert values == [{"Friday", "Monday"}]


def test_a_wording_is_compared_with_the_one_most_like_it(analyse: Analyse) -> None:
    both = (
        "“The council must pay for the bridge by Friday. The council must pay for the tunnel by Friday,” Ann Lee said."
    )
    second = "Ann Lee said: “The council must pay for the tunnel by Monday.”" + _FILLER
    values = [f[2] for f in shown(analyse, both + _FILLER, second) if f[0] == "quote-wording"]
    assert values == [{"Friday", "Monday"}]


def test_somebody_is_someone(analyse: Analyse) -> None:
    first = "“Somebody will pay for the broken bridge of Dorvan in the end,” Ann Lee said." + _FILLER
    assert not [f for f in shown(analyse, first, first.replace("Somebody", "Someone")) if f[0] == "quote-wording"]


def test_opposites_done_to_two_things(analyse: Analyse) -> None:
    first = "The council of Dorvan approved the harbour tunnel of Hestia Homes on Friday." + _FILLER
    second = "The council of Dorvan rejected the {} on Friday." + _FILLER
    differs = ("framing", "differs", {"approved", "rejected"})
    assert differs in shown(analyse, first, second.format("harbour tunnel"))
    elsewhere = first.replace(" on Friday", "")
    assert differs not in shown(analyse, elsewhere, second.format("stadium of Bo Sun").replace(" on Friday", ""))


def test_one_thing_told_as_done_and_as_not_done(analyse: Analyse) -> None:
    first = "The port insisted that the ferry had not been attacked." + _FILLER
    second = "Officials in Dorvan admitted that soldiers attacked the ferry on Monday." + _FILLER
    assert [f for f in shown(analyse, first, second) if f[:2] == ("framing", "differs")]
    goes_on = "The port said that a mine could not drift and attack the ferry." + _FILLER
    assert not [f for f in shown(analyse, first, goes_on) if f[:2] == ("framing", "differs")]


def test_who_denies_is_set_beside_another_source_before_itself(analyse: Analyse) -> None:
    own = (
        "The port insisted that the ferry had not been attacked. Divers said that soldiers attacked the ferry."
        + _FILLER
    )
    other = "Officials in Dorvan admitted that soldiers attacked the ferry on Monday." + _FILLER
    for second, met in (("It rained." + _FILLER, "attacked the ferry"), (other, "attacked the ferry on Monday")):
        found = [f[2] for f in shown(analyse, own, second) if f[:2] == ("framing", "differs")]
        assert [v for f in found for v in f if v.startswith("attacked the ferry")] == [met]


def test_a_denial_that_points_back(analyse: Analyse) -> None:
    first = "Bo Sun told reporters that the winter storm broke the pier. The port disputed that theory." + _FILLER
    found = [f for f in shown(analyse, first, "It rained." + _FILLER) if f[:2] == ("framing", "differs")]
    assert [f[2] for f in found] == [
        {"Bo Sun told reporters that the winter storm broke the pier.", "The port disputed that theory"}
    ]


def test_two_dates_of_two_persons(analyse: Analyse) -> None:
    first = "President Ann Lee signed the harbour protection law of the port in 1830." + _FILLER
    second = "President {} signed the harbour protection law of the port in 2003." + _FILLER
    assert [f for f in shown(analyse, first, second.format("Ann Lee")) if f[0] == "date"]
    assert not [f for f in shown(analyse, first, second.format("Bo Sun")) if f[0] == "date"]


def test_ages_of_one_thing_are_one_difference(analyse: Analyse) -> None:
    first = "Smoke rose from the 850-year-old minster." + _FILLER
    second = "For 800 years it has been standing there. For 800 years people have sung in it." + _FILLER
    assert len([f for f in shown(analyse, first, second) if f[0] == "number"]) == 1


def test_quotations_with_other_small_words_are_compatible(analyse: Analyse) -> None:
    first = "Ann Lee said it was “a shame that your harbour has had to go through this winter”." + _FILLER
    second = "“The shame is: your harbour had to go through this winter alone,” Bo Sun said." + _FILLER
    assert [f[1] for f in shown(analyse, first, second) if f[0] == "quote-wording"] == ["compatible"]


def test_numbers_that_most_sources_give_come_first(analyse: Analyse) -> None:
    wording = "“We must {} the old harbour fund of Dorvan together,” Ann Lee said."
    price = "Broadway Foods raised its bid for the dairy company Milkwell to ${} billion on Monday."
    made = [
        analyse(f"A report\n\n2024-03-05\n\n{wording.format(w)} {price.format(p)}{_FILLER}\n")
        for w, p in (("save", "47"), ("close", "38"))
    ]
    assert [d.kind for d in find(made)][:2] == ["number", "quote-wording"]


def test_titles_begin_with_their_subject(analyse: Analyse) -> None:
    first = "In the end, the small port of Dorvan had promised more than $3 billion in loans to Milkwell." + _FILLER
    second = "The port had promised $4.5 billion in loans to Milkwell." + _FILLER
    found = find([analyse(f"A report\n\n2024-03-05\n\n{t}\n") for t in (first, second)])
    assert [d.about for d in found if d.kind == "number"] == ["The port had promised … in loans to Milkwell"]


@pytest.mark.parametrize(
    ("dates", "second", "verdict"),
    [
        (("2024-03-05", "2024-03-05"), "50 victims", "differs"),
        (("2024-03-05", "2024-03-07"), "50 victims", "compatible"),
        (("2024-03-07", "2024-03-05"), "50 victims", "differs"),
        (("2024-03-05", "2024-03-05"), "about 50 people", "compatible"),
    ],
)
def test_tolls_that_rose(analyse: Analyse, dates: tuple[str, str], second: str, verdict: str) -> None:
    first = "The fire on the ferry Aurelia near Dorvan killed 49 people on Monday, officials said." + _FILLER
    other = f"The fire on the ferry Aurelia near Dorvan killed {second} on Monday, officials said." + _FILLER
    found = [f for f in shown(analyse, first, other, dates=dates) if f[0] == "number"]
    assert [f[1] for f in found] == [verdict]


@pytest.mark.parametrize(("other", "met"), [("A company official", 1), ("The officials", 1), ("The father", 0)])
def test_a_statement_of_somebody_without_a_name(analyse: Analyse, other: str, met: int) -> None:
    said = "the ferry between Bergen and the outer islands will stop for the whole winter because of its broken engine"
    first = f"Ann Lee said on Monday that {said}." + _FILLER
    second = f"{other} said on Monday that {said}." + _FILLER
    assert len([f for f in shown(analyse, first, second) if f[0] == "attribution"]) == met


@pytest.mark.parametrize(("words", "met"), [("first known", 1), ("first winter", 0)])
def test_a_first_of_another_kind_is_no_other_sense(analyse: Analyse, words: str, met: int) -> None:
    first = "The meeting of Ann Lee and Bo Sun in Dorvan was their first spring conversation since May." + _FILLER
    second = f"Ann Lee met Bo Sun in Dorvan: the meeting was their {words} conversation since May." + _FILLER
    assert len([f for f in shown(analyse, first, second) if f[0] == "scope"]) == met


@pytest.mark.parametrize(
    ("told", "met"),
    [
        ("Divers reported that oil leaked from a tanker into the harbour.", 1),
        ("Divers reported that no oil leaked from a tanker into the harbour.", 0),
        ("Divers reported that oil has become dear.", 0),
    ],
)
def test_what_is_denied_told_in_other_words(analyse: Analyse, told: str, met: int) -> None:
    second = "The shipping company denied that its tanker had spilled oil in the harbour." + _FILLER
    found = [f for f in shown(analyse, told + _FILLER, second) if f[:2] == ("framing", "differs")]
    assert len(found) == met


def test_what_must_be_done_is_neither_planned_nor_done(analyse: Analyse) -> None:
    first = (
        "The court of Dorvan ruled that the tax records of Bo Sun {} be handed to the harbour prosecutors." + _FILLER
    )
    told = "The tax records of Bo Sun were handed to the harbour prosecutors of Dorvan on Monday." + _FILLER
    assert [f for f in shown(analyse, first.format("will"), told) if f[0] == "framing"]
    for second in (told, first.format("will")):
        assert not [f for f in shown(analyse, first.format("must"), second) if f[0] == "framing"]
