"""A difference before it gets its id and topic, and how findings on one matter are joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.model import DifferenceKind, Range, Variant, Verdict

GRAVITY: dict[Verdict, int] = {"differs": 0, "compatible": 1, "same": 2}
"""The gravest verdict first."""
KINDS: tuple[DifferenceKind, ...] = (
    "number",
    "date",
    "place",
    "attribution",
    "scope",
    "framing",
    "quote-wording",
    "spelling",
)
"""What changes what has happened first, then what changes how it is told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Variants of one account."""

    kind: DifferenceKind
    verdict: Verdict
    about: Callable[[], str]
    """Gives what it is about, in the sources' words."""
    variants: tuple[Variant, ...]
    claim: str | None = None
    score: float = 0.0
    """How sure it is; the surest names what joined findings are about."""
    slot: str = ""
    """Findings of one kind and slot are one matter; empty where only their variants tell."""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Where it stands among others: by verdict, by kind, then by how many sources tell it."""
        return (GRAVITY[self.verdict], KINDS.index(self.kind), -len({v.range.article for v in self.variants}))


def joined(findings: Sequence[Finding]) -> list[Finding]:
    """Join findings of one kind that share a variant or a slot: they are one matter, its verdict the gravest of theirs.

    What an article tells twice in the same words is one variant, where it tells it first; of two values for one
    place the longer one tells more.
    """
    parent = list(range(len(findings)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    owner: dict[tuple[str | int, ...], int] = {}
    for n, f in enumerate(findings):
        matters: list[tuple[str | int, ...]] = [(f.kind, *v.range) for v in f.variants]
        for matter in [*matters, (f.kind, f.slot)] if f.slot else matters:
            first = owner.setdefault(matter, n)
            low, high = sorted((root(first), root(n)))
            parent[high] = low
    groups: dict[int, list[Finding]] = {}
    for n, f in enumerate(findings):
        groups.setdefault(root(n), []).append(f)
    return [_one(group) for _, group in sorted(groups.items())]


def _one(group: Sequence[Finding]) -> Finding:
    gravest = min(group, key=lambda f: (GRAVITY[f.verdict], -f.score))
    placed: dict[Range, Variant] = {}
    for v in sorted((v for f in group for v in f.variants), key=lambda v: (v.range, -len(v.value))):
        placed.setdefault(v.range, v)
    told: dict[tuple[str, str], Variant] = {}
    for v in placed.values():
        told.setdefault((v.range.article, v.value.casefold()), v)
    variants = sorted(told.values(), key=lambda v: v.range)
    claim = next((f.claim for f in group if f.claim), None)
    return Finding(gravest.kind, gravest.verdict, gravest.about, tuple(variants), claim, gravest.score)
