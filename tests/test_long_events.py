"""Events of many sentences stay within bounds: some are weighed, none is dropped."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.model import Member, Range, Topic
from briefing.prepare.topics import long
from briefing.prepare.topics.long import filled, thinned
from briefing.prepare.topics.sentences import Place


def place(article: int, n: int) -> Place:
    none: frozenset[str] = frozenset()
    return Place(
        range=Range(f"a{article}", n, n + 1),
        kind="body",
        article=article,
        paragraph=n,
        gap=False,
        terms=none,
        words=none,
        forms=(),
        length=1,
        quoted=0.0,
        opens_quote=False,
        goes_on=False,
        first="",
        first_tag="",
    )


def places(*lengths: int) -> list[Place]:
    return [place(article, n) for article, length in enumerate(lengths) for n in range(length)]


@pytest.mark.parametrize("lengths", [(), (4,), (9,), (25,), (3, 25), (25, 3, 1), (9, 9, 9), (1,) * 30])
def test_each_article_keeps_its_share(lengths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "MOST", 10)
    every = places(*lengths)
    kept = thinned(every)
    assert kept == sorted(kept, key=lambda p: (p.article, p.range.start))
    assert set(kept) <= set(every)
    assert len(kept) == min(len(every), max(10, len(lengths))) or len(lengths) > 1
    assert len(kept) <= max(10, len(lengths))
    for article, length in enumerate(lengths):
        own = [p.range.start for p in kept if p.article == article]
        assert own[0] == 0
        if length <= 10 // len(lengths):
            assert len(own) == length
        # Evenly spread: no gap is twice another's.
        gaps = [b - a for a, b in pairwise([*own, length])]
        assert max(gaps) - min(gaps) <= max(1, length // len(own))


def test_what_was_not_weighed_goes_with_the_sentence_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "MOST", 4)
    every = places(6, 6)
    kept = thinned(every)
    topics = [Topic(f"t{n}", "T", "found", tuple(Member(p.range, "given") for p in kept[n::2])) for n in range(2)]
    topic_of = {m.range: t.id for t in topics for m in t.members}
    whole = filled(topics, every, kept)
    assert sorted(m.range for t in whole for m in t.members) == [p.range for p in every]
    told = {m.range: (t.id, m.reason) for t in whole for m in t.members}
    last = ""
    for p in every:
        last = topic_of.get(p.range, last)
        assert told[p.range] == (last, "given" if p in kept else "follows its neighbours")
    assert filled(topics, kept, kept) == tuple(topics)
