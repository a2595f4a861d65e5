"""What an export for people says, in order, before it is written as Markdown or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.coverage import SIGNS, Matrix, label, told_most
from briefing.display import plain
from briefing.export.phrases import APART, circumstances, is_foreign, marked, title_of, unquoted
from briefing.export.pieces import Aside, Block, Code, Kind, Mark, Note, Outline, Piece, Ref, Row, Strong
from briefing.index import Index
from briefing.lookup import Lookup
from briefing.mending import described
from briefing.terms import DIFFERENCES, counted
from briefing.timeline import shortest, spoken, timeline
from briefing.wordings import utterances, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.model import (
        Briefing,
        Difference,
        Quote,
        Range,
        SummarySentence,
        Topic,
        Verdict,
    )
    from briefing.model import Mark as Star

VERDICTS: dict[Verdict, str] = {
    "same": "the same in other words",
    "compatible": "compatible",
    "differs": "sources differ",
}


_FEW_SOURCES = 12
"""So many sources are listed by number at the top."""
_LABEL = 240
"""Characters of a coverage table's label: nearly every sentence is whole."""
_TOLD = 0.75
"""A sentence is told already where this much of it is."""
_WORDLESS = "(no words)"
_MARKS = "\"'“”‘’"


def outline(
    briefing: Briefing | Lookup, topic: str | None = None, words: int | None = None, *, listed: bool = True
) -> Outline:
    """Lay out a briefing, or one topic of it, with its overview cut to a number of words.

    Without `listed` the lists of the sources are left out: an export that shows them whole needs none.
    Raises KeyError for a topic that the briefing does not have.
    """
    writer = _Writer(briefing if isinstance(briefing, Lookup) else Lookup(briefing), listed=listed)
    if topic is None:
        writer.whole(words)
    else:
        chosen = writer.lookup.topic(topic)
        if chosen is None:
            raise KeyError(topic)
        writer.one(chosen)
    return Outline(tuple(writer.blocks), tuple(writer.notes.values()), writer.sources)


def day(iso: str) -> str:
    """Write a date YYYY-MM-DD (or its first parts) in words; anything else stays as it is."""
    return plain(spoken(iso))


class _Writer:
    def __init__(self, lookup: Lookup, *, listed: bool) -> None:
        self.listed = listed
        self.sources: tuple[str, ...] = ()
        self.lookup = lookup
        self.briefing = lookup.briefing
        self.blocks: list[Block | Row] = []
        self.topic: Kind = "heading"
        self.part: Kind = "subheading"
        self.notes: dict[Range, Note] = {}
        self.homes: dict[str, str] = {}
        """For each quotation the topic under which it is told; where there are none, it is told wherever it stands."""
        self.signed = False
        """Whether the signs of the tables have been told."""

    def add(self, kind: Kind, *pieces: Piece, folded: bool = False) -> None:
        # A block without words would be no block in Markdown.
        if any(p if isinstance(p, str) else not isinstance(p, Ref) or p.text for p in pieces):
            self.blocks.append(Block(kind, pieces, folded))

    def whole(self, words: int | None) -> None:
        self.add("title", title_of(self.briefing))
        self._about(self.lookup.told)
        for event in self.briefing.events:
            self.add("item", Strong(plain(event.title) or "Event"), f" ({counted(len(event.articles), 'source')})")
        if not self.briefing.events:
            self._numbered(self.lookup.told)
        self._overview(words)
        self._starred(self.lookup.placed)
        self.homes = self._at_home()
        if self.briefing.events:
            # A level deeper: the topics stand under their event.
            self.topic = "subheading"
            for event in self.briefing.events:
                self.part = "part"
                self.add("heading", plain(event.title) or "Event")
                self._topics(event.topics)
                self.part = "subheading"
                self._coverage(told_most(self.lookup, event=event))
        else:
            self._topics(t.id for t in self.briefing.topics)
            self.part = "heading"
            self._coverage(told_most(self.lookup))
        self.part = "heading"
        self._timeline(None)
        self._corrections()
        self._sources(self.lookup.told)
        self._apart()
        self.sources = tuple(a.id for a in self.briefing.articles)

    def _overview(self, words: int | None) -> None:
        """Tell each event in a paragraph."""
        chosen = self.lookup.overview(words)
        if chosen:
            self.add("heading", "Overview")
        for articles in [e.articles for e in self.briefing.events] or [self.lookup.told]:
            pieces: list[Piece] = []
            for s in chosen:
                if s.range.article in articles:
                    pieces += [" " if pieces else "", self.lookup.readable(s), *self._marks(s)]
            self.add("paragraph", *pieces)

    def _topics(self, topics: Iterable[str]) -> None:
        for topic in filter(None, map(self.lookup.topic, topics)):
            self.add(self.topic, plain(topic.name) or plain(topic.id))
            self._topic(topic)

    def one(self, topic: Topic) -> None:
        self.part = "heading"
        self.add("title", plain(topic.name) or plain(topic.id))
        sources = self.lookup.sources_of(topic)
        self.add("paragraph", title_of(self.briefing))
        self._about(sources)
        self._numbered(sources)
        self._starred((m, r) for m, r in self.lookup.placed if r is not None and topic in self.lookup.topics_at(r))
        self._topic(topic)
        self._timeline(topic.id)
        cited = {r.article for r in self.notes}
        self.sources = tuple(a.id for a in self.briefing.articles if a.id in cited or a.id in sources)
        self._sources(self.sources)

    def _starred(self, placed: Iterable[tuple[Star, Range | None]]) -> None:
        """Tell what a person starred, and what was noted."""
        for n, (mark, r) in enumerate(placed):
            if not n:
                self.add("heading", "Starred")
            if r is None:
                self.add("item", f"{plain(mark.place.quoted)} (these words are in no source any more)")
            else:
                self.add("item", self.lookup.text(r), self._mark(r), Aside(f" ({self._short(r.article)})"))
            if note := plain(mark.note):
                self.add("subitem", Strong("Note"), f": {note}")

    def _corrections(self) -> None:
        """Tell what a person put right, so that nobody takes it for the program's finding."""
        for n, replayed in enumerate(self.briefing.corrections):
            if not n:
                self.add("heading", "Put right by hand")
            gone = f" (not applied: {plain(replayed.gone)})" if replayed.gone else ""
            self.add("item", described(replayed.correction), gone)

    def _about(self, articles: Iterable[str]) -> None:
        articles = list(articles)
        days = sorted(d for a in articles if (d := self.lookup.published(a)))
        when = ""
        if days:
            when = f", published {day(days[0])}" + (f" to {day(days[-1])}" if days[-1] != days[0] else "")
        self.add("paragraph", counted(len(articles), "source") + when)

    def _numbered(self, articles: Iterable[str]) -> None:
        """Tell the sources' numbers, which stand for them from here on."""
        articles = list(articles)
        if not self.listed or not 1 < len(articles) <= _FEW_SOURCES:
            return
        for a in articles:
            published = self.lookup.published(a)
            when = f", {day(published)}" if published else ""
            self.add("item", Strong(str(self.lookup.number(a))), f" {self.lookup.label(a)}{when}")

    def _topic(self, topic: Topic) -> None:
        summary = self.lookup.summary(topic.id)
        if summary:
            self.add(self.part, "Summary")
            for s in summary:
                self.add("item", self.lookup.readable(s), *self._marks(s), Aside(f" ({self._badge(s)})"))
        said = self._said(topic)
        self._differences(self.lookup.differences_of(topic.id))
        self._coverage(told_most(self.lookup, topic.id))
        self._told_once(topic, [*(s.range for s in summary), *said])

    def _badge(self, s: SummarySentence) -> str:
        sources = self.lookup.support(s)
        origins = self.lookup.origins(s)
        if len(sources) == 1:
            partly = ", ".join(str(n) for n in self.lookup.numbers(self.lookup.partly(s)))
            own = self._short(sources[0])
            told = [f"{own}; in part also {partly}" if partly else f"only in {own}"]
        else:
            told = [counted(len(sources), "source"), *([counted(origins, "origin")] if origins < len(sources) else [])]
        if any(d.verdict == "differs" for d in self.lookup.differences_at(s.range)):
            told.append(VERDICTS["differs"])
        alone = ""
        if s.only and len(sources) > 1:
            words = ", ".join(f"“{self.lookup.text(r).strip(_MARKS)}”" for r in s.only)
            alone = f"; only in {self._short(s.range.article)}: {words}"
        return ", ".join(told) + alone

    def _marks(self, s: SummarySentence) -> list[Mark]:
        """Cite what a statement rests on, each sentence once."""
        return list(dict.fromkeys(self._mark(r) for r in (s.cites or (s.range,))))

    def _mark(self, r: Range) -> Mark:
        sentence = self._sentence(r)
        note = self.notes.get(sentence)
        if note is None:
            source = f"{self._short(r.article).capitalize()} ({self.lookup.label(r.article)})"
            note = self.notes[sentence] = Note(len(self.notes) + 1, source, self.lookup.text(sentence) or _WORDLESS)
        return Mark(note.number, sentence)

    def _sentence(self, r: Range) -> Range:
        segment = self.lookup.sentence_at(r)
        return segment.range if segment and segment.range.holds(r) else r

    def _source(self, article: str) -> str:
        """Name a source in full: outlet, title (its first words, where it has neither), date."""
        outlet = self.lookup.outlet(article)
        title = self.lookup.title(article)
        published = self.lookup.published(article)
        parts = [outlet or "", f"“{title}”" if title else ""]
        if not any(parts):
            parts = [self.lookup.label(article)]
        parts.append(day(published) if published else "no date stated")
        return ", ".join(p for p in parts if p)

    def _said(self, topic: Topic) -> list[Range]:
        """Tell who said what; give the places of what was told."""
        shown: list[Range] = []
        speakers: dict[str, list[tuple[Quote, ...]]] = {}
        for quotes in self._utterances(topic):
            if self.homes and not any(self.homes[q.id] == topic.id for q in quotes):
                continue
            named = [plain(q.attribution.speaker or "") for q in quotes if q.attribution.speaker]
            speakers.setdefault(max(named, key=named.count, default=""), []).append(quotes)
        if speakers:
            self.add(self.part, "Who said what")
        # Those whose speaker is not known stand last.
        for speaker in sorted(speakers, key=lambda s: not s):
            self.add("paragraph", Strong(speaker or "Speaker not clear"))
            for quotes in speakers[speaker]:
                shown += self._utterance(quotes, speaker)
        return shown

    def _utterances(self, topic: Topic) -> list[tuple[Quote, ...]]:
        return utterances(self.lookup, self.lookup.quotes_of(topic))

    def _at_home(self) -> dict[str, str]:
        """Give for each quotation the topic under which its utterance is told: that with most of its versions."""
        homes: dict[str, str] = {}
        for topic in self.briefing.topics:
            for quotes in self._utterances(topic):
                home = self.lookup.topic_of([q.range for q in quotes]) or topic.id
                for q in quotes:
                    homes.setdefault(q.id, home)
        return homes

    def _utterance(self, quotes: Sequence[Quote], speaker: str) -> list[Range]:
        """Write each wording once, with the sources that give it; the words that differ stand out.

        Give the places of what is written: a longer version is cut to what others give too.
        """
        shown: list[Range] = []
        for n, version in enumerate(versions(self.lookup, [q.range for q in quotes], "…")):
            own = [quotes[k] for k in version.given]
            told: list[Piece] = []
            for q in own:
                told += [Aside("; " if told else " ("), Ref(self._short(q.range.article), self._sentence(q.range))]
                told += [Aside(f", {words}") for words in circumstances(q.attribution, speaker)]
            self.add("subitem" if n else "item", *marked(version.text, version.differing), *told, Aside(")"))
            shown += version.places
        return shown

    def _short(self, article: str) -> str:
        """Name a source by its number in the list of sources."""
        return f"source {self.lookup.number(article)}"

    def _differences(self, differences: Sequence[Difference]) -> None:
        if differences:
            self.add(self.part, "Where sources differ")
        for d in differences:
            # That they differ is what the heading says.
            verdict = "" if d.verdict == "differs" else f": {VERDICTS[d.verdict]}"
            self.add(
                "item",
                Strong(plain(d.about) or d.kind),
                Aside(f" ({DIFFERENCES[d.kind]}{verdict})"),
            )
            accounts: dict[str, list[Range]] = {}
            for v in d.variants:
                value, text = plain(v.value), self.lookup.text(v.range)
                # A value with dots is made of words that the text shows, or of more than those: a price with its time.
                own = not value or value in text or "…" in value
                shown = value if text in value else text if own else f"{text} ({value})"
                accounts.setdefault(shown, []).append(v.range)
            for shown, places in accounts.items():
                told = ", ".join(dict.fromkeys(self._short(r.article) for r in places)).capitalize()
                self.add("subitem", f"{told}: {shown}", *(self._mark(r) for r in places))

    def _told_once(self, topic: Topic, shown: Iterable[Range]) -> None:
        """List what one source alone tells, but for what has been told already, and for what only leads to it."""
        told = Index((r, r) for r in shown)

        def new(r: Range) -> bool:
            most = max((r.overlap(other) for other in told.at(r)), default=0)
            return most < _TOLD * (r.end - r.start) and not self.lookup.text(r).endswith(":")

        rows = [(article, [r for r in ranges if new(r)]) for article, ranges in self.lookup.told_once(topic)]
        if any(ranges for _, ranges in rows):
            self.add(self.part, "Told by one source", folded=True)
        for article, ranges in rows:
            if ranges:
                self.add("paragraph", Strong(f"{self._short(article).capitalize()}: {self.lookup.label(article)}"))
                for r in ranges:
                    self.add("item", self.lookup.text(r), Ref("", r))

    def _coverage(self, matrix: Matrix) -> None:
        """Show which source tells what: claims × sources, with letters."""
        if len(matrix.sources) < 2 or not matrix.rows:
            return
        self.add(self.part, "Coverage")
        if not self.signed:
            signs = ", ".join(f"{sign} {told}" for told, sign in SIGNS.items())
            self.add("paragraph", f"A column for each source. {signs}.")
            self.signed = True
        heads = (("Claim",), *((str(self.lookup.number(s)),) for s in matrix.sources))
        self.blocks.append(Row("head", heads))
        for row in matrix.rows:
            words = unquoted(label(self.lookup, row.label, _LABEL)) or _WORDLESS
            told = tuple((SIGNS[t],) for t in row.told)
            self.blocks.append(Row("row", ((words, self._mark(row.label)), *told)))

    def _timeline(self, topic: str | None) -> None:
        """List what is dated; what counts from a date that no source states stands last."""
        happenings = timeline(self.lookup, topic)
        if not happenings:
            return
        self.add(self.part, "Timeline")
        dates: dict[str, list[tuple[Piece, ...]]] = {}
        for h in happenings:
            own = shortest(self.lookup, h.told)
            sources = len({r.article for r in h.told})
            # One sentence of each source: its first.
            cited = {r.article: r for r in (*reversed(h.told), own)}
            marks = [self._mark(r) for r in sorted(cited.values(), key=lambda r: (r != own, h.told.index(r)))]
            badge = [Aside(f" ({counted(sources, 'source')})")] if sources > 1 else []
            line: tuple[Piece, ...] = (self.lookup.text(own), *marks, *badge)
            dates.setdefault(plain(h.day) if h.value else "No date stated", []).append(line)
        for when, lines in dates.items():
            self.add("item", Strong(when))
            for line in lines:
                self.add("subitem", *line)

    def _sources(self, articles: Iterable[str]) -> None:
        if not self.listed:
            return
        self.add("heading", "Sources")
        for article in articles:
            self._listed(article)

    def _apart(self) -> None:
        """List the articles about another event, and those in another language."""
        if not self.listed:
            return
        for foreign, what in (
            (False, "Set apart: these articles tell of something else than the others."),
            (True, "Set apart: these articles are not in English."),
        ):
            found = [article for article in self.briefing.apart if is_foreign(self.lookup.article(article)) == foreign]
            if found:
                self.add("heading", APART[foreign])
                self.add("paragraph", what)
            for article in found:
                self._listed(article)

    def _listed(self, article: str) -> None:
        a = self.lookup.article(article)
        byline = f", {plain(a.byline.value)}" if a.byline and plain(a.byline.value) else ""
        name = plain(a.paths[0].replace("\\", "/").rpartition("/")[2]) if a.paths else ""
        told = f". {self._source(article)}{byline}. File {name}, SHA-256 "
        self.add("item", Strong(str(self.lookup.number(article))), told, Code(a.sha256))
