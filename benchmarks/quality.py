"""Build events, score them against their gold annotation, and list the errors.

    python benchmarks/quality.py                       the seeds, with declared topics, as CI measures them
    python benchmarks/quality.py EVENTS GOLD [NAME..]  each folder NAME of EVENTS against GOLD/NAME, topics found
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
from pathlib import Path

import score

from briefing.export.as_json import as_dict
from briefing.prepare.analysis import Analysis

ROOT = Path(__file__).resolve().parent.parent


def analyses(folder: Path, cache: Path | None) -> list[Analysis]:
    from briefing.prepare import annotate, clean, read

    key = hashlib.sha256()
    for module in (read, clean, annotate):
        home = Path(module.__file__)
        files = sorted(home.parent.glob("*.py")) if home.name == "__init__.py" else [home]
        for f in files:
            key.update(f.read_bytes())
    for f in sorted(folder.iterdir()):
        key.update(f.name.encode() + f.read_bytes())
    kept = cache / f"{folder.name}-{key.hexdigest()[:16]}.pickle" if cache else None
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())  # noqa: S301 - its own cache
    reading = read.read([folder])
    result = list(annotate.annotate([clean.clean(a) for a in reading.articles]))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(result))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="?", type=Path)
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--cache", type=Path, help="keep the annotated articles here between runs")
    parser.add_argument("--only", default="", help="show the figures that start with this")
    args = parser.parse_args()
    from briefing.prepare.event import tell

    jobs = []
    if args.events is None:
        from briefing.prepare.topics_file import read_topics

        jobs.append(("seeds", ROOT / "seeds", ROOT / "tests" / "gold", read_topics(ROOT / "seeds" / "topics.toml")))
    else:
        for name in args.names or sorted(p.name for p in args.events.iterdir() if p.is_dir()):
            folder = args.events / name
            jobs.append((name, folder, args.gold / name, None))
    rows: dict[str, dict[str, float]] = {}
    for name, folder, gold_dir, declared in jobs:
        data = as_dict(tell(analyses(folder, args.cache), declared))
        gold = score.Gold(gold_dir)
        rows[name] = score.score(score.Briefing(data, gold), gold, declared is not None)
    figures = list(dict.fromkeys(k for r in rows.values() for k in r if k.startswith(args.only)))
    columns = list(rows)
    print(" " * 28 + " ".join(f"{c[:8]:>8}" for c in columns) + "     mean")
    for figure in figures:
        values = [rows[c].get(figure) for c in columns]
        known = [v for v in values if v is not None]
        line = " ".join(f"{v:8.3f}" if v is not None else "       -" for v in values)
        print(f"{figure:28}{line} {sum(known) / len(known):8.3f}")


if __name__ == "__main__":
    sys.exit(main())
