"""A written plan as a roadmap again: its choices on the record that it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from estate.cli.load import Loaded
    from estate.portfolio.planned import PlannedRoadmap
    from estate.rendering.plan.view import PlanView

DEFAULT = 5


def plan_view(loaded: Loaded, planned: PlannedRoadmap) -> PlanView:
    """Return a written plan as readers meet it, with as many plateaus as it was shown with.

    Raises:
        EstateError: when it does not fit the record.
    """
    from estate.planning import problem_of
    from estate.planning.answer import roadmap_of
    from estate.planning.plateaus import PlanMisfit, choices_of
    from estate.planning.program.rows import build
    from estate.planning.solving.passes import Solved
    from estate.planning.solving.search import Found
    from estate.planning.solving.warm import earlier_plans
    from estate.rendering.plan.building import view_of

    problem = problem_of(loaded.graph, planned.as_of, tuple(planned.councils) or None)
    try:
        choices = choices_of(problem, planned)
    except PlanMisfit as fault:
        raise EstateError(f"the plan does not fit the record: {fault}; plan again") from None
    program = build(problem, missable=True)
    vector = next(earlier_plans(program, choices))
    found = Found(
        vector=vector,
        bound=program.total(vector),
        infeasible=False,
        iterations=0,
        work=0.0,
        stopped_early=False,
    )
    roadmap = roadmap_of(Solved(program, found, ()))
    return view_of(loaded.graph, roadmap, planned.plateaus.at_most if planned.plateaus else DEFAULT)
