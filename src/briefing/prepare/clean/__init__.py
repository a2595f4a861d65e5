"""Kinds of an article's paragraphs, and its metadata.

What is not plainly something else is body: nothing of the reporting is lost. Boilerplate keeps a reason.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.model import Article, Range, Segment
from briefing.prepare.clean.blocks import Block, blocks
from briefing.prepare.clean.furniture import furniture
from briefing.prepare.clean.heads import label_decks, label_heads, repeated_title, split_heads, split_short_dates
from briefing.prepare.clean.metadata import domain_of, metadata
from briefing.prepare.clean.outlets import outlet_name
from briefing.prepare.clean.pieces import split_galleries, split_pieces
from briefing.prepare.clean.zones import label_zones

__all__ = ["clean"]


def clean(article: Article) -> Article:
    """Label an article's paragraphs and find its title, date, byline and outlet.

    The segments cover every character that is not white space, in order; a body segment is a paragraph, which
    may hold the newlines of a hard wrap.
    """
    text = article.text
    domain = domain_of(article)
    found = _furniture(text, split_galleries(text, split_heads(text, blocks(text))))
    found = repeated_title(text, label_heads(text, found))
    found = _furniture(text, split_pieces(text, found))
    found = split_short_dates(text, label_decks(text, found))
    found = label_zones(text, found, domain, outlet_name(domain) if domain else None)
    segments = tuple(
        Segment(
            Range(article.id, b.start, b.end),
            b.kind or "body",
            b.reason if b.kind == "boilerplate" else None,
            b.paragraph,
        )
        for b in found
    )
    return metadata(replace(article, segments=segments), found)


def _furniture(text: str, found: list[Block]) -> list[Block]:
    out = []
    for block in found:
        reason = furniture(text[block.start : block.end]) if block.kind is None else None
        out.append(block.labelled("boilerplate", reason) if reason else block)
    return out
