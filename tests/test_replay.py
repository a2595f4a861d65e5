"""Corrections replayed: what a person put right holds in the next build, and nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as runs
from hypothesis import strategies as st

from briefing import marks, store
from briefing.anchors import anchor, flat
from briefing.commands import opening
from briefing.corrections import NAME, add
from briefing.export import exported
from briefing.export.as_json import as_json
from briefing.lookup import Lookup
from briefing.model import Anchor, Briefing, Claim, Correction, Mark, Range, Replayed
from briefing.prepare.analysis import Analysis
from briefing.prepare.annotate import annotate
from briefing.prepare.clean import clean
from briefing.prepare.event import in_order, tell
from briefing.progress import Narrator
from briefing.verify import verify
from conftest import article_of
from invented import FERRIES, TRAMS


@cache
def analyses(texts: tuple[str, ...] = FERRIES) -> Sequence[Analysis]:
    return in_order(list(annotate([clean(article_of(t, f"{n}.txt")) for n, t in enumerate(texts)])))


@cache
def plain() -> Briefing:
    return tell(analyses())


def built(*corrections: Correction) -> Briefing:
    return tell(analyses(), corrections=corrections)


def text(r: Range) -> str:
    return Lookup(plain()).text(r)


def place(words: str, briefing: Briefing | None = None) -> Anchor:
    """Anchor the first place of some words."""
    for a in (briefing or plain()).articles:
        at = a.text.find(words)
        if at >= 0:
            return anchor(a, Range(a.id, at, at + len(words)))
    raise AssertionError(words)


def told(briefing: Briefing, words: str) -> Claim:
    """Give the widest claim that tells a sentence with some words."""
    found = [c for c in briefing.claims if any(words in text(r) for r in c.support)]
    return max(found, key=lambda c: len(c.support))


PIERS = "The harbor master closed two of three piers."
DEMAND = "The crews demand a raise of 6 percent"
WALK = "Ferry crews in Port Ellery walked off the job on Tuesday"
MAIL = "Fishing boats carried mail and medicine to Skarn on Tuesday afternoon."
QUOTE = "“This is a blow to the islanders,”"


def topic_id(briefing: Briefing, n: int) -> str:
    return briefing.topics[n].id


def corrections() -> dict[str, Correction]:
    goal = plain().topics[1]
    # As the reader writes it: with sentences of the topic, since another correction may give it another name.
    beside = tuple(anchor(Lookup(plain()).article(m.range.article), m.range) for m in goal.members[:3])
    return {
        "move": Correction("move", (place(PIERS),), beside, topic=goal.id, name=goal.name),
        "apart": Correction("apart", (place(DEMAND),), (place("Voss said that the"),)),
        "join": Correction("join", (place(PIERS),), (place(MAIL),)),
        "same": Correction("same-entity", (place("Norlink went"),), name="Norlink Ferries", was="Norlink"),
        "other": Correction("other-entity", name="Skarn Herald", was="Skarn"),
        "speaker": Correction("speaker", (place(QUOTE),), name="Voss"),
        "rename": Correction("rename", topic=topic_id(plain(), 2), name="What the crews want", was="x"),
    }


ALL = tuple(corrections())


def seen(briefing: Briefing) -> Briefing:
    """A briefing without the account of its corrections."""
    return replace(briefing, corrections=())


def test_without_corrections_nothing_changes() -> None:
    assert built() == plain()


def test_a_sentence_is_moved() -> None:
    goal = plain().topics[1].id
    b = built(corrections()["move"])
    assert b.corrections == (Replayed(corrections()["move"]),)
    assert [t.id for t in b.topics if any(text(m.range) == PIERS for m in t.members)] == [goal]
    member = next(m for t in b.topics for m in t.members if text(m.range) == PIERS)
    assert member.reason == "moved here by hand"
    assert sum(len(t.members) for t in b.topics) == sum(len(t.members) for t in plain().topics)


def test_a_sentence_is_taken_out_of_a_claim() -> None:
    before = told(plain(), DEMAND)
    assert len(before.support) == 3
    b = built(corrections()["apart"])
    claim = told(b, "Voss said that the")
    assert {text(r) for r in claim.support} == {text(r) for r in before.support if DEMAND not in text(r)}
    alone = told(b, DEMAND)
    assert (len(alone.support), alone.origins) == (1, 1)
    assert not any(DEMAND in text(m.range) for m in claim.mentions)
    assert len({c.id for c in b.claims}) == len(b.claims)


def test_two_sentences_are_one_claim() -> None:
    b = built(corrections()["join"])
    claim = told(b, PIERS)
    assert claim.support == tuple(sorted(claim.support, key=lambda r: ([a.id for a in b.articles].index(r[0]), r[1:])))
    assert any(MAIL in text(r) for r in claim.support)
    assert claim.origins == 3
    assert not any(m.range in claim.support for m in claim.mentions if m.strength != "full")


def test_two_names_are_one_entity() -> None:
    names = {e.name: e for e in plain().entities}
    b = built(corrections()["same"])
    joined = {e.name: e for e in b.entities}
    assert "Norlink" not in joined
    assert joined["Norlink Ferries"].aliases == ("Norlink Ferries", "Norlink")
    assert len(joined["Norlink Ferries"].mentions) == len(names["Norlink"].mentions) + len(
        names["Norlink Ferries"].mentions
    )
    assert joined["Norlink Ferries"].id == names["Norlink Ferries"].id


def test_one_name_is_two_entities() -> None:
    b = built(corrections()["other"])
    kinds = {e.name: e for e in b.entities}
    assert kinds["Skarn Herald"].aliases == ("Skarn Herald",)
    assert kinds["Skarn"].aliases == ("Skarn",)
    assert {text(m) for m in kinds["Skarn"].mentions} == {"Skarn"}
    assert kinds["Skarn"].id != kinds["Skarn Herald"].id


def test_a_speaker_is_named() -> None:
    b = built(corrections()["speaker"])
    said = next(q for q in b.quotes if text(q.range) == QUOTE).attribution
    voss = next(e for e in b.entities if e.name == "Mara Voss")
    assert (said.speaker, said.speaker_entity) == ("Mara Voss", voss.id)
    nobody = built(replace(corrections()["speaker"], name=""))
    said = next(q for q in nobody.quotes if text(q.range) == QUOTE).attribution
    assert (said.speaker, said.speaker_entity) == (None, None)
    other = built(replace(corrections()["speaker"], name="a deckhand"))
    said = next(q for q in other.quotes if text(q.range) == QUOTE).attribution
    assert (said.speaker, said.speaker_entity) == ("a deckhand", None)


def test_a_topic_is_renamed() -> None:
    b = built(corrections()["rename"])
    assert [t.name for t in b.topics][2] == "What the crews want"
    assert [t.id for t in b.topics] == [t.id for t in plain().topics]


@pytest.mark.parametrize("kind", ALL)
def test_a_corrected_briefing_holds(kind: str) -> None:
    b = built(corrections()[kind])
    assert not b.corrections[0].gone
    assert seen(b) != plain()
    assert verify_holds(b)


def verify_holds(briefing: Briefing) -> bool:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store.save(briefing, Path(folder) / "x.briefing")
        assert store.load(Path(folder) / "x.briefing") == briefing
        report = verify(Path(folder) / "x.briefing")
    assert report.failures == ()
    return True


@runs(max_examples=6)
@given(st.permutations(ALL))
def test_the_order_of_unrelated_corrections_does_not_matter(order: list[str]) -> None:
    known = corrections()
    assert seen(built(*(known[k] for k in order))) == seen(built(*(known[k] for k in ALL)))


@runs(max_examples=6)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=4))
@example(["move", "speaker"])
def test_the_same_corrections_twice_are_as_once(chosen: list[str]) -> None:
    known = [corrections()[k] for k in dict.fromkeys(chosen)]
    once, twice = built(*known), built(*known, *known)
    assert seen(once) == seen(twice)
    assert [r.gone for r in twice.corrections] == [""] * 2 * len(known)


def test_what_is_taken_back_leaves_the_same_bytes() -> None:
    before = as_json(plain())
    assert as_json(built(corrections()["join"])) != before
    assert as_json(built()) == before


GONE = Anchor("000000000000", "lost.txt", 5, 30, "Nobody ever wrote such words here.")


@pytest.mark.parametrize("kind", ALL)
def test_a_correction_whose_text_is_gone_is_told_and_kept(kind: str) -> None:
    c = replace(corrections()[kind], at=(GONE,), topic="none such" if kind == "rename" else "", was="Nobody Such")
    b = built(c)
    assert seen(b) == plain()
    assert b.corrections[0].correction == c
    assert b.corrections[0].gone


def test_a_topic_is_found_by_its_name_or_its_sentences_where_its_id_is_another() -> None:
    goal = plain().topics[1]
    by_name = Correction("move", (place(PIERS),), topic="gone", name=goal.name)
    others = tuple(anchor(Lookup(plain()).article(m.range.article), m.range) for m in goal.members[:3])
    by_words = Correction("move", (place(PIERS),), others, topic="gone", name="Gone")
    assert seen(built(by_name)) == seen(built(by_words)) == seen(built(corrections()["move"]))
    renamed = Correction("rename", others, topic="gone", name="Another", was="Gone")
    assert built(renamed).topics[1].name == "Another"
    # A topic goes by its new name, too.
    both = built(renamed, Correction("move", (place(PIERS),), name="Another"))
    assert any(text(m.range) == PIERS for m in both.topics[1].members)


def test_words_are_found_in_a_source_that_has_changed() -> None:
    first = FERRIES[0].replace(
        "Ferry crews in Port Ellery walk out over pay", "A new headline for the ferries of Ellery"
    )
    changed = tuple(t.replace("\n", " \n") if n == 0 else t for n, t in enumerate((first, *FERRIES[1:])))
    b = tell(analyses(changed), corrections=[corrections()["join"], corrections()["speaker"]])
    assert [r.gone for r in b.corrections] == ["", ""]


def test_corrections_of_two_events_go_to_the_one_they_fit() -> None:
    both = (*FERRIES, *TRAMS)
    b = tell(analyses(both), corrections=[corrections()["join"], replace(corrections()["join"], at=(GONE,))])
    assert len(b.events) == 2
    assert not b.corrections[0].gone
    assert b.corrections[1].gone


def test_a_topic_without_sentences_goes() -> None:
    last = plain().topics[-1]
    at = tuple(anchor(Lookup(plain()).article(m.range.article), m.range) for m in last.members)
    b = built(Correction("move", at, topic=topic_id(plain(), 0), name="x"))
    assert [t.id for t in b.topics] == [t.id for t in plain().topics[:-1]]
    assert verify_holds(b)
    assert flat(" a\n b ") == "a b"


def test_a_build_tells_what_is_not_applied_and_an_export_has_the_stars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    folder = tmp_path / "articles"
    folder.mkdir()
    for n, words in enumerate(FERRIES):
        (folder / f"{n}.txt").write_text(words)
    gone = replace(corrections()["join"], at=(GONE,))
    for c in (corrections()["speaker"], gone):
        add([folder], c)
    with (folder / NAME).open("a") as file:
        file.write('\n[[correction]]\nkind = "nonsense"\n')
    stream = StringIO()
    briefing = opening.build([folder], None, 1, Narrator("none", stream))
    told = stream.getvalue().splitlines()
    assert [line for line in told if "correction not applied: its words are gone" in line]
    assert [line for line in told if f"{NAME}, line " in line and "unknown kind" in line]
    assert not [s for s in briefing.skipped if NAME in s.path]
    assert [bool(r.gone) for r in briefing.corrections] == [False, True]
    mark = Mark(place(PIERS), starred=True, note="which ones?")
    file_of = marks.file_of([folder])
    assert file_of is not None
    marks.keep(file_of, mark)
    monkeypatch.chdir(folder)
    with_marks = opening.with_marks(briefing, [Path()])
    assert with_marks.marks == (mark,)
    assert b"which ones?" in exported(with_marks, "markdown")
    assert opening.with_marks(briefing, [tmp_path]) is briefing


def test_a_clause_is_taken_out_of_its_own_claim_alone() -> None:
    """Of a sentence and its clause, both of them mentions, the one that was meant is corrected."""
    from briefing.anchors import Finder
    from briefing.model import Mention
    from briefing.prepare.claims import Told
    from briefing.prepare.corrections.claims import corrected_claims

    ids = [a.article.id for a in analyses()]
    whole, clause = Range(ids[0], 0, 100), Range(ids[0], 60, 100)
    others = (Range(ids[1], 0, 50), Range(ids[2], 0, 50))
    claims = (
        Claim("a", (Mention(whole, "full"), Mention(others[0], "full")), 2),
        Claim("b", (Mention(clause, "full"), Mention(others[1], "full")), 2),
    )

    def at(r: Range) -> Anchor:
        return anchor(next(a.article for a in analyses() if a.article.id == r.article), r)

    find = Finder(a.article for a in analyses())
    c = Correction("apart", (at(clause),), (at(others[1]),))
    result, gone = corrected_claims(Told(claims, ()), [c], find, analyses())
    assert gone == {0: ""}
    assert [x.support for x in result.claims] == [(whole, others[0]), (clause,), (others[1],)]
