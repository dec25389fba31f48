"""From columns to rows: each rule of the problem, said as sparse rows of a 0-1 program."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from estate.planning.problem.calendar import DISCOUNT_SCALE, MONTHS_A_QUARTER
from estate.planning.program.columns import Column, Generator
from estate.planning.program.costs import rounded
from estate.planning.program.draft import Both, Draft, Opening
from estate.planning.program.fees import add_fees
from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.problem.cases import PlanningProblem, PlatformCase, Rework
    from estate.planning.program.columns import Limit
    from estate.planning.program.draft import Program


def build(problem: PlanningProblem, *, missable: bool = False) -> Program:
    """Return the program of a problem.

    With `missable`, a system with a deadline also has a column that misses it, dearer than any
    plan that keeps it: a search can then start anywhere.
    """
    generator = Generator(problem)
    own = generator.columns()
    if missable:
        own = _with_misses(problem, own)
    draft = _drafted(problem, own)
    _limits(draft, generator)
    _precedence(draft)
    _groups(draft)
    for pair in problem.rework:
        _rework(draft, pair)
    for platform in problem.platforms:
        _platform(draft, platform)
    return draft.finished()


def _with_misses(problem: PlanningProblem, own: list[list[Column]]) -> list[list[Column]]:
    """Add the columns that miss a deadline, dearer than the worst that all else can cost."""
    price = 2 * (sum(_range(columns) for columns in own) + _most_shared(problem))
    return [
        columns
        if case.deadline is None
        else [Column(i, None, -1, -1, _worst(columns) + price, missed=True), *columns]
        for i, (case, columns) in enumerate(zip(problem.systems, own, strict=True))
    ]


def _most_shared(problem: PlanningProblem) -> int:
    """Return more than platforms and interfaces can ever cost or save."""
    years, members = problem.calendar.costed_years, len(problem.systems)
    platforms = sum(
        platform.setup + years * members * max(pounds for _, pounds in platform.tiers)
        for platform in problem.platforms
    )
    return platforms + sum(pair.pounds for pair in problem.rework)


def _worst(columns: list[Column]) -> int:
    return max((column.cost for column in columns), default=0)


def _range(columns: list[Column]) -> int:
    return _worst(columns) - min((column.cost for column in columns), default=0) + 1


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


def _limits(draft: Draft, generator: Generator) -> None:
    rows: dict[Limit, dict[int, int]] = {}
    most: dict[Limit, dict[int, int]] = {}
    for k, column in enumerate(draft.columns):
        for limit, amount in column.use:
            rows.setdefault(limit, {})[k] = amount
            own = most.setdefault(limit, {})
            own[column.system] = max(own.get(column.system, 0), amount)
    for limit in sorted(rows):
        if sum(most[limit].values()) > generator.limits[limit]:
            draft.limit_rows[limit] = draft.row(rows[limit], -FREE, generator.limits[limit])


def _precedence(draft: Draft) -> None:
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
                if need.system not in problem.group_of.get(case.id, ()):
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


def _groups(draft: Draft) -> None:
    index = {case.id: i for i, case in enumerate(draft.problem.systems)}
    for group in draft.problem.groups:
        lives = [draft.going_live(index[member]) for member in group]
        for quarter in sorted(set().union(*lives)):
            for one, other in pairwise(lives):
                draft.equal(one.get(quarter, []), other.get(quarter, []))


def _rework(draft: Draft, pair: Rework) -> None:
    """Give back one of the two payments where both ends go live in the same quarter."""
    index = {case.id: i for i, case in enumerate(draft.problem.systems)}
    if pair.other not in index:
        return
    i, j = index[pair.one], index[pair.other]
    one, other = draft.reworking(i), draft.reworking(j)
    for quarter in sorted(set(one) & set(other)):
        credit = draft.discounted(pair.pounds, quarter * MONTHS_A_QUARTER)
        variable = draft.variable(-credit, (i, j))
        draft.at_most([variable], one[quarter])
        draft.at_most([variable], other[quarter])
        draft.definitions.append(Both(variable, one[quarter], other[quarter]))


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
