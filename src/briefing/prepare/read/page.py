"""Saved web pages: the main text by trafilatura, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.prepare.read.decoding import decoded
from briefing.prepare.read.document import Document, UnreadableError, flat
from briefing.prepare.read.facts import facts
from briefing.prepare.read.markup import declared, paragraphs, parsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEAST_WORDS = 15
"""A page whose main text has fewer words is no article."""
_ITEM = re.compile(r"\A[-•*]\s+")


def documents(data: bytes, file: Path) -> tuple[list[Document], None]:  # noqa: ARG001 - every format is asked the same way
    """Read one saved page."""
    source, encoding = decoded(data, declared(data))
    if not source.strip():
        raise UnreadableError("the file is empty; remove it or save the page again")
    return [page(source, encoding)], None


def page(source: str, encoding: str) -> Document:
    """Give the article of a page. Raises UnreadableError where it has no main text."""
    tree = parsed(source)
    blocks = main_text(tree) if _words(paragraphs(tree)) >= LEAST_WORDS else []
    if _words(blocks) < LEAST_WORDS:
        raise UnreadableError("no article on the page; save the page of the article itself")
    found = facts(tree, source[:4000])
    return Document(tuple(blocks), encoding, found.title, found.byline, found.published, found.outlet, found.url)


def main_text(tree: HtmlElement) -> list[str]:
    """Give the paragraphs of the main text."""
    precise = _extracted(tree, precise=True)
    if sum(map(len, precise)) < 500:
        whole = _extracted(tree, precise=False)
        if sum(map(len, whole)) > 2 * sum(map(len, precise)):
            return whole
    return precise


def _words(blocks: list[str]) -> int:
    return sum(len(block.split()) for block in blocks)


def _extracted(tree: HtmlElement, *, precise: bool) -> list[str]:
    from copy import deepcopy

    import trafilatura

    # It tells of pages without text, which is ours to tell.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    try:
        text = trafilatura.extract(
            deepcopy(tree), include_comments=False, favor_precision=precise, favor_recall=not precise, url=None
        )
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return []
    return [block for line in (text or "").split("\n") if (block := _block(line))]


def _block(line: str) -> str:
    """Give a line without the marks that trafilatura puts before items and around cells."""
    if line.startswith("|") and line.rstrip().endswith("|"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        return flat(" · ".join(cell for cell in cells if cell.strip("-: ")))
    return flat(_ITEM.sub("", line))
