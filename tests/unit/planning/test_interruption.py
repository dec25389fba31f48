"""Ctrl-C while a solver is at work: it is stopped first, and then the interruption is passed on."""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Event, Timer

import numpy as np
import pytest
from benchmarks.planning_hard import hard_instance

from estate.planning.program.rows import build
from estate.planning.solving.cpsat import ZeroOne, beside, solve_lp

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")


def interrupt_after(seconds: float) -> None:
    Timer(seconds, os.kill, (os.getpid(), signal.SIGINT)).start()


def test_nothing_runs_on_once_the_interruption_is_passed_on() -> None:
    asked, ended = Event(), Event()

    def run() -> None:
        asked.wait(10)
        time.sleep(0.3)  # a solver does not stop at once
        ended.set()

    interrupt_after(0.25)
    with pytest.raises(KeyboardInterrupt):
        beside(run, asked.set)
    assert asked.is_set()
    assert ended.is_set()


def test_a_relaxation_is_stopped_within_seconds() -> None:
    program = build(hard_instance([200, 200], seed=1, platforms=3))
    whole = ZeroOne(program.cost, program.rows, program.low, program.high)
    interrupt_after(0.05)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        solve_lp(whole, np.ones(program.width, np.int64))
    assert time.monotonic() - began < 10.0
