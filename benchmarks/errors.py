"""The errors behind each figure, with their text: what to read before changing a rule."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import score
from events import Event

Lister = Callable[["Sides"], Iterator[str]]


class Sides:
    """The gold and the briefing of one event, with the lookups that the lists share."""

    def __init__(self, event: Event, data: dict[str, Any]) -> None:
        self.gold = score.Gold(event.gold)
        self.mine = score.Briefing(data, self.gold)
        self.declared = event.declared is not None
        self.names = {t["id"]: t["name"] for t in data["topics"]}
        self.sentences = [(a, s["start"], s["end"]) for a, s in self.gold.sentences]
        self.at: dict[str, list[int]] = defaultdict(list)
        for i, r in enumerate(self.sentences):
            self.at[r[0]].append(i)

    def text(self, r: score.Range, limit: int = 300) -> str:
        """Give the words of a range on one line, with its article and place."""
        words = " ".join(self.mine.text[r[0]][r[1] : r[2]].split())
        return f"[{r[0]}:{r[1]}] {words[:limit]}{'…' if len(words) > limit else ''}"

    def sentences_at(self, r: score.Range) -> list[int]:
        """Give the gold sentences that a range stands for, as score.py does."""
        found = []
        for i in self.at[r[0]]:
            q = self.sentences[i]
            o = score.overlap(r, q)
            if o and (2 * o >= r[2] - r[1] or 2 * o >= q[2] - q[1]):
                found.append(i)
        return found

    def pairs(self, groups: Iterable[tuple[str, list[score.Range]]]) -> dict[tuple[int, int], str]:
        """Give the cross-article sentence pairs of named groups of ranges."""
        pairs: dict[tuple[int, int], str] = {}
        for name, ranges in groups:
            for i, j in itertools.combinations(sorted({i for r in ranges for i in self.sentences_at(r)}), 2):
                if self.sentences[i][0] != self.sentences[j][0]:
                    pairs.setdefault((i, j), name)
        return pairs

    def facts_at(self, r: score.Range) -> dict[str, str]:
        """Give the gold facts that a range tells: id to wording."""
        found = {}
        for f in self.gold.facts + self.gold.minor:
            for m in f["mentions"]:
                q = _range(m)
                if score.overlap(r, q) >= 0.6 * (q[2] - q[1]):
                    found[f["id"]] = f["canonical"]
        return found


def _range(row: dict[str, Any]) -> score.Range:
    return row["article"], row["start"], row["end"]


def _clean(s: Sides) -> Iterator[str]:
    for a in s.gold.articles:
        art = a["article"]
        kinds = [""] * len(s.mine.text[art])
        for r, seg in s.mine.segments:
            if r[0] == art:
                kinds[r[1] : r[2]] = [seg["kind"]] * (r[2] - r[1])
        for g in a["sentences"]:
            given = Counter(kinds[g["start"] : g["end"]]).most_common(1)[0][0]
            if given != g["kind"]:
                yield f"{g['kind']:12} labelled {given or 'nothing':12} {s.text((art, g['start'], g['end']), 160)}"


def _split(s: Sides) -> Iterator[str]:
    def core(r: score.Range) -> score.Range:
        text = s.mine.text[r[0]]
        words = text[r[1] : r[2]]
        loose = " \t\r\n\"'“”‘’"
        return r[0], r[1] + len(words) - len(words.lstrip(loose)), r[2] - len(words) + len(words.rstrip(loose))

    gold = {core(r) for r in s.sentences}
    mine = {core(r) for r, seg in s.mine.segments if seg["kind"] in ("body", "deck")}
    for r in sorted(gold - mine):
        yield f"gold  {s.text(r)}"
        for q in sorted(q for q in mine - gold if score.overlap(q, r)):
            yield f"  mine  {s.text(q)}"


def _meta(s: Sides) -> Iterator[str]:
    for m in s.gold.metadata:
        article = s.mine.articles[s.gold.files[Path(m["file"]).stem]]
        keys = (
            ("title", ("title",)),
            ("published", ("published", "published_date", "date")),
            ("byline", ("byline", "author")),
            ("outlet", ("outlet",)),
        )
        for key, names in keys:
            name = next((n for n in names if n in m), None)
            if name is None:
                continue
            accept = [v for v in (m[name], *(m.get(f"{name}_candidates") or [])) if v]
            mine = article.get(key)
            right = any(score.same_value(key, v, mine) for v in accept) if accept else not mine
            if not right and (mine or m[name]):
                yield f"{m['article']} {key}: gold {accept!r}, given {mine!r}"


def _topic(s: Sides) -> Iterator[str]:
    given = {}
    for i, r in enumerate(s.sentences):
        weight: Counter[str] = Counter()
        for q, seg in s.mine.segments:
            if seg.get("topic") and score.overlap(r, q):
                weight[seg["topic"]] += score.overlap(r, q)
        given[i] = weight.most_common(1)[0][0] if weight else "(none)"
    if s.declared:
        for i, (_, g) in enumerate(s.gold.sentences):
            if g["topic"] and given[i] not in (g["topic"], *g.get("also", [])):
                yield f"{g['topic']:18} given {given[i]:18} {s.text(s.sentences[i], 200)}"
        return
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for i, (_, g) in enumerate(s.gold.sentences):
        if g["topic"]:
            found[given[i]][g["topic"]] += 1
    for topic, counts in sorted(found.items(), key=lambda x: -sum(x[1].values())):
        yield f"{s.names.get(topic, topic)!r}: " + ", ".join(f"{n} {t}" for t, n in counts.most_common())


def _claim(s: Sides) -> Iterator[str]:
    facts = s.gold.facts + s.gold.minor
    wordings = {f["id"]: f["canonical"] for f in facts}
    full = s.pairs((f["id"], [_range(m) for m in f["mentions"] if not m.get("partial")]) for f in facts)
    loose = s.pairs((f["id"], [_range(m) for m in f["mentions"]]) for f in facts)
    mine = s.pairs((str(n), c) for n, c in enumerate(s.mine.claims))
    for title, wanted in (
        ("WRONGLY LINKED", sorted(mine.keys() - loose.keys())),
        ("MISSED", sorted(full.keys() - mine.keys())),
    ):
        yield f"-- {title}: {len(wanted)}"
        for i, j in wanted:
            if (i, j) in full:
                yield f"fact: {wordings[full[i, j]]}"
            yield f"  {s.text(s.sentences[i])}"
            yield f"  {s.text(s.sentences[j])}"


def _quote_match(s: Sides) -> dict[int, int]:
    likeness = []
    for i, g in enumerate(s.gold.quotes):
        r = _range(g)
        for j, (_, q) in enumerate(s.mine.quotes):
            if score.overlap(r, q):
                likeness.append((score.overlap(r, q) / max(r[2] - r[1], q[2] - q[1]), i, j))
    match: dict[int, int] = {}
    for like, i, j in sorted(likeness, key=lambda x: (-x[0], x[1], x[2])):
        if like >= 0.8 and i not in match and j not in match.values():
            match[i] = j
    return match


def _quote(s: Sides) -> Iterator[str]:
    match = _quote_match(s)
    for i, g in enumerate(s.gold.quotes):
        if i not in match:
            yield f"missed    {s.text(_range(g))}"
        elif not g.get("partial") and score.fold(g["speaker"]) != score.fold(s.mine.quotes[match[i]][0].get("speaker")):
            given = s.mine.quotes[match[i]][0].get("speaker")
            yield f"speaker   {g['speaker']!r}, given {given!r}: {s.text(_range(g), 120)}"
    for j, (_, q) in enumerate(s.mine.quotes):
        if j not in match.values():
            yield f"spurious  {s.text(q)}"
    back = {j: i for i, j in match.items()}

    def gold_groups(q: dict[str, Any]) -> set[str]:
        return {x for x in (q.get("group"), *(q.get("groups") or []), *(q.get("also_groups") or [])) if x}

    for (i, a), (j, b) in itertools.combinations(enumerate(s.gold.quotes), 2):
        if a["article"] == b["article"] or not gold_groups(a) & gold_groups(b):
            continue
        mine = [set(s.mine.quotes[match[x]][0].get("groups") or ()) if x in match else set() for x in (i, j)]
        if not mine[0] & mine[1]:
            yield f"not grouped  {s.text(_range(a), 140)}\n             {s.text(_range(b), 140)}"
    for (i, (a, p)), (j, (b, q)) in itertools.combinations(enumerate(s.mine.quotes), 2):
        if p[0] == q[0] or not set(a.get("groups") or ()) & set(b.get("groups") or ()):
            continue
        if (
            i not in back
            or j not in back
            or not gold_groups(s.gold.quotes[back[i]]) & gold_groups(s.gold.quotes[back[j]])
        ):
            yield f"wrongly grouped  {s.text(p, 140)}\n                 {s.text(q, 140)}"


SCORED = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")


def _entity(s: Sides) -> Iterator[str]:
    gold = {_range(m): e for e in s.gold.entities if e["type"] in SCORED for m in e["mentions"]}
    mine = {r: e for e, rs in s.mine.entities if e["type"] in SCORED for r in rs}
    moved: dict[score.Range, dict[str, Any]] = {}
    for r, e in sorted(mine.items(), key=lambda x: x[0]):
        near = max((q for q in gold if q[0] == r[0]), key=lambda q: score.overlap(r, q), default=None)
        if near and near not in moved and 2 * score.overlap(r, near) >= max(r[2] - r[1], near[2] - near[1]):
            moved[near] = e
        else:
            yield f"extra    {e['type']:7} {e['name']!r}: {s.text(r)}"
    for r, g in sorted(gold.items(), key=lambda x: x[0]):
        if r not in moved:
            yield f"missed   {g['type']:7} {g['name']!r}: {s.text(r)}"
        elif moved[r]["type"] != g["type"]:
            yield f"type     {g['type']:7} given {moved[r]['type']:7} {s.text(r)}"
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    wholes: dict[str, Counter[str]] = defaultdict(Counter)
    for r, e in moved.items():
        parts[gold[r]["name"]][e["name"]] += 1
        wholes[e["name"]][gold[r]["name"]] += 1
    for title, table in (("split", parts), ("joined", wholes)):
        for name, counts in sorted(table.items()):
            if len(counts) > 1:
                yield f"{title:8} {name!r}: " + ", ".join(f"{n} × {x!r}" for x, n in counts.most_common())


def _differ(s: Sides) -> Iterator[str]:
    gold = [(c, sorted({_range(v) for v in c["variants"]})) for c in s.gold.conflicts if c["kind"] != "spelling"]

    def meets(theirs: list[score.Range], mine: list[score.Range]) -> bool:
        close = {
            v
            for v in theirs
            for m in mine
            if 2 * score.overlap(v, m) >= min(v[2] - v[1], m[2] - m[1]) and score.overlap(v, m)
        }
        return len(close) >= 2 and len({m for m in mine for v in theirs if score.overlap(v, m)}) >= 2

    shown = [(d, sorted(set(rs))) for d, rs in s.mine.differences if d["kind"] != "spelling"]
    for d, rs in shown:
        met = [c for c, v in gold if meets(v, rs)]
        if not met or (d["verdict"] == "differs" and all(c.get("compatible") for c in met)):
            yield f"{'only compatible in gold' if met else 'not in gold'}: {d['kind']} {d['verdict']} {d['about']!r}"
            yield from (f"    {s.text(r, 160)}" for r in rs)
    for c, v in gold:
        if not c.get("compatible") and len(v) >= 2 and not any(meets(v, rs) for _, rs in shown):
            yield f"missed: {c['kind']} {c['about']!r}"
            yield from (f"    {s.text(r, 160)}" for r in v)


def _summary(s: Sides) -> Iterator[str]:
    full = {f["id"]: {m["article"] for m in f["mentions"] if not m.get("partial")} for f in s.gold.facts + s.gold.minor}
    covered: set[str] = set()
    for topic, _, r, cites in s.mine.summary:
        told = s.facts_at(r)
        notes = []
        if not told:
            notes.append("tells no gold fact")
        elif set(told) <= covered:
            notes.append("adds nothing")
        named = set()
        for c in cites:
            if score.overlap(r, c):
                continue
            if set(told) & set(s.facts_at(c)):
                named.add(c[0])
            else:
                notes.append(f"cite does not support: {s.text(c, 160)}")
        owed = {x for f in told for x in full[f]} - {r[0]} - named
        if owed:
            notes.append(f"not cited: {', '.join(sorted(owed))}")
        covered |= set(told)
        if notes:
            yield f"{topic}: {s.text(r)}"
            yield from (f"    {n}" for n in notes)
    for f in s.gold.facts:
        if f.get("significance", "high") == "high" and len(set(f["sources"])) >= 2 and f["id"] not in covered:
            yield f"not covered: {f['canonical']}"


def _origins(s: Sides) -> Iterator[str]:
    gold = {frozenset((x["a"], x["b"])) for x in s.gold.lineage}
    mine = {frozenset((s.mine.ids[x["a"]], s.mine.ids[x["b"]])) for x in s.mine.copies}
    yield from (f"missed {sorted(p)}" for p in sorted(gold - mine, key=sorted))
    yield from (f"wrong  {sorted(p)}" for p in sorted(mine - gold, key=sorted))


LISTS: dict[str, Lister] = {
    "clean": _clean,
    "split": _split,
    "meta": _meta,
    "topic": _topic,
    "claim": _claim,
    "quote": _quote,
    "entity": _entity,
    "differ": _differ,
    "summary": _summary,
    "origins": _origins,
}


def listing(name: str, event: Event, data: dict[str, Any]) -> Iterator[str]:
    """List the errors of one family of figures."""
    return LISTS[name](Sides(event, data))
