"""JSON-LD: the values that a page states of itself for machines (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

_MAX_SCRIPT = 2_000_000
_MAX_NODES = 20_000
_TYPES = re.compile(r"(?:Article|Posting|Report|Reportage|Review|Analysis|Opinion)", re.IGNORECASE)
# Parts of a page that are articles too, but not its own.
_OTHERS = frozenset({"liveBlogUpdate", "itemListElement", "relatedLink", "mentions", "hasPart", "citation", "comment"})
_COMMENTS = re.compile(
    r"\A\s{0,200}(?://)?\s{0,20}<!(?:--|\[CDATA\[)|(?://)?\s{0,20}(?:-->|\]\]>)\s{0,200};?\s{0,20}\Z"
)


class Linked:
    """The JSON-LD of one page."""

    def __init__(self, scripts: Sequence[str]) -> None:
        self._by_id: dict[str, dict[str, Any]] = {}
        self.nodes: list[dict[str, Any]] = []
        """Objects in order, those of other articles left out."""
        for script in scripts:
            for node in _nodes(_loaded(script)):
                self.nodes.append(node)
                key = node.get("@id")
                if isinstance(key, str) and len(node) > len(self._by_id.get(key, ())):
                    self._by_id[key] = node

    def article(self) -> dict[str, Any] | None:
        """Give the object of the page's own article: the first with a headline, else with a date of publication."""
        articles = [n for n in self.nodes if any(_TYPES.search(t) for t in types(n))]
        for wanted in ("headline", "datePublished"):
            found = next((n for n in articles if isinstance(n.get(wanted), str)), None)
            if found is not None:
                return found
        return None

    def page(self) -> dict[str, Any] | None:
        """Give the object of the page itself."""
        return next((n for n in self.nodes if any(t.endswith("WebPage") for t in types(n))), None)

    def each(self, value: Any) -> list[Any]:
        """Give one value or several as a list, references followed."""
        out = []
        for one in (value if isinstance(value, list) else [value])[:50]:
            known = self._by_id.get(one["@id"]) if isinstance(one, dict) and isinstance(one.get("@id"), str) else None
            out.append(known if known is not None and "name" not in one else one)
        return out


def types(node: dict[str, Any]) -> list[str]:
    """Give an object's types."""
    value = node.get("@type")
    return [t for t in (value if isinstance(value, list) else [value]) if isinstance(t, str)]


def string(value: Any) -> str:
    """Give a text value without entities (some pages escape twice); an empty one where it is no text."""
    if isinstance(value, list) and value:
        value = value[0]
    return unescape(unescape(value[:4000])) if isinstance(value, str) else ""


def _loaded(script: str) -> Any:
    if len(script) > _MAX_SCRIPT:
        return None
    bare = _COMMENTS.sub("", _COMMENTS.sub("", script)).strip().rstrip(";")
    for text in (bare, unescape(bare)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Give the objects within a value, outer ones first, in order."""
    stack = [value]
    left = _MAX_NODES
    while stack and left:
        left -= 1
        top = stack.pop()
        if isinstance(top, dict):
            yield top
            stack.extend(v for k, v in reversed(top.items()) if k not in _OTHERS and isinstance(v, (dict, list)))
        elif isinstance(top, list):
            stack.extend(v for v in reversed(top) if isinstance(v, (dict, list)))
