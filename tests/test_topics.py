"""Topics: declared ones by their phrases, found ones by likeness."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Member, Range, Topic, When
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told
from briefing.prepare.names import names
from briefing.prepare.quotes import Speech
from briefing.prepare.topics import Declared, DeclaredTopic, arranged, naming, topics
from briefing.prepare.topics.linkage import Matrix, average_linkage
from briefing.prepare.topics.naming import LONGEST_NAME, Namesakes, slug
from briefing.prepare.topics.phrases import phrases
from briefing.prepare.topics.sentences import places
from briefing.prepare.topics.space import second_order

Analyse = Callable[[str], Analysis]

FLOOD = (
    "Heavy rain flooded the old town of Lindau on Monday night. The river Argen burst its banks near the station. "
    "Firefighters pumped water from two hundred cellars until dawn."
)
BRIDGE = (
    "The city council postponed the vote on the new bridge. Mayor Clara Vogt said the bridge would cost forty million "
    "euros. Opponents of the bridge collected nine thousand signatures against it."
)
FESTIVAL = (
    "The summer festival opens on Friday with a concert by the youth orchestra. Tickets for the concert sold out in "
    "an hour. The youth orchestra will play works by Schubert and Brahms."
)


def run(analyses: Sequence[Analysis], declared: Declared | None = None) -> tuple[Topic, ...]:
    return topics(analyses, names(analyses), Speech((), ()), Told((), ()), declared)


def declare(**about: tuple[str, ...]) -> Declared:
    return Declared(None, tuple(DeclaredTopic(k, k.title(), v) for k, v in about.items()))


def body(analyses: Sequence[Analysis]) -> set[Range]:
    return {s.range for a in analyses for s in a.sentences if s.segment.kind == "body"}


def texts(topic: Topic, analyses: Sequence[Analysis]) -> str:
    by_id = {a.article.id: a for a in analyses}
    return " ".join(by_id[m.range.article].text_of(m.range) for m in topic.members)


@pytest.fixture(scope="module")
def towns(analyse: Analyse) -> list[Analysis]:
    return [
        analyse(f"{FLOOD}\n\n{BRIDGE}\n\n{FESTIVAL}\n"),
        analyse(f"{BRIDGE.replace('postponed', 'put off')}\n\n{FESTIVAL.replace('Friday', 'Saturday')}\n"),
    ]


def test_every_body_sentence_has_one_topic(towns: list[Analysis]) -> None:
    for declared in (None, declare(bridge=("new bridge",))):
        held = [m.range for t in run(towns, declared) for m in t.members]
        assert len(held) == len(set(held))
        assert body(towns) <= set(held)


def test_declared_topics_keep_their_order_and_take_what_their_phrases_tell(towns: list[Analysis]) -> None:
    result = run(
        towns, declare(concert=("youth orchestra", "festival"), bridge=("bridge",), rain=("rain", "river Argen"))
    )
    assert [t.id for t in result][:3] == ["concert", "bridge", "rain"]
    assert [t.origin for t in result][:3] == ["declared"] * 3
    assert "Schubert" in texts(result[0], towns)
    assert "signatures" in texts(result[1], towns)
    assert "banks" in texts(result[2], towns)
    assert "orchestra" not in texts(result[2], towns)


def test_a_phrase_is_the_reason(towns: list[Analysis]) -> None:
    bridge = run(towns, declare(bridge=("new bridge",)))[0]
    assert any("new bridge" in m.reason for m in bridge.members)
    assert all(m.reason for m in bridge.members)


def test_a_declared_topic_that_nothing_fits_stays_and_takes_nothing(towns: list[Analysis]) -> None:
    result = run(towns, declare(moon=("lunar landing",), bridge=("bridge",)))
    assert result[0].id == "moon"
    assert result[0].members == ()


def test_a_name_is_found_by_its_entity_however_spelled(analyse: Analyse) -> None:
    one = analyse(
        "President Volodymyr Zelenskyy arrived in Oslo on Tuesday. Zelensky met the king at noon.\n\n"
        "The weather in Oslo stayed mild. Snow is expected later.\n"
    )
    result = run([one], declare(visit=("Zelenskyy",)))
    held = texts(result[0], [one])
    assert "arrived" in held
    assert "the king" in held


def test_what_fits_no_declared_topic_is_kept(towns: list[Analysis]) -> None:
    result = run(towns, declare(bridge=("signatures against the bridge",)))
    rest = [t for t in result if t.origin != "declared"]
    assert rest
    assert "Schubert" in " ".join(texts(t, towns) for t in rest)


def test_found_topics_keep_matters_apart(towns: list[Analysis]) -> None:
    result = run(towns)
    assert 2 <= len(result) <= 5
    assert all(t.origin == "found" for t in result)
    bridge = next(t for t in result if "signatures" in texts(t, towns))
    assert "Schubert" not in texts(bridge, towns)


def test_names_are_different_and_short(towns: list[Analysis]) -> None:
    found = [t.name for t in run(towns)]
    assert len({n.lower() for n in found}) == len(found)
    assert all(0 < len(n) <= LONGEST_NAME for n in found)
    assert any("bridge" in n.lower() for n in found)


def test_a_reason_names_words_of_the_sentence_or_its_neighbour(towns: list[Analysis]) -> None:
    by_id = {a.article.id: a for a in towns}
    for topic in run(towns):
        for member in topic.members:
            named = re.findall("“(.+?)”", member.reason)
            text = by_id[member.range.article].text_of(member.range)
            assert all(w in text for w in named)
            assert named or "sentence" in member.reason
    assert any("“bridge”" in m.reason for t in run(towns) for m in t.members)


def phrased(analyse: Analyse, text: str) -> list[str]:
    one = analyse(f"Some first words stand here.\n\n{text}\n")
    known = Namesakes.of(places([one]), names([one]), Speech((), ()))
    sentence = one.sentences[-1]
    found = phrases(one.tokens_of(sentence), sentence.first, one.article.text, known.named[sentence.range])
    return [p.text for p in found]


def test_phrases_take_what_they_are_of(analyse: Analyse) -> None:
    assert "shortage of the testing kits" in phrased(analyse, "Hospitals reported a shortage of the testing kits.")


def test_phrases_are_not_cut_between_two_parties(analyse: Analyse) -> None:
    found = phrased(analyse, "The report named tensions between the council and the mayor as a cause.")
    assert "tensions between the council and the mayor" in found
    assert "tensions between the council" not in found


def test_phrases_begin_with_no_judgement(analyse: Analyse) -> None:
    found = phrased(analyse, "The drivers blamed a huge water leak.")
    assert "water leak" in found
    assert "huge water leak" not in found


def test_a_name_is_whole_or_not_there(analyse: Analyse) -> None:
    found = phrased(analyse, "The council met Foreign Minister Clara Vogt in Oslo on Monday.")
    assert "Vogt" in found
    assert not [p for p in found if "Minister" in p or "Clara" in p]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The mayor repeated a threat to close the bridge.", "threat to close the bridge"),
        ("Police accused the men of stealing two blankets.", "stealing two blankets"),
        ("Mayor Clara Vogt signed the treaty on Monday.", "Vogt signed the treaty"),
        ("The council apologized to the players.", "council apologized to the players"),
        ("The firm hired a team of lawyers.", "firm hired a team of lawyers"),
    ],
)
def test_phrases_tell_what_somebody_does(analyse: Analyse, text: str, act: str) -> None:
    assert act in phrased(analyse, text)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Clara Vogt did not sign the treaty on Monday.",
        "Mayor Clara Vogt may sign the treaty on Monday.",
        "If Mayor Clara Vogt signed the treaty, nobody saw it.",
        "Clara Vogt signed the treaty?",
    ],
)
def test_no_phrase_tells_as_done_what_is_denied_asked_or_only_possible(analyse: Analyse, text: str) -> None:
    assert not [p for p in phrased(analyse, text) if p.startswith("Vogt") and "sign" in p]


def test_what_one_source_alone_says_that_somebody_did_names_no_topic(analyse: Analyse) -> None:
    one = "Clara Vogt closed the old bridge. The old bridge was closed for repairs. Vogt closed the old bridge in May."
    other = "Nobody knows when the old bridge reopens. The old bridge is a landmark. Drivers miss the old bridge."
    alone = [analyse(f"{one}\n\n{FESTIVAL}\n"), analyse(f"{other}\n\n{FESTIVAL}\n")]
    assert not [t.name for t in run(alone) if "closed" in t.name]


def test_names_hold_no_marks_of_quotation_and_no_handles(analyse: Analyse) -> None:
    found = phrased(
        analyse, "The council issued a “travel advisory” and Clara Vogt read @lindau_bridge posts about the bridge."
    )
    assert not [p for p in found if "“" in p or "@" in p]


def test_names_are_easily_told_apart(towns: list[Analysis]) -> None:
    found = [{w for w in t.name.lower().split() if len(w) > 3} for t in run(towns)]
    assert not [1 for n, x in enumerate(found) for y in found[:n] if x and y and (x <= y or y <= x)]


def test_a_name_much_like_another_is_passed_over(analyse: Analyse) -> None:
    bridge = "The harbour bridge was closed. Drivers miss the harbour bridge. The harbour bridge is old."
    toll = (
        "The harbour bridge toll rose. Nobody likes the harbour bridge toll. The harbour bridge toll hurts poor farms."
    )
    one = analyse(f"{toll} Poor farms are empty.\n\n{bridge} The harbour bridge reopens. The fair opened.\n")
    held = places([one])

    found = naming.names([one], held, [0, 0, 0, 0, 1, 1, 1, 1, 1], Namesakes.of(held, [], Speech((), ())))
    assert found == ["Poor farms", "Harbour bridge"]


def arrange(analyses: Sequence[Analysis], about: dict[str, str], days: dict[str, str]) -> list[str]:
    """Give ids of topics made of the sentences that hold a word, in order; sentences with a word get its day."""
    every = [(s.range, a.text_of(s.range)) for a in analyses for s in a.sentences if s.segment.kind == "body"]
    found = [
        Topic(name, name, "other" if name == "other" else "found", tuple(Member(r, "") for r, t in every if word in t))
        for name, word in about.items()
    ]
    dates = [
        When(Range(r.article, r.start, r.start + 1), day, "day", None)
        for word, day in days.items()
        for r, t in every
        if word in t
    ]
    return [t.id for t in arranged(found, analyses, dates)]


ABOUT = {"other": "Firefighters", "old": "Old", "small": "Small", "fair": "Fair", "rain": "Rain", "flood": "Flood"}


@pytest.fixture(scope="module")
def week(analyse: Analyse) -> list[Analysis]:
    flood = "Flood water rose in Lindau at dawn. Flood water fell in Lindau at noon. "
    fair = "Fair stalls were closed by the mayor. Fair stalls were cleaned by nine men. "
    rain = "Rain fell for three days in a row. Rain fell again over the whole town. "
    old = "Old floods had killed ninety people. Old walls had been torn down. "
    small = "Small boats are on offer in the harbour."
    return [
        analyse(f"{flood}{old}{fair}{rain}Firefighters left.\n"),
        analyse(f"{flood.replace('dawn', 'night')}{old.replace('ninety', 'many')}{rain}{fair}{small}\n"),
    ]


def test_found_topics_stand_by_importance_then_by_day_and_background_comes_last(week: list[Analysis]) -> None:
    days = {"Rain": "2024-05-01", "Fair": "2024-05-03", "Flood": "2024-05-03", "Old": "1999-05-21"}
    assert arrange(week, ABOUT, days) == ["flood", "rain", "fair", "small", "old", "other"]
    assert arrange(week, ABOUT, days | {"Rain": "2024-05-04"}) == ["flood", "fair", "rain", "small", "old", "other"]


def test_without_dates_topics_alike_stand_as_the_sources_tell_them(week: list[Analysis]) -> None:
    assert arrange(week, ABOUT, {}) == ["flood", "old", "fair", "rain", "small", "other"]


def test_the_order_of_topics_depends_on_neither_theirs_nor_the_articles(week: list[Analysis]) -> None:
    about = dict(reversed(ABOUT.items()))
    assert arrange(week[::-1], about, {}) == arrange(week, ABOUT, {})


def test_without_vectors_topics_are_found_by_words(towns: list[Analysis]) -> None:
    bare = [replace(a, vectors=b"", encoder="") for a in towns]
    result = run(bare)
    assert 2 <= len(result) <= 5
    assert {m.range for t in result for m in t.members} >= body(bare)


def test_the_second_order_is_the_cosine_of_likenesses() -> None:
    random = np.random.default_rng(1)
    for shape in ((6, 3), (4, 9), (1, 3)):
        rows = random.normal(size=shape)
        likeness = rows @ rows.T
        apart = likeness - likeness.mean(axis=0) if len(rows) > 1 else likeness
        apart /= np.linalg.norm(apart, axis=1, keepdims=True)
        assert np.allclose(second_order(rows), apart @ apart.T)


def test_ids_are_slugs_and_unique(towns: list[Analysis]) -> None:
    ids = [t.id for t in run(towns)]
    assert len(ids) == len(set(ids))
    assert all(i == slug(i) for i in ids)
    assert slug("Müller’s “Third” Plan", ["mullers-third-plan"]) == "mullers-third-plan-2"
    assert slug("– … –") == "topic"


def test_the_order_of_articles_does_not_change_the_members(towns: list[Analysis]) -> None:
    def groups(result: tuple[Topic, ...]) -> set[frozenset[Range]]:
        return {frozenset(m.range for m in t.members) for t in result}

    assert groups(run(towns)) == groups(run(towns[::-1]))


@pytest.mark.parametrize("text", ["", "\n\n", "Word", FLOOD, "One came. Two went. Three stayed.\n"])
def test_few_sentences_give_few_topics(analyse: Analyse, text: str) -> None:
    one = analyse(text)
    result = run([one])
    assert len(result) <= 2
    assert body([one]) <= {m.range for t in result for m in t.members}


def test_no_articles_give_no_topics() -> None:
    assert run([]) == ()


def test_average_linkage_groups_blocks() -> None:
    block: Matrix = np.asarray(np.kron(np.eye(3), np.ones((4, 4))) + 0.01, dtype=np.float64)
    order = [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]
    assert average_linkage(block[np.ix_(order, order)], 3) == [0, 1, 2] * 4
    assert average_linkage(block, 12) == list(range(12))
    assert average_linkage(block, 1) == [0] * 12
    assert average_linkage(np.zeros((0, 0)), 3) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 25), st.integers(1, 30), st.integers(0, 10_000))
def test_average_linkage_equals_the_plain_algorithm(n: int, k: int, seed: int) -> None:
    rows = np.random.default_rng(seed).random((n, n))
    similarity = (rows + rows.T) / 2
    groups = [[i] for i in range(n)]
    while len(groups) > k:
        pairs = [(a, b) for a in range(len(groups)) for b in range(a)]
        a, b = max(pairs, key=lambda p: similarity[np.ix_(groups[p[0]], groups[p[1]])].mean())
        groups[b] += groups.pop(a)
    mine = average_linkage(similarity, k)
    assert {frozenset(g) for g in groups} == {frozenset(i for i in range(n) if mine[i] == m) for m in set(mine)}


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.sampled_from("ab “”\"'.!?\n,THe’—é漢\u202e"), max_size=200), phrase=st.text(max_size=12))
def test_any_text_keeps_every_body_sentence(analyse: Analyse, text: str, phrase: str) -> None:
    one = analyse(text)
    for declared in (None, declare(x=(phrase or "a",))):
        held = {m.range for t in run([one], declared) for m in t.members}
        assert body([one]) <= held
