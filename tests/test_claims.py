from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told, claims
from briefing.prepare.claims.features import NAMES
from briefing.prepare.claims.group import cliques
from briefing.prepare.claims.model import mutual, shipped
from briefing.prepare.claims.rows import rows
from briefing.prepare.claims.statements import statements
from briefing.prepare.dates import dates
from briefing.prepare.event import in_order
from briefing.prepare.keys import stem, word_key
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from conftest import Analyse

FERRY = (
    "Ferry aground\n\n"
    "The ferry Aurora ran aground near the harbour of Westport on Monday with 214 passengers aboard.\n\n"
    "Captain Helen Marsh said the steering had failed ten minutes after departure.\n\n"
    "Divers will inspect the hull on Wednesday.\n"
)
FERRY_TOO = (
    "Westport ferry stuck\n\n"
    "A ferry with 214 passengers aboard, the Aurora, ran aground near Westport harbour on Monday.\n\n"
    "The town has asked the company to pay for the cleaning of its beaches.\n\n"
    "Ten minutes after departure the steering failed, Captain Helen Marsh said.\n"
)
GARDEN = (
    "Orchids on show\n\n"
    "The botanical garden opened a new greenhouse for orchids on Sunday.\n\n"
    "Visitors may see four hundred kinds of flowers until the end of May.\n"
)


def tell(analyses: Sequence[Analysis]) -> Told:
    ordered = in_order(list(analyses))
    entities = names(ordered)
    return claims(ordered, entities, dates(ordered), quotes(ordered, entities))


def linked(told: Told, analyses: Sequence[Analysis]) -> set[frozenset[str]]:
    """The pairs of first words of sentences that claims join."""
    by_id = {a.article.id: a for a in analyses}
    return {
        frozenset((by_id[a.article].text_of(a)[:20], by_id[b.article].text_of(b)[:20]))
        for c in told.claims
        for a, b in combinations(c.support, 2)
    }


def test_two_sources_telling_one_thing_share_a_claim(analyse: Analyse) -> None:
    both = [analyse(FERRY), analyse(FERRY_TOO)]
    found = linked(tell(both), both)
    assert frozenset(("The ferry Aurora ran", "A ferry with 214 pas")) in found
    assert not any("The town has asked t" in pair or "Divers will inspect " in pair for pair in found)


def test_every_body_sentence_stands_in_a_claim_within_its_sentence(seed_analyses: Sequence[Analysis]) -> None:
    told = tell(seed_analyses)
    sentences = {s.range for a in seed_analyses for s in a.sentences if s.segment.kind == "body"}
    mentions = {m.range for c in told.claims for m in c.mentions}
    assert all(any(m == s or s.holds(m) for s in sentences) for m in mentions)
    starts = {(m.article, s.start) for s in sentences for m in mentions if s.holds(m)}
    assert all((s.article, s.start) in starts for s in sentences)
    assert len({c.id for c in told.claims}) == len(told.claims)
    assert all(1 <= c.origins <= len(c.articles) for c in told.claims)


def test_unrelated_articles_share_nothing(analyse: Analyse) -> None:
    told = tell([analyse(FERRY), analyse(GARDEN)])
    assert all(len(c.articles) == 1 for c in told.claims)


def test_one_article_alone(analyse: Analyse) -> None:
    told = tell([analyse(GARDEN)])
    assert [len(c.support) for c in told.claims] == [1, 1]
    assert told.copies == ()


def test_no_article() -> None:
    assert tell([]) == Told((), ())


def test_the_order_of_articles_does_not_matter(analyse: Analyse) -> None:
    both = [analyse(FERRY), analyse(FERRY_TOO)]
    assert tell(both) == tell(both[::-1])


def test_an_unrelated_article_leaves_ids_as_they_were(analyse: Analyse) -> None:
    both = [analyse(FERRY), analyse(FERRY_TOO)]
    before = {c.id for c in tell(both).claims if len(c.articles) == 2}
    after = {c.id for c in tell([*both, analyse(GARDEN)]).claims if len(c.articles) == 2}
    assert before
    assert before == after


def test_who_called_what_unrealistic_stays_apart(seed_analyses: Sequence[Analysis]) -> None:
    by_id = {a.article.id: a for a in seed_analyses}
    for claim in tell(seed_analyses).claims:
        texts = [by_id[r.article].text_of(r) for r in claim.support]
        borders = [t for t in texts if "unrealistic" in t and "borders" in t and "join" not in t]
        joining = [t for t in texts if "unrealistic" in t and "joining NATO" in t and "borders" not in t]
        assert not (borders and joining)


def shared(analyses: Sequence[Analysis]) -> list[tuple[str, ...]]:
    """The words of the full mentions of claims that several sources tell."""
    by_id = {a.article.id: a for a in analyses}
    return [tuple(by_id[r.article].text_of(r) for r in c.support) for c in tell(analyses).claims if len(c.articles) > 1]


def test_would_call_and_called_are_two_claims(analyse: Analyse) -> None:
    one = analyse(
        "Bridge talks\n\nAfter speaking with Helen Marsh, Mayor Tom Reed said he would call Governor Ann Pike"
        " about the bridge in Westport.\n"
    )
    two = analyse(
        "Bridge talks go on\n\nAfter speaking with Helen Marsh, Mayor Tom Reed called Governor Ann Pike"
        " about the bridge in Westport.\n"
    )
    three = analyse(
        "Reed and Pike\n\nMayor Tom Reed, after speaking with Helen Marsh, called Governor Ann Pike"
        " about the Westport bridge.\n"
    )
    assert not shared([one, two])
    assert shared([two, three])


def test_one_amount_in_two_roles_is_no_claim_of_two(analyse: Analyse) -> None:
    one = analyse("Harbour costs\n\nThe dredging of the harbour cost 40 million dollars last year.\n")
    two = analyse("Ferry fares\n\nPassengers bought ferry tickets for 40 million dollars, the company said.\n")
    assert not shared([one, two])


def test_one_word_of_several_speakers_on_several_things_stays_apart(analyse: Analyse) -> None:
    articles = [
        analyse('Reed\n\nMayor Tom Reed called the plan for a second bridge "unrealistic".\n'),
        analyse('Pike\n\nGovernor Ann Pike said the return of the ferries was "unrealistic".\n'),
        analyse('Pike again\n\nGovernor Ann Pike called a tunnel under the bay "unrealistic" on Friday.\n'),
    ]
    assert not shared(articles)


def test_naming_one_matter_is_not_telling_one_thing(seed_analyses: Sequence[Analysis]) -> None:
    for texts in shared(seed_analyses):
        prospect = any("prospect of Ukraine joining" in t for t in texts)
        assert not (prospect and any("assessment" in t for t in texts))


def test_a_mention_is_the_clause_that_the_other_tells_too(analyse: Analyse) -> None:
    one = analyse(
        "Ferry aground\n\nThe ferry Aurora ran aground near the harbour of Westport on Monday with 214 passengers"
        " aboard, while the town council was debating a new tax on hotels and restaurants that many owners oppose.\n"
    )
    both = [one, analyse(FERRY_TOO)]
    texts = shared(both)
    assert any(t.endswith("214 passengers aboard") for row in texts for t in row)
    assert not any("hotels" in t for row in texts for t in row)


def test_mentions_read_as_clauses(seed_analyses: Sequence[Analysis]) -> None:
    narrow = 0
    whole = {s.range for a in seed_analyses for s in a.sentences}
    told = tell(seed_analyses)
    for a in seed_analyses:
        text = a.article.text
        for r in (r for c in told.claims for r in c.support if r.article == a.article.id):
            if r in whole:
                continue
            narrow += 1
            inside = text[r.start : r.end]
            assert inside[0] not in " ,.;:"
            assert inside[-1] not in " ,;:"
            assert not (text[r.start - 1].isalnum() and inside[0].isalnum())
            assert not (text[r.end].isalnum() and inside[-1].isalnum())
            assert inside.count('"') % 2 == 0
            assert inside.count("“") == inside.count("”")
    assert narrow > 10


SUBJECTS = ("The orchestra", "A gardener", "The old library", "The chess club", "A baker")
DEEDS = ("painted", "sold", "closed", "rehearsed", "counted")
THINGS = ("forty violins", "a row of tulips", "its reading room", "the winter tournament", "rye loaves")
made_up = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(DEEDS), st.sampled_from(THINGS))


@settings(max_examples=10, deadline=None)
@given(st.lists(made_up, min_size=1, max_size=5))
def test_any_unrelated_article_leaves_ids_as_they_were(analyse: Analyse, rows: list[tuple[str, str, str]]) -> None:
    both = [analyse(FERRY), analyse(FERRY_TOO)]
    other = analyse("Elsewhere\n\n" + "\n\n".join(f"{' '.join(r)} in Farley." for r in rows) + "\n")
    before = {c.id for c in tell(both).claims}
    after = tell([*both, other]).claims
    assert before <= {c.id for c in after}
    assert {c.id for c in after if other.article.id not in c.articles} == before


def test_keys_join_forms_and_synonyms() -> None:
    assert word_key("negotiation") == word_key("negotiate")
    assert word_key("retirement") == word_key("retire")
    assert word_key("halt") == word_key("stop")
    assert word_key("minister") != word_key("mineral")


@given(st.text(max_size=40))
def test_any_word_has_a_stem(word: str) -> None:
    assert len(stem(word)) <= len(word)


pairs = st.tuples(st.integers(0, 15), st.integers(0, 15)).filter(lambda p: p[0] < p[1])


@given(st.dictionaries(pairs, st.floats(0.5, 1.0), max_size=40))
def test_cliques_cover_each_link_and_nothing_else(links: dict[tuple[int, int], float]) -> None:
    groups = cliques(links, lambda _i, _j: frozenset({0}))
    covered = {pair for g in groups for pair in combinations(g.members, 2)}
    assert covered == set(links)


@given(st.dictionaries(pairs, st.floats(0.5, 1.0), max_size=40), st.integers(0, 99))
def test_all_of_a_group_tell_its_clauses(links: dict[tuple[int, int], float], seed: int) -> None:
    def parts(i: int, j: int) -> frozenset[int]:
        return frozenset({(i * 7 + j * 3 + seed) % 3, (i + j * 5) % 3})

    groups = cliques(links, parts)
    assert {pair for g in groups for pair in combinations(g.members, 2)} == set(links)
    for g in groups:
        for i, own in zip(g.members, g.parts, strict=True):
            assert own
            assert all(own <= parts(i, j) for j in g.members if j != i)


def test_pronouns_are_resolved_to_the_subject_before(analyse: Analyse) -> None:
    analysis = analyse("Helen Marsh left the harbour at dawn. She said that the steering had failed.")
    entities = names([analysis])
    told = statements([analysis], entities, (), quotes([analysis], entities))
    shared = told[0].names & told[1].names
    assert shared


@settings(max_examples=15, deadline=None)
@example(["AAAAAAAAAɐɐɐɐɐɐɐɐɐɐɐ"])
@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=150), max_size=3)
)
def test_any_articles_give_ranges_inside_them(analyse: Analyse, texts: list[str]) -> None:
    analyses = [analyse(t) for t in dict.fromkeys(texts) if t.strip()]
    size = {a.article.id: len(a.article.text) for a in analyses}
    for claim in tell(analyses).claims:
        assert all(0 <= m.range.start < m.range.end <= size[m.range.article] for m in claim.mentions)


def test_a_bare_question_is_no_claim_of_two(analyse: Analyse) -> None:
    told = tell([analyse(GARDEN + "\nWhy?\n"), analyse(FERRY + "\nWhy?\n")])
    assert all(len(c.articles) == 1 for c in told.claims)


def test_a_signature_and_a_stock_turn_are_no_claim(analyse: Analyse) -> None:
    signed = " — Helen Marsh (@helenmarsh) May 3, 2021"
    one = analyse(
        f"A harbour in need\n\nThe harbour must close at once!{signed}\n\nTwo men spoke on condition of anonymity.\n"
    )
    two = analyse(
        f"Orchids again\n\nWe found three new kinds of orchids!{signed}\n\nA diver spoke on condition of anonymity.\n"
    )
    assert all(len(c.articles) == 1 for c in tell([one, two]).claims)


@given(st.lists(st.dictionaries(st.integers(0, 9), st.floats(0.1, 2.0), max_size=6), min_size=1, max_size=8))
def test_rows_share_what_both_hold(table: list[dict[int, float]]) -> None:
    all_pairs = list(combinations(range(len(table)), 2))
    i, j = np.array(all_pairs, dtype=np.int64).reshape(-1, 2).T
    shared = rows(table, 10).shared(i, j)
    found = set(zip(shared.pair.tolist(), shared.column.tolist(), strict=True))
    assert found == {(n, k) for n, (a, b) in enumerate(all_pairs) for k in table[a].keys() & table[b].keys()}


def test_doubt_asks_for_more() -> None:
    model = shipped()
    feature_rows = np.zeros((4, len(NAMES)))
    feature_rows[1, NAMES.index("speakers_differ")] = 1
    feature_rows[2, NAMES.index("realis_clash")] = 1
    least = min(model.rival, model.doubt)
    found = np.full(4, model.full + least / 2)
    best = np.array([True, True, True, False])
    assert model.surest(found, feature_rows, best).tolist() == [True, False, False, False]
    assert model.surest(np.full(4, model.full + max(model.rival, model.doubt)), feature_rows, best).all()
    feature_rows[:, NAMES.index("done_clash")] = 1
    assert not model.surest(np.ones(4), feature_rows, best).any()


def test_mutual_best_by_article() -> None:
    i, j, article = np.array([0, 0, 1]), np.array([2, 3, 2]), np.array([0, 0, 1, 1])
    assert mutual(np.array([0.9, 0.7, 0.8]), i, j, article).tolist() == [True, False, False]
