"""What a page says of itself: title, byline, date of publication, outlet and address.

JSON-LD comes first, then OpenGraph and the other meta elements, then what the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing.prepare.clean.outlets import outlet_name
from briefing.prepare.read.days import day_of
from briefing.prepare.read.document import Value, flat, letters
from briefing.prepare.read.linked import Linked, string, types
from briefing.prepare.read.people import names
from briefing.prepare.read.words import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = "meta element"
_SHOWN_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//a[@rel='author']",
    "//*[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' byline ') or contains(@data-testid, 'byline')]",
    (
        "//*[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' author ') and not(ancestor::aside) "
        "and not(contains(@class, 'bio'))]"
    ),
)
_SUFFIX = re.compile(r"\s{1,3}(?:[|»«·•–—:-]|::|\|\|)\s{1,3}")
_SAVED = re.compile(r"saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{4,2000})")
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?([0-2]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found; None where the page does not say it."""

    title: Value | None
    byline: Value | None
    published: Value | None
    outlet: Value | None
    url: str | None


def facts(tree: HtmlElement, head: str) -> Facts:
    """Read a parsed page; `head` is the beginning of its source, where a browser notes where it was saved from."""
    page = _Page(tree, head)
    outlet = page.outlet()
    houses = page.houses(outlet)
    return Facts(page.title(houses), page.byline(houses), page.published(), outlet, page.url)


class _Page:
    """One page; each question looks at the candidates in their order."""

    def __init__(self, tree: HtmlElement, head: str) -> None:
        self.tree = tree
        self.linked = Linked(list(tree.xpath("//script[contains(@type, 'ld+json')]/text()")[:60]))
        self.article: dict[str, Any] = self.linked.article() or {}
        self.meta: dict[str, list[str]] = {}
        for element in tree.xpath("//meta[@content]")[:2000]:
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = flat(element.get("content")[:4000])
            if name and content:
                self.meta.setdefault(name.strip().lower(), []).append(content)
        self.url = self._url(head)

    def _url(self, head: str) -> str | None:
        saved = _SAVED.search(head, 0, 4000)
        links = self.tree.xpath("//link[@rel='canonical']/@href")[:1]
        own = [*self.meta.get("og:url", ())[:1], string(self.article.get("url"))]
        for address in ([saved[1]] if saved else []) + [*map(str, links), *own]:
            if re.match(r"https?://[^\s<>\"/]{3,200}(?:/[^\s<>\"]{0,2000})?\Z", address.strip()):
                return str(address.strip())
        return None

    def host(self) -> str:
        try:
            return (urlsplit(self.url).hostname or "") if self.url else ""
        except ValueError:
            return ""

    def outlet(self) -> Value | None:
        if outlet_name(self.host()) != self.host():
            return None  # known by its address
        for name in self.meta.get("og:site_name", ())[:1]:
            if len(name) <= 40 and (name[0].isupper() or " " in name) and not re.search(r"\s[|–—-]\s|:\s", name):
                return Value(name, name, f"{_META} og:site_name")
        page = self.linked.page() or {}
        stated = [*self.linked.each(self.article.get("publisher")), *self.linked.each(page.get("publisher"))]
        for one in stated:
            name = flat(string(one.get("name") if isinstance(one, dict) else one))
            if name and len(name) <= 80 and not name.startswith("http"):
                return Value(name, name, "publisher in JSON-LD")
        for key in ("og:site_name", "application-name", "dc.publisher", "cre", "apple-mobile-web-app-title"):
            for name in self.meta.get(key, ())[:1]:
                if len(name) <= 80:
                    # "Some News: latest headlines, sport and weather" is called by its first words.
                    short = re.split(r"\s[|–—-]\s|:\s", name)[0] if len(name) > 30 else name
                    return Value(name, short, f"{_META} {key}")
        return None

    def houses(self, outlet: Value | None) -> list[str]:
        """Give the names by which the outlet goes: they are no part of a title, and no author."""
        host = self.host().removeprefix("www.")
        labels = host.split(".")
        own = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2] if len(labels) > 1 else ""
        shown = [outlet.value, outlet.shown] if outlet else [outlet_name(self.host())]
        shown += [string(p.get("name")) for p in self.linked.each(self.article.get("publisher")) if isinstance(p, dict)]
        sites = self.meta.get("og:site_name", [])[:1] + [h.lstrip("@") for h in self.meta.get("twitter:site", [])[:1]]
        return [h for h in dict.fromkeys([*shown, *sites, host, own]) if h]

    def title(self, houses: Sequence[str]) -> Value | None:
        """Give JSON-LD's headline, but what page and OpenGraph agree on; of a live page what OpenGraph says."""
        shown = [flat(h.text_content()[:1000]) for h in self.tree.xpath("//h1")[:5]]
        shown = [h for h in shown if h]
        headline = flat(string(self.article.get("headline")))
        graph = next(
            (self._without_house(t, houses) for k in ("og:title", "twitter:title") for t in self.meta.get(k, ())), ""
        )
        agreed = next((h for h in shown if letters(h) == letters(graph)), None)
        if agreed and len(agreed.split()) > 1:
            return Value(agreed, agreed, "headline of the page, as in OpenGraph")
        live = "LiveBlogPosting" in types(self.article)
        if headline and not (live and graph):
            whole = next((h for h in shown if _is_cut(headline, h)), None)
            return Value(whole or headline, whole or headline, "headline in JSON-LD")
        if graph:
            return Value(graph, graph, "OpenGraph title")
        for text in (
            *(self.meta.get(k, [""])[0] for k in ("parsely-title", "sailthru.title", "dc.title", "title")),
            *shown,
        ):
            if len(text.split()) > 1:
                return Value(text, text, "headline of the page")
        for element in self.tree.xpath("//head/title|//title")[:1]:
            text = self._without_house(flat(element.text_content()[:1000]), houses)
            if text:
                return Value(text, text, "title element")
        return None

    def _without_house(self, title: str, houses: Sequence[str]) -> str:
        """Take the outlet's name off the end of a title: "Something happened | The Outlet"."""
        known = {letters(h).removeprefix("the") for h in houses}
        while True:
            cuts = list(_SUFFIX.finditer(title))
            if not cuts:
                return title
            tail = letters(title[cuts[-1].end() :]).removeprefix("the")
            if not any(tail == h or (len(h) > 3 and (tail.startswith(h) or h.startswith(tail))) for h in known if tail):
                return title
            title = title[: cuts[-1].start()].strip()

    def byline(self, houses: Sequence[str]) -> Value | None:
        page = self.linked.page() or {}
        for node in (self.article, page):
            found = self._linked_people(node, houses)
            if found:
                return _byline(found, "author in JSON-LD")
        for key in words("page", "authors"):
            fields = [f for f in self.meta.get(key, ()) if "://" not in f or " " in f]
            if key == "twitter:data1" and not any("writ" in v.lower() for v in self.meta.get("twitter:label1", ())):
                continue
            # Libraries' fields hold one name each, turned round: "Doe, Jane".
            turned = key in ("dc.creator", "citation_author", "dcterms.creator") and all(
                f.count(",") < 2 for f in fields
            )
            fields = [" ".join(reversed(f.split(","))) for f in fields] if turned else fields
            found = names(fields[:20], houses)
            if found and not self._all_houses(found, houses):
                return _byline(found, f"{_META} {key}")
        for path in _SHOWN_BYLINES:
            fields = [flat(e.text_content()[:300]) for e in self.tree.xpath(path)[:6]]
            found = names([f for f in fields[:3] if 0 < len(f) <= 120], houses)
            if found and not self._all_houses(found, houses) and all(_is_name(n) for n in found):
                return _byline(found, "byline of the page")
        for node in (self.article, page):
            fields = [string(a.get("name") if isinstance(a, dict) else a) for a in self.linked.each(node.get("author"))]
            found = names(fields, ())
            if found:
                return _byline(found, "author in JSON-LD")
        return None

    def _linked_people(self, node: dict[str, Any], houses: Sequence[str]) -> list[str]:
        people: list[str] = []
        others: list[str] = []
        for key in ("author", "creator"):
            for one in self.linked.each(node.get(key)):
                if isinstance(one, dict):
                    name = one.get("name") or one.get("byline")
                    if not name and (one.get("givenName") or one.get("familyName")):
                        name = f"{string(one.get('givenName'))} {string(one.get('familyName'))}"
                    several = name if isinstance(name, list) else [name]
                    kinds = types(one)
                    (others if kinds and "Person" not in kinds else people).extend(string(n) for n in several[:20])
                else:
                    people.append(string(one))
            if names(people, houses) or names(others, houses):
                break
        found = names(people, houses) or names(others, houses)
        return [] if self._all_houses(found, houses) else found

    def _all_houses(self, found: Iterable[str], houses: Sequence[str]) -> bool:
        known = {letters(h).removeprefix("the") for h in houses}
        return all(letters(name).removeprefix("the") in known for name in found)

    def published(self) -> Value | None:
        """Give the page's own day of publication, never that of an update."""
        page = self.linked.page() or {}
        for node in (self.article, page):
            for key in ("datePublished", "dateCreated", "uploadDate"):
                found = _dated(string(node.get(key)), f"{key} in JSON-LD")
                if found:
                    return found
        for key in words("page", "published"):
            for content in self.meta.get(key, ())[:1]:
                found = _dated(content, f"{_META} {key}")
                if found:
                    return found
        for path in (
            "//*[@itemprop='datePublished']/@datetime|//*[@itemprop='datePublished']/@content",
            "//*[@itemprop='datePublished']",
            "//article//time[@pubdate]/@datetime",
            "//article//header//time/@datetime",
            "//article//time/@datetime",
            "//main//time/@datetime|//header//time/@datetime",
            "//time[contains(@class, 'publish') or contains(@class, 'entry-date')]/@datetime",
            "//time/@datetime",
            "//article//time",
            (
                "//*[contains(@class, 'published') or contains(@class, 'pubdate') or contains(@class, 'article-date') "
                "or contains(@class, 'timestamp') or contains(@class, 'entry-date') or contains(@class, 'post-date')]"
            ),
        ):
            for one in self.tree.xpath(path)[:1]:
                text = str(one) if isinstance(one, str) else flat(one.text_content()[:200])
                found = _dated(text, "date of the page")
                if found:
                    return found
        match = _IN_ADDRESS.search(urlsplit(self.url).path) if self.url and self.host() else None
        if match:
            return _dated(f"{match[1]}-{match[2]}-{match[3]}", "date in the address")
        return _dated(_searched(self.tree), "date of the page, by htmldate")


def _searched(tree: HtmlElement) -> str:
    """Look for the day where pages usually print it; empty where there is none."""
    from copy import deepcopy

    from htmldate import find_date

    page = deepcopy(tree)
    # The meta elements were read: what is left of them are days of changes.
    for element in page.xpath("//head/meta|//script|//*[contains(@class, 'updated') or contains(@class, 'modified')]"):
        element.drop_tree()
    try:
        return find_date(page, extensive_search=False, original_date=True) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError, OverflowError):
        return ""


def _byline(found: Sequence[str], rule: str) -> Value:
    line = ", ".join(found)
    return Value(line, line, rule)


def _dated(text: str, rule: str) -> Value | None:
    shown = flat(text)[:80]
    day = day_of(shown)
    return Value(shown, day, rule) if day else None


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 5 and all(w[0].isupper() or w.islower() for w in words) and words[0][0].isupper()


def _is_cut(headline: str, whole: str) -> bool:
    """Tell whether a headline was cut short for machines: "… what happened..." of a longer one."""
    bare = headline.rstrip(". …")
    return len(bare) < len(headline) and len(bare) > 20 and letters(whole).startswith(letters(bare))
