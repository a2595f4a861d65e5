"""The search prompt: a field, and beside it where is searched, how, and how much is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from briefing.reader.screens.modal import Modal
from briefing.reader.text import Flow, Line, Span, cut
from briefing.reader.trail import LONGEST, TOO_LONG, Query
from briefing.reader.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from briefing.reader.finds import Scope
    from briefing.reader.inks import Inks
    from briefing.reader.trail import Trail

WIDE = 80
SAYS, SAYS_LESS = 34, 22
"""Cells for what is found, on screens of so many cells and on narrower ones."""
REST = 0.4
"""Seconds without a key after which a search begins that may take long."""
HINT = "^t where  ^r regex"


class SearchPrompt(Modal[Query | None]):
    """A field; gives what to search for at Enter, None at Esc.

    `look` is called at each change and gives the hits. A pattern that is none is not left with Enter.
    """

    DEFAULT_CSS: ClassVar[str] = """
    SearchPrompt { background: transparent; align: left bottom; }
    SearchPrompt Container { layout: horizontal; height: 1; background: $background; }
    SearchPrompt Input { height: 1; border: none; padding: 0; background: $background; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("ctrl+t", "scope", show=False, priority=True),
        Binding("ctrl+r", "regex", show=False, priority=True),
        Binding("up", "asked(-1)", show=False, priority=True),
        Binding("down", "asked(1)", show=False, priority=True),
    ]

    def __init__(
        self,
        query: Query,
        scopes: Sequence[Scope],
        asked: Sequence[Query],
        look: Callable[[Query], Trail | None],
        inks: Inks,
    ) -> None:
        super().__init__()
        self._scopes = scopes
        self._scope = next((n for n, s in enumerate(scopes) if (s.topic, s.source) == (query.topic, query.source)), 0)
        self._regex = query.regex
        self._look = look
        # What was asked, the newest last, then what is being typed.
        self._asked = [*asked, query]
        self._at = len(asked)
        self._trail: Trail | None = None
        self._wait: Timer | None = None
        self.label = Lines(inks)
        self.input = Input(query.text, compact=True, select_on_focus=True, max_length=LONGEST)
        self.said = Lines(inks)

    def compose(self) -> ComposeResult:
        """Put the field between where is searched and what is found."""
        yield Container(self.label, self.input, self.said)

    def on_mount(self) -> None:
        """Type into the field."""
        self.input.focus()
        if self.input.value:
            self._search()

    def on_resize(self, event: events.Resize) -> None:
        """Fit what stands beside the field."""
        width = event.size.width
        # As wide as any scope needs: the field does not move when another one is taken.
        room = min(max(len(s.name) for s in self._scopes) + len(" /  regex  "), max(3, width // 2))
        self.label.styles.width = room
        self.label.give_room(room, 1)
        says = SAYS if width >= WIDE else SAYS_LESS if width >= 2 * SAYS_LESS else 0
        self.said.styles.width = says
        self.said.display = bool(says)
        self.said.give_room(says, 1)
        self._tell()

    def _tell(self) -> None:
        """Say where is searched, and what is found."""
        flow = Flow().add(" / ", "key").add(self._scopes[self._scope].name, "quiet")
        self.label.set_lines(flow.add(" regex" if self._regex else "", "strong").lines(10_000))
        trail = self._trail
        if not self.input.value.strip():
            text, ink = HINT, "quiet"
        else:
            text, ink = (trail.counts() if trail else ""), ("warn" if trail and trail.wrong else "strong")
        room = max(3, self.said.room.width)
        text = cut(text, room - 1).rjust(room - 1)
        self.said.set_lines([Line(text, (Span(0, len(text), ink),))])

    @property
    def asks(self) -> Query:
        """What is to be searched for now."""
        scope = self._scopes[self._scope]
        return Query(self.input.value, self._regex, scope.topic, scope.source)

    def _search(self) -> None:
        if self._wait is not None:
            self._wait.stop()
            self._wait = None
        self._trail = self._look(self.asks)
        self._tell()

    def on_input_changed(self) -> None:
        """Search for what is typed; after a search that took too long, when the typing rests."""
        if self._wait is not None:
            self._wait.reset()
        elif self._trail is not None and self._trail.wrong == TOO_LONG:
            self._wait = self.set_timer(REST, self._search)
        else:
            self._search()

    def on_input_submitted(self) -> None:
        """Go on with the search."""
        if self._wait is not None:
            self._search()
        if self._trail is None or not self._trail.wrong:
            self.leave(self.asks)

    def action_scope(self) -> None:
        """Search elsewhere."""
        self._scope = (self._scope + 1) % len(self._scopes)
        self._search()

    def action_regex(self) -> None:
        """Take what is typed for a regular expression, or for words."""
        self._regex = not self._regex
        self._search()

    def action_asked(self, by: int) -> None:
        """Put what was asked before, or after, into the field."""
        if self._at == len(self._asked) - 1:
            self._asked[-1] = self.asks
        self._at = max(0, min(self._at + by, len(self._asked) - 1))
        query = self._asked[self._at]
        self._regex = query.regex
        if self.input.value == query.text:
            self._search()
        self.input.value = query.text
        self.input.cursor_position = len(query.text)

    def action_give_up(self) -> None:
        """Leave everything as it was."""
        self.leave(None)
