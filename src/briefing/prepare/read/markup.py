"""HTML to a tree within bounds, and to paragraphs where the main text need not be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.prepare.read.document import UnreadableError, flat

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 60_000
"""A page with more elements is no article."""
MAX_DEPTH = 400
"""Elements within one another; a page with more is broken."""
MAX_ATTRIBUTES = 500
"""Attributes of one tag: parsers compare each with all the others."""
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?"
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_TOO_MANY = "more than {:,} elements; cut the article out of it"
_PROLOG = re.compile(r"\s{0,100}<\?xml[^>]{0,300}\?>")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "br",
        "hr",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "center",
        "body",
    ]
)
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "head", "title", "iframe", "object", "select", "button")
)
_PICTURES = frozenset(("figure", "figcaption"))


def declared(data: bytes) -> str | None:
    """Give the encoding that a page declares at its head."""
    match = _DECLARED.search(data, 0, 8192)
    return (match[1] or match[2]).decode("ascii") if match else None


def check_attributes(source: str) -> None:
    """Raise UnreadableError for markup with a tag of too many attributes, before it is parsed; linear."""
    tag = re.compile(rf"<[A-Za-z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+({_ATTRIBUTE})?")
    if any(found[1] for found in tag.finditer(source)):
        raise UnreadableError(f"a tag of more than {MAX_ATTRIBUTES:,} attributes; save it again")


def parsed(source: str) -> HtmlElement:
    """Parse a page, however broken.

    Raises UnreadableError for what holds no element, and for a page too large or too deep to be an article.
    """
    from lxml import etree, html

    if source.count("<") > 2 * MAX_ELEMENTS:
        raise UnreadableError(_TOO_MANY.format(MAX_ELEMENTS))
    check_attributes(source)
    source = _PROLOG.sub("", source, count=1).replace("\0", "")
    source = source.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
    try:
        tree = html.document_fromstring(
            source, parser=html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, collect_ids=False)
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError("no page that can be read; save the page again") from error
    _check(tree)
    return tree


def _check(tree: HtmlElement) -> None:
    """Raise UnreadableError for a page with too many elements, or too many within one another."""
    from lxml import etree

    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MAX_DEPTH:
            raise UnreadableError(f"elements more than {MAX_DEPTH} deep within one another; save the page again")
        if elements > MAX_ELEMENTS:
            raise UnreadableError(_TOO_MANY.format(MAX_ELEMENTS))


def paragraphs(tree: HtmlElement) -> list[str]:
    """Give the paragraphs of a tree in order, without scripts, styles and pictures."""
    from lxml import etree

    out: list[str] = []
    line: list[str] = []
    silent = 0

    def end() -> None:
        text = flat("".join(line))
        if text:
            out.append(text)
        line.clear()

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        if tag is None:
            if not silent and element.tail:
                line.append(element.tail)
            continue
        hidden = tag in _SILENT or tag in _PICTURES or "display:none" in (element.get("style") or "").replace(" ", "")
        if tag in _BLOCKS and not silent:
            end()
        if event == "start":
            silent += hidden
            if not silent and element.text:
                line.append(element.text)
        else:
            silent -= hidden
            if not silent and element.tail:
                line.append(element.tail)
    end()
    return out


def fragment(source: str) -> list[str]:
    """Give the paragraphs of a piece of HTML: a feed's entry, a mail."""
    if "<" not in source:
        lines: Iterable[str] = re.split(r"\n\s{0,200}\n", source)
        from html import unescape

        return [text for line in lines if (text := flat(unescape(line)))]
    return paragraphs(parsed(source))
