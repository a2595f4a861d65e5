from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing.model import Difference
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import claims
from briefing.prepare.dates import dates
from briefing.prepare.differences import differences
from briefing.prepare.event import in_order
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from conftest import Analyse


def find(analyses: Sequence[Analysis]) -> tuple[Difference, ...]:
    ordered = in_order(list(analyses))
    entities = names(ordered)
    times = dates(ordered)
    speech = quotes(ordered, entities)
    told = claims(ordered, entities, times, speech)
    return differences(ordered, entities, times, speech, told, ())


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
    words = {w.casefold().strip(".,") for a in seed_analyses for w in a.article.text.replace("’", "'").split()}
    for d in seeds:
        if d.kind in {"number", "date", "place", "attribution", "framing"}:
            assert all(any(w.casefold() in known for known in words) for w in d.about.split())


def test_identical_articles_do_not_differ(analyse: Analyse) -> None:
    text = "Mayor Ann Lee said the bridge would cost $40 million and open in 2027.\n"
    assert find([analyse(text), analyse(text + "\nIt was raining.\n")]) == ()


def test_nothing_to_compare(analyse: Analyse) -> None:
    assert find([]) == ()
    assert find([analyse("The bridge would cost $40 million.\n")]) == ()
