"""What a plan costs, from the problem's own words, month by month.

Written without the planner's columns, ledger or rows, so that neither can hide the other's fault.
Slow and plain on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estate.planning.problem.cases import (
        Adapter,
        Option,
        PlanningProblem,
        PlatformCase,
        Rework,
        SystemCase,
    )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A plan's cost in whole pounds, discounted, and where it comes from."""

    total: int
    systems: dict[str, int]
    credits: int
    """Interfaces that two ends build again together: paid once."""
    platforms: dict[str, int]
    adapters: int = 0
    """Temporary adapters between systems that change in different quarters."""


def evaluate(problem: PlanningProblem, choices: Mapping[str, tuple[str, int]]) -> Evaluation:
    """Return what a plan costs; systems without a choice are kept."""
    systems = {case.id: _system(problem, case, choices.get(case.id)) for case in problem.systems}
    saved, platforms, adapters = _shared(problem, choices)
    total = sum(systems.values()) - saved + sum(platforms.values()) + adapters
    return Evaluation(total, systems, saved, platforms, adapters)


def shared_cost(problem: PlanningProblem, choices: Mapping[str, tuple[str, int]]) -> int:
    """Return the part of a plan's cost that systems share: it is all money."""
    saved, platforms, adapters = _shared(problem, choices)
    return sum(platforms.values()) + adapters - saved


def _shared(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]]
) -> tuple[int, dict[str, int], int]:
    """Return what is saved on interfaces, what each platform costs, and what adapters cost."""
    saved = sum(rework_saved(problem, choices, pair) for pair in problem.rework)
    platforms = {
        platform.id: evaluate_platform(problem, platform, choices) for platform in problem.platforms
    }
    adapters = sum(adapter_paid(problem, choices, adapter) for adapter in problem.adapters)
    return saved, platforms, adapters


def go_live(option: Option, start: int) -> int:
    """Return the month on whose first day a step goes live."""
    return start + option.procurement + option.months


def chosen(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[SystemCase, Option, int, int]]:
    """Yield each changed system with its option, start and go-live."""
    for case in problem.systems:
        if case.id in choices:
            name, start = choices[case.id]
            option = case.option(name)
            yield case, option, start, go_live(option, start)


def in_month(total: int, months: int, k: int) -> int:
    """Return the share of a sum that falls in the k-th of the months it is spread over."""
    if not 0 <= k < months:
        return 0
    return total * (k + 1) // months - total * k // months


def half_up(exact: Fraction) -> int:
    """Return the nearest whole number, halves up."""
    return floor(exact + Fraction(1, 2))


def _worth(problem: PlanningProblem, month: int) -> Fraction:
    return Fraction(problem.discount[month], 10**9)


def _system(problem: PlanningProblem, case: SystemCase, choice: tuple[str, int] | None) -> int:
    """Return one system's cost: every month's money and risk, each at the month's worth."""
    paid, carried = paid_and_carried(problem, case, choice)
    return half_up(paid + carried * problem.policy.risk_price) + change_of_plan(case, choice)


def paid_and_carried(
    problem: PlanningProblem, case: SystemCase, choice: tuple[str, int] | None
) -> tuple[Fraction, Fraction]:
    """Return the pounds that are paid for a system, and the point-years of risk it carries.

    Both discounted and exact: nothing is rounded.
    """
    option = case.option(choice[0]) if choice else None
    start = choice[1] if choice else 0
    live = go_live(option, start) if option else problem.calendar.months + 1
    twelfths = 0
    carried: dict[tuple[bool, int], int] = {}  # by what holds: after the change or not, quarter
    for month in range(problem.calendar.months):
        worth = problem.discount[month]
        twelfths += worth * _twelfths(case, option, start, month)
        held = (month >= live, month // 3)
        carried[held] = carried.get(held, 0) + worth
    points = Fraction(0)
    for (changed, quarter), worth in carried.items():
        table = option.risk_after if option and changed else case.risk
        points += _last(table, quarter) * worth
    paid = Fraction(twelfths, 12 * 10**9)
    if option is not None and _rebuilds(option):
        paid += _interfaces(problem, case) * _worth(problem, live)
    return paid, points / 12 / 10**9


def change_of_plan(case: SystemCase, choice: tuple[str, int] | None) -> int:
    """Return the price of departing from the plan before: by the quarter, four at most."""
    if case.before is None:
        return 0
    promised, begins = case.before.option, max(0, case.before.start) // 3
    same = choice is not None and choice[0] == promised
    return case.before.price * (min(4, abs(choice[1] // 3 - begins)) if choice and same else 4)


def _twelfths(case: SystemCase, option: Option | None, start: int, month: int) -> int:
    """Return twelve times the pounds paid for a system in a month."""
    premium = 12 * int(_last(case.premium, month))
    if option is None:
        return case.running + premium
    live = go_live(option, start)
    off = live + option.dual_months
    k = month - start - option.procurement
    once = in_month(option.capital, option.months, k) + in_month(option.revenue, option.months, k)
    amount = 12 * once
    if month < off:
        amount += case.running
    if month < off or _stays_under_contract(option):
        amount += premium
    elif month == off and month < len(case.exit_cost):
        amount += 12 * case.exit_cost[month]
    return amount + (option.running_after if month >= live else 0)


def _stays_under_contract(option: Option) -> bool:
    return str(option.kind) in {"upgrade", "rehost", "replatform"}


def _last(table: tuple[int, ...] | tuple[Fraction | int, ...], index: int) -> Fraction | int:
    if not table:
        return 0
    return table[index] if index < len(table) else table[-1]


def _rebuilds(option: Option) -> bool:
    return str(option.kind) not in {"upgrade", "rehost"}


def _interfaces(problem: PlanningProblem, case: SystemCase) -> int:
    return sum(pair.pounds for pair in problem.rework_of.get(case.id, ()))


def rework_saved(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]], pair: Rework
) -> int:
    """Return what is saved where both ends of an interface go live in the same quarter."""
    ends = [end for end in (pair.one, pair.other) if end in choices]
    lives = [_rebuilt(problem, end, choices[end]) for end in ends]
    if len(lives) < 2 or None in lives or len({(live or 0) // 3 for live in lives}) > 1:  # noqa: PLR2004
        return 0
    return half_up(pair.pounds * _worth(problem, (lives[0] or 0) // 3 * 3))


def adapter_paid(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]], adapter: Adapter
) -> int:
    """Return what a temporary adapter costs, discounted; 0 where none is needed."""
    quarter = adapter_from(problem, choices, adapter)
    return 0 if quarter is None else half_up(adapter.pounds * _worth(problem, 3 * quarter))


def adapter_from(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]], adapter: Adapter
) -> int | None:
    """Return the quarter from which an adapter is needed: both change, at different times."""
    quarters = []
    for end in (adapter.one, adapter.other):
        if end not in choices:
            return None
        option = problem.by_id[end].option(choices[end][0])
        if not adapter.tied and not _rebuilds(option):
            return None
        quarters.append(go_live(option, choices[end][1]) // 3)
    return min(quarters) if quarters[0] != quarters[1] else None


def _rebuilt(problem: PlanningProblem, system: str, choice: tuple[str, int]) -> int | None:
    """Return when a system goes live, if its interfaces are built again then."""
    option = problem.by_id[system].option(choice[0])
    return go_live(option, choice[1]) if _rebuilds(option) else None


def evaluate_platform(
    problem: PlanningProblem, platform: PlatformCase, choices: Mapping[str, tuple[str, int]]
) -> int:
    """Return what setting a platform up and its members' prices cost, discounted."""
    placed = list(chosen(problem, choices))
    opened = opening_month(platform, placed)
    total = 0 if opened is None else half_up(platform.setup * _worth(problem, opened))
    since = members_since(platform, placed)
    for months in _years(problem):
        members = sum(live <= months[-1] for live in since.values())
        pounds = members * _price(platform, platform.members + members)
        share = sum((_worth(problem, month) for month in months), Fraction(0)) / 12
        total += half_up(pounds * share)
    return total


def opening_month(
    platform: PlatformCase, placed: Iterable[tuple[SystemCase, Option, int, int]]
) -> int | None:
    """Return the month in which a platform is set up: a quarter before its first go-live.

    None where it exists or nobody joins it.
    """
    lives = [live for _, option, _, live in placed if option.platform == platform.id]
    if platform.existing or not lives:
        return None
    return 3 * max(0, min(lives) // 3 - 1)


def members_since(
    platform: PlatformCase, placed: Iterable[tuple[SystemCase, Option, int, int]]
) -> dict[str, int]:
    """Return the month of the first go-live of each council that becomes a member."""
    since: dict[str, int] = {}
    for case, option, _, live in placed:
        if option.platform == platform.id and case.council not in platform.member_councils:
            since[case.council] = min(live, since.get(case.council, live))
    return since


def _price(platform: PlatformCase, members: int) -> int:
    """Return pounds a year for each, at the highest tier reached; the first tier below it."""
    reached = [price for at_least, price in platform.tiers if members >= at_least]
    return reached[-1] if reached else platform.tiers[0][1]


def _years(problem: PlanningProblem) -> Iterator[list[int]]:
    """Yield the costed months of each financial year: a new one begins every April."""
    months: list[int] = []
    for month in range(problem.calendar.months):
        if months and problem.calendar.first_day(month).month == 4:  # noqa: PLR2004
            yield months
            months = []
        months.append(month)
    yield months
