"""Shared platforms: when they open, for how many, and what their members pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.calendar import DISCOUNT_SCALE, MONTHS_A_QUARTER
from estate.planning.program.columns import Limit
from estate.planning.program.costs import rounded
from estate.planning.program.draft import Opening, Taking
from estate.planning.program.fees import Join, add_fees
from estate.planning.program.sharing import set_up_takes
from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem, PlatformCase
    from estate.planning.program.columns import Generator
    from estate.planning.program.draft import Draft


def platforms(draft: Draft, generator: Generator) -> None:
    """Write what each platform asks."""
    for platform in draft.problem.platforms:
        _platform(draft, generator, platform)


def _platform(draft: Draft, generator: Generator, platform: PlatformCase) -> None:
    columns = [
        k
        for k, column in enumerate(draft.columns)
        if column.option is not None and column.option.platform == platform.id
    ]
    if not columns:
        return
    joins = _joins(draft, generator, platform, columns)
    opened = _opening(draft, generator, platform, columns, joins) if platform.must_open else None
    if joins and any(pounds for _, pounds in platform.tiers):
        everybody = len({system for join in joins for system in join.systems})
        new = everybody == len({draft.columns[k].system for k in columns})
        add_fees(draft, platform, joins, opened if new else None)


def _joins(
    draft: Draft, generator: Generator, platform: PlatformCase, columns: list[int]
) -> list[Join]:
    """Return how councils become members: those that are already never do."""
    systems = draft.problem.systems
    own: dict[str, list[int]] = {}
    for k in columns:
        own.setdefault(systems[draft.columns[k].system].council, []).append(k)
    found = []
    for council, mine in sorted(own.items()):
        if council in platform.member_councils:
            continue
        if (platform.id, council) in generator.several:
            found += _first_of(draft, generator, platform, council, mine)
        else:
            found += [
                Join(k, council, draft.columns[k].quarter, (draft.columns[k].system,)) for k in mine
            ]
    return found


def _first_of(
    draft: Draft, generator: Generator, platform: PlatformCase, council: str, columns: list[int]
) -> list[Join]:
    """Say when the first of a council's systems goes live: then it becomes a member, once."""
    owners = tuple(sorted({draft.columns[k].system for k in columns}))
    lives = [(k, draft.columns[k].quarter) for k in columns]
    first = {q: draft.variable(0, owners) for q in sorted({quarter for _, quarter in lives})}
    draft.definitions.append(Opening(first, lives))
    member = draft.steps({quarter: [variable] for quarter, variable in first.items()}, owners)
    joined = [draft.steps(draft.joining(system, platform.id), [system]) for system in owners]
    for quarter, variable in member.items():
        live = [own[max(q for q in own if q <= quarter)] for own in joined if min(own) <= quarter]
        for one in live:
            draft.at_most([one], [variable])
        draft.at_most([variable], live)
    for quarter, variable in first.items():
        limit = Limit("onboarding", platform.id, "", quarter)
        if limit in generator.limits:
            key = f"{platform.id} {council}"
            draft.takings.setdefault(limit, []).append(Taking(key, variable, 1))
            draft.claims += [(limit, k, 1) for k, live in lives if live == quarter]
    return [Join(variable, council, quarter, owners) for quarter, variable in first.items()]


def _opening(
    draft: Draft,
    generator: Generator,
    platform: PlatformCase,
    columns: list[int],
    joins: list[Join],
) -> int:
    """Say that members go live once it is open, and that enough of them join.

    Returns the variable that says whether it ever opens.
    """
    owners = sorted({draft.columns[k].system for k in columns})
    lives = [(k, draft.columns[k].quarter) for k in columns]
    quarters = sorted({quarter for _, quarter in lives})
    opens = {
        quarter: draft.variable(set_up(draft.problem, platform, quarter), owners)
        for quarter in quarters
    }
    draft.definitions.append(Opening(opens, lives))
    for quarter, variable in opens.items():
        for limit, amount in set_up_takes(generator, platform, quarter).items():
            draft.takings.setdefault(limit, []).append(Taking(platform.id, variable, amount))
    is_open = draft.steps({quarter: [opens[quarter]] for quarter in quarters}, owners)
    for system in owners:
        joined = draft.steps(draft.joining(system, platform.id), [system])
        for quarter, variable in joined.items():
            draft.at_most([variable], [is_open[quarter]])
    missing = platform.minimum - platform.members
    if missing > 0:
        members = dict.fromkeys((join.variable for join in joins), 1)
        draft.row({**members, is_open[quarters[-1]]: -missing}, 0, FREE)
    return is_open[quarters[-1]]


def set_up(problem: PlanningProblem, platform: PlatformCase, quarter: int) -> int:
    """Return the discounted pounds of opening for a first go-live in a quarter."""
    if platform.existing:
        return 0
    month = max(0, quarter - 1) * MONTHS_A_QUARTER
    return rounded(platform.setup * problem.discount[month], DISCOUNT_SCALE)
