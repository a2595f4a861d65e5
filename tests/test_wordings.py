"""One utterance in the wordings that its sources give."""

from __future__ import annotations

import re
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.export.as_markdown import as_markdown
from briefing.lookup import Lookup
from briefing.model import Attribution, Briefing, Quote, Range
from briefing.wordings import utterances, versions
from made import made, texts

ONE = "Title one\nThe mayor said: “We will rebuild the old bridge before the winter comes.”\n"
OTHER = "Title two\nThe mayor wrote: “We shall rebuild the old bridge before the winter comes.”\n"


def quoted(*articles: str) -> Briefing:
    """A briefing in which each article's only quotation belongs to one utterance."""
    briefing = made(list(articles))
    quotes = tuple(
        Quote(f"q{n}", Range(a.id, a.text.index("“"), a.text.index("”") + 1), Attribution("Ann Lee"), ("g",))
        for n, a in enumerate(briefing.articles)
    )
    return replace(briefing, quotes=quotes)


def test_quotations_of_one_utterance_stand_together() -> None:
    briefing = quoted(ONE, OTHER)
    assert [len(u) for u in utterances(Lookup(briefing), briefing.quotes)] == [2]
    apart = replace(briefing, quotes=tuple(replace(q, groups=()) for q in briefing.quotes))
    assert [len(u) for u in utterances(Lookup(apart), apart.quotes)] == [1, 1]


def test_only_the_words_that_differ_are_marked() -> None:
    briefing = quoted(ONE, OTHER)
    found = versions(Lookup(briefing), [q.range for q in briefing.quotes], "…")
    assert sorted(v.text[a:b] for v in found for a, b in v.differing) == ["shall", "will"]


def test_the_same_words_are_one_version() -> None:
    briefing = quoted(ONE, ONE.replace("Title one", "Another title"))
    found = versions(Lookup(briefing), [q.range for q in briefing.quotes], "…")
    assert [len(v.places) for v in found] == [2]
    assert [v.given for v in found] == [(0, 1)]


def test_thousands_of_versions_take_bounded_time() -> None:
    text = "Title\n" + " ".join(f"“We said it {n} times.”" for n in range(3_000))
    briefing = made([text])
    ranges = [Range(briefing.articles[0].id, *m.span()) for m in re.finditer("“[^”]*”", text)]
    start = time.process_time()
    found = versions(Lookup(briefing), ranges, "…")
    assert time.process_time() - start < 3, "each is compared with all the others"
    assert [v.given for v in found] == [(n,) for n in range(3_000)]


def test_the_export_marks_the_words_that_differ() -> None:
    text = as_markdown(quoted(ONE, OTHER))
    assert "We **will** rebuild" in text
    assert "We **shall** rebuild" in text


@given(texts, st.data())
def test_any_quotations_give_places_inside_the_text(some: list[str], data: st.DataObject) -> None:
    briefing = made(some)
    quotes = []
    for n, a in enumerate(briefing.articles):
        start = data.draw(st.integers(0, len(a.text)))
        end = data.draw(st.integers(start, len(a.text)))
        quotes.append(Quote(f"q{n}", Range(a.id, start, end), Attribution(), ("g",)))
    lookup = Lookup(replace(briefing, quotes=tuple(quotes)))
    lengths = {a.id: len(a.text) for a in briefing.articles}
    for utterance in utterances(lookup, quotes):
        for v in versions(lookup, [q.range for q in utterance], "…"):
            assert all(0 <= a <= b <= len(v.text) for a, b in v.differing)
            assert all(0 <= p.start <= p.end <= lengths[p.article] for p in v.places)
