"""The topics file: what it may hold, and how a mistake is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.prepare.topics_file import LARGEST, read_topics

ROOT = Path(__file__).resolve().parent.parent
GOOD = '[[topic]]\nid = "swap"\nname = "The swap"\nabout = ["prisoner swap"]\n'


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "topics.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return path


def message(folder: Path, text: str | bytes) -> str:
    with pytest.raises(BriefingError) as caught:
        read_topics(written(folder, text))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_number_too_long_is_one_line(tmp_path: Path) -> None:
    assert "topics.toml" in message(tmp_path, "a = " + "9" * 9_000)


def test_the_seeds_declare_their_topics_in_order() -> None:
    declared = read_topics(ROOT / "seeds" / "topics.toml")
    assert declared.title == "Trump–Putin call, 12 February 2025"
    assert [t.id for t in declared.topics] == [
        "call-contents", "planned-meetings", "negotiating-team", "zelensky-call", "munich-meeting", "us-ukraine-deal",
        "hegseth-nato", "european-reaction", "concerns-criticism", "fogel-release", "war-background",
    ]  # fmt: skip
    assert all(t.about for t in declared.topics)


def test_a_topic_without_about_uses_its_name(tmp_path: Path) -> None:
    declared = read_topics(written(tmp_path, '[[topic]]\nid = "a"\nname = "Prisoner swap"\n'))
    assert declared.topics[0].about == ("Prisoner swap",)
    assert declared.title is None


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read_topics(written(tmp_path, data)).topics[0].about == ("prisoner swap",)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + GOOD.replace('"swap"', '"b"').replace("about", "abuot"), 8, ('key "abuot"', "did you mean about?")),
        ('tittle = "x"\n' + GOOD, 1, ('unknown key "tittle"', "did you mean title?")),
        (GOOD + "xyzzy = 1\n", 5, ('unknown key "xyzzy"', "known are: id, name, about")),
        (GOOD + '[[topic]]\nname = "B"\n', 5, ("has no id",)),
        (GOOD + '[[topic]]\nid = "b"\n', 5, ("has no name",)),
        (GOOD + GOOD, 6, ('"swap" is taken',)),
        (GOOD.replace('["prisoner swap"]', '"prisoner swap"'), 4, ("list of phrases",)),
        (GOOD.replace('["prisoner swap"]', '["a", 3]'), 4, ("list of phrases",)),
        (GOOD.replace('["prisoner swap"]', "[]"), 4, ("about is empty",)),
        (GOOD.replace('["prisoner swap"]', '["a", " – "]'), 4, ("no letter or digit",)),
        (GOOD.replace('"swap"', "7"), 2, ("id must be text",)),
        (GOOD.replace('"swap"', '"the swap"'), 2, ("letters, digits",)),
        (GOOD.replace('"swap"', '"other"'), 2, ('"other" is kept',)),
        (GOOD.replace('"The swap"', '""'), 3, ("no letter or digit",)),
        ("title = 5\n" + GOOD, 1, ("title must be text",)),
        (GOOD + "id = \n", 5, ("no valid TOML",)),
        (GOOD + 'title = "unclosed\n', 5, ("no valid TOML",)),
        ("[topic]\nid = 'a'\nname = 'A'\n", 1, ("[[topic]]",)),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: tuple[str, ...]) -> None:
    told = message(tmp_path, text)
    assert told.startswith(f"{tmp_path / 'topics.toml'}, line {line}: "), told
    assert all(w in told for w in words), told


def test_a_file_without_topics_says_so(tmp_path: Path) -> None:
    assert "declares no topic" in message(tmp_path, "")


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    assert "line 5: is not UTF-8" in message(tmp_path, GOOD.encode() + b'x = "\xff"\n')


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    assert "larger than" in message(tmp_path, b"#" * (LARGEST + 1))


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(BriefingError, match="cannot be read"):
            read_topics(path)


def test_hostile_names_and_keys_are_inert(tmp_path: Path) -> None:
    evil = "\x1b]0;x\x07\u202eevil"
    name = "".join(f"\\u{ord(c):04X}" for c in evil)
    declared = read_topics(written(tmp_path, f'[[topic]]\nid = "a"\nname = "{name}"\n'))
    told = message(tmp_path, GOOD + f'"{name}" = 1\n')
    for text in (declared.topics[0].name, declared.topics[0].about[0], told):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "evil" in text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")),
        st.lists(
            st.sampled_from(
                ["[[topic]]", "[topic]", 'id = "a"', "id = 1", 'name = "b"', "about = []", "x.y = 1", "title = [", '"']
            )
        ).map(lambda rows: "\n".join(rows).encode()),
    )
)  # fmt: skip
def test_any_bytes_give_topics_or_one_line(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    try:
        declared = read_topics(path)
    except BriefingError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - either outcome is right
    else:
        assert declared.topics
        assert len({t.id for t in declared.topics}) == len(declared.topics)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "topics.toml")
    with pytest.raises(BriefingError, match="no regular file"):
        read_topics(tmp_path / "topics.toml")
