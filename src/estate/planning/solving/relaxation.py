"""The linear relaxation: of the whole program, or council by council where that takes too long.

Where councils share platforms, the whole relaxation grows out of hand. What is shared (a small
program: platforms, and those who may join them) and each council's own (many small programs) are
then solved in turn, each at the other's prices. Every turn can only raise the bound, which holds
for any prices; what is lost against the whole is the last fraction of a per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.solving.blocks import split
from estate.planning.solving.bound import bound
from estate.planning.solving.cpsat import Outcome, Relaxed, ZeroOne, solve_lp

if TYPE_CHECKING:
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Bools, Floats
    from estate.planning.solving.blocks import Block, Blocks
    from estate.planning.solving.bound import Bound

_ENTRY = 2e-6
"""Work counted for each entry of a relaxation, more for larger ones, as measured."""
_LARGE = 150_000
_SHARED = 3.0
"""How much longer a whole relaxation takes where councils share platforms."""
_SHARE = 0.2
"""The whole relaxation may take this much of the effort, beyond the first steps by council."""
_ROUNDS = 2
_MOST = 2.0**52


@dataclass(frozen=True)
class Relaxation:
    """The relaxation's values, and the bound at the best prices found."""

    infeasible: bool
    values: Floats
    prices: Floats
    bound: Bound
    work: float


def relax(program: Program, allowed: Bools, effort: float) -> Relaxation:
    """Solve the relaxation as well as the effort allows."""
    blocks = split(program, allowed)
    if len(blocks.councils) == 1:
        return _whole(program, allowed)
    parted = _in_turn(program, allowed, blocks)
    if parted.infeasible or _work(len(program.rows.values)) * _SHARED > _SHARE * effort:
        return parted
    whole = _whole(program, allowed)
    best = max((parted, whole), key=lambda each: each.bound.grains)
    work = parted.work + whole.work * _SHARED
    return Relaxation(whole.infeasible, whole.values, best.prices, best.bound, work)


def _whole(program: Program, allowed: Bools) -> Relaxation:
    whole = ZeroOne(program.cost, program.rows, program.low, program.high)
    relaxed = solve_lp(whole, allowed.astype(np.int64))
    return Relaxation(
        relaxed.outcome is Outcome.INFEASIBLE,
        relaxed.values,
        relaxed.prices,
        bound(program, relaxed.prices, allowed),
        _work(len(program.rows.values)),
    )


def _in_turn(program: Program, allowed: Bools, blocks: Blocks) -> Relaxation:
    """Solve the councils' own, then what they share, each at the other's prices; and again."""
    prices = np.zeros(program.rows.height)
    values = np.zeros(program.width)
    infeasible, work = False, 0.0
    best, at = bound(program, prices, allowed), prices.copy()
    for _ in range(_ROUNDS):
        for turn in (blocks.councils, (blocks.shared,)):
            given = prices.copy()
            for block in turn:
                given[block.rows] = 0.0
            cost = _priced(program, given)
            for block in turn:
                relaxed = _solved(program, block, cost)
                infeasible |= relaxed.outcome is Outcome.INFEASIBLE
                given[block.rows] = relaxed.prices
                values[block.variables] = relaxed.values
                work += _work(len(block.matrix.values))
            prices = given
            found = bound(program, prices, allowed)
            if found.grains > best.grains:
                best, at = found, prices.copy()
    return Relaxation(infeasible, values, at, best, work)


def _solved(program: Program, block: Block, cost: Floats) -> Relaxed:
    whole = np.rint(cost[block.variables]).clip(-_MOST, _MOST).astype(np.int64)
    part = ZeroOne(whole, block.matrix, program.low[block.rows], program.high[block.rows])
    return solve_lp(part, np.ones(len(whole), np.int64))


def _priced(program: Program, prices: Floats) -> Floats:
    """Return what each variable costs when what it uses of each row is paid for."""
    rows = program.rows
    amounts = rows.values * prices[rows.row_of]
    paid = np.bincount(rows.columns, weights=amounts, minlength=program.width)
    return np.asarray(program.cost - paid, np.float64)


def _work(entries: int) -> float:
    return _ENTRY * entries * (1 + entries / _LARGE)
