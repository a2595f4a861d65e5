"""The stock-library baseline: what an afternoon with well-known packages gives on the same articles.

spaCy's entities and sentences as they come, k-means on TF-IDF for topics, LexRank (Erkan and Radev, 2004) for
summaries, average linkage on TF-IDF for claims, textacy's direct quotations. The export has the same shape as
briefing's, so that score.py reads both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import spacy
import textacy.extract
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from spacy.tokens import Doc, Span

from briefing.prepare.annotate import DEFAULT_MODEL
from events import Event

TYPES = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"}
# Cosine at which two sentences count as one claim; the usual choice for near-paraphrases.
SAME_CLAIM = 0.5
SUMMARY_SHARE = 0.3


class Unit(NamedTuple):
    """A sentence."""

    article: str
    start: int
    end: int
    text: str


def export(event: Event) -> dict[str, Any]:
    """Build the baseline's export of an event."""
    nlp = spacy.load(DEFAULT_MODEL)
    files = [f for f in sorted(event.folder.iterdir()) if f.suffix == ".txt"]
    docs = {f.stem: nlp(f.read_bytes().decode("utf-8-sig")) for f in files}
    units = [
        Unit(name, s.start_char, s.end_char, s.text.strip())
        for name, doc in docs.items()
        for s in doc.sents
        if s.text.strip()
    ]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform([u.text for u in units])
    likeness = cosine_similarity(vectors)
    count = max(1, min(8, len(units)))
    topic = [f"topic-{n}" for n in KMeans(count, n_init=10, random_state=0).fit_predict(vectors)]
    groups = _claims(units, likeness)
    return {
        "schema": "briefing/1",
        "title": event.name,
        "made_by": {"spacy": spacy.__version__},
        "articles": [_article(f, docs[f.stem], units, topic) for f in files],
        "overview": [],
        "topics": [
            {"id": t, "name": t, "origin": "found", "summary": _summary(t, units, topic, likeness, groups)}
            for t in sorted(set(topic))
        ],
        "claims": [
            {"id": f"c{n}", "topic": None, "mentions": [_range(units[i]) for i in g], "origins": 1, "related": []}
            for n, g in enumerate(groups)
        ],
        "copies": [],
        "entities": _entities(docs),
        "quotes": [q for name, doc in docs.items() for q in _quotes(name, doc)],
        "statements": [],
        "dates": [],
        "differences": [],
    }


def _range(u: Unit) -> dict[str, Any]:
    return {"article": u.article, "start": u.start, "end": u.end}


def _article(file: Path, doc: Doc, units: list[Unit], topic: list[str]) -> dict[str, Any]:
    data = file.read_bytes()
    return {
        "id": file.stem,
        "path": file.name,
        "sha256": sha256(data).hexdigest(),
        "text": doc.text,
        "title": None,
        "published": None,
        "byline": None,
        "outlet": None,
        "segments": [
            {"start": u.start, "end": u.end, "kind": "body", "topic": t, "reason": None}
            for u, t in zip(units, topic, strict=True)
            if u.article == file.stem
        ],
    }


def _claims(units: list[Unit], likeness: np.ndarray) -> list[list[int]]:
    distance = np.clip(1 - likeness, 0, None)
    labels = AgglomerativeClustering(
        None, metric="precomputed", linkage="average", distance_threshold=1 - SAME_CLAIM
    ).fit_predict(distance)
    groups: dict[int, list[int]] = defaultdict(list)
    for i, label in enumerate(labels):
        groups[int(label)].append(i)
    return [g for g in groups.values() if len({units[i].article for i in g}) > 1]


def _lexrank(likeness: np.ndarray) -> np.ndarray:
    graph = np.where(likeness >= 0.1, 1.0, 0.0)
    graph /= graph.sum(axis=1, keepdims=True).clip(min=1)
    n = len(graph)
    rank = np.full(n, 1 / n)
    for _ in range(100):
        rank = 0.15 / n + 0.85 * graph.T @ rank
    return rank


def _summary(
    name: str, units: list[Unit], topic: list[str], likeness: np.ndarray, groups: list[list[int]]
) -> list[dict[str, Any]]:
    members = [i for i, t in enumerate(topic) if t == name]
    rank = _lexrank(likeness[np.ix_(members, members)])
    words = sum(len(units[i].text.split()) for i in members)
    chosen: list[int] = []
    for k in np.argsort(-rank, kind="stable"):
        if sum(len(units[i].text.split()) for i in chosen) >= SUMMARY_SHARE * words:
            break
        chosen.append(members[int(k)])
    rows = []
    for i in sorted(chosen):
        cites = {i, *(j for g in groups if i in g for j in g)}
        rows.append(
            {
                "text": units[i].text,
                **_range(units[i]),
                "claim": None,
                "cites": [_range(units[j]) for j in sorted(cites)],
            }
        )
    return rows


def _entities(docs: dict[str, Doc]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for name, doc in docs.items():
        for e in doc.ents:
            if e.label_ in TYPES:
                found[e.label_, re.sub(r"^the |['’]s$", "", e.text)].append(
                    {"article": name, "start": e.start_char, "end": e.end_char}
                )
    return [
        {"id": f"e{n}", "name": name, "type": kind, "aliases": [name], "mentions": mentions, "references": []}
        for n, ((kind, name), mentions) in enumerate(sorted(found.items()))
    ]


def _quotes(name: str, doc: Doc) -> list[dict[str, Any]]:
    try:
        found = list(textacy.extract.direct_quotations(doc))
    except ValueError:  # an odd quote mark fails the whole article
        return []
    rows = []
    for q in found:
        content: Span = q.content
        rows.append(
            {
                "id": f"{name}-{content.start_char}",
                "article": name,
                "start": content.start_char,
                "end": content.end_char,
                "speaker": " ".join(t.text for t in q.speaker) or None,
                "cue": " ".join(t.text for t in q.cue) or None,
                "groups": [sha256(content.text.lower().encode()).hexdigest()[:8]],
            }
        )
    return rows
