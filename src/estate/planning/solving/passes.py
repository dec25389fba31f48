"""One search, or two: by one measure first, then by the other among the plans that are as good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estate.planning.problem.measures import Ceiling, given_way
from estate.planning.program.rows import build
from estate.planning.roadmap import Pass
from estate.planning.solving.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estate.planning.effort import Effort, Progress
    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Ints
    from estate.planning.solving.search import Found

    Plan = Mapping[str, tuple[str, int]]

_FIRST_SHARE = 0.6
"""How much of the work the first of two searches may take; the second has what is left."""


@dataclass(frozen=True)
class Solved:
    """What the searches found, as a vector of the first one's program."""

    program: Program
    found: Found
    passes: tuple[Pass, ...]
    """Empty where there is no plan."""

    @property
    def choices(self) -> dict[str, tuple[str, int]]:
        """Return for each changed system its option and the month in which it starts."""
        return {} if self.found.vector is None else choices_of(self.program, self.found.vector)


def choices_of(program: Program, vector: Ints) -> dict[str, tuple[str, int]]:
    """Return what a vector stands for: option and month of start of each changed system."""
    columns = (program.columns[k] for k in program.chosen(vector))
    return {
        program.problem.systems[column.system].id: (column.option.id, column.start)
        for column in columns
        if column.option is not None
    }


def solve(
    problem: PlanningProblem,
    effort: Effort,
    progress: Callable[[Progress], None] | None = None,
    start: Plan | None = None,
) -> Solved:
    """Search a problem's best plan by its measure, and by the one that comes `then`."""
    program = build(problem, missable=True)
    if problem.then is None:
        found = Search(program, effort, progress, start=start).run()
        return Solved(program, found, _single(program, found))
    first = replace(effort, work=effort.work * _FIRST_SHARE)
    found = Search(program, first, progress, start=start).run()
    if found.vector is None or found.stopped_early:
        return Solved(program, found, _single(program, found))
    left = replace(effort, work=max(0.0, effort.work - found.work))
    return _second(program, found, left, progress)


def _single(program: Program, found: Found) -> tuple[Pass, ...]:
    if found.vector is None:
        return ()
    cost = program.total(found.vector)
    return (Pass(program.problem.measure, cost, min(found.bound, cost)),)


def _second(
    program: Program,
    before: Found,
    effort: Effort,
    progress: Callable[[Progress], None] | None,
) -> Solved:
    """Search again by the second measure, with the first under what it has reached."""
    problem, vector = program.problem, before.vector
    assert problem.then is not None  # noqa: S101  # the caller has looked
    assert vector is not None  # noqa: S101  # likewise
    reached = program.total(vector)
    most = given_way(reached, problem.policy.tolerance_percent)
    held = (*problem.ceilings, Ceiling(problem.measure, most))
    again = build(replace(problem, measure=problem.then, ceilings=held), missable=True)
    found = Search(again, effort, progress, start=choices_of(program, vector)).run()
    chosen = again.chosen(found.vector) if found.vector is not None else program.chosen(vector)
    vector, taken = program.complete(chosen), again.total(again.complete(chosen))
    final = program.total(vector)
    passes = (
        Pass(problem.measure, min(reached, final), min(before.bound, reached, final)),
        Pass(problem.then, taken, min(found.bound, taken), within=most),
    )
    whole = replace(
        before,
        vector=vector,
        iterations=before.iterations + found.iterations,
        work=before.work + found.work,
        stopped_early=found.stopped_early,
    )
    return Solved(program, whole, passes)
