"""The commands' words: what is called with what. The work is done in `commands`."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from briefing.errors import BriefingError, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OVERVIEW_WORDS = 120

GOOD, FAILED, USAGE = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """A parser whose mistakes are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and leaving."""
        if message.startswith("unrecognized arguments: -"):
            known = [option for option in self._option_string_actions if option.startswith("--")]
            close = nearest(message.split()[2].partition("=")[0], known)
            message = f"{message}; {close}"
        raise UsageError(f"{message}; see: {self.prog} --help")


def _paths(parser: Parser, what: str, count: str = "*") -> None:
    parser.add_argument("paths", metavar="PATH", nargs=count, type=_path, help=what)


def _building(parser: Parser) -> None:
    parser.add_argument(
        "--topics",
        metavar="FILE|none",
        help="a topics file (default: topics.toml beside the articles, if there is one)",
    )
    parser.add_argument("--workers", metavar="N", type=_count, default=1, help="processes that annotate (default: 1)")
    parser.add_argument("--progress", choices=("bar", "json", "none"), help="how progress is told on stderr")


def _output(parser: Parser, *, required: bool) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", type=_path, required=required, help="where to write")
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("an empty path")
    return Path(text)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")


def _words(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of words (0: all of it)")


_SOURCES = "folders, articles, or a saved briefing (default: the sample)"


def _read(parser: Parser) -> None:
    _paths(parser, _SOURCES)
    _building(parser)


def _build(parser: Parser) -> None:
    _paths(parser, "folders and articles", "+")
    _output(parser, required=True)
    _building(parser)
    parser.add_argument("--explain", action="store_true", help="list the files that were skipped, with the reasons")


def _export(parser: Parser) -> None:
    _paths(parser, _SOURCES)
    parser.add_argument("--topic", metavar="ID", help="this topic alone (briefing topics lists them)")
    parser.add_argument("--format", choices=("markdown", "html", "json"), default="markdown", help="default: markdown")
    parser.add_argument(
        "--overview-words",
        metavar="N",
        type=_words,
        default=OVERVIEW_WORDS,
        help=f"the overview's length (default: {OVERVIEW_WORDS}; 0: all of it)",
    )
    _output(parser, required=False)
    _building(parser)


def _topics(parser: Parser) -> None:
    _paths(parser, _SOURCES)
    _building(parser)


def _verify(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", type=_path, help="a saved briefing or an exported JSON file")


def _none(_: Parser) -> None:
    pass


COMMANDS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "read": ("open the reader (without a terminal: print the briefing as Markdown)", _read),
    "build": ("make a briefing of articles and save it", _build),
    "export": ("write a briefing or one topic as Markdown, HTML or JSON", _export),
    "topics": ("list the topics: id, name, claims, sources", _topics),
    "verify": ("check every citation, quotation, name and range against the sources", _verify),
    "paths": ("show where cache, state and configuration lie", _none),
}


def _help() -> str:
    rows = "\n".join(f"  {name:8} {what}" for name, (what, _) in COMMANDS.items())
    return f"""usage: briefing [read] [PATH...]
       briefing COMMAND ...
       briefing [COMMAND] --help
       briefing --version

Several news articles about one event become one briefing that can be checked.

{rows}

A first word that is a command is the command; a folder of that name is ./{next(iter(COMMANDS))}.
Without PATH the sample is opened.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code: 0 good, 1 the work failed, 2 bad usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    if sys.stdout is None:  # closed by the caller
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - it stays open as stdout does
    try:
        _end_by_signals()
        return _run(words)
    except BriefingError as error:
        _fail(str(error), words)
        return USAGE if isinstance(error, UsageError) else FAILED
    except BrokenPipeError:
        # Whoever read our output has enough (`| head`).
        _abandon_output()
        return GOOD
    except KeyboardInterrupt:
        _fail("stopped", words)
        return FAILED
    except OSError as error:
        _abandon_output()
        _fail(f"{error.filename or 'output'}: {error.strerror or error}", words)
        return FAILED
    except Exception as error:
        # The last net: a mistake of the program itself is one line too, unless a developer asks to see it whole.
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        _fail(f"a mistake in briefing itself ({type(error).__name__}: {error}); BRIEFING_DEBUG=1 shows where", words)
        return FAILED


def _abandon_output() -> None:
    """Drop what is still buffered for stdout: it would fail again when Python flushes it at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    first = words[0] if words else ""
    if first in ("-h", "--help"):
        sys.stdout.write(_help())
        return GOOD
    if first in ("-V", "--version"):
        from briefing import __version__

        sys.stdout.write(f"briefing {__version__}\n")
        return GOOD
    named = first in COMMANDS
    command = first if named else "read"
    what, declare = COMMANDS[command]
    parser = Parser(prog=f"briefing {command}", description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False)
    declare(parser)
    try:
        arguments = parser.parse_args(words[1:] if named else words)
    except SystemExit as leave:  # --help has printed and leaves
        return int(leave.code or 0)
    if not named and first:
        _no_mistyped_command(first)
    result = import_module(f"briefing.commands.{command}").run(arguments)
    sys.stdout.flush()
    return int(result)


def _no_mistyped_command(word: str) -> None:
    """Refuse a first word that is no path but nearly a command."""
    if word.startswith("-") or os.sep in word or os.path.lexists(word):
        return
    from difflib import get_close_matches

    if close := get_close_matches(word, COMMANDS, n=1):
        raise UsageError(f"{word}: no such command, file or folder; did you mean: briefing {close[0]}?")


def _fail(message: str, words: Sequence[str]) -> None:
    """Say in one line on stderr what is wrong; as JSON where the caller reads JSON."""
    from briefing.progress import Narrator

    as_json = "--progress=json" in words or ("--progress", "json") in pairwise(words)
    Narrator("json" if as_json else "none").notice(message, key="error")


def _end_by_signals() -> None:
    """Have a polite kill unwind like Ctrl-C, so that nothing half written stays behind."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        # Where the caller has it ignored (nohup), it stays so.
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
            signal.signal(getattr(signal, name), stop)
