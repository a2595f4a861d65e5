"""Acts that statements tell: a verb with who does it to what, and whether it is told as done, planned or possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from briefing.prepare.analysis import Token

Mood = Literal["told", "planned", "possible", "open"]

_MAY = frozenset({"may", "might", "could"})
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
_MUST = frozenset({"must", "should", "ought"})
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
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_AUX = frozenset({"aux", "auxpass", "neg"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "prt"})
_DOUBTS = frozenset({"deny", "dispute", "doubt", "reject", "refute", "contest", "question", "contradict"})
_HELD = frozenset({"ccomp", "xcomp", "acomp"})
_DONE_TO = frozenset({"dobj", "nsubjpass"})
_TELLING = frozenset({"amod", "compound", "nmod"})
_SHARING = frozenset({"xcomp", "conj"})
_NONE = frozenset({"no", "neither", "nobody", "none", "nothing"})
_ONE = frozenset({"a", "an", "one"})
_LIGHT = frozenset({"be", "have", "do", "say", "tell", "make", "take", "get", "go", "come", "add", "give", "see"})


class Thing(NamedTuple):
    """A common noun that an act is done to, or where that is ("planets in a galaxy")."""

    key: str
    lemma: str
    many: bool
    """Plural, or else one that is told of for the first time ("a soldier")."""
    start: int
    end: int
    kept: frozenset[str]
    """Keys of the words before it, where it is somebody's ("his purchased seat"); else empty."""
    direct: bool
    """The verb's own object, not behind a preposition."""


class Act(NamedTuple):
    """A verb as a sentence uses it."""

    verb: str
    """The key of the verb."""
    lemma: str
    subjects: frozenset[str]
    """The keys of its subject and of what stands under it; a verb that shares another's subject has it too."""
    objects: frozenset[str]
    patient: str
    """The key of what it is done to: its direct object, or the subject of a passive; empty where there is none."""
    mood: Mood
    """Open where the form does not tell whether it is done: an infinitive, a participle, "must"."""
    denied: bool
    start: int
    """Where the verb's group begins, auxiliaries included."""
    end: int
    last: int
    """Where its objects end."""
    things: tuple[Thing, ...]
    """What it is done to, where the text tells whether it is one or many."""

    @property
    def args(self) -> frozenset[str]:
        """The keys of all that takes part."""
        return self.subjects | self.objects


def acts(words: Sequence[Token], first: int, key_at: Mapping[int, str]) -> Iterator[Act]:
    """Give the acts of a sentence, whose first token has the number `first`; keys are by place among its tokens."""
    below = dependants(words, first)
    for n, t in enumerate(words):
        if t.pos != "VERB" or n not in key_at or t.lemma.lower() in _LIGHT:
            continue
        own = below.get(n, [])
        group = [m for m in own if words[m].dep in _AUX or words[m].text.lower() in _PERHAPS]
        subjects = _under(below, _subjects(words, below, n, first))
        objects = _under(below, [m for m in own if words[m].dep in _OBJECTS or (words[m].dep == "prep" and m > n)])
        begin, mood = _mood(words, n, first, group)
        mood = "open" if _unsaid(words, below, n, first) else mood
        denied = any(denies(words[m]) for m in own) or any(
            words[m].text.lower() in _NONE for m in (*subjects, *objects)
        )
        yield Act(
            key_at[n],
            t.lemma.lower(),
            frozenset(key_at[m] for m in subjects if m in key_at) - {key_at[n]},
            frozenset(key_at[m] for m in objects if m in key_at) - {key_at[n]},
            next((key_at[m] for m in own if words[m].dep in _DONE_TO and m in key_at), ""),
            mood,
            denied,
            words[begin].start,
            t.end,
            max([t.end, *(words[m].end for m in objects)]),
            tuple(_things(words, below, own, key_at)),
        )


def dependants(words: Sequence[Token], first: int) -> dict[int, list[int]]:
    """Give what depends on each token of a sentence, all by their places; the first token has the number `first`."""
    below: dict[int, list[int]] = {}
    for n, t in enumerate(words):
        head = t.head - first
        if head != n and 0 <= head < len(words):
            below.setdefault(head, []).append(n)
    return below


def denies(t: Token) -> bool:
    """Tell whether a word denies what it belongs to: "not", "never", "nobody"."""
    return t.dep == "neg" or t.text.lower() in _NONE


def _unsaid(words: Sequence[Token], below: Mapping[int, list[int]], n: int, first: int) -> bool:
    """Tell whether a verb is only asked ("whether"), hangs on what denies it, or goes on with it ("did not see or")."""
    held = _HELD | {"conj"} if not any(words[m].dep in _AUX | SUBJECTS for m in below.get(n, ())) else _HELD
    for step in range(4):
        own = [words[m] for m in below.get(n, ())]
        if any(t.dep == "mark" and t.text.lower() in {"whether", "if"} for t in own):
            return True
        if step and any(map(denies, own)):
            return True
        head = words[n].head - first
        if words[n].dep not in held or not 0 <= head < len(words):
            return False
        if words[head].lemma.lower() in _DOUBTS:
            return True
        n = head
    return False


def _things(
    words: Sequence[Token], below: Mapping[int, list[int]], own: Sequence[int], key_at: Mapping[int, str]
) -> Iterator[Thing]:
    """Give the direct objects (a passive's subjects) that are plain plurals, or singulars with "a" or "one"."""
    done = [m for m in own if words[m].dep in _DONE_TO]
    near = [c for c in (*own, *(c for m in done for c in below.get(m, ()))) if words[c].dep == "prep"]
    for m in (*done, *(c for p in near for c in below.get(p, ()) if words[c].dep == "pobj")):
        if m not in key_at or words[m].tag not in {"NN", "NNS"}:
            continue
        left = [k for k in below.get(m, ()) if k < m]
        low = {words[k].text.lower() for k in left}
        counted = any(words[k].pos == "NUM" for k in left)
        many = words[m].tag == "NNS"
        owned = any(words[k].dep == "poss" for k in left)
        plain = owned and not any(words[c].dep == "cc" for k in left for c in below.get(k, ()))
        kept = frozenset(key_at[k] for k in left if k in key_at and words[k].dep in _TELLING) if plain else frozenset()
        if (many and not counted) or low & _ONE or kept:
            lemma, start = words[m].lemma.lower(), words[min([m, *left])].start
            yield Thing(key_at[m], lemma, many, start, words[m].end, kept, m in done)


def _subjects(words: Sequence[Token], below: Mapping[int, list[int]], n: int, first: int) -> list[int]:
    """Give a verb's subjects, its own or those of the verb it hangs on."""
    for _ in range(4):
        own = [m for m in below.get(n, ()) if words[m].dep in SUBJECTS]
        head = words[n].head - first
        if own or words[n].dep not in _SHARING or not 0 <= head < len(words):
            return own
        n = head
    return []


def _under(below: Mapping[int, list[int]], top: Sequence[int]) -> list[int]:
    """Give tokens and what depends on them, over three steps."""
    found, level = list(top), list(top)
    for _ in range(3):
        level = [c for n in level for c in below.get(n, ())]
        found.extend(level)
    return found


def _mood(words: Sequence[Token], n: int, first: int, group: Sequence[int]) -> tuple[int, Mood]:
    """Tell how a verb is told, and where the words that tell so begin."""
    low = {words[m].text.lower() for m in group}
    begin = min([n, *(m for m in group if m < n)])
    if low & (_MAY | _PERHAPS):
        return begin, "possible"
    head = words[n].head - first
    if 0 <= head < n and words[n].dep in {"xcomp", "ccomp", "pcomp"} and words[head].lemma.lower() in _WEIGHS:
        return head, "possible"
    if low & _WILL:
        return begin, "planned"
    if low & _MUST:
        return begin, "open"
    finite = words[n].tag in _FINITE or (words[n].tag in {"VBN", "VBG"} and any(words[m].dep in _AUX for m in group))
    return begin, "told" if finite and words[n].dep != "acl" else "open"
