"""Plans side by side: the base, and each scenario with what it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from estate.planning import Effort, PlanningProblem, Roadmap, RoadStep
from estate.planning.judging.verify import violations
from estate.portfolio.dates import month_number
from estate.studies.solving import Answer, SolveAll, Task, one_by_one


@dataclass(frozen=True, slots=True)
class Variant:
    """What there is to plan under a scenario."""

    name: str
    because: str
    file: str
    problem: PlanningProblem


class Moved(StrEnum):
    """What becomes of a system against the base plan."""

    LATER = "later"
    EARLIER = "earlier"
    OTHERWISE = "another option"
    ADDED = "changed now"
    DROPPED = "kept now"


@dataclass(frozen=True, slots=True)
class Move:
    """A system whose step differs from the base plan's."""

    system: str
    kind: Moved
    before: tuple[str, date] | None
    """Option and start in the base plan; None where it keeps the system."""
    after: tuple[str, date] | None
    months: int | None
    """Months by which it starts later, negative if earlier; None where it has no start in one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One plan of the comparison. The base is the first, with no moves."""

    name: str
    because: str
    file: str | None
    """The scenario's file; None for the base."""
    answer: Answer
    moves: tuple[Move, ...] = ()
    base_breaks: tuple[str, ...] = ()
    """Rules that the base plan would break under the scenario, in words."""

    @property
    def plan(self) -> Roadmap | None:
        """Return the plan, where there is one."""
        return self.answer if isinstance(self.answer, Roadmap) else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The base plan, then each scenario's in the order given."""

    outcomes: tuple[Outcome, ...]

    @property
    def base(self) -> Outcome:
        """Return the plan without any scenario."""
        return self.outcomes[0]

    @property
    def years(self) -> tuple[str, ...]:
        """Return the financial years of all plans, sorted."""
        plans = [outcome.plan for outcome in self.outcomes]
        return tuple(sorted({y.label for plan in plans if plan for y in plan.estate.years}))

    @property
    def platforms(self) -> tuple[str, ...]:
        """Return the platforms of all plans, sorted."""
        plans = [outcome.plan for outcome in self.outcomes]
        return tuple(sorted({each.platform for plan in plans if plan for each in plan.platforms}))


def compare(
    base: PlanningProblem,
    variants: Sequence[Variant],
    effort: Effort,
    solve_all: SolveAll = one_by_one,
) -> Comparison:
    """Return the plans of a problem and of its variants, side by side.

    Each variant's search begins with the base plan. One that changes nothing has the base plan.
    """
    (first,) = solve_all([Task(base, effort)])
    start = tuple(sorted(first.choices.items())) if isinstance(first, Roadmap) else ()
    differing = [variant for variant in variants if variant.problem != base]
    solved = solve_all([Task(variant.problem, effort, start) for variant in differing])
    answers = {id(v): answer for v, answer in zip(differing, solved, strict=True)}
    found = [_outcome(first, variant, answers.get(id(variant), first)) for variant in variants]
    return Comparison((Outcome("Base", "", None, first), *found))


def _outcome(base: Answer, variant: Variant, answer: Answer) -> Outcome:
    moves: tuple[Move, ...] = ()
    broken: tuple[str, ...] = ()
    if isinstance(base, Roadmap):
        broken = tuple(each.words for each in violations(variant.problem, base.choices))
        if isinstance(answer, Roadmap):
            moves = moves_between(base, answer)
    return Outcome(variant.name, variant.because, variant.file, answer, moves, broken)


def moves_between(base: Roadmap, other: Roadmap) -> tuple[Move, ...]:
    """Return every system whose step differs between two plans, by its id."""
    before, after = _steps(base), _steps(other)
    names = sorted(before.keys() | after.keys())
    return tuple(move for name in names if (move := _move(name, before.get(name), after.get(name))))


def _steps(plan: Roadmap) -> Mapping[str, RoadStep]:
    return {step.system: step for step in plan.steps}


def _move(system: str, before: RoadStep | None, after: RoadStep | None) -> Move | None:
    then = (before.option, before.start) if before else None
    now = (after.option, after.start) if after else None
    if then == now:
        return None
    if then is None or now is None:
        return Move(system, Moved.ADDED if now else Moved.DROPPED, then, now, None)
    months = month_number(now[1]) - month_number(then[1])
    if then[0] != now[0]:
        return Move(system, Moved.OTHERWISE, then, now, months)
    return Move(system, Moved.LATER if months > 0 else Moved.EARLIER, then, now, months)


def tightest(plan: Roadmap) -> tuple[int, int | None]:
    """Return how many deadlines a plan meets, and the fewest months to spare before one."""
    lives = {step.system: step.live_month for step in plan.steps}
    spare = [
        case.deadline - lives[case.id]
        for case in plan.problem.systems
        if case.deadline is not None and case.id in lives
    ]
    return len(spare), min(spare) if spare else None


def risk_over_time(plan: Roadmap) -> Fraction:
    """Return the mean of the summed risk scores over the quarters of a plan."""
    points = plan.estate.risk
    return sum((point.planned for point in points), Fraction(0)) / len(points)
