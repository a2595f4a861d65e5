"""Lines between the paragraphs that do not end as a sentence: headings, captions, headlines of other stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.model import SegmentKind
from briefing.prepare.clean.blocks import Block, is_terminated

DETERMINERS = re.compile(r"\b(?:the|a|an|his|her|their|its|this|these|those|he|she|they|it|we|i)\b", re.IGNORECASE)
TWEET = re.compile(r"[—–-]\s?[^@\n]{1,60}\(@(?P<handle>\w{1,30})\)\s.{0,10}\d{1,2}.{0,3}\d{4}\Z")
_SPOKEN = re.compile(r":\s?[\"'“‘]")
_LIST_MARK = re.compile(r"(?:[•*·▪●■►–—-]|\d{1,2}[.)])\s?")
_GLUED_LABEL = re.compile(r"[^.:!]{3,60}\w\??:(?=[A-Z‘'“\"])\S")
_LINKED = re.compile(rf"\A{_GLUED_LABEL.pattern}|:\s?here\Z")
_QUESTION = re.compile(
    r"(?:What|Who|Why|When|Where|How|Which|Is|Are|Was|Were|Did|Does|Do|Will|Would|Can|Could|Should|Has|Have)\s[^.!?\"“”‘;:]{1,90}\?\Z"
)
# Words that neither a headline nor a caption has: a sentence that lost its full stop.
_REPORTED = re.compile(r"\b(?:said|told|added|meanwhile|however|although|which|according\sto)\b")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_LISTED = "listed"
# How many letters of its words tell that a paragraph takes up its heading, in how many characters it does, and how many
# words they then share.
_STEM = 5
_TAKEN_UP = 300
_SHARED = 3
_MAX_WORDS = 45
_HEADING_WORDS = 7
_LONG_HEADING_WORDS = 12
_HEADLINE_WORDS = 16


def line_of(text: str, block: Block) -> str:
    """Give a block's text."""
    return text[block.start : block.end]


def label_open_lines(text: str, found: Sequence[Block]) -> list[Block]:
    """Label the lines that do not end as a sentence.

    An article that leaves its sentences open as a habit (lists, minutes, verse) keeps them as body, and so does
    a list that a paragraph announces.
    """
    out = list(found)
    prose = [n for n, block in enumerate(out) if block.kind is None]
    open_ended = sum(not is_terminated(line_of(text, out[n])) for n in prose)
    if not prose or open_ended > 0.4 * len(prose) + 1:
        return out
    captions = sum(_is_long_and_open(line_of(text, b)) for b in out if b.kind in (None, "caption"))
    for n in prose:
        if n == 0:
            continue
        line, above = line_of(text, out[n]), out[n - 1]
        listed = above.kind is None and (above.reason == _LISTED or text[above.end - 1] == ":")
        if listed and not is_terminated(line):
            out[n] = replace(out[n], reason=_LISTED)
            continue
        kind, reason = _kind(line, captions, last=n == prose[-1])
        if kind == "boilerplate" and line.upper() != line and not _LINKED.search(line):
            below = line_of(text, out[n + 1]) if n + 1 < len(out) and out[n + 1].kind is None else ""
            if len(_cut(line) & _cut(below[:_TAKEN_UP])) >= _SHARED:
                # What follows takes it up: a heading of the story's own.
                kind, reason = "deck", None
        if kind is not None:
            out[n] = out[n].labelled(kind, reason)
    return out


def _cut(line: str) -> frozenset[str]:
    """Give the longer words of a line, in lower case, cut to their first letters."""
    return frozenset(word[:_STEM] for word in _WORD.findall(line.lower()) if len(word) >= _STEM - 1)


def _is_long_and_open(line: str) -> bool:
    return 80 < len(line) < 400 and not is_terminated(line) and DETERMINERS.search(line) is not None


def _kind(line: str, captions: int, *, last: bool) -> tuple[SegmentKind | None, str | None]:
    """Choose the kind of a line by its length and words; `captions` counts the lines that look like captions."""
    count = len(line.split())
    if is_terminated(line):
        return ("deck" if count <= _LONG_HEADING_WORDS and _is_question_heading(line) else None), None
    if count > _MAX_WORDS or _is_prose(line):
        return None, None
    headline = count <= _HEADLINE_WORDS and captions < 3 and not DETERMINERS.search(line)
    glued = _GLUED_LABEL.match(line) is not None
    linked = glued or (count > _HEADING_WORDS and headline)
    if linked or (count >= _HEADING_WORDS and line.upper() == line):
        return "boilerplate", "link to another story"
    if count > _LONG_HEADING_WORDS:
        return ("caption" if captions >= 2 else None), None
    return ("boilerplate", "heading without text") if count <= _HEADING_WORDS and last else ("deck", None)


def _is_prose(line: str) -> bool:
    """Tell a list's entry, a quotation, a post or a sentence broken off, which belong to the story."""
    broken = line.endswith((",", "—", "–", "-")) or line[0] in '"“‘' or (len(line) > 80 and _REPORTED.search(line))
    return bool(broken or _LIST_MARK.match(line) or _SPOKEN.search(line) or TWEET.search(line))


def _is_question_heading(line: str) -> bool:
    words = [word for word in line.rstrip("?").split() if len(word) > 3]
    if not line.endswith("?") or not words:
        return False
    # "What Was Agreed Upon?", and "What are the new rules?" on a line of its own.
    asked = _QUESTION.match(line) is not None and len(line.split()) >= 3
    return asked or all(word[0].isupper() for word in words)
