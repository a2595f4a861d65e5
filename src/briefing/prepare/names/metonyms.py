"""Places that stand for something else: a town for its team, "the North" for a country, a seat for who sits in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from briefing.prepare.analysis import Analysis
from briefing.prepare.names.lexicon import Known, Lexicon
from briefing.prepare.names.spans import Name

_SIDES = frozenset({"North", "South", "East", "West"})
_NAMED_ALONE = frozenset({",", "-", "("})
_FEWEST_TEAMS = 3
_FEWEST_MENTIONS = 10
"""An event tells of sport when it names so many teams so often."""


class Metonyms:
    """Tells what the places of an event stand for."""

    def __init__(self, names: Sequence[Name], analyses: Sequence[Analysis], lists: Lexicon) -> None:
        self.analyses = analyses
        self.lists = lists
        self.teams = self._teams(names)
        self.sides = self._sides(names)

    def meant(self, name: Name) -> Known | None:
        """Give what a name stands for here, where that is another listed name."""
        return self._team(name) or (self.sides.get((name.article, name.form)) if name.known is None else None)

    def acts(self, names: Sequence[Name]) -> bool:
        """Tell whether a building mostly acts and speaks in its mentions: "the White House said"."""
        count = 0
        for name in names:
            tokens = self.analyses[name.article].tokens
            after = tokens[name.last].text.lower() if name.last < len(tokens) else ""
            owned = after in self.lists.roles or after in {
                "official",
                "officials",
                "statement",
                "aides",
                "announcement",
            }
            count += tokens[name.last - 1].dep == "nsubj" or owned
        return len(names) > 2 and 2 * count >= len(names)

    def _teams(self, names: Sequence[Name]) -> dict[str, Known]:
        """Find the teams that their towns may stand for, in an event that tells of several: "Oakland beat Denver"."""
        counts: Counter[Known] = Counter()
        for name in names:
            place, _, nick = name.form.rpartition(" ")
            if name.known and name.known.type == "ORG" and nick in self.lists.teams.get(place, ()):
                counts[name.known] += 1
        if len(counts) < _FEWEST_TEAMS or sum(counts.values()) < _FEWEST_MENTIONS:
            return {}
        result: dict[str, Known] = {}
        for team in sorted(counts, key=lambda k: (-counts[k], k.name)):
            result.setdefault(team.name.rpartition(" ")[0], team)
        return result

    def _team(self, name: Name) -> Known | None:
        """Give the team that a town's name stands for here."""
        team = self.teams.get(name.form)
        if team is None:
            return None
        tokens = self.analyses[name.article].tokens
        before = tokens[name.first - 1].text.lower() if name.first else ""
        after = tokens[name.last].text if name.last < len(tokens) else ""
        place = before == "," or before in self.lists.rules["prepositions"] - {"of", "through", "for", "by", "via"}
        return None if place or after in _NAMED_ALONE else team

    def _sides(self, names: Sequence[Name]) -> dict[tuple[int, str], Known]:
        """Find what "the North" and "the South" mean in each article that names such a country."""
        counts: dict[tuple[int, str], Counter[Known]] = defaultdict(Counter)
        for name in names:
            side = name.known.name.split()[0] if name.known and name.known.type == "GPE" else ""
            if name.known and side in _SIDES:
                counts[name.article, side][name.known] += 1
        return {
            place: min(found, key=lambda known, found=found: (-found[known], known.name))  # type: ignore[misc] # bound at once
            for place, found in sorted(counts.items())
        }
