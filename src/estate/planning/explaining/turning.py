"""What would change that a system is kept: the money, the price of risk, or the room it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.explaining.blockers import Room
from estate.planning.explaining.wording import listed, pounds, short_words
from estate.planning.problem.measures import Measure
from estate.planning.program.costs import Ledger, rework_shares, rounded
from estate.planning.roadmap import Kept, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase


def with_changes(
    problem: PlanningProblem, plan: Mapping[str, tuple[str, int]], kept: Sequence[Kept]
) -> tuple[Kept, ...]:
    """Return the systems that are kept, each with what would change that."""
    turning = Turning(problem, plan)
    return tuple(replace(each, change=turning.change(each)) for each in kept)


class Turning:
    """What would turn a plan's systems that are kept."""

    def __init__(self, problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]) -> None:
        self._problem = problem
        self._plan = dict(plan)
        self._room = Room(problem, self._plan)
        self._shares = rework_shares(problem)

    def change(self, kept: Kept) -> tuple[Reason, ...]:
        """Return what would change that a system is kept."""
        if kept.option is None or kept.start is None:
            return ()
        case = self._problem.by_id[kept.system]
        option = case.option(kept.option)
        start = self._problem.calendar.month_of(kept.start)
        if kept.better > 0:
            return tuple(self._room_for(case, option, start))
        return tuple(self._worth(case, option, start, kept.better))

    def _room_for(self, case: SystemCase, option: Option, start: int) -> Iterator[Reason]:
        """Say how much more of what is short would let it in, others as planned."""
        obstacles = self._room.obstacles(case, option, start)
        calendar = self._problem.calendar
        short = [
            short_words(calendar, each.limit, each.short)
            for each in obstacles
            if each.limit is not None and each.limit.rule != "onto"
        ]
        facts = tuple(fact for each in obstacles for fact in each.reason.facts)
        others = len(obstacles) - len(short)
        if short:
            besides = ", and if what else stands in the way gave way" if others else ""
            words = f"It would fit then with {listed(short, len(short))}{besides}."
            yield Reason(words, facts)

    def _worth(self, case: SystemCase, option: Option, start: int, better: int) -> Iterator[Reason]:
        ledger = Ledger(self._problem, case, self._shares.get(case.id, 0))
        parts = ledger.change(option, start)
        once = rounded(parts.capital + parts.revenue, ledger.unit)
        if once >= -better > 0:
            yield Reason(
                "It would be as good as keeping it if its one-off cost were"
                f" {pounds(-better)} less, of {pounds(once)} in today's money.",
                option.facts,
            )
        price = self.risk_price(case, option, start, better)
        if price is not None:
            yield Reason(
                f"It would be worth it if the policy counted a point of risk as {pounds(price)} a"
                f" year, instead of {pounds(self._problem.policy.risk_price)}."
            )

    def risk_price(self, case: SystemCase, option: Option, start: int, better: int) -> int | None:
        """Return the least price of a point of risk at which an option is better than keeping.

        Whole pounds a year, each sum rounded as the plan rounds it. `better` is what the option is
        better by at today's price. None where it takes no risk away, or where the plan does not
        count the two together.
        """
        policy = self._problem.policy
        if self._problem.measure is not Measure.PRICED:
            return None
        at_one = replace(self._problem, policy=policy.model_copy(update={"risk_price": 1}))
        at_one.__dict__["discount"] = self._problem.discount  # the calendar is the same
        ledger = Ledger(at_one, case, self._shares.get(case.id, 0))
        sides = [(sum(c) - c.risk, c.risk) for c in (ledger.keep(), ledger.change(option, start))]

        def apart(price: int) -> int:
            keep, change = (rounded(rest + risk * price, ledger.unit) for rest, risk in sides)
            return keep - change

        gain = sides[0][1] - sides[1][1]
        if gain <= 0:
            return None
        shared = apart(policy.risk_price) - better
        price = policy.risk_price + (shared - apart(policy.risk_price)) * ledger.unit // gain
        while apart(price) <= shared:  # rounding may make it a pound or two too low
            price += 1
        return price
