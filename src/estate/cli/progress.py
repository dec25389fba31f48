"""Progress of long work: one line on standard error, and only on a terminal."""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


class Terminated(KeyboardInterrupt):
    """SIGTERM: to be met as Ctrl-C is, but told apart at the end."""


@contextlib.contextmanager
def showing() -> Iterator[Callable[[str], None]]:
    """Give a function that shows a line of progress, or swallows it where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _line: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield status.update


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """Meet SIGTERM as Ctrl-C is met, so that the best plan so far is not lost."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
