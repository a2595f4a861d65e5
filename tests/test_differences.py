from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model import Difference
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import claims
from briefing.prepare.dates import dates
from briefing.prepare.differences import differences
from briefing.prepare.differences.finding import KINDS
from briefing.prepare.event import in_order
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from conftest import Analyse

_PIECES = [
    "“We will win the first game,” Ann Lee said. ",
    "\n\n",
    "“",
    "”",
    "'",
    "…",
    "[sic] ",
    "Bo Sun may have paid $40 million ",
    "first ",
    "first known call ",
    "-",
    "/",
    "\u202e",
    "\x1b[31m",
    "40",
    "%",
    " 12 February 2025 ",
    "Austria, Hungary and Poland ",
    "rejected ",
    "the plan. ",
    "a soldier ",
    "soldiers ",
    "é̂",
    "\r",
    "no one ",
    "said ",
    "“I agree” ",
    "two years ago. ",
]


def find(analyses: Sequence[Analysis]) -> tuple[Difference, ...]:
    ordered = in_order(list(analyses))
    entities = names(ordered)
    times = dates(ordered)
    speech = quotes(ordered, entities)
    told = claims(ordered, entities, times, speech)
    return differences(ordered, entities, speech, told, ())


@pytest.fixture(scope="module")
def seeds(seed_analyses: Sequence[Analysis]) -> tuple[Difference, ...]:
    return find(seed_analyses)


def test_numbers_that_differ(analyse: Analyse) -> None:
    a = analyse("Broadway Foods raised its bid for the dairy company Milkwell to $47 billion on Monday.\n")
    b = analyse("On Monday Broadway Foods raised its bid for the dairy company Milkwell to $38 billion.\n")
    found = [d for d in find([a, b]) if d.kind == "number"]
    assert [(d.verdict, {v.value for v in d.variants}) for d in found] == [("differs", {"$47 billion", "$38 billion"})]


def test_the_same_length_in_other_words(seeds: tuple[Difference, ...]) -> None:
    same = [d for d in seeds if d.verdict == "same" and d.kind == "number"]
    assert any({"90-minute", "an hour and a half"} <= {v.value for v in d.variants} for d in same)


def test_both_numbers_told_by_one_source_are_two_numbers(analyse: Analyse) -> None:
    a = analyse("Broadway Foods raised its bid for the dairy company Milkwell from $38 billion to $47 billion.\n")
    b = analyse("Broadway Foods earlier made a bid for the dairy company Milkwell of $38 billion.\n")
    assert not [d for d in find([a, b]) if d.kind == "number" and d.verdict == "differs"]


def test_one_utterance_in_other_words(seeds: tuple[Difference, ...]) -> None:
    wordings = [d for d in seeds if d.kind == "quote-wording"]
    assert any("maintain contact" in v.value for d in wordings if d.verdict == "differs" for v in d.variants)


def test_names_spelt_differently(seeds: tuple[Difference, ...]) -> None:
    spelt = [d for d in seeds if d.kind == "spelling"]
    assert any({"Zelensky", "Zelenskyy"} <= {v.value for v in d.variants} for d in spelt)


def test_the_seeds_show_at_least_eight(seeds: tuple[Difference, ...]) -> None:
    assert len([d for d in seeds if d.kind != "spelling"]) >= 8


def test_variants_lie_within_one_sentence_and_two_articles(
    seeds: tuple[Difference, ...], seed_analyses: Sequence[Analysis]
) -> None:
    sentences = [s.range for a in seed_analyses for s in a.sentences]
    found = seeds
    assert len({d.id for d in found}) == len(found)
    for d in found:
        assert len({v.range.article for v in d.variants}) > 1
        assert all(any(s.holds(v.range) for s in sentences) or d.kind == "spelling" for v in d.variants)


def test_about_is_in_the_sources_words(seeds: tuple[Difference, ...], seed_analyses: Sequence[Analysis]) -> None:
    texts = [" ".join(a.article.text.split()) for a in seed_analyses]
    for d in seeds:
        pieces = d.about.split(" … ")
        assert sum(len(p.split()) for p in pieces) <= 9, d.about
        assert d.kind == "spelling" or all(any(p in text for text in texts) for p in pieces), d.about


def test_about_leaves_a_gap_for_what_differs(seeds: tuple[Difference, ...]) -> None:
    assert "Putin even used my very … campaign slogan" in {d.about for d in seeds}


def test_values_are_the_words_that_differ(seeds: tuple[Difference, ...]) -> None:
    slogan = next(d for d in seeds if d.about.endswith("campaign slogan"))
    assert {v.value for v in slogan.variants} == {"strong", "powerful"}


def test_what_differs_comes_first(seeds: tuple[Difference, ...]) -> None:
    ranks = [(["differs", "compatible", "same"].index(d.verdict), KINDS.index(d.kind)) for d in seeds]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 3


def test_in_what_sense_a_first(seeds: tuple[Difference, ...]) -> None:
    first = next(d for d in seeds if d.kind == "scope" and d.verdict == "differs")
    assert {"their first official conversation", "Trump’s first known conversation"} <= {
        v.value for v in first.variants
    }


def test_a_number_in_fewer_digits_is_compatible(analyse: Analyse) -> None:
    a = analyse("Broadway Foods raised its bid for the dairy company Milkwell to $47.3 billion on Monday.\n")
    b = analyse("On Monday Broadway Foods raised its bid for the dairy company Milkwell to about $47 billion.\n")
    found = [d for d in find([a, b]) if d.kind == "number"]
    assert [d.verdict for d in found] == ["compatible"]


def test_one_or_many(analyse: Analyse) -> None:
    a = analyse("The teenager Mira Olan punched a soldier near the checkpoint of Dorvan on Friday, the army said.\n")
    b = analyse("The teenager Mira Olan slapped soldiers near the checkpoint of Dorvan on Friday, the army said.\n")
    found = find([a, b])
    assert {"a soldier", "soldiers"} in [{v.value for v in d.variants} for d in found if d.kind == "number"]
    assert {"punched", "slapped"} in [{v.value for v in d.variants} for d in found if d.kind == "framing"]


def test_opposites_told_of_one_thing(analyse: Analyse) -> None:
    a = analyse("The city council of Dorvan rejected the stadium plan of the builder Hestia Homes on Friday.\n")
    b = analyse("The city council of Dorvan approved the stadium plan of the builder Hestia Homes on Friday.\n")
    found = [d for d in find([a, b]) if d.kind == "framing"]
    assert [(d.verdict, {v.value for v in d.variants}) for d in found] == [("differs", {"rejected", "approved"})]


def test_a_title_that_hedges(analyse: Analyse) -> None:
    a = analyse("Divers may have found the wreck of the Aurelia\n\nThe bay of Dorvan was calm on Friday.\n")
    b = analyse("Divers have found the wreck of the Aurelia\n\nCrowds came to the harbour in the evening.\n")
    found = [d for d in find([a, b]) if d.kind == "framing" and d.verdict == "differs"]
    assert [{v.value for v in d.variants} for d in found] == [{"may have found", "have found"}]


def test_a_set_with_a_member_that_the_other_never_names(analyse: Analyse) -> None:
    head = "The visa ban of the government of Dorvan applies to citizens of"
    a = analyse(f"{head} Austria, Hungary, Poland and Slovakia from Friday.\n")
    b = analyse(f"{head} Austria, Hungary and Poland from Friday.\n")
    named = analyse(f"{head} Austria, Hungary and Poland from Friday. Slovakia protested.\n")
    assert [d.verdict for d in find([a, b]) if d.kind == "scope"] == ["differs"]
    assert not [d for d in find([a, named]) if d.kind == "scope"]


def test_short_quotations_of_one_speaker(analyse: Analyse) -> None:
    a = analyse("President Ann Lee had a “meaningful conversation” with the union on Monday, she said.\n")
    b = analyse("On Monday President Ann Lee described a “good and detailed discussion” with the union.\n")
    found = [d for d in find([a, b]) if d.kind == "quote-wording"]
    assert [{v.value for v in d.variants} for d in found] == [
        {"meaningful conversation", "good and detailed discussion"}
    ]


def test_a_quotation_cut_short_does_not_differ(analyse: Analyse) -> None:
    a = analyse("“We will rebuild the old bridge before the winter,” Mayor Ann Lee said on Monday.\n")
    b = analyse("Mayor Ann Lee said on Monday that they would “rebuild the old bridge”.\n")
    assert not [d for d in find([a, b]) if d.kind == "quote-wording"]


def test_order_of_the_articles_does_not_matter(
    seed_analyses: Sequence[Analysis], seeds: tuple[Difference, ...]
) -> None:
    assert find(list(reversed(seed_analyses))) == seeds


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8), st.lists(st.sampled_from(_PIECES), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(analyse: Analyse, first: list[str], second: list[str]) -> None:
    analyses = [analyse("Ann Lee met Bo Sun. " + "".join(first)), analyse("".join(second) + " It rained in Dorvan.")]
    texts = {a.article.id: a.article.text for a in analyses}
    for d in find(analyses):
        for v in d.variants:
            assert 0 <= v.range.start < v.range.end <= len(texts[v.range.article])


def test_identical_articles_do_not_differ(analyse: Analyse) -> None:
    text = "Mayor Ann Lee said the bridge would cost $40 million and open in 2027.\n"
    assert find([analyse(text), analyse(text + "\nIt was raining.\n")]) == ()


def test_nothing_to_compare(analyse: Analyse) -> None:
    assert find([]) == ()
    assert find([analyse("The bridge would cost $40 million.\n")]) == ()
