"""Evidence for the kind of thing that a name stands for.

It comes from the name's own words, from the words around each of its places, and from the pipeline's labels,
which for single words are little more than guesses. Weights are on one scale: a listed name weighs 6, a telling
word 5, the pipeline's label at all places 2 or 3.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from briefing.model import EntityType
from briefing.prepare.analysis import Analysis, Token
from briefing.prepare.names.lexicon import Known, Lexicon
from briefing.prepare.names.spans import Name

Scores = dict[EntityType, float]

SITES = (".com", ".org", ".net", ".io", ".news", ".tv", ".uk", ".info", ".gov", ".edu")
_PIPELINE: dict[str, EntityType] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP", "EVENT": "EVENT",
    "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK", "LAW": "WORK",
}  # fmt: skip
_PLACES: frozenset[EntityType] = frozenset({"GPE", "LOC", "FAC"})
_SITED: tuple[tuple[str, EntityType], ...] = (("settled", "GPE"), ("natural", "LOC"))
_OPENING = frozenset({'"', "“", "‘", "'"})
_CLOSING = frozenset("\"”’'.,")
_COMMAS = frozenset({",", "and", "or", "&"})
_LISTED = 40
"""A list of names is followed over no more words on either side."""
_NONE = Token(0, 0, " ", "", "", "", "", 0, "", entity_begins=False)


def weigh(
    written: str, forms: Sequence[str], names: Sequence[Name], analyses: Sequence[Analysis], lists: Lexicon
) -> Scores:
    """Weigh what a form stands for; `written` is its usual writing, `forms` are all, `names` its places."""
    evidence = _Evidence(lists)
    evidence.of_words(written, forms, next((n.known for n in names if n.known), None))
    evidence.part = 1 / len(names)
    for name in names:
        evidence.of_place(name, analyses[name.article])
    if len(written.split()) == 1 and any(n.lead for n in names):
        # "President Smith" once tells what "Smith" is everywhere.
        evidence.scores["PERSON"] += 3
    if evidence.unheard and all(evidence.scores[kind] < 1 for kind in sorted(_PLACES)):
        # Words of no English text, and no place: rather a person's than a firm's.
        evidence.scores["PERSON"] += 2.5
    return dict(evidence.scores)


def _is_listing(token: Token) -> bool:
    """Tell whether a token may stand in a list of names."""
    return token.text in _COMMAS or token.text[0].isupper()


class _Evidence:
    """Gathers the scores of one form."""

    def __init__(self, lists: Lexicon) -> None:
        self.lists = lists
        self.scores: defaultdict[EntityType, float] = defaultdict(float)
        self.part = 1.0
        """One place's share of the form's places."""
        self.unheard = False
        """Whether the name's words stand in no English text."""

    # The name's own words.

    def of_words(self, written: str, forms: Sequence[str], known: Known | None) -> None:
        """Weigh the name's own words."""
        words = written.split()
        if known:
            self.scores[known.type] += 6
        elif len(words) > 1:
            self._of_first_word(words)
        if any(w.split()[-1] in self.lists.corporate and " " in w for w in forms):
            self.scores["ORG"] += 8
        if words[-1].endswith(SITES):
            self.scores["ORG"] += 5
        if len(words) > 1:
            if not self._of_telling_word(words):
                self._of_full_name(words)
        elif not known:
            self._of_single_word(written)
        if any(c.isdigit() for c in written):
            self.scores["PRODUCT"] += 1
            self.scores["PERSON"] -= 4

    def _of_first_word(self, words: list[str]) -> None:
        """Weigh a name that begins with a listed one ("Amazon Prime") or has everyday words ("Common Sense")."""
        if words[0] == "New" and (entry := self.lists.known.get(words[-1])) and entry.type == "GPE":
            self.scores["GPE"] += 3
        for rule, site in _SITED:
            if words[0] in self.lists.rules[rule]:
                self.scores[site] += 3
                self.scores["PERSON"] -= 3
                return
        if words[0] in self.lists.given:
            return
        entry = self.lists.known.get(words[0])
        if entry and entry.type in {"ORG", "PRODUCT", "NORP"}:
            self.scores["PERSON"] -= 2
            self.scores["PRODUCT" if entry.type == "PRODUCT" else "ORG"] += 3 if entry.type == "PRODUCT" else 1
        elif any(w.lower() in self.lists.soft for w in words):
            self.scores["PERSON"] -= 2.5

    def _of_telling_word(self, words: list[str]) -> bool:
        """Weigh "Ministry", "River" and the like at the name's end or before "of"; tell whether there was one."""
        kinds, last = self.lists.kinds, words[-1].strip(",")
        head = next((w for w, after in pairwise(words) if after in {"of", "for"}), "")
        kind = kinds.get(head) or ("ORG" if words[-1] == "State" else None)
        if kind is None:
            kind = kinds.get(last) or kinds.get(last.capitalize())
            if kind and words[0] in self.lists.given and last not in self.lists.corporate and len(words) == 2:
                # "Faith Hill": the pipeline's label decides between a person and "Lincoln Memorial".
                self.scores["PERSON"] += 2.5
        if kind is None and last.islower():
            kind = self.lists.nouns.get(last)
        if kind is None and last in self.lists.team_names:
            kind = "ORG"
        if kind is not None:
            surname = last in self.lists.rules["surnames"] and len(words) == 2 and words[0] not in self.lists.towns
            self.scores[kind] += 2.5 if surname else 5
        elif {"&", "of", "for", "and"} & set(words):
            if words[0] in self.lists.given and words[1] == "of":
                self.scores["PERSON"] += 4
            else:
                self.scores["ORG"] += 2
        else:
            return False
        return True

    def _of_full_name(self, words: list[str]) -> None:
        """Weigh whether words look like a person's given name and surname."""
        first = words[0]
        plain = all(w[0].isalpha() and not w.isupper() for w in words)
        if {first, first.split("-")[0], first.capitalize()} & self.lists.given:
            self.scores["PERSON"] += 4 if len(words) <= 4 else 1
        if plain and len(words) == 2 and words[1] in self.lists.surnames and first.lower() not in self.lists.soft:
            self.scores["PERSON"] += 2
        unheard = [plain and w.lower() not in self.lists.english for w in words]
        self.unheard = all(unheard) or (unheard[0] and len(words) == 2 and words[1] in self.lists.rules["surnames"])
        if any(len(w) == 2 and w[1] == "." for w in words[:-1]):
            self.scores["PERSON"] += 3
        surname = first.capitalize() in self.lists.surnames_first
        if not surname and words[-1].rpartition("-")[2].islower():
            # "Galileo X-ray": no surname goes on in small letters.
            self.scores["PERSON"] -= 12
        if plain and surname and (len(words) == 3 or "-" in words[-1]):
            self.scores["PERSON"] += 4
        elif plain and len(words) == 2 and (surname or words[-1] in self.lists.surnames_first):
            self.scores["PERSON"] += 1.5

    def _of_single_word(self, written: str) -> None:
        """Weigh initials, capitals amid a word, a pair of towns, a given name."""
        towns = [self.lists.known.get(p) for p in written.split("-")] if "-" in written else []
        if 2 <= len(written) <= 10 and written.isupper() and written.isalpha():
            self.scores["ORG"] += 2
            for kind in sorted(_PLACES):
                self.scores[kind] -= 2
        elif towns and all(t is not None and t.type == "GPE" for t in towns):
            self.scores["GPE"] += 5
        elif any(c.isupper() for c in written[2:]) and not written.isupper():
            self.scores["ORG" if written[0].isupper() else "PRODUCT"] += 1.2
        elif written in self.lists.given:
            self.scores["PERSON"] += 3
        elif written in self.lists.surnames:
            self.scores["PERSON"] += 1.2
        elif written.isalpha() and written.lower() not in self.lists.english:
            self.scores["PERSON"] += 0.3

    # One of the places where the name stands.

    def of_place(self, name: Name, analysis: Analysis) -> None:
        """Weigh the pipeline's labels and the words around one place."""
        tokens = analysis.tokens
        before = tokens[name.first - 1] if name.first else _NONE
        earlier = tokens[name.first - 2] if name.first > 1 else _NONE
        after = tokens[name.last : name.last + 4]
        self._of_labels(name, tokens)
        self._of_credit(name, analysis)
        self._of_following(after)
        self._of_list(name, analysis)
        if len(after) > 1 and after[0].text == "," and self._is_state(after[1].text):
            # "Mt. Ardley, Wis."
            self.scores["GPE"] += (0 if name.lead else 3) * self.part
        if name.lead:
            self.scores["PERSON"] += 5 * self.part
        else:
            self._of_preceding(name, before, earlier)
        self._of_nouns(before, earlier)
        if before.text in _OPENING and after and after[0].text[0] in _CLOSING and name.last - name.first > 1:
            self.scores["WORK"] += 0 if name.known else 4 * self.part
        token = tokens[name.last - 1]
        if token.dep == "nsubj" and tokens[token.head].lemma in self.lists.rules["saying"]:
            self.scores["PERSON"] += 0.7 * self.part
            self.scores["ORG"] += 0.4 * self.part

    def _of_labels(self, name: Name, tokens: Sequence[Token]) -> None:
        """Weigh the pipeline's labels: better for full names than for single words, and in running text."""
        weight = 3.0 if name.last - name.first > 1 else 2.0
        if name.style != "running":
            weight /= 2
        votes = Counter(tokens[n].entity for n in range(name.first, name.last))
        for label in sorted(votes):
            kind = _PIPELINE.get(label)
            if kind:
                self.scores[kind] += weight * self.part * votes[label] / (name.last - name.first)

    def _of_credit(self, name: Name, analysis: Analysis) -> None:
        """Weigh bylines and credits ("Reporting by A and B"): full names in them are people."""
        sentence = analysis.sentences[name.sentence]
        if name.last - name.first < 2 or name.known or sentence.segment.kind == "body":
            return
        if sentence.segment.kind == "byline" or analysis.tokens[sentence.first].text in self.lists.rules["credits"]:
            self.scores["PERSON"] += 2 * self.part

    def _of_preceding(self, name: Name, before: Token, earlier: Token) -> None:
        """Weigh the word before a name: an article, a preposition, a role."""
        low, part = before.text.lower(), self.part
        if low == "the":
            self.scores["PERSON"] -= 3 * part
            # "told The Onlooker": a capital amid the sentence makes the article part of the name.
            self.scores["ORG"] += (2.5 if before.text == "The" and earlier.text[0].isalpha() else 0.5) * part
        elif low in self.lists.rules["where"]:
            self.scores["GPE"] += 2 * part
            self.scores["PERSON"] -= part
        elif before.text in self.lists.roles and before.dep == "compound":
            self.scores["PERSON"] += 3 * part
        elif low == "by" and name.last - name.first > 1:
            self.scores["PERSON"] += 1.5 * part
        elif before.text == "of" and self.lists.nouns.get(earlier.text) in _PLACES:
            self.scores[self.lists.nouns[earlier.text]] += 4 * part

    def _of_following(self, after: Sequence[Token]) -> None:
        """Weigh "Orbis processor", "Orbis, a technique", "Smith, 42,"."""
        words = [t.text for t in after]
        if words and words[0] in self.lists.nouns:
            kind = self.lists.nouns[words[0]]
            self.scores[kind] += (1.5 if kind in {"ORG", "GPE"} else 3) * self.part
        if len(words) < 3 or words[0] != ",":
            return
        if words[1].isdigit() and len(words[1]) <= 2 and words[2] in {",", "."}:
            self.scores["PERSON"] += 5 * self.part
        elif words[1] in {"a", "an", "the"}:
            kinds = [self.lists.nouns[w] for w in words[2:] if w in self.lists.nouns]
            if kinds:
                self.scores[kinds[0]] += max(2.0, 3 * self.part)
            elif any(w in self.lists.roles for w in words[2:]):
                self.scores["PERSON"] += 2 * self.part

    def _is_state(self, word: str) -> bool:
        entry = self.lists.known.get(word) or self.lists.known.get(f"{word}.") or self.lists.postal.get(word)
        return entry is not None and entry.name in self.lists.states

    def _of_list(self, name: Name, analysis: Analysis) -> None:
        """Weigh a word beside a list that tells what all its names are: "the counties of Ada, Bell and Coe"."""
        tokens, sentence = analysis.tokens, analysis.sentences[name.sentence]
        first, last = name.first, name.last
        while first > max(sentence.first, name.first - _LISTED) and _is_listing(tokens[first - 1]):
            first -= 1
        while last < min(sentence.last, name.last + _LISTED) and _is_listing(tokens[last]):
            last += 1
        listed = any(t.text in _COMMAS for t in tokens[first:last])
        before = (t.text.lower() for t in tokens[max(sentence.first, first - 2) : first])
        behind = (t.text.lower() for t in tokens[last : min(sentence.last, last + 1)])
        if listed and self.lists.rules["listed"] & {*before, *behind}:
            self.scores["GPE"] += 6 * self.part

    def _of_nouns(self, before: Token, earlier: Token) -> None:
        """Weigh "a technique called Orbis", "the company Orbis", "according to Orbis"."""
        nouns = self.lists.nouns
        if before.text in {"called", "named", "dubbed"} and earlier.text in nouns:
            self.scores[nouns[earlier.text]] += max(2.0, 3 * self.part)
        if before.text == "to" and earlier.text.lower() == "according":
            self.scores["ORG"] += self.part
            self.scores["PERSON"] += 0.5 * self.part
        if before.text in nouns and before.dep in {"compound", "nmod"}:
            self.scores[nouns[before.text]] += 2 * self.part
