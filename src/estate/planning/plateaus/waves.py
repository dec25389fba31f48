"""Where a plan's go-lives are cut into waves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.portfolio.dates import FINANCIAL_YEAR_STARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning.problem.calendar import Calendar

MOST = 5
"""Waves, and so plateaus after today's, if nobody asks for another number."""
LONG_RUN = 4
"""Quarters with go-lives one after another; a run that is longer may be cut at 1 April."""


@dataclass(frozen=True, slots=True)
class Wave:
    """Steps that go live close to one another: months of the plan, both ends included."""

    first: int
    """The month of its first go-live."""
    last: int
    """The month of its last go-live."""


def waves(calendar: Calendar, lives: Sequence[int], most: int = MOST) -> tuple[Wave, ...]:
    """Return a plan's go-lives in at most `most` waves; none where nothing goes live.

    `lives` holds each step's go-live as a month of the plan. A cut can be made where nothing goes
    live for a whole quarter at least, and at 1 April within a run of more than four quarters with
    go-lives. Of all such cuts those are made with which steps wait least: the months from each
    step's go-live until its wave is complete, added up over all steps. Of equally good ones, the
    fewest cuts, and then the earliest.

    Raises:
        ValueError: if `most` is below 1.
    """
    if most < 1:
        raise ValueError("a plan that changes anything has one wave at least")
    if not lives:
        return ()
    quarters = sorted({live // MONTHS_A_QUARTER for live in lives})
    by_quarter = [
        sorted(live for live in lives if live // MONTHS_A_QUARTER == quarter)
        for quarter in quarters
    ]
    blocks = _blocks(by_quarter, _cuts(calendar, quarters))
    return tuple(Wave(min(group), max(group)) for group in _grouped(blocks, min(most, len(blocks))))


def _cuts(calendar: Calendar, quarters: Sequence[int]) -> list[int]:
    """Return the places at which a cut can be made: before which of the quarters with go-lives."""
    breaks = [i for i, (one, next_) in enumerate(pairwise(quarters), 1) if next_ > one + 1]
    found = set(breaks)
    for first, stop in pairwise([0, *breaks, len(quarters)]):
        if stop - first > LONG_RUN:
            found.update(i for i in range(first + 1, stop) if _april(calendar, quarters[i]))
    return sorted(found)


def _april(calendar: Calendar, quarter: int) -> bool:
    return calendar.first_day(MONTHS_A_QUARTER * quarter).month == FINANCIAL_YEAR_STARTS


def _blocks(by_quarter: Sequence[list[int]], cuts: Sequence[int]) -> list[list[int]]:
    ends = [0, *cuts, len(by_quarter)]
    return [
        [live for quarter in by_quarter[first:stop] for live in quarter]
        for first, stop in pairwise(ends)
    ]


def _grouped(blocks: Sequence[list[int]], most: int) -> list[list[int]]:
    """Return blocks joined with their neighbours into at most `most`, so that steps wait least."""
    best: dict[tuple[int, int], tuple[int, int, tuple[int, ...]]] = {(0, 0): (0, 0, ())}
    for stop in range(1, len(blocks) + 1):
        for count in range(1, min(stop, most) + 1):
            before = [first for first in range(stop) if (count - 1, first) in best]
            best[count, stop] = min(
                _with(best[count - 1, first], _wait(blocks[first:stop]), first) for first in before
            )
    whole = [best[count, len(blocks)] for count in range(1, most + 1)]
    starts = min(whole)[2]
    return [
        [live for block in blocks[first:stop] for live in block]
        for first, stop in pairwise([*starts, len(blocks)])
    ]


def _with(
    before: tuple[int, int, tuple[int, ...]], wait: int, first: int
) -> tuple[int, int, tuple[int, ...]]:
    return before[0] + wait, before[1] + 1, (*before[2], first)


def _wait(blocks: Sequence[list[int]]) -> int:
    """Return the months that steps wait, added up, until the last of them is live."""
    lives = [live for block in blocks for live in block]
    return sum(max(lives) - live for live in lives)
