"""Photographs in plain text: credits, captions that run into them, and the players' labels before them."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.prepare.clean.blocks import is_terminated
from briefing.prepare.clean.furniture import folded, lists

_TAIL = 220
"""A credit has at most this many characters."""
_AGENCY = (
    r"(?:AP|AP\sPhoto|AP\sImages|Associated\sPress|The\sAssociated\sPress|Reuters|REUTERS|AFP|EPA|EPA-EFE|PA|PA\sWire|PA\sImages|Getty|GETTY|Getty\sImages"
    r"|GETTY\sIMAGES|Shutterstock|Alamy|Rex|REX|iStock|Xinhua|Bloomberg|TNS|UPI|USA\sTODAY\sSports|Agencies|ANI|PTI|dpa|Sipa|SIPA|Zuma|ZUMA|Anadolu|Unsplash"
    r"|Pixabay|Handout|Screenshot|Screengrab|File|FILE|Pool|POOL|Photo|Photos|Image|Images|Photograph|Courtesy|Wikimedia(?:\sCommons)?|Flickr|Instagram|Twitter|Facebook|YouTube|NASA)"
)
_CREDIT_WORD = (
    r"(?:photos?|photographs?|photographers?|images?|pictures?|pics?|credits?|photo\scredits?|image\scredits?|photo\sby"
    r"|image\sby|photo\scourtesy|photo\sillustration|illustration|graphic|courtesy(?:\sof)?|screenshot|screengrab|source"
    r"|supplied|handout|video|file\sphoto|ap\sphoto|reuters\sphoto)"
)
_NAME = r"[A-ZÀ-Þ](?:\.|[\w'’-]{0,25})"
_NAMES = rf"{_NAME}(?:\s(?:{_NAME}|of|the|and|for|de|van|von|al|bin|via|in|at|&)){{0,9}}"

# "(Photo: Evan Doe, AP)", "(Jane Doe, File/Associated Press)", "[Photo/Agencies]" at the end.
_BRACKETED = re.compile(
    rf"[(\[]\s?(?:{_CREDIT_WORD}\s?[:/|by]{{0,3}}\s?[^()\[\]]{{0,120}}|[^()\[\]]{{0,100}}(?:[/,|]\s?|\bvia\s|\bfor\s|\bby\s|\A){_AGENCY}(?:\sPhoto|\svia\s[\w\s/.]{{2,40}})?(?:[/,|]\s?[\w\s.,'’/-]{{0,60}})?|{_AGENCY}(?:\sPhoto|\sImages)?[/,][^()\[\]]{{2,80}})\s?[)\]]\Z",
    re.IGNORECASE,
)
# A name alone in brackets behind a sentence or at the end of an unterminated line: "(University of Somewhere)".
_BRACKETED_NAME = re.compile(rf"\((?:{_NAMES})\)\Z")
# "REUTERS/Jane Doe", "Jane Doe/Getty Images", "Jane Doe / AFP via Getty Images".
_SLASHED = re.compile(
    rf"(?:REUTERS|Reuters|AFP|AP|EPA|GETTY|Getty|PA|Bloomberg)\s?/\s?{_NAMES}(?:/{_NAMES})?\Z"
    rf"|{_NAME}(?:\s{_NAME}){{0,3}}\s?(?:/|\bvia\b|\|)\s?{_AGENCY}(?:(?:\s?[/|]\s?|\svia\s){_NAMES})?\Z"
    rf"|\([A-Z][a-z]{{2,4}}\.?\s\d{{1,2}}\)\s{_AGENCY}\Z"
    rf"|{_AGENCY}(?:\s?/\s?|\svia\s){_AGENCY}\Z"
)
# "Photograph: Jane Doe/Getty Images", "Photo by Jane Doe"; what is credited goes before it.
_LABELLED = re.compile(
    rf"(?<!\w)(?:{_CREDIT_WORD}\s?:|(?:photo|image|photograph|picture|graphic|illustration)s?\s(?:by|via|courtesy\sof)\b)\s{{0,2}}[A-ZÀ-Þ@][^.!?\n]{{1,90}}(?:\.\w[^.!?\n]{{0,40}})?\Z",
    re.IGNORECASE,
)
_VIA = re.compile(
    r"(?:\bvia\s|/\s?|\bfrom\s)(?:Shutterstock|Getty(?:\sImages)?|iStock|Unsplash|Pixabay|Alamy|Flickr|Wikimedia(?:\sCommons)?|AP|Reuters|AFP)(?:\sPhotos?)?\.?\Z"
)
_BARE_WORD = r"(?:[A-ZÀ-Þ][\w&'’.-]{0,25}|of|the|and|for|&)"
_BARE_TAIL = re.compile(rf"[.!?][\"'”’]?\s({_BARE_WORD}(?:\s{_BARE_WORD}){{0,5}})\Z")
# "GETTY Somebody said …", "SOME SCHOOL•GETTY Somebody …" at the beginning.
_LEADING = re.compile(
    r"(?:[A-Z][A-Z .&'’-]{2,40}\s?[•|/]\s?)?"
    r"(?:GETTY(?:\sIMAGES)?|SHUTTERSTOCK|REX(?:\sFEATURES)?|ALAMY|ISTOCK|PIXABAY|WENN|SPLASH(?:\sNEWS)?|EPA|AFP/GETTY|PA|AP|REUTERS|AFP|TWITTER|INSTAGRAM|FACEBOOK|SWNS|NEWSLOOK)"
    r"(?:\s?[•|/]\s?[A-Z][A-Z .&'’-]{2,30})?\s(?=[A-Z\"'‘“][\w'’]{0,30}\s)"
)
# "Jane Doe / Getty Images The harbour of …", "Supplied The harbour of …".
_LEADING_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,3}\s?/\s?(?:Getty\sImages|AFP|AP(?:\sPhoto)?|Reuters|REUTERS|EPA)"
    r"(?:\s?/\s?(?:Getty\sImages|AFP|AP))?|[Ss]upplied|SUPPLIED|HANDOUT)\s(?=(?:[A-Z]|[\"'‘“][A-Z])[\w'’]{0,30}\s)"
)
_BBC = re.compile(r"(?:Image|Media)\s(?:copyright|source)\s(?P<who>.{2,80}?)\s(?:Image|Media)\scaption\s")
# A caption says so itself.
_CAPTION_START = re.compile(
    r"(?:file\s?(?:photo|picture|image|pic)?\s{0,2}[-–—:]\s|file\s(?:photo|picture|image)\b|in\sthis\s(?:\w+\.?,?\s){0,3}(?:\d{1,2},?\s)?(?:\d{4}\s?,?\s)?(?:file\s)?(?:photo|photograph|image|picture|file|frame|still|courtroom|screen)"
    r"|pictured\b|left:|right:|above:|below:|top:|from\sleft\b|clockwise\b|\(?l-r\)?[\s:]|\(?from\sl(?:eft)?\b|image\scaption|media\scaption|photo\scaption|caption:|photo:|image:|undated\s(?:photo|handout|image))",
    re.IGNORECASE,
)
_CAPTION_INSIDE = re.compile(
    r"\((?:pictured|left|right|center|centre|above|below|top|bottom|second\sleft|second\sright|far\sleft|far\sright|l|r|c|[lcr]-[lcr]|file\sphoto|file)\b|\b(?:is|are)\s(?:pictured|seen\s(?:here|in\sthis|in\sa|at|on|during))\b"
    r"|\b(?:undated|file|handout)\s(?:photo|photograph|picture|image|handout)\b|\bin\sthis\s(?:file\s)?(?:photo|picture|image|photograph)\b",
    re.IGNORECASE,
)
# One sentence in the present that ends with the day the picture was taken: "Voters wait in line … on May 5, 2020."
_CAPTION_DATE = re.compile(
    r"\A[A-Z][^.!?\"“”]{20,300}(?:[A-Z]\.[^.!?\"“”]{0,200}){0,6}[\s,](?:on\s|in\s)?(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,?\s)?"
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},?|\d{1,2}\s[A-Z][a-z]{2,8})\s(?:19|20)\d{2}(?:,?\s(?:in|at|near)\s[A-Z][^.!?]{2,60}(?:,\s[A-Z][\w.]{1,20})?)?\.?\Z"
)
_CAPTION_VERB = re.compile(
    r"\s(?:speaks?|attends?|arrives?|walks?|stands?|waits?|looks?|listens?|gestures?|watch(?:es)?|waves?|sits?|holds?|takes?|testif(?:y|ies)|delivers?"
    r"|leaves?|poses?|shakes?|greets?|gathers?|marches|march|protests?|wears?|push(?:es)?|pass(?:es)?|reacts?|addresses|address|meets?|answers?|smiles?|hugs?"
    r"|embraces?|kneels?|prays?|carr(?:y|ies)|works?|talks?|lines?|rides?|drives?|departs?|signs?|lays?|lights?|points?|appears?|is\sseen|are\sseen)\s"
)
_TOLD = re.compile(r"\b(?:said|says|told|was|were|had|will|would|announced|according)\b")


class Cut(NamedTuple):
    """Where a credit stands in a line."""

    start: int
    end: int


def trailing_credit(line: str, *, captioned: bool) -> Cut | None:
    """Find the credit at the end of a line; it may be the whole line.

    A bare name behind the last sentence is a credit; one word alone only in what is known to be a caption.
    """
    offset = max(0, len(line) - _TAIL)
    tail = line[offset:]
    for pattern in (_BRACKETED, _LABELLED, _SLASHED):
        for match in pattern.finditer(tail):
            if match.end() == len(tail):
                return Cut(offset + match.start(), len(line))
    named = _BRACKETED_NAME.search(tail)
    if named and len(named.group().split()) <= 7:
        before = line[: offset + named.start()].rstrip()
        spaced = " " in named.group() or not before
        if not before or (is_terminated(before) and spaced):
            return Cut(offset + named.start(), len(line))
        if spaced and len(line) < 300 and before[-1:].isalnum() and len(before.split()) > 6:
            return Cut(offset + named.start(), len(line))
    bare = _BARE_TAIL.search(tail)
    if bare and bare[1][:1].isupper() and not is_terminated(line):
        before = line[: offset + bare.start(1)].rstrip()
        long_enough = len(before.split()) > 6 and re.search(r"[a-z\d]{3}[.!?][\"'”’]?\Z", before)
        if long_enough and (captioned or " " in bare[1]):
            return Cut(offset + bare.start(1), len(line))
    return None


def is_credit(line: str) -> bool:
    """Tell whether a short line is nothing but a credit, or a picture's subject with its credit."""
    if len(line) > 160 or is_terminated(line):
        return False
    return bool(_VIA.search(line)) or bool(
        re.search(r"\b(?:Photographer|Photograph|Photo credit|Image credit):\s", line)
    )


def leading_label(line: str) -> Cut | None:
    """Find the player's or picture's label that a line begins with, before a caption."""
    match = _BBC.match(line) or _LEADING.match(line) or _LEADING_NAME.match(line)
    if match:
        rest = line[match.end() :]
        short = len(rest.split()) <= 30
        return Cut(0, match.end()) if short or match.re is _BBC else None
    low = folded(line[:80])
    for label in lists().labels:
        if low.startswith(label + " "):
            shown = line[: len(label)]
            rest = line[len(label) :].lstrip()
            loud = shown.isupper() or (" " in label and shown.istitle()) or " " in label
            if loud and rest[:1] and (rest[0].isupper() or rest[0] in "\"'“‘"):
                return Cut(0, len(line) - len(rest))
    return None


def is_caption(line: str) -> bool:
    """Tell whether a paragraph says itself that it is a caption."""
    if len(line) > 900:
        return False
    if _CAPTION_START.match(line) or re.search(r"[.!?]\sPictured\b[,:]?\s", line):
        return True
    if len(line) < 400 and _CAPTION_DATE.search(line) and _CAPTION_VERB.search(line) and not _TOLD.search(line):
        return True
    inside = _CAPTION_INSIDE.search(line[:400])
    return inside is not None and (not is_terminated(line) or "(" not in inside.group()) and len(line) < 400
