"""Where names stand: runs of capitalised words, cut into single names.

A run is a stretch of words with capitals and the small words between them. It is cut where the lists know a
name, at forms of address and offices, and where the pipeline's spans say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.prepare.analysis import Analysis
from briefing.prepare.names.lexicon import Known, Lexicon, squeezed
from briefing.prepare.names.parts import DASHES, LONGEST
from briefing.prepare.names.runs import Runs
from briefing.prepare.names.vocabulary import Style, Vocabulary

_PLACES = frozenset({"GPE", "NORP", "LOC"})
_HANDLE = re.compile(r"\W?(@\w{2,30})(?!\w|\.\w)")
# Houses of parliaments whose members a state or a party sends.
_CHAMBERS = frozenset({"Senate", "House"})
_OWN = 3
"""A word so often written so is no accident."""
_INNER = frozenset({"of", "for", "and", "on", "the", "&", "'s", "’s", "'", "’", "-", "–", "/"})
"""Join the words of a name, and never begin one."""


class Name(NamedTuple):
    """A place where a name stands; `first` and `last` are half-open token indices within its article."""

    article: int
    """Number of the article among the event's."""
    sentence: int
    first: int
    last: int
    start: int
    end: int
    form: str
    """As it stands, with one space for any white space."""
    style: Style
    lead: tuple[int, int] | None
    """Half-open token indices of the office or form of address before it."""
    known: Known | None


class Reader(Runs):
    """Finds the names of one article."""

    def names(self) -> Iterator[Name]:
        """Give all names of the article, in order."""
        for n, sentence in enumerate(self.sentences):
            self.sentence, self.first, self.last = n, sentence.first, sentence.last
            self.style = self.words.styles[self.number][n]
            k = self.first
            while k < self.last:
                if "@" in self.tokens[k].text:
                    yield from self.handle(k)
                    k += 1
                    continue
                if not self.begins(k):
                    k += 1
                    continue
                end = self.run(k)
                yield from self.cut(k, end)
                k = end

    def handle(self, k: int) -> Iterator[Name]:
        """Give the handle in a token: "@AnnSmith"."""
        found = _HANDLE.match(self.tokens[k].text)
        if found is not None and self.sentences[self.sentence].segment.kind != "boilerplate":
            start = self.tokens[k].start + found.start(1)
            end = self.tokens[k].start + found.end(1)
            yield Name(self.number, self.sentence, k, k + 1, start, end, found[1], "running", None, None)

    def cut(self, a: int, b: int) -> Iterator[Name]:
        """Cut a run into names."""
        k = start = a
        lead: tuple[int, int] | None = None
        while k < b:
            if k == start and self.tokens[k].text in _INNER:
                start = k = k + 1
                continue
            end, known = (k, None) if self._surname_first(k, b) else self.known_at(k)
            if known and end > k + 1 and self.follows(end, self.lists.rules["secretaries"]):
                # "U.S. Treasury Secretary": the office takes the department's word.
                end, known = self.known_at(k, end - 1)
            end = min(end, b)
            title = 0 if known and end > k + 1 else self._office(start, k, b)
            if self.style == "running" and k + 1 < b and self._glued(self.tokens[k].text):
                yield from self.name(start, k + 1, lead, None)
                start, lead = k + 1, None
                k += 1
            elif k > start + 1 and self.tokens[k].text == self.tokens[start].text in self.lists.given:
                # "Ann Smith Ann Smith": what stood apart on the page.
                yield from self.name(start, k, lead, None)
                start, lead = k, None
            elif title:
                yield from self.name(start, k, lead, None)
                lead = (k, k + title)
                start = k = k + title
            elif known and k == start:
                k = self._reach(k, end, b, known)
                if k == end:
                    yield from self.name(start, end, lead, known)
                    start, lead = end, None
            elif known and self._joins(start, k, end, known):
                k = end
                if k < b and known.type == "GPE" and self.tokens[k].text in self.lists.given:
                    # "the Southern District of Ohio Ann Smith"
                    yield from self.name(start, k, lead, None)
                    start, lead = k, None
            elif known or (k > start and self.tokens[k].entity_begins and self._breaks(start, k)):
                yield from self.name(start, k, lead, None)
                start, lead = k, None
                k += 0 if known else 1
            else:
                k += 1
        yield from self.name(start, b, lead, None)

    def _office(self, start: int, k: int, b: int) -> int:
        """Give the length of an office at a token, 0 where its word is part of the name begun at `start`."""
        title = self.title(k, b)
        kind = self.lists.kinds.get(self.tokens[k].text) if title and k > start else None
        if kind is not None and (kind != "GPE" or title < 2):
            # "Fulton County District Attorney" is one.
            return 0
        # "Stephen King", "Martin Luther King Jr.": given names before an office's word make it a surname.
        given = k > start and title == 1 and all(self.tokens[n].text in self.lists.given for n in range(start, k))
        ends = k + 1 == b or k - start > 1 or self.tokens[k + 1].text in {"Jr.", "Jr", "Sr.", "II", "III"}
        return 0 if given and ends else title

    def title(self, k: int, b: int) -> int:
        """Give the length of the office or form of address at a token ("Vice President", "Secretary of State")."""
        n = found = k
        while n < min(b, k + 6):
            word = self.tokens[n].text
            if self._title_word(n):
                found = n = self._of_matter(n + 1, b)
                while n < b and self.tokens[n].text in self.lists.rules["behind_office"]:
                    found = n = n + 1
            elif word[0].isupper() and word.lower() in self.lists.modifiers:
                n += 1
            else:
                break
        if found == k:
            return 0
        award = self.tokens[found].text == "of" and found + 2 < b if found < b else False
        if award and self.tokens[found + 2].text in self.lists.rules["spans_of_time"]:
            return 0
        return 0 if found == k + 1 < b and self._in_firm(k) else found - k

    def _in_firm(self, k: int) -> bool:
        """Tell whether a single office's word belongs to a firm's name: "Marshal Motors", "General Assembly"."""
        token, ahead = self.tokens[k], self.tokens[k + 1]
        if token.text.isupper() or token.text in self.lists.rules["address"] or ahead.text in self.lists.given:
            return False
        if token.text.endswith("."):
            return False
        if token.text in self.lists.rules["borne"]:
            return ahead.text in self.lists.kinds or self._closes(k + 1, "FAC")
        return ahead.text in self.lists.kinds or (token.entity == ahead.entity == "ORG" and not ahead.entity_begins)

    def _of_matter(self, n: int, b: int) -> int:
        """Go past the matter of an office: "of State", "of the Treasury"."""
        if n + 1 < b and self.tokens[n].text == "of" and self.tokens[n - 1].text[0].isupper():
            m = n + 2 if self.tokens[n + 1].text == "the" else n + 1
            if m < b and self.tokens[m].text.lower() in self.lists.modifiers:
                return max(m + 1, self.known_at(m, b)[0])
        return n

    def _title_word(self, n: int) -> bool:
        word = self.tokens[n].text
        if n + 1 < self.last and self.tokens[n + 1].text in DASHES and self.tokens[n + 1].start == self.tokens[n].end:
            return False
        if word in self.lists.honorifics:
            return True
        return word[0].isupper() and (word.lower() in self.lists.roles or word.lower() in self.lists.many_roles)

    def _reach(self, k: int, end: int, b: int, known: Known) -> int:
        """Tell how far a name goes that begins with a listed one: "Israeli" in "Israeli Supreme Court"."""
        stop = end
        while stop < b and (not self.title(stop, b) or (stop == end and self._is_kind(stop))):
            stop += 1
        if stop == end or (self.tokens[end].text in _CHAMBERS and self.follows(end + 1, self.lists.rules["contests"])):
            # "the Ohio Senate race" is no race for the Senate of Ohio.
            return end
        if self._goes_on(k, end, stop, known):
            return stop
        if self._ends(end, stop, known):
            return end
        return self._nickname(k, end, b) or (end if self.style == "headline" else self._span_end(k, end, stop, known))

    def _goes_on(self, k: int, end: int, stop: int, known: Known) -> bool:
        """Tell whether all that follows a listed name belongs to it: "Fox & Sons", "Chad Smith", "Israeli Army"."""
        if self.tokens[end].text == "&":
            return True
        if self.lists.kinds.get(self.tokens[stop - 1].text, "PRODUCT") == "PRODUCT":
            return known.type in _PLACES and self._is_first_name(k, end, stop)
        return not self._ends(end, stop, known)

    def _ends(self, end: int, stop: int, known: Known) -> bool:
        """Tell whether another name begins behind a listed one: "Acme Ann Smith", "Ohio and Iowa"."""
        head, tail = self.tokens[end].text, self.tokens[stop - 1].text
        person = head in self.lists.given and tail not in self.lists.kinds
        if known.type in _PLACES:
            return person or head in {"of", "for", "and", "on"}
        return person and known.type == "ORG"

    def _is_kind(self, k: int) -> bool:
        """Tell whether a word tells a kind of thing here, and is not an office's: "Treasury Secretary"."""
        kind = self.lists.kinds.get(self.tokens[k].text)
        if kind == "GPE" and k + 1 < self.last and self.tokens[k + 1].text.lower() in self.lists.roles:
            # "U.S. District Judge"
            return False
        return kind is not None and not self.follows(k + 1, self.lists.rules["secretaries"])

    def _nickname(self, k: int, end: int, b: int) -> int:
        """Give the end of a team's name that begins with its town; 0 where no team follows."""
        nicks = self.lists.teams.get(self.text[self.tokens[k].start : self.tokens[end - 1].end], ())
        for size in (2, 1):
            if end + size <= b and " ".join(t.text for t in self.tokens[end : end + size]) in nicks:
                return end + size
        return 0

    def _span_end(self, k: int, end: int, stop: int, known: Known) -> int:
        """Go on as far as the pipeline's span; not from a nationality to a person."""
        joined = self.tokens[end].entity
        if known.type == "NORP" and joined == "PERSON":
            return end
        if self.tokens[k].entity != "NORP":
            while end < stop and self.tokens[end].entity and not self.tokens[end].entity_begins:
                end += 1
        return end

    def _is_first_name(self, k: int, end: int, stop: int) -> bool:
        """Tell "Austin Butler" and "Boston Dynamics" from a town and the name after it: no comma, no preposition."""
        first = self.tokens[k].text
        if end != k + 1 or stop != end + 1 or not (first in self.lists.towns or first in self.lists.given):
            return False
        if self.known_at(end)[1]:
            return False
        before = self.tokens[k - 1].text.lower() if k > self.first else ""
        if self.tokens[k].entity == "PERSON" and self.one_span(k, end):
            return True
        return before not in self.lists.rules["prepositions"] and not self.words.capital[self.tokens[end].text] > 2

    def _surname_first(self, k: int, b: int) -> bool:
        """Tell whether "Moon Jae-in" begins here: a surname before two joined syllables."""
        return (
            k + 3 < b + 1
            and self.tokens[k].text in self.lists.surnames_first
            and self.known_at(k)[0] < k + 2
            and self.tokens[k + 1].text[0].isupper()
            and self.tokens[k + 2].text == "-"
            and k + 3 < self.last
            and self.tokens[k + 2].end == self.tokens[k + 3].start
        )

    def _joins(self, start: int, k: int, end: int, known: Known) -> bool:
        """Tell whether a listed name within a run belongs to the name before it: "University of Kentucky"."""
        before = self.tokens[k - 1].text
        if known.type == "NORP" and self.tokens[end - 1].tag == "NNPS" and before not in self.lists.given:
            # "Heartless Democrats"
            return before in {"of", "for", "the", "and", "&"} or before in DASHES
        if end > k + 1 and k == start + 1 and self.words.capital[before] > 2:
            # "Trump" in "Trump White House" is a name of its own.
            return False
        if end == k + 1 and len(self.tokens[k].text) > 3 and self.tokens[k].text.isupper() and not before.isupper():
            return False
        if (
            before in {"of", "for", "the", "and", "on", "&"}
            or before in DASHES
            or before in self.lists.rules["particles"]
        ):
            return True
        if self.tokens[start].text in self.lists.given and k - start < 3:
            return not self.tokens[k].entity_begins or self.tokens[start].entity == "PERSON"
        return bool(self.tokens[k].entity) and not self.tokens[k].entity_begins

    def _breaks(self, start: int, k: int) -> bool:
        """Tell whether the pipeline's border between two spans is to be trusted."""
        one, two = self.tokens[k - 1], self.tokens[k]
        if one.entity == "PERSON" and two.entity in {"GPE", "LOC", "NORP"}:
            # No list knows the place: rather a surname.
            return False
        return bool(one.entity) and one.entity != two.entity and self.tokens[start].text not in self.lists.given

    def name(self, a: int, b: int, lead: tuple[int, int] | None, known: Known | None) -> Iterator[Name]:
        """Give the name of the tokens a..b, without the small words at its ends."""
        small = _INNER | {"The"}
        while a < b and self.tokens[a].text in small:
            a += 1
        while a < b and (self.tokens[b - 1].text in small or self._loose_end(a, b)):
            b -= 1
        if a >= b or b - a > 2 * LONGEST or (b - a == 1 and len(self.tokens[a].text) < 2):
            return
        if b - a == 3 and len(self.tokens[a].text) == 1 and self.tokens[b - 1].text.islower():
            # "X-ray", "T-shirt"
            return
        if known is None:
            end, entry = self.known_at(a)
            known = entry if end == b else self._of_states(a, b)
        b, known = self._bare(a, b, known)
        known = self._titled(a, b, known)
        start, end = self.tokens[a].start, self.tokens[b - 1].end
        tail = self.tokens[b - 1].text
        if b - a > 2 and known is None and self.tokens[a + 1].text in self.lists.given:
            whole = tail[: len(tail) - self._glued(tail)]
            if whole == self.tokens[a].text:
                # "Smith Ann Smith": what stood apart on the page.
                yield from self.name(a, a + 1, lead, None)
                yield from self.name(a + 1, b, None, None)
                return
        if b - a == 1 and "-" in tail and tail.partition("-")[0] in self.lists.known:
            # "U.S.-made" and "U.S.-Mexico" are one token.
            known = self.lists.known[tail.partition("-")[0]]
            end = start + tail.index("-")
            other = self.lists.known.get(tail.partition("-")[2])
            if other is not None:
                form = self.text[start:end]
                yield Name(self.number, self.sentence, a, b, start, end, form, self.style, lead, known)
                start, end, known = end + 1, self.tokens[b - 1].end, other
        elif known is None and b - a == 1 and self.is_postal(a):
            start = end - 2
            known = self.lists.postal[tail[-2:]]
        elif known is None:
            end -= self._glued(tail)
        while end > start + 2 and self.text[end - 1] in DASHES:
            end -= 1
        form = " ".join(self.text[start:end].split())
        yield Name(self.number, self.sentence, a, b, start, end, form, self.style, lead, known)

    def _glued(self, word: str) -> int:
        """Give how many letters of another word follow a name within one token, its space lost: "SmithReport"."""
        for n in range(len(word) - 1, 2, -1):
            if word[n].isupper() and word[n - 1].islower():
                first = word[:n]
                once = self.words.capital[word] < _OWN
                if once and self.words.is_name(first) and self.words.capital[first] >= self.words.capital[word]:
                    return len(word) - n
        return 0

    def _of_states(self, a: int, b: int) -> Known | None:
        """Give the listed American organisation that a name means with its country before it."""
        if b - a > 2 and self.tokens[a].text in {"U.S.", "US"}:
            end, entry = self.known_at(a + 1)
            return entry if end == b and entry is not None and entry.type == "ORG" else None
        return None

    def _titled(self, a: int, b: int, known: Known | None) -> Known | None:
        """Give the listed organisation that a people's word means behind "the": "the New Yorker", the magazine."""
        the = a > self.first and self.tokens[a - 1].text.lower() == "the"
        if known is None or known.type != "NORP" or not the or self.tokens[b - 1].tag == "NNPS" or self.capital(b):
            return known
        words = "".join(t.text for t in self.tokens[a:b])
        entry = self.lists.known.get(squeezed("The" + words))
        return entry if entry is not None and entry.type == "ORG" else known

    def _loose_end(self, a: int, b: int) -> bool:
        return self.tokens[b - 1].text in self.lists.rules["particles"] and (
            b - a < 2 or self.tokens[b - 2].text not in DASHES
        )

    def _bare(self, a: int, b: int, known: Known | None) -> tuple[int, Known | None]:
        """Take in the small word of "Kursk region" and "Evin prison"."""
        if b - a > 3 or self.style == "capitals" or (known is not None and known.type != "GPE"):
            return b, known
        n = b + 1 if b < self.last and self.tokens[b].text in self.lists.rules["bare_between"] else b
        office = n + 1 < self.last and self.tokens[n + 1].text.lower() in self.lists.roles
        if n < self.last and self.tokens[n].text in self.lists.rules["bare"] and not office:
            return n + 1, None
        return b, known


def rejoined(names: Sequence[Name], analyses: Sequence[Analysis]) -> list[Name]:
    """Join neighbours whose joined form the event has elsewhere as one name: "Boston" and "Crusaders"."""
    forms = Counter(name.form for name in names)
    result: list[Name] = []
    for name in names:
        last = result[-1] if result else None
        if last is not None and name.lead is None and last.last == name.first and last[:2] == name[:2]:
            form = f"{last.form} {name.form}"
            text = " ".join(analyses[name.article].article.text[last.start : name.end].split())
            if forms[form] and text == form:
                result[-1] = last._replace(last=name.last, end=name.end, form=form, known=None)
                continue
        result.append(name)
    return result


def spans(analysis: Analysis, number: int, words: Vocabulary, lists: Lexicon) -> list[Name]:
    """Find the names of an article, the event's article with this number."""
    return list(Reader(analysis, number, words, lists).names())
