"""Speech or not: terms, titles of works and scare quotes stand between quote marks too."""

from __future__ import annotations

from briefing.prepare.quotes.attribution import Told
from briefing.prepare.quotes.lexicon import lexicon
from briefing.prepare.quotes.scene import Scene

# A passage of so many words is speech, whatever stands around it.
_LONG = 6
# Terms in quote marks seldom have more words.
_TERM = 3
# What stands behind these is whoever hears: told “The Morning Show”.
_TELLS = frozenset({"tell", "inform"})
_MARKS = "\"'“”‘’«»‹›„‚`´.,;:!?()[]…"
# Words that titles leave in lower case.
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "and", "or", "to", "for", "at", "by", "with", "from", "as", "but"}
)


def is_speech(scene: Scene, item: Told) -> bool:
    """Tell whether a passage is a quotation of someone's words."""
    passage = scene.passages[item.passage]
    first, last = scene.token_at(passage.start), scene.token_at(passage.end)
    words = [w for w in scene.text[passage.start : passage.end].split() if any(c.isalnum() for c in w)]
    if _is_titled(words) and not _in_title(scene, item):
        if scene.text[max(0, passage.start - 1) : passage.start] == "(":
            # A name that is given in brackets: a firm (“Quayside Consultants”).
            return False
        return _is_slogan(scene, first) or (_is_said(scene, item, first) and not _is_term(scene, first))
    if len(words) >= _LONG or (item.how == "label" and len(words) > 1):
        return True
    if item.how in ("behind", "before"):
        return not _is_named(scene, first)
    if not words or _is_term(scene, first):
        return False
    return _is_sentence(words) or _is_told(scene, item, first, last, len(words))


def _is_told(scene: Scene, item: Told, first: int, last: int, count: int) -> bool:
    """Tell whether a few words within a sentence are told of someone rather than used by the source itself."""
    if _is_compound(scene, first, last):
        return False
    if count == 1 or scene.parents[item.passage] >= 0:
        return item.how == "leans"
    if item.how != "none" or _in_title(scene, item):
        return True
    return not _modifies(scene, first, last)


def _in_title(scene: Scene, item: Told) -> bool:
    """Tell whether a passage stands in an article's title, where capitals tell nothing and space is short."""
    return scene.kind_at(scene.sentence_at(scene.passages[item.passage].start)) == "title"


def _is_compound(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a few nouns make a term with the noun behind them: “red flag” laws."""
    inside = [i for i in range(first, last) if scene.tokens[i].pos != "PUNCT"]
    if not inside or len(inside) > _TERM or scene.tokens[inside[-1]].pos not in ("NOUN", "PROPN"):
        return False
    return scene.tokens[inside[-1]].dep == "compound" and last <= scene.tokens[inside[-1]].head <= last + 1


def _modifies(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a passage stands before the noun that it describes, as terms do: a “red flag” law."""
    for i in range(first, last):
        head = scene.tokens[i].head
        if not first <= head < last and scene.tokens[i].pos != "PUNCT":
            return last <= head <= last + 3 and scene.tokens[i].dep in (
                "compound",
                "amod",
                "nmod",
                "nummod",
                "npadvmod",
            )
    return False


def _is_titled(words: list[str]) -> bool:
    """Tell whether words are written as a title: each with a capital but the small ones."""
    bare = [w.strip(_MARKS) for w in words]
    if len(bare) < 2 or all(w.isupper() for w in bare) or words[-1].strip("\"'”’»")[-1:] in ("!", "?"):
        return False
    return all(w[:1].isupper() or w.lower() in _SMALL or not w[:1].isalpha() for w in bare)


def _is_slogan(scene: Scene, first: int) -> bool:
    """Tell whether a noun for someone's words stands right before."""
    for i in range(first - 1, max(-1, first - 3), -1):
        if scene.tokens[i].lemma.lower() in lexicon().words:
            return True
        if scene.tokens[i].pos != "PUNCT":
            return False
    return False


def _is_said(scene: Scene, item: Told, first: int) -> bool:
    """Tell whether words written as a title are what is said or called, and no name that the sentence uses."""
    before = scene.tokens[first - 1] if first else None
    if before is not None and before.lemma.lower() in _TELLS:
        return False
    if before is not None and (before.pos in ("ADP", "PROPN", "NUM") or before.text in ("'s", "’s", "'", "’")):
        return False
    if item.how in ("behind", "before", "label"):
        return True
    return item.how == "leans" and not _is_term(scene, first)


def _is_named(scene: Scene, first: int) -> bool:
    """Tell whether a participle of naming stands right before: "a practice called", "known as the"."""
    for i in range(first - 1, max(-1, first - 4), -1):
        token = scene.tokens[i]
        if token.text.lower() in lexicon().terms:
            return _names(scene, i)
        if token.pos not in ("DET", "ADP", "SCONJ"):
            return False
    return False


def _names(scene: Scene, i: int) -> bool:
    """Tell whether a word of naming is a participle or adjective: "men called", but not "what he called"."""
    token = scene.tokens[i]
    if token.tag != "VBD":
        return token.tag not in ("VBZ", "VBP", "VBG")
    owned = any(scene.tokens[c].dep == "dobj" or scene.tokens[c].tag == "PRP" for c in scene.children[i])
    return token.dep != "relcl" and not owned and token.text.lower() == "called" and token.dep != "ROOT"


def _is_term(scene: Scene, first: int) -> bool:
    """Tell whether a term, a name or a title is introduced: "known as", "so-called", "a technique called"."""
    known = lexicon()
    i = first - 1
    for _ in range(6):
        if i < 0:
            return False
        token = scene.tokens[i]
        if token.text.lower() in known.terms and _names(scene, i):
            return True
        if token.lemma.lower() in known.works:
            return True
        if token.pos == "CCONJ" and i and scene.layer[i - 1] > scene.layer[first - 1]:
            # "so-called “one” or “other”"
            i = scene.token_at(scene.passages[scene.layer[i - 1]].start) - 1
            continue
        if token.pos not in ("PUNCT", "DET", "ADP", "CCONJ", "SCONJ"):
            return False
        i -= 1
    return False


def _is_sentence(words: list[str]) -> bool:
    """Tell whether a passage is a sentence of its own: a capital at its start, an end within its marks."""
    return words[-1].rstrip("\"'”’»›“‘«")[-1:] in (".", "!", "?") and words[0].lstrip(_MARKS)[:1].isupper()
