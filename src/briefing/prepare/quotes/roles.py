"""What the articles call people beside their names: "coach Ann Lee", "Lee, chairman of …"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.model import Entity
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.phrases import words_around
from briefing.prepare.quotes.scene import Scene

_FORMER = frozenset({"former", "ex", "late", "then", "onetime", "past", "previous", "first", "retired"})
_BEFORE = frozenset({"compound", "amod", "nmod", "poss"})


class Described(NamedTuple):
    """How a person is described across the articles of an event."""

    nouns: frozenset[str]
    """Lemmas of the roles: coach, president."""
    others: frozenset[str]
    """The words that go with them, in lower case: arizona, korean."""


def described(scenes: Sequence[Scene]) -> Mapping[str, Described]:
    """Collect the roles of each person, by entity id."""
    nouns: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    known = lexicon().roles.union(*lexicon().roles_alike)
    for scene in scenes:
        for i, entity in enumerate(scene.named):
            if entity is None or entity.type != "PERSON":
                continue
            for top in _beside(scene, i, entity):
                lemma = scene.tokens[top].lemma.lower()
                if (
                    (lemma in known or scene.tokens[top].text.lower() in known)
                    and scene.tokens[top].pos != "VERB"
                    and scene.tokens[top].dep != "conj"
                    and not _is_former(scene, top)
                ):
                    nouns.setdefault(entity.id, set()).update({lemma, scene.tokens[top].text.lower()} & known)
                    others.setdefault(entity.id, set()).update(words_around(scene, top))
                elif scene.tokens[top].pos in ("ADJ", "PROPN"):
                    others.setdefault(entity.id, set()).add(scene.tokens[top].text.lower())
    return {key: Described(frozenset(nouns[key]), frozenset(others.get(key, ()))) for key in sorted(nouns)}


def _is_former(scene: Scene, top: int) -> bool:
    """Tell whether a role is said to be over: whoever held it is no longer "the president"."""
    return any(scene.tokens[c].text.lower() in _FORMER for c in scene.children[top] if c < top)


def _beside(scene: Scene, i: int, entity: Entity) -> list[int]:
    """Give the tokens outside a name that describe it: before it, in apposition, or what it is in apposition to."""
    token = scene.tokens[i]
    near = [c for c in scene.children[i] if scene.tokens[c].dep in _BEFORE | {"appos"} and scene.named[c] is not entity]
    if token.dep == "appos" and scene.named[token.head] is not entity and 0 < i - token.head <= 8:
        near.append(token.head)
    near.extend(_behind_comma(scene, i, entity))
    return near


def _behind_comma(scene: Scene, i: int, entity: Entity) -> list[int]:
    """Give the role in "Name, a spokesman for …", which the grammar often misses."""
    part = scene.sentences[scene.sentence_of[i]]
    if i + 2 >= part.last or scene.tokens[i + 1].text != "," or scene.named[i + 1] is entity:
        return []
    for k in range(i + 2, min(part.last, i + 10)):
        token = scene.tokens[k]
        if token.lemma.lower() in lexicon().roles:
            return [k]
        if token.pos in ("VERB", "AUX", "PUNCT", "ADP", "PRON"):
            break
    return []
