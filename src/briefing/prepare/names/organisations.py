"""Which forms of organisations' names are one: short forms, initials, a team's nickname."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from briefing.prepare.names.forms import initials
from briefing.prepare.names.kinds import Form
from briefing.prepare.names.lexicon import Lexicon, squeezed

_STORMS = {("hurricane",), ("typhoon",), ("cyclone",), ("tropical", "storm"), ("storm",)}
_PARENTS = {"House of Representatives", "Senate", "United States", "United Nations", "European Union", "White House"}
"""Bodies whose committees and services are named without them."""
_GENERIC = frozenset({"ORG", "FAC"})


def short_forms(forms: Mapping[str, Form], lists: Lexicon) -> dict[str, str]:
    """Give the keys of short forms with the key of the full form that each stands for."""
    full = [f for f in forms.values() if f.type in {"ORG", "FAC", "EVENT", "WORK"} and len(f.words) > 1]
    full.sort(key=lambda f: (-len(f.names), f.key))
    heads: dict[str, list[Form]] = defaultdict(list)
    tails: dict[str, list[Form]] = defaultdict(list)
    letters: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        heads[form.words[0]].append(form)
        tails[form.words[-1]].append(form)
        letters[initials(list(form.words))].append(form)
    result: dict[str, str] = {}
    for form in sorted(forms.values(), key=lambda f: f.key):
        if form.usual in lists.rules["papers"]:
            found = _paper(tails.get(form.key, []))
        else:
            found = _initialism(form, letters) or _head(form, heads, lists) or _tail(form, tails, lists)
        if found is not None and found.key != form.key:
            result[form.key] = found.key
    return result


def _initialism(form: Form, letters: Mapping[str, list[Form]]) -> Form | None:
    written = next(iter(sorted(form.written)))
    if len(form.words) != 1 or not 2 < len(form.key) < 9 or not written.replace(".", "").isupper():
        return None
    found = letters.get(form.key, [])
    return found[0] if found else None


def _head(form: Form, heads: Mapping[str, list[Form]], lists: Lexicon) -> Form | None:
    """Find "Acme Technologies" for "Acme": the rest says only what kind of organisation it is."""
    if form.type not in {"ORG", "NORP", "PRODUCT", "FAC"} and form.sureness >= 3:
        return None
    people = form.type == "NORP"
    if _is_listed(form, lists):
        return None
    if form.words[-1] in lists.soft or lists.kinds.get(form.usual) == "ORG" or form.words[-1] in lists.roles:
        return None
    for full in heads.get(form.words[0], []):
        rest = full.words[len(form.words) :]
        if not rest or full.words[: len(form.words)] != form.words or full.type not in _GENERIC:
            continue
        if (full.type == "FAC") != (form.type == "FAC"):
            continue
        if people and (len(full.names) < 2 or rest[-1] not in lists.rules["national"]):
            continue
        if all(lists.kinds.get(w.capitalize()) in _GENERIC or w.capitalize() in lists.corporate for w in rest):
            return full
    return None


def _paper(ending: list[Form]) -> Form | None:
    """Find the one newspaper that ends with a word: "the Times"."""
    papers = [form for form in ending if form.type == "ORG"]
    return papers[0] if len(papers) == 1 else None


def _is_listed(form: Form, lists: Lexicon) -> bool:
    """Tell whether a form is a listed organisation's name, which no longer one takes: "FBI" beside "Boston FBI"."""
    known = lists.known.get(squeezed(form.usual))
    return known is not None and known.type == "ORG"


def _tail(form: Form, tails: Mapping[str, list[Form]], lists: Lexicon) -> Form | None:
    """Find "Boston Crusaders" for "Crusaders": a listed place and a nickname."""
    for full in tails.get(form.key, []):
        if full.type == "EVENT" and full.words[:-1] in _STORMS:
            return full
    if form.type not in {"ORG", "FAC"} and form.sureness >= 3:
        return None
    if _is_listed(form, lists):
        return None
    for full in tails.get(form.words[-1], []):
        rest = full.words[: -len(form.words)]
        if not rest or full.words[-len(form.words) :] != form.words or full.type != "ORG":
            continue
        known = lists.known.get("".join(w.capitalize() for w in rest)) or lists.known.get("".join(rest).upper())
        if known is not None and known.name in _PARENTS and len(form.words) > 1:
            bodies = [f for f in tails[form.words[-1]] if f.key.endswith(f" {form.key}")]
            if len(bodies) == 1:
                # "Judiciary Committee" for the only one, "House Judiciary Committee".
                return full
        if known is not None and known.type in {"GPE", "LOC"} and form.words[0].capitalize() not in lists.kinds:
            return full
    return None
