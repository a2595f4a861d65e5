"""Statements: what is compared. One for each body sentence, with its keys, values, grammar and speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.model import Attribution, Entity, Quote, Range, When
from briefing.model import Statement as Said
from briefing.prepare.analysis import Analysis, Sentence
from briefing.prepare.claims.grammar import (
    SUBJECTS,
    Arc,
    Clause,
    Main,
    arcs,
    clauses,
    done,
    frame,
    main,
    phrase,
    sayers,
    stock,
    unsigned,
)
from briefing.prepare.keys import Key, NameKeys, fold, keys, name_keys
from briefing.prepare.quotes import Speech
from briefing.prepare.values import Value, values

_HE = frozenset({"he", "him", "his", "she", "her", "hers"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_MOST_TOKENS = 400
_FRAME = 0.35
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Statement:
    """A body sentence as it is compared."""

    range: Range
    article: int
    """Number of the article."""
    place: int
    """Number of the sentence among the article's body sentences."""
    paragraph: int
    words: tuple[str, ...]
    """Lower-case words without punctuation, turns that any report may hold left out."""
    told: tuple[str, ...]
    """The words but for those of the frame: who speaks, from where, in what office."""
    main: Main
    """The verb that carries what is told."""
    keyed: tuple[Key, ...]
    """The keys with their places, values among them."""
    keys: frozenset[str]
    weights: Mapping[str, float]
    """How much each key belongs to what is told: 1, or less where it only stands in the frame around it."""
    framed: frozenset[str]
    """Those of the keys that stand in the frame alone."""
    names: frozenset[str]
    """Those of the keys that stand for names."""
    values: tuple[Value, ...]
    arcs: frozenset[Arc]
    clauses: tuple[Clause, ...]
    speakers: frozenset[str]
    """Keys of the speakers of its quotations and indirect statements."""
    groups: frozenset[str]
    """Utterances that it quotes."""
    quoted: float
    """Share of its characters within quotations."""
    done: Mapping[str, bool]
    """Of the verbs whose act is told as done (or as not done yet) throughout: which of the two, by key."""
    phrases: Mapping[str, int]
    """Number of the phrase that each key first stands in."""


def statements(
    analyses: Sequence[Analysis], entities: Sequence[Entity], dates: Sequence[When], speech: Speech
) -> list[Statement]:
    """Give the statements of all articles, in order."""
    names = name_keys(entities)
    people = frozenset(names.key_of[e.id] for e in entities if e.type == "PERSON")
    result: list[Statement] = []
    for number, analysis in enumerate(analyses):
        article = analysis.article.id
        scene = _Scene(
            analysis,
            names,
            people,
            tuple(d for d in dates if d.range.article == article),
            tuple(q for q in speech.quotes if q.range.article == article),
            tuple(s for s in speech.statements if s.range.article == article),
        )
        result.extend(_of_article(number, scene))
    return result


@dataclass(frozen=True, slots=True)
class _Scene:
    """All that one article's statements are made of."""

    analysis: Analysis
    names: NameKeys
    people: frozenset[str]
    dates: tuple[When, ...]
    quotes: tuple[Quote, ...]
    said: tuple[Said, ...]


def _of_article(number: int, scene: _Scene) -> Iterator[Statement]:
    analysis = scene.analysis
    token_keys = keys(analysis, scene.names)
    heard: list[str] = []  # subjects of the sentences before, the last first
    # What is not analysed has no tokens, and states nothing.
    body = [s for s in analysis.sentences if s.segment.kind == "body" and s.first < s.last]
    speeches = _Within([(q.range, q) for q in scene.quotes])
    indirect = _Within([(s.range, s) for s in scene.said])
    times = _Within([(d.range, d) for d in scene.dates])
    for place, whole in enumerate(body):
        sentence = whole._replace(last=unsigned(analysis, whole))
        quotes, said = speeches.at(sentence.range), indirect.at(sentence.range)
        found = values(analysis, sentence, times.at(sentence.range))
        attributed = [*(q.attribution for q in quotes), *(x.attribution for x in said)]
        speakers = frozenset(filter(None, (_speaker(scene.names, a) for a in attributed)))
        resolved = _resolve(scene, sentence, token_keys, heard, quotes)
        chosen = _chosen(analysis, sentence, token_keys, found, resolved)
        by_token = {k.token: k.text for k in chosen}
        for t in range(sentence.first, sentence.last):
            key = by_token.get(t, "")
            if key in scene.people and analysis.tokens[t].dep in SUBJECTS:
                heard.insert(0, key)
        del heard[3:]
        size = sentence.range.end - sentence.range.start
        idle = frozenset(stock(analysis.tokens, sentence))
        framing = frame(analysis, sentence, by_token, scene.people)
        yield Statement(
            sentence.range,
            number,
            place,
            sentence.segment.paragraph,
            _words(analysis, sentence, idle),
            _words(analysis, sentence, framing | idle),
            main(analysis, sentence, by_token),
            chosen,
            frozenset(k.text for k in chosen),
            _weights(chosen, framing),
            frozenset(k.text for k in chosen) - {k.text for k in chosen if k.token not in framing},
            frozenset(k.text for k in chosen if k.named),
            found,
            frozenset(arcs(analysis, sentence, by_token)),
            tuple(clauses(analysis, sentence, chosen, by_token)),
            speakers or sayers(analysis, sentence, by_token),
            frozenset(g for q in quotes for g in q.groups),
            sum(sentence.range.overlap(q.range) for q in quotes) / size if size else 0.0,
            _done(analysis, sentence, by_token),
            {k.text: phrase(analysis.tokens, sentence, k.token) - sentence.first for k in reversed(chosen)},
        )


def _done(analysis: Analysis, sentence: Sentence, by_token: Mapping[int, str]) -> dict[str, bool]:
    found: dict[str, set[bool]] = {}
    for n, key in by_token.items():
        if analysis.tokens[n].pos == "VERB":
            m = done(analysis.tokens, sentence, n)
            if m is not None:
                found.setdefault(key, set()).add(m)
    return {k: True in v for k, v in found.items() if len(v) == 1}


class _Within(Generic[_T]):
    """Finds which of many ranges of one article overlap a sentence (asked in order of position)."""

    def __init__(self, rows: list[tuple[Range, _T]]) -> None:
        self._rows = sorted(rows, key=lambda r: r[0])
        self._widest = max((r.end - r.start for r, _ in rows), default=0)

    def at(self, span: Range) -> tuple[_T, ...]:
        first = bisect_left(self._rows, span.start - self._widest, key=lambda r: r[0].start)
        found = []
        for r, item in self._rows[first:]:
            if r.start >= span.end:
                break
            if r.overlap(span):
                found.append(item)
        return tuple(found)


def _speaker(names: NameKeys, attribution: Attribution) -> str:
    if attribution.speaker_entity and attribution.speaker_entity in names.key_of:
        return names.key_of[attribution.speaker_entity]
    return fold(attribution.speaker) if attribution.speaker else ""


def _words(analysis: Analysis, sentence: Sentence, without: frozenset[int]) -> tuple[str, ...]:
    last = min(sentence.last, sentence.first + _MOST_TOKENS)
    texts = (analysis.tokens[n].text for n in range(sentence.first, last) if n not in without)
    return tuple(fold(t) for t in texts if any(c.isalnum() for c in t))


def _resolve(
    scene: _Scene,
    sentence: Sentence,
    token_keys: Sequence[Key | None],
    heard: Sequence[str],
    quotes: Sequence[Quote],
) -> Mapping[int, str]:
    """Give the person that each "he", "she" and quoted "I" stands for, where the text makes it likely."""
    last = heard[0] if heard else ""
    result: dict[int, str] = {}
    for n in range(sentence.first, sentence.last):
        token, key = scene.analysis.tokens[n], token_keys[n]
        low = token.text.lower()
        if key and key.text in scene.people and token.dep in SUBJECTS:
            last = key.text
        elif low in _HE and last:
            result[n] = last
        elif low in _I:
            voice = next((q for q in quotes if q.range.start <= token.start < q.range.end), None)
            speaker = _speaker(scene.names, voice.attribution) if voice else ""
            if speaker:
                result[n] = speaker
    return result


def _chosen(
    analysis: Analysis,
    sentence: Sentence,
    token_keys: Sequence[Key | None],
    found: Sequence[Value],
    resolved: Mapping[int, str],
) -> tuple[Key, ...]:
    """Give a sentence's keys: a value in place of its words, a person in place of a pronoun."""
    chosen: list[Key] = []
    idle = frozenset(stock(analysis.tokens, sentence))
    at = 0
    for n in range(sentence.first, min(sentence.last, sentence.first + _MOST_TOKENS)):
        token = analysis.tokens[n]
        while at < len(found) and found[at].end <= token.start:
            at += 1
        if at < len(found) and found[at].start < token.end:
            value = found[at]
            last = n + 1 >= sentence.last or analysis.tokens[n + 1].start >= value.end
            if last and not (value.kind == "count" and value.amount == 1):
                chosen.append(Key("=" + value.normal, value.start, value.end, n, named=False))
        elif n in resolved:
            chosen.append(Key(resolved[n], token.start, token.end, n, named=True))
        elif (key := token_keys[n]) is not None and n not in idle:
            chosen.append(key)
    return tuple(chosen)


def _weights(chosen: Sequence[Key], framing: frozenset[int]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for k in chosen:
        weights[k.text] = max(weights.get(k.text, 0.0), _FRAME if k.token in framing else 1.0)
    return weights
