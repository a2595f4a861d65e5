"""Speech or not: terms, titles of works and scare quotes stand between quote marks too."""

from __future__ import annotations

from briefing.prepare.quotes.attribution import Told
from briefing.prepare.quotes.scene import Scene


def is_speech(scene: Scene, item: Told) -> bool:
    """Tell whether a passage is a quotation of someone's words."""
    passage = scene.passages[item.passage]
    words = sum(
        any(c.isalnum() for c in scene.tokens[i].text)
        for i in range(scene.token_at(passage.start), scene.token_at(passage.end))
    )
    if words >= 6:
        return True
    return item.how in ("behind", "before", "leans", "label")
