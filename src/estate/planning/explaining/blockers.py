"""What stands in the way of a step at another time, beside a plan: rule by rule, with its facts.

Each rule is a function that yields obstacles; `_RULES` lists them. An obstacle knows how its rule
gives way by just enough, so that what is named can be put to the test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from estate.planning.explaining import giving_way
from estate.planning.explaining.aims import Headroom, amount_words, ceiling_words
from estate.planning.explaining.wording import how_many, limit_words
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.columns import Generator, Limit
from estate.planning.program.sharing import shared_takes
from estate.planning.roadmap import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import Budget, Option, PlanningProblem, SystemCase
    from estate.portfolio import Fact


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A rule that a step would break if only it moved."""

    reason: Reason
    give: Callable[[PlanningProblem], PlanningProblem] | None
    """Returns the problem with the rule giving way by just enough; None where it cannot."""
    limit: Limit | None = None
    """The limit that is short, where it is one."""
    short: int = 0
    """By how much: pounds, person-days, changes or places."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An option of a system at a start."""

    case: SystemCase
    option: Option
    start: int

    @property
    def live(self) -> int:
        """Return the month in which it goes live."""
        return self.start + self.option.duration


class Room:
    """What a plan leaves free."""

    def __init__(self, problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]) -> None:
        self.problem = problem
        self.plan = plan
        self.generator = Generator(problem)
        self.facts = _limit_facts(problem)
        self.unrecorded = {_of_budget(budget) for budget in problem.budgets if not budget.recorded}
        self._used: Counter[Limit] = Counter()
        for name, (option, start) in sorted(plan.items()):
            case = problem.by_id[name]
            self._used.update(self.generator.use(case, case.option(option), start))
        self._shared = shared_takes(self.generator, plan)
        self.headroom = Headroom(problem, plan)
        self._used.update(self._shared)

    def blockers(self, case: SystemCase, option: Option, start: int) -> tuple[Reason, ...]:
        """Return every rule that a step would break, if only it moved; () if it could."""
        return tuple(found.reason for found in self.obstacles(case, option, start))

    def obstacles(self, case: SystemCase, option: Option, start: int) -> tuple[Obstacle, ...]:
        """Return the same, with how much each rule would have to give way."""
        placed = Placed(case, option, start)
        return tuple(found for rule in _RULES for found in rule(self, placed))

    def own_use(self, name: str) -> dict[Limit, int]:
        """Return what a system's step takes of each limit; nothing where it is kept."""
        if name not in self.plan:
            return {}
        option, start = self.plan[name]
        case = self.problem.by_id[name]
        return self.generator.use(case, case.option(option), start)

    def shared_with(self, placed: Placed) -> Counter[Limit]:
        """Return what the plan takes of limits through sharing more, if a step were so placed."""
        before = self.plan.get(placed.case.id)
        now = self.problem.by_id[placed.case.id].option(before[0]).platform if before else None
        if placed.option.platform is None and now is None:
            return Counter()
        moved = {**self.plan, placed.case.id: (placed.option.id, placed.start)}
        takes = shared_takes(self.generator, moved)
        takes.subtract(self._shared)
        return takes

    def left(self, limit: Limit) -> int:
        """Return what the plan leaves of a limit."""
        return self.generator.limits[limit] - self._used[limit]

    def live(self, name: str) -> int | None:
        """Return when a system goes live in the plan; None where it is kept."""
        if name not in self.plan:
            return None
        option, start = self.plan[name]
        return start + self.problem.by_id[name].option(option).duration

    def joins(self, name: str, platform: str) -> bool:
        """Whether the plan has a system join a platform."""
        return self.problem.by_id[name].option(self.plan[name][0]).platform == platform


def _earliest(room: Room, placed: Placed) -> Iterator[Obstacle]:
    option = placed.option
    if placed.start < option.earliest:
        label = room.problem.calendar.month_label(option.earliest)
        words = f"{option.id} may not start before {label}."
        give = partial(
            giving_way.from_month, name=placed.case.id, option=option.id, month=placed.start
        )
        yield Obstacle(Reason(words, option.facts), give)


def _freezes(room: Room, placed: Placed) -> Iterator[Obstacle]:
    case, live = placed.case, placed.live
    if live in case.frozen:
        words = f"It would go live in a freeze, in {room.problem.calendar.month_label(live)}."
        give = partial(giving_way.thawed, name=case.id, months=frozenset({live}))
        yield Obstacle(Reason(words, case.freeze_facts), give)


def _available(room: Room, placed: Placed) -> Iterator[Obstacle]:
    if placed.option.platform is None:
        return
    platform = room.problem.platform_by_id[placed.option.platform]
    if placed.live < platform.available:
        label = room.problem.calendar.month_label(platform.available)
        words = f"{platform.id} is not available before {label}."
        give = partial(giving_way.available_by, name=platform.id, month=placed.live)
        yield Obstacle(Reason(words, platform.facts), give)


def _waits(room: Room, placed: Placed) -> Iterator[Obstacle]:
    tied = room.problem.tied_with.get(placed.case.id, ())
    for need in placed.option.requires:
        if need.system in tied:
            continue
        give = partial(
            giving_way.without_need,
            name=placed.case.id,
            option=placed.option.id,
            system=need.system,
        )
        live = room.live(need.system)
        if live is None:
            yield Obstacle(Reason(f"It waits for {need.system}, which is kept.", need.facts), give)
        elif live + need.lag > placed.start:
            label = room.problem.calendar.month_label(live + need.lag)
            words = f"It waits for {need.system}, and may start from {label}."
            yield Obstacle(Reason(words, need.facts), give)


def _groups(room: Room, placed: Placed) -> Iterator[Obstacle]:
    group = room.problem.group_of.get(placed.case.id, ())
    facts = room.problem.group_facts.get(placed.case.id, ())
    give = partial(giving_way.without_group, group=group)
    for member in group:
        if member == placed.case.id:
            continue
        when = room.live(member)
        if when is None:
            yield Obstacle(Reason(f"It moves together with {member}, which is kept.", facts), give)
        elif when // MONTHS_A_QUARTER != placed.live // MONTHS_A_QUARTER:
            yield Obstacle(Reason(f"It goes live in the same quarter as {member}.", facts), give)


def _ties(room: Room, placed: Placed) -> Iterator[Obstacle]:
    """Yield systems bound to one that are kept: it may be parted from them, but not for ever."""
    for adapter in room.problem.adapters_of.get(placed.case.id, ()):
        ends = {adapter.one, adapter.other}
        if adapter.tied:
            (other,) = ends - {placed.case.id}
            if room.live(other) is None:
                words = f"It is bound to {other}, which is kept."
                give = partial(giving_way.untied, one=adapter.one, other=adapter.other)
                yield Obstacle(Reason(words, adapter.facts), give)


def _members(room: Room, placed: Placed) -> Iterator[Obstacle]:
    if placed.option.platform is None:
        return
    platform = room.problem.platform_by_id[placed.option.platform]
    own = placed.case.id
    joined = [name for name in room.plan if name != own and room.joins(name, platform.id)]
    councils = {room.problem.by_id[name].council for name in (*joined, own)}
    members = platform.members + len(councils - platform.member_councils)
    if members < platform.minimum:
        had = how_many(members, "member")
        words = f"{platform.id} would have {had}, and needs {platform.minimum}."
        give = partial(giving_way.fewer_members, name=platform.id, minimum=members)
        yield Obstacle(Reason(words, platform.facts), give)


def _limits(room: Room, placed: Placed) -> Iterator[Obstacle]:
    own = room.own_use(placed.case.id)
    use = Counter(room.generator.use(placed.case, placed.option, placed.start))
    use.update(room.shared_with(placed))
    for limit, amount in sorted(use.items()):
        left = room.left(limit) + own.get(limit, 0)
        if amount > left:
            recorded = limit not in room.unrecorded
            calendar = room.problem.calendar
            words = limit_words(calendar, limit, amount, left, recorded=recorded)
            if limit.rule in giving_way.PURSES and limit.owner != placed.case.council:
                words = f"{limit.owner}, the host: {words[0].lower()}{words[1:]}"
            short = amount - left
            give = partial(giving_way.more, limit=limit, amount=short)
            reason = Reason(words, room.facts.get(limit, ()))
            yield Obstacle(reason, None if limit.rule == "onto" else give, limit, short)


def _ceilings(room: Room, placed: Placed) -> Iterator[Obstacle]:
    for ceiling, excess in room.headroom.over(placed.case, placed.option, placed.start):
        words = (
            f"{ceiling_words(ceiling)} It would be {amount_words(ceiling.measure, excess)} over."
        )
        give = partial(giving_way.ceiling_raised, ceiling=ceiling, amount=excess)
        yield Obstacle(Reason(words, ceiling.facts), give)


_RULES: tuple[Callable[[Room, Placed], Iterator[Obstacle]], ...] = (
    _earliest,
    _freezes,
    _available,
    _waits,
    _groups,
    _ties,
    _members,
    _limits,
    _ceilings,
)


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
            facts[Limit("changes", change.council, change.service, quarter)] = change.facts
        for platform in problem.platforms:
            facts[Limit("onboarding", platform.id, "", quarter)] = platform.facts
    return facts
