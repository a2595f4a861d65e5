"""What one side tells and another denies, in the words of both."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from briefing.prepare.analysis import Token
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.acts import SUBJECTS, dependants
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene
from briefing.prepare.differences.words import longest
from briefing.prepare.keys import word_key

_TOLD = frozenset({"ccomp", "xcomp", "dobj"})
_INNER = frozenset({"ccomp", "xcomp", "acl", "relcl", "prep", "pobj", "pcomp", "acomp", "attr"})
_POINTS = frozenset({"that", "this", "those", "these", "such"})
_SHARED = 3.0
"""What the keys must weigh that a denial shares with what it denies."""
_PART = 0.4
"""Share of the weight of what is denied that must be told."""
_SURE = 0.8
"""The same where what they share weighs little."""
_MEANT = 0.45
"""Cosine, about the event's mean, from which one statement tells in other words what another denies."""
_DIGITS = 5
"""Of a cosine: what lies behind them is rounding."""
_CROWD = 40


class Denial(NamedTuple):
    """A clause in which somebody denies something."""

    number: int
    statement: Statement
    start: int
    end: int
    told: int
    """Where what is denied begins."""
    by: frozenset[str]
    """Keys of who denies."""
    content: frozenset[str]
    """Keys of what is denied; empty where it is only "the allegations" or "that theory"."""
    core: frozenset[str]
    """Those of its predicate, or of the noun that governs it."""


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """Read the lists once."""
    data = tomllib.loads((files("briefing.prepare") / "data" / "disputes.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}


def disputes(scene: Scene) -> Iterator[Finding]:
    """Find what is denied, with the sentence of each article that tells it best."""
    denials = [d for n, s in enumerate(scene.statements) for d in _denials(scene, n, s)]
    if not denials:
        return
    denying = {d.number for d in denials}
    index: dict[str, list[int]] = {}
    for n, s in enumerate(scene.statements):
        if n not in denying:
            for k in s.keys:
                index.setdefault(k, []).append(n)
    for d in denials:
        for n in _told(scene, d, index, denying):
            s = scene.statements[n]
            whole = not d.content and n == d.number - 1
            told = (s.range.start, s.range.end) if whole else _clause(s, d.content | d.by)
            variants = (scene.variant(s, *told), scene.variant(d.statement, d.start, d.end))
            named = partial(scene.phrase, d.statement, d.told, d.end) if d.content else partial(scene.phrase, s, *told)
            about = partial(longest, named, partial(scene.about, s, d.statement))
            yield Finding("framing", "differs", about, variants)


def _denials(scene: Scene, number: int, s: Statement) -> Iterator[Denial]:
    words, first = scene.words(s), scene.sentences[s.range].first
    verbs = [
        n for n, t in enumerate(words) if t.pos == "VERB" and t.lemma.lower() in lists()["denies"] | lists()["waves"]
    ]
    if not verbs:
        return
    below = dependants(words, first)
    key_at = {k.token - first: k for k in s.keyed}
    for n in verbs:
        own = below.get(n, [])
        low = {words[m].text.lower() for m in own}
        if low & {"not", "n't", "n’t", "never"}:
            continue
        left = [m for m in own if m < n and (words[m].dep in SUBJECTS or words[m].pos in {"NOUN", "PROPN"})]
        subject = max(left, key=lambda m: (words[m].dep in SUBJECTS, m), default=None)
        told = [m for m in own if m > n and words[m].dep in _TOLD]
        if subject is None or not told or words[subject].dep == "nsubjpass":
            continue
        claims = any(words[m].lemma.lower() in lists()["claims"] for m in told)
        clause = any(words[m].dep in {"ccomp", "xcomp"} or words[m].tag == "VBG" for m in told)
        verb = words[n].lemma.lower()
        if not claims and (verb in lists()["waves"] or (verb == "deny" and not clause)):
            continue
        who = {key_at[m].text for m in _under(below, [subject]) if m in key_at}
        inside = _under(below, told)
        nouns = [m for m in told if words[m].pos == "NOUN"]
        pointing = any(words[c].text.lower() in _POINTS for m in nouns for c in below.get(m, ()))
        keyed = {m: key_at[m].text for m in inside if m in key_at and words[m].lemma.lower() not in lists()["claims"]}
        core = {keyed[m] for m in _core(words, below, told) if m in keyed}
        end = words[max(inside)].end
        start = words[min([n, *_under(below, [subject])])].start
        content = frozenset() if pointing else frozenset(keyed.values()) - who
        yield Denial(number, s, start, end, words[min(inside)].start, frozenset(who), content, frozenset(core) - who)


def _core(words: Sequence[Token], below: Mapping[int, list[int]], told: Sequence[int]) -> Iterator[int]:
    """Give the predicates and governing nouns of what is denied: what hangs on "claims", what "was" joins."""
    level = list(told)
    for _ in range(3):
        lower: list[int] = []
        for m in level:
            light = words[m].lemma.lower() in lists()["claims"] or words[m].pos in {"ADP", "AUX", "PRON"}
            if light:
                lower.extend(c for c in below.get(m, ()) if words[c].dep in _INNER)
            else:
                yield m
        level = lower


def _told(scene: Scene, d: Denial, index: Mapping[str, Sequence[int]], denying: AbstractSet[int]) -> list[int]:
    """Give the statements that tell what is denied, the best of each article."""
    best: dict[int, tuple[float, int]] = {}
    if len(d.content) > 1 and d.core:
        whole = scene.heavy(d.content)
        near = {n for k in sorted(d.core) for n in index.get(k, ())[:_CROWD]}
        for n in sorted(near):
            s = scene.statements[n]
            shared = d.content & s.keys
            score = scene.heavy(shared)
            least = _SURE * whole if score < _SHARED else _PART * whole
            if score >= least and len(shared) > 1 and not s.speakers & d.by and not _agrees(s, d.core):
                held = best.get(s.article)
                if held is None or score > held[0]:
                    best[s.article] = (score, n)
    elif not d.content:
        accuses = {word_key(w) for w in lists()["accuses"]}
        for k in sorted(d.by):
            for n in index.get(k, ())[:_CROWD]:
                s = scene.statements[n]
                hit = any(c.verb in accuses and d.by & c.keys and not d.by & c.subjects for c in s.clauses)
                if hit and not s.speakers & d.by:
                    best.setdefault(s.article, (0.0, n))
        if not best and _stands_before(scene, d) and d.number - 1 not in denying:
            best[d.statement.article] = (0.0, d.number - 1)
    if d.content and not best:
        best = _meant(scene, d, denying)
    return [n for _, n in best.values()]


def _meant(scene: Scene, d: Denial, denying: AbstractSet[int]) -> dict[int, tuple[float, int]]:
    """Give what tells in other words what is denied: the statement of each article that is nearest in meaning."""
    best: dict[int, tuple[float, int]] = {}
    if scene.meanings is None:
        return best
    near = np.round(scene.meanings @ scene.meanings[d.number], _DIGITS)
    for n in np.flatnonzero(near >= _MEANT).tolist():
        s = scene.statements[n]
        one_voice = s.speakers & (d.by | d.statement.speakers)
        if n in denying or one_voice or not (s.keys - s.names) & d.content or _denies_something(scene, s):
            continue
        held = best.get(s.article)
        if held is None or near[n] > held[0]:
            best[s.article] = (float(near[n]), n)
    return best


def _denies_something(scene: Scene, s: Statement) -> bool:
    """Tell whether a statement denies or disproves anything."""
    words = {t.lemma.lower() for t in scene.words(s) if t.pos in {"VERB", "ADJ"}}
    return any(c.negated for c in s.clauses) or any(words & lists()[name] for name in ("denies", "waves", "untrue"))


def _stands_before(scene: Scene, d: Denial) -> bool:
    """Tell whether the sentence before a denial is another's."""
    before = scene.statements[d.number - 1] if d.number else d.statement
    follows = before.article == d.statement.article and before.place == d.statement.place - 1
    return follows and not before.speakers & d.by


def _agrees(s: Statement, core: frozenset[str]) -> bool:
    """Tell whether a statement denies the same itself."""
    return any(c.negated and (c.verb in core or core & c.keys) for c in s.clauses)


def _clause(s: Statement, keys: frozenset[str]) -> tuple[int, int]:
    """Give the shortest clause of a statement that holds all of the keys that it has, or the whole of it."""
    held = keys & s.keys
    whole = (s.range.start, s.range.end)
    return min(((c.start, c.end) for c in s.clauses if held <= c.keys), key=lambda c: (c[1] - c[0], c), default=whole)


def _under(below: Mapping[int, list[int]], top: Sequence[int]) -> list[int]:
    """Give tokens and all that depends on them."""
    found, level = list(top), list(top)
    while level:
        level = [c for n in level for c in below.get(n, ())]
        found.extend(level)
    return found
