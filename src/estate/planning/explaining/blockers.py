"""What stands in the way of a step at another time, beside a plan: rule by rule, with its facts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.explaining.wording import limit_words
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.columns import Generator, Limit
from estate.planning.roadmap import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import Budget, Option, PlanningProblem, SystemCase
    from estate.portfolio import Fact


class Room:
    """What a plan leaves free."""

    def __init__(self, problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]) -> None:
        self._problem = problem
        self._plan = plan
        self.generator = Generator(problem)
        self._facts = _limit_facts(problem)
        self._unrecorded = {_of_budget(budget) for budget in problem.budgets if not budget.recorded}
        self._used: Counter[Limit] = Counter()
        for name, (option, start) in sorted(plan.items()):
            case = problem.by_id[name]
            self._used.update(self.generator.use(case, case.option(option), start))

    def blockers(self, case: SystemCase, option: Option, start: int) -> tuple[Reason, ...]:
        """Return every rule that a step would break, if only it moved; () if it could."""
        live = start + option.duration
        return (
            *self._own_calendar(case, option, start, live),
            *self._others(case, option, start, live),
            *self._members(case, option),
            *self._limits(case, option, start),
        )

    def _limits(self, case: SystemCase, option: Option, start: int) -> Iterator[Reason]:
        own: dict[Limit, int] = {}
        if case.id in self._plan:
            name, now = self._plan[case.id]
            own = self.generator.use(case, case.option(name), now)
        for limit, amount in sorted(self.generator.use(case, option, start).items()):
            room = self.generator.limits[limit] - self._used[limit] + own.get(limit, 0)
            if amount > room:
                words = limit_words(
                    self._problem.calendar,
                    limit,
                    amount,
                    room,
                    recorded=limit not in self._unrecorded,
                )
                yield Reason(words, self._facts.get(limit, ()))

    def _own_calendar(
        self, case: SystemCase, option: Option, start: int, live: int
    ) -> Iterator[Reason]:
        label = self._problem.calendar.month_label
        if start < option.earliest:
            words = f"{option.id} may not start before {label(option.earliest)}."
            yield Reason(words, option.facts)
        if live in case.frozen:
            yield Reason(f"It would go live in a freeze, in {label(live)}.", case.freeze_facts)
        if option.platform is not None:
            platform = self._problem.platform_by_id[option.platform]
            if live < platform.available:
                words = f"{platform.id} is not available before {label(platform.available)}."
                yield Reason(words, platform.facts)

    def _others(self, case: SystemCase, option: Option, start: int, live: int) -> Iterator[Reason]:
        group = self._problem.group_of.get(case.id, ())
        for need in option.requires:
            if need.system not in group:
                yield from self._waits(need.system, need.lag, start, need.facts)
        for member in group:
            if member == case.id:
                continue
            when = self._live(member)
            facts = self._problem.group_facts.get(case.id, ())
            if when is None:
                yield Reason(f"It moves together with {member}, which is kept.", facts)
            elif when // MONTHS_A_QUARTER != live // MONTHS_A_QUARTER:
                yield Reason(f"It goes live in the same quarter as {member}.", facts)

    def _waits(
        self, system: str, lag: int, start: int, facts: tuple[Fact, ...]
    ) -> Iterator[Reason]:
        live = self._live(system)
        if live is None:
            yield Reason(f"It waits for {system}, which is kept.", facts)
        elif live + lag > start:
            label = self._problem.calendar.month_label(live + lag)
            yield Reason(f"It waits for {system}, and may start from {label}.", facts)

    def _members(self, case: SystemCase, option: Option) -> Iterator[Reason]:
        if option.platform is None:
            return
        platform = self._problem.platform_by_id[option.platform]
        joined = [name for name in self._plan if name != case.id and self._joins(name, platform.id)]
        members = platform.members + len(joined) + 1
        if members < platform.minimum:
            words = f"{platform.id} would have {members} members, and needs {platform.minimum}."
            yield Reason(words, platform.facts)

    def _joins(self, name: str, platform: str) -> bool:
        return self._problem.by_id[name].option(self._plan[name][0]).platform == platform

    def _live(self, name: str) -> int | None:
        if name not in self._plan:
            return None
        option, start = self._plan[name]
        return start + self._problem.by_id[name].option(option).duration


def _of_budget(budget: Budget) -> Limit:
    return Limit(str(budget.purse), budget.council, "", budget.year)


def _limit_facts(problem: PlanningProblem) -> dict[Limit, tuple[Fact, ...]]:
    facts: dict[Limit, tuple[Fact, ...]] = {}
    for budget in problem.budgets:
        facts[_of_budget(budget)] = budget.facts
    for skill in problem.skills:
        facts[Limit("skill", skill.council, skill.skill, skill.quarter)] = skill.facts
    for quarter in range(problem.calendar.quarters + 1):
        for change in problem.changes:
            facts[Limit("changes", change.council, "", quarter)] = change.facts
        for platform in problem.platforms:
            facts[Limit("onboarding", platform.id, "", quarter)] = platform.facts
    return facts
