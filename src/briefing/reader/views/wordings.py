"""Wordings: one utterance's versions under each other, the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.display import plain
from briefing.lookup import Utterance
from briefing.model import Quote, Range
from briefing.reader.text import Flow, Span
from briefing.reader.views.item import Item, Scene, note

MOST_WORDS = 400
"""Longer versions are not compared word by word."""


def wordings(scene: Scene) -> list[Item]:
    """Give the utterances of a topic: those that most sources quote first."""
    lookup = scene.lookup
    quotes = lookup.briefing.quotes if scene.topic is None else lookup.quotes_of(scene.topic)
    utterances = sorted(lookup.utterances(quotes), key=lambda u: -len({q.range.article for q in u.quotes}))
    return [_utterance(scene, u) for u in utterances] or [note("Nobody is quoted here.", scene.measure)]


def _utterance(scene: Scene, utterance: Utterance) -> Item:
    lookup = scene.lookup
    head = Flow().add(plain(utterance.speaker or "Speaker not sure"), "strong")
    venues = dict.fromkeys(q.attribution.venue for q in utterance.quotes if q.attribution.venue)
    if venues:
        head.add("  ").add(plain(", ".join(v for v in venues if v)), "quiet")
    lines = head.lines(scene.measure)
    texts = [lookup.text(q.range) for q in utterance.quotes]
    base = max(texts, key=len)
    for q, text in zip(utterance.quotes, texts, strict=True):
        mark = f"[{lookup.number(q.range.article)}] "
        flow = Flow().add(text)
        if text != base:
            flow.ink(differing(base, text))
        lines += flow.lines(scene.measure, first=mark, indent=" " * len(mark), first_ink="mark")
    return Item(tuple(lines), _ranges(utterance.quotes), (), lookup.topic_of(_ranges(utterance.quotes)))


def _ranges(quotes: Sequence[Quote]) -> tuple[Range, ...]:
    return tuple(q.range for q in quotes)


def differing(base: str, text: str) -> list[Span]:
    """Give the words of `text` that `base` does not have at their place (punctuation and case aside)."""
    from difflib import SequenceMatcher

    ours, theirs = base.split(), text.split()
    if len(ours) > MOST_WORDS or len(theirs) > MOST_WORDS:
        return []
    match = SequenceMatcher(None, [_key(w) for w in ours], [_key(w) for w in theirs], autojunk=False)
    spans: list[Span] = []
    places: list[tuple[int, int]] = []
    at = 0
    for word in theirs:
        at = text.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    for tag, _, _, a, b in match.get_opcodes():
        if tag in ("insert", "replace") and a < b:
            spans.append(Span(places[a][0], places[b - 1][1], "differing"))
    return spans


def _key(word: str) -> str:
    return word.strip("\"'“”‘’.,;:!?()[]…-–—").casefold()
