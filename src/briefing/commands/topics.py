"""`briefing topics`: the topics, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.commands import export, opening
from briefing.display import plain
from briefing.lookup import Lookup
from briefing.progress import Narrator

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print id, name, number of claims and number of sources of each topic, with tabs between."""
    lookup = Lookup(opening.briefing_of(arguments, Narrator(arguments.progress)))
    rows = []
    for t in lookup.briefing.topics:
        columns = (plain(t.id), plain(t.name), len(lookup.claims_of(t.id)), len(lookup.sources_of(t)))
        rows.append("\t".join(map(str, columns)) + "\n")
    export.write("".join(rows).encode())
    return 0
