"""Whom pronouns stand for, and who was heard of last."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model import Entity
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.memory import Memory
from briefing.prepare.quotes.scene import ASIDE, SUBJECTS, Scene
from briefing.prepare.quotes.voices import HE, NOUNS, RELATIVE, Voices

WORDS = 200
"""How many words anything looks back."""
DEPTH = 4
"""How deep one reference may lean on another: "his comment" → "his" → "the coach"."""
# How many sentences back an unnamed speaker may be "he".
_BACK_NOUN = 3
# How many sentences back somebody is named whom another calls "he" in his speech.
_BACK_WITHIN = 2
# How many sentences back whoever was last heard of may be "he" where no name is in reach.
_BACK_HEARD = 10


class Speaker(NamedTuple):
    """Who speaks, as far as it is known."""

    name: str | None
    entity: str | None
    candidates: tuple[str, ...] = ()


UNKNOWN = Speaker(None, None)


class Antecedents:
    """Finds in one article what pronouns stand for; what they were resolved to is kept in the memory."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._voices = Voices(scene)
        self._memory = Memory(scene)

    def speaker_at(self, head: int, depth: int = 0) -> Speaker:
        """Tell who the noun phrase with this head names."""
        raise NotImplementedError

    def _within(self, head: int, low: str) -> Speaker:
        """Resolve "he" in somebody's speech: a person named in it, or close before who is not speaking."""
        scene = self._scene
        sentence = scene.sentence_of[head]
        found = self._memory.last(head, ("PERSON",), "male" if low in HE else "female", self._tellers(sentence))
        last = self._memory.place_of(head, found)
        near = last is not None and (
            scene.layer[last] == scene.layer[head] or sentence - scene.sentence_of[last] <= _BACK_WITHIN
        )
        return Speaker(found.name, found.id) if found is not None and near else UNKNOWN

    def _tellers(self, sentence: int) -> frozenset[str]:
        """Give the ids of the people who say something in a sentence, outside quotations."""
        scene = self._scene
        known = lexicon()
        part = scene.sentences[sentence]
        found = set()
        for i in range(part.first, part.last):
            if scene.tokens[i].dep in SUBJECTS and scene.layer[i] == -1:
                entity = scene.named[i] or self._memory.kept(i)
                if entity is not None and scene.tokens[scene.tokens[i].head].lemma.lower() in known.say | known.clause:
                    found.add(entity.id)
        return frozenset(found)

    def _document_before(self, at: int) -> int | None:
        """Give the document that "it" stands for: what said something last."""
        scene = self._scene
        known = lexicon()
        first = max(scene.sentences[max(0, scene.sentence_of[at] - 2)].first, at - WORDS)
        for i in range(at - 1, first - 1, -1):
            token = scene.tokens[i]
            says = scene.tokens[token.head].lemma.lower() in known.say | known.clause
            if says and token.dep in SUBJECTS and self._is_told(i, at) and self._voices.can_speak(i):
                return i if scene.named[i] is None and token.lemma.lower() in known.words | known.documents else None
        return None

    def _heard_before(self, at: int) -> Speaker:
        """Give the last speaker before a pronoun for whom no person's name was found: "the nurse"."""
        scene = self._scene
        known = lexicon()
        first = max(scene.sentences[max(0, scene.sentence_of[at] - _BACK_HEARD)].first, at - WORDS)
        for i in range(at - 1, first - 1, -1):
            token = scene.tokens[i]
            if token.dep not in SUBJECTS or not self._is_told(i, at) or token.pos not in NOUNS:
                continue
            entity = scene.named[i]
            says = scene.tokens[token.head].lemma.lower() in known.say | known.clause
            if says if entity is not None else token.lemma.lower() in known.roles:
                return self.speaker_at(i, DEPTH - 1)
        return UNKNOWN

    def _person_noun_at(self, head: int) -> int | None:
        """Give a person without a name who is a nearer subject: "the attendant said that he …".

        For one who speaks, whoever spoke last counts, in the sentences before as well: "the official said. He added".
        """
        scene = self._scene
        known = lexicon()
        verbs = known.say | known.clause
        speaks = scene.tokens[scene.tokens[head].head].lemma.lower() in verbs
        own = scene.sentence_of[head]
        first = max(scene.sentences[max(0, own - _BACK_NOUN) if speaks else own].first, head - WORDS)
        for i in range(head - 1, first - 1, -1):
            token = scene.tokens[i]
            if scene.layer[i] != scene.layer[head] or self._is_apart(i, head):
                continue
            if scene.sentence_of[i] != own and self._is_named_person(i):
                return None
            if token.dep not in SUBJECTS or token.text.lower() in RELATIVE:
                continue
            if scene.sentence_of[i] != own and scene.tokens[token.head].lemma.lower() not in verbs:
                continue
            if scene.named[i] is not None or scene.stands_for[i] is not None or token.pos == "PRON":
                return None
            if token.lemma.lower() in known.roles and token.tag != "NNS":
                return i if scene.sentence_of[i] == own or self.speaker_at(i, DEPTH - 1).entity is None else None
        return None

    def _is_apart(self, i: int, at: int) -> bool:
        """Tell whether a token stands in a caption or the page's furniture, and not in the sentence of another."""
        sentence = self._scene.sentence_of[i]
        return sentence != self._scene.sentence_of[at] and self._scene.kind_at(sentence) in ASIDE

    def _is_told(self, i: int, at: int) -> bool:
        """Tell whether a token before another is the article's own text: outside quotations and captions."""
        return self._scene.layer[i] == -1 and not self._is_apart(i, at)

    def _is_named_person(self, i: int) -> bool:
        entity = self._scene.named[i]
        return entity is not None and entity.type == "PERSON"

    def _they(self, head: int) -> Speaker:
        """Resolve "they": the last subject that is several people, or a plural noun."""
        scene = self._scene
        sentence = scene.sentence_of[head]
        for n in range(sentence, max(-1, sentence - 3), -1):
            part = scene.sentences[n]
            for i in range(max(part.first, head - WORDS), min(part.last, head)):
                token = scene.tokens[i]
                if token.dep not in SUBJECTS or scene.layer[i] != scene.layer[head] or self._is_apart(i, head):
                    continue
                joined = any(scene.tokens[c].dep == "conj" for c in scene.children[i])
                if (joined or token.tag in ("NNS", "NNPS")) and self._voices.can_speak(i):
                    return self.speaker_at(i, DEPTH - 1)
        found = self._memory.last(head, ("ORG",))
        return Speaker(found.name, found.id) if found else UNKNOWN

    def _he(self, at: int) -> Entity | None:
        male = self._scene.tokens[at].text.lower() in HE
        return self._memory.last(at, ("PERSON",), "male" if male else "female")
