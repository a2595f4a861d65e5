"""Draw the real imports between the parts of briefing into docs/architecture.md.

python docs/diagram.py            rewrite the diagram
python docs/diagram.py --check    fail where it is not what the code says
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import grimp

PAGE = Path(__file__).with_name("architecture.md")
MARKS = re.compile(r"(<!-- imports -->\n).*?(<!-- /imports -->)", re.DOTALL)
# Rooms that are drawn by their members, since the way data goes leads through them.
OPENED = ("briefing.prepare",)
# Imported by nearly all: drawing them would hide the rest.
EVERYWHERE = {"model", "errors", "prepare.analysis", "prepare.ids"}


def part(module: str) -> str:
    """Name the part that a module belongs to."""
    names = module.split(".")
    depth = 3 if ".".join(names[:2]) in OPENED else 2
    return ".".join(names[1:depth])


def diagram() -> str:
    """Give the diagram as Mermaid text."""
    graph = grimp.build_graph("briefing", cache_dir=None)
    arrows = set()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            a, b = part(importer), part(imported)
            if a and b and a != b and not {a, b} & EVERYWHERE and b != "prepare":
                arrows.add((a, b))
    lines = ["```mermaid", "graph LR", *(f"  {a} --> {b}" for a, b in sorted(arrows)), "```"]
    hidden = ", ".join(f"`{x}`" for x in sorted(EVERYWHERE))
    return "\n".join(lines) + f"\n\nNot drawn, since nearly all import them: {hidden}.\n"


def main() -> int:
    """Run from the command line."""
    text = PAGE.read_text(encoding="utf-8")
    wanted = MARKS.sub(lambda m: m[1] + diagram() + m[2], text)
    if "--check" in sys.argv[1:]:
        return int(wanted != text)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
