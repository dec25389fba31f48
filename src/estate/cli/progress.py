"""Long work: one line of progress on standard error, and a way to stop without losing it."""

from __future__ import annotations

import contextlib
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


@contextlib.contextmanager
def showing() -> Iterator[Callable[[str], None]]:
    """Give a function that shows a line of progress, or swallows it where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _line: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield status.update


@dataclass
class Signals:
    """Which signal, if any, asked the work to stop."""

    status: Status | None = None


@contextlib.contextmanager
def interruptible() -> Iterator[Signals]:
    """Turn the first Ctrl-C or SIGTERM into a KeyboardInterrupt, and remember which it was.

    The search meets it by handing over its best plan. A second one ends the process at once.
    """
    seen = Signals()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        seen.status = Status.INTERRUPTED if number == signal.SIGINT else Status.TERMINATED
        raise KeyboardInterrupt

    for number in before:
        signal.signal(number, stop)
    try:
        yield seen
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
