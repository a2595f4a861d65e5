"""The JSON export: the contract's keys, the sources' own words, the same bytes for the same input."""

from __future__ import annotations

import json
import time
import unicodedata
from dataclasses import replace
from typing import Any

from hypothesis import given

from briefing.export import exported
from briefing.export.as_json import as_dict, as_json
from briefing.model import Briefing, Claim, Mention
from made import made, texts

RANGE = {"article", "start", "end"}
CONTRACT = {
    "articles": {"id", "path", "sha256", "text", "title", "published", "byline", "outlet", "segments"},
    "overview": {"text", "claim", "cites"} | RANGE,
    "topics": {"id", "name", "origin", "summary"},
    "claims": {"id", "topic", "mentions", "origins", "related"},
    "copies": {"a", "b", "passages"},
    "entities": {"id", "name", "type", "aliases", "mentions", "references"},
    "quotes": {"id", "speaker", "speaker_entity", "cue", "venue", "groups"} | RANGE,
    "statements": {"id", "speaker", "speaker_entity", "cue", "venue", "groups"} | RANGE,
    "dates": {"value", "precision"} | RANGE,
    "differences": {"id", "kind", "verdict", "about", "variants"},
}


def read(briefing: Briefing, topic: str | None = None, words: int | None = None) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(exported(briefing, "json", topic, words))
    return data


def test_the_contracts_keys_are_there(seed_briefing: Briefing) -> None:
    data = read(seed_briefing)
    assert data["schema"] == "briefing/1"
    assert isinstance(data["title"], str)
    assert set(data["made_by"]) >= {"model", "stages"}
    for key, wanted in CONTRACT.items():
        assert isinstance(data[key], list)
        for row in data[key]:
            assert wanted <= set(row)
    for key in ("articles", "topics", "entities", "quotes"):
        assert data[key], key
    segment = data["articles"][0]["segments"][0]
    assert set(segment) >= {"start", "end", "kind", "topic", "reason"}


def test_a_summary_has_the_sources_words(seed_briefing: Briefing) -> None:
    data = read(seed_briefing)
    source = {a["id"]: a["text"] for a in data["articles"]}
    rows = [s for t in data["topics"] for s in t["summary"]] + data["overview"]
    assert rows
    for s in rows:
        assert s["text"].split() == source[s["article"]][s["start"] : s["end"]].split()


def test_a_claim_has_the_topic_of_most_of_its_sentences_in_bounded_time() -> None:
    base = made(["".join(f"Word {n} stands here.\n" for n in range(4000))])
    bodies = [m.range for t in base.topics for m in t.members]
    claims = tuple(Claim(f"claim-{n}", (Mention(r, "full"),), 1) for n, r in enumerate(bodies))
    start = time.process_time()
    found = {c["id"]: c["topic"] for c in as_dict(replace(base, claims=claims))["claims"]}
    assert time.process_time() - start < 4, "half a second; what looks through all sentences for each takes ten"
    home = {m.range: t.id for t in base.topics for m in t.members}
    assert [found[c.id] for c in claims] == [home[r] for r in bodies]


@given(texts)
def test_any_text_survives_and_no_byte_acts_on_a_terminal(some: list[str]) -> None:
    data = exported(made(some), "json")
    back = json.loads(data)
    assert {a["text"] for a in back["articles"]} == set(some)
    shown = data.decode("utf-8")
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c != "\n"]
    assert as_json(made(some)) == as_json(made(some[::-1]))


def test_one_topic_alone(seed_briefing: Briefing) -> None:
    whole = read(seed_briefing)
    topic = whole["topics"][1]["id"]
    data = read(seed_briefing, topic)
    assert [t["id"] for t in data["topics"]] == [topic]
    assert data["topics"][0] == whole["topics"][1]
    assert data["articles"] != []
    assert {c["topic"] for c in data["claims"]} <= {topic}
    assert len(data["quotes"]) < len(whole["quotes"])


def test_the_overview_is_cut_by_its_ranking(seed_briefing: Briefing) -> None:
    whole = read(seed_briefing)["overview"]
    ranks = sorted(s["rank"] for s in whole)
    before: list[int] = []
    for words in (1, 60, 120, 10_000):
        cut = read(seed_briefing, words=words)["overview"]
        kept = sorted(s["rank"] for s in cut)
        assert kept == ranks[: len(kept)]
        assert kept[: len(before)] == before
        assert [s for s in whole if s in cut] == cut
        assert len(cut) <= 1 or sum(len(s["text"].split()) for s in cut) <= words
        before = kept
    assert before == ranks
