"""The reader on a real terminal: a folder that grows, an editor, a pipe, and the place where one was."""

from __future__ import annotations

import sys
from pathlib import Path

from terminal import Terminal

FIRST = "Bridge reopens\n\nThe bridge over the Lune reopened on Monday, Mayor Ada Quill said. It cost 12 million.\n"
SECOND = "Ferry ends\n\nThe ferry over the Lune made its last trip on Monday, captain Bo Tarn said. He is to retire.\n"
EDITOR = """#!{python}
import sys
open({place!r}, "w").write(" ".join(sys.argv[1:]))
print("EDITING")
sys.stdin.readline()
"""


def test_a_morning(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text(FIRST)
    editor = tmp_path / "vim"
    editor.write_text(EDITOR.format(python=sys.executable, place=str(tmp_path / "edited")))
    editor.chmod(0o755)
    homes = {f"XDG_{name}_HOME": str(tmp_path / "home") for name in ("CACHE", "STATE", "CONFIG")}
    homes |= {"VISUAL": str(editor), "SHELL": "/bin/sh"}
    command = [sys.executable, "-m", "briefing"]
    with Terminal([*command, str(news)], (120, 30), homes) as terminal:
        terminal.wait(lambda screen: "Overview" in screen, 60)
        # The folder grows: it is told, read at a key, and what is read stays put.
        (news / "two.txt").write_text(SECOND)
        terminal.wait(lambda screen: "1 new article: r reads it" in screen, 20)
        terminal.key("r")
        terminal.wait(lambda screen: "Esc cancels" in screen)
        terminal.wait(lambda screen: "Built again: 2 articles, 1 new." in screen, 60)
        # The editor has the terminal, and gives it back.
        terminal.key("1")
        terminal.key("o")
        terminal.wait(lambda screen: "EDITING" in screen)
        terminal.key("\r")
        terminal.wait(lambda screen: "Overview" in screen)
        assert (tmp_path / "edited").read_text().startswith("+")
        terminal.key("|")
        for key in "grep -c Lune\r":
            terminal.key(key)
        terminal.wait(lambda screen: "exit code 0" in screen)
        terminal.key("\x1b")
        terminal.wait(lambda screen: "exit code" not in screen)
        terminal.key("2")
        terminal.settle()
        here = terminal.text
        terminal.key("q")
        assert terminal.ended() == 0
    (news / "three.txt").write_text(FIRST + "More was said.\n")
    # The next morning: the list tells what is new, and opens where one was.
    with Terminal(command, (120, 30), homes) as terminal:
        terminal.wait(lambda screen: "1 new article since" in screen, 20)
        terminal.key("q")
        assert terminal.ended() == 0
    (news / "three.txt").unlink()
    with Terminal([*command, str(news)], (120, 30), homes) as terminal:
        terminal.wait(lambda screen: "Overview" in screen, 60)
        terminal.settle()
        assert terminal.text.splitlines()[:-1] == here.splitlines()[:-1]
        terminal.key("q")
        assert terminal.ended() == 0
