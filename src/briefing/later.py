"""Values of a saved briefing of which some fields are read when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, ClassVar

from briefing.model import Article, Entity, Topic

PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "articles": {"text": ("text",), "segments": ("segments",)},
    "topics": {"members": ("members",)},
    "entities": {"mentions": ("mentions", "references", "roles")},
}
"""The fields of these values that have rows of their own, one for each value."""


More = Callable[[str], dict[str, Any]]
"""Gives the fields that are read together with one."""


class Later:
    """A value of which some fields are read when they are first asked for."""

    __slots__ = ()
    NOUN: ClassVar[Any]
    WITHOUT: ClassVar[frozenset[str]]
    """The names of these fields."""
    _source: More

    def __getattr__(self, name: str) -> Any:
        if name not in self.WITHOUT:
            raise AttributeError(name)
        for field, value in self._more(name).items():
            object.__setattr__(self, field, value)
        return object.__getattribute__(self, name)

    def _more(self, name: str) -> dict[str, Any]:
        return self._source(name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, self.NOUN):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self.NOUN))

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, f.name) for f in fields(self.NOUN)))


class SavedArticle(Later, Article):
    """An article whose text and segments are read when they are asked for."""

    __slots__ = ("_source",)
    NOUN = Article
    WITHOUT = frozenset(f for part in PARTS["articles"].values() for f in part)


class SavedTopic(Later, Topic):
    """A topic whose members are read when they are asked for."""

    __slots__ = ("_source",)
    NOUN = Topic
    WITHOUT = frozenset(f for part in PARTS["topics"].values() for f in part)


class SavedEntity(Later, Entity):
    """An entity whose mentions are read when they are asked for."""

    __slots__ = ("_source",)
    NOUN = Entity
    WITHOUT = frozenset(f for part in PARTS["entities"].values() for f in part)


PARTED: dict[str, type[Later]] = {"articles": SavedArticle, "topics": SavedTopic, "entities": SavedEntity}
