"""Every citation, quotation, name and range of a briefing, checked against its sources' text.

Nothing here is shared with the stages that made the briefing: an exported JSON file is read as it is, a saved
briefing is turned into the same form first.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import store
from briefing.changes import MOST_BYTES as MOST_READ
from briefing.errors import BriefingError
from briefing.files import content

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "briefing/1"
MOST_BYTES = 1 << 30
_KINDS = frozenset({"title", "date", "byline", "deck", "caption", "body", "boilerplate"})
# Marks that open or close a quotation, in any of the usual habits.
_MARKS = frozenset("\"'“”‘’„‟‚‛«»‹›`´＂")
# What may follow on the line of a mark that is still open.
_PARTNERS = {"“": "[“”]", '"': '"'}
_DOUBLE = re.compile("[“”„‟«»\"〝〞＂]|``|''")
_VALUE = re.compile(r"[0-9PTXR][-0-9A-Z:.+/P]{0,80}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and what does not hold."""

    checked: tuple[tuple[str, int], ...]
    """Nouns with their number."""
    failures: tuple[str, ...]
    """One line each."""


def verify(path: Path) -> Report:
    """Check a saved briefing or an exported JSON file, and the sources' files where they are still there.

    Raises BriefingError where the file is neither.
    """
    if store.is_saved(path):
        from briefing.export.as_json import as_dict

        briefing = store.load(path)
        return _Check(as_dict(briefing), path.parent, {a.id: a.paths for a in briefing.articles}).report()
    return _Check(_json(path), path.parent, {}).report()


def _json(path: Path) -> dict[str, Any]:
    try:
        if not path.is_file():
            missing = "is no file" if path.exists() else "no such file"
            raise BriefingError(f"{path}: {missing}; name a saved briefing or an exported JSON file")
        if path.stat().st_size > MOST_BYTES:
            raise BriefingError(f"{path}: larger than {MOST_BYTES >> 20} MB; no export is")
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        what = error.strerror if isinstance(error, OSError) else str(error)
        raise BriefingError(f"{path}: neither a saved briefing nor an exported JSON file ({what})") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise BriefingError(f"{path}: no export of a briefing (its schema is not {SCHEMA})")
    return data


def _flat(text: str) -> str:
    return " ".join(text.split())


class _Check:
    """One run over one export; each check counts what it saw and notes what does not hold."""

    def __init__(self, data: dict[str, Any], home: Path, places: dict[str, tuple[str, ...]]) -> None:
        self.data = data
        self.home = home
        self.places = places
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []
        self.texts: dict[str, str] = {}
        self.flat: dict[str, str] = {}
        self.stands: dict[tuple[str, str], bool] = {}
        self.segments: dict[str, list[tuple[int, int, str]]] = {}

    def report(self) -> Report:
        for check in (
            self.articles,
            self.topics,
            self.overview,
            self.claims,
            self.entities,
            self.quotes,
            self.dates,
            self.differences,
            self.copies,
            self.tables,
            self.marks,
        ):
            try:
                check()
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                self.failures.append(
                    f"{check.__name__}: not in the form of an export ({type(error).__name__}: {error})"
                )
        return Report(tuple(self.counts.items()), tuple(self.failures))

    def each(self, key: str, noun: str | None = None) -> Iterator[tuple[str, Any]]:
        """Go through a list of the export, counting its rows."""
        yield from self.within(self.data, key, key, noun or key)

    def within(self, row: Any, key: str, where: str, noun: str) -> Iterator[tuple[str, Any]]:
        for n, value in enumerate(row[key]):
            self.counts[noun] += 1
            yield f"{where}[{n}]", value

    def hold(self, where: str, holds: object, what: str) -> None:
        if not holds:
            self.failures.append(f"{where}: {what}")

    def at(self, where: str, row: Any) -> str | None:
        """Give the source's text at a range, None (and a failure) where the range is none."""
        article, start, end = row["article"], row["start"], row["end"]
        text = self.texts.get(article)
        if text is None:
            self.failures.append(f"{where}: article {article!r:.40} is not among the articles")
        elif type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            self.failures.append(f"{where}: range {start!r:.20}–{end!r:.20} is not within its article")
        else:
            part = text[start:end]
            self.hold(where, part == part.strip(), f"range {start}–{end} begins or ends with a space")
            return part
        return None

    def sentence_at(self, where: str, row: Any) -> str | None:
        """Like `at`, for a range that must lie within one segment."""
        text = self.at(where, row)
        if text is not None:
            rows = self.segments[row["article"]]
            place = bisect_right(rows, row["start"], key=lambda s: s[0]) - 1
            inside = place >= 0 and row["end"] <= rows[place][1]
            self.hold(where, inside, f"range {row['start']}–{row['end']} is not within one sentence")
        return text

    # Articles

    def articles(self) -> None:
        for where, a in self.each("articles"):
            text = a["text"]
            if a["id"] in self.texts:
                self.failures.append(f"{where}: id {a['id']} stands twice")
            self.texts[a["id"]] = text
            digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            self.hold(
                where, len(a["id"]) >= 12 and digest.startswith(a["id"]), "its text was changed: the id is not its hash"
            )
            self._segments(where, a, text)
            if line := a.get("dateline"):
                told = " ".join(text[line["start"] : line["end"]].split()) if line["start"] < line["end"] else ""
                held = all(part in told for part in (line["place"], line["agency"]) if part) and bool(told)
                self.hold(f"{where}.dateline", held, "its place or agency does not stand there")
            self._files(where, a, text)

    def _segments(self, where: str, a: Any, text: str) -> None:
        rows = [(s["start"], s["end"], s["kind"]) for s in a["segments"]]
        self.counts["segments"] += len(rows)
        self.segments[a["id"]] = sorted(rows)
        bounds = all(0 <= s < e <= len(text) for s, e, _ in rows)
        self.hold(where, bounds, "a segment is not within its article")
        self.hold(where, all(x[1] <= y[0] for x, y in pairwise(rows)), "segments overlap or stand out of order")
        between = (
            [(0, rows[0][0]), *((x[1], y[0]) for x, y in pairwise(rows)), (rows[-1][1], len(text))] if rows else []
        )
        left = "".join(text[s:e] for s, e in between) if rows else text
        self.hold(where, not left.strip(), f"text outside of all segments: {_flat(left)!r:.60}")
        topics = {t["id"] for t in self.data["topics"]}
        for n, s in enumerate(a["segments"]):
            self.hold(f"{where}.segments[{n}]", s["kind"] in _KINDS, f"unknown kind {s['kind']!r:.40}")
            free = s["kind"] != "body" or not topics or a["id"] in self.data.get("apart", ())
            known = s["topic"] in topics or (s["topic"] is None and free)
            self.hold(f"{where}.segments[{n}]", known, f"a {s['kind']:.20} of no topic: {s['topic']!r:.40}")

    def _files(self, where: str, a: Any, text: str) -> None:
        """Check the bytes of the source's files that are still there, and the text against them."""
        name = Path(a["path"]).name
        # The first place is the file that the text was read from.
        candidates = dict.fromkeys([*map(Path, self.places.get(a["id"], ())[:1]), self.home / name])
        for file in candidates:
            try:
                if not name or not file.is_file():
                    continue
                data = content(file, MOST_READ)
            except (OSError, ValueError):
                continue
            self.counts["files"] += 1
            self.hold(where, sha256(data).hexdigest() == a["sha256"], f"{file}: the file was changed since it was read")
            if file.suffix.lower() == ".txt" and sha256(data).hexdigest() == a["sha256"]:
                try:
                    decoded = data.decode("utf-8-sig")
                except UnicodeDecodeError:
                    continue
                self.hold(where, decoded == text, f"{file}: the text is not the file's")

    # Topics and summaries

    @cached_property
    def claim_ids(self) -> set[str]:
        return {c["id"] for c in self.data["claims"]}

    def topics(self) -> None:
        for where, t in self.each("topics"):
            for place, s in self.within(t, "summary", f"{where}.summary", "summary sentences"):
                self._sentence(place, s)
            for place, m in self.within(t, "members", f"{where}.members", "members") if "members" in t else ():
                self.sentence_at(place, m)

    def overview(self) -> None:
        for where, s in self.each("overview", "overview sentences"):
            self._sentence(where, s)

    def _sentence(self, where: str, s: Any) -> None:
        text = self.sentence_at(where, s)
        if text is not None:
            self.hold(where, _flat(s["text"]) == _flat(text), f"its text is not the source's: {s['text']!r:.60}")
        self.hold(where, s["claim"] is None or s["claim"] in self.claim_ids, f"unknown claim {s['claim']!r:.40}")
        self.hold(where, s["cites"], "no citation")
        own = False
        for place, c in self.within(s, "cites", f"{where}.cites", "citations"):
            self.sentence_at(place, c)
            own = own or (c["article"] == s["article"] and c["start"] < s["end"] and s["start"] < c["end"])
        self.hold(where, own or not s["cites"], "it does not cite the source it is from")
        for n, e in enumerate(s.get("edits", ())):
            if self.at(f"{where}.edits[{n}]", e) is not None:
                inside = e["article"] == s["article"] and s["start"] <= e["start"] and e["end"] <= s["end"]
                self.hold(f"{where}.edits[{n}]", inside, "not within its sentence")
        for n, r in enumerate(s.get("only", ())):
            if self.at(f"{where}.only[{n}]", r) is not None:
                inside = r["article"] == s["article"] and s["start"] <= r["start"] and r["end"] <= s["end"]
                self.hold(f"{where}.only[{n}]", inside, "not within its sentence")

    # What was told, by whom, of whom

    def claims(self) -> None:
        topics = {t["id"] for t in self.data["topics"]}
        for where, c in self.each("claims"):
            self.hold(where, c["topic"] is None or c["topic"] in topics, f"unknown topic {c['topic']!r:.40}")
            for place, m in self.within(c, "mentions", f"{where}.mentions", "mentions of claims"):
                self.sentence_at(place, m)
            for place, m in self.within(c, "related", f"{where}.related", "mentions of claims"):
                self.sentence_at(place, m)
            sources = len({m["article"] for m in c["mentions"]})
            self.hold(where, 0 < c["origins"] <= max(sources, 1), f"{c['origins']!r:.20} origins of {sources} sources")

    def entities(self) -> None:
        ids = {e["id"] for e in self.data["entities"]}
        for where, e in self.each("entities"):
            forms = {_flat(x).casefold() for x in e["aliases"]}
            self.hold(where, _flat(e["name"]).casefold() in forms, f"its name {e['name']!r:.60} is none of its aliases")
            for place, m in self.within(e, "mentions", f"{where}.mentions", "mentions of entities"):
                text = self.at(place, m)
                known = text is None or _flat(text).casefold() in forms
                self.hold(place, known, f"{text!r:.60} is no name of {e['name']!r:.60}")
            for n, r in enumerate(e["references"]):
                self.at(f"{where}.references[{n}]", r)
            for n, r in enumerate(e.get("roles", ())):
                text = self.at(f"{where}.roles[{n}]", r)
                self.hold(
                    f"{where}.roles[{n}]", text is None or _flat(text) == _flat(r["text"]), "not the source's words"
                )
            for other in e.get("linked", ()):
                self.hold(where, other in ids, f"linked with an unknown entity {other!r:.40}")

    def quotes(self) -> None:
        names = {e["id"]: e["name"] for e in self.data["entities"]}
        named = {(m["article"], e["name"]) for e in self.data["entities"] for m in e["mentions"]}
        for key, noun in (("quotes", "quotes"), ("statements", "statements")):
            for where, q in self.each(key, noun):
                text = self.at(where, q)
                if text is None:
                    continue
                if key == "quotes":
                    begins, ends = text[0] in _MARKS, text[-1] in _MARKS and len(text) > 1
                    holds = begins or (ends and self._one_mark(q, "start"))
                    self.hold(where, holds, f"it does not begin with a quote mark: {text[:40]!r}")
                    holds = ends or (begins and self._one_mark(q, "end"))
                    self.hold(where, holds, f"it does not end with a quote mark: {text[-40:]!r}")
                speaker = q["speaker_entity"]
                known = speaker is None or names.get(speaker) == q["speaker"]
                self.hold(where, known, f"the speaker {q['speaker']!r:.60} is not the entity {speaker!r:.40}")
                for field in ("cue", "venue", "chain", "hedge"):
                    # A source that is passed on goes by its full name, which may stand in another article.
                    known = field == "chain" and (q["article"], q.get(field)) in named
                    stands = not q.get(field) or known or self._stands(q["article"], q[field])
                    self.hold(where, stands, f"the {field} {q.get(field)!r:.60} does not stand in its article")

    def _stands(self, article: str, words: str) -> bool:
        """Tell whether words stand in an article; each is looked for once, however many quotations have it."""
        flat = self.flat.get(article)
        if flat is None:
            flat = self.flat[article] = _flat(self.texts[article])
        key = (article, words)
        if key not in self.stands:
            self.stands[key] = _flat(words) in flat
        return self.stands[key]

    def _one_mark(self, q: Any, side: str) -> bool:
        """Tell whether a quotation lacks its mark on one side because its source does.

        Speech of several paragraphs is closed in the last alone, and some articles forget a mark: then the range
        begins or ends with a segment, its one mark has no partner inside, and none follows on the line.
        """
        text, place = self.texts[q["article"]], q[side]
        quoted = text[q["start"] : q["end"]]
        if _DOUBLE.findall(quoted) in (['"', '"'], ["“", "”"]):
            return False
        if side == "start":
            return any(place == s for s, _, _ in self.segments[q["article"]])
        line = (text[place : place + 2000].splitlines() or [""])[0]
        following = re.search(_PARTNERS.get(quoted[0], "$"), line)
        closes = following and (
            following.group() == "”" or (following.group() == '"' and line[: following.start()][-1:].strip())
        )
        return any(place == e for _, e, _ in self.segments[q["article"]]) and not closes

    # Dates, differences, copies

    def dates(self) -> None:
        for where, w in self.each("dates"):
            self.sentence_at(where, w)
            self.hold(where, _VALUE.fullmatch(w["value"]), f"{w['value']!r:.40} is no ISO date, interval or duration")

    def marks(self) -> None:
        """Check stars and notes, where an export has some."""
        for where, m in self.within(self.data, "marks", "marks", "marks") if self.data.get("marks") else ():
            text = self.at(where, m) if m["article"] is not None else None
            told = text is None or "\ufffd" in m["quoted"] or _flat(text).startswith(m["quoted"][:20])
            self.hold(where, told, f"its words are not the source's: {m['quoted']!r:.60}")

    def differences(self) -> None:
        for where, d in self.each("differences"):
            self.hold(where, d["verdict"] in ("same", "compatible", "differs"), f"unknown verdict {d['verdict']!r:.40}")
            self.hold(where, len(d["variants"]) > 1, "fewer than two variants")
            for place, v in self.within(d, "variants", f"{where}.variants", "variants"):
                self.sentence_at(place, v)

    def copies(self) -> None:
        for where, c in self.each("copies"):
            for place, p in self.within(c, "passages", f"{where}.passages", "copied passages"):
                a, b = self.at(f"{place}.a", p["a"]), self.at(f"{place}.b", p["b"])
                if a is not None and b is not None:
                    self.hold(place, p["a"]["article"] == c["a"] and p["b"]["article"] == c["b"], "of other articles")
                    # A heading or furniture in the midst of copied reporting is not part of it.
                    letters = self._reporting(p["a"])
                    same = letters and letters == self._reporting(p["b"])
                    self.hold(place, same, f"the passages are not word for word the same: {a!r:.40} and {b!r:.40}")

    def tables(self) -> None:
        """Check who tells what, who alone, and when it was, where an export has these."""
        topics = {t["id"] for t in self.data["topics"]}
        for where, c in self.each("coverage", "rows of coverage") if "coverage" in self.data else ():
            self.hold(where, c["claim"] in self.claim_ids, f"unknown claim {c['claim']!r:.40}")
            self.sentence_at(f"{where}.label", c["label"])
            sources = [a for told in c.values() if isinstance(told, list) for a in told]
            self.hold(where, all(a in self.texts for a in sources), "a source is not among the articles")
        for n, t in enumerate(self.data.get("told_once", ())):
            self.hold(f"told_once[{n}]", t["topic"] in topics, f"unknown topic {t['topic']!r:.40}")
            for where, s in self.within(t, "sentences", f"told_once[{n}].sentences", "sentences told once"):
                self.sentence_at(where, s)
                self.hold(where, s["article"] == t["article"], "of another article")
        for where, h in self.each("timeline", "times told") if "timeline" in self.data else ():
            for key in ("told", "dates"):
                for n, r in enumerate(h[key]):
                    self.sentence_at(f"{where}.{key}[{n}]", r)

    def _reporting(self, row: Any) -> str:
        """Give the letters and digits of a range that stand in the reporting or in captions: J.D. is JD."""
        text = self.texts[row["article"]]
        parts = [
            text[max(s, row["start"]) : min(e, row["end"])]
            for s, e, kind in self.segments[row["article"]]
            if kind in ("body", "caption") and s < row["end"] and row["start"] < e
        ]
        return "".join(c for c in "".join(parts).casefold() if c.isalnum())
