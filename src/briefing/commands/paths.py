"""`briefing paths`: where cache, state and configuration lie."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefing import settings
from briefing.commands import export

if TYPE_CHECKING:
    from argparse import Namespace


def run(_: Namespace) -> int:
    """Print a name and a place on each line, with a tab between; the place as the system spells it."""
    places = {"cache": settings.cache_home(), "state": settings.state_home(), "configuration": settings.config_file()}
    export.write(b"".join(name.encode() + b"\t" + os.fsencode(place) + b"\n" for name, place in places.items()))
    return 0
