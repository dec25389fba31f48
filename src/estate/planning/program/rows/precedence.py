"""Steps that wait for other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.calendar import MONTHS_A_QUARTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.program.columns import Generator
    from estate.planning.program.draft import Draft


def precedence(draft: Draft, _generator: Generator) -> None:
    """Say for every start of a step that what it needs is live by then, and long enough."""
    index = {case.id: i for i, case in enumerate(draft.problem.systems)}
    started: dict[tuple[int, frozenset[str]], dict[int, int]] = {}
    lived: dict[tuple[int, int], dict[int, int]] = {}
    for i, other, lag, options in _needs(draft.problem):
        j = index[other]
        if (i, options) not in started:
            started[i, options] = draft.steps(draft.starting(i, options), [i])
        if (j, lag) not in lived:
            lived[j, lag] = draft.steps(_ready(draft, j, lag), [j])
        for quarter, start in started[i, options].items():
            ready = [variable for q, variable in lived[j, lag].items() if q <= quarter]
            draft.at_most([start], ready[-1:])


def _needs(problem: PlanningProblem) -> Iterator[tuple[int, str, int, frozenset[str]]]:
    for i, case in enumerate(problem.systems):
        needs: dict[tuple[str, int], set[str]] = {}
        for option in case.options:
            for need in option.requires:
                if need.system not in problem.tied_with.get(case.id, ()):
                    needs.setdefault((need.system, need.lag), set()).add(option.id)
        for (other, lag), options in sorted(needs.items()):
            yield i, other, lag, frozenset(options)


def _ready(draft: Draft, system: int, lag: int) -> dict[int, list[int]]:
    """Return a system's columns by the first quarter that may start `lag` months after them."""
    found: dict[int, list[int]] = {}
    for k in draft.changing(system):
        quarter = -(-(draft.columns[k].live + lag) // MONTHS_A_QUARTER)
        found.setdefault(quarter, []).append(k)
    return found
