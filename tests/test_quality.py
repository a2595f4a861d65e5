"""The figures on the seeds never fall: tests/ratchet.json holds what was last measured, less .01.

`python tests/test_quality.py` raises the floors to what is measured now; it never lowers one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import events
from briefing.export.as_json import as_dict
from briefing.prepare.analysis import Analysis
from briefing.prepare.event import tell

RATCHET = Path(__file__).with_name("ratchet.json")
SLACK = 0.01
LOWER_IS_BETTER = {"summary.redundant", "summary.empty", "summary.share"}
COUNTS = {"topic.count", "summary.sentences", "differ.count"}
MODES = ("declared", "found")


def measured(mode: str, analyses: Sequence[Analysis]) -> dict[str, float]:
    event = events.seeds(declared=mode == "declared")
    return events.figures(event, as_dict(tell(analyses, event.declared)))


@pytest.mark.parametrize("mode", MODES)
def test_no_figure_falls_below_its_floor(mode: str, seed_analyses: Sequence[Analysis]) -> None:
    floors: dict[str, float] = json.loads(RATCHET.read_text(encoding="utf-8"))[mode]
    assert floors, "the ratchet is empty"
    figures = measured(mode, seed_analyses)
    fallen = [
        f"{name}: {figures[name]:.3f}, floor {floor:.3f}"
        for name, floor in floors.items()
        if (figures[name] > floor if name in LOWER_IS_BETTER else figures[name] < floor)
    ]
    assert not fallen


def raise_floors() -> None:
    floors = json.loads(RATCHET.read_text(encoding="utf-8"))
    analyses = events.analyses(events.SEEDS)
    for mode in MODES:
        old = floors[mode]
        for name, value in measured(mode, analyses).items():
            if name in COUNTS:
                continue
            if name in LOWER_IS_BETTER:
                old[name] = min(old.get(name, 1.0), round(value + SLACK, 3))
            else:
                old[name] = max(old.get(name, 0.0), round(value - SLACK, 3))
    RATCHET.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise_floors()
