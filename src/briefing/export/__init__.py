"""A briefing written for others: Markdown, HTML, JSON."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing's, whose import takes time
if TYPE_CHECKING:
    from briefing.model import Briefing


def exported(briefing: Briefing, form: str, topic: str | None = None, words: int | None = None) -> bytes:
    """Give the bytes of an export; `words` cuts the overview, None leaves it whole.

    Raises BriefingError for a topic that the briefing does not have.
    """
    from briefing.lookup import Lookup

    lookup = Lookup(briefing)
    if topic is not None and lookup.topic(topic) is None:
        from briefing.errors import BriefingError, nearest

        raise BriefingError(f"{topic}: no such topic; {nearest(topic, [t.id for t in briefing.topics])}")
    if form == "json":
        from dataclasses import replace

        from briefing.export.as_json import as_json

        kept = {id(s) for s in lookup.overview(words)}
        cut = replace(briefing, overview=tuple(o for o in briefing.overview if id(o.sentence) in kept))
        text = as_json(Lookup(cut).alone(topic) if topic else cut)
        # A lone surrogate becomes its JSON escape, which is what it is in JSON.
        return text.encode("utf-8", "backslashreplace")
    if form == "html":
        from briefing.export.as_html import as_html

        return as_html(briefing, topic, words).encode("utf-8", "replace")
    from briefing.export.as_markdown import as_markdown

    return as_markdown(briefing, topic, words).encode("utf-8", "replace")
