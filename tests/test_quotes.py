"""Who said what, and which quotations are of one utterance."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model import Briefing, Entity, EntityType, Range
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.quotes import Speech, quotes
from conftest import Analyse

PEOPLE: dict[str, tuple[str, ...]] = {
    "Anna Berg": ("Anna Berg", "Berg"),
    "Tom Miller": ("Tom Miller", "Miller"),
    "Carlos Ruiz": ("Carlos Ruiz", "Ruiz"),
}
BODIES: dict[str, tuple[str, ...]] = {
    "Nordwind Air": ("Nordwind Air", "Nordwind"),
    "Harbour Union": ("Harbour Union",),
    "Interfax": ("Interfax",),
}


def entities_of(analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Name the people and bodies of these tests wherever they stand."""
    result = []
    kinds: list[tuple[dict[str, tuple[str, ...]], EntityType]] = [(PEOPLE, "PERSON"), (BODIES, "ORG")]
    for names, kind in kinds:
        for name, forms in names.items():
            pattern = re.compile("|".join(rf"\b{f}\b" for f in forms))
            places = tuple(
                Range(a.article.id, m.start(), m.end()) for a in analyses for m in pattern.finditer(a.article.text)
            )
            if places:
                result.append(Entity(name.lower(), name, kind, forms, places))
    return tuple(result)


def speech(analyse: Analyse, *texts: str) -> tuple[Speech, list[Analysis]]:
    analyses = [analyse(t) for t in texts]
    return quotes(analyses, entities_of(analyses)), analyses


def told(analyse: Analyse, text: str) -> list[tuple[str, str | None]]:
    """Give each quotation of a text with its speaker."""
    result, (analysis,) = speech(analyse, text)
    return [(analysis.text_of(q.range), q.attribution.speaker) for q in result.quotes]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The harbour will stay closed for a week," Anna Berg said.', "Anna Berg"),
        ('"The harbour will stay closed for a week," said Anna Berg, the mayor.', "Anna Berg"),
        ('Anna Berg said: "The harbour will stay closed for a week."', "Anna Berg"),
        ('Anna Berg told reporters on Monday, "The harbour will stay closed for a week."', "Anna Berg"),
        ('Tom Miller was angry. "The harbour will stay closed for a week," he said.', "Tom Miller"),
        ('"The harbour will stay closed for a week," according to Anna Berg.', "Anna Berg"),
        ('The harbour will stay "closed for a week", according to Anna Berg.', "Anna Berg"),
        ('Anna Berg met Tom Miller on Friday.\n\n"The harbour will stay closed for a week," she said.', "Anna Berg"),
        ('"Tom Miller will keep the harbour closed," Anna Berg said.', "Anna Berg"),
        ('Nordwind Air flew on. "The flights will go as planned," the airline said.', "Nordwind Air"),
        ('Nordwind Air published a letter. "The flights will go as planned," the letter read.', "Nordwind Air"),
        (
            'Anna Berg, the mayor of Kiel, met Tom Miller, a pilot.\n\n"The harbour will stay closed," the mayor said.',
            "Anna Berg",
        ),
        ('Anna Berg called the plan of Tom Miller "a gift to smugglers".', "Anna Berg"),
        ('The plan, Anna Berg said, was "a gift to smugglers" and their friends.', "Anna Berg"),
        ('Anna Berg: "The harbour will stay closed for a week."', "Anna Berg"),
        ('Reporters asked Anna Berg if the harbour was safe? "It will stay closed for a week."', "Anna Berg"),
        ('"The harbour will stay closed for a week," critics of the plan said.', "critics"),
        ('"The harbour will stay closed for a week," said one of the engineers.', "one of the engineers"),
        ('"The harbour will stay closed for a week," a spokeswoman for Nordwind Air said.', "Nordwind Air spokeswoman"),
    ],
)
def test_the_speaker_of_a_quotation(analyse: Analyse, text: str, speaker: str) -> None:
    assert [s for _, s in told(analyse, text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "The Harbour Union released a report on Monday. Anna Berg read it.\n\n"
                '"The quays are rusty," the report states.'
            ),
            "Harbour Union",
        ),
        (
            (
                "The Harbour Union published a report. Anna Berg read it.\n\n"
                '"The quays are rusty," the preface of the report says. "They must go," it says.'
            ),
            "Harbour Union",
        ),
        ('They asked Tom Miller and Anna Berg, who tweeted that "the quays are rusty and dull".', "Anna Berg"),
        ('"The harbour will stay closed for a week," the minority wrote.', "minority"),
        ('Anna Berg said that Tom Miller would quit, calling him "a gift to smugglers".', "Anna Berg"),
        ('The pilot was quoted by Interfax as saying "the harbour will stay closed for a week".', "pilot"),
        ('Many still live by the words of Anna Berg at the opening: "The harbour will stay open."', "Anna Berg"),
        (
            'The cranes are safe, one senior official said.\n\n"The harbour will stay closed for a week," he added.',
            "one senior official",
        ),
        ('Anna Berg described the quay as "rusty" and "an open wound of the town".', "Anna Berg"),
        ('Tom Miller played for an hour. "The harbour will stay closed for a week," the actor said.', "Tom Miller"),
        (
            '"The harbour will stay closed for a week," a Nordwind Air spokesman in a statement.',
            "Nordwind Air spokesman",
        ),
    ],
)
def test_the_speaker_by_the_way_of_telling(analyse: Analyse, text: str, speaker: str) -> None:
    assert {by for _, by in told(analyse, text)} == {speaker}


def test_a_speaker_that_is_an_entity_has_its_name(analyse: Analyse) -> None:
    text = '"The harbour will stay closed," Republicans said.\n\n"It will not," House Republicans said.'
    analysis = analyse(text)
    places = tuple(Range(analysis.article.id, m.start(), m.end()) for m in re.finditer("Republicans", text))
    party = Entity("party", "Republican", "NORP", ("Republicans", "Republican"), places)
    found = [q.attribution for q in quotes([analysis], (party,)).quotes]
    assert [(a.speaker, a.speaker_entity) for a in found] == [("Republican", "party"), ("House Republicans", None)]


def test_a_quotation_that_is_told_of_is_not_the_last_speakers(analyse: Analyse) -> None:
    found = told(analyse, 'Anna Berg said the quay was rusty.\n\n"Go home" was painted on the wall of the office.')
    assert found == [('"Go home"', None)]


def test_a_phrase_quoted_alone_is_of_the_utterance_that_holds_it(analyse: Analyse) -> None:
    phrase, whole, matter = groups_of(
        analyse,
        'Anna Berg spoke of a "rusty harbour" once more.',
        'Anna Berg said: "We will not leave a rusty harbour to our children and their children."',
        'Tom Miller said: "We were disappointed to learn of her remark on a rusty harbour that feeds us."',
    )
    assert set(phrase) & set(whole)
    assert not set(phrase) & set(matter)


def test_a_quotation_that_goes_on_inherits_its_speaker(analyse: Analyse) -> None:
    text = (
        '"The harbour is closed," Anna Berg said. "It will stay so for a week."\n\n'
        '"We are sorry for the ships that wait outside."\n\n'
        '"It is a scandal," Tom Miller answered. "The ships cannot wait."'
    )
    assert [s for _, s in told(analyse, text)] == ["Anna Berg"] * 3 + ["Tom Miller"] * 2


def test_speech_over_paragraphs_has_one_speaker(analyse: Analyse) -> None:
    text = (
        'Anna Berg said: "The harbour is closed and it will stay closed.\n\n'
        '"We looked at every crane twice before we decided.\n\n'
        '"Now we wait for the engineers," she added.'
    )
    assert [s for _, s in told(analyse, text)] == ["Anna Berg"] * 3


def test_a_cue_that_comes_last_holds_for_the_paragraphs_before(analyse: Analyse) -> None:
    text = '"The harbour is closed and it will stay so.\n\n"Now we wait for the engineers," Anna Berg said.'
    assert [s for _, s in told(analyse, text)] == ["Anna Berg"] * 2


def test_a_quotation_within_a_quotation_has_its_own_speaker(analyse: Analyse) -> None:
    text = "Anna Berg said: “The pilots were afraid when Tom Miller said ‘we will sink tonight’ on the radio.”"
    assert dict(told(analyse, text))["‘we will sink tonight’"] == "Tom Miller"
    assert told(analyse, text)[0][1] == "Anna Berg"


def test_what_a_speaker_quotes_of_himself_is_his(analyse: Analyse) -> None:
    text = "Tom Miller said: \"The captain came to me and I said, 'We must turn back tonight.' Nobody listened.\""
    assert [s for _, s in told(analyse, text)] == ["Tom Miller"] * 2


def test_an_unsure_speaker_is_left_open_with_candidates(analyse: Analyse) -> None:
    text = 'Anna Berg said the harbour was shut. The ships took "the long way round" to the north.'
    result, _ = speech(analyse, text)
    assert [q.attribution.speaker for q in result.quotes] == [None]
    assert result.quotes[0].attribution.candidates == ("Anna Berg",)


@pytest.mark.parametrize(
    "text",
    [
        'The method is known as "gravity lensing" among friends.',
        'They met at the so-called "harbour club" in town.',
        'Anna Berg wrote a novel, "The Long Harbour," about her youth.',
        'In an interview on Channel 4\'s "This Week," Anna Berg warned of floods.',
        'The ships carry digital "wallets" for the crew.',
    ],
)
def test_terms_and_titles_are_no_speech(analyse: Analyse, text: str) -> None:
    assert told(analyse, text) == []


def test_circumstances_are_kept_as_they_stand(analyse: Analyse) -> None:
    result, _ = speech(
        analyse,
        'Anna Berg wrote on Facebook: "The harbour will stay closed for a week."\n\n'
        '"It was an accident," Tom Miller reportedly told Interfax.',
    )
    first, second = (q.attribution for q in result.quotes)
    assert (first.cue, first.venue) == ("wrote", "Facebook")
    assert (second.cue, second.venue, second.hedge) == ("told", "Interfax", "reportedly")


@pytest.mark.parametrize(
    ("text", "statement", "speaker"),
    [
        ("Anna Berg said that the harbour would stay closed.", "that the harbour would stay closed", "Anna Berg"),
        ("According to Anna Berg, the harbour is safe again.", "the harbour is safe again", "Anna Berg"),
        ("The harbour is safe again, according to Anna Berg.", "The harbour is safe again", "Anna Berg"),
        ("Tom Miller denied that he had seen the ship.", "that he had seen the ship", "Tom Miller"),
        ("The harbour is safe again, Anna Berg said.", "The harbour is safe again", "Anna Berg"),
    ],
)
def test_indirect_statements(analyse: Analyse, text: str, statement: str, speaker: str) -> None:
    result, (analysis,) = speech(analyse, text)
    assert [(analysis.text_of(s.range), s.attribution.speaker) for s in result.statements] == [(statement, speaker)]


def groups_of(analyse: Analyse, *texts: str) -> list[tuple[str, ...]]:
    """Give the groups of the quotations of several articles, which tell other things besides."""
    filler = (
        "\n\nThe ferry sailed at noon. Engineers came from the north with new tools. Snow fell on the old town."
        " The market was open and people bought bread. A band played near the church until night."
    )
    result, _ = speech(analyse, *(t + filler for t in texts))
    return [q.groups for q in result.quotes]


def test_one_utterance_cut_and_worded_differently_is_one_group(analyse: Analyse) -> None:
    whole, cut, worded = groups_of(
        analyse,
        'Anna Berg said: "The rusty cranes of the harbour will be replaced before winter."',
        'Anna Berg said the "rusty cranes" would go.',
        '"The rusty cranes in the harbour are going to be replaced by winter," said Anna Berg.',
    )
    assert set(whole) & set(cut)
    assert set(whole) & set(worded)
    assert set(cut) & set(worded)


def test_a_quotation_of_two_passages_is_in_two_groups(analyse: Analyse) -> None:
    both, cranes, pilots = groups_of(
        analyse,
        'Anna Berg said: "The rusty cranes will be replaced before winter. Our pilots deserve a generous bonus."',
        'Anna Berg said: "The rusty cranes will be replaced before winter."',
        'Anna Berg said: "Our pilots deserve a generous bonus."',
    )
    assert set(both) & set(cranes)
    assert set(both) & set(pilots)
    assert not set(cranes) & set(pilots)


def test_the_same_words_of_others_stay_apart(analyse: Analyse) -> None:
    one, other = groups_of(
        analyse,
        'Anna Berg said: "The rusty cranes will be replaced before winter."',
        'Tom Miller said: "The rusty cranes will be replaced before winter."',
    )
    assert not set(one) & set(other)


def test_the_same_words_of_another_year_stay_apart(analyse: Analyse) -> None:
    one, other = groups_of(
        analyse,
        'Anna Berg said in 2011: "The rusty cranes will be replaced before winter."',
        'Anna Berg said in 2019: "The rusty cranes will be replaced before winter."',
    )
    assert not set(one) & set(other)


def test_shared_function_words_are_no_evidence(analyse: Analyse) -> None:
    one, other = groups_of(
        analyse,
        'Anna Berg said: "It is what it is, and we will do what we can for all of you."',
        'Anna Berg said: "It is what it was, and we have to do what we must for all of them."',
    )
    assert not set(one) & set(other)


def test_one_word_of_two_matters_stays_apart(analyse: Analyse) -> None:
    one, other = groups_of(
        analyse,
        'Anna Berg said a return to the old quay was "unrealistic" for ferries.',
        'Anna Berg said a bonus for pilots was "unrealistic" this year.',
    )
    assert not set(one) & set(other)


def test_groups_keep_their_ids_when_an_article_is_added(analyse: Analyse) -> None:
    texts = (
        'Anna Berg said: "The rusty cranes will be replaced before winter."',
        '"The rusty cranes will be replaced before winter," Anna Berg said.',
    )
    alone = groups_of(analyse, *texts)
    more = groups_of(analyse, *texts, 'Tom Miller said: "Fishing quotas hurt every family in this town."')
    assert alone == more[:2]
    assert more[2] == ()


def test_a_view_that_is_echoed_is_told_by_who_echoes_it(seed_briefing: Briefing) -> None:
    texts = {a.id: a.text for a in seed_briefing.articles}
    told = [q for q in seed_briefing.quotes if "unlikely" in texts[q.range.article][q.range.start : q.range.end]]
    assert [q.attribution.speaker for q in told] == ["Donald Trump"] * 2


def test_the_seeds_have_quotations_with_speakers(seed_analyses: Sequence[Analysis]) -> None:
    result = quotes(seed_analyses, ())
    assert len(result.quotes) > 40
    assert sum(q.attribution.speaker is not None for q in result.quotes) > 0.6 * len(result.quotes)
    assert quotes(seed_analyses, ()) == result


WORDS = st.sampled_from(
    [
        "said",
        "Anna",
        "Berg",
        "he",
        "according",
        "to",
        "the",
        "minister",
        "told",
        "closed",
        ".",
        ",",
        ":",
        "?",
        "\n\n",
        "it",
    ]
)
MARKS = st.sampled_from(['"', "'", "“", "”", "‘", "’", "«", "»", "''", " ", "—"])


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(MARKS, WORDS, MARKS), max_size=40))
def test_any_text_gives_ranges_within_it(analyse: Analyse, pieces: list[tuple[str, str, str]]) -> None:
    text = " ".join("".join(p) for p in pieces)
    result, (analysis,) = speech(analyse, text)
    for r in [q.range for q in result.quotes] + [s.range for s in result.statements]:
        assert 0 <= r.start < r.end <= len(analysis.article.text)
    assert len({q.id for q in result.quotes}) == len(result.quotes)


TOKENS = st.lists(
    st.tuples(
        st.sampled_from(['"', "said", "Berg", "the", "coach", "he", ",", ".", "according", "to", "who", "statement"]),
        st.sampled_from(["VERB", "NOUN", "PROPN", "PRON", "PUNCT", "ADP", "AUX"]),
        st.sampled_from(
            ["nsubj", "ROOT", "ccomp", "conj", "pobj", "prep", "appos", "acl", "relcl", "poss", "compound"]
        ),
        st.integers(0, 60),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOKENS)
def test_any_grammar_is_survived(analyse: Analyse, rows: list[tuple[str, str, str, int]]) -> None:
    base = analyse(" ".join(r[0] for r in rows))
    tokens, at = [], 0
    for word, pos, dep, head in rows:
        tokens.append(
            Token(at, at + len(word), word, word, pos, "NN", dep, min(head, len(rows) - 1), "", entity_begins=False)
        )
        at += len(word) + 1
    if not base.sentences:
        return
    segment = base.sentences[0].segment
    whole = segment.__class__(Range(base.article.id, 0, at - 1), "body", None, 0)
    analysis = Analysis(base.article, tuple(tokens), (Sentence(whole, 0, len(tokens)),), base.model)
    result = quotes([analysis], entities_of([analysis]))
    assert all(0 <= q.range.start < q.range.end < at for q in result.quotes)


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        (
            """Tom Miller drew up the plan last year. I spoke to Carlos Ruiz on Monday about the harbour that
            Tom Miller closed.""",
            "Carlos Ruiz",
        ),
        (
            """"The harbour is safe," Tom Miller told reporters on Monday. "We have looked at it twice," he said. The
            city's envoy to the harbour board, Carlos Ruiz, apologised on Tuesday for the delay.""",
            "Carlos Ruiz",
        ),
    ],
)
def test_whom_the_author_heard_or_names_anew(analyse: Analyse, before: str, speaker: str) -> None:
    text = " ".join(before.split()) + ' "The harbour will stay closed," he said.'
    assert told(analyse, text)[-1][1] == speaker


def test_a_role_in_another_body_is_another_person(analyse: Analyse) -> None:
    text = """Anna Berg, the president of the council, met the crew. The president of Nordwind Air wrote a letter to
        them: "The flights will go as planned." """
    assert told(analyse, " ".join(text.split()))[-1][1] == "Nordwind Air president"


def test_who_is_a_person(analyse: Analyse) -> None:
    text = """"It has always been done so," said Anna Berg, the owner of the mill, who told me that they met in
        secret. "It is controversial, and many people will try to stop us." """
    assert [speaker for _, speaker in told(analyse, " ".join(text.split()))] == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            (
                "Anna Berg, whose own report found that the owner and other officials were responsible for the fire, "
                'said she was still following "several traces" of it.'
            ),
            '"several traces"',
            "Anna Berg",
        ),
        (
            'Tom Miller and Anna Berg had a row. "I keep the keys," she said he had told her.',
            '"I keep the keys,"',
            "Tom Miller",
        ),
        (
            'Anna Berg opened the meeting. Carrying signs proclaiming "Berg must go now," the dockers left.',
            '"Berg must go now,"',
            "dockers",
        ),
        (
            'Anna Berg spoke first. A reply to that said, "Absolutely, nobody should go."',
            '"Absolutely, nobody should go."',
            None,
        ),
        (
            (
                "Anna Berg voted against the second article. Through his conduct, the article asserts, the owner "
                '"showed that he would remain a threat to the harbour."'
            ),
            '"showed that he would remain a threat to the harbour."',
            "article",
        ),
        (
            (
                "Anna Berg came back to claims that have left Tom Miller angry, tweeting on Monday: "
                '"Traffic is going up because we count it."'
            ),
            '"Traffic is going up because we count it."',
            "Anna Berg",
        ),
        ('"This is better than nothing," said the harbourhand.', '"This is better than nothing,"', "harbourhand"),
    ],
)
def test_words_near_a_quotation_that_do_not_say_it(analyse: Analyse, text: str, said: str, speaker: str | None) -> None:
    assert (said, speaker) in told(analyse, text)


def test_a_heading_begins_with_who_speaks_on_what(analyse: Analyse) -> None:
    article = "Berg on Miller’s claim: “We will close it”\n\nThe mayor, Anna Berg, spoke of Tom Miller on Monday.\n"
    assert told(analyse, article) == [("“We will close it”", "Anna Berg")]


def test_he_in_someones_speech_is_not_who_speaks(analyse: Analyse) -> None:
    article = "Anna Berg spoke of Tom Miller. \"He also said, 'We have to close it at once,'\" Anna Berg said."
    assert ("'We have to close it at once,'", "Tom Miller") in told(analyse, article)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Harbour chief Berg opposes a plan: “We do not support it”\n\nThe chief, Anna Berg, met Tom Miller.\n",
            [("“We do not support it”", "Anna Berg")],
        ),
        ("It has become common to refer to Nordwind's debts as the “small change of the coast”.", [None]),
        ("Tom Miller said that dozens of soldiers were responding to “wild unrest at the quays”.", ["Tom Miller"]),
        ("Anna Berg launched an attack on Tom Miller, calling him “the first liar of the harbour”.", ["Anna Berg"]),
        ("The money went to an empty firm (“Quayside Consultants”) set up by Tom Miller.", []),
    ],
)
def test_whose_words_are_told_within_a_sentence(analyse: Analyse, text: str, found: list[object]) -> None:
    quoted = told(analyse, text)
    assert found in (quoted, [by for _, by in quoted])
