"""The forms of an event's names, and what kind of thing each stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import EntityType
from briefing.prepare.analysis import Analysis
from briefing.prepare.names.evidence import SITES, Scores, weigh
from briefing.prepare.names.forms import key
from briefing.prepare.names.lexicon import Lexicon
from briefing.prepare.names.spans import Name
from briefing.prepare.names.vocabulary import Vocabulary


@dataclass(slots=True)
class Form:
    """All places where one form of a name stands."""

    key: str
    words: tuple[str, ...]
    names: list[int] = field(default_factory=list)
    """Numbers of the names among the event's."""
    written: Counter[str] = field(default_factory=Counter)
    scores: Scores = field(default_factory=dict)

    @property
    def type(self) -> EntityType:
        """The kind with the highest score."""
        return max(sorted(self.scores), key=lambda t: self.scores[t]) if self.scores else "ORG"

    @property
    def sureness(self) -> float:
        """The highest score."""
        return max(self.scores.values(), default=0.0)

    @property
    def usual(self) -> str:
        """The most frequent writing."""
        return max(sorted(self.written), key=lambda w: self.written[w])


def bare_key(form: str, lists: Lexicon) -> str:
    """Give a form's key without corporate endings and the like ("Apple Inc." is "apple")."""
    words = form.split()
    if len(words) == 1 and words[0].endswith(SITES):
        words[0] = words[0].rsplit(".", 1)[0].removesuffix(".co")
    if len(words) == 3 and words[2].lower() in {"prison", "jail"}:
        del words[1]
    while len(words) > 1 and words[-1].strip(",") in lists.corporate:
        words.pop()
    return key(" ".join(words))


def forms(names: Sequence[Name], analyses: Sequence[Analysis], words: Vocabulary, lists: Lexicon) -> dict[str, Form]:
    """Gather names by form and weigh what each form stands for."""
    result: dict[str, Form] = {}
    for number, name in enumerate(names):
        k = "" if name.form[0] == "@" else bare_key(name.form, lists)
        if not k:
            continue
        form = result.get(k)
        if form is None:
            form = result[k] = Form(k, tuple(k.split()))
        form.names.append(number)
        form.written[name.form] += 1
    for form in result.values():
        form.scores = weigh(form.usual, sorted(form.written), [names[n] for n in form.names], analyses, lists)
    for form in result.values():
        if not words.small[form.words[0]]:
            _weigh_surname(form, result, names, lists)
    return result


def _weigh_surname(form: Form, forms: dict[str, Form], names: Sequence[Name], lists: Lexicon) -> None:
    """Take two plain words for a person where the last stands alone elsewhere: firms are cut to their first word."""
    words = form.usual.split()
    if len(words) != 2 or len(form.words) != 2 or names[form.names[0]].known:
        return
    if not all(w.isalpha() and w.istitle() and w not in lists.kinds and w.lower() not in lists.soft for w in words):
        return
    alone = [forms.get(w) for w in form.words]
    if alone[0] is None and alone[1] is not None and not names[alone[1].names[0]].known:
        form.scores["PERSON"] = form.scores.get("PERSON", 0.0) + 2.5
