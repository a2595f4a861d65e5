"""Mails and newsletters: the text of the message with its subject, date and sender; attachments are left aside."""

from __future__ import annotations

import email
import email.policy
import re
from email.errors import MessageError
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from briefing.prepare.read.days import day_of
from briefing.prepare.read.decoding import decoded
from briefing.prepare.read.document import Document, UnreadableError, Value, flat
from briefing.prepare.read.markup import declared, fragment
from briefing.prepare.read.page import page

LEAST_WORDS = 15
_MAX_PARTS = 200
# A mail with more lines that may part it is refused unread.
_MAX_BOUNDARIES = 10_000
# Characters of a header that are read: a mail's parameters are put together again and again.
_MAX_HEADER = 10_000
_FORWARDED = re.compile(r"\A(?:(?:fwd?|re|aw|wg|tr)\s{0,2}:\s{0,4}){1,6}", re.IGNORECASE)
_BLANK = re.compile(r"\n(?:[ \t]{0,20}\n)+")
# What the header functions raise for headers that no program should write.
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)

_REGISTRY = HeaderRegistry()


def _shortened(name: str, value: str) -> Any:
    return _REGISTRY(name, value[:_MAX_HEADER])


_POLICY = email.policy.EmailPolicy(header_factory=_shortened)


def documents(data: bytes, file: Path) -> tuple[list[Document], str | None]:
    """Read the article of a mail, or of a page saved as one file (MHTML)."""
    if data.count(b"\n--") > _MAX_BOUNDARIES:
        raise UnreadableError(f"more than {_MAX_BOUNDARIES:,} parts; save the article itself")
    try:
        message = email.message_from_bytes(data, policy=_POLICY)
        parts = _parts(message)
    except _FAULTS as error:
        raise UnreadableError("no mail that can be read; save its text") from error
    pages = [p for p in parts if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    if file.suffix.lower() in (".mht", ".mhtml"):
        if not pages:
            raise UnreadableError("a saved page without its text; save it as HTML")
        source, encoding = _source(pages[0])
        return [page(source, encoding)], None
    if not message.keys():
        raise UnreadableError("no mail (it has no header); give text the suffix .txt")
    plains = [p for p in parts if p.get_content_type() == "text/plain"]
    blocks, encoding = _body(pages, plains)
    subject = _FORWARDED.sub("", _header(message, "subject"))[:400]
    stamp = _header(message, "date")[:80]
    day = day_of(stamp)
    name, address = parseaddr(_header(message, "from"))
    house = flat(name or address.rpartition("@")[2])[:80]
    attached = sum(1 for p in message.walk() if p.is_attachment()) if isinstance(message, EmailMessage) else 0
    document = Document(
        tuple(blocks),
        encoding,
        Value(subject, subject, "subject of the mail") if subject else None,
        None,
        Value(stamp, day, "date of the mail") if day else None,
        Value(house, house, "sender of the mail") if house else None,
    )
    several = "1 attachment was" if attached == 1 else f"{attached} attachments were"
    return [document], f"{several} left aside" if attached else None


def _parts(message: email.message.Message) -> list[email.message.Message]:
    """Give the parts that hold text and are no attachment; those of a forwarded mail where there are no others."""
    own: list[email.message.Message] = []
    forwarded: list[email.message.Message] = []
    stack = [(message, False)]
    seen = 0
    while stack:
        part, inner = stack.pop()
        seen += 1
        if seen > _MAX_PARTS:
            break
        if part.is_multipart():
            within = inner or part.get_content_type() == "message/rfc822"
            below: Any = part.get_payload()
            stack.extend((p, within) for p in reversed(below) if isinstance(p, email.message.Message))
        elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            (forwarded if inner else own).append(part)
    return own or forwarded


def _source(part: email.message.Message) -> tuple[str, str]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decoded(data, part.get_content_charset() or declared(data))


def _body(pages: list[email.message.Message], plains: list[email.message.Message]) -> tuple[list[str], str]:
    """Take the main text of the HTML part; the plain part where that has far more of it."""
    html: list[str] = []
    encoding = "utf-8"
    if pages:
        source, encoding = _source(pages[0])
        try:
            html = list(page(source, encoding).blocks)
        except UnreadableError:
            html = []
        whole = fragment(source)
        if _count(html) < _count(whole) / 3:
            html = whole
    if plains:
        texts = [_source(p) for p in plains]
        plain = [b for text, _ in texts for b in _BLANK.split(text.replace("\r\n", "\n")) if b.strip()]
        if not html or _count(plain) > 3 * _count(html):
            return _enough(plain), texts[0][1]
    return _enough(html), encoding


def _enough(blocks: list[str]) -> list[str]:
    if _count(blocks) < LEAST_WORDS:
        raise UnreadableError("a mail without an article's text; save the article itself")
    return blocks


def _count(blocks: list[str]) -> int:
    return sum(len(block.split()) for block in blocks)


def _header(message: email.message.Message, name: str) -> str:
    """Give a header decoded, on one line; an empty one where it cannot be read."""
    try:
        return flat(str(message.get(name, ""))[:2000])
    except _FAULTS:
        return ""
