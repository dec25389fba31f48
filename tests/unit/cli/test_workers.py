"""Work spread over processes: answers in order, failures and interruptions that end it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest
from benchmarks.planning_instances import instance

from estate.cli.workers import crew
from estate.diagnostics import EnvironmentFault, UsageFault
from estate.planning import Effort, Roadmap
from estate.studies.solving import Answer, Task, solve


def slow_square(number: int) -> int:
    """The first takes longest, so that order is not that of finishing."""
    time.sleep(0.2 if number == 0 else 0.0)
    return number * number


def fail_at_two(number: int) -> int:
    if number == 2:
        raise ValueError("two")
    return number


def die(number: int) -> int:
    os._exit(number)


def sleep_long(_number: int) -> None:
    time.sleep(60)


@pytest.mark.parametrize("count", [1, 2])
def test_answers_come_in_the_order_of_the_items(count: int) -> None:
    told: list[tuple[int, int]] = []
    with crew(count) as workers:
        assert workers.run(slow_square, range(5), lambda *how: told.append(how)) == [0, 1, 4, 9, 16]
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)


@pytest.mark.parametrize("count", [1, 2])
def test_what_fails_in_one_is_raised_here(count: int) -> None:
    with pytest.raises(ValueError, match="two"), crew(count) as workers:
        workers.run(fail_at_two, range(4))
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_said_and_leaves_nothing_behind() -> None:
    with pytest.raises(EnvironmentFault, match="ended before its work"), crew(2) as workers:
        workers.run(die, [1, 2])
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers here")
def test_an_interruption_ends_every_process_at_once() -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.0)
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt), crew(2) as workers:
            workers.run(sleep_long, [1, 2, 3])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 3.0
    assert multiprocessing.active_children() == []


def test_two_ways_at_once_are_refused() -> None:
    with pytest.raises(UsageFault, match="choose one"), crew(2, "tcp://127.0.0.1:1"):
        pass


def plans(workers: int, cluster: str | None = None) -> list[Answer]:
    given = [instance([6, 6], seed=seed, platforms=1) for seed in (1, 2)]
    with crew(None if cluster else workers, cluster) as team:
        return team.run(solve, [Task(each, Effort(work=0.3)) for each in given])


@pytest.mark.slow
def test_plans_are_the_same_whoever_makes_them() -> None:
    distributed = pytest.importorskip("distributed")
    alone = plans(1)
    assert [type(each) for each in alone] == [Roadmap, Roadmap]
    assert plans(2) == alone
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        assert plans(1, cluster.scheduler_address) == alone


@pytest.mark.slow
def test_a_cluster_gives_the_same_answers_in_order() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        crew(None, cluster.scheduler_address) as workers,
    ):
        assert workers.run(slow_square, range(5)) == [0, 1, 4, 9, 16]


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_said() -> None:
    pytest.importorskip("distributed")
    with (
        pytest.raises(EnvironmentFault, match="no Dask scheduler answers at"),
        crew(None, "tcp://127.0.0.1:9"),
    ):
        pass


def test_a_cluster_wants_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageFault, match=r"estate\[cluster\]"), crew(None, "tcp://127.0.0.1:9"):
        pass
