"""Settles the names of an event: one entity for each person, organisation and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.model import EntityType
from briefing.prepare.analysis import Analysis
from briefing.prepare.names.handles import is_handle, owners, unit_of_owner
from briefing.prepare.names.kinds import Form, forms
from briefing.prepare.names.lexicon import Known, Lexicon
from briefing.prepare.names.metonyms import Metonyms
from briefing.prepare.names.organisations import short_forms
from briefing.prepare.names.people import Person, Surnames, is_full, office, persons
from briefing.prepare.names.spans import Name
from briefing.prepare.names.vocabulary import Vocabulary

_UNSURE = 3.0
"""Below this score a form's kind is open to what other names of the event say."""


@dataclass(slots=True)
class Unit:
    """What will be an entity."""

    type: EntityType
    known: Known | None = None
    names: list[int] = field(default_factory=list)


class _Place(NamedTuple):
    """The unit that a name belongs to."""

    label: tuple[str, str]
    type: EntityType
    known: Known | None


class Settler:
    """Assigns each name of an event to a unit."""

    def __init__(self, names: Sequence[Name], analyses: Sequence[Analysis], words: Vocabulary, lists: Lexicon) -> None:
        self.names = names
        self.analyses = analyses
        self.lists = lists
        self.words = words
        self.forms = forms(names, analyses, words, lists)
        self.people: list[Person] = persons(self.forms.values(), names, analyses, lists)
        self.surnames = Surnames(self.people)
        self.person_of = {f.key: n for n, p in enumerate(self.people) for f in p.forms}
        self.short = short_forms(self.forms, lists)
        self.metonyms = Metonyms(names, analyses, lists)
        self._entries: dict[str, Known | None] = {}
        self._judged: dict[str, bool] = {}

    def units(self) -> list[Unit]:
        """Give the units in the order of their first names."""
        units: dict[tuple[str, str], Unit] = {}
        labels: dict[int, tuple[str, str]] = {}
        for k in sorted(self.forms):
            form = self.forms[k]
            for n in form.names:
                place = self._place(form, self.names[n])
                if place is not None:
                    units.setdefault(place.label, Unit(place.type, place.known)).names.append(n)
                    labels[n] = place.label
        whose = owners(self.names, self.analyses, self.people)
        for n, name in enumerate(self.names):
            owner = whose.get(name.form.lower()) if is_handle(name) else None
            label = unit_of_owner(owner, labels) if owner is not None else None
            if label in units:
                units[label].names.append(n)
        for unit in units.values():
            unit.names.sort()
            if unit.known and unit.type == "FAC" and self.metonyms.acts([self.names[n] for n in unit.names]):
                unit.type = "ORG"
        return sorted(units.values(), key=lambda u: u.names[0])

    def _place(self, form: Form, name: Name) -> _Place | None:
        """Give the unit that a name belongs to; None for what is hardly a name."""
        person = self._person(form, name)
        if person is not None:
            return _Place(("person", str(person)), "PERSON", None)
        if name.known is None and self._is_family(form, name):
            return None
        if self._is_firm(name) and form.type == "PERSON":
            return _Place(("firm", form.key), "ORG", None)
        known = self.metonyms.meant(name) or name.known
        full = self.forms.get(self.short.get(form.key, ""))
        if full is not None and self._stands_for(form, name):
            known = self._entry(full)
            return _Place(_label(known, full), "ORG" if full.type == "NORP" else full.type, known)
        if known is None:
            if form.key not in self._judged:
                self._judged[form.key] = self._is_name(form)
            if not self._judged[form.key]:
                return None
            known = self._entry(form)
        return _Place(_label(known, form), known.type if known else form.type, known)

    def _entry(self, form: Form) -> Known | None:
        if form.key not in self._entries:
            self._entries[form.key] = next((self.names[n].known for n in form.names if self.names[n].known), None)
        return self._entries[form.key]

    def _person(self, form: Form, name: Name) -> int | None:
        """Give the person whom a name means, if one."""
        if form.key in self.person_of:
            return self.person_of[form.key]
        if is_full(form, self.lists) or self._is_firm(name):
            return None
        if name.known is None and form.usual.isupper() and form.key not in self.short:
            spelt = self.surnames.initials(form.key)
            if spelt is not None:
                return spelt
        held = office(name, self.analyses, self.lists)
        found = self.surnames.surname(form.words, name.article, held)
        if found is not None:
            given = self.surnames.given(form.words[0], name.article) if name.form in self.lists.given else None
            if given is not None and self.surnames.totals[given] > 2 * self.surnames.totals[found]:
                # A rarely named person's surname is a much-named one's given name.
                return given
            return found if self._is_surname(form, name, found) else None
        label = self.analyses[name.article].tokens[name.last - 1].entity
        open_ = name.known is None or (name.known.type == "GPE" and label == "PERSON")
        return self._given(form, name) if len(form.words) == 1 and open_ else None

    def _is_firm(self, name: Name) -> bool:
        """Tell "Smith Company" from "Smith"; both go by one key."""
        first, _, last = name.form.rpartition(" ")
        return bool(first) and last in self.lists.corporate

    def _is_surname(self, form: Form, name: Name, person: int) -> bool:
        """Tell whether a word that is somebody's surname stands for that person here."""
        if name.lead:
            return True
        here = self.surnames.here(person, name.article)
        label = self.analyses[name.article].tokens[name.last - 1].entity
        if name.known is None:
            return here or label == "PERSON" or form.type == "PERSON" or form.sureness < _UNSURE
        if name.known.type == "NORP":
            # "Finn said", not "the French".
            tokens = self.analyses[name.article].tokens
            return here and label == "PERSON" and tokens[name.first - 1].text.lower() != "the"
        return here and label not in {"GPE", "LOC", "NORP", "FAC"}

    def _is_family(self, form: Form, name: Name) -> bool:
        """Tell whether a plural stands for several of one surname: "the Bidens"."""
        if len(form.words) != 1 or not form.key.endswith("s"):
            return False
        return self.surnames.surname((form.key[:-1],), name.article) is not None

    def _given(self, form: Form, name: Name) -> int | None:
        """Give the person whom a bare given name, or a misspelt surname, means."""
        given = self.surnames.given(form.words[0], name.article)
        if given is not None:
            return given if name.form in self.lists.given or form.type == "PERSON" else None
        if form.type == "PERSON" or form.sureness < _UNSURE:
            return self.surnames.misspelt(form.words[0], name.article)
        return None

    def _stands_for(self, form: Form, name: Name) -> bool:
        """Tell whether a short form stands for the full one here ("American said", not "American officials")."""
        tokens = self.analyses[name.article].tokens
        if name.form in self.lists.rules["papers"]:
            return name.first > 0 and tokens[name.first - 1].text.lower() == "the"
        if name.known is None or name.known.type not in {"NORP", "GPE", "LOC"}:
            return True
        token = tokens[name.last - 1]
        return (
            name.known.type == "NORP" and token.dep not in {"amod", "compound", "nmod"} and not form.key.endswith("s")
        )

    def _is_name(self, form: Form) -> bool:
        """Leave out what is hardly a name: a lone common word, a guess in a headline."""
        if len(form.words) > 6 and form.type == "PERSON":
            return False
        if len(form.words) > 1:
            return form.sureness > 0.3 and not all(w in self.lists.soft for w in form.words)
        low = form.usual.lower()
        unlisted = not (
            form.usual in self.lists.given
            or form.usual in self.lists.surnames
            or any(self.names[n].known for n in form.names)
        )
        loud = all(self.names[n].style != "running" for n in form.names) and low in self.lists.english
        if unlisted and (self.words.small[low] or loud) and not self.words.capital[form.usual]:
            # Capitals only where a capital says nothing.
            return False
        everyday = low in self.lists.soft or low in self.lists.roles or low in self.lists.modifiers
        return form.sureness >= 0.7 and not everyday and form.usual not in self.lists.kinds


def _label(known: Known | None, form: Form) -> tuple[str, str]:
    return ("known", f"{known.type} {known.name}") if known else ("form", form.key)
