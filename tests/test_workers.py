"""Work shared out among processes: in order, and none of them outlives the one that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from briefing.errors import BriefingError
from briefing.prepare.workers import shared

# Two processes tell that they are at work, and would be for minutes. They hold stdout as long as they live.
LONG = """
import signal
from briefing.prepare.workers import shared
work = "import sys, time; sys.stdout.write('at work\\\\n'); sys.stdout.flush(); time.sleep(600)"
signal.signal(signal.SIGINT, signal.default_int_handler)
list(shared(exec, [work] * 9, 2))
"""

# Ctrl-C while the processes are started.
EARLY = """
import os, signal
from briefing.prepare.workers import shared
def items():
    yield from ["import time; time.sleep(600)"] * 3
    os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
list(shared(exec, items(), 2))
"""


def test_what_is_shared_out_comes_back_in_order() -> None:
    assert list(shared(abs, range(-9, 0), 2)) == list(range(9, 0, -1))


def test_what_goes_wrong_in_a_process_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        list(shared(exec, ["1 / 0", *["import time; time.sleep(600)"] * 3], 2))
    with pytest.raises(BriefingError, match=r"was killed.* fewer --workers"):
        list(shared(exec, ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)"] * 3, 2))


def test_who_stops_it_at_its_start_need_not_wait() -> None:
    done = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True, timeout=60, check=False)
    assert "KeyboardInterrupt" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_one_that_started_it(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LONG],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as p:
        assert p.stdout
        assert [p.stdout.readline() for _ in range(2)] == ["at work\n"] * 2
        if how is signal.SIGKILL:
            p.kill()
        else:
            os.killpg(p.pid, how)  # as Ctrl-C on a terminal
        out, err = p.communicate(timeout=60)
    assert out == ""
    assert err.count("Traceback") == (1 if how is signal.SIGINT else 0), "of the one that was stopped, alone"
