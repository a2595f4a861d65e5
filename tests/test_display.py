"""Shown text is inert, on one line, and knows where each of its characters came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.display import MAX_COMBINING, REPLACEMENT, plain, show
from made import NASTY

JOINERS = "\u200c\u200d"
odd = st.lists(st.one_of(st.sampled_from(NASTY), st.characters(), st.text(max_size=5)), max_size=40).map("".join)


@given(odd)
def test_nothing_active_is_left(text: str) -> None:
    shown = plain(text)
    assert all(unicodedata.category(c)[0] != "C" or c in JOINERS for c in shown)
    assert not any(c.isspace() and c != " " for c in shown)
    assert "  " not in shown
    assert shown == shown.strip(" ")
    run = 0
    for c in shown:
        run = run + 1 if unicodedata.category(c)[0] == "M" else 0 if c not in JOINERS else run
        assert run <= MAX_COMBINING


@given(odd)
def test_every_character_has_its_place(text: str) -> None:
    shown, offsets = show(text)
    assert len(shown) == len(offsets)
    assert list(offsets) == sorted(set(offsets))
    for c, place in zip(shown, offsets, strict=True):
        source = text[place]
        assert c in (source, REPLACEMENT) or (c == " " and source.isspace())


@given(odd)
def test_shown_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffd"), max_size=60))
def test_letters_digits_and_signs_are_kept(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" a\r\n  b\tc\u00a0d ", "a b c d"),
        ("a\x1b[31mb", f"a{REPLACEMENT}[31mb"),
        ("a\x1b]8;;http://x\x07b", f"a{REPLACEMENT}]8;;http://x{REPLACEMENT}b"),
        ("a\x9b1mb", f"a{REPLACEMENT}1mb"),
        ("a\u202eb\u2066c", f"a{REPLACEMENT}b{REPLACEMENT}c"),
        ("a\u2028b\x85c", f"a{REPLACEMENT}b{REPLACEMENT}c"),
        ("a\ud800b", f"a{REPLACEMENT}b"),
        ("co\u00adop\ufeff\u200b", "coop"),
        ("e" + "\u0301" * 9 + "x", "e" + "\u0301" * 4 + "x"),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680"),
        ("a" + "\u200d" * 9 + "b", "a\u200db"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_what_is_usual_is_shown_as_it_is_whichever_way_it_is_read() -> None:
    usual = [chr(c) for c in range(0x180, 0x250)] + [chr(c) for c in range(0x21, 0x180)] + list("‘’“”–—…•€")
    for ch in usual:
        # Behind a tab nothing is usual.
        careful, offsets = show(f"a {ch}\n b\t")
        assert plain(f"a {ch}\n b") == careful
        assert show(f"a {ch}\n b") == (careful, offsets)
