"""What the signs on the screen mean: for the help. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.reader.inks import Marks

GROUP = "Signs"


def signs(marks: Marks) -> tuple[tuple[str, str], ...]:
    """Give each sign with what it means, in the order in which one meets them."""
    edge = f"{marks.thumb} - = o @"
    return (
        (marks.differs, "The sources differ here: the Differences tell how."),
        ("[2]", "The source that the words are taken from."),
        (f"{marks.also}[1][3]", "Sources that tell the same in their own words."),
        ("3 origins", "Sources that copied a passage from one another, or from one agency, count once."),
        ("only in", "One source alone tells it; only [2]: words that it alone adds."),
        ("[Name]", "A name in brackets after he or she: who is meant, by the words before."),
        ("* ~ .", "Told, told in part, not told: in Coverage, and beside the sources' names."),
        (f"{marks.bar} {marks.part}", "Beside a source's text: tells the current statement, tells a part of it."),
        ("7 7+", "There, too: the statement that a sentence tells; with + there are more."),
        (edge, "The edge of a source is a map of it: what is seen, what is cited, the statement, hits, mentions."),
        ("1+", "Beside a statement: it is starred."),
        ("=[2]", "The source is pinned to its pane."),
        (marks.ellipsis, "Words are left out here; the source has them."),
    )
