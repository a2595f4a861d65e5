"""The program's entry: calls the command, and turns whatever goes wrong into one line and an exit code.

Little is imported here, so that `briefing --version` answers at once.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as typing's, whose import takes time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

GOOD, FAILED, USAGE = 0, 1, 2
_SIGINT = 2  # Ctrl-C, as signal.SIGINT, whose import takes time


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns the exit code: 0 good, 1 the work failed, 2 bad usage; 128 and the signal's number where one ended it.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if sys.stdout is None:  # closed by the caller
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - it stays open; pathlib takes time
    from briefing.errors import BriefingError, UsageError

    try:
        _end_by_signals()
        _check_working_folder()
        code = _run(words)
        sys.stdout.flush()
    except BriefingError as error:
        _fail(str(error), words)
        return USAGE if isinstance(error, UsageError) else FAILED
    except BrokenPipeError:
        # Whoever read our output has enough (`| head`).
        _abandon_output()
        return GOOD
    except KeyboardInterrupt as stopped:
        _abandon_output()
        _fail("stopped", words)
        return 128 + (stopped.args[0] if stopped.args else _SIGINT)
    except OSError as error:
        _abandon_output()
        _fail(f"{error.filename or 'output'}: {error.strerror or error}", words)
        return FAILED
    except Exception as error:
        # The last net: a mistake of the program itself is one line too, unless a developer asks to see it whole.
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        _fail(_unforeseen(error), words)
        return FAILED
    return code


def _unforeseen(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "not enough memory; name fewer articles, or fewer --workers"
    return f"a mistake in briefing itself ({type(error).__name__}: {error}); BRIEFING_DEBUG=1 shows where"


def _check_working_folder() -> None:
    """Refuse to work from a folder that is gone: every path would be wrong, and each in another way."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib takes time
    except OSError as error:
        from briefing.errors import BriefingError

        raise BriefingError("the working folder is gone; change to another one") from error


def _abandon_output() -> None:
    """Drop what is still buffered for stdout: it would fail again when Python flushes it at the end."""
    import contextlib

    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    first = words[0] if words else ""
    if first in ("-V", "--version"):
        from briefing import __version__

        sys.stdout.write(f"briefing {__version__}\n")
        return GOOD
    from briefing.words import COMMANDS, paths_alone

    if first in ("-h", "--help"):
        from briefing.arguments import overall_help

        sys.stdout.write(overall_help())
        return GOOD
    named = first in COMMANDS
    command = first if named else "read"
    if not named and first:
        _no_mistyped_command(first, (*COMMANDS, "--help", "--version"))
    rest = words[1:] if named else words
    arguments: Any = paths_alone(rest) if command == "read" else None
    if arguments is None:
        from briefing.arguments import parsed

        try:
            arguments = parsed(command, rest)
        except SystemExit as leave:  # --help has printed and leaves
            return int(leave.code or 0)
    if any(isinstance(place, str) for place in getattr(arguments, "paths", ())):
        from briefing.fetch import fetched

        anew = arguments.refresh
        arguments.paths = [fetched(p, anew=anew) if isinstance(p, str) else p for p in arguments.paths]
    from importlib import import_module

    return int(import_module(f"briefing.commands.{command}").run(arguments))


def _no_mistyped_command(word: str, commands: Iterable[str]) -> None:
    """Refuse a first word that is no path but nearly a command."""
    if os.sep in word or os.path.lexists(word):
        return
    from difflib import get_close_matches

    option = word.startswith("-")
    if close := get_close_matches(word, [c for c in commands if c.startswith("-") or not option], n=1):
        from briefing.errors import UsageError

        what = "option" if option else "command, file or folder"
        raise UsageError(f"{word}: no such {what}; did you mean: briefing {close[0]}?")


def _fail(message: str, words: Sequence[str]) -> None:
    """Say in one line on stderr what is wrong; as JSON where the caller reads JSON."""
    from itertools import pairwise

    from briefing.progress import Narrator

    as_json = "--progress=json" in words or ("--progress", "json") in pairwise(words)
    narrator = Narrator("json" if as_json else "bar")
    narrator.clear(anyway=True)  # a bar that another narrator drew
    narrator.notice(message, key="error")


def _end_by_signals() -> None:
    """Have a polite kill unwind like Ctrl-C, so that nothing half written stays behind."""
    import signal

    def stop(number: int, _: object) -> None:
        # What is unwinding already is not to be torn; but who presses Ctrl-C again does not want to wait.
        for n in ours:
            signal.signal(n, signal.SIG_DFL if n == signal.SIGINT else signal.SIG_IGN)
        raise KeyboardInterrupt(number)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # Where the caller has it ignored (nohup), or handles it, it stays so.
    ours = [n for n in numbers if signal.getsignal(n) in (signal.SIG_DFL, signal.default_int_handler)]
    for n in ours:
        signal.signal(n, stop)
