"""Where something was said, through whom the source has it, and how far the source vouches for it."""

from __future__ import annotations

from typing import NamedTuple

from briefing.prepare.quotes.cues import Cue
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene

# How many words around a cue are looked at.
_NEAR = 60


class Circumstances(NamedTuple):
    """As the source words them; None where it says nothing."""

    venue: str | None
    chain: str | None
    hedge: str | None


def circumstances(scene: Scene, cue: Cue) -> Circumstances:
    """Read the circumstances of a cue off its sentence."""
    return Circumstances(_venue(scene, cue), _chain(scene, cue), _hedge(scene, cue))


def _own(scene: Scene, cue: Cue) -> range:
    """Give the tokens of the cue's sentence."""
    part = scene.sentences[scene.sentence_of[cue.token]]
    return range(max(part.first, cue.token - _NEAR), min(part.last, cue.token + _NEAR))


def _venue(scene: Scene, cue: Cue) -> str | None:
    known = lexicon()
    layer = scene.layer[cue.token]
    near = _own(scene, cue)
    if cue.kind != "according" and scene.tokens[cue.token].lemma.lower() == "tell":
        for c in scene.children[cue.token]:
            token = scene.tokens[c]
            if token.dep in ("dobj", "dative", "pobj") and scene.layer[c] == layer:
                entity = scene.named[c]
                if entity is not None and entity.type in ("ORG", "FAC", "PRODUCT"):
                    return _words(scene, c)
                if token.lemma.lower() in known.audiences or token.text.lower() in known.audiences:
                    return _words(scene, c)
    for i in near:
        token = scene.tokens[i]
        if scene.layer[i] != layer or token.text.lower() not in known.venue_prepositions:
            continue
        for c in scene.children[i]:
            if scene.tokens[c].dep != "pobj" or scene.layer[c] != layer:
                continue
            text = _words(scene, c)
            if scene.tokens[c].lemma.lower() in known.venue_nouns or any(
                p in text for p in known.platforms if len(p) > 1
            ):
                return text
            if scene.tokens[c].text in known.platforms:
                return text
    return None


def _words(scene: Scene, head: int) -> str:
    """Give the noun phrase of a head as it stands, without its article."""
    first = last = head
    stack = [
        c for c in scene.children[head] if scene.tokens[c].dep not in ("relcl", "acl", "punct", "appos", "cc", "conj")
    ]
    for _ in range(16):
        if not stack:
            break
        at = stack.pop()
        if abs(at - head) > 10 or scene.layer[at] != scene.layer[head]:
            continue
        first, last = min(first, at), max(last, at)
        stack.extend(c for c in scene.children[at] if scene.tokens[c].dep not in ("relcl", "acl", "punct"))
    while first < head and scene.tokens[first].pos == "DET":
        first += 1
    return " ".join(scene.text[scene.tokens[first].start : scene.tokens[last].end].split())


def _chain(scene: Scene, cue: Cue) -> str | None:
    """Find "via TASS", "according to Reuters" beside another cue, "told TASS" as reported by."""
    layer = scene.layer[cue.token]
    for i in _own(scene, cue):
        token = scene.tokens[i]
        if scene.layer[i] != layer or i == cue.token:
            continue
        low = token.text.lower()
        if low == "via" or (low == "according" and cue.kind != "according"):
            end = min(_own(scene, cue).stop, i + 4)
            for k in range(i + 1, end):
                entity = scene.named[k]
                if entity is not None and entity.type in ("ORG", "PERSON", "PRODUCT"):
                    return entity.name
    return None


def _hedge(scene: Scene, cue: Cue) -> str | None:
    tokens = scene.tokens
    part = _own(scene, cue)
    low = max(part.start, cue.token - 6)
    high = min(part.stop, cue.token + 4)
    words = tuple(token.text.lower() for token in tokens[low:high])
    for hedge in lexicon().hedges:
        for i in range(low, high - len(hedge) + 1):
            if words[i - low : i - low + len(hedge)] == hedge and scene.layer[i] == scene.layer[cue.token]:
                return scene.text[tokens[i].start : tokens[i + len(hedge) - 1].end]
    return None
