"""Whatever the articles say, the whole way gives a sound briefing of them; and it never speaks to the network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing import store
from briefing.export.as_html import as_html
from briefing.export.as_json import as_dict
from briefing.export.as_markdown import as_markdown
from briefing.model import Briefing
from briefing.prepare.annotate import annotate
from briefing.prepare.clean import clean
from briefing.prepare.event import tell
from briefing.prepare.pipeline import Options, prepare
from briefing.prepare.topics import Declared, DeclaredTopic
from briefing.verify import verify
from conftest import ROOT, article_of
from made import NASTY
from terminal import Terminal

WIRE = """Ferry strike ends in Port Ellery

PORT ELLERY (AP) — Ferry crews in Port Ellery ended a nine-day strike on Tuesday, the union said.

“We have won what we asked for,” union leader Mara Voss told reporters. She said that 340 workers would return on
Wednesday. The operator, Norlink Ferries, agreed to a 4 percent raise, according to Chief Executive Tom Hale.

Hale called the deal “fair to both sides.” Voss and Hale are to meet again on March 3, 2031.
"""
OTHER = """La huelga termina

El sindicato anunció el martes el fin de la huelga de nueve días en Puerto Ellery. «Hemos ganado lo que pedimos»,
dijo la dirigente Mara Voss a la prensa. La empresa aceptó una subida del 4 por ciento. 协议已签署。
会议将于三月三日举行。
"""
FURNITURE = "Subscribe to our newsletter\n\nShare this article\n\nAdvertisement\n\n© 2031 All rights reserved.\n"
EVENTS = {
    "one article": [WIRE],
    "one word": ["Ferry"],
    "two identical but for a space": [WIRE, WIRE + " "],
    "five copies of one wire": [f"{name} Post\n\n{WIRE}" for name in ("Alpha", "Beta", "Gamma", "Delta", "Omega")],
    "twelve tiny": [f"Item {n}\n\nMara Voss spoke {n} times on Tuesday." for n in range(12)],
    "a title without a body": ["Ferry strike ends in Port Ellery\n\nBy Ann Lee\n\nMarch 3, 2031\n", WIRE],
    "boilerplate alone": [FURNITURE],
    "boilerplate beside an article": [FURNITURE, WIRE],
    "another language": [OTHER],
    "another language beside": [OTHER, WIRE],
    "signs alone": ["* * *\n\n—\n\n…"],
    "one line of all": [" ".join(WIRE.split()) * 9, WIRE],
    "capitals": [WIRE.upper(), WIRE],
}
DECLARED = Declared(
    "Strike", (DeclaredTopic("pay", "Pay", ("raise", "4 percent")), DeclaredTopic("x", "Moon", ("moon",)))
)


def holds(texts: list[str], folder: Path, declared: Declared | None = None) -> Briefing:
    """Build an event and check all of it by verify, which shares no code with the stages."""
    articles = {a.id: a for a in map(article_of, texts)}
    briefing = tell(list(annotate([clean(a) for a in articles.values()])), declared)
    (folder / "x.json").write_text(json.dumps(as_dict(briefing)), encoding="utf-8")
    assert verify(folder / "x.json").failures == ()
    for a in briefing.articles:
        ranges = [s.range for s in a.segments]
        assert ranges == sorted(ranges)
        held = sum(not c.isspace() for r in ranges for c in a.text[r.start : r.end])
        assert held == sum(not c.isspace() for c in a.text)
    assert as_markdown(briefing).startswith("# ")
    assert "<main" in as_html(briefing)
    return briefing


@pytest.mark.parametrize("declared", [None, DECLARED], ids=["found", "declared"])
@pytest.mark.parametrize("name", EVENTS)
def test_odd_events(tmp_path: Path, name: str, declared: Declared | None) -> None:
    briefing = holds(EVENTS[name], tmp_path, declared)
    assert len(briefing.articles) == len(EVENTS[name])
    if declared:
        assert [t.id for t in briefing.topics][:2] == ["pay", "x"]


def test_five_copies_of_one_wire_are_one_origin(tmp_path: Path) -> None:
    briefing = holds(EVENTS["five copies of one wire"], tmp_path)
    assert briefing.copies
    told = [c for c in briefing.claims if len({r.article for r in c.support}) == 5]
    assert told
    assert {c.origins for c in told} == {1}


SNIPPETS = (
    *("Mara Voss", "Voss", "Mr. Hale", "Norlink", "the union", "she", "he", "said", "told reporters", "called", "that"),
    *("“We have won”", '"fair"', "“", "”", '"', "'", "on Tuesday", "March 3, 2031", "90 minutes", "4%", "$5 million"),
    *(
        ". ",
        ".\n\n",
        ", ",
        ": ",
        "? ",
        "—",
        " ",
        " ",
        "\n",
        "\n\n",
        "By Ann Lee",
        "(AP) — ",
        "according to",
        "and",
        "the",
    ),
)
articles = st.lists(
    st.one_of(st.sampled_from(SNIPPETS), st.sampled_from(SNIPPETS), st.sampled_from(NASTY), st.text(max_size=6)),
    min_size=1,
    max_size=60,
).map(" ".join)


@settings(max_examples=80)
@given(st.lists(articles.filter(str.strip), min_size=1, max_size=4, unique=True))
@example(["\ud800 “a\udfff” said Ann Lee."])
def test_any_articles_give_a_sound_briefing(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    holds(texts, tmp_path_factory.getbasetemp())


# The network


def desk(screen: str) -> bool:
    """Tell whether the footer says what the keys do, no card lies over it, and nothing is said."""
    footer = screen.splitlines()[-1]
    return "? help" in footer and "└" not in footer


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """An environment in which every Python process refuses the network, and notes each try in `tried`."""
    homes = {f"XDG_{name}_HOME": str(tmp_path / "home") for name in ("CACHE", "STATE", "CONFIG")}
    path = os.pathsep.join([str(ROOT / "tests" / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, **homes, "PYTHONPATH": path, "NETWORK_TRIED": str(tmp_path / "tried")}


def test_the_guard_works(guarded: dict[str, str], tmp_path: Path) -> None:
    for call in ("create_connection(('127.0.0.1', 9), 1)", "getaddrinfo('localhost', 9)"):
        (tmp_path / "tried").write_text("")
        words = [sys.executable, "-c", f"import socket; socket.{call}"]
        assert b"PermissionError" in subprocess.run(words, env=guarded, capture_output=True, check=False).stderr
        assert (tmp_path / "tried").read_text().startswith("socket.")


def test_building_and_reading_never_use_the_network(guarded: dict[str, str], tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    tiny = [f"Item {n}." for n in range(6)]
    for n, text in enumerate((WIRE, OTHER, "See https://example.com/a.png for more.", *tiny)):
        (news / f"{n}.txt").write_text(text, encoding="utf-8")
    saved = tmp_path / "x.briefing"
    command = [sys.executable, "-m", "briefing", "build", str(news), "-o", str(saved), "--workers", "2"]
    p = subprocess.run(command, env=guarded, capture_output=True, text=True, check=False)
    assert p.returncode == 0
    assert [line for line in p.stderr.splitlines() if not line.endswith("not analysed: not in English")] == []
    assert as_dict(store.load(saved)) == as_dict(prepare([news], Options())), "workers change nothing"
    with Terminal([sys.executable, "-m", "briefing", str(saved)], (120, 40), guarded) as terminal:
        terminal.wait(lambda screen: "Overview" in screen)
        for key in ("c", "\r"):
            terminal.press(key, desk)
        terminal.press("i", lambda screen: not desk(screen))
        terminal.press("\x1b", desk)
        terminal.press("/", lambda screen: "/ everything" in screen)
        terminal.press("voss\r", lambda screen: "/voss: " in screen)
        terminal.press("?", lambda screen: "Esc closes" in screen and not desk(screen))
        terminal.press("\x1b", desk)
        terminal.key("q")
        assert terminal.ended() == 0
    assert not (tmp_path / "tried").exists()
