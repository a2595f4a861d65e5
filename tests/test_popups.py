"""What a page shows when a name is pointed at, saved within the sentence."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from briefing.prepare.clean.popups import popups, without_popups
from briefing.prepare.names import names
from briefing.prepare.quotes import quotes
from conftest import Analyse

POPUP = " Ada Mary FenwickMayor calls plan 'unworkable' Bridge vote: 'We had to' Five ways out of the harbour MORE"
TEXT = (
    "The council of Northwick voted on Monday to close the old bridge after nine years.\n"
    f"Mayor Ada Fenwick{POPUP} (Labour) said the piers were sinking. “We had to act,” Fenwick said.\n"
    "Tom Miller wants MORE bridges, and many more of them, and said so to Ada Fenwick on Friday.\n"
)


def test_a_pop_up_goes_from_the_name_to_its_last_word() -> None:
    assert [TEXT[start:end] for start, end in popups(TEXT)] == [POPUP]
    assert without_popups(TEXT) == TEXT.replace(POPUP, " " * len(POPUP))


def test_its_sentence_keeps_it_and_is_read_without_it(analyse: Analyse) -> None:
    analysis = analyse(TEXT)
    whole = [analysis.text_of(s.range) for s in analysis.sentences if s.segment.kind == "body"]
    assert f"Mayor Ada Fenwick{POPUP} (Labour) said the piers were sinking." in whole
    assert not {"MORE", "unworkable"} & {t.text for t in analysis.tokens if t.start < TEXT.index("Tom")}
    entities = names([analysis])
    assert {e.name for e in entities if e.type == "PERSON"} == {"Ada Fenwick", "Tom Miller"}
    told = [(analysis.text_of(q.range), q.attribution.speaker) for q in quotes([analysis], entities).quotes]
    assert told == [("“We had to act,”", "Ada Fenwick")]


def test_a_text_that_ends_in_one_is_covered(analyse: Analyse) -> None:
    text = TEXT.rstrip() + f"\nThe council thanked Ada Fenwick{POPUP}"
    analysis = analyse(text)
    assert analysis.sentences[-1].range.end == len(text)


@given(st.text("AaMORE \n'FenwickB", max_size=300))
def test_nothing_else_moves(text: str) -> None:
    shown = without_popups(text)
    assert len(shown) == len(text)
    assert all(a in (b, " ") for a, b in zip(shown, text, strict=True))


def test_a_long_text_takes_time_in_proportion() -> None:
    hostile = "Ab Ab Ab AbC " * 20_000 + " MORE" * 20_000
    begun = time.perf_counter()
    list(popups(hostile))
    assert time.perf_counter() - begun < 5
