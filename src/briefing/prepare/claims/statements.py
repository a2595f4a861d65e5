"""Statements: what is compared. One for each body sentence, with its keys, values, grammar and speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from briefing.model import Entity, Quote, Range, When
from briefing.model import Statement as Said
from briefing.prepare.analysis import Analysis, Sentence, Token
from briefing.prepare.keys import Key, NameKeys, fold, keys, name_keys
from briefing.prepare.quotes import Speech
from briefing.prepare.values import Value, values

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "pobj", "dative", "agent"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "can", "shall", "'ll", "’ll"})
_IRREALIS = frozenset({"want", "plan", "hope", "seek", "intend", "expect", "try", "threaten", "consider", "offer"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "without", "neither", "nor", "nobody", "none"})
_HE = frozenset({"he", "him", "his", "she", "her", "hers"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_MOST_TOKENS = 400
_T = TypeVar("_T")


class Arc(NamedTuple):
    """Two keys of which one governs the other, prepositions and auxiliaries skipped."""

    head: str
    child: str


class Clause(NamedTuple):
    """A finite or participial clause within a sentence."""

    start: int
    end: int
    keys: frozenset[str]
    verb: str
    """Key of its predicate; empty where it has none."""
    subjects: frozenset[str]
    objects: frozenset[str]
    realis: bool
    """False for what would, will, could or is hoped to happen."""
    negated: bool


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
    """Lower-case words without punctuation."""
    keyed: tuple[Key, ...]
    """The keys with their places, values among them."""
    keys: frozenset[str]
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
    body = [s for s in analysis.sentences if s.segment.kind == "body"]
    speeches = _Within([(q.range, q) for q in scene.quotes])
    indirect = _Within([(s.range, s) for s in scene.said])
    times = _Within([(d.range, d) for d in scene.dates])
    for place, sentence in enumerate(body):
        quotes, said = speeches.at(sentence.range), indirect.at(sentence.range)
        found = values(analysis, sentence, times.at(sentence.range))
        speakers = frozenset(
            filter(
                None,
                (_speaker(scene.names, x.attribution.speaker_entity, x.attribution.speaker) for x in (*quotes, *said)),
            )
        )
        voice = next(
            filter(None, (_speaker(scene.names, q.attribution.speaker_entity, q.attribution.speaker) for q in quotes)),
            "",
        )
        resolved = _resolve(analysis, sentence, token_keys, scene.people, heard, voice)
        chosen = _chosen(analysis, sentence, token_keys, found, resolved)
        by_token = {k.token: k.text for k in chosen}
        for t in range(sentence.first, sentence.last):
            key = by_token.get(t, "")
            if key in scene.people and analysis.tokens[t].dep in _SUBJECTS:
                heard.insert(0, key)
        del heard[3:]
        size = sentence.range.end - sentence.range.start
        yield Statement(
            sentence.range,
            number,
            place,
            sentence.segment.paragraph,
            _words(analysis, sentence),
            chosen,
            frozenset(k.text for k in chosen),
            frozenset(k.text for k in chosen if k.named),
            found,
            frozenset(_arcs(analysis, sentence, by_token)),
            tuple(_clauses(analysis, sentence, chosen, by_token)),
            speakers,
            frozenset(g for q in quotes for g in q.groups),
            sum(sentence.range.overlap(q.range) for q in quotes) / size if size else 0.0,
        )


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


def _speaker(names: NameKeys, entity: str | None, name: str | None) -> str:
    if entity and entity in names.key_of:
        return names.key_of[entity]
    return fold(name) if name else ""


def _words(analysis: Analysis, sentence: Sentence) -> tuple[str, ...]:
    return tuple(fold(t.text) for t in analysis.tokens_of(sentence)[:_MOST_TOKENS] if any(c.isalnum() for c in t.text))


def _resolve(
    analysis: Analysis,
    sentence: Sentence,
    token_keys: Sequence[Key | None],
    people: frozenset[str],
    heard: Sequence[str],
    voice: str,
) -> Mapping[int, str]:
    """Give the person that each "he", "she" and quoted "I" stands for, where the text makes it likely."""
    last = heard[0] if heard else ""
    result: dict[int, str] = {}
    for n in range(sentence.first, sentence.last):
        token, key = analysis.tokens[n], token_keys[n]
        low = token.text.lower()
        if key and key.text in people and token.dep in _SUBJECTS:
            last = key.text
        elif low in _HE and last:
            result[n] = last
        elif low in _I and voice:
            result[n] = voice
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
        elif (key := token_keys[n]) is not None:
            chosen.append(key)
    return tuple(chosen)


def _arcs(analysis: Analysis, sentence: Sentence, by_token: Mapping[int, str]) -> Iterator[Arc]:
    for n in by_token:
        head = _governor(analysis, sentence, n, by_token)
        if head is not None and by_token[head] != by_token[n]:
            yield Arc(by_token[head], by_token[n])


def _governor(analysis: Analysis, sentence: Sentence, n: int, by_token: Mapping[int, str]) -> int | None:
    """Find the nearest token above that has a key, over at most four steps."""
    for _ in range(4):
        head = analysis.tokens[n].head
        if head == n or not sentence.first <= head < sentence.last:
            return None
        if head in by_token:
            return head
        n = head
    return None


def _clauses(
    analysis: Analysis, sentence: Sentence, chosen: Sequence[Key], by_token: Mapping[int, str]
) -> Iterator[Clause]:
    """Part a sentence at its predicates; each token belongs to the nearest predicate above it."""
    tokens = analysis.tokens
    owner: dict[int, int] = {}
    for n in range(sentence.first, sentence.last):
        owner[n] = _predicate(tokens, sentence, n)
    members: dict[int, list[int]] = {}
    for n, root in owner.items():
        members.setdefault(root, []).append(n)
    keyed: dict[int, list[Key]] = {}
    for k in chosen:
        keyed.setdefault(owner[k.token], []).append(k)
    for root in sorted(members):
        inside = [n for n in members[root] if tokens[n].pos != "PUNCT"]
        if not inside:
            continue
        own = keyed.get(root, ())
        low = {tokens[n].text.lower() for n in inside}
        governor = tokens[tokens[root].head].lemma.lower() if tokens[root].head != root else ""
        yield Clause(
            tokens[inside[0]].start,
            tokens[inside[-1]].end,
            frozenset(k.text for k in own),
            by_token.get(root, ""),
            frozenset(k.text for k in own if tokens[k.token].dep in _SUBJECTS),
            frozenset(k.text for k in own if tokens[k.token].dep in _OBJECTS),
            not (low & _MODALS or (tokens[root].tag == "VB" and "to" in low) or governor in _IRREALIS),
            bool(low & _NEGATIONS),
        )


def _predicate(tokens: Sequence[Token], sentence: Sentence, n: int) -> int:
    for _ in range(30):
        token = tokens[n]
        verbal = token.pos in {"VERB", "AUX"}
        if token.dep in _CLAUSES and (verbal or token.dep == "ROOT"):
            return n
        if token.dep == "conj" and verbal:
            return n
        if token.head == n or not sentence.first <= token.head < sentence.last:
            return n
        n = token.head
    return n
