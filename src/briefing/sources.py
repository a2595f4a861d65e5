"""A briefing's sources: their numbers and names, and their text as it may be shown."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.display import plain
from briefing.placed import ByArticle, Placed, placed_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Article, Briefing, Range, Segment, SummarySentence

LABEL_WORDS = 8
"""A label made from a title or a lead has this many words at most."""
_LEAD_CHARACTERS = 400
_DATED = frozenset("-–—)")
"""A dateline ends with a dash or a bracket, and what follows it begins as a sentence does."""
_QUOTE_MARKS = '"“”'


def why_apart(article: Article) -> str:
    """Say why nothing is made of an article that is set apart: its language, else its event."""
    return next((s.reason for s in article.segments if s.kind == "body" and s.reason), None) or "about another event"


class Sources:
    """Answers about the sources of one briefing and their text."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {a.id: a for a in self.briefing.articles}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {a.id: n for n, a in enumerate(self.briefing.articles, 1)}

    def article(self, article: str) -> Article:
        """Give the article of an id."""
        return self._articles[article]

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Ids of the articles that the briefing tells of, without those about another event."""
        return tuple(a.id for a in self.briefing.articles if not self.is_apart(a.id))

    def is_apart(self, article: str) -> bool:
        """Tell whether a source is about another event or in another language, and set apart."""
        return article in self.briefing.apart

    def number(self, article: str) -> int:
        """Give a source's number, from 1."""
        return self._numbers[article]

    def numbers(self, articles: Iterable[str]) -> tuple[int, ...]:
        """Give the numbers of sources, in order, each once."""
        return tuple(sorted({self._numbers[a] for a in articles}))

    @cached_property
    def _labels(self) -> dict[str, str]:
        """The labels that were asked for: one may take a source's first words, and so its text."""
        return {}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The names that several sources have."""
        names = [n for a in self.briefing.articles if (n := self._own_name(a))]
        return frozenset(n for n, count in Counter(names).items() if count > 1)

    def _own_name(self, a: Article) -> str:
        return self.outlet(a.id) or _words(self.title(a.id) or "")

    def _name(self, a: Article) -> str:
        if name := self._own_name(a):
            if a.outlet and name in self._shared and (title := self.title(a.id)):
                return f"{name}: {_words(title)}"
            return name
        lead = _words(self.lead(a.id).strip(_QUOTE_MARKS))
        # Quoted: these are the source's words, and not its name.
        return f"“{lead}”" if lead else "Untitled source"

    def label(self, article: str) -> str:
        """Name a source: by its outlet (with its title, where two share it), else its title, else its first words."""
        known = self._labels.get(article)
        if known is None:
            known = self._labels[article] = self._name(self._articles[article])
        return known

    def outlet(self, article: str) -> str | None:
        """Give a source's outlet as it may be shown."""
        found = self._articles[article].outlet
        return (plain(found.value) or None) if found else None

    def title(self, article: str) -> str | None:
        """Give a source's whole title as it may be shown."""
        found = self._articles[article].title
        return (plain(found.value) or None) if found else None

    def lead(self, article: str) -> str:
        """Give the beginning of a source's first body sentence, as it may be shown."""
        a = self._articles[article]
        for kind in ("body", None):
            for s in a.segments:
                if kind in (s.kind, None):
                    start = s.range.start
                    if text := plain(a.text[start : min(s.range.end, start + _LEAD_CHARACTERS)]):
                        return text
        return plain(a.text[:_LEAD_CHARACTERS])

    def published(self, article: str) -> str | None:
        """Give a source's publication date, YYYY-MM-DD."""
        found = self._articles[article].published
        return found.value if found else None

    @cached_property
    def days(self) -> tuple[str, str] | None:
        """The first and the last publication date of the sources that the briefing tells of."""
        known = sorted(day for a in self.told if (day := self.published(a)))
        return (known[0], known[-1]) if known else None

    def text(self, r: Range) -> str:
        """Give the text of a range as it may be shown: reflowed and inert."""
        return plain(self._articles[r.article].text[r.start : r.end])

    def sentence_text(self, r: Range) -> str:
        """Give the whole sentence around a range as it may be shown."""
        segment = self.sentence_at(r)
        return self.text(segment.range if segment and segment.range.holds(r) else r)

    def readable(self, sentence: SummarySentence) -> str:
        """Give a summary's sentence as it may be shown.

        Its resolved pronouns stand in brackets; dots stand where it is a piece of a longer sentence.
        """
        r = sentence.range
        text = self._articles[r.article].text
        parts, place = [], r.start
        for e in sorted(sentence.edits, key=lambda e: e.range):
            if place <= e.range.end <= r.end:
                parts += [text[place : e.range.end], f" [{e.text}]"]
                place = e.range.end
        before, after = self._cut(r)
        return plain("".join(["… " if before else "", *parts, text[place : r.end], " …" if after else ""]))

    def _cut(self, r: Range) -> tuple[bool, bool]:
        """Tell whether words of the sentence around a range stand before it, a dateline aside, and after it."""
        segment = self.sentence_at(r)
        if segment is None:
            return False, False
        text = self._articles[r.article].text
        before = text[segment.range.start : r.start]
        after = text[r.end : segment.range.end]
        dated = before.rstrip()[-1:] in _DATED and text[r.start : r.start + 1] != text[r.start : r.start + 1].lower()
        return any(c.isalnum() for c in before) and not dated, any(c.isalnum() for c in after)

    @cached_property
    def answers(self) -> Placed:
        """What of the briefing stands in each article."""
        return placed_of(self.briefing)

    @cached_property
    def _segments(self) -> ByArticle[Segment]:
        return ByArticle(lambda article: ((s.range, s) for s in self.answers.segments(article)))

    def segments_at(self, r: Range) -> tuple[Segment, ...]:
        """Give the segments that share a character with a range, in order."""
        return tuple(self._segments.at(r))

    def sentence_at(self, r: Range) -> Segment | None:
        """Give the segment (for body text: the sentence) that holds most of a range; the first of equals."""
        return max(self.segments_at(r), key=lambda s: s.range.overlap(r), default=None)


def _words(text: str) -> str:
    """Cut a text to the words of a label."""
    words = text.split()
    return " ".join(words[:LABEL_WORDS]) + (" …" if len(words) > LABEL_WORDS else "")
