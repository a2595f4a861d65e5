"""Whatever an article or a file name holds, it acts on nothing; whatever kills a build, nothing is half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import store
from briefing.cli import main
from briefing.progress import Narrator, Step
from made import NASTY, made

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = "\n\n".join(
    (
        "Leaders \x1b[31mmeet\x1b[0m in \x1b]8;;http://evil\x07Rome\x1b]8;;\x07",
        "ROME (AP) \u2014 Ann Lee said \u201cit \x1b]52;c;QQ==\x07holds\u201d on Monday.",
        "The [bold red]pact[/] took \u202e90 minutes\u202c and [@click=app.quit]more[/].",
        "Bo Ray called it <script>alert(1)</script> | a **start** | `now` \x9b2J \x90q\x9c.",
        "He\u200b\u200b\u200bll" + "\u0301" * 50 + "o from \ud7ff\ue000\U000f0000 \x07\x08\x7f\x85\u2028 there.",
    )
)


@pytest.fixture(autouse=True)
def own_homes(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.getbasetemp() / "hostile-home"
    for name in ("CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name))


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str, str]]:
    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(w) for w in words])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode("utf-8", "surrogateescape")

    return call


def active(text: str) -> set[str]:
    """The characters that a terminal or a bidirectional display would act on."""
    joiners = "\u200c\u200d"
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in f"\n\t{joiners}"}


# Texts


@pytest.mark.parametrize(
    "words", [["export"], ["export", "--format", "html"], ["export", "--format", "json"], ["topics"]]
)
def test_an_article_of_escapes_is_shown_as_inert_text(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8")
    code, out, err = run(*words, tmp_path)
    assert code == 0, err
    assert active(out) == set()
    assert active(err) == set()
    assert "pact" in out or words == ["topics"]
    if "html" in words:
        assert "<script" not in out


def test_hostile_articles_hold_up_to_verify(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    for n, text in enumerate((HOSTILE, "\n".join(NASTY[:40]), "x" * 20_000, "a " * 2_000, '"' * 2000, "(" * 2000)):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8", errors="replace")
    code, _, err = run("build", tmp_path, "-o", tmp_path / "x.briefing")
    assert code == 0, err
    code, out, _ = run("verify", tmp_path / "x.briefing")
    assert code == 0, out


def test_titles_and_speakers_of_a_saved_briefing_are_inert(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    store.save(made([HOSTILE, "\n".join(NASTY)], title=HOSTILE), tmp_path / "x.briefing")
    for words in (["read"], ["export"], ["export", "--format", "html"], ["export", "--format", "json"], ["topics"]):
        code, out, err = run(*words, tmp_path / "x.briefing")
        assert (code, err) == (0, "")
        assert active(out) == set()
    assert active(run("verify", tmp_path / "x.briefing")[1]) == set()


# File names

ODD_NAMES = (
    "a\nb.txt",
    "\x1b[31mred.txt",
    "\u202etxt.exe",
    "x\x07.txt",
    "-o.txt",
    "--help",
    "a b  c.txt",
    "*.txt",
    "'\"$(id).txt",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names(run: Callable[..., tuple[int, str, str]], tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"news {name}"
    folder.mkdir()
    (folder / f"{name}.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    (folder / f"bad {name}.txt").write_bytes(b"\x00\x01\xff" * 200)
    for form in ("markdown", "html", "json"):
        code, out, err = run("export", folder, "--format", form)
        assert code == 0, err
        assert "Ann Lee" in out
        assert active(out + err) == set()
        assert err.count("\n") == (1 if form == "markdown" else 0), "named once, when it is built"
    code, out, err = run("export", folder / "none")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert active(err) == set()


def test_a_name_that_is_not_text(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    except OSError:
        pytest.skip("the file system takes only text for names")
    for form in ("markdown", "html", "json"):
        code, out, err = run("export", path, "--format", form)
        assert (code, err) == (0, "")
        assert "Ann Lee" in out
    target = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9.briefing"))
    assert run("build", path, "-o", target)[0] == 0
    assert run("verify", target)[0] == 0


def test_progress_is_inert_and_fits_the_line() -> None:
    class Terminal:
        def __init__(self) -> None:
            self.text = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            self.text += text
            return len(text)

        def flush(self) -> None:
            pass

    for name in (*ODD_NAMES, "w" * 500, "\u4f60" * 500):
        terminal = Terminal()
        narrator = Narrator("bar", terminal)  # type: ignore[arg-type]  # all of a stream that is used
        narrator.step(Step("annotate", 3, 5, name))
        line = terminal.text.removeprefix("\r\x1b[K")
        assert line.isascii()
        assert line.isprintable()
        assert len(line) < 80
        narrator.notice("done")
        assert terminal.text.endswith("\r\x1b[Kbriefing: done\n")


# Folders of everything


def test_bad_files_among_good_ones(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    code, out, err = run("build", tmp_path, "-o", tmp_path / "x.briefing", "--explain")
    assert code == 0, err
    assert [a.paths[0].rpartition("/")[2] for a in store.load(tmp_path / "x.briefing").articles] == ["good.txt"]
    reasons = dict(line.split("\t") for line in out.splitlines())
    assert {Path(p).name for p in reasons} >= {"empty.txt", "binary.txt", "pipe.txt"}
    assert all(reasons.values())


# Arguments


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["read", "export", "build", "topics", "verify", "paths", "-o", "--topic", "--format", "json"]
            ),
            st.sampled_from(
                ["--force", "--explain", "--workers", "2", "--topics", "none", "--", "-", "--overview-words"]
            ),
            st.text(max_size=8).map(lambda s: f"/nowhere/{s}"),
            st.text(max_size=6),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_words_end_well(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    # The sample would be built again and again: a folder without articles stands for it.
    monkeypatch.setattr("briefing.commands.opening.sample", lambda: tmp_path)
    code = main(words)
    _, err = capfdbinary.readouterr()
    assert code in (0, 1, 2)
    text = err.decode("utf-8", "replace")
    assert text.count("\n") == (0 if code == 0 else 1)
    assert "a mistake in briefing" not in text
    assert list(tmp_path.iterdir()) == []


# Kills


@pytest.mark.parametrize(
    ("how", "stage"), [(signal.SIGINT, "load"), (signal.SIGTERM, "annotate"), (signal.SIGKILL, "summaries")]
)
def test_a_killed_build_leaves_the_old_file_or_the_new_one(tmp_path: Path, how: signal.Signals, stage: str) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("A title here\n\nAnn Lee went to Rome on Monday.\n")
    target = tmp_path / "out" / "x.briefing"
    target.parent.mkdir()
    store.save(made(["Old\nwords stand here."]), target)
    old = target.read_bytes()
    words = [
        sys.executable,
        "-m",
        "briefing",
        "build",
        tmp_path / "news",
        "-o",
        target,
        "--force",
        "--progress",
        "json",
    ]
    with subprocess.Popen(list(map(str, words)), stderr=subprocess.PIPE, text=True) as p:
        assert p.stderr
        assert any(f'"{stage}"' in line for line in p.stderr)
        p.send_signal(how)
        rest = p.stderr.read()
    assert "Traceback" not in rest
    if how is signal.SIGKILL:
        # The last stage is next to saving: either is right, but nothing in between.
        if target.read_bytes() != old:
            store.load(target)
    else:
        assert p.returncode == 128 + how
        assert json.loads(rest.splitlines()[-1]) == {"error": "stopped"}
        assert target.read_bytes() == old
        assert [q.name for q in target.parent.iterdir()] == ["x.briefing"]


SAVING = """
import sys
from pathlib import Path
from briefing import store
from briefing.model import Article, Briefing
articles = [Article(f"{n}", "", f"Version {n}. " + "Words stand here. " * 3000, (), "") for n in range(2)]
briefings = [Briefing("t", (), (a,), (), (), (), (), (), (), (), (), (), ()) for a in articles]
print("ready", flush=True)
while True:
    for b in briefings:
        store.save(b, Path(sys.argv[1]))
"""


def test_a_kill_while_saving_leaves_a_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "x.briefing"
    for n in range(6):
        with subprocess.Popen([sys.executable, "-c", SAVING, str(target)], stdout=subprocess.PIPE) as p:
            assert p.stdout
            assert p.stdout.readline() == b"ready\n"
            time.sleep(0.02 + 0.007 * n)
            p.kill()
        if target.exists():
            assert store.load(target).articles[0].text.startswith("Version ")
    assert target.exists()


def test_readers_see_whole_files_while_others_write(tmp_path: Path) -> None:
    target = tmp_path / "x.briefing"
    with subprocess.Popen([sys.executable, "-c", SAVING, str(target)], stdout=subprocess.PIPE) as p:
        assert p.stdout
        p.stdout.readline()
        end = time.monotonic() + 0.5
        loads = 0
        while time.monotonic() < end:
            with suppress(FileNotFoundError):
                if target.exists():
                    store.load(target)
                    loads += 1
        p.kill()
    assert loads > 0
