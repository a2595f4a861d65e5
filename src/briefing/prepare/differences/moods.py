"""Things that one source tells as done and another as possible or planned, or one affirms and another denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefing.model import Verdict
from briefing.prepare.analysis import Token
from briefing.prepare.claims.statements import Statement
from briefing.prepare.differences.finding import Finding
from briefing.prepare.differences.scene import Scene

Mood = Literal["told", "planned", "possible"]

_MAY = frozenset({"may", "might", "could"})
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
_PERHAPS = frozenset(
    [
        "maybe",
        "perhaps",
        "possibly",
        "potentially",
        "supposedly",
        "reportedly",
        "allegedly",
        "apparently",
        "purportedly",
    ]
)
_WEIGHS = frozenset(["consider", "mull", "weigh", "propose", "suggest", "discuss", "contemplate", "ponder"])
_MEANS = frozenset(
    ["plan", "intend", "want", "hope", "seek", "try", "expect", "aim", "agree", "threaten", "promise", "vow"]
)
_AUX = frozenset({"aux", "auxpass", "neg"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "prt"})
_LIGHT = frozenset({"be", "have", "do", "say", "tell", "make", "take", "get", "go", "come", "add", "give", "see"})
_ENOUGH = 3.0
"""What the keys must weigh that the two acts share, besides the verb itself."""
_CLOSE = frozenset({"full", "partial"})


class Act(NamedTuple):
    """A verb with who does it to what, and how it is told."""

    verb: str
    """The key of the verb."""
    args: frozenset[str]
    """The keys of its subject and objects, and of what stands under these."""
    mood: Mood
    denied: bool
    start: int
    """Where the verb's group begins, auxiliaries included."""
    end: int


def moods(scene: Scene) -> Iterator[Finding]:
    """Compare acts with one verb and subject or object in accounts of one thing."""
    found: dict[int, list[Act]] = {}
    for (i, j), account in scene.accounts.items():
        if account.closeness not in _CLOSE:
            continue
        for n in (i, j):
            if n not in found:
                found[n] = _acts(scene, scene.statements[n])
        for x in found[i]:
            for y in found[j]:
                verdict = _verdict(scene, x, y)
                if verdict:
                    variants = (
                        scene.variant(account.a, x.start, x.end),
                        scene.variant(account.b, y.start, y.end),
                    )
                    yield Finding("framing", verdict, scene.about(account.a, account.b), variants, account.claim)


def _verdict(scene: Scene, x: Act, y: Act) -> Verdict | None:
    if x.verb != y.verb or scene.heavy(x.args & y.args) < _ENOUGH:
        return None
    if x.denied != y.denied and x.mood == y.mood:
        return "differs"
    if x.mood == y.mood or x.denied != y.denied:
        return None
    return "differs" if "possible" in {x.mood, y.mood} else "compatible"


def _acts(scene: Scene, s: Statement) -> list[Act]:
    words = scene.words(s)
    first = scene.sentences[s.range].first
    key_at = {k.token - first: k.text for k in s.keyed}
    below: dict[int, list[int]] = {}
    for n, t in enumerate(words):
        head = t.head - first
        if head != n and 0 <= head < len(words):
            below.setdefault(head, []).append(n)
    result = []
    for n, t in enumerate(words):
        if t.pos != "VERB" or n not in key_at or t.lemma.lower() in _LIGHT:
            continue
        own = below.get(n, [])
        group = [m for m in own if words[m].dep in _AUX or words[m].text.lower() in _PERHAPS]
        args = [m for m in own if words[m].dep in _SUBJECTS | _OBJECTS or (words[m].dep == "prep" and m > n)]
        keys = frozenset(key_at[k] for m in args for k in _under(below, m) if k in key_at)
        begin = min([n, *(m for m in group if m < n)])
        begin, mood = _mood(words, n, first, begin, group)
        denied = any(words[m].dep == "neg" for m in own)
        result.append(Act(key_at[n], keys - {key_at[n]}, mood, denied, words[begin].start, t.end))
    return result


def _under(below: dict[int, list[int]], top: int) -> list[int]:
    """Give a token and what depends on it, over three steps."""
    found, level = [top], [top]
    for _ in range(3):
        level = [c for n in level for c in below.get(n, ())]
        found.extend(level)
    return found


def _mood(words: Sequence[Token], n: int, first: int, begin: int, group: Sequence[int]) -> tuple[int, Mood]:
    """Tell how a verb is told, and where the words that tell so begin."""
    low = {words[m].text.lower() for m in group}
    if low & (_MAY | _PERHAPS):
        return begin, "possible"
    head = words[n].head - first
    if head != n and 0 <= head < n and words[n].dep in {"xcomp", "ccomp", "pcomp", "advcl"}:
        lemma = words[head].lemma.lower()
        if lemma in _WEIGHS:
            return head, "possible"
        if lemma in _MEANS:
            return head, "planned"
    return begin, "planned" if low & _WILL or ("to" in low and words[n].tag == "VB") else "told"
