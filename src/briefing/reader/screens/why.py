"""Why something is where it is: one card, in the sources' words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.display import plain
from briefing.model import Claim, Difference, SummarySentence, Topic
from briefing.reader.common import KINDS, Told, told, words
from briefing.reader.reading import STARRED
from briefing.reader.screens.card import Card
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.views.item import Dated
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.lookup import Lookup
    from briefing.model import DifferenceKind, Quote, Range, Verdict
    from briefing.reader.inks import Inks
    from briefing.reader.views.item import Item

MOST = 12
"""So many sources are compared with a statement, so many reasons given of a topic."""
PLURAL = {"name": "names", "number": "numbers", "word": "words"}
VERDICTS: dict[Verdict, str] = {
    "differs": "sources differ",
    "compatible": "compatible: both can be so",
    "same": "the same, written in another way",
}
_USUAL: dict[Verdict, str] = {
    "differs": "What they give in the same place is not the same, and neither holds the other.",
    "compatible": "One is wider, vaguer or rounded, or another word for it: it leaves room for the other.",
    "same": "They are another way to write the same.",
}
BECAUSE: dict[tuple[DifferenceKind, Verdict], str] = {
    ("number", "differs"): "Brought to one unit the amounts are not the same, and neither is the other rounded.",
    ("number", "compatible"): "One is the other rounded, or only a bound: “more than”, “at least”.",
    ("number", "same"): "Brought to one unit the amounts are the same.",
    ("date", "differs"): "Both are dates that the texts give, and not the same one.",
    ("date", "compatible"): "One is only counted from another date, so that both may mean the same.",
    ("scope", "differs"): "Both speak of all, of the first or of a list, and not of the same.",
    ("quote-wording", "differs"): "One utterance is quoted with other words in the same place.",
    ("quote-wording", "compatible"): "One utterance is quoted with words that the other leaves out.",
    ("quote-wording", "same"): "The words of the quotation differ in their form alone.",
    ("framing", "differs"): "What one denies or calls only possible the other states.",
    ("framing", "compatible"): "They tell one thing in words of another tone or strength.",
    (
        "attribution",
        "differs",
    ): "They give the same person an office of another standing, or the words another speaker.",
    ("attribution", "compatible"): "They name the speaker or the office in more or fewer words.",
    ("spelling", "same"): "One name is spelled in several ways.",
}


_LONGEST = 1000
_WORDS = re.compile("“([^”]{1,200})”")
_QUOTED = re.compile("“[^”]{1,200}”(?:, “[^”]{1,200}”){0,20}")


class Why(Card[None]):
    """The card."""

    WIDTH = 96

    def __init__(self, lookup: Lookup, what: Item | Topic | None, inks: Inks) -> None:
        super().__init__(inks)
        self._lookup = lookup
        self._what = what

    def content(self, width: int) -> Sequence[Line]:
        """Give the answer for what the cursor is on; for the topics, of a topic (None: of the overview)."""
        lookup, what = self._lookup, self._what
        if what is None or isinstance(what, Topic):
            lines = topic(lookup, what, width)
        elif isinstance(what.thing, Difference):
            lines = difference(lookup, what.thing, width)
        elif isinstance(what.thing, Dated):
            lines = dated(lookup, what.thing, width)
        elif isinstance(what.thing, tuple):
            lines = quoted(lookup, what.thing, width)
        else:
            lines = statement(lookup, what, width)
        return [*lines, Line(""), *Flow().add("Esc", "key").add(" close", "quiet").lines(width)]


# A statement


def statement(lookup: Lookup, item: Item, width: int) -> list[Line]:
    """Tell why a statement stands in its topic, what it was merged with by, and what speaks against that."""
    own, *others = _places(item)
    base = told(lookup, own)
    partly = set(item.partly)
    compared = [(r, told(lookup, r)) for r in others[:MOST]]
    shared = base.keys & frozenset().union(*(t.keys for _, t in compared))
    lines = _sentence(lookup, own, base, shared, width)
    lines += _topics(lookup, own, width)
    if not others:
        lines += _head("Told by one source", width)
        lines += Flow().add("No other source was found to state it: nothing was put together.").lines(width)
    else:
        lines += _head("Put together with what these tell; what they share stands out", width)
    for r, t in compared:
        lines += _sentence(lookup, r, t, base.keys, width)
        lines += _common(base, t, width, "in part" if r in partly else "")
    if len(others) > MOST:
        lines += Flow().add(f"and {len(others) - MOST} more", "quiet").lines(width)
    lines += _against(lookup, own, base, compared, width)
    return lines + _origins(lookup, item, [own, *others], width)


def _places(item: Item) -> list[Range]:
    """Give what is compared: of each source the first range that tells it."""
    first: dict[str, Range] = {}
    for r in (*item.told, *item.partly):
        first.setdefault(r.article, r)
    return list(first.values())


def _sentence(lookup: Lookup, r: Range, t: Told, keys: frozenset[str], width: int) -> list[Line]:
    flow = Flow().add(t.text)
    for ink in ("strong", "mark"):
        flow.ink(Span(p.start, p.end, ink) for p in t.pieces if p.key in keys)
    return flow.lines(width, first=f"[{lookup.number(r.article)}] ", indent="    ", first_ink="mark")


def _common(base: Told, t: Told, width: int, state: str = "") -> list[Line]:
    """List what two sentences have in common, by kind."""
    flow = Flow().add(state, "strong")
    both = base.keys & t.keys
    for kind in KINDS:
        if found := t.of(both, kind):
            flow.add("   " if len(flow) else "").add(f"{PLURAL[kind]}: ", "quiet").add(", ".join(found))
    if not base.keys & t.keys:
        flow.add("   " if len(flow) else "").add("no name, number or word in common: their sense is alike", "quiet")
    return flow.lines(width, first="    ", indent="    ")


def _topics(lookup: Lookup, own: Range, width: int) -> list[Line]:
    lines: list[Line] = []
    for topic_id, member in lookup.members_at(own):
        found = lookup.topic(topic_id)
        if found:
            lines += _head(f"In “{plain(found.name)}”", width)
            lines += Flow().add(plain(member.reason)).lines(width)
    return lines


def _against(lookup: Lookup, own: Range, base: Told, compared: Sequence[tuple[Range, Told]], width: int) -> list[Line]:
    """Tell where the sources differ, and the numbers that one has in place of another's."""
    lines: list[Line] = []
    places = [own, *(r for r, _ in compared)]
    found = list(dict.fromkeys(d for r in places for d in lookup.differences_at(r)))
    said = {v.range.article for d in found for v in d.variants}
    for d in found:
        lines += Flow().add(_verdict(d.verdict), "differs").add(f"  {plain(d.about)}").lines(width, indent="    ")
        lines += _variants(lookup, d, width)
    for r, t in compared:
        mine, theirs = base.of(base.keys - t.keys, "number"), t.of(t.keys - base.keys, "number")
        if mine and theirs and r.article not in said:
            flow = Flow().add(f"[{lookup.number(r.article)}] ", "mark").add(", ".join(theirs))
            flow.add(f"  where [{lookup.number(own.article)}] has ", "quiet").add(", ".join(mine))
            lines += flow.lines(width, indent="    ")
    return [*_head("Where they vary", width), *lines] if lines else []


def _origins(lookup: Lookup, item: Item, places: Sequence[Range], width: int) -> list[Line]:
    """Tell how many independent origins a statement has, and what its sources share word for word."""
    thing = item.thing
    if isinstance(thing, SummarySentence):
        sources, origins = len(lookup.support(thing)), lookup.origins(thing)
    elif isinstance(thing, Claim):
        sources, origins = len(thing.articles), thing.origins
    else:
        return []
    if sources < 2:
        return []
    said = f"{sources} sources, {counted(origins, 'origin')}"
    lines = [*_head("Origins", width), *Flow().add(said).lines(width)]
    sentences = [s.range if (s := lookup.sentence_at(r)) else r for r in places]
    for c in lookup.briefing.copies:
        for a, b in c.passages:
            if any(a.overlap(s) for s in sentences) and any(b.overlap(s) for s in sentences):
                numbers = f"[{lookup.number(a.article)}] and [{lookup.number(b.article)}] "
                lines += (
                    Flow().add(numbers, "mark").add("share: ", "quiet").add(lookup.text(a)).lines(width, indent="    ")
                )
    return lines


# A topic, a difference, a date, an utterance


def topic(lookup: Lookup, found: Topic | None, width: int) -> list[Line]:
    """Tell why a topic has its name, what it holds and why."""
    if found is None:
        text = "What most sources tell of the whole event, by rank; the rest stands in the topics."
        return [*Flow().add("Overview", "title").lines(width), *Flow().add(text).lines(width)]
    if found.id == STARRED:
        text = "What you starred or noted, in the order of the sources; it stands in its topics, too."
        return [*Flow().add(plain(found.name), "title").lines(width), *Flow().add(text).lines(width)]
    texts = [told(lookup, m.range) for m in found.members]
    sources, claims = len(lookup.sources_of(found)), len(lookup.claims_of(found.id))
    lines = Flow().add(plain(found.name), "title").lines(width)
    held = f"{counted(len(texts), 'sentence')} of {counted(sources, 'source')}, {counted(claims, 'claim')}"
    lines += [*Flow().add(held, "quiet").lines(width), *_head("Its name", width)]
    if found.origin == "declared":
        lines += Flow().add("The topics file names it.").lines(width)
    elif found.origin == "other":
        lines += Flow().add("What fits no other topic.").lines(width)
    else:
        lines += Flow().add("Found: the words of its name stand in its sentences.").lines(width)
    if found.origin != "other":
        lines += _name(found, texts, width)
    lines += _head("Why its sentences are in it", width)
    return lines + _reasons([plain(m.reason) for m in found.members], width)


def _reasons(reasons: Sequence[str], width: int) -> list[Line]:
    """Count reasons of one form; the words that they quote are counted apart."""
    forms: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for reason in reasons:
        form = _QUOTED.sub("…", reason[:_LONGEST])
        counts[form] += 1
        forms.setdefault(form, Counter()).update(_WORDS.findall(reason[:_LONGEST]))
    lines: list[Line] = []
    for form, number in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:MOST]:
        flow = Flow().add(form)
        quoted = sorted(forms[form].items(), key=lambda w: (-w[1], w[0]))[:MOST]
        if quoted:
            flow.add("   ").add(", ".join(f"“{w}” {n}" for w, n in quoted), "quiet")
        lines += flow.lines(width, first=f"{number:>3}  ", indent="     ", first_ink="strong")
    return lines


def _name(found: Topic, texts: Sequence[Told], width: int) -> list[Line]:
    """Count the sentences that have each word of a topic's name."""
    flow = Flow()
    held = [{key for _, key in words(t.text)} for t in texts]
    for word, key in words(plain(found.name)):
        number = sum(key in keys for keys in held)
        flow.add("   " if len(flow) else "").add(f"“{word}”").add(f" in {number} of {len(texts)}", "quiet")
    return flow.lines(width) if len(flow) else []


def difference(lookup: Lookup, d: Difference, width: int) -> list[Line]:
    """Tell why a difference has its verdict."""
    lines = Flow().add(VERDICTS[d.verdict], "differs" if d.verdict == "differs" else "strong").lines(width)
    lines += Flow().add("about: ", "quiet").add(plain(d.about)).lines(width)
    lines += _head("Why", width)
    lines += Flow().add(BECAUSE.get((d.kind, d.verdict), _USUAL[d.verdict])).lines(width)
    lines += _head("What each gives", width)
    lines += _variants(lookup, d, width)
    lines += _head("Why they are about the same", width)
    first, *others = (s.range if (s := lookup.sentence_at(v.range)) else v.range for v in d.variants)
    base = told(lookup, first)
    compared = [(r, told(lookup, r)) for r in dict.fromkeys(others[:MOST])]
    shared = base.keys & frozenset().union(*(t.keys for _, t in compared))
    lines += _sentence(lookup, first, base, shared, width)
    for r, t in compared:
        lines += _sentence(lookup, r, t, base.keys, width)
        lines += _common(base, t, width)
    return lines


def _variants(lookup: Lookup, d: Difference, width: int) -> list[Line]:
    lines: list[Line] = []
    for v in d.variants[:MOST]:
        mark = f"[{lookup.number(v.range.article)}] "
        value, text = plain(v.value), cut(lookup.text(v.range), 3 * width)
        flow = Flow().add(value or text, "strong")
        if value and value not in text and text not in value:
            flow.add("  as “", "quiet").add(text).add("”", "quiet")
        lines += flow.lines(width, first=f"    {mark}", indent="        ", first_ink="mark")
    return lines


def dated(lookup: Lookup, d: Dated, width: int) -> list[Line]:
    """Tell what a date was read from, and what it was resolved against."""
    from briefing.reader.views.timeline import UNDATED, spoken

    lines = Flow().add(spoken(d.value) or UNDATED, "title").lines(width)
    for r in d.dates[:MOST]:
        for w in lookup.dates_at(r)[:1]:
            flow = Flow().add(f"“{lookup.text(w.range)}”", "strong")
            if w.anchor:
                flow.add(f"  counted from {spoken(w.anchor)}, the article's date")
            elif not d.value:
                flow.add("  counts from a date that this source does not give")
            else:
                flow.add("  as it stands: nothing was needed to read it")
            if w.precision not in ("duration", "relative"):
                flow.add(f", to the {w.precision}", "quiet")
            lines += [
                Line(""),
                *flow.lines(width, first=f"[{lookup.number(r.article)}] ", indent="    ", first_ink="mark"),
            ]
            lines += Flow().add(lookup.sentence_text(r)).lines(width, first="    ", indent="    ")
    return lines


def quoted(lookup: Lookup, quotes: Sequence[Quote], width: int) -> list[Line]:
    """Tell who is held to have said something, by which words, and why the versions are one utterance."""
    lines = Flow().add("Who said it", "title").lines(width)
    base = told(lookup, quotes[0].range)
    for n, q in enumerate(quotes[:MOST]):
        a = q.attribution
        facts = [
            ("speaker", plain(a.speaker or "") or "not clear"),
            ("by the words", plain(a.cue or "")),
            ("at", plain(a.venue or "")),
            ("via", plain(a.chain or "")),
            ("hedged", plain(a.hedge or "")),
            ("perhaps", " or ".join(map(plain, a.candidates))),
        ]
        flow = Flow()
        for head, value in facts:
            if value:
                flow.add("   " if len(flow) else "").add(f"{head}: ", "quiet").add(value)
        lines += [
            Line(""),
            *flow.lines(width, first=f"[{lookup.number(q.range.article)}] ", indent="    ", first_ink="mark"),
        ]
        lines += Flow().add(lookup.sentence_text(q.range)).lines(width, first="    ", indent="    ")
        if n:
            lines += Flow().add("in common with the first version", "quiet").lines(width, first="    ", indent="    ")
            lines += _common(base, told(lookup, q.range), width)
    return lines


def _head(words: str, width: int) -> list[Line]:
    return [Line(""), *Flow().add(words, "title").lines(width)]


def _verdict(verdict: Verdict) -> str:
    return {"differs": "sources differ", "compatible": "compatible", "same": "the same"}[verdict]
