"""The small words of an export: titles, counts, pieces of quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.display import plain
from briefing.export.pieces import Piece, Strong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Article, Attribution, Briefing

APART = {False: "About another event", True: "Not analysed"}
"""The headings of what is set apart: for its matter, for its language."""
_MANY_EVENTS = 2
_LONG_TITLE = 120


def title_of(briefing: Briefing) -> str:
    """Give a briefing's title; of many events that of the first, and how many others there are."""
    title = plain(briefing.title) or "Briefing"
    others = len(briefing.events) - 1
    if others >= _MANY_EVENTS and len(title) > _LONG_TITLE:
        return f"{plain(briefing.events[0].title) or 'Event'}, and {others} other events"
    return title


def is_foreign(a: Article) -> bool:
    """Tell whether a source that is set apart is so for its language."""
    return any(s.kind == "body" and s.reason for s in a.segments)


def unquoted(text: str) -> str:
    """Leave out a quote mark at the beginning or end of a piece whose other one stands elsewhere."""
    for first, last in ("“”", '""'):
        alone = text.count(first) != text.count(last) if first != last else text.count(first) % 2
        if alone and text.startswith(first):
            text = text[1:]
        elif alone and text.endswith(last):
            text = text[:-1]
    return text


def circumstances(a: Attribution, speaker: str) -> list[str]:
    """Tell how a source has a quotation that is told under a speaker's name: venue, chain, hedge, doubt."""
    told = []
    if a.speaker and plain(a.speaker) != speaker:
        told.append(plain(a.speaker))
    if a.hedge:
        told.append(plain(a.hedge))
    if a.venue:
        told.append(plain(a.venue))
    if a.chain:
        told.append(f"via {plain(a.chain)}")
    if not a.speaker and a.candidates:
        told.append("perhaps " + " or ".join(map(plain, a.candidates)))
    return told


def marked(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """Let some characters of a text stand out, from a letter or digit to a letter or digit."""
    pieces: list[Piece] = []
    done = 0
    for start, end in spans:
        while start < end and not text[start].isalnum():
            start += 1  # noqa: PLW2901 - the span is made smaller
        while end > start and not text[end - 1].isalnum():
            end -= 1  # noqa: PLW2901 - the same
        if done <= start < end:
            pieces += [text[done:start], Strong(text[start:end])]
            done = end
    return [*pieces, text[done:]]
