"""`briefing verify`: every citation, quotation, name and range against the sources' text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.commands import export
from briefing.display import plain

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print a line for each failure and a count; 1 where anything failed."""
    from briefing.verify import verify

    report = verify(arguments.path)
    rows = [f"FAILED {plain(failure)}\n" for failure in report.failures]
    counts = ", ".join(f"{count} {what}" for what, count in report.checked)
    failed = len(report.failures)
    rows.append(f"{plain(str(arguments.path))}: checked {counts}: {f'{failed} failed' if failed else 'all hold'}\n")
    export.write("".join(rows).encode())
    return 1 if failed else 0
