"""Write the reader's key table into the README, between its marks."""

from __future__ import annotations

import re
from pathlib import Path

from briefing.reader.commands import markdown

README = Path(__file__).resolve().parent.parent / "README.md"


def main() -> None:
    """Run from the command line."""
    text = README.read_text(encoding="utf-8")
    marked = re.compile(r"(<!-- keys:[^\n]*-->\n).*?(<!-- /keys -->)", re.DOTALL)
    README.write_text(marked.sub(lambda m: m[1] + markdown() + m[2], text), encoding="utf-8")


if __name__ == "__main__":
    main()
