"""Work shared out among processes, none of which outlives the build."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import TypeVar

from briefing.errors import BriefingError

T = TypeVar("T")
R = TypeVar("R")


def shared(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """Give `work(item)` of each item, in their order, from so many processes.

    When it is stopped before its end they are ended, whatever they are at; when this process is killed they end by
    themselves. Raises what `work` raises, and BriefingError where one of them was killed.
    """
    with ProcessPoolExecutor(workers, get_context("spawn"), _end_with_parent) as pool:
        try:
            with _uninterrupted():
                futures = [pool.submit(work, item) for item in items]
            for future in futures:
                yield future.result()
        except BaseException as error:
            for process in active_children():
                process.terminate()
            if isinstance(error, BrokenProcessPool):
                what = "a process that annotates was killed, perhaps for want of memory; build with fewer --workers"
                raise BriefingError(what) from error
            raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: this one hears of it, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Have this process end when the one that started it does, also where that one could say nothing."""
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
