"""The registry's commands in Textual's command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from briefing.reader.commands import COMMANDS, Command, shown

if TYPE_CHECKING:
    from briefing.reader.app import BriefingApp


class Commands(Provider):
    """Every command of the registry, by name."""

    def _title(self, command: Command) -> str:
        keys = " ".join(shown(k) for k in command.keys)
        name = command.name[:1].upper() + command.name[1:]
        return f"{name} ({keys})" if keys else name

    def _run(self, command: Command) -> partial[None]:
        app: BriefingApp = self.app  # type: ignore[assignment]  # this provider belongs to this app
        return partial(app.run_command, command.id)

    async def discover(self) -> Hits:
        """Give all commands."""
        for c in COMMANDS:
            if c.id != "palette":
                yield DiscoveryHit(self._title(c), self._run(c), help=c.help)

    async def search(self, query: str) -> Hits:
        """Give the commands that match."""
        matcher = self.matcher(query)
        for c in COMMANDS:
            score = max(matcher.match(self._title(c)), matcher.match(c.help) * 0.8)
            if score > 0 and c.id != "palette":
                yield Hit(score, matcher.highlight(self._title(c)), self._run(c), help=c.help)
