"""Who said a quotation: the cue beside it, or the speaker it inherits."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model import Attribution
from briefing.prepare.quotes.cues import Cue, cues
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.marks import Passage
from briefing.prepare.quotes.scene import Scene
from briefing.prepare.quotes.speakers import UNKNOWN, Speaker, speaker_at


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with its attribution."""

    passage: Passage
    attribution: Attribution
    direct: bool
    """Whether a cue beside it attributes it (False: inherited, or none)."""
    sentence: int


def attribute(scene: Scene) -> list[Told]:
    """Attribute the passages of an article, in order."""
    told: list[Told] = []
    known: dict[int, list[Cue]] = {}

    def cues_of(n: int) -> list[Cue]:
        if n not in known:
            known[n] = cues(scene, n)
        return known[n]

    for number, paragraph in enumerate(scene.paragraphs):
        last: Told | None = None
        for passage in paragraph.passages:
            first, final = scene.sentence_at(passage.start), scene.sentence_at(passage.end - 1)
            near = [(c, _distance(scene, c, passage)) for n in sorted({first, final}) for c in cues_of(n)]
            best = min(near, key=lambda x: (x[1], x[0].start), default=None)
            if best is not None and best[0].subject is not None:
                speaker = speaker_at(scene, best[0].subject)
                item = Told(passage, _made(scene, speaker, best[0]), direct=True, sentence=first)
            else:
                speaker = _inherited(scene, told, last, number, first)
                item = Told(
                    passage,
                    Attribution(speaker=speaker.name, speaker_entity=speaker.entity),
                    direct=False,
                    sentence=first,
                )
            told.append(item)
            if passage.depth == 0:
                last = item
    return told


def _distance(scene: Scene, cue: Cue, passage: Passage) -> int:
    """Rank a cue by its distance in characters; a cue behind a quotation that ends with a comma is nearest."""
    text = scene.analysis.article.text
    if cue.start >= passage.end:
        gap = cue.start - passage.end
        return gap if text[passage.end - 2 : passage.end - 1] in (",", "?", "!", "—") else gap + 40
    gap = passage.start - cue.end
    return gap if gap >= 0 else 400 - gap


def _inherited(scene: Scene, told: list[Told], last: Told | None, number: int, sentence: int) -> Speaker:
    if last is not None:
        return Speaker(last.attribution.speaker, last.attribution.speaker_entity)
    if number and told and told[-1].passage.start >= scene.paragraphs[number - 1].start:
        return Speaker(told[-1].attribution.speaker, told[-1].attribution.speaker_entity)
    return UNKNOWN


def _made(scene: Scene, speaker: Speaker, cue: Cue) -> Attribution:
    text = scene.analysis.article.text
    return Attribution(
        speaker=speaker.name,
        speaker_entity=speaker.entity,
        cue=text[cue.start : cue.end],
        candidates=speaker.candidates,
    )


def is_speech(scene: Scene, item: Told) -> bool:
    """Tell speech from words in quote marks: terms, titles of works, scare quotes."""
    words = scene.token_at(item.passage.end) - scene.token_at(item.passage.start)
    return words >= 6 or item.direct or lexicon() is None
