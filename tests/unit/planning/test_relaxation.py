"""The relaxation taken apart by council: safe, and close to the whole one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from benchmarks.planning_hard import hard_instance
from tests.unit.planning.cases import problem, replacing, system

from estate.planning.program.draft import Program
from estate.planning.program.rows import build
from estate.planning.program.sparse import FREE
from estate.planning.solving.blocks import split
from estate.planning.solving.bound import bound
from estate.planning.solving.cpsat import Outcome, ZeroOne, solve_lp, solve_mip
from estate.planning.solving.relaxation import relax

NO_EFFORT, MUCH = 0.0, 1_000.0
"""With none the whole relaxation of several councils is not tried; with much it is."""


@pytest.fixture(scope="module")
def sharing() -> Program:
    return build(hard_instance([14, 18, 22], seed=1, platforms=2))


def exact_bound(program: Program, prices: np.ndarray, allowed: np.ndarray) -> Fraction:
    """The Lagrangian bound from its definition, in rational arithmetic."""
    systems = len(program.of_system)
    priced = [Fraction(0)] * systems + [Fraction(float(y)) for y in prices[systems:]]
    reduced = [Fraction(int(cost)) for cost in program.cost]
    total = Fraction(0)
    for row, price in enumerate(priced):
        low, high = int(program.low[row]), int(program.high[row])
        if (price > 0 and low <= -FREE) or (price < 0 and high >= FREE):
            continue
        total += price * (low if price > 0 else high)
        own = program.rows.row(row)
        for k, value in zip(program.rows.columns[own], program.rows.values[own], strict=True):
            reduced[k] -= price * int(value)
    total += sum(min(reduced[k] for k in own if allowed[k]) for own in program.of_system)
    rest = range(len(program.columns), program.width)
    return total + sum(min(Fraction(0), reduced[k]) for k in rest if allowed[k])


def test_every_row_is_in_one_block_and_only_systems_rows_in_two(sharing: Program) -> None:
    blocks = split(sharing, np.ones(sharing.width, np.bool_))
    assert len(blocks.councils) == 3
    times = np.zeros(sharing.rows.height, np.int64)
    for block in (*blocks.councils, blocks.shared):
        times[block.rows] += 1
    systems = len(sharing.of_system)
    assert (times[systems:] == 1).all()
    assert set(times[:systems].tolist()) == {1, 2}
    # What is shared is small: platforms, and those who may join them.
    assert 0 < len(blocks.shared.rows) < sharing.rows.height / 4


def test_councils_that_share_nothing_leave_nothing_to_share() -> None:
    program = build(hard_instance([8, 9], seed=1))
    blocks = split(program, np.ones(program.width, np.bool_))
    assert len(blocks.shared.rows) == 0
    apart = relax(program, np.ones(program.width, np.bool_), NO_EFFORT)
    whole = solve_lp(
        ZeroOne(program.cost, program.rows, program.low, program.high),
        np.ones(program.width, np.int64),
    )
    together = bound(program, whole.prices, np.ones(program.width, np.bool_))
    assert apart.bound.pounds == pytest.approx(together.pounds, rel=1e-6)


def test_the_bound_by_council_is_below_the_whole_one_and_close(sharing: Program) -> None:
    allowed = np.ones(sharing.width, np.bool_)
    apart = relax(sharing, allowed, NO_EFFORT)
    whole = relax(sharing, allowed, MUCH)
    assert not apart.infeasible
    assert apart.work < whole.work
    assert apart.bound.grains <= whole.bound.grains
    assert apart.bound.pounds > 0.99 * whole.bound.pounds
    # Without prices it is far off, so that closeness says something.
    assert bound(sharing, np.zeros(sharing.rows.height), allowed).pounds < (
        0.95 * apart.bound.pounds
    )


def test_the_bound_is_what_rational_arithmetic_makes_of_its_prices(sharing: Program) -> None:
    allowed = np.ones(sharing.width, np.bool_)
    found = relax(sharing, allowed, NO_EFFORT)
    exact = exact_bound(sharing, found.prices, allowed)
    # The prices are rounded to parts of 2**20 first: not the same to the pound, but very near.
    assert abs(Fraction(found.bound.grains, 2**20) - exact) < Fraction(1, 1000) * exact
    rounded = np.rint(found.prices * 2**20) / 2**20
    assert Fraction(found.bound.grains, 2**20) == exact_bound(sharing, rounded, allowed)


def test_no_plan_is_below_the_bound_by_council() -> None:
    for seed in range(1, 5):
        program = build(hard_instance([5, 6], seed=seed, platforms=1))
        found = relax(program, np.ones(program.width, np.bool_), NO_EFFORT)
        whole = ZeroOne(program.cost, program.rows, program.low, program.high)
        best = solve_mip(whole, None, 20.0)
        assert best.outcome is Outcome.OPTIMAL
        assert best.values is not None
        assert found.bound.pounds <= program.total(best.values)


def test_a_council_without_any_plan_is_seen() -> None:
    late = problem(system("a", replacing(months=9), deadline=9), system("b", replacing(months=9)))
    program = build(late)
    none = np.ones(program.width, np.bool_)
    none[program.of_system[0].start : program.of_system[0].stop] = False
    assert relax(program, none, NO_EFFORT).infeasible
