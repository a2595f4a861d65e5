"""Settles the names of an event: one entity for each person, organisation and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from briefing.model import EntityType
from briefing.prepare.analysis import Analysis
from briefing.prepare.names.kinds import Form, forms
from briefing.prepare.names.lexicon import Known, Lexicon
from briefing.prepare.names.organisations import short_forms
from briefing.prepare.names.people import Person, Surnames, is_full, persons
from briefing.prepare.names.spans import Name

_TEAM_NOT = frozenset({"in", "at", "from", "near", "outside", "around", "across", "to", "into", ","})


@dataclass(slots=True)
class Unit:
    """What will be an entity."""

    type: EntityType
    known: Known | None = None
    names: list[int] = field(default_factory=list)


class Settler:
    """Assigns each name of an event to a unit."""

    def __init__(self, names: Sequence[Name], analyses: Sequence[Analysis], lists: Lexicon) -> None:
        self.names = names
        self.analyses = analyses
        self.lists = lists
        self.forms = forms(names, analyses, lists)
        self.people: list[Person] = persons(self.forms.values(), names, analyses, lists)
        self.surnames = Surnames(self.people)
        self.person_of = {f.key: n for n, p in enumerate(self.people) for f in p.forms}
        self.short = short_forms(self.forms, lists)
        self.directions = self._directions()
        self.teams = self._teams()

    def units(self) -> list[Unit]:
        """Give the units, each with its names."""
        units: dict[tuple[str, str], Unit] = {}
        for k in sorted(self.forms):
            form = self.forms[k]
            for n in form.names:
                place = self._place(form, self.names[n])
                if place is None:
                    continue
                label, kind, known = place
                unit = units.setdefault(label, Unit(kind, known))
                unit.names.append(n)
        for unit in units.values():
            unit.names.sort()
        return sorted(units.values(), key=lambda u: u.names[0])

    def _place(self, form: Form, name: Name) -> tuple[tuple[str, str], EntityType, Known | None] | None:
        """Give the label, type and list entry of the unit that a name belongs to."""
        person = self._person(form, name)
        if person is not None:
            return ("person", str(person)), "PERSON", None
        known = self._team(name) or name.known
        if known is None and len(form.words) == 1 and name.form in self.directions.get(name.article, {}):
            known = self.directions[name.article][name.form]
        if known is None or form.key in self.short:
            full = self.forms.get(self.short.get(form.key, ""))
            if full is not None and self._stands_for(form, name):
                known = self._entry(full)
                return self._label(known, full), "ORG" if full.type == "NORP" else full.type, known
        if known is not None:
            return ("known", f"{known.type} {known.name}"), known.type, known
        if not self._is_name(form, name):
            return None
        known = self._entry(form)
        return self._label(known, form), known.type if known else form.type, known

    def _label(self, known: Known | None, form: Form) -> tuple[str, str]:
        return ("known", f"{known.type} {known.name}") if known else ("form", form.key)

    def _entry(self, form: Form) -> Known | None:
        return next((self.names[n].known for n in form.names if self.names[n].known), None)

    def _person(self, form: Form, name: Name) -> int | None:
        """Give the person whom a name means, if one."""
        if form.key in self.person_of:
            return self.person_of[form.key]
        if is_full(form):
            return None
        found = self.surnames.surname(form.words, name.article)
        label = self._label_of(name)
        if found is not None:
            if name.lead:
                return found
            here = self.surnames.here(found, name.article)
            if name.known is None:
                return found if here or label == "PERSON" or form.type == "PERSON" or form.sureness < 3 else None
            return found if here and label not in {"GPE", "LOC", "NORP", "FAC"} and name.known.type != "NORP" else None
        if len(form.words) == 1 and name.known is None:
            given = self.surnames.given(form.words[0], name.article)
            if given is not None:
                return given if name.form in self.lists.given or form.type == "PERSON" else None
            if form.type == "PERSON" or form.sureness < 3:
                return self.surnames.misspelt(form.words[0], name.article)
        return None

    def _label_of(self, name: Name) -> str:
        return self.analyses[name.article].tokens[name.last - 1].entity

    def _stands_for(self, form: Form, name: Name) -> bool:
        """Tell whether a short form stands for the full one here ("American said", not "American officials")."""
        if name.known is None or name.known.type not in {"NORP", "GPE", "LOC"}:
            return True
        token = self.analyses[name.article].tokens[name.last - 1]
        return (
            name.known.type == "NORP" and token.dep not in {"amod", "compound", "nmod"} and not form.key.endswith("s")
        )

    def _is_name(self, form: Form, name: Name) -> bool:
        """Leave out what is hardly a name: a lone common word, a guess in a headline."""
        if len(form.words) == 1:
            word = name.form
            low = word.lower()
            if (
                word in self.lists.kinds
                or low in self.lists.soft
                or low in self.lists.roles
                or low in self.lists.modifiers
            ):
                return False
            if form.sureness < 0.7:
                return False
        elif all(w in self.lists.soft for w in form.words):
            return False
        return form.sureness > 0.3

    def _teams(self) -> dict[str, Known]:
        """Find the teams that their towns stand for, in an event that tells of several: "Oakland beat Denver"."""
        counts: Counter[Known] = Counter()
        for name in self.names:
            place, _, nick = name.form.rpartition(" ")
            if name.known and name.known.type == "ORG" and nick in self.lists.teams.get(place, ()):
                counts[name.known] += 1
        if len(counts) < 3 or sum(counts.values()) < 10:
            return {}
        result: dict[str, Known] = {}
        for team in sorted(counts, key=lambda k: (-counts[k], k.name)):
            result.setdefault(team.name.rpartition(" ")[0], team)
        return result

    def _team(self, name: Name) -> Known | None:
        """Give the team that a town's name stands for here."""
        team = self.teams.get(name.form)
        if team is None:
            return None
        tokens = self.analyses[name.article].tokens
        before = tokens[name.first - 1].text.lower() if name.first else ""
        after = tokens[name.last].text if name.last < len(tokens) else ""
        if before in _TEAM_NOT or after in {",", "-", "("}:
            return None
        return team

    def _directions(self) -> dict[int, dict[str, Known]]:
        """Find what "the North" and "the South" mean in each article that names such a country."""
        counts: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        entries: dict[str, Known] = {}
        for name in self.names:
            known = name.known
            if known and known.type == "GPE" and known.name.split()[0] in {"North", "South", "East", "West"}:
                counts[name.article][known.name.split()[0]][known.name] += 1
                entries[known.name] = known
        return {
            article: {
                word: entries[max(sorted(c), key=lambda n, c=c: cast("int", c[n]))] for word, c in sorted(words.items())
            }
            for article, words in sorted(counts.items())
        }
