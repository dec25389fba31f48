"""Why a step is done, why this way, and why not earlier: in words, with the facts behind them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.calendar import MONTHS_A_QUARTER
from estate.planning.columns import Generator, Limit
from estate.planning.costs import Ledger, rework_shares, rounded
from estate.planning.evaluate import evaluate_platform, rework_saved
from estate.planning.roadmap import Earlier, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.costs import Components
    from estate.planning.problem import Option, PlanningProblem, SystemCase
    from estate.portfolio import Fact

_PARTS = {
    "running": "running cost",
    "holding_over": "holding over the contract",
    "leaving": "leaving the contract early",
    "capital": "capital",
    "revenue": "one-off revenue",
    "rework": "building interfaces again",
    "risk": "legacy risk at the policy's price",
}


class Explainer:
    """Explains the steps of one plan."""

    def __init__(self, problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]) -> None:
        self._problem = problem
        self._plan = dict(plan)
        self._generator = Generator(problem)
        self._shares = rework_shares(problem)
        self._facts = _limit_facts(problem)
        self._used: Counter[Limit] = Counter()
        for name, (option, start) in sorted(plan.items()):
            case = problem.by_id[name]
            self._used.update(self._generator.use(case, case.option(option), start))
        self._waiting = _waiting(problem, plan)

    # -- why this ----------------------------------------------------------------------------

    def why(self, name: str) -> tuple[Reason, ...]:
        """Return why a step of the plan is done, and done this way."""
        case = self._problem.by_id[name]
        option, start = case.option(self._plan[name][0]), self._plan[name][1]
        ledger = self._ledger(case)
        keep, change = ledger.keep(), ledger.change(option, start)
        better = ledger.pounds(keep) - ledger.pounds(change)
        reasons = [Reason(_against_keeping(better, ledger, keep, change), option.facts)]
        reasons += self._forced(case, name)
        other = self._next_best(case, option, ledger)
        if other is not None:
            words, facts = other
            reasons.append(Reason(words, facts))
        return tuple(reasons)

    def costs(self, name: str) -> tuple[int, int]:
        """Return what a step's choice costs, and what keeping the system would."""
        case = self._problem.by_id[name]
        option, start = self._plan[name]
        ledger = self._ledger(case)
        return ledger.pounds(ledger.change(case.option(option), start)), ledger.pounds(
            ledger.keep()
        )

    def _ledger(self, case: SystemCase) -> Ledger:
        return Ledger(self._problem, case, self._shares.get(case.id, 0))

    def _forced(self, case: SystemCase, name: str) -> Iterator[Reason]:
        if case.deadline is not None:
            day = self._problem.calendar.month_label(case.deadline)
            yield Reason(f"It must have changed by {day}.", case.deadline_facts)
        for other, facts in self._waiting.get(name, ()):
            yield Reason(f"{other} waits for it.", facts)
        group = [m for m in self._problem.group_of.get(name, ()) if m != name]
        if group:
            facts = self._problem.group_facts.get(name, ())
            yield Reason(f"It moves together with {', '.join(group)}.", facts)

    def _next_best(
        self, case: SystemCase, option: Option, ledger: Ledger
    ) -> tuple[str, tuple[Fact, ...]] | None:
        """Return the best other option, taken by itself, against this one as planned."""
        starts = range(0, self._problem.calendar.horizon, MONTHS_A_QUARTER)
        others = [
            (ledger.pounds(ledger.change(other, start)), other.id, start, other)
            for other in case.options
            if other.id != option.id
            for start in starts
            if self._generator.legal(case, other, start)
        ]
        if not others:
            return None
        cost, name, start, other = min(others, key=lambda each: each[:3])
        mine = ledger.pounds(ledger.change(option, self._plan[case.id][1]))
        label = self._quarter(start)
        difference = cost - mine
        if difference >= 0:
            words = (
                f"The next best option, {name} from {label}, would cost {_money(difference)} more."
            )
        else:
            words = (
                f"{name} from {label} would by itself cost {_money(-difference)} less, but not"
                " together with the rest of the plan."
            )
        return words, other.facts

    def _quarter(self, month: int) -> str:
        return self._problem.calendar.quarter_label(month // MONTHS_A_QUARTER)

    # -- why not earlier ---------------------------------------------------------------------

    def earlier(self, name: str) -> tuple[Earlier, ...]:
        """Return what every earlier start of a step would meet, the latest first."""
        case = self._problem.by_id[name]
        option, start = case.option(self._plan[name][0]), self._plan[name][1]
        ledger = self._ledger(case)
        now = ledger.pounds(ledger.change(option, start)) + self._shared_cost(case, self._plan)
        free = self._used.copy()
        free.subtract(self._generator.use(case, option, start))
        found = []
        for sooner in range(start - MONTHS_A_QUARTER, -1, -MONTHS_A_QUARTER):
            moved = {**self._plan, name: (option.id, sooner)}
            cost = ledger.pounds(ledger.change(option, sooner)) + self._shared_cost(case, moved)
            blockers = tuple(self._blockers(case, option, sooner, free))
            day = self._problem.calendar.first_day(sooner)
            found.append(Earlier(day, cost - now, blockers))
        return tuple(found)

    def why_not_earlier(self, name: str, found: tuple[Earlier, ...]) -> tuple[Reason, ...]:
        """Return in short what keeps a step from an earlier start."""
        if not found:
            return (Reason("It starts as early as the plan does."),)
        cheaper = [each for each in found if each.dearer < 0]
        if not cheaper:
            return (Reason(self._by_cost(name, found[0])),)
        best = min(cheaper, key=lambda each: (each.dearer, each.start))
        quarter = self._quarter(self._problem.calendar.month_of(best.start))
        if not best.blockers:
            words = f"A start in {quarter} would cost {_money(-best.dearer)} less: the search found"
            return (Reason(f"{words} no plan with it, and is not proven to be at its end."),)
        head = f"A start in {quarter} would cost {_money(-best.dearer)} less, but:"
        return (Reason(head), *best.blockers)

    def _by_cost(self, name: str, before: Earlier) -> str:
        case = self._problem.by_id[name]
        option, start = case.option(self._plan[name][0]), self._plan[name][1]
        ledger = self._ledger(case)
        now, then = ledger.change(option, start), ledger.change(option, start - MONTHS_A_QUARTER)
        parts = _differences(ledger, now, then)
        dearer = [f"{_money(pounds)} {what}" for what, pounds in parts if pounds > 0]
        detail = f": {', '.join(dearer)}" if dearer else ""
        return f"A quarter earlier would cost {_money(before.dearer)} more{detail}."

    def _shared_cost(self, case: SystemCase, plan: Mapping[str, tuple[str, int]]) -> int:
        """Return the part of the cost that the system shares with others."""
        total = -sum(
            rework_saved(self._problem, plan, pair)
            for pair in self._problem.rework
            if case.id in (pair.one, pair.other)
        )
        platform = case.option(plan[case.id][0]).platform
        if platform is not None:
            total += evaluate_platform(self._problem, self._problem.platform_by_id[platform], plan)
        return total

    def _blockers(
        self, case: SystemCase, option: Option, start: int, used: Counter[Limit]
    ) -> Iterator[Reason]:
        live = start + option.duration
        yield from self._own_calendar(case, option, start, live)
        yield from self._others(case, option, start, live)
        limits = self._generator.limits
        for limit, amount in sorted(self._generator.use(case, option, start).items()):
            room = limits[limit] - used[limit]
            if amount > room:
                words = self._limit_words(limit, amount, room)
                yield Reason(words, self._facts.get(limit, ()))

    def _own_calendar(
        self, case: SystemCase, option: Option, start: int, live: int
    ) -> Iterator[Reason]:
        if start < option.earliest:
            day = self._problem.calendar.month_label(option.earliest)
            yield Reason(f"{option.id} may not start before {day}.", option.facts)
        if live in case.frozen:
            day = self._problem.calendar.month_label(live)
            yield Reason(f"It would go live in a freeze, in {day}.", case.freeze_facts)
        if option.platform is not None:
            platform = self._problem.platform_by_id[option.platform]
            if live < platform.available:
                day = self._problem.calendar.month_label(platform.available)
                yield Reason(f"{platform.id} is not available before {day}.", platform.facts)

    def _others(self, case: SystemCase, option: Option, start: int, live: int) -> Iterator[Reason]:
        group = self._problem.group_of.get(case.id, ())
        for need in option.requires:
            if need.system in group:
                continue
            ready = self._live(need.system) + need.lag
            if ready > start:
                day = self._problem.calendar.month_label(ready)
                words = f"It waits for {need.system}, and may start from {day}."
                yield Reason(words, need.facts)
        for member in group:
            if self._live(member) // MONTHS_A_QUARTER != live // MONTHS_A_QUARTER:
                facts = self._problem.group_facts.get(case.id, ())
                yield Reason(f"It goes live in the same quarter as {member}.", facts)

    def _live(self, name: str) -> int:
        option, start = self._plan[name]
        return start + self._problem.by_id[name].option(option).duration

    def _limit_words(self, limit: Limit, amount: int, room: int) -> str:
        calendar = self._problem.calendar
        if limit.rule in ("capital", "revenue"):
            label = calendar.year_label(limit.period)
            return (
                f"{limit.owner} has {_money(max(room, 0))} of {limit.rule} left in {label};"
                f" it needs {_money(amount)}."
            )
        label = calendar.quarter_label(limit.period)
        if limit.rule == "skill":
            return (
                f"{limit.owner} has {max(room, 0)} person-days of {limit.item} left in {label};"
                f" it needs {amount}."
            )
        if limit.rule == "changes":
            return f"{limit.owner} has as many changes under way in {label} as it can have."
        return f"{limit.owner} takes on no more members in {label}."


def _against_keeping(better: int, ledger: Ledger, keep: Components, change: Components) -> str:
    parts = _differences(ledger, keep, change)
    less = [f"{_money(-pounds)} less {what}" for what, pounds in parts if pounds < 0]
    more = [f"{_money(pounds)} more {what}" for what, pounds in parts if pounds > 0]
    verdict = (
        f"It costs {_money(better)} less than keeping it"
        if better >= 0
        else f"It costs {_money(-better)} more than keeping it"
    )
    detail = ", ".join([*less, *more])
    return f"{verdict}: {detail}." if detail else f"{verdict}."


def _differences(ledger: Ledger, before: Components, after: Components) -> list[tuple[str, int]]:
    return [
        (_PARTS[name], rounded(getattr(after, name) - getattr(before, name), ledger.unit))
        for name in before._fields
    ]


def _money(pounds: int) -> str:
    return f"£{pounds:,}"


def _limit_facts(problem: PlanningProblem) -> dict[Limit, tuple[Fact, ...]]:
    facts: dict[Limit, tuple[Fact, ...]] = {}
    for budget in problem.budgets:
        facts[Limit(str(budget.purse), budget.council, "", budget.year)] = budget.facts
    for skill in problem.skills:
        facts[Limit("skill", skill.council, skill.skill, skill.quarter)] = skill.facts
    for quarter in range(problem.calendar.quarters + 1):
        for change in problem.changes:
            facts[Limit("changes", change.council, "", quarter)] = change.facts
        for platform in problem.platforms:
            facts[Limit("onboarding", platform.id, "", quarter)] = platform.facts
    return facts


def _waiting(
    problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]
) -> dict[str, list[tuple[str, tuple[Fact, ...]]]]:
    found: dict[str, list[tuple[str, tuple[Fact, ...]]]] = {}
    for name, (option, _) in sorted(plan.items()):
        for need in problem.by_id[name].option(option).requires:
            found.setdefault(need.system, []).append((name, need.facts))
    return found
