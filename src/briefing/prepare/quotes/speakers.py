"""Who is meant: from the head of a noun phrase to an entity, or to the words that name a speaker."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model import Entity
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene

_HE = frozenset({"he", "she"})
_IT = frozenset({"it", "company", "group", "agency", "firm", "ministry", "airline", "organization", "organisation"})
_THEY = frozenset({"they", "we"})
_RELATIVE = frozenset({"who", "which", "that"})
# How many sentences a pronoun looks back.
_BACK = 8
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Speaker(NamedTuple):
    """Who speaks, as far as it is known."""

    name: str | None
    entity: str | None
    candidates: tuple[str, ...] = ()


UNKNOWN = Speaker(None, None)


def named(entity: Entity) -> Speaker:
    """Give an entity as a speaker."""
    return Speaker(entity.name, entity.id)


def speaker_at(scene: Scene, head: int) -> Speaker:
    """Tell who the noun phrase with this head names."""
    token = scene.tokens[head]
    low = token.text.lower()
    entity = _entity_of(scene, head)
    if entity is not None:
        return named(entity)
    if low in _RELATIVE:
        up = scene.tokens[head].head
        noun = scene.tokens[up].head
        if noun != up and scene.tokens[noun].pos in ("NOUN", "PROPN"):
            return speaker_at(scene, noun) if scene.tokens[noun].text.lower() not in _RELATIVE else UNKNOWN
    if low in _HE:
        found = _last(scene, head, ("PERSON",))
        return named(found) if found else UNKNOWN
    if low == "it":
        found = _last(scene, head, ("ORG", "GPE"))
        return named(found) if found else UNKNOWN
    if token.pos == "PRON":
        return UNKNOWN
    if low in _IT and _definite(scene, head):
        found = _last(scene, head, ("ORG",))
        if found:
            return named(found)
    words = phrase(scene, head)
    return Speaker(words, None) if words else UNKNOWN


def _entity_of(scene: Scene, head: int) -> Entity | None:
    own = scene.named[head]
    if own is not None and own.type == "PERSON":
        return own
    for c in scene.children[head]:
        if scene.tokens[c].dep == "appos" and not scene.quoted[c]:
            other = scene.named[c]
            if other is not None and other.type == "PERSON":
                return other
    return own or scene.stands_for[head]


def _definite(scene: Scene, head: int) -> bool:
    return any(scene.tokens[c].text.lower() in ("the", "its", "their", "this") for c in scene.children[head])


def _last(scene: Scene, at: int, types: tuple[str, ...]) -> Entity | None:
    """Give the last entity of these types before a token: subjects first, sentence by sentence."""
    sentence = scene.sentence_of[at]
    for n in range(sentence, max(-1, sentence - _BACK), -1):
        part = scene.sentences[n]
        if part.segment.kind == "boilerplate":
            continue
        end = at if n == sentence else part.last
        others: list[Entity] = []
        for i in range(end - 1, part.first - 1, -1):
            entity = scene.named[i]
            if entity is None or entity.type not in types or scene.quoted[i]:
                continue
            if scene.tokens[i].dep in _SUBJECTS:
                return entity
            others.append(entity)
        if others:
            return others[-1]
    return None


def phrase(scene: Scene, head: int) -> str | None:
    """Give the words of a noun phrase without its article and what follows its head."""
    first = head
    for c in scene.children[head]:
        if c < first and scene.tokens[c].dep in ("compound", "amod", "nmod", "nummod", "poss") and not scene.quoted[c]:
            first = min([c, *(g for g in scene.children[c] if not scene.quoted[g] and scene.tokens[g].pos != "DET")])
    if head - first > 8 or scene.tokens[head].pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    text = scene.analysis.article.text[scene.tokens[first].start : scene.tokens[head].end]
    return " ".join(text.split()) or None
