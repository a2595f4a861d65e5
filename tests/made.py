"""Briefings made mechanically from any texts, without a model: sound in form, whatever the texts say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from hypothesis import strategies as st

from briefing.model import (
    Article,
    Attribution,
    Briefing,
    Claim,
    Difference,
    Entity,
    Found,
    Member,
    Mention,
    OverviewSentence,
    Quote,
    Range,
    Segment,
    Skipped,
    Statement,
    Summary,
    SummarySentence,
    Topic,
    Variant,
    When,
)

# What breaks terminals, Markdown, HTML, Rich's and Textual's markup, where it is not made inert.
NASTY = (
    *("# head", "## ", "- ", "1. ", "2) x", "> ", "```", "~~~", "---", "===", "***", "    code", "\t", "+ ", ": def"),
    *(
        "*a*",
        "**b**",
        "_c_",
        "`d`",
        "[x](y)",
        "![i](j)",
        "<b>",
        "</main>",
        "<!--",
        "<script>alert(1)</script>",
        "| a | b |",
    ),
    *(
        "&amp;",
        "&#35;",
        "& ",
        "\\",
        "\\\\",
        "[^1]",
        "[^1]: x",
        "[r]: /u",
        "<http://a.b>",
        "$x$",
        "~~s~~",
        "^u^",
        "{{x}}",
    ),
    *(
        "[bold]",
        "[/]",
        "[@click=app.quit]x[/]",
        "\x1b[31m",
        "\x1b]8;;http://e\x07l\x1b\\",
        "\x1b]52;c;QQ==\x07",
        "\x9b1m",
    ),
    *(
        "\u202eabc\u202c",
        "\u2066x\u2069",
        "\u200b" * 9,
        "e" + "\u0301" * 30,
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
        "\ud800",
    ),
    *("“Said”", '"Said"', "‘so’", "Ann Lee", "Rome", "90 minutes", "\r", "\r\n", "\n", "\n\n", " ", "  ", "word", "."),
)

texts = st.lists(
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=12)), min_size=1, max_size=30).map("".join),
    min_size=1,
    max_size=4,
)


def made(texts: Sequence[str], title: str = "An event") -> Briefing:
    """Make a briefing with every noun in it that the texts have room for."""
    articles = tuple(sorted((_article(t) for t in dict.fromkeys(texts)), key=lambda a: a.id))
    bodies = {a.id: [s.range for s in a.segments if s.kind == "body"] for a in articles}
    text = {a.id: a.text for a in articles}

    def words(r: Range) -> str:
        return text[r.article][r.start : r.end]

    firsts = [rs[0] for rs in bodies.values() if rs]
    claims = (Claim("claim-0", tuple(Mention(r, "full") for r in firsts), max(1, len(firsts) - 1)),) if firsts else ()
    topics, summaries = [], []
    for n in range(2):
        members = [r for rs in bodies.values() for k, r in enumerate(rs) if k % 2 == n]
        if members:
            name = words(members[0])[:60]
            topics.append(Topic(f"topic-{n}", name, "found", tuple(Member(r, name[:9]) for r in members)))
            sentences = [
                SummarySentence(r, "claim-0", (r, *(f for f in firsts if f.article != r.article)))
                if r in firsts
                else SummarySentence(r, None, (r,))
                for r in members[:4]
            ]
            summaries.append(Summary(f"topic-{n}", tuple(sentences)))
    quotes: list[Quote] = []
    statements: list[Statement] = []
    names: dict[str, list[Range]] = {}
    for rs in bodies.values():
        for r in rs:
            if quoted := re.search(r"[“\"][^“”\"]{1,99}[”\"]", words(r)):
                place = Range(r.article, r.start + quoted.start(), r.start + quoted.end())
                told = Attribution(speaker=words(r)[:20] or None, chain=words(r)[:5], candidates=(words(r)[-9:],))
                quotes.append(Quote(f"quote-{len(quotes)}", place, told, ("group-0",)))
            else:
                statements.append(Statement(f"statement-{len(statements)}", r, Attribution()))
            for found in re.finditer(r"[A-Z][a-z]{1,20}", words(r)):
                place = Range(r.article, r.start + found.start(), r.start + found.end())
                names.setdefault(found.group(), []).append(place)
    differences: tuple[Difference, ...] = ()
    if len(firsts) > 1:
        variants = tuple(Variant(r, words(r)[:12]) for r in firsts)
        differences = (Difference("difference-0", "number", "differs", words(firsts[0])[:30], variants),)
    overview = tuple(OverviewSentence(s, k) for k, s in enumerate(s for m in summaries for s in m.sentences))
    return Briefing(
        title=title,
        made_by=(("model", "none"), ("stages", "0")),
        articles=articles,
        entities=tuple(Entity(f"entity-{n}", n, "PERSON", (n,), tuple(rs)) for n, rs in sorted(names.items())),
        dates=tuple(When(r, "2025-02", "month", None) for r in firsts),
        quotes=tuple(quotes),
        statements=tuple(statements),
        claims=claims,
        copies=(),
        topics=tuple(topics),
        differences=differences,
        summaries=tuple(summaries),
        overview=overview,
        skipped=(Skipped("/place/bad.txt", "not text"),),
    )


def parts(briefing: Briefing) -> list[str | None]:
    """Give what can be exported of a briefing: all of it (None), and each topic by its id."""
    return [None, *(t.id for t in briefing.topics)]


def _article(text: str) -> Article:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    segments = []
    for n, found in enumerate(re.finditer(r"[^\r\n]*\S[^\r\n]*", text)):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        place = Range(digest[:12], start, found.start() + len(found.group().rstrip()))
        segments.append(Segment(place, "title" if n == 0 else "body", None, n))
    title = None
    if segments:
        r = segments[0].range
        title = Found(text[r.start : r.end], r, "the first line")
    outlet = Found(text[-20:], None, "the end") if len(text) % 3 == 0 else None
    day = Found("2025-02-12", None, "made") if len(text) % 2 else None
    return Article(
        digest[:12], digest, text, (f"/place/{digest[:4]}.txt",), "utf-8", title, day, None, outlet, tuple(segments)
    )
