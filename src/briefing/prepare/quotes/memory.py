"""Who was named before: what pronouns and roles may stand for, by nearness and by place in the sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from math import log

from briefing.model import Entity
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import ASIDE, SUBJECTS, Scene, office_of

# How many sentences a pronoun looks back, and how many words anything does.
_BACK = 7
_WORDS = 1200
# What the logarithm of its mentions in the article weighs for an organisation.
_SALIENCE = 0.7
# The same for a person, whose place in the grammar tells more.
_SALIENCE_PERSON = 0.3
# The logarithm of as many mentions as make a person known.
_ENOUGH = 1.4
# What it weighs for the one who is to speak that he spoke before.
_SPOKE = 1.0
# What it weighs for whom a sentence tells of that it ends with "Smith said", and against Smith.
_TOLD_OF = 1.0
# What it weighs that a first name is known to be a man's or a woman's, where nothing else is known of the other.
_FAVOURED = 0.5
# What it weighs that the sentence before introduces a person as its subject.
_INTRODUCED = 1.5
# Verbs by which an author tells whom he heard.
_TALKS = frozenset({"speak", "talk", "chat", "converse", "correspond", "sit"})
_ASKS = frozenset({"ask", "interview", "call", "reach", "phone", "email", "question"})


class Memory:
    """The names of an article in order, and the pronouns already resolved, which later ones lean on."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._pronouns: dict[int, Entity | None] = {}
        self._order: list[int] = []
        self._count = Counter(e.id for e in scene.named if e is not None)
        self._first = {e.id: i for i, e in reversed(list(enumerate(scene.named))) if e is not None}

    def keep(self, at: int, entity: Entity | None) -> None:
        """Keep what a subject pronoun was resolved to; called in the order of the text."""
        self._pronouns[at] = entity
        self._order.append(at)

    def knows(self, at: int) -> bool:
        """Tell whether a pronoun was resolved, be it to nobody."""
        return at in self._pronouns

    def kept(self, at: int) -> Entity | None:
        """Give what a pronoun was resolved to."""
        return self._pronouns.get(at)

    def place_of(self, at: int, entity: Entity | None) -> int | None:
        """Give the last place before a token, among the near ones, where an entity is named."""
        return next((i for i, other in self.named_before(at, _BACK) if other is entity), None)

    def last(
        self, at: int, types: tuple[str, ...], gender: str | None = None, but: frozenset[str] = frozenset()
    ) -> Entity | None:
        """Give the likeliest entity of these types before a token: near, subject of its clause, fit in gender.

        `but` are the ids of those who cannot be meant.
        """
        scene = self._scene
        sentence = scene.sentence_of[at]
        paragraph = scene.paragraph_of[sentence]
        speaks = self._speaks(at)
        best: tuple[float, int] | None = None
        result: Entity | None = None
        for i, entity in self._people_and_pronouns(at, types):
            if entity.id in but or (gender and not self._fits(i, entity, gender)):
                continue
            n = scene.sentence_of[i]
            score = -1.0 * (sentence - n) - 0.5 * (scene.paragraph_of[n] != paragraph)
            prominence = self._prominence(i)
            score += prominence
            if gender and sentence - n == 1 and prominence >= 3.0 and self._first.get(entity.id) == i:
                score += _INTRODUCED
            if not speaks:
                score += self._matters(i)
            score += self._favours(i, entity, gender) if gender else 0.0
            known = log(self._count[entity.id])
            score += _SALIENCE_PERSON * min(known, _ENOUGH) if gender else _SALIENCE * known
            if gender and speaks and self._speaks(i):
                score += _SPOKE
            if best is None or (score, i) > best:
                best, result = (score, i), entity
        return result

    def named_before(self, at: int, back: int) -> Iterator[tuple[int, Entity]]:
        """Give the names before a token, outside quotations and asides, the nearest first."""
        scene = self._scene
        sentence = scene.sentence_of[at]
        aside = scene.kind_at(sentence) in ASIDE
        for n in range(sentence, max(-1, sentence - back), -1):
            part = scene.sentences[n]
            if part.segment.kind in ASIDE and not (aside and n == sentence):
                continue
            for i in range(min(part.last, at) - 1, max(part.first, at - _WORDS) - 1, -1):
                entity = scene.named[i]
                if entity is not None and (scene.layer[i] == -1 or scene.layer[i] == scene.layer[at]):
                    yield i, entity

    def _people_and_pronouns(self, at: int, types: tuple[str, ...]) -> Iterator[tuple[int, Entity]]:
        """Give the entities before a token, and the people that pronouns before it were resolved to."""
        for i, entity in self.named_before(at, _BACK):
            if entity.type in types:
                yield i, entity
        if types:
            first = self._scene.sentences[max(0, self._scene.sentence_of[at] - _BACK + 1)].first
            for i in range(bisect_left(self._order, first), bisect_left(self._order, at)):
                found = self._pronouns[self._order[i]]
                if found is not None and found.type in types:
                    yield self._order[i], found

    def _prominence(self, i: int) -> float:
        """Weigh a name by its place in its sentence: the main clause's subject most, an object or owner least."""
        scene = self._scene
        token, own = scene.tokens[i], scene.named[i]
        if own is None:
            own = self._pronouns.get(i)
        if token.dep in ("compound", "flat") and token.head != i and scene.named[token.head] is own:
            token = scene.tokens[token.head]
        if token.dep == "appos":
            token = scene.tokens[office_of(scene, token.head)]
        if token.dep in SUBJECTS:
            verb = scene.tokens[token.head]
            return 3.0 if verb.dep == "ROOT" else 2.0
        if token.dep == "poss":
            return 0.5
        if self._is_heard(i):
            return 3.0
        if token.dep == "pobj" and scene.tokens[token.head].text.lower() in ("from", "by"):
            over = scene.tokens[scene.tokens[token.head].head]
            if over.lemma.lower() in lexicon().words:
                return 3.0
        if token.dep == "pobj" and scene.tokens[token.head].text.lower() == "to":
            over = scene.tokens[scene.tokens[token.head].head]
            return 2.0 if over.text.lower() == "according" and own is not None and own.type == "PERSON" else 1.0
        return 0.8

    def _is_heard(self, i: int) -> bool:
        """Tell whether the author heard a person: "I spoke to Smith", "we asked Smith"."""
        scene = self._scene
        token = scene.tokens[i]
        over = token.head
        if token.dep == "pobj" and scene.tokens[over].text.lower() in ("to", "with"):
            verb, heard = scene.tokens[over].head, _TALKS
        elif token.dep == "dobj":
            verb, heard = over, _ASKS
        else:
            return False
        subjects = (scene.tokens[c] for c in scene.children[verb] if scene.tokens[c].dep in SUBJECTS)
        return scene.tokens[verb].lemma.lower() in heard and any(t.text.lower() in ("i", "we") for t in subjects)

    def _speaks(self, i: int) -> bool:
        """Tell whether a name or pronoun is the subject of a verb of saying."""
        token = self._scene.tokens[i]
        known = lexicon()
        return token.dep in SUBJECTS and self._scene.tokens[token.head].lemma.lower() in known.say | known.may_say

    def _matters(self, i: int) -> float:
        """Weigh a subject in a sentence that ends with who told it: "Lee died, Smith said" is about Lee."""
        scene = self._scene
        if scene.tokens[i].dep not in SUBJECTS:
            return 0.0
        verb = scene.tokens[i].head
        if scene.tokens[verb].dep == "ccomp" and verb < scene.tokens[verb].head:
            return _TOLD_OF
        closes = any(scene.tokens[c].dep == "ccomp" and c < i and scene.layer[c] == -1 for c in scene.children[verb])
        return -_TOLD_OF if closes else 0.0

    def _favours(self, i: int, entity: Entity, gender: str) -> float:
        """Weigh what speaks for a person being "he" or "she": a pronoun before, a first name, a title."""
        scene = self._scene
        low = scene.tokens[i].text.lower()
        if scene.named[i] is None and low in ("he", "she"):
            return 1.5 if (low == "he") == (gender == "male") else -9.0
        known = lexicon()
        favoured = known.male if gender == "male" else known.female
        given = entity.name.lower().replace(".", "").split()
        title = scene.tokens[i - 1].text.lower() if i else ""
        return _FAVOURED if (len(given) > 1 and given[0] in favoured) or title in favoured else 0.0

    def _fits(self, i: int, entity: Entity, gender: str) -> bool:
        """Tell whether a person may be "he" or "she", by first name and title; unknown names fit both."""
        known = lexicon()
        against = known.female if gender == "male" else known.male
        given = entity.name.lower().replace(".", "").split()
        if len(given) > 1 and given[0] in against:
            return False
        scene = self._scene
        title = scene.tokens[i - 1].text.lower() if i else ""
        return title not in against or scene.named[i - 1] is entity
