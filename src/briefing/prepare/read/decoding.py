"""Bytes to text: by the mark, by what the file declares, by trying UTF-8, and last by detection."""

from __future__ import annotations

import codecs
import re

from briefing.prepare.read.document import UnreadableError

# The longest marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names that browsers read as Windows' superset.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254"}
_SAMPLE = 1 << 16
# English in a Western encoding has few letters beyond ASCII.
_FEW, _FEWEST = 0.1, 30
_BEYOND = bytes(range(128, 256))
# UTF-8 that was read as Windows-1252 and saved again: the curly quotes, dashes and accented letters show it.
_TWICE = re.compile(r"â€[\x80-\x9f™œ˜“”¦š¢]|Ã[\x80-\xbf©¨¤¶¼±§¡]|Â[\xa0£©«»·]")


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Give the text without its byte order mark, and the encoding with how it was told.

    UTF-8 comes before a declared encoding, which may fit whatever the bytes are. Raises UnreadableError where the
    bytes are no text.
    """
    text, encoding = _marked(data) or _utf8(data) or _declared(data, declared) or _broken(data) or _detected(data)
    return _checked(text), encoding


def _marked(data: bytes) -> tuple[str, str] | None:
    """Decode by the byte order mark, or by the zero bytes of UTF-16."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), f"{encoding}, by its mark"
            except UnicodeDecodeError as error:
                raise UnreadableError(f"marked as {encoding} but does not decode; save it as UTF-8") from error
    if b"\0" not in data:
        return None
    guess = _without_mark(data)
    if guess is None:
        raise UnreadableError("not text (it holds NUL bytes); save the article as UTF-8 text")
    return data.decode(guess), f"{guess}, by its zero bytes"


def _utf8(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    once = None if text.isascii() or not _TWICE.search(text, 0, _SAMPLE) else _once(text)
    return (text, "utf-8") if once is None else (once, "utf-8, encoded twice")


def _declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    name = known(declared)
    if name == "utf-8":
        # A few broken bytes in a text that is UTF-8 by its own word.
        text = data.decode("utf-8", "replace")
        few = text.count("\N{REPLACEMENT CHARACTER}") * 200 <= len(text)
        return (text, "utf-8, as declared, with broken bytes") if few else None
    try:
        return (data.decode(name), f"{name}, as declared") if name else None
    except (UnicodeDecodeError, LookupError):
        return None


def known(name: str | None) -> str | None:
    """Give Python's name of a declared encoding; None where there is no such text encoding."""
    try:
        found = codecs.lookup((name or "").strip()[:40])
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.startswith(("idna", "punycode", "unicode", "raw")):
        return None
    return _SUPERSETS.get(found.name, found.name)


def _broken(data: bytes) -> tuple[str, str] | None:
    """Decode UTF-8 in which some bytes are broken, as where a file was cut: most beyond ASCII decodes all the same."""
    text = data.decode("utf-8", "replace")
    marks = text.count("\N{REPLACEMENT CHARACTER}")
    broken = marks - data.count("\N{REPLACEMENT CHARACTER}".encode())
    beyond = len(text) - len(text.encode("ascii", "ignore")) - marks
    return (text, "utf-8, with broken bytes") if beyond >= 2 * broken else None


def _detected(data: bytes) -> tuple[str, str]:
    """Western where few bytes are beyond ASCII, else what charset-normalizer says."""
    sample = data[:_SAMPLE]
    beyond = len(sample) - len(sample.translate(None, _BEYOND))
    if beyond > max(_FEW * len(sample), _FEWEST):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is not None:
            try:
                return data.decode(best.encoding), f"{best.encoding}, detected"
            except (UnicodeDecodeError, LookupError):
                pass
    try:
        return data.decode("cp1252"), "cp1252, detected"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1, detected"


def _once(text: str) -> str | None:
    """Take back a second encoding; None where the text has not been encoded twice throughout."""
    out = bytearray()
    for part in re.split(r"([\x81\x8d\x8f\x90\x9d])", text):
        try:
            # Windows-1252 leaves five bytes without a letter; programs pass them through.
            out += (
                part.encode("latin-1") if len(part) == 1 and ord(part) in range(0x80, 0xA0) else part.encode("cp1252")
            )
        except UnicodeEncodeError:
            return None
    try:
        return out.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _without_mark(data: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by where its zeros stand: Latin text has them at every other place."""
    if len(data) % 2 or len(data) < 4:
        return None
    half = len(data) // 2
    for encoding, zeros, others in (("utf-16-le", data[1::2], data[0::2]), ("utf-16-be", data[0::2], data[1::2])):
        if zeros.count(0) > 0.7 * half and not others.count(0):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


# Control characters that text files do not hold; white space and escape are left to the display.
_CONTROLS = dict.fromkeys([*range(9), *range(14, 27), 28, 29, 30, 31, 127])


def _checked(text: str) -> str:
    """Refuse what decodes by accident: an image or an archive is full of control characters."""
    sample = text[:65536]
    if "\0" in text or len(sample) - len(sample.translate(_CONTROLS)) > 0.02 * len(sample) + 2:
        raise UnreadableError("not text (it holds control characters); save the article as UTF-8 text")
    return text
