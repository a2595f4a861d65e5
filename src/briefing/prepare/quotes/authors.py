"""Whose words a statement, letter or report is: as it is named, or as the article told of it before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.phrases import is_definite
from briefing.prepare.quotes.scene import Scene
from briefing.prepare.quotes.voices import NOUNS, Voices

# How many mentions of a statement or report are looked at for whose it is.
_MENTIONS = 20
# How far up from a mention whoever makes it is looked for.
_CLIMB = 4


class Authors:
    """Finds whose the words are that one article tells of."""

    def __init__(self, scene: Scene, voices: Voices) -> None:
        self._scene = scene
        self._voices = voices
        self._nouns: dict[str, list[int]] = {}

    def owner_of(self, noun: int) -> int | None:
        """Give whom a noun for someone's words says that they are of: his letter, the letter of, by or from him."""
        scene = self._scene
        known = lexicon()
        for c in scene.children[noun]:
            token, named = scene.tokens[c], scene.named[c]
            if scene.layer[c] != scene.layer[noun]:
                continue
            if token.dep == "poss" and self._voices.can_speak(c):
                return c
            if token.dep in ("compound", "nmod", "amod") and (
                (named is not None and (named.type != "NORP" or token.tag != "JJ"))
                or token.lemma.lower() in known.organisation | known.institution | known.roles
            ):
                return c
        for c in scene.children[noun]:
            if scene.tokens[c].text.lower() in ("of", "from", "by"):
                for g in scene.children[c]:
                    if scene.tokens[g].dep == "pobj" and self._voices.can_speak(g):
                        return g
        return None

    def maker(self, head: int, lemma: str) -> int | None:
        """Give whose the words were when they were spoken of before: they "issued a joint statement"."""
        scene = self._scene
        definite = is_definite(scene, head)
        for n, i in enumerate(self._nouns_before(head + 1, lemma)):
            if n > _MENTIONS or (i < head and not definite):
                break
            owner = self.owner_of(i)
            if owner is not None:
                return owner
            at = i
            for _ in range(_CLIMB):
                if scene.tokens[at].dep == "nsubj":
                    break
                at = scene.tokens[at].head
                found = [c for c in self._doers(at) if c != i and scene.tokens[c].lemma.lower() != lemma]
                if found:
                    return found[-1]
        return None

    def _doers(self, verb: int) -> list[int]:
        """Give who does what a verb tells: its subject before it, or its agent."""
        scene = self._scene
        known = lexicon()
        lemma = scene.tokens[verb].lemma.lower()
        if lemma not in known.makes | known.sees:
            return []
        found = [c for c in scene.children[verb] if scene.tokens[c].dep == "nsubj" and c < verb]
        if lemma not in known.makes:
            # What holds a statement may be another, and whoever hears it does not make it.
            found = [c for c in found if scene.tokens[c].lemma.lower() in known.words]
        for c in scene.children[verb]:
            if scene.tokens[c].dep == "agent":
                found.extend(g for g in scene.children[c] if scene.tokens[g].dep == "pobj")
        return [c for c in found if scene.layer[c] == -1 and self._voices.can_speak(c)]

    def _nouns_before(self, head: int, lemma: str) -> Iterator[int]:
        """Give the places of a noun before a token, the nearest first."""
        if not self._nouns:
            for i, token in enumerate(self._scene.tokens):
                if token.pos in NOUNS and token.lemma.lower() in lexicon().words:
                    self._nouns.setdefault(token.lemma.lower(), []).append(i)
        known = self._nouns.get(lemma, [])
        for n in range(bisect_left(known, head) - 1, -1, -1):
            yield known[n]
