from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import claims
from briefing.prepare.claims.origins import SEED, Passages, agencies, copies, meetings, origins
from briefing.prepare.names import names
from briefing.prepare.quotes import Speech, quotes
from conftest import Analyse

WIRE = (
    "The ferry Aurora ran aground near the harbour of Westport on Monday morning with 214 passengers aboard, "
    "and rescuers brought all of them ashore within three hours.\n\n"
    "Nobody was hurt, the coast guard told reporters at the quay after the last passengers had left the ship.\n"
)
OWN = (
    "On Monday a ferry with 214 people got stuck off Westport; the Aurora's passengers were all taken to land.\n\n"
    "A tug will try to pull the ship free at the next high tide.\n"
)
SPEECH = "“We will build the bridge again and we will build it better than it has ever been before,” {} said{}.\n"


def shared(analyses: Sequence[Analysis]) -> set[frozenset[str]]:
    return {frozenset((c.a, c.b)) for c in copies(analyses, quotes(analyses, names(analyses)))}


def test_copied_text_is_found_with_its_ranges(analyse: Analyse) -> None:
    a, b = analyse(WIRE), analyse("WESTPORT — " + WIRE + "\nTrains are not affected.\n")
    found = copies([a, b], Speech((), ()))
    assert [(c.a, c.b) for c in found] == [(a.article.id, b.article.id)]
    for mine, theirs in found[0].passages:
        assert a.text_of(mine) == b.text_of(theirs)
    assert sum(m.end - m.start for m, _ in found[0].passages) > 200


def test_own_words_are_no_copy(analyse: Analyse) -> None:
    assert shared([analyse(WIRE), analyse(OWN)]) == set()


def test_quoting_the_same_words_is_no_copy(analyse: Analyse) -> None:
    a = analyse("The mayor spoke at noon.\n\n" + SPEECH.format("Mayor Ann Lee", ""))
    b = analyse("It was raining.\n\n" + SPEECH.format("the town's mayor", " at a rally in the old market"))
    assert shared([a, b]) == set()


def test_a_copy_is_one_origin(analyse: Analyse) -> None:
    analyses = [analyse(WIRE), analyse(WIRE + "\nTrains are not affected.\n"), analyse(OWN)]
    entities = names(analyses)
    told = claims(analyses, entities, (), quotes(analyses, entities))
    most = max(told.claims, key=lambda c: (len(c.articles), c.id))
    copied = {analyses[0].article.id, analyses[1].article.id}
    assert copied <= set(most.articles)
    assert most.origins == len(set(most.articles) - copied) + 1


def test_a_duplicate_never_raises_the_count(analyse: Analyse) -> None:
    def counts(analyses: Sequence[Analysis]) -> int:
        entities = names(analyses)
        return max(c.origins for c in claims(analyses, entities, (), quotes(analyses, entities)).claims)

    once = [analyse(WIRE), analyse(OWN)]
    assert counts([*once, analyse(WIRE + " \n")]) <= counts(once)


def test_agencies_are_read_from_datelines(analyse: Analyse) -> None:
    a = analyse("WESTPORT (Reuters) - The ferry ran aground on Monday.\n")
    b = analyse("The ferry ran aground on Monday, Reuters reported.\n")
    assert agencies([a, b]) == {a.article.id: "Reuters"}


def test_one_agency_is_one_origin() -> None:
    support = [Range("a", 0, 10), Range("b", 0, 10), Range("c", 0, 10)]
    texts = {r: r.article for r in support}
    assert origins(support, Passages(()), {"a": "AP", "b": "AP"}, texts) == 2
    assert origins(support, Passages(()), {}, texts) == 3
    assert origins(support, Passages(()), {}, dict.fromkeys(support, "same words")) == 1


@given(st.lists(st.lists(st.sampled_from("ab"), max_size=24), max_size=4))
def test_seeds_meet_where_eight_words_are_the_same(texts: list[list[str]]) -> None:
    naive: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, one in enumerate(texts):
        for b, other in enumerate(texts[a + 1 :], a + 1):
            for x in range(len(one) - SEED + 1):
                for y in range(len(other) - SEED + 1):
                    if one[x : x + SEED] == other[y : y + SEED]:
                        naive.setdefault((a, b), []).append((x, y))
    assert meetings(texts) == naive
