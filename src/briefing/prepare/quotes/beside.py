"""Names that stand beside a quotation without a cue: "Smith: …", "… — Smith", whoever was asked."""

from __future__ import annotations

from bisect import bisect_left

from briefing.prepare.quotes.cues import Cue, cues
from briefing.prepare.quotes.scene import Scene
from briefing.prepare.quotes.speakers import Cast

QUOTE_MARKS = "\"'”’»›“‘ "
DASHES = frozenset({"-", "–", "—", "--"})
PLAIN = 6
"""Within how many words behind a quotation any noun with a verb of saying is its speaker."""
REACH_NOUN = 40
"""How many words before a colon or dash a noun for someone's words is looked for."""
CUES = 12
"""How many cues on either side of a quotation are weighed."""


class Beside:
    """Reads what stands around one article's passages; what was read of a sentence is kept."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self._scene = scene
        self._cast = cast
        self._cues: dict[tuple[int, int], list[Cue]] = {}

    def cues_of(self, sentence: int, layer: int) -> list[Cue]:
        """Give the cues of a sentence in a layer, in order."""
        key = (sentence, layer)
        if key not in self._cues:
            self._cues[key] = cues(self._scene, sentence, layer)
        return self._cues[key]

    def cues_before(self, sentence: int, layer: int, place: int) -> list[Cue]:
        """Give the last cues of a sentence that begin before a place, the nearest first."""
        known = self.cues_of(sentence, layer)
        end = bisect_left(known, place, key=lambda c: c.start)
        return known[max(0, end - CUES) : end][::-1]

    def name_of(self, n: int) -> int | None:
        """Find the head of a speaker's noun phrase that stands beside a passage without a cue."""
        for find in (self._label, self._asked, self._signed, self._posted):
            if (found := find(n)) is not None:
                return found
        return None

    def _posted(self, n: int) -> int | None:
        """Find the name beside its handle in a paragraph that is a post: "… — Jane Smith (@jsmith)"."""
        scene = self._scene
        part = scene.paragraphs[scene.paragraph_of[scene.sentence_at(scene.passages[n].start)]]
        place = scene.text.find("(@", part.start, part.end)
        last = scene.token_at(place) - 1
        if place < 0 or last < 0 or scene.parents[n] >= 0 or self.final(n) in ".!?":
            # A sentence within a post is more often someone else's.
            return None
        entity = scene.named[last]
        return last if entity is not None and entity.type in ("PERSON", "ORG") else None

    def final(self, n: int) -> str:
        """Give the last character within a passage's marks."""
        passage = self._scene.passages[n]
        return self._scene.text[max(passage.start, passage.end - 3) : passage.end].rstrip(QUOTE_MARKS)[-1:]

    def _shares_paragraph(self, n: int, token: int) -> bool:
        scene = self._scene
        own = scene.sentence_at(scene.passages[n].end - 1)
        return scene.paragraph_of[scene.sentence_of[token]] == scene.paragraph_of[own]

    def _label(self, n: int) -> int | None:
        """Find a name before a colon: "Airline spokesman: “…”"."""
        scene = self._scene
        last = scene.token_at(scene.passages[n].start) - 1
        if last < 1 or scene.tokens[last].text != ":" or scene.layer[last] != scene.parents[n]:
            return None
        if self.final(n) not in ",.!?…" and not self._ends_sentence(n):
            return None
        part = scene.sentences[scene.sentence_of[last]]
        if last - part.first > 12 or any(scene.tokens[i].pos == "VERB" for i in range(part.first, last)):
            return None
        for i in range(last - 1, part.first - 1, -1):
            if scene.tokens[i].pos in ("PROPN", "NOUN"):
                return i if scene.tokens[i].pos == "PROPN" or self._cast.can_speak(i) else None
        return None

    def _ends_sentence(self, n: int) -> bool:
        """Tell whether nothing but marks follows a passage in its sentence."""
        scene = self._scene
        after = scene.token_at(scene.passages[n].end)
        last = scene.sentences[scene.sentence_at(scene.passages[n].end - 1)].last
        return all(scene.tokens[i].pos == "PUNCT" for i in range(after, min(last, after + 3)))

    def _asked(self, n: int) -> int | None:
        """Find who was asked in "They asked Smith if …? “…”"."""
        scene = self._scene
        last = scene.token_at(scene.passages[n].start) - 1
        if last < 0 or scene.tokens[last].text[-1:] != "?" or scene.layer[last] != scene.parents[n]:
            return None
        for cue in self.cues_before(scene.sentence_of[last], scene.parents[n], scene.passages[n].start):
            if scene.tokens[cue.token].lemma.lower() in ("ask", "quiz", "question"):
                for c in scene.children[cue.token]:
                    if scene.tokens[c].dep in ("dobj", "dative", "nsubjpass") and self._cast.can_speak(c):
                        return c
        return None

    def _signed(self, n: int) -> int | None:
        """Find the name right behind a quotation that ends with a comma or before a dash: "…," Smith on Monday."""
        scene = self._scene
        at = scene.token_at(scene.passages[n].end)
        dashed = at < len(scene.tokens) and scene.tokens[at].text in DASHES
        at += dashed
        if at >= len(scene.tokens) or scene.layer[at] != scene.parents[n] or not self._shares_paragraph(n, at):
            return None
        if not dashed and self.final(n) != ",":
            return None
        entity = scene.named[at]
        if entity is not None and entity.type in ("PERSON", "ORG"):
            return at
        return None if dashed else self._verbless(at)

    def _verbless(self, at: int) -> int | None:
        """Give the head of the noun phrase that a sentence without a verb begins with at a token."""
        scene = self._scene
        part = scene.sentences[scene.sentence_of[at]]
        end = min(part.last, at + REACH_NOUN)
        if any(scene.tokens[i].pos in ("VERB", "AUX") and scene.layer[i] == scene.layer[at] for i in range(at, end)):
            return None
        head = None
        for i in range(at, min(end, at + PLAIN)):
            if scene.tokens[i].pos not in ("DET", "ADJ", "PROPN", "NOUN"):
                break
            head = i
        return head if head is not None and self._cast.can_speak(head) else None
