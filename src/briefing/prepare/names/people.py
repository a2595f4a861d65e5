"""Which forms of persons' names are one person, and whom a bare surname means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.prepare.analysis import Analysis
from briefing.prepare.names.forms import key, spelled, without_suffix
from briefing.prepare.names.kinds import Form
from briefing.prepare.names.lexicon import Lexicon
from briefing.prepare.names.spans import Name

_TO_WOMEN = frozenset({"mrs.", "mrs", "ms.", "ms", "miss", "madame", "lady"})
"""Forms of address for women, in small letters."""
_OFTEN = 3
"""A person so often named in full is no accident of writing."""


@dataclass(slots=True)
class Person:
    """A person, known by at least one full name."""

    forms: list[Form]
    surnames: frozenset[str]
    """Folded spellings of what may be the surname."""
    givens: frozenset[str]
    counts: Counter[int] = field(default_factory=Counter)
    """Article's number → how often a full name stands there, credits aside: nobody calls an author by the surname."""
    offices: set[str] = field(default_factory=set)
    """Words of the offices that stand before a full name, in small letters."""
    unlikely: bool = False
    """The first word is no listed given name: "Councilwomen Smith"."""
    relative: bool = False
    """Introduced as somebody's kin: a bare surname means somebody else first."""
    woman: bool = False
    """Introduced as somebody's wife, daughter … : whom "Mrs. Smith" means."""


def surnames(words: tuple[str, ...], written: str, lists: Lexicon) -> frozenset[str]:
    """Give the folded surnames that a full name may have (two where the order of its parts is open)."""
    words = without_suffix(words)
    first, last = words[0].capitalize(), words[-1].capitalize()
    found = set()
    if first in lists.surnames_first and len(words) <= 3:
        hyphened = "-" in written.split(" ", 1)[-1]
        if (
            hyphened
            or (len(words) == 3 and first not in lists.given)
            or (len(words) == 3 and words[1].capitalize() not in lists.given and max(map(len, words[1:])) < 7)
        ):
            found.add(spelled(words[0]))
        elif len(words) == 2 and first not in lists.given:
            found.add(spelled(words[0]))
            if last in lists.surnames_first:
                found.add(spelled(words[-1]))
    if not found:
        found.add(spelled(words[-1]))
        double = written.rsplit(maxsplit=1)[-1].count("-")
        if 0 < double < len(words) - 1:
            # "Ocasio-Cortez": the key has a space for the hyphen.
            found.add(" ".join(spelled(w) for w in words[-1 - double :]))
        for n in range(len(words) - 2, 0, -1):
            if words[n] not in lists.rules["particles"]:
                break
            found.add(" ".join(spelled(w) for w in words[n:]))
    return frozenset(found)


def is_full(form: Form, lists: Lexicon) -> bool:
    """Tell whether a form holds a given name and a surname."""
    words = without_suffix(form.words)
    surname = words[0] in lists.rules["particles"] and form.usual.split()[0] not in lists.given
    return len(words) > 1 and " " in form.usual and not surname


def persons(forms: Iterable[Form], names: Sequence[Name], analyses: Sequence[Analysis], lists: Lexicon) -> list[Person]:
    """Make persons of the full names: spellings, initials and nicknames of one given name are one person."""
    full = [
        f
        for f in forms
        if f.type == "PERSON" and len(f.words) <= 6 and is_full(f, lists) and not all(w in lists.soft for w in f.words)
    ]
    full.sort(key=lambda f: (len(f.words) > 2, -len(f.names), f.key))
    result: list[Person] = []
    by_surname: dict[str, list[Person]] = defaultdict(list)
    by_words: dict[tuple[str, ...], Person] = {}
    for form in full:
        written = max(sorted(form.written), key=lambda w: form.written[w])
        last = surnames(form.words, written, lists)
        given = _givens(form.words, last)
        words = tuple(sorted(spelled(w) for w in form.words))
        person = by_words.get(words)
        junior = without_suffix(form.words) != form.words
        longer = _longer(form, by_words) if person is None and not junior else None
        if longer is not None:
            longer.forms.append(form)
            continue
        if person is None:
            near = [p for s in sorted(last) for p in by_surname[s]]
            person = next((p for p in near if _same_given(given, p.givens, lists)), None)
        articles = {names[n].article for n in form.names}
        if person is not None and junior and articles & set(person.counts):
            # "Donald Trump Jr." beside "Donald Trump" is another man, and not whom the surname means.
            person = None
        else:
            junior = False
        if person is None:
            listed = any(w.capitalize() in lists.given or len(w) < 3 for w in form.words[:-1])
            person = Person([], last, given, unlikely=not listed, relative=junior)
            result.append(person)
            for s in sorted(last):
                by_surname[s].append(person)
        by_words.setdefault(words, person)
        person.forms.append(form)
        person.givens |= given
        for n in form.names:
            person.offices |= office(names[n], analyses, lists)
            if analyses[names[n].article].sentences[names[n].sentence].segment.kind not in {"byline", "boilerplate"}:
                person.counts[names[n].article] += 1
            kin = _kin(names[n], analyses, lists)
            person.relative = person.relative or bool(kin)
            person.woman = person.woman or bool(kin & lists.rules["kinswomen"])
    _count_offices(result, names, analyses, lists)
    return result


def office(name: Name, analyses: Sequence[Analysis], lists: Lexicon) -> frozenset[str]:
    """Give the words of the office before a name, in small letters."""
    if name.lead is None:
        return frozenset()
    words = {analyses[name.article].tokens[n].text.lower() for n in range(*name.lead)}
    return frozenset(words & (lists.roles | _TO_WOMEN))


def _count_offices(
    people: Sequence[Person], names: Sequence[Name], analyses: Sequence[Analysis], lists: Lexicon
) -> None:
    """Count "President Smith" for the one Smith who is elsewhere a president, where several share the surname."""
    shared: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for s in sorted(person.surnames):
            shared[s].append(person)
    for name in names:
        found = shared.get(spelled(key(name.form)), []) if name.lead and " " not in name.form else []
        if len(found) > 1:
            held = office(name, analyses, lists)
            holders = [p for p in found if p.offices & held]
            if len(holders) == 1:
                holders[0].counts[name.article] += 1


def _givens(words: tuple[str, ...], last: frozenset[str]) -> frozenset[str]:
    """Give the given names of a full name; an initial counts only where it comes first ("Ann J. Smith" is no John)."""
    found = [w for w in without_suffix(words) if spelled(w) not in last]
    if found and len(found[0]) > 1:
        found = [w for w in found if len(w) > 1]
    return frozenset(found)


def _longer(form: Form, by_words: Mapping[tuple[str, ...], Person]) -> Person | None:
    """Give the person whose full name begins a longer form: what follows has run into it."""
    for size in range(len(form.words) - 1, 1, -1):
        person = by_words.get(tuple(sorted(spelled(w) for w in form.words[:size])))
        if person is not None:
            return person
    return None


def _same_given(one: frozenset[str], two: frozenset[str], lists: Lexicon) -> bool:
    if {spelled(w) for w in one} & {spelled(w) for w in two}:
        return True
    groups = [{g for w in side for g in lists.nicknames.get(w, ())} for side in (one, two)]
    if groups[0] & groups[1]:
        return True
    for short, long in ((one, two), (two, one)):
        # Initials: "J. Smith", "JD Vance" beside "James David Vance".
        for w in short:
            if len(w) == 1 and any(v[0] == w for v in long):
                return True
            if len(w) == 2 and len(long) > 1 and sorted(w) == sorted(v[0] for v in long):
                return True
    return False


def _kin(name: Name, analyses: Sequence[Analysis], lists: Lexicon) -> frozenset[str]:
    """Give the words for kin that introduce a name ("her husband, Ghassan", "first lady Ann Smith")."""
    tokens = analyses[name.article].tokens
    before = (tokens[n].text.lower() for n in range(max(0, name.first - 3), name.first))
    return frozenset(before) & lists.rules["kin"]


def _cuts(word: str) -> set[str]:
    """Give a word with each of its letters but the first left out."""
    return {word[:n] + word[n + 1 :] for n in range(1, min(len(word), 30))}


class Surnames:
    """Finds whom a bare surname or given name means."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self.by_surname: dict[str, list[int]] = defaultdict(list)
        self.by_given: dict[str, list[int]] = defaultdict(list)
        for n, person in enumerate(people):
            for s in sorted(person.surnames):
                self.by_surname[s].append(n)
            for g in sorted(person.givens):
                self.by_given[g].append(n)
        self.by_surname_cut: dict[str, list[int]] = defaultdict(list)
        for n, person in enumerate(people):
            last = [form.words[-1] for form in person.forms]
            words = {w for w in last if len(w) > 5 and spelled(w) in person.surnames}
            for w in sorted({c for word in sorted(words) for c in (word, *_cuts(word))}):
                self.by_surname_cut[w].append(n)
        self.by_initials: dict[str, set[int]] = defaultdict(set)
        for n, person in enumerate(people):
            for form in () if person.unlikely else person.forms:
                self.by_initials["".join(w[0] for w in without_suffix(form.words))].add(n)
        self.totals: Mapping[int, int] = {n: sum(p.counts.values()) for n, p in enumerate(people)}

    def surname(self, words: tuple[str, ...], article: int, held: frozenset[str] = frozenset()) -> int | None:
        """Give the person whom a bare surname means in an article: one of the same article before all others.

        `held` are the words of the office before it: one who holds such an office comes first.
        """
        found = self.by_surname.get(" ".join(spelled(w) for w in words), [])
        holders = [n for n in found if self.people[n].offices & held] if held and len(found) > 1 else []
        if held & _TO_WOMEN:
            holders = [n for n in found if self.people[n].woman] or holders
        return self._best(holders or found, article)

    def given(self, word: str, article: int) -> int | None:
        """Give the person of the same article whom a bare given name means."""
        return self._best([n for n in self.by_given.get(word, []) if self.people[n].counts[article]], article)

    def initials(self, word: str) -> int | None:
        """Give the one person of three names or more whom initials mean: "JFK"."""
        found = self.by_initials.get(word, set()) if len(word) > 2 else set()
        return next(iter(found)) if len(found) == 1 else None

    def misspelt(self, word: str, article: int) -> int | None:
        """Give the person of the same article whose surname differs from a word by one letter left out or put in."""
        if len(word) < 6:
            return None
        found = self.by_surname_cut
        near = {n for w in {word, *_cuts(word)} for n in found.get(w, ())}
        return self._best(sorted(n for n in near if self.people[n].counts[article]), article)

    def here(self, person: int, article: int) -> bool:
        """Tell whether a person's full name stands in an article."""
        return self.people[person].counts[article] > 0

    def _best(self, found: list[int], article: int) -> int | None:
        if not found:
            return None
        return min(
            found,
            key=lambda n: (
                self.people[n].counts[article] == 0,
                self.people[n].relative,
                self.people[n].unlikely and self.totals[n] < _OFTEN,
                -self.people[n].counts[article],
                -self.totals[n],
                n,
            ),
        )
