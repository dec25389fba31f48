"""A written plan as readers meet it, on the record that it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from estate.cli.load import Loaded
    from estate.portfolio.planned import PlannedRoadmap
    from estate.rendering.plan.view import PlanView

DEFAULT = 5


def plan_view(loaded: Loaded, planned: PlannedRoadmap) -> PlanView:
    """Return a written plan with as many plateaus as it was shown with; nothing is searched.

    Raises:
        EstateError: when it does not fit the record.
    """
    from estate.planning import problem_of
    from estate.planning.again import roadmap_from
    from estate.planning.plateaus import PlanMisfit
    from estate.rendering.plan.building import view_of

    problem = problem_of(loaded.graph, planned.as_of, tuple(planned.councils) or None)
    try:
        roadmap = roadmap_from(problem, planned)
    except PlanMisfit as fault:
        raise EstateError(f"the plan does not fit the record: {fault}; plan again") from None
    return view_of(loaded.graph, roadmap, planned.plateaus.at_most if planned.plateaus else DEFAULT)
