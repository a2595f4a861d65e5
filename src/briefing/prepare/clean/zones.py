"""What only the neighbours tell: links after "Read more:", authors' notes, captions and headings between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.prepare.clean.blocks import Block, is_terminated
from briefing.prepare.clean.credits import is_caption, is_credit
from briefing.prepare.clean.furniture import folded

_LINK = "link to another story"
_DETERMINERS = re.compile(r"\b(?:the|a|an|his|her|their|its|this|these|those|he|she|they|it|we|i)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s+(?=[A-Z“\"‘'])")
_URL = re.compile(r"https?://\S{3,300}|\bwww\.\S{3,200}|\bpic\.twitter\.com/\S{3,40}")
_TWEET = re.compile(r"[—–-]\s?.{1,60}\(@(?P<handle>\w{1,30})\)\s.{0,10}\d{1,2}.{0,3}\d{4}\Z")
_WORDS = re.compile(r"[a-z0-9']+")
_TO_READER = re.compile(r"\b(?:you|your|check\sout|subscribe|read|watch|download|follow|join)\b", re.IGNORECASE)
_SPOKEN = re.compile(r":\s?[\"'“‘]")
_NAMES_ALONE = re.compile(r"(?:[A-Z][\w.'’-]{0,25}\s?){1,4}/\s?(?:[A-Z][\w.'’-]{0,25}\s?){1,4}\Z")
_GLUED_LABEL = re.compile(r"[^.:!]{3,60}\w\??:(?=[A-Z‘'“\"])\S")
LISTED = "listed"
"""The note on a line of a list that a paragraph announces; it stays body."""
_HEADING_WORDS = 7
_LIST_MARK = re.compile(r"(?:[•*·▪●■►–—-]|\d{1,2}[.)])\s?")


def label_zones(text: str, found: Sequence[Block], domain: str | None, outlet: str | None) -> list[Block]:
    """Label what stands between and behind the paragraphs; what stays without a kind is body."""
    out = [_alone(text, block, domain) for block in found]
    out = _promotions(text, out, outlet)
    out = _after_labels(text, out)
    out = _sandwiched(text, out)
    out = _repeated(text, out)
    return _unterminated(text, out)


def _line(text: str, block: Block) -> str:
    return text[block.start : block.end]


def _alone(text: str, block: Block, domain: str | None) -> Block:
    """Label a block that shows by itself what it is."""
    if block.kind not in (None, "deck"):
        return block
    line = _line(text, block)
    if is_credit(line) or (len(line) < 80 and _NAMES_ALONE.match(line)):
        return block.labelled("boilerplate", "photo credit")
    if is_caption(line):
        return block.labelled("caption")
    if len(line) < 400:
        tweet = _TWEET.search(line)
        if tweet and domain and _own_handle(tweet["handle"], domain):
            return block.labelled("boilerplate", "the outlet's own post")
        bare = _URL.sub("", line)
        if bare != line and not tweet and len(bare.split()) <= 12 and not is_terminated(bare.rstrip(" .")):
            return block.labelled("boilerplate", "link")
        if (
            "newsletter" in line.lower()
            and len(line.split()) <= 25
            and re.search(r"\b(?:get|sign|subscribe|join|our|your)\b", line, re.I)
        ):
            return block.labelled("boilerplate", "newsletter or subscription")
        if line.count(",") >= 6 and _is_list_of_names(line):
            return block.labelled("boilerplate", "tags")
    return block


def _promotions(text: str, found: list[Block], outlet: str | None) -> list[Block]:
    """Demote lines in which the outlet speaks of itself to "you", and a bare line that begins with its name."""
    if outlet is None:
        return found
    name = re.compile(rf"\b{re.escape(outlet)}\b")
    out = list(found)
    last = max((n for n, b in enumerate(found) if b.kind is None), default=0)
    for n, block in enumerate(found):
        line = _line(text, block)
        if block.kind is not None or len(line.split()) > 30 or not name.search(line) or line[:1] in "\"“‘'":
            continue
        tail = n >= last - 3 and n > 2
        bare = name.match(line) and len(line.split()) <= 8 and (not is_terminated(line) or line.endswith(("...", "…")))
        if bare or (tail and _TO_READER.search(line)):
            out[n] = block.labelled("boilerplate", "the outlet on itself")
    return out


def _own_handle(handle: str, domain: str) -> bool:
    one, other = (re.sub(r"[^a-z]", "", s.lower()) for s in (handle, domain.split(".")[0]))
    one = one.removesuffix("com").removesuffix("news")
    return len(one) >= 2 and (one == other or (len(one) > 3 and (one in other or other in one)))


def _is_list_of_names(line: str) -> bool:
    """Tell a list of tags: many short entries, no sentence."""
    entries = [e.split() for e in line.rstrip(".").split(",")]
    return not is_terminated(line) and all(1 <= len(e) <= 5 for e in entries) and not _SENTENCE_END.search(line)


def _is_short(text: str, block: Block) -> bool:
    """A headline or a sentence or two of a note: what stands in lists of links."""
    line = _line(text, block)
    return len(line.split()) <= 32 and len(_SENTENCE_END.findall(line)) <= 1 and "“" not in line[:1]


def _after_labels(text: str, found: list[Block]) -> list[Block]:
    """Demote what a label announces: links after "Read more:", the note after "About the author"."""
    out = list(found)
    for n, block in enumerate(found):
        if block.kind != "boilerplate" or n == 0:
            continue
        line = _line(text, block)
        bare = len(line.split()) <= 5
        at_end = n >= len(found) / 2
        if block.reason == "about the author" and bare:
            for m in range(n + 1, min(len(out), n + 4)):
                if out[m].kind in (None, "deck", "caption") and len(_line(text, out[m]).split()) <= 90:
                    out[m] = out[m].labelled("boilerplate", "about the author")
        elif block.reason == "tags" and bare and n + 1 < len(out) and out[n + 1].kind in (None, "deck"):
            if len(_line(text, out[n + 1])) < 1500 and not is_terminated(_line(text, out[n + 1])):
                out[n + 1] = out[n + 1].labelled("boilerplate", "tags")
        elif (
            block.reason == "advertisement"
            and line.rstrip().endswith(":")
            and n + 1 < len(out)
            and _is_short(text, out[n + 1])
        ):
            once = sum(b.reason == "advertisement" for b in found) == 1
            if once and n > len(found) * 0.6 and out[n + 1].kind is None:
                out[n + 1] = out[n + 1].labelled("boilerplate", "advertisement")
        elif block.reason == _LINK and bare and at_end:
            rest = [m for m in range(n + 1, len(out)) if out[m].kind in (None, "deck", "caption")]
            run = []
            for m in rest:
                if not _is_short(text, out[m]):
                    break
                run.append(m)
            # All that follows is short: a list of links. In the middle only what does not end as a sentence.
            for m in run if len(run) == len(rest) else [m for m in run if not is_terminated(_line(text, out[m]))]:
                out[m] = out[m].labelled("boilerplate", _LINK)
    return out


def _sandwiched(text: str, found: list[Block]) -> list[Block]:
    """Demote a few short lines in the last half between two furniture lines: headlines of other stories."""
    out = list(found)
    n = 0
    while n < len(out):
        if out[n].kind is not None:
            n += 1
            continue
        end = n
        while end < len(out) and out[end].kind is None:
            end += 1
        run = range(n, end)
        between = n > len(out) * 0.4 and end < len(out) and out[n - 1].kind == out[end].kind == "boilerplate"
        if between and _is_tail(out, n, end) and len(run) <= 6 and all(_is_headline(text, out[m]) for m in run):
            for m in run:
                out[m] = out[m].labelled("boilerplate", _LINK)
        n = end
    return out


def _is_tail(found: list[Block], start: int, end: int) -> bool:
    """No paragraph of the story follows, or furniture stands thick on both sides."""
    behind = [b for b in found[end:] if b.kind is None]
    before = [b for b in found[max(0, start - 2) : start] if b.kind == "boilerplate"]
    return (
        not behind
        and len(before) >= 1
        and found[start - 1].reason not in ("photo credit", "advertisement", "page machinery")
    )


def _is_headline(text: str, block: Block) -> bool:
    line = _line(text, block)
    return (
        len(line.split()) <= 20
        and not _SENTENCE_END.search(line)
        and line[:1] not in "\"“‘'"
        and len(_DETERMINERS.findall(line)) <= 1
    )


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
        line = _line(text, block)
        if line[0] in '"“‘' or _TWEET.search(line):
            continue
        mine = _grams(line)
        if block.kind is None:
            if 5 <= len(mine) <= 80 and sum(gram in seen for gram in mine) >= 0.9 * len(mine):
                out[n] = block.labelled("caption")
            seen.update(mine)
    return out


def _unterminated(text: str, found: list[Block]) -> list[Block]:
    """Label lines between the paragraphs that do not end as a sentence: headings, captions, headlines.

    An article that leaves its sentences open as a habit (lists, minutes, verse) keeps them as body.
    """
    prose = [b for b in found if b.kind is None]
    open_ended = [b for b in prose if not is_terminated(_line(text, b))]
    if len(open_ended) > 0.4 * len(prose) + 1:
        return found
    out = list(found)
    captions = sum(_is_long_and_open(_line(text, b)) for b in found if b.kind in (None, "caption"))
    for n, block in enumerate(found):
        if block.kind is None and n > 0:
            out[n] = _open_ended(text, out, n, captions)
    return out


def _is_long_and_open(line: str) -> bool:
    return 80 < len(line) < 400 and not is_terminated(line) and _DETERMINERS.search(line) is not None


def _open_ended(text: str, found: list[Block], n: int, captions: int) -> Block:
    """Label one line between the paragraphs by its length and words."""
    block, line = found[n], _line(text, found[n])
    words = line.split()
    if is_terminated(line):
        return block.labelled("deck") if line.endswith("?") and len(words) <= 12 and _is_heading(line) else block
    announced = _line(text, found[n - 1]).endswith(":") or (found[n - 1].reason == LISTED)
    if announced and found[n - 1].kind is None:
        return replace(block, reason=LISTED)
    if (
        len(words) > 45
        or _LIST_MARK.match(line)
        or line.endswith((",", "—", "–", "-"))
        or line[0] in '"“‘'
        or _SPOKEN.search(line)
        or _TWEET.search(line)
    ):
        return block
    shouted = line.upper() == line
    if shouted and len(words) >= 7:
        return block.labelled("boilerplate", _LINK)
    if len(words) <= _HEADING_WORDS:
        last = all(b.kind not in (None, "caption") for b in found[n + 1 :])
        return block.labelled("boilerplate", "heading without text") if last else block.labelled("deck")
    if _GLUED_LABEL.match(line) or (len(words) <= 16 and captions < 3 and not _DETERMINERS.search(line)):
        return block.labelled("boilerplate", _LINK)
    if len(words) <= 12:
        return block.labelled("deck")
    return block.labelled("caption") if captions >= 2 else block


def _is_heading(line: str) -> bool:
    """A question In Capitals is a heading."""
    words = [w for w in line.rstrip("?").split() if len(w) > 3]
    return bool(words) and all(w[0].isupper() for w in words)
