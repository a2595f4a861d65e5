"""Names of a byline, cleaned of everything that is no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.prepare.read.document import flat, letters
from briefing.prepare.read.words import words

MAX_PEOPLE = 12
_MAX_LINE = 400
_BY = re.compile(
    r"\A(?:(?:story|words|written|posted|reported|published|article|analysis|opinion|review|text|reporting|edited)\s)?"
    r"(?:by|from|authors?|reporters?|writer|contributors?)\b\s{0,3}[:|]?\s{0,3}",
    re.IGNORECASE,
)
# What is no name: addresses, handles, clocks and dates.
_ADDRESS = re.compile(
    r"https?://\S{1,300}|\bwww\.\S{1,200}|<[^<>]{0,200}>|\S{1,64}@\S{1,100}\.\w{2,12}|(?<!\w)@\w{1,30}|\(\s{0,2}\)"
)
_PUBLISHED = re.compile(
    r"[,|•·–—-]?\s{0,3}(?:(?:first\s)?published|updated|posted|last\smodified|on\s\w{3,9}\s\d|\d{1,2}[:./-]\d{2}|\d{1,2}\s\w{3,9}\s\d{4}|\d{4}-\d{2}).{0,200}\Z",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s{0,3}[;|•·/&+\n]\s{0,3}|\s+(?:and|with)\s+|,\s{0,3}and\s+|\s[–—-]\s|(?<=[a-z]{3})\.\s+", re.IGNORECASE
)
_ROLE_WORDS = (
    r"(?:staff|senior|chief|special|foreign|political|diplomatic|national|international|deputy|associate|assistant"
    r"|contributing|freelance|managing|executive|digital|online|news|sports?|business|world|health|science|tech(?:nology)?"
    r"|education|environment|economics?|finance|financial|crime|court|royal|defen[cs]e|security|white\shouse|washington"
    r"|global|general|assignment|multimedia|video|data|investigative|social|affairs|features?|lifestyle|culture"
    r"|reporters?|writers?|editors?|correspondents?|columnists?|journalists?|producers?|contributors?|authors?|bureau"
    r"|head|fellow|intern|analyst|critic|photographers?|team|desk|in|of|the|for|at|to|and)"
)
_ROLE = re.compile(rf"\A(?:{_ROLE_WORDS}[\s-]{{0,3}}){{1,9}}\Z", re.IGNORECASE)
_ROLE_KEY = re.compile(
    r"\b(?:reporters?|writers?|editors?|correspondents?|columnists?|journalists?|producers?|contributors?|bureau\schief"
    r"|staff|desk|analyst|critic|photographers?|professor|lecturer|director|fellow)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:media|news|cnn|bbc|press|post|times|journal|agency|services?|reuters|afp|network|magazine|university|institute|group"
    r"|staff|wire|daily|herald|tribune|gazette|chronicle|guardian|observer|today|international|online|\w+\.(?:com|org|net|co))\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s(?:for|in|at|of|from|via)\s(?:the\s)?[A-Z].{0,100}\Z|\s\([^()]{0,100}\)\Z", re.IGNORECASE)
_ROLE_BEFORE = re.compile(
    rf"\A(?:{_ROLE_WORDS}\s){{0,5}}(?:reporter|writer|editor|correspondent|columnist|journalist|producer|contributor|analyst)s?\s"
    r"(?=[A-Z][\w'’.-]{0,30}\s[A-Z])",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(
    r"(?<=\w)\s(?:(?:staff|senior|chief|special|foreign|political|deputy|news|sports?|business)\s){0,3}"
    r"(?:reporter|writer|editor|correspondent|columnist|journalist|producer|contributor)\Z",
    re.IGNORECASE,
)
# No person and no agency: an account, or what an empty field holds.
_SLUG = re.compile(r"\A[a-z0-9]{1,30}(?:[-_.][a-z0-9]{1,30}){0,4}\Z")


def names(fields: Iterable[str], outlets: Sequence[str] = ()) -> list[str]:
    """Give the names in the fields of a byline, each once.

    `outlets` are names of the outlet, dropped where anybody else is named.
    """
    found: dict[str, str] = {}
    for field in fields:
        line = _PUBLISHED.sub("", _ADDRESS.sub(" ", flat(field[:_MAX_LINE])))
        line = _BY.sub("", line.strip(" ,.|•·–—-:*"))
        first, *more = _SPLIT.split(line)
        # Behind a person stands the house: "Jane Doe | The Post".
        several = [first, *(p for p in more if _HOUSE.search(first) or not _HOUSE.search(p))]
        for part in several:
            for name in _from_commas(part):
                bare = _name(name)
                key = letters(bare)
                if bare and key and key not in words("people", "nobody"):
                    found.setdefault(key, bare)
    houses = {letters(o) for o in outlets if o}
    people = [name for key, name in found.items() if not _is_house(key, houses)]
    people = people or list(found.values())
    whole = [name for name in people if not _SLUG.match(name)]
    return (whole or [name for name in people if " " in name])[:MAX_PEOPLE]


def _is_house(key: str, houses: set[str]) -> bool:
    bare = key.removeprefix("the")
    return any(bare == h.removeprefix("the") or (len(h) > 5 and bare.startswith(h.removeprefix("the"))) for h in houses)


def _from_commas(part: str) -> list[str]:
    """Split a list of names at its commas; "Doe, Jane" alone is one name turned round."""
    pieces = [p.strip() for p in part.split(",") if p.strip()]
    if len(pieces) == 2 and all(len(p.split()) == 1 and p[:1].isupper() for p in pieces):
        return [f"{pieces[1]} {pieces[0]}"]
    if len(pieces) > 1:
        # Behind a name stand roles, places and houses; a further name has two words at least.
        return [
            pieces[0],
            *(p for p in pieces[1:] if 2 <= len(p.split()) <= 4 and not (_ROLE_KEY.search(p) or _HOUSE.search(p))),
        ]
    return pieces


def _name(text: str) -> str:
    """Cut one name free of its role and house; empty where nothing is left that could be one."""
    name = _BY.sub("", text.strip(" \t,.|•·–—-:*\"'“”"))
    for pattern in (_FOR, _ROLE_BEFORE, _ROLE_BEHIND):
        name = pattern.sub("", name).strip(" ,.|•·–—-:")
    if not name or len(name) > 60 or len(name.split()) > 6 or _ROLE.match(name) or not any(c.isalpha() for c in name):
        return ""
    if any(c.isdigit() for c in name):
        return ""
    # A name all in capitals, or all in small letters, is written as names are.
    if " " in name and (name.isupper() or name.islower()):
        name = re.sub(r"[^\W\d_]{1,40}", lambda m: m.group().capitalize(), name)
    return name
