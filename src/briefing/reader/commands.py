"""The one registry of commands: bindings, footer, palette, the `?` help and the README's table come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


_REBOUND: dict[str, tuple[str, ...]] = {}


class Command(NamedTuple):
    """Something that the reader does at a key."""

    id: str
    """Names the desk's method `do_<id>`; what a configuration file may rebind."""
    usual: tuple[str, ...]
    """Its keys in Textual's names, the one to show first; none for commands of the palette alone."""
    name: str
    """Two or three words, for the footer and the palette."""
    help: str
    """One sentence."""
    group: str
    argument: int | None = None
    """Handed to the method where the command is one of a row (1–9)."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys in force, which a configuration file may have changed."""
        return _REBOUND.get(self.id, self.usual)

    @property
    def method(self) -> str:
        """The name of the desk's method."""
        return f"do_{self.id.removesuffix(f'_{self.argument}')}"


MOVE, SHOW, FIND, KEEP, HAND, PROGRAM = "Move", "Show", "Find", "Take away", "Your own hand", "Program"

COMMANDS: tuple[Command, ...] = (
    Command(
        "next_statement", ("j", "down"), "next statement", "The next statement; in the sidebar the next topic.", MOVE
    ),
    Command(
        "previous_statement",
        ("k", "up"),
        "previous statement",
        "The statement before; in the sidebar the topic before.",
        MOVE,
    ),
    Command(
        "go_in", ("enter",), "go in", "One step in: from the topics to the statements, from there to the sources.", MOVE
    ),
    Command(
        "step_out",
        ("escape",),
        "step out",
        "One step out: cancel a build, end a search, then back to the statements, then to the topics.",
        MOVE,
    ),
    Command(
        "next_pane",
        ("l",),
        "next pane",
        "The pane to the right; beyond the last one the next source.",
        MOVE,
    ),
    Command("previous_pane", ("h",), "previous pane", "The pane to the left.", MOVE),
    Command("next_part", ("tab",), "next part", "The next part of the screen, round the end.", MOVE),
    Command("previous_part", ("shift+tab",), "previous part", "The part of the screen before.", MOVE),
    Command(
        "next_cell",
        ("right", "full_stop"),
        "next cell",
        "In Coverage and Entities the next source's cell; elsewhere the pane to the right.",
        MOVE,
    ),
    Command(
        "previous_cell", ("left", "comma"), "previous cell", "The cell before; elsewhere the pane to the left.", MOVE
    ),
    Command("next_topic", ("right_square_bracket",), "next topic", "The next topic.", MOVE),
    Command("previous_topic", ("left_square_bracket",), "previous topic", "The topic before.", MOVE),
    Command("page_down", ("space", "pagedown"), "page down", "A page down in the pane with the focus.", MOVE),
    Command("page_up", ("b", "pageup"), "page up", "A page up.", MOVE),
    Command("half_down", ("ctrl+d",), "half page down", "Half a page down.", MOVE),
    Command("half_up", ("ctrl+u",), "half page up", "Half a page up.", MOVE),
    Command("to_top", ("g", "home"), "top", "The top of the pane with the focus.", MOVE),
    Command("to_end", ("G", "end"), "end", "The end of the pane with the focus.", MOVE),
    *(
        Command(
            f"source_{n}",
            (str(n),),
            f"source {n}",
            f'Source {n} at the current statement, or "not told here"; again: its top.',
            MOVE,
            n,
        )
        for n in range(1, 10)
    ),
    Command("to_summary", ("0",), "back to the statements", "Back to the statements from anywhere.", MOVE),
    Command(
        "next_cited",
        ("right_curly_bracket",),
        "next cited sentence",
        "The next sentence of this source that the topic cites; the others follow.",
        MOVE,
    ),
    Command("previous_cited", ("left_curly_bracket",), "previous cited sentence", "The cited sentence before.", MOVE),
    Command("next_source", ("greater_than_sign",), "next source", "The next source in this pane.", MOVE),
    Command("previous_source", ("less_than_sign",), "previous source", "The source before in this pane.", MOVE),
    Command("labels", ("f",), "labels", "Write a label at everything that can be gone to; its letters go there.", MOVE),
    Command("back", ("ctrl+o", "backspace"), "back", "Back to the place that was jumped away from.", MOVE),
    Command("forward", ("ctrl+f",), "forward", "Forward again through the places visited.", MOVE),
    Command(
        "pin", ("p",), "pin", "Pin the source to its pane: it stays whatever the statement; again: let it go.", MOVE
    ),
    Command("move_left", ("left_parenthesis",), "move source left", "Move the source a pane to the left.", MOVE),
    Command("move_right", ("right_parenthesis",), "move source right", "Move the source a pane to the right.", MOVE),
    Command("show_summary", ("s",), "Summary", "The topic's summary.", SHOW),
    Command(
        "show_coverage",
        ("c",),
        "Coverage",
        "Which source tells what: a row for each claim, a column for each source.",
        SHOW,
    ),
    Command("show_wordings", ("w",), "Wordings", "Each utterance in the versions that the sources give.", SHOW),
    Command("show_differences", ("d",), "Differences", "Where the sources differ.", SHOW),
    Command("show_timeline", ("t",), "Timeline", "What the sources date, in order of time.", SHOW),
    Command(
        "show_sources",
        ("S",),
        "Sources",
        "What each source tells, alone and not; Enter brings it into the pane, at the statement.",
        SHOW,
    ),
    Command("show_entities", ("I",), "Entities", "Who and what is named, in which source how often.", SHOW),
    Command(
        "toggle_fold",
        ("z",),
        "fold",
        "Open or fold the boilerplate on the screen; where there is none, all of the source.",
        SHOW,
    ),
    Command("toggle_link", ("L",), "link", "Link the sources to the current statement, or let each stand.", SHOW),
    Command(
        "toggle_copies",
        ("C",),
        "copied passages",
        "Show what each source shares with others word for word.",
        SHOW,
    ),
    Command("entity_types", ("T",), "entity types", "What each type looks like; a letter switches it off or on.", SHOW),
    Command(
        "taller_statements",
        ("plus",),
        "taller statements",
        "More lines for the statements, fewer for the sources; it is kept.",
        SHOW,
    ),
    Command("taller_sources", ("minus",), "taller sources", "More lines for the sources.", SHOW),
    Command(
        "search",
        ("slash",),
        "search",
        "Search; in the prompt ^t takes the topic or the source, ^r a regular expression, Up what was asked before.",
        FIND,
    ),
    Command(
        "take_entity",
        ("asterisk",),
        "take entity",
        "Light up the entity at the statement or in the source; again: the next one.",
        FIND,
    ),
    Command(
        "entity_card",
        ("i",),
        "entity",
        "What the sources call this entity, and where it stands; in Sources the source's card.",
        FIND,
    ),
    Command(
        "why",
        ("W",),
        "why?",
        "Why this is here: what put it into its topic, what its sources have in common, what speaks against.",
        FIND,
    ),
    Command("next_hit", ("n",), "next hit", "The next hit or mention.", FIND),
    Command("previous_hit", ("N",), "previous hit", "The hit or mention before.", FIND),
    Command("export_topic", ("e",), "export", "Export this topic: Markdown, HTML or JSON, as the suffix says.", KEEP),
    Command("export_all", ("E",), "export all", "Export the whole briefing.", KEEP),
    Command(
        "open",
        ("o",),
        "open",
        "Open the source in the editor, at the statement; after an export, the export.",
        KEEP,
    ),
    Command(
        "copy",
        ("y",),
        "copy",
        "Copy the statement with its citations as Markdown, or the text selected with the mouse.",
        KEEP,
    ),
    Command("pipe", ("vertical_line",), "pipe", "Give the topic as Markdown to a command; shows what it writes.", KEEP),
    Command(
        "star",
        ("m",),
        "star",
        "Star the statement; again: not any more. Starred ones stand below the topics.",
        HAND,
    ),
    Command("note", ("M",), "note", "Write a note on the statement; an empty one is taken away.", HAND),
    Command(
        "mend",
        ("x",),
        "put right",
        "Say what is wrong here: topic, claim, speaker, name. The briefing is built again with it.",
        HAND,
    ),
    Command("undo", ("u",), "take back", "Take back what was put right last.", HAND),
    Command(
        "rebuild",
        ("r",),
        "build again",
        "Build again what has changed on the disk; nothing on the screen moves.",
        PROGRAM,
    ),
    Command("help", ("question_mark",), "help", "All keys, and what the signs mean; type to search them.", PROGRAM),
    Command("palette", ("ctrl+p",), "commands", "All commands by name.", PROGRAM),
    Command(
        "next_theme",
        (),
        "next theme",
        "Another theme: ansi-dark, ansi-light (the terminal's own colours) and high-contrast among them.",
        PROGRAM,
    ),
    Command("quit", ("q",), "quit", "Leave the reader.", PROGRAM),
)

BY_ID = {c.id: c for c in COMMANDS}

_SHOWN = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "vertical_line": "|",
    "asterisk": "*",
    "full_stop": ".",
    "comma": ",",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}


def rebind(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Put keys in force instead of the usual ones, by the commands' ids; all others have their usual ones."""
    _REBOUND.clear()
    _REBOUND.update(keys)


def rebound() -> bool:
    """Tell whether any command has other keys than its usual ones."""
    return bool(_REBOUND)


def key_of(command: str) -> str:
    """Give the first key of a command as it is written on the screen, or where it is found without one."""
    keys = BY_ID[command].keys
    return shown(keys[0]) if keys else "the palette"


def shown(key: str) -> str:
    """Give a key as it is written on the screen."""
    return _SHOWN.get(key, f"^{key[5:]}" if key.startswith("ctrl+") else key)


class Entry(NamedTuple):
    """A row of the key table."""

    keys: str
    name: str
    help: str
    group: str


def table() -> tuple[Entry, ...]:
    """Give the key table; the nine sources are one row."""
    rows: list[Entry] = []
    for c in COMMANDS:
        if c.argument is None:
            rows.append(Entry(" ".join(map(shown, c.keys)) or "palette", c.name, c.help, c.group))
        elif c.argument == 1:
            nine = [c for c in COMMANDS if c.method == "do_source"]
            keys = " ".join(shown(k) for s in nine for k in s.keys) if rebound() else ""
            keys = "1-9" if keys in ("", "1 2 3 4 5 6 7 8 9") else keys
            rows.append(Entry(keys, "source", c.help.replace("Source 1", "That source"), c.group))
    return tuple(rows)


def markdown() -> str:
    """Give the key table of the README."""
    lines = ["| key | does |", "| --- | --- |"]
    lines += [f"| {_cell(e.keys)} | {e.help} |" for e in table()]
    return "\n".join(lines) + "\n"


def _cell(keys: str) -> str:
    return "the palette" if keys == "palette" else " ".join(f"`{k}`" for k in keys.replace("|", "\\|").split())
