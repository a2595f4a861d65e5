"""Commands that build the briefing again beneath the reader."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, cast

from briefing.display import plain
from briefing.terms import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from briefing.changes import Change
    from briefing.lookup import Lookup
    from briefing.model import Briefing
    from briefing.reader.app import BriefingApp
    from briefing.reader.building import Build, Origin
    from briefing.reader.watching import Watch

SAVED = "A saved briefing without its articles: open their folder to build it again."


class Rebuilds:
    """Builds again in a process of its own; the new briefing takes the old one's place."""

    lookup: Lookup
    said: str
    building: str = ""
    """What a build that is under way does; empty where there is none."""
    news: str = ""
    """What has changed on the disk since it was built."""
    _build: Build | None = None
    _watch: Watch | None = None
    _queued: str | None = None
    """What is to be said of the build that follows the one under way."""

    # Changes on the disk

    def keep_watch(self) -> None:
        """Look at the articles' folder from now on, in a thread of its own."""
        import asyncio

        from briefing.reader.watching import Known, Watch

        app = cast("BriefingApp", cast("Screen[None]", self).app)
        if app.origin is None:
            return
        loop = asyncio.get_running_loop()

        def tell(change: Change) -> None:
            with contextlib.suppress(RuntimeError):  # the reader has ended
                loop.call_soon_threadsafe(self.changed, change)

        def known() -> Known:
            articles = app.briefing.articles
            hashes = {path: a.sha256 if n == 0 else "" for a in articles for n, path in enumerate(a.paths)}
            return Known(hashes, frozenset(s.path for s in app.briefing.skipped))

        self._watch = Watch(app.origin.paths, known, tell)
        self._watch.start()

    def end_watch(self) -> None:
        """Look no more."""
        if self._watch is not None:
            self._watch.end()

    def pass_over(self, path: Path) -> None:
        """Say that the reader itself writes a file: it is no news."""
        if self._watch is not None:
            self._watch.passed.append(str(path.absolute()))

    def changed(self, change: Change) -> None:
        """Tell of a change on the disk, or build at once where that was asked for."""
        from briefing.changes import told

        app = cast("BriefingApp", cast("Screen[None]", self).app)
        self.news = told(change)
        if self.news and app.origin is not None and app.origin.watched:
            self.rebuild()
        cast("Callable[[], None]", self._foot)()  # type: ignore[attr-defined]  # the desk draws

    # Building

    def do_rebuild(self) -> bool:
        """Build again, where the articles are known and have changed."""
        self.rebuild()
        return False

    def rebuild(self, *, force: bool = False, done: str | None = None, queued: bool = False) -> None:
        """Start a build; with `force` also where nothing has changed. Its end is told in the footer.

        `done` is what is said when the new briefing is shown. Where one is under way, another follows it if `queued`.
        """
        app = cast("BriefingApp", cast("Screen[None]", self).app)
        if self.building and queued:
            self._queued = done or ""
        elif self.building:
            self.said = "It is being built already: Esc cancels."
        elif app.origin is None:
            self.said = SAVED
        else:
            self.building = "build"
            work = self._rebuilt(app, app.origin, done, force=force)
            app.run_worker(work, group="build", exit_on_error=False)

    def cancel_build(self) -> bool:
        """End the build that is under way; False where there is none."""
        if not self.building:
            return False
        if self._build is not None:
            self._build.cancel()
        self.building = "cancelled"
        return True

    @property
    def offer(self) -> str:
        """What the footer says of changes."""
        from briefing.reader.commands import key_of

        alone = self.news.startswith("1 ") and "," not in self.news
        return f"{self.news}: {key_of('rebuild')} reads {'it' if alone else 'them'}"

    @property
    def at_work(self) -> str:
        """What the footer says of a build."""
        if self.building == "cancelled":
            return "ending the build"
        return f"{self.building}  Esc cancels" if self.building else ""

    async def _rebuilt(self, app: BriefingApp, origin: Origin, done: str | None, *, force: bool) -> None:
        import asyncio

        from briefing.errors import BriefingError

        said = ""
        watch = self._watch
        try:
            # What changes after this look is news again.
            base = await asyncio.to_thread(watch.look) if watch is not None else {}
            briefing = await self._newest(app, origin, force=force)
        except BriefingError as error:
            said = f"Not built again: {plain(str(error))}"
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever happens, the reader goes on with what it has
            said = f"Not built again: {plain(str(error))}"
        else:
            if not self._cancelled and watch is not None:
                watch.rest_on(base)
                self.news = ""
            if briefing is not None:
                said = done or _news(app.briefing, briefing)
                self.reload(briefing)  # type: ignore[attr-defined]  # the desk reloads
            elif self._cancelled:
                said = "Cancelled: the briefing is as it was."
            else:
                said = "Nothing has changed since it was built."
        finally:
            cancelled = self._cancelled
            self.building = ""
            self._build = None
        queued, self._queued = self._queued, None
        app.say(said)
        if queued is not None and not cancelled:
            self.rebuild(done=queued)

    @property
    def _cancelled(self) -> bool:
        return self.building == "cancelled" or (self._build is not None and self._build.cancelled)

    async def _newest(self, app: BriefingApp, origin: Origin, *, force: bool) -> Briefing | None:
        """Give the briefing of the articles as they are now; None where nothing has changed, or it was cancelled."""
        import asyncio
        from tempfile import TemporaryDirectory

        from briefing import store

        target = await asyncio.to_thread(origin.target)
        if target is None:
            with TemporaryDirectory() as folder:
                from pathlib import Path

                place = Path(folder) / "new.briefing"
                return await asyncio.to_thread(store.load, place) if await self._run(origin, place) else None
        if not force:
            known, same = await asyncio.to_thread(_known, target, app.briefing)
            if known is not None:
                return None if same else known
        if not await self._run(origin, target):
            return None
        briefing = await asyncio.to_thread(store.opened, target)
        # What changed while it was built stands under a wrong name.
        if await asyncio.to_thread(origin.target) != target:
            target.unlink(missing_ok=True)
        return briefing

    async def _run(self, origin: Origin, target: Path) -> bool:
        """Run a build; False where it was cancelled. Raises BriefingError where it failed."""
        from briefing.errors import BriefingError
        from briefing.reader.building import Build

        if self.building == "cancelled":
            return False
        self._build = build = Build(origin.words(target), self._told)
        wrong = await build.run()
        if build.cancelled:
            return False
        if wrong is not None:
            raise BriefingError(wrong)
        return True

    def _told(self, text: str) -> None:
        if self.building != "cancelled":
            self.building = text
            cast("Callable[[], None]", self._foot)()  # type: ignore[attr-defined]  # the desk draws


def _known(target: Path, shown: Briefing) -> tuple[Briefing | None, bool]:
    """Open a briefing that was built before (None where there is none); tell whether it is the one that is shown."""
    from briefing import store
    from briefing.errors import BriefingError

    try:
        known = store.opened(target)
        same = known == shown
    except BriefingError:
        return None, False
    return known, same


def _news(old: Briefing, new: Briefing) -> str:
    """Say in a line what another build brought."""
    before, after = {a.id for a in old.articles}, {a.id for a in new.articles}
    came, went = len(after - before), len(before - after)
    words = [f"{count} {word}" for count, word in ((came, "new"), (went, "gone")) if count]
    total = counted(len(after), "article")
    return f"Built again: {total}{', ' if words else ''}{', '.join(words)}."
