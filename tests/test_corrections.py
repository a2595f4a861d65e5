"""The corrections file: written, read, mended by hand, hostile."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from briefing import corrections
from briefing.anchors import Finder, anchor
from briefing.corrections import HEADER, NAME, add, files, load, parsed, take_back, target, written
from briefing.errors import BriefingError
from briefing.inputs import fingerprint
from briefing.mending import described
from briefing.model import Anchor, Correction, Range
from conftest import SEEDS, article_of
from made import NASTY


def scalar(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


TEXT = (st.text(max_size=60) | st.sampled_from(NASTY)).map(scalar)
ANCHOR = st.builds(
    Anchor,
    TEXT,
    TEXT,
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    TEXT.map(lambda t: " ".join(t.split()) or "x"),
)
PLACE = Anchor("0123456789ab", "a.txt", 3, 12, "Ann “said”\\ so.")
MOVE = Correction("move", (PLACE,), topic="trade", name="Trade")
JOIN = Correction("join", (PLACE,), (PLACE,))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("briefing.settings.state_home", lambda: tmp_path / "state")
    return tmp_path / "state"


@given(st.lists(st.tuples(st.sampled_from(corrections.KINDS), ANCHOR, ANCHOR), max_size=4))
def test_what_is_written_is_read_again(rows: list[tuple[str, Anchor, Anchor]]) -> None:
    made = [Correction(kind, (a,), (b,), "t", "name", "was") for kind, a, b in rows]  # type: ignore[arg-type]
    text = HEADER + "".join("\n" + written(c) for c in made)
    assert len(tomllib.loads(text).get("correction", [])) == len(made)
    found, wrong = parsed(text)
    assert wrong == []
    assert [c for _, c in found] == made


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*NASTY, written(MOVE), written(JOIN), "[[correction]]", "at = ["])).map("\n".join)
)
@runs(max_examples=200)
def test_no_text_is_too_strange(text: str) -> None:
    found, wrong = parsed(text)
    assert all(line >= 1 and "\n" not in what for line, what in wrong)
    assert all(described(c).isprintable() for _, c in found)


def test_what_no_file_can_hold_is_replaced() -> None:
    odd = Correction("rename", topic="a", name="b\ud800\x7f\x85")
    assert parsed(written(odd))[0][0][1].name == "b\ufffd\ufffd\ufffd"


def test_added_and_taken_back(tmp_path: Path) -> None:
    key = fingerprint([tmp_path], None, None, beside=files([tmp_path]))
    assert add([tmp_path], MOVE) == tmp_path / NAME
    one = (tmp_path / NAME).read_bytes()
    add([tmp_path], JOIN)
    assert load([tmp_path]).corrections == (MOVE, JOIN)
    assert fingerprint([tmp_path], None, None, beside=files([tmp_path])) != key
    assert take_back([tmp_path]) == JOIN
    assert (tmp_path / NAME).read_bytes() == one
    assert take_back([tmp_path]) == MOVE
    assert not (tmp_path / NAME).exists()
    assert fingerprint([tmp_path], None, None, beside=files([tmp_path])) == key
    assert take_back([tmp_path]) is None


ADDING = """
import sys
from pathlib import Path
from briefing import corrections
from briefing.model import Anchor, Correction
for n in range(30):
    corrections.add([Path(sys.argv[1])], Correction("move", (Anchor("", "", 0, 1, "w"),), (), sys.argv[2] + str(n)))
"""


def test_two_readers_at_once_lose_no_correction(tmp_path: Path) -> None:
    words = [sys.executable, "-c", ADDING, str(tmp_path)]
    both = [subprocess.Popen([*words, name]) for name in "ab"]
    assert [p.wait() for p in both] == [0, 0]
    found = corrections.load([tmp_path])
    assert sorted(c.topic for c in found.corrections) == sorted(f"{name}{n}" for name in "ab" for n in range(30))


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    own = '# mine\n\n[[correction]] # first\nkind = "rename"\ntopic = "a"\nname = """B"""\n# end'
    (tmp_path / NAME).write_text(own)
    add([tmp_path], MOVE)
    add([tmp_path], JOIN)
    assert [c.kind for c in load([tmp_path]).corrections] == ["rename", "move", "join"]
    assert take_back([tmp_path], 1) == MOVE
    assert take_back([tmp_path]) == JOIN
    assert (tmp_path / NAME).read_text() == own + "\n"
    # Written in another way of TOML's: the others are kept all the same.
    (tmp_path / NAME).write_text('correction = [{kind="rename",topic="a",name="B"},{kind="rename",topic="c",name="D"}]')
    assert take_back([tmp_path]) == Correction("rename", topic="c", name="D")
    assert load([tmp_path]).corrections == (Correction("rename", topic="a", name="B"),)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[correction]]\nkind = "mvoe"\n', 1, "did you mean move?"),
        ('[[correction]]\nkind = "move"\nat = [{quoted="a b"}]\ntpoic = "x"\n', 1, "did you mean topic?"),
        ('[[correction]]\nkind = "move"\ntopic = "x"\n', 1, "needs at"),
        ('[[correction]]\nkind = "join"\nat = [{quoted="a b"}]\n', 1, "needs with"),
        ('[[correction]]\nkind = "rename"\ntopic = "x"\n', 1, "needs name"),
        ('[[correction]]\nkind = "same-entity"\nname = "x"\n', 1, "needs name"),
        ('[[correction]]\nkind = "move"\nat = [{quoted="a b"}]\n', 1, "needs topic"),
        ('[[correction]]\nkind = "speaker"\nat = [{quoted="a b"}]\n', 1, "needs name"),
        ('[[correction]]\nkind = "rename"\ntopic = "x"\nname = 3\n', 1, "must be text"),
        ('[[correction]]\nkind = "move"\nat = "x"\n', 1, "must be a list"),
        ('[[correction]]\nkind = "move"\nat = [{quoted="  "}]\n', 1, "quotes no words"),
        ('[[correction]]\nkind = "move"\nat = [{quoted="a", start=-1}]\n', 1, "offsets"),
        ('[[correction]]\nkind = "move"\nat = [{quoted="a", strat=1}]\n', 1, "unknown key"),
        ('[[correction]]\nkind = "move"\nat = [{quoted=1}]\n', 1, "must be text"),
        (f'[[correction]]\nkind = "rename"\ntopic = "x"\nname = "{"y" * 400}"\n', 1, "longer than"),
        ('[[correction]]\nkind = "move\n', 2, "no valid TOML"),
        ("correction = 3\n", 1, "[[correction]]"),
        ("correction = [3]\n", 1, "no keys"),
        ("other = 3\n", 1, "unknown key"),
        ("= 3\n", 1, "no valid TOML"),
    ],
)
def test_mistakes_are_one_line_and_the_rest_goes_on(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / NAME).write_text(text + ("\n" + written(MOVE) if "correction =" not in text else ""))
    found = load([tmp_path])
    assert said in found.problems[0]
    assert f"{NAME}, line {line}: " in found.problems[0]
    assert found.corrections == ((MOVE,) if "correction =" not in text else ())


def test_files_that_are_none(tmp_path: Path, home: Path) -> None:
    def problem() -> str:
        return load([tmp_path]).problems[0]

    file = tmp_path / NAME
    file.mkdir()
    assert "no regular file" in problem()
    assert add([tmp_path], MOVE).parent == home / "corrections"
    assert load([tmp_path]).corrections == (MOVE,)
    file.rmdir()
    file.write_bytes(b"\xff\xfe")
    assert "line 1: is not UTF-8" in problem()
    file.write_bytes(b"#" * 1_000_001)
    assert "larger than" in problem()
    file.unlink()
    file.symlink_to(tmp_path / "nowhere")
    assert "cannot be read" in problem()
    file.unlink()
    os.mkfifo(file)
    assert "no regular file" in problem()
    assert fingerprint([tmp_path], None, None, beside=[file])
    file.unlink()
    file.write_text("".join(f'[[correction]]\nkind="rename"\ntopic="t{n}"\nname="n"\n' for n in range(1005)))
    assert "more than 1000" in problem()


def test_where_they_lie(tmp_path: Path, home: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert target([tmp_path / "a.txt"]).parent == home / "corrections"
    assert target([SEEDS]).parent == home / "corrections"
    assert target([tmp_path / "a.txt", tmp_path]) == tmp_path / NAME
    add([tmp_path / "a.txt"], MOVE)
    assert load([tmp_path / "a.txt"]).corrections == (MOVE,)
    assert load([tmp_path]).corrections == ()
    assert [f.parent for f in files([tmp_path / "a.txt"])] == [home / "corrections"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_beside_sources_that_cannot_be_written(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir(mode=0o555)
    assert add([folder], MOVE).parent == home / "corrections"
    assert load([folder]).corrections == (MOVE,)


def test_a_place_that_fails_is_told(tmp_path: Path, home: Path) -> None:
    home.write_text("no folder")
    with pytest.raises(BriefingError, match="cannot be made"):
        add([tmp_path / "a.txt"], MOVE)


def test_anchors() -> None:
    text = "The pact was signed.\n\nThe  pact\nwas signed. Leeds lies far. Ann Lee came."
    a = article_of(text, "/x/a.txt")
    second = Range(a.id, 22, text.index(" Leeds"))
    place = anchor(a, second)
    assert (place.file, place.quoted) == ("a.txt", "The pact was signed.")
    assert Finder([a])(place) == second
    moved = article_of("More.\n" + text.replace("  ", " "), "/y/a.txt")
    found = Finder([moved])(place)
    assert found is not None
    assert moved.text[found.start : found.end] == "The pact\nwas signed."
    lee = anchor(a, Range(a.id, text.index("Lee came"), text.index("Lee came") + 3))
    assert Finder([moved])(lee) == Range(moved.id, moved.text.index("Lee came"), moved.text.index("Lee came") + 3)
    # A short one is not looked for in other sources, a long one is.
    other = article_of("Before. " + text, "/y/b.txt")
    assert Finder([other])(lee) is None
    assert Finder([other])(place) is not None
    assert Finder([article_of("Nothing.")])(place) is None
    assert Finder([])(place) is None
    assert Finder([a])(Anchor(a.id, "", 10**9, 10**9, "The pact")) is not None
    assert Finder([a])(Anchor(a.id, "", 0, 3, "")) is None


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.text(max_size=5))
def test_any_anchor_is_found_again(text: str, start: int, length: int, before: str) -> None:
    a = article_of(text, "a.txt")
    words = text[start : start + length]
    start += len(words) - len(words.lstrip())
    r = Range(a.id, start, start + len(words.strip()))
    place = anchor(a, r)
    if place.quoted:
        assert Finder([a])(place) == r
        moved = article_of(f"{before} {text}", "a.txt")
        found = Finder([moved])(place)
        assert found is not None
        assert (
            " ".join(moved.text[found.start : found.end].split()).translate(
                dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
            )
            == place.quoted
        )


def test_a_long_range_is_quoted_in_part() -> None:
    text = "word " * 400
    a = article_of(text + "end.", "a.txt")
    r = Range(a.id, 5, len(text))
    place = anchor(a, r)
    assert len(place.quoted) <= 600
    assert Finder([a])(place) == r
    found = Finder([article_of("Some. " + text + "end.", "a.txt")])(place)
    assert found is not None
    assert found.end - found.start == r.end - r.start


def test_a_search_for_what_is_nowhere_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article_of(f"{n} " + "words of no meaning " * 50, f"{n}.txt") for n in range(5)]
    gone = Anchor("0" * 12, "", 0, 40, "Nobody ever wrote such words as these.")
    there = Anchor("0" * 12, "", 0, 40, "4 words of no meaning words of no meaning")
    monkeypatch.setattr("briefing.anchors.MOST_SEARCHED", 12_000)
    find = Finder(articles)
    assert find(there) is not None
    assert find(gone) is None
    assert find(gone) is None
    # What stands at its own place needs no search.
    assert find(there) is None
    assert find(anchor(articles[4], Range(articles[4].id, 0, 41))) is not None
