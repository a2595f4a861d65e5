"""Indirect statements: "Peskov said that …", "according to the ministry, …"."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import Attribution, Range, Statement
from briefing.prepare.ids import content_id
from briefing.prepare.quotes.circumstances import circumstances
from briefing.prepare.quotes.finder import Finder
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene
from briefing.prepare.quotes.speakers import Cast

_KINDS = frozenset({"body", "deck", "caption", "title"})


def statements(scene: Scene, cast: Cast, finder: Finder) -> Iterator[Statement]:
    """Give the indirect statements, in order."""
    words = lexicon()
    for n, part in enumerate(scene.sentences):
        if part.segment.kind not in _KINDS:
            continue
        for cue in finder.cues_of(n, -1):
            if cue.subject is None or not cast.can_speak(cue.subject):
                continue
            if cue.kind != "according" and scene.tokens[cue.token].lemma.lower() not in words.clause | words.deny:
                continue
            span = (
                _clause(scene, cue.token, part.first, part.last)
                if cue.kind != "according"
                else _rest(scene, cue.token, n)
            )
            if span is None:
                continue
            first, last = span
            first, last = _trimmed(scene, first, last)
            # What is mostly quoted is a quotation already.
            if first >= last or 2 * sum(scene.layer[i] >= 0 for i in range(first, last + 1)) > last - first:
                continue
            speaker = cast.speaker_at(cue.subject)
            start, end = scene.tokens[first].start, scene.tokens[last].end
            around = circumstances(scene, cue)
            yield Statement(
                content_id("s", scene.analysis.article.id, start, scene.text[start:end]),
                Range(scene.analysis.article.id, start, end),
                Attribution(
                    speaker=speaker.name,
                    speaker_entity=speaker.entity,
                    cue=scene.text[cue.start : cue.end],
                    venue=around.venue,
                    chain=around.chain,
                    hedge=around.hedge,
                ),
            )


def _trimmed(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Leave out the marks at both ends of a run of tokens."""
    while first < last and scene.tokens[first].pos == "PUNCT" and scene.layer[first] < 0:
        first += 1
    while last > first and scene.tokens[last].pos == "PUNCT" and scene.layer[last] < 0:
        last -= 1
    return first, last


def _clause(scene: Scene, verb: int, first: int, last: int) -> tuple[int, int] | None:
    """Give the first and last token of the verb's clause complement."""
    for c in scene.children[verb]:
        if scene.tokens[c].dep == "ccomp":
            return _subtree(scene, c, first, last)
    return None


def _rest(scene: Scene, at: int, sentence: int) -> tuple[int, int] | None:
    """Give the sentence but for an "according to …" at its start or end."""
    part = scene.sentences[sentence]
    tokens = scene.tokens
    if at == part.first:
        for i in range(at, part.last):
            if tokens[i].text == "," and i + 1 < part.last:
                return i + 1, part.last - 1
        return None
    last = at - 1
    while last > part.first and tokens[last].pos == "PUNCT":
        last -= 1
    return (part.first, last) if last > part.first else None


def _subtree(scene: Scene, top: int, first: int, last: int) -> tuple[int, int]:
    low = high = top
    stack = [top]
    seen = 0
    while stack and seen < 400:
        seen += 1
        at = stack.pop()
        low, high = min(low, at), max(high, at)
        stack.extend(c for c in scene.children[at] if first <= c < last)
    return low, high
