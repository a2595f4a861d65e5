"""A page named by its address: fetched once, within bounds, and kept in the cache as a file like any other."""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from briefing import __version__, changes, settings
from briefing.display import plain
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse

MAX_BYTES = changes.MOST_BYTES
"""A longer answer is refused, as a longer file is."""
TIMEOUT = 20.0
"""Seconds without a byte after which a fetch is given up."""
TOTAL = 60.0
"""Seconds that a whole fetch may take."""
REDIRECTS = 5
USER_AGENT = f"briefing/{__version__} (a reader of news; fetches a page once, for the person who named it)"

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}


def is_address(word: str) -> bool:
    """Tell whether a word of the command line is an address on the web."""
    return _ADDRESS.match(word) is not None


def fetched(address: str, *, anew: bool = False) -> Path:
    """Give the file in the cache that holds what stands at an address; it is fetched where it is not there yet.

    With `anew` it is fetched again, and the kept file stays where that fails. Raises BriefingError where it cannot
    be fetched or kept, or is of a kind that is not read.
    """
    folder = _folder(address)
    kept = _kept(folder)
    if kept and not anew:
        return kept
    data, suffix = _answer(address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{_host(address)}{suffix}"
        handle, beside = tempfile.mkstemp(dir=folder, prefix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(beside).replace(target)
        for old in folder.iterdir():
            if old != target:
                old.unlink(missing_ok=True)
    except OSError as error:
        raise BriefingError(f"{plain(address)}: cannot be kept in {folder} ({error.strerror})") from error
    return target


def _folder(address: str) -> Path:
    try:
        return settings.cache_home() / "web" / sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    except (OSError, RuntimeError) as error:
        raise BriefingError(f"{plain(address)}: there is no cache folder to keep it in; save the page") from error


def _kept(folder: Path) -> Path | None:
    with suppress(OSError):
        return next((p for p in sorted(folder.iterdir()) if not p.name.startswith(".") and p.is_file()), None)
    return None


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return re.sub(r"[^a-z0-9.-]", "_", host.lower())[:80].strip(".") or "page"


class _Redirects(HTTPRedirectHandler):
    """Follows a few redirects, to the web alone."""

    max_redirections = REDIRECTS

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the library calls it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Refuse addresses that are not of the web."""
        if not is_address(newurl):
            raise HTTPError(req.full_url, code, "redirected to what is no web page", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> OpenerDirector:
    """Give an opener of web addresses and of nothing else: no files, no FTP, no data addresses."""
    opener = OpenerDirector()
    kinds = (ProxyHandler, HTTPHandler, HTTPSHandler, _Redirects, HTTPDefaultErrorHandler, HTTPErrorProcessor)
    for kind in (*kinds, UnknownHandler):
        opener.add_handler(kind())
    return opener


def _answer(address: str) -> tuple[bytes, str]:
    """Fetch in a thread that is waited for as long as a whole fetch may take.

    A server that sends its head byte by byte is never silent, and the library waits for it without an end.
    """
    answers: list[tuple[bytes, str] | BaseException] = []

    def ask() -> None:
        try:
            answers.append(_asked(address))
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            answers.append(error)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(TOTAL)
    if not answers:
        _late(address)
    if isinstance(answers[0], BaseException):
        raise answers[0]
    return answers[0]


def _asked(address: str) -> tuple[bytes, str]:
    """Fetch; give the bytes and the suffix of their kind."""
    accepted = (
        "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.8, */*;q=0.1"
    )
    headers = {"User-Agent": USER_AGENT, "Accept": accepted, "Accept-Encoding": "identity"}
    until = time.monotonic() + TOTAL
    try:
        request = Request(address, headers=headers)  # noqa: S310 - of the web, as checked
        with _opener().open(request, timeout=TIMEOUT) as response:
            return _taken(address, response, until)
    except HTTPError as error:
        error.close()
        _fail(address, f"the server answers {error.code} ({error.reason}); open it in a browser and save the page")
    except TimeoutError:
        _fail(address, f"no answer within {TIMEOUT:.0f} seconds; try again, or save the page in a browser")
    except URLError as error:
        why = error.reason.strerror if isinstance(error.reason, OSError) and error.reason.strerror else error.reason
        _fail(address, f"cannot be fetched ({why}); check the address and the connection")
    except (HTTPException, OSError, ValueError) as error:
        _fail(address, f"cannot be fetched ({type(error).__name__}: {error}); check the address")


def _taken(address: str, response: HTTPResponse, until: float) -> tuple[bytes, str]:
    kind = response.headers.get_content_type()
    if "content-type" not in response.headers:
        kind = "text/html"
    suffix = _SUFFIXES.get(kind)
    if suffix is None:
        _fail(address, f"holds {kind}, which is not read; name a page, a feed or a text")
    parts: list[bytes] = []
    size = 0
    while part := response.read1(1 << 16):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            _fail(address, f"larger than the limit of {MAX_BYTES >> 20} MB; save the article alone")
        if time.monotonic() > until:
            _late(address)
    data = b"".join(parts)
    length = response.headers.get("content-length", "")
    if not data.strip() or (not response.chunked and length.isdecimal() and len(length) < 20 and size < int(length)):
        _fail(address, "ended before it was whole; try again, or save the page in a browser")
    if response.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        _fail(address, "sent compressed though it was not asked to; save the page in a browser")
    return _noted(_decoded(data, response.headers.get_content_charset()), response.geturl(), suffix), suffix


def _decoded(data: bytes, charset: str | None) -> bytes:
    """Write in UTF-8, with its mark, what the server says is in another encoding: the file cannot say so."""
    if not charset or charset.lower() in ("utf-8", "utf8"):
        return data
    try:
        return b"\xef\xbb\xbf" + data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _noted(data: bytes, address: str, suffix: str) -> bytes:
    """Note at the head of a page where it was saved from, as browsers do."""
    if suffix != ".html" or not address.isprintable() or "--" in address:
        return data
    mark = b"\xef\xbb\xbf"
    head = mark if data.startswith(mark) else b""
    return head + f"<!-- saved from url=({len(address):04d}){address} -->\n".encode() + data.removeprefix(mark)


def _late(address: str) -> NoReturn:
    _fail(address, f"not there after {TOTAL:.0f} seconds; try again, or save the page in a browser")


def _fail(address: str, why: str) -> NoReturn:
    raise BriefingError(f"{plain(address)}: {plain(why)}")
