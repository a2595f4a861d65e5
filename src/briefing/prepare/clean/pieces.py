"""What has run into a paragraph and is none of it: links in brackets, players, credits, stray escapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.prepare.clean.blocks import Block, is_terminated, trimmed
from briefing.prepare.clean.credits import Cut, leading_label, trailing_credit
from briefing.prepare.clean.furniture import folded, lists
from briefing.prepare.clean.gallery import Part, gallery

# Paragraphs longer than this are not taken apart: no page puts furniture into them.
MAX_PARAGRAPH = 20_000
# A longer paragraph with a credit behind it is the story's own, the credit that of the next picture.
MAX_CAPTION = 900
_ESCAPES = re.compile(r"(?<!\S)(?:\\[nrt]){1,8}(?!\S)|(?<!\S)&nbsp;(?!\S)")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{3,400}[)\]]")
_MACHINE = re.compile(
    r"(?<!\S)(?:Advertisement\s{1,3})?Continue\sreading\sthe\smain\sstory(?!\S)|(?<!\S)Show\sHide(?!\S)"
    r"|(?<!\S)(?:Story|Article)\s(?:continues|continued)\sbelow\s?(?:this\s)?(?:advertisement|ad)?(?!\S)|(?<!\S)ADVERTISEMENT(?!\S)"
    r"|(?<!\S)(?:Image|Media)\s(?:copyright|caption)\Z|(?<!\S)Story\sContinue[sd]\sBelow(?!\S)"
    r"|(?<!\S)(?:SUBSCRIBE|SIGN\sUP)\Z|(?<!\S)Read\smore\s{0,2}(?:[»>]|\.\.\.)?\Z"
)
_PLAYER = re.compile(
    r"Media\splayback\sis\s(?:unsupported|not\ssupported)\son\s(?:your|this)\sdevice\s{1,3}Media\scaption\s{1,3}(?=\S)"
)
_CREDITS = re.compile(
    r"\((?:additional\s)?(?:reporting|report|writing|editing|compiled|edited|written|with\sinputs|with\sreporting)\s(?:and\s\w{5,12}\s)?(?:by|from)\b[^()]{2,400}\)\s{0,3}\Z",
    re.IGNORECASE,
)

Splitter = Callable[[str], list[Part]]


def split_galleries(text: str, found: Sequence[Block]) -> list[Block]:
    """Take picture galleries apart, before their labels make furniture of the whole."""
    out = [part for block in found for part in _split(text, block, gallery)]
    return [part for block in out for part in _split(text, block, _player)]


def split_pieces(text: str, found: Sequence[Block]) -> list[Block]:
    """Split off every block what has run into it; the rest keeps its order and paragraph."""
    out = list(found)
    for splitter in (_escapes, _brackets, _machine, _credit_line, _labels):
        out = [part for block in out for part in _split(text, block, splitter)]
    return [part for block in out for part in _split(text, block, _caption_credit if block.kind else _photo_credit)]


def _split(text: str, block: Block, splitter: Splitter) -> list[Block]:
    if block.kind not in (None, "caption") or block.end - block.start > MAX_PARAGRAPH:
        return [block]
    line = text[block.start : block.end]
    parts = splitter(line)
    if not parts:
        return [block]
    out: list[Block] = []
    at = 0
    for start, end, kind, reason in [*parts, (len(line), len(line), None, None)]:
        _append(text, out, replace(block, start=block.start + at, end=block.start + start))
        _append(text, out, replace(block, start=block.start + start, end=block.start + end, kind=kind, reason=reason))
        at = max(at, end)
    return out


def _append(text: str, out: list[Block], part: Block) -> None:
    start, end = trimmed(text, part.start, part.end)
    if start < end:
        out.append(replace(part, start=start, end=end, after_gap=part.after_gap and not out))


def _player(line: str) -> list[Part]:
    """Find a player's excuse and the caption of its film behind it."""
    match = _PLAYER.match(line)
    return [(0, match.end(), "boilerplate", "media player"), (match.end(), len(line), "caption", None)] if match else []


def _escapes(line: str) -> list[Part]:
    return [(*m.span(), "boilerplate", "escape left in the text") for m in _ESCAPES.finditer(line)]


def _brackets(line: str) -> list[Part]:
    """Links in brackets: "(Related: …)"; a remark in brackets that does not begin so is the author's."""
    parts: list[Part] = []
    for match in _BRACKETS.finditer(line):
        inside = folded(match.group()[1:-1])
        phrase = next((p for p in lists().bracketed if inside.startswith(p)), None)
        if phrase is not None and inside[len(phrase) :].lstrip()[:1] in (":", "|", "–", "—") and " by" not in phrase:
            parts.append((*match.span(), "boilerplate", "link to another story"))
    return parts


def _machine(line: str) -> list[Part]:
    return [(*m.span(), "boilerplate", "page machinery") for m in _MACHINE.finditer(line)]


def _credit_line(line: str) -> list[Part]:
    match = _CREDITS.search(line, max(0, len(line) - 460))
    return [(*match.span(), "byline", None)] if match and match.start() > 0 else []


def _labels(line: str) -> list[Part]:
    """Find a label and what it labels: a caption, or a mere name, which is the credit."""
    cut = leading_label(line)
    if cut is None:
        return []
    rest = line[cut.end :]
    if len(rest.split()) <= 5 and not is_terminated(rest):
        return [(0, len(line), "boilerplate", "photo credit")]
    return [(0, cut.end, "boilerplate", "photo credit"), (cut.end, len(line), "caption", None)]


def _caption_credit(line: str) -> list[Part]:
    return _parts_of_credit(line, trailing_credit(line, captioned=True))


def _photo_credit(line: str) -> list[Part]:
    return _parts_of_credit(line, trailing_credit(line, captioned=False))


def _parts_of_credit(line: str, cut: Cut | None) -> list[Part]:
    if cut is None:
        return []
    before = line[: cut.start].strip()
    if before and len(before.split()) <= 7 and not is_terminated(before):
        return [(0, len(line), "boilerplate", "photo credit")]
    parts: list[Part] = [(cut.start, cut.end, "boilerplate", "photo credit")]
    if before and len(before) <= MAX_CAPTION:
        parts.insert(0, (0, cut.start, "caption", None))
    return parts
