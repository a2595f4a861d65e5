"""A statement with its citations as Markdown, for the clipboard. No Textual here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import settings, store
from briefing.display import plain
from briefing.errors import BriefingError
from briefing.export.as_markdown import escaped
from briefing.export.outline import day
from briefing.model import Article, SummarySentence

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.lookup import Lookup
    from briefing.model import Range
    from briefing.reader.views.item import Item

NAME = "copied.md"


def statement(lookup: Lookup, view: str, item: Item) -> str:
    """Give what an item stands for: a quotation of its own source, and who else tells it.

    Of versions that vary (wordings, differences) each is given with its source.
    """
    if isinstance(item.thing, Article):
        return f"{_source(lookup, item.thing.id)}\n"
    told: dict[str, Range] = {}
    for r in item.told:
        told.setdefault(r.article, r)
    if view in ("wordings", "differences", "entities"):
        return "\n".join(f"- {_words(lookup, r)} — {_source(lookup, r.article)}" for r in item.told) + "\n"
    own, *others = told.values()
    lines = [f"> {_words(lookup, own, begins=True)}", "", f"— {_source(lookup, own.article)}"]
    if others:
        also = "; ".join(_source(lookup, r.article) for r in others)
        lines += ["", f"Also told by {also}"]
    return "\n".join(lines) + "\n"


def _words(lookup: Lookup, r: Range, *, begins: bool = False) -> str:
    # Dots stand where it is a piece of a longer sentence.
    return escaped(lookup.readable(SummarySentence(r, None, (r,))), begins=begins)


def _source(lookup: Lookup, article: str) -> str:
    """Name a source: outlet, title, date, file."""
    a = lookup.article(article)
    title, outlet = lookup.title(article), lookup.outlet(article)
    parts = [escaped(outlet)] if outlet else []
    if title:
        parts.append(f"“{escaped(title)}”")
    if not parts:
        parts.append(escaped(lookup.label(article)))
    published = lookup.published(article)
    if published:
        parts.append(day(published))
    if a.paths:
        parts.append(escaped(plain(a.paths[0].replace("\\", "/").rpartition("/")[2])))
    return ", ".join(parts)


def keep(text: str) -> Path | None:
    """Keep a copied text in the state place; gives the file, None where it cannot be written."""
    try:
        file = settings.state_home() / NAME
        file.parent.mkdir(parents=True, exist_ok=True)
        store.write_whole(file, lambda beside: beside.write_bytes(text.encode("utf-8", "replace")), force=True)
    except (OSError, RuntimeError, BriefingError):
        return None
    return file
