"""The commands' words: what each is called with."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from briefing.errors import UsageError, nearest
from briefing.words import COMMANDS, OVERVIEW_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


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
    parser.add_argument("paths", metavar="PATH", nargs=count, type=_place, help=what)


def _building(parser: Parser) -> None:
    parser.add_argument(
        "--topics",
        metavar="FILE|none",
        help="a topics file (default: topics.toml beside the articles, if there is one)",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=_count,
        default=1,
        help="processes that annotate (default: 1; at most one for each processor)",
    )
    parser.add_argument("--refresh", action="store_true", help="fetch pages named by their address anew")
    _choice(parser, "--progress", ("bar", "json", "none"), "how progress is told on stderr")


def _output(parser: Parser, *, required: bool) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", type=_path, required=required, help="where to write")
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _choice(parser: Parser, option: str, known: Sequence[str], what: str, **more: Any) -> None:
    """Declare an option that takes one of some words; another one is told the nearest."""

    def chosen(text: str) -> str:
        if text in known:
            return text
        raise argparse.ArgumentTypeError(f"unknown value {text!r}; {nearest(text, known)}")

    parser.add_argument(option, metavar="|".join(known), type=chosen, help=what, **more)


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("an empty path")
    return Path(text)


def _place(text: str) -> Path | str:
    """Give a path, or an address on the web as it is: a path would lose its slashes."""
    return text if text[:8].lower().startswith(("http://", "https://")) else _path(text)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")


def _words(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of words (0: all of it)")


_SOURCES = "folders, articles, addresses of pages, or a saved briefing (default: the sample)"


def _read(parser: Parser) -> None:
    _paths(parser, _SOURCES)
    _building(parser)
    parser.add_argument("--watch", action="store_true", help="build again by itself when the articles change")


def _build(parser: Parser) -> None:
    _paths(parser, "folders, articles and addresses of pages", "+")
    _output(parser, required=True)
    _building(parser)
    parser.add_argument(
        "--explain", action="store_true", help="list how each file was read, and what was skipped with the reason"
    )


def _export(parser: Parser) -> None:
    _paths(parser, _SOURCES)
    parser.add_argument("--topic", metavar="ID", help="this topic alone (briefing topics lists them)")
    _choice(parser, "--format", ("markdown", "html", "json"), "default: markdown", default="markdown")
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


_DECLARED: dict[str, Callable[[Parser], None]] = {
    "read": _read,
    "build": _build,
    "export": _export,
    "topics": _topics,
    "verify": _verify,
    "paths": _none,
}


def parsed(command: str, words: Sequence[str]) -> argparse.Namespace:
    """Read the words of a command.

    Raises UsageError where they are wrong, and SystemExit when `--help` has been printed.
    """
    what = COMMANDS[command]
    parser = Parser(prog=f"briefing {command}", description=f"{what[0].upper()}{what[1:]}.", allow_abbrev=False)
    _DECLARED[command](parser)
    return parser.parse_args(words)


def overall_help() -> str:
    """Give the text of `briefing --help`."""
    rows = "\n".join(f"  {name:8} {what}" for name, what in COMMANDS.items())
    return f"""usage: briefing [read] [PATH...]
       briefing COMMAND ...
       briefing [COMMAND] --help
       briefing --version

Several news articles about one event become one briefing that can be checked.

{rows}

A first word that is a command is the command; a folder of that name is ./{next(iter(COMMANDS))}.
Without PATH the recent briefings are listed; the sample is opened where there are none.
"""
