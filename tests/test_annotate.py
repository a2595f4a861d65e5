"""Sentences and tokens."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.prepare.analysis import Analysis
from briefing.prepare.annotate import annotate
from briefing.prepare.annotate.sentences import MAX_SENTENCE, sentences
from briefing.prepare.clean import clean
from conftest import Analyse, article_of


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["It ended.", "Nobody came."],
        ["Mr. Smith met Gen. Jones on Feb. 12 in the U.S. Capitol.", "They spoke."],
        ["He lives in the U.S.", "The house is old."],
        ["It began at 5 p.m.", "The mayor spoke first."],
        ["George W. Bush and J. K. Rowling agreed."],
        ["“We talked.", "We agreed.”", "Then he left."],
        ["“Why now?” he asked.", "Nobody knew."],
        ["“Why now?” Ann Lee asked."],
        ['"It is over," she said.', '"Go home."'],
        ["He paused ... and went on."],
        ["She said (it was late) no.", "(He agreed.)", "They left."],
        ["Shares of Acme Inc. rose 3.5 percent.", "Bonds fell."],
        ["The war is over.", "“Good,” he said."],
        ["It cost $3.5 million.", "No. 5 was cheaper."],
        ["A sentence that a hard\nwrap has broken.", "Another\r\none."],
        ["He left Corp. Street at No. 10."],
        ["Was it? Really?"[:7], "Really?"],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_lost_space_is_found() -> None:
    assert split("That ended the war.The other side agreed.") == ["That ended the war.", "The other side agreed."]
    assert split("He works for Example.com and Node.js.") == ["He works for Example.com and Node.js."]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(".!?…\"'”’“() \n\r\tAaBb1"))))
def test_sentences_cover_any_text(text: str) -> None:
    at = 0
    for start, end in sentences(text, 0, len(text)):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert end - start <= MAX_SENTENCE
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", ["a", ".", "a. ", "A. ", "“", "?” he said ", " ", "Mr. "])
def test_long_runs_are_cut_in_bounded_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.monotonic()
    assert all(end - begin <= MAX_SENTENCE for begin, end in sentences(text, 0, len(text)))
    assert time.monotonic() - start < 5


def check(analysis: Analysis) -> None:
    text = analysis.article.text
    assert analysis.article.segments == tuple(s.segment for s in analysis.sentences)
    assert analysis.sentences[0].first == 0 if analysis.sentences else not analysis.tokens
    for before, after in zip(analysis.sentences, analysis.sentences[1:], strict=False):
        assert before.last == after.first
        assert before.range.end <= after.range.start
    for sentence in analysis.sentences:
        for token in analysis.tokens_of(sentence):
            assert sentence.range.start <= token.start < token.end <= sentence.range.end
            assert " ".join(text[token.start : token.end].split()) == token.text.strip()
            assert sentence.first <= token.head < sentence.last


def test_the_seeds_hold(seed_analyses: Sequence[Analysis]) -> None:
    for analysis in seed_analyses:
        check(analysis)
        assert all(s.last > s.first for s in analysis.sentences)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_holds(text: str) -> None:
    (analysis,) = annotate([clean(article_of(text))])
    check(analysis)
    covered = {i for s in analysis.sentences for i in range(s.range.start, s.range.end)}
    assert all(c.isspace() or i in covered for i, c in enumerate(text))


def test_a_wrapped_sentence_is_one(analyse: Analyse) -> None:
    analysis = analyse("The mayor of Northwick said on Monday that\nthe bridge would be closed. It was old.")
    assert len(analysis.sentences) == 2
    assert all("\n" not in token.text for token in analysis.tokens)


def test_an_article_does_not_depend_on_its_companions(analyse: Analyse) -> None:
    texts = ["The mayor met Ann Lee in Paris. They agreed on nothing.", "Nobody came to the bridge on Friday."]
    together = list(annotate([clean(article_of(text)) for text in texts]))
    assert together == [analyse(text) for text in texts]


def test_a_line_without_a_stop_is_bounded(analyse: Analyse) -> None:
    start = time.monotonic()
    analysis = analyse("word " * 8000)
    assert time.monotonic() - start < 10
    check(analysis)


def test_a_missing_model_is_one_line() -> None:
    with pytest.raises(BriefingError, match="pip install en-nowhere") as error:
        list(annotate([], "en_nowhere"))
    assert "\n" not in str(error.value)


def test_importing_does_not_load_spacy() -> None:
    code = "import sys, briefing.prepare.annotate, briefing.prepare.cache; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
