"""What may be part of a name: words with capitals that are not merely a sentence's first, and listed names."""

from __future__ import annotations

import re

from briefing.prepare.analysis import Analysis
from briefing.prepare.names.lexicon import Known, Lexicon, squeezed
from briefing.prepare.names.vocabulary import OPENERS, Style, Vocabulary

DASHES = frozenset("-‐‑–—/")
LONGEST = 12
"""No name has more words."""
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
"""The pipeline's labels for names."""
_SITES = (".com", ".org", ".net", ".io", ".news", ".tv", ".co.uk", ".info", ".gov", ".edu")
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_CLOSED = frozenset({"CC", "DT", "EX", "IN", "MD", "PDT", "PRP", "PRP$", "RP", "TO", "UH", "WDT", "WP", "WP$", "WRB"})
"""The pipeline's tags for words that begin no name."""
_CAMEL = re.compile(r"([A-Z][a-z]{1,20})[A-Z][a-z]{1,20}")
_LONG_WORD = 60
"""No word of a name has more letters."""


class Parts:
    """Tells the parts of names in one article; `first` and `last` hold the current sentence's tokens."""

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

    def begins(self, k: int) -> bool:
        """Tell whether a name may begin at a token."""
        word = self.tokens[k].text
        if k > self.first and self.tokens[k - 1].text == "#" and self.tokens[k - 1].end == self.tokens[k].start:
            # A hashtag is no name, "#WeWin", but where it spells a person's, "#AnnSmith".
            spelled = _CAMEL.match(word)
            return spelled is not None and spelled[1] in self.lists.given
        if word[0].islower() or word[0].isdigit():
            if word[:3] in self.lists.starts and self.known_at(k)[1]:
                return True
            if word in self.lists.rules["articles"] and self.follows(k + 1, DASHES):
                return self.capital(k + 2) and self.tokens[k].end == self.tokens[k + 1].start
        return self.is_part(k)

    def capital(self, k: int) -> bool:
        """Tell whether a token of the sentence begins with a capital."""
        return k < self.last and self.tokens[k].text[0].isupper()

    def follows(self, k: int, words: frozenset[str]) -> bool:
        """Tell whether a token of the sentence is one of some words."""
        return k < self.last and self.tokens[k].text in words

    def opens(self, k: int) -> bool:
        """Tell whether a token stands where a capital says nothing."""
        return k == self.first or self.tokens[k - 1].text[0] in OPENERS

    def is_part(self, k: int) -> bool:
        """Tell whether a token has the look of (a part of) a name."""
        word = self.tokens[k].text
        if len(word) > _LONG_WORD:
            return False
        if not word[0].isupper():
            inner = len(word) > 2 and word[0].isalpha() and any(c.isupper() for c in word[1:])
            site = word.endswith(_SITES) and word[0].isalpha() and "/" not in word and "@" not in word
            return (inner and word.isalnum()) or site
        low = word.lower().rstrip(".")
        if low in self.lists.common:
            loud = word.isupper() and self.style != "capitals"
            return self._is_surname(k) or self.known_at(k)[0] > k + 1 or (loud and self.known_at(k)[0] > k)
        if self.style == "capitals" and word.isupper():
            return self._in_capitals(k, word, low)
        if word[-1].isdigit() and word.rstrip("0123456789.,") in self.lists.rules["currencies"]:
            return False
        return self._is_capital_part(k, word, low)

    def _is_capital_part(self, k: int, word: str, low: str) -> bool:
        if low in self.lists.soft:
            button = word.isupper() and len(word) > 3 and k + 1 < self.last and not self.tokens[k + 1].text.isupper()
            return not button and self._is_soft_part(k, low)
        if word.isupper() and len(word) > 3 and self.words.small[low] and not self.known_at(k)[1]:
            # "these COSTLY wars", but "at ACME SCHOOL"
            near = [self.tokens[n].text for n in (k - 1, k + 1) if self.first <= n < self.last]
            if not any(len(w) > 1 and w.isupper() for w in near):
                return False
        if self.style == "headline":
            return self._in_headline(k, word, low)
        return not self.opens(k) or self._at_start(k, word, low)

    def _in_capitals(self, k: int, word: str, low: str) -> bool:
        if low in self.words.loud or word.capitalize() in self.lists.given or self.known_at(k)[0] > k:
            return True
        given = k > self.first and self.tokens[k - 1].text.capitalize() in self.lists.given
        return given and not self.words.small[low] and low not in self.lists.soft

    def _is_soft_part(self, k: int, low: str) -> bool:
        """Tell "World Trade Organization" from "World leaders" and "News" on a button."""
        word = self.tokens[k].text
        before = self.tokens[k - 1].text if k > self.first else ""
        if self.known_at(k)[0] > k + 1 or self.words.capital[word] > 1 + 2 * self.words.small[low]:
            return True
        if self.style != "running":
            return False
        if before and before[0].isupper() and before[0] not in OPENERS:
            return before in self.lists.given or self.capital(k + 1) or self.tokens[k].tag.startswith("NNP")
        if word in self.lists.rules["owners"] and self.follows(k + 1, _POSSESSIVES) and self.capital(k + 2):
            return not self.opens(k)
        after = self.capital(k + 1) and self.tokens[k + 1].text.lower() not in self.lists.common
        office = low in self.lists.roles or word in self.lists.honorifics
        if after and self.opens(k) and not office and self.tokens[k + 1].entity in {"", "PERSON"}:
            # "Top Democrats", "Follow Ann Smith"
            return False
        return after and (not self.opens(k) or not self.words.small[low])

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
        # A title's names stand in the text as well; what does not is rather a verb that the pipeline mistakes.
        titled = self.sentences[self.sentence].segment.kind in {"title", "deck"}
        return not titled and self.tokens[k].entity in LABELS and not self.words.small[low]

    def _at_start(self, k: int, word: str, low: str) -> bool:
        """Tell whether a sentence's first word begins a name."""
        token, small = self.tokens[k], bool(self.words.small[low])
        if token.tag in _CLOSED:
            return word in self.lists.given or self.known_at(k)[1] is not None
        written = bool(self.words.capital[word]) and self.words.is_name(word)
        listed = self.known_at(k)[1] is not None and not self._is_everyday(k, word)
        if written or listed or (word.isupper() and low in self.words.loud):
            return True
        if low in self.lists.roles or low in self.lists.modifiers or word in self.lists.honorifics:
            return self._leads_to_office(k, low) or token.entity in {"ORG", "FAC"}
        lone = self.sentences[self.sentence].segment.kind == "boilerplate" and not self.capital(k + 1)
        if lone or (word.isupper() and len(word) > 4 and small):
            return False
        if low.endswith(("ing", "ed")) and word not in self.lists.given and word not in self.lists.surnames:
            # "Accusing Smith"
            return False
        return token.tag.startswith("NNP") and (not small or token.entity in LABELS)

    def _is_everyday(self, k: int, word: str) -> bool:
        """Tell whether a listed name at a sentence's start is but an everyday word: "Mobile phones", "Fed up"."""
        if self.known_at(k)[0] > k + 1 or self.capital(k + 1):
            return False
        verb = self.tokens[k].tag.startswith("VB") and word.lower() in self.lists.english
        return verb or word in self.lists.rules["everyday_towns"]

    def _leads_to_office(self, k: int, low: str) -> bool:
        """Tell "Former President" from "Former workers" and "Former Acme executives"."""
        word = self.tokens[k + 1].text if self.capital(k + 1) else ""
        if low in self.lists.roles or self.tokens[k].text in self.lists.honorifics:
            return bool(word)
        return word.lower() in self.lists.roles or word.lower() in self.lists.modifiers or word in self.lists.honorifics

    def is_postal(self, k: int) -> bool:
        """Tell whether a token is a state's two letters: "Dayton, OH", "Smith (D-ME)", "Lee (HI)"."""
        before = self.tokens[k - 1].text if k > self.first else ""
        party, dash, state = self.tokens[k].text.rpartition("-")
        beside = len(party) == 1 if dash else before in {",", "("} or before in DASHES
        return state in self.lists.postal and beside

    def known_at(self, k: int, stop: int = -1) -> tuple[int, Known | None]:
        """Give the end of the longest listed name that begins at a token (and ends by `stop`), and its entry."""
        best: tuple[int, Known | None] = (k, None)
        starts, known = self.lists.starts, self.lists.known
        joined = folded = ""
        for e in range(k, min(self.last if stop < 0 else stop, k + LONGEST)):
            word = self.tokens[e].text
            if len(word) > _LONG_WORD:
                break
            joined += word
            folded += word.capitalize() if len(word) > 1 and word.isupper() else word
            longest = max(starts.get(joined[:3], 0), starts.get(folded[:3], 0))
            if len(joined) > longest:
                # The lists are sorted by three letters; a first word may have fewer.
                if len(joined) >= 3 or e > k + 1:
                    break
                continue
            if e > k and len(word) < 3 and word.islower() and self.tokens[e - 1].end < self.tokens[e].start:
                # "Israel is"
                continue
            entry = known.get(squeezed(joined)) or known.get(squeezed(folded))
            if entry is not None:
                best = (e + 1, entry)
        return best
