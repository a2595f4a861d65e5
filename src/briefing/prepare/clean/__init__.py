"""Kinds of an article's paragraphs, and its metadata.

What is not plainly something else is body: nothing of the reporting is lost. Boilerplate keeps a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Article, Range, Segment
from briefing.prepare.analysis import NOT_ENGLISH
from briefing.prepare.clean.blocks import Block, blocks
from briefing.prepare.clean.dateline import dateline
from briefing.prepare.clean.furniture import furniture
from briefing.prepare.clean.heads import label_decks, label_heads, repeated_title, split_heads, split_short_dates
from briefing.prepare.clean.language import is_english
from briefing.prepare.clean.metadata import domain_of, metadata
from briefing.prepare.clean.outlets import outlet_name
from briefing.prepare.clean.pieces import split_galleries, split_pieces
from briefing.prepare.clean.zones import label_zones

__all__ = ["clean"]

_HEADS = frozenset(("title", "date", "byline"))


def clean(article: Article) -> Article:
    """Label an article's paragraphs and find its title, date, byline, outlet and dateline.

    The segments cover every character that is not white space, in order; a body segment is a paragraph, which
    may hold the newlines of a hard wrap. The head that the file's format has told is kept as it is. The
    paragraphs of an article that is not in English are body with the reason why they are not analysed.
    """
    text = article.text
    domain = domain_of(article)
    outlet = outlet_name(domain) if domain else None
    told = article.segments
    head = [b for b in _told(told) if b.kind != "body"]
    start = head[-1].end if head else 0
    rest = [b for b in blocks(text) if b.start >= start] if told else _plain(text)
    english = is_english(text[start:])
    if not english:
        labelled = [*head, *(b if b.kind in _HEADS else b.labelled("body", NOT_ENGLISH) for b in rest)]
    elif told:
        rest = [replace(b, paragraph=n) for n, b in enumerate(rest, len(head))]
        labelled = [*head, *label_zones(text, split_pieces(text, _furniture(text, rest)), domain, outlet, whole=False)]
    else:
        labelled = label_zones(text, rest, domain, outlet)
    segments = tuple(
        Segment(
            Range(article.id, b.start, b.end),
            b.kind or "body",
            b.reason if b.kind == "boilerplate" or b.reason == NOT_ENGLISH else None,
            b.paragraph,
        )
        for b in labelled
    )
    article = replace(article, segments=segments, dateline=dateline(article, labelled) if english else None)
    return metadata(article, labelled if english or not told else head)


def _plain(text: str) -> list[Block]:
    """Label what a text without a format shows: its head, and the furniture around the story."""
    found = _furniture(text, split_galleries(text, split_heads(text, blocks(text))))
    found = repeated_title(text, label_heads(text, found))
    found = _furniture(text, split_pieces(text, found))
    return split_short_dates(text, label_decks(text, found))


def _told(segments: Sequence[Segment]) -> list[Block]:
    """Give the segments that the file's format has told."""
    return [Block(s.range.start, s.range.end, n, n > 0, s.kind, s.reason) for n, s in enumerate(segments)]


def _furniture(text: str, found: list[Block]) -> list[Block]:
    out = []
    for block in found:
        reason = furniture(text[block.start : block.end]) if block.kind is None else None
        out.append(block.labelled("boilerplate", reason) if reason else block)
    return out
