"""Ids that derive from content."""

from __future__ import annotations

from collections.abc import Container
from hashlib import sha256


def content_id(prefix: str, *parts: object) -> str:
    """Give an id that depends on the parts alone: the prefix, a hyphen and ten hexadecimal digits."""
    digest = sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:10]}"


def unused(base: str, taken: Container[str]) -> str:
    """Give an id that is not taken: the base, with a number from 2 on where it must be."""
    number, result = 2, base
    while result in taken:
        result = f"{base}-{number}"
        number += 1
    return result
