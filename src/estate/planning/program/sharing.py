"""What a plan takes of limits through what its steps do together, beside what each takes itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.cases import Purse
from estate.planning.program.columns import Limit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.planning.problem.cases import PlatformCase
    from estate.planning.program.columns import Generator


def shared_takes(generator: Generator, plan: Mapping[str, tuple[str, int]]) -> Counter[Limit]:
    """Return what opening platforms takes of their hosts' budgets, and places of councils.

    Places are those of councils with several systems that could join: one a council.
    """
    firsts: dict[tuple[str, str], int] = {}
    for name, (chosen, start) in plan.items():
        case = generator.problem.by_id[name]
        option = case.option(chosen)
        if option.platform is not None:
            key = (option.platform, case.council)
            quarter = (start + option.duration) // MONTHS_A_QUARTER
            firsts[key] = min(firsts.get(key, quarter), quarter)
    takes: Counter[Limit] = Counter()
    for platform in generator.problem.platforms:
        quarters = [quarter for (name, _), quarter in firsts.items() if name == platform.id]
        if quarters:
            takes.update(set_up_takes(generator, platform, min(quarters)))
    for (platform_id, council), quarter in firsts.items():
        limit = Limit("onboarding", platform_id, "", quarter)
        member = council in generator.problem.platform_by_id[platform_id].member_councils
        if (platform_id, council) in generator.several and limit in generator.limits:
            takes[limit] += not member
    return takes


def set_up_takes(generator: Generator, platform: PlatformCase, quarter: int) -> dict[Limit, int]:
    """Return what setting a platform up for a first go-live in a quarter takes of its host."""
    if platform.host is None or platform.existing:
        return {}
    year = generator.problem.calendar.year_of(max(0, quarter - 1) * MONTHS_A_QUARTER)
    parts = (
        (Purse.CAPITAL, platform.setup_capital),
        (Purse.REVENUE, platform.setup - platform.setup_capital),
    )
    return {
        limit: pounds
        for purse, pounds in parts
        if pounds
        for limit in generator.purses_of(purse, platform.host, year)
    }
