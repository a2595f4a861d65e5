"""The JSON export: a contract that scripts and `benchmarks/score.py` read."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from briefing.coverage import SIGNS, coverage
from briefing.lookup import Lookup
from briefing.mending import described
from briefing.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Anchor, Article, Attribution, Briefing, Dateline, Found, Range, SummarySentence

SCHEMA = "briefing/1"
# Controls, bidirectional and invisible characters, surrogates, private use: their JSON escape is the same value.
_ACTIVE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff"
    "\U000e0000-\U0010ffff]"
)


def as_json(briefing: Briefing) -> str:
    """Write a briefing as JSON, the same bytes for the same briefing; no character of it acts on a terminal."""
    text = json.dumps(as_dict(briefing), ensure_ascii=False, indent=1)
    return _ACTIVE.sub(_escape, text) + "\n"


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def as_dict(briefing: Briefing) -> dict[str, Any]:
    """Give the export as plain lists and dictionaries."""
    lookup = Lookup(briefing)
    texts = {a.id: a.text for a in briefing.articles}
    topic_of_sentence = {m.range: t.id for t in briefing.topics for m in t.members}

    def sentence(s: SummarySentence) -> dict[str, Any]:
        row: dict[str, Any] = {
            "text": " ".join(texts[s.range.article][s.range.start : s.range.end].split()),
            **_range(s.range),
            "claim": s.claim,
            "cites": [_range(c) for c in s.cites],
        }
        if s.edits:
            row["edits"] = [{**_range(e.range), "text": e.text} for e in s.edits]
        if s.only:
            row["only"] = [_range(r) for r in s.only]
        return row

    summary_of = {s.topic: s.sentences for s in briefing.summaries}
    return {
        "schema": SCHEMA,
        "title": briefing.title,
        "made_by": dict(briefing.made_by),
        "articles": [_article(a, topic_of_sentence) for a in briefing.articles],
        "overview": [{**sentence(o.sentence), "rank": o.rank} for o in briefing.overview],
        "topics": [
            {
                "id": t.id,
                "name": t.name,
                "origin": t.origin,
                "summary": [sentence(s) for s in summary_of.get(t.id, ())],
                "members": [{**_range(m.range), "reason": m.reason} for m in t.members],
            }
            for t in briefing.topics
        ],
        "claims": [
            {
                "id": c.id,
                "topic": lookup.topic_of(c.support),
                "mentions": [_range(r) for r in c.support],
                "origins": c.origins,
                "related": [{**_range(m.range), "strength": m.strength} for m in c.mentions if m.strength != "full"],
            }
            for c in briefing.claims
        ],
        "copies": [
            {"a": c.a, "b": c.b, "passages": [{"a": _range(x), "b": _range(y)} for x, y in c.passages]}
            for c in briefing.copies
        ],
        "entities": [
            {
                "id": e.id,
                "name": e.name,
                "type": e.type,
                "aliases": list(e.aliases),
                "mentions": [_range(r) for r in e.mentions],
                "references": [_range(r) for r in e.references],
                "roles": [{**_range(r.range), "text": r.text} for r in e.roles],
                "linked": list(e.linked),
            }
            for e in briefing.entities
        ],
        "quotes": [
            {"id": q.id, **_range(q.range), **_attribution(q.attribution), "groups": list(q.groups)}
            for q in briefing.quotes
        ],
        "statements": [
            {"id": s.id, **_range(s.range), **_attribution(s.attribution), "groups": []} for s in briefing.statements
        ],
        "dates": [
            {**_range(w.range), "value": w.value, "precision": w.precision, "anchor": w.anchor} for w in briefing.dates
        ],
        "differences": [
            {
                "id": d.id,
                "kind": d.kind,
                "verdict": d.verdict,
                "about": d.about,
                "topic": d.topic,
                "claim": d.claim,
                "variants": [{**_range(v.range), "value": v.value} for v in d.variants],
            }
            for d in briefing.differences
        ],
        "coverage": _coverage(lookup),
        "told_once": _told_once(lookup),
        "timeline": [
            {
                "value": h.value or None,
                "precision": h.precision,
                "told": [_range(r) for r in h.told],
                "dates": [_range(r) for r in h.dates],
            }
            for h in timeline(lookup)
        ],
        "events": [{"title": e.title, "articles": list(e.articles), "topics": list(e.topics)} for e in briefing.events],
        "apart": list(briefing.apart),
        "skipped": [{"path": PurePath(s.path).name, "reason": s.reason} for s in briefing.skipped],
        "corrections": [
            {
                "kind": r.correction.kind,
                "about": described(r.correction),
                "at": _places(r.correction.at),
                "with": _places(r.correction.other),
                "applied": not r.gone,
                "gone": r.gone or None,
            }
            for r in briefing.corrections
        ],
        "marks": _marks(lookup),
    }


def _places(anchors: Sequence[Anchor]) -> list[dict[str, Any]]:
    """Give places as they were written down: the text may have changed since."""
    return [{"file": a.file, "article": a.article, "start": a.start, "end": a.end, "quoted": a.quoted} for a in anchors]


def _marks(lookup: Lookup) -> list[dict[str, Any]]:
    """Give stars and notes with the ranges where they stand now, None where their words are gone."""
    rows: list[dict[str, Any]] = []
    for m, r in lookup.placed:
        there: dict[str, Any] = _range(r) if r else {"article": None, "start": None, "end": None}
        rows.append({**there, "quoted": m.place.quoted, "starred": m.starred, "note": m.note or None})
    return rows


def _coverage(lookup: Lookup) -> list[dict[str, Any]]:
    """Give the omission matrix: for each claim which sources of its event state it, tell it partly, differ, leave out.

    A claim has the sources of its own event alone.
    """
    rows = []
    home = {a: e.articles for e in lookup.briefing.events for a in e.articles}
    whole = coverage(lookup)
    for r in whole.rows:
        own = home.get(r.label.article, whole.sources)
        told: dict[str, list[str]] = {t: [] for t in SIGNS}
        for source, t in zip(whole.sources, r.told, strict=True):
            if source in own:
                told[t].append(source)
        rows.append(
            {"claim": r.claim.id, "label": _range(r.label), **{t.replace(" ", "_"): s for t, s in told.items()}}
        )
    return rows


def _told_once(lookup: Lookup) -> list[dict[str, Any]]:
    """Give the sentences that one source alone tells, by topic and source."""
    return [
        {"topic": t.id, "article": article, "sentences": [_range(r) for r in ranges]}
        for t in lookup.briefing.topics
        for article, ranges in lookup.told_once(t)
    ]


def _range(r: Range) -> dict[str, Any]:
    return {"article": r.article, "start": r.start, "end": r.end}


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def _dateline(found: Dateline | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"start": found.range.start, "end": found.range.end, "place": found.place, "agency": found.agency}


def _article(a: Article, topic_of: dict[Range, str]) -> dict[str, Any]:
    return {
        "id": a.id,
        "path": PurePath(a.paths[0]).name,
        "url": a.url,
        "sha256": a.sha256,
        "text": a.text,
        "title": _value(a.title),
        "published": _value(a.published),
        "byline": _value(a.byline),
        "outlet": _value(a.outlet),
        "dateline": _dateline(a.dateline),
        "segments": [
            {
                "start": s.range.start,
                "end": s.range.end,
                "kind": s.kind,
                "topic": topic_of.get(s.range),
                "reason": s.reason,
            }
            for s in a.segments
        ],
    }


def _attribution(a: Attribution) -> dict[str, Any]:
    return {
        "speaker": a.speaker,
        "speaker_entity": a.speaker_entity,
        "cue": a.cue,
        "venue": a.venue,
        "chain": a.chain,
        "hedge": a.hedge,
        "candidates": list(a.candidates),
    }
