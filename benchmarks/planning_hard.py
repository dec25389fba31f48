"""Made-up planning problems that are hard on purpose, of any size. Nothing in them is real.

Money is 42% of what replacing everything would cost, people little more; a service bears two or
three changes at once; a third of the systems wait for others; interfaces are built again, or
bridged by adapters; one system in eighteen has a deadline, as early as a schedule of those systems
alone can keep it, so that they compete for the first years with all else.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from estate.planning.problem.calendar import calendar_for
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
from estate.planning.program.columns import Generator, Limit
from estate.portfolio import PlanningPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SKILLS = ("business-analyst", "data", "developer", "integration")
AS_OF = date(2026, 11, 22)
SHARE = 42
"""Per cent of what replacing everything would cost that there is, in money."""
_DEADLINES = 18
"""One system in so many has a deadline."""
_DEEPEST = 4
_ADAPTED = 0.4
"""The share of interfaces that want an adapter while only one end has changed."""
_SERVICE = 15
"""Systems of a service, about."""
_Range: TypeAlias = tuple[int, int]
_TIERS: tuple[tuple[float, _Range, _Range, _Range], ...] = (
    # share of the systems, running cost a year, capital of a replacement, its months
    (0.6, (8_000, 60_000), (20_000, 150_000), (3, 9)),
    (0.3, (50_000, 250_000), (120_000, 700_000), (8, 16)),
    (0.1, (200_000, 900_000), (600_000, 3_000_000), (14, 26)),
)


def hard_instance(sizes: Sequence[int], seed: int = 1, platforms: int = 0) -> PlanningProblem:
    """Return a problem with a council of each size, and platforms that most of them may join."""
    policy = PlanningPolicy(risk_price=12_000)
    calendar = calendar_for(AS_OF, policy.horizon_months, policy.tail_months)
    chance = random.Random(seed)
    councils = {f"council-{c:02}": size for c, size in enumerate(sizes)}
    systems = [
        case for name, size in councils.items() for case in _council(chance, name, size, policy)
    ]
    shared: list[PlatformCase] = []
    for k in range(platforms):
        systems, platform = _platform(chance, f"platform-{k:02}", systems, len(councils))
        shared.append(platform)
    problem = PlanningProblem(
        calendar=calendar,
        policy=policy,
        systems=tuple(sorted(systems, key=lambda case: case.id)),
        platforms=tuple(shared),
    )
    return _hurried(chance, _limited(chance, problem, councils), councils)


def _limited(
    chance: random.Random, problem: PlanningProblem, councils: dict[str, int]
) -> PlanningProblem:
    """Add the interfaces, and what each council has of money, people and patience."""
    rework: list[Rework] = []
    budgets: list[Budget] = []
    skills: list[SkillLimit] = []
    changes: list[ChangeLimit] = []
    for name, size in councils.items():
        own = [case for case in problem.systems if case.council == name]
        rework += _rework(chance, [case.id for case in own])
        budgets += _budgets(name, own, problem.calendar.planned_years)
        skills += _skills(name, own, problem.calendar.quarters)
        changes += _changes(chance, name, [case.id for case in own], size)
    return replace(
        problem,
        rework=tuple(rework),
        budgets=tuple(budgets),
        skills=tuple(skills),
        changes=tuple(changes),
        adapters=tuple(
            Adapter(pair.one, pair.other, pair.pounds * chance.randrange(20, 80) // 100)
            for pair in rework
            if chance.random() < _ADAPTED
        ),
    )


def _council(
    chance: random.Random, council: str, size: int, policy: PlanningPolicy
) -> list[SystemCase]:
    depth: dict[str, int] = {}
    made: list[SystemCase] = []
    for k in range(size):
        name = f"{council}/system-{k:03}"
        requires: tuple[Requirement, ...] = ()
        if made and chance.random() < 0.35:
            other = chance.choice(made).id
            if depth[other] < _DEEPEST:
                requires = (Requirement(other, chance.choice((0, 0, 3))),)
        depth[name] = 1 + depth[requires[0].system] if requires else 0
        made.append(_system(chance, name, requires, policy))
    return made


def _system(
    chance: random.Random, name: str, requires: tuple[Requirement, ...], policy: PlanningPolicy
) -> SystemCase:
    _, runs, costs, takes = chance.choices(_TIERS, [tier[0] for tier in _TIERS])[0]
    running = chance.randrange(*runs) // 100 * 100
    months = policy.horizon_months + policy.tail_months
    ends = chance.randrange(6, 48)
    impact = Fraction(chance.randrange(40, 100), 20)
    grows = chance.randrange(0, 24)
    base, slow = (3, 6) if chance.random() < 0.5 else (1, 12)
    risk = tuple(
        impact * min(Fraction(6), base + max(Fraction(0), Fraction(q - grows, slow)))
        for q in range(months // 3)
    )
    frozen = {12 * y + m for y in range(7) for m in (2, 3, 4)} if chance.random() < 0.3 else set()
    return SystemCase(
        id=name,
        council=name.split("/", maxsplit=1)[0],
        options=_options(chance, costs, takes, running, requires),
        running=running,
        risk=risk,
        exit_cost=tuple(min(ends - m, 12) * (running // 24) for m in range(ends)),
        premium=tuple(0 if m < ends + 12 else running // 60 for m in range(months)),
        frozen=frozenset(frozen),
    )


def _options(
    chance: random.Random,
    costs: _Range,
    takes: _Range,
    running: int,
    requires: tuple[Requirement, ...],
) -> tuple[Option, ...]:
    capital = chance.randrange(*costs)
    months = chance.randrange(*takes) // 2 * 2
    days = capital // 2_500 + 5
    skills = tuple((s, chance.randrange(days // 4, days)) for s in chance.sample(SKILLS, 2))
    found = [
        Option(
            "replace", Kind.REPLACE, months, capital, capital // 10, 3, chance.choice((0, 0, 1, 3)),
            running * chance.randrange(20, 80) // 100, (Fraction(chance.randrange(40, 80), 20),),
            skills, requires,
        )
    ]  # fmt: skip
    if chance.random() < 0.7:
        found.append(
            Option(
                "upgrade", Kind.UPGRADE, max(2, months // 2), capital // 4, capital // 20, 0, 0,
                running, (Fraction(chance.randrange(60, 120), 20),), skills[:1],
            )
        )  # fmt: skip
    if chance.random() < 0.1:
        found.append(Option("retire", Kind.RETIRE, 3, 0, capital // 8, requires=requires))
    return tuple(sorted(found, key=lambda option: option.id))


def _platform(
    chance: random.Random, name: str, systems: list[SystemCase], councils: int
) -> tuple[list[SystemCase], PlatformCase]:
    """Return a platform and the systems, one of most councils with the option to join it."""
    joiners: dict[str, SystemCase] = {}
    for case in chance.sample(systems, len(systems)):
        free = case.running > 60_000 and all(o.platform is None for o in case.options)
        if free and case.council not in joiners and chance.random() < 0.85:
            joiners[case.council] = case
    chosen = {case.id for case in joiners.values()}
    usual = sorted(case.running for case in joiners.values())[len(joiners) // 2]
    price = usual * chance.randrange(35, 60) // 100
    some, many = max(2, councils // 4), max(4, councils // 2)
    platform = PlatformCase(
        id=name,
        available=chance.choice((6, 9, 12)),
        minimum=some,
        setup=chance.randrange(100, 600) * 1_000 * max(1, councils // 8),
        onboarding=max(1, councils // 10),
        tiers=((0, price), (some + 1, price * 8 // 10), (many, price * 6 // 10)),
    )
    return [_joining(case, name) if case.id in chosen else case for case in systems], platform


def _joining(case: SystemCase, platform: str) -> SystemCase:
    whole = case.option("replace")
    join = Option(
        "join", Kind.JOIN, max(3, whole.months * 2 // 3), whole.capital // 3, whole.capital // 20,
        0, 0, case.running // 10, (Fraction(2),), whole.skills[:1], (), 6, platform,
    )  # fmt: skip
    options = tuple(sorted((*case.options, join), key=lambda option: option.id))
    return replace(case, options=options)


def _rework(chance: random.Random, names: list[str]) -> list[Rework]:
    pairs = {tuple(sorted(chance.sample(names, 2))) for _ in range(len(names) * 12 // 10)}
    return [Rework(one, other, chance.randrange(4, 60) * 500) for one, other in sorted(pairs)]


def _budgets(council: str, own: Iterable[SystemCase], years: int) -> list[Budget]:
    options = [case.option("replace") for case in own]
    yearly = _enough([option.capital * 12 // max(12, option.months) for option in options])
    capital = max(sum(o.capital for o in options) * SHARE // 100 // (years - 1), yearly)
    revenue = max(sum(o.revenue for o in options) * SHARE // 100 // (years - 1), yearly // 10)
    return [
        Budget(council, purse, year, pounds // 4 if year == 0 else pounds)
        for year in range(years)
        for purse, pounds in ((Purse.CAPITAL, capital), (Purse.REVENUE, revenue))
    ]


def _skills(council: str, own: Iterable[SystemCase], quarters: int) -> list[SkillLimit]:
    options = [case.option("replace") for case in own]
    found = []
    for skill in SKILLS:
        needs = [(dict(option.skills).get(skill, 0), option.months) for option in options]
        quarterly = _enough([days * 3 // months + 3 for days, months in needs])
        days = max(sum(days for days, _ in needs) * 45 // 100 // quarters, quarterly)
        found += [SkillLimit(council, skill, quarter, days) for quarter in range(quarters)]
    return found


def _enough(needs: list[int]) -> int:
    """Return what does for nine in ten: a small council can change most systems, one at a time."""
    return sorted(needs)[len(needs) * 9 // 10]


def _changes(chance: random.Random, council: str, names: list[str], size: int) -> list[ChangeLimit]:
    services: dict[str, set[str]] = {}
    for name in names:
        service = f"service-{chance.randrange(max(1, size // _SERVICE)):02}"
        services.setdefault(service, set()).add(name)
    own = [
        ChangeLimit(council, chance.choice((2, 3)), (), service, frozenset(services[service]))
        for service in sorted(services)
    ]
    return [ChangeLimit(council, max(3, size // 10)), *own]


def _hurried(
    chance: random.Random, problem: PlanningProblem, councils: dict[str, int]
) -> PlanningProblem:
    """Give deadlines that can be kept: each where a schedule of these systems alone has it live."""
    generator = Generator(problem)
    room = dict(generator.limits)
    live: dict[str, int] = {}
    for name, size in councils.items():
        own = [case for case in problem.systems if case.council == name]
        for case in chance.sample(own, len(own)):
            if sum(each.startswith(f"{name}/") for each in live) >= size // _DEADLINES:
                break
            found = None if case.option("replace").requires else _earliest(generator, room, case)
            if found is not None:
                live[case.id] = found
    deadlines = {name: month + chance.choice((0, 0, 3)) for name, month in live.items()}
    systems = tuple(replace(case, deadline=deadlines.get(case.id)) for case in problem.systems)
    return replace(problem, systems=systems)


def _earliest(generator: Generator, room: dict[Limit, int], case: SystemCase) -> int | None:
    """Return when a replacement is live at the earliest in what room is left, and take it up."""
    option = case.option("replace")
    index = generator.problem.systems.index(case)
    for column in generator.of_system(index, case):
        if column.option == option and all(room[limit] >= amount for limit, amount in column.use):
            for limit, amount in column.use:
                room[limit] -= amount
            return column.live
    return None
