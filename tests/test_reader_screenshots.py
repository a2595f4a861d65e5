"""The pictures of the README, drawn again from the briefing that they were made from."""

from __future__ import annotations

import re

import pytest

from briefing.model import Briefing
from briefing.store import load
from screenshots import FOLDER, SAMPLE, SHOTS, Shot, render
from snapshots import ROOT, check, needs_constraints


@pytest.fixture(scope="module")
def sample() -> Briefing:
    return load(FOLDER / SAMPLE)


@needs_constraints
@pytest.mark.parametrize("shot", SHOTS, ids=lambda s: s.name)
async def test_a_picture_is_what_the_reader_shows(sample: Briefing, shot: Shot) -> None:
    check(FOLDER / f"{shot.name}.svg", await render(sample, shot))


def test_the_briefing_they_are_made_from_is_the_sample() -> None:
    texts = {f.read_text(encoding="utf-8") for f in (ROOT / "seeds").glob("*.txt")}
    assert {a.text for a in load(FOLDER / SAMPLE).articles} == texts


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"\]\(screenshots/([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    assert {f"{s.name}.svg" for s in SHOTS} >= set(shown)
    assert {f.name for f in FOLDER.glob("*.svg")} == {f"{s.name}.svg" for s in SHOTS}
