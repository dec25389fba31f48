"""How money by financial year was worked out, month by month from the problem's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import (
    adapter_from,
    chosen,
    in_month,
    members_since,
    opening_month,
)
from estate.rendering.briefings.working import Term, Working, by_council, rounded
from estate.rendering.canvas.page_model import Ref

if TYPE_CHECKING:
    from estate.planning import Roadmap, YearMoney
    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
    from estate.portfolio import Fact
    from estate.rendering.briefings.material import Scope

    Placed = tuple[SystemCase, Option, int, int]

MONTHS = 12
ONCE = (
    "What each step costs once is spread evenly over its months of work; what falls in the "
    "planned months of the year counts. So does setting up a platform, in its host's year"
)
KINDS: dict[str, tuple[str, str, Callable[[YearMoney], int]]] = {
    "capital": ("Capital for change", f"{ONCE}.", lambda year: year.capital),
    "revenue": ("One-off revenue for change", f"{ONCE}.", lambda year: year.revenue),
    "other": (
        "Other one-off cost",
        (
            "What no recorded budget bears: leaving contracts early, building interfaces again "
            "(half each where both ends change in the same quarter), temporary adapters, and "
            "setting up platforms without a host here."
        ),
        lambda year: year.other,
    ),
    "kept": (
        "Running cost if all is kept",
        (
            "What every system costs a year, for the planned months of the year, and what holding "
            "contracts over adds."
        ),
        lambda year: year.running_before,
    ),
    "running": (
        "Running cost with the plan",
        (
            "Running cost if all is kept, less the old systems from the day they are off, more the "
            "new from the day they are live, and the prices of platforms for those who join."
        ),
        lambda year: year.running,
    ),
}


def workings(scope: Scope) -> Iterator[Working]:
    """Yield capital, revenue, other, kept and running of each financial year, and their basis."""
    roadmap = scope.material.roadmap
    if roadmap is None:
        return
    yield _basis(scope, roadmap)
    accounts = roadmap.estate if scope.council is None else roadmap.councils[scope.council]
    for number, year in enumerate(accounts.years):
        for kind, (title, formula, of) in KINDS.items():
            if scope.council is None:
                terms = list(_of_all(scope, roadmap, number, kind))
            else:
                terms = list(_Year(scope, roadmap, number, scope.council).terms(kind))
            yield Working(
                f"money/{scope.name}/{year.label}/{kind}",
                f"{title}, {year.label}",
                formula,
                rounded(terms, of(year)),
                of(year),
                "pounds",
            )


def _basis(scope: Scope, roadmap: Roadmap) -> Working:
    """Return what all systems cost a year, before anything is changed."""
    if scope.council is None:
        sums = dict.fromkeys(roadmap.problem.councils, 0)
        for case in roadmap.problem.systems:
            sums[case.council] += case.running
        terms = by_council(scope, ("money", "now"), sums)
    else:
        terms = [
            Term(
                f"{name_of(scope, case.id)}{'' if _recorded(scope, case) else ': not recorded'}",
                case.running,
                Ref("system", case.id),
                place_of(scope, case.facts[:1]),
            )
            for case in roadmap.problem.systems
            if case.council == scope.council
        ]
    return Working(
        f"money/{scope.name}/now",
        "What running everything costs a year",
        "Every running cost that is recorded. What is not recorded counts as 0 here, before and "
        "after a change alike, and is named.",
        tuple(terms),
        sum(term.value for term in terms),
        "pounds",
    )


def _of_all(scope: Scope, roadmap: Roadmap, number: int, kind: str) -> Iterator[Term]:
    """Yield each council's figure, and what belongs to none of them."""
    of = KINDS[kind][2]
    label = roadmap.estate.years[number].label
    values = {name: of(own.years[number]) for name, own in roadmap.councils.items()}
    yield from by_council(scope, ("money", f"{label}/{kind}"), values)
    if kind == "other":
        yield from _Year(scope, roadmap, number, None).unhosted()


def _recorded(scope: Scope, case: SystemCase) -> bool:
    from estate.portfolio import SystemRef  # noqa: PLC0415  # for this alone

    cost = scope.portfolio.system(SystemRef.parse(case.id)).annual_cost
    return cost is not None and cost.total is not None


def name_of(scope: Scope, system: str) -> str:
    """Return the name of a system by its id."""
    council, _, key = system.partition("/")
    return scope.material.portfolio.councils[council].systems[key].name


def place_of(scope: Scope, facts: Iterable[Fact]) -> str | None:
    """Return where the first of some facts stands that stands anywhere."""
    return next((place for fact in facts if (place := scope.material.where(fact))), None)


@dataclass(frozen=True)
class _Year:
    """One council's money in one financial year; None is what belongs to no council."""

    scope: Scope
    roadmap: Roadmap
    number: int
    council: str | None

    @property
    def problem(self) -> PlanningProblem:
        return self.roadmap.problem

    @cached_property
    def months(self) -> range:
        """The months of the year that are planned."""
        calendar = self.problem.calendar
        planned = calendar.year_months(self.number)
        return range(max(0, planned.start), min(planned.stop, calendar.horizon))

    @cached_property
    def everything(self) -> tuple[Placed, ...]:
        return tuple(chosen(self.problem, self.roadmap.choices))

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        return tuple(each for each in self.everything if each[0].council == self.council)

    def terms(self, kind: str) -> Iterator[Term]:
        """Yield the terms of a kind of money, without those that are 0."""
        found = {
            "capital": self._once,
            "revenue": self._once,
            "other": self._other,
            "kept": self._kept,
            "running": self._running,
        }[kind]
        yield from (term for term in found(kind) if term.value)

    def _step(self, placed: Placed, value: Fraction | int, what: str = "") -> Term:
        case, option, _, _ = placed
        label = name_of(self.scope, case.id) + (f": {what}" if what else f": {option.kind.value}")
        return Term(
            label, value, Ref("system", case.id), place_of(self.scope, (*option.facts, *case.facts))
        )

    def _once(self, kind: str) -> Iterator[Term]:
        for placed in self.placed:
            _, option, start, _ = placed
            total = option.capital if kind == "capital" else option.revenue
            first = start + option.procurement
            value = sum(in_month(total, option.months, month - first) for month in self.months)
            yield self._step(placed, value)
        for platform in self.problem.platforms:
            opened = opening_month(platform, self.everything)
            if opened is None or opened not in self.months or platform.host != self.council:
                continue
            rest = platform.setup - platform.setup_capital
            value = platform.setup_capital if kind == "capital" else rest
            yield self._platform(platform.id, "set up", value)

    def _platform(self, platform: str, what: str, value: Fraction | int) -> Term:
        record = self.scope.material.portfolio.catalogue.platforms.get(platform)
        name = record.name if record else platform
        return Term(f"{name}: {what}", value, Ref("platform", platform))

    def unhosted(self) -> Iterator[Term]:
        """Yield the platforms set up in the year that no council here hosts."""
        for platform in self.problem.platforms:
            opened = opening_month(platform, self.everything)
            if platform.host is None and opened is not None and opened in self.months:
                yield self._platform(platform.id, "set up", platform.setup)

    def _kept(self, _kind: str) -> Iterator[Term]:
        own = [case for case in self.problem.systems if case.council == self.council]
        share = Fraction(len(self.months), MONTHS)
        yield Term(
            f"What all systems cost a year, {len(self.months)} of {MONTHS} months",
            share * sum(case.running for case in own),
            Ref("working", f"money/{self.council}/now"),
        )
        for case in own:
            value = sum(_premium(case, month) for month in self.months)
            label = f"{name_of(self.scope, case.id)}: holding its contract over"
            yield Term(label, value, Ref("system", case.id), place_of(self.scope, case.facts))

    def _running(self, _kind: str) -> Iterator[Term]:
        accounts = self.roadmap.councils[self.council or ""].years[self.number]
        yield Term(
            "Running cost if all is kept",
            accounts.running_before,
            Ref("working", f"money/{self.council}/{accounts.label}/kept"),
        )
        for placed in self.placed:
            yield self._step(placed, self._change(*placed), "new less old")
        yield from self._prices()

    def _change(self, case: SystemCase, option: Option, _: int, live: int) -> Fraction:
        """Return what a step adds to the running cost of the year."""
        off = live + option.dual_months
        new = sum(month >= live for month in self.months) * option.running_after
        old = sum(month >= off for month in self.months) * case.running
        held = sum(_premium(case, month) for month in self.months if month >= off)
        return Fraction(new - old, MONTHS) - (held if option.kind.leaves_contract else 0)

    def _prices(self) -> Iterator[Term]:
        """Yield a platform's price for the year, once the council has become a member by it."""
        stop = self.problem.calendar.year_months(self.number).stop
        for platform in self.problem.platforms:
            since = members_since(platform, self.everything)
            joined = sum(live < stop for live in since.values())
            if since.get(self.council or "", stop) < stop:
                price = platform.price(platform.members + joined)
                value = Fraction(price * len(self.months), MONTHS)
                yield self._platform(platform.id, f"price with {joined} joined", value)

    def _other(self, _kind: str) -> Iterator[Term]:
        for placed in self.placed:
            case, option, _, live = placed
            off = live + option.dual_months
            if off in self.months and off < len(case.exit_cost) and option.kind.leaves_contract:
                yield self._step(placed, case.exit_cost[off], "leaving its contract")
        yield from self._interfaces()
        yield from self._adapters()

    def _interfaces(self) -> Iterator[Term]:
        lives = {c.id: live for c, option, _, live in self.everything if _rebuilds(option)}
        for pair in self.problem.rework:
            ends = [end for end in (pair.one, pair.other) if end in lives]
            together = len(ends) > 1 and lives[ends[0]] // 3 == lives[ends[1]] // 3
            for end in ends:
                if self._own(end) and lives[end] in self.months:
                    other = pair.other if end == pair.one else pair.one
                    label = f"{name_of(self.scope, end)}: interface with {other} built again"
                    value = Fraction(pair.pounds, 2 if together else 1)
                    yield Term(label, value, Ref("system", end))

    def _adapters(self) -> Iterator[Term]:
        for adapter in self.problem.adapters:
            quarter = adapter_from(self.problem, self.roadmap.choices, adapter)
            if quarter is None or 3 * quarter not in self.months:
                continue
            for end in filter(self._own, (adapter.one, adapter.other)):
                other = adapter.other if end == adapter.one else adapter.one
                label = f"{name_of(self.scope, end)}: half a temporary adapter to {other}"
                yield Term(label, Fraction(adapter.pounds, 2), Ref("system", end))

    def _own(self, system: str) -> bool:
        return system.partition("/")[0] == self.council


def _rebuilds(option: Option) -> bool:
    return option.kind.reworks_interfaces


def _premium(case: SystemCase, month: int) -> int:
    """Return what holding a contract over adds in a month; the last that is known goes on."""
    return case.premium[min(month, len(case.premium) - 1)] if case.premium else 0
