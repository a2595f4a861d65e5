"""How fast it is, as ratios of two things measured in one run on one machine.

python benchmarks/speed.py                      print the table
python benchmarks/speed.py --write              also write the README's table and docs/speed.svg (needs the bench extra)
python benchmarks/speed.py --frogmouth PROGRAM also measure against frogmouth (pip install it in a venv of its own)

What is compared is measured in turns, so that whatever else the machine does weighs on both.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import events
import generate
from terminal import Terminal

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
BRIEFING = str(Path(PYTHON).with_name("briefing"))
"""The program as a person starts it."""
# The pipeline components that annotate uses, on the same text, and nothing else.
SPACY_ALONE = """
import sys
from pathlib import Path
import spacy
from briefing.prepare.annotate import DEFAULT_MODEL
nlp = spacy.load(DEFAULT_MODEL)
texts = [f.read_text(encoding="utf-8") for f in sorted(Path(sys.argv[1]).glob("*.txt"))]
assert len([list(d.sents) for d in nlp.pipe(p for t in texts for p in t.split("\\n") if p.strip())])
"""
# To and fro, so that there always is something further.
KEYS = {
    "next statement": "jjjkkk",
    "topic switch": "]]][[[",
    "source jump": "21",
    "page down": "   bbb",
    "search hit": "n",
}
# What is typed before a key is measured: a source, a search.
BEFORE = {"source jump": "1", "page down": "1", "search hit": "/said\r"}
PRESSES = 30
PATIENCE = 10
"""Seconds to wait for what a key changes."""


class Row(NamedTuple):
    """A line of the table."""

    what: str
    value: str
    aim: str


class Ratio(NamedTuple):
    """Two durations in seconds."""

    mine: float
    other: float

    def __str__(self) -> str:
        """Give the ratio with both durations."""
        return f"{self.mine / self.other:.2f} × ({self.mine * 1000:.0f} / {self.other * 1000:.0f} ms)"


def seconds(command: list[str], env: Mapping[str, str] | None = None) -> float:
    """Run a command and time it."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **(env or {})})
    return time.perf_counter() - start


def timed(work: Callable[[], object]) -> float:
    """Do it, and give the seconds it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(measure: Callable[[], float], times: int) -> float:
    """Give the median of several measurements."""
    return statistics.median(measure() for _ in range(times))


def in_turns(mine: Callable[[], float], other: Callable[[], float], times: int) -> Ratio:
    """Measure two things in turns; give the medians of both."""
    rows = [(mine(), other()) for _ in range(times)]
    return Ratio(*(statistics.median(column) for column in zip(*rows, strict=True)))


def home(folder: Path) -> dict[str, str]:
    """Give an environment whose cache, state and configuration lie in a folder."""
    return {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}


def build(tmp: Path, repeat: int) -> list[Row]:
    """Time a cold build against spaCy alone, and a rebuild with nothing changed."""
    count = iter(range(10_000))
    command = [BRIEFING, "build", str(events.SEEDS), "--progress", "none", "--force", "-o"]

    def cold() -> float:
        n = next(count)
        return seconds([*command, str(tmp / f"{n}.briefing")], home(tmp / f"home{n}"))

    both = in_turns(cold, lambda: seconds([PYTHON, "-c", SPACY_ALONE, str(events.SEEDS)]), repeat)
    warm = median(lambda: seconds([*command, str(tmp / "0.briefing")], home(tmp / "home0")), repeat)
    return [
        Row("build of the sample / spaCy alone on its text", str(both), "1.6"),
        Row("rebuild with nothing changed / first build", str(Ratio(warm, both.mine)), ""),
    ]


def curve(tmp: Path, repeat: int) -> list[tuple[int, int, float, float]]:
    """Time the event stages: (articles, statements, seconds, seconds of spaCy on the same text).

    Both once before, so that the model and the stages' word lists are loaded.
    """
    import spacy

    from briefing.prepare.annotate import DEFAULT_MODEL
    from briefing.prepare.event import tell

    nlp = spacy.load(DEFAULT_MODEL)

    def alone(folder: Path) -> None:
        texts = [f.read_text(encoding="utf-8") for f in sorted(folder.glob("*.txt"))]
        for d in nlp.pipe(p for t in texts for p in t.split("\n") if p.strip()):
            list(d.sents)

    points = []
    for count in (5, 20, 50):
        folder = tmp / f"event{count}"
        generate.write(folder, count)
        analyses = events.analyses(folder)
        stages, spacy_alone = partial(tell, analyses), partial(alone, folder)
        stages()
        spacy_alone()
        both = in_turns(partial(timed, stages), partial(timed, spacy_alone), repeat)
        points.append((count, sum(len(a.sentences) for a in analyses), both.mine, both.other))
    return points


def invented(tmp: Path, count: int) -> Path:
    """Build a briefing of invented articles."""
    folder = tmp / f"invented{count}"
    generate.write(folder, count)
    saved = folder.with_suffix(".briefing")
    seconds([BRIEFING, "build", str(folder), "--progress", "none", "-o", str(saved)], home(tmp / "home0"))
    return saved


class Keys(NamedTuple):
    """What a reader of one briefing takes: sorted milliseconds by key, and its peak memory in megabytes."""

    times: dict[str, list[float]]
    memory: int


def answer(terminal: Terminal, key: str) -> float:
    """Press a key that changes the screen; give the milliseconds until it has changed."""
    taken = terminal.key(key, PATIENCE)
    if not taken:
        sys.exit(f"speed.py: nothing came after {key!r}:\n{terminal.text}")
    return taken * 1000


def keys(saved: Path, env: Mapping[str, str]) -> Keys:
    """Press each key again and again in a reader, after what comes before it."""
    times = {}
    with Terminal([BRIEFING, str(saved)], env=env) as terminal:
        terminal.wait(lambda text: "Overview" in text)
        terminal.settle()
        for what, pressed in KEYS.items():
            for key in ("0", "]", *BEFORE.get(what, "")):
                terminal.key(key)
            terminal.settle()
            times[what] = sorted(answer(terminal, key) for key in islice(cycle(pressed), PRESSES))
        return Keys(times, peak(terminal.pid))


def reader(tmp: Path, repeat: int, frogmouth: str | None) -> list[Row]:
    """Time the reader's first paint and its keys through a pseudo-terminal, and weigh its memory."""
    saved = tmp / "0.briefing"
    env = home(tmp / "home0")
    bare = [PYTHON, str(HERE / "bare.py")]

    def paint(command: list[str], seen: str) -> float:
        with Terminal(command, env=env) as terminal:
            return terminal.wait(lambda text: seen in text)

    def mine(place: Path) -> Callable[[], float]:
        return lambda: paint([BRIEFING, str(place)], "Overview")

    least = in_turns(mine(saved), lambda: paint(bare, "bare and ready"), repeat)
    rows = [Row("first paint of the reader / of a bare Textual app", str(least), "1.3")]
    if frogmouth is None:
        print("speed.py: no --frogmouth: the first paint is not measured against it", file=sys.stderr)
    else:
        file = tmp / "sample.md"
        texts = [f.read_text(encoding="utf-8") for f in sorted(events.SEEDS.glob("*.txt"))]
        file.write_text("# All of it\n\n" + "\n\n".join(texts), encoding="utf-8")
        other = in_turns(mine(saved), lambda: paint([frogmouth, str(file)], "All of it"), repeat)
        rows.append(Row("first paint of the reader / of frogmouth on the same text", str(other), "1"))
    from briefing import store

    five, fifty = invented(tmp, 5), invented(tmp, 50)
    hundredfold, long = tmp / "500.briefing", tmp / "long.briefing"
    many = generate.repeated(store.load(five), 100)
    one = generate.joined(many)
    store.save(many, hundredfold)
    store.save(one, long)
    ratio = in_turns(mine(hundredfold), mine(five), repeat)
    rows.append(Row("first paint of 500 articles / of 5", str(ratio), "1.1"))
    with Terminal(bare, env=env) as terminal:
        terminal.wait(lambda text: "bare and ready" in text)
        terminal.settle()
        memory = peak(terminal.pid)
    few = keys(five, env)
    for what, times in few.times.items():
        middle, late = statistics.median(times), times[int(0.95 * len(times))]
        rows.append(Row(f"key, 5 articles: {what}", f"{middle:.0f} ms, p95 {late:.0f} ms", "20, p95 50 ms"))
    for name, place in (("50 articles", fifty), (f"one article of {len(one.articles[0].text) / 1e6:.1f} MB", long)):
        found = keys(place, env)
        for what, times in found.times.items():
            ratio = Ratio(statistics.median(times) / 1000, statistics.median(few.times[what]) / 1000)
            rows.append(Row(f"key, {name} / 5 articles: {what}", str(ratio), "1.5"))
    weighed = keys(saved, env).memory
    rows.append(
        Row("peak memory of the reader / of the bare app", f"{weighed / memory:.2f} × ({weighed} / {memory} MB)", "1.5")
    )
    return rows


def peak(pid: int) -> int:
    """Give a process's peak memory in megabytes (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(x for x in status.splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def start(repeat: int) -> Row:
    """Time `briefing --version` against an empty Python."""
    mine = median(lambda: seconds([BRIEFING, "--version"]), repeat)
    empty = median(lambda: seconds([PYTHON, "-c", "pass"]), repeat)
    return Row("briefing --version / python -c pass", str(Ratio(mine, empty)), "4")


def plot(points: list[tuple[int, int, float, float]], target: Path) -> None:
    """Draw the curve."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "briefing"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 3.2), layout="constrained")
    sizes = [p[1] for p in points]
    axes.plot(sizes, [p[3] for p in points], "s--", color="0.55", label="spaCy on the same text")
    axes.plot(sizes, [p[2] for p in points], "o-", color="C0", label="all event stages")
    for count, size, mine, _ in points:
        axes.annotate(f"{count} articles", (size, mine), textcoords="offset points", xytext=(0, -12), ha="center")
    axes.set(xlabel="sentences", ylabel="seconds", ylim=(0, None))
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(target, metadata={"Date": None})


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--frogmouth", metavar="PROGRAM", default=shutil.which("frogmouth"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        tmp = Path(name)
        rows = build(tmp, args.repeat)
        points = curve(tmp, args.repeat)
        for count, size, mine, annotated in points:
            rows.append(
                Row(f"event stages / spaCy, {count} articles, {size} sentences", str(Ratio(mine, annotated)), "0.5")
            )
        rows += reader(tmp, args.repeat, args.frogmouth)
        rows.append(start(args.repeat))
    lines = ["| what | measured | aim |", "| --- | --- | --- |", *(f"| {w} | {v} | {a} |" for w, v, a in rows)]
    print("\n".join(lines))
    if args.write:
        write(lines, points)


def write(lines: list[str], points: list[tuple[int, int, float, float]]) -> None:
    """Put the table and the plot where the README shows them."""
    root = HERE.parent
    plot(points, root / "docs" / "speed.svg")
    readme = root / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, mark, rest = text.partition("<!-- speed: made by `benchmarks/speed.py --write` -->\n")
    _, end, after = rest.partition("<!-- /speed -->")
    if not mark or not end:
        sys.exit("speed.py: README.md has lost its speed marks")
    readme.write_text(before + mark + "\n".join(lines) + "\n" + end + after, encoding="utf-8")


if __name__ == "__main__":
    main()
