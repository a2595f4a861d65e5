"""Regular expressions that somebody types, kept from holding the reader up.

Each is tried on one paragraph at a time, so that a search over a piece is short, and all of them together have a
deadline: the interpreter looks for signals while it backtracks, and an alarm ends it there. Where there is no
alarm (not on the main thread, not on a POSIX system) patterns that could backtrack without end are refused.
"""

from __future__ import annotations

import re
import signal
import threading
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 0.5
"""So long may a search take."""
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_UNBOUNDED = re.compile(r"[*+{]")
MOST_UNBOUNDED = 2
"""Without an alarm, so many repetitions at most."""


class WrongPatternError(Exception):
    """A pattern cannot be searched for; says why in a few words."""


class _Late(BaseException):
    """The alarm. Not an Exception, so that nothing on the way takes it for its own."""


def compiled(text: str) -> re.Pattern[str]:
    """Compile a pattern; capitals matter only where it has some. Raises WrongPatternError."""
    plain = _ESCAPED.sub("", text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pattern = re.compile(text, 0 if plain != plain.lower() else re.IGNORECASE)
    except re.error as error:
        raise WrongPatternError(error.msg) from error
    except (RecursionError, OverflowError, MemoryError, ValueError) as error:
        raise WrongPatternError("too large") from error
    if not _alarmed() and (_REPEATED_GROUP.search(plain) or len(_UNBOUNDED.findall(plain)) > MOST_UNBOUNDED):
        raise WrongPatternError("too many repetitions")
    return pattern


def _alarmed() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def in_time(work: Callable[[], None], seconds: float = SECONDS) -> bool:
    """Do something for so long at most; False where it was ended."""
    if not _alarmed():
        work()
        return True
    armed = True

    def ring(*_: object) -> None:
        if armed:
            raise _Late

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        work()
        armed = False
    except _Late:
        return False
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return True
