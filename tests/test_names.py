"""Who is who: one entity for each person, organisation and place, whatever the sources call it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import briefing.prepare
from briefing.model import Entity
from briefing.prepare.analysis import Analysis
from briefing.prepare.names import names
from briefing.prepare.names.forms import initials, key, spelled
from briefing.prepare.names.kinds import Form
from briefing.prepare.names.lexicon import lexicon
from briefing.prepare.names.settle import Settler
from conftest import Analyse


class Event:
    """The entities of some texts, asked for by what stands in them."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self.texts = {a.article.id: a.article.text for a in analyses}
        self.entities = names(analyses)

    def of(self, form: str) -> Entity:
        found = [e for e in self.entities if form in e.aliases]
        assert len(found) == 1, (form, [(e.name, e.type, e.aliases) for e in self.entities])
        return found[0]

    def written(self, entity: Entity) -> list[str]:
        return [" ".join(self.texts[r.article][r.start : r.end].split()) for r in entity.mentions]

    def referred(self, entity: Entity) -> list[str]:
        return [self.texts[r.article][r.start : r.end] for r in entity.references]


def event(analyse: Analyse, *texts: str) -> Event:
    return Event([analyse(text) for text in texts])


def test_a_surname_is_its_full_name(analyse: Analyse) -> None:
    told = event(
        analyse,
        "Prime Minister Martha Ellison met reporters in Oslo. Ellison said the talks went well.",
        "Ms. Ellison's office declined to comment. Ellison left Oslo early.",
    )
    assert told.written(told.of("Ellison")) == ["Martha Ellison", "Ellison", "Ellison", "Ellison"]
    assert told.of("Ellison").name == "Martha Ellison"
    assert told.of("Ellison").type == "PERSON"
    assert told.of("Oslo").type == "GPE"


def test_spellings_of_one_name_are_one_person(analyse: Analyse) -> None:
    told = event(
        analyse,
        "President Andriy Kovalenskyy spoke in Kyiv on Monday. Kovalenskyy said he would stay.",
        "President Andrii Kovalensky spoke in Kiev on Monday. Kovalensky said he would stay.",
    )
    assert len(told.of("Kovalensky").mentions) == 4
    assert told.of("Kiev") == told.of("Kyiv")


def test_nicknames_and_initials_are_one_person(analyse: Analyse) -> None:
    told = event(
        analyse,
        "Senator Michael Harrow voted no. Harrow said so.",
        "Senator Mike Harrow voted no, and J.D. Pruitt voted yes.",
        "JD Pruitt said he had voted yes.",
    )
    assert told.of("Mike Harrow") == told.of("Michael Harrow")
    assert told.of("JD Pruitt") == told.of("J.D. Pruitt")


def test_two_people_of_one_surname_are_two(analyse: Analyse) -> None:
    told = event(
        analyse,
        "Guard Peter Lindgren was removed from the train. Lindgren is the younger brother of Oscar Lindgren, a "
        "singer. Lindgren said he was sorry.",
    )
    peter, oscar = told.of("Peter Lindgren"), told.of("Oscar Lindgren")
    assert told.written(peter) == ["Peter Lindgren", "Lindgren", "Lindgren"]
    assert told.written(oscar) == ["Oscar Lindgren"]


def test_surnames_may_stand_first(analyse: Analyse) -> None:
    told = event(
        analyse,
        "South Korean President Moon Jae-in spoke in Seoul. Moon said that talks would follow.",
        "Reporting by Soyoung Moon in Seoul; President Moon Jae-In had no comment. Moon left.",
    )
    assert told.of("Moon") == told.of("Moon Jae-in") == told.of("Moon Jae-In")
    assert told.of("South Korean").type == "NORP"


def test_titles_are_no_part_of_a_name_but_a_role(analyse: Analyse) -> None:
    told = event(
        analyse,
        "U.S. Treasury Secretary Walter Finch spoke. Kremlin spokesman Igor Baranov answered. "
        "Anna Brandt, the chairwoman of the European Parliament, smiled.",
    )
    assert [r.text for r in told.of("Walter Finch").roles] == ["U.S. Treasury Secretary"]
    assert [r.text for r in told.of("Igor Baranov").roles] == ["Kremlin spokesman"]
    assert [r.text for r in told.of("Anna Brandt").roles] == ["chairwoman of the European Parliament"]
    assert told.of("U.S.").name == "U.S."
    for entity in told.entities:
        for role in entity.roles:
            assert " ".join(told.texts[role.range.article][role.range.start : role.range.end].split()) == role.text


def test_a_role_that_one_alone_holds_refers_to_the_holder(analyse: Analyse) -> None:
    told = event(
        analyse,
        "French President Paul Morel met Belgian Prime Minister Jan Claes. The French president smiled, and the "
        "Belgian leader frowned. The French president's visit was short. The Dutch president was absent.",
    )
    assert told.referred(told.of("Paul Morel")) == ["The French president", "The French president"]
    assert told.referred(told.of("Jan Claes")) == ["the Belgian leader"]


def test_nationality_and_country_are_linked_not_merged(analyse: Analyse) -> None:
    told = event(analyse, "Norwegian officials said that Norway would wait. Norwegians agreed in Oslo.")
    people, country = told.of("Norwegian"), told.of("Norway")
    assert people.id in country.linked
    assert country.id in people.linked
    assert told.of("Norwegians") == people
    assert told.of("Oslo").linked == (country.id,)


def test_initials_stand_for_their_expansion(analyse: Analyse) -> None:
    told = event(
        analyse,
        "The Global Harbour Safety Commission met in Lisbon. The GHSC said it was ready.",
        "NATO and the North Atlantic Treaty Organization are one. The U.S. and the United States are one.",
    )
    assert told.of("GHSC").name == "Global Harbour Safety Commission"
    assert told.of("NATO") == told.of("North Atlantic Treaty Organization")
    assert told.of("U.S.") == told.of("United States")


def test_short_forms_of_firms_are_one_with_the_full(analyse: Analyse) -> None:
    told = event(
        analyse,
        "Zentara Technologies Inc. said it would buy Morvex Ltd. Zentara expects to close soon, and Morvex agreed.",
    )
    assert told.of("Zentara") == told.of("Zentara Technologies Inc.")
    assert told.of("Morvex") == told.of("Morvex Ltd.")
    assert told.of("Zentara").type == "ORG"


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("He studied at the University of Bergen for years.", "University of Bergen", "ORG"),
        ("The Securities and Exchange Commission agreed.", "Securities and Exchange Commission", "ORG"),
        ("She leads the Department of Physics and Astronomy there.", "Department of Physics and Astronomy", "ORG"),
        ("Shares fell on the New York Stock Exchange.", "New York Stock Exchange", "ORG"),
        ("They landed at Lindqvist International Airport.", "Lindqvist International Airport", "FAC"),
        ("He is held in Varnholm prison near the town.", "Varnholm prison", "FAC"),
        ("They sailed down the Orvala River.", "Orvala River", "LOC"),
        ("Troops entered the Kursk region.", "Kursk region", "GPE"),
        ("He saw the World Trade Organization as slow.", "World Trade Organization", "ORG"),
        ("Prime Minister Theresa May said no.", "Theresa May", "PERSON"),
        ("Bashar al-Assad stayed in Damascus.", "Bashar al-Assad", "PERSON"),
        ("The Stephen King novel sold well.", "Stephen King", "PERSON"),
        ("The golfer Lorenzo Woods won. Woods smiled.", "Woods", "PERSON"),
        ("Acting Homeland Security Secretary Chad Vinter said so.", "Chad Vinter", "PERSON"),
        ("Mitch Corvin of Kentucky agreed.", "Mitch Corvin", "PERSON"),
        ("Comedian Amy Corvin laughed.", "Amy Corvin", "PERSON"),
        ("U.S. District Judge Amy Corvin ruled.", "U.S.", "GPE"),
        ("The Hong Kong-based firm grew.", "Hong Kong", "GPE"),
        ("A drive along the U.S.-Mexico border.", "Mexico", "GPE"),
        ("They moved to Santa Velora last year.", "Santa Velora", "GPE"),
        ("The Fund for Arctic Research (FAR) gave money.", "Fund for Arctic Research", "ORG"),
    ],
)
def test_names_are_found_whole_and_typed(analyse: Analyse, text: str, form: str, kind: str) -> None:
    assert event(analyse, text).of(form).type == kind


def test_lines_in_capitals_and_headlines_name_the_same(analyse: Analyse) -> None:
    told = event(
        analyse,
        "ELLISON MEETS DOCK WORKERS\n\nMartha Ellison met dock workers in Bergen on Monday. BERGEN is a port.",
        "Ellison Meets Dock Workers Over Pay\n\nBERGEN (AP) - Martha Ellison met dock workers on Monday.",
    )
    assert told.of("Ellison").name == "Martha Ellison"
    assert told.of("BERGEN") == told.of("Bergen")
    assert not [e for e in told.entities if "Meets" in e.name or "MEETS" in e.name]


def test_possessives_and_compounds_end_a_name(analyse: Analyse) -> None:
    told = event(analyse, "Canada's Bay Street sells U.S.-made steel. Mexico’s president called the Women's Council.")
    assert told.written(told.of("Canada")) == ["Canada"]
    assert told.written(told.of("U.S.")) == ["U.S."]
    assert told.written(told.of("Mexico")) == ["Mexico"]
    assert told.of("Women's Council").type == "ORG"


def test_the_north_is_the_country_the_article_names(analyse: Analyse) -> None:
    told = event(analyse, "North Korea agreed to talks with South Korea. The North said so, and the South agreed.")
    assert told.written(told.of("North")) == ["North Korea", "North"]
    assert told.written(told.of("South")) == ["South Korea", "South"]


def test_common_words_and_months_are_no_names(analyse: Analyse) -> None:
    told = event(analyse, "However, the President spoke on Monday. In March, People waited. Police came. He may go.")
    assert told.entities == ()


def test_a_handle_is_whose_name_it_spells_or_stands_beside(analyse: Analyse) -> None:
    told = event(
        analyse,
        "The vote is a farce, said Martha Ellison on Monday. She was answered by Peter Lindqvist (@plq77) at once.",
        "In a post, @MarthaEllison called for calm. Later @plq77 replied, and so did @nobody_at_all.",
    )
    assert told.written(told.of("Martha Ellison")) == ["Martha Ellison", "@MarthaEllison"]
    assert told.written(told.of("@plq77")) == ["Peter Lindqvist", "@plq77", "@plq77"]
    assert told.of("@plq77").name == "Peter Lindqvist"
    assert not any("@nobody_at_all" in e.aliases for e in told.entities)


def test_a_mail_address_is_no_handle(analyse: Analyse) -> None:
    told = event(
        analyse, "Martha Ellison met reporters in Oslo. Write to her at office@marthaellison.example for more."
    )
    assert told.written(told.of("Martha Ellison")) == ["Martha Ellison"]


def test_what_stood_apart_on_the_page_is_cut(analyse: Analyse) -> None:
    told = event(
        analyse,
        "On Monday the vote was moved by Martha Ellison Martha Jane EllisonReport in the town. "
        "A letter from Ellison arrived. The critics of Ellison stayed away.",
    )
    assert all("Report" not in form for e in told.entities for form in e.aliases)
    assert "Martha Ellison" in told.of("Ellison").aliases


def test_an_office_tells_which_of_two_is_meant(analyse: Analyse) -> None:
    told = event(
        analyse,
        "President Martin Ellison left Oslo on Monday with his wife, Clara Ellison.",
        "Clara Ellison opened a school in Bergen. Clara Ellison spoke for an hour. President Ellison was not there.",
    )
    assert told.written(told.of("Martin Ellison")) == ["Martin Ellison", "Ellison"]


def test_kin_go_by_the_surname_only_where_a_word_says_so(analyse: Analyse) -> None:
    told = event(
        analyse,
        "First lady Clara Ellison toured a school in Bergen. Clara Ellison read to pupils. President Martin Ellison "
        "stayed in Oslo. Ellison signed a bill. Mrs. Ellison flew home.",
    )
    assert told.written(told.of("Martin Ellison")) == ["Martin Ellison", "Ellison"]
    assert told.written(told.of("Clara Ellison")) == ["Clara Ellison", "Clara Ellison", "Ellison"]


def test_a_middle_initial_is_nobodys_given_name(analyse: Analyse) -> None:
    told = event(
        analyse,
        "Judge Timothy J. Ellison ruled on Monday in Oslo. The chief of staff, John Ellison, was not in court.",
    )
    assert told.of("Timothy J. Ellison").name != told.of("John Ellison").name


def test_a_junior_is_another_man(analyse: Analyse) -> None:
    told = event(
        analyse,
        "Walter Ellison opened the factory in Ohio. His son, Walter Ellison Jr., runs it. Ellison retired in May.",
    )
    assert told.written(told.of("Walter Ellison Jr.")) == ["Walter Ellison Jr."]
    assert told.written(told.of("Ellison")) == ["Walter Ellison", "Ellison"]


def test_only_offices_that_one_alone_holds_are_references(analyse: Analyse) -> None:
    told = event(
        analyse,
        "Norwegian Foreign Minister Clara Ellison met Norwegian senator Otto Lind in Paris. "
        "Later the Norwegian foreign minister left. The Norwegian prime minister stayed, the Norwegian senator slept.",
    )
    assert told.referred(told.of("Clara Ellison")) == ["the Norwegian foreign minister"]
    assert told.referred(told.of("Otto Lind")) == []


def test_order_of_mentions_and_aliases(seed_analyses: Sequence[Analysis]) -> None:
    order = [a.article.id for a in seed_analyses]
    texts = {a.article.id: a.article.text for a in seed_analyses}
    entities = names(seed_analyses)
    assert len({e.id for e in entities}) == len(entities)
    for entity in entities:
        places = [(order.index(r.article), r.start) for r in entity.mentions]
        assert places == sorted(places)
        forms = [" ".join(texts[r.article][r.start : r.end].split()) for r in entity.mentions]
        assert entity.aliases == tuple(sorted(set(forms), key=lambda f: (-forms.count(f), f)))


def test_names_do_not_overlap(seed_analyses: Sequence[Analysis]) -> None:
    spans = sorted(r for e in names(seed_analyses) for r in e.mentions)
    assert all(a.article != b.article or a.end <= b.start for a, b in pairwise(spans))


def test_forms() -> None:
    assert key("The  Société-Générale’s U.S.") == "societe generales us"
    assert spelled("zelenskyy") == spelled("zelenskiy") == spelled("zelensky")
    assert spelled("iran") != spelled("iraq")
    assert initials(["world", "health", "organization", "of", "all"]) == "whoa"


def test_every_list_says_where_its_words_came_from() -> None:
    home = Path(briefing.prepare.__file__).parent / "data" / "names"
    files = sorted(p for p in home.iterdir() if p.is_file())
    assert files
    for file in files:
        origin = file.read_text("utf-8").split("\n", 1)[0]
        assert "general knowledge" in origin or "public domain" in origin, file.name


def test_the_lists_agree_with_themselves() -> None:
    lists = lexicon()
    assert lists.known["US"].name == lists.known["UnitedStates"].name == "United States"
    assert lists.known["Ukrainian"].country == "Ukraine"
    assert lists.capitals["Kyiv"] == "Ukraine"
    assert not lists.common & lists.soft


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Ann", "Smith", "of", "the", "-", "'s", "&", "and", "University", "President", "U.S.", "PARIS", "Korea",
             ",", ".", "“", "”", "said", "Kim", "Jong", "un", "\n", "😀", "É", "iPhone", "3", "al", "van", "Mr.", "@x"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_text_gives_names_inside_it(analyse: Analyse, words: list[str]) -> None:
    analysis = analyse(" ".join(words))
    length = len(analysis.article.text)
    for entity in names([analysis]):
        ranges = [*entity.mentions, *entity.references, *(role.range for role in entity.roles)]
        assert all(0 <= r.start < r.end <= length for r in ranges)
        assert entity.name in entity.aliases


def test_many_articles_take_time_in_proportion(seed_analyses: Sequence[Analysis]) -> None:
    from time import process_time

    names(seed_analyses)
    start = process_time()
    names(seed_analyses)
    once = process_time() - start
    start = process_time()
    names([*seed_analyses] * 8)
    assert process_time() - start < 40 * max(once, 0.01)


def test_a_hashtag_is_no_name(analyse: Analyse) -> None:
    told = event(analyse, "Thousands wrote #BridgeNow and met in Oslo. The group thanked Martha Ellison.")
    assert not [e for e in told.entities if "BridgeNow" in e.aliases]
    person = event(analyse, "Thousands wrote #MarthaEllison. They thanked Martha Ellison.")
    assert len(person.of("Martha Ellison").mentions) == 2
    assert told.of("Oslo").type == "GPE"


def test_the_race_for_a_chamber_is_not_the_chamber_of_a_state(analyse: Analyse) -> None:
    told = event(analyse, "Martha Ellison won the West Virginia Senate primary on Tuesday. She thanked West Virginia.")
    assert told.of("West Virginia").type == "GPE"
    assert len(told.of("West Virginia").mentions) == 2


def test_the_magazine_is_no_people(analyse: Analyse) -> None:
    told = event(
        analyse, "Martha Ellison told the New Yorker that she would stay. The New Yorker published it on Monday."
    )
    assert told.of("New Yorker").type == "ORG"
    people = event(analyse, "Many New Yorkers stayed at home on Monday, Martha Ellison said.")
    assert people.of("New Yorkers").type == "NORP"


@pytest.mark.parametrize(
    ("text", "form", "kind", "name"),
    [
        ("The plan joins Harlow with the counties of Ada, Beatrice and Coe.", "Beatrice", "GPE", "Beatrice"),
        ("Workers met in the town of Mt. Ardley, Wis., on Monday.", "Mt. Ardley", "GPE", "Mt. Ardley"),
        ("Rep. Ann Lopez (D-NJ) voted for it.", "NJ", "GPE", "NJ"),
        ("California votes. Voters in the Golden State will decide.", "Golden State", "GPE", "California"),
        ('She asked Gov. Carl "Buck" Weller about it.', 'Carl "Buck" Weller', "PERSON", 'Carl "Buck" Weller'),
        ("The vote was put off by President Pro Tempore Nora Rossetti.", "Nora Rossetti", "PERSON", "Nora Rossetti"),
        ("He told Sheriff Tackburn to leave. Then Sheriff Tackburn left.", "Tackburn", "PERSON", "Tackburn"),
        ("The company Bay Gas & Electric said so. Gas and electric bills rose.", "Bay Gas & Electric", "ORG", ""),
    ],
)  # fmt: skip
def test_what_is_on_no_list_is_typed_by_what_stands_around(
    analyse: Analyse, text: str, form: str, kind: str, name: str
) -> None:
    found = event(analyse, text).of(form)
    assert (found.type, found.name) == (kind, name or form)


def test_a_word_that_ends_firms_names_may_be_a_surname(analyse: Analyse) -> None:
    told = event(analyse, "Dana Edison Wins Vote\n\nThe council voted on Monday, it said.\n")
    assert told.of("Dana Edison").type == "PERSON"
    assert event(analyse, "Nordland Valley Edison cut the power.").of("Nordland Valley Edison").type == "ORG"


def test_initials_of_a_person_are_the_person(analyse: Analyse) -> None:
    told = event(analyse, "The files on John Fenton Kerry were opened. Nobody knows who shot JFK in the end.")
    assert told.of("JFK").name == "John Fenton Kerry"


def test_a_newspaper_goes_by_its_last_word(analyse: Analyse) -> None:
    told = event(
        analyse, "He spoke to The New York Times on Monday. Later he told the Times that hard Times are ahead."
    )
    assert told.written(told.of("Times"))[-1] == "Times"
    assert told.of("Times").name.endswith("New York Times")


def test_a_listed_name_at_a_sentences_start_may_be_an_everyday_word(analyse: Analyse) -> None:
    told = event(analyse, "Mobile phones rang all day. Fed up with the noise, the teachers sent them home.")
    assert not {e.name for e in told.entities} & {"Mobile", "Fed", "Federal Reserve"}


def test_a_form_is_judged_once_however_often_it_stands(analyse: Analyse, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = Settler._is_name

    def counted(self: Settler, form: Form) -> bool:
        asked.append(form.key)
        return real(self, form)

    monkeypatch.setattr(Settler, "_is_name", counted)
    event(analyse, "Mr. Aldoro left. " * 20)
    assert len(asked) == len(set(asked))
