"""Kinds of an article's parts and its metadata."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article
from briefing.prepare.analysis import NOT_ENGLISH
from briefing.prepare.clean import clean
from briefing.prepare.clean.language import is_english
from briefing.prepare.read import read
from conftest import SEEDS, article_of

BODY = (
    "The council of Northwick voted on Monday to close the old bridge, ending a dispute of nine years.\n"
    "Engineers had warned in March that two of its piers were sinking into the river bed.\n"
    "“We could not wait any longer,” said the mayor, Ada Fenwick. “It was a matter of safety.”\n"
)


def kinds(text: str, name: str = "article.txt") -> list[tuple[str, str]]:
    return [(s.kind, text[s.range.start : s.range.end]) for s in clean(article_of(text, name)).segments]


def kind_of(text: str, line: str, name: str = "article.txt") -> str:
    return next(kind for kind, part in kinds(text, name) if part == line)


def check_cover(article: Article) -> None:
    at = 0
    for segment in article.segments:
        start, end = segment.range.start, segment.range.end
        assert at <= start < end <= len(article.text)
        assert not article.text[at:start].strip()
        assert (segment.reason is not None) == (segment.kind == "boilerplate") or segment.reason == NOT_ENGLISH
        at = end
    assert not article.text[at:].strip()


PIECES = st.sampled_from(
    [
        "\n", "\n\n", " ", "\r\n", "By Ann Lee", "Feb 3, 2025", "02/03/2025 / By Ann Lee", "(Related: x y z)",
        "CLOSE ", "Read more:", "GETTY ", "(AP Photo/Ann Lee)", "REUTERS/Ann Lee", "The mayor said so.", "a title",
        "WASHINGTON (AP) — ", "\\n", "Advertisement", "© 2024 Example.com", "“", "’", "Tagged Under:", "\x0c",
        "\u2028", "\x1c", "e\u0301\u0301", "\u202e", "x" * 50,
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_segments_cover_any_text(text: str) -> None:
    check_cover(clean(article_of(text)))


@pytest.mark.parametrize(
    "unit", ["a", "A ", "a\n", "Ab\n", "(", "By A ", "Feb 1, 2025 ", "Read more\n", "A.\n", "1/", "Photo: ", "\n"]
)
def test_long_runs_take_bounded_time(unit: str) -> None:
    article = article_of(unit * (60_000 // len(unit)))
    start = time.monotonic()
    cleaned = clean(article)
    assert time.monotonic() - start < 5
    check_cover(cleaned)


def test_the_seeds_are_covered() -> None:
    for article in read([SEEDS]).articles:
        check_cover(clean(article))


def test_title_date_and_outlet() -> None:
    text = f"Northwick closes its bridge\n2024-05-07\n\n{BODY}"
    article = clean(article_of(text, "00_example-times.com.txt"))
    assert article.title is not None
    assert article.title.value == "Northwick closes its bridge"
    assert article.published is not None
    assert article.published.value == "2024-05-07"
    assert article.outlet is not None
    assert article.outlet.value == "example-times.com"
    assert article.outlet.range is None
    assert [s.kind for s in article.segments][:3] == ["title", "date", "body"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("May 7, 2024", "2024-05-07"),
        ("Tuesday, 7 May 2024", "2024-05-07"),
        ("Published: 7th May 2024 10:15 GMT", "2024-05-07"),
        ("2024-05-07T10:15:00Z", "2024-05-07"),
        ("05/17/2024", "2024-05-17"),
        ("17.05.2024", "2024-05-17"),
    ],
)
def test_forms_of_dates(line: str, value: str) -> None:
    article = clean(article_of(f"Northwick closes its bridge\n{line}\n\n{BODY}"))
    assert article.published is not None
    assert article.published.value == value


def test_what_is_not_stated_is_null() -> None:
    article = clean(article_of(BODY))
    assert (article.title, article.published, article.byline, article.outlet) == (None, None, None, None)
    assert all(s.kind == "body" for s in article.segments)


def test_the_own_date_is_chosen_among_several() -> None:
    head = (
        "Today : Jun 9, 2024\nWorld News\nNorthwick closes its bridge\nUpdated May 8, 2024\nPublished May 7, 2024\n\n"
    )
    text = f"{head}{BODY}© 2019 Example.com\n"
    article = clean(article_of(text))
    assert article.published is not None
    assert article.published.value == "2024-05-07"
    assert article.outlet is not None
    assert article.outlet.value == "Example.com"
    assert kind_of(text, "Today : Jun 9, 2024") == "boilerplate"
    assert kind_of(text, "World News") == "boilerplate"


def test_a_glued_date_and_teasers_are_split_off() -> None:
    text = (
        "A mayor speaks of the floods\nMay 3, 2024\nOther towns ask for money\nMay 4, 2024"
        "The council of Northwick voted on Monday to close the old bridge.\n" + BODY
    )
    found = kinds(text)
    assert [kind for kind, _ in found[:5]] == ["boilerplate", "date", "boilerplate", "date", "body"]
    assert found[4][1].startswith("The council")
    assert clean(article_of(text)).published is None


def test_date_and_byline_run_into_the_first_line() -> None:
    text = f"05/17/2024 / By Ann Lee\n{BODY}"
    article = clean(article_of(text))
    assert [s.kind for s in article.segments][:3] == ["date", "byline", "body"]
    assert article.byline is not None
    assert article.byline.value == "Ann Lee"
    assert article.byline.range is not None
    assert text[article.byline.range.start : article.byline.range.end] == "Ann Lee"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read more: Five bridges that fell",
        "CLOSE",
        "Sign up for our newsletter",
        "Copyright 2024 Example Media. All rights reserved.",
        "JUST WATCHED A bridge falls Replay More Videos ... MUST WATCH",
        "Follow us on Facebook",
        "Why old bridges fall Read more",
        "___",
        "REUTERS/Ann Lee",
    ],
)
def test_furniture_is_demoted(line: str) -> None:
    assert kind_of(f"{BODY}{line}\n{BODY.replace('Monday', 'Friday')}", line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the Northwick Gazette showed that the council had known of the danger for years.",
        "For more than a decade, nobody had looked at the piers.",
        "Photos of the bridge appeared in every paper of the county that week.",
        "“Close it,” she said.",
        "By Tuesday the road was empty.",
        "Visit any bridge of that age and you will find the same cracks.",
    ],
)
def test_reporting_that_looks_like_furniture_stays(line: str) -> None:
    assert kind_of(f"{BODY}{line}\nThe county has promised money for a new bridge.\n", line) == "body"


def test_inline_links_and_credits_are_split_off() -> None:
    text = (
        f"{BODY}The ferry will run all day. (Related: Ten ferries worth a trip.) It costs nothing.\n"
        "The old bridge of Northwick, seen from the north. (Ann Lee/Associated Press)\n"
        "Nobody was hurt, the council said. (Reporting by Ann Lee; Editing by Bo Ek)\n"
    )
    found = {part: kind for kind, part in kinds(text)}
    assert found["(Related: Ten ferries worth a trip.)"] == "boilerplate"
    assert found["The ferry will run all day."] == found["It costs nothing."] == "body"
    assert found["The old bridge of Northwick, seen from the north."] == "caption"
    assert found["(Ann Lee/Associated Press)"] == "boilerplate"
    assert found["(Reporting by Ann Lee; Editing by Bo Ek)"] == "byline"
    byline = clean(article_of(text)).byline
    assert byline is not None
    assert byline.value == "Ann Lee"


def test_a_hard_wrap_is_joined_and_short_paragraphs_are_not() -> None:
    text = (
        "The council of Northwick voted on Monday to close\nthe old bridge, ending a dispute.\n"
        "It will open again in May.\nNobody knows for whom.\n"
    )
    assert [part for _, part in kinds(text)] == [
        "The council of Northwick voted on Monday to close\nthe old bridge, ending a dispute.",
        "It will open again in May.",
        "Nobody knows for whom.",
    ]


def test_a_text_wrapped_at_a_width_is_joined() -> None:
    import textwrap

    paragraphs = [" ".join([BODY.replace("\n", " ").strip()] * 2), BODY.replace("\n", " ").strip()]
    text = "\n\n".join("\n".join(textwrap.wrap(p, 72)) for p in paragraphs)
    assert len(clean(article_of(text)).segments) == 2


def test_a_list_that_a_paragraph_announces_stays() -> None:
    wants = "The council wants:\nA new bridge of stone with two lanes and a path\nA ferry until then\n"
    text = BODY + wants + BODY.replace("Monday", "Friday")
    assert kind_of(text, "A new bridge of stone with two lanes and a path") == "body"
    assert kind_of(text, "A ferry until then") == "body"


def test_headings_and_repeated_captions() -> None:
    text = f"{BODY}What comes next\n{BODY.replace('Monday', 'Friday').replace('March', 'April')}"
    assert kind_of(text, "What comes next") == "deck"
    repeated = "Engineers had warned in March that two of its piers were sinking into the river bed."
    assert [
        kind for kind, part in kinds(f"{BODY}A ferry runs every day.\n{repeated}\nIt is free.\n") if part == repeated
    ] == [
        "body",
        "caption",
    ]


def test_the_agency_of_a_copyright_line_is_no_outlet() -> None:
    assert clean(article_of(f"{BODY}Copyright 2024 The Associated Press. All rights reserved.\n")).outlet is None


def test_a_hash_for_a_name_gives_no_outlet() -> None:
    assert clean(article_of(BODY, "000_2b45f6aba318c1d0.txt")).outlet is None


def test_kinds_do_not_depend_on_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (article,) = read([tmp_path]).articles
    assert clean(article).segments == clean(article_of(BODY)).segments


def test_a_text_that_lists_many_names_is_in_the_language_of_its_other_words() -> None:
    told = (
        "It said that it had shut off the power in these places, and that about a third of its customers would "
        "be without it until the winds had gone down again by the evening, when crews could look over every line.\n\n"
    )
    places = (
        "Harwick Coldmere Dunsby Ashfell Brackley Thornby Easting Garsdale Lowick Marsett Norby Overton Pendle Rudston"
    )
    assert is_english(told + f"{places}\n" * 20)


def test_lines_of_another_language_are_the_pages() -> None:
    line = "Mehr über die Brücke und ihre Geschichte gibt es bei uns auf der Seite."
    assert kind_of(f"{BODY}{BODY.replace('Monday', 'Friday').replace('March', 'April')}{line}\n", line) == "boilerplate"
    assert all(kind == "body" for kind, _ in kinds(f"{line}\n{line} Und sie ist nicht mehr da.\n"))


def test_a_gallery_in_one_paragraph_is_taken_apart() -> None:
    text = (
        "The mayor opened the bridge on Monday after two years of work.\n"
        "Photos: The old bridge Workers lay the first stone. Hide Caption 1 of 3 "
        "Photos: The old bridge The mayor speaks at the opening in May. It rained. Hide Caption 2 of 3 "
        "Photos: The old bridge Hide Caption 3 of 3\n"
        "He said that 2 of 3 lanes were open.\n"
    )
    found = [(s.kind, text[s.range.start : s.range.end]) for s in clean(article_of(text)).segments]
    assert [t for k, t in found if k == "caption"] == [
        "Workers lay the first stone.",
        "The mayor speaks at the opening in May. It rained.",
    ]
    assert [t for k, t in found if k == "body"][-1] == "He said that 2 of 3 lanes were open."
    assert all(k == "boilerplate" for k, t in found if t.startswith(("Photos:", "Hide Caption")))


def test_a_statement_behind_read_more_stays() -> None:
    told = "The bridge cost $3.5 million, far more than planned. Its engineers disagreed with the council."
    assert kind_of(BODY + "Read more\n" + told + "\n", told) == "body"


def test_dates_and_bylines_of_one_line_are_told_apart() -> None:
    text = "Bridge closed\nBy Ann Lee | Published March 3, 2024 | Updated March 5, 2024\n" + BODY
    article = clean(article_of(text, "a.txt"))
    assert article.published is not None
    assert article.byline is not None
    assert (article.published.value, article.byline.value) == ("2024-03-03", "Ann Lee")
    later = clean(article_of("Bridge closed\nUpdated 5 March 2024, first published 3 March 2024\n" + BODY, "a.txt"))
    assert later.published is not None
    assert later.published.value == "2024-03-03"
    clock = clean(article_of("Bridge closed\nUpdated 5:45 PM ET, Sun March 3, 2024\n" + BODY, "a.txt"))
    assert clock.published is not None
    assert clock.published.value == "2024-03-03"


def test_dates_of_teasers_are_not_the_articles() -> None:
    teasers = "Cats of the harbour\nMarch 1, 2024\nA dog in the mayor's chair\nMarch 2, 2024\n"
    text = "Bridge closed\n2 hours ago\n" + teasers + BODY
    article = clean(article_of(text, "a.txt"))
    assert article.published is None
    assert article.title is not None
    assert article.title.value == "Bridge closed"
    assert kind_of(text, "Cats of the harbour") == "boilerplate"


@pytest.mark.parametrize(
    "caption",
    [
        "Image copyright Getty Images Image caption The bridge was built in 1911",
        "The old bridge of Northwick in 2014 (Ann Lee/Reuters)",
        "Above: our coverage of the bridge",
    ],
)
def test_a_caption_at_the_top_is_no_title(caption: str) -> None:
    assert clean(article_of(caption + "\n" + BODY, "a.txt")).title is None


@pytest.mark.parametrize(
    ("line", "kind", "part"),
    [
        ("Media playback is unsupported on your device Media caption The bridge falls", "caption", "The bridge falls"),
        ("Ann Lee / Getty Images The harbour of Northwick.", "caption", "The harbour of Northwick."),
        ("Supplied The harbour seen from the old town.", "caption", "The harbour seen from the old town."),
        ("Voters walk over the old bridge in Northwick on March 3, 2024.", "caption", None),
        ("Tolls by year:See what the crossing cost", "boilerplate", None),
        ("Get the Northwick News app", "boilerplate", None),
        ("Analysis by Ann Lee, Northwick News", "byline", None),
        ("The mayor, who meanwhile had left the hall by a side door, said that she would come back", "body", None),
        ("The mayor said the old bridge was closed for good on March 3, 2024.", "body", None),
    ],
)  # fmt: skip
def test_lines_between_the_paragraphs(line: str, kind: str, part: str | None) -> None:
    lines = BODY.splitlines(keepends=True)
    assert kind_of("".join((*lines[:2], line + "\n", *lines[2:])), part or line) == kind


@pytest.mark.parametrize(
    ("head", "told", "place", "agency"),
    [
        ("NORTHWICK, Ohio (AP) — ", "NORTHWICK, Ohio (AP) —", "NORTHWICK, Ohio", "AP"),
        ("LONDON, March 3 (Reuters) - ", "LONDON, March 3 (Reuters) -", "LONDON", "Reuters"),
        ("(CNN)", "(CNN)", None, "CNN"),
        ("Northwick (CNN) ", "Northwick (CNN)", "Northwick", "CNN"),
        ("PARIS — ", "PARIS —", "PARIS", None),
    ],
)
def test_a_dateline_is_told(head: str, told: str, place: str | None, agency: str | None) -> None:
    text = "The bridge is closed\n\n" + head + BODY
    line = clean(article_of(text, "a.txt")).dateline
    assert line is not None
    assert (text[line.range.start : line.range.end], line.place, line.agency) == (told, place, agency)


@pytest.mark.parametrize(
    "head",
    ["", "The Northwick Bridge Company (NBC) ", "BREAKING — ", "Ada Fenwick — ", "The Roads Agency (RA) said: "],
)  # fmt: skip
def test_no_dateline_is_made_up(head: str) -> None:
    assert clean(article_of("The bridge is closed\n\n" + head + BODY, "a.txt")).dateline is None


def test_a_heading_that_the_next_paragraph_takes_up_is_the_storys_own() -> None:
    heading = "Northwick council hears engineers again, promises another inspection"
    taken_up = BODY + heading + "\nThe council of Northwick promised the engineers an inspection by summer.\n" + BODY
    assert kind_of(taken_up, heading) == "deck"
    elsewhere = BODY + heading + "\nNobody was hurt when the ferry ran aground at noon on Friday.\n" + BODY
    assert kind_of(elsewhere, heading) == "boilerplate"
