"""Verify finds a changed character, a shifted range, and everything else that does not hold."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import store
from briefing.errors import BriefingError
from briefing.export.as_json import as_dict, as_json
from briefing.model import Copy
from briefing.verify import Report, verify
from conftest import SEEDS
from made import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.model import Briefing

TEXTS = (
    "Talks begin\nAnn Lee said “we agreed” in Rome.\nThe call took 90 minutes.\nMore stands here.",
    'Leaders talk\nThe call took an hour.\nLee called it "a start".',
)
DATA = as_dict(made(TEXTS))


def checked(folder: Path, data: Any) -> Report:
    (folder / "x.json").write_text(json.dumps(data), encoding="utf-8")
    return verify(folder / "x.json")


def test_what_holds(tmp_path: Path) -> None:
    report = checked(tmp_path, DATA)
    assert report.failures == ()
    counts = dict(report.checked)
    for noun in ("articles", "segments", "topics", "summary sentences", "citations", "quotes", "claims", "variants"):
        assert counts[noun] > 0


def test_the_seeds_hold_with_their_files(seed_briefing: Briefing, tmp_path: Path) -> None:
    store.save(seed_briefing, tmp_path / "x.briefing")
    report = verify(tmp_path / "x.briefing")
    assert report.failures == ()
    assert dict(report.checked)["files"] == 5
    (tmp_path / "x.json").write_text(as_json(seed_briefing), encoding="utf-8")
    assert verify(tmp_path / "x.json").failures == ()


def first(data: Any, key: str, inner: str | None = None) -> Any:
    rows = [r for row in data[key] for r in row[inner]] if inner else data[key]
    return rows[0]


def shift(row: Any) -> None:
    row.update(start=row["start"] + 1, end=row["end"] + 1)


def grow(row: Any) -> None:
    row.update(end=row["end"] + 1)


CHANGES: dict[str, Callable[[Any], object]] = {
    "a changed character of a source": lambda d: d["articles"][0].update(
        text=d["articles"][0]["text"].replace("a", "b")
    ),
    "a changed character of a summary": lambda d: first(d, "topics", "summary").update(text="Else."),
    "a changed character of the overview": lambda d: first(d, "overview").update(text="Else."),
    "a shifted summary sentence": lambda d: shift(first(d, "topics", "summary")),
    "a shifted overview sentence": lambda d: shift(first(d, "overview")),
    "a summary sentence too long by one": lambda d: grow(first(d, "topics", "summary")),
    "a shifted citation": lambda d: shift(first(d, "topics", "summary")["cites"][0]),
    "a citation of no article": lambda d: first(d, "topics", "summary")["cites"][0].update(article="none"),
    "no citation": lambda d: first(d, "topics", "summary").update(cites=[]),
    "a citation elsewhere": lambda d: first(d, "topics", "summary").update(
        cites=[first(d, "topics", "summary")["cites"][1]]
    ),
    "an unknown claim": lambda d: first(d, "topics", "summary").update(claim="claim-9"),
    "a shifted mention of a claim": lambda d: shift(first(d, "claims", "mentions")),
    "more origins than sources": lambda d: first(d, "claims").update(origins=3),
    "no origins": lambda d: first(d, "claims").update(origins=0),
    "a shifted quotation": lambda d: shift(first(d, "quotes")),
    "a quotation too long by one": lambda d: grow(first(d, "quotes")),
    "a quotation without its first mark": lambda d: first(d, "quotes").update(start=first(d, "quotes")["start"] + 1),
    "a speaker who is another": lambda d: first(d, "quotes").update(speaker_entity=d["entities"][0]["id"]),
    "a cue that stands nowhere": lambda d: first(d, "quotes").update(cue="sang"),
    "a shifted mention of an entity": lambda d: shift(first(d, "entities", "mentions")),
    "a name that nobody uses": lambda d: first(d, "entities").update(name="Zed"),
    "a shifted variant": lambda d: shift(first(d, "differences", "variants")),
    "one variant alone": lambda d: first(d, "differences")["variants"].pop(),
    "an unknown verdict": lambda d: first(d, "differences").update(verdict="false"),
    "a shifted date": lambda d: shift(first(d, "dates")),
    "a date that is none": lambda d: first(d, "dates").update(value="soon"),
    "a row of coverage with a shifted label": lambda d: shift(first(d, "coverage")["label"]),
    "a row of coverage with a source that is none": lambda d: first(d, "coverage")["stated"].append("none"),
    "a row of coverage of no claim": lambda d: first(d, "coverage").update(claim="claim-9"),
    "a shifted sentence told once": lambda d: shift(first(d, "told_once", "sentences")),
    "a sentence told once of another source": lambda d: first(d, "told_once").update(article="none"),
    "a shifted sentence of the timeline": lambda d: shift(first(d, "timeline", "told")),
    "a shifted date of the timeline": lambda d: shift(first(d, "timeline", "dates")),
    "a segment left out": lambda d: d["articles"][0]["segments"].pop(),
    "segments that overlap": lambda d: d["articles"][0]["segments"][0].update(
        end=d["articles"][0]["segments"][1]["end"]
    ),
    "a sentence of no topic": lambda d: d["articles"][0]["segments"][1].update(topic=None),
    "a sentence of another topic": lambda d: d["articles"][0]["segments"][1].update(topic="song"),
    "a segment of no kind": lambda d: d["articles"][0]["segments"][0].update(kind="song"),
    "a range beyond its article": lambda d: first(d, "quotes").update(end=10**9),
    "an empty range": lambda d: first(d, "quotes").update(end=first(d, "quotes")["start"]),
    "a range of truth": lambda d: first(d, "quotes").update(start=True),
    "a missing key": lambda d: d.pop("claims"),
    "a list that is none": lambda d: d.update(quotes=7),
    "a row that is none": lambda d: d.update(quotes=["x"]),
    "an article twice": lambda d: d["articles"].append(d["articles"][0]),
    "a copy that is none": lambda d: d["copies"].append(
        {
            "a": d["articles"][0]["id"],
            "b": d["articles"][1]["id"],
            "passages": [{"a": pick(d, 0, 11), "b": pick(d, 1, 11)}],
        }
    ),
}


def pick(data: Any, article: int, end: int) -> dict[str, Any]:
    return {"article": data["articles"][article]["id"], "start": 0, "end": end}


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_hold(tmp_path: Path, change: str) -> None:
    data = deepcopy(DATA)
    CHANGES[change](data)
    report = checked(tmp_path, data)
    assert report.failures
    assert all("\n" not in f for f in report.failures)


ranged = [("topics", "summary"), ("claims", "mentions"), ("entities", "mentions"), ("quotes", None), ("dates", None)]


@given(st.sampled_from(ranged), st.integers(0, 5), st.integers(-9, 9), st.integers(-9, 9))
def test_any_other_range_of_a_checked_text_is_found(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, str | None], n: int, start: int, end: int
) -> None:
    data = deepcopy(DATA)
    rows = [r for row in data[place[0]] for r in row[place[1]]] if place[1] else data[place[0]]
    row = rows[n % len(rows)]
    text = next(a["text"] for a in data["articles"] if a["id"] == row["article"])
    before = text[row["start"] : row["end"]]
    row.update(start=row["start"] + start, end=row["end"] + end)
    after = text[max(row["start"], 0) : max(row["end"], 0)]
    failures = checked(tmp_path_factory.mktemp("x"), data).failures
    if place[0] in ("topics", "entities") and after != before:
        assert failures
    if not 0 <= row["start"] < row["end"] <= len(text):
        assert failures


def test_a_changed_file_beside_it(seed_briefing: Briefing, tmp_path: Path) -> None:
    for a in seed_briefing.articles:
        name = a.paths[0].rpartition("/")[2]
        (tmp_path / name).write_bytes((SEEDS / name).read_bytes())
    (tmp_path / "x.json").write_text(as_json(seed_briefing), encoding="utf-8")
    report = verify(tmp_path / "x.json")
    assert report.failures == ()
    assert dict(report.checked)["files"] == 5
    (tmp_path / name).write_bytes((SEEDS / name).read_bytes() + b" ")
    (failure,) = verify(tmp_path / "x.json").failures
    assert name in failure
    assert "changed" in failure


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"{}", b'{"schema": "briefing/2"}', b"\xff\xfe", b"[" * 100_000, b"hello", b'{"a": NaN}'],
)
def test_what_is_no_export(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(BriefingError) as caught:
        verify(tmp_path / "x.json")
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(BriefingError):
            verify(path)


def test_a_damaged_saved_briefing_is_refused(tmp_path: Path) -> None:
    store.save(made(TEXTS), tmp_path / "x.briefing")
    data = (tmp_path / "x.briefing").read_bytes()
    (tmp_path / "x.briefing").write_bytes(data.replace(b"90 minutes", b"80 minutes"))
    with pytest.raises(BriefingError, match="changed"):
        verify(tmp_path / "x.briefing")


@pytest.mark.parametrize(
    ("text", "quoted", "holds"),
    [
        ("Lee: “One thing. And two.\n“Three,” she said.", "“One thing. And two.", True),
        ("Lee: “One thing. And two.\n“Three,” she said.", "“One thing. And", False),
        ('Lee: "One thing." And two. So it is.', '"One thing." And two.', False),
        ("Lee: “One thing. And “two” so far.", "“One thing. And “two” so far.", True),
        ("One thing, ” Lee said.", "One thing, ”", True),
        ("One thing, ” Lee said.", "thing, ”", False),
        ("One thing, Lee said.", "One thing, Lee said.", False),
    ],
)
def test_speech_that_its_source_leaves_open(tmp_path: Path, text: str, quoted: str, holds: bool) -> None:  # noqa: FBT001
    data = as_dict(made([f"Title\n{text}"]))
    article = data["articles"][0]
    start = article["text"].index(quoted)
    rows = [{**DATA["quotes"][0], "article": article["id"], "start": start, "end": start + len(quoted)}]
    rows[0].update(speaker=None, chain=None)
    failures = checked(tmp_path, {**data, "quotes": rows}).failures
    assert (failures == ()) == holds, failures


def test_points_in_initials_make_no_other_passage(tmp_path: Path) -> None:
    told = "{} said on Monday that the harbour would open again before the end of the winter."
    dotted, plain = ("Title\n" + told.format(name) for name in ("J.D. Lee", "JD Lee"))
    briefing = made([dotted, plain])
    a, b = (next(s.range for s in x.segments if s.kind == "body") for x in briefing.articles)
    copied = replace(briefing, copies=(Copy(a.article, b.article, ((a, b),)),))
    store.save(copied, tmp_path / "x.briefing")
    assert verify(tmp_path / "x.briefing").failures == ()
