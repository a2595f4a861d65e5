"""Which noun phrases may name someone who speaks, and the entity that one names."""

from __future__ import annotations

from briefing.model import Entity
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene, office_of

HE = frozenset({"he", "his", "him", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves"})
RELATIVE = frozenset({"who", "which", "that", "whose"})
NOUNS = frozenset({"NOUN", "PROPN"})
_ANYONE = frozenset(
    {"i", "we", "one", "some", "many", "others", "someone", "somebody", "everyone", "everybody", "anyone", "nobody"}
)
_SOME = frozenset({"one", "two", "three", "some", "many", "several", "most", "both", "all", "few", "none", "half"})
_CROWD = frozenset(
    {"group", "coalition", "pair", "couple", "handful", "number", "dozens", "hundreds", "thousands", "scores"}
)
# How far one noun leans on another: "the founder of the movement".
_DEPTH = 4
_HYPHENS = frozenset({"-", "–", "‑"})
# Endings of nouns for people; those of things as well ("computer") are kept out by what else a cue needs.
_PEOPLE = ("er", "or", "ist", "man", "woman", "person", "men", "women", "ian", "ant", "ee", "eer", "crat", "ite")


class Voices:
    """Reads the noun phrases of one article."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def entity_of(self, head: int) -> Entity | None:
        """Give the entity that a noun phrase names: its head, or a person in apposition."""
        scene = self._scene
        own = scene.named[head]
        if own is not None and own.type == "PERSON":
            return own
        if own is not None and own.type == "GPE" and (member := self._member_for(head)) is not None:
            return member
        bare = not any(scene.tokens[c].dep == "det" for c in scene.children[head])
        beside = ("appos", "conj") if bare and own is None and scene.tokens[head].tag == "NN" else ("appos",)
        for c in scene.children[head]:
            if scene.tokens[c].dep in beside and scene.layer[c] == scene.layer[head]:
                other = scene.named[c]
                if other is not None and (other.type == "PERSON" or (own is None and other.type == "ORG")):
                    return other
        return own or self._holder(head) or scene.stands_for[head]

    def _holder(self, head: int) -> Entity | None:
        """Give the person whom the grammar hangs on the body of his office: "the envoy to Paris, Ann Lee"."""
        scene = self._scene
        if scene.tokens[head].lemma.lower() not in lexicon().roles:
            return None
        for c in scene.children[head]:
            for g in scene.children[c] if scene.tokens[c].dep == "prep" else ():
                for h in scene.children[g]:
                    other = scene.named[h]
                    held = scene.tokens[h].dep == "appos" and other is not None and other.type == "PERSON"
                    if held and office_of(scene, g) == head:
                        return other
        return None

    def _member_for(self, place: int) -> Entity | None:
        """Give the person whose party and constituency a place is part of: "Jane Smith (D-Ohio)", "Smith, R-Ohio"."""
        scene = self._scene
        if place < 2 or scene.tokens[place - 1].text not in _HYPHENS:
            return None
        for i in range(place - 2, max(-1, place - 7), -1):
            entity = scene.named[i]
            if entity is not None and entity.type == "PERSON":
                return entity
        return None

    def of_whom(self, head: int) -> int | None:
        """Give the people of "one of the editors", by the head of their noun phrase."""
        scene = self._scene
        if scene.tokens[head].text.lower() not in _SOME | _CROWD:
            return None
        for c in scene.children[head]:
            if scene.tokens[c].text.lower() == "of":
                for g in scene.children[c]:
                    if scene.tokens[g].dep == "pobj" and scene.tokens[g].pos in NOUNS and 0 < g - head <= 8:
                        return g if self.can_speak(g) else None
        return None

    def whole(self, head: int) -> int | None:
        """Give the document that a part of it belongs to: "the report's introduction", "the preface of the report"."""
        known = lexicon()
        if self._is_people(head) or self._scene.tokens[head].lemma.lower() in known.roles:
            return None
        inner = [
            g for c in self._scene.children[head] if self._scene.tokens[c].text == "of" for g in self._scene.children[c]
        ]
        for c in (*self._scene.children[head], *inner):
            token = self._scene.tokens[c]
            if token.dep in ("poss", "pobj") and token.lemma.lower() in known.words and self._scene.named[c] is None:
                return c
        return None

    def can_speak(self, head: int) -> bool:
        """Tell whether a noun phrase may name someone who speaks."""
        token = self._scene.tokens[head]
        entity = self.entity_of(head)
        if entity is not None:
            return entity.type in ("PERSON", "ORG", "GPE", "NORP", "FAC")
        known = lexicon()
        lemma, low = token.lemma.lower(), token.text.lower()
        if token.pos in ("PRON", "NUM", "DET") or low in RELATIVE:
            return low in HE | SHE | THEY | IT | _ANYONE | {"who", "which"} or self.of_whom(head) is not None
        return (
            lemma in known.roles
            or lemma in known.organisation
            or lemma in known.institution
            or lemma in known.words
            or lemma in known.documents
            or self._is_people(head)
            or self.whole(head) is not None
        )

    def _is_people(self, head: int) -> bool:
        """Take a noun for people by its form: critics, users, lawmakers, scientists, a Londoner."""
        token = self._scene.tokens[head]
        if token.pos not in NOUNS:
            return False
        lemma = token.lemma.lower()
        return token.tag in ("NNPS", "NNP") or lemma.endswith(_PEOPLE)

    def person_over(self, noun: int) -> int:
        """Give the person whom "who" means where it stands behind what he is of: "the founder of the movement, who"."""
        scene = self._scene
        known = lexicon()
        at = noun
        for _ in range(_DEPTH):
            entity = scene.named[at]
            lemma = scene.tokens[at].lemma.lower()
            if (entity is not None and entity.type in ("PERSON", "NORP")) or lemma in known.roles:
                return at
            over = scene.tokens[at].head
            if scene.tokens[over].pos == "ADP":
                over = scene.tokens[over].head
            if over == at or scene.tokens[over].pos not in NOUNS:
                break
            at = over
        return noun

    def last_of(self, first: int, who: int) -> int:
        """Give the last of coordinated nouns before "who", which is whom the clause describes."""
        scene = self._scene
        at = first
        for _ in range(_DEPTH):
            later = [c for c in scene.children[at] if scene.tokens[c].dep in ("conj", "appos") and at < c < who]
            people = [c for c in later if self.can_speak(c)]
            if not people:
                break
            at = people[-1]
        return at
