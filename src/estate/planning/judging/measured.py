"""What a plan takes by each measure, from the definitions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import evaluate, half_up, paid_and_carried
from estate.planning.problem.measures import THOUSANDTHS, Figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.planning.problem.cases import PlanningProblem, SystemCase

    Plan = Mapping[str, tuple[str, int]]


def measured(problem: PlanningProblem, choices: Plan) -> Figures:
    """Return what a plan takes by each measure; systems without a choice are kept.

    Each system's money is rounded to the pound, its risk to the thousandth of a point-year. What
    systems share, platforms and interfaces, is money: it is in the priced sum as it is.
    """
    exact = evaluate(problem, choices)
    shared = exact.total - sum(exact.systems.values())
    money = risk = 0
    for case in problem.systems:
        own = of_system(problem, case, choices.get(case.id))
        money, risk = money + own[0], risk + own[1]
    return Figures(exact.total, money + shared, risk)


def of_system(
    problem: PlanningProblem, case: SystemCase, choice: tuple[str, int] | None
) -> tuple[int, int]:
    """Return one system's pounds and thousandths of a point-year, without what it shares."""
    paid, carried = paid_and_carried(problem, case, choice)
    return half_up(paid), half_up(carried * THOUSANDTHS)
