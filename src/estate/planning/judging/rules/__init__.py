"""Every rule of a plan, from its own definition: a function that yields what breaks it.

A rule is a function in a file here and a line in `RULES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.judging.rules.calendar import deadlines, own_calendar
from estate.planning.judging.rules.ceilings import ceilings
from estate.planning.judging.rules.folds import folds
from estate.planning.judging.rules.money import budgets
from estate.planning.judging.rules.order import groups, precedence, ties
from estate.planning.judging.rules.people import changes, skills
from estate.planning.judging.rules.platforms import platforms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estate.planning.judging.violation import Placed, Violation
    from estate.planning.problem.cases import PlanningProblem

RULES: tuple[Callable[[PlanningProblem, list[Placed]], Iterator[Violation]], ...] = (
    own_calendar,
    deadlines,
    precedence,
    groups,
    ties,
    budgets,
    skills,
    changes,
    platforms,
    folds,
    ceilings,
)
"""All of them, in the order in which they are reported."""
