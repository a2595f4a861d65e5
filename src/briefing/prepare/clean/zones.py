"""What only the neighbours tell: links after "Read more:", authors' notes, repeated captions, promotions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.prepare.clean.blocks import Block, is_terminated
from briefing.prepare.clean.credits import is_caption, is_credit
from briefing.prepare.clean.furniture import folded, is_foreign
from briefing.prepare.clean.open_lines import DETERMINERS, TWEET, label_open_lines, line_of

_LINK = "link to another story"
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s+(?=[A-Z“\"‘'])")
_URL = re.compile(r"https?://\S{3,300}|\bwww\.\S{3,200}|\bpic\.twitter\.com/\S{3,40}")
_WORDS = re.compile(r"[a-z0-9']+")
_TO_READER = re.compile(r"\b(?:you|your|check\sout|subscribe|read|watch|download|follow|join)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:get|sign|subscribe|join|our|your)\b", re.IGNORECASE)
_NAMES_ALONE = re.compile(r"(?:[A-Z][\w.'’-]{0,25}\s?){1,4}/\s?(?:[A-Z][\w.'’-]{0,25}\s?){1,4}\Z")
_CALL = re.compile(
    r"\bwants\sto\shear\sfrom\syou\b|\b[Tt]ake\sour\s(?:survey|poll|quiz)\b|\A(?:GET|DOWNLOAD|Get|Download)\s(?:THE|the)\s.{2,40}\s(?:APP|app)\b"
    r"|\AFollow\s.{2,60}\son\s(?:Twitter|Facebook|Instagram)\b|\b(?:Email|E-mail|Twitter):\s?\S{0,40}@|\ASupport\s.{2,40}\sjournalism\Z"
    r"|\AWant\sto\s[^?]{3,60}\?:|\bCLICK\sHERE\b|\b[Cc]lick\s[Hh]ere\sto\b|\AThis\s(?:article|story)\stagged\sunder\b"
)
_RELATED = re.compile(r"(?:Related\s(?=[A-Z0-9“‘])|Full\s[Cc]overage\s(?:of|:))")
# Furniture that stands within a story: what follows it is no list of links.
_WITHIN = frozenset({"photo credit", "advertisement", "page machinery"})
# Headlines behind a label: not more than this many, none longer than this.
_LINKS, _LINK_WORDS = 8, 20
# A line that ends with a full stop is no headline where it has more words than this.
_SHORT_LINK = 8


def label_zones(
    text: str, found: Sequence[Block], domain: str | None, outlet: str | None, *, whole: bool = True
) -> list[Block]:
    """Label what stands between and behind the paragraphs; what stays without a kind is body.

    Of a text that is no `whole` page but was taken out of one, lines that do not end as sentences are its headings
    and lists.
    """
    out = [_alone(text, block, domain) for block in found]
    out = _promotions(text, out, outlet)
    out = _after_labels(text, out)
    out = _foreign(text, out)
    out = _sandwiched(text, out)
    out = _repeated(text, out)
    return label_open_lines(text, out) if whole else out


def _alone(text: str, block: Block, domain: str | None) -> Block:
    """Label a block that shows by itself what it is."""
    if block.kind not in (None, "deck"):
        return block
    line = line_of(text, block)
    if is_credit(line) or (len(line) < 80 and _NAMES_ALONE.match(line)):
        return block.labelled("boilerplate", "photo credit")
    if is_caption(line):
        return block.labelled("caption")
    reason = _reason(line, domain) if len(line) < 400 else None
    return block.labelled("boilerplate", reason) if reason else block


def _reason(line: str, domain: str | None) -> str | None:
    """Give the reason why a short line is furniture that no list of phrases holds."""
    tweet = TWEET.search(line)
    if tweet and domain and _own_handle(tweet["handle"], domain):
        return "the outlet's own post"
    bare = _URL.sub("", line)
    if bare != line and not tweet and len(bare.split()) <= 12 and not is_terminated(bare.rstrip(" .")):
        return "link"
    if "newsletter" in line.lower() and len(line.split()) <= 25 and _ASKS.search(line):
        return "newsletter or subscription"
    if _CALL.search(line) and len(line.split()) <= 30:
        return "the page to its reader"
    if not is_terminated(line):
        return _LINK if _RELATED.match(line) else "tags" if _is_list_of_names(line) else None
    return None


def _foreign(text: str, found: list[Block]) -> list[Block]:
    """Demote the few short lines of another language in an English article: they are the page's."""
    at = [n for n, block in enumerate(found) if block.kind in (None, "deck") and _is_foreign_line(line_of(text, block))]
    out = list(found)
    if len(at) <= 0.25 * sum(block.kind is None for block in found):
        for n in at:
            out[n] = found[n].labelled("boilerplate", "another language")
    return out


def _is_foreign_line(line: str) -> bool:
    return len(line) <= 300 and line[0] not in '"“‘«„' and is_foreign(line)


def _after_labels(text: str, found: list[Block]) -> list[Block]:
    """Demote what a label announces: links after "Read more:", the note after "About the author"."""
    out = list(found)
    advertisements = sum(block.reason == "advertisement" for block in found)
    left = [n for n, block in enumerate(found) if block.kind in (None, "deck", "caption")]
    behind = 0
    for n, block in enumerate(found):
        while behind < len(left) and left[behind] <= n:
            behind += 1
        if block.kind != "boilerplate" or n == 0:
            continue
        near = left[behind : behind + _LINKS + 1]
        line = line_of(text, block)
        if block.reason == "advertisement" and advertisements == 1 and line.endswith(":") and n > len(found) * 0.6:
            announced = near[:1]
        elif len(line.split()) > 5:
            continue
        else:
            announced = _announced(text, found, n, near)
        for m in announced:
            out[m] = found[m].labelled("boilerplate", block.reason)
    return out


def _announced(text: str, found: Sequence[Block], n: int, near: Sequence[int]) -> list[int]:
    """Give which of the next blocks that are not furniture a label's line announces."""
    lines = {m: line_of(text, found[m]) for m in near}
    reason = found[n].reason
    if reason == "about the author":
        return [m for m in near[:3] if len(lines[m].split()) <= 90]
    if reason == "tags":
        return [m for m in near[:1] if m == n + 1 and len(lines[m]) < 1500 and not is_terminated(lines[m])]
    if reason != _LINK or n < len(found) / 2:
        return []
    run: list[int] = []
    for m in near:
        if len(lines[m].split()) > _LINK_WORDS or lines[m][0] in '"“‘':
            break
        run.append(m)
    # All that follows is short and few: a list of links. Else only what does not end as a sentence.
    told = sum(_is_told(lines[m]) for m in run)
    whole = len(run) == len(near) <= _LINKS and told <= len(run) / 2
    return run if whole else [m for m in run if not is_terminated(lines[m])]


def _is_told(line: str) -> bool:
    """Tell a statement, which ends with a full stop, from a headline, which hardly ever does."""
    return line.endswith(".") and (len(line.split()) > _SHORT_LINK or _SENTENCE_END.search(line) is not None)


def _sandwiched(text: str, found: list[Block]) -> list[Block]:
    """Demote a few short lines that end an article between two furniture lines: headlines of other stories."""
    out = list(found)
    end = len(found)
    while end > 0 and found[end - 1].kind is not None:
        end -= 1
    start = end
    while start > 0 and end - start <= 6 and found[start - 1].kind is None:
        start -= 1
    if not 0.4 * len(found) < start < end < len(found) or end - start > 6:
        return out
    above, below = found[start - 1], found[end]
    between = above.kind == below.kind == "boilerplate" and above.reason not in _WITHIN
    if between and all(_is_headline(line_of(text, block)) for block in found[start:end]):
        out[start:end] = [block.labelled("boilerplate", _LINK) for block in found[start:end]]
    return out


def _is_headline(line: str) -> bool:
    short = len(line.split()) <= _LINK_WORDS and not _SENTENCE_END.search(line)
    return short and line[0] not in "\"“‘'" and len(DETERMINERS.findall(line)) <= 1


def _promotions(text: str, found: list[Block], outlet: str | None) -> list[Block]:
    """Demote lines in which the outlet speaks of itself to "you", and a bare line that begins with its name."""
    if outlet is None:
        return found
    name = re.compile(rf"\b{re.escape(outlet)}\b")
    out = list(found)
    last = max((n for n, b in enumerate(found) if b.kind is None), default=0)
    for n, block in enumerate(found):
        line = line_of(text, block)
        if block.kind is not None or len(line.split()) > 30 or not name.search(line) or line[:1] in "\"“‘'":
            continue
        tail = n >= last - 3 and n > 2
        bare = name.match(line) and len(line.split()) <= 8 and (not is_terminated(line) or line.endswith(("...", "…")))
        if bare or (tail and _TO_READER.search(line)):
            out[n] = block.labelled("boilerplate", "the outlet on itself")
    return out


def _own_handle(handle: str, domain: str) -> bool:
    one, other = (re.sub(r"[^a-z]", "", s.lower()) for s in (handle, domain.partition(".")[0]))
    one = one.removesuffix("com").removesuffix("news")
    return len(one) >= 2 and (one == other or (len(one) > 3 and (one in other or other in one)))


def _is_list_of_names(line: str) -> bool:
    """Tell a list of tags: many short entries, no sentence."""
    entries = [e.split() for e in line.split(",")]
    return len(entries) > 6 and all(1 <= len(e) <= 5 for e in entries) and not _SENTENCE_END.search(line)


def _grams(line: str) -> list[tuple[str, ...]]:
    words = _WORDS.findall(folded(line).replace("'", ""))
    return [tuple(words[i : i + 4]) for i in range(len(words) - 3)]


def _repeated(text: str, found: list[Block]) -> list[Block]:
    """Label as captions the paragraphs that only repeat what stands above them."""
    seen: set[tuple[str, ...]] = set()
    out = list(found)
    for n, block in enumerate(found):
        if block.kind not in (None, "deck") or block.end - block.start > 4000:
            continue
        line = line_of(text, block)
        if line[0] in '"“‘' or TWEET.search(line):
            continue
        mine = _grams(line)
        if block.kind is None:
            if 5 <= len(mine) <= 80 and sum(gram in seen for gram in mine) >= 0.9 * len(mine):
                out[n] = block.labelled("caption")
            seen.update(mine)
    return out
