"""Lookups give what stands at a place, and names that a reader can tell apart."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.index import Index
from briefing.lookup import Lookup
from briefing.model import Briefing, Edit, Found, Range, SummarySentence
from made import made, texts

ranges = st.builds(
    lambda a, s, n: Range(a, s, s + n), st.sampled_from(["a", "b"]), st.integers(0, 60), st.integers(0, 25)
)


@given(st.lists(ranges, max_size=25), ranges)
def test_an_index_finds_what_shares_a_character(rows: list[Range], asked: Range) -> None:
    found = Index((r, n) for n, r in enumerate(rows)).at(asked)
    asked = replace_end(asked)
    wanted = [n for n, r in enumerate(rows) if r.overlap(asked)]
    assert sorted(found) == wanted
    assert found == sorted(found, key=lambda n: (rows[n].start, rows[n].end, n))


def replace_end(r: Range) -> Range:
    return r._replace(end=max(r.end, r.start + 1))


@given(texts)
def test_every_source_has_a_name_that_is_no_hash(some: list[str]) -> None:
    lookup = Lookup(made(some))
    for n, a in enumerate(lookup.briefing.articles, 1):
        label = lookup.label(a.id)
        assert label.strip()
        assert a.id not in label
        assert not label.isdigit() or label in a.text
        assert lookup.number(a.id) == n


def found(value: str) -> Found:
    return Found(value, None, "made")


def test_labels_are_the_outlet_else_the_title_else_the_lead() -> None:
    briefing = made(
        ["Some long title of it\nA lead stands here.", "Other title\nMore.", "Third title\nThe lead.", "x\ny"]
    )
    outlets = [
        replace(briefing.articles[0], outlet=found("The Daily"), title=found("One")),
        replace(briefing.articles[1], outlet=None, title=found("A title of more words than a label can well hold")),
        replace(briefing.articles[2], outlet=None, title=None),
        replace(briefing.articles[3], outlet=found("The Daily"), title=found("Two")),
    ]
    lookup = Lookup(replace(briefing, articles=tuple(outlets)))
    labels = [lookup.label(a.id) for a in outlets]
    assert labels[0] == "The Daily: One"
    assert labels[1] == "A title of more words than a label …"
    assert labels[2] == f"“{lookup.lead(outlets[2].id)}”"
    assert labels[3] == "The Daily: Two"


def test_resolved_pronouns_stand_in_brackets() -> None:
    briefing = made(["Title\nHe also met her there."])
    r = briefing.articles[0].segments[1].range
    edits = (
        Edit(Range(r.article, r.start + 12, r.start + 15), "Bo"),
        Edit(Range(r.article, r.start, r.start + 2), "Al"),
    )
    assert Lookup(briefing).readable(SummarySentence(r, None, (r,), edits)) == "He [Al] also met her [Bo] there."


@given(texts)
def test_the_parts_of_a_topic_are_within_it(some: list[str]) -> None:
    lookup = Lookup(made(some))
    claims = 0
    for t in lookup.briefing.topics:
        members = {m.range for m in t.members}
        assert set(lookup.sources_of(t)) == {r.article for r in members}
        for article, alone in lookup.told_once(t):
            assert all(r in members and r.article == article and not lookup.shared(r) for r in alone)
        for q in lookup.quotes_of(t):
            assert any(r.holds(q.range) for r in members)
            assert q in lookup.quotes_at(q.range)
        for r in members:
            assert t in lookup.topics_at(r)
            segment = lookup.sentence_at(r)
            assert segment is not None
            assert segment.range == r
        claims += len(lookup.claims_of(t.id))
    assert claims == len(lookup.briefing.claims)


def test_one_topic_alone_keeps_its_own(seed_briefing: Briefing) -> None:
    lookup = Lookup(seed_briefing)
    parts = [lookup.alone(t.id) for t in seed_briefing.topics]
    assert sum(len(p.claims) for p in parts) == len([c for c in seed_briefing.claims if lookup.topic_of(c.support)])
    assert all(p.articles == seed_briefing.articles for p in parts)
    assert {q.id for p in parts for q in p.quotes} <= {q.id for q in seed_briefing.quotes}
