"""Shared platforms: when they open, for how many, and what their members pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.calendar import DISCOUNT_SCALE, MONTHS_A_QUARTER
from estate.planning.program.costs import rounded
from estate.planning.program.draft import Opening
from estate.planning.program.fees import add_fees
from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem, PlatformCase
    from estate.planning.program.columns import Generator
    from estate.planning.program.draft import Draft


def platforms(draft: Draft, _generator: Generator) -> None:
    """Write what each platform asks."""
    for platform in draft.problem.platforms:
        _platform(draft, platform)


def _platform(draft: Draft, platform: PlatformCase) -> None:
    joins = [
        k
        for k, column in enumerate(draft.columns)
        if column.option is not None and column.option.platform == platform.id
    ]
    if not joins:
        return
    opened = _opening(draft, platform, joins) if platform.must_open else None
    if any(pounds for _, pounds in platform.tiers):
        add_fees(draft, platform, joins, opened)


def _opening(draft: Draft, platform: PlatformCase, joins: list[int]) -> int:
    """Say that members go live once it is open, and that enough of them join.

    Returns the variable that says whether it ever opens.
    """
    owners = sorted({draft.columns[k].system for k in joins})
    lives = [(k, draft.columns[k].quarter) for k in joins]
    quarters = sorted({quarter for _, quarter in lives})
    opens = {
        quarter: draft.variable(set_up(draft.problem, platform, quarter), owners)
        for quarter in quarters
    }
    draft.definitions.append(Opening(opens, lives))
    is_open = draft.steps({quarter: [opens[quarter]] for quarter in quarters}, owners)
    for system in owners:
        joined = draft.steps(draft.joining(system, platform.id), [system])
        for quarter, variable in joined.items():
            draft.at_most([variable], [is_open[quarter]])
    missing = platform.minimum - platform.members
    if missing > 0:
        draft.row({**dict.fromkeys(joins, 1), is_open[quarters[-1]]: -missing}, 0, FREE)
    return is_open[quarters[-1]]


def set_up(problem: PlanningProblem, platform: PlatformCase, quarter: int) -> int:
    """Return the discounted pounds of opening for a first go-live in a quarter."""
    if platform.existing:
        return 0
    month = max(0, quarter - 1) * MONTHS_A_QUARTER
    return rounded(platform.setup * problem.discount[month], DISCOUNT_SCALE)
