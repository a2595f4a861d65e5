"""Saved briefings: what is saved comes back, and what is not one is refused with one line."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import codec, store
from briefing.errors import BriefingError
from briefing.lookup import Lookup
from briefing.model import Briefing, Edit, Range, Summary, SummarySentence
from made import made, texts

TEXTS = (
    "Talks begin\nAnn Lee said “we agreed” in Rome.\nThe call took 90 minutes.",
    'Leaders talk\nThe call took an hour.\nLee called it "a start".',
)
reuse = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "x.briefing"
    store.save(made(TEXTS), path)
    return path


def inside(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def reseal(path: Path) -> None:
    """Seal a changed briefing anew, as someone who knows the format could."""
    with closing(sqlite3.connect(path)) as db, db:
        every = "SELECT kind, place, row FROM noun WHERE kind <> 'seal' ORDER BY kind, place"
        rows = db.execute(every).fetchall()
        whole = sha256("".join(f"{kind}\x1f{place}\x1f{row}\x1e" for kind, place, row in rows).encode()).hexdigest()
        for root, kind, place, row in [("", "seal", 0, whole), *((whole, *r) for r in rows)]:
            seal = sha256(f"{root}\x1f{kind}\x1f{place}\x1f{row}".encode()).hexdigest()[:32]
            db.execute("UPDATE noun SET seal = ? WHERE kind = ? AND place = ?", (seal, kind, place))
        db.execute("UPDATE noun SET row = ? WHERE kind = 'seal'", (whole,))


def change(path: Path, kind: str, edit: Any) -> None:
    """Change the JSON of the first row of a kind and seal the file anew."""
    with closing(sqlite3.connect(path)) as db, db:
        (row,) = db.execute("SELECT row FROM noun WHERE kind = ? AND place = 0", (kind,)).fetchone()
        value = json.loads(row)
        edit(value[0] if kind in ("quotes", "differences", "articles", "topics") else value)
        db.execute("UPDATE noun SET row = ? WHERE kind = ? AND place = 0", (json.dumps(value), kind))
    reseal(path)


def everything(briefing: Briefing) -> Briefing:
    """Read all of a briefing, and all that is answered without the whole of it."""
    hash(briefing)
    lookup = Lookup(briefing)
    answers = lookup.answers
    for a in briefing.articles:
        lookup.label(a.id)
        for ask in (answers.segments, answers.topics, answers.claims, answers.quotes, answers.named):
            ask(a.id)
        for more in (answers.dates, answers.variants, answers.copies):
            more(a.id)
    for t in briefing.topics:
        for of in (answers.told, answers.claims_of, answers.differences_of):
            of(t.id)
    answers.claim("none")
    answers.differing()
    return briefing


def refused(path: Path, *words: str) -> None:
    for read in (store.load, lambda p: everything(store.opened(p))):
        with pytest.raises(BriefingError) as caught:
            read(path)
        message = str(caught.value)
        assert message.startswith(f"{path}: ")
        assert "\n" not in message
        for word in words:
            assert word in message


@reuse
@given(texts)
def test_what_is_saved_comes_back_equal(tmp_path: Path, some: list[str]) -> None:
    briefing = made(some)
    store.save(briefing, tmp_path / "x.briefing")
    assert store.load(tmp_path / "x.briefing") == briefing


def test_fields_that_the_made_briefing_lacks_come_back_too(tmp_path: Path) -> None:
    briefing = made(TEXTS)
    r = briefing.articles[0].segments[1].range
    sentence = SummarySentence(r, None, (r,), (Edit(Range(r.article, r.start, r.start + 3), "Ann Lee"),))
    briefing = replace(briefing, summaries=(Summary("topic-0", (sentence,)),), apart=(r.article,))
    store.save(briefing, tmp_path / "x.briefing")
    assert store.load(tmp_path / "x.briefing") == briefing


def test_the_same_briefing_gives_the_same_rows(tmp_path: Path) -> None:
    rows = []
    for name in ("a", "b"):
        store.save(made(TEXTS), tmp_path / name)
        with closing(sqlite3.connect(tmp_path / name)) as db:
            rows.append(db.execute("SELECT * FROM noun ORDER BY kind, place").fetchall())
    assert rows[0] == rows[1]


def test_a_saved_briefing_opens_from_a_place_that_cannot_be_written(saved: Path) -> None:
    saved.chmod(0o400)
    before = inside(saved.parent)
    store.load(saved)
    assert inside(saved.parent) == before


@pytest.mark.parametrize("name", ["what?#%41.briefing", "äöü 你好.briefing", "a'b;c.briefing"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    store.save(made(TEXTS), tmp_path / name)
    assert store.load(tmp_path / name) == made(TEXTS)


# What is refused


def test_missing_and_foreign_files(tmp_path: Path) -> None:
    refused(tmp_path / "none", "No such file")
    refused(tmp_path, "not a regular file")
    for data in (b"", b"hello", b"\x00" * 5000, b"SQLite format 4\x00" + b"\x00" * 200):
        (tmp_path / "x").write_bytes(data)
        refused(tmp_path / "x", "no saved briefing")
    with closing(sqlite3.connect(tmp_path / "other.db")) as db, db:
        db.execute("CREATE TABLE t (a)")
    refused(tmp_path / "other.db", "SQLite", "no saved briefing")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not store.is_saved(tmp_path / "pipe")
    refused(tmp_path / "pipe", "not a regular file")


def test_newer_format(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute(f"PRAGMA user_version={store.FORMAT + 1}")
    refused(saved, "newer", "update")


def test_truncated_anywhere(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    for length in {1, 15, 16, 99, 100, 4095, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1}:
        (tmp_path / "cut").write_bytes(whole[:length])
        refused(tmp_path / "cut")


@reuse
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_changes_nothing(tmp_path: Path, place: float, other: int) -> None:
    path = tmp_path / "x.briefing"
    if not path.exists():
        store.save(made(TEXTS), path)
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= other
    (tmp_path / "changed").write_bytes(data)
    for read in (store.load, lambda p: everything(store.opened(p))):
        try:
            loaded = read(tmp_path / "changed")
        except BriefingError:
            continue
        assert loaded == made(TEXTS)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE mine (a)",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE TRIGGER mine AFTER INSERT ON noun BEGIN SELECT 1; END",
        "CREATE INDEX mine ON noun (row)",
        "ALTER TABLE noun ADD COLUMN more TEXT",
    ],
)
def test_a_schema_of_its_own(saved: Path, sql: str) -> None:
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute(sql)
    refused(saved, "of its own")


def test_a_changed_row_without_a_new_seal(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute("UPDATE noun SET row = replace(row, 'Rome', 'Bonn')")
    refused(saved, "changed")


@pytest.mark.parametrize(
    ("kind", "edit"),
    [
        ("quotes", lambda q: q.update(range=[0, 5, 10**6])),
        ("quotes", lambda q: q.update(range=[0, 9, 5])),
        ("quotes", lambda q: q.update(range=[99, 0, 1])),
        ("quotes", lambda q: q.update(range=[0, True, 1])),
        ("quotes", lambda q: q.update(id=7)),
        ("quotes", lambda q: q.pop("id")),
        ("quotes", lambda q: q.update(more=1)),
        ("differences", lambda d: d.update(verdict="false")),
        ("articles text", lambda a: a.__setitem__(0, "short")),
        ("articles text", lambda a: a.append(1)),
        ("articles segments", lambda a: a[0][0].update(kind="song")),
        ("articles", lambda a: a.update(id="other")),
        ("briefing", lambda b: b.update(title=None)),
        ("briefing", lambda b: b.update(articles=[])),
        ("topics members", lambda t: t.__setitem__(0, {})),
        ("topics", lambda t: t.update(members=[])),
        ("briefing", lambda b: b["counts"].pop()),
        ("briefing", lambda b: b["counts"][0].__setitem__(1, 10**9)),
        ("at named", lambda a: a.append([0, 10**6, 0, False])),
        ("at quotes", lambda a: a.append(99)),
        ("at claims", lambda a: a.append([0, 1])),
        ("claim index", lambda c: c[0].append("more")),
        ("belongs", lambda b: b[0].append([])),
    ],
)
def test_unsound_rows_under_a_good_seal(saved: Path, kind: str, edit: Any) -> None:
    store.load(saved)
    change(saved, kind, edit)
    refused(saved, "damaged")


def test_rows_that_are_no_json_or_of_no_kind(saved: Path) -> None:
    for sql in (
        "UPDATE noun SET row = '[' WHERE kind = 'quotes'",
        "UPDATE noun SET row = '" + "[" * 100_000 + "' WHERE kind = 'quotes'",
        "UPDATE noun SET row = x'ff' WHERE kind = 'quotes'",
        "DELETE FROM noun WHERE kind = 'quotes'",
        "INSERT INTO noun VALUES ('quotes', 1, '', '[]')",
        "DELETE FROM noun WHERE kind = 'briefing'",
    ):
        fresh = saved.with_name("fresh")
        fresh.write_bytes(saved.read_bytes())
        with closing(sqlite3.connect(fresh)) as db:
            db.executescript(sql)
        reseal(fresh)
        refused(fresh, "damaged")


def test_rows_of_no_kind(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute("INSERT INTO noun VALUES ('song', 0, '', '1')")
    with pytest.raises(BriefingError, match="changed"):
        store.load(saved)
    reseal(saved)
    with pytest.raises(BriefingError, match="damaged"):
        store.load(saved)


def test_answers_that_do_not_fit_the_values(saved: Path) -> None:
    change(saved, "at topics", lambda rows: rows.clear())
    with pytest.raises(BriefingError, match="do not fit each other"):
        store.load(saved)


def test_an_older_format(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute("PRAGMA user_version=1")
    refused(saved, "older", "build it again")


# Read part by part


def test_what_is_opened_is_equal_and_answers_alike(tmp_path: Path, seed_briefing: Briefing) -> None:
    path = tmp_path / "x.briefing"
    store.save(seed_briefing, path)
    opened = store.opened(path)
    here, there = Lookup(seed_briefing).answers, Lookup(opened).answers
    assert type(here) is not type(there)
    for a in seed_briefing.articles:
        assert Lookup(seed_briefing).label(a.id) == Lookup(opened).label(a.id)
        for ask in ("segments", "topics", "claims", "quotes", "named", "dates", "variants", "copies"):
            assert list(getattr(here, ask)(a.id)) == list(getattr(there, ask)(a.id)), ask
    for t in seed_briefing.topics:
        for ask in ("told", "claims_of", "differences_of"):
            assert list(getattr(here, ask)(t.id)) == list(getattr(there, ask)(t.id)), ask
    for c in seed_briefing.claims:
        assert here.claim(c.id) == there.claim(c.id) == c
    assert (here.differing(), here.difference_count()) == (there.differing(), there.difference_count())
    assert here.claim("none") is there.claim("none") is None
    assert list(here.named("none")) == list(there.named("none")) == []
    assert repr(replace(opened)) == repr(replace(opened))
    assert opened == seed_briefing
    assert seed_briefing == opened
    assert hash(opened) == hash(seed_briefing)
    assert opened == store.opened(path)
    assert opened != replace(seed_briefing, title="other")
    assert replace(opened, topics=()) == replace(seed_briefing, topics=())
    store.save(opened, tmp_path / "y.briefing")
    assert store.load(tmp_path / "y.briefing") == seed_briefing


def test_a_damaged_part_is_found_when_it_is_read(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute("UPDATE noun SET row = replace(row, 'Rome', 'Bonn') WHERE kind = 'articles text'")
        db.execute("DELETE FROM noun WHERE kind = 'statements'")
    opened = store.opened(saved)
    whole, broken = sorted(range(2), key=lambda n: "Rome" in made(TEXTS).articles[n].text)
    assert [a.id for a in opened.articles] == [a.id for a in made(TEXTS).articles]
    assert opened.articles[whole].text == made(TEXTS).articles[whole].text
    with pytest.raises(store.DamagedError, match="changed") as caught:
        _ = opened.articles[broken].text
    assert str(caught.value).startswith(f"{saved}: ")
    # And again, when it is read again.
    with pytest.raises(store.DamagedError, match="changed"):
        _ = opened.articles[broken].text
    with pytest.raises(BriefingError):
        store.load(saved)


def test_a_row_of_another_briefing_is_refused(saved: Path, tmp_path: Path) -> None:
    store.save(made((TEXTS[0].replace("Rome", "Bonn"), TEXTS[1])), tmp_path / "other")
    with closing(sqlite3.connect(saved)) as db:
        db.execute("ATTACH ? AS other", (str(tmp_path / "other"),))
        with db:
            db.execute("DELETE FROM noun WHERE kind = 'topics'")
            db.execute("INSERT INTO noun SELECT * FROM other.noun WHERE kind = 'topics'")
    with pytest.raises(BriefingError, match="changed"):
        _ = store.opened(saved).topics


def test_what_is_opened_outlives_its_file(saved: Path) -> None:
    opened = store.opened(saved)
    store.save(made(["Other\nwords"]), saved)
    assert opened == made(TEXTS)
    again = store.opened(saved)
    saved.unlink()
    assert again == made(["Other\nwords"])


# Writing


def test_nothing_is_replaced_unless_forced(saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(BriefingError, match="--force"):
        store.save(made(["Other\nwords"]), saved, force=False)
    assert saved.read_bytes() == before
    store.save(made(["Other\nwords"]), saved, force=True)
    assert store.load(saved) == made(["Other\nwords"])


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    def write(beside: Path) -> None:
        beside.write_text("mine")
        (tmp_path / "out").write_text("theirs")

    with pytest.raises(BriefingError):
        store.write_whole(tmp_path / "out", write, force=False)
    assert (tmp_path / "out").read_text() == "theirs"
    assert inside(tmp_path) == ["out"]


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    def write(beside: Path) -> None:
        beside.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(BriefingError, match="No space left"):
        store.write_whole(tmp_path / "out", write, force=True)
    assert inside(tmp_path) == []


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "none" / "x", tmp_path / "file" / "x", tmp_path / "folder", tmp_path / ("n" * 300)):
        with pytest.raises(BriefingError) as caught:
            store.save(made(TEXTS), place, force=True)
        assert "\n" not in str(caught.value)
    assert inside(tmp_path) == ["file", "folder"]


def test_a_link_is_followed_when_it_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    store.write_whole(tmp_path / "link", lambda beside: beside.write_text("new"), force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_the_file_has_the_usual_permissions(saved: Path) -> None:
    (saved.parent / "plain").write_text("x")
    assert saved.stat().st_mode == (saved.parent / "plain").stat().st_mode


# The codec


def test_defaults_are_left_out() -> None:
    packed = codec.pack(SummarySentence(Range("a", 0, 1), None, ()), {"a": 0})
    assert packed == {"range": [0, 0, 1], "claim": None, "cites": []}


def test_every_field_of_a_briefing_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "x"
    empty = Briefing("t", (), (), (), (), (), (), (), (), (), (), (), ())
    store.save(empty, path)
    assert store.load(path) == empty
