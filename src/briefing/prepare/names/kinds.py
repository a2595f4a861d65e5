"""What kind of thing a name stands for: evidence from its words, its surroundings and the pipeline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import EntityType
from briefing.prepare.analysis import Analysis, Token
from briefing.prepare.names.forms import key
from briefing.prepare.names.lexicon import Lexicon
from briefing.prepare.names.spans import Name

_PIPELINE: dict[str, EntityType] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP", "EVENT": "EVENT",
    "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK", "LAW": "WORK",
}  # fmt: skip
_SAYING = frozenset(
    "say tell add ask insist claim argue write warn explain reply recall admit deny believe think tweet note describe smile".split()
)
_WHERE = frozenset({"in", "near", "outside", "across", "throughout", "inside", "around"})
_BY = frozenset({"by", "By", "BY"})
_CREDITS = frozenset({"Reporting", "Writing", "Editing", "Additional", "(Reporting", "By"})
_PLACES: frozenset[EntityType] = frozenset({"GPE", "LOC", "FAC"})
_SITES = (".com", ".org", ".net", ".io", ".news", ".tv", ".uk", ".info", ".gov", ".edu")

Scores = dict[EntityType, float]


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


def bare_key(form: str, lists: Lexicon) -> str:
    """Give a form's key without corporate endings ("Apple Inc." is "apple")."""
    words = form.split()
    if len(words) == 1 and words[0].endswith(_SITES):
        words[0] = words[0].rsplit(".", 1)[0].removesuffix(".co")
    if len(words) == 3 and words[2].lower() in {"prison", "jail"}:
        del words[1]
    while len(words) > 1 and words[-1].strip(",") in lists.corporate:
        words.pop()
    return key(" ".join(words))


def forms(names: Sequence[Name], analyses: Sequence[Analysis], lists: Lexicon) -> dict[str, Form]:
    """Gather names by form and weigh what each form stands for."""
    result: dict[str, Form] = {}
    for number, name in enumerate(names):
        k = bare_key(name.form, lists)
        if not k:
            continue
        form = result.get(k)
        if form is None:
            form = result[k] = Form(k, tuple(k.split()))
        form.names.append(number)
        form.written[name.form] += 1
    for form in result.values():
        form.scores = _scores(form, [names[n] for n in form.names], analyses, lists)
    return result


def _scores(form: Form, names: Sequence[Name], analyses: Sequence[Analysis], lists: Lexicon) -> Scores:
    scores: defaultdict[EntityType, float] = defaultdict(float)
    _of_words(form, names, lists, scores)
    part = 1 / len(names)
    for name in names:
        tokens = analyses[name.article].tokens
        _of_pipeline(name, tokens, scores, part)
        _of_surroundings(name, tokens, lists, scores, part)
        _of_credit(name, analyses[name.article], scores, part)
    return dict(scores)


def _of_words(form: Form, names: Sequence[Name], lists: Lexicon, scores: defaultdict[EntityType, float]) -> None:
    """Weigh the name's own words."""
    known = next((n.known for n in names if n.known), None)
    if known:
        scores[known.type] += 6
    else:
        _of_first_word(form, lists, scores)
    written = max(sorted(form.written), key=lambda w: form.written[w])
    words = written.split()
    last = words[-1].strip(",")
    if any(w.split()[-1] in lists.corporate and " " in w for w in form.written):
        scores["ORG"] += 8
    if last.endswith(_SITES):
        scores["ORG"] += 5
    if len(words) > 1:
        head = next((w for w, after in zip(words, words[1:], strict=False) if after in {"of", "for"}), "")
        if head in lists.kinds:
            scores[lists.kinds[head]] += 5
        elif words[-1] == "State":
            scores["ORG"] += 3
        elif last in lists.kinds or last.capitalize() in lists.kinds:
            scores[lists.kinds.get(last) or lists.kinds[last.capitalize()]] += 5
            if words[0] in lists.given and last not in lists.corporate and len(words) == 2:
                # "Daniel Wall", "Faith Hill": the pipeline's label decides between them and "Lincoln Memorial".
                scores["PERSON"] += 2.5
        elif last.lower() in lists.nouns and words[-1].islower():
            scores[lists.nouns[last]] += 5
        elif words[-1] in lists.team_names:
            scores["ORG"] += 5
        elif {"&", "of", "for", "and"} & set(words):
            scores["PERSON" if words[0] in lists.given and words[1] == "of" else "ORG"] += 2
        else:
            _of_full_name(words, lists, scores)
    elif not known:
        if 2 <= len(written) <= 6 and written.isupper() and written.isalpha():
            scores["ORG"] += 2
        elif any(c.isupper() for c in written[2:]) and not written.isupper():
            scores["ORG" if written[0].isupper() else "PRODUCT"] += 1.2
        elif "-" in written and all(p in lists.known and lists.known[p].type == "GPE" for p in written.split("-")):
            scores["GPE"] += 5
        elif written in lists.given:
            scores["PERSON"] += 2
    if any(c.isdigit() for c in written):
        scores["PRODUCT"] += 1


def _of_first_word(form: Form, lists: Lexicon, scores: defaultdict[EntityType, float]) -> None:
    """Weigh a name that begins with a listed one ("Bitcoin Cash") or is made of everyday words ("Common Sense")."""
    written = max(sorted(form.written), key=lambda w: form.written[w]).split()
    if len(written) < 2:
        return
    entry = lists.known.get(written[0])
    if entry and written[0] not in lists.given and entry.type in {"ORG", "PRODUCT", "NORP"}:
        scores["PERSON"] -= 2
        scores["PRODUCT" if entry.type == "PRODUCT" else "ORG"] += 3 if entry.type == "PRODUCT" else 1
    elif written[0] not in lists.given and any(w in lists.soft for w in form.words):
        scores["PERSON"] -= 2.5


def _of_full_name(words: list[str], lists: Lexicon, scores: defaultdict[EntityType, float]) -> None:
    """Weigh whether words look like a person's given name and surname."""
    first = words[0]
    plain = all(w[0].isalpha() and not w.isupper() for w in words)
    if first in lists.given or first.split("-")[0] in lists.given or first.capitalize() in lists.given:
        scores["PERSON"] += 4 if len(words) <= 4 else 1
    if any(len(w) == 2 and w[1] == "." for w in words[:-1]):
        scores["PERSON"] += 3
    surname = first.capitalize() in lists.surnames_first
    if plain and surname and (len(words) == 3 or "-" in words[-1]):
        scores["PERSON"] += 4
    elif plain and len(words) == 2 and (surname or words[-1] in lists.surnames_first):
        scores["PERSON"] += 1.5


def _of_pipeline(name: Name, tokens: Sequence[Token], scores: defaultdict[EntityType, float], part: float) -> None:
    """Weigh the pipeline's labels: a guess, better for full names than for single words."""
    weight = 3.0 if name.last - name.first > 1 else 2.0
    if name.style != "running":
        weight /= 2
    votes = Counter(tokens[n].entity for n in range(name.first, name.last))
    for label in sorted(votes):
        kind = _PIPELINE.get(label)
        if kind:
            scores[kind] += weight * part * votes[label] / (name.last - name.first)


def _of_surroundings(
    name: Name, tokens: Sequence[Token], lists: Lexicon, scores: defaultdict[EntityType, float], part: float
) -> None:
    """Weigh what stands before and after, and the name's place in the sentence."""
    if name.lead:
        scores["PERSON"] += 5 * part
    before = tokens[name.first - 1] if name.first else None
    if before and not name.lead:
        low = before.text.lower()
        if low == "the":
            scores["PERSON"] -= 3 * part
            scores["ORG"] += 0.5 * part
            if before.text == "The" and name.first > 1 and tokens[name.first - 2].text[0].isalpha():
                # "told The Undefeated": the article is part of the name.
                scores["ORG"] += 2 * part
        elif low in _WHERE:
            scores["GPE"] += 2 * part
            scores["PERSON"] -= part
        elif before.text in lists.roles and before.dep == "compound":
            scores["PERSON"] += 3 * part
        elif before.text in _BY and name.last - name.first > 1:
            scores["PERSON"] += 1.5 * part
        elif before.text == "of" and name.first > 1 and tokens[name.first - 2].text in lists.nouns:
            kind = lists.nouns[tokens[name.first - 2].text]
            if kind in _PLACES:
                scores[kind] += 4 * part
    after = tokens[name.last].text if name.last < len(tokens) else ""
    if after == "," and name.last + 2 < len(tokens):
        one, two = tokens[name.last + 1].text, tokens[name.last + 2].text
        if one.isdigit() and len(one) <= 2 and two in {",", "."}:
            scores["PERSON"] += 5 * part
    _of_nouns(name, tokens, lists, scores, part)
    token = tokens[name.last - 1]
    if token.dep == "nsubj" and tokens[token.head].lemma in _SAYING:
        scores["PERSON"] += 0.7 * part
        scores["ORG"] += 0.4 * part


def _of_nouns(
    name: Name, tokens: Sequence[Token], lists: Lexicon, scores: defaultdict[EntityType, float], part: float
) -> None:
    """Weigh "the Snapdragon processor", "RAISR, a technique", "the company Acme", and quote marks around a title."""
    after = [t.text for t in tokens[name.last : name.last + 4]]
    if after and after[0] in lists.nouns:
        kind = lists.nouns[after[0]]
        scores[kind] += (1.5 if kind in {"ORG", "GPE"} else 3) * part
    elif len(after) == 4 and after[0] == "," and after[1] in {"a", "an", "the"}:
        kind = next((lists.nouns[w] for w in after[2:] if w in lists.nouns), None)
        if kind is not None:
            scores[kind] += max(2.0, 3 * part)
        elif after[2] in lists.roles or after[3] in lists.roles:
            scores["PERSON"] += 2 * part
    if name.first:
        before = tokens[name.first - 1]
        if (
            before.text in {"called", "named", "dubbed"}
            and name.first > 1
            and tokens[name.first - 2].text in lists.nouns
        ):
            scores[lists.nouns[tokens[name.first - 2].text]] += max(2.0, 3 * part)
        if before.text == "to" and name.first > 1 and tokens[name.first - 2].text.lower() == "according":
            scores["ORG"] += part
            scores["PERSON"] += 0.5 * part
        if before.text in lists.nouns and before.dep in {"compound", "nmod"}:
            scores[lists.nouns[before.text]] += 2 * part
        if before.text in {'"', "“", "‘", "'"} and after and after[0][0] in "\"”’'.,":
            scores["WORK"] += (4 if name.last - name.first > 1 and not name.known else 0) * part


def _of_credit(name: Name, analysis: Analysis, scores: defaultdict[EntityType, float], part: float) -> None:
    """Weigh bylines and credits ("Reporting by A and B"): full names in them are people."""
    sentence = analysis.sentences[name.sentence]
    if name.last - name.first < 2 or name.known or sentence.segment.kind == "body":
        return
    if sentence.segment.kind == "byline" or analysis.tokens[sentence.first].text in _CREDITS:
        scores["PERSON"] += 2 * part
