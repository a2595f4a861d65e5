"""Titles, dates, bylines and decks, and the teasers that stand above some articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.prepare.clean.blocks import Block, is_terminated, trimmed
from briefing.prepare.clean.calendar import DATE_CLOCK, SHORT
from briefing.prepare.clean.credits import leading_label
from briefing.prepare.clean.dateline import is_dateline
from briefing.prepare.clean.furniture import folded, is_section, lists
from briefing.prepare.clean.outlets import OUTLET_LINE, is_outlet_name

# A head is looked for in this many blocks from the top.
HEAD_BLOCKS = 14
MAX_TITLE = 220
MAX_DATE_LINE = 90

_LABEL = (
    r"(?:(?:first\s)?(?:published|posted|updated|last\supdated?|last\smodified|modified|created|issued|date|publish\sdate"
    r"|publication\sdate)(?:\s(?:on|at))?\s{0,2}:?\s{0,2})"
)
_DATE_LINE = re.compile(rf"[\s(|•·–—-]{{0,4}}{_LABEL}?{DATE_CLOCK}[\s)|•·.,/–—-]{{0,6}}\Z", re.IGNORECASE)
_DATE_START = re.compile(rf"{_LABEL}?{DATE_CLOCK}(?P<gap>[\s/|•·,–—:-]{{0,5}})", re.IGNORECASE)
_SHORT_LINE = re.compile(rf"{SHORT}\.?\Z", re.IGNORECASE)
_SHORT_END = re.compile(rf"\s({SHORT})\Z", re.IGNORECASE)
_SITE_CLOCK = re.compile(
    rf"(?:today|now|current\s(?:date|time)|local\stime|it\sis)\s{{0,2}}[:,|–-]?\s{{0,2}}(?:is\s)?{DATE_CLOCK}\Z",
    re.IGNORECASE,
)
_BARE_CLOCK = re.compile(
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?"
    r"|\d{1,3}\s(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?)\sago|just\snow"
    r"|\d{1,3}\s?(?:-|\s)?min(?:ute)?s?\sread)\Z",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w'’.\-]{0,30}"
_JOINS = r"(?:and|with|de|van|von|der|al|bin|la|le|del|el|in)"
_NAMES = rf"{_NAME}(?:[\s,&]{{1,3}}(?:{_JOINS}\s)?{_NAME}){{0,14}}"
_WHO = re.compile(rf"\s{{0,3}}{_NAMES}")
_ROLE = re.compile(r"\s{0,3}[|•·–—/,(]")
_BYLINE_START = re.compile(
    r"(?:[Bb]y|BY|Analysis by|Analysis:|Written by|Posted by|Reported by|Story by|Words by"
    r"|WRITTEN BY|Author:|AUTHOR:|Authors:|Reporter:)"
)
_CREDIT = re.compile(
    r"[\s(\[*_•—–-]{0,6}(?:with\s)?(?:additional\s|agency\s)?(?:reporting|report|writing|editing|compiled|contributions?|assistance"
    r"|research|edited|written|reported|inputs)\s(?:and\s\w{5,12}\s)?(?:by|from)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed\s(?:to\s(?:this|the)\s(?:report|story|article|piece)|reporting|writing)\b", re.IGNORECASE
)
_BETWEEN = " ,|•·–—-"
# A line at the top has at most this many dates and bylines.
_HEAD_PARTS = 6
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s+[A-Z“\"]")
_UPDATED = re.compile(r"\b(?:updated?|published?|posted|modified)\b", re.IGNORECASE)
_PICTURE = re.compile(
    r"\A(?:file\s(?:photo|picture|image)\b|undated\s(?:photo|handout|image)|(?:above|image|photo|caption):\s|in\sthis\s[^.]{0,40}\b(?:photo|image)\b)"
    r"|\([^()]{0,80}\w(?:\s?/\s?|\svia\s)(?:AP|AFP|EPA|Reuters|REUTERS|Getty|YouTube|Twitter|Facebook|Pool|File|Shutterstock)[^()]{0,60}\)\Z"
    r"|\((?:AP|AFP|EPA|Reuters|REUTERS|Getty|Pool|Photo)\s?(?:Photo|Images?|by)?\s?[/:][^()]{2,80}\)\Z",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"(?:last\s)?(?:updated|published|posted|modified)\s(?:at\s)?\d{1,2}[:.]\d{2}.{0,25}\Z", re.IGNORECASE
)
_BARE_NAME = re.compile(r"[A-Z][\w'’.-]{0,20}(?:\s(?:[A-Z][\w'’.-]{0,20}|and|de|van|von|al|bin|la)){1,6}\Z")
_STAFF = re.compile(
    rf"{_NAME}(?:\s(?:{_JOINS}\s)?{_NAME}){{1,3}},\s(?:[A-Z][\w'’.-]{{1,20}}\s){{0,4}}"
    r"(?:[Cc]orrespondent|[Rr]eporter|[Ww]riter|[Ee]ditor|[Cc]olumnist"
    r"|[Jj]ournalist|[Cc]ontributor|[Pp]roducer|[Bb]ureau\s[Cc]hief)\Z"
)
_CONTRIBUTING = re.compile(r"(?:•\s?)?(?:Contributing|Contributors?|Credits?)\s?:", re.IGNORECASE)
_SUMMARY = re.compile(
    r"(?:abstract|summary|synopsis|standfirst|key\s(?:points|takeaways)|in\sbrief|at\sa\sglance|tl;dr)\s?[:–—-]"
)


def is_date_line(text: str) -> bool:
    """Tell whether a line is a full date, with or without a clock or "Published:"."""
    return len(text) <= MAX_DATE_LINE and _DATE_LINE.match(text) is not None


def split_heads(text: str, found: Sequence[Block]) -> list[Block]:
    """Split dates and bylines off the blocks at the top that run on into something else."""
    out: list[Block] = []
    for n, block in enumerate(found):
        if n >= HEAD_BLOCKS or block.kind is not None:
            out.append(block)
        else:
            out.extend(_split_head(text, block))
    return out


def _split_head(text: str, block: Block) -> list[Block]:
    """Take dates and bylines off the start of a block, one after the other."""
    parts: list[Block] = []
    start = block.start
    for _ in range(_HEAD_PARTS):
        line = text[start : min(block.end, start + 400)]
        date = _date_end(line)
        end = _byline_end(line) if date is None else date
        if end is None:
            break
        # What separates the part from the rest stays with it.
        stop = trimmed(text, start, start + end)[1]
        parts.append(replace(block, start=start, end=stop).labelled("byline" if date is None else "date"))
        start = trimmed(text, start + end, block.end)[0]
    start, end = trimmed(text, start, block.end)
    if start < end:
        parts.append(replace(block, start=start, end=end))
    return parts


def _date_end(line: str) -> int | None:
    """Give where a date at the start of a line ends; None where there is none, or nothing of a head stands behind."""
    match = _DATE_START.match(line)
    if match is None or match.end() == len(line):
        return None
    rest = line[match.end() :]
    gap = match["gap"]
    glued = gap == "" and rest[:1].isupper()
    marked = bool(gap.strip(" \t\xa0")) and (rest[:1].isupper() or rest[:1] in "\"'“‘" or is_date_line(rest))
    return match.end() if glued or marked or _byline_end(rest) is not None else None


def _byline_end(line: str) -> int | None:
    """Give where a byline at the start of a line ends; None where there is none, or prose goes on."""
    by = _BYLINE_START.match(line)
    who = _WHO.match(line, by.end()) if by else None
    if who is None:
        return None
    rest = line[who.end() :]
    if not rest.strip(" .,|/•·–—-:\t"):
        return len(line)
    bare = rest.lstrip(_BETWEEN)
    if _DATE_START.match(bare):
        return who.end() + len(rest) - len(bare)
    role = len(rest) < 90 and _ROLE.match(rest)
    return (who.end() if is_terminated(rest) else len(line)) if role else None


def _is_credit(line: str) -> bool:
    """Tell a credit line (Reporting by …; editing by …) from a sentence that begins so."""
    if len(line) > 500 or _CREDIT.match(line) is None:
        return False
    return all(word in lists().credits for word in re.findall(r"(?<![\w'’.-])[a-z][a-zA-Z'’]*", line))


def _headed(block: Block, line: str, n: int, count: int) -> Block:
    """Label the n-th block where it is a date, a clock, a byline or a credit."""
    top = n < HEAD_BLOCKS
    if _is_credit(line) or (len(line) < 250 and (_CONTRIBUTING.match(line) or _CONTRIBUTED.search(line))):
        return block.labelled("byline")
    if top or n > count - 6 or len(line) < 40:
        if _SITE_CLOCK.match(line) or _BARE_CLOCK.match(line):
            return block.labelled("boilerplate", "site clock")
        if is_date_line(line) or (top and _SHORT_LINE.match(line)):
            return block.labelled("date")
        if _UPDATE.match(line):
            return block.labelled("boilerplate", "site clock")
    inside = len(line) < 90 and not is_terminated(line)
    by = (top or inside) and _byline_end(line) == len(line)
    return block.labelled("byline") if by or (top and _STAFF.match(line)) else block


def label_heads(text: str, found: Sequence[Block]) -> list[Block]:
    """Label the title, the dates and the bylines at the top, and credit lines wherever they stand."""
    out = list(found)
    for n, block in enumerate(out):
        if block.kind is None and block.end - block.start <= 600:
            out[n] = _headed(block, text[block.start : block.end], n, len(out))
    out = _bare_bylines(text, _teasers(text, out))
    title = _title(text, out)
    if title is not None:
        out[title] = out[title].labelled("title")
        for n in range(title):
            if out[n].kind is None and is_section(text[out[n].start : out[n].end]):
                out[n] = out[n].labelled("boilerplate", "section name")
    return out


def _bare_bylines(text: str, found: list[Block]) -> list[Block]:
    """Label an outlet's name that is a line at the top, and the name of a person right above it."""
    out = list(found)
    for n, block in enumerate(found[:HEAD_BLOCKS]):
        if block.kind is None and n > 0 and is_outlet_name(text[block.start : block.end]):
            out[n] = block.labelled("boilerplate", OUTLET_LINE)
            above = found[n - 1]
            if n > 1 and above.kind is None and _BARE_NAME.match(text[above.start : min(above.end, above.start + 200)]):
                out[n - 1] = above.labelled("byline")
    return out


def _teasers(text: str, found: list[Block]) -> list[Block]:
    """Demote two or more lines at the top that each have a date behind them: links to other stories."""
    pairs: list[int] = []
    n = 0
    while n + 1 < len(found) and n < HEAD_BLOCKS:
        line, below = text[found[n].start : found[n].end], text[found[n + 1].start : found[n + 1].end]
        dated = found[n + 1].kind == "date" and not _UPDATED.search(below)
        if found[n].kind is None and dated and len(line) <= MAX_TITLE and not line.endswith("."):
            pairs.append(n)
            n += 2
        elif found[n].kind is not None:
            n += 1
        elif len(pairs) < 2:
            pairs.clear()
            n += 1
        else:
            break
    if len(pairs) < 2:
        return found
    out = list(found)
    for n in pairs:
        out[n] = out[n].labelled("boilerplate", "teaser of another story")
        out[n + 1] = replace(out[n + 1], reason="teaser")
    return out


def _title(text: str, found: list[Block]) -> int | None:
    """Choose the title: the first short line at the top that is set apart from the prose below it."""
    teasers = next((n for n, block in enumerate(found) if block.reason == "teaser"), HEAD_BLOCKS)
    for n, block in enumerate(found[: min(teasers, HEAD_BLOCKS)]):
        if block.kind is not None:
            if block.kind == "byline" and n + 1 < len(found) and not found[n + 1].after_gap:
                continue
            continue
        line = text[block.start : block.end]
        if is_section(line) or _is_picture(line):
            continue
        return n if _may_be_title(text, found, n, line) else None
    return None


def _is_picture(line: str) -> bool:
    """Tell a picture's caption, or its label, from a title that speaks of a picture."""
    return leading_label(line) is not None or _PICTURE.search(line) is not None


def _may_be_title(text: str, found: list[Block], n: int, line: str) -> bool:
    words = line.split()
    if not 2 <= len(words) <= 40 or len(line) > MAX_TITLE or line[0] in "•*·-–—(":
        return False
    if n + 1 >= len(found):
        return False
    behind = found[n + 1]
    following = text[behind.start : behind.end]
    dated = behind.kind in ("date", "byline")
    if not is_terminated(line):
        return True
    if line.rstrip("\"'”’")[-1:] in ":;":
        return False
    if dated:
        return len(words) <= 30
    apart = behind.after_gap or is_dateline(following)
    return apart and len(words) <= 20 and _SENTENCE_END.search(line) is None


def repeated_title(text: str, found: Sequence[Block]) -> list[Block]:
    """Split off and label the title where a line near the top says it again: "Politics The title The deck"."""
    first = next((n for n, block in enumerate(found) if block.kind == "title"), None)
    if first is None:
        return list(found)
    title = text[found[first].start : found[first].end]
    pattern = re.compile(r"\s+".join(_loose(word) for word in title.split()), re.IGNORECASE)
    out: list[Block] = []
    for n, block in enumerate(found):
        near = block.kind is None and first < n <= first + 5
        match = pattern.search(text, block.start, min(block.end, block.start + len(title) + 60)) if near else None
        if match is None:
            out.append(block)
            continue
        before, behind = trimmed(text, block.start, match.start()), trimmed(text, match.end(), block.end)
        alone = before[0] == before[1] and behind[0] == behind[1]
        if not alone and len(title.split()) < 5:
            out.append(block)
            continue
        if before[0] < before[1]:
            out.append(replace(block, end=before[1]).labelled("boilerplate", "section name"))
        out.append(replace(block, start=match.start(), end=match.end()).labelled("title"))
        if behind[0] < behind[1]:
            out.append(replace(block, start=behind[0], end=behind[1]).labelled("deck"))
    return out


def _loose(word: str) -> str:
    """Give a pattern for a word with whichever quote marks."""
    return "".join("['’‘`\"“”]" if c in "'’‘`\"“”" else re.escape(c) for c in word)


def label_decks(text: str, found: Sequence[Block]) -> list[Block]:
    """Label what stands between the head and the first paragraph of the story."""
    out = list(found)
    title = next((n for n, block in enumerate(out) if block.kind == "title"), None)
    first = 0 if title is None else title + 1
    while first < len(out) and out[first].kind is not None:
        first += 1
    dateline = next(
        (
            n
            for n in range(first, min(len(out), first + HEAD_BLOCKS))
            if out[n].kind is None and is_dateline(text[out[n].start : out[n].end])
        ),
        None,
    )
    for n in range(first, len(out)):
        if out[n].kind is not None:
            continue
        line = text[out[n].start : out[n].end]
        summary = _SUMMARY.match(folded(line[:40]))
        before_dateline = dateline is not None and n < dateline <= first + 4 and len(line) < 400
        if before_dateline and dateline is not None and out[n].paragraph == out[dateline].paragraph:
            out[n] = out[n].labelled("boilerplate", "run into the dateline")
        elif (
            summary
            or before_dateline
            or (not is_terminated(line) and len(line) < 300)
            or (n == first != dateline and title is not None and _bulleted(text, out, n))
        ):
            out[n] = out[n].labelled("deck")
        else:
            break
    return out


def split_short_dates(text: str, found: Sequence[Block]) -> list[Block]:
    """Split a day and month off the end of a deck: "Another bad day 6 Feb"."""
    out: list[Block] = []
    for n, block in enumerate(found):
        line = text[block.start : block.end]
        match = _SHORT_END.search(line, max(0, len(line) - 30)) if n < HEAD_BLOCKS and block.kind == "deck" else None
        if (
            match
            and match.start() > 20
            and not re.search(
                r"\b(?:on|in|by|from|to|of|the|until|since|till|and|for)\Z",
                line[: match.start()].rstrip(),
                re.IGNORECASE,
            )
        ):
            out.append(replace(block, end=block.start + len(line[: match.start()].rstrip())))
            out.append(replace(block, start=block.start + match.start(1)).labelled("date"))
        else:
            out.append(block)
    return out


def _bulleted(text: str, found: Sequence[Block], n: int) -> bool:
    """Tell a short sentence above a line that does not end as one: the first of the bullets under a title."""
    line = text[found[n].start : found[n].end]
    if n + 1 >= len(found) or found[n + 1].kind is not None:
        return False
    following = text[found[n + 1].start : found[n + 1].end]
    return len(line.split()) <= 30 and not is_terminated(following) and 8 <= len(following.split()) <= 30
