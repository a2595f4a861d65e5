"""Who is meant: from the head of a noun phrase to an entity, or to the words that name a speaker."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import Entity
from briefing.prepare.quotes.antecedents import DEPTH, UNKNOWN, WORDS, Antecedents, Speaker
from briefing.prepare.quotes.authors import Authors
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.phrases import is_definite, phrase, served, words_around
from briefing.prepare.quotes.roles import Described
from briefing.prepare.quotes.scene import SUBJECTS, Scene
from briefing.prepare.quotes.voices import HE, IT, NOUNS, RELATIVE, SHE, THEY

# Heads of states and governments: "the Ukrainian leader".
_LEADS = frozenset(
    {"president", "premier", "minister", "chancellor", "king", "queen", "dictator", "leader", "taoiseach"}
)
# How many sentences a role looks back.
_BACK_ROLE = 40
# How many sentences back a word for someone must not have stood, so as to be but another word for who spoke last.
_BACK_WORD = 6
# How many words a role looks back.
_FAR = 1200
# How many words from a person a body is named that he is of.
_BESIDE = 12


class Cast(Antecedents):
    """Resolves noun phrases of one article; what was resolved is kept."""

    def __init__(self, scene: Scene, people: Mapping[str, Described]) -> None:
        super().__init__(scene)
        self._people = people
        self._known: dict[int, Speaker] = {}
        self._authors = Authors(scene, self._voices)
        self.people = frozenset(e.id for e in scene.named if e is not None and e.type == "PERSON")
        for i, token in enumerate(scene.tokens):
            if token.dep not in SUBJECTS or scene.layer[i] != -1:
                continue
            if token.text.lower() in ("he", "she"):
                self._resolve_he(i)
            elif self._is_body(i):
                self._resolve_body(i)

    def speaker_at(self, head: int, depth: int = 0) -> Speaker:
        """Tell who the noun phrase with this head names."""
        if depth >= DEPTH:
            return UNKNOWN
        if head not in self._known:
            self._known[head] = self._resolve(head, depth)
        return self._known[head]

    def can_speak(self, head: int) -> bool:
        """Tell whether a noun phrase may name someone who speaks."""
        return self._voices.can_speak(head)

    def owner_of(self, noun: int) -> int | None:
        """Give whom a noun for someone's words says that they are of."""
        return self._authors.owner_of(noun)

    def _resolve(self, head: int, depth: int) -> Speaker:
        token = self._scene.tokens[head]
        low = token.text.lower()
        entity = self._voices.entity_of(head)
        if entity is not None:
            return self._members(head, entity) or Speaker(entity.name, entity.id)
        if low in RELATIVE:
            return self._relative(head, depth)
        if (token.pos == "PRON" and self._voices.of_whom(head) is None) or token.tag in ("PRP", "PRP$"):
            return self._pronoun(head, low, depth)
        return self._described(head, depth)

    def _described(self, head: int, depth: int) -> Speaker:
        """Resolve a noun phrase without a name: someone's words, a part of them, some of many, someone by role."""
        token = self._scene.tokens[head]
        if token.lemma.lower() in lexicon().words:
            return self._owner(head, depth)
        if (whole := self._voices.whole(head)) is not None:
            return self._owner(whole, depth)
        some = self._voices.of_whom(head)
        if some is not None:
            if self._scene.tokens[some].lemma.lower() in lexicon().words:
                return UNKNOWN
            span = self._scene.text[token.start : self._scene.tokens[some].end]
            return Speaker(" ".join(span.split()), None)
        return self._noun(head, token.lemma.lower())

    def _members(self, head: int, entity: Entity) -> Speaker | None:
        """Name the members of a party or people in their own words: "House Republicans" are not the party."""
        if entity.type != "NORP":
            return None
        lemma = self._scene.tokens[head].lemma.lower()
        if is_definite(self._scene, head) and (other := self._by_other_word(head, lemma)) is not None:
            return Speaker(other.name, other.id)
        words = phrase(self._scene, head)
        return Speaker(words, None) if words is not None and " " in words else Speaker(entity.name, entity.id)

    def _noun(self, head: int, lemma: str) -> Speaker:
        """Resolve "the minister", "the company"; a noun for someone not named before is given in its words."""
        definite = is_definite(self._scene, head)
        if definite:
            found = self._by_role(head, lemma) if lemma in lexicon().roles else None
            found = found or self._by_kind(head, lemma)
            if found is not None:
                return Speaker(found.name, found.id)
        words = phrase(self._scene, head)
        if definite and words and " " not in words:
            words = self._fuller(head, lemma) or words
        if definite and (other := self._by_other_word(head, lemma)) is not None:
            return Speaker(other.name, other.id)
        return Speaker(words, None) if words else UNKNOWN

    def _by_other_word(self, head: int, lemma: str) -> Entity | None:
        """Give the person just spoken of whom news calls by another word, new in the article: "the Democrat"."""
        scene = self._scene
        token = scene.tokens[head]
        person = lemma in lexicon().roles or token.tag == "NNP"
        the = any(scene.tokens[c].text.lower() == "the" for c in scene.children[head])
        named = served(scene, head)
        if not (person and the) or lemma in lexicon().proxies or token.tag not in ("NN", "NNP"):
            return None
        if named is not None and named.type == "ORG":
            # "The president of Acme Airlines" is nobody else's other word.
            return None
        sentence = scene.sentence_of[head]
        # "The Ohio Democrat" is said of whoever was named last; other words only within a paragraph.
        paragraph = scene.paragraphs[scene.paragraph_of[sentence]].first if scene.named[head] is None else 0
        near = max(scene.sentences[max(0, sentence - _BACK_WORD)].first, head - WORDS)
        if any(scene.tokens[i].text == token.text and scene.layer[i] == -1 for i in range(near, head)):
            return None
        first = max(scene.sentences[max(paragraph, sentence - 2)].first, head - WORDS)
        for i in range(scene.sentences[sentence].first - 1, first - 1, -1):
            if (
                scene.tokens[i].dep == "nsubj"
                and self._is_told(i, head)
                and scene.tokens[scene.tokens[i].head].dep == "ROOT"
            ):
                entity = self._voices.entity_of(i) or self._memory.kept(i)
                may = entity is not None and self._may_be(entity, lemma) and entity.id not in self._acting_behind(head)
                return entity if may else None
        return None

    def _acting_behind(self, head: int) -> frozenset[str]:
        """Give the ids of whoever is named as the subject of another verb behind a noun: "the mayor says Smith left".

        The noun is none of them.
        """
        scene = self._scene
        last = scene.sentences[scene.sentence_of[head]].last
        behind = range(head + 1, min(last, head + WORDS))
        acting = (scene.named[i] for i in behind if scene.tokens[i].dep in SUBJECTS and scene.layer[i] == -1)
        return frozenset(entity.id for entity in acting if entity is not None)

    def _may_be(self, entity: Entity, noun: str) -> bool:
        """Tell whether a person may be called by a noun: a woman's is no man's."""
        known = lexicon()
        given = entity.name.lower().split()[0]
        clash = (noun in known.female and given in known.male) or (noun in known.male and given in known.female)
        return entity.type == "PERSON" and not clash

    def _fuller(self, head: int, lemma: str) -> str | None:
        """Give the last fuller phrase for the same before it: "the Israeli army" for "the military"."""
        scene = self._scene
        known = lexicon()
        if lemma not in known.roles | known.organisation | known.institution:
            return None
        alike = {lemma}.union(*(g for g in known.alike if lemma in g))
        first = max(scene.sentences[max(0, scene.sentence_of[head] - _BACK_ROLE)].first, head - _FAR)
        for i in range(head - 1, first - 1, -1):
            token = scene.tokens[i]
            if token.lemma.lower() in alike and scene.layer[i] == -1 and token.pos in NOUNS:
                words = phrase(scene, i)
                if words and " " in words:
                    return words
        return None

    def _relative(self, head: int, depth: int) -> Speaker:
        """Resolve "who": the noun that its clause describes."""
        scene = self._scene
        verb = scene.tokens[head].head
        for _ in range(3):
            up = scene.tokens[verb].head
            if up == verb:
                break
            if scene.tokens[up].pos in NOUNS and up < head:
                who = scene.tokens[head].text.lower() in ("who", "whose")
                return self.speaker_at(
                    self._voices.last_of(self._voices.person_over(up) if who else up, head), depth + 1
                )
            verb = up
        return UNKNOWN

    def _owner(self, head: int, depth: int) -> Speaker:
        """Resolve "the statement": whose it is, or was where it was spoken of before, else who was last heard of."""
        known = lexicon()
        lemma = self._scene.tokens[head].lemma.lower()
        owner = self._authors.owner_of(head)
        if owner is None:
            owner = self._authors.maker(head, lemma)
        if owner is not None:
            return self._bare(owner) or self.speaker_at(owner, depth + 1)
        if lemma not in known.spoken:
            return Speaker(phrase(self._scene, head), None)
        found = self._memory.last(head, ("PERSON", "ORG")) if is_definite(self._scene, head) else None
        return Speaker(found.name, found.id) if found else UNKNOWN

    def _bare(self, noun: int) -> Speaker | None:
        """Resolve an owner that is a noun without an article: "company statement", "a Danish navy statement"."""
        scene = self._scene
        named = scene.named[noun] is not None or scene.stands_for[noun] is not None
        if named or scene.tokens[noun].dep not in ("compound", "nmod", "amod"):
            return None
        found = self._by_kind(noun, scene.tokens[noun].lemma.lower())
        if found is not None:
            return Speaker(found.name, found.id)
        people = noun and scene.named[noun - 1]
        if people and people.type == "NORP":
            return Speaker(" ".join(scene.text[scene.tokens[noun - 1].start : scene.tokens[noun].end].split()), None)
        return None

    def _pronoun(self, head: int, low: str, depth: int) -> Speaker:
        if low in HE or low in SHE:
            near = self._person_noun_at(head)
            return self.speaker_at(near, DEPTH - 1) if near is not None else self._person(head, low)
        if low in IT:
            if (document := self._document_before(head)) is not None:
                return self.speaker_at(document, depth + 1)
            found = self._memory.kept(head) if self._memory.knows(head) else self._memory.last(head, ("ORG", "GPE"))
            return Speaker(found.name, found.id) if found else UNKNOWN
        if low in THEY:
            return self._they(head)
        return UNKNOWN

    def _resolve_he(self, at: int) -> None:
        """Resolve a subject pronoun and keep it, in the order of the text: later ones lean on it."""
        self._memory.keep(at, None if self._person_noun_at(at) is not None else self._he(at))

    def _is_body(self, at: int) -> bool:
        """Tell whether a subject stands for an organisation: "the company", or "it" that says something."""
        scene = self._scene
        known = lexicon()
        if scene.tokens[at].text.lower() == "it":
            return scene.tokens[scene.tokens[at].head].lemma.lower() in known.say
        return (
            scene.tokens[at].lemma.lower() in known.organisation
            and scene.named[at] is None
            and is_definite(self._scene, at)
        )

    def _resolve_body(self, at: int) -> None:
        lemma = self._scene.tokens[at].lemma.lower()
        found = self._memory.last(at, ("ORG", "GPE")) if lemma == "it" else self._by_kind(at, lemma)
        self._memory.keep(at, found)

    def _person(self, head: int, low: str) -> Speaker:
        """Resolve "he" where no noun for a person stands nearer."""
        if self._scene.layer[head] != -1:
            return self._within(head, low)
        found = self._memory.kept(head) if self._memory.knows(head) else self._he(head)
        return Speaker(found.name, found.id) if found else self._heard_before(head)

    def _by_role(self, head: int, lemma: str) -> Entity | None:
        """Give the person last named whose role this is and to whom the words beside it do not speak against."""
        scene = self._scene
        if scene.tokens[head].tag == "NNS":
            return None
        wanted = set(words_around(scene, head))
        nations = {
            scene.tokens[c].text.lower()
            for c in scene.children[head]
            if scene.named[c] is not None or scene.tokens[c].pos == "PROPN"
        }
        alike = frozenset[str]().union(*(g for g in lexicon().roles_alike if lemma in g))
        body = served(scene, head)
        body = body if body is not None and body.type == "ORG" else None
        acting = self._acting_behind(head)
        best: tuple[bool, int, int] | None = None
        result: Entity | None = None
        for i, entity in self._memory.named_before(head, _BACK_ROLE):
            if entity.type != "PERSON" or entity.id in acting:
                continue
            told = self._people.get(entity.id)
            if told is None or not nations <= told.others or (body is not None and not self._belongs(i, body, told)):
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

    def _belongs(self, i: int, body: Entity, told: Described) -> bool:
        """Tell whether a person was named with the body that a role is of: "the president of Acme Airlines"."""
        scene = self._scene
        part = scene.sentences[scene.sentence_of[i]]
        near = scene.named[max(part.first, i - _BESIDE) : min(part.last, i + _BESIDE)]
        words = set(body.name.lower().split())
        return body in near or 2 * len(told.others & words) >= len(words)

    def _by_kind(self, head: int, lemma: str) -> Entity | None:
        """Give the organisation that "the company" stands for: one so called, else the last one named."""
        known = lexicon()
        if lemma not in known.organisation and lemma not in known.institution:
            return None
        for _, entity in self._memory.named_before(head, _BACK_ROLE):
            if entity.type != "PERSON" and any(_ends_with(a, lemma) for a in (entity.name, *entity.aliases)):
                return entity
        return self._memory.last(head, ("ORG",)) if lemma in known.organisation else None


def _ends_with(name: str, noun: str) -> bool:
    last = name.lower().split()[-1:]
    return last in ([noun], [noun + "s"])
