"""Commands of a reader's own hand: stars, notes and corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.display import plain
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from briefing.lookup import Lookup
    from briefing.model import Briefing, Correction, Mark, Quote, Range, Statement
    from briefing.reader.app import BriefingApp
    from briefing.reader.mends import Mends
    from briefing.reader.reading import Reading
    from briefing.reader.widgets.items import Items

SAVED = "A saved briefing cannot be put right: open the folder of its articles."


class Hand:
    """Stars statements, notes, and puts right what the program got wrong."""

    lookup: Lookup
    reading: Reading
    items: Items
    said: str
    _drawn: tuple[object, ...]
    _sidebar_drawn: tuple[object, ...]
    _made: tuple[Mark, ...] = ()

    @property
    def _own(self) -> BriefingApp:
        return cast("Screen[None]", self).app  # type: ignore[return-value]  # the desk lives in this app alone

    # Stars and notes

    def take_marks(self) -> None:
        """Read the stars and notes that were made on this briefing."""
        file = self._own.marks_file
        if file is not None and file.exists():
            from briefing import marks

            self._made = marks.read(file)
            self.place_marks()

    def place_marks(self) -> None:
        """Show the stars and notes where they stand now."""
        if self._made or self.reading.starred is not None:
            from briefing.reader.starred import Starred

            self.reading.star(Starred(self.lookup, self._made))

    def with_marks(self) -> Briefing:
        """Give the briefing with its stars and notes, for an export."""
        from dataclasses import replace

        return replace(self.lookup.briefing, marks=self._made) if self._made else self.lookup.briefing

    def do_star(self) -> bool:
        """Star the statement, or take its stars away."""
        from dataclasses import replace

        from briefing.reader.starred import Starred

        if not self.reading.item.states:
            self.said = "There is no statement here to star."
            return False
        known = self.reading.starred or Starred(self.lookup, self._made)
        stars = [m for m in known.at(self.reading.item) if m.starred]
        if stars:
            self._keep([replace(m, starred=False) for m in stars], "Not starred any more.")
        else:
            mark = replace(known.on(self.reading.item), starred=True)
            self._keep([mark], "Starred: it stands under Starred in the sidebar.")
        return False

    def do_note(self) -> bool:
        """Ask for a note on the statement."""
        from briefing.reader.starred import Starred

        if not self.reading.item.states:
            self.said = "There is no statement here to note something on."
            return False
        known = self.reading.starred or Starred(self.lookup, self._made)
        marks = known.at(self.reading.item)
        mark = next((m for m in marks if m.note), marks[0] if marks else known.on(self.reading.item))

        def done(text: str) -> None:
            from dataclasses import replace

            note = " ".join(text.split())
            if note != mark.note:
                self._keep([replace(mark, note=note)], "Noted." if note else "The note is taken away.")
                self.draw(level=False)  # type: ignore[attr-defined]  # the desk draws

        self._own.ask("Note:", plain(mark.note), None, done=done, given_up=lambda: None)
        return False

    def _keep(self, changed: Sequence[Mark], said: str) -> None:
        """Keep marks on the disk, then show them."""
        from briefing import marks

        known = {m.place: m for m in self._made}
        file = self._own.marks_file
        try:
            for m in changed:
                if file is not None:
                    marks.keep(file, m)
                known[m.place] = m
        except BriefingError as error:
            self.said = f"Not kept: {plain(str(error))}"
        else:
            self.said = said if file is not None else f"{said} Until you leave: there is no place to keep it."
        self._made = tuple(m for m in known.values() if m.starred or m.note)
        below = self.items.below
        self.place_marks()
        self._drawn = self._sidebar_drawn = ()
        self.draw(level=False)  # type: ignore[attr-defined]  # the desk draws
        # What is read stays where it is; the rows above may have become more.
        self.items.stand(below)
        self.items.reveal()

    # Corrections

    def do_mend(self) -> bool:
        """Ask what is wrong here."""
        if self._own.origin is None:
            self.said = SAVED
            return False
        from briefing.corrections import load
        from briefing.reader.mends import Mends
        from briefing.reader.screens.menu import Menu

        found = load(self._own.origin.paths)
        mends = Mends(self.lookup, self.reading)
        choices = mends.choices(len(found.corrections))
        if not choices:
            self.said = "There is nothing here to put right."
            return False
        steps: dict[str, Callable[[Mends], None]] = {
            "t": self._move,
            "c": self._apart,
            "j": self._join,
            "w": self._speaker,
            "n": self._rename,
            "e": self._same,
            "p": self._part,
            "l": self._list,
        }

        def chosen(key: str | None) -> None:
            if key is not None:
                steps[key](mends)

        self._own.push_screen(Menu("What is wrong here?", choices, self._own.inks), chosen)
        return False

    def _choose(
        self, question: str, rows: Sequence[str], done: Callable[[int | None, str], None], free: str = ""
    ) -> None:
        """Let a row be chosen; `done` gets its number, or None and what was typed."""
        from briefing.reader.screens.choose import Choose, Chosen

        def chosen(answer: Chosen | None) -> None:
            if answer is not None:
                done(answer.row, answer.typed)

        self._own.push_screen(Choose(question, rows, self._own.inks, self._own.marks, free=free), chosen)

    def _row(self, r: Range) -> str:
        return f"[{self.lookup.number(r.article)}] {self.lookup.text(r)}"

    def _move(self, mends: Mends) -> None:
        topics = mends.topics()

        def done(row: int | None, _: str) -> None:
            if row is not None:
                self.mend(mends.move(topics[row]), f"Moved to {plain(topics[row].name)}.")

        self._choose("Which topic does it belong to?", [plain(t.name) for t in topics], done)

    def _apart(self, mends: Mends) -> None:
        ranges = mends.mentions()

        def done(row: int | None, _: str) -> None:
            if row is not None:
                self.mend(mends.apart(ranges[row]), f"[{self.lookup.number(ranges[row].article)}] is taken out.")

        if len(ranges) == 2:
            # Either way they are two claims.
            done(1, "")
        else:
            self._choose("Which sentence is not the same?", [self._row(r) for r in ranges], done)

    def _join(self, mends: Mends) -> None:
        ranges = mends.others()

        def done(row: int | None, _: str) -> None:
            if row is not None:
                self.mend(mends.join(ranges[row]), "Joined: one claim.")

        self._choose("Which statement is the same?", [self._row(r) for r in ranges], done)

    def _speaker(self, mends: Mends) -> None:
        said = mends.said()

        def which(row: int | None, _: str) -> None:
            if row is not None:
                self._name_speaker(mends, said[row])

        if len(said) == 1:
            which(0, "")
        else:
            self._choose("Which words?", [self._row(s.range) for s in said], which)

    def _name_speaker(self, mends: Mends, said: Quote | Statement) -> None:
        names = [plain(e.name) for e in mends.speakers()]
        nobody = "(it is not known who speaks)"

        def done(row: int | None, typed: str) -> None:
            name = typed if row is None else "" if row == len(names) else names[row]
            self.mend(mends.speaker(said, name), f"Said by {plain(name)}." if name else "Speaker not known.")

        by = plain(said.attribution.speaker or "nobody known")
        self._choose(f"Who says it, if not {by}?", [*names, nobody], done, free="as typed:")

    def _rename(self, mends: Mends) -> None:
        topic = mends.topic
        if topic is None:
            return

        def done(text: str) -> None:
            name = plain(text)[:200]
            if name and name != plain(topic.name):
                self.mend(mends.rename(topic, name), f"Called {name}.")

        self._own.ask("Name:", plain(topic.name), None, done=done, given_up=lambda: None)

    def _same(self, mends: Mends) -> None:
        others = mends.entities()

        def done(row: int | None, _: str) -> None:
            if row is not None:
                self.mend(mends.same(others[row]), f"One entity: {plain(others[row].name)}.")

        own = plain(mends.entity.name) if mends.entity else ""
        self._choose(f"Who or what is {own}?", [plain(e.name) for e in others], done)

    def _part(self, mends: Mends) -> None:
        forms = mends.forms()

        def done(row: int | None, _: str) -> None:
            if row is not None:
                self.mend(mends.part(forms[row]), f"{plain(forms[row])} is another.")

        own = plain(mends.entity.name) if mends.entity else ""
        self._choose(f"Which of its names is not {own}?", [plain(f) for f in forms], done)

    def _list(self, _: Mends) -> None:
        from briefing.corrections import load
        from briefing.reader.mends import listed

        origin = self._own.origin
        found = load(origin.paths) if origin else None
        if found is None:
            return

        def done(row: int | None, _: str) -> None:
            if row is not None and row < len(found.corrections):
                self._take_back(row)

        rows = [*listed(self.lookup, found.corrections), *(p.rpartition("/")[2] for p in found.problems)]
        self._choose("My corrections: Enter takes one back", rows, done)

    def mend(self, correction: Correction, said: str) -> None:
        """Write a correction and build again at once."""
        from briefing.corrections import add
        from briefing.reader.commands import BY_ID, shown

        origin = self._own.origin
        try:
            if origin is not None:
                add(origin.paths, correction)
        except BriefingError as error:
            self._own.say(f"Not kept: {plain(str(error))}")
            return
        keys = BY_ID["undo"].keys[:1]
        self._again(f"{said}{f'  {shown(keys[0])} takes it back.' if keys else ''}")

    def do_undo(self) -> bool:
        """Take the last correction back."""
        if self._own.origin is None:
            self.said = SAVED
        else:
            self._take_back(-1)
        return False

    def _take_back(self, nth: int) -> None:
        from briefing.corrections import take_back
        from briefing.mending import described

        origin = self._own.origin
        try:
            gone = take_back(origin.paths, nth) if origin else None
        except BriefingError as error:
            self._own.say(f"Not taken back: {plain(str(error))}")
            return
        if gone is None:
            self._own.say("There is no correction to take back.")
        else:
            self._again(f"Taken back: {described(gone)}")

    def _again(self, said: str) -> None:
        self.rebuild(done=said, queued=True)  # type: ignore[attr-defined]  # the desk builds again
        self.draw(level=False)  # type: ignore[attr-defined]  # the desk draws
