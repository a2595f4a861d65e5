"""Where the cue of a quotation stands: behind it, before it, or above it in the grammar."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.prepare.quotes.beside import CUES, DASHES, PLAIN, QUOTE_MARKS, REACH_NOUN, Beside
from briefing.prepare.quotes.cues import Cue, beside, clause_ends, tells_more
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import SUBJECTS

# Words behind a quotation that begin a clause of its own.
_JOINS = frozenset({"while", "whereas", "and", "but", "although", "though", "because", "after", "before", "when", "if"})
# Behind these and "to" stands what another said.
_REACTS = frozenset({"respond", "reply", "react", "answer", "object", "refer", "allude", "admit", "confess"})
_HEADINGS = frozenset({"title", "deck", "caption"})
# How many words a heading's first name takes, with what he is.
_LEADS = 5
# In a heading these come between whoever speaks and what he speaks of.
_TOPIC = frozenset({"on", "to", "about", "over", "after"})
# How far up from a quotation's words a cue is looked for.
_CLIMB = 8
# How many words may stand between a quotation and a cue behind it; one of a verb that may tell speech; one before.
_REACH = 14
_REACH_MAY = 8
_REACH_BEFORE = 12
# How many words end a sentence behind a verb of saying that has no other object than the quotation before it.
_SHORT = 4

Place = Literal["behind", "before", "leans", "near"]


class Found(NamedTuple):
    """A cue, where it stands, and the head of its speaker's noun phrase."""

    place: Place
    cue: Cue
    subject: int


class Finder(Beside):
    """Finds the cues of one article's passages."""

    def cue_of(self, n: int) -> Found | None:
        """Find the cue of a passage."""
        return self._behind(n) or self._before(n) or self._introduced(n) or self._leaning(n)

    def _behind(self, n: int) -> Found | None:
        """Find the cue right behind a quotation: "…," he said."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        first = scene.token_at(passage.end)
        if first >= len(scene.tokens) or scene.layer[first] != layer or not self._shares_paragraph(n, first):
            return None
        sentence = scene.sentence_of[first]
        known = self.cues_of(sentence, layer)
        at = bisect_left(known, passage.end, key=lambda c: c.start)
        if at == len(known) or scene.tokens[first].text.lower() in _JOINS:
            return None
        cue, part = known[at], scene.sentences[sentence]
        subject = cue.subject
        if subject is None or subject < part.first:
            subject = beside(scene, cue.token, first, part.last) or subject
        if subject is None or cue.kind == "words" or scene.tokens[subject].tag in ("WP", "WDT"):
            return None
        if not (self._cast.can_speak(subject) or self._is_plain(n, cue, subject, first)):
            return None
        if not self._reaches(n, cue, subject, first):
            return None
        return self._passed_on(cue, known[at + 1 : at + 2], part.last) or Found("behind", cue, subject)

    def _passed_on(self, cue: Cue, after: Sequence[Cue], end: int) -> Found | None:
        """Find who said what a cue's subject but tells of: "…," she said he had told her."""
        for inner in after:
            token = self._scene.tokens[inner.token]
            tied = token.head == cue.token and token.dep == "ccomp" and inner.own and cue.kind == inner.kind == "say"
            if tied and end - inner.token <= _SHORT and inner.subject is not None:
                return Found("behind", inner, inner.subject)
        return None

    def _is_plain(self, n: int, cue: Cue, subject: int, first: int) -> bool:
        """Tell whether a noun speaks by its place alone, whatever it means: "…," the minority wrote."""
        token = self._scene.tokens[subject]
        sure = cue.kind == "say" and cue.own and token.dep == "nsubj" and token.pos in ("NOUN", "PROPN")
        near = first <= min(subject, cue.token) and max(subject, cue.token) <= first + PLAIN
        return sure and near and self.final(n) in ",?!—–"

    def _reaches(self, n: int, cue: Cue, subject: int, first: int) -> bool:
        """Tell whether a cue behind a quotation, which ends before the token `first`, belongs to it."""
        scene = self._scene
        near = cue.token - first
        between = range(first, cue.token)
        if near > _REACH or any(scene.layer[i] != scene.parents[n] for i in between):
            return False
        final = self.final(n)
        part = scene.sentences[scene.sentence_of[first]]
        if final not in ",?!.…—–-" and (near > 3 or any(scene.tokens[i].pos == "ADP" for i in between)):
            return False
        ended = final in (".", "…") and scene.tokens[first].text[:1].isupper() and part.first == first
        if ended and not (near <= 3 and cue.kind == "say" and clause_ends(scene, cue, part.last)):
            return False
        if final in ("!", "?") and part.first == first and tells_more(scene, cue, part.last):
            return False
        if cue.kind == "may" and not (final in ",?!-—–" and near <= _REACH_MAY):
            return False
        opens = all(scene.tokens[i].pos != "VERB" and scene.tokens[i].dep != "ROOT" for i in range(first, subject))
        return opens or not first < subject < cue.token

    def _before(self, n: int) -> Found | None:
        """Find the cue right before a quotation: he said, "…" / saying that "…" / said in a statement: "…"."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        last = scene.token_at(passage.start) - 1
        if last < 0 or scene.layer[last] != layer:
            return None
        sentence, own = scene.sentence_of[last], scene.sentence_at(passage.start)
        mark = "to" if scene.tokens[last].text == "to" else scene.tokens[last].text[-1:]
        if mark == ":" and (head := self._heading(sentence, last)) is not None:
            token = scene.tokens[last]
            return Found("before", Cue(last, token.start, token.start, "may", head, own=False), head)
        apart = scene.paragraph_of[sentence] != scene.paragraph_of[own]
        if mark == "?" or (sentence != own and (mark in (".", "!") or (apart and mark != ":"))):
            return None
        for cue in self.cues_before(sentence, layer, passage.start):
            if any(scene.layer[i] != layer for i in range(cue.token, last + 1)):
                break
            subject = cue.subject
            if subject is None:
                subject = beside(scene, cue.token, scene.sentences[sentence].first, last + 1)
            if subject is not None and self._cast.can_speak(subject) and self._leads_in(cue, last, mark):
                return Found("before", cue, subject)
        root = self.root_subject(sentence, layer) if mark == ":" else None
        if root is None:
            return None
        token = scene.tokens[last]
        return Found("before", Cue(last, token.start, token.start, "may", root, own=False), root)

    def _heading(self, sentence: int, colon: int) -> int | None:
        """Give the name that a heading begins with: "Smith on the new tax: 'It is too high'"."""
        scene = self._scene
        part = scene.sentences[sentence]
        if scene.kind_at(sentence) not in _HEADINGS:
            return None
        for i in range(part.first, min(part.first + _LEADS, colon - 1)):
            entity, after = scene.named[i], scene.tokens[i + 1]
            if entity is None or entity.type not in ("PERSON", "ORG", "GPE") or scene.named[i + 1] is entity:
                continue
            person = entity.type == "PERSON" and after.tag == "VBZ"
            return i if person or (scene.named[part.first] is entity and after.text.lower() in _TOPIC) else None
        return None

    def _introduced(self, n: int) -> Found | None:
        """Find the noun for someone's words before a colon or dash: in the words of the prophet: "…"."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        last = scene.token_at(passage.start) - 1
        opens = scene.text[passage.start : passage.end].lstrip(QUOTE_MARKS)[:1].isupper()
        if last < 0 or not opens or scene.tokens[last].text not in DASHES | {":"}:
            return None
        first = max(scene.sentences[scene.sentence_of[last]].first, last - REACH_NOUN)
        for i in range(last - 1, first - 1, -1):
            token = scene.tokens[i]
            if scene.layer[i] != layer:
                break
            if token.lemma.lower() in lexicon().words and self._cast.owner_of(i) is not None:
                return Found("before", Cue(i, token.start, token.end, "words", i, own=True), i)
        return None

    def _leads_in(self, cue: Cue, last: int, mark: str) -> bool:
        """Tell whether a cue leads in to the quotation behind the token `last`, which ends with `mark`."""
        gap = last - cue.token
        if mark == ":" and cue.kind == "may" and self._is_thought(cue):
            return False
        if mark == ":" or (cue.kind == "words" and gap <= 3):
            return True
        if gap == 1 and mark == "to" and self._scene.tokens[cue.token].lemma.lower() in _REACTS:
            return False
        return self._is_sure(cue) and (gap <= 1 or (mark in (",", ";") and gap <= _REACH_BEFORE))

    def _is_thought(self, cue: Cue) -> bool:
        """Tell whether a cue is a thought within a clause: "vote for whom they thought best: …"."""
        token = self._scene.tokens[cue.token]
        return token.dep not in ("ROOT", "conj") and token.lemma.lower() in lexicon().thinks

    def _is_told(self, cue: Cue) -> bool:
        """Tell whether what leans on a cue is told by its subject, so that no cue above it need be looked for."""
        known = lexicon()
        lemma = self._scene.tokens[cue.token].lemma.lower()
        return cue.kind != "may" or lemma in known.describes or (lemma in known.clause and lemma not in known.thinks)

    def _is_sure(self, cue: Cue) -> bool:
        """Tell whether a cue is a verb of saying, or one that takes reported speech."""
        token = self._scene.tokens[cue.token]
        may = cue.kind == "may" and (token.lemma.lower() in lexicon().clause or token.tag == "NN")
        return may or cue.kind in ("say", "according")

    def root_subject(self, sentence: int, layer: int) -> int | None:
        """Give the subject of a sentence's main verb, where it may speak."""
        scene = self._scene
        part = scene.sentences[sentence]
        for i in range(part.first, part.last):
            token = scene.tokens[i]
            if token.dep in SUBJECTS and scene.layer[i] == layer and scene.tokens[token.head].dep == "ROOT":
                return i if self._cast.can_speak(i) else None
        return None

    def _leaning(self, n: int) -> Found | None:
        """Find the cue that the quotation's words lean on in the grammar, else the nearest in its sentence."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        first, last = scene.token_at(passage.start), scene.token_at(passage.end)
        sentences = sorted({scene.sentence_at(passage.start), scene.sentence_at(passage.end - 1)})
        if not any(self.cues_of(s, layer) for s in sentences):
            return None
        for i in range(first, last):
            if first <= scene.tokens[i].head < last:
                continue
            cue = self._above(i, first, last, layer)
            if cue is not None and cue.subject is not None:
                return Found("leans", cue, cue.subject)
        return self._nearest(n, sentences)

    def _above(self, i: int, first: int, last: int, layer: int) -> Cue | None:
        """Climb from a word of the quotation [first, last) to the cue that tells it."""
        scene = self._scene
        found: Cue | None = None
        came, at = i, scene.tokens[i].head
        for _ in range(_CLIMB):
            cue = self._cue_at(at, layer)
            if (
                cue is not None
                and cue.subject is not None
                and scene.tokens[came].dep not in ("nsubj", "nsubjpass", "csubj")
                and self._takes(cue, came)
                and not first <= cue.subject < last
                and self._cast.can_speak(cue.subject)
            ):
                found = cue if found is None or self._is_sure(cue) else found
                if self._is_told(cue) and not self._is_document(cue.subject):
                    break
            came, at = at, scene.tokens[at].head
            if came == at:
                break
        return found

    def _takes(self, cue: Cue, came: int) -> bool:
        """Tell whether a cue takes what leans on it by the word `came` as speech: "issue visas" issues no words."""
        known = lexicon()
        lemma = self._scene.tokens[cue.token].lemma.lower()
        tells = known.clause | known.describes | known.thinks | known.deny
        return cue.kind != "may" or lemma in tells or self._scene.tokens[came].dep not in ("dobj", "nsubj")

    def _is_document(self, noun: int) -> bool:
        """Tell whether a noun is a thing that is written: what someone says that it says, he says."""
        token = self._scene.tokens[noun]
        lemma = token.lemma.lower()
        return self._scene.named[noun] is None and lemma in lexicon().words | lexicon().documents

    def _cue_at(self, token: int, layer: int) -> Cue | None:
        known = self.cues_of(self._scene.sentence_of[token], layer)
        at = bisect_left(known, token, key=lambda c: c.token)
        return known[at] if at < len(known) and known[at].token == token else None

    def _nearest(self, n: int, sentences: list[int]) -> Found | None:
        """Choose among the cues of a quotation's sentences by distance, those before it first."""
        scene = self._scene
        passage, layer = scene.passages[n], scene.parents[n]
        best: tuple[int, Cue, int] | None = None
        for sentence in sentences:
            known = self.cues_of(sentence, layer)
            middle = bisect_left(known, passage.start, key=lambda c: c.start)
            for cue in known[max(0, middle - CUES) : middle + CUES]:
                subject = cue.subject
                if subject is None or cue.kind in ("may", "words") or not self._cast.can_speak(subject):
                    continue
                behind = cue.start >= passage.end
                if behind and scene.tokens[subject].tag in ("WP", "WDT"):
                    continue
                # A cue behind a quotation must be thirty characters nearer than one before it.
                rank = cue.start - passage.end + 30 if behind else passage.start - cue.end
                if best is None or rank < best[0]:
                    best = (rank, cue, subject)
        return None if best is None else Found("near", best[1], best[2])

    def worded(self, n: int) -> int | None:
        """Find whose words a quotation within a noun's clause is: "a warning that he has a …"."""
        scene = self._scene
        passage = scene.passages[n]
        first, last = scene.token_at(passage.start), scene.token_at(passage.end)
        for i in range(first, last):
            came, at = i, scene.tokens[i].head
            if first <= at < last:
                continue
            for _ in range(_CLIMB):
                told = scene.tokens[at].lemma.lower() in lexicon().words
                if told and at < first and scene.tokens[came].dep in ("acl", "relcl", "ccomp"):
                    return self._worder(at)
                came, at = at, scene.tokens[at].head
                if came == at:
                    break
        return None

    def _worder(self, noun: int) -> int | None:
        """Give whoever's words a noun names: its owner, or the subject of its verb."""
        scene = self._scene
        if any(scene.tokens[c].dep == "poss" or scene.tokens[c].text in ("by", "from") for c in scene.children[noun]):
            return noun
        verb = scene.tokens[noun].head
        known = lexicon()
        found = [c for c in scene.children[verb] if scene.tokens[c].dep == "nsubj" and c != noun]
        if scene.tokens[verb].lemma.lower() in known.sees:
            # "His address included a warning", but "his rival heard the warning".
            found = [c for c in found if scene.tokens[c].lemma.lower() in known.words]
        return found[-1] if found and self._cast.can_speak(found[-1]) else None
