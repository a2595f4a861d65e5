"""What the tests share."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from briefing.model import Article, Briefing
from briefing.prepare.analysis import Analysis
from briefing.prepare.annotate import annotate
from briefing.prepare.clean import clean
from briefing.prepare.read import read

# A busy machine is no failure: time is measured by the benchmarks.
settings.register_profile("briefing", deadline=None)
settings.load_profile("briefing")

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

Analyse = Callable[[str], Analysis]


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Let the programs that are tested be interrupted, also where the tests run in the background of a script."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what a test writes to where it stands."""
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture(autouse=True)
def away(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test away from the checkout and from what a person has kept."""
    monkeypatch.chdir(nowhere)
    monkeypatch.setenv("XDG_STATE_HOME", str(nowhere / "state"))
    # What a walk over the keys types at random is run by nobody.
    monkeypatch.setenv("SHELL", "/bin/true")


def article_of(text: str, name: str = "article.txt") -> Article:
    """Make an article from a text, as `read` would."""
    from hashlib import sha256

    data = text.encode("utf-8", "surrogatepass")
    return Article(sha256(data).hexdigest()[:12], sha256(data).hexdigest(), text, (name,), "utf-8")


@pytest.fixture(scope="session")
def analyse() -> Analyse:
    """Clean and annotate one text (the model is loaded once)."""

    def run(text: str, name: str = "article.txt") -> Analysis:
        return next(iter(annotate([clean(article_of(text, name))])))

    return run


@pytest.fixture(scope="session")
def seed_analyses() -> Sequence[Analysis]:
    """The annotated seeds, in the briefing's order."""
    from briefing.prepare.event import in_order

    return in_order(list(annotate([clean(a) for a in read([SEEDS]).articles])))


@pytest.fixture(scope="session")
def seed_briefing(seed_analyses: Sequence[Analysis]) -> Briefing:
    """The seeds' briefing with their declared topics."""
    from briefing.prepare.event import tell
    from briefing.prepare.topics_file import read_topics

    return tell(seed_analyses, read_topics(SEEDS / "topics.toml"))
