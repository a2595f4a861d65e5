"""The wheel carries everything: installed into an empty environment it exports from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from briefing import __version__
from conftest import ROOT, SEEDS


def run(words: list[str | Path], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        [str(w) for w in words],
        cwd=folder,
        env={**environment, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT], folder)
    (built,) = folder.glob("*.whl")
    assert built.name.startswith(f"briefing-{__version__}-")
    return built


def test_it_holds_the_sample_the_data_and_the_style(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in SEEDS.iterdir():
        assert zipfile.ZipFile(wheel).read(f"briefing/sample/{file.name}") == file.read_bytes()
    source = ROOT / "src"
    for file in (source / "briefing").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            assert file.relative_to(source).as_posix() in names
    assert not [n for n in names if n.startswith(("tests/", "benchmarks/")) or "/.ci" in n]
    licences = {n.rpartition("/")[2] for n in names if ".dist-info/" in n}
    assert {"LICENSE", "NOTICE", "entry_points.txt"} <= licences


def test_it_exports_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    # The dependencies come from the environment that runs the tests; the package itself from the wheel alone.
    run([sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel], tmp_path)
    site = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], tmp_path).stdout.strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CACHE", "STATE", "CONFIG")}
    where = run([python, "-P", "-c", "import briefing; print(briefing.__file__)"], empty).stdout
    assert Path(where.strip()).is_relative_to(site)
    done = run([home / "bin" / "briefing", "export"], empty, **homes)
    assert done.stdout.startswith("# Trump–Putin call, 12 February 2025\n")
    assert "## Sources\n\n- **1**. " in done.stdout
    assert done.stderr == ""
    assert list(empty.iterdir()) == []
