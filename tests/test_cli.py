"""The commands: what goes to stdout and stderr, the exit codes, and one line for whatever is wrong."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from briefing import __version__, store
from briefing.arguments import parsed
from briefing.cli import main
from briefing.commands import opening
from briefing.words import COMMANDS, paths_alone
from conftest import SEEDS
from made import made

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model import Briefing

HOMES = ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Folders of our own for cache, state and configuration; what is built once is found again by later tests."""
    home = tmp_path_factory.mktemp("home")
    return {name: str(home / name.lower()) for name in HOMES}


@pytest.fixture(autouse=True)
def own_homes(homes: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in homes.items():
        monkeypatch.setenv(name, place)


@pytest.fixture(scope="module")
def saved(seed_briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "seeds.briefing"
    store.save(seed_briefing, path)
    return path


Run = "Callable[..., tuple[int, str, str]]"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    """Run a command here: exit code, stdout, stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(w) for w in words])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def start(words: Sequence[object], **more: str) -> subprocess.Popen[bytes]:
    """Start a command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **more},
    )


def one_line(err: str, *words: str) -> None:
    assert err.startswith("briefing: ")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    for word in words:
        assert word in err


# Words


def test_version_and_help(run: Callable[..., tuple[int, str, str]]) -> None:
    assert run("--version") == (0, f"briefing {__version__}\n", "")
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    for command in COMMANDS:
        assert command in out
        code, text, err = run(command, "--help")
        assert (code, err) == (0, "")
        assert f"usage: briefing {command}" in text


@pytest.mark.parametrize(
    ("words", "hints"),
    [
        (["exprot"], ["did you mean", "export"]),
        (["biuld", "seeds"], ["did you mean", "build"]),
        (["help"], ["did you mean", "--help"]),
        (["build"], ["PATH", "--help"]),
        (["build", "seeds"], ["--output", "--help"]),
        (["build", str(SEEDS), "-o", "-"], ["stdout", "briefing export"]),
        (["bild", "--help"], ["did you mean", "build"]),
        (["--versoin"], ["did you mean", "--version"]),
        (["export", "--format", "pdf"], ["pdf", "markdown"]),
        (["export", "--format", "jsn"], ["did you mean json?"]),
        (["topics", "--progress", "jason"], ["did you mean json?"]),
        (["export", "--formt", "json"], ["--formt", "did you mean --format"]),
        (["export", "--overview-words", "-3"], ["--overview-words"]),
        (["export", "--overview-words", "many"], ["many"]),
        (["read", "--workers", "0"], ["0"]),
        (["--colour"], ["--colour"]),
        (["verify"], ["PATH"]),
        (["paths", "x"], ["x"]),
        ([""], ["empty"]),
    ],
)
def test_wrong_words_are_bad_usage(
    run: Callable[..., tuple[int, str, str]], words: list[str], hints: list[str]
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    one_line(err, *hints)


def test_a_first_word_that_is_a_command_is_the_command(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "topics").write_bytes(saved.read_bytes())
    listed = run("topics", "./topics")
    assert listed[0] == 0
    assert run("./topics")[1].startswith("# ")
    assert run("read", "./topics")[1] == run("./topics")[1]


# Good ways


def test_topics_lists_a_line_each(
    run: Callable[..., tuple[int, str, str]], saved: Path, seed_briefing: Briefing
) -> None:
    code, out, err = run("topics", saved)
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert [r[0] for r in rows] == [t.id for t in seed_briefing.topics]
    assert [r[1] for r in rows] == [t.name for t in seed_briefing.topics]
    for topic, row in zip(seed_briefing.topics, rows, strict=True):
        assert int(row[3]) == len({m.range.article for m in topic.members})
    assert sum(int(r[2]) for r in rows) <= len(seed_briefing.claims)


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_exports_go_to_stdout_or_a_file(
    run: Callable[..., tuple[int, str, str]], saved: Path, tmp_path: Path, form: str
) -> None:
    code, out, err = run("export", saved, "--format", form)
    assert (code, err) == (0, "")
    assert out
    assert run("export", saved, "--format", form, "-o", tmp_path / "x") == (0, "", "")
    assert (tmp_path / "x").read_text(encoding="utf-8") == out
    assert run("export", saved, "--format", form, "-o", "-")[1] == out


def test_no_source_is_replaced(run: Callable[..., tuple[int, str, str]], saved: Path, tmp_path: Path) -> None:
    article, kept = tmp_path / "a.txt", tmp_path / "x.briefing"
    article.write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    kept.write_bytes(saved.read_bytes())
    for words in (["export", kept, "-o", kept], ["export", tmp_path, "-o", article], ["build", article, "-o", article]):
        before = [f.read_bytes() for f in (article, kept)]
        code, out, err = run(*words, "--force")
        assert (code, out) == (2, "")
        one_line(err, "one of the sources")
        assert [f.read_bytes() for f in (article, kept)] == before


def test_one_topic(run: Callable[..., tuple[int, str, str]], saved: Path) -> None:
    assert run("export", saved, "--topic", "fogel-release")[1].startswith("# Fogel release")
    code, out, err = run("export", saved, "--topic", "fogel-relaese")
    assert (code, out) == (1, "")
    one_line(err, "did you mean fogel-release?")


def test_paths(run: Callable[..., tuple[int, str, str]], homes: dict[str, str]) -> None:
    code, out, _ = run("paths")
    rows = dict(line.split("\t") for line in out.splitlines())
    assert code == 0
    assert list(rows) == ["cache", "state", "configuration"]
    for home, place in zip(homes.values(), rows.values(), strict=True):
        assert place.startswith(home)


def test_verify(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    store.save(made(["Title\nAnn Lee said “yes” in Rome."]), tmp_path / "x.briefing")
    code, out, err = run("verify", tmp_path / "x.briefing")
    assert (code, err) == (0, "")
    assert out.endswith("all hold\n")
    run("export", tmp_path / "x.briefing", "--format", "json", "-o", tmp_path / "x.json")
    data = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    data["quotes"][0]["start"] += 1
    (tmp_path / "x.json").write_text(json.dumps(data), encoding="utf-8")
    code, out, err = run("verify", tmp_path / "x.json")
    assert code == 1
    assert out.startswith("FAILED quotes[0]")
    assert out.endswith("1 failed\n")
    code, out, err = run("verify", tmp_path / "none.json")
    assert (code, out) == (1, "")
    one_line(err, "no such file")


# Building


def test_a_build_gives_the_same_whatever_the_hash_seed_and_the_files_order_and_names(tmp_path: Path) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    processes = []
    for n, names in enumerate(("abcde", "edcba")):
        folder = tmp_path / str(n)
        folder.mkdir()
        for name, file in zip(names, files, strict=True):
            (folder / f"{name}.txt").write_bytes(file.read_bytes())
        (folder / "topics.toml").write_bytes((SEEDS / "topics.toml").read_bytes())
        # A cache each: neither may find what the other has made.
        words = ["export", folder, "--format", "json", "-o", tmp_path / f"{n}.json", "--overview-words", "0"]
        processes.append(start(words, PYTHONHASHSEED=str(n + 1), XDG_CACHE_HOME=str(tmp_path / f"cache{n}")))
    for p in processes:
        _, err = p.communicate(timeout=120)
        assert p.returncode == 0, err
        assert err == b""
    rows = []
    for n in range(2):
        data = json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8"))
        assert data["topics"][0]["id"] == "call-contents"
        for a in data["articles"]:
            assert a.pop("path").endswith(".txt")
        rows.append(data)
    assert rows[0] == rows[1]


def test_build_tells_its_progress_and_keeps_what_exists(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "good.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    (tmp_path / "news" / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    target = tmp_path / "x.briefing"
    code, out, err = run("build", tmp_path / "news", "-o", target, "--progress", "json", "--explain")
    assert code == 0
    steps = [json.loads(line) for line in err.splitlines()]
    stages = list(dict.fromkeys(s["stage"] for s in steps if "stage" in s))
    assert stages[:2] == ["load", "read"]
    assert stages[-1] == "save"
    assert {"annotate", "names", "quotes", "claims", "topics", "summaries"} <= set(stages)
    assert [s["article"] for s in steps if "article" in s] == ["good.txt"]
    assert [s["notice"] for s in steps if "notice" in s and "bad.txt" in s["notice"]]
    assert [line.partition("\t")[0].rpartition("/")[2] for line in out.splitlines()] == ["bad.txt", "good.txt"]
    assert "NUL bytes" in out.splitlines()[0]
    assert "utf-8; title: first line" in out.splitlines()[1]
    before = target.read_bytes()
    code, out, err = run("build", tmp_path / "news", "-o", target)
    assert (code, out) == (1, "")
    one_line(err, str(target), "--force")
    assert target.read_bytes() == before
    assert run("build", tmp_path / "news", "-o", target, "--force")[0] == 0
    assert [a.text for a in store.load(target).articles] == [(tmp_path / "news" / "good.txt").read_text()]
    code, out, err = run("build", target, "-o", tmp_path / "y.briefing")
    assert code == 2
    one_line(err, "already a saved briefing")


def test_a_folder_is_built_once(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, homes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    first = run("export", tmp_path)
    assert first[0] == 0
    builds: list[object] = []
    build = opening.build

    def counted(*arguments: object) -> Briefing:
        builds.append(arguments)
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "build", counted)
    assert run("export", tmp_path) == first
    assert builds == []
    kept = Path(homes["XDG_CACHE_HOME"]) / "briefing" / "briefings"
    newest = max(kept.iterdir(), key=lambda p: p.stat().st_mtime_ns)
    newest.write_bytes(newest.read_bytes()[:-100])
    assert run("export", tmp_path) == first, "a damaged cache is built again"
    assert len(builds) == 1
    store.load(newest)
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Bonn on Monday.\n")
    assert "Bonn" in run("export", tmp_path)[1], "a changed article is built again"
    (tmp_path / "topics.toml").write_text('[[topic]]\nid = "trip"\nname = "The trip"\nabout = ["Bonn"]\n')
    assert run("topics", tmp_path)[1].startswith("trip\tThe trip\t")
    assert "trip\t" not in run("topics", tmp_path, "--topics", "none")[1]


def test_the_sample_is_opened_without_a_path(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run()
    assert code == 0
    assert out.startswith("# Trump–Putin call, 12 February 2025\n")
    assert run("read") == (0, out, "")


def test_a_cache_that_cannot_be_written_is_only_told(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    code, out, err = run("export", tmp_path / "a.txt")
    assert code == 0
    assert "Ann Lee" in out
    one_line(err, "not kept")


def test_on_a_terminal_the_reader_opens(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    opened: list[Briefing] = []
    started: list[object] = []

    def reader(briefing: Briefing, **_: object) -> int:
        opened.append(briefing)
        return 0

    def process(*words: object, **more: object) -> subprocess.Popen[bytes]:
        started.append(words)
        return start_process(*words, **more)  # type: ignore[call-overload,no-any-return]

    start_process = subprocess.Popen
    monkeypatch.setattr("briefing.reader.app.run", reader)
    monkeypatch.setattr(subprocess, "Popen", process)
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    assert run("read", saved) == (0, "", "")
    assert opened.pop() == store.load(saved)
    assert run(tmp_path) == (0, "", "")
    assert len(started) == 1, "built in a process of its own"
    assert run(tmp_path) == (0, "", "")
    assert len(started) == 1, "and opened at once afterwards"
    assert opened[0] == opened[1]
    assert [a.text for a in opened[0].articles] == [(tmp_path / "a.txt").read_text()]
    (tmp_path / "a.txt").write_bytes(b"")
    code, out, err = run(tmp_path)
    assert (code, out) == (1, "")
    one_line(err, "a.txt")
    assert len(opened) == 2


# Bad ways


def test_bad_paths(run: Callable[..., tuple[int, str, str]], tmp_path: Path, saved: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "cut.briefing").write_bytes(saved.read_bytes()[:5000])
    (tmp_path / "text.briefing").write_text("hello")
    for path, hint in {
        "none": "no such file or folder",
        "empty": "no article",
        "empty.txt": "empty",
        "binary.txt": "binary.txt",
        "cut.briefing": "truncated",
        "text.briefing": "no saved briefing",
        "x" * 5000: "no such file",
        "nul\0nul": "no such file",
    }.items():
        code, out, err = run("export", tmp_path / path)
        assert (code, out) == (1, "")
        one_line(err, hint)
    code, out, err = run("export", saved, SEEDS)
    assert (code, out) == (2, "")
    one_line(err, "alone")
    code, out, err = run("export", saved, "--topics", "none")
    assert (code, out) == (2, "")
    one_line(err, "--topics")


def test_bad_topics_files(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    topics = tmp_path / "topics.toml"
    for text, hints in {
        "[[topic]\n": ["topics.toml", "line 1"],
        '[[topic]]\nid = "a"\nnam = "A"\nabout = []\n': ["topics.toml", "line 3", "nam", "name"],
    }.items():
        topics.write_text(text)
        code, out, err = run("export", tmp_path)
        assert (code, out) == (1, "")
        one_line(err, *hints)
    code, _, err = run("export", tmp_path, "--topics", tmp_path / "none.toml")
    assert code == 1
    one_line(err, "none.toml", "--topics none")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "topics.toml").write_text("")
    code, _, err = run("export", tmp_path, tmp_path / "other")
    assert code == 2
    one_line(err, "several topics files")


def test_bad_configuration(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "briefing").mkdir()
    (tmp_path / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    for text, hints in {
        "model = \n": ["config.toml", "line 1"],
        '\nmodle = "x"\n': ["config.toml", "line 2", "modle", "did you mean model"],
        "model = 3\n": ["config.toml", "line 1", "model"],
        'model = "no_such_model"\n': ["no_such_model", "pip install"],
    }.items():
        (tmp_path / "briefing" / "config.toml").write_text(text)
        code, out, err = run("export", tmp_path / "a.txt")
        assert (code, out) == (1, "")
        one_line(err, *hints)


def test_targets_that_cannot_be_written(run: Callable[..., tuple[int, str, str]], saved: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    for target in ("folder", "file", "none/x", "file/x", "y" * 300):
        code, out, err = run("export", saved, "-o", tmp_path / target)
        assert (code, out) == (1, "")
        one_line(err)
    code, _, err = run("export", saved, "-o", "/dev/null", "--force")
    assert code == 1
    one_line(err, "/dev/null")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_text() == "mine"
    assert run("export", saved, "-o", tmp_path / "file", "--force") == (0, "", "")
    assert (tmp_path / "file").read_text().startswith("# ")


def test_a_reader_that_has_enough_is_no_failure(saved: Path) -> None:
    p = start(["export", saved, "--format", "json"])
    assert p.stdout
    p.stdout.read(10)
    p.stdout.close()
    assert p.stderr
    assert p.stderr.read() == b""
    assert p.wait(timeout=60) == 0
    p.stderr.close()


@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams(saved: Path, closed: str) -> None:
    words = f"{shlex.join([sys.executable, '-m', 'briefing', str(saved)])} {closed}"
    done = subprocess.run(["/bin/sh", "-c", words], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"# ") is (">&-" not in closed.replace("2>&-", ""))


def test_a_working_folder_that_is_gone(saved: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    words = shlex.join([sys.executable, "-P", "-m", "briefing", "topics", os.path.relpath(saved, gone)])
    script = f"cd {shlex.quote(str(gone))} && rmdir {shlex.quote(str(gone))} && {words}"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    one_line(done.stderr, "the working folder is gone")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout(saved: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        p = subprocess.run(
            [sys.executable, "-m", "briefing", "topics", str(saved)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert p.returncode == 1
    one_line(p.stderr.decode(), "No space left")


def test_a_mistake_of_the_program_is_one_line_too(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, saved: Path
) -> None:
    def broken(_: Path) -> Briefing:
        raise TypeError("of all\nthings")

    monkeypatch.setattr(store, "load", broken)
    code, out, err = run("topics", saved)
    assert (code, out) == (1, "")
    one_line(err, "TypeError", "BRIEFING_DEBUG")
    monkeypatch.setenv("BRIEFING_DEBUG", "1")
    with pytest.raises(TypeError):
        run("topics", saved)


def test_too_little_memory_is_told(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, saved: Path
) -> None:
    def full(_: Path) -> Briefing:
        raise MemoryError

    monkeypatch.setattr(store, "load", full)
    code, out, err = run("topics", saved)
    assert (code, out) == (1, "")
    one_line(err, "not enough memory", "--workers")


def test_errors_are_json_for_who_reads_json(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    code, out, err = run("build", tmp_path / "none", "-o", tmp_path / "x", "--progress", "json")
    assert (code, out) == (1, "")
    assert "no such file" in json.loads(err)["error"]


@pytest.mark.parametrize("words", [[], ["a"], ["a b", "./c.txt", "read"], ["/d/", "ä"]])
def test_paths_alone_are_read_as_argparse_reads_them(words: list[str]) -> None:
    assert vars(paths_alone(words) or SimpleNamespace()) == vars(parsed("read", words))


@pytest.mark.parametrize("word", ["", "-", "--watch", "-h", "http://x.org/a", "HTTPS://x.org/a"])
def test_other_words_are_left_to_argparse(word: str) -> None:
    assert paths_alone(["a", word]) is None
