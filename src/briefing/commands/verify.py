"""`briefing verify`: every citation, quotation, name and range against the sources' text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from briefing.display import plain

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print a line for each failure and a count; 1 where anything failed."""
    from briefing.verify import verify

    report = verify(arguments.path)
    for failure in report.failures:
        sys.stdout.write(f"FAILED {plain(failure)}\n")
    counts = ", ".join(f"{count} {what}" for what, count in report.checked)
    failed = len(report.failures)
    sys.stdout.write(
        f"{plain(str(arguments.path))}: checked {counts}: {f'{failed} failed' if failed else 'all hold'}\n"
    )
    return 1 if failed else 0
