"""Cues of speech in a sentence: the words that attribute, and the head of the noun phrase they attribute to."""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_DESCRIBES = frozenset({"acl", "relcl", "advcl", "conj", "dep"})
_BORROWS = frozenset({"conj", "advcl", "xcomp", "ccomp", "acl", "relcl", "dep", "parataxis", "pcomp", "prep", "pobj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# Pronouns that are no verb's subject.
_OBJECTS = frozenset({"me", "him", "us", "them", "myself", "himself", "herself", "itself", "ourselves", "themselves"})
_PERFECT = frozenset({"have", "having", "has", "had", "'ve", "’ve", "'d", "’d", "'s", "’s"})
# Cues that stay so whatever part of speech the grammar takes them for, as in a headline: "Smith Says".
_PLAIN = frozenset({"says", "said", "tells", "told", "adds", "added", "warns", "tweets", "tweeted"})
# What stands behind these is whoever hears.
_HEARD = frozenset({"tell", "inform", "assure", "remind", "notify"})
_CITES = frozenset({"quote", "cite"})
_PHASES = frozenset({"continue", "begin", "start", "finish", "proceed", "go"})
_STATES = frozenset({"be", "become", "seem", "appear", "remain", "get", "feel", "prove"})
_MODAL = frozenset({"should", "would", "could", "must", "might", "may", "can", "ought"})
# How far up a chain of verbs a subject is borrowed.
_CLIMB = 5
# How many words may stand between a verb and a subject that the grammar missed.
_NEAR = 4
# How far before a participle the subject is looked for.
_FAR = 80


class Cue(NamedTuple):
    """Words that attribute what stands beside them."""

    token: int
    """Index of the cue's first token."""
    start: int
    end: int
    kind: Literal["say", "may", "according", "words"]
    """A verb of saying, a verb that may be one, "according to", or "his comment was"."""
    subject: int | None
    """Index of the head of the speaker's noun phrase."""
    own: bool
    """Whether the subject is the verb's own rather than borrowed from the verb it leans on."""


def cues(scene: Scene, sentence: int, layer: int) -> list[Cue]:
    """Give the cues of a sentence, of those of its words that stand in this layer, in order."""
    known = lexicon()
    found: list[Cue] = []
    part = scene.sentences[sentence]
    for i in range(part.first, part.last):
        if scene.layer[i] != layer:
            continue
        token = scene.tokens[i]
        lemma = token.lemma.lower()
        if length := _according(scene, i, part.last):
            last = i + length - 1
            speaker = _object(scene, last, part.last)
            found.append(Cue(i, token.start, scene.tokens[last].end, "according", speaker, own=True))
        elif token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
            if (lemma in known.say or lemma in known.may_say) and not _is_no_cue(scene, i, lemma):
                subject, own = speaker_of(scene, i)
                sure = lemma in known.say and not _is_modal(scene, i)
                found.append(Cue(i, token.start, token.end, "say" if sure else "may", subject, own))
            elif lemma == "be" and (owner := _copula(scene, i)) is not None:
                found.append(Cue(i, token.start, token.end, "words", owner, own=True))
        elif token.text.lower() in _PLAIN and i > part.first and scene.tokens[i - 1].pos == "PROPN":
            found.append(Cue(i, token.start, token.end, "say", i - 1, own=True))
        elif token.tag == "NN" and i and token.text.endswith("ing") and (speaker := _participle(scene, i)) is not None:
            found.append(Cue(i, token.start, token.end, "may", speaker, own=True))
    return found


def speaker_of(scene: Scene, verb: int) -> tuple[int | None, bool]:
    """Give the head of the noun phrase that speaks by this verb, and whether it is the verb's own subject."""
    if _is_passive(scene, verb):
        if scene.tokens[verb].lemma.lower() in _CITES:
            return _cited(scene, verb), True
        return _agent(scene, verb), True
    own = _subject(scene, verb, verb)
    if (resumed := _resumed(scene, verb, own)) is not None:
        return resumed, True
    if own is None:
        own = _absolute(scene, verb)
    if own is None:
        own = _adjacent(scene, verb)
    return (own, True) if own is not None else (_borrowed(scene, verb), False)


def _resumed(scene: Scene, verb: int, own: int | None) -> int | None:
    """Give the person whose relative clause ends before a finite verb that the grammar tied to a word within it.

    "Smith, whose report found that the mayor and others knew, said …"
    """
    if not verb or scene.tokens[verb].tag not in ("VBD", "VBZ") or scene.tokens[verb - 1].text != ",":
        return None
    if own is not None and own > verb:
        return None
    first = max(scene.sentences[scene.sentence_of[verb]].first, verb - _FAR)
    for i in range(first, verb - 3):
        entity = scene.named[i]
        if entity is None or entity.type != "PERSON" or scene.layer[i] != scene.layer[verb]:
            continue
        if scene.tokens[i + 1].text == "," and scene.tokens[i + 2].text.lower() in ("who", "whose"):
            return None if own is not None and own <= i + 1 else i
    return None


def _adjacent(scene: Scene, verb: int) -> int | None:
    """Give the person named right before a finite verb that the grammar tied to something else."""
    if not verb or scene.tokens[verb].tag not in ("VBD", "VBZ") or scene.layer[verb - 1] != scene.layer[verb]:
        return None
    return verb - 1 if _is_named_person(scene, verb - 1) else None


def _is_named_person(scene: Scene, at: int) -> bool:
    entity = scene.named[at]
    return entity is not None and entity.type == "PERSON"


def _cited(scene: Scene, verb: int) -> int | None:
    """Give who is quoted by a verb of citing: "the official was quoted as", "it quoted the official as"."""
    wanted = ("nsubjpass",) if _is_passive(scene, verb) else ("dobj",)
    return next((c for c in scene.children[verb] if scene.tokens[c].dep in wanted and _is_someone(scene, c)), None)


def _subject(scene: Scene, at: int, verb: int) -> int | None:
    """Give the subject of the verb `at` in the layer of `verb`, one before it first."""
    own = [c for c in scene.children[at] if scene.tokens[c].dep in _SUBJECT and scene.layer[c] == scene.layer[verb]]
    return min(own, key=lambda c: (c > at, abs(c - at)), default=None)


def _borrowed(scene: Scene, verb: int) -> int | None:
    """Give the subject of the verb that this one leans on, or the noun that it describes."""
    if (reporter := _reporter(scene, verb)) is not None:
        return reporter
    at = verb
    for _ in range(_CLIMB):
        token = scene.tokens[at]
        if token.head == at or token.dep not in _BORROWS:
            return None
        up = token.head
        if scene.tokens[up].pos in _NOMINAL and token.dep in _DESCRIBES:
            if token.dep != "acl" or scene.tokens[up].dep not in ("dobj", "pobj", "attr") or _speaks_by(scene, up, at):
                return up if scene.layer[up] == scene.layer[verb] else None
            # "echoed the view, saying": the view does not say it.
            for _ in range(_CLIMB):
                up = scene.tokens[up].head
                if scene.tokens[up].pos not in _NOMINAL | {"ADP"}:
                    break
            if _is_named_person(scene, up) and up < verb:
                # A name that the grammar took for another word, with its verb for a word beside the view.
                return up
        found = _lent(scene, up, verb)
        if found is not None:
            return found
        at = up
    return None


def _reporter(scene: Scene, verb: int) -> int | None:
    """Give who reports the clause that a participle behind a comma ends: "Smith said Lee would go, saying …"."""
    known = lexicon()
    comma = verb > 0 and scene.tokens[verb - 1].text == ","
    if not comma or scene.tokens[verb].tag != "VBG" or scene.tokens[verb].dep not in ("advcl", "xcomp", "ccomp"):
        return None
    at = verb
    for _ in range(_CLIMB):
        up = scene.tokens[at].head
        if up == at or scene.layer[up] != scene.layer[verb]:
            return None
        at = up
        if at < verb and scene.tokens[at].lemma.lower() in known.say | known.clause:
            subject = _subject(scene, at, verb)
            if subject is not None and _is_someone(scene, subject):
                return subject
    return None


def _lent(scene: Scene, over: int, verb: int) -> int | None:
    """Give whom the verb above lends as a speaker: its agent, the nearest subject, or its own where it is someone."""
    if scene.tokens[over].lemma.lower() in _CITES and (cited := _cited(scene, over)) is not None:
        return cited
    best = _subject(scene, over, verb)
    if best is None or (scene.tokens[best].text.lower() == "it" and scene.tokens[over].lemma.lower() in _STATES):
        # "It has become common to call this …": nobody's word.
        return None
    if _is_passive(scene, over) and (agent := _agent(scene, over)) is not None:
        return agent
    nearer = _nearer(scene, verb, over)
    if nearer is not None:
        return nearer
    return best if scene.tokens[best].pos != "NOUN" or _is_someone(scene, best) else None


def _is_modal(scene: Scene, verb: int) -> bool:
    """Tell whether a verb tells of what should or may be said, rather than of what was."""
    return any(scene.tokens[c].dep == "aux" and scene.tokens[c].text.lower() in _MODAL for c in scene.children[verb])


def _nearer(scene: Scene, verb: int, over: int) -> int | None:
    """Give the subject nearest before a participle that leans on a verb which tells no speech."""
    known = lexicon()
    if scene.tokens[verb].tag != "VBG" or scene.tokens[over].lemma.lower() in known.say | known.clause:
        return None
    first = max(scene.sentences[scene.sentence_of[verb]].first, verb - _FAR)
    for i in range(verb - 1, first - 1, -1):
        token = scene.tokens[i]
        if token.dep == "nsubj" and scene.layer[i] == scene.layer[verb] and _is_someone(scene, i):
            if token.head != over and _is_aside(scene, token.head, over):
                continue
            return i
    return None


def _is_aside(scene: Scene, verb: int, over: int) -> bool:
    """Tell whether a verb's clause describes a noun of the clause of another verb: "claims that have Smith angry"."""
    at = verb
    for _ in range(_CLIMB):
        if at == over or scene.tokens[at].head == at:
            return False
        if scene.tokens[at].dep in ("relcl", "acl"):
            return True
        at = scene.tokens[at].head
    return False


def _is_someone(scene: Scene, i: int) -> bool:
    return _may_speak(scene, i) or scene.tokens[i].text.lower() in ("he", "she", "they", "who")


def _speaks_by(scene: Scene, noun: int, verb: int) -> bool:
    """Tell whether a noun may speak by a participle behind it: in "met Smith, calling her …" another does."""
    told_of = {"her", "him"} & {scene.tokens[c].text.lower() for c in scene.children[verb]}
    return _may_speak(scene, noun) and not (told_of and _is_named_person(scene, noun))


def _may_speak(scene: Scene, noun: int) -> bool:
    known = lexicon()
    lemma = scene.tokens[noun].lemma.lower()
    return (
        scene.named[noun] is not None
        or scene.stands_for[noun] is not None
        or lemma in known.roles
        or lemma in known.words
        or lemma in known.organisation
        or lemma in known.institution
    )


def _participle(scene: Scene, at: int) -> int | None:
    """Give the speaker of a participle that was taken for a noun: "with Smith noting, …"."""
    verb = scene.tokens[at].text.lower()
    bases = (verb[:-3], verb[:-3] + "e", verb[:-4])
    if not any(b in lexicon().clause for b in bases) or scene.tokens[at - 1].pos != "PROPN":
        return None
    return _with(scene, at)


def _absolute(scene: Scene, verb: int) -> int | None:
    """Give the noun of "with Smith saying", which the grammar seldom takes for the participle's subject."""
    return _with(scene, verb) if scene.tokens[verb].tag == "VBG" else None


def _with(scene: Scene, verb: int) -> int | None:
    if verb < 2 or scene.tokens[verb - 1].pos not in _NOMINAL:
        return None
    for i in range(verb - 2, max(-1, verb - 7), -1):
        if scene.tokens[i].text.lower() == "with":
            return verb - 1
        if scene.tokens[i].pos not in ("PROPN", "NOUN", "ADJ", "DET"):
            return None
    return None


def _is_no_cue(scene: Scene, verb: int, lemma: str) -> bool:
    """Tell whether a verb tells no speech here: an imperative ("Say goodbye to"), or "continues to face"."""
    token = scene.tokens[verb]
    around = [scene.tokens[c] for c in scene.children[verb]]
    if lemma in _PHASES:
        return any(t.dep == "xcomp" and t.tag in ("VB", "VBG") for t in around)
    if token.tag != "VB" or token.dep != "ROOT" or (verb and scene.layer[verb - 1] != scene.layer[verb]):
        return False
    return not any(t.dep in ("nsubj", "aux", "nsubjpass") for t in around)


def _is_passive(scene: Scene, verb: int) -> bool:
    if scene.tokens[verb].tag != "VBN":
        return False
    around = [scene.tokens[c] for c in scene.children[verb]]
    if any(t.dep in ("auxpass", "nsubjpass") for t in around):
        return True
    return not any(t.dep == "nsubj" or t.text.lower() in _PERFECT for t in around)


def _agent(scene: Scene, verb: int) -> int | None:
    for c in scene.children[verb]:
        if scene.tokens[c].text.lower() == "by":
            for g in scene.children[c]:
                if scene.tokens[g].dep in ("pobj", "pcomp") and scene.tokens[g].pos in _NOMINAL:
                    return g
    return None


def beside(scene: Scene, verb: int, start: int, end: int) -> int | None:
    """Give the noun nearest a verb among the tokens [start, end): for verbs whose subject the grammar missed."""
    layer = scene.layer[verb]
    after: int | None = None
    for i in range(verb + 1, min(end, verb + 1 + _NEAR)):
        if scene.layer[i] != layer or scene.tokens[i].pos in ("PUNCT", "ADP", "VERB"):
            break
        if scene.tokens[i].text.lower() in _OBJECTS:
            break
        if scene.tokens[i].pos in _NOMINAL:
            after = None if scene.tokens[verb].lemma.lower() in _HEARD else _top(scene, i, verb, end)
            break
    for i in range(verb - 1, max(start - 1, verb - 1 - _NEAR), -1):
        if scene.layer[i] != layer or scene.tokens[i].pos in ("VERB", "ADP"):
            break
        if scene.tokens[i].text.lower() in _OBJECTS:
            break
        if scene.tokens[i].pos in _NOMINAL or scene.named[i] is not None:
            return i
    return after


def _top(scene: Scene, at: int, low: int, high: int) -> int:
    """Climb from a noun to the head of its noun phrase."""
    for _ in range(_CLIMB):
        up = scene.tokens[at].head
        if scene.tokens[at].dep not in ("compound", "nmod", "poss", "amod", "nummod") or not low < up < high:
            break
        at = up
    return at


def _copula(scene: Scene, verb: int) -> int | None:
    """Give the noun for someone's words that is the subject of "be": "his comment was …"."""
    for c in scene.children[verb]:
        token = scene.tokens[c]
        if token.dep == "nsubj" and scene.layer[c] == scene.layer[verb] and token.lemma.lower() in lexicon().spoken:
            return c
    return None


def _according(scene: Scene, at: int, end: int) -> int:
    first = scene.tokens[at].text.lower()
    for phrase in lexicon().according:
        if phrase[0] != first or at + len(phrase) >= end:
            continue
        if all(scene.tokens[at + k].text.lower() == w for k, w in enumerate(phrase)):
            return len(phrase)
    return 0


def _object(scene: Scene, at: int, end: int) -> int | None:
    """Give the head of the noun phrase behind a preposition: its object, else the next noun's."""
    for c in scene.children[at]:
        if scene.tokens[c].dep == "pobj":
            return c
    for i in range(at + 1, min(end, at + 12)):
        if scene.tokens[i].pos in _NOMINAL:
            return _top(scene, i, at, end)
    return None


def tells_more(scene: Scene, cue: Cue, end: int) -> bool:
    """Tell whether a cue has something else to tell, as in: "Stop!" The mayor said that the quay was closed."""
    after = (scene.tokens[i].text for i in range(cue.token + 1, min(end, cue.token + 6)))
    return any(text in ("that", ":") for text in after)


def clause_ends(scene: Scene, cue: Cue, end: int) -> bool:
    """Tell whether a cue's clause is over soon, so that it can only belong to what stands before it."""
    for i in range(cue.token + 1, min(end, cue.token + 8)):
        text = scene.tokens[i].text
        if text in ("that", ":", "if", "whether") or scene.layer[i] != scene.layer[cue.token]:
            return False
        if text in (".", "!", "?"):
            return True
    return end <= cue.token + 8
