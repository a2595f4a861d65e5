"""An invented event for the reader's tests, built by hand: no stage is needed."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import pairwise

from briefing.model import (
    Article,
    Attribution,
    Briefing,
    Claim,
    Difference,
    Entity,
    EntityType,
    Found,
    Member,
    Mention,
    OverviewSentence,
    Quote,
    Range,
    Role,
    Segment,
    SegmentKind,
    Summary,
    SummarySentence,
    Topic,
    Variant,
    When,
)

HARBOUR = """The Harbour Post

Bridge over the Lune reopens after eleven months

The bridge over the Lune reopened on Monday, Mayor Ada Quill said. The repairs cost 12 million crowns.
"We waited eleven months
for this morning," Quill told reporters at the toll house.

Ferry captain Bo Tarn lost most of his passengers overnight. He plans to sail to the islands instead.

Subscribe to our newsletter
Follow us
Share this story
"""
LEDGER = """Lune bridge open again

Traffic crosses the Lune again since Monday. The repairs cost 14 million crowns, the council said.

"We have waited eleven months for this morning," said Ada Quill, the mayor. Bo Tarn, who runs the ferry, called it
"a good day for everyone but me".

The old toll of two crowns is not coming back.
"""
VALLEY = """Mayor Quill cut a ribbon at the bridge over the Lune on 3 March 2031. The bridge reopened.
Cyclists came first.

Nothing was said about the ferry. A second bridge is planned at Osk.
"""


def article(text: str, outlet: str | None, title: str | None, day: str | None) -> Article:
    """Make an article: its sentences by full stops, its short first lines as title, newsletter lines folded."""
    data = text.encode("utf-8", "surrogatepass")
    key = sha256(data).hexdigest()[:12]
    segments: list[Segment] = []
    at = paragraph = 0
    for block in text.split("\n\n"):
        start = at + len(block) - len(block.lstrip())
        end = at + len(block.rstrip())
        at += len(block) + 2
        if start >= end:
            continue
        kind: SegmentKind = "body"
        if title and text[start:end] == title:
            kind = "title"
        elif text[start:end] == outlet or text[start:end].startswith("Subscribe"):
            kind = "boilerplate"
        pieces = [(start, end)]
        if kind == "body":
            ends = [start + m.end() for m in re.finditer(r"(?<=[.!?\"])\s+(?=[\"A-Z])", text[start:end])]
            edges = [start, *ends, end]
            pieces = list(pairwise(edges))
        for a, b in pieces:
            stripped = b - (len(text[a:b]) - len(text[a:b].rstrip()))
            reason = "newsletter" if kind == "boilerplate" else None
            segments.append(Segment(Range(key, a, stripped), kind, reason, paragraph))
        paragraph += 1

    def found(value: str | None) -> Found | None:
        return Found(value, None, "given") if value else None

    return Article(
        key,
        sha256(data).hexdigest(),
        text,
        (f"{outlet or 'x'}.txt",),
        "utf-8",
        found(title),
        found(day),
        None,
        found(outlet),
        tuple(segments),
    )


def place(a: Article, words: str, nth: int = 0) -> Range:
    """Find words in an article."""
    start = [m.start() for m in re.finditer(re.escape(words), a.text)][nth]
    return Range(a.id, start, start + len(words))


def everywhere(articles: tuple[Article, ...], *forms: str) -> tuple[Range, ...]:
    """Find all places of some forms, the longest where they overlap."""
    pattern = re.compile("|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True)))
    return tuple(Range(a.id, *m.span()) for a in articles for m in pattern.finditer(a.text))


def event(text: str = HARBOUR, before: tuple[Article, ...] = ()) -> Briefing:
    """Three sources about a bridge: two topics and one without a summary.

    Another build of it has another `text` for the first source, or further sources `before` the three.
    """
    harbour = article(text, "The Harbour Post", "Bridge over the Lune reopens after eleven months", "2031-03-03")
    ledger = article(LEDGER, None, "Lune bridge open again", "2031-03-04")
    valley = article(VALLEY, None, None, None)
    articles = (*before, harbour, ledger, valley)

    opened = (
        place(harbour, "The bridge over the Lune reopened on Monday"),
        place(ledger, "Traffic crosses the Lune again since Monday."),
        place(valley, "The bridge reopened."),
    )
    cost = (
        place(harbour, "The repairs cost 12 million crowns."),
        place(ledger, "The repairs cost 14 million crowns"),
    )
    ferry = (place(harbour, "Ferry captain Bo Tarn lost most of his passengers overnight."),)
    said = (
        place(harbour, '"We waited eleven months\nfor this morning,"'),
        place(ledger, '"We have waited eleven months for this morning,"'),
    )
    claims = (
        Claim("c-open", tuple(Mention(r, "full") for r in opened), 2),
        Claim("c-cost", tuple(Mention(r, "full") for r in cost), 2),
        Claim(
            "c-ferry",
            (Mention(ferry[0], "full"), Mention(place(ledger, "Bo Tarn, who runs the ferry, called it"), "partial")),
            1,
        ),
    )

    def member(a: Article, words: str) -> Member:
        r = place(a, words)
        return Member(next(s.range for s in a.segments if s.range.overlap(r)), "given")

    topics = (
        Topic(
            "reopening",
            "The bridge reopens",
            "declared",
            (
                member(harbour, "The bridge over"),
                member(harbour, "The repairs"),
                member(harbour, '"We waited'),
                member(ledger, "Traffic crosses"),
                member(ledger, "The repairs"),
                member(ledger, '"We have waited'),
                member(valley, "Mayor Quill cut"),
                member(valley, "The bridge reopened"),
            ),
        ),
        Topic("ferry", "What becomes of the ferry", "found", (member(harbour, "Ferry captain"),)),
        Topic("other", "Other", "other", (member(ledger, "The old toll"), member(valley, "Cyclists"))),
    )
    summaries = (
        Summary(
            "reopening",
            (
                SummarySentence(opened[0], "c-open", opened),
                SummarySentence(cost[1], "c-cost", (cost[1], cost[0])),
                SummarySentence(place(valley, "Cyclists came first."), None, (place(valley, "Cyclists came first."),)),
            ),
        ),
        Summary("ferry", (SummarySentence(ferry[0], "c-ferry", ferry),)),
    )
    overview = tuple(OverviewSentence(s.sentences[0], n) for n, s in enumerate(summaries))
    entities = tuple(
        Entity(f"e-{name}", name, kind, forms, everywhere(articles, *forms), roles=roles)
        for name, kind, forms, roles in _names(harbour)
    )
    quill = Attribution("Ada Quill", "e-Ada Quill", "told", "the toll house")
    quotes = tuple(Quote(f"q{n}", r, quill, ("waited",)) for n, r in enumerate(said))
    differences = (
        Difference(
            "d-cost",
            "number",
            "differs",
            "what the repairs cost",
            (Variant(cost[0], "12 million crowns"), Variant(cost[1], "14 million crowns")),
            "reopening",
            "c-cost",
        ),
    )
    dates = (
        When(place(harbour, "Monday"), "2031-03-03", "day", "2031-03-03"),
        When(place(valley, "3 March 2031"), "2031-03-03", "day", None),
        When(place(harbour, "eleven months", 1), "P11M", "duration", None),
    )
    return Briefing(
        "The Lune bridge, 3 March 2031",
        (("model", "none"),),
        articles,
        entities,
        dates,
        quotes,
        (),
        claims,
        (),
        topics,
        differences,
        summaries,
        overview,
    )


def _names(harbour: Article) -> tuple[tuple[str, EntityType, tuple[str, ...], tuple[Role, ...]], ...]:
    mayor = Role("Mayor", place(harbour, "Mayor"))
    return (
        ("Ada Quill", "PERSON", ("Ada Quill", "Quill"), (mayor,)),
        ("Bo Tarn", "PERSON", ("Bo Tarn",), ()),
        ("Lune", "LOC", ("Lune",), ()),
        ("Osk", "GPE", ("Osk",), ()),
    )


def bare(*texts: str) -> Briefing:
    """A briefing of articles and nothing else."""
    articles = tuple(article(t, None, None, None) for t in texts)
    return Briefing("", (), articles, (), (), (), (), (), (), (), (), (), ())
