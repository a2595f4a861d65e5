"""Where names stand: runs of capitalised words, cut into single names.

A run is a stretch of words with capitals and the small words between them. It is cut where the lists know a
name, at forms of address and offices, and where the pipeline's spans say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.prepare.analysis import Analysis, Token
from briefing.prepare.names.lexicon import Known, Lexicon, squeezed
from briefing.prepare.names.vocabulary import OPENERS, Style, Vocabulary

_PARTICLES = frozenset(
    "de la le las los del della di da das dos do du van von der den ter ten zu bin ibn ben bint al el ul ur y e abu".split()
)
_DASHES = frozenset("-‐‑–—/")
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_OWNED = frozenset(
    "People Women Men Children Workers Veterans Writers Nurses Teachers Farmers Prosecutor Sheriff Governor Mother Father Year Valentine "
    "Patrick King Queen Prince".split()
)
_SITES = (".com", ".org", ".net", ".io", ".news", ".tv", ".co.uk", ".info", ".gov", ".edu")
_SIX = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_SUBJECTS = frozenset(
    "Department Ministry School Faculty Institute Bureau College Office Academy Division Committee Center Centre Secretary".split()
)
"""Organisations that may be named after two matters: "Department of Health and Welfare"."""
_LONGEST = 12
"""No name has more words."""
_BARE = frozenset(
    "region province oblast prefecture governorate county district prison jail airport airfield stadium peninsula complex".split()
)
_PREPOSITIONS = frozenset("in at to from near outside across around of through into toward towards for via by".split())
_INNER = frozenset({"of", "for", "and", "on", "the", "&", "'s", "’s", "'", "’", "-", "–", "/"})
"""Join the words of a name, and never begin one."""
_BARE_BETWEEN = frozenset("military international industrial central maximum-security women".split())


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


class Reader:
    """Finds the names of one article."""

    def __init__(self, analysis: Analysis, number: int, words: Vocabulary, lists: Lexicon) -> None:
        self.tokens = analysis.tokens
        self.text = analysis.article.text
        self.sentences = analysis.sentences
        self.number = number
        self.words = words
        self.lists = lists
        self.style: Style = "running"
        self.sentence = 0
        self.first = 0
        self.last = 0

    def names(self) -> Iterator[Name]:
        """Give all names of the article, in order."""
        for n, sentence in enumerate(self.sentences):
            self.sentence, self.first, self.last = n, sentence.first, sentence.last
            self.style = self.words.styles[self.number][n]
            k = self.first
            while k < self.last:
                if not self.begins(k):
                    k += 1
                    continue
                end = self.run(k)
                yield from self.cut(k, end)
                k = end

    # What a name may be made of.

    def begins(self, k: int) -> bool:
        """Tell whether a name may begin at a token."""
        word = self.tokens[k].text
        if word[0].islower() or word[0].isdigit():
            if word[:3] in self.lists.starts and self.known_at(k)[1]:
                return True
            following = self.tokens[k + 2].text if k + 2 < self.last else ""
            if (
                word in {"al", "el", "ash", "as", "an", "ad"}
                and following
                and self.tokens[k + 1].text in _DASHES
                and following[0].isupper()
            ):
                return self.tokens[k].end == self.tokens[k + 1].start
        return self.is_part(k)

    def is_part(self, k: int) -> bool:
        """Tell whether a token has the look of (a part of) a name."""
        token = self.tokens[k]
        word = token.text
        first = word[0]
        if not first.isupper():
            if not first.isalpha():
                return False
            inner = len(word) > 2 and any(c.isupper() for c in word[1:])
            return (inner and word.isalnum()) or (word.endswith(_SITES) and "/" not in word and "@" not in word)
        low = word.lower().rstrip(".")
        if low in self.lists.common:
            loud = word.isupper() and self.style != "capitals"
            return self._is_surname(k) or self.known_at(k)[0] > k + 1 or (loud and self.known_at(k)[0] > k)
        if self.style == "capitals" and word.isupper():
            return self._in_capitals(k, word, low)
        if word[-1].isdigit() and word.rstrip("0123456789.,") in {"US", "A", "AU", "C", "CA", "NZ", "HK", "R", "S"}:
            return False
        if low in self.lists.soft:
            return self._is_soft_part(k, low)
        if self.style == "headline":
            return self._in_headline(k, word, low)
        if k == self.first or self.tokens[k - 1].text[0] in OPENERS:
            return self._at_start(k, word, low)
        return True

    def _in_capitals(self, k: int, word: str, low: str) -> bool:
        if low in self.words.loud or word.capitalize() in self.lists.given or self.known_at(k)[0] > k:
            return True
        return self.tokens[k].entity in _SIX and not self.words.small[low] and low not in self.lists.soft

    def _is_soft_part(self, k: int, low: str) -> bool:
        """Tell "World Trade Organization" from "World leaders" and "News" on a button."""
        if self.known_at(k)[0] > k + 1:
            return True
        if self.style == "running" and k > self.first and self.tokens[k - 1].text in self.lists.given:
            return True
        if self.words.capital[self.tokens[k].text] > 1 + 2 * self.words.small[low]:
            return True
        if self.style != "running":
            return False
        inside = k > self.first and self.tokens[k - 1].text[0] not in OPENERS
        after = (
            k + 1 < self.last
            and self.tokens[k + 1].text[0].isupper()
            and self.tokens[k + 1].text.lower() not in self.lists.common
        )
        if inside and k > self.first and self.tokens[k - 1].text[0].isupper():
            return self.tokens[k].tag.startswith("NNP")
        return after and (inside or not self.words.small[low])

    def _is_surname(self, k: int) -> bool:
        """Tell "Theresa May" from the month and "Will Young" from the word."""
        if k == self.first or not self.tokens[k].tag.startswith("NNP"):
            return False
        before = self.tokens[k - 1].text
        return before in self.lists.given or before in self.lists.honorifics

    def _in_headline(self, k: int, word: str, low: str) -> bool:
        if self.words.capital[word]:
            return self.words.is_name(word)
        if word[:3] in self.lists.starts and self.known_at(k)[1]:
            return True
        if word in self.lists.given or (k > self.first and self.tokens[k - 1].text in self.lists.given):
            return not self.words.small[low]
        return self.tokens[k].entity in _SIX and not self.words.small[low]

    def _at_start(self, k: int, word: str, low: str) -> bool:
        token = self.tokens[k]
        if self.words.capital[word] and self.words.is_name(word):
            return True
        if self.known_at(k)[1] or (word.isupper() and low in self.words.loud):
            return True
        if word.isupper() and len(word) > 4 and self.words.small[low]:
            return False
        if low in self.lists.roles or low in self.lists.modifiers or word in self.lists.honorifics:
            return k + 1 < self.last and self.tokens[k + 1].text[0].isupper()
        joined = k + 1 < self.last and self.tokens[k + 1].text[0].isupper()
        if self.sentences[self.sentence].segment.kind == "boilerplate" and not joined:
            return False
        if not token.tag.startswith("NNP"):
            return token.entity in _SIX and not self.words.small[low]
        return not self.words.small[low] or token.entity in _SIX

    def known_at(self, k: int) -> tuple[int, Known | None]:
        """Give the end of the longest listed name that begins at a token, and its entry."""
        best: tuple[int, Known | None] = (k, None)
        joined = folded = ""
        for e in range(k, min(self.last, k + _LONGEST)):
            word = self.tokens[e].text
            joined += word
            folded += word.capitalize() if len(word) > 3 and word.isupper() else word
            if len(joined) >= 3 or e == k:
                longest = max(self.lists.starts.get(joined[:3], 0), self.lists.starts.get(folded[:3], 0))
                if len(joined) > longest:
                    if len(joined) - len(word) >= 3 or e > k + 1:
                        break
                    continue
                known = self.lists.known.get(squeezed(joined)) or self.lists.known.get(squeezed(folded))
                if known is not None:
                    best = (e + 1, known)
        return best

    # How far a run goes.

    def run(self, k: int) -> int:
        """Give the end of the run of name words that begins at a token."""
        e = max(k + 1, self.known_at(k)[0])
        while e < self.last and e - k < 3 * _LONGEST:
            step = self.step(k, e)
            if not step:
                break
            e += step
        return e

    def step(self, k: int, e: int) -> int:
        """Tell by how many tokens a run from k goes on at e: 0 where it ends."""
        token, before = self.tokens[e], self.tokens[e - 1]
        word = token.text
        ahead = e + 1 < self.last
        if word in _DASHES:
            return 2 if ahead and self._hyphen(k, e) else 0
        if before.text in {",", ".", ";", ":"}:
            return 0
        if self.is_part(e):
            if (
                word.isupper()
                and len(word) > 3
                and not before.text.isupper()
                and "\n" in self.text[before.end : token.start]
            ):
                return 0
            return max(1, self.known_at(e)[0] - e)
        if not ahead:
            return 0
        following = self.tokens[e + 1]
        if word == "&" and following.text[0].isupper():
            return 0 if self._both_names(e - 1, e + 1) else 2
        if word in _POSSESSIVES:
            return 2 if before.text in _OWNED and following.text[0].isupper() and self.is_part(e + 1) else 0
        if word in _PARTICLES and before.text[0].isupper():
            return self._particle(e)
        return self._small(k, e)

    def _particle(self, e: int) -> int:
        for n in range(e + 1, min(e + 3, self.last)):
            word = self.tokens[n].text
            if word[0].isupper() and self.is_part(n):
                return n + 1 - e
            if word not in _PARTICLES and word not in _DASHES:
                return 0
        return 0

    def _hyphen(self, k: int, e: int) -> bool:
        """Tell whether a hyphen joins two parts of one name."""
        before, dash, after = self.tokens[e - 1], self.tokens[e], self.tokens[e + 1]
        if before.end != dash.start or dash.end != after.start:
            return False
        tail = after.text
        if e - 1 > k and self.tokens[k].text in self.lists.surnames_first and len(before.text) < 8 and len(tail) < 8:
            # Kim Jong-un; but not "Kim Dynasty-era".
            return tail.isalpha() and e - k <= 3
        if not tail[0].isupper():
            if len(before.text) == 1 and tail.isalpha() and len(tail) < 5:
                return True
            within = after.entity in {"ORG", "FAC", "PRODUCT"} and not after.entity_begins and e + 2 < self.last
            return within and self._one_span(e - 1, e + 2) and self.tokens[e + 2].text[0].isupper()
        if dash.text in {"/", "–", "—"}:
            return False
        if before.text in self.lists.given and tail in self.lists.given:
            return True
        if len(before.text) == 1 and before.text in self.lists.known:
            return False
        if not self._both_names(e - 1, e + 1) or before.entity == after.entity in {"ORG", "FAC"}:
            return True
        return self.known_at(e - 1)[1] is not None and self._closes(e + 1, "FAC")

    def _both_names(self, one: int, two: int) -> bool:
        """Tell whether two words are names on their own elsewhere: "Trump-Putin"."""
        words = (self.tokens[one].text, self.tokens[two].text)
        return all(self.words.capital[w] > 1 or squeezed(w) in self.lists.known for w in words)

    def _small(self, k: int, e: int) -> int:
        """Join "of", "for", "and" within names of organisations, places and works."""
        word = self.tokens[e].text
        head = self._heading(k, e)
        if word in {"of", "for"}:
            the = self.tokens[e + 1].text.lower() == "the"
            n = e + 2 if the else e + 1
            if (
                n >= self.last
                or not self.tokens[n].text[0].isupper()
                or self.tokens[n].text.lower() in self.lists.common
            ):
                return 0
            inside = self._one_span(e - 1, n)
            if word == "of" and self.tokens[n].text in {"Year", "Month", "Century", "Decade"}:
                return n + 1 - e
            person = self.tokens[k].text in self.lists.given and e - k > 1
            if (head in {"ORG", "WORK"} or (word == "of" and head in {"GPE", "LOC", "FAC"})) and not person:
                return n + 1 - e
            return n + 1 - e if word == "of" and (inside or self._is_office(e - 1)) else 0
        if word == "and" and self.tokens[e + 1].text[0].isupper() and head == "ORG" and not self._is_whole(k, e):
            return 2 if self._closes(e + 1) or self._of_what(k, e) or self._one_span(e - 1, e + 1) else 0
        if (
            word == "and"
            and self._one_span(e - 1, e + 1)
            and self.tokens[e].entity == "ORG"
            and self.tokens[e + 1].text[0].isupper()
        ):
            return 0 if self._is_whole(k, e) else 2
        return 0

    def _of_what(self, k: int, e: int) -> bool:
        """Tell "Department of Physics and Astronomy" from "University of Oxford and Nature"."""
        if self.tokens[e + 1].entity in {"PERSON", "GPE"} or self.known_at(e + 1)[1]:
            return False
        return any(self.tokens[n].text in _SUBJECTS and self.tokens[n + 1].text == "of" for n in range(k, e - 1))

    def _heading(self, k: int, e: int) -> str:
        """Give the kind of thing that the last word of a run names, with its capital."""
        for n in range(e - 1, max(k, e - 6) - 1, -1):
            word = self.tokens[n].text
            if word[0].isupper() and word in self.lists.kinds:
                return "" if word in self.lists.corporate and n == e - 1 else self.lists.kinds[word]
            if n == e - 1 and word not in {"and", "&"}:
                continue
        return ""

    def _closes(self, n: int, kind: str = "ORG") -> bool:
        """Tell whether among the capitals from a token on is a word for a kind of thing."""
        for m in range(n, min(n + 5, self.last)):
            word = self.tokens[m].text
            if not word[0].isupper():
                return False
            if self.lists.kinds.get(word) == kind:
                return True
        return False

    def _is_whole(self, k: int, e: int) -> bool:
        """Tell whether what stands before "and" is a listed name of its own."""
        return self.lists.known.get(squeezed("".join(t.text for t in self.tokens[k:e]))) is not None

    def _is_office(self, n: int) -> bool:
        return self.tokens[n].text.lower() in self.lists.roles

    def _one_span(self, a: int, b: int) -> bool:
        """Tell whether the pipeline holds the tokens a..b for one span."""
        span = self.tokens[a : b + 1]
        return bool(span[0].entity) and all(t.entity == span[0].entity and not t.entity_begins for t in span[1:])

    # How a run is cut.

    def cut(self, a: int, b: int) -> Iterator[Name]:
        """Cut a run into names."""
        k = a
        start = a
        lead: tuple[int, int] | None = None
        while k < b:
            if k == start and self.tokens[k].text in _INNER:
                start = k = k + 1
                continue
            end, known = (k, None) if self._surname_first(k, b) else self.known_at(k)
            end = min(end, b)
            title = 0 if known and end > k + 1 else self.title(k, b)
            if title and k > start and self.tokens[k].text in self.lists.kinds:
                title = 0
            if title and not (k > start and self._ends_person(start, k, k + title, b)):
                yield from self.name(start, k, lead, None)
                lead = (k, k + title)
                start = k = k + title
                continue
            if known and end > k:
                if k == start:
                    whole = self._reach(k, end, b, known)
                    if whole == end:
                        yield from self.name(k, end, lead, known)
                        start, lead = end, None
                    k = whole
                elif self._joins(start, k, end):
                    k = end
                else:
                    yield from self.name(start, k, lead, None)
                    start, lead = k, None
                continue
            if k > start and self.tokens[k].entity_begins and self._breaks(start, k):
                yield from self.name(start, k, lead, None)
                start, lead = k, None
            k += 1
        yield from self.name(start, b, lead, None)

    def title(self, k: int, b: int) -> int:
        """Give the length of the office or form of address at a token ("Vice President", "Secretary of State")."""
        n = found = k
        while n < min(b, k + 6):
            word = self.tokens[n].text
            if self._title_word(n):
                found = n = self._of_matter(n + 1, b)
            elif word[0].isupper() and word.lower() in self.lists.modifiers:
                n += 1
            else:
                break
        if (
            found > k
            and found + 2 < b
            and self.tokens[found].text == "of"
            and self.tokens[found + 2].text in {"Year", "Month", "Century"}
        ):
            return 0
        if found == k + 1 and not self.tokens[k].text.isupper():
            token, ahead = self.tokens[k], self.tokens[min(k + 1, self.last - 1)]
            if k + 1 < b and ahead.text in self.lists.kinds:
                return 0
            if (
                k + 1 < b
                and token.entity == ahead.entity == "ORG"
                and not ahead.entity_begins
                and not token.text.endswith(".")
            ):
                return 0
        return found - k

    def _of_matter(self, n: int, b: int) -> int:
        """Go past the matter of an office: "of State", "of the Treasury"."""
        if n + 1 < b and self.tokens[n].text == "of" and self.tokens[n - 1].text[0].isupper():
            m = n + 2 if self.tokens[n + 1].text == "the" else n + 1
            if m < b and self.tokens[m].text.lower() in self.lists.modifiers:
                return m + 1
        return n

    def _title_word(self, n: int) -> bool:
        word = self.tokens[n].text
        if n + 1 < self.last and self.tokens[n + 1].text in _DASHES and self.tokens[n + 1].start == self.tokens[n].end:
            return False
        return word in self.lists.honorifics or (word[0].isupper() and word.lower() in self.lists.roles)

    def _ends_person(self, start: int, k: int, after: int, b: int) -> bool:
        """Tell whether an office's word is a surname: "Stephen King"."""
        return after == b == k + 1 and all(self.tokens[n].text in self.lists.given for n in range(start, k))

    def _reach(self, k: int, end: int, b: int, known: Known) -> int:
        """Tell how far a name goes that begins with a listed one: "Israeli" in "Israeli Supreme Court"."""
        if end >= b:
            return end
        stop = end
        while stop < b and (not self.title(stop, b) or (stop == end and self.tokens[stop].text in self.lists.kinds)):
            stop += 1
        if stop == end:
            return end
        tail = self.tokens[stop - 1].text
        if (
            tail not in self.lists.kinds
            and self.tokens[end].text in self.lists.given
            and known.type in {"GPE", "NORP", "LOC"}
        ):
            return end
        if self.tokens[end].text in {"of", "for", "and", "on"} and known.type not in {"ORG", "FAC"}:
            return end
        if tail in self.lists.kinds and self.lists.kinds[tail] != "PRODUCT":
            return stop
        form = self.text[self.tokens[k].start : self.tokens[end - 1].end]
        nick = " ".join(t.text for t in self.tokens[end : end + 2])
        if form in self.lists.teams:
            for size in (2, 1):
                if end + size <= b and " ".join(nick.split()[:size]) in self.lists.teams[form]:
                    return end + size
        if self._is_first_name(k, end, stop):
            return stop
        if self.style == "headline":
            return end
        joined = self.tokens[end].entity if known.type != "NORP" else self.tokens[end].entity.replace("PERSON", "")
        if joined and not self.tokens[end].entity_begins and self.tokens[k].entity != "NORP":
            n = end
            while n < stop and self.tokens[n].entity and not self.tokens[n].entity_begins:
                n += 1
            return n
        return end

    def _is_first_name(self, k: int, end: int, stop: int) -> bool:
        """Tell "Austin Butler" and "Boston Dynamics" from a town and the name after it: no comma, no preposition."""
        if end != k + 1 or stop != end + 1 or self.tokens[k].text not in self.lists.towns:
            return False
        before = self.tokens[k - 1].text.lower() if k > self.first else ""
        return before not in _PREPOSITIONS and not self.words.capital[self.tokens[end].text] > 2

    def _surname_first(self, k: int, b: int) -> bool:
        """Tell whether "Moon Jae-in" begins here: a surname before two joined syllables."""
        return (
            k + 3 < b + 1
            and self.tokens[k].text in self.lists.surnames_first
            and self.tokens[k + 1].text[0].isupper()
            and self.tokens[k + 2].text == "-"
            and k + 3 < self.last
            and self.tokens[k + 2].end == self.tokens[k + 3].start
        )

    def _joins(self, start: int, k: int, end: int) -> bool:
        """Tell whether a listed name within a run belongs to the name before it: "University of Kentucky"."""
        before = self.tokens[k - 1].text
        if end == k + 1 and len(self.tokens[k].text) > 3 and self.tokens[k].text.isupper() and not before.isupper():
            return False
        if before in {"of", "for", "the", "and", "on", "&"} or before in _DASHES or before in _PARTICLES:
            return True
        if self.tokens[start].text in self.lists.given and k - start < 3:
            return not self.tokens[k].entity_begins or self.tokens[start].entity == "PERSON"
        return bool(self.tokens[k].entity) and not self.tokens[k].entity_begins

    def _breaks(self, start: int, k: int) -> bool:
        """Tell whether the pipeline's border between two spans is to be trusted."""
        one, two = self.tokens[k - 1], self.tokens[k]
        return bool(one.entity) and one.entity != two.entity and self.tokens[start].text not in self.lists.given

    def name(self, a: int, b: int, lead: tuple[int, int] | None, known: Known | None) -> Iterator[Name]:
        """Give the name of the tokens a..b, without the small words at its ends."""
        small = _INNER | {"The"}
        while a < b and self.tokens[a].text in small:
            a += 1
        while a < b and (self.tokens[b - 1].text in small or self._loose_end(a, b)):
            b -= 1
        if a >= b or b - a > 2 * _LONGEST or (b - a == 1 and len(self.tokens[a].text) < 2):
            return
        if known is None:
            end, entry = self.known_at(a)
            known = entry if end == b else None
        b, known = self._bare(a, b, known)
        start, end = self.tokens[a].start, self.tokens[b - 1].end
        tail = self.tokens[b - 1].text
        if b - a == 1 and "-" in tail and tail.partition("-")[0] in self.lists.known:
            # "U.S.-made" is one token.
            known = self.lists.known[tail.partition("-")[0]]
            end = start + tail.index("-")
        form = " ".join(self.text[start:end].split())
        yield Name(self.number, self.sentence, a, b, start, end, form, self.style, lead, known)

    def _loose_end(self, a: int, b: int) -> bool:
        return self.tokens[b - 1].text in _PARTICLES and (b - a < 2 or self.tokens[b - 2].text not in _DASHES)

    def _bare(self, a: int, b: int, known: Known | None) -> tuple[int, Known | None]:
        """Take in the small word of "Kursk region" and "Ofer military prison"."""
        if b - a > 3 or self.style == "capitals" or (known is not None and known.type != "GPE"):
            return b, known
        n = b + 1 if b < self.last and self.tokens[b].text in _BARE_BETWEEN else b
        if n < self.last and self.tokens[n].text in _BARE:
            return n + 1, None
        return b, known


def rejoined(names: Sequence[Name], analyses: Sequence[Analysis]) -> list[Name]:
    """Join neighbours whose joined form the event has elsewhere as one name: "Memphis" + "Hustle"."""
    forms = Counter(name.form for name in names)
    result: list[Name] = []
    for name in names:
        last = result[-1] if result else None
        if (
            last is not None
            and last.last == name.first
            and (last.article, last.sentence) == (name.article, name.sentence)
        ):
            form = f"{last.form} {name.form}"
            if forms[form] and name.lead is None:
                text = " ".join(analyses[name.article].article.text[last.start : name.end].split())
                if text == form:
                    result[-1] = last._replace(last=name.last, end=name.end, form=form, known=None)
                    continue
        result.append(name)
    return result


def spans(analysis: Analysis, number: int, words: Vocabulary, lists: Lexicon) -> list[Name]:
    """Find the names of an article, the event's article with this number."""
    return list(Reader(analysis, number, words, lists).names())
