"""Work spread over processes of this machine, or over a Dask cluster; answers come in order."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from estate.diagnostics import EnvironmentFault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    Tell = Callable[[int, int], None]

F = TypeVar("F", bound="Callable[..., Any]")
Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 61
"""As many processes as Windows can wait for."""
PATIENCE = 5.0
"""Seconds in which a cluster has to answer."""
_POLL = 0.2
_END = 1.0


def options(command: F) -> F:
    """Add the options that say who does the work."""
    more = click.option(
        "--workers",
        type=click.IntRange(1, MOST),
        metavar="N",
        help="Processes to plan in at once; without it 2, or 1 where there is one processor. "
        "The answer is the same with any number.",
    )
    far = click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Plan on a Dask cluster instead: its scheduler, such as tcp://10.0.0.5:8786.",
    )
    return more(far(command))


def usual() -> int:
    """Return how many processes are used unless somebody says."""
    return min(2, os.cpu_count() or 1)


class Crew:
    """Those who do the work. `run` gives the answers in the order of the items."""

    def __init__(self, executor: Executor | None) -> None:
        """Take who does it; None for this process itself."""
        self._executor = executor

    def run(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        tell: Tell = lambda _done, _of: None,
    ) -> list[Result]:
        """Return `function` of each item, in order; `tell` hears how many are done, of how many.

        Raises:
            EnvironmentFault: when a process ends before its work does, or the cluster is gone.
        """
        tell(0, len(items))
        if self._executor is None:
            return [self._own(function, item, tell, k, len(items)) for k, item in enumerate(items)]
        futures = [self._executor.submit(function, item) for item in items]
        _wait(futures, tell)
        return [_result(future) for future in futures]

    @staticmethod
    def _own(
        function: Callable[[Item], Result], item: Item, tell: Tell, done: int, of: int
    ) -> Result:
        result = function(item)
        tell(done + 1, of)
        return result


def _wait(futures: Sequence[Future[Any]], tell: Tell) -> None:
    """Wait until all are done or one has failed, awake often enough to hear an interruption."""
    from concurrent.futures import FIRST_EXCEPTION, wait

    told = -1
    while True:
        found = wait(futures, _POLL, FIRST_EXCEPTION)
        if len(found.done) != told:
            told = len(found.done)
            tell(told, len(futures))
        if not found.not_done or any(future.exception() for future in found.done):
            return


def _result(future: Future[Result]) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool as fault:
        raise EnvironmentFault(
            "a process that was planning ended before its work: is there too little memory? "
            "--workers 1 needs the least"
        ) from fault


@contextlib.contextmanager
def crew(workers: int | None, cluster: str | None = None) -> Iterator[Crew]:
    """Give those who do the work, and send them home: at once when something is raised.

    Raises:
        UsageFault: when both are asked for, or a cluster without its library.
        EnvironmentFault: when no cluster answers at the address.
    """
    if cluster is not None:
        if workers is not None:
            raise UsageFault("--workers and --cluster are two ways of planning: choose one")
        with _cluster(cluster) as far:
            yield Crew(far)
        return
    count = usual() if workers is None else workers
    if count == 1:
        yield Crew(None)
        return
    with _processes(count) as near:
        yield Crew(near)


@contextlib.contextmanager
def _processes(count: int) -> Iterator[Executor]:
    """Give processes that are started afresh, as Windows has to: the same everywhere."""
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(count, context, initializer=_leave_signals_to_the_parent)
    try:
        yield executor
        executor.shutdown()
    except BaseException:
        children = [one for one in multiprocessing.active_children() if one not in before]
        for child in children:
            child.terminate()
        for child in children:
            child.join(_END)
        # Waited for: the thread that minds the processes must not be at work when Python ends.
        executor.shutdown(wait=True, cancel_futures=True)
        raise


def _leave_signals_to_the_parent() -> None:
    """Let Ctrl-C, which every process of the terminal gets, be the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        import distributed
    except ImportError as fault:
        raise UsageFault(
            "--cluster needs the extra: pip install 'estate[cluster]', here and on the cluster"
        ) from fault
    try:
        dask = cast("Any", distributed)
        client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise EnvironmentFault(
            f"no Dask scheduler answers at {address} within {PATIENCE:g} s; "
            "`dask scheduler` prints its address when it starts"
        ) from fault
    executor: Executor = client.get_executor(pure=False)
    try:
        if not client.scheduler_info()["workers"]:
            raise EnvironmentFault(f"the cluster at {address} has no workers; start `dask worker`")
        yield executor
    finally:
        executor.shutdown(wait=False)  # this cancels what has not begun
        client.close(timeout=_END)
