"""Who said a quotation: the cue beside it, or the speaker it inherits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from briefing.model import Attribution
from briefing.prepare.quotes.circumstances import circumstances
from briefing.prepare.quotes.cues import Cue, beside, cues
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import ASIDE, Scene
from briefing.prepare.quotes.speakers import UNKNOWN, Cast, Speaker

# Words behind a quotation that begin a clause of its own.
_JOINS = frozenset({"while", "whereas", "and", "but", "although", "though", "because", "after", "before", "when", "if"})
# A quotation of so many words within a sentence may go on with the one before it in its paragraph.
_LONG = 8
_QUOTE_MARKS = "\"'”’»›“‘ "
# How far up from a quotation's words a cue is looked for.
_CLIMB = 8
# How many paragraphs back a quotation without a cue looks for whoever spoke last.
_BACK = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with its attribution."""

    passage: int
    """Index among the scene's passages."""
    attribution: Attribution
    how: Literal["behind", "before", "leans", "near", "label", "inherits", "none"]
    """Where the cue stands: right behind or before it, where its words lean on it in the grammar, elsewhere in its
    sentence, as "Smith:", or nowhere."""
    cue: int | None = None
    """Index of the cue's token."""


class Attributor:
    """Attributes the passages of one article, in order."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self._scene = scene
        self._cast = cast
        self._cues: dict[tuple[int, int], list[Cue]] = {}

    def cues_of(self, sentence: int, layer: int) -> list[Cue]:
        """Give the cues of a sentence in a layer."""
        key = (sentence, layer)
        if key not in self._cues:
            self._cues[key] = cues(self._scene, sentence, layer)
        return self._cues[key]

    def all(self) -> list[Told]:
        """Attribute every passage."""
        told: list[Told] = []
        for n in range(len(self._scene.passages)):
            told.append(self._one(n, told))
        for n in range(len(told) - 2, -1, -1):
            if told[n].how in ("inherits", "none") and (m := self._goes_on(n)) is not None and told[m].how != "none":
                told[n] = replace(told[n], attribution=replace(told[m].attribution, cue=None), how="inherits")
        return told

    def _goes_on(self, n: int) -> int | None:
        """Give the passage that an unclosed quotation goes on in: the one that begins the next paragraph."""
        scene = self._scene
        m = n + 1
        while m < len(scene.passages) and scene.parents[m] >= n:
            m += 1
        if scene.parents[n] >= 0 or m >= len(scene.passages) or scene.passages[n].closed:
            return None
        here = scene.paragraph_of[scene.sentence_at(scene.passages[n].start)]
        follows = here + 1 < len(scene.paragraphs) and scene.paragraphs[here + 1].start == scene.passages[m].start
        return m if follows else None

    def _one(self, n: int, told: list[Told]) -> Told:
        scene = self._scene
        found = self._behind(n) or self._before(n) or self._leaning(n)
        if found is not None:
            how, cue, subject = found
            speaker = self._cast.speaker_at(subject)
            return Told(n, self._made(n, speaker, cue), how, cue.token)
        label = self._label(n) or self._asked(n) or self._signed(n)
        if label is not None:
            return Told(n, self._made(n, self._cast.speaker_at(label), None), "label")
        if scene.parents[n] >= 0:
            return Told(n, Attribution(), "none")
        noun = self._worded(n)
        if noun is not None:
            return Told(n, self._made(n, self._cast.speaker_at(noun), None), "leans")
        speaker, cue = self._inherited(n, told)
        if speaker.name is not None and not self._stands_alone(n):
            return Told(n, Attribution(candidates=(speaker.name,)), "none")
        how = "none" if speaker is UNKNOWN else "inherits"
        return Told(n, self._made(n, speaker, cue, inherited=True), how)

    def _made(self, n: int, speaker: Speaker, cue: Cue | None, *, inherited: bool = False) -> Attribution:
        scene = self._scene
        made = Attribution(
            speaker=speaker.name,
            speaker_entity=speaker.entity,
            cue=scene.text[cue.start : cue.end] if cue is not None and not inherited else None,
            candidates=speaker.candidates,
        )
        if cue is None:
            return made
        around = circumstances(scene, cue, inherited=inherited)
        return replace(made, venue=around.venue, chain=around.chain, hedge=around.hedge)

    def _behind(self, n: int) -> tuple[Literal["behind"], Cue, int] | None:
        """Find the cue right behind a quotation: "…," he said."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        first = scene.token_at(passage.end)
        if first >= len(scene.tokens) or scene.layer[first] != layer:
            return None
        sentence = scene.sentence_of[first]
        part = scene.sentences[sentence]
        if scene.paragraph_of[sentence] != scene.paragraph_of[scene.sentence_at(passage.end - 1)]:
            return None
        final = scene.text[max(passage.start, passage.end - 3) : passage.end].rstrip(_QUOTE_MARKS)[-1:]
        begins = scene.tokens[first]
        new = final in ".…" and final != "" and begins.text[:1].isupper() and part.first == first
        for cue in self.cues_of(sentence, layer):
            if cue.start < passage.end:
                continue
            if any(scene.layer[i] != layer for i in range(first, cue.token)):
                return None
            subject = cue.subject
            if subject is None or subject < part.first:
                subject = beside(scene, cue.token, first, part.last) or subject
            if subject is None or cue.kind == "words":
                return None
            near = cue.token - first
            if not self._cast.can_speak(subject) or begins.text.lower() in _JOINS:
                return None
            if final not in ",?!.…—–-" and (
                near > 3 or any(scene.tokens[i].pos == "ADP" for i in range(first, cue.token))
            ):
                return None
            if new and not (near <= 3 and cue.kind == "say" and _clause_ends(scene, cue, part.last)):
                return None
            if cue.kind == "may" and not (final in ",?!-—–" and near <= 8):
                return None
            if subject > first and subject < cue.token and not self._opens_with(first, subject):
                return None
            if near > 14:
                return None
            return "behind", cue, subject
        return None

    def _opens_with(self, first: int, subject: int) -> bool:
        """Tell whether a subject's noun phrase begins right behind the quotation."""
        tokens = self._scene.tokens
        return all(tokens[i].pos != "VERB" and tokens[i].dep != "ROOT" for i in range(first, subject))

    def _before(self, n: int) -> tuple[Literal["before"], Cue, int] | None:
        """Find the cue right before a quotation: he said, "…" / saying that "…" / said in a statement: "…"."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        last = scene.token_at(passage.start) - 1
        if last < 0 or scene.layer[last] != layer:
            return None
        sentence = scene.sentence_of[last]
        own = scene.sentence_at(passage.start)
        mark = scene.tokens[last].text[-1:]
        if sentence != own and (
            scene.tokens[last].text[-1:] in ".!?"
            or (scene.paragraph_of[sentence] != scene.paragraph_of[own] and mark != ":")
        ):
            return None
        near = [c for c in self.cues_of(sentence, layer) if c.start < passage.start]
        for cue in reversed(near):
            if any(scene.layer[i] != layer for i in range(cue.token, last + 1)):
                break
            gap = last - cue.token
            subject = cue.subject
            if subject is None:
                subject = beside(scene, cue.token, scene.sentences[sentence].first, last + 1)
            if mark == "?" or subject is None or not self._cast.can_speak(subject):
                continue
            if mark == ":" or (gap <= 1 and self._is_sure(cue)):
                return "before", cue, subject
            if mark in ",;" and gap <= 12 and self._is_sure(cue):
                return "before", cue, subject
            if cue.kind == "words" and gap <= 3:
                return "before", cue, subject
        if mark == ":" and (root := self._root_subject(sentence, layer)) is not None:
            token = scene.tokens[last]
            return "before", Cue(last, token.start, token.start, "may", root, own=False), root
        return None

    def _is_told(self, cue: Cue) -> bool:
        """Tell whether what leans on a cue is told by its subject, so that no cue above it need be looked for."""
        known = lexicon()
        lemma = self._scene.tokens[cue.token].lemma.lower()
        return cue.kind != "may" or lemma in known.describes or (lemma in known.clause and lemma not in known.thinks)

    def _is_sure(self, cue: Cue) -> bool:
        """Tell whether a cue is a verb of saying, or one that takes reported speech and has its own subject."""
        lemma = self._scene.tokens[cue.token].lemma.lower()
        return cue.kind in ("say", "according") or (
            cue.kind == "may" and (lemma in lexicon().clause or self._scene.tokens[cue.token].tag == "NN")
        )

    def _signed(self, n: int) -> int | None:
        """Find the name right behind a quotation that ends with a comma or before a dash: "…," Smith on Monday."""
        scene = self._scene
        passage = scene.passages[n]
        at = scene.token_at(passage.end)
        dashed = at < len(scene.tokens) and scene.tokens[at].text in ("-", "–", "—", "--")
        at += dashed
        if at >= len(scene.tokens) or scene.layer[at] != scene.parents[n]:
            return None
        final = scene.text[max(passage.start, passage.end - 3) : passage.end].rstrip(_QUOTE_MARKS)[-1:]
        entity = scene.named[at]
        if entity is None or entity.type not in ("PERSON", "ORG") or not (dashed or final == ","):
            return None
        return (
            at
            if scene.paragraph_of[scene.sentence_of[at]] == scene.paragraph_of[scene.sentence_at(passage.end - 1)]
            else None
        )

    def _asked(self, n: int) -> int | None:
        """Find who was asked in "They asked Smith if …? “…”"."""
        scene = self._scene
        last = scene.token_at(scene.passages[n].start) - 1
        if last < 0 or scene.tokens[last].text[-1:] != "?" or scene.layer[last] != scene.parents[n]:
            return None
        part = scene.sentences[scene.sentence_of[last]]
        for i in range(part.first, last):
            if scene.tokens[i].lemma.lower() in ("ask", "quiz", "question"):
                for c in scene.children[i]:
                    if scene.tokens[c].dep in ("dobj", "dative", "nsubjpass") and self._cast.can_speak(c):
                        return c
        return None

    def _root_subject(self, sentence: int, layer: int) -> int | None:
        scene = self._scene
        part = scene.sentences[sentence]
        for i in range(part.first, part.last):
            token = scene.tokens[i]
            main = scene.tokens[token.head].dep == "ROOT"
            if main and token.dep in ("nsubj", "nsubjpass") and scene.layer[i] == layer:
                return i if self._cast.can_speak(i) else None
        return None

    def _leaning(self, n: int) -> tuple[Literal["leans", "near"], Cue, int] | None:
        """Find the cue that the quotation's words lean on in the grammar, else the nearest in its sentence."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        first, last = scene.token_at(passage.start), scene.token_at(passage.end)
        sentences = sorted({scene.sentence_at(passage.start), scene.sentence_at(passage.end - 1)})
        by_token = {c.token: c for s in sentences for c in self.cues_of(s, layer)}
        if not by_token:
            return None
        for i in range(first, last):
            at = scene.tokens[i].head
            if first <= at < last:
                continue
            came = i
            found: Cue | None = None
            for _ in range(_CLIMB):
                cue = by_token.get(at)
                if (
                    cue is not None
                    and cue.subject is not None
                    and scene.tokens[came].dep not in ("nsubj", "nsubjpass", "csubj")
                    and not first <= cue.subject < last
                    and self._cast.can_speak(cue.subject)
                ):
                    found = found if found is not None and not self._is_sure(cue) else cue
                    if self._is_told(cue):
                        break
                up = scene.tokens[at].head
                if up == at:
                    break
                came, at = at, up
            if found is not None and found.subject is not None:
                return "leans", found, found.subject
        return self._nearest(n, list(by_token.values()))

    def _nearest(self, n: int, near: list[Cue]) -> tuple[Literal["leans", "near"], Cue, int] | None:
        """Choose among the cues of a quotation's sentence by distance, sure ones first."""
        passage = self._scene.passages[n]
        best: tuple[int, Cue, int] | None = None
        for cue in near:
            subject = cue.subject
            if subject is None or cue.kind in ("may", "words") or not self._cast.can_speak(subject):
                continue
            gap = cue.start - passage.end if cue.start >= passage.end else passage.start - cue.end
            rank = gap + (0 if cue.start < passage.start else 30)
            if best is None or rank < best[0]:
                best = (rank, cue, subject)
        return None if best is None else ("near", best[1], best[2])

    def _stands_alone(self, n: int) -> bool:
        """Tell whether a quotation begins its sentence, as speech that goes on does; within one it is someone's word."""
        scene = self._scene
        passage = scene.passages[n]
        first = scene.token_at(passage.start)
        part = scene.sentences[scene.sentence_at(passage.start)]
        before = [i for i in range(part.first, first) if scene.layer[i] == -1 and scene.tokens[i].pos != "PUNCT"]
        inside = scene.text[passage.start : passage.end].lstrip(_QUOTE_MARKS + "[(")
        if not before:
            return inside[:1].isupper() or passage.start > part.range.start or inside[:1] in ".…"
        return n > 0 and len(inside.split()) >= _LONG and self._shares_paragraph(n - 1, n)

    def _shares_paragraph(self, n: int, m: int) -> bool:
        scene = self._scene
        one, two = (scene.sentence_at(scene.passages[k].start) for k in (n, m))
        return scene.paragraph_of[one] == scene.paragraph_of[two] and scene.parents[n] == scene.parents[m]

    def _worded(self, n: int) -> int | None:
        """Find the noun for someone's words that a quotation's clause belongs to: "a warning that he has a …"."""
        scene = self._scene
        passage = scene.passages[n]
        first, last = scene.token_at(passage.start), scene.token_at(passage.end)
        for i in range(first, last):
            at = scene.tokens[i].head
            if first <= at < last:
                continue
            came = i
            for _ in range(_CLIMB):
                lemma = scene.tokens[at].lemma.lower()
                if lemma in lexicon().words and at < first and scene.tokens[came].dep in ("acl", "relcl", "ccomp"):
                    return self._worder(at)
                if scene.tokens[at].head == at:
                    break
                came, at = at, scene.tokens[at].head
        return None

    def _worder(self, noun: int) -> int | None:
        """Give whoever's words a noun names: its owner, or the subject of its verb."""
        scene = self._scene
        if any(scene.tokens[c].dep == "poss" or scene.tokens[c].text in ("by", "from") for c in scene.children[noun]):
            return noun
        verb = scene.tokens[noun].head
        found = [c for c in scene.children[verb] if scene.tokens[c].dep == "nsubj" and c != noun]
        return found[-1] if found and self._cast.can_speak(found[-1]) else None

    def _label(self, n: int) -> int | None:
        """Find a name before a colon: "Airline spokesman: “…”"."""
        scene = self._scene
        passage = scene.passages[n]
        last = scene.token_at(passage.start) - 1
        if last < 1 or scene.tokens[last].text != ":" or scene.layer[last] != scene.parents[n]:
            return None
        part = scene.sentences[scene.sentence_of[last]]
        if last - part.first > 12 or any(scene.tokens[i].pos == "VERB" for i in range(part.first, last)):
            return None
        for i in range(last - 1, part.first - 1, -1):
            if scene.tokens[i].pos in ("PROPN", "NOUN"):
                return i
        return None

    def _inherited(self, n: int, told: list[Told]) -> tuple[Speaker, Cue | None]:
        """Give whoever was last heard before a quotation without a cue: in a quotation or a statement."""
        scene = self._scene
        passage = scene.passages[n]
        sentence = scene.sentence_at(passage.start)
        paragraph = scene.paragraph_of[sentence]
        aside = scene.paragraphs[paragraph].kind in ASIDE
        before = next((t for t in reversed(told) if scene.parents[t.passage] < 0), None)
        skipped = 0
        for number in range(paragraph, -1, -1):
            part = scene.paragraphs[number]
            if number != paragraph and part.kind in ASIDE and not aside:
                continue
            if skipped > _BACK or (part.kind in ("title", "deck") and number != paragraph):
                break
            skipped += 1
            for s in range(min(part.last, sentence + 1) - 1, part.first - 1, -1):
                for cue in reversed(self.cues_of(s, -1)):
                    if cue.end > passage.start or cue.subject is None or cue.kind in ("may", "words"):
                        continue
                    if not self._cast.can_speak(cue.subject):
                        continue
                    if before is not None and scene.passages[before.passage].start > cue.start:
                        break
                    speaker = self._cast.speaker_at(cue.subject)
                    if speaker.name:
                        return speaker, cue
                if before is not None and scene.sentence_at(scene.passages[before.passage].start) >= s:
                    was = before.attribution
                    return (Speaker(was.speaker, was.speaker_entity) if was.speaker else UNKNOWN), None
            if number == paragraph and (subject := self._person_before(sentence, part.first)) is not None:
                return subject, None
        return UNKNOWN, None

    def _person_before(self, sentence: int, first: int) -> Speaker | None:
        """Give the person who is the main subject of the sentence before, in the same paragraph."""
        if sentence <= first:
            return None
        subject = self._root_subject(sentence - 1, -1)
        if subject is None:
            return None
        speaker = self._cast.speaker_at(subject)
        return speaker if speaker.entity in self._cast.people else None


def _clause_ends(scene: Scene, cue: Cue, end: int) -> bool:
    """Tell whether a cue's clause is over soon, so that it can only belong to what stands before it."""
    for i in range(cue.token + 1, min(end, cue.token + 8)):
        text = scene.tokens[i].text
        if text in ("that", ":", "if", "whether") or scene.layer[i] != scene.layer[cue.token]:
            return False
        if text in (".", "!", "?"):
            return True
    return end <= cue.token + 8
