"""Small planning problems of every shape, and the slow way to their best plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from estate.planning.judging import evaluate as ev
from estate.planning.judging.verify import violations
from estate.planning.problem.calendar import Calendar
from estate.planning.problem.cases import (
    Adapter,
    Budget,
    ChangeLimit,
    Kind,
    Option,
    PlanningProblem,
    PlatformCase,
    Purse,
    Requirement,
    Rework,
    SkillLimit,
    SystemCase,
)
from estate.portfolio import PlanningPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

Choice: TypeAlias = tuple[str, int] | None
SKILLS = ("data", "developer")
MOST_PLANS = 60_000
RESIDUALS = (
    (Fraction(0),),
    (Fraction(7, 2),),
    (Fraction(50, 7), Fraction(9), Fraction(12)),  # what an option leaves alone ages on
)


def best_plan(problem: PlanningProblem) -> int | None:
    """Return the least cost of any plan that keeps every rule, by trying them all."""
    lists = [list(_choices(problem, case)) for case in problem.systems]
    most_saved = sum(pair.pounds for pair in problem.rework)
    best: int | None = None
    for combination in product(*lists):
        cost = sum(part[0] for part in combination)
        if best is not None and cost - most_saved >= best:
            continue
        choices = {
            case.id: part[1]
            for case, part in zip(problem.systems, combination, strict=True)
            if part[1] is not None
        }
        cost -= sum(ev.rework_saved(problem, choices, pair) for pair in problem.rework)
        cost += sum(ev.evaluate_platform(problem, p, choices) for p in problem.platforms)
        cost += sum(ev.adapter_paid(problem, choices, adapter) for adapter in problem.adapters)
        if (best is None or cost < best) and not violations(problem, choices):
            best = cost
    return best


def _choices(problem: PlanningProblem, case: SystemCase) -> Iterator[tuple[int, Choice]]:
    every: list[Choice] = [None]
    every += [
        (option.id, start)
        for option in case.options
        for start in range(0, problem.calendar.horizon, 3)
        if start + option.duration <= problem.calendar.horizon
    ]
    for choice in every:
        yield ev._system(problem, case, choice), choice


def size(problem: PlanningProblem) -> int:
    """Return how many plans there are to try."""
    total = 1
    for case in problem.systems:
        total *= sum(1 for _ in _choices(problem, case))
    return total


@st.composite
def problems(
    draw: st.DrawFn,
    systems: int = 4,
    councils: int = 2,
    least: int = 1,
    horizons: tuple[int, ...] = (12, 15, 15, 18),
) -> PlanningProblem:
    """Draw a problem with every kind of rule, small enough to try every plan."""
    policy = PlanningPolicy(
        horizon_months=draw(st.sampled_from(horizons), label="horizon"),
        tail_months=draw(st.sampled_from([0, 11, 36, 36])),
        risk_price=draw(st.sampled_from([0, 1_000, 20_000])),
    )
    month = draw(st.sampled_from([1, 4, 7, 10]))
    calendar = Calendar(date(2027, month, 1), policy.horizon_months, policy.tail_months)
    count = draw(st.integers(least, systems))
    every = [f"council-{k}" for k in range(1, councils + 1)]
    platforms = tuple(draw(_platform(k, every)) for k in range(draw(st.integers(0, 2))))
    names = sorted(f"council-{draw(st.integers(1, councils))}/system-{k}" for k in range(count))
    cases = tuple(draw(_system(name, names[:k], platforms)) for k, name in enumerate(names))
    used = sorted({case.council for case in cases})
    groups = draw(_groups(names))
    return PlanningProblem(
        calendar=calendar,
        policy=policy,
        systems=cases,
        groups=groups,
        rework=draw(_rework(names)),
        adapters=draw(_adapters(names, groups)),
        budgets=tuple(b for c in used for b in draw(_budgets(c, calendar.planned_years))),
        skills=tuple(s for c in used for s in draw(_limits(c, calendar.quarters))),
        changes=tuple(limit for c in used for limit in draw(_changes(c, names))),
        platforms=platforms,
    )


def _money(most: int) -> st.SearchStrategy[int]:
    return st.one_of(st.just(0), st.integers(0, most))


@st.composite
def _platform(draw: st.DrawFn, k: int, councils: list[str]) -> PlatformCase:
    price = draw(_money(60_000))
    existing = draw(st.booleans())
    already = draw(st.sets(st.sampled_from(councils), max_size=1)) if existing else set()
    return PlatformCase(
        id=f"platform-{k}",
        existing=existing,
        members=draw(st.integers(0, 1)) + len(already),
        member_councils=frozenset(already),
        host=draw(st.sampled_from([None, *councils])),
        available=draw(st.integers(0, 6)),
        minimum=draw(st.integers(0, 3)),
        setup=(setup := draw(_money(80_000))),
        setup_capital=draw(st.integers(0, setup)),
        onboarding=draw(st.sampled_from([None, 1, 2])),
        tiers=((1, price), (2, price * 7 // 10)),
    )


@st.composite
def _option(
    draw: st.DrawFn, name: str, kind: Kind, before: list[str], platform: str | None
) -> Option:
    requires: tuple[Requirement, ...] = ()
    if before and draw(st.integers(0, 2)) == 0:
        requires = (Requirement(draw(st.sampled_from(before)), draw(st.sampled_from([0, 1, 3]))),)
    return Option(
        id=name,
        kind=kind,
        months=draw(st.integers(1, 7)),
        capital=draw(_money(90_000)),
        revenue=draw(_money(30_000)),
        procurement=draw(st.sampled_from([0, 0, 2])),
        dual_months=draw(st.sampled_from([0, 0, 1, 4])),
        running_after=draw(_money(60_000)),
        risk_after=draw(st.sampled_from(RESIDUALS)),
        skills=draw(st.sampled_from([(), ((SKILLS[0], 31),), ((SKILLS[0], 7), (SKILLS[1], 40))])),
        requires=requires,
        earliest=draw(st.sampled_from([0, 0, 2, 6])),
        platform=platform,
    )


@st.composite
def _system(
    draw: st.DrawFn, name: str, before: list[str], platforms: tuple[PlatformCase, ...]
) -> SystemCase:
    options = [draw(_option("replace", Kind.REPLACE, before, None))]
    if draw(st.integers(0, 2)) == 0:
        options.append(draw(_option("upgrade", Kind.UPGRADE, before, None)))
    if platforms and draw(st.integers(0, 2)) > 0:
        options.append(draw(_option("join", Kind.JOIN, [], draw(st.sampled_from(platforms)).id)))
    if draw(st.integers(0, 3)) == 0:
        options.append(draw(_option("retire", Kind.RETIRE, before, None)))
    if before and draw(st.integers(0, 2)) == 0:
        folded = draw(_option("consolidate", Kind.CONSOLIDATE, [], None))
        options.append(replace(folded, onto=draw(st.sampled_from(before))))
    months = st.integers(0, 20)
    return SystemCase(
        id=name,
        council=name.split("/", maxsplit=1)[0],
        options=tuple(sorted(options, key=lambda option: option.id)),
        running=draw(st.integers(10_000, 150_000)),
        risk=tuple(draw(st.lists(st.fractions(1, 30, max_denominator=14), min_size=1, max_size=6))),
        exit_cost=tuple(draw(st.lists(_money(50_000), max_size=14))),
        premium=tuple(draw(st.lists(_money(3_000), max_size=8))),
        frozen=draw(st.frozensets(months, max_size=4)),
        deadline=draw(st.one_of(st.none(), st.none(), st.none(), st.integers(6, 18))),
    )


@st.composite
def _groups(draw: st.DrawFn, names: list[str]) -> tuple[tuple[str, ...], ...]:
    if len(names) > 1 and draw(st.integers(0, 3)) == 0:
        return (tuple(names[: draw(st.sampled_from([2, min(3, len(names))]))]),)
    return ()


@st.composite
def _rework(draw: st.DrawFn, names: list[str]) -> tuple[Rework, ...]:
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    picked = draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else []
    return tuple(Rework(a, b, draw(st.integers(1, 60_000))) for a, b in picked)


@st.composite
def _adapters(
    draw: st.DrawFn, names: list[str], groups: tuple[tuple[str, ...], ...]
) -> tuple[Adapter, ...]:
    pairs = [
        (a, b)
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        if not any({a, b} <= set(group) for group in groups)
    ]
    if not pairs or draw(st.booleans()):
        return ()
    picked = sorted(draw(st.sets(st.sampled_from(pairs), min_size=1, max_size=2)))
    return tuple(Adapter(a, b, draw(_money(40_000)), draw(st.booleans())) for a, b in picked)


@st.composite
def _changes(draw: st.DrawFn, council: str, names: list[str]) -> tuple[ChangeLimit, ...]:
    own = [name for name in names if name.startswith(f"{council}/")]
    found = [ChangeLimit(council, draw(st.integers(1, 2)))] if draw(st.booleans()) else []
    if draw(st.integers(0, 2)) == 0:
        some = frozenset(draw(st.sets(st.sampled_from(own), min_size=1)))
        found.append(ChangeLimit(council, 1, service="revenues.*", systems=some))
    return tuple(found)


@st.composite
def _budgets(draw: st.DrawFn, council: str, years: int) -> tuple[Budget, ...]:
    if draw(st.booleans()):
        return ()
    purses = draw(st.sampled_from([(Purse.CAPITAL,), (Purse.CAPITAL, Purse.REVENUE)]))
    carried = st.sampled_from([False, True])
    return tuple(
        Budget(council, purse, year, draw(st.integers(0, 160_000)), carry_forward=draw(carried))
        for year in range(years)
        for purse in purses
    )


@st.composite
def _limits(draw: st.DrawFn, council: str, quarters: int) -> tuple[SkillLimit, ...]:
    if draw(st.booleans()):
        return ()
    return tuple(
        SkillLimit(council, SKILLS[0], quarter, draw(st.integers(5, 40)))
        for quarter in range(quarters)
    )
