"""Where quotations begin and end, by their marks alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.prepare.quotes.marks import passages


def found(text: str) -> list[str]:
    return [text[p.start : p.end] for p in passages(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('He said, "We will go," and left.', ['"We will go,"']),
        ("He said, “We will go,” and left.", ["“We will go,”"]),
        ("'We will go,' he said.", ["'We will go,'"]),
        ("‘We will go,’ he said.", ["‘We will go,’"]),
        ("He said, „We will go“, and left.", ["„We will go“"]),
        ("Il a dit: «We will go», and left.", ["«We will go»"]),
        # Mixed and reversed marks.
        ('He said, “We will go," and left.', ['“We will go,"']),
        ("A ”grave mistake,” he said.", ["”grave mistake,”"]),
        ("The \"travel ban'' holds.", ["\"travel ban''"]),
        # Interrupted.
        ('"We will go," he said. "We must."', ['"We will go,"', '"We must."']),
        # Nested.
        (
            "“He told me ‘never’ and left,” she said.",
            ["“He told me ‘never’ and left,”", "‘never’"],
        ),
        (
            "He tweeted: 'The man said \"did you take it\" to them'",
            ["'The man said \"did you take it\" to them'", '"did you take it"'],
        ),
        # Apostrophes are no marks.
        ("It's the players' day, and the '90s 'til now weren't ours.", []),
        ("'It's the players' day,' he said.", ["'It's the players' day,'"]),
        ("Rock 'n' roll isn't dead.", []),
        # Inches and feet.
        ('The 6\'2" guard scored; the 7" screen broke.', []),
    ],
)
def test_marks_are_paired(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations


def test_an_unclosed_quotation_ends_where_the_next_begins() -> None:
    text = '"We will see. "They will come," he said.'
    assert found(text) == ['"We will see.', '"They will come,"']


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "He said: “We will see and wait for them. No more.  "
    assert found(text) == ["“We will see and wait for them. No more."]
    assert not passages(text, 0, len(text))[0].closed


def test_a_lone_single_mark_opens_nothing_around_a_whole_quotation() -> None:
    assert found("` “We have won” Mara Voss") == ["“We have won”"]


def test_what_leads_in_to_the_next_quotation_is_left_out() -> None:
    text = '"We will see, yes. Asked about it, Smith said: "No."'
    assert found(text)[-1] == '"No."'
    assert "Smith" not in found(text)[0]


def test_a_missing_opening_mark_is_made_up_for_by_the_paragraph() -> None:
    assert found('We will be there for them," Smith said.') == ['We will be there for them,"']
    assert found('The plant closed in May," the report.') == []


def test_a_closing_mark_on_the_wrong_side_of_its_space_closes() -> None:
    assert found('"We will be there, "Smith said.') == ['"We will be there, "']


def test_an_odd_single_mark_is_dropped() -> None:
    assert found("The 'great plan never came to pass.") == []


MARKS = st.text(alphabet=st.sampled_from("\"'“”‘’«»„`´ .,:?!asA1\n—"), max_size=120)


@given(MARKS)
@example('“11“1?«:"1')
def test_ranges_lie_within_the_text_and_nest(text: str) -> None:
    ranges = passages(text, 0, len(text))
    for p in ranges:
        assert 0 <= p.start < p.end <= len(text)
        assert any(c.isalnum() for c in text[p.start : p.end])
    for n, p in enumerate(ranges):
        for q in ranges[n + 1 :]:
            assert q.start >= p.end or q.end <= p.end


@given(MARKS, MARKS)
def test_a_paragraph_is_paired_on_its_own(before: str, text: str) -> None:
    whole = f"{before}\n{text}\n"
    start = len(before) + 1
    shifted = [(p.start - start, p.end - start) for p in passages(whole, start, start + len(text))]
    assert shifted == [
        (p.start, p.end)
        for p in passages(f"\n{text}\n", 1, 1 + len(text))
        for p in [p._replace(start=p.start - 1, end=p.end - 1)]
    ]


@pytest.mark.parametrize("piece", ['"a ', "'a' ", '"a. "', "“x ‘y", "a' ", '"a, "B '])
def test_time_grows_with_the_text(piece: str) -> None:
    def cost(n: int) -> float:
        text = piece * n
        begun = time.perf_counter()
        passages(text, 0, len(text))
        return time.perf_counter() - begun

    cost(100)
    small, large = min(cost(4000) for _ in range(3)), min(cost(16000) for _ in range(3))
    assert large < 12 * small + 0.02
