"""Who is meant: from the head of a noun phrase to an entity, or to the words that name a speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from math import log
from typing import NamedTuple

from briefing.model import Entity
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.roles import Described, words_around
from briefing.prepare.quotes.scene import ASIDE, Scene

_HE = frozenset({"he", "his", "him", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "their", "them", "themselves"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_DEFINITE = frozenset({"the", "its", "their", "this", "that", "his", "her", "'s", "’s"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "one", "many", "several", "other", "both", "two", "no"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "poss"})
# Heads of states and governments: "the Ukrainian leader".
_LEADS = frozenset(
    {"president", "premier", "minister", "chancellor", "king", "queen", "dictator", "leader", "taoiseach"}
)
# Endings of nouns for people; those of things as well ("computer") are kept out by what else a cue needs.
_PEOPLE = ("er", "or", "ist", "man", "woman", "person", "men", "women", "ian", "ant", "ee", "eer", "crat", "ite")
# How many sentences a pronoun looks back, and how many a role.
_BACK = 7
_BACK_ROLE = 40
# How deep one reference may lean on another: "his comment" → "his" → "the coach".
_DEPTH = 4
# What the logarithm of its mentions in the article weighs for an organisation.
_SALIENCE = 0.7


class Speaker(NamedTuple):
    """Who speaks, as far as it is known."""

    name: str | None
    entity: str | None
    candidates: tuple[str, ...] = ()


UNKNOWN = Speaker(None, None)


class Cast:
    """Resolves noun phrases of one article; what was resolved is kept."""

    def __init__(self, scene: Scene, people: Mapping[str, Described]) -> None:
        self._scene = scene
        self._people = people
        self._known: dict[int, Speaker] = {}
        self._pronouns: dict[int, Entity | None] = {}
        self._order: list[int] = []
        self.people = frozenset(e.id for e in scene.named if e is not None and e.type == "PERSON")
        self._count = Counter(e.id for e in scene.named if e is not None)
        for i, token in enumerate(scene.tokens):
            if token.dep not in _SUBJECTS or scene.layer[i] != -1:
                continue
            if token.text.lower() in ("he", "she"):
                self._resolve_he(i)
            elif self._is_body(i):
                self._resolve_body(i)

    def speaker_at(self, head: int, depth: int = 0) -> Speaker:
        """Tell who the noun phrase with this head names."""
        if head not in self._known:
            self._known[head] = self._resolve(head, depth) if depth < _DEPTH else UNKNOWN
        return self._known[head]

    def _resolve(self, head: int, depth: int) -> Speaker:
        scene = self._scene
        token = scene.tokens[head]
        low = token.text.lower()
        entity = self._entity_of(head)
        if entity is not None:
            return Speaker(entity.name, entity.id)
        if low in _RELATIVE:
            return self._relative(head, depth)
        if token.pos == "PRON" or token.tag in ("PRP", "PRP$"):
            return self._pronoun(head, low)
        lemma = token.lemma.lower()
        if lemma in lexicon().words:
            return self._owner(head, depth)
        definite = self._is_definite(head)
        if definite and lemma in lexicon().roles and (found := self._by_role(head, lemma)):
            return Speaker(found.name, found.id)
        if definite and (found := self._by_kind(head, lemma)):
            return Speaker(found.name, found.id)
        words = phrase(scene, head)
        if definite and words and " " not in words:
            words = self._fuller(head, lemma) or words
        return Speaker(words, None) if words else UNKNOWN

    def _fuller(self, head: int, lemma: str) -> str | None:
        """Give the last fuller phrase for the same before it: "the Israeli army" for "the military"."""
        scene = self._scene
        known = lexicon()
        if lemma not in known.roles | known.organisation | known.institution:
            return None
        alike = {lemma}.union(*(g for g in known.alike if lemma in g))
        first = scene.sentences[max(0, scene.sentence_of[head] - _BACK_ROLE)].first
        for i in range(head - 1, first - 1, -1):
            token = scene.tokens[i]
            if token.lemma.lower() in alike and scene.layer[i] == -1 and token.pos in _NOUNS:
                words = phrase(scene, i)
                if words and " " in words:
                    return words
        return None

    def _entity_of(self, head: int) -> Entity | None:
        """Give the entity that a noun phrase names: its head, or a person in apposition."""
        scene = self._scene
        own = scene.named[head]
        if own is not None and own.type == "PERSON":
            return own
        for c in scene.children[head]:
            if scene.tokens[c].dep == "appos" and scene.layer[c] == scene.layer[head]:
                other = scene.named[c]
                if other is not None and (other.type == "PERSON" or (own is None and other.type == "ORG")):
                    return other
        return own or scene.stands_for[head]

    def _relative(self, head: int, depth: int) -> Speaker:
        """Resolve "who": the noun that its clause describes."""
        scene = self._scene
        verb = scene.tokens[head].head
        for _ in range(3):
            up = scene.tokens[verb].head
            if up == verb:
                break
            if scene.tokens[up].pos in _NOUNS and up < head:
                return self.speaker_at(up, depth + 1)
            verb = up
        return UNKNOWN

    def _owner(self, head: int, depth: int) -> Speaker:
        """Resolve "the statement": whose it is, else who was last heard of."""
        scene = self._scene
        for c in scene.children[head]:
            token = scene.tokens[c]
            if token.dep == "poss" or (
                token.dep in ("compound", "nmod")
                and (scene.named[c] or token.lemma.lower() in lexicon().organisation | lexicon().roles)
            ):
                entity = scene.named[c]
                if entity is not None:
                    return Speaker(entity.name, entity.id)
                if (found := self._by_kind(c, token.lemma.lower())) is not None:
                    return Speaker(found.name, found.id)
                return self.speaker_at(c, depth + 1)
        for c in scene.children[head]:
            if scene.tokens[c].text.lower() in ("of", "from", "by"):
                for g in scene.children[c]:
                    if scene.tokens[g].dep == "pobj":
                        return self.speaker_at(g, depth + 1)
        maker = self._maker(head)
        if maker is not None:
            return self.speaker_at(maker, depth + 1)
        found = self._last(head, ("PERSON", "ORG"), None)
        return Speaker(found.name, found.id) if found else UNKNOWN

    def _maker(self, head: int) -> int | None:
        """Give the subject of a verb before it whose object is the same noun: they "issued a joint statement"."""
        scene = self._scene
        sentence = scene.sentence_of[head]
        lemma = scene.tokens[head].lemma.lower()
        for n in range(sentence, max(-1, sentence - 4), -1):
            part = scene.sentences[n]
            for i in range(min(part.last, head) - 1, part.first - 1, -1):
                token = scene.tokens[i]
                if token.lemma.lower() != lemma or scene.layer[i] != scene.layer[head]:
                    continue
                verb = token.head
                for _ in range(2):
                    found = [c for c in scene.children[verb] if scene.tokens[c].dep == "nsubj" and c < verb and c != i]
                    if found:
                        return found[-1]
                    verb = scene.tokens[verb].head
        return None

    def can_speak(self, head: int) -> bool:
        """Tell whether a noun phrase may name someone who speaks."""
        token = self._scene.tokens[head]
        entity = self._entity_of(head)
        if entity is not None:
            return entity.type in ("PERSON", "ORG", "GPE", "NORP", "FAC")
        known = lexicon()
        lemma, low = token.lemma.lower(), token.text.lower()
        if token.pos == "PRON" or low in _RELATIVE:
            return low in _HE | _SHE | _THEY | _IT | {"who", "one", "some", "many", "others", "which", "i", "we"}
        return (
            lemma in known.roles
            or lemma in known.organisation
            or lemma in known.institution
            or lemma in known.words
            or lemma in known.documents
            or self._is_people(head)
        )

    def _is_people(self, head: int) -> bool:
        """Take a noun for people by its form: critics, users, lawmakers, scientists, a Londoner."""
        token = self._scene.tokens[head]
        if token.pos not in _NOUNS:
            return False
        lemma = token.lemma.lower()
        return token.tag in ("NNPS", "NNP") or lemma.endswith(_PEOPLE)

    def _is_definite(self, head: int) -> bool:
        scene = self._scene
        before = [scene.tokens[c].text.lower() for c in scene.children[head] if c < head]
        if any(w in _INDEFINITE for w in before):
            return False
        return any(w in _DEFINITE for w in before)

    def _pronoun(self, head: int, low: str) -> Speaker:
        if low in _HE or low in _SHE:
            near = self._person_noun(head)
            if near is not None:
                return near
            found = self._pronouns[head] if head in self._pronouns else self._he(head)
            return Speaker(found.name, found.id) if found else self._heard_before(head)
        if low in _IT:
            found = self._pronouns[head] if head in self._pronouns else self._last(head, ("ORG", "GPE"), None)
            return Speaker(found.name, found.id) if found else UNKNOWN
        if low in _THEY:
            return self._they(head)
        return UNKNOWN

    def _resolve_he(self, at: int) -> None:
        """Resolve a subject pronoun and keep it, in the order of the text: later ones lean on it."""
        self._pronouns[at] = None if self._person_noun_at(at) is not None else self._he(at)
        self._order.append(at)

    def _heard_before(self, at: int) -> Speaker:
        """Give the last speaker before a pronoun for whom no person's name was found: "the nurse"."""
        scene = self._scene
        known = lexicon()
        first = scene.sentences[max(0, scene.sentence_of[at] - 3)].first
        for i in range(at - 1, first - 1, -1):
            token = scene.tokens[i]
            if token.dep not in _SUBJECTS or scene.layer[i] != -1 or token.pos not in _NOUNS:
                continue
            entity = scene.named[i]
            says = scene.tokens[token.head].lemma.lower() in known.say | known.clause
            if says if entity is not None else token.lemma.lower() in known.roles:
                return self.speaker_at(i, _DEPTH - 1)
        return UNKNOWN

    def _is_body(self, at: int) -> bool:
        """Tell whether a subject stands for an organisation: "the company", or "it" that says something."""
        scene = self._scene
        known = lexicon()
        if scene.tokens[at].text.lower() == "it":
            return scene.tokens[scene.tokens[at].head].lemma.lower() in known.say
        return (
            scene.tokens[at].lemma.lower() in known.organisation and scene.named[at] is None and self._is_definite(at)
        )

    def _resolve_body(self, at: int) -> None:
        lemma = self._scene.tokens[at].lemma.lower()
        found = self._last(at, ("ORG", "GPE"), None) if lemma == "it" else self._by_kind(at, lemma)
        self._pronouns[at] = found
        self._order.append(at)

    def _he(self, at: int) -> Entity | None:
        male = self._scene.tokens[at].text.lower() in _HE
        return self._last(at, ("PERSON",), "male" if male else "female")

    def _person_noun(self, head: int) -> Speaker | None:
        at = self._person_noun_at(head)
        return None if at is None else self.speaker_at(at, _DEPTH - 1)

    def _person_noun_at(self, head: int) -> int | None:
        """Give a person without a name who is a nearer subject in the same sentence: "the attendant said that he"."""
        scene = self._scene
        first = scene.sentences[scene.sentence_of[head]].first
        for i in range(head - 1, first - 1, -1):
            token = scene.tokens[i]
            if token.dep not in _SUBJECTS or scene.layer[i] != scene.layer[head]:
                continue
            if token.text.lower() in _RELATIVE:
                continue
            if scene.named[i] is not None or scene.stands_for[i] is not None or token.pos == "PRON":
                return None
            if token.lemma.lower() in lexicon().roles:
                return i
        return None

    def _they(self, head: int) -> Speaker:
        """Resolve "they": the last subject that is several people, or a plural noun."""
        scene = self._scene
        sentence = scene.sentence_of[head]
        for n in range(sentence, max(-1, sentence - 3), -1):
            part = scene.sentences[n]
            for i in range(part.first, min(part.last, head)):
                token = scene.tokens[i]
                if token.dep not in _SUBJECTS or scene.layer[i] != scene.layer[head]:
                    continue
                joined = any(scene.tokens[c].dep == "conj" for c in scene.children[i])
                if joined or token.tag in ("NNS", "NNPS"):
                    return self.speaker_at(i, _DEPTH - 1)
        found = self._last(head, ("ORG",), None)
        return Speaker(found.name, found.id) if found else UNKNOWN

    def _by_role(self, head: int, lemma: str) -> Entity | None:
        """Give the person last named whose role this is and to whom the words beside it do not speak against."""
        scene = self._scene
        wanted = set(words_around(scene, head))
        nations = {
            scene.tokens[c].text.lower()
            for c in scene.children[head]
            if scene.named[c] is not None or scene.tokens[c].pos == "PROPN"
        }
        alike = frozenset[str]().union(*(g for g in lexicon().roles_alike if lemma in g))
        best: tuple[bool, int, int] | None = None
        result: Entity | None = None
        for i, entity in self._named_before(head, _BACK_ROLE):
            if entity.type != "PERSON":
                continue
            told = self._people.get(entity.id)
            if told is None or not nations <= told.others:
                continue
            exact = lemma in told.nouns
            if (
                not exact
                and not told.nouns & alike
                and not (lemma in ("leader", "counterpart") and told.nouns & _LEADS)
            ):
                continue
            score = (exact, len(wanted & told.others), i)
            if best is None or score > best:
                best, result = score, entity
        return result

    def _by_kind(self, head: int, lemma: str) -> Entity | None:
        """Give the organisation that "the company" stands for: one so called, else the last one named."""
        known = lexicon()
        if lemma not in known.organisation and lemma not in known.institution:
            return None
        for _, entity in self._named_before(head, _BACK_ROLE):
            if entity.type != "PERSON" and any(_ends_with(a, lemma) for a in (entity.name, *entity.aliases)):
                return entity
        return self._last(head, ("ORG",), None) if lemma in known.organisation else None

    def _named_before(self, at: int, back: int) -> Iterator[tuple[int, Entity]]:
        """Give the names before a token, outside quotations and asides, the nearest first."""
        scene = self._scene
        sentence = scene.sentence_of[at]
        aside = scene.kind_at(sentence) in ASIDE
        for n in range(sentence, max(-1, sentence - back), -1):
            part = scene.sentences[n]
            if part.segment.kind in ASIDE and not (aside and n == sentence):
                continue
            for i in range(min(part.last, at) - 1, part.first - 1, -1):
                entity = scene.named[i]
                if entity is not None and (scene.layer[i] == -1 or scene.layer[i] == scene.layer[at]):
                    yield i, entity

    def _last(self, at: int, types: tuple[str, ...], gender: str | None) -> Entity | None:
        """Give the likeliest entity of these types before a token: near, subject of its clause, fit in gender."""
        scene = self._scene
        sentence = scene.sentence_of[at]
        paragraph = scene.paragraph_of[sentence]
        best: tuple[float, int] | None = None
        result: Entity | None = None
        for i, entity in self._people_and_pronouns(at, types):
            if gender and not self._fits(i, entity, gender):
                continue
            n = scene.sentence_of[i]
            score = -1.0 * (sentence - n) - 0.5 * (scene.paragraph_of[n] != paragraph)
            score += self._prominence(i)
            score += self._favours(i, entity, gender) if gender else _SALIENCE * log(self._count[entity.id])
            if best is None or (score, i) > best:
                best, result = (score, i), entity
        return result

    def _people_and_pronouns(self, at: int, types: tuple[str, ...]) -> Iterator[tuple[int, Entity]]:
        """Give the entities before a token, and the people that pronouns before it were resolved to."""
        for i, entity in self._named_before(at, _BACK):
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
            token = scene.tokens[token.head]
        if token.dep in _SUBJECTS:
            verb = scene.tokens[token.head]
            return 3.0 if verb.dep == "ROOT" else 2.0
        if token.dep == "poss":
            return 0.5
        if token.dep == "pobj" and scene.tokens[token.head].text.lower() in ("from", "by"):
            over = scene.tokens[scene.tokens[token.head].head]
            if over.lemma.lower() in lexicon().words:
                return 3.0
        if token.dep == "pobj" and scene.tokens[token.head].text.lower() == "to":
            over = scene.tokens[scene.tokens[token.head].head]
            return 2.0 if over.text.lower() == "according" and own is not None and own.type == "PERSON" else 1.0
        return 0.8

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
        return 1.0 if (len(given) > 1 and given[0] in favoured) or title in favoured else 0.0

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


def _ends_with(name: str, noun: str) -> bool:
    last = name.lower().split()[-1:]
    return last in ([noun], [noun + "s"])


def phrase(scene: Scene, head: int) -> str | None:
    """Give the words that name a speaker without a name: what stands before the noun but for its article.

    An organisation that the speaker is of or for goes before: "Qualcomm spokesman" for "a spokesman for Qualcomm".
    """
    if scene.tokens[head].pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    first = head
    for c in scene.children[head]:
        if c < first and scene.tokens[c].dep in _PREMODIFIERS and scene.layer[c] == scene.layer[head]:
            inner = [g for g in scene.children[c] if g < c and scene.tokens[g].dep in _PREMODIFIERS]
            first = min([c, *inner])
    while first < head and scene.tokens[first].pos in ("DET", "PRON", "PART"):
        first += 1
    if head - first > 8:
        return None
    words = " ".join(scene.text[scene.tokens[first].start : scene.tokens[head].end].split())
    body = _served(scene, head)
    return f"{body.name} {words}" if body is not None and body.name.lower() not in words.lower() else words or None


def _served(scene: Scene, head: int) -> Entity | None:
    for c in scene.children[head]:
        if c > head and scene.tokens[c].text.lower() in ("of", "for", "at", "from", "with"):
            for g in scene.children[c]:
                entity = scene.named[g]
                if scene.tokens[g].dep == "pobj" and entity is not None and entity.type in ("ORG", "GPE", "FAC"):
                    return entity
    return None
