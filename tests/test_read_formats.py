"""Saved pages, feeds, mails and rows: their text, and what they say of themselves."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.export.as_markdown import as_markdown
from briefing.prepare.analysis import NOT_ENGLISH
from briefing.prepare.annotate import annotate
from briefing.prepare.clean import clean
from briefing.prepare.event import tell
from briefing.prepare.read import markup, read, rows
from briefing.prepare.read.days import day_of
from briefing.prepare.read.document import UnreadableError
from briefing.prepare.read.people import names

if TYPE_CHECKING:
    from briefing.model import Article

PROSE = (
    "The council of Northwick voted on Monday to close the old bridge over the river for a year.",
    "“We have waited too long,” said Ann Lee, the mayor, who had asked for the vote in March.",
    "Engineers found cracks in two of its seven arches when they looked at it after the flood.",
    "Drivers will have to take the ferry at Southwick, which runs four times in an hour.",
    "The work is to cost eleven million, most of which the county has promised to pay.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#house", "name": "The Northwick Post"},
        {"@type": "Person", "@id": "#doe", "name": "Jane Doe"},
        {
            "@type": ["NewsArticle"],
            "headline": "Northwick closes its old bridge",
            "datePublished": "2024-05-07T22:15:00-04:00",
            "dateModified": "2024-05-09T08:00:00Z",
            "author": [{"@id": "#doe"}, {"@type": "Person", "name": "By BOB ROE, Transport Correspondent"}],
            "publisher": {"@id": "#house"},
        },
    ],
}


def paragraphs(*more: str) -> str:
    return "".join(f"<p>{text}</p>" for text in (*PROSE, *more))


def page(head: str = "", body: str | None = None) -> str:
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<article>{paragraphs() if body is None else body}</article>"
        "<footer>© 2024 The Northwick Post</footer></body></html>"
    )


def one(folder: Path, name: str, data: str | bytes) -> Article:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    (article,) = read([folder / name]).articles
    return article


def body_of(article: Article) -> str:
    return "\n".join(article.text[s.range.start : s.range.end] for s in clean(article).segments if s.kind == "body")


def reason(folder: Path, name: str, data: str | bytes) -> str:
    (folder / name).write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    with pytest.raises(BriefingError) as error:
        read([folder / name])
    assert "\n" not in str(error.value)
    return str(error.value)


# Pages

TWICE = page().encode().decode("cp1252", "replace").replace("\N{REPLACEMENT CHARACTER}", "\x9d")
PARTS = (
    "<p>",
    "</p>",
    "<div",
    ">",
    '"',
    "'",
    "<!--",
    "-->",
    "&#0;",
    "&lt;",
    "\ud800",
    "é",
    "<table>",
    "<script>",
    "x ",
)


def test_a_page_says_of_itself_what_it_is(tmp_path: Path) -> None:
    head = f"<script type='application/ld+json'>{json.dumps(LINKED)}</script><title>Bridge | The Northwick Post</title>"
    article = clean(one(tmp_path, "bridge.html", page(head, f"<h1>Northwick closes its old bridge</h1>{paragraphs()}")))
    found = article.title, article.byline, article.published, article.outlet
    assert [f.value for f in found if f] == [
        "Northwick closes its old bridge",
        "Jane Doe, Bob Roe",
        "2024-05-07",
        "The Northwick Post",
    ]
    for f in found:
        assert f is not None
        assert f.range is not None
        assert article.text[f.range.start : f.range.end]
    assert [s.kind for s in article.segments] == ["title", "byline", "date", "boilerplate", *["body"] * 5]
    assert body_of(article).split("\n") == list(PROSE)


def test_meta_elements_stand_in_for_linked_data(tmp_path: Path) -> None:
    head = (
        "<meta property=og:title content='Bridge closed | Northwick Post'>"
        "<meta property=og:site_name content='Northwick Post'>"
        "<meta property=article:published_time content='2024-05-07 10:00:00'>"
        "<meta name=author content='@jdoe by Jane Doe and Bob Roe'>"
        "<meta property=article:modified_time content='2024-06-01'><link rel=canonical href='https://post.example/bridge'>"
    )
    article = one(tmp_path, "a.htm", page(head))
    values = [f.value if f else None for f in (article.title, article.byline, article.published, article.outlet)]
    assert values == ["Bridge closed", "Jane Doe, Bob Roe", "2024-05-07", "Northwick Post"]
    assert article.url == "https://post.example/bridge"


def test_a_page_that_says_nothing_invents_nothing(tmp_path: Path) -> None:
    article = clean(one(tmp_path, "a.html", page()))
    assert (article.title, article.byline, article.published) == (None, None, None)
    assert body_of(article).split("\n") == list(PROSE)


def test_a_day_of_change_is_no_day_of_publication(tmp_path: Path) -> None:
    head = (
        "<meta property=article:modified_time content='2024-06-01'><meta property=og:updated_time content='2024-06-01'>"
    )
    assert one(tmp_path, "a.html", page(head)).published is None


def test_the_address_of_a_saved_page_is_read(tmp_path: Path) -> None:
    saved = "<!-- saved from url=(0031)https://post.example/2024/05/07/ -->" + page()
    article = clean(one(tmp_path, "a.html", saved))
    assert article.url == "https://post.example/2024/05/07/"
    assert article.outlet is not None
    assert article.outlet.value == "post.example"


def test_the_parts_of_a_saved_page_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "Bridge.html").write_text(page(), encoding="utf-8")
    for folder in ("Bridge_files", "other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(page(body=paragraphs("And a sentence more.")), encoding="utf-8")
    reading = read([tmp_path])
    assert [(Path(s.path).name, s.reason) for s in reading.skipped] == [
        ("Bridge_files", "parts of the saved page Bridge.html")
    ]
    folders = sorted(Path(p).parent.name for a in reading.articles for p in a.paths)
    assert folders == sorted([tmp_path.name, "other_files"]), "a folder without its page is a folder like any other"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page().encode(), "utf-8"),
        (b"\xef\xbb\xbf" + page().encode(), "utf-8, by its mark"),
        (page().replace("utf-8", "windows-1252").encode("cp1252"), "cp1252, as declared"),
        (page().replace("<meta charset=utf-8>", "").encode("cp1252"), "cp1252, detected"),
        (TWICE.encode(), "utf-8, encoded twice"),
    ],
)  # fmt: skip
def test_pages_are_decoded(tmp_path: Path, data: bytes, encoding: str) -> None:
    article = one(tmp_path, "a.html", data)
    assert article.encoding == encoding
    assert PROSE[1] in article.text


def test_cyrillic_without_a_declaration_is_detected(tmp_path: Path) -> None:
    text = "Совет города проголосовал в понедельник за закрытие старого моста через реку на один год. " * 5
    article = one(tmp_path, "a.txt", text.encode("cp1251"))
    assert article.text == text
    assert article.encoding.endswith("detected")


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000 + "deep",
        "<table><tr><td>" * 3000 + "deep",
        "<b><i>" * 20_000 + "x",
        "<" * 300_000,
        "<p>" + "<a href='" * 20_000,
        "<script>" * 10_000,
        "<!--" * 50_000,
        "<![CDATA[" * 10_000,
        "<p>x</p>" * 250_000,
        "&" * 500_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script>",
        "",
        "\x00\x01",
    ],
    ids=lambda s: s[:12],
)
def test_broken_pages_are_one_line_and_quick(tmp_path: Path, source: str) -> None:
    start = time.monotonic()
    reason(tmp_path, "a.html", source)
    assert time.monotonic() - start < 10


def test_a_page_broken_around_its_article_is_read(tmp_path: Path) -> None:
    source = page(body="<div><span>" * 60 + paragraphs() + "</b></i></table>")
    assert PROSE[0] in one(tmp_path, "a.html", source.replace("</article>", "<article")).text


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_no_page_breaks_the_reader(parts: list[str]) -> None:
    from briefing.prepare.read.page import page as article

    try:
        document = article("".join(parts) + paragraphs(), "utf-8")
    except UnreadableError:
        return
    assert all(block.strip() for block in document.blocks)


# Feeds

RSS = """<?xml version="1.0" encoding="utf-8"?>{doctype}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Northwick Daily</title>
<item><title>Bridge &amp; ferry</title><link>https://daily.example/b</link><dc:creator>Jane Doe</dc:creator>
<pubDate>Tue, 07 May 2024 23:30:00 -0400</pubDate><content:encoded><![CDATA[{text}]]></content:encoded></item>
<item><title>Another</title><description>Only a teaser of it &hellip;</description></item></channel></rss>"""


def test_each_entry_with_its_text_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS.format(doctype="", text=paragraphs()), encoding="utf-8")
    reading = read([tmp_path])
    (article,) = reading.articles
    values = [f.value if f else None for f in (article.title, article.byline, article.published, article.outlet)]
    assert values == ["Bridge & ferry", "Jane Doe", "2024-05-07", "Northwick Daily"]
    assert article.url == "https://daily.example/b"
    assert body_of(article).split("\n") == list(PROSE)
    assert reading.skipped[0].reason == "in part: 1 of 2 entries hold no full text"


def test_a_short_text_is_an_article_where_the_feed_states_that_it_is_all(tmp_path: Path) -> None:
    brief = "The ferry to Northwick stopped running on Monday because of the storm, and the town's harbour office said "
    brief += "it would start again as soon as the wind had died down."
    (tmp_path / "full.xml").write_text(RSS.format(doctype="", text=f"<p>{brief}</p>"), encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert body_of(article) == brief
    teaser = f"<description>{brief[:90]}</description><media:description>{brief}</media:description>"
    feed = RSS.replace("xmlns:dc", "xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc")
    feed = feed.replace("<content:encoded><![CDATA[{text}]]></content:encoded>", teaser)
    assert "teasers" in reason(tmp_path, "teaser.xml", feed.format(doctype=""))


def test_atom_is_read(tmp_path: Path) -> None:
    entries = "".join(
        f"<entry><title>Bridge {n}</title><published>2024-05-0{n}T01:00:00Z</published>"
        f"<content type='html'>{paragraphs(f'Part {n}.').replace('<', '&lt;')}</content></entry>"
        for n in (1, 2)
    )
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title>{entries}</feed>"
    (tmp_path / "a.atom").write_text(feed, encoding="utf-8")
    found = read([tmp_path]).articles
    assert sorted(a.published.value for a in found if a.published) == ["2024-05-01", "2024-05-02"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!doctype r [<!entity % p "x">]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, doctype: str) -> None:
    assert "entities" in reason(tmp_path, "feed.xml", RSS.format(doctype=doctype, text=paragraphs() + "&c;&x;"))


@pytest.mark.parametrize(
    "source",
    [
        "<a/>",
        "<rss></rss>",
        "<rss>" * 50_000,
        "<rss><channel><item>" * 3000,
        "",
        "<?xml",
        RSS.format(doctype="", text=""),
    ],
)
def test_what_is_no_feed_is_one_line(tmp_path: Path, source: str) -> None:
    reason(tmp_path, "feed.xml", source)


# Mails


def mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Fwd: Brücke closed – what now?"
    message["From"] = '"Northwick Wöchentlich" <news@post.example>'
    message["Date"] = "Tue, 07 May 2024 23:30:00 -0400"
    return message


def test_a_newsletter_is_its_main_text(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Open this mail in a browser.")
    message.add_alternative(page(), subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("Not the article. " * 100, filename="notes.txt")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    reading = read([tmp_path])
    (article,) = reading.articles
    values = [f.value if f else None for f in (article.title, article.published, article.outlet)]
    assert values == ["Brücke closed – what now?", "2024-05-07", "Northwick Wöchentlich"]
    assert body_of(article).split("\n") == list(PROSE)
    assert reading.skipped[0].reason == "in part: 2 attachments were left aside"


def test_mails_of_one_kind_of_text_are_read(tmp_path: Path) -> None:
    plain, html = mail(), mail()
    plain.set_content("\n\n".join(PROSE), cte="quoted-printable")
    html.set_content(page(), subtype="html", cte="base64")
    for name, message in (("p.eml", plain), ("h.eml", html)):
        assert body_of(one(tmp_path, name, bytes(message))).split("\n") == list(PROSE)


def test_a_forwarded_mail_gives_its_text(tmp_path: Path) -> None:
    inner, outer = mail(), mail()
    inner.set_content("\n\n".join(PROSE))
    outer.add_attachment(inner)
    assert PROSE[2] in one(tmp_path, "a.eml", bytes(outer)).text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"No header at all, but words.",
        b"Subject: =?utf-8?b?////?=\nFrom: <<<\nDate: never\n\n" + b"x",
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
        b"Content-Type: text/plain; charset=\xff\xfe\nContent-Transfer-Encoding: base64\n\n!!!!",
    ],
)
def test_mails_that_are_none_are_one_line(tmp_path: Path, data: bytes) -> None:
    reason(tmp_path, "a.eml", data)


def test_odd_headers_do_not_hide_the_text(tmp_path: Path) -> None:
    data = b'Subject: =?utf-8?q?Br=FFcke?=\nFrom: "\nDate: Tue, 99 May 2024\n'
    data += b"Content-Type: text/plain; charset=nonsense\n\n"
    article = one(tmp_path, "a.eml", data + " ".join(PROSE).encode())
    assert PROSE[0] in article.text
    assert article.published is None


# Rows


@pytest.mark.parametrize(
    "row",
    [
        {"title": "T one", "text": "\n\n".join(PROSE), "date": "2024-05-07", "source": "Post", "author": "Jane Doe"},
        {
            "headline": "T one",
            "body": paragraphs(),
            "published": "2024-05-07T10:00:00Z",
            "outlet": "Post",
            "by": "By Jane Doe",
        },
        {"Title": "T one", "content": "\n\n".join(PROSE), "publishedAt": "7 May 2024", "source": {"name": "Post"}}
        | {"authors": ["Jane Doe"]},
    ],
)
def test_rows_are_articles_under_the_usual_names(tmp_path: Path, row: dict[str, object]) -> None:
    article = one(tmp_path, "a.jsonl", json.dumps({**row, "url": "https://post.example/a"}))
    values = [f.value if f else None for f in (article.title, article.byline, article.published, article.outlet)]
    assert values == ["T one", "Jane Doe", "2024-05-07", "Post"]
    assert article.url == "https://post.example/a"
    assert body_of(article).split("\n") == list(PROSE)


def test_bad_rows_are_told_and_the_rest_read(tmp_path: Path) -> None:
    rows = [
        "{",
        "[]",
        "[" * 20_000,
        '{"title": "only"}',
        json.dumps({"text": " ".join(PROSE)}),
        "",
        '{"text": 5, "x": 1e999}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    reading = read([tmp_path])
    assert any(PROSE[0] in a.text for a in reading.articles)
    assert reading.skipped[0].reason == "in part: 4 lines are no articles (line 1: no JSON)"
    assert "no text field" in reason(tmp_path, "b.jsonl", '{"title": "only"}')


# Names and days


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("JANE DOE and BOB ROE", ["Jane Doe", "Bob Roe"]),
        ("Jane Doe, Bob Roe and Ann Lee", ["Jane Doe", "Bob Roe", "Ann Lee"]),
        ("Jane Doe, Political Editor", ["Jane Doe"]),
        ("Jane Doe for The Northwick Post", ["Jane Doe"]),
        ("Jane Doe | jane@post.example | @jdoe", ["Jane Doe"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("Senior reporter Jane Doe", ["Jane Doe"]),
        ("Jane Doe, Associated Press", ["Jane Doe"]),
        ("Jane Doe; The Northwick Post", ["Jane Doe"]),
        ("By Jane Doe Published 7 May 2024", ["Jane Doe"]),
        ("https://post.example/people/jane", []),
        ("Staff", []),
        ("admin", []),
        ("The Northwick Post", ["The Northwick Post"]),
        ("Seán Ó Néill", ["Seán Ó Néill"]),
        ("J.D. van der Berg", ["J.D. van der Berg"]),
    ],
)
def test_names_of_a_byline(field: str, found: list[str]) -> None:
    assert names([field], ["The Northwick Post"]) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-07T23:59:59-11:00", "2024-05-07"),
        ("20240507T101500Z", "2024-05-07"),
        ("Tue, 07 May 2024 10:00:00 GMT", "2024-05-07"),
        ("1715076000", "2024-05-07"),
        ("1715076000000", "2024-05-07"),
        ("May 7, 2024 at 5:00 pm", "2024-05-07"),
        ("2024", None),
        ("2024-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    assert day_of(text) == day


# The same article twice, and articles in another language


def test_a_page_and_the_text_of_it_are_one_article(tmp_path: Path) -> None:
    head = "<meta property=og:title content='Northwick closes its old bridge'>"
    (tmp_path / "a.html").write_text(page(head), encoding="utf-8")
    copied = "Northwick closes its old bridge\n\nBy Jane Doe\n\n" + "\n".join(PROSE) + "\n"
    (tmp_path / "b.txt").write_text(copied, encoding="utf-8")
    (tmp_path / "c.txt").write_text(copied.replace(" ", "  ").replace("\n", "\r\n"), encoding="utf-8")
    (article,) = read([tmp_path]).articles
    assert [Path(p).name for p in article.paths] == ["a.html", "b.txt", "c.txt"]


def test_the_same_story_under_another_title_or_at_another_outlet_is_another_article(tmp_path: Path) -> None:
    for name, title, outlet in (
        ("a", "Bridge closed", "Post"),
        ("b", "Ferry runs", "Post"),
        ("c", "Bridge closed", "Daily"),
    ):
        head = f"<meta property=og:title content='{title}'><meta property=og:site_name content='{outlet}'>"
        (tmp_path / f"{name}.html").write_text(page(head), encoding="utf-8")
    assert len(read([tmp_path]).articles) == 3


FOREIGN = {
    "german": "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke über den Fluss für ein Jahr zu schließen. "
    "Die Bürgermeisterin sagte, man habe zu lange gewartet und müsse nun handeln, bevor etwas geschieht. "
    "Die Arbeiten sollen elf Millionen kosten, wovon der Kreis den größten Teil zu zahlen versprochen hat.",
    "russian": "Совет города проголосовал в понедельник за закрытие старого моста через реку на один год. " * 3,
    "dutch": "De gemeenteraad heeft maandag besloten de oude brug over de rivier voor een jaar te sluiten. De "
    "burgemeester zei dat er te lang is gewacht en dat er nu iets moet gebeuren voordat het misgaat. Het werk kost "
    "elf miljoen, waarvan de provincie het grootste deel heeft beloofd te betalen aan de stad.",
}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_another_language_is_shown_and_not_analysed(tmp_path: Path, language: str) -> None:
    (tmp_path / "a.txt").write_text("Northwick closes its bridge\n\n" + "\n\n".join(PROSE), encoding="utf-8")
    (tmp_path / "b.html").write_text(page(body=f"<p>{FOREIGN[language]}</p>"), encoding="utf-8")
    briefing = tell(list(annotate([clean(a) for a in read([tmp_path]).articles])))
    (foreign,) = (a for a in briefing.articles if a.paths[0].endswith("b.html"))
    assert briefing.apart == (foreign.id,)
    assert {(s.kind, s.reason) for s in foreign.segments} == {("body", NOT_ENGLISH)}
    ranges = [m for e in briefing.entities for m in e.mentions] + [m.range for t in briefing.topics for m in t.members]
    assert ranges
    assert all(r.article != foreign.id for r in ranges)


def test_a_folder_of_another_language_alone_makes_an_empty_briefing(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(FOREIGN["german"], encoding="utf-8")
    briefing = tell(list(annotate([clean(a) for a in read([tmp_path]).articles])))
    assert len(briefing.apart) == 1
    assert briefing.claims == ()
    assert "these articles are not in English" in as_markdown(briefing)


def test_too_many_elements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_ELEMENTS", 10)
    assert "more than 10 elements" in reason(tmp_path, "a.html", page(body="<p>x</p>" * 20))


@pytest.mark.parametrize(
    ("bound", "limit", "file", "data"),
    [
        ("feed.MAX_TAGS", 5, "a.xml", RSS.format(doctype="", text=paragraphs())),
        ("mail._MAX_BOUNDARIES", 5, "a.eml", "A: b\n\n" + "--x\n" * 9),
        ("rows.MAX_ROWS", 1, "a.jsonl", "{}\n" + json.dumps({"text": PROSE[0]})),
    ],
)
def test_files_of_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, limit: int, *, file: str, data: str
) -> None:
    monkeypatch.setattr(f"briefing.prepare.read.{bound}", limit)
    said = reason(tmp_path, file, data)
    assert f"more than {limit} " in said or "line 1: no text field" in said


def test_of_many_rows_no_more_are_made_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_ARTICLES", 2)
    made: list[int] = []

    def counted(*_: object) -> list[str]:
        made.append(1)
        return []

    monkeypatch.setattr(rows, "names", counted)
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": f"{n}. {PROSE[0]}"}) + "\n" for n in range(5)))
    reading = read([tmp_path])
    assert (len(reading.articles), len(made)) == (2, 2)
    assert reading.skipped[0].reason == "in part: only the first 2 articles were read"


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("a.html", page(body=f"<p {' '.join(f'a{n}' for n in range(40_000))}>x</p>"), "more than 500 attributes"),
        ("a.html", page(body="<p " + "".join(f"a{n}='<b>'" for n in range(40_000))), "more than 500 attributes"),
        ("a.xml", "<rss " + " ".join(f"a{n}='>'" for n in range(40_000)) + "></rss>", "more than 500 attributes"),
        (
            "a.eml",
            "Content-Type: text/plain;" + "".join(f" a*{n}*=x;" for n in range(40_000)) + "\n\nx",
            "a mail without",
        ),
    ],
)
def test_thousands_of_attributes_cost_no_time(tmp_path: Path, file: str, data: str, said: str) -> None:
    start = time.process_time()
    assert said in reason(tmp_path, file, data)
    assert time.process_time() - start < 3, "each is compared with all the others"


def test_the_attributes_of_one_tag_are_counted_and_not_those_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_ATTRIBUTES", 3)
    for sound in ("<p a b c>d e f g</p>", "<p a='x y z w' b=\"<q r s t u>\" c/>" * 9, "1 < 2 a b c d", "<br/><hr / >"):
        markup.check_attributes(sound)
    for crowded in ("<p a b c d>", "<p a=1 b='>' c=\">\"d>", "<p a/b/c/d>", "<p\na\n=\n'x'b c d='"):
        with pytest.raises(UnreadableError, match="more than 3 attributes"):
            markup.check_attributes(crowded)


def test_a_folder_of_plain_text_loads_no_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(PROSE), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from briefing.prepare.clean import clean;"
        "from briefing.prepare.read import read;"
        f"clean(read([Path({str(tmp_path)!r})]).articles[0]);"
        "heavy = {'lxml', 'trafilatura', 'feedparser', 'htmldate', 'email', 'charset_normalizer', 'urllib.request'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")
