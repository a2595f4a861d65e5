"""Saved pages with gold: how well their text, title, date and byline are read, beside trafilatura alone.

    python benchmarks/pages.py FOLDER [--errors]

FOLDER holds `*.jsonl`, a page a line: html_file (within FOLDER, xz), text, and perhaps title, authors, date. Each
page is read and cleaned as a build does, and what an export would say is compared: the words of the body segments by
4-grams (F1), the title by its letters, the day, and the names of the byline.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError
from briefing.model import Article
from briefing.prepare.clean import clean
from briefing.prepare.read import read

_WORD = re.compile(r"\w+")


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Count the 4-grams of a text's words (of a shorter text: all of its words as one)."""
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3))) if words else Counter()


def f1(found: str, gold: str) -> float:
    """Compare two texts by their 4-grams."""
    one, two = grams(found), grams(gold)
    same = sum((one & two).values())
    return 2 * same / (sum(one.values()) + sum(two.values())) if one or two else 1.0


def letters(text: str | None) -> str:
    """Give what titles and names are compared by."""
    return "".join(c for c in (text or "").casefold() if c.isalnum())


def body(article: Article) -> str:
    """Give the text of the body segments."""
    return "\n".join(article.text[s.range.start : s.range.end] for s in article.segments if s.kind == "body")


def right(article: Article | None, row: dict[str, Any]) -> dict[str, bool]:
    """Tell which of the metadata that the gold has are right."""
    title, day, names = (
        getattr(article, name).value if article and getattr(article, name) else ""
        for name in ("title", "published", "byline")
    )
    told: dict[str, bool] = {}
    if row.get("title"):
        told["title"] = letters(title) == letters(row["title"])
    if row.get("date"):
        told["date"] = day == row["date"][:10]
    if row.get("authors"):
        told["author"] = {letters(n) for n in names.split(", ")} == {letters(n) for n in row["authors"]}
    return told


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="name the pages read worse than by trafilatura alone")
    arguments = parser.parse_args()
    import trafilatura

    for rows in sorted(arguments.folder.glob("*.jsonl")):
        ours: list[float] = []
        alone: list[float] = []
        told: dict[str, list[bool]] = {}
        seconds = [0.0, 0.0]
        for line in rows.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            data = lzma.decompress((arguments.folder / row["html_file"]).read_bytes())
            start = time.perf_counter()
            text = trafilatura.extract(data) or ""
            middle = time.perf_counter()
            article = _read(data)
            seconds = [seconds[0] + middle - start, seconds[1] + time.perf_counter() - middle]
            alone.append(f1(text, row["text"]))
            ours.append(f1(body(article), row["text"]) if article else 0.0)
            found = right(article, row)
            for name, holds in found.items():
                told.setdefault(name, []).append(holds)
            if arguments.errors and (ours[-1] < alone[-1] - 0.01 or not all(found.values())):
                print(f"  {row['id']:60} {ours[-1]:.3f} alone {alone[-1]:.3f} {found}")
        metadata = "  ".join(f"{name} {sum(holds) / len(holds):.3f}" for name, holds in told.items())
        print(f"{rows.stem:16} {len(ours):4} pages  body {_mean(ours):.4f}  alone {_mean(alone):.4f}  {metadata}")
        print(f"{'':16} seconds: {seconds[1]:.1f}, alone {seconds[0]:.1f}")


def _read(data: bytes) -> Article | None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_bytes(data)
        try:
            return clean(read([file]).articles[0])
        except BriefingError:
            return None


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
