"""A lower bound on every plan, from prices on the rows, in whole numbers.

For any prices y of the right sign the Lagrangian value is a true bound, however the prices were
found: nothing rests on a solver's tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Bools, Floats, Ints

GRAIN = 2**20
"""Prices are multiples of one part in this many of a pound."""
_SAFE = 2.0**61


@dataclass(frozen=True)
class Bound:
    """A bound and what it says about each variable."""

    pounds: int
    """No plan costs less."""
    grains: int
    """The same before rounding up, in parts of `GRAIN` of a pound."""
    reduced: Ints
    """What each variable costs at the prices, in grains."""
    regret: Ints
    """For columns: how much dearer than the system's best, at the prices, in grains."""

    def fixed(self, program: Program, incumbent: int) -> Bools:
        """Return the columns that no plan cheaper than the incumbent can hold."""
        flags = np.zeros(program.width, np.bool_)
        size = len(program.columns)
        room = min(max((incumbent - 1) * GRAIN - self.grains, -1), FREE)
        flags[:size] = self.regret > room
        return flags


def bound(program: Program, prices: Floats, allowed: Bools) -> Bound:
    """Return the Lagrangian bound at the prices, with some variables ruled out.

    The systems' own rows get no price: the cheapest column of each is taken instead, and every
    other variable is taken exactly when it pays.
    """
    priced = _signed(program, prices)
    reduced = _reduced(program, priced)
    offset = _offset(program, priced)
    size = len(program.columns)
    regret = np.zeros(size, np.int64)
    total = offset
    for own in program.of_system:
        part = np.where(allowed[own.start : own.stop], reduced[own.start : own.stop], FREE)
        best = int(part.min()) if len(part) else FREE
        regret[own.start : own.stop] = reduced[own.start : own.stop] - best
        total += best
    rest = reduced[size:][allowed[size:]]
    total += sum(rest[rest < 0].tolist())
    return Bound(-(-total // GRAIN), total, reduced, regret)


def _signed(program: Program, prices: Floats) -> Ints:
    """Return whole prices with the sign that each row's free side asks for."""
    whole = np.rint(np.nan_to_num(prices) * GRAIN).clip(-(2.0**45), 2.0**45).astype(np.int64)
    whole[: len(program.of_system)] = 0
    whole[(program.low <= -FREE) & (whole > 0)] = 0
    whole[(program.high >= FREE) & (whole < 0)] = 0
    _scale_guard(program, whole)
    return whole


def _scale_guard(program: Program, prices: Ints) -> None:
    """Give up on prices whose sums might not fit 64 bits: far beyond any council's money."""
    sizes = np.abs(program.rows.values * 1.0) * np.abs(prices[program.rows.row_of] * 1.0)
    sums = np.bincount(program.rows.columns, weights=sizes, minlength=program.width)
    if float((sums + GRAIN * np.abs(program.cost * 1.0)).max(initial=0.0)) > _SAFE:
        prices[:] = 0


def _reduced(program: Program, prices: Ints) -> Ints:
    by_column = program.rows.transposed
    return program.cost * GRAIN - by_column.times(prices)


def _offset(program: Program, prices: Ints) -> int:
    """Return the sum of prices times the side of the row that they press on, exactly."""
    side = np.where(prices > 0, program.low, program.high)
    return sum(
        int(price) * int(amount)
        for price, amount in zip(prices.tolist(), side.tolist(), strict=True)
        if price
    )
