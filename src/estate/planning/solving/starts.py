"""First plans: serial schedules in several orders, most of them guided by the relaxation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estate.planning.solving.bound import GRAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Floats, Ints
    from estate.planning.solving.greedy import Scheduler

_NEVER = 90.0
"""Where a system that the relaxation keeps comes in an order by start: after every month."""
_SHUFFLES = 4
_MANY = 1_000
"""With more systems a schedule takes seconds: only the first order is tried, at the prices."""
_FIRST = -(2**60)
_SPREAD = 6.0
"""Months by which a shuffled order may differ."""


def first_plans(
    program: Program,
    scheduler: Scheduler,
    regret: Ints,
    values: Floats,
    seed: int,
    urgent: Sequence[int] = (),
) -> Iterator[Ints]:
    """Yield whole vectors: plans that may miss deadlines and keep every other rule.

    Columns are ranked half by their cost at the relaxation's prices, half by their own, and by
    their own alone: at the prices alone, too much of what is scarce is left to others that never
    come. Platforms are tried all open and all closed. Urgent columns come first, where there are
    any. At the end comes the plan that keeps every system.
    """
    everything = np.ones(len(program.columns), np.bool_)
    platforms = [platform.id for platform in program.problem.platforms]
    orders = _orders(program, values, seed)
    cost = program.cost[: len(program.columns)]
    ranks = [(cost + regret // GRAIN) // 2, cost]
    if len(program.of_system) > _MANY:
        del orders[1:], ranks[1:]
    if urgent:
        ranks = [*(_before(rank, urgent) for rank in ranks), *ranks]
    for order in orders:
        for rank in ranks:
            for opened in ([], platforms) if platforms else ([],):
                chosen = scheduler.run(order, rank, everything, opened)
                if chosen is not None:
                    yield from _kept_rules(program, chosen)
    yield from _kept_rules(program, [own.start for own in program.of_system])


def _before(rank: Ints, urgent: Sequence[int]) -> Ints:
    """Return a ranking in which some columns come before all others."""
    first = rank.copy()
    first[list(urgent)] = _FIRST
    return first


def _kept_rules(program: Program, chosen: list[int]) -> Iterator[Ints]:
    """Yield a schedule's vector unless it breaks a rule that schedules do not look at."""
    vector = program.complete(chosen)
    if program.feasible(vector):
        yield vector


def _orders(program: Program, values: Floats, seed: int) -> list[list[int]]:
    """Return orders: by start in the relaxation, by what is at stake, and some shuffled."""
    starts = [_start(program, own, values) for own in program.of_system]
    stakes = [_stake(program, own) for own in program.of_system]
    chance = np.random.default_rng(seed)
    systems = range(len(starts))
    orders = [
        sorted(systems, key=lambda i: (starts[i], i)),
        sorted(systems, key=lambda i: (-stakes[i], i)),
    ]
    for _ in range(_SHUFFLES):
        shuffled = np.array(starts) + chance.normal(0, _SPREAD, len(starts))
        orders.append([int(i) for i in np.argsort(shuffled, kind="stable")])
    return orders


def _start(program: Program, own: range, values: Floats) -> float:
    months = [
        _NEVER if program.columns[k].option is None else float(program.columns[k].start)
        for k in own
    ]
    return float(np.dot(values[own.start : own.stop], months))


def _stake(program: Program, own: range) -> int:
    costs = [program.columns[k].cost for k in own if not program.columns[k].missed]
    return max(costs, default=0) - min(costs, default=0)
