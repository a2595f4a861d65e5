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
from briefing.prepare.topics.phrases import JOINING, Named, Phrase, phrases
from briefing.prepare.topics.sentences import Place, log_odds, stem, stopwords

LONGEST_NAME = 60
"""Characters of a name at most."""
ON = 0.4
"""A person who says this share of a topic's sentences names it: "Person on …"."""
ADDS = 0.3
"""A phrase that scores this share of the best one's may stand in its place or beside it."""
SOMEONE = 0.6
"""How well a phrase reads that only says who somebody is."""
DEED = 1.3
"""How well it reads that somebody did something."""
SHARED = 0.5
"""Names that share more than this of their words are hard to tell apart."""
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
    """Name each group by the phrases that set it apart; no two alike, none longer than LONGEST_NAME.

    Larger groups choose first; a name that shares most words with one before it is taken only where there is no other.
    """
    held = _phrases(analyses, places, known)
    heads = _acts_of_titles(analyses)
    members: dict[int, list[int]] = {}
    for i, g in enumerate(groups):
        members.setdefault(g, []).append(i)
    words = Counter(t for p in places for t in sorted(p.terms))
    forms: dict[tuple[str, ...], Counter[str]] = {}
    for row in (*held, heads):
        for p in row:
            forms.setdefault(p.stems, Counter())[p.text] += 1
    result: dict[int, str] = {}
    for g in sorted(members, key=lambda g: (-len(members[g]), g)):
        ranked = [
            r._replace(phrase=replace(r.phrase, text=_form(r.phrase, forms)))
            for r in _ranked(members[g], held, heads, places, words)
        ]
        said = _said(members[g], places, known.speakers)
        options = [_capital(o) for o in _options(ranked, said, len(members[g])) if len(o) <= LONGEST_NAME]
        taken = {n.lower() for n in result.values()}
        free = [o for o in options if o.lower() not in taken]
        fresh = (o for o in free if not any(_alike(o, n) for n in result.values()))
        result[g] = next(fresh, free[0] if free else f"Matter {g + 1}")
    return [result[g] for g in range(len(members))]


def _alike(one: str, other: str) -> bool:
    """Tell whether two names share so many words that they are hard to tell apart."""
    x, y = _words(one), _words(other)
    return len(x & y) > SHARED * min(len(x), len(y))


def _words(text: str) -> set[str]:
    return {stem(w) for w in text.lower().split()} - stopwords()


class Ranked(NamedTuple):
    """A phrase of a group with its score."""

    phrase: Phrase
    score: float
    often: bool
    """Whether each of its words stands in several of the group's sentences (where it has many)."""
    holding: frozenset[int]
    """The group's sentences that hold all of its words."""

    @property
    def matter(self) -> bool:
        """Whether it names a matter by itself: more than a bare name or one word."""
        return not self.phrase.name and len(self.phrase.stems) > 1


def _said(rows: Sequence[int], places: Sequence[Place], speakers: Mapping[Range, str]) -> dict[str, set[int]]:
    """Give in which of the sentences each person is quoted or reported."""
    said: dict[str, set[int]] = {}
    for i in rows:
        if places[i].range in speakers:
            said.setdefault(speakers[places[i].range], set()).add(i)
    return said


def _options(ranked: Sequence[Ranked], said: Mapping[str, set[int]], size: int) -> Iterator[str]:
    """Compose names, the best first: "Person on matter", the matter alone, a person with a matter.

    A name with a word, a phrase that one sentence alone has, single words and bare names come last.
    """
    matters = [r for r in ranked if r.matter]
    speaker = min(said, key=lambda p: (-len(said[p]), p), default="")
    if size > 2 and len(said.get(speaker, ())) >= ON * size:
        apart = [r for r in ranked if not _meets(r.phrase, speaker)]
        best = apart[0].score if apart else 0.0
        topics = [r for r in apart if r.matter and not r.phrase.someone and not r.phrase.parties]
        for r in [t for t in topics if t.score >= ADDS * best] or topics:
            yield f"{speaker} on {r.phrase.text}"
    for r in ranked:
        if not r.matter:
            yield from _with_matter(r, ranked, matters, said)
        elif r.often:
            yield r.phrase.text
    for r in ranked:
        if r.phrase.name and r.score >= ADDS * ranked[0].score:
            yield from _beside(r, ranked)
    yield from (r.phrase.text for r in ranked if not r.phrase.name and not r.phrase.someone)
    yield from (r.phrase.text for r in ranked)


def _with_matter(
    bare: Ranked, ranked: Sequence[Ranked], matters: Sequence[Ranked], said: Mapping[str, set[int]]
) -> Iterator[str]:
    """Compose names of a bare name or of one word: of the phrase that holds it, else of one that names a matter.

    A person stands beside it, by "on" where a sentence that holds it quotes or reports the person.
    """
    wider = [m for m in matters if set(bare.phrase.stems) <= set(m.phrase.stems)]
    yield from (m.phrase.text for m in wider if m.score >= ADDS * bare.score)
    others = [o for o in ranked if o.matter and not _meets(o.phrase, bare.phrase.text)]
    telling = [o for o in others if o.often and not o.phrase.someone and not o.phrase.parties]
    if bare.phrase.name == "PERSON":
        heard = said.get(bare.phrase.text, set())
        for o in telling:
            if heard & o.holding:
                yield f"{bare.phrase.text} on {o.phrase.text}"
            elif o.phrase.act or _joins(o.phrase.text):
                yield o.phrase.text
            else:
                yield f"{bare.phrase.text} and {o.phrase.text}"
    elif bare.phrase.name:
        yield from (o.phrase.text for o in telling)
    else:
        yield from (o.phrase.text for o in others if o.often and o.score >= ADDS * bare.score)


def _joins(text: str) -> bool:
    """Tell whether a phrase has a preposition, which would seem to go on what stands before it."""
    return any(w in JOINING for w in text.split())


def _beside(bare: Ranked, ranked: Sequence[Ranked]) -> Iterator[str]:
    """Compose names of a bare name with a word, or with another name of its kind."""
    others = [o for o in ranked if not _meets(o.phrase, bare.phrase.text) and o.often]
    near = [o for o in others if o.score >= ADDS * bare.score]
    yield from (f"{bare.phrase.text} and {o.phrase.text}" for o in near if not o.phrase.name and not o.phrase.someone)
    yield from (f"{bare.phrase.text} and {o.phrase.text}" for o in near if o.phrase.name == bare.phrase.name)


def _capital(name: str) -> str:
    """Begin with a capital, but for words like "iPhone"."""
    first = name.split(" ", 1)[0]
    return name if any(c.isupper() for c in first) else name[:1].upper() + name[1:]


def _meets(phrase: Phrase, other: str) -> bool:
    """Tell whether a phrase shares a word with a text."""
    return bool(_words(phrase.text) & _words(other))


def _ranked(
    rows: Sequence[int],
    held: Sequence[Sequence[Phrase]],
    heads: Sequence[Phrase],
    places: Sequence[Place],
    words: Counter[str],
) -> list[Ranked]:
    """Rank the phrases of a group's sentences and what the titles say that somebody did."""
    size, total = len(rows), len(places)
    here = Counter(t for i in rows for t in sorted(places[i].terms))
    at: dict[str, set[int]] = {}
    for i in rows:
        for t in places[i].terms:
            at.setdefault(t, set()).add(i)
    none: set[int] = set()
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
    for p in heads:
        first.setdefault(p.stems, p)

    def support(p: Phrase) -> float:
        """Give in how many sentences it stands; its words apart count half."""
        least = min(here[t] for t in p.stems)
        return count[p.stems] + 0.5 * max(0, least - count[p.stems])

    def often(p: Phrase) -> bool:
        return min(here[t] for t in p.stems) >= least

    def shared(p: Phrase) -> bool:
        """Tell whether two sources tell of who and what: what one says that somebody did is no more than its word."""
        return not p.parties or len({places[i].article for i in holding(p.parties)}) > 1

    def holding(stems: Sequence[str]) -> frozenset[int]:
        return frozenset(set.intersection(*(at.get(t, none) for t in stems)))

    def score(p: Phrase) -> float:
        told: float = sum(apart(t) for t in p.stems) / len(p.stems) ** 0.7
        reads = _BARE.get(p.name, _BARE_OTHER) if p.name else _READS[min(len(p.stems), max(_READS))]
        if p.parties:
            reads = DEED
        if p.someone:
            reads *= SOMEONE
        if not often(p):
            reads *= ONCE
        return round(told * reads * math.log(1 + support(p)), 9)

    # "fiction scenario" only ever stands in "science fiction scenario".
    part = {p.stems[1:] for p in first.values() if not p.name and count[p.stems] >= count[p.stems[1:]]}
    whole = [p for p in first.values() if shared(p) and (p.name or p.stems not in part)]
    ranked = sorted(
        (Ranked(p, score(p), often(p), holding(p.stems)) for p in whole),
        key=lambda r: (-r.score, r.phrase.stems, r.phrase.text),
    )
    return [r for r in ranked if r.score > 0][:CONSIDERED] or ranked[:1]


def _form(phrase: Phrase, forms: Mapping[tuple[str, ...], Counter[str]]) -> str:
    """Give the commonest form of a phrase."""
    if phrase.name:
        return phrase.text
    seen = forms[phrase.stems]
    return min(seen, key=lambda f: (-seen[f], f))


def _phrases(analyses: Sequence[Analysis], places: Sequence[Place], known: Namesakes) -> list[list[Phrase]]:
    wanted = {p.range: p for p in places}
    found: dict[Range, list[Phrase]] = {}
    for analysis in analyses:
        for s in analysis.sentences:
            place = wanted.get(s.range)
            if place is None:
                continue
            tokens = analysis.tokens_of(s)
            held = phrases(tokens, s.first, analysis.article.text, known.named.get(s.range, ()))
            # What is told within a quotation is told by whoever is quoted.
            found[s.range] = [p for p in held if not (p.parties and place.quoted)]
    return [found.get(p.range, []) for p in places]


def _acts_of_titles(analyses: Sequence[Analysis]) -> list[Phrase]:
    """Give what somebody does by the titles; those in which Each Word Has A Capital are left out."""
    found: list[Phrase] = []
    for analysis in analyses:
        for s in analysis.sentences:
            words = analysis.text_of(s.range).split()
            if s.segment.kind == "title" and 2 * sum(w[:1].isupper() for w in words) <= len(words):
                tokens = analysis.tokens_of(s)
                found += [p for p in phrases(tokens, s.first, analysis.article.text, ()) if p.act]
    return found
