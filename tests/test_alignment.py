"""Versions of one utterance, aligned word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.alignment import MOST_WORDS, Passage, align, words


def marked(*texts: str) -> list[str]:
    """The passages, with differing words in braces and dots where text is cut off."""
    return [shown(t, p) for t, p in zip(texts, align(texts), strict=True)]


def shown(text: str, passage: Passage) -> str:
    out, at = "…" if passage.start else "", passage.start
    for a, b in passage.differing:
        out += text[at:a] + "{" + text[a:b] + "}"
        at = b
    return out + text[at : passage.end] + ("…" if passage.end < len(text) else "")


def test_words_that_differ_are_marked_in_each_version() -> None:
    assert marked("We want to stop the deaths taking place there", "we want to stop the deaths occurring there") == [
        "We want to stop the deaths {taking place} there",
        "we want to stop the deaths {occurring} there",
    ]


def test_case_and_marks_do_not_count() -> None:
    assert marked("“The U.S. won’t go,”", "the u.s. Won't go.") == ["“The U.S. won’t go,”", "the u.s. Won't go."]


def test_what_one_version_leaves_out_at_an_end_is_no_difference() -> None:
    assert marked("The talk went very well today", "went very well") == [
        "The talk went very well today",
        "went very well",
    ]


def test_a_word_differs_where_any_version_has_another() -> None:
    assert marked("a b c d e f", "a b c d e f", "a b x d e f") == ["a b {c} d e f", "a b {c} d e f", "a b {x} d e f"]


def test_a_long_version_is_cut_to_what_others_give() -> None:
    before = "One thing. " * 30
    long = f"{before}We never sold the boats to them. And so on and on. {'More of it. ' * 20}"
    short, cut = marked("We never sold our boats to them.", long)
    assert short == "We never sold {our} boats to them."
    assert cut == "…We never sold {the} boats to them.…"


def test_a_long_sentence_is_cut_a_few_words_around() -> None:
    words = " ".join(f"w{n}" for n in range(60))
    cut = marked("we never sold the boats", f"{words} we never sold the boats {words}")[1]
    assert cut == "…w56 w57 w58 w59 we never sold the boats w0 w1 w2 w3…"


def test_without_a_common_word_nothing_is_cut() -> None:
    assert marked("alpha beta", "gamma delta") == ["alpha beta", "gamma delta"]
    assert marked("", "gamma") == ["", "gamma"]
    assert marked("alone") == ["alone"]
    assert align([]) == []


def test_same_words() -> None:
    assert words("“A b,”") == words("a B.")
    assert words("a b") != words("a c")


versions = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(["a", "B.", "“c”", "dd,", "é’s", "U.S."]), max_size=60).map(" ".join),
    ),
    max_size=10,
)


@given(versions)
def test_any_versions_give_passages_within_them(texts: list[str]) -> None:
    passages = align(texts)
    assert len(passages) == len(texts)
    for text, p in zip(texts, passages, strict=True):
        assert 0 <= p.start <= p.end <= len(text)
        assert all(0 <= a < b <= len(text) for a, b in p.differing)
        assert list(p.differing) == sorted(p.differing)
        if text.strip():
            assert p.start < p.end


@given(versions)
def test_the_same_version_twice_differs_in_nothing_of_its_own(texts: list[str]) -> None:
    assert all(p.differing == () for t in texts for p in align([t, t]))


def test_long_versions_are_compared_in_their_beginning() -> None:
    text = "word " * (3 * MOST_WORDS)
    assert all(p.end < len(text) for p in align([text, text]))
