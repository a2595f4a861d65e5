"""Who said a quotation: whom its cue names, or the speaker it inherits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from briefing.model import Attribution
from briefing.prepare.quotes.antecedents import UNKNOWN, Speaker
from briefing.prepare.quotes.beside import QUOTE_MARKS
from briefing.prepare.quotes.circumstances import circumstances
from briefing.prepare.quotes.cues import Cue
from briefing.prepare.quotes.finder import Finder, Place
from briefing.prepare.quotes.scene import ASIDE, SUBJECTS, Scene
from briefing.prepare.quotes.speakers import Cast

# A quotation of so many words within a sentence may go on with the one before it in its paragraph.
_LONG = 8
_ENDS = tuple(".,!?…;:—–-")
# How many paragraphs back a quotation without a cue looks for whoever spoke last, asides counted and not.
_BACK = 2
_BACK_ALL = 8
_AND = frozenset({"and", "or", "&"})
_FOUND = ("before", "leans", "near")
# How many words of a sentence are looked at before a quotation.
_WORDS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with its attribution."""

    passage: int
    """Index among the scene's passages."""
    attribution: Attribution
    how: Place | Literal["label", "inherits", "none"]
    """Where the cue stands: right behind or before it, where its words lean on it in the grammar, elsewhere in its
    sentence, as "Smith:", or nowhere."""


def attribute(scene: Scene, cast: Cast, finder: Finder) -> list[Told]:
    """Attribute every passage of an article, in order."""
    told: list[Told] = []
    outer: list[Told] = []
    for n in range(len(scene.passages)):
        told.append(_one(scene, cast, finder, n, outer[-1] if outer else None))
        if scene.parents[n] >= 0 and _is_own(scene, finder, n):
            told[n] = _by_speaker_of(told[scene.parents[n]], told[n])
        if scene.parents[n] < 0:
            outer.append(told[-1])
    for n in range(len(told) - 2, -1, -1):
        if told[n].how in ("inherits", "none") and (m := _goes_on(scene, n)) is not None and told[m].how != "none":
            told[n] = replace(told[n], attribution=replace(told[m].attribution, cue=None), how="inherits")
    return told


def _one(scene: Scene, cast: Cast, finder: Finder, n: int, last: Told | None) -> Told:
    """Attribute a passage; `last` is the outer one before it."""
    if last is not None and last.how in _FOUND and _is_joined(scene, last.passage, n):
        return replace(last, passage=n)
    found = finder.cue_of(n)
    if found is not None:
        return Told(n, _made(scene, cast.speaker_at(found.subject), found.cue), found.place)
    name = finder.name_of(n)
    if name is not None:
        return Told(n, _made(scene, cast.speaker_at(name), None), "label")
    noun = finder.worded(n) if scene.parents[n] < 0 else None
    if noun is not None:
        return Told(n, _made(scene, cast.speaker_at(noun), None), "leans")
    return _unled(scene, cast, finder, n, last)


def _is_joined(scene: Scene, n: int, m: int) -> bool:
    """Tell whether nothing but "and" stands between two quotations, which then share their cue."""
    first, end = scene.token_at(scene.passages[n].end), scene.token_at(scene.passages[m].start)
    between = [scene.tokens[i].text.lower() for i in range(first, min(end, first + 4))]
    return (
        first < end <= first + 3
        and scene.parents[m] < 0
        and any(w in _AND for w in between)
        and set(between) <= _AND | {","}
    )


def _is_own(scene: Scene, finder: Finder, n: int) -> bool:
    """Tell whether a quotation within another is of the same speaker: "and I said, ‘No’"."""
    found = finder.cue_of(n)
    return found is not None and scene.tokens[found.subject].text.lower() in ("i", "we")


def _by_speaker_of(outer: Told, inner: Told) -> Told:
    who = outer.attribution
    return replace(
        inner, attribution=replace(inner.attribution, speaker=who.speaker, speaker_entity=who.speaker_entity)
    )


def _unled(scene: Scene, cast: Cast, finder: Finder, n: int, last: Told | None) -> Told:
    """Attribute a passage that nothing beside it attributes."""
    speaker, cue = _inherited(scene, cast, finder, n, last) if scene.parents[n] < 0 else (UNKNOWN, None)
    if speaker.name is None:
        return Told(n, Attribution(), "none")
    if not _stands_alone(scene, n):
        return Told(n, Attribution(candidates=(speaker.name,)), "none")
    return Told(n, replace(_made(scene, speaker, cue), cue=None, chain=None, hedge=None), "inherits")


def _made(scene: Scene, speaker: Speaker, cue: Cue | None) -> Attribution:
    if cue is None:
        return Attribution(speaker=speaker.name, speaker_entity=speaker.entity)
    around = circumstances(scene, cue)
    return Attribution(
        speaker=speaker.name,
        speaker_entity=speaker.entity,
        cue=scene.text[cue.start : cue.end] or None,
        venue=around.venue,
        chain=around.chain,
        hedge=around.hedge,
    )


def _goes_on(scene: Scene, n: int) -> int | None:
    """Give the passage that an unclosed quotation goes on in: the one that begins the next paragraph."""
    if scene.parents[n] >= 0 or scene.passages[n].closed:
        return None
    m = n + 1
    while m < len(scene.passages) and scene.parents[m] >= n:
        m += 1
    here = scene.paragraph_of[scene.sentence_at(scene.passages[n].start)]
    if m >= len(scene.passages) or here + 1 >= len(scene.paragraphs):
        return None
    return m if scene.paragraphs[here + 1].start == scene.passages[m].start else None


def _stands_alone(scene: Scene, n: int) -> bool:
    """Tell whether a quotation begins its sentence, as speech that goes on does; within one it is someone's word."""
    passage = scene.passages[n]
    first = scene.token_at(passage.start)
    part = scene.sentences[scene.sentence_at(passage.start)]
    inside = scene.text[passage.start : passage.end].lstrip(QUOTE_MARKS + "[(")
    if _is_mentioned(scene, n) or not (inside.rstrip(QUOTE_MARKS)[-1:] in _ENDS or len(inside.split()) >= _LONG):
        return False
    before = range(max(part.first, first - _WORDS), first)
    if any(scene.layer[i] == -1 and scene.tokens[i].pos != "PUNCT" for i in before):
        return n > 0 and len(inside.split()) >= _LONG and _shares_paragraph(scene, n - 1, n)
    return inside[:1].isupper() or passage.start > part.range.start or inside[:1] in (".", "…")


def _is_mentioned(scene: Scene, n: int) -> bool:
    """Tell whether a quotation is the subject of what its sentence tells: "Go home" was painted on the wall."""
    passage = scene.passages[n]
    first, end = scene.token_at(passage.start), scene.token_at(passage.end)
    for i in range(first, min(end, first + _WORDS)):
        head = scene.tokens[i].head
        if scene.tokens[i].dep in SUBJECTS and head >= end:
            return scene.tokens[head].dep == "ROOT" and scene.layer[head] == scene.parents[n]
    return False


def _shares_paragraph(scene: Scene, n: int, m: int) -> bool:
    one, two = (scene.sentence_at(scene.passages[k].start) for k in (n, m))
    return scene.paragraph_of[one] == scene.paragraph_of[two] and scene.parents[n] == scene.parents[m]


def _inherited(scene: Scene, cast: Cast, finder: Finder, n: int, last: Told | None) -> tuple[Speaker, Cue | None]:
    """Give whoever was last heard before a quotation without a cue: in a quotation or a statement."""
    sentence = scene.sentence_at(scene.passages[n].start)
    paragraph = scene.paragraph_of[sentence]
    aside = scene.paragraphs[paragraph].kind in ASIDE
    looked = 0
    for number in range(paragraph, max(-1, paragraph - _BACK_ALL), -1):
        part = scene.paragraphs[number]
        if number != paragraph and part.kind in ASIDE and not aside:
            continue
        if looked > _BACK or (part.kind in ("title", "deck") and number != paragraph):
            break
        looked += 1
        for s in range(min(part.last, sentence + 1) - 1, part.first - 1, -1):
            heard = _heard(scene, cast, finder, (s, n), last)
            if heard is not None:
                return heard
        if number == paragraph and (person := _person_before(cast, finder, sentence, part.first)) is not None:
            return person, None
    return UNKNOWN, None


def _heard(
    scene: Scene, cast: Cast, finder: Finder, at: tuple[int, int], last: Told | None
) -> tuple[Speaker, Cue | None] | None:
    """Give the last speaker of a sentence before a passage; `at` are the two. None where nobody speaks in it."""
    sentence, n = at
    start = scene.passages[last.passage].start if last is not None else -1
    for cue in finder.cues_before(sentence, -1, scene.passages[n].start):
        if cue.end > scene.passages[n].start or cue.subject is None or cue.kind in ("may", "words"):
            continue
        if not cast.can_speak(cue.subject):
            continue
        if start > cue.start:
            break
        speaker = cast.speaker_at(cue.subject)
        if speaker.name:
            return speaker, cue
    if last is None or scene.sentence_at(start) < sentence:
        return None
    was = last.attribution
    return (Speaker(was.speaker, was.speaker_entity) if was.speaker else UNKNOWN), None


def _person_before(cast: Cast, finder: Finder, sentence: int, first: int) -> Speaker | None:
    """Give the person who is the main subject of the sentence before, in the same paragraph."""
    subject = finder.root_subject(sentence - 1, -1) if sentence > first else None
    if subject is None:
        return None
    speaker = cast.speaker_at(subject)
    return speaker if speaker.entity in cast.people else None
