"""What holds for any event: of the order of files, of sources that come and go, of articles that do not belong."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

import invented
from briefing import store
from briefing.commands import opening
from briefing.export.as_html import as_html
from briefing.export.as_json import as_dict
from briefing.export.as_markdown import as_markdown
from briefing.lookup import Lookup
from briefing.model import Briefing
from briefing.prepare.analysis import Analysis
from briefing.prepare.apart import events
from briefing.prepare.event import tell
from briefing.prepare.topics import Declared, DeclaredTopic
from briefing.progress import Narrator
from briefing.verify import verify
from conftest import Analyse

Read = Callable[[Sequence[str]], list[Analysis]]
PAIRS = {
    "two strikes": (invented.FERRIES, invented.TRAMS),
    "two calls": (invented.CALL_NORTH, invented.CALL_SOUTH),
    "two calls of the same two": (invented.CALL_NORTH, invented.CALL_AGAIN),
    "two earthquakes": (invented.QUAKE_HILLS, invented.QUAKE_COAST),
    "five and four": (
        (*invented.FERRIES, *(t.replace("said", "told us") for t in invented.FERRIES[:2])),
        (*invented.TRAMS, invented.TRAMS[0].replace("said", "told us")),
    ),
}


@pytest.fixture(scope="module")
def reading(analyse: Analyse) -> Read:
    """Annotate texts, each once."""
    kept: dict[str, Analysis] = {}

    def read(texts: Sequence[str]) -> list[Analysis]:
        return [kept.setdefault(t, analyse(t)) if t not in kept else kept[t] for t in texts]

    return read


def checked(briefing: Briefing, folder: Path) -> Briefing:
    """Check all of a briefing by verify, saved and exported, and that it can be exported."""
    store.save(briefing, folder / "x.briefing")
    assert store.load(folder / "x.briefing") == briefing
    assert verify(folder / "x.briefing").failures == ()
    assert as_markdown(briefing).startswith("# ")
    assert "<main" in as_html(briefing)
    return briefing


def ids(analyses: Sequence[Analysis]) -> set[str]:
    return {a.article.id for a in analyses}


# Order and names


def test_order_and_names_of_files_do_not_matter(reading: Read) -> None:
    analyses = reading(invented.FERRIES)
    wanted = as_dict(tell(analyses))
    for order in permutations(range(3)):
        renamed = [
            replace(analyses[i], article=replace(analyses[i].article, paths=(f"{n}.txt",))) for n, i in enumerate(order)
        ]
        got = as_dict(tell(renamed))
        for a in got["articles"]:
            a["path"] = "article.txt"
        assert got == wanted


def test_two_events_do_not_depend_on_the_order_either(reading: Read) -> None:
    analyses = reading([*invented.FERRIES, *invented.TRAMS, invented.MATCH])
    assert tell(analyses) == tell(analyses[::-1]) == tell([*analyses[3:], *analyses[:3]])


# Sources that come and go


def test_a_further_source_leaves_the_ids_of_claims_it_does_not_tell(reading: Read) -> None:
    before = tell(reading(invented.FERRIES[:2]))
    after = tell(reading(invented.FERRIES))
    known = {c.support: c.id for c in before.claims}
    kept = [c for c in after.claims if c.support in known]
    assert len(kept) > len(before.claims) // 3
    assert all(known[c.support] == c.id for c in kept)


def test_a_removed_source_is_cited_nowhere(reading: Read) -> None:
    analyses = reading(invented.FERRIES)
    for gone in analyses:
        briefing = tell([a for a in analyses if a is not gone])
        assert gone.article.id not in json.dumps(as_dict(briefing))
        title = gone.article.title
        assert title
        assert title.value in as_markdown(tell(analyses))
        assert title.value not in as_markdown(briefing)


# Articles that do not belong


def test_an_unrelated_article_is_set_apart_and_changes_nothing(reading: Read, tmp_path: Path) -> None:
    own, other = reading(invented.FERRIES), reading([invented.MATCH])
    alone, both = tell(own), checked(tell([*own, *other]), tmp_path)
    assert both.apart == (other[0].article.id,)
    assert not both.events
    assert replace(both, articles=alone.articles, apart=()) == alone


def test_it_is_set_apart_in_every_export(reading: Read) -> None:
    other = reading([invented.MATCH])[0]
    briefing = tell([*reading(invented.FERRIES), other])
    data = as_dict(briefing)
    assert data["apart"] == [other.article.id]
    assert other.article.id in {a["id"] for a in data["articles"]}
    for text in (as_markdown(briefing), as_html(briefing)):
        assert "3 sources" in text
        told, _, listed = text.partition("About another event")
        assert "Harrow Rovers" not in told
        assert "Harrow Rovers" in listed


def test_the_build_says_so(reading: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    import briefing.prepare.pipeline

    told = tell([*reading(invented.FERRIES), *reading(invented.TRAMS), *reading([invented.MATCH])])
    monkeypatch.setattr(briefing.prepare.pipeline, "prepare", lambda *_: told)
    said = io.StringIO()
    opening.build([], None, 1, Narrator("none", said))
    assert "2 events, told one after the other: “" in said.getvalue()
    assert "article.txt: about another event" in said.getvalue()


def test_articles_of_one_event_stay_together(reading: Read, seed_analyses: Sequence[Analysis]) -> None:
    for texts in (invented.FERRIES, invented.TRAMS, invented.CALL_NORTH, invented.CALL_SOUTH):
        assert events(reading(texts)) == ((0, 1, 2),)
    assert events(seed_analyses) == (tuple(range(5)),)
    for n in range(5):
        rest = [a for i, a in enumerate(seed_analyses) if i != n]
        assert events(rest) == (tuple(range(4)),)
    # Two articles that may well be about one thing are not told apart.
    assert len(events(reading([invented.FERRIES[0], invented.TRAMS[0]]))) == 1


def test_declared_topics_say_that_it_is_one_event(reading: Read) -> None:
    declared = Declared("Strikes", (DeclaredTopic("pay", "Pay", ("raise", "percent")),))
    texts = [t.replace("Skarn", "Dunhaven").replace("Port Ellery", "Dunhaven") for t in invented.FERRIES]
    briefing = tell([*reading(texts), *reading(invented.TRAMS)], declared)
    assert not briefing.events
    assert not briefing.apart
    with_other = tell([*reading(invented.FERRIES), *reading([invented.MATCH])], declared)
    assert len(with_other.apart) == 1
    assert with_other.topics[0].id == "pay"


# Two events


@pytest.mark.parametrize("name", PAIRS)
def test_two_similar_events_are_told_as_two(name: str, reading: Read, tmp_path: Path) -> None:
    one, two = (reading(texts) for texts in PAIRS[name])
    both = checked(tell([*one, *two]), tmp_path)
    assert sorted(map(sorted, (e.articles for e in both.events))) == sorted(map(sorted, (ids(one), ids(two))))
    assert not both.apart
    home = {a: n for n, e in enumerate(both.events) for a in e.articles}
    for c in both.claims:
        assert len({home[m.range.article] for m in c.mentions}) == 1
    for t in both.topics:
        assert len({home[m.range.article] for m in t.members}) <= 1
    for d in both.differences:
        assert len({home[v.range.article] for v in d.variants}) == 1
    assert [t.id for t in both.topics] == [t for e in both.events for t in e.topics]
    assert len({t.id for t in both.topics}) == len(both.topics) == len(both.summaries)
    assert {home[s.range.article] for s in Lookup(both).overview(60)} == {0, 1}, "a short overview tells both"


def test_each_of_two_events_is_told_as_it_would_be_alone(reading: Read) -> None:
    one, two = reading(invented.FERRIES), reading(invented.TRAMS)
    both = tell([*one, *two])
    for part in (tell(one), tell(two)):
        own = {a.id for a in part.articles}
        assert {c.id: c for c in part.claims}.items() <= {c.id: c for c in both.claims}.items()
        assert [t.members for t in both.topics if t.members[0].range.article in own] == [t.members for t in part.topics]
        assert [o.sentence for o in both.overview if o.sentence.range.article in own] == [
            o.sentence for o in part.overview
        ]


def test_two_events_stand_one_after_the_other_in_the_exports(reading: Read) -> None:
    both = tell([*reading(invented.FERRIES), *reading(invented.TRAMS)])
    lines = as_markdown(both).splitlines()
    first, second = (lines.index(f"## {e.title}") for e in both.events)
    assert first < second
    titles = [n for n, line in enumerate(lines) if line.startswith("### ")]
    assert any(first < n < second for n in titles)
    assert any(n > second for n in titles)
    data = as_dict(both)
    assert [e["articles"] for e in data["events"]] == [list(e.articles) for e in both.events]
    for row in data["coverage"]:
        told = {a for key in ("stated", "partly", "differing", "not_told") for a in row[key]}
        assert told in [set(e.articles) for e in both.events]


# Few and same


def test_one_article_alone(reading: Read, tmp_path: Path) -> None:
    briefing = checked(tell(reading(invented.FERRIES[:1])), tmp_path)
    assert briefing.topics
    assert briefing.overview
    assert not briefing.differences
    assert {c.origins for c in briefing.claims} == {1}
    text = as_markdown(briefing)
    assert "Coverage" not in text, "one source covers all"
    assert "Timeline" in text


def test_two_articles_with_nothing_in_common_are_two_events(reading: Read, tmp_path: Path) -> None:
    briefing = checked(tell(reading([invented.FERRIES[0], invented.MATCH])), tmp_path)
    assert [len(e.articles) for e in briefing.events] == [1, 1]
    assert not briefing.apart
    assert all(len(c.articles) == 1 for c in briefing.claims)


def test_five_copies_of_one_wire_are_one_origin(reading: Read, tmp_path: Path) -> None:
    wire = invented.FERRIES[0].partition("\n\n")[2].partition("\n\n")[2].replace("Ferry crews", "(AP) Ferry crews", 1)
    names = ("Alpha", "Beta", "Gamma", "Delta", "Omega")
    texts = [f"Ferries halted, says the {name}\n\n{name} Post\nMarch 4, 2031\n\n{wire}" for name in names]
    briefing = checked(tell(reading(texts)), tmp_path)
    assert not briefing.apart
    assert not briefing.events
    shared = [c for c in briefing.claims if len(c.articles) == 5]
    assert len(shared) >= 5
    assert {c.origins for c in shared} == {1}
    assert "5 sources, 1 origin" in as_markdown(briefing)
    assert "origins" not in as_markdown(briefing)
