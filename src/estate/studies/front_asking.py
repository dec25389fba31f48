"""One plan of the front at a time: what is asked of the planner, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.diagnostics import InternalFault
from estate.planning import Effort, PlanningProblem
from estate.planning.judging.measured import measured
from estate.planning.judging.verify import violations
from estate.planning.problem.measures import THOUSANDTHS, Ceiling, Figures, Measure
from estate.studies.front_types import Plan

if TYPE_CHECKING:
    from estate.planning.roadmap import Pass

FINEST = 16
"""How often money may count at most in a sum weighted by a slope: costs stay small."""
EXACT = 200
"""The same for the policy's price: every price in steps of five pounds is met exactly."""
_STEEPEST = 10**6


@dataclass(frozen=True, slots=True)
class Question:
    """A problem with a measure and ceilings of its own. It can travel to another process."""

    problem: PlanningProblem
    effort: Effort
    start: Plan = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A plan, checked without the solver, and the proof of each search."""

    plan: Plan
    figures: Figures | None
    """None where no plan was found."""
    passes: tuple[Pass, ...]
    infeasible: bool
    work: float


def ask(question: Question) -> Reply:
    """Return the planner's answer.

    Raises:
        KeyboardInterrupt: when the search was stopped: a front is not made of half searches.
        InternalFault: when the plan breaks a rule.
    """
    from estate.planning.solving.passes import solve  # noqa: PLC0415  # the solver is slow to load

    problem = question.problem
    solved = solve(problem, question.effort, start=dict(question.start) or None)
    found = solved.found
    if found.stopped_early:
        raise KeyboardInterrupt
    if found.vector is None:
        return Reply((), None, (), found.infeasible, found.work)
    choices = solved.choices
    if broken := violations(problem, choices):
        raise InternalFault(f"a plan of the front breaks its own rules: {broken[0].words}")
    plan = tuple(sorted(choices.items()))
    figures = measured(problem, choices)
    return Reply(plan, figures, solved.passes, infeasible=False, work=found.work)


def least(problem: PlanningProblem, first: Measure, *held: Ceiling) -> PlanningProblem:
    """Return a problem that asks for the least of one measure, and then of the other.

    More ceilings come on top of the problem's own. Nothing gives way: a front has no tolerance.
    """
    then = Measure.MONEY if first is Measure.RISK else Measure.RISK
    exact = problem.policy.model_copy(update={"tolerance_percent": 0.0})
    ceilings = (*problem.ceilings, *held)
    return replace(problem, policy=exact, measure=first, then=then, ceilings=ceilings)


def weighted(problem: PlanningProblem, weights: tuple[int, int]) -> PlanningProblem:
    """Return a problem that asks for the least weighted sum of money and risk."""
    return replace(problem, measure=Measure.WEIGHTED, then=None, weights=weights)


def weights_of(pounds_a_point_year: Fraction, finest: int = FINEST) -> tuple[int, int]:
    """Return how often money and risk count at a price, or at the nearest with small numbers."""
    price = pounds_a_point_year / THOUSANDTHS
    near = min(max(price, Fraction(1, finest)), Fraction(_STEEPEST)).limit_denominator(finest)
    return near.denominator, near.numerator
