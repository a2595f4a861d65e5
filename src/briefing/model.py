"""The nouns of `briefing`: immutable values that every other part speaks in.

Positions are half-open ``[start, end)`` offsets in characters (code points) of the article's decoded
text. The text is never rewritten; what is shown is always a range of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

SegmentKind = Literal["title", "date", "byline", "deck", "caption", "body", "boilerplate"]
EntityType = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK", "DATE"]
Strength = Literal["full", "partial", "related"]
TopicOrigin = Literal["declared", "found", "other"]
DifferenceKind = Literal["number", "date", "place", "attribution", "scope", "quote-wording", "framing", "spelling"]
Verdict = Literal["same", "compatible", "differs"]
Precision = Literal["year", "month", "week", "day", "hour", "minute", "duration", "relative"]
CorrectionKind = Literal["move", "apart", "join", "same-entity", "other-entity", "speaker", "rename"]


class Range(NamedTuple):
    """A half-open range of characters of one article's text."""

    article: str
    """The article's id."""
    start: int
    end: int

    def overlap(self, other: Range) -> int:
        """Count the characters that both ranges hold (0 for ranges of two articles)."""
        if self.article != other.article:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Range) -> bool:
        """Tell whether `other` lies within this range."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of metadata, with where it was read."""

    value: str
    """The value in its normal form: a date as YYYY-MM-DD, a byline without "By"."""
    range: Range | None
    """Where the text states it; None where it comes from outside the text (a file name)."""
    rule: str
    """The rule that chose it, in a few words."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report is from, as it says before its first sentence: "WASHINGTON (AP) —"."""

    range: Range
    """The whole of it, without the space behind it; it is a part of a body segment."""
    place: str | None
    """As it stands, without a day: "RAMALLAH, West Bank"."""
    agency: str | None
    """The agency or outlet as it stands: "AP"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of an article with its kind.

    The segments of an article are in order, do not overlap, and cover every character that is not white
    space. After `clean` a body segment is a paragraph, after `annotate` it is one sentence.
    """

    range: Range
    kind: SegmentKind
    reason: str | None
    """Why it was demoted to boilerplate, or why a body segment is not analysed; None for the others."""
    paragraph: int
    """Number of the paragraph within the article; the sentences of one paragraph share it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One source document."""

    id: str
    """Derived from the text's hash."""
    sha256: str
    """Hash of the file's bytes, in hexadecimal."""
    text: str
    """The decoded text, newlines untouched, without a byte order mark."""
    paths: tuple[str, ...]
    """Every place it was found at: the file that the text was read from, then the others, sorted."""
    encoding: str
    """The encoding's name, and how it was told where that was not plain."""
    title: Found | None = None
    published: Found | None = None
    byline: Found | None = None
    outlet: Found | None = None
    segments: tuple[Segment, ...] = ()
    url: str | None = None
    """Its address on the web, where the file tells it."""
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a source states of an entity: "Secretary of State"."""

    text: str
    range: Range


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place and so on, across all articles."""

    id: str
    name: str
    """The canonical name: the fullest form that most sources use."""
    type: EntityType
    aliases: tuple[str, ...]
    """The forms seen, the canonical one among them, most frequent first."""
    mentions: tuple[Range, ...]
    """Names only, in order of article and position."""
    references: tuple[Range, ...] = ()
    """Roles that stand for it: "the Ukrainian president"."""
    roles: tuple[Role, ...] = ()
    linked: tuple[str, ...] = ()
    """Ids of linked entities: a nationality's country, and the other way round."""


@dataclass(frozen=True, slots=True)
class When:
    """A date, time or duration that the text gives."""

    range: Range
    value: str
    """ISO 8601: a date (2025-02-12, 2025-02, 2025), an interval (a/b) or a duration (PT1H30M)."""
    precision: Precision
    anchor: str | None
    """What it was resolved against (the article's date, YYYY-MM-DD); None where it needed nothing."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said something, as one source tells it."""

    speaker: str | None = None
    """Canonical name, or the words that name a group ("a joint statement"); None where unsure."""
    speaker_entity: str | None = None
    """The speaker's entity id, where one is known."""
    cue: str | None = None
    """The cue as it stands: "said", "according to"."""
    venue: str | None = None
    """Where it was said, as it stands: "Truth Social"."""
    chain: str | None = None
    """Through whom the source has it, as it stands: "TASS"."""
    hedge: str | None = None
    """A hedge as it stands: "reportedly"."""
    candidates: tuple[str, ...] = ()
    """Possible speakers where none is sure."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation, its quote marks included in the range."""

    id: str
    range: Range
    attribution: Attribution
    groups: tuple[str, ...] = ()
    """Quotations of one utterance share a group."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An indirect statement ("Peskov said that …"); the range is what was said, without the cue."""

    id: str
    range: Range
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a claim is told. The range lies within one sentence."""

    range: Range
    strength: Strength


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or more sources state."""

    id: str
    mentions: tuple[Mention, ...]
    origins: int
    """How many independent origins the full mentions have."""

    @property
    def support(self) -> tuple[Range, ...]:
        """The ranges that state the claim in full, in order."""
        return tuple(m.range for m in self.mentions if m.strength == "full")

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that state it in full, in order of first mention, each once."""
        return tuple(dict.fromkeys(r.article for r in self.support))


@dataclass(frozen=True, slots=True)
class Copy:
    """Text that two articles share word for word, quotations aside."""

    a: str
    b: str
    passages: tuple[tuple[Range, Range], ...]
    """Pairs of ranges, the first in `a`, the second in `b`."""


@dataclass(frozen=True, slots=True)
class Member:
    """A sentence of a topic."""

    range: Range
    reason: str
    """Why it belongs: the phrase, entity or neighbour, in a few words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter within the event."""

    id: str
    name: str
    origin: TopicOrigin
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One account within a difference; the range is one sentence at most."""

    range: Range
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Accounts that vary."""

    id: str
    kind: DifferenceKind
    verdict: Verdict
    about: str
    """What they differ on, in the sources' words."""
    variants: tuple[Variant, ...]
    topic: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A resolved pronoun: what the reader may show in brackets after the range."""

    range: Range
    text: str


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A source's own sentence (or quotation, or clause) in a summary."""

    range: Range
    claim: str | None
    cites: tuple[Range, ...]
    """The ranges that state it, the sentence's own range first, then one for each further source."""
    edits: tuple[Edit, ...] = ()
    only: tuple[Range, ...] = ()
    """Its words that no other cited source has: names, amounts, clauses."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A topic's ordered summary."""

    topic: str
    sentences: tuple[SummarySentence, ...]


@dataclass(frozen=True, slots=True)
class OverviewSentence:
    """A sentence of the event's overview, with both of its orders."""

    sentence: SummarySentence
    rank: int
    """0 is taken first when the overview is cut to a number of words; the tuple's order is for display."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no article of the briefing, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """One of several events that a folder of articles tells of; no claim and no topic belongs to two of them."""

    title: str
    articles: tuple[str, ...]
    """Ids of the articles that tell of it, in the briefing's order."""
    topics: tuple[str, ...]
    """Ids of its topics, in their order."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a source that a person meant: where the source has changed, it is found again by its words."""

    article: str
    """The article's id, which is its text's."""
    file: str
    """The name of the article's file, for when its text has changed."""
    start: int
    end: int
    quoted: str
    """The words of the range, each white space one space; of a long range the first ones."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person has made of a statement: a star, a note, or both."""

    place: Anchor
    starred: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that a person has put right; replayed at each build."""

    kind: CorrectionKind
    at: tuple[Anchor, ...] = ()
    """What it is about: sentences, a quotation, a mention of an entity, sentences of the topic renamed."""
    other: tuple[Anchor, ...] = ()
    """What it is put beside or taken from: sentences of the topic or the claim, a mention of the other entity."""
    topic: str = ""
    """The id of the topic that is meant."""
    name: str = ""
    """What it is to be called: the topic, the speaker (empty: not known), the entity."""
    was: str = ""
    """What it was called: the topic, the entity."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A correction and what became of it in this build."""

    correction: Correction
    gone: str = ""
    """Why it fits nothing any more; empty where it was applied."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """All of the above for one event."""

    title: str
    made_by: tuple[tuple[str, str], ...]
    """Versions of the stages and the model, as sorted pairs."""
    articles: tuple[Article, ...]
    """In the order (publication date, text hash): a source's number is its place here, from 1."""
    entities: tuple[Entity, ...]
    dates: tuple[When, ...]
    quotes: tuple[Quote, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]
    topics: tuple[Topic, ...]
    differences: tuple[Difference, ...]
    summaries: tuple[Summary, ...]
    """One per topic, in the topics' order."""
    overview: tuple[OverviewSentence, ...]
    apart: tuple[str, ...] = ()
    """Ids of articles about another event or in another language: listed among the articles, but nothing is made of
    them."""
    skipped: tuple[Skipped, ...] = ()
    events: tuple[Event, ...] = ()
    """The events, where the articles tell of several, the one with most articles first; none where it is one."""
    corrections: tuple[Replayed, ...] = ()
    """What a person has put right, in the order in which it was written down."""
    marks: tuple[Mark, ...] = ()
    """Stars and notes, for an export; a saved briefing has none: they are kept where they were made."""
