"""Pages named by their address, from a server on loopback."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefing import fetch
from briefing.cli import main
from briefing.errors import BriefingError
from briefing.prepare.read import read

PAGE = (
    "<!doctype html><html><head><title>Bridge closed</title></head><body><article>"
    + "<p>The council of Northwick voted on Monday to close the old bridge over the river for a year.</p>" * 3
    + "</article></body></html>"
)


class Server(ThreadingHTTPServer):
    """Answers by path, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str | None]] = []
        self.page = PAGE.encode()
        self.more = 0
        """Bytes that are promised and do not come."""

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        kinds = {"/picture": "image/png", "/latin": "text/html; charset=windows-1252", "/text": "text/plain"}
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", kinds.get(self.path, "text/html; charset=utf-8"))
        if self.server.more:
            self.send_header("Content-Length", str(len(self.server.page) + self.server.more))
        self.end_headers()
        body = PAGE.replace("Northwick", "Nörthwick").encode("cp1252") if self.path == "/latin" else self.server.page
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("briefing.settings.cache_home", lambda: tmp_path / "cache")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()


def test_a_page_is_fetched_once_and_kept(server: Server) -> None:
    address = server.at("/news//bridge/?id=1")
    file = fetch.fetched(address)
    server.page = b"changed"
    assert fetch.fetched(address) == file
    assert [path for path, _ in server.asked] == ["/news//bridge/?id=1"], "as it was named, and once"
    assert (server.asked[0][1] or "").startswith("briefing/")
    (article,) = read([file]).articles
    assert article.url == address
    assert "council of Northwick" in article.text


def test_it_is_fetched_anew_when_asked(server: Server) -> None:
    file = fetch.fetched(server.at("/a"))
    server.page = PAGE.replace("year", "month").encode()
    assert "month" in fetch.fetched(server.at("/a"), anew=True).read_text(encoding="utf-8")
    assert len(list(file.parent.iterdir())) == 1
    server.page = b"x" * (fetch.MAX_BYTES + 1)
    with pytest.raises(BriefingError, match="larger than the limit of 8 MB"):
        fetch.fetched(server.at("/a"), anew=True)
    assert "month" in file.read_text(encoding="utf-8"), "what is kept stays where a fetch fails"


def test_the_server_says_the_encoding(server: Server) -> None:
    (article,) = read([fetch.fetched(server.at("/latin"))]).articles
    assert "Nörthwick" in article.text


def test_redirects_are_followed_to_the_web_alone(server: Server) -> None:
    assert fetch.fetched(server.at("/to//b")).read_text(encoding="utf-8").splitlines()[0].endswith("/b -->")
    for target in ("file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", server.at("/to/") * 12 + "/b"):
        with pytest.raises(BriefingError) as error:
            fetch.fetched(server.at("/to/" + target))
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(("path", "why"), [("/gone", "404"), ("/picture", "image/png")])
def test_what_is_no_page_is_one_line(server: Server, path: str, why: str) -> None:
    with pytest.raises(BriefingError, match=why) as error:
        fetch.fetched(server.at(path))
    assert "\n" not in str(error.value)


def test_a_silent_server_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(BriefingError, match="no answer within"):
        fetch.fetched(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert server.asked == []


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-A: b", b"H", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_a_head_without_end_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    monkeypatch.setattr(fetch, "TOTAL", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as dripping:

        def drip() -> None:
            with dripping.accept()[0] as peer, suppress(OSError):
                peer.sendall(head)
                for _ in range(60):
                    peer.sendall(head if head.endswith(b"\n") else b"x")
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        start = time.monotonic()
        with pytest.raises(BriefingError, match="not there after"):
            fetch.fetched(f"http://127.0.0.1:{dripping.getsockname()[1]}/")
        assert time.monotonic() - start < 2
    assert server.asked == []


@pytest.mark.parametrize("body", [b"", b" \n", PAGE.encode()])
def test_what_ended_early_is_not_kept(server: Server, body: bytes) -> None:
    server.page, server.more = body, 9
    with pytest.raises(BriefingError, match="ended before it was whole"):
        fetch.fetched(server.at("/a"))
    server.page, server.more = PAGE.encode(), 0
    assert "Northwick" in fetch.fetched(server.at("/a")).read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["http://", "http://[", "http://127.0.0.1:1/", "https://\x1b[31m/", "http://a b/"])
def test_addresses_that_lead_nowhere_are_one_line(server: Server, address: str) -> None:
    with pytest.raises(BriefingError) as error:
        fetch.fetched(address)
    assert server.asked == []
    assert str(error.value).isprintable()


def test_an_address_stands_for_its_page_on_the_command_line(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.briefing"
    assert main(["build", server.at("/a"), "-o", str(out), "--explain", "--progress", "none"]) == 0
    assert "title: " in capfd.readouterr().out
    assert main(["export", str(out), "--format", "json"]) == 0
    (article,) = json.loads(capfd.readouterr().out)["articles"]
    assert article["url"] == server.at("/a")
    assert main(["export", server.at("/gone")]) == 1
    assert "404" in capfd.readouterr().err


def test_an_address_is_told_from_a_path(tmp_path: Path) -> None:
    told: Callable[[str], bool] = fetch.is_address
    assert [told(w) for w in ("http://a/", "HTTPS://a", "https:/a", "ftp://a", str(tmp_path))] == [
        *(True, True),
        *(False, False, False),
    ]
