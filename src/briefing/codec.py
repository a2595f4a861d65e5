"""The model's values as plain JSON values and back, by their declared types alone.

A dataclass becomes an object of its fields, without those that have their default; a tuple becomes a list;
a range becomes `[number of the article, start, end]`. Reading checks every type, every choice and every
range, so that what comes back is as sound as what was built.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, cast

from briefing.model import Range

Places = Sequence[tuple[str, int]]
"""Id and length of the text of each article, by its number."""
Reader = Callable[[Any, Places], Any]

T = typing.TypeVar("T")
_new = tuple.__new__


class NotThis(ValueError):  # noqa: N818 - it reads as what it says
    """A value does not fit the type declared for it."""


def pack(value: Any, numbers: Mapping[str, int]) -> Any:
    """Turn a value of the model into plain JSON values; `numbers` gives each article's number by its id."""
    if isinstance(value, Range):
        return [numbers[value.article], value.start, value.end]
    if isinstance(value, tuple):
        return [pack(v, numbers) for v in value]
    if dataclasses.is_dataclass(value):
        return {
            name: pack(v, numbers)
            for name, default in _defaults(cast("Any", type(value)))
            if (v := getattr(value, name)) != default or type(v) is not type(default)
        }
    return value


@cache
def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in dataclasses.fields(cls))


def unpack_as(kind: type[T], value: Any, places: Places) -> T:
    """Read a value of the given type. Raises NotThis where it does not fit."""
    result: T = _reader(cast("Any", kind))(value, places)
    return result


def unpack_field(cls: type, field: str, value: Any, places: Places) -> Any:
    """Read the value of a dataclass's field by the type declared for it. Raises NotThis where it does not fit."""
    return _reader(_hints(cls)[field])(value, places)


def unpack_parted(made: type[T], noun: type, value: Any, places: Places, without: frozenset[str]) -> T:
    """Read a dataclass but for some fields, which stay unset, as a value of its subclass `made`.

    Raises NotThis where the rest does not fit, or one of those fields is there after all.
    """
    if type(value) is not dict:
        raise NotThis(f"no {noun.__name__}: {value!r:.80}")
    result = object.__new__(made)
    taken = 0
    for name, read, default in _fields_but(noun, without):
        if name in value:
            field = read(value[name], places)
            taken += 1
        elif default is not dataclasses.MISSING:
            field = default
        else:
            raise NotThis(f"{noun.__name__} without {name!r}")
        object.__setattr__(result, name, field)
    if taken < len(value):
        known = {name for name, _, _ in _fields_but(noun, without)}
        raise NotThis(f"{noun.__name__} has no {min(value.keys() - known)!r}")
    return result


@cache
def _fields_but(noun: Any, without: frozenset[str]) -> tuple[tuple[str, Reader, Any], ...]:
    """Give the other fields of a dataclass: name, reader, default."""
    hints = _hints(noun)
    return tuple((f.name, _reader(hints[f.name]), f.default) for f in dataclasses.fields(noun) if f.name not in without)


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@cache
def _reader(kind: Hashable) -> Reader:
    """Make the function that reads a type (once for each type: the readers are what makes loading fast)."""
    if kind is Range:
        return _range
    if kind in (str, int, bool):
        return _plain(kind)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        return _choice(frozenset(args))
    if origin in (typing.Union, types.UnionType):
        return _optional(args)
    if origin is tuple:
        return _many(_reader(args[0])) if len(args) == 2 and args[1] is ... else _fixed(tuple(map(_reader, args)))
    if dataclasses.is_dataclass(kind):
        return _noun(kind)
    raise TypeError(f"no reader for {kind!r}")


def _range(value: Any, places: Places) -> Range:
    if type(value) is list and len(value) == 3:
        number, start, end = value
        if type(number) is type(start) is type(end) is int and 0 <= number < len(places):
            article, length = places[number]
            if 0 <= start <= end <= length:
                # As Range(article, start, end), which goes through a function: most of a briefing is ranges.
                return _new(Range, (article, start, end))
    raise NotThis(f"no range: {value!r:.80}")


def _plain(kind: type) -> Reader:
    def read(value: Any, _: Places) -> Any:
        if type(value) is not kind:
            raise NotThis(f"no {kind.__name__}: {value!r:.80}")
        return value

    return read


def _choice(choices: frozenset[str]) -> Reader:
    def read(value: Any, _: Places) -> Any:
        if type(value) is not str or value not in choices:
            raise NotThis(f"none of {', '.join(sorted(choices))}: {value!r:.80}")
        return value

    return read


def _optional(args: tuple[Any, ...]) -> Reader:
    others = [a for a in args if a is not types.NoneType]
    if len(others) != 1 or len(args) != 2:
        raise TypeError(f"no reader for a union of {args!r}")
    inner = _reader(others[0])

    def read(value: Any, places: Places) -> Any:
        return None if value is None else inner(value, places)

    return read


def _many(item: Reader) -> Reader:
    def read(value: Any, places: Places) -> Any:
        if type(value) is not list:
            raise NotThis(f"no list: {value!r:.80}")
        return tuple([item(v, places) for v in value])

    return read


def _fixed(items: tuple[Reader, ...]) -> Reader:
    def read(value: Any, places: Places) -> Any:
        if type(value) is not list or len(value) != len(items):
            raise NotThis(f"no list of {len(items)}: {value!r:.80}")
        return tuple([item(v, places) for item, v in zip(items, value, strict=True)])

    return read


def _noun(cls: Any) -> Reader:
    hints = _hints(cls)
    readers = {f.name: _reader(hints[f.name]) for f in dataclasses.fields(cls)}
    names, in_order = list(readers), list(readers.values())

    def read(value: Any, places: Places) -> Any:
        if type(value) is not dict:
            raise NotThis(f"no {cls.__name__}: {value!r:.80}")
        try:
            if list(value) == names:
                # All fields, in their order: they need no names.
                return cls(*[r(v, places) for r, v in zip(in_order, value.values(), strict=True)])
            return cls(**{name: readers[name](v, places) for name, v in value.items()})
        except KeyError as error:
            raise NotThis(f"{cls.__name__} has no {error}") from None
        except TypeError as error:
            raise NotThis(f"{cls.__name__}: {error}") from None

    return read
