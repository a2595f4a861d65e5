"""The roles that sources state of people, and the roles that stand for them ("the Ukrainian president")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.model import Range, Role
from briefing.prepare.analysis import Analysis
from briefing.prepare.names.lexicon import Lexicon
from briefing.prepare.names.spans import Name

_STOPS = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "-",
        "–",
        "—",
        '"',
        "“",
        "”",
        "!",
        "?",
        "who",
        "whose",
        "which",
        "and",
        "but",
        "while",
    }
)
_LONGEST = 12
"""A role has no more words."""


class Stated(NamedTuple):
    """A role that a source states of a unit."""

    unit: int
    article: int
    first: int
    last: int


class Roles:
    """Reads roles around the names of an event; units are numbered as the entities will be."""

    def __init__(
        self,
        names: Sequence[Name],
        unit_of: Mapping[int, int],
        persons: frozenset[int],
        analyses: Sequence[Analysis],
        lists: Lexicon,
    ) -> None:
        self.names = names
        self.unit_of = unit_of
        self.persons = persons
        self.analyses = analyses
        self.lists = lists
        self.covered: dict[tuple[int, int], int] = {}
        for n, name in enumerate(names):
            if n in unit_of:
                for t in range(name.first, name.last):
                    self.covered[name.article, t] = n

    def stated(self) -> list[Stated]:
        """Give the stated roles, in order."""
        found: list[Stated] = []
        for n, name in enumerate(self.names):
            unit = self.unit_of.get(n)
            if unit is None or unit not in self.persons:
                continue
            spans = (self._before(name), self._after(name))
            found.extend(Stated(unit, name.article, *span) for span in spans if span is not None)
        return found

    def _is_role(self, article: int, t: int) -> bool:
        word = self.analyses[article].tokens[t].text
        return word.lower() in self.lists.roles or (
            word in self.lists.honorifics and word not in self.lists.rules["address"]
        )

    def _before(self, name: Name) -> tuple[int, int] | None:
        """Read "U.S. Defense Secretary" before a name."""
        sentence = self.analyses[name.article].sentences[name.sentence]
        tokens = self.analyses[name.article].tokens
        first = name.lead[0] if name.lead else name.first
        if name.lead and all(tokens[t].text in self.lists.rules["address"] for t in range(*name.lead)):
            return None
        t = first
        while t > max(sentence.first, name.first - _LONGEST):
            word = tokens[t - 1].text
            low = word.lower()
            owner = self.covered.get((name.article, t - 1))
            joined = owner is not None and self.unit_of.get(owner) not in self.persons
            if not (
                self._is_role(name.article, t - 1) or low in self.lists.modifiers or (joined and word[0].isalnum())
            ):
                break
            t -= 1
        return (t, name.first) if any(self._is_role(name.article, m) for m in range(t, name.first)) else None

    def _after(self, name: Name) -> tuple[int, int] | None:
        """Read ", the president of Russia," behind a name."""
        sentence = self.analyses[name.article].sentences[name.sentence]
        tokens = self.analyses[name.article].tokens
        t = name.last
        if t + 2 >= sentence.last or tokens[t].text != ",":
            return None
        if tokens[t + 1].text.isdigit() and tokens[t + 2].text == ",":
            t += 2
        start = end = t + 1
        while end < min(sentence.last, start + _LONGEST) and (
            tokens[end].text not in _STOPS or (tokens[end - 1].end == tokens[end].start and tokens[end].text == "-")
        ):
            if tokens[end].pos in {"VERB", "AUX"} and tokens[end].tag in {"VBD", "VBZ", "VBP", "MD"}:
                return None
            owner = self.covered.get((name.article, end))
            if owner is not None and self.unit_of[owner] in self.persons:
                return None
            end += 1
        if end >= sentence.last or end == start + _LONGEST:
            return None
        if tokens[start].text in {"a", "an", "the", "The"} and end > start + 1:
            start += 1
        heads = range(start, min(end, start + 6))
        return (start, end) if any(self._is_role(name.article, m) for m in heads) else None

    def ranges(self, stated: Sequence[Stated]) -> dict[int, tuple[Role, ...]]:
        """Give each unit's roles as the model has them."""
        result: dict[int, list[Role]] = defaultdict(list)
        for role in stated:
            analysis = self.analyses[role.article]
            span = Range(analysis.article.id, analysis.tokens[role.first].start, analysis.tokens[role.last - 1].end)
            result[role.unit].append(Role(" ".join(analysis.text_of(span).split()), span))
        return {unit: tuple(roles) for unit, roles in sorted(result.items())}

    # Roles that stand for a person.

    def references(self, stated: Sequence[Stated]) -> dict[int, tuple[Range, ...]]:
        """Find "the Ukrainian president" where one person alone is said to hold the office."""
        holders = self._holders(stated)
        result: dict[int, list[Range]] = defaultdict(list)
        for number, analysis in enumerate(self.analyses):
            for sentence in analysis.sentences:
                for t in range(sentence.first, sentence.last - 1):
                    if analysis.tokens[t].text.lower() not in {"the", "his", "her", "their"}:
                        continue
                    found = self._reference(number, t, sentence.last, holders)
                    if found is not None:
                        unit, end = found
                        result[unit].append(
                            Range(analysis.article.id, analysis.tokens[t].start, analysis.tokens[end - 1].end)
                        )
        return {unit: tuple(spans) for unit, spans in sorted(result.items())}

    def _holders(self, stated: Sequence[Stated]) -> dict[tuple[str, str], dict[int, int]]:
        """Count who is said to hold an office of a country or organisation: (country, office) → unit → times."""
        holders: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for role in stated:
            tokens = self.analyses[role.article].tokens
            words = [tokens[t].text.lower() for t in range(role.first, role.last)]
            if self.lists.rules["over"] & set(words):
                continue
            realms = {self._realm(role.article, t) for t in range(role.first, role.last)} - {""}
            offices = {self._office(words, n) for n in range(len(words))} - {""}
            if not self.lists.rules["aides"] & set(words):
                if set(words) & self.lists.offices or "prime" in words:
                    offices |= {"leader", "counterpart"}
                if self.lists.rules["heads"] & set(words):
                    offices |= {"chief", "head"}
            for realm in realms:
                for office in offices:
                    holders[realm, office][role.unit] += 1
        return holders

    def _office(self, words: Sequence[str], n: int) -> str:
        """Give the office that ends at a word, with what qualifies it ("prime minister"); none that many may hold."""
        if words[n] not in self.lists.rules["singular"]:
            return ""
        first = n
        while first > 0 and words[first - 1] in self.lists.modifiers and words[first - 1] not in self.lists.roles:
            first -= 1
        office = " ".join(words[first : n + 1]).replace("defence", "defense")
        return "" if office in {"minister", "secretary"} else office

    def _realm(self, article: int, t: int) -> str:
        """Give the country or organisation that a token names: the country for a nationality, else the listed name."""
        n = self.covered.get((article, t))
        if n is None:
            return ""
        known = self.names[n].known
        if known is None:
            return self.names[n].form
        if known.type == "NORP" and known.country is None:
            # A party or a faith has many offices.
            return ""
        return known.country or known.name

    def _reference(
        self, article: int, t: int, last: int, holders: Mapping[tuple[str, str], Mapping[int, int]]
    ) -> tuple[int, int] | None:
        tokens = self.analyses[article].tokens
        realm = self._realm(article, t + 1)
        if not realm:
            return None
        m = first = self.names[self.covered[article, t + 1]].last
        while m < min(last, t + 7) and tokens[m].text.lower() in self.lists.modifiers - self.lists.roles:
            m += 1
        if m >= last or (article, m) in self.covered:
            return None
        office = self._office([x.text.lower() for x in tokens[first : m + 1]], m - first)
        after = tokens[m + 1] if m + 1 < last else None
        if after is not None and (
            (article, m + 1) in self.covered or after.pos in {"NOUN", "PROPN"} or after.text in {"-", "of", "for"}
        ):
            return None
        found = holders.get((realm, office), {}) if office else {}
        return (next(iter(found)), m + 1) if len(found) == 1 else None
