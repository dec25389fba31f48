"""From columns to rows: each rule of the problem, said as sparse rows of a 0-1 program.

A rule is a file here and a line in `RULES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.program.columns import Generator
from estate.planning.program.draft import Draft
from estate.planning.program.rows.adapters import adapters
from estate.planning.program.rows.ceilings import ceilings, in_measure
from estate.planning.program.rows.groups import groups
from estate.planning.program.rows.limits import limits
from estate.planning.program.rows.misses import with_misses
from estate.planning.program.rows.platforms import platforms
from estate.planning.program.rows.precedence import precedence
from estate.planning.program.rows.rework import rework

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.program.columns import Column
    from estate.planning.program.draft import Program

RULES: tuple[Callable[[Draft, Generator], None], ...] = (
    precedence,
    groups,
    adapters,
    rework,
    platforms,
    limits,
)
"""What writes the rows, in order: each takes the draft and what made its columns."""


def build(problem: PlanningProblem, *, missable: bool = False) -> Program:
    """Return the program of a problem.

    With `missable`, a system with a deadline also has a column that misses it, dearer than any
    plan that keeps it, and a plan may be above a ceiling: a search can then start anywhere.
    """
    generator = Generator(problem)
    own = generator.columns()
    if missable:
        own = with_misses(problem, own)
    draft = _drafted(problem, own)
    for rule in RULES:
        rule(draft, generator)
    ceilings(draft, missable=missable)
    in_measure(draft)
    return draft.finished()


def _drafted(problem: PlanningProblem, own: list[list[Column]]) -> Draft:
    draft = Draft(problem, [], [])
    for i, columns in enumerate(own):
        first = len(draft.columns)
        draft.columns.extend(columns)
        for column in columns:
            draft.variable(column.cost, (i,))
        draft.of_system.append(range(first, len(draft.columns)))
    for members in draft.of_system:
        draft.row(dict.fromkeys(members, 1), 1, 1)
    return draft
