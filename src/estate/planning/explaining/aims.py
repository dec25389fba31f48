"""What a plan goes by other than the priced sum, in words; and what ceilings leave free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.explaining.wording import pounds
from estate.planning.judging.evaluate import shared_cost
from estate.planning.judging.measured import measured, of_system
from estate.planning.problem.measures import THOUSANDTHS, Figures, Measure
from estate.planning.roadmap import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
    from estate.planning.problem.measures import Ceiling

    Plan = Mapping[str, tuple[str, int]]


def point_years(thousandths: int) -> str:
    """Return a risk in words: `1,234.567 point-years`, without needless noughts."""
    whole, rest = divmod(abs(thousandths), THOUSANDTHS)
    decimals = f".{rest:03}".rstrip("0") if rest else ""
    sign = "-" if thousandths < 0 else ""
    return f"{sign}{whole:,}{decimals} point-year{'' if (whole, rest) == (1, 0) else 's'}"


def amount_words(measure: Measure, amount: int) -> str:
    """Return an amount of a measure in its unit."""
    return point_years(amount) if measure is Measure.RISK else pounds(amount)


def ceiling_words(ceiling: Ceiling) -> str:
    """Return a ceiling as a sentence."""
    if ceiling.measure is Measure.RISK:
        return f"The plan may carry at most {point_years(ceiling.most)} of risk."
    return f"The plan may take at most {pounds(ceiling.most)}, in today's money."


def comes_first(
    problem: PlanningProblem, case: SystemCase, choice: tuple[str, int]
) -> Iterator[Reason]:
    """Say what a step does to the measure that the plan goes by, where it is not the price."""
    now, then = of_system(problem, case, None), of_system(problem, case, choice)
    if problem.measure is Measure.RISK:
        less = now[1] - then[1]
        words = f"Risk comes before money in this plan: it takes {point_years(less)} of it away."
        yield Reason(words, case.facts)
    elif problem.measure is Measure.MONEY:
        less = now[0] - then[0]
        does = f"saves {pounds(less)}" if less >= 0 else f"costs {pounds(-less)}"
        yield Reason(f"Money comes before risk in this plan: by itself it {does}.", case.facts)


class Headroom:
    """What a plan's ceilings leave for one step to move."""

    def __init__(self, problem: PlanningProblem, plan: Plan) -> None:
        """Measure the plan, where there is a ceiling to measure it by."""
        self._problem, self._plan = problem, plan
        self._ceilings = problem.ceilings
        if self._ceilings:
            self._whole = measured(problem, plan)
            self._shared = shared_cost(problem, plan)

    def over(self, case: SystemCase, option: Option, start: int) -> Iterator[tuple[Ceiling, int]]:
        """Yield each ceiling that a step would exceed if only it moved, and by how much."""
        if not self._ceilings:
            return
        choice = (option.id, start)
        now = of_system(self._problem, case, self._plan.get(case.id))
        then = of_system(self._problem, case, choice)
        shared = shared_cost(self._problem, {**self._plan, case.id: choice}) - self._shared
        money = self._whole.money + then[0] - now[0] + shared
        moved = Figures(0, money, self._whole.risk + then[1] - now[1])
        for ceiling in self._ceilings:
            excess = moved.by(ceiling.measure, (1, 1)) - ceiling.most
            if excess > 0:
                yield ceiling, excess
