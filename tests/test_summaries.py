"""Summaries: what is chosen, cited, cut and put in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Attribution, Claim, Edit, Mention, Quote, Range, Summary, Topic
from briefing.prepare.analysis import Analysis
from briefing.prepare.claims import Told, claims
from briefing.prepare.dates import dates
from briefing.prepare.dates.times import Times
from briefing.prepare.names import names
from briefing.prepare.quotes import Speech, quotes
from briefing.prepare.quotes.marks import balanced
from briefing.prepare.summaries import Summaries, summaries
from briefing.prepare.summaries.clauses import pieces
from briefing.prepare.summaries.details import only
from briefing.prepare.summaries.order import ordered, places
from briefing.prepare.summaries.readable import readability
from briefing.prepare.summaries.speakers import voices
from briefing.prepare.summaries.support import Support
from briefing.prepare.summaries.units import sources, units
from briefing.prepare.topics import topics

Analyse = Callable[[str], Analysis]

ONE = (
    "A fire destroyed the old harbour market in Split on Sunday night. Nobody was hurt, the city said. "
    "The market had stood there since 1911.\n\n"
    "Mayor Ana Kovač promised to rebuild the market within two years. She also thanked the firefighters.\n"
)
TWO = (
    "The harbour market in Split burned down on Sunday. Forty firefighters fought the flames until morning.\n\n"
    "“We will rebuild it within two years,” the mayor wrote. It was unclear what caused the fire.\n"
)
NO_SPEECH = Speech((), ())
NOTHING = Told((), ())


def at(analysis: Analysis, words: str) -> Range:
    start = analysis.article.text.index(words)
    return Range(analysis.article.id, start, start + len(words))


def sentence_of(analysis: Analysis, words: str) -> Range:
    return next(s.range for s in analysis.sentences if s.range.holds(at(analysis, words)))


def shown(analyses: Sequence[Analysis], summary: Summary) -> list[str]:
    by_id = {a.article.id: a for a in analyses}
    return [by_id[s.range.article].text_of(s.range) for s in summary.sentences]


def claim(*mentions: Range) -> Claim:
    return Claim(f"claim-{mentions[0].start}", tuple(Mention(m, "full") for m in mentions), len(mentions))


def run(
    analyses: Sequence[Analysis], told: Told = NOTHING, speech: Speech = NO_SPEECH
) -> tuple[tuple[Topic, ...], Summaries]:
    entities = names(analyses)
    found = topics(analyses, entities, speech, told, None)
    return found, summaries(analyses, entities, (), speech, told, found)


@pytest.fixture(scope="module")
def fire(analyse: Analyse) -> list[Analysis]:
    return [analyse(ONE), analyse(TWO)]


@pytest.fixture(scope="module")
def burned(fire: list[Analysis]) -> Told:
    one, two = fire
    return Told(
        (
            claim(
                at(one, "A fire destroyed the old harbour market"), at(two, "The harbour market in Split burned down")
            ),
        ),
        (),
    )


def test_every_topic_with_body_sentences_is_told(fire: list[Analysis]) -> None:
    found, short = run(fire)
    assert [s.topic for s in short.topics] == [t.id for t in found]
    assert all(s.sentences for s in short.topics)


def test_a_unit_lies_within_one_sentence_of_its_topic(fire: list[Analysis], burned: Told) -> None:
    found, short = run(fire, burned)
    members = {t.id: [m.range for m in t.members] for t in found}
    for summary in short.topics:
        for s in summary.sentences:
            assert sum(m.holds(s.range) for m in members[summary.topic]) == 1


def test_a_claim_cites_its_own_range_first_and_then_one_sentence_per_source(fire: list[Analysis], burned: Told) -> None:
    one, two = fire
    short = run(fire, burned)[1]
    told = [s for summary in short.topics for s in summary.sentences if s.claim == burned.claims[0].id]
    assert told
    for s in told:
        assert s.cites[0] == s.range
        other = two if s.range.article == one.article.id else one
        words = "burned down" if other is two else "A fire destroyed"
        assert s.cites[1:] == (sentence_of(other, words),)


def test_what_one_source_tells_cites_that_source_alone(fire: list[Analysis], burned: Told) -> None:
    for summary in run(fire, burned)[1].topics:
        for s in summary.sentences:
            if s.claim is None:
                assert s.cites == (s.range,)


def test_one_claim_is_told_once(fire: list[Analysis], burned: Told) -> None:
    overview = run(fire, burned)[1].overview
    first_two = [o.sentence.claim for o in sorted(overview, key=lambda o: o.rank)[:2]]
    assert first_two.count(burned.claims[0].id) == 1


def test_a_long_topic_is_told_in_fewer_words(analyse: Analyse) -> None:
    rows = [f"The council of district {n} voted on its budget for roads, schools and parks." for n in range(40)]
    one = analyse("\n\n".join(rows))
    _, short = run([one])
    words = sum(len(t.split()) for s in short.topics for t in shown([one], s))
    assert 0 < words <= 0.35 * len(one.article.text.split())


def test_the_overview_is_a_ranking_with_its_display_order(fire: list[Analysis], burned: Told) -> None:
    overview = run(fire, burned)[1].overview
    assert sorted(o.rank for o in overview) == list(range(len(overview)))
    first = min(overview, key=lambda o: o.rank).sentence
    assert first.claim == burned.claims[0].id


def test_sentences_of_one_article_keep_their_order(fire: list[Analysis]) -> None:
    _, short = run(fire)
    for summary in short.topics:
        for article in fire:
            held = [s.range.start for s in summary.sentences if s.range.article == article.article.id]
            assert held == sorted(held)


def test_the_order_of_the_articles_does_not_change_what_is_told(fire: list[Analysis]) -> None:
    def told(short: Summaries) -> set[Range]:
        return {s.range for summary in short.topics for s in summary.sentences}

    assert told(run(fire)[1]) == told(run(fire[::-1])[1])


def test_a_speaker_who_is_not_named_is_named_in_a_bracket(analyse: Analyse) -> None:
    text = "Mayor Ana Kovač came on Sunday. “We will rebuild the whole market in two years,” she said.\n"
    one = analyse(text)
    entity = next(e for e in names([one]) if "Kovač" in e.name)
    quote = Quote(
        "quote-1",
        at(one, "“We will rebuild the whole market in two years,”"),
        Attribution(speaker=entity.name, speaker_entity=entity.id, cue="said"),
    )
    _, short = run([one], speech=Speech((quote,), ()))
    told = [s for summary in short.topics for s in summary.sentences] + [o.sentence for o in short.overview]
    edits = {e for s in told if s.range.holds(quote.range) for e in s.edits}
    assert {(one.text_of(e.range), e.text) for e in edits} == {("she", entity.name)}
    assert not any(s.edits for s in told if not s.range.overlap(quote.range))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The council approved the plan on Monday.", "He also approved the plan on Monday."),
        ("The council approved the plan on Monday.", "This also pleased the council on Monday evening."),
        ("The council approved the plan on Monday.", "“The council approved the plan on Monday."),
        ("The council approved the plan on Monday.", "Will the council approve the plan on Monday?"),
        ("The council approved the plan on Monday.", "A big day for the council."),
        ("The council approved the plan on Monday.", "However, the council approved the plan on Monday."),
        ("The mayor spoke to reporters about it.", "The mayor declined to comment about it."),
        ("The council approved the plan on Monday.", "The council approved the plan on Monday:"),
        ("The council approved the plan on Monday.", "(The council approved the plan on Monday.)"),
        ("The council voted to raise taxes in March.", "The council voted to do just that in March."),
        ("The council has approved the plan today.", "The council’s lost, they’ve approved the plan."),
    ],
)
def test_what_leans_on_its_surroundings_reads_worse(analyse: Analyse, better: str, worse: str) -> None:
    def score(text: str) -> float:
        one = analyse(text + "\n")
        sentence = one.sentences[0]
        return readability(one.text_of(sentence.range), one.tokens_of(sentence), (), resolved=False)

    assert score(worse) < score(better) <= 1


def test_a_trailing_comment_and_a_leading_count_can_be_cut(analyse: Analyse) -> None:
    one = analyse("Second, the two leaders agreed to hold a meeting in Oslo in May, underlining their friendship.\n")
    held = [one.text_of(r) for r in pieces(one, one.sentences[0])]
    assert held[0] == one.text_of(one.sentences[0].range)
    assert "the two leaders agreed to hold a meeting in Oslo in May" in held


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The council approved the plan for the harbour on Monday — a victory for the mayor.\n", True),
        ("Police cleared the square on Sunday night after youths tried — and failed — to burn it down.\n", False),
    ],
)
def test_a_piece_never_ends_where_an_aside_ends(analyse: Analyse, text: str, *, cut: bool) -> None:
    one = analyse(text)
    ends = {one.text_of(r).endswith((".", "down")) for r in pieces(one, one.sentences[0])}
    assert (False in ends) is cut


def test_a_piece_never_breaks_a_quotation(analyse: Analyse) -> None:
    one = analyse("The minister said the deal was “fair for workers, which matters, and for farmers” on Monday.\n")
    assert all(balanced(one.text_of(r)) for r in pieces(one, one.sentences[0]))


@pytest.mark.parametrize("text", ["", "Word", "One came. Two went. Three stayed.\n"])
def test_next_to_nothing_is_summarised_too(analyse: Analyse, text: str) -> None:
    one = analyse(text)
    body = {s.range for s in one.sentences if s.segment.kind == "body"}
    found, short = run([one])
    assert [bool(s.sentences) for s in short.topics] == [any(m.range in body for m in t.members) for t in found]


def test_no_articles_give_nothing() -> None:
    assert run([]) == ((), Summaries((), ()))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab “”\"'.!?\n,THe’—(é漢\u202e"), max_size=120), max_size=3))
def test_any_text_gives_ranges_within_it(analyse: Analyse, texts: list[str]) -> None:
    analyses = [analyse(t) for t in dict.fromkeys(texts)]
    lengths = {a.article.id: len(a.article.text) for a in analyses}
    _, short = run(analyses)
    told = [s for summary in short.topics for s in summary.sentences] + [o.sentence for o in short.overview]
    for s in told:
        for r in (s.range, *s.cites, *(e.range for e in s.edits)):
            assert 0 <= r.start < r.end <= lengths[r.article]


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("SPLIT, Croatia (AP) — ", "A fire destroyed the old harbour market on Sunday night."),
        ("SPLIT — ", "A fire destroyed the old harbour market on Sunday night."),
        ("(Reuters) - ", "A fire destroyed the old harbour market on Sunday night."),
        ("Split (CNN) ", "A fire destroyed the old harbour market on Sunday night."),
        ("", "UNESCO — which lists the old harbour market of Split — sent its help on Sunday."),
        ("", "Ana Kovač (Independent) has governed the old harbour city since the election."),
    ],
)
def test_a_dateline_is_no_part_of_a_unit(analyse: Analyse, head: str, rest: str) -> None:
    one = analyse(head + rest + " Nobody was hurt in the fire, the city said.\n")
    body = next(s for s in one.sentences if s.segment.kind == "body")
    assert one.text_of(pieces(one, body)[0]) == rest


def test_a_conjunction_at_the_head_is_left_out(analyse: Analyse) -> None:
    one = analyse("But the council of the old city approved the whole budget on Monday.\n")
    told = [t for summary in run([one])[1].topics for t in shown([one], summary)]
    assert told == ["the council of the old city approved the whole budget on Monday."]


def test_a_bracket_lies_within_what_is_left(analyse: Analyse) -> None:
    said = "“Some doubt it. And the whole market of the old harbour stands again in two years. We promise,”"
    one = analyse(f"Mayor Ana Kovač came on Sunday. {said} she said.\n")
    entity = next(e for e in names([one]) if "Kovač" in e.name)
    quote = Quote("quote-1", at(one, said), Attribution(speaker=entity.name, speaker_entity=entity.id, cue="said"))
    found = topics([one], (entity,), NO_SPEECH, NOTHING, None)
    speech = Speech((quote,), ())
    held = units([one], found, sources([one], NOTHING), Support([one], ()), voices(speech, [entity]))
    told = [u for u in held if one.text_of(u.range).startswith("the whole market")]
    assert [e for u in told for e in u.edits] == [Edit(u.range, entity.name) for u in told]
    assert told


def supported(analyses: Sequence[Analysis]) -> Support:
    entities = names(analyses)
    return Support(analyses, claims(analyses, entities, dates(analyses), quotes(analyses, entities)).statements)


def only_in(one: Analysis, two: Analysis) -> list[str]:
    a, b = one.sentences[0].range, two.sentences[0].range
    return [one.text_of(r) for r in only(a, (a, b), supported([one, two]))]


BURNED = "The fire destroyed the old harbour market and caused damage of $7 million, mayor Ana Kovač said.\n"


def test_what_one_cited_source_alone_has_is_marked(analyse: Analyse) -> None:
    one = analyse(BURNED)
    two = analyse("The old harbour market was destroyed by the fire and the damage was great, the mayor said.\n")
    assert "$7 million" in only_in(one, two)
    assert only_in(two, one) == []


def test_what_a_cited_source_has_elsewhere_is_not_marked(analyse: Analyse) -> None:
    two = analyse(
        "The old harbour market was destroyed by the fire, Kovač said. The damage was put at 7 million dollars.\n"
    )
    assert only_in(analyse(BURNED), two) == []


def test_what_a_source_has_that_is_not_cited_is_not_marked(analyse: Analyse) -> None:
    one, two = analyse(BURNED), analyse("The fire destroyed the old harbour market, the mayor said.\n")
    third = analyse("Insurers will pay the $7 million, Ana Kovač said.\n")
    assert only_in(one, two) != []
    a, b = one.sentences[0].range, two.sentences[0].range
    assert only(a, (a, b), supported([one, two, third])) == ()


def test_a_clause_is_marked_whole(analyse: Analyse) -> None:
    one = analyse("The fire destroyed the old market, raising fears of lasting losses among farmers on the islands.\n")
    two = analyse("The old market was destroyed by the fire.\n")
    assert only_in(one, two) == ["raising fears of lasting losses among farmers on the islands"]


def test_nothing_is_marked_where_no_other_source_is_cited(analyse: Analyse) -> None:
    one = analyse(BURNED)
    r = one.sentences[0].range
    assert only(r, (r,), supported([one])) == ()


@pytest.mark.parametrize(
    ("other", "stated"),
    [
        ("On Sunday the mayor visited the harbour market that had burned.", True),
        ("The mayor would visit the burned harbour market on Sunday.", False),
        ("Tourists said that the harbour was quiet.", False),
    ],
)
def test_a_source_is_cited_for_what_it_states(analyse: Analyse, other: str, *, stated: bool) -> None:
    one, two = analyse("The mayor visited the burned harbour market on Sunday.\n"), analyse(other + "\n")
    support = supported([one, two])
    told = [support.told(a.sentences[0].range) for a in (one, two)]
    assert support.states(told[0], told[1]) is stated
    assert support.states(told[1], told[0]) is stated


def test_a_name_in_common_is_no_statement_in_common(analyse: Analyse) -> None:
    one = analyse("Some of the crowd demanded that Croatian Prime Minister Ana Kovač step down.\n")
    two = analyse("Croatian Prime Minister Ana Kovač ordered the army to look for the missing boats.\n")
    support = supported([one, two])
    told = [support.told(a.sentences[0].range) for a in (one, two)]
    assert told[0].keys & told[1].keys
    assert not support.states(told[0], told[1])


GAP = "The city spoke of the weather.\n\nThe boats stayed in the port.\n\nThe bells rang in the old town.\n\n"


def in_order(one: Analysis, times: Times, word: str) -> list[str]:
    told = Told((), ())
    entities = names([one])
    found = topics([one], entities, NO_SPEECH, told, None)
    support = supported([one])
    held = units([one], found, sources([one], told), support, voices(NO_SPEECH, entities))
    chosen = [u for u in held if u.whole and word in one.text_of(u.range)]
    rows = ordered(chosen, places(held), times, support)
    return [one.text_of(u.range) for u in rows]


def test_background_follows_the_news_in_the_order_of_time(analyse: Analyse) -> None:
    one = analyse(
        f"Notes from Split\n\nThe council restored the market in 1987.\n\n{GAP}"
        "The council voted on the market on 3 May 2021.\n\n"
        f"{GAP}The harbour market was planned in 1904 by an architect.\n"
    )
    told = in_order(one, Times(dates([one])), "market")
    assert [next(y for y in ("1987", "2021", "1904") if y in t) for t in told] == ["2021", "1904", "1987"]


def test_what_happened_earlier_in_the_news_comes_first(analyse: Analyse) -> None:
    one = analyse(
        f"Notes from Split\n\nThe council voted on the market on 3 May 2021.\n\n{GAP}"
        "The market burned on 1 May 2021, the city said.\n"
    )
    told = in_order(one, Times(dates([one])), "market")
    assert ["burned" in t for t in told] == [True, False]


def test_who_is_named_in_full_is_so_named_first(analyse: Analyse) -> None:
    one = analyse(
        f"Notes from Split\n\nKovač thanked the firefighters.\n\n{GAP}Ana Kovač promised to rebuild the market.\n"
    )
    told = in_order(one, Times(()), "Kovač")
    assert [t.split()[0] for t in told] == ["Ana", "Kovač"]


@pytest.mark.parametrize(
    ("before", "named"),
    [
        ("Ana Kovač founded the company in a garage.", ["Ana Kovač"]),
        ("Ana Kovač founded the company with Mia Horvat.", []),
        ("Ana Kovač founded the company and he left it.", []),
        ("The bank bought the company of Ana Kovač.", []),
    ],
)
def test_a_pronoun_is_resolved_only_where_one_person_is_told_of(
    analyse: Analyse, before: str, named: Sequence[str]
) -> None:
    one = analyse(f"{before} In 1984, she sold the company to a large bank.\n")
    first, second = one.sentences
    found = voices(NO_SPEECH, names([one])).edits(second.range, one.tokens_of(second), one.tokens_of(first))
    assert [e.text for e in found] == named
    assert all(one.text_of(e.range) == "she" for e in found)
