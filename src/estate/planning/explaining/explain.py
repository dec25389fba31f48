"""Why a step is done, why this way, why not earlier; and why a system is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.explaining.aims import comes_first
from estate.planning.explaining.blockers import Room
from estate.planning.explaining.wording import (
    Counted,
    differences,
    money_words,
    parts_of,
    pounds,
    rests_words,
    risk_words,
    verdict_words,
)
from estate.planning.judging.evaluate import adapter_paid, evaluate_platform, rework_saved
from estate.planning.making.risk import range_at
from estate.planning.making.underway import UNDER_WAY
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.measures import Measure
from estate.planning.program.costs import Ledger, at_quarter, rework_shares
from estate.planning.roadmap import Earlier, Kept, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
    from estate.portfolio import Fact


class Explainer:
    """Explains one plan: what it does, and what it leaves."""

    def __init__(self, problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]) -> None:
        self._problem = problem
        self._plan = dict(plan)
        self._room = Room(problem, self._plan)
        self._shares = rework_shares(problem)
        self._ledgers: dict[str, Ledger] = {}
        self._waiting = _waiting(problem, plan)

    def costs(self, name: str) -> tuple[int, int]:
        """Return what a step's own choice costs, and what keeping the system would."""
        _, option, start, ledger = self._step(name)
        return ledger.pounds(ledger.change(option, start)), ledger.pounds(ledger.keep())

    # -- why this ----------------------------------------------------------------------------

    def why(self, name: str) -> tuple[Reason, ...]:
        """Return why a step of the plan is done, and done this way: money, risk, and the sum."""
        case, option, start, ledger = self._step(name)
        reasons = [
            *self._against_keeping(case, option, start, ledger),
            *comes_first(self._problem, case, (option.id, start)),
            *self._forced(case),
            *self._next_best(case, option, start, ledger),
        ]
        return tuple(reasons)

    def _against_keeping(
        self, case: SystemCase, option: Option, start: int, ledger: Ledger
    ) -> Iterator[Reason]:
        found = differences(ledger, ledger.keep(), ledger.change(option, start))
        yield Reason(money_words(found), option.facts)
        yield Reason(self._risk_words(case, option, start, -found["risk"]), case.facts)
        yield from self._rests(case, option, start, self.better(case.id))
        shared = self._shared(case)
        if shared:
            yield Reason(self._shared_words(option, shared))
        yield Reason(verdict_words(self.better(case.id)))

    def _risk_words(self, case: SystemCase, option: Option, start: int, worth: int) -> str:
        quarter = (start + option.duration) // MONTHS_A_QUARTER
        live = _counted(case, option, quarter)
        ends = _counted(case, option, self._problem.calendar.quarters)
        return risk_words(live, ends, worth, self._problem.policy.risk_price)

    def _rests(self, case: SystemCase, option: Option, start: int, better: int) -> Iterator[Reason]:
        """Say what a worth rests on where the risk that it counts is a range."""
        between = self._between(case, option, start, better)
        if between is not None:
            policy = self._problem.policy
            yield Reason(rests_words(case.not_known, policy.unknown_risk, between), case.facts)

    def better_between(self, name: str) -> tuple[int, int] | None:
        """Return `better` if all that is not known of the risk were at its best, and at its worst.

        None where nothing of it is a range.
        """
        case, option, start, _ = self._step(name)
        return self._between(case, option, start, self.better(name))

    def _between(
        self, case: SystemCase, option: Option, start: int, better: int
    ) -> tuple[int, int] | None:
        if not case.risk_ranges and not option.risk_ranges:
            return None
        counted = self._worth(case, option, start)
        low = self._worth(*_at_end(case, option, "low"), start)
        high = self._worth(*_at_end(case, option, "high"), start)
        return better - counted + low, better - counted + high

    def _worth(self, case: SystemCase, option: Option, start: int) -> int:
        """Return what a change takes away in priced risk, in pounds."""
        ledger = Ledger(self._problem, replace(case, options=(option,)), 0)
        return -differences(ledger, ledger.keep(), ledger.change(option, start))["risk"]

    def better(self, name: str) -> int:
        """Return by how many pounds the plan is better with a step than if the system were kept.

        What it shares with others, a platform's price and interfaces, is counted.
        """
        cost, keeping = self.costs(name)
        return keeping - cost - self._shared(self._problem.by_id[name])

    def _shared(self, case: SystemCase) -> int:
        """Return what others and platforms cost more because of a step."""
        plan = self._plan
        return self._shared_cost(case, plan) - self._shared_cost(case, _without(plan, case.id))

    @staticmethod
    def _shared_words(option: Option, shared: int) -> str:
        if shared > 0:
            return f"With it, {option.platform} costs {pounds(shared)} more: set-up and prices."
        return f"What is shared with others costs {pounds(-shared)} less with it."

    def _forced(self, case: SystemCase) -> Iterator[Reason]:
        if any(option.id == UNDER_WAY for option in case.options):
            yield Reason("It is under way.", case.deadline_facts)
        elif case.deadline is not None:
            label = self._problem.calendar.month_label(case.deadline)
            yield Reason(f"It must have changed by {label}.", case.deadline_facts)
        for other, facts in self._waiting.get(case.id, ()):
            yield Reason(f"{other} waits for it.", facts)
        group = [member for member in self._problem.group_of.get(case.id, ()) if member != case.id]
        if group:
            facts = self._problem.group_facts.get(case.id, ())
            yield Reason(f"It moves together with {', '.join(group)}.", facts)
        yield from self._bound(case)

    def _bound(self, case: SystemCase) -> Iterator[Reason]:
        """Say what a step is bound to, and what it costs where the two go live apart."""
        for adapter in self._problem.adapters_of.get(case.id, ()):
            if not adapter.tied:
                continue
            other = adapter.other if case.id == adapter.one else adapter.one
            paid = adapter_paid(self._problem, self._plan, adapter)
            words = f"It is bound to {other}, and goes live in the same quarter."
            if paid:
                words = (
                    f"It is bound to {other}: a temporary adapter between them, {pounds(paid)},"
                    " lets one go live before the other."
                )
            yield Reason(words, adapter.facts)

    def _next_best(
        self, case: SystemCase, option: Option, start: int, ledger: Ledger
    ) -> Iterator[Reason]:
        """Say how the best other option, taken by itself, compares with this one as planned."""
        others = [other for other in case.options if other.id != option.id]
        found = self._best(case, others, ledger)
        if found is None:
            return
        cost, other, when = found
        more = cost - ledger.pounds(ledger.change(option, start)) - self._platform_share(case)
        label = self._problem.calendar.quarter_words(when // MONTHS_A_QUARTER)
        words = (
            f"By itself, the next best option, {other.id} from {label}, is {pounds(more)} worse."
            if more >= 0
            else f"{other.id} from {label} is by itself {pounds(-more)} better, but not together"
            " with the rest of the plan."
        )
        yield Reason(words, other.facts)

    def _platform_share(self, case: SystemCase) -> int:
        """Return what a platform costs more because a system joins it."""
        name = case.option(self._plan[case.id][0]).platform
        if name is None:
            return 0
        platform = self._problem.platform_by_id[name]
        without = evaluate_platform(self._problem, platform, _without(self._plan, case.id))
        return evaluate_platform(self._problem, platform, self._plan) - without

    def _best(
        self, case: SystemCase, options: list[Option], ledger: Ledger
    ) -> tuple[int, Option, int] | None:
        """Return the cheapest of some options at its best start, taken by itself."""
        found = [
            (ledger.pounds(ledger.change(option, start)), option.id, start, option)
            for option in options
            for start in range(0, self._problem.calendar.horizon, MONTHS_A_QUARTER)
            if self._room.generator.legal(case, option, start)
        ]
        if not found:
            return None
        cost, _, start, option = min(found, key=lambda each: each[:3])
        return cost, option, start

    # -- why not earlier ---------------------------------------------------------------------

    def earlier(self, name: str) -> tuple[Earlier, ...]:
        """Return what every earlier start of a step would meet, the latest first."""
        case, option, start, ledger = self._step(name)
        now = ledger.pounds(ledger.change(option, start)) + self._shared_cost(case, self._plan)
        found = []
        for sooner in range(start - MONTHS_A_QUARTER, -1, -MONTHS_A_QUARTER):
            moved = {**self._plan, name: (option.id, sooner)}
            cost = ledger.pounds(ledger.change(option, sooner)) + self._shared_cost(case, moved)
            blockers = self._room.blockers(case, option, sooner)
            day = self._problem.calendar.first_day(sooner)
            found.append(Earlier(day, cost - now, blockers))
        return tuple(found)

    def legal(self, name: str, option: str, start: int) -> bool:
        """Whether a system's own calendar lets an option start in a month."""
        case = self._problem.by_id[name]
        return self._room.generator.legal(case, case.option(option), start)

    def instead(self, name: str, option: str, start: int) -> Earlier:
        """Return what an option of a system would meet in a month, whatever the plan does there."""
        case, ledger = self._problem.by_id[name], self._ledger(self._problem.by_id[name])
        other = case.option(option)
        moved = {**self._plan, name: (option, start)}
        then = ledger.pounds(ledger.change(other, start)) + self._shared_cost(case, moved)
        planned = name in self._plan
        choice = self._step(name)[1:3] if planned else None
        now = ledger.pounds(ledger.change(*choice) if choice else ledger.keep())
        now += self._shared_cost(case, self._plan)
        day = self._problem.calendar.first_day(start)
        return Earlier(day, then - now, self._room.blockers(case, other, start))

    def why_not_earlier(self, name: str, found: tuple[Earlier, ...]) -> tuple[Reason, ...]:
        """Return in short what keeps a step from an earlier start."""
        if not found:
            return (Reason("It starts as early as the plan does."),)
        better = [each for each in found if each.dearer < 0]
        if not better:
            return (Reason(self._by_cost(name, found[0])),)
        best = min(better, key=lambda each: (each.dearer, each.start))
        month = self._problem.calendar.month_of(best.start)
        label = self._problem.calendar.quarter_words(month // MONTHS_A_QUARTER)
        head = f"A start in {label} would be {pounds(-best.dearer)} better"
        if not best.blockers and self._problem.measure is not Measure.PRICED:
            return (Reason(f"{head} at the price of risk, which is not what this plan goes by."),)
        if not best.blockers:
            return (Reason(f"{head}: the search found no plan with it, and was not at its end."),)
        return (Reason(f"{head}, but:"), *best.blockers)

    def _by_cost(self, name: str, before: Earlier) -> str:
        _, option, start, ledger = self._step(name)
        now, then = ledger.change(option, start), ledger.change(option, start - MONTHS_A_QUARTER)
        found = {part: max(0, n) for part, n in differences(ledger, now, then).items()}
        detail = parts_of(found)
        worse = f"A start a quarter earlier would be {pounds(before.dearer)} worse"
        return f"{worse}: {detail}." if detail else f"{worse}."

    # -- why not at all ----------------------------------------------------------------------

    def kept(self, name: str) -> Kept | None:
        """Return why a system is kept although something could be done; None if nothing could."""
        case = self._problem.by_id[name]
        if not case.options:
            return None
        ledger = self._ledger(case)
        found = self._best(case, list(case.options), ledger)
        if found is None:
            return Kept(name, None, None, 0, (Reason("No option could go live in time."),))
        cost, option, start = found
        shared = self._shared_cost(case, {**self._plan, name: (option.id, start)})
        shared -= self._shared_cost(case, self._plan)
        better = ledger.pounds(ledger.keep()) - cost - shared
        day = self._problem.calendar.first_day(start)
        reasons = (
            self._not_worth(case, option, start, better)
            if better <= 0
            else self._held(case, option, start, better)
        )
        return Kept(name, option.id, day, better, tuple(reasons))

    def _not_worth(
        self, case: SystemCase, option: Option, start: int, better: int
    ) -> Iterator[Reason]:
        label = self._problem.calendar.quarter_words(start // MONTHS_A_QUARTER)
        yield Reason(
            f"Nothing is worth its cost at this policy. The best option, {option.id} from"
            f" {label}, is {pounds(-better)} worse than keeping it.",
            option.facts,
        )
        ledger = self._ledger(case)
        found = differences(ledger, ledger.keep(), ledger.change(option, start))
        yield Reason(money_words(found), option.facts)
        yield Reason(self._risk_words(case, option, start, -found["risk"]), case.facts)
        yield from self._rests(case, option, start, better)

    def _held(self, case: SystemCase, option: Option, start: int, better: int) -> Iterator[Reason]:
        label = self._problem.calendar.quarter_words(start // MONTHS_A_QUARTER)
        head = f"By itself, {option.id} from {label} would be {pounds(better)} better"
        blockers = self._room.blockers(case, option, start)
        if not blockers:
            yield Reason(f"{head}; with the rest of the plan it is not.", option.facts)
            return
        yield Reason(f"{head}, but:", option.facts)
        yield from blockers

    # -- shared ------------------------------------------------------------------------------

    def _step(self, name: str) -> tuple[SystemCase, Option, int, Ledger]:
        case = self._problem.by_id[name]
        option, start = self._plan[name]
        return case, case.option(option), start, self._ledger(case)

    def _ledger(self, case: SystemCase) -> Ledger:
        if case.id not in self._ledgers:
            self._ledgers[case.id] = Ledger(self._problem, case, self._shares.get(case.id, 0))
        return self._ledgers[case.id]

    def _shared_cost(self, case: SystemCase, plan: Mapping[str, tuple[str, int]]) -> int:
        """Return the part of a plan's cost that the system shares with others."""
        total = -sum(
            rework_saved(self._problem, plan, pair)
            for pair in self._problem.rework_of.get(case.id, ())
        )
        total += sum(
            adapter_paid(self._problem, plan, adapter)
            for adapter in self._problem.adapters_of.get(case.id, ())
        )
        for each in self._problem.platforms:
            if self._may_join(case, each.id):
                total += evaluate_platform(self._problem, each, plan)
        return total

    @staticmethod
    def _may_join(case: SystemCase, platform: str) -> bool:
        return any(option.platform == platform for option in case.options)


def _counted(case: SystemCase, option: Option, quarter: int) -> tuple[Counted, Counted]:
    """Return the score in a quarter without an option, and with it."""
    return (
        Counted(at_quarter(case.risk, quarter), range_at(case.risk_ranges, quarter)),
        Counted(at_quarter(option.risk_after, quarter), range_at(option.risk_ranges, quarter)),
    )


def _at_end(case: SystemCase, option: Option, end: str) -> tuple[SystemCase, Option]:
    """Return a system and an option with every range of risk at one end: `low` or `high`."""
    if case.risk_ranges:
        case = replace(case, risk=tuple(getattr(each, end) for each in case.risk_ranges))
    if option.risk_ranges:
        after = tuple(getattr(each, end) for each in option.risk_ranges)
        option = replace(option, risk_after=after)
    return case, option


def _without(plan: Mapping[str, tuple[str, int]], name: str) -> dict[str, tuple[str, int]]:
    return {each: choice for each, choice in plan.items() if each != name}


def _waiting(
    problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]
) -> dict[str, list[tuple[str, tuple[Fact, ...]]]]:
    """Return for each system those of the plan that wait for it, and the facts that say so."""
    found: dict[str, list[tuple[str, tuple[Fact, ...]]]] = {}
    for name, (option, _) in sorted(plan.items()):
        for need in problem.by_id[name].option(option).requires:
            found.setdefault(need.system, []).append((name, need.facts))
    return found
