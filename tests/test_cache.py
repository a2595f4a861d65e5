"""Annotated articles kept between builds."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.prepare.analysis import Analysis
from briefing.prepare.annotate import DEFAULT_MODEL
from briefing.prepare.cache import AnalysisCache, analyse
from briefing.prepare.read import read
from conftest import SEEDS


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.analysis"))


def test_what_is_kept_comes_back_equal(tmp_path: Path, seed_analyses: Sequence[Analysis]) -> None:
    cache = AnalysisCache(tmp_path / "made")
    for analysis in seed_analyses:
        assert cache.get(analysis.article, analysis.model) is None
        cache.put(analysis)
        assert cache.get(analysis.article, analysis.model) == analysis
        bare = replace(analysis.article, segments=(), title=None, published=None, byline=None, outlet=None)
        assert cache.get(bare, analysis.model) == analysis
    assert len(entries(tmp_path / "made")) == len(seed_analyses)
    assert not list((tmp_path / "made").glob("*.part"))


def test_another_model_name_or_text_is_another_entry(tmp_path: Path, seed_analyses: Sequence[Analysis]) -> None:
    cache = AnalysisCache(tmp_path)
    analysis = seed_analyses[0]
    cache.put(analysis)
    article = analysis.article
    assert cache.get(article, "other 1.0") is None
    assert cache.get(replace(article, text=article.text + " "), analysis.model) is None
    assert cache.get(replace(article, paths=("example.com.txt",)), analysis.model) is None
    assert cache.get(replace(article, paths=("elsewhere/" + Path(article.paths[0]).name,)), analysis.model) is not None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda _: b"garbage",
        lambda _: zlib.compress(b"[1, 2]"),
        lambda data: data[:50] + bytes([data[50] ^ 255]) + data[51:],
        lambda data: zlib.compress(zlib.decompress(data).replace(b'"head":[', b'"head":[99999,')),
        lambda data: zlib.compress(zlib.decompress(data).replace(b'"start":[', b'"start":[-1,')),
        lambda data: zlib.compress(zlib.decompress(data).replace(b'"body"', b'"evil"')),
        lambda _: zlib.compress(b"[" * 100_000),
    ],
)
def test_a_damaged_entry_is_ignored(tmp_path: Path, seed_analyses: Sequence[Analysis], damage: object) -> None:
    assert callable(damage)
    cache = AnalysisCache(tmp_path)
    analysis = seed_analyses[0]
    cache.put(analysis)
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.get(analysis.article, analysis.model) is None
    cache.put(analysis)
    assert cache.get(analysis.article, analysis.model) == analysis


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, seed_analyses: Sequence[Analysis]) -> None:
    (tmp_path / "file").write_text("")
    cache = AnalysisCache(tmp_path / "file" / "below")
    cache.put(seed_analyses[0])
    assert cache.get(seed_analyses[0].article, seed_analyses[0].model) is None
    cache.prune()


def test_pruning_keeps_the_last_used(tmp_path: Path, seed_analyses: Sequence[Analysis]) -> None:
    import os

    cache = AnalysisCache(tmp_path)
    for n, analysis in enumerate(seed_analyses):
        cache.put(analysis)
        newest = max(entries(tmp_path), key=lambda p: p.stat().st_mtime_ns)
        os.utime(newest, (n + 1, n + 1))
    assert cache.get(seed_analyses[0].article, seed_analyses[0].model) is not None
    cache.prune(2)
    assert len(entries(tmp_path)) == 2
    assert cache.get(seed_analyses[0].article, seed_analyses[0].model) is not None


def test_analyse_takes_from_the_cache_and_tells(tmp_path: Path) -> None:
    articles = read([SEEDS]).articles[:2]
    told: list[tuple[str, str]] = []
    cache = AnalysisCache(tmp_path)
    first = analyse(articles[:1], DEFAULT_MODEL, cache, lambda *step: told.append(step))
    both = analyse(articles, DEFAULT_MODEL, cache, lambda *step: told.append(step))
    assert both[0] == first[0]
    assert [stage for _, stage in told] == ["annotated", "cached", "annotated"]
    assert both == analyse(articles, DEFAULT_MODEL)


def test_a_second_run_does_not_load_spacy(tmp_path: Path) -> None:
    articles = read([SEEDS]).articles[:1]
    analyse(articles, DEFAULT_MODEL, AnalysisCache(tmp_path))
    code = (
        "import sys; from pathlib import Path; from briefing.prepare.cache import AnalysisCache, analyse;"
        "from briefing.prepare.read import read;"
        f"articles = read([Path({str(articles[0].paths[0])!r})]).articles;"
        f"analyse(articles, {DEFAULT_MODEL!r}, AnalysisCache(Path({str(tmp_path)!r})));"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
