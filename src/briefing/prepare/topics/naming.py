"""Names and ids of found topics, from the sources' words."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefing.model import Entity, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.ids import unused
from briefing.prepare.quotes import Speech
from briefing.prepare.topics.phrases import Named, Phrase, phrases
from briefing.prepare.topics.sentences import Place, log_odds, stem, stopwords

LONGEST_NAME = 60
"""Characters of a name at most."""
ON = 0.4
"""A person who says this share of a topic's sentences names it: "Person on …"."""
ADDS = 0.3
"""A phrase that scores this share of the best one's may stand in its place or beside it."""
SOMEONE = 0.6
"""How well a phrase reads that only says who somebody is."""
ONCE = 0.15
"""How well a phrase reads with a word that one sentence alone has."""
CONSIDERED = 40
"""Phrases of a group that are considered."""
# How well a phrase of so many words reads as a name.
_READS = {1: 0.7, 2: 1.2, 3: 1.3, 4: 1.2, 5: 1.0}
# How well a bare name reads: a place, a people or a day names no matter.
_BARE = {"PERSON": 0.75, "ORG": 0.75, "EVENT": 1.1, "PRODUCT": 0.9, "WORK": 0.9}
_BARE_OTHER = 0.45


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What the entities and the speakers lend to names."""

    speakers: Mapping[Range, str]
    """For a sentence, the surname of the person whom it quotes or reports."""
    named: Mapping[Range, tuple[Named, ...]]
    """For a sentence, the names in it, in order."""

    @classmethod
    def of(cls, places: Sequence[Place], entities: Sequence[Entity], speech: Speech) -> Namesakes:
        """Gather them for the sentences."""
        people = {e.id: _short(e) for e in entities if e.type == "PERSON" and e.name.split()}
        said: dict[str, list[tuple[int, str]]] = {}
        rows = [(q.range, q.attribution) for q in speech.quotes] + [(s.range, s.attribution) for s in speech.statements]
        for at, by in rows:
            if by.speaker_entity in people:
                said.setdefault(at.article, []).append((at.start, people[by.speaker_entity]))
        mentions: dict[str, list[Named]] = {}
        for e in entities:
            short = people.get(e.id, e.name)
            for m in e.mentions:
                mentions.setdefault(m.article, []).append(Named(m.start, m.end, e.type, short))
        held = {a: (sorted(s), sorted(mentions.get(a, ()), key=_start)) for a, s in said.items()}
        held |= {a: ([], sorted(m, key=_start)) for a, m in mentions.items() if a not in held}
        speakers: dict[Range, str] = {}
        named: dict[Range, tuple[Named, ...]] = {}
        for p in places:
            told, names = held.get(p.range.article, ([], []))
            low = bisect_left(told, (p.range.start, ""))
            if low < len(told) and told[low][0] < p.range.end:
                speakers[p.range] = told[low][1]
            first, last = (bisect_left(names, at, key=_start) for at in (p.range.start, p.range.end))
            named[p.range] = tuple(names[first:last])
        return cls(speakers, named)


def _start(name: Named) -> int:
    return name.start


def _short(person: Entity) -> str:
    """Give the commonest name of one word (the last of the full name where there is none)."""
    return next((a for a in person.aliases if " " not in a and a in person.name.split()), person.name.split()[-1])


def slug(name: str, taken: Iterable[str] = ()) -> str:
    """Give an id for a name: lower-case words joined by hyphens, made unique by a number."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded.replace("'", "").replace("’", ""))
    base = "-".join(words)[:40].strip("-") or "topic"
    return unused(base, set(taken))


def names(
    analyses: Sequence[Analysis],
    places: Sequence[Place],
    groups: Sequence[int],
    known: Namesakes,
) -> list[str]:
    """Name each group by the phrases that set it apart; no two alike, none longer than LONGEST_NAME."""
    held = _phrases(analyses, places, known)
    members: dict[int, list[int]] = {}
    for i, g in enumerate(groups):
        members.setdefault(g, []).append(i)
    words = Counter(t for p in places for t in sorted(p.terms))
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for row in held:
        for p in row:
            forms.setdefault(p.stems, Counter())[p.text] += 1
    result: list[str] = []
    for g in range(len(members)):
        ranked = [
            Ranked(replace(p, text=_form(p, forms)), score, often)
            for p, score, often in _ranked(members[g], held, places, words)
        ]
        speaker = _speaker([places[i].range for i in members[g]], known.speakers)
        options = [_capital(o) for o in _options(ranked, speaker) if len(o) <= LONGEST_NAME]
        taken = {n.lower() for n in result}
        result.append(next((o for o in options if o.lower() not in taken), f"Matter {g + 1}"))
    return result


class Ranked(NamedTuple):
    """A phrase of a group with its score."""

    phrase: Phrase
    score: float
    often: bool
    """Whether each of its words stands in several of the group's sentences (where it has many)."""

    @property
    def matter(self) -> bool:
        """Whether it names a matter by itself: more than a bare name or one word."""
        return not self.phrase.name and len(self.phrase.stems) > 1


def _speaker(ranges: Sequence[Range], speakers: Mapping[Range, str]) -> str | None:
    """Give the person who says enough of the sentences to name them."""
    said = Counter(speakers[r] for r in ranges if r in speakers)
    if not said or len(ranges) < 3:
        return None
    person, count = min(said.items(), key=lambda s: (-s[1], s[0]))
    return person if count >= ON * len(ranges) else None


def _options(ranked: Sequence[Ranked], speaker: str | None) -> Iterator[str]:
    """Compose names, the best first: "Person on matter", the matter alone, a name with its matter.

    A name with a word, a phrase that one sentence alone has, single words and bare names come last.
    """
    matters = [r for r in ranked if r.matter]
    if speaker is not None:
        apart = [r for r in ranked if not _meets(r.phrase, speaker)]
        best = apart[0].score if apart else 0.0
        topics = [r for r in apart if r.matter and not r.phrase.someone]
        for r in [t for t in topics if t.score >= ADDS * best] or topics:
            yield f"{speaker} on {r.phrase.text}"
    for r in ranked:
        if not r.matter:
            yield from _with_matter(r, ranked, matters)
        elif r.often:
            yield r.phrase.text
    for r in ranked:
        if r.phrase.name and r.score >= ADDS * ranked[0].score:
            yield from _beside(r, ranked)
    yield from (r.phrase.text for r in ranked if not r.phrase.name and not r.phrase.someone)
    yield from (r.phrase.text for r in ranked)


def _with_matter(bare: Ranked, ranked: Sequence[Ranked], matters: Sequence[Ranked]) -> Iterator[str]:
    """Compose names of a bare name or of one word: with the phrase that holds it, else with one that names a matter."""
    wider = [m for m in matters if set(bare.phrase.stems) <= set(m.phrase.stems)]
    yield from (m.phrase.text for m in wider if m.score >= ADDS * bare.score)
    others = [o for o in ranked if o.matter and not _meets(o.phrase, bare.phrase.text)]
    if bare.phrase.name:
        yield from (f"{bare.phrase.text}: {o.phrase.text}" for o in others if not o.phrase.someone and o.often)
    else:
        yield from (o.phrase.text for o in others if o.often and o.score >= ADDS * bare.score)


def _beside(bare: Ranked, ranked: Sequence[Ranked]) -> Iterator[str]:
    """Compose names of a bare name with a word, or with another name of its kind."""
    others = [o for o in ranked if not _meets(o.phrase, bare.phrase.text) and o.often]
    near = [o for o in others if o.score >= ADDS * bare.score]
    yield from (f"{bare.phrase.text}: {o.phrase.text}" for o in near if not o.phrase.name and not o.phrase.someone)
    yield from (f"{bare.phrase.text} and {o.phrase.text}" for o in near if o.phrase.name == bare.phrase.name)


def _capital(name: str) -> str:
    """Begin with a capital, but for words like "iPhone"."""
    first = name.split(" ", 1)[0]
    return name if any(c.isupper() for c in first) else name[:1].upper() + name[1:]


def _meets(phrase: Phrase, other: str) -> bool:
    """Tell whether a phrase shares a word with a text."""
    x, y = ({stem(w) for w in s.lower().split()} - stopwords() for s in (phrase.text, other))
    return bool(x & y)


def _ranked(
    rows: Sequence[int], held: Sequence[Sequence[Phrase]], places: Sequence[Place], words: Counter[str]
) -> list[tuple[Phrase, float, bool]]:
    """Rank the phrases of a group: (phrase, score, whether it stands in enough sentences)."""
    size, total = len(rows), len(places)
    here = Counter(t for i in rows for t in sorted(places[i].terms))
    least = 2 if size > 4 else 1

    def apart(t: str) -> float:
        """Give a stem's log-odds in the group against the rest, times its coverage."""
        odds = log_odds(here[t], size, words[t] - here[t], total - size)
        return max(0.0, odds) * math.sqrt(here[t] / size)

    count = Counter(s for i in rows for s in sorted({p.stems for p in held[i]}))
    first: dict[tuple[str, ...], Phrase] = {}
    for i in rows:
        for p in held[i]:
            first.setdefault(p.stems, p)

    def support(p: Phrase) -> float:
        """Give in how many sentences it stands; its words apart count half."""
        least = min(here[t] for t in p.stems)
        return count[p.stems] + 0.5 * max(0, least - count[p.stems])

    def often(p: Phrase) -> bool:
        return min(here[t] for t in p.stems) >= least

    def score(p: Phrase) -> float:
        told: float = sum(apart(t) for t in p.stems) / len(p.stems) ** 0.7
        reads = _BARE.get(p.name, _BARE_OTHER) if p.name else _READS[min(len(p.stems), max(_READS))]
        if p.someone:
            reads *= SOMEONE
        if not often(p):
            reads *= ONCE
        return round(told * reads * math.log(1 + support(p)), 9)

    # "fiction scenario" only ever stands in "science fiction scenario".
    part = {p.stems[1:] for p in first.values() if not p.name and count[p.stems] >= count[p.stems[1:]]}
    whole = [p for p in first.values() if p.name or p.stems not in part]
    ranked = sorted(((p, score(p), often(p)) for p in whole), key=lambda r: (-r[1], r[0].stems, r[0].text))
    return [r for r in ranked if r[1] > 0][:CONSIDERED] or ranked[:1]


def _form(phrase: Phrase, forms: Mapping[tuple[str, ...], Counter[str]]) -> str:
    """Give the commonest form of a phrase."""
    if phrase.name:
        return phrase.text
    seen = forms[phrase.stems]
    return min(seen, key=lambda f: (-seen[f], f))


def _phrases(analyses: Sequence[Analysis], places: Sequence[Place], known: Namesakes) -> list[list[Phrase]]:
    wanted = {p.range for p in places}
    found: dict[Range, list[Phrase]] = {}
    for analysis in analyses:
        for s in analysis.sentences:
            if s.range in wanted:
                tokens = analysis.tokens_of(s)
                found[s.range] = phrases(tokens, s.first, analysis.article.text, known.named.get(s.range, ()))
    return [found.get(p.range, []) for p in places]
