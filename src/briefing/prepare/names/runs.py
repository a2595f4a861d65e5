"""Runs of name words: words with capitals and the small words between them."""

from __future__ import annotations

from briefing.prepare.names.lexicon import squeezed
from briefing.prepare.names.parts import DASHES, LONGEST, Parts

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_STOPS = frozenset({",", ".", ";", ":"})
_MARKS = frozenset("\"“”‘’'")
_FIRMS = frozenset({"ORG", "FAC"})


class Runs(Parts):
    """Tells how far a run of name words goes."""

    def run(self, k: int) -> int:
        """Give the end of the run of name words that begins at a token."""
        e = max(k + 1, self.known_at(k)[0])
        while e < self.last and e - k < 3 * LONGEST:
            step = self.step(k, e)
            if not step:
                break
            e += step
        return e

    def step(self, k: int, e: int) -> int:
        """Tell by how many tokens a run from k goes on at e: 0 where it ends."""
        word, before = self.tokens[e].text, self.tokens[e - 1].text
        if word == "The" or (e > k + 1 and word == self.tokens[k].text and word in self.lists.given):
            # "Iowa The Onlooker", "Ann Smith Ann Smith": what stood apart on the page.
            return 0
        if word in DASHES:
            return 2 if self._hyphen(k, e) else 0
        if before in _STOPS:
            return 0
        if word[0] in _MARKS and self._nickname_at(k, e):
            return 4
        if self.is_part(e):
            return 0 if self._new_line(e) else max(1, self.known_at(e)[0] - e)
        return self._small(k, e, word, before)

    def _small(self, k: int, e: int, word: str, before: str) -> int:
        """Go past small words that join names."""
        if word in self.lists.rules["particles"] and before[0].isupper():
            return self._particle(e)
        if word in {"of", "for"}:
            return self._of(k, e, word)
        joins = False
        if self.capital(e + 1):
            if word == "&":
                joins = not self._both_names(e - 1, e + 1) or self._in_words(e - 1) or self._in_words(e + 1)
            elif word in _POSSESSIVES:
                joins = before in self.lists.rules["owners"] and self.is_part(e + 1)
            elif word == "on":
                joins = before in self.lists.rules["boards"] and self.is_part(e + 1)
            elif word == "and":
                joins = self._and(k, e)
        return 2 if joins else 0

    def _in_words(self, k: int) -> bool:
        """Tell whether a word of a name is an everyday word too: "Gas & Electric"."""
        word = self.tokens[k].text
        return bool(self.words.small[word.lower()]) or word.lower() in self.lists.soft or word in self.lists.kinds

    def _nickname_at(self, k: int, e: int) -> bool:
        """Tell whether a nickname in quote marks goes on with a person's name: Carl "Buck" Weller."""
        if e + 3 >= self.last or not (self.capital(e + 1) and self.capital(e + 3)):
            return False
        marks = self.tokens[e].text[0] in _MARKS and self.tokens[e + 2].text[0] in _MARKS
        before = self.tokens[e - 1].text
        given = before in self.lists.given or before.endswith(".") or self.tokens[k].text in self.lists.given
        return marks and given and self.is_part(e + 3) and self.tokens[e].end == self.tokens[e + 1].start

    def _new_line(self, e: int) -> bool:
        """Tell whether a dateline in capitals begins on a new line: "By Ann Smith / PARIS"."""
        token, before = self.tokens[e], self.tokens[e - 1]
        loud = token.text.isupper() and len(token.text) > 3 and not before.text.isupper()
        return loud and "\n" in self.text[before.end : token.start]

    def _particle(self, e: int) -> int:
        particles = self.lists.rules["particles"]
        for n in range(e + 1, min(e + 3, self.last)):
            word = self.tokens[n].text
            if word[0].isupper() and self.is_part(n):
                return n + 1 - e
            if word not in particles and word not in DASHES:
                return 0
        return 0

    def _hyphen(self, k: int, e: int) -> bool:
        """Tell whether a hyphen joins two parts of one name."""
        if e + 1 >= self.last:
            return False
        before, dash, after = self.tokens[e - 1], self.tokens[e], self.tokens[e + 1]
        if before.end != dash.start or dash.end != after.start:
            return False
        if self._syllables(k, e):
            return True
        if not after.text[0].isupper():
            return self._hyphen_before_small(e)
        return dash.text not in {"/", "–", "—"} and self._hyphen_between_capitals(e)

    def _syllables(self, k: int, e: int) -> bool:
        """Tell whether a hyphen joins the syllables of a given name behind its surname: Kim Jong-un."""
        before, after = self.tokens[e - 1].text, self.tokens[e + 1].text
        surname = k < e - 1 and self.tokens[e - 2].text in self.lists.surnames_first
        return surname and after.isalpha() and max(len(before), len(after)) < 8

    def _hyphen_before_small(self, e: int) -> bool:
        """Tell "X-ray Observatory" from "Moscow-based"."""
        before, after = self.tokens[e - 1], self.tokens[e + 1]
        if len(before.text) == 1 and after.text.isalpha() and len(after.text) < 5:
            return True
        within = after.entity in {"ORG", "FAC", "PRODUCT"} and not after.entity_begins and self.capital(e + 2)
        return within and self.one_span(e - 1, e + 2)

    def _hyphen_between_capitals(self, e: int) -> bool:
        """Tell "Jean-Claude" and "Ocasio-Cortez" from "Trump-Putin"."""
        before, after = self.tokens[e - 1], self.tokens[e + 1]
        if before.text in self.lists.given and after.text in self.lists.given:
            return True
        if len(before.text) == 1 and self._is_apart(before.text, e + 1):
            # "X-Factor" is one name, "D-Calif." a party and a state.
            return False
        if not self._both_names(e - 1, e + 1) or before.entity == after.entity in _FIRMS:
            return True
        return self.known_at(e - 1)[1] is not None and (self._closes(e + 1, "FAC") or self._closes(e + 1, "WORK"))

    def _is_apart(self, letter: str, k: int) -> bool:
        """Tell a party's letter before a state ("D-Calif.", "R-OH") from the first of a name ("X-Factor")."""
        return letter in self.lists.known or self.known_at(k)[1] is not None or self.tokens[k].text in self.lists.postal

    def _both_names(self, one: int, two: int) -> bool:
        """Tell whether two words are names on their own elsewhere: "Trump-Putin"."""
        words = (self.tokens[one].text, self.tokens[two].text)
        return all(self.words.capital[w] > 1 or squeezed(w) in self.lists.known for w in words)

    def _of(self, k: int, e: int, word: str) -> int:
        """Go past "of" and "for" within names: "Bank of England", "Alliance for the Arts"."""
        n = e + 2 if self.follows(e + 1, frozenset({"the", "The"})) else e + 1
        if not self.capital(n) or self.tokens[n].text.lower() in self.lists.common:
            return 0
        person = any(self.tokens[m].text in self.lists.given for m in range(k, e - 1))
        joins = word == "of" and (
            self.tokens[n].text in self.lists.rules["spans_of_time"]
            or (self.one_span(e - 1, n) and not person)
            or self.tokens[e - 1].text.lower() in self.lists.roles
        )
        joins = joins or self._spells_out(k, e, n)
        if not joins and (not person or self.lists.kinds.get(self.tokens[e - 1].text) == "ORG"):
            head = self._heading(k, e)
            joins = head in {"ORG", "WORK"} or (word == "of" and head in {"GPE", "LOC", "FAC"})
        return n + 1 - e if joins else 0

    def _spells_out(self, k: int, e: int, n: int) -> bool:
        """Tell whether a run over "of" or "for" is spelt out by the initials behind it: "Fund for Arts (FFA)"."""
        letters = "".join(t.text[0] for t in self.tokens[k:e])
        joint = self.tokens[e].text[0]
        while n < self.last and n < e + 2 * LONGEST:
            word = self.tokens[n].text
            if word == "(" and n + 2 < self.last and self.tokens[n + 2].text == ")":
                short = self.tokens[n + 1].text.upper()
                full = letters[: e - k] + joint + letters[e - k :]
                return len(short) > 2 and short in {letters.upper(), full.upper()}
            if word[0].isupper():
                letters += word[0]
            elif word not in {"of", "for", "the", "and", "&", "on", "in", "program", "programme", "act"}:
                return False
            n += 1
        return False

    def _and(self, k: int, e: int) -> bool:
        """Tell "Securities and Exchange Commission" from "Russia and NATO"."""
        if self.lists.known.get(squeezed("".join(t.text for t in self.tokens[k:e]))) is not None:
            return False
        if self.tokens[k].text in self.lists.given and e - k > 1 and not self._heading(k, e):
            return False
        one = self.one_span(e - 1, e + 1)
        if self._heading(k, e) == "ORG":
            return one or self._closes(e + 1, "ORG") or self._of_what(k, e)
        return one and self.tokens[e].entity == "ORG"

    def _of_what(self, k: int, e: int) -> bool:
        """Tell "Department of Physics and Astronomy" from "University of Oxford and Nature"."""
        if self.tokens[e + 1].entity in {"PERSON", "GPE"} or self.known_at(e + 1)[1]:
            return False
        subjects = self.lists.rules["subjects"]
        return any(self.tokens[n].text in subjects and self.tokens[n + 1].text == "of" for n in range(k, e - 1))

    def _heading(self, k: int, e: int) -> str:
        """Give the kind of thing that the last telling word of a run names."""
        for n in range(e - 1, max(k, e - 6) - 1, -1):
            word = self.tokens[n].text
            if word[0].isupper() and word in self.lists.kinds:
                return "" if word in self.lists.corporate and n == e - 1 else self.lists.kinds[word]
        return ""

    def _closes(self, n: int, kind: str) -> bool:
        """Tell whether among the capitals from a token on is a word for a kind of thing."""
        for m in range(n, min(n + 5, self.last)):
            word = self.tokens[m].text
            if not word[0].isupper() and word not in DASHES:
                return False
            if self.lists.kinds.get(word) == kind:
                return True
        return False

    def one_span(self, a: int, b: int) -> bool:
        """Tell whether the pipeline holds the tokens a..b for one span."""
        span = self.tokens[a : b + 1]
        return bool(span[0].entity) and all(t.entity == span[0].entity and not t.entity_begins for t in span[1:])
