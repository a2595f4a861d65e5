"""Speech or not: terms, titles of works and scare quotes stand between quote marks too."""

from __future__ import annotations

from briefing.prepare.quotes.attribution import Told
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene

# A passage of so many words is speech, whatever stands around it.
_LONG = 6
# Words that titles leave in lower case.
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "and", "or", "to", "for", "at", "by", "with", "from", "as", "but"}
)


def is_speech(scene: Scene, item: Told) -> bool:
    """Tell whether a passage is a quotation of someone's words."""
    passage = scene.passages[item.passage]
    first, last = scene.token_at(passage.start), scene.token_at(passage.end)
    words = [scene.tokens[i].text for i in range(first, last) if any(c.isalnum() for c in scene.tokens[i].text)]
    if not words:
        return False
    if _is_titled(words) and item.how not in ("behind", "label"):
        return _is_slogan(scene, first) or _is_complement(scene, item, first, last)
    if len(words) >= _LONG or item.how in ("behind", "before", "label"):
        return True
    if _is_term(scene, first):
        return False
    if _is_sentence(scene, passage.start, passage.end, words):
        return True
    if len(words) == 1:
        return item.how == "leans" and _is_complement(scene, item, first, last)
    return scene.parents[item.passage] < 0 or item.how == "leans"


def _is_titled(words: list[str]) -> bool:
    """Tell whether words are written as a title: each with a capital but the small ones."""
    if len(words) < 2 or all(w.isupper() for w in words):
        return False
    return all(w[:1].isupper() or w[:1].isdigit() or w.lower() in _SMALL or not w[:1].isalpha() for w in words)


def _is_slogan(scene: Scene, first: int) -> bool:
    """Tell whether a noun for someone's words stands right before."""
    for i in range(first - 1, max(-1, first - 3), -1):
        if scene.tokens[i].lemma.lower() in lexicon().words:
            return True
        if scene.tokens[i].pos != "PUNCT":
            return False
    return False


def _is_complement(scene: Scene, item: Told, first: int, last: int) -> bool:
    """Tell whether a passage is what is said, called or described, in the grammar, within a few steps."""
    if item.cue is None:
        return False
    for i in range(first, last):
        at = scene.tokens[i].head
        if first <= at < last:
            continue
        for _ in range(3):
            if at == item.cue:
                return True
            at = scene.tokens[at].head
    return False


def _is_term(scene: Scene, first: int) -> bool:
    """Tell whether a term, a name or a title is introduced: "known as", "so-called", "a technique called"."""
    known = lexicon()
    for i in range(first - 1, max(-1, first - 4), -1):
        token = scene.tokens[i]
        if token.text.lower() in known.terms and token.tag not in ("VBD", "VBZ", "VBP", "VBG"):
            return True
        if token.lemma.lower() in known.works:
            return True
        if token.pos not in ("PUNCT", "DET", "ADP", "CCONJ", "SCONJ"):
            return False
    return False


def _is_sentence(scene: Scene, start: int, end: int, words: list[str]) -> bool:
    """Tell whether a passage is a sentence of its own: a capital at its start, an end within its marks."""
    inside = scene.text[start:end].strip("\"'”’»›“‘« ")
    return inside[-1:] in (".", "!", "?") and words[0][:1].isupper()
