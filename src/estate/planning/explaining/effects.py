"""What a step waits for, and what it frees: systems, people, money and platforms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.explaining.beside import moved
from estate.planning.explaining.blockers import Room
from estate.planning.explaining.wording import limit_name, listed, other_members, pounds
from estate.planning.judging.evaluate import chosen, members_since
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.roadmap import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.planning.explaining.blockers import Obstacle
    from estate.planning.problem.cases import Option, PlanningProblem, PlatformCase, SystemCase
    from estate.planning.roadmap import Earlier, RoadStep


def with_effects(
    problem: PlanningProblem, plan: Mapping[str, tuple[str, int]], steps: Sequence[RoadStep]
) -> list[RoadStep]:
    """Return the steps of a plan, each with what it waits for and what it frees."""
    effects = Effects(problem, plan, {step.system: step.earlier for step in steps})
    return [
        replace(step, waits_for=effects.waits_for(step.system), frees=effects.frees(step.system))
        for step in steps
    ]


class Effects:
    """What the steps of a plan do for one another."""

    def __init__(
        self,
        problem: PlanningProblem,
        plan: Mapping[str, tuple[str, int]],
        earlier: Mapping[str, Sequence[Earlier]],
    ) -> None:
        """Take a plan, and what an earlier start of each step that counts would meet."""
        self._problem = problem
        self._plan = dict(plan)
        self._room = Room(problem, self._plan)
        self._waiting = self._who_waits()
        self._behind = self._who_is_behind(earlier)

    def waits_for(self, name: str) -> tuple[Reason, ...]:
        """Return what has to be there before a step can start or go live."""
        case, option, _ = self._step(name)
        return (
            *self._needs(case, option),
            *self._together(case),
            *self._platform_first(option),
        )

    def frees(self, name: str) -> tuple[Reason, ...]:
        """Return what becomes possible or cheaper by a step."""
        case, option, start = self._step(name)
        live = start + option.duration
        return (
            *self._waiting.get(name, ()),
            *self._behind.get(name, ()),
            *self._people(option, live),
            *self._running(case, option, live),
            *self._members(case, option),
        )

    # -- waits for -----------------------------------------------------------------------------

    def _needs(self, case: SystemCase, option: Option) -> Iterator[Reason]:
        label = self._problem.calendar.month_label
        for need in option.requires:
            live = self._room.live(need.system)
            if live is None or need.system in self._problem.tied_with.get(case.id, ()):
                continue
            lag = f", and {need.lag} months more" if need.lag else ""
            yield Reason(f"{need.system} to be live: {label(live)}{lag}.", need.facts)

    def _together(self, case: SystemCase) -> Iterator[Reason]:
        others = [each for each in self._problem.group_of.get(case.id, ()) if each != case.id]
        if others:
            facts = self._problem.group_facts.get(case.id, ())
            yield Reason(f"{listed(others)}: they go live in the same quarter.", facts)

    def _platform_first(self, option: Option) -> Iterator[Reason]:
        if option.platform is None:
            return
        platform = self._problem.platform_by_id[option.platform]
        if platform.available > 0:
            label = self._problem.calendar.month_label(platform.available)
            yield Reason(f"{platform.id} to be available: {label}.", platform.facts)
        if platform.members < platform.minimum:
            words = f"{platform.id} to have {platform.minimum} members in the end."
            yield Reason(words, platform.facts)

    # -- frees ---------------------------------------------------------------------------------

    def _who_waits(self) -> dict[str, list[Reason]]:
        found: dict[str, list[Reason]] = defaultdict(list)
        for case, option, start, _ in chosen(self._problem, self._plan):
            for need in option.requires:
                live = self._room.live(need.system)
                if live is None or need.system in self._problem.tied_with.get(case.id, ()):
                    continue
                label = self._problem.calendar.month_label
                words = f"{case.id} may start from {label(live + need.lag)}, and starts in"
                found[need.system].append(Reason(f"{words} {label(start)}.", need.facts))
        return found

    def _who_is_behind(self, earlier: Mapping[str, Sequence[Earlier]]) -> dict[str, list[Reason]]:
        """Return for each step whom it alone keeps from a better start: they come after it."""
        takers = self._takers()
        found: dict[str, list[Reason]] = defaultdict(list)
        for behind, found_earlier in sorted(earlier.items()):
            best = min(
                (each for each in found_earlier if each.dearer < 0 and each.blockers),
                key=lambda each: (each.dearer, each.start),
                default=None,
            )
            if best is None:
                continue
            case, option, start = self._step(behind)
            sooner = self._problem.calendar.month_of(best.start)
            obstacles = self._room.obstacles(case, option, sooner)
            for name in sorted(self._alone(obstacles, takers) - {behind}):
                if (self._room.live(name) or 0) > start:
                    continue  # it does not come after it: the two share a budget
                found[name].append(
                    self._behind_words((behind, start), sooner, best.dearer, obstacles)
                )
        return found

    def _takers(self) -> dict[object, dict[str, int]]:
        found: dict[object, dict[str, int]] = defaultdict(dict)
        for name in self._plan:
            for limit, amount in self._room.own_use(name).items():
                found[limit][name] = amount
        return found

    @staticmethod
    def _alone(
        obstacles: tuple[Obstacle, ...], takers: Mapping[object, Mapping[str, int]]
    ) -> set[str]:
        """Return the steps that take enough of every limit that is short, each by itself."""
        if not obstacles or any(each.limit is None for each in obstacles):
            return set()
        enough = [
            {name for name, amount in takers.get(each.limit, {}).items() if amount >= each.short}
            for each in obstacles
        ]
        return set.intersection(*enough)

    def _behind_words(
        self, behind: tuple[str, int], sooner: int, dearer_by: int, obstacles: tuple[Obstacle, ...]
    ) -> Reason:
        calendar = self._problem.calendar
        things = listed([limit_name(calendar, each.limit) for each in obstacles if each.limit], 2)
        words = (
            f"{behind[0]} follows in {calendar.month_label(behind[1])}: in"
            f" {calendar.quarter_words(sooner // MONTHS_A_QUARTER)}, {pounds(-dearer_by)} better,"
            f" it would need what this takes of {things}."
        )
        return Reason(words, tuple(fact for each in obstacles for fact in each.reason.facts))

    def _people(self, option: Option, live: int) -> Iterator[Reason]:
        days = [f"{days:,} person-days of {skill}" for skill, days in option.skills if days]
        if days:
            label = self._problem.calendar.month_label(live)
            yield Reason(f"Its people are free again from {label}: {listed(days)}.", option.facts)

    def _running(self, case: SystemCase, option: Option, live: int) -> Iterator[Reason]:
        less = case.running - option.running_after
        if less > 0:
            label = self._problem.calendar.month_label(live + option.dual_months)
            words = f"{pounds(less)} a year of running cost is free from {label}"
            besides = ", the platform's price not counted" if option.platform else ""
            yield Reason(f"{words}{besides}.", (*case.facts, *option.facts))

    def _members(self, case: SystemCase, option: Option) -> Iterator[Reason]:
        if option.platform is None:
            return
        platform = self._problem.platform_by_id[option.platform]
        with_, without = (self._count(platform, plan) for plan in self._with_and_without(case))
        if without < platform.minimum <= with_:
            words = (
                f"{platform.id} reaches the {platform.minimum} members that it needs: without it"
                f" there would be {without}."
            )
            yield Reason(words, platform.facts)
        before, after = platform.price(without), platform.price(with_)
        others = without - platform.members
        if others > 0 and after < before:
            words = (
                f"It brings the price of {platform.id} from {pounds(before)} to {pounds(after)} a"
                f" year for each: {pounds(others * (before - after))} a year less for"
                f" {other_members(others)}."
            )
            yield Reason(words, platform.facts)

    def _with_and_without(
        self, case: SystemCase
    ) -> tuple[dict[str, tuple[str, int]], dict[str, tuple[str, int]]]:
        return self._plan, moved(self._plan, case.id, None)

    def _count(self, platform: PlatformCase, plan: Mapping[str, tuple[str, int]]) -> int:
        return platform.members + len(members_since(platform, chosen(self._problem, plan)))

    def _step(self, name: str) -> tuple[SystemCase, Option, int]:
        case = self._problem.by_id[name]
        option, start = self._plan[name]
        return case, case.option(option), start
