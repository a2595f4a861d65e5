"""The walls between the parts, read from `sys.modules` of fresh processes: the only proof of a deferred import."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing import store
from made import made

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
HEAVY = ("textual", "rich", "spacy", "thinc", "numpy", "onnxruntime")
PREPARE = ("briefing.prepare", "spacy", "thinc", "numpy", "onnxruntime")

# Lists what was imported, whichever way the program ends.
CALL = """
import json, sys
from briefing.cli import main
code = main(sys.argv[2:])
open(sys.argv[1], "w").write(json.dumps([code, sorted(sys.modules)]))
"""
IMPORT = """
import importlib, json, sys
importlib.import_module(sys.argv[2])
open(sys.argv[1], "w").write(json.dumps([0, sorted(sys.modules)]))
"""


def modules(folder: Path, program: str, words: Sequence[str]) -> list[str]:
    seen = folder / "seen.json"
    subprocess.run([sys.executable, "-c", program, str(seen), *words], check=True, stdout=subprocess.DEVNULL)
    code, names = json.loads(seen.read_text())
    assert code == 0
    return [str(n) for n in names]


def among(names: Sequence[str], packages: Sequence[str]) -> list[str]:
    return [n for n in names if any(n == p or n.startswith(f"{p}.") for p in packages)]


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["--help"],
        ["export", "--help"],
        ["paths"],
        ["SAVED"],
        ["topics", "SAVED"],
        ["export", "SAVED"],
        ["export", "SAVED", "--format", "html"],
        ["export", "SAVED", "--format", "json"],
        ["verify", "SAVED"],
    ],
    ids=" ".join,
)
def test_what_needs_no_reader_and_no_model_loads_neither(tmp_path: Path, words: list[str]) -> None:
    store.save(made(["Title\nAnn Lee said “yes” in Rome."]), tmp_path / "SAVED")
    names = modules(tmp_path, CALL, [str(tmp_path / w) if w == "SAVED" else w for w in words])
    assert "briefing.cli" in names
    assert among(names, (*HEAVY, "briefing.prepare", "briefing.reader")) == []


@pytest.mark.parametrize("words", [["--version"], ["--help"]], ids=" ".join)
def test_the_quickest_commands_load_next_to_nothing(tmp_path: Path, words: list[str]) -> None:
    names = modules(tmp_path, CALL, words)
    assert (
        among(
            names, ("sqlite3", "platformdirs", "importlib.metadata", "briefing.model", "briefing.store", "markdown_it")
        )
        == []
    )


@pytest.mark.parametrize(
    "module",
    [
        "briefing.store",
        "briefing.verify",
        "briefing.export.as_markdown",
        "briefing.export.as_html",
        "briefing.export.as_json",
        "briefing.lookup",
        "briefing.reader.app",
    ],
)
def test_what_shows_a_finished_briefing_knows_no_stage(tmp_path: Path, module: str) -> None:
    names = modules(tmp_path, IMPORT, [module])
    assert module in names
    assert among(names, PREPARE) == []


def test_the_stages_know_no_reader(tmp_path: Path) -> None:
    names = modules(tmp_path, IMPORT, ["briefing.prepare.pipeline"])
    assert "briefing.prepare.summaries" in names
    assert among(names, ("textual", "rich", "briefing.reader", "briefing.store", "briefing.export")) == []


def test_the_model_imports_nothing_of_the_project(tmp_path: Path) -> None:
    names = modules(tmp_path, IMPORT, ["briefing.model"])
    assert among(names, ("briefing",)) == ["briefing", "briefing.model"]


def test_paths_alone_are_read_without_argparse(tmp_path: Path) -> None:
    store.save(made(["Title\nAnn Lee said “yes” in Rome."]), tmp_path / "SAVED")
    assert among(modules(tmp_path, CALL, [str(tmp_path / "SAVED")]), ("argparse",)) == []


def test_the_architecture_names_each_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## Who imports whom")[0]
    spans = re.findall(r"`([^`\n]{1,80})`", re.sub(r"```.{0,9999}?```", "", page, flags=re.DOTALL))
    named = {name for span in spans for name in re.split(r"[/.]", span)}
    source = ROOT / "src" / "briefing"
    files = [f for room in (".", "prepare", "export", "reader") for f in (source / room).glob("[a-z]*.py")]
    assert sorted(f.stem for f in files if f.stem not in named) == []
    there = {"docs", "md", "py", "briefing"} | {p.stem for p in source.rglob("*") if p.is_dir() or p.suffix == ".py"}
    # Identifiers of the code stand there too; a module is a word in small letters.
    assert sorted(n for n in named if re.fullmatch("[a-z_]{2,}", n) and n not in there) == []


def test_the_package_itself_imports_nothing(tmp_path: Path) -> None:
    names = modules(tmp_path, IMPORT, ["briefing"])
    assert among(names, ("briefing",)) == ["briefing"]


THREADS = "import os, sys, briefing.prepare; print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"


@pytest.mark.parametrize(("own", "used"), [(None, "1"), ("3", "3")])
def test_matrices_get_one_thread_before_numpy_is_there(own: str | None, used: str) -> None:
    env = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    env |= {"OPENBLAS_NUM_THREADS": own} if own else {}
    done = subprocess.run([sys.executable, "-c", THREADS], env=env, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", used]
