"""Names and ids of found topics, from the sources' words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.model import Entity, Range
from briefing.prepare.analysis import Analysis
from briefing.prepare.quotes import Speech
from briefing.prepare.topics.phrases import Phrase, phrases
from briefing.prepare.topics.sentences import Place, stopwords

LONGEST_NAME = 44
"""Characters of a name at most, where a second phrase is added."""
ON = 0.4
"""A person who says this share of a topic's sentences names it: "Person on …"."""
ADDS = 0.4
"""A second phrase scores at least this share of the first's."""
# How well a phrase of so many words reads as a name.
_READS = {1: 0.75, 2: 1.25, 3: 1.3, 4: 1.0}


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What the entities and the speakers lend to names."""

    speakers: Mapping[Range, str]
    """For a sentence, the surname of the person whom it quotes or reports."""
    surnames: Mapping[str, str]
    """Surnames, by their lower-case form."""

    @classmethod
    def of(cls, places: Sequence[Place], entities: Sequence[Entity], speech: Speech) -> Namesakes:
        """Gather them for the sentences."""
        people = {e.id: _short(e) for e in entities if e.type == "PERSON" and e.name.split()}
        said: dict[str, list[tuple[int, str]]] = {}
        rows = [(q.range, q.attribution) for q in speech.quotes] + [(s.range, s.attribution) for s in speech.statements]
        for at, by in rows:
            if by.speaker_entity in people:
                said.setdefault(at.article, []).append((at.start, people[by.speaker_entity]))
        speakers: dict[Range, str] = {}
        for p in places:
            inside = said.get(p.range.article, ())
            held = next((name for start, name in inside if p.range.start <= start < p.range.end), None)
            if held is not None:
                speakers[p.range] = held
        return cls(speakers, {n.lower(): n for n in sorted(people.values())})


def _short(person: Entity) -> str:
    """Give the commonest name of one word (the last of the full name where there is none)."""
    return next((a for a in person.aliases if " " not in a and a in person.name.split()), person.name.split()[-1])


def slug(name: str, taken: Iterable[str] = ()) -> str:
    """Give an id for a name: lower-case words joined by hyphens, made unique by a number."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded.replace("'", "").replace("’", ""))
    base = "-".join(words)[:40].strip("-") or "topic"
    used = set(taken)
    number, result = 2, base
    while result in used:
        result = f"{base}-{number}"
        number += 1
    return result


def names(
    analyses: Sequence[Analysis],
    places: Sequence[Place],
    groups: Sequence[int],
    known: Namesakes,
) -> list[str]:
    """Name each group by the phrases that set it apart."""
    held = _phrases(analyses, places)
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
        rows = members[g]
        ranked = _ranked(rows, held, places, words)
        shown = list(dict.fromkeys(_form(p, forms, known.surnames) for p in ranked))
        result.append(_name(rows, shown, places, known.speakers, result))
    return result


def _name(
    rows: Sequence[int],
    shown: Sequence[str],
    places: Sequence[Place],
    people: Mapping[Range, str],
    taken: Sequence[str],
) -> str:
    """Compose a name of the best phrases, other than the names taken."""
    speakers = Counter(people[places[i].range] for i in rows if places[i].range in people)
    options = []
    if speakers:
        person, count = min(speakers.items(), key=lambda s: (-s[1], s[0]))
        topic = next((s for s in shown if not _meets(s, person)), None)
        if len(rows) > 2 and count >= ON * len(rows) and topic is not None:
            options.append(f"{person} on {topic}")
    for n, first in enumerate(shown):
        second = next(
            (s for s in shown[n + 1 :] if not _meets(first, s) and len(first) + len(s) + 2 <= LONGEST_NAME), None
        )
        options += [f"{first}, {second}" if second else first, first]
    name = next((o for o in options if _capital(o) not in taken), f"Matter {len(taken) + 1}")
    return _capital(name)


def _capital(name: str) -> str:
    """Begin with a capital, but for words like "iPhone"."""
    first = name.split(" ", 1)[0]
    return name if any(c.isupper() for c in first) else name[:1].upper() + name[1:]


def _meets(a: str, b: str) -> bool:
    """Tell whether two phrases share a word."""
    x, y = ({w[:5] for w in s.lower().split()} - stopwords() for s in (a, b))
    return bool(x & y)


def _ranked(
    rows: Sequence[int], held: Sequence[Sequence[Phrase]], places: Sequence[Place], words: Counter[str]
) -> list[Phrase]:
    """Rank the phrases of a group; those far behind the first are left out."""
    size, total = len(rows), len(places)
    here = Counter(t for i in rows for t in sorted(places[i].terms))

    def apart(t: str) -> float:
        """Give a stem's log-odds in the group against the rest, times its coverage."""
        inside, outside = here[t], words[t] - here[t]
        odds = math.log((inside + 0.5) / (size - inside + 0.5)) - math.log(
            (outside + 0.5) / (total - size - outside + 0.5)
        )
        return max(0.0, odds) * math.sqrt(inside / size)

    count = Counter(s for i in rows for s in sorted({p.stems for p in held[i]}))
    first: dict[tuple[str, ...], Phrase] = {}
    for i in rows:
        for p in held[i]:
            first.setdefault(p.stems, p)

    def score(p: Phrase) -> float:
        length = min(len(p.stems), max(_READS))
        told: float = sum(apart(t) for t in p.stems) / len(p.stems) ** 0.7
        return float(told * _READS[length] * math.log(1 + count[p.stems]) * (1.15 if p.proper else 1.0))

    least = 2 if size > 4 else 1
    often = [p for p in first.values() if count[p.stems] >= least] or list(first.values())
    ranked = sorted(often, key=lambda p: (-round(score(p), 9), p.stems))
    return [p for p in ranked if score(p) >= ADDS * score(ranked[0])][:12] if ranked else []


def _form(phrase: Phrase, forms: Mapping[tuple[str, ...], Counter[str]], surnames: Mapping[str, str]) -> str:
    """Give the commonest form of a phrase; a person goes by the surname."""
    seen = forms[phrase.stems]
    form = min(seen, key=lambda f: (-seen[f], f))
    return surnames.get(form.split()[-1].lower(), form) if phrase.proper else form


def _phrases(analyses: Sequence[Analysis], places: Sequence[Place]) -> list[list[Phrase]]:
    wanted = {p.range for p in places}
    found: dict[Range, list[Phrase]] = {}
    for analysis in analyses:
        for s in analysis.sentences:
            if s.range in wanted:
                found[s.range] = phrases(analysis.tokens_of(s), analysis.text_of(s.range), s.range.start)
    return [found.get(p.range, []) for p in places]
