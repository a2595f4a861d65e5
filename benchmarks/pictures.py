"""Pictures of the running reader, the same bytes for the same screen."""

from __future__ import annotations

import re

from briefing.reader.app import BriefingApp

# Fonts from elsewhere: a picture in a README loads nothing, and the viewer has a monospaced font.
_FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}\s*")
# Names made from the whole picture: one changed cell would change every line.
_NAMES = re.compile(r"terminal-[0-9]+")


def picture(app: BriefingApp) -> str:
    """Give the app's screen as SVG."""
    svg = app.export_screenshot(title=app.briefing.title)
    return _NAMES.sub("terminal", _FONT_FACES.sub("", svg)).rstrip() + "\n"
