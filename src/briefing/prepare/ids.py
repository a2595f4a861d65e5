"""Ids that derive from content."""

from __future__ import annotations

from hashlib import sha256


def content_id(prefix: str, *parts: object) -> str:
    """Give an id that depends on the parts alone: the prefix, a hyphen and ten hexadecimal digits."""
    digest = sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:10]}"
